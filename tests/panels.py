"""The model rep of a panel speaking in 【】, so that the engine can be tested without the art of listening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.panel.model_rep import suggestions
from tests.spoken import saying

if TYPE_CHECKING:
    from collections.abc import Collection

    from scenarios.panel import PanelState
    from scenarios.panel.table import Table


def marked_line(table: Table, state: PanelState, ignoring: Collection[str] = ()) -> str:
    """What the model rep would say, as the names that should be heard in it."""
    suggestion = next(suggestions(table, state, ignoring))
    names = {
        "开场": ("礼貌问候", "自我介绍", "说明来意"),
        "没说出口的担心": tuple(worry.eased_by[:1]) if (worry := _worry(table, suggestion.to)) else (),
    }.get(suggestion.purpose, (suggestion.purpose,))
    if suggestion.purpose in table.concerns:
        names = ("认同客户顾虑", table.concerns[suggestion.purpose].answered_by[0], "确认")
    called = f"@{suggestion.to} " if suggestion.to else ""
    return called + saying(*names)


def _worry(table: Table, name: str):  # noqa: ANN202 - said above
    person = table.people.get(name)
    return person.worry if person else None
