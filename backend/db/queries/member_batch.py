"""Batches of members: written down in one statement, judged and carried out some at a time, counted by what became."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Select, Uuid, all_, and_, case, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.bulk import unnested
from backend.db.statements import Asked
from backend.db.tables.member import Member
from backend.db.tables.member_batch import MemberBatch, MemberBatchRow
from backend.db.tables.organization import Organization
from backend.db.tables.process import Job
from backend.domain.access import Scope
from backend.domain.job import JobState
from backend.domain.member.batches import BatchDeed, MemberBatchOutcome, MemberBatchState
from backend.domain.refusals import NotFound

batch: Any = MemberBatch.__table__  # type: ignore[attr-defined]
row: Any = MemberBatchRow.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
job: Any = Job.__table__  # type: ignore[attr-defined]


async def get_batch(session: AsyncSession, id: UUID, *, lock: bool = False) -> MemberBatch:
    """The batch. Raises `NotFound`."""
    found = await session.get(MemberBatch, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


def _state() -> Any:
    """The state as it is now (domain/member/batches.py `state_of`, set-based), as far as one's own jobs tell."""
    broken = job.c.state.in_((JobState.FAILED.value, JobState.CANCELLED.value))
    return case(
        (and_(broken, batch.c.state == MemberBatchState.CHECKING.value), MemberBatchState.FAILED.value),
        (and_(broken, batch.c.state == MemberBatchState.CARRYING_OUT.value), MemberBatchState.CHECKED.value),
        else_=batch.c.state,
    )


def _deed() -> Any:
    """Which deed it is, read off what is kept of it."""
    only_cards = batch.c.deed["change"].has_key("card_issued_on") & (
        func.jsonb_build_object("card_issued_on", batch.c.deed["change"]["card_issued_on"]) == batch.c.deed["change"]
    )
    step = batch.c.deed["step"]["step"].astext
    return func.coalesce(step, case((only_cards, BatchDeed.CARD.value), else_=BatchDeed.CHANGE.value))


