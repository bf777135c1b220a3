"""Reading employers, counting coverage, and taking in another agency's list set by set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Integer,
    Select,
    String,
    Uuid,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import place_of, within
from backend.db.tables.organization import Employer, Organization
from backend.db.types import new_id
from backend.domain.access import Scope
from backend.domain.organization.codes import EmployerStatus
from backend.domain.organization.employer_lists import FIELDS, Known
from backend.domain.refusals import NotFound

employer: Any = Employer.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of employers is narrowed by; coverage counts with the same."""

    under: tuple[int, int] | None = None
    at: int | None = None
    territory_id: UUID | None = None
    union_id: UUID | None = None
    q: str | None = None
    covered: bool | None = None
    closed: bool | None = False
    employees_gte: int | None = None
    employees_lt: int | None = None
    ownerships: Sequence[str] = ()
    industries: Sequence[str] = ()
    source: str | None = None
    listed_before: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        said: list[tuple[Any, Any]] = [
            (self.under, lambda: employer.c.code.between(*(self.under or ()))),
            (self.at, lambda: employer.c.code == literal(self.at, BigInteger)),
            (self.territory_id, lambda: employer.c.territory_id == self.territory_id),
            (self.union_id, lambda: employer.c.union_id == self.union_id),
            (self.q or None, lambda: _named(self.q or "")),
            (self.covered, lambda: employer.c.union_id.is_not(None) == literal(self.covered, Boolean)),
            (self.closed, lambda: employer.c.closed_on.is_not(None) == literal(self.closed, Boolean)),
            (self.employees_gte, lambda: employer.c.employees >= self.employees_gte),
            (self.employees_lt, lambda: employer.c.employees < self.employees_lt),
            (self.ownerships or None, lambda: employer.c.ownership.in_(self.ownerships)),
            (self.industries or None, lambda: employer.c.industry.in_(self.industries)),
            (self.source, lambda: _from(self.source or "", self.listed_before)),
            (self.listed_before if self.source is None else None, lambda: employer.c.listed_on < self.listed_before),
        ]
        return [condition() for value, condition in said if value is not None]


def _named(q: str) -> ColumnElement[bool]:
    # strpos and not LIKE: what people type may hold % and _.
    return or_(
        func.strpos(employer.c.name, q) > 0,
        func.strpos(employer.c.initials, q.lower()) > 0,
        employer.c.credit_code == q.upper(),
    )


def _from(source: str, before: date | None) -> ColumnElement[bool]:
    """Known from a source; with a day, not named by its lists since."""
    last = employer.c.listings[source].astext
    if before is not None:
        return and_(last.is_not(None), last < before.isoformat())
    return or_(employer.c.source == source, last.is_not(None))


