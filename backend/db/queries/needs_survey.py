"""Surveys of need: the list with where each stands, the measures of one, and how far the unions below are (AID-28)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Subquery, Uuid, and_, case, func, literal, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.aid import Household
from backend.db.tables.needs_survey import NeedsMeasure, NeedsSurvey
from backend.db.tables.organization import Organization
from backend.db.tables.visit import Visit
from backend.domain.access import Scope
from backend.domain.aid.codes import HardshipCause, HouseholdStatus
from backend.domain.needs.codes import SurveyState, SurveyWay
from backend.domain.organization.codes import Level, OrganizationStatus, Tree
from backend.domain.refusals import NotFound

survey: Any = NeedsSurvey.__table__  # type: ignore[attr-defined]
measure: Any = NeedsMeasure.__table__  # type: ignore[attr-defined]
file: Any = Household.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

PLAIN = (
    *("id", "organization_id", "held_on", "ways", "causes", "people", "homes", "measures", "done", "next_due"),
    *("made_by_name", "version"),
)
"""What a survey shows of its own row."""
FOLLOWED = ("surveys", "measures", "done", "overdue")
"""What is counted of the surveys of a period."""


def list_surveys(*, scope: Scope, after: Sequence[Any] | None, limit: int, today: date, **filters: Any) -> Select[Any]:
    """Surveys of the subtree, the latest first."""
    statement = (
        select(
            *[survey.c[name] for name in PLAIN],
            org.c.name.label("organization_name"),
            _state(today).label("state"),
        )
        .select_from(survey.join(org, org.c.id == survey.c.organization_id))
        .where(within(survey, scope), *_filters(today=today, **filters))
        .order_by(survey.c.held_on.desc(), survey.c.id.desc())
        .limit(limit)
    )
    if after is not None:
        place = (literal(date.fromisoformat(after[0]), Date), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(survey.c.held_on, survey.c.id) < tuple_(*place))
    return statement


def count_surveys(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many surveys a list has, counted up to `cap`."""
    inner = select(survey.c.id).where(within(survey, scope), *_filters(**filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _state(today: date) -> ColumnElement[str]:
    """As `domain.needs.surveys.state_of`, in SQL."""
    return case(
        (survey.c.measures == 0, SurveyState.UNPLANNED.value),
        (survey.c.done == survey.c.measures, SurveyState.DONE.value),
        (survey.c.next_due < literal(today, Date), SurveyState.OVERDUE.value),
        else_=SurveyState.UNDER_WAY.value,
    )


def _filters(
    *,
    today: date,
    under: tuple[int, int] | None,
    organization_id: UUID | None,
    first: date | None,
    last: date | None,
    ways: Sequence[SurveyWay],
    causes: Sequence[HardshipCause],
    states: Sequence[SurveyState],
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if under is not None:
        conditions.append(survey.c.code.between(*under))
    if organization_id is not None:
        conditions.append(survey.c.organization_id == organization_id)
    if first is not None:
        conditions.append(survey.c.held_on >= first)
    if last is not None:
        conditions.append(survey.c.held_on <= last)
    if ways:
        conditions.append(survey.c.ways.overlap([str(way) for way in ways]))
    if causes:
        conditions.append(survey.c.causes.overlap([str(cause) for cause in causes]))
    if states:
        conditions.append(_state(today).in_([str(state) for state in states]))
    return conditions


async def get_survey(session: AsyncSession, id: UUID, *, lock: bool = False) -> NeedsSurvey:
    """A survey, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(NeedsSurvey, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_measures(session: AsyncSession, survey_id: UUID) -> Sequence[NeedsMeasure]:
    """The measures of a survey by the day they are due."""
    asked = select(NeedsMeasure).where(measure.c.survey_id == survey_id).order_by(measure.c.due_on, measure.c.id)
    return (await session.scalars(asked)).all()


async def first_day(session: AsyncSession, survey_id: UUID) -> date | None:
    """The first day on which a measure of a survey is due or was done; None where it has none."""
    asked = select(func.min(func.least(measure.c.due_on, measure.c.done_on))).where(measure.c.survey_id == survey_id)
    found: date | None = await session.scalar(asked)
    return found


async def get_measure(session: AsyncSession, survey_id: UUID, id: UUID) -> NeedsMeasure:
    """A measure of this survey. Raises `NotFound`."""
    found = await session.get(NeedsMeasure, id)
    if found is None or found.survey_id != survey_id:
        raise NotFound()
    return found


async def tally(session: AsyncSession, row: NeedsSurvey) -> None:
    """Count anew what the measures of a survey come to; the caller holds the survey."""
    open_ = measure.c.done_on.is_(None)
    counted = (
        await session.execute(
            select(
                func.count(),
                func.count(measure.c.done_on),
                func.min(measure.c.due_on).filter(open_),
            ).where(measure.c.survey_id == row.id)
        )
    ).one()
    row.measures, row.done, row.next_due = counted
    await session.flush()


async def follow(
    session: AsyncSession,
    scope: Scope,
    *,
    top: Mapping[str, Any],
    today: date,
    first: date,
    last: date,
    plan_id: UUID | None = None,
) -> Sequence[Mapping[str, Any]]:
    """For each union directly below `top`, and for what stands with `top` itself: of the unions that are to be surveyed,
    how many were in the period; the surveys of the period, their measures, done and overdue.

    To be surveyed is where households are on file; of a plan of visits it is where its stops are, each union its own row.
    A branch is surveyed with its basic union. A line's unions lie in many counties, so to somebody who works for a line
    each of them is its own row too.
    """
    stands = file.c.status == HouseholdStatus.ACTIVE.value
    asked_of, which = (file, stands) if plan_id is None else (visit, visit.c.plan_id == plan_id)
    files = _by_unit(asked_of, {"households": func.count()}, within(asked_of, scope), which)
    sums = {
        "surveys": func.count(),
        "measures": func.sum(survey.c.measures),
        "done": func.sum(survey.c.done),
        "overdue": func.count().filter(survey.c.next_due < literal(today, Date)),
    }
    held = _by_unit(survey, sums, within(survey, scope), survey.c.held_on.between(first, last))
    unit, child = org.alias("unit"), org.alias("child")
    asked, surveyed = files.c.unit_id, held.c.unit_id
    counted: ColumnElement[bool] = (
        or_(asked.is_not(None), surveyed.is_not(None)) if plan_id is None else asked.is_not(None)
    )
    if plan_id is None and scope.tree is Tree.TERRITORY:
        below = and_(child.c.parent_id == top["id"], unit.c.code.between(child.c.code, child.c.code_hi))
        inside: ColumnElement[bool] = unit.c.code.between(top["code"], top["code_hi"])
    else:
        below, inside = child.c.id == unit.c.id, within(unit, scope)
    found = await session.execute(
        select(
            func.coalesce(child.c.id, literal(top["id"], Uuid)).label("organization_id"),
            func.coalesce(child.c.name, literal(top["name"])).label("organization_name"),
            func.coalesce(child.c.level, top["level"]).label("level"),
            func.count(asked).label("owing"),
            func.count(surveyed).filter(asked.is_not(None)).label("surveyed"),
            *[
                func.coalesce(func.sum(column), 0).label(name)
                for name, column in (("households", files.c.households), *((n, held.c[n]) for n in FOLLOWED))
            ],
        )
        .select_from(
            unit.outerjoin(files, asked == unit.c.id).outerjoin(held, surveyed == unit.c.id).outerjoin(child, below)
        )
        .where(inside, counted, unit.c.status == OrganizationStatus.ACTIVE.value)
        .group_by(child.c.id, child.c.name, child.c.level, child.c.code)
        .order_by(child.c.code.nulls_first())
    )
    return [dict(row) | {name: int(row[name]) for name in ("households", *FOLLOWED)} for row in found.mappings()]


def _by_unit(table: Any, sums: Mapping[str, ColumnElement[Any]], *which: ColumnElement[bool]) -> Subquery:
    """Sums over the rows of a table by the union that answers for them: their basic union where there is one above."""
    counted = (
        select(table.c.organization_id, table.c.code, *[column.label(name) for name, column in sums.items()])
        .where(*which)
        .group_by(table.c.organization_id, table.c.code)
        .subquery()
    )
    # The nearest basic union before it in the order of the tree, if it spans it: a few steps down an index.
    before = (
        select(org.c.id, org.c.code_hi)
        .where(org.c.code <= counted.c.code, org.c.level == int(Level.UNION))
        .order_by(org.c.code.desc())
        .limit(1)
        .lateral()
    )
    unit = case((before.c.code_hi >= counted.c.code, before.c.id), else_=counted.c.organization_id)
    return (
        select(unit.label("unit_id"), *[func.sum(counted.c[name]).label(name) for name in sums])
        .select_from(counted.outerjoin(before, true()))
        .group_by(unit)
        .subquery()
    )
