"""The desk of a contest's host in his private chat: where it stands, what comes next, a button for each thing to do."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.views.buttons import Button, handle, rows
from bot.views.contest.lists import moment
from scenarios.contest.office import Phase
from scenarios.contest.settings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.contests.appeals import Appeal
    from bot.services.contests.boards import Listed
    from bot.services.contests.review import Suspect
    from bot.views.buttons import Rows
    from scenarios.bank import Answer, Item
    from scenarios.contest.board import BoardPage
    from scenarios.contest.effect import Change, Effect
    from scenarios.contest.office import Office
    from scoring.contest.flags import Flag

MOST = 12
"""Lines of a list in one message; the whole of it comes as a file or on the command line."""

STEPS = {
    "commit": "公布承诺",
    "draw": "抽签",
    "close": "收卷",
    "reveal": "揭下一步",
    "all": "全部揭晓",
    "final": "公布成绩",
}
"""What is done with a contest as a whole, each after a question whether it is meant."""
PEOPLE = {
    "extend": "给一个人加时",
    "excuse": "请假换人",
    "void": "作废成绩",
    "restore": "恢复成绩",
    "unbind": "解除登记错的账号",
}
"""What is done with one person, each with a reason."""
SWITCHES = {"case": "考案例", "everyone": "名单上的都参加", "timed": "快慢也算分（只能网页答）"}

_WINDOW = (("hstatus", "到场"), ("hboard", "看榜"), ("hpicture", "发榜图"), ("hgroup", "榜放到群里"))
_SERVE = (("hlinks", "邀请名单"), ("hpeople", "加时、请假…"))
_JUDGE = (("happeal:0", "申诉"), ("hreview:0", "核对答案"), ("hflags", "请人看看的"), ("hpeople", "作废、恢复…"))
_DOORS: dict[Phase, tuple[tuple[str, str], ...]] = {
    Phase.DRAFT: (("hroster", "传名单"), ("hsettings", "改设置")),
    Phase.ROSTER: (("hsure:commit", "公布承诺"), ("hroster", "换名单"), ("hsettings", "改设置")),
    Phase.COMMITTED: (("hsure:draw", "抽签"),),
    Phase.DRAWN: (*_WINDOW, *_SERVE),
    Phase.OPEN: (*_WINDOW, *_SERVE, ("hclose", "提前收卷")),
    Phase.FROZEN: (*_WINDOW, *_SERVE, ("hclose", "提前收卷")),
    Phase.CLOSING: (("hstatus", "到场"), ("hpeople", "加时、请假…"), ("hclose", "收卷")),
    Phase.APPEALS: _JUDGE,
    Phase.REVIEW: (*_JUDGE, ("hgroup", "榜放到群里"), ("hsure:reveal", "开始揭榜")),
    Phase.UNFREEZING: (
        ("hstep:reveal", "揭下一步"),
        ("hsure:all", "全部揭晓"),
        ("hboard", "看榜"),
        ("hgroup", "榜放到群里"),
        ("hsure:final", "公布成绩"),
    ),
    Phase.FINAL: (("hboard", "看榜"), ("hpicture", "发榜图"), ("hfiles", "成绩文件")),
    Phase.CANCELLED: (),
}
_ALWAYS = (("hlog", "干预记录"), ("hhost", "主办人"))
_NEXT = {
    Phase.DRAFT: "下一步：把名单（.xlsx 或 .csv）发给我。",
    Phase.ROSTER: "下一步：公布承诺。公布以后名单、题目、设置都不能再改。",
    Phase.COMMITTED: "下一步：把承诺发给各分公司，再抽签。",
    Phase.DRAWN: "到点自动开始。把邀请名单里的链接发给抽中的人。",
    Phase.OPEN: "到点自动封榜、收卷，快到点会提醒没交卷的人。",
    Phase.FROZEN: "榜封住了，到点自动收卷。",
    Phase.CLOSING: "到点了，两分钟后自动收卷。",
    Phase.APPEALS: "先核对答案，逐条裁定申诉。申诉期过了才能揭榜。",
    Phase.REVIEW: "申诉都裁定了就可以揭榜，从后往前。",
    Phase.UNFREEZING: "一步一步揭，揭完公布成绩。",
    Phase.FINAL: "把上面三行一起发出去，谁都可以核验。",
    Phase.CANCELLED: "",
}
_SURE = {
    "commit": "公布以后，名单、题目、设置都不能再改。确定公布承诺吗？",
    "draw": "抽签只抽一次，种子会一起公布。确定抽签吗？",
    "reveal": "开始揭榜，从最后一名往前。确定吗？",
    "all": "剩下的一次全部揭晓。确定吗？",
    "final": "公布以后是最终成绩。确定公布吗？",
}


def host_page(office: Office, phase: Phase) -> tuple[str, Rows]:
    """A contest as its host sees it."""
    settings, number = office.settings, office.contest
    case = "和案例" if settings.case else ""
    when = f"{moment(settings.opens)} 到 {moment(settings.closes)}，{moment(settings.freezes)} 封榜"
    lines = [
        f"<b>{_text(settings.name)}</b>（{LEVELS[settings.level]}，编号 {number}）",
        f"<b>{phase.chinese}</b>",
        f"每人 {settings.items} 题{case}，{when}。",
        *_hashes(office),
        "",
        _NEXT[phase] or f"理由：{_text(office.cancelled)}",
    ]
    doors = [Button(label, _door(verb, number)) for verb, label in (*_DOORS[phase], *_ALWAYS)]
    if phase not in {Phase.FINAL, Phase.CANCELLED}:
        doors.append(Button("取消竞赛", handle("hcancel", number)))
    return "\n".join(lines), (*rows(*doors, width=2), (Button("‹ 所有竞赛", handle("hosting")),))


def hosted(contests: Sequence[Listed], *, may_make: bool) -> tuple[str, Rows]:
    """The contests somebody leads."""
    buttons = [Button(f"{one.title}（{one.phase.chinese}）", handle("hcontest", one.contest)) for one in contests]
    made = [Button("＋ 新建一场", handle("hnew"))] if may_make else []
    return ("您办的竞赛：" if contests else "还没有竞赛。"), rows(*made, *buttons)


def settings_page(office: Office) -> tuple[str, Rows]:
    """What may still be changed, a button for each."""
    settings, number = office.settings, office.contest
    switches = {name: getattr(settings, name) for name in SWITCHES}
    lines = [
        f"<b>{_text(settings.name)}</b>",
        f"{moment(settings.opens)} 到 {moment(settings.closes)}",
        f"每人 {settings.items} 题；收卷后 {settings.appeal_hours} 小时内可以申诉。",
    ]
    if settings.case:
        lines.append(f"题目占 {settings.quiz_weight}%，案例占 {100 - settings.quiz_weight}%。")
    buttons = [
        Button("改名称", handle("hname", number)),
        Button("改时间", handle("htimes", number)),
        Button("题数 10/20/30", handle("hchange", number, "items")),
        Button("申诉期 2/12/24 小时", handle("hchange", number, "appeal")),
    ]
    flips = (
        Button(f"{'✓' if on else '✗'} {SWITCHES[name]}", handle("hchange", number, name))
        for name, on in switches.items()
    )
    return "\n".join(lines), (*rows(*buttons, width=2), *rows(*flips), (back(number),))


def sure(contest: int, step: str) -> tuple[str, Rows]:
    """Ask before something that can't be undone."""
    yes = Button(f"确定，{STEPS[step]}", handle("hstep", contest, step))
    return _SURE[step], ((yes,), (back(contest),))


