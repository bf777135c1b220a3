"""Answers about summaries that change nothing."""

from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.summary import counting
from backend.api.summary.schemas import PARTS, SummaryItem, SummaryQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import summary as summaries
from backend.db.queries.summary import SummaryFilters
from backend.db.tables.summary import AidSummary
from backend.domain.access import Permission
from backend.domain.refusals import Refusal
from backend.domain.summary import rules
from backend.domain.summary.codes import SummaryStatus, SummaryStep

MOST_CHOICES = 60


async def _narrow(work: Work, query: SummaryQuery) -> SummaryFilters:
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    return SummaryFilters(under=under, statuses=query.status, program_id=query.program_id, year=query.year)


LISTING = listing(
    permission=Permission.AID_READ,
    query=SummaryQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: summaries.list_summaries(
        scope=work.scope, filters=filters, after=UUID(after[0]) if after else None, limit=limit
    ),
    counted=lambda work, filters, cap: summaries.count_summaries(scope=work.scope, filters=filters, cap=cap),
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One summary with its figures, its photos and what may be done with it. Raises `NotFound`."""
    await work.session.flush()
    row = await summaries.get_summary(work.session, id)
    season = await counting.season_of(work, row)
    figures = await counting.figures_of(work, row, season)
    photos = await summaries.find_photos(work.session, row.photos, season)
    return {
        **row.model_dump(include=set(SummaryItem.model_fields)),
        **{part: row.texts.get(part, "") for part in PARTS},
        "first_on": season.first,
        "last_on": season.last,
        "figures": figures,
        "photos": [
            {
                "id": picture.id,
                "visit_id": picture.visit_id,
                "visit_on": about.visit_on,
                "unit": about.unit,
                "plan_name": about.plan_name,
            }
            for picture, about in photos
        ],
        "versions": len(await summaries.list_texts(work.session, id)),
        "steps": _steps(work, row),
    }


def _steps(work: Work, row: AidSummary) -> list[dict[str, Any]]:
    frozen: Refusal | None = None
    if row.status == SummaryStatus.ISSUED:
        frozen = rules.SummaryFrozen(issued_by=row.issued_by_name)
    unwritten = frozen or (None if row.texts.get("practice") else rules.SummaryUnwritten())
    issue, delete = SummaryStep.ISSUE, SummaryStep.DELETE
    return open_steps(
        work,
        (
            Offer(issue, issue.zh, issue.en, Permission.AID_EDIT, unwritten),
            Offer("edit", "修改", "Edit", Permission.AID_EDIT, frozen),
            Offer(delete, delete.zh, delete.en, Permission.AID_EDIT, frozen),
        ),
    )


async def list_versions(work: Work, id: UUID) -> dict[str, Any]:
    """What a summary said each time it was kept. Raises `NotFound`."""
    await summaries.get_summary(work.session, id)
    return {
        "items": [
            {name: getattr(each, name) for name in ("place", "title", "theme", "by_name", "at")}
            | {part: each.texts.get(part, "") for part in PARTS}
            for each in await summaries.list_texts(work.session, id)
        ]
    }


async def list_choices(work: Work, id: UUID) -> dict[str, Any]:
    """Photos that the summary may show, or could. Raises `NotFound`."""
    row = await summaries.get_summary(work.session, id)
    season = await counting.season_of(work, row)
    found = await work.session.execute(summaries.list_photos(season, limit=MOST_CHOICES))
    return {"items": found.mappings().all()}
