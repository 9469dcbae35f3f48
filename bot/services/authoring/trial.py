"""A plan's folder as it would be with some files changed: in a temporary place, to be checked before it counts."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.folders import DOCUMENTS, SCRIPTS, STORIES, files_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@contextmanager
def trial_of(folders: Sequence[Path], changed: Mapping[str, bytes], *, stories: bool = False) -> Iterator[Path]:
    """Give the folder of the plan that `folders` make up (`scripts.folders.chain`), with files changed or added.

    `changed` maps a path within the plan's folder to its content. The folder is gone afterwards.
    """
    with TemporaryDirectory(prefix="duilian-") as place:
        into = Path(place) / folders[0].name
        for name in DOCUMENTS:
            found = next((folder / name for folder in folders if (folder / name).is_file()), None)
            if found is not None:
                _copy(found, into / name)
        for part in (SCRIPTS, STORIES) if stories else (SCRIPTS,):
            for file in files_in(folders, part):
                _copy(file, into / part / file.name)
        for name, content in changed.items():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            (into / name).write_bytes(content)
        yield into


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)
