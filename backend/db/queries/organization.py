"""Reading unions: the tree, lists, one union, its history, its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Integer,
    Select,
    SmallInteger,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.queries.honour import holds, kinds_held
from backend.db.queries.qualification import qualifies
from backend.db.queries.size import members_inside
from backend.db.statements import Asked, Asker, Statement
from backend.db.tables.member import Member, Membership, Transfer
from backend.db.tables.organization import (
    Line,
    Organization,
    OrganizationStat,
    OrganizationStatDelta,
    OrganizationVersion,
)
from backend.domain.access import Scope
from backend.domain.member.register import APPLYING
from backend.domain.organization.codes import Level, Tree
from backend.domain.organization.standards import EIGHT
from backend.domain.refusals import NotFound

org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]
ITEM_COLUMNS = (
    *("id", "parent_id", "kind", "level", "name", "status", "lead", "line_id", "ownership", "industry", "credit_code"),
    *("established_on", "employees", "term_number", "term_started_on", "term_years", "version"),
)
FIGURES = ("members", "women", "migrants", "dispatched", "retained", "complete")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationFilters:
    """What a list of unions is narrowed by: directly below `parent_id`, anywhere in the interval `under`, and so on.

    `qualified` is what was judged for the year `qualified_in`.
    """

    parent_id: UUID | None = None
    under: tuple[int, int] | None = None
    q: str | None = None
    kinds: Sequence[str] = ()
    levels: Sequence[int] = ()
    status: str | None = "active"
    line_id: UUID | None = None
    honour: str | None = None
    ownerships: Sequence[str] = ()
    industries: Sequence[str] = ()
    established_from: date | None = None
    established_to: date | None = None
    standard: bool | None = None
    staff_short: bool | None = None
    qualified: bool | None = None
    qualified_in: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a union stands: its level and its interval."""

    level: Level
    low: int
    high: int


_PLACE = Statement(select(org.c.level, org.c.code, org.c.code_hi).where(org.c.id == bindparam("id")))


async def get_place(asker: Asker, id: UUID) -> Place:
    """Where a union stands. Raises `NotFound`."""
    found = await asker.rows(_PLACE(id=id))
    if not found:
        raise NotFound()
    return Place(Level(found[0]["level"]), found[0]["code"], found[0]["code_hi"])


