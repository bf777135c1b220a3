"""Reading employers and counting coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Select,
    Uuid,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import place_of, within
from backend.db.tables.organization import Employer, Organization
from backend.db.types import new_id
from backend.domain.access import Scope
from backend.domain.organization.codes import EmployerStatus
from backend.domain.organization.employers import SHARED
from backend.domain.refusals import NotFound

employer: Any = Employer.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
_SHARED = sorted(kind.value for kind in SHARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of employers is narrowed by; coverage counts with the same."""

    under: tuple[int, int] | None = None
    at: int | None = None
    territory_id: UUID | None = None
    union_id: UUID | None = None
    q: str | None = None
    covered: bool | None = None
    shared: bool | None = None
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
            (self.shared, lambda: _shared() == literal(self.shared, Boolean)),
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


def _shared() -> ColumnElement[bool]:
    """Covered by a union that covers several."""
    by = aliased(org)
    return select(by.c.id).where(by.c.id == employer.c.union_id, by.c.kind.in_(_SHARED)).exists()


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


async def find_employer(session: AsyncSession, id: UUID) -> Employer | None:
    """The employer; None when it lies outside what the caller sees."""
    return await session.get(Employer, id)


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
    by = aliased(org)
    own_due = and_(by.c.kind.in_(_SHARED), employer.c.employees >= due_from)

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
            number(own_due).label("own_due"),
            func.coalesce(func.sum(employer.c.employees), 0).label("employees"),
            people(covered).label("employees_covered"),
            people(~covered).label("employees_uncovered"),
            people(due).label("due_employees"),
            people(own_due).label("own_due_employees"),
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
            ).outerjoin(by, by.c.id == employer.c.union_id)
        )
        .where(or_(org.c.parent_id == top.id, itself))
        .group_by(org.c.id)
        .having(or_(org.c.status == "active", itself, counted > 0))
        .order_by(org.c.code)
    )
    return [dict(row) for row in found.mappings()]
