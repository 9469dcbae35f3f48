"""What a city says otherwise than the province: its patches, the merged plan, and what of it the province outdated."""

from scripts.overlay.city import SHARED, City, LocalFile, cities_of
from scripts.overlay.patches import LocalPatch, shown

__all__ = ["SHARED", "City", "LocalFile", "LocalPatch", "cities_of", "shown"]