async def get_employer(session: AsyncSession, id: UUID, *, lock: bool = False) -> Employer:
    """The employer, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Employer, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


def list_employers(
    *, scope: Scope, filters: Filters, id: UUID | None = None, after: Sequence[Any] | None = None, limit: int
) -> Select[Any]:
    """Employers in the order of where they stand."""
    place = place_of(employer, scope)
    territory, union = aliased(org), aliased(org)
    own = [column for column in employer.c if column.name not in ("code", "line_code", "initials")]
    statement = (
        select(
            *own,
            territory.c.name.label("territory_name"),
            union.c.name.label("union_name"),
            case(
                (employer.c.union_id.is_(None), EmployerStatus.NOT_UNIONISED.value),
                else_=EmployerStatus.UNIONISED.value,
            ).label("status"),
            place.label("_place"),
        )
        .select_from(
            employer.outerjoin(territory, territory.c.id == employer.c.territory_id).outerjoin(
                union, union.c.id == employer.c.union_id
            )
        )
        .where(within(employer, scope), *filters.conditions())
        .order_by(place, employer.c.id)
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(employer.c.id == id)
    if after is not None:
        statement = statement.where(
            tuple_(place, employer.c.id) > tuple_(literal(int(after[0]), BigInteger), literal(UUID(after[1]), Uuid))
        )
    return statement


def count_employers(*, scope: Scope, filters: Filters, cap: int) -> Select[Any]:
    """How many employers a list has, counted up to `cap`."""
    inner = select(employer.c.id).where(within(employer, scope), *filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


async def find_known_code(session: AsyncSession, code: str, *, but: UUID | None = None) -> tuple[UUID, str] | None:
    """The employer within the scope that holds a credit code."""
    found = await session.execute(
        select(employer.c.id, employer.c.name).where(employer.c.credit_code == code, employer.c.id != (but or new_id()))
    )
    row = found.first()
    return None if row is None else (row[0], row[1])


async def count_coverage(
    session: AsyncSession, *, scope: Scope, top: Organization, filters: Filters, due_from: int
) -> list[Mapping[str, Any]]:
    """Employers by the union directly under `top` below which they stand, and those that stand with `top` itself.

    Living unions always have a row, ended ones only while employers still stand below them, so that the rows add up.
    """
    covered = employer.c.union_id.is_not(None)
    due = and_(~covered, employer.c.employees >= due_from)

    def number(condition: Any) -> Any:
        return func.count(employer.c.id).filter(condition)

    def people(condition: Any) -> Any:
        return func.coalesce(func.sum(employer.c.employees).filter(condition), 0)

    itself = org.c.id == top.id
    inside = case((itself, employer.c.code == org.c.code), else_=employer.c.code.between(org.c.code, org.c.code_hi))
    counted = func.count(employer.c.id)
    found = await session.execute(
        select(
            org.c.id,
            org.c.name,
            org.c.kind,
            org.c.level,
            itself.label("itself"),
            counted.label("employers"),
            number(covered).label("covered"),
            number(~covered).label("uncovered"),
            number(due).label("due"),
            func.coalesce(func.sum(employer.c.employees), 0).label("employees"),
            people(covered).label("employees_covered"),
            people(~covered).label("employees_uncovered"),
            people(due).label("due_employees"),
        )
        .select_from(
            org.outerjoin(
                employer,
                and_(
                    employer.c.code.between(org.c.code, org.c.code_hi),
                    inside,
                    within(employer, scope),
                    *filters.conditions(),
                ),
            )
        )
        .where(or_(org.c.parent_id == top.id, itself))
        .group_by(org.c.id)
        .having(or_(org.c.status == "active", itself, counted > 0))
        .order_by(org.c.code)
    )
    return [dict(row) for row in found.mappings()]


# — another agency's list —


async def list_known(
    session: AsyncSession, *, codes: Sequence[str], names: Sequence[str], under: tuple[int, int]
) -> list[Known]:
    """The employers of the scope that a list may mean, locked: by code anywhere, by name within the list's place."""
    found = await session.execute(
        select(employer.c.id, *[employer.c[name] for name in FIELDS])
        .where(
            or_(
                employer.c.credit_code == func.any(literal(list(codes), ARRAY(String))),
                and_(
                    employer.c.name == func.any(literal(list(names), ARRAY(String))),
                    employer.c.code.between(*under),
                    employer.c.closed_on.is_(None),
                ),
            )
        )
        .order_by(employer.c.id)
        .with_for_update()
    )
    return [Known(**row) for row in found.mappings()]


async def list_places(session: AsyncSession, top: Organization, kinds: Sequence[str]) -> dict[str, Organization]:
    """The unions of places at and under `top`, by region code."""
    found = await session.scalars(
        select(Organization)
        .where(
            org.c.code.between(top.code, top.code_hi),
            org.c.kind.in_(kinds),
            org.c.status == "active",
            org.c.region_code.is_not(None),
        )
        .order_by(org.c.level.desc(), org.c.code.desc())
    )
    return {str(place.region_code): place for place in found}


async def find_taken_codes(
    session: AsyncSession, codes: Sequence[str], place: Organization, *, at: datetime
) -> set[str]:
    """Those of `codes`, none of them held within the scope, that the city's register refuses because it has them.

    Row security hides who holds them; only the unique index knows. So they are tried inside a savepoint and taken back.
    """
    if not codes:
        return set()
    empty = {"name": "", "initials": "", "employees": 0, "women_employees": 0, "address": "", "region_code": None}
    there = {"territory_id": place.id, "code": place.code, "line_code": place.line_code}
    tried: list[dict[str, Any]] = [{"id": new_id(), "credit_code": code} | empty | there for code in codes]
    async with session.begin_nested() as savepoint:
        free = await add_listed(session, tried, source="manual", on=at.date(), at=at)
        await savepoint.rollback()
    taken = {row["credit_code"] for row in tried if row["id"] not in free}
    return taken


