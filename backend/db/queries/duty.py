"""Duties with how far the unions below are, what one union owes, and what of it is late (RPT-02)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Select, Uuid, and_, case, func, literal, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.days import local_day
from backend.db.queries.urged import last_urged_on
from backend.db.tables.duty import Duty, DutyReport
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.duty.codes import DutyState
from backend.domain.duty.rules import MINUTE, UnionDutyDraft
from backend.domain.organization.codes import OrganizationStatus, UrgeSubject
from backend.domain.refusals import NotFound

duty: Any = Duty.__table__  # type: ignore[attr-defined]
report: Any = DutyReport.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

PLAIN = (
    *("id", "organization_id", "organization_name", "subject", "name", "ask", "year", "due_at", "needs_file", "yearly"),
    *("made_by_name", "created_at", "withdrawn_at", "withdrawn_by_name", "version"),
)
"""What a duty shows of its own row."""
REPORTED = ("note", "file_name", "reported_at", "reported_by_name", "returned_at", "returned_by_name", "reason")
"""What is shown of the report of a union."""
FIGURES = ("unions", *(state.value for state in DutyState))
_ACTIVE = OrganizationStatus.ACTIVE.value


def _moment(at: datetime) -> Any:
    return literal(at, DateTime(timezone=True))


def _closes_at() -> Any:
    """As `domain.duty.rules.closes_at`, in SQL."""
    return duty.c.due_at + literal(MINUTE)


def _state(told: Any, now: datetime) -> ColumnElement[str]:
    """As `domain.duty.rules.state_of`, in SQL; `told` is the report of the union, or nothing."""
    stands = and_(told.c.id.is_not(None), told.c.returned_at.is_(None))
    return case(
        (and_(stands, told.c.reported_at < _closes_at()), DutyState.DONE.value),
        (stands, DutyState.DONE_LATE.value),
        (_closes_at() <= _moment(now), DutyState.LATE.value),
        (told.c.id.is_not(None), DutyState.RETURNED.value),
        else_=DutyState.OPEN.value,
    )


def _figures(now: datetime) -> Any:
    """How far the living unions directly below the issuer of a row are."""
    below, told = org.alias("below"), report.alias("told")
    state = _state(told, now)
    return (
        select(
            func.count().label("unions"),
            *(func.count().filter(state == each.value).label(each.value) for each in DutyState),
        )
        .select_from(below.outerjoin(told, and_(told.c.duty_id == duty.c.id, told.c.organization_id == below.c.id)))
        .where(below.c.parent_id == duty.c.organization_id, below.c.status == _ACTIVE)
        .lateral("figures")
    )


def _owed(scope: Scope) -> ColumnElement[bool]:
    """Whether the caller's own union stands directly below who asks. Its parent is out of sight, and its id is not."""
    parent = select(org.c.parent_id).where(org.c.id == scope.organization_id, org.c.status == _ACTIVE)
    return func.coalesce(duty.c.organization_id == parent.scalar_subquery(), False)


def list_duties(
    *,
    scope: Scope,
    now: datetime,
    after: Sequence[Any] | None,
    limit: int,
    id: UUID | None = None,
    **filters: Any,
) -> Select[Any]:
    """Duties by their deadline, those asked in the subtree or owed by the caller's own union, with how far it is."""
    mine = report.alias("mine")
    figures = _figures(now)
    owed = _owed(scope)
    joined = duty.outerjoin(
        mine, and_(mine.c.duty_id == duty.c.id, mine.c.organization_id == scope.organization_id)
    ).join(figures, true())
    conditions = [or_(within(duty, scope), owed), *_filters(scope=scope, now=now, **filters)]
    if id is not None:
        conditions.append(duty.c.id == id)
    statement = (
        select(
            *[duty.c[name] for name in PLAIN],
            *[figures.c[name].label(name) for name in FIGURES],
            within(duty, scope).label("_asked"),
            owed.label("_owed"),
            _state(mine, now).label("_state"),
            mine.c.id.label("_report_id"),
            mine.c.version.label("_version"),
            *[mine.c[name].label(f"_{name}") for name in REPORTED],
        )
        .select_from(joined)
        .where(*conditions)
        .order_by(duty.c.due_at, duty.c.id)
        .limit(limit)
    )
    if after is not None:
        place = (_moment(datetime.fromisoformat(after[0])), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(duty.c.due_at, duty.c.id) > tuple_(*place))
    return statement


