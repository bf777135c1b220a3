"""Reading reports: one, those of a place, and the board of those that are due below a union."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    Date,
    Integer,
    Select,
    String,
    and_,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.organization import Organization
from backend.db.tables.report import Report
from backend.domain.access import Scope
from backend.domain.organization.codes import OrganizationKind
from backend.domain.organization.structure import PLACES
from backend.domain.refusals import NotFound
from backend.domain.report.catalogue import FORMS, REPORTING
from backend.domain.report.forms import Form
from backend.domain.report.rules import is_late
from backend.domain.report.workflow import SENT, ReportStatus

org: Any = Organization.__table__  # type: ignore[attr-defined]
report: Any = Report.__table__  # type: ignore[attr-defined]

_ITEM = (
    *("id", "organization_id", "organization_name", "form", "year", "status", "computed_at", "submitted_at"),
    *("submitted_by_name", "decided_at", "decided_by_name", "reason", "version"),
)


@dataclass(frozen=True, slots=True)
class Units:
    """Accepted reports of basic unions, with `lines` and `cells`; `of` is how many these unions are."""

    accepted: Sequence[Any]
    of: int


def _kinds(kinds: Iterable[OrganizationKind]) -> list[str]:
    return sorted(str(kind) for kind in kinds)


def _below(parent_id: UUID | None) -> CTE:
    """The living unions that report to one: those directly below, and those below lines and associations, which fill
    nothing themselves."""
    first, under = org.alias("first"), org.alias("under")
    columns = ("id", "name", "kind", "code")
    reached = (
        select(*(first.c[name] for name in columns))
        .where(first.c.parent_id == parent_id, first.c.status == "active")
        .cte("reached", recursive=True)
    )
    further = select(*(under.c[name] for name in columns)).where(
        under.c.parent_id == reached.c.id, under.c.status == "active", reached.c.kind.not_in(_kinds(REPORTING))
    )
    return reached.union_all(further)


_upper = org.alias("upper")
_nearest = (
    select(_upper.c.id)
    .where(
        *(_upper.c.code < org.c.code, _upper.c.code_hi >= org.c.code_hi, _upper.c.status == "active"),
        _upper.c.kind.in_(_kinds(REPORTING)),
    )
    .order_by(_upper.c.code.desc())
    .limit(1)
    .scalar_subquery()
)
"""The nearest union above one that fills a form, if it may be seen."""


async def get_report(session: AsyncSession, id: UUID, *, lock: bool = False) -> Report:
    """The report, locked for a change if asked, with the union that it goes to now. Raises `NotFound`.

    A township that has moved to another county reports there. Associations and lines fill nothing, so a basic union
    under one of them reports to the union above it. Who may not see so far up is told the parent, and is not above.
    """
    found = await session.get(Report, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    above = await session.scalar(
        select(func.coalesce(_nearest, org.c.parent_id)).where(org.c.id == found.organization_id)
    )
    if above != found.above_id:
        # Looking at it is no change; a step keeps it.
        (setattr if lock else set_committed_value)(found, "above_id", above)
    return found


async def list_below(session: AsyncSession, parent_id: UUID, form: Form) -> Sequence[Any]:
    """The living unions below one that fill this form and report to it, in tree order."""
    below = _below(parent_id)
    found = await session.execute(
        select(below.c.id, below.c.name).where(below.c.kind.in_(_kinds(form.filled_by))).order_by(below.c.code)
    )
    return found.all()


async def find_of(session: AsyncSession, ids: Iterable[UUID], form: str, year: int) -> Mapping[UUID, Report]:
    """The reports of these unions, by union."""
    found = await session.scalars(
        select(Report).where(report.c.organization_id.in_(ids), report.c.form == form, report.c.year == year)
    )
    return {row.organization_id: row for row in found}


async def list_board(session: AsyncSession, parent_id: UUID, form: Form, year: int) -> Sequence[Mapping[str, Any]]:
    """The unions below one that fill a form and report to it, each with its report or without."""
    below = _below(parent_id)
    joined = below.outerjoin(
        report, and_(report.c.organization_id == below.c.id, report.c.form == form.form, report.c.year == year)
    )
    found = await session.execute(
        select(
            below.c.id.label("organization_id"),
            below.c.name.label("organization_name"),
            report.c.id.label("report_id"),
            *(report.c[name] for name in ("status", "submitted_at", "submitted_by_name", "decided_at", "reason")),
        )
        .select_from(joined)
        .where(below.c.kind.in_(_kinds(form.filled_by)))
        .order_by(below.c.code)
    )
    return [dict(row) for row in found.mappings()]


async def list_places(session: AsyncSession, parent_id: UUID, form: Form, year: int) -> Sequence[Mapping[str, Any]]:
    """The places directly below a union: how many unions in each fill a form of basic unions, and how far they are."""
    place, unit = org.alias("place"), org.alias("unit")
    theirs = and_(report.c.organization_id == unit.c.id, report.c.form == form.form, report.c.year == year)
    inside = and_(
        unit.c.code > place.c.code,
        unit.c.code <= place.c.code_hi,
        unit.c.status == "active",
        unit.c.kind.in_(_kinds(form.filled_by)),
    )
    found = await session.execute(
        select(
            place.c.id.label("organization_id"),
            place.c.name.label("organization_name"),
            func.count(unit.c.id).label("units"),
            func.count(report.c.id).filter(report.c.status == ReportStatus.SUBMITTED.value).label("submitted"),
            func.count(report.c.id).filter(report.c.status == ReportStatus.ACCEPTED.value).label("accepted"),
        )
        .select_from(place.outerjoin(unit, inside).outerjoin(report, theirs))
        .where(place.c.parent_id == parent_id, place.c.status == "active", place.c.kind.in_(_kinds(PLACES)))
        .group_by(place.c.id, place.c.name, place.c.code)
        .order_by(place.c.code)
    )
    return [dict(row) for row in found.mappings()]


async def order_of(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[UUID]:
    """These unions in the order of the tree."""
    return (await session.scalars(select(org.c.id).where(org.c.id.in_(ids)).order_by(org.c.code))).all()


async def list_accepted_units(session: AsyncSession, parent_id: UUID, form: Form, year: int) -> Units:
    """The accepted reports of the basic unions that report to a union, and how many these unions are."""
    below = _below(parent_id)
    found = await session.execute(
        select(report.c.lines, report.c.cells)
        .select_from(
            below.outerjoin(
                report,
                and_(
                    *(report.c.organization_id == below.c.id, report.c.form == form.form, report.c.year == year),
                    report.c.status == ReportStatus.ACCEPTED.value,
                ),
            )
        )
        .where(below.c.kind.in_(_kinds(form.filled_by)))
        .order_by(below.c.code)
    )
    rows = found.all()
    return Units([row for row in rows if row.lines is not None], len(rows))


async def lock_submitted(session: AsyncSession, parent_id: UUID, form: Form, year: int, *, most: int) -> list[Report]:
    """The reports that unions below have handed in to one, the oldest first, locked; at most `most`."""
    below = _below(parent_id)
    found = await session.scalars(
        select(Report)
        .where(
            *(report.c.form == form.form, report.c.year == year, report.c.status == ReportStatus.SUBMITTED.value),
            report.c.organization_id.in_(select(below.c.id).where(below.c.kind.in_(_kinds(form.filled_by)))),
        )
        .order_by(report.c.submitted_at, report.c.id)
        .limit(most)
        .with_for_update()
    )
    return list(found)


def list_reports(
    *,
    scope: Scope,
    under: tuple[int, int] | None,
    organization_id: UUID | None,
    forms: Sequence[str],
    years: Sequence[int],
    statuses: Sequence[str],
    waiting: bool,
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Reports, the newest first; `waiting`: those that the caller's union is to accept, or to mend."""
    conditions: list[ColumnElement[bool]] = [within(report, scope)]
    if under is not None:
        conditions.append(report.c.code.between(*under))
    if organization_id is not None:
        conditions.append(report.c.organization_id == organization_id)
    if forms:
        conditions.append(report.c.form.in_(forms))
    if years:
        conditions.append(report.c.year.in_(years))
    if statuses:
        conditions.append(report.c.status.in_(statuses))
    if waiting:
        if scope.organization_id is None:
            conditions.append(false())
        ours = select(_below(scope.organization_id).c.id)
        conditions.append(
            or_(
                and_(report.c.status == ReportStatus.SUBMITTED.value, report.c.organization_id.in_(ours)),
                and_(report.c.status == ReportStatus.RETURNED.value, report.c.organization_id == scope.organization_id),
            )
        )
    if after is not None:
        conditions.append(report.c.id < UUID(after[0]))
    return select(*[report.c[name] for name in _ITEM]).where(*conditions).order_by(report.c.id.desc()).limit(limit)


