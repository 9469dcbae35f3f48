"""The script that a command names, or what to say when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready


DEFAULT_SCRIPT = "广告公司"


def default_of(catalogue: Catalogue) -> Ready:
    """Give the script that is practised when none is named; the catalogue must not be empty."""
    ready = catalogue.get(DEFAULT_SCRIPT) or catalogue.get(catalogue.names[0])
    assert ready is not None  # noqa: S101 - the catalogue knows the names it gives
    return ready


def script_or_complaint(catalogue: Catalogue, name: str | None) -> Ready | str:
    """Give the script of that name (广告公司 or 广告公司@V1), or a Chinese sentence with the nearest name.

    Without a name it is the one that is practised when none is chosen.
    """
    if not catalogue.names:
        return "话术库里没有一个能用的脚本。请看 duilian check。"
    if name is None:
        return default_of(catalogue)
    ready = catalogue.get(name)
    if ready is not None:
        return ready
    like = catalogue.nearest(name)
    offer = f"是不是「{like}」？" if like else ""
    return f"没有脚本「{name}」。{offer}\n现有的脚本：{_listed(catalogue.names)}"


def _listed(names: Sequence[str]) -> str:
    """Name the province's scripts, and how many the cities have: of those there may be hundreds."""
    listed = [name for name in names if "/" not in name]
    rest = f"；各市自己的还有 {len(names) - len(listed)} 个，看 duilian scripts" if listed != list(names) else ""
    return "、".join(listed) + rest
