"""What lies between two scripts, versions or cities, said in Chinese sentences."""

from scripts.difference.change import Change
from scripts.difference.compare import Side, difference, plan_difference

__all__ = ["Change", "Side", "difference", "plan_difference"]
