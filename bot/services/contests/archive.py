"""A contest's audit archive: everything that proves it, and a program to check it that needs nothing of ours."""

from __future__ import annotations

import zipfile
from datetime import datetime
from importlib.resources import files
from typing import IO, TYPE_CHECKING

from bot.services.contests.records import ContestError
from bot.services.contests.roles import need_admin
from bot.services.days import CHINA
from scenarios.contest.chain import canonical
from scenarios.contest.office import OVER
from scenarios.contest.roster import published
from scenarios.contest.settings import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.chain import Event
    from scenarios.contest.office import Office

README = "说明.txt"
SCRIPT = "verify.py"


def write_archive(uow: UnitOfWork, hall: Hall, contest: int, by: By, file: IO[bytes]) -> None:
    """Write the archive as zip, for the province, after the close; it names everybody. Raises ContestError."""
    need_admin(by)
    office = hall.office(uow, contest)
    if office.phase(uow.now) not in OVER:
        raise ContestError("收卷以后才有审计档案：里面有答案和全部试卷。")
    row = uow.contests.get(contest)
    frozen = uow.contests.items(contest)
    texts = {
        README: _readme(office, uow.now),
        SCRIPT: files("bot.services.contests").joinpath("stand_alone.py").read_text(encoding="utf-8"),
        "contest.json": canonical(_inputs(office, row.papers_seed if row is not None else "", uow.now)),
        "roster.json": canonical(published(uow.contests.roster(contest))),
        "items.json": canonical([[name, frozen[name]] for name in sorted(frozen)]),
        "keys.json": canonical([one.as_json() for one in office.keys]),
    }
    texts |= {f"results/{one.n}.json": canonical(one.body) for one in uow.contests.results(contest)}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        with archive.open("events.jsonl", "w", force_zip64=True) as lines:
            for line in _lines(uow, contest):
                lines.write(line.encode())


def _inputs(office: Office, papers_seed: str, now: datetime) -> dict[str, object]:
    """What draw and papers follow from, with the hashes that were published."""
    return {
        "contest": office.contest,
        "settings": office.settings.as_json(),
        "written": written(now),
        "roster": office.roster_hash,
        "invites": office.invites_hash,
        "commitment": office.commitment,
        "draw_seed": office.seed,
        "public": office.public,
        "public_number": office.number,
        "items": office.items_hash,
        "papers_commitment": office.papers_commitment,
        "papers_seed": papers_seed,
    }


def _lines(uow: UnitOfWork, contest: int) -> Iterator[str]:
    for event in uow.contest_logs.every(contest):
        yield canonical(_told(event)) + "\n"


def _told(event: Event) -> dict[str, object]:
    return {
        "contest": event.contest,
        "log": event.log,
        "n": event.n,
        "at": written(event.at),
        "kind": event.kind,
        "body": event.body,
        "item": event.item,
        "hash": event.hash,
    }


def _readme(office: Office, now: datetime) -> str:
    final = office.final
    told = (
        f"成绩 SHA256：{final['result']}\n公布时的总哈希：{final['head']}"
        if final
        else "成绩还没有公布，这份档案只到写它的时候为止。"
    )
    return f"""{office.settings.name}　审计档案
编号 {office.contest}，{now.astimezone(CHINA):%Y-%m-%d %H:%M} 写成。里面有姓名和每个人的答案，请只交给有权看的人。

一、自己核验
  解开压缩包，装有 Python 3.11 以上的电脑都行，不用安装别的：
    python verify.py
  或者不解开：
    python verify.py 档案.zip
  想和当初公布的总哈希比，把它写在后面：
    python verify.py 档案.zip 总哈希
  它不用我们的任何程序，从头做一遍：每条记录的哈希、抽签、每个人的卷子、每题得分、总分、名次。

二、里面有什么
  events.jsonl   全部记录，一行一条。log 0 是总账，其余是名单上那个编号的人的记录；hash 是链到这一条的哈希
  roster.json    公布的名单（没有邀请码）：编号、城市、区县、分公司、姓名、客户群
  items.json     承诺时定下的全部题目和答案
  keys.json      答案的每一版：裁定了哪几题、为什么
  contest.json   设置、抽签和试卷的种子、公布过的哈希
  results/       每一次公布的成绩，一字不改
  verify.py      核验程序

三、公布过的哈希
{told}
抽签承诺 SHA256(种子 ‖ SHA256(名单))：{office.commitment}
试卷承诺 SHA256(种子 ‖ SHA256(题目))：{office.papers_commitment}
"""
