"""Answers as people write them: letters for options (B, AC, BDAC), a number as it is."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from scenarios.bank.item import Answer, ItemKind

LETTERS = "ABCDEFGH"
"""How options are called, in the order they stand."""
_BETWEEN = " ,，、;；\t"


def letters_of(answer: Answer) -> str:
    """The answer in letters, a number as it is."""
    if isinstance(answer, Decimal):
        return format(answer, "f")
    return "".join(LETTERS[index] for index in (answer if isinstance(answer, tuple) else (answer,)))


def read_answer(kind: ItemKind, typed: str, options: int, lefts: int = 0) -> Answer:
    """The answer that somebody typed. Raises ValueError with a Chinese sentence when it is none of that kind."""
    text = normalize("NFKC", typed).strip()
    if kind == "number":
        return _number(text)
    letters = [char for char in text.upper() if char not in _BETWEEN]
    known = LETTERS[:options]
    if not known:
        raise ValueError("没有选项，答案没有东西可指。")
    for letter in letters:
        if letter not in known:
            raise ValueError(f"「{letter}」不是选项：这道题只有 {known[0]} 到 {known[-1]}。")
    return _checked(kind, tuple(known.index(letter) for letter in letters), options, lefts)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.removesuffix("元").replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"填数题要写一个数，现在是「{text}」。")
    return number


def _checked(kind: ItemKind, indices: tuple[int, ...], options: int, lefts: int) -> Answer:
    if kind == "single":
        if len(indices) != 1:
            raise ValueError("单选题只写一个字母。")
        return indices[0]
    if len(set(indices)) != len(indices):
        raise ValueError("有字母写了两次。")
    if kind == "order" and len(indices) != options:
        raise ValueError("排序题要把每个字母都写一遍，按正确的先后。")
    if kind == "match" and len(indices) != lefts:
        raise ValueError(f"配对题按左边的先后，每个写一个字母，一共 {lefts} 个。")
    if kind == "several":
        if not indices:
            raise ValueError("多选题至少写一个字母。")
        return tuple(sorted(indices))
    return indices
