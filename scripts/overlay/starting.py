"""A city's first file: the province's own lines listed as comments, ready to be said otherwise, and nothing wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.folders import OBJECTIONS, PLAN, POINTS, VOICES
from scripts.overlay.paths import written
from scripts.rewriting import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.source import Path

_OFTEN = {
    PLAN: (("selling-points", "*", "*"), ("rivals",), ("ways-of-selling", "*", "rules"), ("channels",)),
    POINTS: (("points", "*", "say"),),
    OBJECTIONS: (("objections", "*", "raise"), ("objections", "*", "say")),
    VOICES: (("voice", "*"),),
}
_OFTEN_OF_SCRIPT = (
    ("customer", "company"),
    ("customer", "background"),
    ("openings", "*", "scene"),
    ("openings", "*", "rep"),
    ("stages", "*", "points", "*", "say"),
    ("objections", "*", "say"),
)
"""What cities put in their own words most often, by document; `*` is any name."""

_ADDED = {
    PLAN: ("rivals", "[本地多出来的对手]"),
    POINTS: ("points.自我介绍.examples", "[你们那里的人怎么说这一句]"),
    OBJECTIONS: ("objections.太贵了.raise", "[你们那里的客户怎么嫌贵]"),
    VOICES: ("voice.silence", "[你们那里的客户怎么催人开口]"),
}


def starter(city: str, base: str, data: Mapping[str, Any], reason: str) -> str:
    """Return the text of a new file of a city; `data` is the province's document and `base` how it is called."""
    lines = "".join(f"  # {written(path)}: {_value(value)}\n" for path, value in _candidates(base, data))
    path, value = _ADDED.get(base, ("openings.扫楼.customer", "[你们那里的客户开门第一句]"))
    return _TEXT.format(
        city=scalar(city), base=scalar(base), reason=scalar(reason), lines=lines, path=path, value=value
    )


_TEXT = """\
# yaml-language-server: $schema=../../../schema/overlay.json
# {city}改「{base}」的地方。没写到的都照省里；省里以后改了，这里跟着改。
# 写法见 docs/how-to/adapt-to-a-city.md；写完运行 duilian overlay accept 加这个文件名。
city: {city}
base: {base}
reason: {reason}

# 换成自己的话：去掉要改的那一行开头的「# 」，把冒号后面改掉。别的行留着不碍事。
change:
{lines}
# 省里没有、要加上的；已经有的列表，会接在后面。
add:
  # {path}: {value}

# 用不上、要去掉的，写路径，后面写为什么。
remove:
  # 路径: 为什么
"""


def _candidates(base: str, data: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    for pattern in _OFTEN.get(base, _OFTEN_OF_SCRIPT):
        yield from _matching(data, pattern, ())


def _matching(value: Any, pattern: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    if not pattern:
        yield path, value
    elif isinstance(value, dict):
        first, rest = pattern[0], pattern[1:]
        for name in value if first == "*" else (first,):
            if name in value:
                yield from _matching(value[name], rest, (*path, name))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    return scalar(str(value))
