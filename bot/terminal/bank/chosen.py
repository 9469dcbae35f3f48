"""The bank that a command speaks of, and those of its items that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.library import catalogue_of, warn_of, warn_of_broken_files
from scenarios.bank.loader import LoadedBank, load_bank
from scripts.nearest import nearest

if TYPE_CHECKING:
    import argparse

    from bot.services.catalogue import Catalogue
    from bot.settings import Settings
    from scenarios.bank import Item

DEFAULT_PLAN = "office-building"


def bank_or_leave(settings: Settings, catalogue: Catalogue, plan: str | None) -> LoadedBank:
    """Load the bank of a plan (by its code or Chinese title); leave with 2 when there is none."""
    shelves = catalogue.library.shelves
    wanted = plan or (DEFAULT_PLAN if DEFAULT_PLAN in shelves else next(iter(shelves), ""))
    shelf = next((one for code, one in shelves.items() if wanted in (code, one.plan.title)), None)
    if shelf is None:
        like = nearest(wanted, tuple(shelves))
        offer = f"是不是想写 {like}？" if like else ""
        known = "、".join(f"{code}（{one.plan.title}）" for code, one in shelves.items())
        complain(f"没有方案「{wanted}」。{offer}", f"现有的方案：{known}")
        raise SystemExit(USAGE_ERROR)
    own = [settings.duilian_library] if settings.duilian_library is not None else []
    return load_bank(shelf, own)


def opened(settings: Settings, plan: str | None) -> LoadedBank:
    """Load the bank of a plan and say which of its files are broken."""
    catalogue = catalogue_of(settings)
    warn_of_broken_files(catalogue, complain)
    loaded = bank_or_leave(settings, catalogue, plan)
    warn_of(loaded.report, complain)
    return loaded


def picked(loaded: LoadedBank, arguments: argparse.Namespace) -> list[Item]:
    """Give the items that the options ask for, in the bank's order."""
    return [
        item
        for item in loaded.bank.items.values()
        if arguments.skill in (None, item.skill)
        and arguments.kind in (None, item.kind)
        and arguments.difficulty in (None, item.difficulty)
    ]
