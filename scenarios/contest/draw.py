"""The draw: committed to before, seeded, stratified, and reproducible by anybody from the published seed and roster.

What is published beforehand is SHA256(seed ‖ SHA256(roster)); the seed follows with the draw. Whoever makes the seed
could try some before he commits himself; so a contest may name beforehand a number that will be drawn in public later,
a lottery's say, and the lots follow from both. Per city
`clamp(ceil(.30 · N), 20, 60)` people, all of them if N is at most 20, spread over its counties by their size.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scenarios.contest.chain import digest
from scenarios.contest.roster import roster_hash

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scenarios.contest.roster import Entry

LEAST, MOST = 20, 60


def commitment(seed: str, roster: Sequence[Entry]) -> str:
    """What is published before the draw: SHA256(seed ‖ SHA256(roster)), in hex."""
    return digest(seed + roster_hash(roster))


def mixed(seed: str, number: str) -> str:
    """What the lots follow from: the seed, and the public number where one was named beforehand ("" for none)."""
    return digest(f"{seed}:{number}") if number else seed


def quota(people: int) -> int:
    """How many of a city's people are drawn."""
    return people if people <= LEAST else min(max(-(-people * 3 // 10), LEAST), MOST)


def lot(seed: str, no: int) -> str:
    """A person's lot: who has the smaller one comes earlier in the seeded order."""
    return digest(f"{seed}:{no}")


def seeded_order(seed: str, roster: Sequence[Entry]) -> tuple[Entry, ...]:
    """The whole roster in the order of the lots."""
    return tuple(sorted(roster, key=lambda one: lot(seed, one.no)))


def drawn(seed: str, roster: Sequence[Entry], *, everyone: bool = False) -> tuple[int, ...]:
    """The numbers of those who take part, in rising order."""
    if everyone:
        return tuple(one.no for one in roster)
    cities: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in seeded_order(seed, roster):
        cities[one.city][one.county].append(one.no)
    chosen: list[int] = []
    for counties in cities.values():
        seats = _shared_out(quota(sum(map(len, counties.values()))), {name: len(nos) for name, nos in counties.items()})
        for name, nos in counties.items():
            chosen += nos[: seats[name]]
    return tuple(sorted(chosen))


def replacement(
    seed: str, roster: Sequence[Entry], excused: int, taken: Collection[int], unavailable: Collection[int]
) -> int | None:
    """Who takes an excused person's place: the next by lot of his county, else of his city; None if nobody is left.

    `taken` take part already, `unavailable` were excused themselves.
    """
    gone = next(one for one in roster if one.no == excused)
    free = [one for one in seeded_order(seed, roster) if one.no not in taken and one.no not in unavailable]
    same_city = [one for one in free if one.city == gone.city]
    same_county = [one for one in same_city if one.county == gone.county]
    found = same_county or same_city
    return found[0].no if found else None


def _shared_out(seats: int, sizes: dict[str, int]) -> dict[str, int]:
    """Seats by size, whole ones first, the rest to the largest remainders; ties by name."""
    everybody = sum(sizes.values())
    given = {name: seats * size // everybody for name, size in sizes.items()}
    left = sorted(sizes, key=lambda name: (-(seats * sizes[name] % everybody), name))
    for name in left[: seats - sum(given.values())]:
        given[name] += 1
    return given