async def add_listed(
    session: AsyncSession, rows: Sequence[Mapping[str, Any]], *, source: str, on: date, at: datetime
) -> set[UUID]:
    """Put new employers into the register in one statement; the ids of those whose code nobody else holds."""
    if not rows:
        return set()
    new = _rows(_columns(rows) | _places(rows))
    names = [*_NEW_TYPES, "territory_id", "code", "line_code"]
    fixed = {
        "source": literal(source),
        "listed_on": literal(on),
        "listings": func.jsonb_build_object(cast(source, String), cast(on.isoformat(), String)),
        "created_at": literal(at),
        "version": literal(1),
    }
    added = await session.execute(
        insert(employer)
        .from_select(
            [*names, *fixed],
            select(*[new.c[name] for name in names], *fixed.values()),
            include_defaults=False,
        )
        .on_conflict_do_nothing()
        .returning(employer.c.id)
    )
    return set(added.scalars())


async def change_listed(session: AsyncSession, rows: Sequence[Mapping[str, Any]], *, source: str, on: date) -> None:
    """Bring known employers up to what a list says, and note on all of them that it named them, in one statement."""
    if not rows:
        return
    changed = (Integer(), [int(row["changed"]) for row in rows])
    new = _rows(_columns(rows) | {"changed": changed})
    day = cast(on.isoformat(), String)
    await session.execute(
        update(employer)
        .values(
            **{name: new.c[name] for name in _NEW_TYPES if name != "id"},
            listed_on=func.greatest(employer.c.listed_on, on),
            listings=employer.c.listings.op("||")(
                func.jsonb_build_object(cast(source, String), func.greatest(employer.c.listings[source].astext, day))
            ),
            version=employer.c.version + new.c.changed,
        )
        .where(employer.c.id == new.c.id)
    )


_NEW_TYPES: Mapping[str, Any] = {
    "id": Uuid(),
    "credit_code": String(),
    "name": String(),
    "initials": String(),
    "employees": Integer(),
    "women_employees": Integer(),
    "address": String(),
    "region_code": String(),
}


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Any, list[Any]]]:
    return {name: (kind, [row[name] for row in rows]) for name, kind in _NEW_TYPES.items()}


def _places(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Any, list[Any]]]:
    kinds = {"territory_id": Uuid(), "code": BigInteger(), "line_code": BigInteger()}
    return {name: (kind, [row[name] for row in rows]) for name, kind in kinds.items()}


def _rows(columns: Mapping[str, tuple[Any, list[Any]]]) -> Any:
    """Lists of equal length as rows: five thousand rows of twelve parameters each would be too many to bind."""
    return select(
        *[func.unnest(literal(values, ARRAY(kind))).label(column) for column, (kind, values) in columns.items()]
    ).subquery("listed")


async def list_standing(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int | None]]:
    """Where employers stand: their places in the two trees."""
    if not ids:
        return {}
    found = await session.execute(
        select(employer.c.id, employer.c.code, employer.c.line_code).where(
            employer.c.id == func.any(literal(list(ids), ARRAY(Uuid)))
        )
    )
    return {id: (code, line_code) for id, code, line_code in found}


async def list_absent(
    session: AsyncSession, *, scope: Scope, filters: Filters, source: str
) -> Sequence[Mapping[str, Any]]:
    """The employers of `filters`, with the day on which the source last named them."""
    found = await session.execute(
        select(
            employer.c.id,
            employer.c.name,
            employer.c.credit_code,
            employer.c.listings[source].astext.label("listed_on"),
        )
        .where(within(employer, scope), *filters.conditions())
        .order_by(employer.c.code, employer.c.id)
    )
    return [dict(row) for row in found.mappings()]
