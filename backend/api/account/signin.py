"""Signing in: password, second factor, and the session that begins (trust.md 1.4, 1.5, 2.2, 2.8; ROL-01…08)."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.api import tokens
from backend.api.account.door import Door, Opened
from backend.api.account.proofs import SignInFailed, Try, begin, check_password, record_failure
from backend.api.passwords import accepted_step, recovery_hash
from backend.db.queries import sign_in as queries
from backend.db.tables.account import RefreshToken, SignInSession, UserAccount, UserCredential
from backend.db.types import new_id
from backend.domain.account.credentials import DJBH3, is_due
from backend.domain.account.sessions import RULES, SessionKind, ended_by
from backend.domain.refusals import Unauthenticated

TOTP_PLACE = ("user_credential", "totp_secret")


class SecondFactorWrong(Unauthenticated):
    """The code does not fit, was used before, or the password step is too long ago."""

    code = "second_factor_wrong"
    zh = "动态口令或恢复码不正确，或者已经用过。请等下一个口令出现后再输入；若超过 5 分钟，请从密码重新开始。"
    en = (
        "The code is wrong or was used before. Wait for the next one and enter it; after five minutes begin again "
        "with your password."
    )


async def sign_in(door: Door, *, login: str, password: str, device: str) -> Opened | str:
    """The password step: a session, or the challenge (a token) for the second one. Refuses `SignInFailed`."""
    tried = await begin(door, login)
    verdict = await check_password(door, tried, password)
    why = _why_not(door, tried, matches=verdict.matches)
    fresh = await door.passwords.hash(password) if why is None and verdict.outdated else None
    opened: Opened | str = ""
    async with door.transaction() as session:
        found = await queries.get_account(session, tried.user.id, lock=True) if why is None and tried.user else None
        if found is None:
            await record_failure(door, session, tried, event="sign_in_failed", why=why or "unknown")
        else:
            user, credential = found
            credential.password_hash = fresh or credential.password_hash
            if user.totp_enabled:
                await queries.settle_attempt(session, tried.id, "passed")
                opened = _token(door, tokens.Use.CHALLENGE, user.id, new_id())
            else:
                opened = await _open(door, session, user, credential, new_id(), device=device, attempt_id=tried.id)
    if not opened:
        raise SignInFailed
    return opened


async def prove_second_factor(
    door: Door, *, challenge: str, code: str | None, recovery_code: str | None, device: str
) -> Opened:
    """The second step. Refuses `SecondFactorWrong`; wrong codes count towards the lock-out."""
    claims = tokens.verify(door.ring, challenge, use=tokens.Use.CHALLENGE, now=door.now)
    async with door.transaction() as session:
        known = await session.get(UserAccount, claims.user_id)
    if known is None:
        raise Unauthenticated
    tried = await begin(door, known.login)
    opened = None
    async with door.transaction() as session:
        found = await queries.get_account(session, claims.user_id, lock=True)
        used = await session.get(SignInSession, claims.session_id)
        if found is not None and used is None and found[0].status == "active":
            user, credential = found
            if code is not None:
                fits = take_code(door, user, credential, code)
            else:
                fits = recovery_code is not None and take_recovery_code(door, user, credential, recovery_code)
            if fits:
                opened = await _open(
                    door, session, user, credential, claims.session_id, device=device, attempt_id=tried.id
                )
                if recovery_code is not None:
                    door.tell(session, "recovery_code_used", user, by_user=True, left=len(credential.recovery_hashes))
        if opened is None:
            await record_failure(door, session, tried, event="sign_in_failed", why="second_factor")
    if opened is None:
        raise SecondFactorWrong
    return opened


def take_code(door: Door, user: UserAccount, credential: UserCredential, code: str) -> bool:
    """Whether the code is right; it is good once. The row is locked by the caller."""
    if credential.totp_secret is None:
        return False
    secret = door.vault.open(credential.totp_secret, *TOTP_PLACE, user.id)
    step = accepted_step(secret, code, now=door.now, last_step=credential.totp_last_step)
    if step is not None:
        credential.totp_last_step = step
    return step is not None


def take_recovery_code(door: Door, user: UserAccount, credential: UserCredential, code: str) -> bool:
    """Whether this is one of the recovery codes; it is gone then. The row is locked by the caller."""
    hashed = recovery_hash(door.vault, str(user.id), code).hex()
    if hashed not in credential.recovery_hashes:
        return False
    credential.recovery_hashes = [other for other in credential.recovery_hashes if other != hashed]
    return True


def state_of(door: Door, user: UserAccount, *, staff: bool) -> str:
    """What the user has to do next."""
    if user.must_change_password:
        return "password_change_required"
    if staff and not user.totp_enabled and door.second_factor_compulsory:
        return "totp_setup_required"
    return "signed_in"


def access_token(door: Door, user_id: UUID, session_id: UUID) -> str:
    """A token for requests."""
    return _token(door, tokens.Use.ACCESS, user_id, session_id)


def _token(door: Door, use: tokens.Use, user_id: UUID, session_id: UUID) -> str:
    return tokens.issue(door.ring, use=use, user_id=user_id, session_id=session_id, now=door.now)


def _why_not(door: Door, tried: Try, *, matches: bool) -> str | None:
    """Why the try fails, for the record only."""
    if tried.user is None or tried.credential is None:
        return "unknown"
    if not matches:
        return "password"
    if tried.user.status != "active":
        return f"account_{tried.user.status}"
    until = tried.credential.first_password_until
    if until is not None and until <= door.now:
        return "first_password_expired"
    return None


async def _open(
    door: Door,
    session: AsyncSession,
    user: UserAccount,
    credential: UserCredential,
    session_id: UUID,
    *,
    device: str,
    attempt_id: UUID,
) -> Opened:
    """Begin a session; a staff account's others end. The account is locked, so two sign-ins cannot both be the last."""
    staff = await queries.holds_a_post(session, user.id) or user.member_id is None
    kind = SessionKind.STAFF if staff else SessionKind.MEMBER
    others = ended_by(kind, await queries.list_live_sessions(session, user.id), new=session_id)
    ended = await queries.end_sessions(session, others, now=door.now, why="replaced")
    if staff and is_due(DJBH3, changed_at=credential.password_changed_at, now=door.now):
        user.must_change_password = True
    user.last_signed_in_at = door.now
    ends_at = door.now + RULES[kind].absolute
    session.add(
        SignInSession(
            id=session_id,
            user_id=user.id,
            kind=kind,
            device=(device or door.device)[:200],
            mark=door.mark,
            address=door.address[:60],
            started_at=door.now,
            last_seen_at=door.now,
        )
    )
    await session.flush()
    refresh = tokens.refresh_token(door.ring)
    session.add(
        RefreshToken(
            session_id=session_id, token_hash=tokens.refresh_hash(refresh), issued_at=door.now, expires_at=ends_at
        )
    )
    await queries.settle_attempt(session, attempt_id, "succeeded")
    door.tell(session, "signed_in", user, by_user=True, session_id=session_id, ended_sessions=ended)
    return Opened(
        state=state_of(door, user, staff=staff),
        user_id=user.id,
        session_id=session_id,
        access_token=access_token(door, user.id, session_id),
        refresh_token=refresh,
        ends_at=ends_at,
    )
