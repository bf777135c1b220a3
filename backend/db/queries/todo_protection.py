"""What waits of mutual protection: claims to check, approve or pay, contributions to receive, covers to renew."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, and_, cast, func, literal, null, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.queries.protection import ends_soon, enrolment, org, plan
from backend.db.queries.protection_claim import claim
from backend.db.queries.todo import IN_ALL
from backend.domain.access import Scope


async def list_claims(
    session: AsyncSession, scope: Scope, *, by: UUID, checks: bool, approves: bool, pays: bool, most: int
) -> Sequence[Mapping[str, Any]]:
    """Claims on plans of the scope whose next step is the caller's, who had no hand in them; `detail` is the plan."""
    stands = claim.c.status
    unlike = [
        func.coalesce(column != by, True) for column in (claim.c.maker_id, claim.c.checker_id, claim.c.approver_id)
    ]
    mine = [
        and_(stands == status, *unlike)
        for status, held in (("submitted", checks), ("checked", approves), ("approved", pays))
        if held
    ]
    found = await session.execute(
        select(
            literal("protection_claim").label("kind"),
            claim.c.id,
            claim.c.name,
            plan.c.name.label("detail"),
            claim.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(claim.join(plan, plan.c.id == claim.c.plan_id).join(org, org.c.id == claim.c.organization_id))
        .where(within(claim, scope), within(plan, scope), or_(*mine))
        .order_by(claim.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def list_enrolments(
    session: AsyncSession, scope: Scope, *, by: UUID | None, receives: bool, today: date, most: int
) -> Sequence[Mapping[str, Any]]:
    """Enrolments that the caller's office, or the caller (`by`), is to renew, and contributions that finance is to enter."""
    own = [enrolment.c.organization_id == scope.organization_id, enrolment.c.made_by == by] if by else []
    kinds = []
    if own:
        kinds.append(("protection_ending", and_(or_(*own), ends_soon(today)), enrolment.c.ends_on))
    if receives:
        due = and_(enrolment.c.state == "waiting", within(plan, scope))
        kinds.append(("protection_due", due, cast(null(), Date)))
    rows: list[dict[str, Any]] = []
    for kind, condition, due_on in kinds:
        found = await session.execute(
            select(
                literal(kind).label("kind"),
                enrolment.c.id,
                org.c.name,
                plan.c.name.label("detail"),
                enrolment.c.organization_id,
                org.c.name.label("organization_name"),
                due_on.label("due_on"),
                IN_ALL,
            )
            .select_from(
                enrolment.join(plan, plan.c.id == enrolment.c.plan_id).join(
                    org, org.c.id == enrolment.c.organization_id
                )
            )
            .where(within(enrolment, scope), condition)
            .order_by(enrolment.c.ends_on, enrolment.c.id)
            .limit(most)
        )
        rows += [dict(row) for row in found.mappings()]
    return rows
