"""What a contest leaves behind: workbook, report, an archive that proves itself, and lessons for each rep."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from bot.services.contests import stand_alone
from bot.services.contests.archive import README, SCRIPT, write_archive
from bot.services.contests.doors import join
from bot.services.contests.dossier import Dossier, dossier
from bot.services.contests.intervene import excuse, extend, void
from bot.services.contests.keys import override, rule
from bot.services.contests.lessons import KIND, learn
from bot.services.contests.records import ContestError, Participant
from bot.services.contests.roles import AT_THE_TERMINAL, By, NotAllowedError, name_host
from bot.services.contests.unfreeze import finalise, reveal
from bot.store.memory import MemoryStore
from bot.views.contest.report_pdf import result_pdf
from bot.views.contest.workbook import result_xlsx
from scenarios.bank.loader import load_bank
from scenarios.contest.keys import Ruling
from scenarios.contest.papers import paper, strata
from scenarios.contest.settings import CLOSING
from scripts.loader import load_shipped
from tests.competition import QUESTIONS, Competition, rows
from tests.stores import HandClock

HOST = By(500)
PEOPLE = 70


def publish(contest: Competition) -> None:
    with contest.store.begin() as uow:
        reveal(uow, contest.hall, contest.id, AT_THE_TERMINAL, everything=True)
    with contest.store.begin() as uow:
        finalise(uow, contest.hall, contest.id, AT_THE_TERMINAL)


@pytest.fixture(scope="module")
def contest() -> Competition:
    """A contest with everything that can happen to one, published twice."""
    clock = HandClock()
    contest = Competition(
        MemoryStore(clock), clock, roster=rows(PEOPLE), everyone=False, appeal_hours=0, timed=True
    ).ready()
    with contest.store.begin() as uow:
        drawn = sorted(contest.hall.office(uow, contest.id).drawn)
        excuse(uow, contest.hall, contest.id, drawn[0], why="生病住院", by=AT_THE_TERMINAL)
        name_host(uow, contest.hall, contest.id, HOST.rep, "王经理", by=AT_THE_TERMINAL)
    with contest.store.begin() as uow:
        extend(uow, contest.hall, contest.id, [drawn[1]], later=0, longer=10, why="停电", by=AT_THE_TERMINAL)
    contest.at(contest.settings.opens)
    with contest.store.begin() as uow:
        join(uow, contest.hall, f"code-{drawn[2]:04d}", rep=700)
    for n, entry in enumerate(drawn[1:-1]):
        contest.at(contest.settings.opens)
        contest.play(entry, right=n % (QUESTIONS + 1), seconds=2 + n)
    contest.at(contest.settings.closes + CLOSING)
    contest.clock.forward(600)
    contest.close()
    with contest.store.begin() as uow:
        void(uow, contest.hall, contest.id, drawn[3], why="替考", by=AT_THE_TERMINAL)
    with contest.store.begin() as uow:
        asked = contest.hall.exam(uow, contest.id).paper(drawn[4])[0].item
        override(uow, contest.hall, contest.id, entry=drawn[4], item=asked, given=500, why="断网", by=AT_THE_TERMINAL)
    publish(contest)
    for n, kind in enumerate(("void", "credit")):
        with contest.store.begin() as uow:
            asked = contest.hall.exam(uow, contest.id).paper(drawn[5])[n].item
            rule(uow, contest.hall, contest.id, Ruling(asked, kind), why="题目有误", by=AT_THE_TERMINAL)  # type: ignore[arg-type]
    publish(contest)
    return contest


def told(contest: Competition, by: By = AT_THE_TERMINAL) -> Dossier:
    with contest.store.begin() as uow:
        return dossier(uow, contest.hall, contest.id, by)


def sheets(content: bytes) -> dict[str, list[dict[str, object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for page in book.worksheets:
        if page.sheet_state == "visible" and page.title != "说明":
            assert page.freeze_panes is not None
            heads, *lines = page.iter_rows(values_only=True)
            found[page.title] = [dict(zip(map(str, heads), line, strict=True)) for line in lines]
    return found


def test_the_workbook_has_everybody_every_question_and_every_branch(contest: Competition) -> None:
    seen, found = told(contest), sheets(result_xlsx(told(contest)))
    assert list(found) == ["个人", "题目", "分公司"]
    people = found["个人"]
    assert [(one["名次"], one["总分"]) for one in people if one["名次"]] == [
        (one.rank, float(one.score)) for one in seen.result.table.people
    ]
    assert sum(one["状态"] == "没有来" for one in people) == len(seen.result.absent) == 2
    assert [one["状态"] for one in people if str(one["状态"]).startswith("作废")] == ["作废：替考"]
    assert any(one["人工干预"] == "加时（停电）" for one in people)
    assert [one["分公司"] for one in people[:1]] == [seen.roster[seen.result.table.people[0].entry].branch]
    ruled = [one for one in found["题目"] if one["裁定"]]
    assert {one["裁定"] for one in ruled} == {"此题人人给分"}  # the void one no longer counts, and has no line
    assert all(0 <= float(str(one["得分率"])) <= 1 for one in found["题目"])
    assert [one["名称"] for one in found["分公司"]] == [one.branch for one in seen.result.table.branches]


def test_numbers_are_numbers_and_shown_as_people_read_them(contest: Competition) -> None:
    page = openpyxl.load_workbook(io.BytesIO(result_xlsx(told(contest))))["个人"]
    heads = {cell.value: cell.column for cell in page[1]}
    score = page.cell(2, heads["总分"])
    assert (score.data_type, score.number_format) == ("n", "0.0")
    assert page.cell(2, heads["姓名"]).number_format == "@"


def test_single_people_are_for_the_province_alone(contest: Competition) -> None:
    assert list(sheets(result_xlsx(told(contest, HOST)))) == ["题目", "分公司"]
    with pytest.raises(NotAllowedError):
        told(contest, By(501))
    with contest.store.begin() as uow, pytest.raises(NotAllowedError):
        write_archive(uow, contest.hall, contest.id, HOST, io.BytesIO())


def test_the_report_is_a_pdf_of_one_to_three_pages(contest: Competition) -> None:
    content = result_pdf(told(contest))
    assert content.startswith(b"%PDF")
    assert 1 <= content.count(b"/Type /Page\n") <= 3


def test_nothing_is_written_before_the_close(clock: HandClock) -> None:
    open_one = Competition(MemoryStore(clock), clock).opened()
    open_one.play(1, right=3)
    with open_one.store.begin() as uow:
        with pytest.raises(ContestError, match="收卷以后"):
            dossier(uow, open_one.hall, open_one.id, AT_THE_TERMINAL)
        with pytest.raises(ContestError, match="收卷以后"):
            write_archive(uow, open_one.hall, open_one.id, AT_THE_TERMINAL, io.BytesIO())


@pytest.fixture
def archive(contest: Competition, tmp_path: Path) -> Path:
    place = tmp_path / "档案.zip"
    with contest.store.begin() as uow, place.open("wb") as file:
        write_archive(uow, contest.hall, contest.id, AT_THE_TERMINAL, file)
    return place


def test_the_archive_proves_itself_with_nothing_but_the_standard_library(
    contest: Competition, archive: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "unpacked")
    script = tmp_path / "unpacked" / SCRIPT
    head = told(contest).head
    # -I -S: neither our code nor any installed package can be imported.
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", "-S", "-X", "utf8", str(script), str(archive), head],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "核验无误" in done.stdout
    assert head in done.stdout
    assert stand_alone.main([str(tmp_path / "unpacked")]) == 0
    assert stand_alone.main([str(archive), "0" * 64]) == 1
    assert contest.settings.name in (tmp_path / "unpacked" / README).read_text("utf-8")


def changed(archive: Path, name: str, old: str, new: str) -> Path:
    """The same archive with something in one file exchanged, once."""
    place = archive.with_name("改过.zip")
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(place, "w") as tampered:
        for one in packed.namelist():
            text = packed.read(one).decode()
            if one == name:
                assert old in text
                text = text.replace(old, new, 1)
            tampered.writestr(one, text)
    return place


TAMPERED = {
    "an answer's time": ("events.jsonl", '"elapsed":', '"elapsed":1', "接不上"),
    "who was drawn": ("events.jsonl", '"entries":[', '"entries":[1,', "接不上"),
    "a name": ("roster.json", "职工1", "李鬼", "名单"),
    "a key": ("items.json", '"key":0', '"key":1', "题目和公布承诺时的哈希对不上"),
    "a seed": ("contest.json", '"papers_seed":"papers', '"papers_seed":"papars', "试卷的种子"),
    "a published score": ("results/1.json", '"score":"', '"score":"1', "第 1 次公布的成绩"),
    "a missing record": ("events.jsonl", '"kind":"created"', '"kind":"forgotten"', "核验不通过"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_tampered_archive_does_not_pass(archive: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, old, new, told = TAMPERED[what]
    assert stand_alone.main([str(changed(archive, name, old, new))]) == 1
    assert told in capsys.readouterr().out


def relinked(archive: Path) -> Path:
    """An answer changed by somebody who made all the hashes after it anew, and gave himself the points."""
    place = archive.with_name("重链.zip")
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(place, "w") as forged:
        for one in packed.namelist():
            text = packed.read(one).decode()
            forged.writestr(one, "".join(_relinked(text)) if one == "events.jsonl" else text)
    return place


def _relinked(text: str) -> Iterator[str]:
    heads: dict[int, str] = {}
    for line in text.splitlines():
        event = json.loads(line)
        if event["kind"] == "answered":
            event["body"]["elapsed"] += 1
        event["hash"] = stand_alone.sha(
            heads.get(event["log"], stand_alone.NOTHING)
            + stand_alone.canonical([event[name] for name in ("contest", "log", "n", "at", "kind", "body", "item")])
        )
        heads[event["log"]] = event["hash"]
        yield stand_alone.canonical(event) + "\n"


def test_new_hashes_over_a_forgery_do_not_give_the_published_head(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stand_alone.main([str(relinked(archive))]) == 1
    assert "公布的总哈希和记录对不上" in capsys.readouterr().out


def test_a_published_contest_teaches_each_rep_once(contest: Competition) -> None:
    with contest.store.begin() as uow:
        mine = uow.attempts.of_rep(700)[0]
        waiting = [
            timer
            for entry in contest.hall.roster(uow, contest.id)
            if (timer := uow.timers.get(f"contest:{contest.id}:{entry}:lesson")) is not None
        ]
        assert [(one.kind, one.payload) for one in waiting] == [(KIND, {"contest": contest.id, "entry": mine.entry})]
        learn(uow, contest.hall, Participant(contest.id, mine.entry))
        learned = uow.evidence.of(700)
    assert {one.source for one in learned} == {"quiz"}
    # A question that was void or credited to all says nothing of anybody.
    assert QUESTIONS - 2 <= len(learned) <= QUESTIONS
    assert all(0 <= one.y <= 1 for one in learned)


def test_the_stand_alone_check_makes_the_same_papers_of_the_shipped_bank() -> None:
    items = tuple(load_bank(load_shipped().library.shelves["office-building"]).bank.items.values())
    theirs = stand_alone.papers("种子", [one.as_json() for one in items], 20)
    groups = strata(items, 20)
    for entry in range(1, 60):
        mine = paper("种子", entry, groups)
        assert theirs(entry) == ([one.item for one in mine], {one.item for one in mine if one.hard})
