"""What importing a workbook would do, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.spreadsheet.parts import DOCUMENT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.authoring.script_import import Clash, Proposal
    from scripts.spreadsheet.filled import Fault


def proposal_text(found: Proposal) -> str:
    """Say what changed, what speaks against it, or that nothing changed."""
    return "\n".join(_lines(found))


def _lines(found: Proposal) -> Iterator[str]:
    if found.clashes:
        yield "导出以后，原来的文件也改过，没法直接读回去。两边的改动："
        for clash in found.clashes:
            yield from _clash(clash)
        yield "重新 duilian export 一份，把表里的改动抄进去，再 duilian import。现在什么也没有写。"
        return
    if found.faults:
        yield from _told(found.faults)
        yield f"共 {len(found.faults)} 处要改，改好了再来。现在什么也没有写。"
        return
    if not found.changes:
        yield "没有要写的：表里没有改动，或者文件里已经都有了。"
        return
    yield f"脚本「{found.files.script}」，改动 {len(found.changes)} 处："
    for change in found.changes:
        yield f"{change}"
    if found.remarks:
        yield "另外，检查提醒（不改也能用）："
        yield from _told(found.remarks)


def _told(faults: tuple[Fault, ...]) -> Iterator[str]:
    for fault in faults:
        yield f"{fault.at}：{fault.message}"
        if fault.hint:
            yield f"  {fault.hint}"


def _clash(clash: Clash) -> Iterator[str]:
    yield f"〔{DOCUMENT_NAMES[clash.document]}〕{clash.file}"
    yield "文件里改的："
    yield from (str(change) for change in clash.theirs)
    yield "表里改的："
    yield from (str(change) for change in clash.ours)
