"""What a city says otherwise than the province: its patches, the merged plan, and what of it the province outdated."""

from scripts.overlay.accepting import Accepted, accepted
from scripts.overlay.city import SHARED, City, LocalFile, cities_of
from scripts.overlay.patches import LocalPatch, shown
from scripts.overlay.starting import starter

__all__ = ["SHARED", "Accepted", "City", "LocalFile", "LocalPatch", "accepted", "cities_of", "shown", "starter"]
