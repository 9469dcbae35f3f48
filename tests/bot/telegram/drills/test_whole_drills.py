"""Whole drills in a group, on every store: from /drill to the minutes, and what each person keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.groups import HOST, NUMBERS, TEAM

if TYPE_CHECKING:
    from tests.groups import Branch


def marked(branch: Branch, grade: str = "较好") -> None:
    """Everybody who is asked to fills in his sheet."""
    inner = branch.drill.room.critique
    assert inner is not None
    for person in inner.awaited:
        branch.fills_in(branch.drill.room.name(person), grade)


def test_a_drill_goes_from_the_command_to_the_minutes_and_teaches_the_rep(kept: Branch) -> None:
    kept.opens("一对一", "广告公司")
    rep = kept.holder()
    assert rep in TEAM
    kept.says(rep, "【礼貌问候】【自我介绍】")
    assert "王总" in kept.text() or "客户" in kept.text()
    kept.taps(HOST, "下一步")
    marked(kept)
    assert not kept.running
    kept.passes(10)
    assert "晨会演练纪要" in kept.text()
    assert [message.file[0] for message in kept.chat() if message.file] == ["晨会演练纪要-2026-03-02.pdf"]
    assert "一对一：广告公司" in kept.text()
    settle = kept.chat(rep)[-1]
    assert "哪两条记成薄弱点" in settle.text
    for _ in range(2):
        label = next(
            label for label, handle in kept.chat(rep)[-1].buttons if handle.startswith("confirm") and "✓" not in label
        )
        kept.taps(rep, label, private=True)
    while stars := [label for label, handle in kept.chat(rep)[-1].buttons if handle.startswith("stars")]:
        kept.taps(rep, stars[-1], private=True)
    with kept.store.begin() as uow:
        assert len(uow.cards.open_of(NUMBERS[rep])) >= 2
        assert {row.source for row in uow.evidence.of(NUMBERS[rep])} == {"peers", "self", "role-play"}
        parts = {part.person: part.role for part in uow.drills.parts_in(kept.group)}
        assert sorted(parts.values()) == sorted(["客户经理", *["评议"] * (len(TEAM) - 1)])
        marks = uow.drills.marks_in(kept.group)
        assert len(marks) == len(TEAM) + 1
