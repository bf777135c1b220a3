"""Reading accounts: who asks, with the grants in force."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.account import RoleGrant, SignInSession, UserAccount
from backend.db.tables.organization import Line, Organization
from backend.domain.access import Grant, Role
from backend.domain.calendar import day_of
from backend.domain.caller import Caller
from backend.domain.organization.codes import Level, Tree

user: Any = UserAccount.__table__  # type: ignore[attr-defined]
session_: Any = SignInSession.__table__  # type: ignore[attr-defined]
grant: Any = RoleGrant.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]

SEEN_EVERY = timedelta(minutes=1)
"""A session's last use is written at most this often: the idle limit needs no more, and lists stay reads."""


async def find_caller(session: AsyncSession, *, session_id: UUID, now: datetime, idle: timedelta) -> Caller | None:
    """Who holds this session, if it lives: not ended, not idle too long, the account active."""
    found = await session.execute(
        select(user, session_.c.last_seen_at, org.c.name.label("organization_name"), org.c.code.label("place"))
        .select_from(session_.join(user, user.c.id == session_.c.user_id).join(org, org.c.id == user.c.organization_id))
        .where(
            session_.c.id == session_id,
            session_.c.ended_at.is_(None),
            session_.c.last_seen_at > now - idle,
            user.c.status == "active",
        )
    )
    row = found.mappings().first()
    if row is None:
        return None
    if row["last_seen_at"] < now - SEEN_EVERY:
        await session.execute(update(session_).values(last_seen_at=now).where(session_.c.id == session_id))
    return Caller(
        user_id=row["id"],
        session_id=session_id,
        name=row["name"],
        login=row["login"],
        organization_id=row["organization_id"],
        organization_name=row["organization_name"],
        code=row["place"],
        member_id=row["member_id"],
        grants=await list_grants_in_force(session, user_id=row["id"], now=now),
        must_change_password=row["must_change_password"],
    )


async def list_grants_in_force(session: AsyncSession, *, user_id: UUID, now: datetime) -> tuple[Grant, ...]:
    """The grants of a person that hold today, with the bounds of their subtrees."""
    by_line = grant.c.tree == Tree.LINE.value
    found = await session.execute(
        select(
            grant.c.id,
            grant.c.role,
            grant.c.organization_id,
            org.c.name,
            org.c.level,
            grant.c.tree,
            case((by_line, line.c.code), else_=org.c.code).label("low"),
            case((by_line, line.c.code_hi), else_=org.c.code_hi).label("high"),
            grant.c.starts_on,
            grant.c.ends_on,
        )
        .select_from(
            grant.join(org, org.c.id == grant.c.organization_id).outerjoin(line, line.c.organization_id == org.c.id)
        )
        .where(grant.c.user_id == user_id, grant.c.status == "active", org.c.status == "active")
        .order_by(grant.c.created_at)
    )
    today = day_of(now)
    grants = (
        Grant(
            id=row.id,
            role=Role(row.role),
            organization_id=row.organization_id,
            organization_name=row.name,
            level=Level(row.level),
            tree=Tree(row.tree),
            low=row.low,
            high=row.high,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in found
        if row.low is not None
    )
    return tuple(held for held in grants if held.in_force(today))
