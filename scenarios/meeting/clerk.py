"""Writes the minutes of a drill out of the room."""

from __future__ import annotations

from scenarios import critique
from scenarios.meeting import clock
from scenarios.meeting.minutes import Close, Minutes
from scenarios.meeting.plays import FORMS
from scenarios.meeting.room import Room
from scenarios.meeting.rotation import WATCHER
from scenarios.meeting.themes import theme_of_tomorrow

_PRAISE = 3
"""Lines of praise in the minutes."""


def minutes_of(room: Room, how: Close) -> Minutes:
    """The minutes of a drill as it stands; `how` it came to its end."""
    setup, result = room.setup, room.result
    kept = critique.praise(room.critique) if room.critique is not None else ()
    praise = tuple(dict.fromkeys([*kept, *(result.best if result else ())]))[:_PRAISE]
    done = _theme_done(room)
    tomorrow = theme_of_tomorrow(setup.themes, room.theme, done=done is not False)
    return Minutes(
        drill=setup.drill,
        day=setup.day,
        seconds=round(min(room.now - room.opened, clock.LONGEST)),
        close=how,
        host=setup.host_name,
        form=FORMS[room.offer.form] if room.offer else "",
        scenario=room.offer.scenario if room.offer else "",
        theme=room.theme.name if room.theme else "",
        theme_done=done,
        present=tuple(one.name for one in room.people if not one.late),
        late=tuple(one.name for one in room.people if one.late),
        roles=by_role(room),
        result=result.headline if result else "",
        praise=praise,
        critiques=len(room.critique.order) if room.critique is not None else 0,
        tomorrow=tomorrow.name if tomorrow else "",
    )


def by_role(room: Room) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who played what, by names: the parts of the talk first, the watchers last."""
    named: dict[str, list[str]] = {role: [] for role, _ in room.seats}
    watchers: list[str] = []
    for person, role in room.roles:
        names = watchers if role == WATCHER else named.setdefault(role, [])
        names.append(room.name(person))
    named[WATCHER] = watchers
    return tuple((role, tuple(names)) for role, names in named.items() if names)


def _theme_done(room: Room) -> bool | None:
    """Whether the talk did what the theme asks for; None where it could not show."""
    theme, result = room.theme, room.result
    if theme is None or result is None or theme.item not in (*result.met, *result.missed):
        return None
    return theme.item in result.met
