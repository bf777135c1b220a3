"""Merges that can still be undone, and those that were."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.tables.member import Member
from backend.db.tables.merge import MemberMerge
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

merge: Any = MemberMerge.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]

_SHOWN = (
    *("id", "member_id", "member_version", "merged_id", "merged_number", "member_name", "merged_by_name", "merged_at"),
    *("undo_until", "undone_by_name", "undone_at", "code", "line_code", "version"),
)


def list_merges(scope: Scope, *, today: date, before: UUID | None, limit: int) -> Select[Any]:
    """Merges of the scope whose time is not over, newest first, each with the file that stayed as it is now."""
    statement = _shown().where(within(merge, scope), merge.c.undo_until >= today)
    statement = statement.order_by(merge.c.id.desc()).limit(limit)
    return statement if before is None else statement.where(merge.c.id < before)


def count_merges(scope: Scope, *, today: date, cap: int) -> Select[Any]:
    """How many merges the list has, counted up to `cap`."""
    inner = select(merge.c.id).where(within(merge, scope), merge.c.undo_until >= today).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def find_merge(id: UUID) -> Select[Any]:
    """One merge, as the list shows it."""
    return _shown().where(merge.c.id == id)


def _shown() -> Select[Any]:
    return select(
        *[merge.c[name] for name in _SHOWN],
        member.c.number.label("member_number"),
        member.c.version.label("_version"),
    ).select_from(merge.outerjoin(member, member.c.id == merge.c.member_id))


async def lock_merge(session: AsyncSession, id: UUID) -> MemberMerge:
    """A merge, held for a change. Raises `NotFound`."""
    found = await session.get(MemberMerge, id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound()
    return found
