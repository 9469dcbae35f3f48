"""The competition's use cases, one a file; each takes an open unit of work, so its caller decides what commits with it.

Everything raises `records.ContestError` (or a kind of it) with a Chinese sentence; records are in `records`, boards in
`scenarios.contest.board`. `hall` is one `hall.Hall(banks.Banks(catalogue).cases)` per process: the items, papers and
office of the contests in use. Times are `uow.now`. A `ClashError` of the store means: begin anew.

Coming in (`doors`):
    join(uow, hall, code, rep) -> Participant              by the roster's invite code, binds the Telegram account
    invitations(uow, hall, rep) -> tuple[Invitation, ...]  the contests of an account, the newest first
    personal_code(uow, hall, who) -> str                   a one-time code for the web page; the earlier one ends
    open_session(uow, hall, code) -> Session               uses up a one-time code
    session_for(uow, who, expires=None) -> Session         for whoever was proved otherwise (Mini App)
    session(uow, token) -> Participant                     who a browser is; raises NotHereError

Taking part:
    serve.serve(uow, hall, who, via) -> OnPaper            start, go on, or come back: the same question, clock running
    shown.shown(uow, hall, who, position, at=None)         it was delivered; `at` only from our own sender (chat)
    answer.answer(uow, hall, who, position, choice, *, via) -> Acknowledged
    case.say(uow, hall, who, n, text) -> CaseHeard         one line of the case; case.finish(uow, hall, who) -> HandedIn
    own_page.own_page(uow, hall, who) -> OwnPage
    appeals.appeal(uow, hall, who, position, words)

Boards (pure pages made from one select; nothing of the frozen part in them):
    boards.board(uow, hall, contest) -> BoardPage          the projector: top five, branches, attendance, clock
    boards.phone(uow, hall, who) -> PhonePage              own place and two neighbours each way
    boards.contests(uow, hall) -> tuple[Listed, ...]       every contest with its phase

Hosting (`by` is `roles.By`: who does it, and whether he is an admin of the province):
    create.create, create.change, create.cancel · roster_files.rows_of + import_roster.import_roster · commit.commit ·
    draw.draw · window.tick, window.close · intervene.extend, excuse, void, restore, unbind, interventions ·
    review.result, suspects, flags · appeals.appeals, reject · keys.look_at, dry_run, rule, take_back, override ·
    unfreeze.reveal, finalise · roles.name_host
    window.tick(uow, hall, contest, edge) -> Announcement | None    a timer of kind window.KIND came due; idempotent
    dossier.dossier(uow, hall, contest, by) -> Dossier     after the close; views.contest_workbook.result_xlsx(dossier),
                                                           views.contest_report_pdf.result_pdf(dossier) -> bytes
    archive.write_archive(uow, hall, contest, by, file) -> None    the audit archive as zip, for the province
    lessons.learn(uow, hall, who) -> None                  a timer of kind lessons.KIND {contest, entry} came due
    audit.verify(uow, contest) -> Audit · audit.recompute(uow, contest) -> Recomputed · simulate.simulate
"""