def list_batches(
    *,
    scope: Scope,
    under: tuple[int, int] | None = None,
    states: Sequence[str] = (),
    deeds: Sequence[str] = (),
    user_id: UUID | None = None,
    before: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Batches of the scope, the newest first."""
    wanted = ("id", "user_id", "user_name", "organization_id", "total", "can", "cannot", "done", "created_at")
    statement = (
        select(
            *(batch.c[name] for name in wanted),
            batch.c.carried_out_at,
            batch.c.version,
            batch.c.deed.label("_kept"),
            _deed().label("deed"),
            _state().label("state"),
            org.c.name.label("organization_name"),
        )
        .select_from(batch.join(org, org.c.id == batch.c.organization_id).outerjoin(job, job.c.id == batch.c.job_id))
        .where(within(batch, scope))
        .order_by(batch.c.id.desc())
        .limit(limit)
    )
    if under is not None:
        statement = statement.where(batch.c.code.between(*under))
    if states:
        statement = statement.where(_state().in_(states))
    if deeds:
        statement = statement.where(_deed().in_(deeds))
    if user_id is not None:
        statement = statement.where(batch.c.user_id == user_id)
    return statement if before is None else statement.where(batch.c.id < before)


def count_batches(*, cap: int, **asked: Any) -> Select[Any]:
    """How many batches that list has, counted up to `cap`."""
    return select(func.count()).select_from(list_batches(limit=cap, **asked).subquery())


async def count_open(session: AsyncSession, user_id: UUID) -> int:
    """How many batches of somebody wait for their job or are in it."""
    counted = (
        select(func.count())
        .select_from(batch.join(job, job.c.id == batch.c.job_id))
        .where(batch.c.user_id == user_id, job.c.user_id == user_id, job.c.state.in_(("queued", "running")))
    )
    return (await session.execute(counted)).scalar_one()


async def write_down(session: AsyncSession, of: MemberBatch, members: Asked, *, beside: Collection[UUID]) -> int:
    """Put whom a list has into a batch, in its order and without those of `beside`; returns how many.

    `members` is the list's own statement (`member_list.select_ids`): the ids never leave the database.
    """
    found = members.select.subquery("found")
    place = {name: getattr(of, name) for name in ("organization_id", "code", "line_code")}
    numbered = select(
        literal(of.id, row.c.batch_id.type),
        func.row_number().over(order_by=[found.c.code, found.c.id]),
        *[literal(value, row.c[name].type) for name, value in place.items()],
        found.c.id,
        literal(MemberBatchOutcome.WAITING.value),
    ).where(found.c.id != all_(literal(list(beside), ARRAY(Uuid))))
    names = ["batch_id", "position", *place, "member_id", "outcome"]
    done: CursorResult[Any] = await session.execute(insert(row).from_select(names, numbered))  # type: ignore[assignment]
    return done.rowcount


async def take_rows(session: AsyncSession, batch_id: UUID, *, outcome: str, limit: int) -> dict[UUID, int]:
    """The next members of whom this was said, with their positions, held until the end."""
    found = await session.execute(
        select(row.c.member_id, row.c.position)
        .where(row.c.batch_id == batch_id, row.c.outcome == outcome)
        .order_by(row.c.position)
        .limit(limit)
        .with_for_update()
    )
    return {taken.member_id: taken.position for taken in found}


async def mark_rows(
    session: AsyncSession, batch_id: UUID, said: Sequence[tuple[int, str, dict[str, Any] | None]]
) -> None:
    """Write down what is said of members: position, outcome, and the problem where there is one."""
    new = unnested(
        row,
        {
            "batch_id": [batch_id] * len(said),
            "position": [position for position, _, _ in said],
            "outcome": [outcome for _, outcome, _ in said],
            "problem": [problem for _, _, problem in said],
        },
    ).subquery("new")
    await session.execute(
        update(row)
        .where(row.c.batch_id == new.c.batch_id, row.c.position == new.c.position)
        .values(outcome=new.c.outcome, problem=new.c.problem)
    )


async def count_rows(session: AsyncSession, batch_id: UUID) -> dict[str, int]:
    """Of how many members each outcome is said."""
    found = await session.execute(
        select(row.c.outcome, func.count().label("members")).where(row.c.batch_id == batch_id).group_by(row.c.outcome)
    )
    return {counted.outcome: counted.members for counted in found}


async def list_reasons(session: AsyncSession, batch_id: UUID, *, most: int) -> list[dict[str, Any]]:
    """Why it cannot be done: each reason with the number of members, the most frequent first, `most` of them."""
    code, zh, en = (row.c.problem[name].astext for name in ("code", "zh", "en"))
    found = await session.execute(
        select(code.label("code"), zh.label("zh"), en.label("en"), func.count().label("members"))
        .where(row.c.batch_id == batch_id, row.c.outcome == MemberBatchOutcome.CANNOT.value)
        .group_by(code, zh, en)
        .order_by(func.count().desc(), code, zh)
        .limit(most)
    )
    return [dict(reason) for reason in found.mappings()]


def list_rows(*, batch_id: UUID, outcomes: Sequence[str], after: int | None, limit: int) -> Select[Any]:
    """Members of a batch in its order; who lies outside the scope now has no name."""
    statement = (
        select(
            row.c.position,
            row.c.member_id,
            member.c.name,
            org.c.name.label("organization_name"),
            row.c.outcome,
            row.c.problem,
        )
        .select_from(
            row.outerjoin(member, member.c.id == row.c.member_id).outerjoin(org, org.c.id == member.c.organization_id)
        )
        .where(row.c.batch_id == batch_id)
        .order_by(row.c.position)
        .limit(limit)
    )
    if outcomes:
        statement = statement.where(row.c.outcome.in_(outcomes))
    return statement if after is None else statement.where(row.c.position > after)
