"""What a person is asked to look at after a contest, and what honest people are never troubled for."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from scoring.contest.credit import FULL
from scoring.contest.flags import Given, alike, jump, quick

USUAL = timedelta(seconds=20)


def contest(rng: Random, *, people: int = 60, questions: int = 20) -> dict[str, list[Given]]:
    """Honest people of three branches: 60 % right, wrong answers spread over three options; one paper for all."""
    return {
        f"p{n}": [
            answered(f"p{n}", str(item), 0 if rng.random() < 0.6 else rng.choice((1, 2, 3)), branch=str(n % 3))
            for item in range(questions)
        ]
        for n in range(people)
    }


def answered(person: str, item: str, answer: int | None, *, branch: str = "0", elapsed: timedelta = USUAL) -> Given:
    return Given(person, branch, item, answer, FULL if answer == 0 else 0, elapsed)


def everything(found: dict[str, list[Given]]) -> list[Given]:
    return [one for paper in found.values() for one in paper]


def copied(found: dict[str, list[Given]], source: str, copier: str) -> None:
    branch = found[copier][0].branch
    found[copier] = [answered(copier, one.item, one.answer, branch=branch) for one in found[source]]


def test_a_pair_that_copied_each_other_is_shown_with_its_questions() -> None:
    found = contest(Random(1))
    copied(found, "p0", "p3")
    (flag,) = alike(everything(found))
    assert (flag.kind, flag.people) == ("alike", ("p0", "p3"))
    assert flag.items == tuple(sorted(one.item for one in found["p0"] if one.answer))
    assert "错得一模一样" in flag.why


def test_of_eleven_thousand_honest_pairs_next_to_none_is_shown() -> None:
    assert sum(len(alike(everything(contest(Random(seed))))) for seed in range(20)) <= 1


def test_people_of_different_branches_are_no_pair() -> None:
    found = contest(Random(1))
    copied(found, "p0", "p4")
    assert alike(everything(found)) == ()


def test_answers_left_open_are_nothing_copied() -> None:
    found = contest(Random(2))
    for person in ("p0", "p3"):
        found[person] = [answered(person, str(item), None) for item in range(20)]
    assert alike(everything(found)) == ()


def test_a_wrong_answer_everybody_gives_makes_no_pair() -> None:
    found = {f"p{n}": [answered(f"p{n}", str(item), 1) for item in range(6)] for n in range(30)}
    assert alike(everything(found)) == ()


def test_pairs_do_not_depend_on_the_order_of_answers() -> None:
    found = contest(Random(3))
    copied(found, "p0", "p3")
    copied(found, "p6", "p9")
    answers = everything(found)
    assert alike(Random(4).sample(answers, len(answers))) == alike(answers)
    assert len(alike(answers)) == 2


def test_a_right_answer_in_no_time_is_shown_and_a_wrong_one_is_not() -> None:
    usual = [answered(f"p{n}", "价", 0, elapsed=timedelta(seconds=10 + n)) for n in range(30)]
    soon = timedelta(seconds=2)
    (flag,) = quick([*usual, answered("快", "价", 0, elapsed=soon), answered("猜", "价", 1, elapsed=soon)])
    assert (flag.kind, flag.people, flag.items) == ("quick", ("快",), ("价",))


def test_a_quarter_of_the_tenth_percentile_is_not_yet_too_quick() -> None:
    usual = [answered(f"p{n}", "价", 0, elapsed=timedelta(seconds=12)) for n in range(30)]
    assert quick([*usual, answered("快", "价", 0, elapsed=timedelta(seconds=3))]) == ()
    assert quick([*usual, answered("快", "价", 0, elapsed=timedelta(seconds=2.999))])


def test_few_right_answers_tell_no_usual_time() -> None:
    usual = [answered(f"p{n}", "价", 0) for n in range(18)]
    assert quick([*usual, answered("快", "价", 0, elapsed=timedelta(seconds=1))]) == ()


@pytest.mark.parametrize(
    ("score", "drills", "shown"),
    [
        (80, [60, 70, 60, 70, 65], False),  # mean 65, spread 5
        (81, [60, 70, 60, 70, 65], True),
        (76, [60, 60, 60, 60, 60], True),
        (75, [60, 60, 60, 60, 60], False),
        (95, [40, 40, 40, 40], False),
        (95, [40, 90, 40, 90, 65], False),
    ],
)
def test_a_jump_is_three_spreads_above_ones_own_drills(score: float, drills: list[float], *, shown: bool) -> None:
    assert (jump("小李", score, drills) is not None) == shown


def test_a_jump_tells_both_figures() -> None:
    flag = jump("小李", 95, [60.0] * 6)
    assert flag is not None
    assert flag.people == ("小李",)
    assert "比赛 95 分" in flag.why
    assert "6 次练习平均 60 分" in flag.why
