"""Reading webhooks and their messages; taking events out of the record, and messages whose time has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.client import Client, Webhook, WebhookDelivery, WebhookReading
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.db.types import new_id
from backend.domain.access import Scope
from backend.domain.calendar import day_of
from backend.domain.client.codes import DeliveryState, WebhookState
from backend.domain.client.webhooks import TO_ALL, TOLD_AS, message_of
from backend.domain.refusals import NotFound

webhook: Any = Webhook.__table__  # type: ignore[attr-defined]
delivery: Any = WebhookDelivery.__table__  # type: ignore[attr-defined]
reading: Any = WebhookReading.__table__  # type: ignore[attr-defined]
client: Any = Client.__table__  # type: ignore[attr-defined]
event: Any = AuditEvent.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

LEASE = timedelta(seconds=60)
"""A message that is being sent is left alone so long; if the sender dies, it is sent again."""

# Every transaction below this number has ended, so nothing can appear there any more (see `db/seal.py`).
_ENDED_BELOW = text(
    "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (select last_value - 1 from audit_origin)"
)


async def get_webhook(session: AsyncSession, id: UUID, *, lock: bool = False) -> Webhook:
    """The webhook, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Webhook, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def get_delivery(session: AsyncSession, id: UUID, *, lock: bool = False) -> WebhookDelivery:
    """The message to one address, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(WebhookDelivery, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def count_webhooks(session: AsyncSession, client_id: UUID) -> int:
    """How many a client has."""
    counted = select(func.count()).select_from(webhook).where(webhook.c.client_id == client_id)
    return await session.scalar(counted) or 0


def list_webhooks(
    *,
    scope: Scope,
    id: UUID | None = None,
    client_id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Webhooks, the newest first, each with its client and what waits and failed of its messages."""
    own = [column for column in webhook.c if column.name not in ("code", "line_code", "secret")]

    def messages(state: DeliveryState) -> Any:
        return (
            select(func.count())
            .where(delivery.c.webhook_id == webhook.c.id, delivery.c.state == state.value)
            .correlate(webhook)
            .scalar_subquery()
        )

    conditions: list[ColumnElement[bool]] = [within(webhook, scope)]
    if id is not None:
        conditions.append(webhook.c.id == id)
    if client_id is not None:
        conditions.append(webhook.c.client_id == client_id)
    if after is not None:
        conditions.append(webhook.c.id < UUID(after[0]))
    return (
        select(
            *own,
            client.c.name.label("client_name"),
            messages(DeliveryState.WAITING).label("waiting"),
            messages(DeliveryState.FAILED).label("failed"),
        )
        .select_from(webhook.join(client, client.c.id == webhook.c.client_id))
        .where(*conditions)
        .order_by(webhook.c.id.desc())
        .limit(limit)
    )


