"""Opens an XLSX file from anybody: what is none, too big, or made to do harm, is refused with a Chinese sentence."""

from __future__ import annotations

import warnings
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from openpyxl import Workbook, load_workbook

LARGEST = 4_000_000
"""The largest file that is opened, in bytes."""
LARGEST_UNPACKED = 16_000_000
"""How large its parts may be together; a file's own account of that binds, no more than it says is ever unpacked."""
MOST_PARTS = 400
_OLD = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_SAVE_AS = "用 Excel 或 WPS 打开，“另存为”时选“Excel 工作簿（.xlsx）”。"
_BROKEN = f"这个表格文件打不开，可能坏了。{_SAVE_AS}"


class NotABookError(Exception):
    """What was given is no workbook that can be read; `str()` says in Chinese why and what to do."""


def opened(content: bytes, *, values: bool = False) -> Workbook:
    """Open a workbook; with `values` the last values of its formulas stand in their cells. Raises NotABookError."""
    _refuse_other_kinds(content)
    _refuse_bombs(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts of Excel's that openpyxl leaves out are no matter here
            return load_workbook(BytesIO(content), data_only=values)
    except Exception as error:  # a broken file fails in any of a hundred ways, and is broken in all of them
        raise NotABookError(_BROKEN) from error


def _refuse_other_kinds(content: bytes) -> None:
    if not content:
        raise NotABookError("这个文件是空的。")
    if len(content) > LARGEST:
        size = f"{len(content) / 1e6:.1f} MB"
        raise NotABookError(f"这个文件有 {size}，超过了 {LARGEST // 1_000_000} MB。去掉里面的图片再试。")
    if content.startswith(_OLD):
        raise NotABookError(f"这是老式的 .xls，或者加了密码，读不了。去掉密码，{_SAVE_AS}")
    if not content.startswith(_ZIP):
        raise NotABookError(f"这不是 .xlsx 表格（改个后缀不算数；CSV 也不行，它存不下几张表）。{_SAVE_AS}")


def _refuse_bombs(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as file:
            refused = _refusal(file)
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib_error) as error:
        raise NotABookError(_BROKEN) from error
    if refused:
        raise NotABookError(refused)


def _refusal(file: ZipFile) -> str:
    """Say why the parts of a file are not to be read, "" when they may be."""
    parts = file.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return "这个文件解开以后太大，不读了。把要的几张表拷进一个新文件再试。"
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        return f"这个压缩包里没有表格。{_SAVE_AS}"
    for part in parts:
        # Entities can make a small part grow without end, and no honest workbook declares any.
        content = file.read(part).replace(b"\x00", b"")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            return "这个文件里有不该有的东西，不读了。把要的几张表拷进一个新文件再试。"
    return ""
