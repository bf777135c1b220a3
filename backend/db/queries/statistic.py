"""Reading the statistics: of a union or a line, with everything below it or by what stands directly under it.

The folded counters and the tail of the queue are read in one statement, so a figure is that of one moment. What lies
under which child is told by the place alone: the places below a node are cut at the first place of each child.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries import committee as committees
from backend.db.queries import officer as officers
from backend.db.tables.organization import Employer, Line, Organization
from backend.db.tables.statistic import (
    FLOWS,
    closed_month,
    organization_month,
    organization_tally,
    organization_tally_delta,
    township_tally,
)
from backend.domain.access import Scope
from backend.domain.organization.appointments import MEMBERS_FROM, WOMEN_FROM
from backend.domain.organization.codes import Level, Post, Tree
from backend.domain.organization.employers import DUE_FROM
from backend.domain.organization.standards import EIGHT
from backend.domain.organization.terms import TermPhase
from backend.domain.refusals import NotFound
from backend.domain.statistic.periods import month_after

org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
tally, delta, kept, townships = organization_tally, organization_tally_delta, organization_month, township_tally

Cells = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Unit:
    """A union, or a node of the line tree, as a row of an answer."""

    id: UUID
    name: str
    is_line: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Node(Unit):
    """Where a question is asked: everything whose place lies between `low` and `high` in one of the trees."""

    tree: Tree = Tree.TERRITORY
    low: int = 1
    high: int = 0
    by_township: bool = False
    """Whether it lies above the townships, whose sums are read instead of their unions."""


@dataclass(frozen=True, slots=True)
class Children:
    """What stands directly under a node, in the order of the tree, and the first place of each.

    `by_territory`: the unions on a line, which are told apart by their place in the territory.
    """

    units: Sequence[Unit] = ()
    starts: Sequence[int] = ()
    by_territory: bool = False


NO_CHILDREN = Children()


async def get_node(session: AsyncSession, scope: Scope, tree: Tree, id: UUID | None) -> Node:
    """The union or line of this id, or else the caller's own. Raises `NotFound`."""
    table: Any = org if tree is Tree.TERRITORY else line
    if id is not None:
        which = table.c.id == id
    elif tree is Tree.TERRITORY:
        which = table.c.id == scope.organization_id
    else:
        which = table.c.code == literal(scope.low, BigInteger)
    level = org.c.level if table is org else literal_column(str(int(Level.UNION)))
    asked = select(table.c.id, table.c.name, table.c.code, table.c.code_hi, level.label("level")).where(which)
    row = (await session.execute(asked)).first()
    if row is None:
        raise NotFound()
    above = row.level < Level.TOWNSHIP
    return Node(row.id, row.name, tree is Tree.LINE, tree=tree, low=row.code, high=row.code_hi, by_township=above)


async def list_children(session: AsyncSession, node: Node) -> Children:
    """What stands directly under a node; ended unions too, which may still hold files."""
    if node.tree is Tree.LINE:
        found = await session.execute(
            select(line.c.id, line.c.name, line.c.code).where(line.c.parent_id == node.id).order_by(line.c.code)
        )
        lines = found.all()
        if lines:
            return Children([Unit(row.id, row.name, True) for row in lines], [row.code for row in lines])
    above = org.alias("above")
    hanging = select(above.c.id).where(above.c.id == org.c.parent_id, above.c.line_id == org.c.line_id).exists()
    which = org.c.parent_id == node.id if node.tree is Tree.TERRITORY else and_(org.c.line_id == node.id, ~hanging)
    found = await session.execute(
        select(org.c.id, org.c.name, org.c.status, org.c.code).where(which).order_by(org.c.code)
    )
    rows = found.all()
    units = [Unit(row.id, row.name, ended=row.status != "active") for row in rows]
    return Children(units, [row.code for row in rows], by_territory=node.tree is Tree.LINE)


def _inside(table: Any, node: Node) -> ColumnElement[bool]:
    column = table.c.code if node.tree is Tree.TERRITORY else table.c.line_code
    return column.between(literal(node.low, BigInteger), literal(node.high, BigInteger))  # type: ignore[no-any-return]


def _bucket(table: Any, node: Node, children: Children) -> Any:
    """Under which child a row stands, from 1; 0 is the node itself."""
    if not children.starts:
        return literal(0)
    column = table.c.line_code if node.tree is Tree.LINE and not children.by_territory else table.c.code
    return func.width_bucket(column, literal(list(children.starts), ARRAY(BigInteger)))


