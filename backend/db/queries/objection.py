"""Objections to notices: the inbox, one held for its answer, and what was upheld."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.aid_case import AidCase
from backend.db.tables.notice import Notice, Objection
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

objection: Any = Objection.__table__  # type: ignore[attr-defined]
notice: Any = Notice.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]


def list_objections(
    *,
    scope: Scope,
    notice_id: UUID | None,
    states: Sequence[str],
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Objections of the subtree, the newest first. What was said, and by whom, is not among it."""
    conditions: list[ColumnElement[bool]] = [within(objection, scope)]
    if notice_id is not None:
        conditions.append(objection.c.notice_id == notice_id)
    if states:
        conditions.append(objection.c.state.in_(states))
    if after is not None:
        conditions.append(objection.c.id < UUID(after[0]))
    names = (
        *("id", "notice_id", "case_id", "organization_id", "way", "received_on", "anonymous", "state", "verdict"),
        *("reason", "taken_by_name", "taken_at", "answered_by_name", "answered_at", "version"),
    )
    return (
        select(
            *[objection.c[name] for name in names],
            notice.c.number.label("notice_number"),
            notice.c.organization_name,
            aid_case.c.name.label("against"),
        )
        .select_from(
            objection.join(notice, notice.c.id == objection.c.notice_id).outerjoin(
                aid_case, aid_case.c.id == objection.c.case_id
            )
        )
        .where(*conditions)
        .order_by(objection.c.id.desc())
        .limit(limit)
    )


def count_objections(*, cap: int, **filters: Any) -> Select[Any]:
    """How many objections a list has, counted up to `cap`."""
    return select(func.count()).select_from(list_objections(after=None, limit=cap, **filters).subquery())


async def get_objection(session: AsyncSession, id: UUID, *, lock: bool = False) -> Objection:
    """An objection, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(Objection, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_of(session: AsyncSession, notice_id: UUID) -> Sequence[Objection]:
    """The objections to a notice, in the order in which they came."""
    asked = select(Objection).where(objection.c.notice_id == notice_id).order_by(objection.c.id)
    return (await session.scalars(asked)).all()


async def count_open(session: AsyncSession, notice_id: UUID) -> int:
    """How many objections to a notice are not answered."""
    asked = select(func.count()).where(objection.c.notice_id == notice_id, objection.c.state == "open")
    return int(await session.scalar(asked) or 0)
