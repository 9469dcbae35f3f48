"""A new plan from nothing: the starter's files with an author's answers put in, complete and without a fault."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.abc import Traversable


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a new plan must know: its name in the starter's files, what to ask, and an answer to begin with."""

    name: str
    ask: str
    usual: str


QUESTIONS = (
    Question("代号", "方案的代号，用英文小写和减号，也是文件夹的名字", "my-plan"),
    Question("方案名", "方案的中文名", "我的客户"),
    Question("公司", "我们这一家的简称", "清泉"),
    Question("产品", "主要卖什么", "桶装水"),
    Question("价", "它的标准价，多少元", "15"),
    Question("单位", "按什么收，例如 月、次、桶", "桶"),
    Question("客户类型", "第一类客户叫什么", "小公司"),
    Question("客户", "练习里这位客户怎么称呼", "周姐"),
    Question("对手", "最主要的一家竞争对手", "山泉"),
)
"""What is asked, in this order; `〈name〉` in the starter's files is the answer."""


def starter_files(answers: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each file of the new plan's folder: its path in it (scripts/first.yaml) and its text.

    `answers` holds one text for each question's name.
    """
    for path, text in _templates(files(__name__)):
        filled = text
        for name, answer in answers.items():
            filled = filled.replace(f"〈{name}〉", answer)
        yield path, filled


def _templates(folder: Traversable, within: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{within}{entry.name}"
        if entry.is_dir() and not entry.name.startswith("_"):
            yield from _templates(entry, f"{path}/")
        elif entry.name.endswith(".yaml"):
            yield path, entry.read_text(encoding="utf-8")
