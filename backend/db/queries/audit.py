"""Reading what happened. Events are told from everywhere; who reads them is the audit administrator, or who did it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, and_, cast, exists, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.account import UserAccount
from backend.db.tables.member import Member
from backend.db.tables.organization import Committee, Employer, Line, Officer, Organization
from backend.db.tables.process import AuditEvent, AuditSeal
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

event: Any = AuditEvent.__table__  # type: ignore[attr-defined]
seal: Any = AuditSeal.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
_NAMED: tuple[Any, ...] = (Organization, UserAccount, Line, Member, Employer, Officer, Committee)
NAMED: Mapping[str, Any] = {each.__tablename__: each.__table__ for each in _NAMED}
"""The nouns whose rows have a name that people know them by; a committee is known by its kind."""


def list_events(
    *,
    scope: Scope | None,
    user_id: UUID,
    after: Sequence[Any] | None,
    limit: int,
    id: int | None = None,
    **filters: Any,
) -> Select[Any]:
    """Events, the newest first: those of a scope, or without one those that `user_id` did.

    Ids are given in the order of writing, so newest first is the order of ids; `at` is the clock's, which may be set.
    """
    sealed = exists().where(
        seal.c.from_transaction <= event.c.transaction, seal.c.to_transaction >= event.c.transaction
    )
    statement = (
        select(
            cast(event.c.id, String).label("id"),
            event.c.at,
            event.c.actor_id,
            event.c.actor_name,
            event.c.event,
            event.c.object_kind,
            event.c.object_id,
            event.c.organization_id,
            org.c.name.label("organization_name"),
            event.c.facts,
            event.c.request_id,
            event.c.address,
            sealed.label("sealed"),
            event.c.id.label("_id"),
        )
        .select_from(event.outerjoin(org, org.c.id == event.c.organization_id))
        .where(_visible(scope, user_id), *_filters(**filters))
        .order_by(event.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(event.c.id == id)
    return statement if after is None else statement.where(event.c.id < int(after[0]))


def count_events(*, scope: Scope | None, user_id: UUID, cap: int, **filters: Any) -> Select[Any]:
    """How many events a list has, counted up to `cap`."""
    inner = select(event.c.id).where(_visible(scope, user_id), *_filters(**filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _visible(scope: Scope | None, user_id: UUID) -> ColumnElement[bool]:
    return event.c.actor_id == user_id if scope is None else within(event, scope)


def _filters(
    *,
    actor_id: UUID | None = None,
    actor_name: str | None = None,
    object_id: UUID | None = None,
    object_kind: str | None = None,
    events: Sequence[str] = (),
    request_id: str | None = None,
    address: str | None = None,
    under: tuple[int, int] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[ColumnElement[bool]]:
    equal = {
        "actor_id": actor_id,
        "actor_name": actor_name,
        "object_id": object_id,
        "object_kind": object_kind,
        "request_id": request_id,
        "address": address,
    }
    conditions: list[ColumnElement[bool]] = [
        event.c[name] == value for name, value in equal.items() if value is not None
    ]
    if events:
        conditions.append(event.c.event.in_(events))
    if under is not None:
        conditions.append(event.c.code.between(*under))
    if since is not None:
        conditions.append(event.c.at >= since)
    if until is not None:
        conditions.append(event.c.at < until)
    return conditions


async def get_event(session: AsyncSession, *, scope: Scope, user_id: UUID, id: int) -> Mapping[str, Any]:
    """One event with the seal that holds it, if one does yet. Raises `NotFound`."""
    found = await session.execute(list_events(scope=scope, user_id=user_id, id=id, after=None, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound
    held = await session.execute(
        select(seal)
        .select_from(
            seal.join(
                event,
                and_(seal.c.from_transaction <= event.c.transaction, seal.c.to_transaction >= event.c.transaction),
            )
        )
        .where(event.c.id == id)
    )
    link = held.mappings().first()
    return dict(row) | {"seal": None if link is None else sealed_as(link)}


async def find_names(
    session: AsyncSession, ids: Collection[UUID], *, nouns: Collection[str]
) -> Sequence[tuple[str, UUID, str]]:
    """Noun, id and name of what these ids are, as far as this transaction sees it; one statement for all."""
    if not ids:
        return []
    tables = [(noun, NAMED[noun]) for noun in sorted(nouns)]
    parts = [
        select(
            literal(noun).label("noun"),
            table.c.id,
            cast(table.c.kind if noun == "committee" else table.c.name, String).label("name"),
        ).where(table.c.id.in_(ids))
        for noun, table in tables
    ]
    found = await session.execute(union_all(*parts))
    return [(row.noun, row.id, row.name) for row in found]


def list_seals(*, after: Sequence[Any] | None, limit: int) -> Select[Any]:
    """The links of the chain, the newest first."""
    statement = select(seal).order_by(seal.c.number.desc()).limit(limit)
    return statement if after is None else statement.where(seal.c.number < int(after[0]))


def sealed_as(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A seal for the wire: hashes as hexadecimal text, as they are printed."""
    return dict(row) | {"hash": row["hash"].hex(), "previous_hash": row["previous_hash"].hex()}
