"""What every scenario has, whatever its form: a name, the script it stands on, a version, the scene."""

from __future__ import annotations

from scripts.model.base import Document, Line


class ScenarioDocument(Document):
    """A role-play for several people, written for one script: its points, its prices and its customer's bill hold."""

    kind: Line
    scenario: Line
    plan: Line
    script: Line
    version: Line
    about: Line
    scene: Line

    @property
    def ref(self) -> str:
        """The scenario and its version in one word: 广告公司碰头会@V1."""
        return f"{self.scenario}@{self.version}"
