"""Requests to take out whole numbers, as their askers and those who decide see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.tables.export import ExportApproval
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

approval: Any = ExportApproval.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


async def get_approval(session: AsyncSession, id: UUID, *, lock: bool = False) -> ExportApproval:
    """The request, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(ExportApproval, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


def list_approvals(
    *,
    scope: Scope,
    user_id: UUID,
    now: datetime,
    states: Sequence[str] = (),
    id: UUID | None = None,
    before: UUID | None = None,
    limit: int | None = None,
) -> Select[Any]:
    """Requests of the scope and one's own, the newest first, each with the state that it has at this moment."""
    lapsed = and_(approval.c.state.in_(("asked", "approved")), approval.c.expires_at <= literal(now))
    state = case((lapsed, "lapsed"), else_=approval.c.state)
    own = [column for column in approval.c if column.name not in ("digest", "state", "language")]
    statement = (
        select(*own, state.label("state"), org.c.name.label("organization_name"))
        .select_from(approval.outerjoin(org, org.c.id == approval.c.organization_id))
        .where(or_(within(approval, scope), approval.c.user_id == user_id))
        .order_by(approval.c.id.desc())
        .limit(limit)
    )
    if states:
        statement = statement.where(state.in_([str(each) for each in states]))
    if id is not None:
        statement = statement.where(approval.c.id == id)
    return statement if before is None else statement.where(approval.c.id < before)


async def find_fitting(session: AsyncSession, *, user_id: UUID, digest: bytes, now: datetime) -> UUID | None:
    """Somebody's approved request for exactly this, that still holds; the newest of several."""
    found = await session.scalars(
        select(approval.c.id)
        .where(
            approval.c.user_id == user_id,
            approval.c.digest == digest,
            approval.c.state == "approved",
            approval.c.expires_at > literal(now),
        )
        .order_by(approval.c.id.desc())
        .limit(1)
    )
    return found.first()
