"""The two sides of a comparison as a person names them: a script, a version, a city's script, or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.naming import script_or_complaint
from scripts.loader import open_paths, read_script
from scripts.model import PlanShelf

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from scripts.checks import PlanSubject
    from scripts.difference import Side
    from scripts.loader import Opened
    from scripts.model import Script


def side_of(catalogue: Catalogue, word: str, frozen: Ready | None = None) -> Side | str:
    """Give the script a person means, or a Chinese complaint; `frozen` is the version of that name that is kept."""
    path = Path(word)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return _of_file(catalogue, path)
    ready = catalogue.get(word) or frozen or script_or_complaint(catalogue, word)
    return ready if isinstance(ready, str) else (ready.shelf, ready.script)


def _of_file(catalogue: Catalogue, path: Path) -> Side | str:
    if not path.is_file():
        return f"没有这个文件：{path}"
    for opened in open_paths([path]):
        side = _in_plan(opened)
        if side is not None:
            return side
    script = read_script(path)
    if script is None:
        return f"{path} 不是能用的脚本。逐条查看：duilian check {path}"
    shelf = catalogue.library.shelves.get(script.plan)
    return (shelf or _bare_shelf(catalogue, script), script)


def _in_plan(opened: Opened) -> Side | None:
    """The script written in the file that was asked for, or changed by it."""
    for city in opened.cities:
        for file in city.files:
            script = city.subject.shelf.scripts.get(f"{city.name}/{file.overlay.base_name}")
            if file.source.file in opened.asked and script is not None:
                return city.subject.shelf, script
    subject: PlanSubject | None = opened.subject
    for name, source in subject.script_sources.items() if subject else ():
        if subject is not None and source.file in opened.asked:
            return subject.shelf, subject.shelf.scripts[name]
    return None


def _bare_shelf(catalogue: Catalogue, script: Script) -> PlanShelf:
    """A shelf for a script whose plan nobody has: only the script itself can be compared."""
    any_plan = next(iter(catalogue.library.shelves.values())).plan
    return PlanShelf(any_plan.model_copy(update={"plan": script.plan}), {}, {}, {}, {script.script: script})
