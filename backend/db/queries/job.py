"""The queue of jobs: taken under a lease, kept by a heartbeat, ended once.

`attempts` is the fencing token: it grows each time a job is taken, and every write of a run names its own. A run whose
lease ran out and was taken up by another can therefore neither report nor commit anything. Leases are measured by the
database's clock, the only one that all workers share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries.account import list_grants_in_force
from backend.db.tables.account import RoleGrant, UserAccount
from backend.db.tables.organization import Organization
from backend.db.tables.process import Job
from backend.domain.access import Role
from backend.domain.caller import Caller
from backend.domain.refusals import NotFound

job: Any = Job.__table__  # type: ignore[attr-defined]
user: Any = UserAccount.__table__  # type: ignore[attr-defined]
grant: Any = RoleGrant.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


MOST_ATTEMPTS = 8
"""A job that was broken off so often is taken up no more; `end_abandoned` then ends it with its reason."""


class LeaseLost(Exception):
    """Another worker has taken the job up; whatever this one was about to write must not be."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in the hands of one worker."""

    id: UUID
    kind: str
    user_id: UUID
    organization_id: UUID
    request: Mapping[str, Any]
    attempt: int


def _until(seconds: float) -> Any:
    return func.now() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)


async def take(session: AsyncSession, *, lease: float, only: UUID | None = None) -> Taken | None:
    """The oldest job that waits, or whose worker went silent; None when there is none."""
    abandoned = and_(job.c.state == "running", job.c.lease_until < func.now())
    waiting = (
        select(job.c.id)
        .where(
            or_(job.c.state == "queued", abandoned),
            job.c.attempts < MOST_ATTEMPTS,
            *([job.c.id == only] if only else []),
        )
        .order_by(job.c.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = await session.execute(
        update(job)
        .where(job.c.id == waiting.scalar_subquery())
        .values(
            state="running",
            attempts=job.c.attempts + 1,
            lease_until=_until(lease),
            started_at=func.coalesce(job.c.started_at, func.now()),
        )
        .returning(job.c.id, job.c.kind, job.c.user_id, job.c.organization_id, job.c.request, job.c.attempts)
    )
    row = found.first()
    return Taken(*row) if row is not None else None


def _mine(id: UUID, attempt: int) -> Any:
    return and_(job.c.id == id, job.c.attempts == attempt, job.c.state == "running")


async def beat(session: AsyncSession, id: UUID, attempt: int, *, lease: float) -> bool:
    """Keep the lease. Returns whether the job is to stop. Raises `LeaseLost`."""
    return await _write(session, id, attempt, lease_until=_until(lease))


async def report(session: AsyncSession, id: UUID, attempt: int, *, done: int, total: int | None, message: str) -> bool:
    """Write the progress. Returns whether the job is to stop. Raises `LeaseLost`."""
    return await _write(session, id, attempt, done=done, total=total, message=message)


async def _write(session: AsyncSession, id: UUID, attempt: int, **values: Any) -> bool:
    found = await session.execute(
        update(job).where(_mine(id, attempt)).values(values).returning(job.c.cancel_requested)
    )
    cancel: bool | None = found.scalar_one_or_none()
    if cancel is None:
        raise LeaseLost()
    return cancel


async def hold(session: AsyncSession, id: UUID, attempt: int) -> None:
    """Make sure, until this transaction ends, that nobody else takes the job up. Raises `LeaseLost`.

    Asked last in every transaction of a run: what it wrote is committed by the holder of the job or not at all.
    """
    found = await session.execute(select(job.c.id).where(_mine(id, attempt)).with_for_update(read=True))
    if found.first() is None:
        raise LeaseLost()


async def finish(
    session: AsyncSession,
    id: UUID,
    attempt: int,
    *,
    state: str,
    result: Mapping[str, Any] | None = None,
    problem: Mapping[str, Any] | None = None,
) -> None:
    """End the job. Raises `LeaseLost`."""
    await _write(
        session,
        id,
        attempt,
        state=state,
        result=result,
        problem=problem,
        message="ended",
        lease_until=None,
        ended_at=func.now(),
    )


async def release(session: AsyncSession, id: UUID, attempt: int) -> None:
    """Put the job back, for another worker to take at once. Nothing happens when it is not ours any more."""
    await session.execute(
        update(job).where(_mine(id, attempt)).values(state="queued", lease_until=None, message="waiting")
    )


async def request_cancel(session: AsyncSession, id: UUID) -> str:
    """Ask a job to stop; one that waits is ended at once. Returns its state after that. Raises `NotFound`."""
    await session.execute(
        update(job)
        .where(job.c.id == id, job.c.state == "queued")
        .values(state="cancelled", ended_at=func.now(), message="ended", cancel_requested=True)
    )
    await session.execute(update(job).where(job.c.id == id, job.c.state == "running").values(cancel_requested=True))
    found = await session.execute(select(job.c.state).where(job.c.id == id))
    state: str | None = found.scalar_one_or_none()
    if state is None:
        raise NotFound()
    return state


async def get_job(session: AsyncSession, id: UUID) -> dict[str, Any]:
    """The caller's own job. Raises `NotFound`."""
    found = await session.execute(_told().where(job.c.id == id))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)


async def find_states(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """The states of jobs, as far as the caller sees them: somebody else's job is not seen."""
    if not ids:
        return {}
    found = await session.execute(select(job.c.id, job.c.state).where(job.c.id.in_(ids)))
    return {row.id: row.state for row in found}


async def mark_seen(session: AsyncSession, ids: Sequence[UUID], *, user_id: UUID, at: datetime) -> None:
    """Their asker has looked at how these ended. What goes on, is not theirs or was looked at before stays as it is."""
    await session.execute(
        update(job)
        .where(job.c.id.in_(ids), job.c.user_id == user_id, job.c.ended_at.is_not(None), job.c.seen_at.is_(None))
        .values(seen_at=at)
    )


def list_jobs(*, user_id: UUID, before: UUID | None, limit: int, unseen: bool = False) -> Select[Any]:
    """The jobs of one person, newest first. Ids are UUIDv7: their order is that of creation.

    `unseen`: only those that go on, and those of whose end the person has not heard yet.
    """
    statement = _told().where(job.c.user_id == user_id).order_by(job.c.id.desc()).limit(limit)
    if unseen:
        statement = statement.where(job.c.seen_at.is_(None))
    return statement if before is None else statement.where(job.c.id < before)


def _told() -> Select[Any]:
    return select(
        job.c.id,
        job.c.kind,
        job.c.state,
        job.c.organization_id,
        job.c.request,
        job.c.done,
        job.c.total,
        job.c.message,
        job.c.result,
        job.c.problem,
        job.c.attempts,
        job.c.cancel_requested,
        job.c.created_at,
        job.c.started_at,
        job.c.ended_at,
        job.c.seen_at,
    )


async def end_abandoned(session: AsyncSession, *, problem: Mapping[str, Any]) -> int:
    """End the jobs that were broken off `MOST_ATTEMPTS` times; returns how many."""
    done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        update(job)
        .where(
            job.c.attempts >= MOST_ATTEMPTS,
            or_(job.c.state == "queued", and_(job.c.state == "running", job.c.lease_until < func.now())),
        )
        .values(state="failed", problem=dict(problem), ended_at=func.now(), lease_until=None, message="ended")
    )
    return done.rowcount


async def find_asker(session: AsyncSession, user_id: UUID, *, job_id: UUID, now: datetime) -> Caller | None:
    """Who asked for a job, with the grants that hold now; None when the account is not active."""
    found = await session.execute(
        select(user, org.c.name.label("organization_name"), org.c.code.label("place"))
        .select_from(user.join(org, org.c.id == user.c.organization_id))
        .where(user.c.id == user_id, user.c.status == "active")
    )
    row = found.mappings().first()
    if row is None:
        return None
    return Caller(
        user_id=row["id"],
        session_id=job_id,
        name=row["name"],
        login=row["login"],
        organization_id=row["organization_id"],
        organization_name=row["organization_name"],
        code=row["place"],
        member_id=row["member_id"],
        grants=await list_grants_in_force(session, user_id=user_id, now=now),
        must_change_password=row["must_change_password"],
    )


async def find_user(session: AsyncSession, login: str | None) -> UUID | None:
    """The active account of this login; without one, that of the officer who stands highest."""
    if login is not None:
        found = await session.scalars(select(user.c.id).where(user.c.login == login.lower(), user.c.status == "active"))
        return found.first()
    found = await session.scalars(
        select(user.c.id)
        .select_from(user.join(grant, grant.c.user_id == user.c.id).join(org, org.c.id == grant.c.organization_id))
        .where(user.c.status == "active", grant.c.status == "active", grant.c.role == Role.OFFICER.value)
        .order_by(org.c.level, user.c.created_at)
        .limit(1)
    )
    return found.first()
