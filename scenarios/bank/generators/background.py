"""Questions on the plan's background: whom we compete with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground

_OTHERS = ("移动", "长城宽带", "吉通")


@generator("rivals", "竞争对手")
def rivals(ground: Ground) -> Iterator[Draft]:
    """Which rivals the plan names, beside ourselves and operators it does not name."""
    plan = ground.plan
    if plan.product_family != "通信":
        return
    wrong = [plan.operator, *(one for one in _OTHERS if one not in plan.rivals)][:2]
    yield Topic("rivals/all", "背景", (("rivals",),)).several(
        "方案里点了名、晨会演练要有人来扮的竞争对手是哪几家？",
        plan.rivals,
        wrong,
        f"方案写的是{'、'.join(plan.rivals)}。",
    )