def reports_late(union: Any, today: date) -> ColumnElement[bool]:
    """Whether a union is late with a form that it fills, of the year that is over."""
    due = [(form, form.due_year(today)) for form in FORMS.values()]
    late = [
        and_(
            union.c.kind.in_(_kinds(form.filled_by)),
            ~select(report.c.id)
            .where(
                *(report.c.organization_id == union.c.id, report.c.form == form.form, report.c.year == year),
                report.c.status.in_(sorted(str(status) for status in SENT)),
            )
            .correlate(union)
            .exists(),
        )
        for form, year in due
        if is_late(None, due_on=form.due_on(year), today=today)
    ]
    return or_(false(), *late)


async def list_waiting(
    session: AsyncSession, scope: Scope, *, due: Sequence[tuple[Form, int]], most: int
) -> Sequence[Mapping[str, Any]]:
    """Reports that the caller's union owes (`report_due`: not begun, not handed in, or returned), of each form it fills
    that of the year that is over; and those that unions below have handed in to it (`report_review`).

    `detail` is the form, the year and where the report is, empty where it was not begun; `id` is then the union's. What
    is owed is due on the usual day of its form.
    """
    assert scope.organization_id is not None
    forms = literal([str(form.form) for form, _ in due], ARRAY(String))
    years = literal([year for _, year in due], ARRAY(Integer))
    days = literal([form.due_on(year) for form, year in due], ARRAY(Date))
    owed = select(
        func.unnest(forms).label("form"), func.unnest(years).label("year"), func.unnest(days).label("due_on")
    ).subquery("owed")
    theirs = and_(report.c.organization_id == org.c.id, report.c.form == owed.c.form, report.c.year == owed.c.year)
    ours = (
        *(org.c.id == scope.organization_id, org.c.status == "active"),
        or_(*(and_(owed.c.form == form.form, org.c.kind.in_(_kinds(form.filled_by))) for form, _ in due)),
        or_(report.c.id.is_(None), report.c.status.in_(("draft", "returned"))),
    )
    below = (org.c.id.in_(select(_below(scope.organization_id).c.id)), report.c.status == "submitted")
    parts = [
        _waiting(
            "report_due",
            func.coalesce(report.c.id, org.c.id),
            owed.c,
            org.join(owed, true()).outerjoin(report, theirs),
            ours,
            owed.c.due_on,
        ),
        _waiting(
            "report_review",
            report.c.id,
            report.c,
            report.join(org, org.c.id == report.c.organization_id),
            below,
            cast(null(), Date),
        ),
    ]
    found = union_all(*parts).subquery()
    ranked = select(
        found,
        func.count().over(partition_by=found.c.kind).label("in_all"),
        func.row_number().over(partition_by=found.c.kind, order_by=(found.c.detail, found.c.name)).label("rank"),
    ).subquery()
    return [dict(row) for row in (await session.execute(select(ranked).where(ranked.c.rank <= most))).mappings()]


def _waiting(kind: str, id: Any, told: Any, source: Any, where: Any, due_on: Any) -> Select[Any]:
    return (
        select(
            literal(kind).label("kind"),
            id.label("id"),
            org.c.name.label("name"),
            func.concat(told.form, " ", told.year, " ", report.c.status).label("detail"),
            org.c.id.label("organization_id"),
            org.c.name.label("organization_name"),
            due_on.label("due_on"),
        )
        .select_from(source)
        .where(*where)
    )
