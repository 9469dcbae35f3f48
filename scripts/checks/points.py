"""Points: codes that are unique, examples to be known by, patterns that cannot hang."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.checks.registry import of_plan
from scripts.codes import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.checks.subject import PlanSubject
    from scripts.model import Point
    from scripts.problems import Problem
    from scripts.source import Path, Source

LONGEST_EXAMPLE = 200
FEWEST_EXAMPLES = 8
MOST_OPEN_REPEATS = 2
_TOKEN = re.compile(
    r"\\(?P<escaped>.)|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[^:=!<)P]*\)|(?P<open>\()|(?P<close>\))|.", re.DOTALL
)
_REPEAT = re.compile(r"[*+]|\{\d*,\d*\}")
_OPEN_REPEAT = re.compile(r"[*+]|\{\d*,\}")
_BACK_REFERENCE = re.compile(r"\\[1-9]|\(\?P=")


def all_points(folder: PlanSubject) -> Iterator[tuple[Point, Source, Path]]:
    """Every point of the plan and of its scripts, with where it is written."""
    yield from folder.shared_points()
    for subject in folder.scripts:
        for name, point in subject.script.points.items():
            yield point, subject.source, ("points", name)


@of_plan("duplicate-code", "duplicate-point", guards=True)
def codes_are_unique(folder: PlanSubject) -> Iterator[Problem]:
    """No two points that one talk listens for share a code, nor two of the plan a name."""
    shared: dict[str, str] = {}
    seen: set[str] = set()
    for point, source, path in folder.shared_points():
        if point.name in seen:
            message = f"points.yaml 里已经有「{point.name}」，两处只会用到一处。"
            yield problem("duplicate-point", source.place(path), message, "删掉一处，或者换个名字。")
        elif point.code in shared:
            yield _taken(point, shared[point.code], source, path)
        seen.add(point.name)
        shared.setdefault(point.code, point.name)
    for subject in folder.scripts:
        codes = {code: name for code, name in shared.items() if name not in subject.script.points}
        for name, point in subject.script.points.items():
            if point.code in codes:
                yield _taken(point, codes[point.code], subject.source, ("points", name))
            codes[point.code] = name


def _taken(point: Point, owner: str, source: Source, path: Path) -> Problem:
    place = source.value_place((*path, "code"))
    return problem("duplicate-code", place, f"代码「{point.code}」已经给了「{owner}」。", "换一个没用过的代码。")


@of_plan("no-examples", "few-examples", "long-example")
def examples_are_enough(folder: PlanSubject) -> Iterator[Problem]:
    """A point decided by its words has examples, enough of them and short as people talk."""
    for point, source, path in all_points(folder):
        if not (point.examples or point.words or point.patterns):
            message = f"「{point.name}」没有例句，怎么说都听不出来。"
            hint = f"在 examples 下面写 {FEWEST_EXAMPLES} 句左右业务员真会说的话。"
            yield problem("no-examples", source.place(path), message, hint)
        elif point.decided_by == "words" and len(point.examples) < FEWEST_EXAMPLES:
            message = f"「{point.name}」只有 {len(point.examples)} 句例句，换个说法就可能听不出来。"
            hint = f"加到 {FEWEST_EXAMPLES} 句以上，各种说法都来一句。"
            yield problem("few-examples", source.place((*path, "examples")), message, hint)
        for part, examples in (("examples", point.examples), ("not", point.not_)):
            for index, example in enumerate(examples):
                if len(example) > LONGEST_EXAMPLE:
                    message = f"这句例句有 {len(example)} 个字，超过了 {LONGEST_EXAMPLE} 个。"
                    place = source.value_place((*path, part, index))
                    yield problem("long-example", place, message, "只留说到这件事的那一句。")


@of_plan("bad-pattern", "slow-pattern", guards=True)
def patterns_compile_and_end(folder: PlanSubject) -> Iterator[Problem]:
    """A regular expression compiles, and no line of 10,000 characters can make it hang."""
    for point, source, path in all_points(folder):
        for index, pattern in enumerate(point.patterns):
            place = source.value_place((*path, "patterns", index))
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"正则「{pattern}」写错了（第 {(error.pos or 0) + 1} 个字符附近）。"
                yield problem("bad-pattern", place, message, "多写几句例句就够了，一般用不着正则。")
            else:
                if why := _slow(pattern):
                    message = f"正则「{pattern}」{why}，碰到长句子会卡死。"
                    yield problem("slow-pattern", place, message, "去掉里面一层 * 或 +，或者写明次数，例如 .{0,10}。")


def _slow(pattern: str) -> str:
    """Say what makes a pattern's time explode with the length of the text, "" if nothing does."""
    if _BACK_REFERENCE.search(pattern):
        return "用了反向引用"
    repeats_inside = [False]
    open_repeats = 0
    for token in _TOKEN.finditer(pattern):
        after = token.end()
        if token["open"]:
            repeats_inside.append(False)
            continue
        if token[0] in "*+?{" and not token["escaped"]:
            continue
        inner = repeats_inside.pop() if token["close"] and len(repeats_inside) > 1 else False
        if _REPEAT.match(pattern, after):
            if inner:
                return "在重复里面又套了重复"
            open_repeats += bool(_OPEN_REPEAT.match(pattern, after))
            repeats_inside[-1] = True
        repeats_inside[-1] |= inner
    return f"有 {open_repeats} 处不限次数的重复" if open_repeats > MOST_OPEN_REPEATS else ""
