"""A try to prove who one is: judged, counted, recorded (A-06, A-07; trust.md 2.8).

The try is written down before the hash is computed, in a transaction of its own, and struck out on success: a hundred
guesses at once cannot all pass before the first has failed. Known and unknown names do the same work.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.account.door import Door
from backend.api.passwords import Verdict
from backend.db.queries import sign_in as queries
from backend.db.tables.account import SignInAttempt, UserAccount, UserCredential
from backend.domain.account.grants import normalise_login
from backend.domain.account.lockout import Admission, Attempt, address_key, admit, require_admission
from backend.domain.caller import Caller
from backend.domain.refusals import Invalid, Unauthenticated, Unavailable

LOGIN_COLUMN: Final = "sign_in_attempt.login"
A_MOMENT: Final = timedelta(microseconds=1)
NOBODY: Final = UUID(int=0)
"""Stands for an unknown account, so that the same statements are sent."""


class SignInFailed(Unauthenticated):
    """One answer for an unknown name, a wrong password, an account not active, a first password too old."""

    code = "sign_in_failed"
    zh = "登录名或密码不正确，或账号未启用、初始密码已过期。请核对后重试；仍不行请联系本单位的系统管理员。"
    en = (
        "The login or the password is wrong, or the account is not active, or the first password has expired. "
        "Check and try again, or ask your system administrator."
    )


class ProofWrong(Invalid):
    """The signed-in user's password or code was wrong."""

    code = "proof_wrong"
    zh = "密码或动态口令不正确，没有执行任何操作。请重新输入。"
    en = "The password or the code is wrong and nothing was done. Enter it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """A try that was let through to the hash, and the account it is about as it stood then."""

    id: UUID
    login: str
    login_hash: bytes
    user: UserAccount | None
    credential: UserCredential | None


async def begin(door: Door, login: str) -> Try:
    """Write a try down. Refuses `SignInLocked`."""
    folded = normalise_login(login)[:200]
    login_hash = door.vault.blind_index(LOGIN_COLUMN, folded)
    address = address_key(door.address)
    async with door.transaction() as session:
        await queries.lock_attempts(session, [login_hash.hex(), f"address {address}"])
        found = await queries.find_account(session, folded)
        user, credential = found or (None, None)
        known = await queries.knows_device(session, user.id if user else NOBODY, door.mark)
        attempt = Attempt(account=login_hash.hex(), address=address, device=door.mark if known else None)
        admission = await _judge(session, door, attempt, login_hash)
        if admission.allowed:
            row = SignInAttempt(
                login_hash=login_hash, address=address, mark=door.mark if known else "", at=door.now, outcome="tried"
            )
            session.add(row)
    require_admission(admission)
    return Try(id=row.id, login=folded, login_hash=login_hash, user=user, credential=credential)


async def check_password(door: Door, tried: Try, password: str) -> Verdict:
    """Compare; a try that could not be made because the queue was full counts as none. Refuses `Unavailable`."""
    try:
        return await door.passwords.verify(tried.credential.password_hash if tried.credential else None, password)
    except Unavailable:
        async with door.transaction() as session:
            await queries.settle_attempt(session, tried.id, "forgiven")
        raise


async def record_failure(door: Door, session: AsyncSession, tried: Try, *, event: str, why: str) -> None:
    """Leave an audit event, and another one when this failure closes the door."""
    door.tell(session, event, tried.user, by_user=False, why=why)
    attempt = Attempt(account=tried.login_hash.hex(), address=address_key(door.address))
    after = await _judge(session, door, attempt, tried.login_hash)
    if not after.allowed:
        door.tell(session, "sign_in_locked", tried.user, by_user=False, guard=after.guard, seconds=after.retry_after)


async def prove(door: Door, caller: Caller, *, password: str, pointer: str) -> Try:
    """The signed-in user proves themselves by password again. Refuses `ProofWrong` and `SignInLocked`; both count."""
    tried = await begin(door, caller.login)
    verdict = await check_password(door, tried, password)
    async with door.transaction() as session:
        if verdict.matches:
            await queries.settle_attempt(session, tried.id, "succeeded")
        else:
            await record_failure(door, session, tried, event="proof_failed", why="password")
    if not verdict.matches:
        raise ProofWrong(pointer=pointer)
    return tried


async def _judge(session: AsyncSession, door: Door, attempt: Attempt, login_hash: bytes) -> Admission:
    failures, everywhere = await queries.list_failures(session, attempt, login_hash=login_hash, now=door.now)
    return admit(attempt, failures, everywhere=everywhere, now=door.now)
