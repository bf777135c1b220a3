"""Summaries of aid: their rows, the versions of their texts, and the photos that they may show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.db.bounds import within
from backend.db.queries.summary_figures import STOPS, Season, picture, plan, program, visit
from backend.db.tables.summary import AidSummary, AidSummaryText
from backend.db.tables.visit import VisitPicture
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

summary: Any = AidSummary.__table__  # type: ignore[attr-defined]
kept: Any = AidSummaryText.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFilters:
    """What a list of summaries is narrowed by."""

    under: tuple[int, int] | None = None
    statuses: Collection[str] = ()
    program_id: UUID | None = None
    year: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL. The year of a programme's summary is that of the programme."""
        found: list[ColumnElement[bool]] = []
        if self.under is not None:
            found.append(summary.c.code.between(*self.under))
        if self.statuses:
            found.append(summary.c.status.in_([str(each) for each in self.statuses]))
        if self.program_id is not None:
            found.append(summary.c.program_id == self.program_id)
        if self.year is not None:
            of_year = select(program.c.id).where(program.c.year == self.year)
            found.append(or_(summary.c.year == self.year, summary.c.program_id.in_(of_year)))
        return found


_ITEM = (
    *("id", "organization_id", "organization_name", "program_id", "program_name", "year", "quarter", "title", "theme"),
    *("status", "maker_name", "issued_by_name", "issued_at", "created_at", "updated_at", "version"),
)


def list_summaries(*, scope: Scope, filters: SummaryFilters, after: UUID | None = None, limit: int) -> Select[Any]:
    """Summaries of the scope, the newest first."""
    conditions = [within(summary, scope), *filters.conditions()]
    if after is not None:
        conditions.append(summary.c.id < after)
    return select(*(summary.c[name] for name in _ITEM)).where(*conditions).order_by(summary.c.id.desc()).limit(limit)


def count_summaries(*, scope: Scope, filters: SummaryFilters, cap: int) -> Select[Any]:
    """How many summaries a list has, counted up to `cap`."""
    inner = select(summary.c.id).where(within(summary, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(inner.subquery())


async def get_summary(session: AsyncSession, id: UUID, *, lock: bool = False) -> AidSummary:
    """A summary of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(AidSummary, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_texts(session: AsyncSession, id: UUID) -> Sequence[AidSummaryText]:
    """Every version of what a summary said, the latest first."""
    found = await session.scalars(
        select(AidSummaryText).where(col(AidSummaryText.summary_id) == id).order_by(kept.c.place.desc())
    )
    return found.all()


async def keep_text(session: AsyncSession, row: AidSummary, *, by: str, at: Any) -> None:
    """Write down what a held summary says now, as its next version."""
    last = await session.scalar(select(func.max(kept.c.place)).where(kept.c.summary_id == row.id))
    session.add(
        AidSummaryText(
            summary_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            place=(last or 0) + 1,
            title=row.title,
            theme=row.theme,
            texts=dict(row.texts),
            by_name=by,
            at=at,
        )
    )


async def drop(session: AsyncSession, row: AidSummary) -> None:
    """Throw a draft away with its versions."""
    await session.execute(kept.delete().where(kept.c.summary_id == row.id))
    await session.delete(row)


def list_photos(season: Season, *, limit: int) -> Select[Any]:
    """Photos of the visits made, those that may be shown first."""
    return (
        select(
            picture.c.id,
            picture.c.visit_id,
            picture.c.publishable,
            picture.c.published_by_name,
            visit.c.version.label("visit_version"),
            visit.c.visit_on,
            visit.c.unit,
            plan.c.name.label("plan_name"),
        )
        .select_from(STOPS.join(picture, picture.c.visit_id == visit.c.id))
        .where(*season.visits, visit.c.status == "done", picture.c.kind == "photo")
        .order_by(picture.c.publishable.desc(), visit.c.visit_on, picture.c.id)
        .limit(limit)
    )


async def find_photos(session: AsyncSession, ids: Sequence[UUID], season: Season) -> list[tuple[VisitPicture, Any]]:
    """Those of these pictures that may be shown and are of a visit of the season, in their order; each with its visit."""
    found = await session.execute(
        select(VisitPicture, visit.c.visit_on, visit.c.unit, plan.c.name.label("plan_name"))
        .select_from(STOPS.join(picture, picture.c.visit_id == visit.c.id))
        .where(
            *season.visits,
            visit.c.status == "done",
            picture.c.kind == "photo",
            picture.c.publishable,
            picture.c.id.in_(list(ids)),
        )
    )
    by_id = {row[0].id: (row[0], row) for row in found}
    return [by_id[id] for id in ids if id in by_id]
