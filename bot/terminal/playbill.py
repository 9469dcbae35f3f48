"""The scenarios for the commands: the province's own before those that come with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.listeners import listener_of
from bot.services.playbill import Playbill
from scenarios.loader import LoadedScenarios, load_scenarios

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.settings import Settings


def scenarios_of(settings: Settings, catalogue: Catalogue) -> LoadedScenarios:
    """Give the scenarios of these scripts that the settings name."""
    own = [settings.duilian_library] if settings.duilian_library is not None else []
    return load_scenarios(catalogue.library, own)


def playbill_of(settings: Settings, catalogue: Catalogue) -> Playbill:
    """Give the same scenarios ready to be played, heard as the settings say."""
    return Playbill(catalogue, listener_of(settings))