async def find_open_month(session: AsyncSession) -> tuple[date, Mapping[date, Any]]:
    """The open month, and the closed ones of which figures are kept, each with its moment and source."""
    found = await session.execute(select(closed_month).order_by(closed_month.c.month))
    rows = found.all()
    return month_after(rows[-1].month), {row.month: row for row in rows if row.source != "none"}


async def sum_now(
    session: AsyncSession, node: Node, children: Children, cells: Sequence[str], *, month: date, open_month: date
) -> dict[int, dict[str, int]]:
    """The cells of a node as of this very transaction, by child."""
    statement, values = select_now(node, children, cells, month=month, open_month=open_month)
    found = await session.execute(statement, values)
    return {row[0]: {cell: int(value) for cell, value in zip(cells, row[1:], strict=True)} for row in found}


def select_now(
    node: Node, children: Children, cells: Sequence[str], *, month: date, open_month: date
) -> tuple[Select[Any], dict[str, Any]]:
    """(which child, the cells) of a node, folded and not, and the values it asks with; what came and went in `month`.

    While `month` has begun and the month before is not closed yet, the folded flows are still that month's.
    """
    cut = None if not children.starts else "line_code" if node.is_line and not children.by_territory else "code"
    place = "line_code" if node.is_line else "code"
    statement = _now(place, cut, tuple(cells), month == open_month, node.by_township)
    values: dict[str, Any] = {"low": node.low, "high": node.high, "month": month}
    return statement, values | ({"starts": list(children.starts)} if cut else {})


@lru_cache(maxsize=256)
def _now(place: str, cut: str | None, cells: tuple[str, ...], flows_folded: bool, by_township: bool) -> Select[Any]:
    """The statement for questions of one shape. It is built once: that costs more than running it."""
    low, high = bindparam("low", type_=BigInteger), bindparam("high", type_=BigInteger)

    def bucket(table: Any) -> Any:
        starts = bindparam("starts", type_=ARRAY(BigInteger))
        return (func.width_bucket(table.c[cut], starts) if cut else literal_column("0")).label("bucket")

    def folded(table: Any, outside: bool = False) -> Any:
        told = [cell not in FLOWS or flows_folded for cell in cells]
        figures = [
            (func.sum(table.c[cell]) if each else literal_column("0")).label(cell)
            for cell, each in zip(cells, told, strict=True)
        ]
        inside = table.c[place].between(low, high)
        where = and_(inside, table.c.township_id.is_(None)) if outside else inside
        return select(bucket(table), *figures).where(where).group_by("bucket")

    # The place of a change is that of its union's counters, looked up change by change: the queue is short, and a join
    # would be planned as a second walk through all counters.
    where = {
        name: select(tally.c[name]).where(tally.c.organization_id == delta.c.organization_id).scalar_subquery()
        for name in ("code", "line_code")
    }
    changes = [delta.c.month, *(delta.c[cell] for cell in cells)]
    placed = select(*changes, *(column.label(name) for name, column in where.items())).subquery()

    def tail(cell: str) -> Any:
        this_month = placed.c.month == bindparam("month", type_=Date)
        changed = case((this_month, placed.c[cell])) if cell in FLOWS else placed.c[cell]
        return func.sum(changed).label(cell)

    # Each is summed by itself before the two are added: rows that pass through a union cost twice as much to sum.
    parts = [folded(townships), folded(tally, outside=True)] if by_township else [folded(tally)]
    parts.append(select(bucket(placed), *map(tail, cells)).where(placed.c[place].between(low, high)).group_by("bucket"))
    every = union_all(*parts).subquery()
    figures = [func.coalesce(func.sum(every.c[cell]), 0).label(cell) for cell in cells]
    return select(every.c.bucket, *figures).group_by(every.c.bucket)


@dataclass(slots=True)
class Month:
    """A closed month: the node's own sum, and each unit that stood directly under it then."""

    total: Cells | None = None
    units: dict[UUID, Cells] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)


async def list_months(
    session: AsyncSession,
    node: Node,
    children: Children,
    cells: Sequence[str],
    months: Iterable[date],
    *,
    by_child: bool,
) -> dict[date, Month]:
    """What closed months say of a node, in the tree as it was then; lines are those of today."""
    wanted = sorted(set(months))
    found: dict[date, Month] = {month: Month() for month in wanted}
    if not wanted:
        return found
    if node.tree is Tree.LINE:
        return await _list_line_months(session, node, children, cells, found, by_child=by_child)
    which: ColumnElement[bool] = kept.c.organization_id == node.id
    if by_child:
        which = or_(which, kept.c.parent_id == node.id)
    rows = await session.execute(
        select(kept.c.organization_id, kept.c.month, kept.c.name, *[kept.c[cell] for cell in cells])
        .where(which, kept.c.month.in_(wanted))
        .order_by(kept.c.month, kept.c.code)
    )
    for id, month, name, *values in rows:
        figures = dict(zip(cells, values, strict=True))
        if id == node.id:
            found[month].total = figures
        else:
            found[month].units[id] = figures
            found[month].names[id] = name
    return found