def list_deliveries(
    *,
    scope: Scope,
    id: UUID | None = None,
    client_id: UUID | None = None,
    webhook_id: UUID | None = None,
    states: Sequence[str] = (),
    events: Sequence[str] = (),
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Messages, the newest first, each with its address."""
    conditions: list[ColumnElement[bool]] = [within(delivery, scope)]
    for column, value in ((delivery.c.id, id), (webhook.c.client_id, client_id), (delivery.c.webhook_id, webhook_id)):
        if value is not None:
            conditions.append(column == value)
    if states:
        conditions.append(delivery.c.state.in_(states))
    if events:
        conditions.append(delivery.c.event.in_(events))
    if after is not None:
        conditions.append(delivery.c.id < UUID(after[0]))
    own = [column for column in delivery.c if column.name not in ("code", "line_code", "organization_id")]
    return (
        select(*own, webhook.c.url, client.c.name.label("client_name"))
        .select_from(
            delivery.join(webhook, webhook.c.id == delivery.c.webhook_id).join(
                client, client.c.id == webhook.c.client_id
            )
        )
        .where(*conditions)
        .order_by(delivery.c.id.desc())
        .limit(limit)
    )


# — out of the record —


async def read_record(session: AsyncSession, now: datetime) -> int:
    """Turn events of the record that have come since the last time into messages; how many.

    One reader at a time, and its place moves in the transaction of the messages: each event is taken once. The first
    time the record is only looked at, not told again from its beginning.
    """
    ended: int = (await session.execute(_ENDED_BELOW)).scalar_one()
    await session.execute(upsert(reading).values(id=1, transaction=ended - 1).on_conflict_do_nothing())
    at = await session.scalar(select(reading.c.transaction).where(reading.c.id == 1).with_for_update(skip_locked=True))
    if at is None or at >= ended - 1:
        return 0
    found = await session.execute(
        select(event.c.at, event.c.event, event.c.object_id, event.c.code, event.c.facts)
        .where(event.c.transaction > at, event.c.transaction < ended, event.c.event.in_(list(map(str, TOLD_AS))))
        .order_by(event.c.transaction, event.c.id)
    )
    events = found.mappings().all()
    messages = await _addressed(session, events, now) if events else []
    if messages:
        await session.execute(insert(delivery), messages)
    await session.execute(update(reading).values(transaction=ended - 1).where(reading.c.id == 1))
    return len(messages)


async def _addressed(session: AsyncSession, events: Sequence[Any], now: datetime) -> list[dict[str, Any]]:
    """Each event for each address that wants it and whose client may know of the place it happened at."""
    found = await session.execute(
        select(
            webhook.c.id,
            webhook.c.organization_id,
            webhook.c.code,
            webhook.c.line_code,
            webhook.c.events,
            org.c.code.label("low"),
            org.c.code_hi.label("high"),
        )
        .select_from(
            webhook.join(client, client.c.id == webhook.c.client_id).join(org, org.c.id == webhook.c.organization_id)
        )
        .where(
            webhook.c.state == WebhookState.ACTIVE.value,
            client.c.revoked_at.is_(None),
            client.c.expires_on >= day_of(now),
        )
        .order_by(webhook.c.id)
    )
    addresses = found.mappings().all()
    messages = []
    for told in events:
        kind = TOLD_AS[told["event"]]
        message = message_of(kind, at=told["at"], object_id=told["object_id"], facts=told["facts"])
        for address in addresses:
            if kind in address["events"] and (kind in TO_ALL or address["low"] <= told["code"] <= address["high"]):
                messages.append(_row(address, address["id"], str(kind), message, now))
    return messages


def _row(place: Any, webhook_id: UUID, kind: str, message: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "webhook_id": webhook_id,
        "organization_id": place["organization_id"],
        "code": place["code"],
        "line_code": place["line_code"],
        "event": kind,
        "message": message,
        "state": DeliveryState.WAITING.value,
        "attempts": 0,
        "next_at": now,
        "last_error": "",
        "created_at": now,
        "version": 1,
    }


# — to their addresses —


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is to be sent now, and what it takes. `attempts` counts this one."""

    id: UUID
    webhook_id: UUID
    attempts: int
    message: Mapping[str, Any]
    url: str
    secret: bytes


async def take_due(session: AsyncSession, now: datetime, *, limit: int) -> list[Due]:
    """Messages whose time has come, taken so that no other sender takes them."""
    waiting = (
        select(delivery.c.id)
        .join(webhook, webhook.c.id == delivery.c.webhook_id)
        .join(client, client.c.id == webhook.c.client_id)
        .where(
            delivery.c.state == DeliveryState.WAITING.value,
            delivery.c.next_at <= now,
            webhook.c.state == WebhookState.ACTIVE.value,
            client.c.revoked_at.is_(None),
        )
        .order_by(delivery.c.next_at)
        .limit(limit)
        .with_for_update(of=delivery, skip_locked=True)
    )
    taken = await session.execute(
        update(delivery)
        .values(attempts=delivery.c.attempts + 1, next_at=now + LEASE, tried_at=now, version=delivery.c.version + 1)
        .where(delivery.c.id.in_(waiting), webhook.c.id == delivery.c.webhook_id)
        .returning(
            delivery.c.id,
            delivery.c.webhook_id,
            delivery.c.attempts,
            delivery.c.message,
            webhook.c.url,
            webhook.c.secret,
        )
    )
    return [Due(*row) for row in taken]


async def note_outcome(session: AsyncSession, due: Due, **outcome: Any) -> None:
    """What came of a try; of no account where the message was taken again meanwhile."""
    await session.execute(
        update(delivery)
        .values(version=delivery.c.version + 1, **outcome)
        .where(
            delivery.c.id == due.id,
            delivery.c.attempts == due.attempts,
            delivery.c.state == DeliveryState.WAITING.value,
        )
    )


async def pause(session: AsyncSession, webhook_id: UUID) -> None:
    """The receiver said that the address is gone for good."""
    await session.execute(
        update(webhook)
        .values(state=WebhookState.PAUSED.value, version=webhook.c.version + 1)
        .where(webhook.c.id == webhook_id)
    )


async def forget_messages(session: AsyncSession, before: datetime) -> int:
    """Let old messages go that are not waiting; how many."""
    over = delivery.c.state != DeliveryState.WAITING.value
    done = await session.execute(delete(delivery).where(delivery.c.created_at < before, over))
    return done.rowcount  # type: ignore[attr-defined, no-any-return]
