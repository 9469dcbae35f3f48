"""The Chinese font that comes along, for projectors whose machine has none; browsers fetch it only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pylopdf_fonts_zh_cn import sans_path
from starlette.responses import FileResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

A_MONTH = "public, max-age=2592000"


async def chinese(_request: Request) -> FileResponse:
    """The font's file."""
    return FileResponse(sans_path(), media_type="font/otf", headers={"Cache-Control": A_MONTH})


ROUTE = Route("/font/chinese.otf", chinese)
