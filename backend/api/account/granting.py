"""Roles given, approved, taken back and handed over (ROL-01…08; ORG-22; trust.md 1.5)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from backend.api.account.users import living
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import user as queries
from backend.db.tables.account import GrantHandover, RoleGrant, UserAccount
from backend.db.tables.organization import Organization
from backend.domain.access import Role
from backend.domain.account.codes import (
    GRANT_WORKFLOW,
    HANDOVER_WORKFLOW,
    GrantStatus,
    GrantStep,
    HandoverStatus,
    HandoverStep,
)
from backend.domain.account.duties import require_other, require_separate
from backend.domain.account.grants import (
    AccountNotActive,
    GrantDraft,
    GrantExists,
    GrantOver,
    HandoverDraft,
    NothingToHandOver,
    require_days,
    require_place_for,
    require_two_left,
)
from backend.domain.organization.codes import Level, Tree

ONE_DAY = timedelta(days=1)


async def propose(work: Work, draft: GrantDraft) -> RoleGrant:
    """Propose a role for somebody else. Refuses what `domain/account/{grants,duties}.py` do."""
    user, place = await _pair(work, draft.user_id, draft.organization_id)
    leads = await queries.leads_line(work.session, place.id)
    require_place_for(draft.role, Level(place.level), tree=draft.tree, leads_line=leads, name=place.name)
    require_days(draft, today=work.today)
    _require_other_hands(work, user)
    exists = await queries.has_grant(
        work.session,
        user_id=user.id,
        role=draft.role,
        organization_id=place.id,
        tree=draft.tree,
        since=draft.starts_on,
        until=draft.ends_on,
    )
    if exists:
        raise GrantExists(role_zh=draft.role.zh, role_en=draft.role.en)
    held = await queries.roles_held(work.session, user.id, since=draft.starts_on, until=draft.ends_on)
    require_separate(held, draft.role)
    row = RoleGrant(
        user_id=user.id,
        role=draft.role,
        tree=draft.tree,
        organization_id=place.id,
        code=place.code,
        line_code=place.line_code,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        status=GrantStatus.PROPOSED,
        reason=draft.reason,
        made_by=work.caller.user_id,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("grant_proposed", row, **_facts(row, user))
    return row


async def step(work: Work, id: UUID, wanted: GrantStep, *, seen: int, reason: str) -> RoleGrant:
    """Approve, refuse or take back a grant. Refuses `SameHands` and what the rules of duties say."""
    row = await queries.get_grant(work.session, id)
    held = work.held_over(code=row.code, line_code=row.line_code)
    after = GRANT_WORKFLOW.advance(GrantStatus(row.status), wanted, held)
    user = await work.session.get(UserAccount, row.user_id)
    if wanted is GrantStep.APPROVE:
        await _require_approvable(work, row, user)
        row.approved_by = work.caller.user_id
    if wanted is GrantStep.REVOKE and row.status == GrantStatus.ACTIVE:
        await _require_revocable(work, row)
    take(row, seen)
    row.status = after
    await work.session.flush()
    past = {GrantStep.APPROVE: "approved", GrantStep.REFUSE: "refused", GrantStep.REVOKE: "revoked"}[wanted]
    facts = _facts(row, user) if user else {}
    work.tell(f"grant_{past}", row, **facts | {"reason": reason or row.reason})
    return row


async def _require_approvable(work: Work, row: RoleGrant, user: UserAccount | None) -> None:
    if row.made_by is not None:
        require_other(row.made_by, work.caller.user_id)
    if user is None or user.status != "active":
        raise AccountNotActive
    _require_other_hands(work, user)
    if row.ends_on is not None and row.ends_on < work.today:
        raise GrantOver
    held = await queries.roles_held(work.session, user.id, since=row.starts_on, until=row.ends_on)
    require_separate(held - {row.role}, row.role)


async def _require_revocable(work: Work, row: RoleGrant) -> None:
    place = await work.session.get(Organization, row.organization_id)
    if row.role == Role.SECURITY_ADMIN and place is not None and place.level == Level.CITY:
        require_two_left(await queries.count_other_security_admins(work.session, user_id=row.user_id, today=work.today))


async def propose_handover(work: Work, draft: HandoverDraft) -> GrantHandover:
    """Propose that roles on a union go from one person to another (换届). Refuses `NothingToHandOver` and the rest."""
    taker, place = await _pair(work, draft.to_user_id, draft.organization_id)
    giver = await queries.get_user(work.session, draft.from_user_id)
    _require_other_hands(work, taker)
    row = GrantHandover(
        from_user_id=giver.id,
        to_user_id=taker.id,
        organization_id=place.id,
        code=place.code,
        line_code=place.line_code,
        roles=[role.value for role in draft.roles],
        starts_on=draft.starts_on,
        status=HandoverStatus.PROPOSED,
        reason=draft.reason,
        made_by=work.caller.user_id,
        created_at=work.now,
    )
    await _grants_to_move(work, row)
    await _require_fit(work, row)
    work.session.add(row)
    await work.session.flush()
    work.tell("handover_proposed", row, **_handover_facts(row, giver, taker))
    return row


async def step_handover(work: Work, id: UUID, wanted: HandoverStep, *, seen: int) -> GrantHandover:
    """Approve a hand-over, which ends and opens the grants in this act, or refuse it."""
    row = await queries.get_handover(work.session, id)
    held = work.held_over(code=row.code, line_code=row.line_code)
    after = HANDOVER_WORKFLOW.advance(HandoverStatus(row.status), wanted, held)
    giver = await queries.get_user(work.session, row.from_user_id)
    taker = await queries.get_user(work.session, row.to_user_id)
    if wanted is HandoverStep.APPROVE:
        require_other(row.made_by, work.caller.user_id)
        _require_other_hands(work, taker)
        if taker.status != "active":
            raise AccountNotActive
        row.approved_by = work.caller.user_id
        await _hand_over(work, row)
    take(row, seen)
    row.status = after
    await work.session.flush()
    past = "approved" if wanted is HandoverStep.APPROVE else "refused"
    work.tell(f"handover_{past}", row, **_handover_facts(row, giver, taker))
    return row


async def _hand_over(work: Work, row: GrantHandover) -> None:
    old = await _grants_to_move(work, row)
    await _require_fit(work, row)
    new = []
    for grant in old:
        new.append(
            RoleGrant(
                user_id=row.to_user_id,
                role=grant.role,
                tree=grant.tree,
                organization_id=grant.organization_id,
                code=grant.code,
                line_code=grant.line_code,
                starts_on=max(row.starts_on, grant.starts_on),
                ends_on=grant.ends_on,
                status=GrantStatus.ACTIVE,
                reason=row.reason,
                made_by=row.made_by,
                approved_by=row.approved_by,
                created_at=work.now,
            )
        )
        if grant.starts_on < row.starts_on:
            grant.ends_on = row.starts_on - ONE_DAY
        else:
            grant.status = GrantStatus.REVOKED
        grant.version += 1
    await work.session.flush()
    work.session.add_all(new)
    await work.session.flush()


async def _grants_to_move(work: Work, row: GrantHandover) -> list[RoleGrant]:
    found = await queries.list_grants_to_hand_over(
        work.session,
        user_id=row.from_user_id,
        organization_id=row.organization_id,
        roles=row.roles,
        on=row.starts_on,
    )
    missing = set(row.roles) - {grant.role for grant in found}
    if missing:
        raise NothingToHandOver(roles="、".join(Role(role).zh for role in sorted(missing)))
    return found


async def _require_fit(work: Work, row: GrantHandover) -> None:
    """Every role must go together with what the person holds, and with the other roles that come over."""
    held = await queries.roles_held(work.session, row.to_user_id, since=row.starts_on, until=None)
    for role in row.roles:
        require_separate(held | set(row.roles), role)


async def _pair(work: Work, user_id: UUID, organization_id: UUID) -> tuple[UserAccount, Organization]:
    user = await queries.get_user(work.session, user_id)
    place = await living(work, organization_id)
    if user.status != "active":
        raise AccountNotActive
    return user, place


def _require_other_hands(work: Work, user: UserAccount) -> None:
    """Nobody gives themselves a role, and who made an account gives it none (trust.md 1.5 c)."""
    require_other(user.id, work.caller.user_id)
    if user.made_by is not None:
        require_other(user.made_by, work.caller.user_id)


def _facts(row: RoleGrant, user: UserAccount) -> dict[str, Any]:
    return {
        "user_id": user.id,
        "user_name": user.name,
        "role": row.role,
        "tree": Tree(row.tree),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "reason": row.reason,
    }


def _handover_facts(row: GrantHandover, giver: UserAccount, taker: UserAccount) -> dict[str, Any]:
    return {
        "from_user_id": giver.id,
        "from_user_name": giver.name,
        "to_user_id": taker.id,
        "to_user_name": taker.name,
        "roles": row.roles,
        "starts_on": row.starts_on,
        "reason": row.reason,
    }