async def _list_line_months(
    session: AsyncSession,
    node: Node,
    children: Children,
    cells: Sequence[str],
    found: dict[date, Month],
    *,
    by_child: bool,
) -> dict[date, Month]:
    unit: Any = null()
    if by_child:
        unit = kept.c.organization_id if children.by_territory else _bucket(kept, node, children)
    rows = await session.execute(
        select(kept.c.month, unit.label("unit"), *[func.sum(kept.c[cell]) for cell in cells])
        .where(kept.c.line_top, _inside(kept, node), kept.c.month.in_(list(found)))
        .group_by(kept.c.month, *([unit] if by_child else []))
    )
    for month, bucket, *values in rows:
        figures: Cells = {
            cell: None if value is None else int(value) for cell, value in zip(cells, values, strict=True)
        }
        found[month].total = _added(found[month].total, figures)
        if isinstance(bucket, UUID):
            found[month].units[bucket] = figures
        elif bucket:
            found[month].units[children.units[bucket - 1].id] = figures
    return found


def _added(one: Cells | None, other: Cells) -> Cells:
    if one is None:
        return other
    return {cell: None if one[cell] is None or value is None else one[cell] + value for cell, value in other.items()}  # type: ignore[operator]


# — counted on the spot: no counter is kept of these —

_VACANT = {"chair": Post.CHAIR, "audit_director": Post.AUDIT_DIRECTOR, "women_director": Post.WOMEN_DIRECTOR}
_PHASES = {"due": TermPhase.DUE, "overdue": TermPhase.OVERDUE}


async def count_live(
    session: AsyncSession,
    dataset: str,
    measure: str,
    dimension: str | None,
    *,
    scope: Scope,
    node: Node,
    children: Children,
    today: date,
) -> dict[int, dict[str, int]]:
    """A measure without counters, by child and by the values of a dimension ("" without one)."""
    under = (node.low, node.high) if node.tree is Tree.TERRITORY else None
    table, joined, conditions = org, org, [_inside(org, node)]
    if dataset == "terms":
        conditions += committees.terms_due(scope, under, _PHASES[measure], today)
    elif dataset == "vacancies":
        joined, sized, members, women = committees.with_sizes(scope, under)
        posts = [_VACANT[measure]]
        conditions += [sized, officers.vacant(posts, members, women, MEMBERS_FROM, WOMEN_FROM)]
    elif dataset == "unions":
        if measure == "standard_unions":
            conditions.append(org.c.standards.contains([str(mark) for mark in EIGHT]))
        conditions += [within(org, scope), org.c.status == "active", org.c.level == int(Level.UNION)]
    else:
        table, joined = employer, employer
        conditions = [_inside(employer, node), within(employer, scope), *_employers(measure)]
    value: Any = func.coalesce(table.c[dimension], "unknown") if dimension else literal("")
    counted: Select[Any] = (
        select(_bucket(table, node, children).label("bucket"), value.label("value"), func.count().label("figure"))
        .select_from(joined)
        .where(*conditions)
        .group_by("bucket", "value")
    )
    found: dict[int, dict[str, int]] = {}
    for bucket, code, figure in await session.execute(counted):
        found.setdefault(bucket, {})[code] = figure
    return found


async def count_founded(
    session: AsyncSession, *, scope: Scope, node: Node, children: Children, first: date, last: date
) -> dict[date, dict[int, int]]:
    """The living basic unions that were founded between two days, by month and child."""
    month = cast(func.date_trunc("month", org.c.established_on), Date)
    counted = (
        select(month.label("month"), _bucket(org, node, children).label("bucket"), func.count().label("figure"))
        .where(
            _inside(org, node),
            within(org, scope),
            org.c.status == "active",
            org.c.level == int(Level.UNION),
            org.c.established_on.between(first, last),
        )
        .group_by("month", "bucket")
    )
    found: dict[date, dict[int, int]] = {}
    for founded_in, bucket, figure in await session.execute(counted):
        found.setdefault(founded_in, {})[bucket] = figure
    return found


def _employers(measure: str) -> list[ColumnElement[bool]]:
    uncovered = employer.c.union_id.is_(None)
    return [
        employer.c.closed_on.is_(None),
        *{
            "employers": [],
            "covered": [~uncovered],
            "uncovered": [uncovered],
            "due": [uncovered, employer.c.employees >= DUE_FROM],
        }[measure],
    ]
