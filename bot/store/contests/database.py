"""Competitions in the database: contests, rosters, frozen items, results, and the doors of the web page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.contests.records import CodeRow, Contest, ResultRow, SessionRow
from bot.store.errors import LogMovedError
from bot.store.records import Json
from bot.store.tables import (
    contest_codes,
    contest_entries,
    contest_items,
    contest_results,
    contest_sessions,
    contests,
)
from scenarios.contest.chain import NOTHING
from scenarios.contest.roster import Entry

_ADD = insert(contests).returning(contests.c.id)
_GET = select(contests).where(contests.c.id == bindparam("contest"))
_ROSTER = select(contest_entries).where(contest_entries.c.contest == bindparam("of")).order_by(contest_entries.c.no)
_INVITED = (
    select(contest_entries.c.contest, contest_entries.c.no)
    .where(contest_entries.c.invite == bindparam("code"))
    .order_by(contest_entries.c.contest.desc())
)
_ITEMS = (
    select(contest_items.c.item, contest_items.c.body)
    .where(contest_items.c.contest == bindparam("of"))
    .order_by(contest_items.c.item)
)
_SESSION = select(contest_sessions).where(
    contest_sessions.c.hash == bindparam("token"), contest_sessions.c.expires > bindparam("now")
)
_USE_CODE = (
    update(contest_codes)
    .where(contest_codes.c.hash == bindparam("code"), contest_codes.c.used.is_(None))
    .where(contest_codes.c.expires > bindparam("now"))
    .values(used=bindparam("now"))
    .returning(contest_codes)
)


class SqlContests:
    """`bot.store.contests.contract.Contests` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, title: str, level: str, plan: str, at: datetime) -> Contest:
        """Begin a contest; it gets its id, an empty office's log, and no seeds."""
        values: dict[str, Any] = {"title": title, "level": level, "plan": plan, "created": at}
        values |= {"revision": 0, "head": NOTHING, "draw_seed": "", "papers_seed": ""}
        return Contest(id=self._db.execute(_ADD, values).scalar_one(), **values)

    def get(self, contest: int) -> Contest | None:
        """The contest, or None."""
        row = self._db.execute(_GET, {"contest": contest}).first()
        return None if row is None else Contest(**row._asdict())

    def all(self) -> Sequence[Contest]:
        """All contests, the newest first."""
        return [Contest(**row._asdict()) for row in self._db.execute(select(contests).order_by(contests.c.id.desc()))]

    def rename(self, contest: int, title: str, level: str, plan: str) -> None:
        """Change what a list of contests shows."""
        self._set(contest, title=title, level=level, plan=plan)

    def set_seeds(self, contest: int, draw: str, papers: str) -> None:
        """Keep the seeds of the draw and of the papers."""
        self._set(contest, draw_seed=draw, papers_seed=papers)

    def set_roster(self, contest: int, roster: Sequence[Entry]) -> None:
        """Keep the roster instead of any earlier one."""
        self._db.execute(delete(contest_entries).where(contest_entries.c.contest == contest))
        columns = tuple(Entry.__dataclass_fields__)
        rows = [{"contest": contest, **{name: getattr(one, name) for name in columns}} for one in roster]
        if rows:
            self._db.execute(insert(contest_entries), rows)

    def roster(self, contest: int) -> Sequence[Entry]:
        """The roster, by number."""
        return [Entry(*row[1:]) for row in self._db.execute(_ROSTER, {"of": contest})]

    def invited(self, code: str) -> Sequence[tuple[int, int]]:
        """(contest, entry) of everybody with this invite code, the newest contest first."""
        return [(row.contest, row.no) for row in self._db.execute(_INVITED, {"code": code})]

    def set_items(self, contest: int, items: Mapping[str, Json]) -> None:
        """Keep the items instead of any earlier ones."""
        self._db.execute(delete(contest_items).where(contest_items.c.contest == contest))
        rows = [{"contest": contest, "item": item, "body": dict(body)} for item, body in items.items()]
        if rows:
            self._db.execute(insert(contest_items), rows)

    def items(self, contest: int) -> Mapping[str, Json]:
        """The items by id, sorted."""
        return dict(sorted((row.item, row.body) for row in self._db.execute(_ITEMS, {"of": contest})))

    def add_result(self, result: ResultRow) -> None:
        """Keep a published result; earlier ones stay."""
        try:
            self._db.execute(insert(contest_results), _columns(result))
        except IntegrityError as error:
            raise LogMovedError(f"contest {result.contest} already has result {result.n}") from error

    def results(self, contest: int) -> Sequence[ResultRow]:
        """All published results, the oldest first."""
        query = select(contest_results).where(contest_results.c.contest == contest).order_by(contest_results.c.n)
        return [ResultRow(**row._asdict()) for row in self._db.execute(query)]

    def _set(self, contest: int, **values: str) -> None:
        self._db.execute(update(contests).where(contests.c.id == contest).values(**values))


class SqlContestDoors:
    """`bot.store.contests.contract.ContestDoors` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add_code(self, code: CodeRow) -> None:
        """Keep a code; any unused one of the same person ends."""
        mine = (contest_codes.c.contest == code.contest) & (contest_codes.c.entry == code.entry)
        self._db.execute(delete(contest_codes).where(mine, contest_codes.c.used.is_(None)))
        self._db.execute(insert(contest_codes), _columns(code))

    def use_code(self, code: str, at: datetime) -> CodeRow | None:
        """Use a code up, by its hash; None unless it is there, unused and not expired."""
        row = self._db.execute(_USE_CODE, {"code": code, "now": at}).first()
        return None if row is None else CodeRow(**row._asdict())

    def add_session(self, session: SessionRow) -> None:
        """Keep a session."""
        self._db.execute(insert(contest_sessions), _columns(session))

    def session(self, token: str, at: datetime) -> SessionRow | None:
        """The session of this hash, or None if there is none or it has expired."""
        row = self._db.execute(_SESSION, {"token": token, "now": at}).first()
        return None if row is None else SessionRow(**row._asdict())

    def end_sessions(self, contest: int, entry: int) -> None:
        """End all sessions and codes of a person."""
        for table in (contest_sessions, contest_codes):
            self._db.execute(delete(table).where(table.c.contest == contest, table.c.entry == entry))


def _columns(record: CodeRow | SessionRow | ResultRow) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
