"""Reading the rules of aid: what each union sets, and what holds at a place on a day."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.tables.aid import AidPolicyRow, AidTrialRow, Household
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.aid.codes import PolicyPart
from backend.domain.aid.policy import Layer, part_from
from backend.domain.refusals import NotFound

policy: Any = AidPolicyRow.__table__  # type: ignore[attr-defined]
trial: Any = AidTrialRow.__table__  # type: ignore[attr-defined]
file: Any = Household.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


ROWS_AT_ONCE = 2000


async def list_layers(session: AsyncSession) -> list[Layer]:
    """Every rule set of the city (doors.py): few rows, and announced to everybody below."""
    names = ("id", "organization_id", "organization_name", "effective_on", "low", "high", "parts")
    found = await session.execute(select(func.aid_policy_layers().table_valued(*names)))
    return [
        Layer(
            organization_id=row.organization_id,
            organization_name=row.organization_name,
            effective_on=row.effective_on,
            low=row.low,
            high=row.high,
            parts={PolicyPart(name): part_from(PolicyPart(name), kept) for name, kept in row.parts.items()},
        )
        for row in found
    ]


def list_policies(
    *,
    scope: Scope,
    id: UUID | None = None,
    organization_id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """What the unions of the scope set themselves, the newest first."""
    hidden = ("code", "line_code")
    statement = (
        select(*(each for each in policy.c if each.name not in hidden), org.c.name.label("organization_name"))
        .select_from(policy.join(org, org.c.id == policy.c.organization_id))
        .where(within(policy, scope))
        .order_by(policy.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(policy.c.id == id)
    if organization_id is not None:
        statement = statement.where(policy.c.organization_id == organization_id)
    if after is not None:
        statement = statement.where(policy.c.id < UUID(after[0]))
    return statement


async def get_policy(session: AsyncSession, id: UUID, *, lock: bool = False) -> AidPolicyRow:
    """A rule set of the scope. Raises `NotFound`."""
    found = await session.get(AidPolicyRow, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def write_trial(
    session: AsyncSession, job_id: UUID, user_id: UUID, rows: Sequence[Mapping[str, Any]], *, at: datetime
) -> None:
    """Write down for which files a trial would change something; what an interrupted run had written goes first."""
    await session.execute(delete(trial).where(trial.c.job_id == job_id))
    for begin in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[begin : begin + ROWS_AT_ONCE]
        own = {"job_id": job_id, "user_id": user_id, "created_at": at}
        await session.execute(
            insert(trial), [dict(row) | own | {"position": begin + place} for place, row in enumerate(part)]
        )


def list_trial(*, job_id: UUID, user_id: UUID, outcomes: Sequence[str], after: int | None, limit: int) -> Select[Any]:
    """The rows of a trial in their order, with the names that the caller may still see."""
    statement = (
        select(
            *(trial.c[name] for name in ("position", "household_id", "outcome", "before", "after")),
            trial.c.before_fen,
            trial.c.after_fen,
            file.c.number,
            file.c.name,
            file.c.status,
            org.c.name.label("organization_name"),
        )
        .select_from(
            trial.outerjoin(file, file.c.id == trial.c.household_id).outerjoin(org, org.c.id == file.c.organization_id)
        )
        .where(trial.c.job_id == job_id, trial.c.user_id == user_id)
        .order_by(trial.c.position)
        .limit(limit)
    )
    if outcomes:
        statement = statement.where(trial.c.outcome.in_(list(outcomes)))
    if after is not None:
        statement = statement.where(trial.c.position > after)
    return statement
