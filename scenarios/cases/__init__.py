"""Cases (案例): a customer in a situation, played in a few turns and scored like a talk."""

from scenarios.cases.play import CaseMoved, CasePlay, CaseState
from scenarios.cases.staging import StagedCase, stage

__all__ = ["CaseMoved", "CasePlay", "CaseState", "StagedCase", "stage"]
