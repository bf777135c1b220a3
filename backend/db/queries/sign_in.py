"""What happens at the door: accounts with their secrets, tries to sign in, sessions and their tokens.

All of it lies behind `Hidden` and `Own`, so it is seen by transactions without a person only.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.tables.account import (
    RefreshToken,
    RoleGrant,
    SignInAttempt,
    SignInSession,
    UserAccount,
    UserCredential,
)
from backend.domain.account.lockout import LOOK_BACK, Attempt, Failure

attempt: Any = SignInAttempt.__table__  # type: ignore[attr-defined]
session_: Any = SignInSession.__table__  # type: ignore[attr-defined]
token: Any = RefreshToken.__table__  # type: ignore[attr-defined]
grant: Any = RoleGrant.__table__  # type: ignore[attr-defined]

EVERYWHERE_BACK = timedelta(minutes=2)
EVERYWHERE_MOST = 500
_ONE_AFTER_THE_OTHER = text(
    "select pg_advisory_xact_lock(hashtextextended(k, 0)) from unnest(cast(:keys as text[])) as k order by k"
)


async def lock_attempts(session: AsyncSession, keys: Sequence[str]) -> None:
    """Let tries at one account, or from one address, be judged one after the other until this transaction ends."""
    await session.execute(_ONE_AFTER_THE_OTHER, {"keys": sorted(keys)})


async def find_account(session: AsyncSession, login: str) -> tuple[UserAccount, UserCredential] | None:
    """The account with this login and its secrets, or None."""
    found = await session.execute(
        sqlmodel_select(UserAccount, UserCredential)
        .join(UserCredential, col(UserCredential.user_id) == col(UserAccount.id))
        .where(col(UserAccount.login) == login)
    )
    row = found.first()
    return None if row is None else (row[0], row[1])


async def get_account(
    session: AsyncSession, id: UUID, *, lock: bool = False
) -> tuple[UserAccount, UserCredential] | None:
    """An account and its secrets, both locked for a change if asked."""
    statement = (
        sqlmodel_select(UserAccount, UserCredential)
        .join(UserCredential, col(UserCredential.user_id) == col(UserAccount.id))
        .where(col(UserAccount.id) == id)
    )
    found = await session.execute(statement.with_for_update() if lock else statement)
    row = found.first()
    return None if row is None else (row[0], row[1])


async def knows_device(session: AsyncSession, user_id: UUID, mark: str) -> bool:
    """Whether this device has signed in to this account before."""
    found = await session.execute(
        select(func.count()).select_from(session_).where(session_.c.user_id == user_id, session_.c.mark == mark)
    )
    return bool(mark and found.scalar_one())


async def list_failures(
    session: AsyncSession, attempted: Attempt, *, login_hash: bytes, now: datetime
) -> tuple[list[Failure], list[datetime]]:
    """The failures that count for a try, and the times of those of unknown devices in the whole system.

    A success clears the account and not the address: earlier failures of the account come back as of nobody's.
    """
    since = now - LOOK_BACK
    cleared = await session.execute(
        select(func.max(attempt.c.at)).where(attempt.c.login_hash == login_hash, attempt.c.outcome == "succeeded")
    )
    last_success: datetime | None = cleared.scalar_one()
    found = await session.execute(
        select(attempt.c.at, attempt.c.login_hash, attempt.c.address, attempt.c.mark).where(
            attempt.c.at > since,
            attempt.c.outcome == "tried",
            or_(attempt.c.login_hash == login_hash, attempt.c.address == attempted.address),
        )
    )
    failures = []
    for at, hashed, address, mark in found:
        counts = hashed == login_hash and (last_success is None or at > last_success)
        account = attempted.account if counts else ""
        failures.append(Failure(at=at, account=account, address=address, device=mark or None))
    everywhere = await session.execute(
        select(attempt.c.at)
        .where(attempt.c.at > now - EVERYWHERE_BACK, attempt.c.outcome == "tried", attempt.c.mark == "")
        .order_by(attempt.c.at.desc())
        .limit(EVERYWHERE_MOST)
    )
    return failures, list(everywhere.scalars())


async def settle_attempt(session: AsyncSession, id: UUID, outcome: str) -> None:
    """Say how a try ended."""
    await session.execute(update(attempt).values(outcome=outcome).where(attempt.c.id == id))


async def holds_a_post(session: AsyncSession, user_id: UUID) -> bool:
    """Whether an account is anything but a member's."""
    found = await session.execute(
        select(func.count()).select_from(grant).where(grant.c.user_id == user_id, grant.c.role != "member")
    )
    return bool(found.scalar_one())


async def list_live_sessions(session: AsyncSession, user_id: UUID) -> list[UUID]:
    """The sessions of an account that have not ended."""
    found = await session.execute(
        select(session_.c.id).where(session_.c.user_id == user_id, session_.c.ended_at.is_(None))
    )
    return list(found.scalars())


async def end_sessions(session: AsyncSession, ids: Sequence[UUID], *, now: datetime, why: str) -> int:
    """End these sessions, those that have not ended; returns how many."""
    done = await session.execute(
        update(session_)
        .values(ended_at=now, ended_why=why)
        .where(session_.c.id.in_(ids), session_.c.ended_at.is_(None))
    )
    return done.rowcount  # type: ignore[attr-defined, no-any-return]


async def find_refresh_token(
    session: AsyncSession, token_hash: bytes
) -> tuple[RefreshToken, SignInSession, bool] | None:
    """A refresh token with its session, both locked, and whether the one that followed it was used."""
    found = await session.execute(
        sqlmodel_select(RefreshToken, SignInSession)
        .join(SignInSession, col(SignInSession.id) == col(RefreshToken.session_id))
        .where(col(RefreshToken.token_hash) == token_hash)
        .with_for_update()
    )
    row = found.first()
    if row is None:
        return None
    used = await session.execute(
        select(func.count()).select_from(token).where(token.c.parent_id == row[0].id, token.c.used_at.is_not(None))
    )
    return row[0], row[1], bool(used.scalar_one())


async def is_token(session: AsyncSession, token_hash: bytes) -> bool:
    """Whether such a token was given out."""
    found = await session.execute(select(func.count()).select_from(token).where(token.c.token_hash == token_hash))
    return bool(found.scalar_one())


def list_sessions() -> Any:
    """The caller's own living sessions, the latest first."""
    return (
        select(
            session_.c.id,
            session_.c.device,
            session_.c.address,
            session_.c.started_at,
            session_.c.last_seen_at,
        )
        .where(session_.c.ended_at.is_(None))
        .order_by(session_.c.started_at.desc())
    )
