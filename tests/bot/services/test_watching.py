"""A library that changes under a running process: new talks take the new text, talks that run keep theirs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.services.catalogue import Catalogue
from bot.services.watching import Watching

FAULTLESS = Path(__file__).parents[2] / "scripts" / "library"


@dataclass
class Bench:
    """A library on disk, its catalogue under watch, and what was said about changes."""

    root: Path
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.root)
        assert self.catalogue.get("设计公司")
        self.watching = Watching(self.catalogue, self.said.append)

    @property
    def script(self) -> Path:
        return self.root / "office-water" / "scripts" / "studio.yaml"

    def rewrite(self, old: str, new: str) -> None:
        text = self.script.read_text(encoding="utf-8")
        assert old in text
        self.script.write_text(text.replace(old, new), encoding="utf-8")

    def goal(self) -> str:
        ready = self.catalogue.get("设计公司")
        assert ready is not None
        return ready.script.stages["探询需求"].goal


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Path(shutil.copytree(FAULTLESS, tmp_path / "library")))


def test_nothing_is_read_again_while_nothing_changes(bench: Bench) -> None:
    before = bench.catalogue.get("设计公司")
    assert not bench.watching.look()
    assert bench.catalogue.get("设计公司") is before
    assert bench.said == []


def test_a_changed_script_is_in_force_for_new_talks(bench: Bench) -> None:
    bench.rewrite("    goal: 问清用量", "    goal: 问清一个月要几桶")
    assert bench.watching.look()
    assert bench.goal() == "问清一个月要几桶"
    assert bench.said == ["话术库改过了，新开的练习用新的；正在谈的照旧。"]


def test_a_talk_that_runs_keeps_the_version_it_began_with(bench: Bench) -> None:
    before = bench.catalogue.get("设计公司")
    assert before is not None
    bench.rewrite("    goal: 问清用量", "    goal: 问清一个月要几桶")
    bench.watching.look()
    assert bench.catalogue.pinned("设计公司@V1", before.fingerprint) is before


def test_a_script_that_was_read_again_unchanged_keeps_its_trained_listener(bench: Bench) -> None:
    before = bench.catalogue.get("设计公司")
    bench.rewrite("segment: studio", "segment: studio # 说明")
    assert bench.watching.look()
    assert bench.catalogue.get("设计公司") is before


def test_a_change_of_the_common_voices_is_in_force_too(bench: Bench) -> None:
    file = bench.root / "office-water" / "voices.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("没听懂。", "你慢点讲。"), encoding="utf-8")
    bench.watching.look()
    ready = bench.catalogue.get("设计公司")
    assert ready is not None
    assert "你慢点讲。" in ready.shelf.voice["unclear"]


def test_a_broken_new_version_leaves_the_last_good_one_in_force_and_says_so(bench: Bench) -> None:
    bench.rewrite("    goal: 问清用量", "    goal：问清用量")
    assert bench.watching.look()
    assert bench.goal() == "问清用量"
    assert "先用改之前能用的" in bench.said[0]
    assert "studio.yaml 第" in bench.said[0]
    bench.rewrite("    goal：问清用量", "    goal: 问清一个月要几桶")
    bench.watching.look()
    assert bench.goal() == "问清一个月要几桶"


def test_a_broken_common_file_leaves_the_whole_plan_as_it_was(bench: Bench) -> None:
    (bench.root / "office-water" / "voices.yaml").write_text("plan：office-water\n", encoding="utf-8")
    bench.watching.look()
    assert bench.catalogue.names == ("设计公司", "江城/设计公司")


def test_a_script_that_is_taken_away_on_purpose_is_gone(bench: Bench) -> None:
    for part in ("stories", "cities"):
        shutil.rmtree(bench.root / "office-water" / part)
    bench.script.unlink()
    bench.watching.look()
    assert bench.catalogue.names == ()