async def get_organization(session: AsyncSession, id: UUID, *, lock: bool = False) -> Organization:
    """The union, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Organization, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def find_bounds(session: AsyncSession, id: UUID | None) -> tuple[int, int] | None:
    """The bounds below a union that something is narrowed to; None without one. Raises `NotFound`."""
    if id is None:
        return None
    top = await get_organization(session, id)
    return top.code, top.code_hi


async def find_within(session: AsyncSession, ids: Sequence[UUID], *, low: int, high: int) -> frozenset[UUID]:
    """Which of these unions stand between two bounds of the territory, as far as the caller sees them."""
    asked = select(org.c.id).where(org.c.id == any_(literal(list(ids), ARRAY(Uuid))), org.c.code.between(low, high))
    return frozenset(await session.scalars(asked))


def list_organizations(scope: Scope, filters: OrganizationFilters, *, after: Sequence[Any] | None, limit: int) -> Asked:
    """Unions in tree order, with the figures of everything below each, and how many stand directly under it."""
    values = _bounds(scope) | _values(filters) | {"limit": limit}
    if after is not None:
        values["after"] = int(after[0])
    return _page(scope.tree, _set(values), after is not None)(**values)


def count_organizations(scope: Scope, filters: OrganizationFilters, *, cap: int) -> Asked:
    """How many unions a list has, counted up to `cap`."""
    values = _bounds(scope) | _values(filters) | {"limit": cap}
    return _count(scope.tree, _set(values))(**values)


def _value(name: str, type_: Any) -> Any:
    return bindparam(name, type_=type_)


def _line_bound(column: Any) -> Any:
    return select(column).where(line.c.id == _value("line_id", Uuid())).scalar_subquery()


CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "parent_id": org.c.parent_id == bindparam("parent_id"),
    "under_low": org.c.code.between(_value("under_low", BigInteger()), _value("under_high", BigInteger())),
    # strpos and not LIKE: what people type may hold % and _, and a city's unions are few enough to walk.
    "q": or_(
        func.strpos(org.c.name, _value("q", Text())) > 0,
        func.strpos(org.c.initials, _value("q_lower", Text())) > 0,
        org.c.credit_code == _value("q_upper", Text()),
    ),
    "kinds": org.c.kind == any_(_value("kinds", ARRAY(Text))),
    "levels": org.c.level == any_(_value("levels", ARRAY(SmallInteger))),
    "status": org.c.status == bindparam("status"),
    "honour": holds(_value("honour", Text())),
    "ownerships": org.c.ownership == any_(_value("ownerships", ARRAY(Text))),
    "industries": org.c.industry == any_(_value("industries", ARRAY(Text))),
    "established_from": org.c.established_on >= _value("established_from", Date()),
    "established_to": org.c.established_on <= _value("established_to", Date()),
    "standard": org.c.standards.contains([str(mark) for mark in EIGHT]) == _value("standard", Boolean()),
    "qualified": qualifies(org, _value("qualified_in", SmallInteger())) == _value("qualified", Boolean()),
    "staff_short": and_(
        org.c.level == int(Level.UNION), (org.c.employees < members_inside(org)) == _value("staff_short", Boolean())
    ),
    "line_id": org.c.line_code.between(_line_bound(line.c.code), _line_bound(line.c.code_hi)),
}
"""What a list of unions may be narrowed by, under the name of its value."""


_PLAIN = (
    *("parent_id", "status", "line_id", "honour", "standard", "staff_short", "qualified"),
    *("established_from", "established_to"),
)


def _values(filters: OrganizationFilters) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(filters, name) for name in _PLAIN}
    found |= {"kinds": [str(kind) for kind in filters.kinds], "levels": [int(level) for level in filters.levels]}
    found |= {name: [str(code) for code in getattr(filters, name)] for name in ("ownerships", "industries")}
    if filters.under is not None:
        found["under_low"], found["under_high"] = filters.under
    if filters.qualified is not None:
        found["qualified_in"] = filters.qualified_in
    if filters.q:
        found |= {"q": filters.q, "q_lower": filters.q.lower(), "q_upper": filters.q.upper()}
    return {name: value for name, value in found.items() if value not in (None, [])}


def _bounds(scope: Scope) -> dict[str, Any]:
    return {"low": scope.low, "high": scope.high}


def _set(values: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(values.keys() & CONDITIONS.keys())


def _where(tree: Tree, conditions: frozenset[str]) -> list[ColumnElement[bool]]:
    place = org.c.code if tree is Tree.TERRITORY else org.c.line_code
    inside = and_(place >= _value("low", BigInteger()), place <= _value("high", BigInteger()))
    return [inside, *(condition for name, condition in CONDITIONS.items() if name in conditions)]


@lru_cache(maxsize=512)
def _page(tree: Tree, conditions: frozenset[str], later: bool) -> Statement:
    child = aliased(org)
    children = (
        select(func.count())
        .select_from(child)
        .where(child.c.parent_id == org.c.id, child.c.status == "active")
        .correlate(org)
        .scalar_subquery()
    )
    figures = _figures_of(org)
    parent = aliased(org)
    page = (
        select(
            *[org.c[name] for name in ITEM_COLUMNS],
            parent.c.name.label("parent_name"),
            children.label("children"),
            kinds_held().label("honours"),
            *[figures.c[name] for name in FIGURES],
            org.c.code.label("_code"),
        )
        .select_from(org.outerjoin(parent, parent.c.id == org.c.parent_id).join(figures, true()))
        .where(*_where(tree, conditions))
        .order_by(org.c.code)
        .limit(_value("limit", Integer()))
    )
    if later:
        page = page.where(org.c.code > _value("after", BigInteger()))
    return Statement(page)


@lru_cache(maxsize=512)
def _count(tree: Tree, conditions: frozenset[str]) -> Statement:
    inner = select(org.c.id).where(*_where(tree, conditions)).limit(_value("limit", Integer())).subquery()
    return Statement(select(func.count()).select_from(inner))


def _figures_of(union: Any) -> Any:
    """The counters of everything inside a union, as of this very transaction: the folded ones and the tail."""
    stat, delta, inner = OrganizationStat.__table__, OrganizationStatDelta.__table__, aliased(org)  # type: ignore[attr-defined]
    folded = select(*[stat.c[n] for n in FIGURES]).where(stat.c.code.between(union.c.code, union.c.code_hi))
    tail = (
        select(*[delta.c[n] for n in FIGURES])
        .select_from(delta.join(inner, inner.c.id == delta.c.organization_id))
        .where(inner.c.code.between(union.c.code, union.c.code_hi))
    )
    both = folded.correlate(union).union_all(tail.correlate(union)).subquery()
    return (
        select(*[func.coalesce(func.sum(both.c[n]), 0).label(n) for n in FIGURES]).correlate(union).lateral("figures")
    )


async def find_figures(session: AsyncSession, union: Organization) -> dict[str, int]:
    """The counters of everything inside one union."""
    figures = _figures_of(org)
    found = await session.execute(select(figures).select_from(org.join(figures, true())).where(org.c.id == union.id))
    return dict(found.mappings().one())


async def list_ancestors(session: AsyncSession, union: Organization) -> list[Mapping[str, Any]]:
    """From the top of what the caller may see down to the union's parent."""
    found = await session.execute(
        select(org.c.id, org.c.name, org.c.kind, org.c.level)
        .where(org.c.code <= union.code, org.c.code_hi >= union.code_hi, org.c.id != union.id)
        .order_by(org.c.code)
    )
    return [dict(row) for row in found.mappings()]


