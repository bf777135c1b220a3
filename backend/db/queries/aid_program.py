"""Programmes of aid: announced to everybody, listed for the unions that they are for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, Uuid, and_, func, literal, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.domain.access import Scope
from backend.domain.aid.balance import GIVEN
from backend.domain.refusals import NotFound

program: Any = AidProgram.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]

_HIDDEN = ("code", "code_hi", "line_code", "quotas")
_LIVE = aid_case.c.status.not_in(("rejected", "withdrawn"))
_SUMS = (
    func.count().filter(_LIVE).label("cases"),
    func.coalesce(func.sum(aid_case.c.amount_fen).filter(_LIVE), 0).label("amount_fen"),
    func.count().filter(aid_case.c.status.in_(GIVEN)).label("approved"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFilters:
    """What a list of programmes is narrowed by. `place` is where the reader's union stands in the territory."""

    place: int
    scope: Scope
    below: bool = False
    statuses: Sequence[str] = ()
    kinds: Sequence[str] = ()
    year: int | None = None
    accepting: datetime | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL: those of the union and of unions above it, with `below` those of unions below too."""
        place = literal(self.place, BigInteger)
        ours = and_(program.c.code <= place, program.c.code_hi >= place)
        found: list[ColumnElement[bool]] = [or_(ours, within(program, self.scope)) if self.below else ours]
        if self.statuses:
            found.append(program.c.status.in_(list(self.statuses)))
        if self.kinds:
            found.append(program.c.kind.in_(list(self.kinds)))
        if self.year is not None:
            found.append(program.c.year == self.year)
        if self.accepting is not None:
            now = literal(self.accepting.replace(microsecond=0))
            found += [
                program.c.status == "open",
                or_(program.c.opens_at.is_(None), program.c.opens_at <= now),
                or_(program.c.closes_at.is_(None), program.c.closes_at >= now),
            ]
        # A draft is its own union's business, and that of those above it.
        found.append(or_(program.c.status != "draft", within(program, self.scope)))
        return found


def list_programs(*, filters: ProgramFilters, after: Sequence[Any] | None = None, limit: int) -> Select[Any]:
    """Programmes, the latest year first, with how many cases of the reader's scope they have and what these come to."""
    scope = filters.scope
    counted = select(*_SUMS).where(aid_case.c.program_id == program.c.id, within(aid_case, scope)).lateral("counted")
    place = (program.c.year, program.c.id)
    statement = (
        select(*(each for each in program.c if each.name not in _HIDDEN), counted)
        .select_from(program.join(counted, true()))
        .where(*filters.conditions())
        .order_by(program.c.year.desc(), program.c.id.desc())
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(*place) < tuple_(literal(int(after[0])), literal(UUID(after[1]), Uuid)))
    return statement


def count_programs(*, filters: ProgramFilters, cap: int) -> Select[Any]:
    """How many programmes a list has, counted up to `cap`."""
    inner = select(program.c.id).where(*filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


async def get_program(session: AsyncSession, id: UUID, *, scope: Scope, lock: bool = False) -> AidProgram:
    """A programme; a draft only within the scope. Locked for a change if asked, and then in the scope too.

    Raises `NotFound`.
    """
    found = await session.get(AidProgram, id, with_for_update=lock or None, populate_existing=True)
    if found is None or ((lock or found.status == "draft") and not _inside(found, scope)):
        raise NotFound()
    return found


def _inside(row: AidProgram, scope: Scope) -> bool:
    place = row.code if scope.tree == "territory" else row.line_code
    return place is not None and scope.low <= place <= scope.high


async def count_cases(session: AsyncSession, id: UUID) -> int:
    """How many cases a programme has within the caller's scope, whatever became of them."""
    return int(await session.scalar(select(func.count()).where(aid_case.c.program_id == id)) or 0)


async def sum_cases(session: AsyncSession, id: UUID, *, scope: Scope) -> dict[str, int]:
    """What the scope has in a programme: as in the list, and `in_all` with those refused or withdrawn."""
    found = await session.execute(
        select(*_SUMS, func.count().label("in_all")).where(aid_case.c.program_id == id, within(aid_case, scope))
    )
    return {name: int(value) for name, value in found.mappings().one().items()}


async def find_programs(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, AidProgram]:
    """The programmes of these ids, in one statement."""
    found = await session.scalars(select(AidProgram).where(program.c.id.in_(set(ids))))
    return {each.id: each for each in found}
