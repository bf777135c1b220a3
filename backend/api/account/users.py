"""Accounts, as their administrators make, approve and mend them (ROL-01…08; trust.md 1.5; ASVS 6.4)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.account import leaves
from backend.api.account.proofs import LOGIN_COLUMN
from backend.api.account.standing import spelled
from backend.api.passwords import Passwords, generate_password
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import user as queries
from backend.db.tables.account import UserAccount
from backend.db.tables.organization import Organization
from backend.domain.access import ADMINISTRATORS
from backend.domain.account.codes import USER_WORKFLOW, UserStatus, UserStep
from backend.domain.account.credentials import DJBH3
from backend.domain.account.duties import SameHands, require_other
from backend.domain.account.grants import FIRST_PASSWORD_LIVES, OrganizationEnded, UserDraft, require_two_left
from backend.domain.account.lockout import LOOK_BACK
from backend.domain.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Mended:
    """An account after a step; a password that was made is shown this once."""

    user: UserAccount
    first_password: str | None = None
    ended_sessions: int = 0


async def make(work: Work, passwords: Passwords, draft: UserDraft) -> Mended:
    """An account with a random first password, which waits for the security administrator. Refuses `OrganizationEnded`."""
    home = await living(work, draft.organization_id)
    user = UserAccount(
        login=draft.login,
        name=draft.name,
        organization_id=home.id,
        code=home.code,
        status=UserStatus.PENDING,
        must_change_password=True,
        made_by=work.caller.user_id,
        created_at=work.now,
    )
    work.session.add(user)
    await work.session.flush()
    password = await _new_password(work, passwords, user)
    work.tell("user_made", user, login=user.login, name=user.name)
    return Mended(user, first_password=password)


async def living(work: Work, id: UUID) -> Organization:
    """A union to work in. Raises `NotFound`, refuses `OrganizationEnded`."""
    home = await organizations.get_organization(work.session, id)
    if home.status != "active":
        raise OrganizationEnded(name=home.name)
    return home


async def step(work: Work, passwords: Passwords, id: UUID, wanted: UserStep, *, seen: int, reason: str) -> Mended:
    """Take a step with an account. Refuses `SameHands`, `TooFewSecurityAdministrators` and what the table does."""
    user = await queries.get_user(work.session, id, lock=True)
    before = UserStatus(user.status)
    after = USER_WORKFLOW.advance(before, wanted, work.held_over(code=user.code))
    require_other(user.id, work.caller.user_id)
    take(user, seen)
    password, ended = None, 0
    match wanted:
        case UserStep.APPROVE:
            await _approve(work, user)
        case UserStep.DISABLE:
            if await queries.is_city_security_admin(work.session, user_id=user.id, today=work.today):
                others = await queries.count_other_security_admins(work.session, user_id=user.id, today=work.today)
                require_two_left(others)
        case UserStep.ENABLE:
            user.made_by, user.approved_by = work.caller.user_id, None
        case UserStep.RESET_PASSWORD:
            password = await _new_password(work, passwords, user)
            after = await _after_reset(work, user, after)
        case UserStep.RESET_TOTP:
            await queries.forget_second_factor(work.session, user.id)
            user.totp_enabled = False
            after = await _after_reset(work, user, after)
        case UserStep.UNLOCK:
            login_hash = work.vault.blind_index(LOGIN_COLUMN, user.login)
            await queries.forgive_sign_ins(work.session, user.id, login_hash, since=work.now - LOOK_BACK)
        case UserStep.REFUSE | UserStep.END_SESSIONS:
            pass
    user.status = after
    if wanted not in (UserStep.APPROVE, UserStep.REFUSE, UserStep.UNLOCK):
        ended = await queries.end_sessions_of(work.session, user.id, now=work.now, why=wanted.value)
    await work.session.flush()
    work.tell(f"user_{PAST[wanted]}", user, before=before, after=after, reason=reason, ended_sessions=ended)
    return Mended(user, first_password=password, ended_sessions=ended)


PAST = {
    UserStep.APPROVE: "approved",
    UserStep.REFUSE: "refused",
    UserStep.DISABLE: "disabled",
    UserStep.ENABLE: "enabled",
    UserStep.RESET_PASSWORD: "password_reset",
    UserStep.RESET_TOTP: "totp_reset",
    UserStep.END_SESSIONS: "sessions_ended",
    UserStep.UNLOCK: "unlocked",
}


async def _approve(work: Work, user: UserAccount) -> None:
    if user.made_by is not None:
        require_other(user.made_by, work.caller.user_id)
    user.approved_by = work.caller.user_id
    if user.must_change_password:
        await queries.begin_first_password(work.session, user.id, until=work.now + FIRST_PASSWORD_LIVES)


async def _new_password(work: Work, passwords: Passwords, user: UserAccount) -> str:
    """A random password that nobody chose; its time begins now, or with the approval of a waiting account."""
    password = generate_password(DJBH3, login=user.login)
    hashed = await passwords.hash(password)
    user.must_change_password = True
    await queries.keep_credential(work.session, user.id, hashed, now=work.now)
    if user.status == UserStatus.ACTIVE:
        await queries.begin_first_password(work.session, user.id, until=work.now + FIRST_PASSWORD_LIVES)
    return password


async def _after_reset(work: Work, user: UserAccount, after: UserStatus) -> UserStatus:
    """Who resets an administrator could become one: such an account waits for the security administrator again."""
    roles = await queries.roles_held(work.session, user.id, since=work.today, until=None)
    if not any(role in ADMINISTRATORS for role in roles):
        return after
    if await queries.is_city_security_admin(work.session, user_id=user.id, today=work.today):
        # Somebody must be left to approve it.
        require_two_left(1 + await queries.count_other_security_admins(work.session, user_id=user.id, today=work.today))
    user.made_by, user.approved_by = work.caller.user_id, None
    return UserStatus.PENDING


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One account. Raises `NotFound`."""
    return await whole(work, await queries.get_user(work.session, id))


async def whole(work: Work, user: UserAccount) -> dict[str, Any]:
    """An account with its grants in this subtree and its open steps."""
    await work.session.flush()
    home = await work.session.get(Organization, user.organization_id)
    if home is None:
        raise NotFound
    names = await queries.find_names(work.session, [user.made_by, user.approved_by])
    granted = await work.session.execute(
        queries.list_grants(scope=work.scope, today=work.today, user_id=user.id, after=None, limit=100)
    )
    held = work.held_over(code=user.code)
    refusals = {}
    if work.caller.user_id == user.id:
        refusals = {step.value: SameHands() for step in UserStep}
    elif work.caller.user_id == user.made_by:
        refusals = {UserStep.APPROVE.value: SameHands()}
    return user.model_dump() | {
        "organization_name": home.name,
        "made_by_name": names.get(user.made_by) if user.made_by else None,
        "approved_by_name": names.get(user.approved_by) if user.approved_by else None,
        "sightings": await leaves.of_today(work, user),
        "grants": [dict(row) for row in granted.mappings()],
        "steps": spelled(work, USER_WORKFLOW.steps(UserStatus(user.status), held), dict(refusals)),
    }
