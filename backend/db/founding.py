"""New unions under another: a place for each, the row, and the first state of its history (ORG-01, ORG-06)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import placement
from backend.db.pinyin import pinyin_of_title
from backend.db.restructure import state_of
from backend.db.tables.organization import Organization
from backend.domain.organization.codes import Level, OrganizationKind


async def plant(
    session: AsyncSession, parent: Organization, unions: Sequence[Mapping[str, Any]], *, at: datetime
) -> list[Organization]:
    """Unions of these fields under `parent`, which must be locked and fit to stand over them. Raises `TreeFull`."""
    kinds = [OrganizationKind(fields["kind"]) for fields in unions]
    intervals = await placement.place_all_under(session, parent, [kind.level for kind in kinds])
    planted = [
        Organization(
            **{
                **fields,
                "parent_id": parent.id,
                "standards": [str(item) for item in fields.get("standards", ())],
                "level": kind.level,
                "initials": pinyin_of_title(fields["name"])[1],
                "code": interval.low,
                "code_hi": interval.high,
                "created_at": at,
            }
        )
        for fields, kind, interval in zip(unions, kinds, intervals, strict=True)
    ]
    session.add_all(planted)
    await session.flush()
    return planted


async def found_all(
    session: AsyncSession, parent: Organization, unions: Sequence[Mapping[str, Any]], *, at: datetime, actor_id: UUID
) -> list[Organization]:
    """As of `plant`, each with the first state of its history. What stands under a union stands on the union's line."""
    lines = {"line_id": parent.line_id, "line_code": parent.line_code, "lead": parent.lead}
    planted = await plant(
        session,
        parent,
        [{**fields, **(lines if OrganizationKind(fields["kind"]).level > Level.UNION else {})} for fields in unions],
        at=at,
    )
    session.add_all(
        state_of(union, parent.name, change="founded", on=union.established_on or at.date(), at=at, actor_id=actor_id)
        for union in planted
    )
    await session.flush()
    return planted
