"""Exports: rows of what was asked, made and is to be deleted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, String, cast, func, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.account import UserAccount
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.duty import Duty
from backend.db.tables.export import Export
from backend.db.tables.fund import Fund
from backend.db.tables.member import Member
from backend.db.tables.notice import Notice
from backend.db.tables.organization import Line, Organization
from backend.db.tables.payment import Payment, PaymentBatch
from backend.db.tables.process import Job
from backend.db.tables.protection import ProtectionCover, ProtectionEnrolment, ProtectionPlan
from backend.db.tables.sample import AidSample
from backend.db.tables.savings import Saver, SavingsSociety
from backend.db.tables.visit import VisitPlan, VisitTeam
from backend.domain.refusals import NotFound

export: Any = Export.__table__  # type: ignore[attr-defined]
job: Any = Job.__table__  # type: ignore[attr-defined]

_NAMED: Final[Mapping[Any, str]] = {
    **dict.fromkeys(
        (
            *(Organization, Line, UserAccount, Fund, AidProgram, VisitPlan, VisitTeam, Household),
            *(ProtectionPlan, ProtectionCover, SavingsSociety, Saver),
        ),
        "name",
    ),
    **dict.fromkeys((PaymentBatch, AidCase, Notice, Member, ProtectionEnrolment), "number"),
    Payment: "payee",
    AidSample: "seed",
    Duty: "name",
}
"""What ids in filters may be, and what such a thing is called: everybody who may filter by one knows its name."""

SHOWN = (
    *("id", "job_id", "organization_id", "noun", "format", "layout", "columns", "name", "rows", "size", "downloads"),
    *("unmasked", "approval_id", "created_at", "made_at", "expires_at", "dropped_at"),
)


async def get_export(session: AsyncSession, id: UUID, *, lock: bool = False) -> Export:
    """The caller's own export, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Export, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


def list_exports(
    *, user_id: UUID, id: UUID | None = None, before: UUID | None = None, limit: int | None = None
) -> Select[Any]:
    """Somebody's exports with the state of their jobs, the newest first."""
    statement = (
        select(
            *[export.c[name] for name in SHOWN],
            export.c.secret.is_not(None).label("password_waits"),
            job.c.state.label("job_state"),
        )
        .select_from(export.outerjoin(job, job.c.id == export.c.job_id))
        .where(export.c.user_id == user_id)
        .order_by(export.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(export.c.id == id)
    return statement if before is None else statement.where(export.c.id < before)


async def count_open(session: AsyncSession, user_id: UUID) -> int:
    """How many exports of somebody wait or are being made."""
    counted = (
        select(func.count())
        .select_from(export.join(job, job.c.id == export.c.job_id))
        .where(export.c.user_id == user_id, job.c.state.in_(("queued", "running")))
    )
    return (await session.execute(counted)).scalar_one()


async def list_expired(session: AsyncSession, now: datetime) -> Sequence[UUID]:
    """Exports whose time is over and whose file was not deleted yet."""
    found = await session.scalars(select(export.c.id).where(export.c.dropped_at.is_(None), export.c.expires_at < now))
    return found.all()


async def note_dropped(session: AsyncSession, ids: Sequence[UUID], now: datetime) -> None:
    """Note that their files are gone, and forget what was looked for and what opened them."""
    await session.execute(update(export).where(export.c.id.in_(ids)).values(dropped_at=now, query={}, secret=None))


async def find_names(session: AsyncSession, ids: Collection[UUID]) -> dict[str, str]:
    """What the things with these ids are called, as far as this transaction sees them; one statement."""
    if not ids:
        return {}
    tables = [(table.__table__, column) for table, column in _NAMED.items()]
    parts = [
        select(table.c.id, cast(table.c[name], String).label("name")).where(table.c.id.in_(ids))
        for table, name in tables
    ]
    return {str(row.id): row.name for row in await session.execute(union_all(*parts))}
