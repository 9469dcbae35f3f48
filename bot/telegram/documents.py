"""Files in a private chat: fetched and checked before they are handled, then answered with the report."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from bot.delivery.files import NotFetchedError, TooBigError
from bot.services.authoring.sent_files import XLSX, YAML, SentFile, checked
from bot.services.contests.roster_files import LARGEST as LARGEST_ROSTER
from bot.services.contests.roster_files import roster_in
from bot.spreadsheets.opening import LARGEST as LARGEST_WORKBOOK
from bot.store.records import Attachment
from bot.views.checked import checked_html, checked_text
from scripts.source import LARGEST as LARGEST_YAML

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.delivery.files import Files
    from bot.telegram.outgoing import Outgoing

    Update = Mapping[str, Any]

CHECKED = "duilian_checked"
"""Under this key the update carries the `SentFile`."""
CSV = ".csv"
_OTHERS = {
    ".xls": "老式的 .xls 我读不了。用 Excel 或 WPS 打开，“另存为”时选“Excel 工作簿（.xlsx）”，再发给我。",
    CSV: "这个 CSV 不是竞赛名单（要有 城市、区县、分公司、姓名 这些表头）。话术请发 duilian export 写出来的 .xlsx。",
}
_UNKNOWN = "我只会查话术文件：.yaml，或者 duilian export 写出来的 .xlsx。别的文件我打不开。"
_LOST = "这个文件没下载下来。请再发一次。"


class Documents:
    """Fetches and checks files; gives every other update back as it came."""

    def __init__(self, files: Files, roots: Sequence[Path]) -> None:
        self._files = files
        self._roots = roots

    def prepare(self, update: Update) -> Update:
        """The update, with what became of its file if it has one; never raises for what came in."""
        message = update.get("message") or {}
        document = message.get("document")
        if not isinstance(document, dict) or message["chat"]["type"] != "private":
            return update
        return {**update, CHECKED: self._checked(document)}

    def _checked(self, document: Mapping[str, Any]) -> SentFile:
        name = PurePath(str(document.get("file_name") or "文件").replace("\\", "/")).name[:80]
        ending = PurePath(name).suffix.lower()
        if ending not in (*YAML, XLSX, CSV):
            return SentFile(name, refused=_OTHERS.get(ending, _UNKNOWN))
        most = {XLSX: LARGEST_WORKBOOK, CSV: LARGEST_ROSTER}.get(ending, LARGEST_YAML)
        too_big = f"这个文件太大了，最多 {most // 1_000_000} MB。"
        if document.get("file_size", 0) > most:
            return SentFile(name, refused=too_big)
        try:
            content = self._files.fetch(str(document["file_id"]), most)
        except TooBigError:
            return SentFile(name, refused=too_big)
        except (NotFetchedError, KeyError):
            return SentFile(name, refused=_LOST)
        rows = roster_in(content) if ending in (XLSX, CSV) else None
        if rows is not None:
            return SentFile(name, what="竞赛名单", rows=rows)
        return SentFile(name, refused=_OTHERS[CSV]) if ending == CSV else checked(name, content, self._roots)


def answer(chat: Outgoing, file: SentFile) -> None:
    """Say what was found, and send the whole of it as a file when it does not fit a message."""
    html, whole = checked_html(file)
    chat.say("report", html)
    if not whole:
        text = Attachment("document", f"{PurePath(file.name).stem}-检查.txt", checked_text(file).encode())
        chat.send("report", text, "检查结果，全部在这里。")