async def find_basic_union(session: AsyncSession, id: UUID) -> Organization | None:
    """The union of the basic level that this is, or that this branch or group belongs to, as far as the caller sees it."""
    own = select(org.c.code).where(org.c.id == id).scalar_subquery()
    found = await session.scalars(
        select(Organization)
        .where(org.c.code <= own, org.c.code_hi >= own, org.c.level == int(Level.UNION))
        .order_by(org.c.code.desc())
        .limit(1)
    )
    return found.first()


async def find_region(session: AsyncSession, code: int) -> str | None:
    """The region code (GB/T 2260) of what stands there: its own, or that of the nearest union above that the caller sees."""
    found = await session.execute(
        select(org.c.region_code)
        .where(org.c.code <= code, org.c.code_hi >= code, org.c.region_code.is_not(None))
        .order_by(org.c.code.desc())
        .limit(1)
    )
    return found.scalar_one_or_none()


async def list_history(session: AsyncSession, union: Organization) -> list[Mapping[str, Any]]:
    """Every state of a union, newest first."""
    version, parent = OrganizationVersion.__table__, aliased(org)  # type: ignore[attr-defined]
    found = await session.execute(
        select(
            version.c.valid_from,
            version.c.valid_to,
            version.c.change,
            version.c.name,
            version.c.kind,
            version.c.status,
            version.c.parent_id,
            # The name of then; states written before it was kept have that of now, where the caller may see it.
            func.coalesce(func.nullif(version.c.parent_name, ""), parent.c.name).label("parent_name"),
            version.c.facts,
            version.c.recorded_at,
        )
        .select_from(version.outerjoin(parent, parent.c.id == version.c.parent_id))
        .where(version.c.organization_id == union.id)
        .order_by(version.c.valid_from.desc(), version.c.recorded_at.desc())
    )
    return [dict(row) for row in found.mappings()]


async def find_last_change(session: AsyncSession, id: UUID) -> date | None:
    """The day on which the present state of a union began."""
    version = OrganizationVersion.__table__  # type: ignore[attr-defined]
    found = await session.execute(select(func.max(version.c.valid_from)).where(version.c.organization_id == id))
    return found.scalar_one()  # type: ignore[no-any-return]


def standing_on(version: Any, day: date) -> ColumnElement[bool]:
    """Whether a state of a union was the one in force on a day."""
    return and_(version.c.valid_from <= day, or_(version.c.valid_to.is_(None), version.c.valid_to > day))


async def count_held(session: AsyncSession, scope: Scope, parent_id: UUID | None) -> int:
    """About how many members stand below a union today, or in the whole scope: the folded counters only."""
    stat = OrganizationStat.__table__  # type: ignore[attr-defined]
    statement = select(func.coalesce(func.sum(stat.c.members), 0)).where(within(stat, scope))
    if parent_id is not None:
        parent = aliased(org)
        statement = statement.where(
            stat.c.code >= select(parent.c.code).where(parent.c.id == parent_id).scalar_subquery(),
            stat.c.code <= select(parent.c.code_hi).where(parent.c.id == parent_id).scalar_subquery(),
        )
    return int((await session.execute(statement)).scalar_one())


