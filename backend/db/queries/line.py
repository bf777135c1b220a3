"""Reading lines: the tree with the unions and members of the caller's scope on each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, text, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.db.bounds import within
from backend.db.tables.organization import Line, Organization, OrganizationStat, OrganizationStatDelta
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

line: Any = Line.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
stat: Any = OrganizationStat.__table__  # type: ignore[attr-defined]
delta: Any = OrganizationStatDelta.__table__  # type: ignore[attr-defined]

_LOCK = text("select pg_advisory_xact_lock(hashtext('line'))")


async def get_line(session: AsyncSession, id: UUID, *, lock: bool = False) -> Line:
    """The line, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Line, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def lock_tree(session: AsyncSession) -> None:
    """One at a time may hand out places in the tree of lines: its top has no row that could be locked."""
    await session.execute(_LOCK)


def list_lines(
    *,
    scope: Scope,
    id: UUID | None = None,
    parent_id: UUID | None = None,
    q: str | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Lines in tree order; `unions` and `members` are those of the scope on the line and on the lines under it."""
    child = aliased(line)
    statement = (
        select(
            line.c.id,
            line.c.parent_id,
            line.c.name,
            line.c.organization_id,
            org.c.name.label("organization_name"),
            line.c.version,
            select(func.count())
            .where(child.c.parent_id == line.c.id)
            .correlate(line)
            .scalar_subquery()
            .label("children"),
            _unions(scope).label("unions"),
            _members(scope).label("members"),
            line.c.code.label("_code"),
        )
        .select_from(line.outerjoin(org, org.c.id == line.c.organization_id))
        .where(*_filters(id, parent_id, q))
        .order_by(line.c.code)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(line.c.code > int(after[0]))
    return statement


def count_lines(*, cap: int, **filters: Any) -> Select[Any]:
    """How many lines a list has, counted up to `cap`."""
    inner = select(line.c.id).where(*_filters(None, **filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _filters(id: UUID | None = None, parent_id: UUID | None = None, q: str | None = None) -> list[Any]:
    conditions: list[Any] = [true()]
    if id is not None:
        conditions.append(line.c.id == id)
    if parent_id is not None:
        conditions.append(line.c.parent_id == parent_id)
    if q:
        conditions.append(func.strpos(line.c.name, q) > 0)
    return conditions


def _unions(scope: Scope) -> Any:
    on = aliased(org)
    return (
        select(func.count())
        .select_from(on)
        .where(on.c.line_code.between(line.c.code, line.c.code_hi), on.c.status == "active", within(on, scope))
        .correlate(line)
        .scalar_subquery()
    )


def _members(scope: Scope) -> Any:
    """Folded counters and the tail, as of this transaction."""
    on = aliased(org)
    folded = select(stat.c.members).where(stat.c.line_code.between(line.c.code, line.c.code_hi), within(stat, scope))
    tail = (
        select(delta.c.members)
        .select_from(delta.join(on, on.c.id == delta.c.organization_id))
        .where(on.c.line_code.between(line.c.code, line.c.code_hi), within(on, scope))
    )
    both = folded.correlate(line).union_all(tail.correlate(line)).subquery()
    return select(func.coalesce(func.sum(both.c.members), 0)).select_from(both).correlate(line).scalar_subquery()


async def count_on(session: AsyncSession, of: Line) -> tuple[int, int]:
    """What hangs on a line as far as the caller sees: lines under it, living unions on it."""
    below = select(func.count()).select_from(line).where(line.c.parent_id == of.id).scalar_subquery()
    unions = (
        select(func.count()).select_from(org).where(org.c.line_id == of.id, org.c.status == "active").scalar_subquery()
    )
    row = (await session.execute(select(below, unions))).one()
    return row[0], row[1]
