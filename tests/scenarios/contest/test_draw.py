"""The draw: fair by size, spread over counties, and the same for everybody who has the seed and the roster."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from scenarios.contest.chain import canonical
from scenarios.contest.draw import commitment, drawn, mixed, quota, replacement, seeded_order
from scenarios.contest.roster import Entry, published, roster_hash

DOCUMENT = Path(__file__).parents[3] / "docs" / "competition.md"


def people(*counties: tuple[str, str, int]) -> tuple[Entry, ...]:
    made: list[Entry] = []
    for city, county, size in counties:
        made += [Entry(len(made) + n, city, county, f"{county}分公司", f"{county}{n}") for n in range(1, size + 1)]
    return tuple(made)


ROSTER = people(
    ("南京", "玄武", 90), ("南京", "江宁", 45), ("南京", "浦口", 15), ("苏州", "吴江", 18), ("无锡", "江阴", 300)
)


@pytest.mark.parametrize(
    ("size", "seats"), [(1, 1), (19, 19), (20, 20), (21, 20), (66, 20), (67, 21), (150, 45), (200, 60), (5000, 60)]
)
def test_a_city_sends_three_tenths_within_twenty_and_sixty_or_everybody(size: int, seats: int) -> None:
    assert quota(size) == seats


def test_each_city_has_its_quota_and_each_county_its_share() -> None:
    chosen = drawn("种子", ROSTER)
    by_city = Counter(one.city for one in ROSTER if one.no in chosen)
    by_county = Counter(one.county for one in ROSTER if one.no in chosen)
    assert by_city == {"南京": 45, "苏州": 18, "无锡": 60}
    assert (by_county["玄武"], by_county["江宁"], by_county["浦口"]) == (27, 14, 4)


def test_the_same_seed_draws_the_same_people_and_another_others() -> None:
    assert drawn("甲", ROSTER) == drawn("甲", ROSTER)
    assert drawn("甲", ROSTER) != drawn("乙", ROSTER)


def test_everybody_of_a_county_is_drawn_equally_often() -> None:
    times = Counter(no for n in range(400) for no in drawn(f"第{n}次", ROSTER[:150]))
    assert all(80 < times[one.no] < 160 for one in ROSTER[:150])


def test_any_change_of_roster_or_seed_changes_the_commitment() -> None:
    other = (*ROSTER[:-1], Entry(ROSTER[-1].no, "无锡", "江阴", "江阴分公司", "换了人"))
    assert len({commitment("甲", ROSTER), commitment("乙", ROSTER), commitment("甲", other)}) == 3


def test_the_invite_codes_are_not_in_what_is_published() -> None:
    one = Entry(1, "南京", "玄武", "城东", "张三", "", "secret-code")
    assert "secret-code" not in canonical(published([one]))
    assert roster_hash([one]) == roster_hash([Entry(1, "南京", "玄武", "城东", "张三")])


def test_an_excused_person_is_replaced_by_the_next_of_his_county_then_of_his_city() -> None:
    chosen = set(drawn("种子", ROSTER))
    order = [one.no for one in seeded_order("种子", ROSTER) if one.county == "浦口"]
    gone = next(no for no in order if no in chosen)
    next_of_county = next(no for no in order if no not in chosen)
    assert replacement("种子", ROSTER, gone, chosen, set()) == next_of_county
    whole_county = chosen | set(order)
    found = replacement("种子", ROSTER, gone, whole_county, set())
    assert found is not None
    assert ROSTER[found - 1].city == "南京"
    assert (
        replacement("种子", ROSTER, next(no for no in chosen if ROSTER[no - 1].city == "苏州"), chosen, set()) is None
    )


@pytest.mark.parametrize("number", ["", "051217"])
def test_the_ten_lines_in_the_docs_draw_the_same_people(tmp_path: Path, number: str) -> None:
    [script] = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len(script.strip().splitlines()) <= 10
    file, roster = tmp_path / "draw.py", tmp_path / "roster.json"
    file.write_text(script, encoding="utf-8")
    roster.write_text(canonical(published(ROSTER)), encoding="utf-8")
    done = subprocess.run(  # noqa: S603  (the document's own script)
        [sys.executable, "-I", str(file), "公布的种子", str(roster), *filter(None, [number])],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    first, second = done.stdout.splitlines()
    assert first == commitment("公布的种子", ROSTER)
    assert tuple(json.loads(second)) == drawn(mixed("公布的种子", number), ROSTER)
    assert (mixed("公布的种子", number) == "公布的种子") is not bool(number)
