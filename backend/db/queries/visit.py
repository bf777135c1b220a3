"""Reading visits, what was seen and heard there, and plan against done by the unions below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Select, Uuid, and_, delete, func, literal, or_, select, true, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.queries.visit_plan import sums
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.organization import Organization
from backend.db.tables.visit import Visit, VisitConcern, VisitPicture, VisitPlan, VisitTeam
from backend.domain.access import Scope
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound

plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]
team: Any = VisitTeam.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
picture: Any = VisitPicture.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
concern: Any = VisitConcern.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

ITEM_COLUMNS = (
    *("id", "plan_id", "team_id", "organization_id", "place", "household_id", "member_id", "case_id", "name", "unit"),
    *("kind", "cash_fen", "goods", "goods_fen", "visit_on", "visit_time", "note", "status", "given_fen"),
    *(
        "goods_given",
        "goods_given_fen",
        "reserved_fen",
        "booked_fen",
        "from_store_fen",
        "given_from_store_fen",
        "issued_fen",
        "difference",
        "signed_by",
        "absence",
        "recorded_by_name",
        "recorded_at",
    ),
    "version",
)
_OPEN = ("planned", "under_way")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFilters:
    """What a list of visits is narrowed by. `of` are the teams of this account, and the teams that name nobody."""

    today: date
    plan_id: UUID | None = None
    team_id: UUID | None = None
    under: tuple[int, int] | None = None
    statuses: Sequence[str] = ()
    kinds: Sequence[str] = ()
    of: UUID | None = None
    overdue: bool = False
    settled: bool = False
    occasions: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    program_id: UUID | None = None
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        for column, wanted in ((visit.c.plan_id, self.plan_id), (visit.c.team_id, self.team_id)):
            if wanted is not None:
                found.append(column == wanted)
        if self.under is not None:
            found.append(visit.c.code.between(*self.under))
        if self.statuses:
            found.append(visit.c.status.in_(list(self.statuses)))
        if self.kinds:
            found.append(visit.c.kind.in_(list(self.kinds)))
        if self.of is not None:
            found.append(mine(self.of))
        if self.overdue:
            found.append(overdue(self.today))
        if self.settled:
            found.append(plan.c.status.in_((*_OPEN, "done")))
        if self.occasions:
            found.append(plan.c.occasion.in_(list(self.occasions)))
        if self.since is not None:
            found.append(visit.c.visit_on >= self.since)
        if self.until is not None:
            found.append(visit.c.visit_on <= self.until)
        if self.program_id is not None:
            of_program = select(aid_case.c.id).where(aid_case.c.program_id == self.program_id)
            found.append(visit.c.case_id.in_(of_program))
        if self.q:
            found.append(or_(func.strpos(visit.c.name, self.q) > 0, func.strpos(visit.c.unit, self.q) > 0))
        return found


def mine(user_id: UUID) -> ColumnElement[bool]:
    """Visits of settled plans whose team names this account, or nobody."""
    named = or_(team.c.officers == literal([], ARRAY(Uuid)), team.c.officers.contains(literal([user_id], ARRAY(Uuid))))
    return and_(plan.c.status.in_(_OPEN), named)


def overdue(today: date) -> ColumnElement[bool]:
    """Not gone to on the day."""
    return and_(plan.c.status.in_(_OPEN), visit.c.status == "planned", visit.c.visit_on < literal(today))


def _joined() -> Any:
    return visit.join(plan, plan.c.id == visit.c.plan_id).join(team, team.c.id == visit.c.team_id)


_ORDER = (visit.c.visit_on, visit.c.plan_id, visit.c.team_id, visit.c.place, visit.c.id)
KEYSET = ("visit_on", "plan_id", "team_id", "place", "id")


def list_visits(*, scope: Scope, filters: VisitFilters, after: Sequence[Any] | None = None, limit: int) -> Select[Any]:
    """Visits by day, plan, team and their order in it."""
    statement = (
        select(
            *(visit.c[name] for name in ITEM_COLUMNS),
            plan.c.name.label("plan_name"),
            plan.c.status.label("plan_status"),
            team.c.name.label("team_name"),
            overdue(filters.today).label("overdue"),
        )
        .select_from(_joined())
        .where(within(visit, scope), *filters.conditions())
        .order_by(*_ORDER)
        .limit(limit)
    )
    if after is not None:
        day, plan_id, team_id, at, id = after
        place = (
            literal(date.fromisoformat(day), Date),
            *(literal(UUID(each), Uuid) for each in (plan_id, team_id)),
            literal(int(at), Integer),
            literal(UUID(id), Uuid),
        )
        statement = statement.where(tuple_(*_ORDER) > tuple_(*place))
    return statement


def count_visits(*, scope: Scope, filters: VisitFilters, cap: int) -> Select[Any]:
    """How many visits a list has, counted up to `cap`."""
    inner = (
        select(visit.c.id)
        .select_from(_joined())
        .where(within(visit, scope), *filters.conditions())
        .limit(cap)
        .subquery()
    )
    return select(func.count()).select_from(inner)


async def get_visit(session: AsyncSession, id: UUID, *, lock: bool = False) -> Visit:
    """The stop, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Visit, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def get_team(session: AsyncSession, id: UUID) -> VisitTeam:
    """The team of a visit, which is there as long as the visit is."""
    return await session.get_one(VisitTeam, id)


