"""What a signed-in user does about their own proofs: confirm, change the password, set up an authenticator."""

from typing import Final

from backend.api import tokens
from backend.api.account.door import Door
from backend.api.account.proofs import ProofWrong, begin, prove, record_failure
from backend.api.account.signin import TOTP_PLACE, take_code
from backend.api.passwords import accepted_step, new_totp_secret, recovery_codes, recovery_hash, totp_uri
from backend.db.queries import sign_in as queries
from backend.domain.account.credentials import ASVS, DJBH3, PasswordReused, Profile, require_password
from backend.domain.caller import Caller
from backend.domain.refusals import Conflict, Unauthenticated, at

ISSUER: Final = "职工之家"


class NoAuthenticator(Conflict):
    """A code was given, or confirmed, where no authenticator is being used or set up."""

    code = "totp_not_set_up"
    zh = "这个账号还没有绑定动态口令。请先在“我的账号”中绑定，或改用密码。"
    en = "This account has no authenticator. Set one up under “My account”, or use the password."


async def confirm(door: Door, caller: Caller, *, password: str | None, code: str | None) -> str:
    """A token that proves the user for five minutes more. Refuses `ProofWrong`, `NoAuthenticator`."""
    if password is not None:
        await prove(door, caller, password=password, pointer="/password")
    else:
        await _prove_by_code(door, caller, code or "")
    async with door.transaction() as session:
        found = await queries.get_account(session, caller.user_id)
        door.tell(session, "confirmed", found[0] if found else None, by_user=True)
    return tokens.issue(
        door.ring, use=tokens.Use.CONFIRMED, user_id=caller.user_id, session_id=caller.session_id, now=door.now
    )


async def _prove_by_code(door: Door, caller: Caller, code: str) -> None:
    if not caller.totp_enabled:
        raise NoAuthenticator
    tried = await begin(door, caller.login)
    async with door.transaction() as session:
        found = await queries.get_account(session, caller.user_id, lock=True)
        fits = found is not None and take_code(door, found[0], found[1], code)
        if fits:
            await queries.settle_attempt(session, tried.id, "succeeded")
        else:
            await record_failure(door, session, tried, event="proof_failed", why="code")
    if not fits:
        raise ProofWrong(pointer="/code")


async def change_password(door: Door, caller: Caller, *, old: str, new: str) -> int:
    """A new password; all other sessions of the account end. How many did.

    Refuses `ProofWrong`, the rules of `domain/account/credentials.py`, and `PasswordReused`.
    """
    profile = ASVS if caller.member_id is not None and not caller.grants else DJBH3
    with at("/new_password"):
        plain = require_password(profile, new, login=caller.login)
    tried = await prove(door, caller, password=old, pointer="/old_password")
    credential = tried.credential
    if credential is None:
        raise Unauthenticated
    await _require_new(door, profile, plain, [credential.password_hash, *credential.previous_hashes])
    hashed = await door.passwords.hash(plain)
    async with door.transaction() as session:
        found = await queries.get_account(session, caller.user_id, lock=True)
        if found is None:
            raise Unauthenticated
        user, credential = found
        credential.previous_hashes = [credential.password_hash, *credential.previous_hashes][: DJBH3.remembered]
        credential.password_hash = hashed
        credential.password_changed_at = door.now
        credential.first_password_until = None
        user.must_change_password = False
        others = [id for id in await queries.list_live_sessions(session, user.id) if id != caller.session_id]
        ended = await queries.end_sessions(session, others, now=door.now, why="password_changed")
        door.tell(session, "password_changed", user, by_user=True, ended_sessions=ended)
    return ended


async def _require_new(door: Door, profile: Profile, plain: str, earlier: list[str]) -> None:
    """Refuses `PasswordReused` for the present password, and for as many earlier ones as the profile remembers."""
    for hashed in earlier[: max(1, profile.remembered)]:
        if (await door.passwords.verify(hashed, plain)).matches:
            raise PasswordReused(remembered=max(1, profile.remembered), pointer="/new_password")


async def begin_totp(door: Door, caller: Caller, *, password: str) -> tuple[str, str]:
    """A new secret and its address for the authenticator. The present one, if any, holds until the new is confirmed."""
    await prove(door, caller, password=password, pointer="/password")
    secret = new_totp_secret()
    async with door.transaction() as session:
        found = await queries.get_account(session, caller.user_id, lock=True)
        if found is None:
            raise Unauthenticated
        found[1].totp_draft = door.vault.seal(secret, *TOTP_PLACE, caller.user_id)
        door.tell(session, "totp_begun", found[0], by_user=True)
    return secret, totp_uri(secret, login=caller.login, issuer=ISSUER)


async def finish_totp(door: Door, caller: Caller, *, code: str) -> list[str]:
    """The authenticator shows the right code: it holds from now on. The recovery codes, which are shown this once.

    Refuses `ProofWrong`, `NoAuthenticator`.
    """
    tried = await begin(door, caller.login)
    step, begun, codes = None, False, recovery_codes()
    async with door.transaction() as session:
        found = await queries.get_account(session, caller.user_id, lock=True)
        if found is not None and found[1].totp_draft is not None:
            user, credential = found
            begun = True
            secret = door.vault.open(found[1].totp_draft, *TOTP_PLACE, user.id)
            step = accepted_step(secret, code, now=door.now, last_step=None)
            if step is not None:
                credential.totp_secret, credential.totp_draft = credential.totp_draft, None
                credential.totp_last_step = step
                credential.recovery_hashes = [recovery_hash(door.vault, str(user.id), one).hex() for one in codes]
                user.totp_enabled = True
                door.tell(session, "totp_enabled", user, by_user=True)
        if begun and step is None:
            await record_failure(door, session, tried, event="proof_failed", why="code")
        else:
            await queries.settle_attempt(session, tried.id, "succeeded" if step is not None else "forgiven")
    if not begun:
        raise NoAuthenticator
    if step is None:
        raise ProofWrong(pointer="/code")
    return codes
