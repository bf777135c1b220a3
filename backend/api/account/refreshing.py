"""Going on with a session, and ending it (trust.md 2.2; A-04; ASVS 10.4.5)."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.api import tokens
from backend.api.account.door import Door, Opened
from backend.api.account.signin import access_token, state_of
from backend.db.queries import sign_in as queries
from backend.db.tables.account import RefreshToken, SignInSession, UserAccount
from backend.domain.account.sessions import (
    RULES,
    Ending,
    Expired,
    RevokeFamily,
    Rotate,
    SameSuccessor,
    SessionEnded,
    SessionKind,
    decide_refresh,
)
from backend.domain.account.sessions import RefreshToken as Shown
from backend.domain.account.sessions import Session as Rested
from backend.domain.refusals import Refusal, Unauthenticated


async def refresh(door: Door, token: str) -> Opened:
    """A new access token, and the refresh token that follows this one. A token shown twice ends its family.

    Refuses `SessionEnded`, and `Unauthenticated` for what was never a token.
    """
    refusal: Refusal | None = None
    opened: Opened | None = None
    async with door.transaction() as session:
        found = await queries.find_refresh_token(session, tokens.refresh_hash(token))
        user = await session.get(UserAccount, found[1].user_id) if found else None
        if found is None or user is None or user.status != "active":
            refusal = Unauthenticated()
        else:
            row, signed_in, successor_used = found
            shown = Shown(
                session=_rested(signed_in), device=signed_in.mark, used_at=row.used_at, successor_used=successor_used
            )
            match decide_refresh(shown, now=door.now, device=door.mark):
                case Rotate():
                    row.used_at = door.now
                    opened = await _follow(door, session, token, row, signed_in, user)
                case SameSuccessor():
                    opened = await _repeat(door, session, token, signed_in, user)
                    refusal = Unauthenticated() if opened is None else None
                case RevokeFamily(reason):
                    await queries.end_sessions(session, [signed_in.id], now=door.now, why="refresh_reused")
                    door.tell(
                        session, "session_revoked", user, by_user=False, session_id=signed_in.id, why=reason.value
                    )
                    refusal = SessionEnded()
                case Expired(reason):
                    if reason is not Ending.ENDED:
                        await queries.end_sessions(session, [signed_in.id], now=door.now, why=reason.value)
                    refusal = SessionEnded()
    if opened is None:
        raise refusal or Unauthenticated()
    return opened


async def sign_out(door: Door, token: str | None) -> UUID | None:
    """End the session of this refresh token; which it was. What is no token of a living session ends nothing."""
    if token is None:
        return None
    async with door.transaction() as session:
        found = await queries.find_refresh_token(session, tokens.refresh_hash(token))
        if found is None or found[1].ended_at is not None:
            return None
        signed_in = found[1]
        await queries.end_sessions(session, [signed_in.id], now=door.now, why="signed_out")
        user = await session.get(UserAccount, signed_in.user_id)
        door.tell(session, "signed_out", user, by_user=True, session_id=signed_in.id)
        return signed_in.id


async def _follow(
    door: Door, session: AsyncSession, token: str, row: RefreshToken, signed_in: SignInSession, user: UserAccount
) -> Opened:
    successor = tokens.refresh_token(door.ring, parent=token)
    session.add(
        RefreshToken(
            session_id=signed_in.id,
            parent_id=row.id,
            token_hash=tokens.refresh_hash(successor),
            issued_at=door.now,
            expires_at=row.expires_at,
        )
    )
    return _opened(door, user, signed_in, successor)


async def _repeat(
    door: Door, session: AsyncSession, token: str, signed_in: SignInSession, user: UserAccount
) -> Opened | None:
    """The reply was lost: the same successor once more. None if the key it was made with has been changed meanwhile."""
    successor = tokens.refresh_token(door.ring, parent=token)
    if not await queries.is_token(session, tokens.refresh_hash(successor)):
        return None
    return _opened(door, user, signed_in, successor)


def _opened(door: Door, user: UserAccount, signed_in: SignInSession, successor: str) -> Opened:
    kind = SessionKind(signed_in.kind)
    return Opened(
        state=state_of(door, user, staff=kind is SessionKind.STAFF),
        user_id=user.id,
        session_id=signed_in.id,
        access_token=access_token(door, user.id, signed_in.id),
        refresh_token=successor,
        ends_at=signed_in.started_at + RULES[kind].absolute,
    )


def _rested(row: SignInSession) -> Rested:
    return Rested(
        id=row.id,
        kind=SessionKind(row.kind),
        started_at=row.started_at,
        active_at=row.last_seen_at,
        ended_at=row.ended_at,
    )