def attendance(page: BoardPage) -> str:
    """Who has come, by branch: the branches where people are missing first."""
    lines = [
        f"<b>{_text(page.title)}</b>　{page.phase.chinese}",
        f"抽中 {page.drawn} 人，到场 {page.came}，交卷 {page.handed_in}",
        "",
    ]
    ordered = sorted(page.branches, key=lambda one: (one.attended - one.drawn, one.branch))
    lines += [f"{_text(one.branch)}　{one.attended}/{one.drawn}" for one in ordered[:60]]
    return "\n".join(lines)


def appeal_page(one: Appeal, item: Item, *, given: str, left: int, mark: str, contest: int) -> tuple[str, Rows]:
    """One appeal to be decided."""
    lines = [
        f"<b>申诉</b>，还有 {left} 条等裁定",
        f"{_text(one.branch)} {_text(one.name)}，他的第 {one.position} 题：",
        "",
        *item_lines(item),
        "",
        f"他的答案：{given}",
        f"他的理由：{_text(one.words)}",
    ]
    buttons = (
        Button("他的答案也算对", handle("hrule", contest, mark, "accept", one.entry)),
        Button("此题作废", handle("hrule", contest, mark, "void", one.entry)),
        Button("此题人人给分", handle("hrule", contest, mark, "credit", one.entry)),
        Button("不成立", handle("hreject", contest, one.entry, mark)),
    )
    return "\n".join(lines), (*rows(*buttons, width=2), (back(contest),))