async def list_of_plan(session: AsyncSession, plan_id: UUID, *, lock: bool = False) -> list[Visit]:
    """The stops of a plan by team and order, held until the commit when they are going to change."""
    statement = (
        sqlmodel_select(Visit)
        .join(VisitTeam, col(VisitTeam.id) == col(Visit.team_id))
        .where(col(Visit.plan_id) == plan_id)
        .order_by(col(VisitTeam.place), col(Visit.place), col(Visit.id))
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(statement.with_for_update(of=visit) if lock else statement))


async def drop_visits(session: AsyncSession, ids: Iterable[UUID]) -> None:
    """Take stops without an outcome out of a plan."""
    await session.execute(delete(visit).where(visit.c.id.in_(list(ids))))


async def list_pictures(session: AsyncSession, visit_id: UUID) -> Sequence[Mapping[str, Any]]:
    """The pictures of a visit, as they were taken."""
    names = ("id", "kind", "publishable", "published_by_name", "media_type", "size", "taken_at")
    found = await session.execute(
        select(*(picture.c[name] for name in names)).where(picture.c.visit_id == visit_id).order_by(picture.c.id)
    )
    return [dict(row) for row in found.mappings()]


async def get_picture(session: AsyncSession, visit_id: UUID, id: UUID) -> VisitPicture:
    """A picture of this visit. Raises `NotFound`."""
    found = await session.get(VisitPicture, id)
    if found is None or found.visit_id != visit_id:
        raise NotFound()
    return found


async def find_about(session: AsyncSession, one: Visit) -> tuple[str | None, list[str] | None]:
    """What the visited household's file and case are about: the kind of programme, and the causes of hardship.

    No causes for somebody without a file; None where the file is not seen.
    """
    kind: str | None = None
    if one.case_id is not None:
        kind = await session.scalar(
            select(program.c.kind)
            .select_from(aid_case.join(program, program.c.id == aid_case.c.program_id))
            .where(aid_case.c.id == one.case_id)
        )
    if one.household_id is None:
        return kind, []
    found = await session.execute(
        select(household.c.main_cause, household.c.causes).where(household.c.id == one.household_id)
    )
    row = found.first()
    return kind, None if row is None else [row.main_cause, *row.causes]


async def drop_record(session: AsyncSession, visit_id: UUID) -> None:
    """Let the pictures and the unanswered concerns of an outcome go that is taken back."""
    await session.execute(delete(picture).where(picture.c.visit_id == visit_id))
    await session.execute(delete(concern).where(concern.c.visit_id == visit_id, concern.c.state == "open"))


