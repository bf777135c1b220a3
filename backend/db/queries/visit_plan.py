"""Reading plans of visits and their teams; and whom a plan can be made from: household files, approved cases, members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    Select,
    Uuid,
    and_,
    case,
    delete,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.queries.household import HouseholdFilters
from backend.db.queries.payment import has_live
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase
from backend.db.tables.member import Member
from backend.db.tables.organization import Organization
from backend.db.tables.visit import Visit, VisitPlan, VisitTeam
from backend.domain.access import Scope
from backend.domain.member.codes import MemberStatus
from backend.domain.organization.codes import Level
from backend.domain.refusals import NotFound

plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]
team: Any = VisitTeam.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
file: Any = Household.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
township: Any = org.alias("township")

ITEM_COLUMNS = (
    *(
        "id",
        "number",
        "organization_id",
        "organization_name",
        "name",
        "occasion",
        "level",
        "status",
        "document_number",
        "starts_on",
    ),
    *("ends_on", "sets_off", "meeting_place", "maker_name", "version"),
)


def sums(source: Any) -> tuple[ColumnElement[Any], ...]:
    """What stops come to: planned and given, by outcome. Amounts are fen."""
    c = source.c
    return (
        func.count(c.id).label("visits"),
        func.count(c.id).filter(c.status == "done").label("done"),
        func.count(c.id).filter(c.status == "absent").label("absent"),
        func.coalesce(func.sum(c.cash_fen), 0).label("cash_fen"),
        func.coalesce(func.sum(c.goods_fen), 0).label("goods_fen"),
        func.coalesce(func.sum(c.given_fen), 0).label("given_fen"),
        func.coalesce(func.sum(c.goods_given_fen), 0).label("goods_given_fen"),
    )


SUMS = ("visits", "done", "absent", "cash_fen", "goods_fen", "given_fen", "goods_given_fen")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilters:
    """What a list of plans is narrowed by."""

    under: tuple[int, int] | None = None
    statuses: Sequence[str] = ()
    occasions: Sequence[str] = ()
    year: int | None = None
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.under is not None:
            found.append(plan.c.code.between(*self.under))
        if self.statuses:
            found.append(plan.c.status.in_(list(self.statuses)))
        if self.occasions:
            found.append(plan.c.occasion.in_(list(self.occasions)))
        if self.year is not None:
            found.append(plan.c.starts_on.between(date(self.year, 1, 1), date(self.year, 12, 31)))
        if self.q:
            found.append(or_(func.strpos(plan.c.name, self.q) > 0, plan.c.number == self.q.upper()))
        return found


def _seen(scope: Scope) -> ColumnElement[bool]:
    """Plans of the subtree, and what was settled above and leads into it."""
    leads = exists(select(1).where(visit.c.plan_id == plan.c.id, within(visit, scope)))
    return or_(within(plan, scope), and_(plan.c.status != "draft", leads))


def list_plans(*, scope: Scope, filters: PlanFilters, after: Sequence[Any] | None = None, limit: int) -> Select[Any]:
    """Plans, the latest first, each with the sums of those of its stops that the caller sees."""
    of_it = select(*sums(visit)).where(visit.c.plan_id == plan.c.id, within(visit, scope)).lateral("of_it")
    statement = (
        select(
            *(plan.c[name] for name in ITEM_COLUMNS),
            *(of_it.c[name] for name in SUMS),
        )
        .select_from(plan.join(of_it, true()))
        .where(_seen(scope), *filters.conditions())
        .order_by(plan.c.starts_on.desc(), plan.c.id.desc())
        .limit(limit)
    )
    if after is not None:
        place = tuple_(literal(date.fromisoformat(after[0]), Date), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(plan.c.starts_on, plan.c.id) < place)
    return statement


def count_plans(*, scope: Scope, filters: PlanFilters, cap: int) -> Select[Any]:
    """How many plans a list has, counted up to `cap`."""
    inner = select(plan.c.id).where(_seen(scope), *filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


async def get_plan(session: AsyncSession, id: UUID, *, lock: bool = False) -> VisitPlan:
    """The plan, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(VisitPlan, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def list_teams(session: AsyncSession, plan_id: UUID) -> list[VisitTeam]:
    """The teams of a plan in their order."""
    found = await session.scalars(
        sqlmodel_select(VisitTeam)
        .where(col(VisitTeam.plan_id) == plan_id)
        .order_by(col(VisitTeam.place), col(VisitTeam.id))
        .execution_options(populate_existing=True)
    )
    return list(found)


def _no_case(cash_fen: Any) -> ColumnElement[Any]:
    """Cash that no case pays."""
    return case((visit.c.case_id.is_(None), cash_fen), else_=0)


# The money that stops bring beside cases, in SQL as `Stop` of domain/visit/money.py has it; amounts are fen.
PLANNED_FEN = visit.c.goods_fen - visit.c.from_store_fen + _no_case(visit.c.cash_fen)
SPENT_FEN = visit.c.goods_given_fen - visit.c.given_from_store_fen + _no_case(visit.c.given_fen)
WANTS_MONEY = and_(visit.c.status == "planned", PLANNED_FEN > 0, visit.c.reserved_fen == 0)
WAITS_FOR_BOOKS = and_(
    visit.c.status != "planned",
    visit.c.booked_fen == 0,
    visit.c.issued_fen == 0,
    or_(SPENT_FEN > 0, visit.c.reserved_fen > 0, visit.c.given_from_store_fen > 0),
)

_MONEY: Mapping[str, ColumnElement[Any]] = {
    "wanted": func.count().filter(WANTS_MONEY),
    "wanted_fen": func.sum(PLANNED_FEN).filter(WANTS_MONEY),
    "reserved_fen": func.sum(visit.c.reserved_fen),
    "booked_fen": func.sum(visit.c.booked_fen),
    "to_book": func.count().filter(WAITS_FOR_BOOKS),
    "to_book_fen": func.sum(SPENT_FEN).filter(WAITS_FOR_BOOKS),
    "unreserved": func.count().filter(WAITS_FOR_BOOKS, visit.c.reserved_fen == 0, SPENT_FEN > 0),
    "from_store_fen": func.sum(visit.c.from_store_fen).filter(visit.c.status == "planned"),
    "to_issue_fen": func.sum(visit.c.given_from_store_fen).filter(WAITS_FOR_BOOKS),
    "issued_fen": func.sum(visit.c.issued_fen),
}
MONEY = tuple(_MONEY)


async def sums_of(session: AsyncSession, plan_id: UUID) -> Sequence[Mapping[str, Any]]:
    """By team and kind: what the stops of a plan come to, and where the money of them is."""
    money = [func.coalesce(value, 0).label(name) for name, value in _MONEY.items()]
    found = await session.execute(
        select(visit.c.team_id, visit.c.kind, *sums(visit), *money)
        .where(visit.c.plan_id == plan_id)
        .group_by(visit.c.team_id, visit.c.kind)
    )
    return [dict(row) for row in found.mappings()]


async def standing_of(session: AsyncSession, plan_id: UUID) -> dict[str, int]:
    """How many stops of a plan have which outcome; those outside the caller's subtree too, which a plan never has."""
    found = await session.execute(
        select(visit.c.status, func.count()).where(visit.c.plan_id == plan_id).group_by(visit.c.status)
    )
    return {row[0]: row[1] for row in found}


async def move_to_team(session: AsyncSession, plan_id: UUID, teams: Sequence[UUID], to: UUID) -> None:
    """Let the stops of teams that go pass to another, after those that it has."""
    last = await session.scalar(select(func.coalesce(func.max(visit.c.place), -1)).where(visit.c.team_id == to))
    order = (
        select(visit.c.id, func.row_number().over(order_by=(visit.c.team_id, visit.c.place, visit.c.id)).label("nth"))
        .where(visit.c.plan_id == plan_id, visit.c.team_id.in_(list(teams)))
        .subquery()
    )
    await session.execute(
        update(visit).where(visit.c.id == order.c.id).values(team_id=to, place=literal(last) + order.c.nth)
    )


async def drop_teams(session: AsyncSession, ids: Sequence[UUID]) -> None:
    """Let teams without stops go."""
    await session.execute(delete(team).where(team.c.id.in_(list(ids))))


async def drop_plan(session: AsyncSession, id: UUID) -> None:
    """Throw a draft away with its teams and stops. Nothing was recorded of it."""
    for table in (visit, team):
        await session.execute(delete(table).where(table.c.plan_id == id))
    await session.execute(delete(plan).where(plan.c.id == id))


_SUBJECT = ("id", "organization_id", "code", "line_code", "name")


def _subjects(source: Any, *columns: Any) -> Select[Any]:
    """Rows of a register as subjects of visits, in the order of the tree, with their union and township."""
    inside = and_(township.c.level == int(Level.TOWNSHIP), source.c.code.between(township.c.code, township.c.code_hi))
    return (
        select(
            *(source.c[name] for name in _SUBJECT),
            *columns,
            org.c.name.label("unit"),
            func.coalesce(township.c.id, source.c.organization_id).label("township_id"),
        )
        .select_from(source.join(org, org.c.id == source.c.organization_id).outerjoin(township, inside))
        .order_by(source.c.code, source.c.id)
    )


_FILE = (file.c.model_worker, file.c.worker_kind, file.c.category)
_OF_THE_UNION = tuple(status.value for status in MemberStatus if status.current)


def _files() -> Select[Any]:
    return _subjects(file, file.c.id.label("household_id"), *_FILE)


def _people() -> Select[Any]:
    return _subjects(member, member.c.id.label("member_id"), member.c.model_worker, member.c.kind)


async def list_households(
    session: AsyncSession, scope: Scope, filters: HouseholdFilters, *, limit: int
) -> Sequence[Mapping[str, Any]]:
    """Household files to be visited. One that stands with a federation itself has no township."""
    statement = _files().where(within(file, scope), *filters.conditions()).limit(limit)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def list_members(
    session: AsyncSession,
    scope: Scope,
    *,
    under: tuple[int, int] | None,
    kinds: Sequence[str],
    birthday_month: int | None,
    limit: int,
) -> Sequence[Mapping[str, Any]]:
    """Those who are members now, as subjects of visits (MBR-03)."""
    statement = _people().where(within(member, scope), member.c.status.in_(_OF_THE_UNION)).limit(limit)
    if under is not None:
        statement = statement.where(member.c.code.between(*under))
    if kinds:
        statement = statement.where(member.c.kind.in_(kinds))
    if birthday_month is not None:
        statement = statement.where(extract("month", member.c.born_on) == birthday_month)
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def find_households(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
    """Active files of the scope among `ids`, as subjects."""
    wanted = file.c.id == func.any(literal(list(ids), ARRAY(Uuid)))
    found = await session.execute(_files().where(wanted, file.c.status == "active"))
    return {row["id"]: dict(row) for row in found.mappings()}


async def find_members(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
    """Members of the scope among `ids`, as subjects."""
    wanted = member.c.id == func.any(literal(list(ids), ARRAY(Uuid)))
    found = await session.execute(_people().where(wanted))
    return {row["id"]: dict(row) for row in found.mappings()}


async def list_cases(
    session: AsyncSession, scope: Scope, *, program_id: UUID, under: tuple[int, int] | None, limit: int
) -> Sequence[Mapping[str, Any]]:
    """Approved cases of a programme that neither a visit nor the bank brings yet, as subjects: what was approved is
    brought in cash."""
    taken = exists(select(1).where(visit.c.case_id == aid_case.c.id, visit.c.status != "absent"))
    joined = (
        aid_case.join(org, org.c.id == aid_case.c.organization_id)
        .outerjoin(file, file.c.id == aid_case.c.household_id)
        .outerjoin(member, and_(aid_case.c.household_id.is_(None), member.c.id == aid_case.c.member_id))
        .outerjoin(
            township,
            and_(township.c.level == int(Level.TOWNSHIP), aid_case.c.code.between(township.c.code, township.c.code_hi)),
        )
    )
    statement = (
        select(
            *(aid_case.c[name] for name in ("organization_id", "code", "line_code", "name")),
            aid_case.c.id.label("case_id"),
            *(aid_case.c[name] for name in ("household_id", "member_id", "amount_fen")),
            func.coalesce(file.c.model_worker, member.c.model_worker).label("model_worker"),
            *(file.c.worker_kind, file.c.category, member.c.kind),
            org.c.name.label("unit"),
            func.coalesce(township.c.id, aid_case.c.organization_id).label("township_id"),
        )
        .select_from(joined)
        .where(
            within(aid_case, scope),
            aid_case.c.program_id == program_id,
            aid_case.c.status == "approved",
            ~taken,
            ~has_live(aid_case.c.id),
        )
        .order_by(aid_case.c.code, aid_case.c.id)
        .limit(limit)
    )
    if under is not None:
        statement = statement.where(aid_case.c.code.between(*under))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def find_unions(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
    """Unions of the scope among `ids`, with where they stand."""
    found = await session.execute(
        select(*(org.c[name] for name in ("id", "name", "code", "line_code"))).where(
            org.c.id == func.any(literal(list(ids), ARRAY(Uuid))), org.c.status == "active"
        )
    )
    return {row["id"]: dict(row) for row in found.mappings()}


async def sealed_of_households(session: AsyncSession, ids: Sequence[UUID], name: str) -> Mapping[UUID, bytes | None]:
    """One sealed column of household files of the scope, by file."""
    return await _sealed(session, file, ids, name)


async def sealed_of_members(session: AsyncSession, ids: Sequence[UUID], name: str) -> Mapping[UUID, bytes | None]:
    """One sealed column of members of the scope, by member."""
    return await _sealed(session, member, ids, name)


async def _sealed(session: AsyncSession, source: Any, ids: Sequence[UUID], name: str) -> Mapping[UUID, bytes | None]:
    if not ids:
        return {}
    wanted = source.c.id == func.any(literal(list(ids), ARRAY(Uuid)))
    found = await session.execute(select(source.c.id, source.c[name]).where(wanted))
    return {row[0]: row[1] for row in found}
