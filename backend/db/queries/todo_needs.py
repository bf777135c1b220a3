"""What waits of surveys of need: plans with a measure whose day has passed (AID-28)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.queries.needs_survey import measure, org, survey
from backend.db.queries.todo import IN_ALL
from backend.domain.access import Scope


async def list_overdue(session: AsyncSession, scope: Scope, *, today: date, most: int) -> Sequence[Mapping[str, Any]]:
    """Surveys with measures that were to be done before today and are not, as the list filtered by that state; `name` is
    the measure that is longest overdue, `detail` "2 女工部": how many are, and who answers for that one."""
    in_turn = (measure.c.due_on, measure.c.id)
    late = (
        select(
            func.count().label("n"),
            func.array_agg(aggregate_order_by(measure.c.what, *in_turn))[1].label("what"),
            func.array_agg(aggregate_order_by(measure.c.lead, *in_turn))[1].label("lead"),
        )
        .where(measure.c.survey_id == survey.c.id, measure.c.done_on.is_(None), measure.c.due_on < today)
        .lateral()
    )
    found = await session.execute(
        select(
            literal("needs_overdue").label("kind"),
            survey.c.id,
            late.c.what.label("name"),
            func.concat_ws(" ", late.c.n, late.c.lead).label("detail"),
            survey.c.organization_id,
            org.c.name.label("organization_name"),
            survey.c.next_due.label("due_on"),
            IN_ALL,
        )
        .select_from(survey.join(org, org.c.id == survey.c.organization_id).join(late, true()))
        .where(within(survey, scope), survey.c.next_due < today)
        .order_by(survey.c.next_due, survey.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]
