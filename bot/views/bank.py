"""The item bank for people and programs: a line for each item, an item as it is asked, what is said of an answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from bot.views.tables import Table
from scenarios.bank import KINDS, answer_as_json
from scenarios.bank.answers import LETTERS, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scenarios.bank import Item

_CIRCLED = "①②③④⑤⑥⑦⑧"
_WAYS = {
    "single": "写一个字母",
    "several": "把对的字母都写上，如 AC",
    "order": "按先后写字母，如 BDAC",
    "number": "写一个数",
    "match": "按 ①②③ 的先后写字母，如 CAB",
}


def listed(item: Item) -> dict[str, Any]:
    """An item for programs; of a match the lefts stand in the stem."""
    source = item.source
    return {
        "id": item.id,
        "kind": item.kind,
        "stem": stem_of(item),
        "options": list(item.options),
        "key": answer_as_json(item.key),
        "difficulty": item.difficulty,
        "source": {"file": source.file, "line": source.line, "path": source.path, "words": source.words},
    }


def stem_of(item: Item) -> str:
    """The stem, with a match's left-hand side."""
    lefts = "　".join(f"{number} {left}" for number, left in zip(_CIRCLED, item.lefts, strict=False))
    return f"{item.stem}　{lefts}" if lefts else item.stem


def line(item: Item) -> str:
    """An item in one line with its key, for the office."""
    key = f"{letters_of(item.key)}{item.unit}"
    return f"{item.id}　{KINDS[item.kind]}　难度{item.difficulty}　{item.skill}　{stem_of(item)}　〔{key}〕"


def asked(item: Item, number: int, count: int) -> str:
    """An item as it is asked: head, stem, options, how to answer."""
    head = f"第 {number}/{count} 题（{item.skill}，{KINDS[item.kind]}，难度 {item.difficulty}）"
    unit = f"，单位{item.unit}" if item.unit else ""
    lefts = [f"  {mark} {left}" for mark, left in zip(_CIRCLED, item.lefts, strict=False)]
    options = [f"  {letter}. {option}" for letter, option in zip(LETTERS, item.options, strict=False)]
    return "\n".join((head, item.stem, *lefts, *options, f"（{_WAYS[item.kind]}{unit}）"))


def told(item: Item, *, right: bool) -> str:
    """What is said after an answer: right or not, the key, why, and where it stands."""
    key = f"{letters_of(item.key)}{item.unit}"
    said = "对。" if right else f"不对，答案是 {key}。"
    return f"{said}{item.because}（{item.source.file} 第 {item.source.line} 行）"


def counted(items: Iterable[Item]) -> tuple[Table, ...]:
    """How many items there are, by skill and kind, and by difficulty."""
    every = list(items)
    kinds = Counter((item.skill, item.kind) for item in every)
    skills = Counter(item.skill for item in every)
    rows = tuple(
        (skill, *(str(kinds[skill, kind] or "") for kind in KINDS), str(count)) for skill, count in skills.most_common()
    )
    return (
        Table(f"题库：{len(every)} 道题", ("类别", *KINDS.values(), "合计"), rows),
        Table("难度", ("1", "2", "3", "4", "5"), (_by_difficulty(every),)),
    )


def _by_difficulty(items: Sequence[Item]) -> tuple[str, ...]:
    counts = Counter(item.difficulty for item in items)
    return tuple(str(counts[level]) for level in range(1, 6))
