"""Who asks, with the grants in force."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.account import RoleGrant, SignInSession, UserAccount
from backend.db.tables.member import Member
from backend.db.tables.organization import Line, Organization
from backend.domain.access import Grant, Role
from backend.domain.account.sessions import Ending, Session, SessionKind, ending_of
from backend.domain.calendar import day_of
from backend.domain.caller import Caller
from backend.domain.organization.codes import Level, Tree

user: Any = UserAccount.__table__  # type: ignore[attr-defined]
session_: Any = SignInSession.__table__  # type: ignore[attr-defined]
grant: Any = RoleGrant.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]

SEEN_EVERY = timedelta(minutes=1)
"""A session's last use is written at most this often: the idle limit needs no more, and lists stay reads."""


async def find_caller(
    session: AsyncSession, *, session_id: UUID, now: datetime, acting: bool = True
) -> Caller | Ending | None:
    """Who holds this session; why it is over; or None for one that never was, or whose account is not active.

    The session is used by this unless `acting` is off: a page that polls keeps nobody signed in. An ending once seen is
    stored, so that a clock set back revives nothing.
    """
    found = await session.execute(
        select(
            user,
            session_.c.kind,
            session_.c.started_at,
            session_.c.last_seen_at,
            session_.c.ended_at,
            org.c.name.label("organization_name"),
            org.c.code.label("place"),
            org.c.level.label("organization_level"),
        )
        .select_from(session_.join(user, user.c.id == session_.c.user_id).join(org, org.c.id == user.c.organization_id))
        .where(session_.c.id == session_id, user.c.status == "active")
    )
    row = found.mappings().first()
    if row is None:
        return None
    ending = ending_of(session_of(session_id, row), now)
    if ending is not None:
        if ending is not Ending.ENDED:
            await session.execute(
                update(session_).values(ended_at=now, ended_why=ending.value).where(session_.c.id == session_id)
            )
        return ending
    if acting and row["last_seen_at"] < now - SEEN_EVERY:
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
        totp_enabled=row["totp_enabled"],
        organization_level=row["organization_level"],
    )


def session_of(id: UUID, row: Any) -> Session:
    """What the rules need of a session, out of a row that has its columns."""
    return Session(
        id=id,
        kind=SessionKind(row["kind"]),
        started_at=row["started_at"],
        active_at=row["last_seen_at"],
        ended_at=row["ended_at"],
    )


async def list_grants_in_force(session: AsyncSession, *, user_id: UUID, now: datetime) -> tuple[Grant, ...]:
    """The grants of a person that hold today, with the bounds of their subtrees.

    That of a member holds where the member stands: whoever is taken over by another union, or transferred, goes on.
    """
    by_line = grant.c.tree == Tree.LINE.value
    place = func.coalesce(member.c.organization_id, grant.c.organization_id)
    found = await session.execute(
        select(
            grant.c.id,
            grant.c.role,
            org.c.id.label("organization_id"),
            org.c.name,
            org.c.level,
            grant.c.tree,
            case((by_line, line.c.code), else_=org.c.code).label("low"),
            case((by_line, line.c.code_hi), else_=org.c.code_hi).label("high"),
            grant.c.starts_on,
            grant.c.ends_on,
        )
        .select_from(
            grant.join(user, user.c.id == grant.c.user_id)
            .outerjoin(member, and_(grant.c.role == Role.MEMBER.value, member.c.id == user.c.member_id))
            .join(org, org.c.id == place)
            .outerjoin(line, line.c.organization_id == org.c.id)
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
