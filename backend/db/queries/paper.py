"""The papers of unions: the list, one with its files, its keepers, and how whole the cabinets below a union are (MBR-06)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, case, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import Date

from backend.db.bounds import within
from backend.db.tables.organization import Organization
from backend.db.tables.paper import Paper, PaperFile, PaperKeeper
from backend.domain.access import Scope
from backend.domain.organization.codes import Level, OrganizationStatus
from backend.domain.paper.codes import PaperRetention, UnionPaperState
from backend.domain.paper.rules import CHECKED
from backend.domain.refusals import NotFound

paper: Any = Paper.__table__  # type: ignore[attr-defined]
file: Any = PaperFile.__table__  # type: ignore[attr-defined]
keeper: Any = PaperKeeper.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


def list_papers(
    *, scope: Scope, today: date, id: UUID | None = None, after: Sequence[Any] | None = None, limit: int, **filters: Any
) -> Select[Any]:
    """Papers of the subtree, the latest day first."""
    own = [column for column in paper.c if column.name not in ("code", "line_code", "entered_by")]
    state = _state(today)
    statement = (
        select(*own, org.c.name.label("organization_name"), state.label("state"))
        .select_from(paper.join(org, org.c.id == paper.c.organization_id))
        .where(within(paper, scope), *_filters(state, **filters))
        .order_by(paper.c.held_on.desc(), paper.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(paper.c.id == id)
    if after is not None:
        last = tuple_(literal(date.fromisoformat(after[0]), Date), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(paper.c.held_on, paper.c.id) < last)
    return statement


def count_papers(*, scope: Scope, today: date, cap: int, **filters: Any) -> Select[Any]:
    """How many papers a list has, counted up to `cap`."""
    inner = select(paper.c.id).where(within(paper, scope), *_filters(_state(today), **filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _state(today: date) -> Any:
    """As `rules.state_of` says it: retention ends on the first of January after its full years."""
    kept_for = case(
        *((paper.c.retention == each.value, each.years) for each in PaperRetention if each.years is not None)
    )
    return case(
        (paper.c.withdrawn_at.is_not(None), UnionPaperState.WITHDRAWN.value),
        (paper.c.year + kept_for + 1 <= today.year, UnionPaperState.DUE.value),
        else_=UnionPaperState.KEPT.value,
    )


def _filters(
    state: Any,
    *,
    q: str | None = None,
    under: tuple[int, int] | None = None,
    organization_id: UUID | None = None,
    kinds: Sequence[str] = (),
    year: int | None = None,
    states: Sequence[str] = (),
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if q:
        conditions.append(func.strpos(paper.c.title, q) > 0)
    if under is not None:
        conditions.append(paper.c.code.between(*under))
    if organization_id is not None:
        conditions.append(paper.c.organization_id == organization_id)
    if kinds:
        conditions.append(paper.c.kind.in_(kinds))
    if year is not None:
        conditions.append(paper.c.year == year)
    if states:
        conditions.append(state.in_(states))
    return conditions


async def get_paper(session: AsyncSession, id: UUID, *, lock: bool = False) -> Paper:
    """A paper, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(Paper, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_files(session: AsyncSession, paper_id: UUID) -> Sequence[PaperFile]:
    """The files of a paper in the order in which they were filed."""
    found = await session.scalars(select(PaperFile).where(file.c.paper_id == paper_id).order_by(file.c.place))
    return found.all()


async def get_file(session: AsyncSession, paper_id: UUID, id: UUID) -> PaperFile:
    """A file of this paper. Raises `NotFound`."""
    found = await session.scalar(select(PaperFile).where(file.c.id == id, file.c.paper_id == paper_id))
    if found is None:
        raise NotFound()
    return found


def list_keepers(
    *, scope: Scope, id: UUID | None = None, after: Sequence[Any] | None = None, limit: int, **filters: Any
) -> Select[Any]:
    """Keepers, the last entered first."""
    own = [column for column in keeper.c if column.name not in ("code", "line_code")]
    statement = (
        select(*own, org.c.name.label("organization_name"))
        .select_from(keeper.join(org, org.c.id == keeper.c.organization_id))
        .where(within(keeper, scope), *_keeper_filters(**filters))
        .order_by(keeper.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(keeper.c.id == id)
    return statement if after is None else statement.where(keeper.c.id < UUID(after[0]))


def count_keepers(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many keepers a list has, counted up to `cap`."""
    inner = select(keeper.c.id).where(within(keeper, scope), *_keeper_filters(**filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _keeper_filters(
    *,
    organization_id: UUID | None = None,
    under: tuple[int, int] | None = None,
    ended: bool | None = None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if organization_id is not None:
        conditions.append(keeper.c.organization_id == organization_id)
    if under is not None:
        conditions.append(keeper.c.code.between(*under))
    if ended is not None:
        conditions.append(keeper.c.until.is_not(None) if ended else keeper.c.until.is_(None))
    return conditions


async def find_keeper(session: AsyncSession, organization_id: UUID, *, lock: bool = False) -> PaperKeeper | None:
    """Who keeps the cabinet of a union now, held until the commit when it is handed over."""
    asked = select(PaperKeeper).where(keeper.c.organization_id == organization_id, keeper.c.until.is_(None))
    found = await session.scalars(asked.with_for_update() if lock else asked)
    return found.first()


async def count_by_kind(session: AsyncSession, organization_id: UUID, year: int) -> Mapping[str, int]:
    """How many papers of each kind a union has for a year, withdrawn ones not counted."""
    found = await session.execute(
        select(paper.c.kind, func.count().label("papers"))
        .where(paper.c.organization_id == organization_id, paper.c.year == year, paper.c.withdrawn_at.is_(None))
        .group_by(paper.c.kind)
    )
    return {row.kind: row.papers for row in found}


def list_completeness(*, scope: Scope, year: int, parent_id: UUID | None, under: tuple[int, int] | None) -> Select[Any]:
    """For each union directly below one: of its basic unions, how many have a keeper and the papers of a year.

    A basic union stands for itself. Without a parent the rows are the basic unions of the scope, as of a line, which has
    no unions between. `under` are the bounds of the parent in the territory.
    """
    child, base = org.alias("child"), org.alias("base")
    there = _there(scope, year, under)
    keeps = select(keeper.c.organization_id).where(within(keeper, scope), keeper.c.until.is_(None)).subquery("keeps")
    has = {kind: func.coalesce(there.c[kind.value], False) for kind in CHECKED}
    kept = keeps.c.organization_id.is_not(None)
    living = OrganizationStatus.ACTIVE.value
    rows = child.join(base, base.c.code.between(child.c.code, child.c.code_hi))
    rows = rows.outerjoin(there, there.c.organization_id == base.c.id)
    rows = rows.outerjoin(keeps, keeps.c.organization_id == base.c.id)
    directly = child.c.level == int(Level.UNION) if parent_id is None else child.c.parent_id == parent_id
    return (
        select(
            child.c.id.label("organization_id"),
            child.c.name.label("organization_name"),
            child.c.kind.label("organization_kind"),
            child.c.level,
            func.count().label("unions"),
            func.count().filter(kept).label("with_keeper"),
            *(func.count().filter(has[kind]).label(f"with_{kind.value}") for kind in CHECKED),
            func.count().filter(and_(kept, *has.values())).label("complete"),
        )
        .select_from(rows)
        .where(
            within(child, scope),
            directly,
            child.c.status == living,
            base.c.level == int(Level.UNION),
            base.c.status == living,
            within(base, scope),
        )
        .group_by(child.c.id, child.c.name, child.c.kind, child.c.level, child.c.code)
        .order_by(child.c.code)
    )


def _there(scope: Scope, year: int, under: tuple[int, int] | None) -> Any:
    """Which kinds of paper each union has for a year."""
    asked = select(
        paper.c.organization_id,
        *(func.bool_or(paper.c.kind == kind.value).label(kind.value) for kind in CHECKED),
    ).where(
        within(paper, scope),
        paper.c.year == year,
        paper.c.withdrawn_at.is_(None),
        paper.c.kind.in_([kind.value for kind in CHECKED]),
    )
    if under is not None:
        asked = asked.where(paper.c.code.between(*under))
    return asked.group_by(paper.c.organization_id).subquery("there")