def suspect_page(one: Suspect, *, at: int, of: int, mark: str, contest: int) -> tuple[str, Rows]:
    """One item whose key should be checked."""
    lines = [f"<b>请核对这题的答案</b>（{at + 1}/{of}）", "", *item_lines(one.item), ""]
    lines.append("".join(one.review.why))
    turning = []
    if at:
        turning.append(Button("‹ 上一道", handle("hreview", contest, at - 1)))
    if at + 1 < of:
        turning.append(Button("下一道 ›", handle("hreview", contest, at + 1)))
    rule = (
        Button("另一个答案也算对", handle("hrule", contest, mark, "accept", 0)),
        Button("此题作废", handle("hrule", contest, mark, "void", 0)),
        Button("此题人人给分", handle("hrule", contest, mark, "credit", 0)),
        Button("撤回对它的裁定", handle("htake", contest, mark)),
    )
    return "\n".join(lines), tuple(row for row in (*rows(*rule, width=2), tuple(turning), (back(contest),)) if row)


def item_lines(item: Item) -> list[str]:
    """An item in the bank's own order, with its key and where it comes from."""
    lines = [f"<b>{_text(item.stem)}</b>"]
    lines += [f"{n}. {_text(option)}" for n, option in enumerate(item.options, 1)]
    lines.append(f"标准答案：{answer_text(item, item.key)}")
    return [*lines, f"<i>出处：{_text(item.source.words)}</i>"] if item.source.words else lines


def answer_text(item: Item, answer: Answer | None) -> str:
    """An answer in words, in the bank's own order."""
    if answer is None:
        return "没有作答"
    if isinstance(answer, int):
        return f"{answer + 1}. {_text(item.options[answer])}"
    if not isinstance(answer, tuple):
        return f"{format(answer, 'f')} {_text(item.unit)}".strip()
    if item.kind == "match":
        pairs = zip(item.lefts, answer, strict=True)
        return "；".join(f"{_text(left)} → {_text(item.options[right])}" for left, right in pairs)
    return (" → " if item.kind == "order" else "、").join(f"{n + 1}. {_text(item.options[n])}" for n in answer)


def effect_html(told: Effect) -> str:
    """Everything a ruling would change."""
    if not told:
        return "谁的成绩和名次都不会变。"
    parts = [
        _changes("人", told.people),
        _changes("分公司", told.branches),
        _changes("城市", told.cities),
    ]
    return "会变的：\n\n" + "\n\n".join(part for part in parts if part)


def flags_html(flags: Sequence[Flag]) -> str:
    """What a person should look at."""
    if not flags:
        return "没有看出要请人看一看的答卷。"
    lines = [f"{'、'.join(map(_text, one.people))}：{_text(one.why)}" for one in flags[:MOST]]
    more = [f"另外还有 {len(flags) - MOST} 条。"] if len(flags) > MOST else []
    note = "<i>这些只是线索，不扣分，也不算作弊，请找当事人问清楚。</i>"
    return "\n\n".join(("<b>请人看一看</b>", *lines, *more, note))


def back(contest: int) -> Button:
    """Leads back to the host's page."""
    return Button("‹ 返回", handle("hcontest", contest))


def _hashes(office: Office) -> list[str]:
    lines = []
    if office.people:
        lines.append(f"名单 {office.people} 人" + (f"，抽中 {len(office.drawn)} 人" if office.drawn else ""))
    if office.commitment and office.final is None:
        lines.append(f"抽签承诺：<code>{office.commitment}</code>")
        lines.append(f"试卷承诺：<code>{office.papers_commitment}</code>")
    if office.seed and office.final is None:
        lines.append(f"抽签种子：<code>{office.seed}</code>")
    if len(office.keys) > 1:
        lines.append(f"答案第 {office.key.version} 版：{_text(office.key.why)}")
    if office.final is not None:
        lines.append(f"成绩 SHA256：<code>{office.final['result']}</code>")
        lines.append(f"全部记录的总哈希：<code>{office.final['head']}</code>")
        lines.append(f"试卷种子：<code>{office.final['papers_seed']}</code>")
    return lines


def _changes(title: str, changes: Sequence[Change]) -> str:
    if not changes:
        return ""
    lines = [
        f"{_text(one.name)}{f'（{_text(one.where)}）' if one.where else ''}　"
        f"{one.score} → {one.new_score}　第 {one.rank} → {one.new_rank} 名"
        for one in changes[:MOST]
    ]
    more = [f"另外还有 {len(changes) - MOST} 个。"] if len(changes) > MOST else []
    return "\n".join((f"<b>{title}（{len(changes)}）</b>", *lines, *more))


def _door(verb: str, contest: int) -> str:
    name, _, rest = verb.partition(":")
    return handle(name, contest, rest) if rest else handle(name, contest)


def _text(text: str) -> str:
    return escape(text, quote=False)
