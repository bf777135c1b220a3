"""How long a session lives, and what a refresh token is still good for (trust.md 1.4 b, 2.2; ASVS 7.3, 10.4.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

from backend.domain.refusals import Unauthenticated

REPLAY_GRACE: Final = timedelta(seconds=10)
"""A used refresh token from the same device within this is a reply that was lost, not a theft."""


class SessionKind(StrEnum):
    """Whose session it is."""

    STAFF = "staff"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRule:
    """Limits of one kind: without activity, in all, and whether a new session ends the others of the account."""

    idle: timedelta
    absolute: timedelta
    single: bool


RULES: Final = {
    SessionKind.STAFF: SessionRule(idle=timedelta(minutes=15), absolute=timedelta(hours=8), single=True),
    SessionKind.MEMBER: SessionRule(idle=timedelta(minutes=30), absolute=timedelta(days=30), single=False),
}


class Ending(StrEnum):
    """Why a session is over."""

    ENDED = "ended"
    """By sign-out, by a new session, by an administrator, by a change of password or grants."""
    IDLE = "idle"
    ABSOLUTE = "absolute"


class SessionEnded(Unauthenticated):
    """The session was good and is over. Says why, since only its holder can get here."""

    code = "session_ended"
    zh = "登录已结束（长时间未操作、到达时限或在别处登录）。未保存的草稿仍在，请重新登录后继续。"
    en = "The session is over (idle, at its time limit, or signed in elsewhere). Drafts are kept; sign in to go on."


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the rules need of a session. `active_at` is the last act of the user, not of a polling page."""

    id: UUID
    kind: SessionKind
    started_at: datetime
    active_at: datetime
    ended_at: datetime | None = None


def ending_of(session: Session, now: datetime) -> Ending | None:
    """Why a session is over at `now`, or None while it lives.

    The caller stores an ending once it is seen, so that a clock set back revives nothing.
    """
    rule = RULES[session.kind]
    if session.ended_at is not None:
        return Ending.ENDED
    if now - session.started_at >= rule.absolute:
        return Ending.ABSOLUTE
    if now - session.active_at >= rule.idle:
        return Ending.IDLE
    return None


def require_live(session: Session, now: datetime) -> None:
    """Refuses `SessionEnded`."""
    if ending_of(session, now) is not None:
        raise SessionEnded


def ended_by(kind: SessionKind, live: Iterable[UUID], *, new: UUID) -> list[UUID]:
    """The live sessions of an account that end because the session `new` begins: all others of a staff account."""
    return [session for session in live if session != new] if RULES[kind].single else []


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """The stored row of a refresh token with its session; all tokens of a session are one family."""

    session: Session
    device: str
    """The random mark of the device that signed in."""
    used_at: datetime | None = None
    successor_used: bool = False


@dataclass(frozen=True, slots=True)
class Rotate:
    """Mark this token used and give its successor, in one conditional UPDATE; whoever loses that race decides anew."""


@dataclass(frozen=True, slots=True)
class SameSuccessor:
    """The reply was lost: give the same successor once more."""


class Theft(StrEnum):
    """Why a family is revoked."""

    REUSED = "reused"
    OTHER_DEVICE = "other_device"


@dataclass(frozen=True, slots=True)
class RevokeFamily:
    """Somebody else holds a token of this family: end the session, record it, tell the user."""

    reason: Theft


@dataclass(frozen=True, slots=True)
class Expired:
    """The session is over; sign in again."""

    reason: Ending


RefreshDecision: TypeAlias = Rotate | SameSuccessor | RevokeFamily | Expired


def decide_refresh(token: RefreshToken, *, now: datetime, device: str) -> RefreshDecision:
    """What to do with a refresh token that `device` shows.

    A session that is over is over: nothing is left to revoke. A token shown by another device, or shown again after its
    successor was used or after the grace, was copied: the family ends, whoever of the two came first.
    """
    ending = ending_of(token.session, now)
    if ending is not None:
        return Expired(ending)
    if device != token.device:
        return RevokeFamily(Theft.OTHER_DEVICE)
    if token.used_at is None:
        return Rotate()
    # Two servers' clocks may differ by a moment, so a use slightly in the future is within the grace too.
    if abs(now - token.used_at) <= REPLAY_GRACE and not token.successor_used:
        return SameSuccessor()
    return RevokeFamily(Theft.REUSED)
