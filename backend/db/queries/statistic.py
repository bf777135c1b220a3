"""Reading the statistics: of a union or a line, with everything below it or by what stands directly under it.

The folded counters and the tail of the queue are read in one statement, so a figure is that of one moment. What lies
under which child is told by the place alone: the places below a node are cut at the first place of each child.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    Select,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.statements import Asked, Asker, Statement
from backend.db.tables.organization import Line, Organization
from backend.db.tables.statistic import (
    FLOWS,
    closed_month,
    organization_month,
    organization_tally,
    organization_tally_delta,
    township_tally,
)
from backend.domain.access import Scope
from backend.domain.organization.codes import Level, Tree
from backend.domain.refusals import NotFound
from backend.domain.statistic.counted import WITHIN
from backend.domain.statistic.periods import Period, month_after

org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]
tally, delta, kept, townships = organization_tally, organization_tally_delta, organization_month, township_tally

Cells = dict[str, int | None]
Spans = dict[Period, dict[int, dict[tuple[str, ...], dict[str, float]]]]
"""Figures by period, child (0 is the node, or what stands with it), values of the dimensions, and measure."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A union, or a node of the line tree, as a row of an answer."""

    id: UUID
    name: str
    is_line: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A closed month of which figures are kept: since when, and whether of the day or rebuilt later."""

    closed_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Node(Unit):
    """Where a question is asked: everything whose place lies between `low` and `high` in one of the trees.

    With it comes when it is asked, which every question needs too: the open month, and the closed ones that are kept.
    """

    tree: Tree = Tree.TERRITORY
    low: int = 1
    high: int = 0
    by_township: bool = False
    """Whether it lies above the townships, whose sums are read instead of their unions."""
    open_month: date = date.min
    kept: Mapping[date, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Children:
    """What stands directly under a node, in the order of the tree, and the first place of each.

    `by_territory`: the unions on a line, which are told apart by their place in the territory.
    """

    units: Sequence[Unit] = ()
    starts: Sequence[int] = ()
    by_territory: bool = False


NO_CHILDREN = Children()


def _levels(table: Any) -> Any:
    return table.c.level if table is org else literal_column("null::int").label("level")


_NODE = {
    (tree, own): Statement(
        select(table.c.id, table.c.name, table.c.code, table.c.code_hi, _levels(table), closed_month)
        .select_from(table.join(closed_month, true()))
        .where((table.c.code if own and tree is Tree.LINE else table.c.id) == bindparam("which"))
        .order_by(closed_month.c.month)
    )
    for tree, table in ((Tree.TERRITORY, org), (Tree.LINE, line))
    for own in (False, True)
}
"""A union or line by its id, or the caller's own, with every closed month: of a line only its first place is known."""


async def get_node(asker: Asker, scope: Scope, tree: Tree, id: UUID | None) -> Node:
    """The union or line of this id, or else the caller's own. Raises `NotFound`."""
    own = scope.organization_id if tree is Tree.TERRITORY else scope.low
    found = await asker.rows(_NODE[tree, id is None](which=own if id is None else id))
    if not found:
        raise NotFound()
    row = found[0]
    return Node(
        row["id"],
        row["name"],
        tree is Tree.LINE,
        tree=tree,
        low=row["code"],
        high=row["code_hi"],
        by_township=row["level"] is not None and row["level"] < Level.TOWNSHIP,
        open_month=month_after(found[-1]["month"]),
        kept={row["month"]: Kept(row["closed_at"], row["source"]) for row in found if row["source"] != "none"},
    )


def _unions_under(*where: ColumnElement[bool]) -> Statement:
    return Statement(select(org.c.id, org.c.name, org.c.status, org.c.code).where(*where).order_by(org.c.code))


_above = org.alias("above")
_LINES_UNDER = Statement(
    select(line.c.id, line.c.name, line.c.code).where(line.c.parent_id == bindparam("node")).order_by(line.c.code)
)
_UNIONS_UNDER = _unions_under(org.c.parent_id == bindparam("node"))
_UNIONS_ON_LINE = _unions_under(
    org.c.line_id == bindparam("node"),
    ~select(_above.c.id).where(_above.c.id == org.c.parent_id, _above.c.line_id == org.c.line_id).exists(),
)


async def list_children(asker: Asker, node: Node) -> Children:
    """What stands directly under a node; ended unions too, which may still hold files."""
    by_line = node.tree is Tree.LINE
    if by_line:
        lines = await asker.rows(_LINES_UNDER(node=node.id))
        if lines:
            return Children([Unit(row["id"], row["name"], True) for row in lines], [row["code"] for row in lines])
    rows = await asker.rows((_UNIONS_ON_LINE if by_line else _UNIONS_UNDER)(node=node.id))
    units = [Unit(row["id"], row["name"], ended=row["status"] != "active") for row in rows]
    return Children(units, [row["code"] for row in rows], by_territory=by_line)


def inside(table: Any, node: Node) -> ColumnElement[bool]:
    """Whether a row stands at or below a node."""
    column = table.c.code if node.tree is Tree.TERRITORY else table.c.line_code
    return column.between(literal(node.low, BigInteger), literal(node.high, BigInteger))  # type: ignore[no-any-return]


def bucket_of(table: Any, node: Node, children: Children) -> Any:
    """Under which child a row stands, from 1; 0 is the node itself."""
    if not children.starts:
        return literal_column("0")
    column = table.c.line_code if node.tree is Tree.LINE and not children.by_territory else table.c.code
    return func.width_bucket(column, literal(list(children.starts), ARRAY(BigInteger)))