def count_duties(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many duties a list has, counted up to `cap`."""
    inner = (
        select(duty.c.id)
        .where(or_(within(duty, scope), _owed(scope)), *_filters(scope=scope, **filters))
        .limit(cap)
        .subquery()
    )
    return select(func.count()).select_from(inner)


def _filters(
    *,
    scope: Scope,
    now: datetime,
    year: int | None = None,
    subjects: Sequence[str] = (),
    organization_id: UUID | None = None,
    owed: bool = False,
    states: Sequence[str] = (),
    withdrawn: bool = True,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if year is not None:
        conditions.append(duty.c.year == year)
    if subjects:
        conditions.append(duty.c.subject.in_([str(subject) for subject in subjects]))
    if organization_id is not None:
        conditions.append(duty.c.organization_id == organization_id)
    if owed:
        conditions.append(_owed(scope))
    if states:
        own = report.alias("own")
        state = (
            select(_state(own, now))
            .select_from(
                select(literal(1).label("one"))
                .subquery("row")
                .outerjoin(own, and_(own.c.duty_id == duty.c.id, own.c.organization_id == scope.organization_id))
            )
            .scalar_subquery()
        )
        conditions += [_owed(scope), state.in_([str(each) for each in states])]
    if not withdrawn:
        conditions.append(duty.c.withdrawn_at.is_(None))
    return conditions


async def get_duty(session: AsyncSession, id: UUID, *, lock: bool = False, hold: bool = False) -> Duty:
    """A duty: locked to be changed, or held as it is while a report of it is written. Raises `NotFound`."""
    asked = select(Duty).where(duty.c.id == id).execution_options(populate_existing=lock or hold)
    if lock or hold:
        asked = asked.with_for_update(read=hold)
    found: Duty | None = await session.scalar(asked)
    if found is None:
        raise NotFound()
    return found


async def require_in_sight(session: AsyncSession, scope: Scope, id: UUID) -> None:
    """A duty that is asked in the subtree or owed by the caller's own union. Raises `NotFound`."""
    asked = select(duty.c.id).where(duty.c.id == id, or_(within(duty, scope), _owed(scope)))
    if await session.scalar(asked) is None:
        raise NotFound()


async def count_below(session: AsyncSession, parent_id: UUID) -> int:
    """Living unions directly below one."""
    asked = select(func.count()).where(org.c.parent_id == parent_id, org.c.status == _ACTIVE)
    return await session.scalar(asked) or 0


async def names_of(session: AsyncSession, organization_id: UUID, year: int) -> frozenset[str]:
    """What the standing duties that a union asks for a year are called."""
    asked = select(duty.c.name).where(
        duty.c.organization_id == organization_id, duty.c.year == year, duty.c.withdrawn_at.is_(None)
    )
    return frozenset(await session.scalars(asked))


async def list_of(session: AsyncSession, organization_id: UUID, year: int) -> list[Duty]:
    """The standing duties that a union asks for a year, by their deadline."""
    asked = (
        select(Duty)
        .where(duty.c.organization_id == organization_id, duty.c.year == year, duty.c.withdrawn_at.is_(None))
        .order_by(duty.c.due_at, duty.c.id)
    )
    return list(await session.scalars(asked))


async def yearly_of(session: AsyncSession, organization_id: UUID, year: int) -> list[UnionDutyDraft]:
    """Of these the ones that come back every year, as drafts."""
    names = ("subject", "name", "ask", "due_at", "needs_file", "yearly")
    found = await list_of(session, organization_id, year)
    return [UnionDutyDraft(**{name: getattr(row, name) for name in names}) for row in found if row.yearly]


async def find_report(session: AsyncSession, duty_id: UUID, organization_id: UUID) -> DutyReport | None:
    """What a union has said of a duty, sent back or not."""
    asked = select(DutyReport).where(report.c.duty_id == duty_id, report.c.organization_id == organization_id)
    found: DutyReport | None = await session.scalar(asked)
    return found


async def get_report(session: AsyncSession, duty_id: UUID, id: UUID, *, lock: bool = False) -> DutyReport:
    """A report of this duty, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(DutyReport, id, with_for_update=lock or None, populate_existing=lock)
    if found is None or found.duty_id != duty_id:
        raise NotFound()
    return found


def list_unions(
    *, duty_id: UUID, now: datetime, states: Sequence[str], after: Sequence[Any] | None, limit: int
) -> Select[Any]:
    """The living unions directly below who asks, in the order of the tree, each with how far it is."""
    state = _state(report, now)
    conditions: list[ColumnElement[bool]] = [duty.c.id == duty_id, org.c.status == _ACTIVE]
    if states:
        conditions.append(state.in_([str(each) for each in states]))
    if after is not None:
        conditions.append(org.c.code > literal(int(after[0]), BigInteger))
    return (
        select(
            org.c.id.label("organization_id"),
            org.c.name.label("organization_name"),
            state.label("state"),
            report.c.id.label("report_id"),
            *[report.c[name] for name in REPORTED],
            report.c.version,
            last_urged_on(org.c.id, UrgeSubject.DUTY).label("urged_on"),
            org.c.code.label("_code"),
            duty.c.due_at.label("_due_at"),
            duty.c.withdrawn_at.label("_withdrawn_at"),
        )
        .select_from(
            duty.join(org, org.c.parent_id == duty.c.organization_id).outerjoin(
                report, and_(report.c.duty_id == duty.c.id, report.c.organization_id == org.c.id)
            )
        )
        .where(*conditions)
        .order_by(org.c.code)
        .limit(limit)
    )


def count_unions(*, cap: int, **asked: Any) -> Select[Any]:
    """How many unions a sheet has, counted up to `cap`."""
    return select(func.count()).select_from(list_unions(after=None, limit=cap, **asked).subquery())


async def list_late(session: AsyncSession, duty_id: UUID, *, now: datetime, most: int) -> list[UUID]:
    """The unions that are late with a duty, in the order of the tree."""
    late = list_unions(duty_id=duty_id, now=now, states=[DutyState.LATE], after=None, limit=most).subquery()
    return list(await session.scalars(select(late.c.organization_id).order_by(late.c._code)))


def owes_late(union: Any, now: datetime) -> ColumnElement[bool]:
    """Whether a union is late with anything that the one above it asks."""
    stands = (
        select(report.c.id)
        .where(report.c.duty_id == duty.c.id, report.c.organization_id == union.c.id, report.c.returned_at.is_(None))
        .correlate(duty, union)
        .exists()
    )
    return (
        select(duty.c.id)
        .where(
            duty.c.organization_id == union.c.parent_id,
            duty.c.withdrawn_at.is_(None),
            _closes_at() <= _moment(now),
            ~stands,
        )
        .correlate(union)
        .exists()
    )


async def list_waiting(
    session: AsyncSession, scope: Scope, *, now: datetime, ahead: timedelta, most: int
) -> Sequence[Mapping[str, Any]]:
    """What the caller's union still owes: `duty_late`, and `duty_due` within `ahead` or sent back; `detail` is who asks."""
    kind = case((_closes_at() <= _moment(now), "duty_late"), else_="duty_due")
    stands = and_(report.c.id.is_not(None), report.c.returned_at.is_(None))
    ranked = (
        select(
            kind.label("kind"),
            duty.c.id,
            duty.c.name,
            duty.c.organization_name.label("detail"),
            org.c.id.label("organization_id"),
            org.c.name.label("organization_name"),
            local_day(duty.c.due_at).label("due_on"),
            func.count().over(partition_by=kind).label("in_all"),
            func.row_number().over(partition_by=kind, order_by=(duty.c.due_at, duty.c.id)).label("rank"),
        )
        .select_from(
            org.join(duty, duty.c.organization_id == org.c.parent_id).outerjoin(
                report, and_(report.c.duty_id == duty.c.id, report.c.organization_id == org.c.id)
            )
        )
        .where(
            org.c.id == scope.organization_id,
            org.c.status == _ACTIVE,
            duty.c.withdrawn_at.is_(None),
            func.coalesce(~stands, True),
            or_(duty.c.due_at <= _moment(now + ahead), report.c.returned_at.is_not(None)),
        )
        .subquery()
    )
    found = await session.execute(select(ranked).where(ranked.c.rank <= most))
    return [dict(row) for row in found.mappings()]
