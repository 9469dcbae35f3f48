"""A host gets a contest's files: what anybody needs to check the draw, and after the close the result's documents."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bot.services.contests.archive import write_archive
from bot.services.contests.dossier import dossier
from bot.store.records import Attachment
from bot.telegram.contest.making import hosted_office
from bot.views.contest.report_pdf import result_pdf
from bot.views.contest.workbook import result_xlsx
from scenarios.contest.chain import canonical
from scenarios.contest.office import OVER
from scenarios.contest.roster import published

if TYPE_CHECKING:
    from bot.telegram.contest.caller import Caller

LARGEST = 45_000_000
"""Bytes; Telegram takes files of 50 MB."""


def send_files(caller: Caller, contest: int) -> None:
    """Send the roster as it was committed to, without its codes; after the close workbook, report and archive."""
    office, roster = hosted_office(caller, contest), caller.hall.roster(caller.uow, contest)
    content = canonical(published(tuple(roster.values()))).encode()
    _send(
        caller,
        f"roster-{contest}.json",
        content,
        f"公布的名单（不含邀请码）。它的 SHA256 是 {office.roster_hash}",
    )
    if office.phase(caller.uow.now) not in OVER:
        return
    told = dossier(caller.uow, caller.hall, contest, caller.by)
    sheets = "个人、题目、分公司" if told.people else "题目、分公司。个人成绩只给省公司"
    _send(caller, f"成绩-{contest}.xlsx", result_xlsx(told), f"成绩表格：{sheets}。")
    _send(caller, f"成绩报告-{contest}.pdf", result_pdf(told), "成绩报告，可以打印。")
    if caller.by.is_admin:
        packed = io.BytesIO()
        write_archive(caller.uow, caller.hall, contest, caller.by, packed)
        _send(
            caller, f"审计档案-{contest}.zip", packed.getvalue(), "审计档案：全部记录，里面有姓名，请只交给有权看的人。"
        )


def _send(caller: Caller, name: str, content: bytes, caption: str) -> None:
    if len(content) > LARGEST:
        caller.chat.say("notice", f"{name} 太大，Telegram 发不了，请用 duilian contest results 写成文件。")
        return
    caller.chat.send("report", Attachment("document", name, content), caption)