async def concerns_of(session: AsyncSession, visit_id: UUID) -> list[VisitConcern]:
    """What was heard at one door."""
    found = await session.scalars(
        sqlmodel_select(VisitConcern).where(col(VisitConcern.visit_id) == visit_id).order_by(col(VisitConcern.id))
    )
    return list(found)


async def get_concern(session: AsyncSession, id: UUID, *, lock: bool = False) -> VisitConcern:
    """Something that was heard. Raises `NotFound`."""
    found = await session.get(VisitConcern, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


def list_concerns(
    *,
    scope: Scope,
    under: tuple[int, int] | None = None,
    states: Sequence[str] = (),
    kinds: Sequence[str] = (),
    id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """What was heard, the latest first, with whose door it was at."""
    names = ("id", "kind", "text", "state", "answer", "answered_by_name", "answered_at", "created_at", "version")
    joined = concern.join(visit, visit.c.id == concern.c.visit_id).join(plan, plan.c.id == visit.c.plan_id)
    statement = (
        select(
            *(concern.c[name] for name in (*names, "visit_id", "organization_id")),
            visit.c.name.label("visited_name"),
            visit.c.unit.label("unit"),
            visit.c.visit_on.label("visit_on"),
            visit.c.household_id.label("_household_id"),
            visit.c.member_id.label("_member_id"),
            plan.c.id.label("plan_id"),
            plan.c.name.label("plan_name"),
            concern.c.code.label("_code"),
            concern.c.line_code.label("_line_code"),
        )
        .select_from(joined)
        .where(within(concern, scope))
        .order_by(concern.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(concern.c.id == id)
    if under is not None:
        statement = statement.where(concern.c.code.between(*under))
    if states:
        statement = statement.where(concern.c.state.in_(list(states)))
    if kinds:
        statement = statement.where(concern.c.kind.in_(list(kinds)))
    if after is not None:
        statement = statement.where(concern.c.id < literal(UUID(after[0]), Uuid))
    return statement


async def progress(
    session: AsyncSession,
    scope: Scope,
    *,
    top: Mapping[str, Any],
    today: date,
    plan_id: UUID | None,
    first: date,
    last: date,
) -> Sequence[Mapping[str, Any]]:
    """Plan against done for each union directly below `top`, and for what stands with `top` itself.

    Of settled plans only, by the day of the stop; or of one plan, whatever its days. A line's unions lie in many
    counties, so to somebody who works for a line each of them is its own row.
    """
    child: Any = org.alias("child")
    if scope.tree is Tree.TERRITORY:
        below = and_(child.c.parent_id == top["id"], visit.c.code.between(child.c.code, child.c.code_hi))
        inside = visit.c.code.between(top["code"], top["code_hi"])
    else:
        below, inside = child.c.id == visit.c.organization_id, true()
    joined = visit.join(plan, plan.c.id == visit.c.plan_id).outerjoin(child, below)
    which = (
        visit.c.plan_id == plan_id
        if plan_id is not None
        else and_(plan.c.status.in_((*_OPEN, "done")), visit.c.visit_on.between(first, last))
    )
    found = await session.execute(
        select(
            func.coalesce(child.c.id, literal(top["id"], Uuid)).label("organization_id"),
            func.coalesce(child.c.name, literal(top["name"])).label("organization_name"),
            *sums(visit),
            func.count(visit.c.id).filter(overdue(today)).label("overdue"),
        )
        .select_from(joined)
        .where(within(visit, scope), inside, which)
        .group_by(child.c.id, child.c.name, child.c.code)
        .order_by(child.c.code.nulls_first())
    )
    return [dict(row) for row in found.mappings()]


async def open_concerns(session: AsyncSession, scope: Scope, *, under: tuple[int, int] | None) -> int:
    """How much of what was heard, anywhere or below a union, waits for an answer."""
    statement = select(func.count()).select_from(concern).where(within(concern, scope), concern.c.state == "open")
    if under is not None:
        statement = statement.where(concern.c.code.between(*under))
    return await session.scalar(statement) or 0
