"""Reading reports: one, those of a place, and the board of those that are due below a union."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Select, String, and_, cast, func, literal, null, or_, select, true, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.organization import Organization
from backend.db.tables.report import Report
from backend.domain.access import Scope
from backend.domain.refusals import NotFound
from backend.domain.report.catalogue import REPORTING
from backend.domain.report.workflow import ReportStatus

org: Any = Organization.__table__  # type: ignore[attr-defined]
report: Any = Report.__table__  # type: ignore[attr-defined]

_ITEM = (
    *("id", "organization_id", "organization_name", "form", "year", "status", "computed_at", "submitted_at"),
    *("submitted_by_name", "decided_at", "decided_by_name", "reason", "version"),
)


async def get_report(session: AsyncSession, id: UUID, *, lock: bool = False) -> Report:
    """The report, locked for a change if asked, with the union that stands above its union now. Raises `NotFound`.

    A township that has moved to another county reports there.
    """
    found = await session.get(Report, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    above = await session.scalar(select(org.c.parent_id).where(org.c.id == found.organization_id))
    if above != found.above_id:
        # Looking at it is no change; a step keeps it.
        (setattr if lock else set_committed_value)(found, "above_id", above)
    return found


async def list_children(session: AsyncSession, parent_id: UUID) -> Sequence[Any]:
    """The living unions directly below one that fill reports themselves, in tree order."""
    found = await session.execute(
        select(org.c.id, org.c.name)
        .where(
            org.c.parent_id == parent_id,
            org.c.status == "active",
            org.c.kind.in_(sorted(str(kind) for kind in REPORTING)),
        )
        .order_by(org.c.code)
    )
    return found.all()


async def find_of(session: AsyncSession, ids: Iterable[UUID], form: str, year: int) -> Mapping[UUID, Report]:
    """The reports of these unions, by union."""
    found = await session.scalars(
        select(Report).where(report.c.organization_id.in_(ids), report.c.form == form, report.c.year == year)
    )
    return {row.organization_id: row for row in found}


async def list_board(session: AsyncSession, parent_id: UUID, form: str, year: int) -> Sequence[Mapping[str, Any]]:
    """The unions directly below one that fill a form, each with its report or without."""
    joined = org.outerjoin(
        report, and_(report.c.organization_id == org.c.id, report.c.form == form, report.c.year == year)
    )
    found = await session.execute(
        select(
            org.c.id.label("organization_id"),
            org.c.name.label("organization_name"),
            report.c.id.label("report_id"),
            *(report.c[name] for name in ("status", "submitted_at", "submitted_by_name", "decided_at", "reason")),
        )
        .select_from(joined)
        .where(
            org.c.parent_id == parent_id,
            org.c.status == "active",
            org.c.kind.in_(sorted(str(kind) for kind in REPORTING)),
        )
        .order_by(org.c.code)
    )
    return [dict(row) for row in found.mappings()]


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
        ours = select(org.c.id).where(org.c.parent_id == scope.organization_id)
        conditions.append(
            or_(
                and_(report.c.status == ReportStatus.SUBMITTED.value, report.c.organization_id.in_(ours)),
                and_(report.c.status == ReportStatus.RETURNED.value, report.c.organization_id == scope.organization_id),
            )
        )
    if after is not None:
        conditions.append(report.c.id < UUID(after[0]))
    return select(*[report.c[name] for name in _ITEM]).where(*conditions).order_by(report.c.id.desc()).limit(limit)


async def list_waiting(
    session: AsyncSession, scope: Scope, *, due: Sequence[tuple[str, int]], kinds: Iterable[str], most: int
) -> Sequence[Mapping[str, Any]]:
    """Reports that the caller's union owes (`report_due`: not begun, not handed in, or returned), of each form that of
    the year that is over; and those that unions directly below have handed in (`report_review`).

    `detail` is the form, the year and where the report is, empty where it was not begun; `id` is then the union's.
    """
    forms, years = literal([form for form, _ in due], ARRAY(String)), literal([year for _, year in due], ARRAY(Integer))
    owed = select(func.unnest(forms).label("form"), func.unnest(years).label("year")).subquery("owed")
    theirs = and_(report.c.organization_id == org.c.id, report.c.form == owed.c.form, report.c.year == owed.c.year)
    ours = (
        *(org.c.id == scope.organization_id, org.c.status == "active", org.c.kind.in_(sorted(map(str, kinds)))),
        or_(report.c.id.is_(None), report.c.status.in_(("draft", "returned"))),
    )
    below = (org.c.parent_id == scope.organization_id, report.c.status == "submitted")
    parts = [
        _waiting(
            "report_due",
            func.coalesce(report.c.id, org.c.id),
            owed.c,
            org.join(owed, true()).outerjoin(report, theirs),
            ours,
        ),
        _waiting("report_review", report.c.id, report.c, report.join(org, org.c.id == report.c.organization_id), below),
    ]
    found = union_all(*parts).subquery()
    ranked = select(
        found,
        func.count().over(partition_by=found.c.kind).label("in_all"),
        func.row_number().over(partition_by=found.c.kind, order_by=(found.c.detail, found.c.name)).label("rank"),
    ).subquery()
    return [dict(row) for row in (await session.execute(select(ranked).where(ranked.c.rank <= most))).mappings()]


def _waiting(kind: str, id: Any, told: Any, source: Any, where: Any) -> Select[Any]:
    return (
        select(
            literal(kind).label("kind"),
            id.label("id"),
            org.c.name.label("name"),
            func.concat(told.form, " ", told.year, " ", report.c.status).label("detail"),
            org.c.id.label("organization_id"),
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
        )
        .select_from(source)
        .where(*where)
    )