async def sum_now(
    asker: Asker, node: Node, children: Children, cells: Sequence[str], *, month: date
) -> dict[int, dict[str, int]]:
    """The cells of a node as of this very transaction, by child."""
    rows = await asker.rows(ask_now(node, children, cells, month=month))
    return {row.pop("bucket"): row for row in rows}


def ask_now(node: Node, children: Children, cells: Sequence[str], *, month: date) -> Asked:
    """(which child, the cells) of a node, folded and not; what came and went in `month`.

    While `month` has begun and the month before is not closed yet, the folded flows are still that month's.
    """
    cut = None if not children.starts else "line_code" if node.is_line and not children.by_territory else "code"
    place = "line_code" if node.is_line else "code"
    statement = _now(place, cut, tuple(cells), month == node.open_month, node.by_township)
    values: dict[str, Any] = {"low": node.low, "high": node.high, "month": month}
    return statement(**values, **({"starts": list(children.starts)} if cut else {}))


@lru_cache(maxsize=256)
def _now(place: str, cut: str | None, cells: tuple[str, ...], flows_folded: bool, by_township: bool) -> Statement:
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
        here = table.c[place].between(low, high)
        where = and_(here, table.c.township_id.is_(None)) if outside else here
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
    added = [cast(func.coalesce(func.sum(every.c[cell]), 0), BigInteger).label(cell) for cell in cells]
    return Statement(select(every.c.bucket, *added).group_by(every.c.bucket))


@dataclass(slots=True)
class Month:
    """A closed month: the node's own sum, and each unit that stood directly under it then."""

    total: Cells | None = None
    units: dict[UUID, Cells] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)


async def list_months(
    asker: Asker,
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
        return await _list_line_months(asker, node, children, cells, found, by_child=by_child)
    for row in await asker.rows(_months(tuple(cells), by_child)(node=node.id, months=wanted)):
        id, month, name = row.pop("organization_id"), row.pop("month"), row.pop("name")
        if id == node.id:
            found[month].total = row
        else:
            found[month].units[id] = row
            found[month].names[id] = name
    return found


@lru_cache(maxsize=256)
def _months(cells: tuple[str, ...], by_child: bool) -> Statement:
    which: ColumnElement[bool] = kept.c.organization_id == bindparam("node")
    if by_child:
        which = or_(which, kept.c.parent_id == bindparam("node"))
    return Statement(
        select(kept.c.organization_id, kept.c.month, kept.c.name, *map(_kept_cell, cells))
        .where(which, kept.c.month == any_(bindparam("months", type_=ARRAY(Date))))
        .order_by(kept.c.month, kept.c.code)
    )


def _kept_cell(cell: str) -> ColumnElement[Any]:
    """A figure of a closed month by its name: a counter's, or of what was counted on the spot (`Counted.cell`).

    Of a month in which that was counted, what is not there was nothing; of others it is not known.
    """
    if cell in kept.c:
        return kept.c[cell]
    told = cast(func.jsonb_extract_path_text(kept.c.counted, *cell.split(WITHIN)), BigInteger)
    return case((kept.c.counted.is_not(None), func.coalesce(told, 0))).label(cell)


async def _list_line_months(
    asker: Asker,
    node: Node,
    children: Children,
    cells: Sequence[str],
    found: dict[date, Month],
    *,
    by_child: bool,
) -> dict[date, Month]:
    unit = None if not by_child else "union" if children.by_territory else "line" if children.starts else None
    values: dict[str, Any] = {"low": node.low, "high": node.high, "months": list(found)}
    if unit == "line":
        values["starts"] = list(children.starts)
    for row in await asker.rows(_line_months(tuple(cells), unit)(**values)):
        month, bucket = found[row.pop("month")], row.pop("unit")
        month.total = _added(month.total, row)
        if isinstance(bucket, UUID):
            month.units[bucket] = row
        elif bucket:
            month.units[children.units[bucket - 1].id] = row
    return found


@lru_cache(maxsize=256)
def _line_months(cells: tuple[str, ...], unit: str | None) -> Statement:
    starts = bindparam("starts", type_=ARRAY(BigInteger))
    by: Any = {
        None: null(),
        "union": kept.c.organization_id,
        "line": func.width_bucket(kept.c.line_code, starts),
    }[unit]
    low, high = bindparam("low", type_=BigInteger), bindparam("high", type_=BigInteger)
    return Statement(
        select(
            kept.c.month,
            by.label("unit"),
            *[cast(func.sum(_kept_cell(cell)), BigInteger).label(cell) for cell in cells],
        )
        .where(
            kept.c.line_top,
            kept.c.line_code.between(low, high),
            kept.c.month == any_(bindparam("months", type_=ARRAY(Date))),
        )
        .group_by(kept.c.month, *(["unit"] if unit else []))
    )


def _added(one: Cells | None, other: Cells) -> Cells:
    if one is None:
        return other
    return {cell: None if one[cell] is None or value is None else one[cell] + value for cell, value in other.items()}  # type: ignore[operator]


async def count_founded(
    asker: Asker, _measure: str, *, scope: Scope, node: Node, children: Children, first: date, last: date
) -> dict[date, dict[int, int]]:
    """The living basic unions that were founded between two days, by month and child."""
    month = cast(func.date_trunc("month", org.c.established_on), Date)
    counted: Select[Any] = (
        select(month.label("month"), bucket_of(org, node, children).label("bucket"), func.count().label("figure"))
        .where(
            inside(org, node),
            within(org, scope),
            org.c.status == "active",
            org.c.level == int(Level.UNION),
            org.c.established_on.between(first, last),
        )
        .group_by("month", "bucket")
    )
    found: dict[date, dict[int, int]] = {}
    for row in await asker.rows(Statement(counted)()):
        found.setdefault(row["month"], {})[row["bucket"]] = row["figure"]
    return found