async def count_members_on(session: AsyncSession, ids: Sequence[UUID], day: date) -> dict[UUID, int]:
    """Memberships that were open on a day, with each union and all that stood below it on that day.

    Counted from the times of the memberships and the states of the unions; counters are kept of today only. A
    membership that ended on the day counts no more, one that began on it does. Retained memberships are among them.
    """
    version, held = OrganizationVersion.__table__, Membership.__table__  # type: ignore[attr-defined]
    roots = select(func.unnest(literal(list(ids), ARRAY(Uuid))).label("root")).subquery("roots")
    below = select(roots.c.root, roots.c.root.label("id")).cte("below", recursive=True)
    below = below.union_all(
        select(below.c.root, version.c.organization_id)
        .select_from(below.join(version, version.c.parent_id == below.c.id))
        .where(standing_on(version, day))
    )
    # Union by union: joined, the whole table would be read before its policy lets the few through.
    with_union = (
        select(func.count())
        .where(
            held.c.organization_id == below.c.id,
            held.c.started_on <= day,
            or_(held.c.ended_on.is_(None), held.c.ended_on > day),
        )
        .correlate(below)
        .scalar_subquery()
    )
    found = await session.execute(
        select(below.c.root, func.sum(with_union).label("members")).select_from(below).group_by(below.c.root)
    )
    return {row.root: int(row.members) for row in found}


def list_as_of(
    *, scope: Scope, day: date, parent_id: UUID | None, after: Sequence[Any] | None, limit: int
) -> Select[Any]:
    """The unions as they stood on a day: names, kinds and places of then."""
    version, below = OrganizationVersion.__table__, aliased(OrganizationVersion.__table__)  # type: ignore[attr-defined]

    children = (
        select(func.count())
        .select_from(below)
        .where(below.c.parent_id == version.c.organization_id, standing_on(below, day), below.c.status == "active")
        .correlate(version)
        .scalar_subquery()
    )
    statement = (
        select(
            version.c.organization_id.label("id"),
            version.c.parent_id,
            version.c.kind,
            version.c.level,
            version.c.name,
            version.c.status,
            version.c.valid_from,
            children.label("children"),
            version.c.code.label("_code"),
            version.c.id.label("_id"),
        )
        .where(within(version, scope), standing_on(version, day), version.c.status == "active")
        .order_by(version.c.code, version.c.id)
        .limit(limit)
    )
    if parent_id is not None:
        statement = statement.where(version.c.parent_id == parent_id)
    if after is not None:
        statement = statement.where(tuple_(version.c.code, version.c.id) > tuple_(int(after[0]), UUID(after[1])))
    return statement


async def count_obstacles(session: AsyncSession, union: Organization) -> Mapping[str, int]:
    """What stands in the way of ending a union: living unions under it (`children`), `members` inside it, open
    `applications` and open `transfers`."""
    transfer, person = Transfer.__table__, Member.__table__  # type: ignore[attr-defined]
    children = await session.execute(
        select(func.count()).select_from(org).where(org.c.parent_id == union.id, org.c.status == "active")
    )
    open_transfers = await session.execute(
        select(func.count())
        .select_from(transfer)
        .where(
            transfer.c.status.in_(("requested", "released", "submitted")),
            or_(
                transfer.c.from_code.between(union.code, union.code_hi),
                transfer.c.to_code.between(union.code, union.code_hi),
            ),
        )
    )
    applications = await session.execute(
        select(func.count())
        .select_from(person)
        .where(person.c.organization_id == union.id, person.c.status.in_(sorted(APPLYING)))
    )
    figures = await find_figures(session, union)
    return {
        "children": children.scalar_one(),
        "members": figures["members"] + figures["retained"],
        "applications": applications.scalar_one(),
        "transfers": open_transfers.scalar_one(),
    }


async def list_children(session: AsyncSession, union: Organization) -> list[Organization]:
    """The living unions directly under one, in tree order."""
    found = await session.scalars(
        sqlmodel_select(Organization)
        .where(Organization.parent_id == union.id, Organization.status == "active")
        .order_by(col(Organization.code))
    )
    return list(found)
