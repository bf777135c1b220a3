"""Accounts that wait for a decision or give an alarm: queues of the workbench, each in one statement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, cast, func, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.queries.todo import IN_ALL, read
from backend.db.tables.account import GrantHandover, RoleGrant, UserAccount
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import Scope

org: Any = Organization.__table__  # type: ignore[attr-defined]
user: Any = UserAccount.__table__  # type: ignore[attr-defined]
grant: Any = RoleGrant.__table__  # type: ignore[attr-defined]
handover: Any = GrantHandover.__table__  # type: ignore[attr-defined]
audit: Any = AuditEvent.__table__  # type: ignore[attr-defined]


async def list_users(session: AsyncSession, scope: Scope, *, not_by: UUID, most: int) -> Sequence[Mapping[str, Any]]:
    """Accounts that wait for approval and that somebody else made."""
    return await read(
        session,
        select(
            literal("user_approval").label("kind"),
            user.c.id,
            user.c.name,
            user.c.login.label("detail"),
            user.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(user.join(org, org.c.id == user.c.organization_id))
        .where(within(user, scope), user.c.status == "pending", user.c.made_by.is_distinct_from(not_by))
        .order_by(user.c.id)
        .limit(most),
    )


async def list_sighting_alarms(
    session: AsyncSession, scope: Scope, *, since: datetime, most: int
) -> Sequence[Mapping[str, Any]]:
    """Accounts of the subtree that were told of very many people within an hour since then, and of how many at most."""
    told = (
        select(audit.c.object_id, func.max(audit.c.facts["people"].as_integer()).label("persons"))
        .where(audit.c.event == "sighting_alarm_reached", audit.c.at >= since)
        .group_by(audit.c.object_id)
        .subquery()
    )
    return await read(
        session,
        select(
            literal("sighting_alarm").label("kind"),
            user.c.id,
            user.c.name,
            cast(told.c.persons, String).label("detail"),
            user.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(told.join(user, user.c.id == told.c.object_id).join(org, org.c.id == user.c.organization_id))
        .where(within(user, scope))
        .order_by(told.c.persons.desc(), user.c.id)
        .limit(most),
    )


async def list_grants(session: AsyncSession, scope: Scope, *, not_by: UUID, most: int) -> Sequence[Mapping[str, Any]]:
    """Grants and hand-overs that wait for approval and that somebody else proposed, for somebody else."""
    found = [
        _proposed("grant_approval", grant, grant.c.user_id, grant.c.role, scope, not_by),
        _proposed(
            "handover_approval",
            handover,
            handover.c.to_user_id,
            func.array_to_string(handover.c.roles, ","),
            scope,
            not_by,
        ),
    ]
    both = union_all(*found).subquery()
    counted = func.count().over(partition_by=both.c.kind).label("in_all")
    return await read(session, select(both, counted).order_by(both.c.due_on, both.c.id).limit(most))


def _proposed(kind: str, table: Any, holder: Any, detail: Any, scope: Scope, not_by: UUID) -> Any:
    return (
        select(
            literal(kind).label("kind"),
            table.c.id,
            user.c.name,
            detail.label("detail"),
            table.c.organization_id,
            org.c.name.label("organization_name"),
            table.c.starts_on.label("due_on"),
        )
        .select_from(table.join(org, org.c.id == table.c.organization_id).join(user, user.c.id == holder))
        .where(within(table, scope), table.c.status == "proposed", table.c.made_by != not_by, holder != not_by)
    )
