"""Later versions of shipped scripts, made without files."""

from __future__ import annotations

from dataclasses import replace

from scripts.fingerprint import fingerprint
from scripts.loader import load_shipped
from scripts.versions import Snapshot, freeze, seal, thaw


def shipped(script: str = "广告公司") -> Snapshot:
    """A shipped script as it is."""
    loaded = load_shipped()
    found = loaded.library.find(script)
    assert found is not None
    return freeze(*found, loaded.texts_of(found[1]))


def changed(snapshot: Snapshot, version: str, *texts: tuple[str, str]) -> Snapshot:
    """The same script at another version, with some of its text replaced."""
    (path,) = (path for path in snapshot.texts if path.startswith("scripts/"))
    text = snapshot.texts[path].replace(f"version: {snapshot.version}", f"version: {version}", 1)
    for old, new in texts:
        assert old in text
        text = text.replace(old, new)
    files = {**snapshot.texts, path: text}
    draft = replace(snapshot, version=version, texts=files, seal=seal(files))
    return replace(draft, hash=fingerprint(*thaw(draft)))
