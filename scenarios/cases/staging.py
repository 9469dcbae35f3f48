"""Makes a case ready to be played: its script with the case's customer, and the rubric that counts in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from scoring.rubric import Rubric, rubric_of
from scripts.fingerprint import fingerprint
from scripts.model import Opening, Script

if TYPE_CHECKING:
    from scenarios.bank.documents import Case
    from scripts.model import Customer, PlanShelf


_TO_PASS_FROM_THE_MIDDLE = 2


@dataclass(frozen=True, slots=True)
class StagedCase:
    """A case with the script it is played by: the trainer's own, its customer and opening replaced by the case's.

    `fingerprint` is what a running case is pinned to.
    """

    case: Case
    shelf: PlanShelf
    script: Script
    fingerprint: str

    def rubric(self, rep: str, *, played_out: bool = False) -> Rubric:
        """The criteria that count: those the case names, else all of the stages it is played in.

        A case that begins in the middle is passed once it has come a stage further, or when all its turns were used
        (`played_out`): who needed them to calm the customer has done what such a case asks.
        """
        whole = rubric_of(self.shelf, self.script, rep)
        stages = stages_from(self.script, self.case.from_)
        counted = tuple(
            one
            for one in whole.criteria
            if one.stage in stages and (not self.case.counts or one.name in self.case.counts)
        )
        # An objection raised after the stage where the script has its objections counts where the case begins.
        home = whole.objection_stage if whole.objection_stage in stages else stages[0]
        if stages == whole.stages:
            return replace(whole, criteria=counted)
        to_pass = 1 if played_out else _TO_PASS_FROM_THE_MIDDLE
        return replace(whole, stages=stages, criteria=counted, objection_stage=home, to_pass=to_pass)


def stage(case: Case, shelf: PlanShelf, script: Script) -> StagedCase:
    """Put a case on the script it was written for."""
    first = next(iter(script.openings.values()))
    opening = Opening(scene=case.scene, customer=case.opening, rep=first.rep)
    played = script.model_copy(
        update={"customer": _customer(case, script.customer), "openings": dict.fromkeys(script.openings, opening)}
    )
    content = f"{fingerprint(shelf, played)}\n{case.model_dump_json(by_alias=True)}"
    return StagedCase(case, shelf, played, sha256(content.encode()).hexdigest())


def stages_from(script: Script, first: str) -> tuple[str, ...]:
    """The script's stages from one on."""
    listed = tuple(script.stages)
    return listed[listed.index(first) :]


def _customer(case: Case, before: Customer) -> Customer:
    written = case.customer
    changed = {key: value for key in _PLAIN if (value := getattr(written, key)) is not None}
    facts = {
        name: fact.model_copy(update={"say": written.facts[name], "again": written.facts[name]})
        if name in written.facts
        else fact
        for name, fact in before.facts.items()
    }
    return before.model_copy(update={**changed, "facts": facts})


_PLAIN = ("name", "role", "company", "background", "spend", "patience", "trust", "mood")
