"""Answers about surveys of need: the list, one with its plan, and how far the unions below are."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.needs_survey.schemas import NeedsProgressQuery, NeedsSurveyQuery
from backend.api.offers import Offer, open_steps, refusal_of
from backend.api.work import Work
from backend.db.queries import needs_survey as surveys
from backend.db.queries import organization as organizations
from backend.db.queries import visit_plan as plans
from backend.db.queries.needs_survey import FOLLOWED
from backend.db.tables.needs_survey import NeedsSurvey
from backend.domain.access import Permission
from backend.domain.needs import surveys as rules
from backend.domain.needs.codes import SurveyStep
from backend.domain.refusals import NotFound

TABLE = "needs_survey"
BEFORE = timedelta(days=365)
"""How long before a plan of visits a survey still speaks for it."""
_FIGURES = ("owing", "surveyed", "households", *FOLLOWED)


async def _narrow(work: Work, query: NeedsSurveyQuery) -> dict[str, Any]:
    return {
        "today": work.today,
        "under": await organizations.find_bounds(work.session, query.under_id),
        "organization_id": query.organization_id,
        "first": query.since,
        "last": query.until,
        "ways": query.way,
        "causes": query.cause,
        "states": query.state,
    }


LISTING = listing(
    permission=Permission.AID_READ,
    query=NeedsSurveyQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: surveys.list_surveys(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: surveys.count_surveys(scope=work.scope, cap=cap, **filters),
    order=("held_on", "id"),
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One survey. Raises `NotFound`."""
    return await whole(work, await surveys.get_survey(work.session, id))


async def whole(work: Work, row: NeedsSurvey) -> dict[str, Any]:
    """A survey with its plan and its steps; what was found is opened for whoever may see it."""
    union = await organizations.get_organization(work.session, row.organization_id)
    seen = work.sees(row.code, row.line_code)
    full = refusal_of(rules.require_room, row.measures)
    acted = refusal_of(rules.require_unacted, row.done)
    offers = [
        Offer(step, step.zh, step.en, Permission.AID_EDIT, why)
        for step, why in ((SurveyStep.PLAN, full), (SurveyStep.EDIT, None), (SurveyStep.DELETE, acted))
    ]
    state = rules.state_of(measures=row.measures, done=row.done, next_due=row.next_due, today=work.today)
    return {name: getattr(row, name) for name in surveys.PLAIN} | {
        "organization_name": union.name,
        "state": state,
        "findings": work.vault.open(row.findings, TABLE, "findings", row.id) if seen else None,
        "plan": [each.model_dump() for each in await surveys.list_measures(work.session, row.id)],
        "steps": open_steps(work, offers),
    }


async def progress(work: Work, query: NeedsProgressQuery) -> dict[str, Any]:
    """How far the unions below are, in a year or before a plan of visits. Raises `NotFound`."""
    id = query.under_id or work.scope.organization_id
    if id is None:
        raise NotFound()
    union = await organizations.get_organization(work.session, id)
    if query.visit_plan_id is None:
        year = query.year or work.today.year
        first, last = date(year, 1, 1), date(year, 12, 31)
    else:
        plan = await plans.get_plan(work.session, query.visit_plan_id)
        first, last = plan.starts_on - BEFORE, plan.ends_on
    rows = await surveys.follow(
        work.session,
        work.scope,
        top={name: getattr(union, name) for name in ("id", "name", "level", "code", "code_hi")},
        today=work.today,
        first=first,
        last=last,
        plan_id=query.visit_plan_id,
    )
    return {
        "organization_id": union.id,
        "organization_name": union.name,
        "first": first,
        "last": last,
        "total": {name: sum(row[name] for row in rows) for name in _FIGURES},
        "items": rows,
        "as_of": work.now,
    }
