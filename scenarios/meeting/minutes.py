"""What is kept of a drill, for the group: attendance, who played what, the result, praise, tomorrow's theme.

A person's weak point is never in it, nor a score by his name.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Close = Literal["done", "ended", "never-started", "time", "changed", "lost"]
CLOSES: dict[Close, str] = {
    "done": "按时开完",
    "ended": "主持人提前结束",
    "never-started": "没有人开始，自动结束",
    "time": "到了 15 分钟，自动结束",
    "changed": "场景改过了，没法接着演",
    "lost": "机器人被移出了群，只好收场",
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes. `day` is an ISO date, `seconds` how long it took; names, not ids.

    `theme_done` is None where the talk could not show it. `critiques` is how many sheets the critique gathered.
    """

    drill: str
    day: str
    seconds: int
    close: Close
    host: str
    form: str = ""
    scenario: str = ""
    theme: str = ""
    theme_done: bool | None = None
    present: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    result: str = ""
    praise: tuple[str, ...] = ()
    critiques: int = 0
    tomorrow: str = ""

    def as_json(self) -> dict[str, Any]:
        """The minutes as plain data."""
        return asdict(self)
