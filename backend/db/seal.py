"""The chain over the record of what happened (GB/T 22239 8.1.4.3; trust.md 3.1).

Events are written plain, each in the transaction of what it tells, so writers never wait for one another. Once a second
the sealer closes the transactions that have ended since the last time: a seal says "the transactions from … to … left
these events", and its hash covers them and the seal before. A changed, removed or added event, and a changed or removed
seal, is found by computing the chain again.

What can be sealed: PostgreSQL numbers transactions in the order in which they begin to write, and a snapshot knows the
oldest one that still runs (`xmin`). Everything below it has ended for good, so no event can appear there any more. The
ranges of the seals meet without gaps, so that an event slipped in anywhere below the last seal falls into one of them.

What the chain cannot show: events removed within the second before they are sealed, and a chain rewritten as a whole
by whoever owns the database. Against the second a head (number and hash) is kept outside, on paper or in another
system, and given to `verify`.

Numbers of transactions begin anew when a backup is restored into another cluster. The sequence `audit_origin` is then
moved (`continue_chain`), so that the numbers of events go on above the last of them.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Text, cast, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.tables.process import AuditEvent, AuditSeal

event: Any = AuditEvent.__table__  # type: ignore[attr-defined]
seal_: Any = AuditSeal.__table__  # type: ignore[attr-defined]

GENESIS: Final = bytes(32)
SEALS_AT_A_TIME: Final = 500

_TAKE_TURN = text("select pg_try_advisory_xact_lock(hashtextextended('audit seal', 0))")
_ENDED_BELOW = text(
    "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (select last_value - 1 from audit_origin)"
)
_CONTINUE = text("select continue_audit_chain()")

# One text per event, spelled by PostgreSQL: JSON of every column in this order, times in microseconds since 1970. The
# facts are JSONB, whose spelling is canonical: keys sorted, numbers exact, no spaces left to chance.
_SPELLED = func.json_build_array(
    event.c.id,
    event.c.transaction,
    cast(func.extract("epoch", event.c.at) * 1_000_000, BigInteger),
    event.c.actor_id,
    event.c.actor_name,
    event.c.event,
    event.c.object_kind,
    event.c.object_id,
    event.c.organization_id,
    event.c.code,
    event.c.line_code,
    event.c.facts,
    event.c.request_id,
    event.c.address,
)


LEAF: Final[Any] = func.sha256(func.convert_to(cast(_SPELLED, Text), "UTF8"))
"""The hash of an event, as it goes into the chain."""
# For all events of a seal in one go: the hash of each, 32 bytes, in the order of the chain.
_LEAVES: Any = func.string_agg(
    LEAF,
    aggregate_order_by(literal_column("''::bytea"), event.c.transaction, event.c.id),
)
LEAF_BYTES: Final = 32


def _link(number: int, *, first: int, last: int, previous: bytes, leaves: bytes) -> bytes:
    """The hash of a seal: over the seal before, its own number and range, and the hashes of its events."""
    head = b"".join(value.to_bytes(8, "big") for value in (number, first, last))
    return hashlib.sha256(b"unionhome audit 1" + previous + head + leaves).digest()


async def seal(session: AsyncSession, now: datetime) -> int:
    """Seal what has ended; returns how many events. Nothing when another process is at it. Needs the whole city's scope.

    One transaction, one seal at the most.
    """
    if not (await session.execute(_TAKE_TURN)).scalar_one():
        return 0
    last = await find_head(session)
    if (await session.execute(_CONTINUE)).scalar_one():
        # The numbers have just been moved: what was written before lies below, and the next turn sees the new ones.
        return 0
    ended: int = (await session.execute(_ENDED_BELOW)).scalar_one()
    first = last.to_transaction + 1 if last else 0
    found = await session.execute(
        select(func.max(event.c.transaction)).where(event.c.transaction >= first, event.c.transaction < ended)
    )
    newest: int | None = found.scalar_one()
    if newest is None:
        return 0
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    found = await session.execute(select(_LEAVES).where(event.c.transaction.between(first, newest)))
    leaves: bytes = found.scalar_one()
    session.add(
        AuditSeal(
            number=number,
            from_transaction=first,
            to_transaction=newest,
            events=len(leaves) // LEAF_BYTES,
            previous_hash=previous,
            hash=_link(number, first=first, last=newest, previous=previous, leaves=leaves),
            at=now,
        )
    )
    await session.flush()
    return len(leaves) // LEAF_BYTES


async def continue_chain(session: AsyncSession) -> int:
    """After a restore into another cluster: let the numbers of events go on above the last. By how much they moved."""
    return (await session.execute(_CONTINUE)).scalar_one()  # type: ignore[no-any-return]


async def find_head(session: AsyncSession) -> AuditSeal | None:
    """The last seal, or None before the first."""
    found = await session.scalars(sqlmodel_select(AuditSeal).order_by(col(AuditSeal.number).desc()).limit(1))
    return found.first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first place where the chain does not hold. `reason` is one of the words below."""

    number: int
    reason: str
    from_transaction: int
    to_transaction: int
    sealed_at: datetime | None


CHANGED: Final = "changed"
"""As many events as were sealed, but not the same: one was changed, or the seal was."""
MISSING: Final = "missing"
ADDED: Final = "added"
SEAL_MISSING: Final = "seal_missing"
SEAL_CHANGED: Final = "seal_changed"
"""The seal does not continue the one before it."""
HEAD_DIFFERS: Final = "head_differs"
"""The seal that was kept outside is not the one here: the chain was rewritten or cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What computing the chain again has shown."""

    seals: int
    events: int
    last_number: int
    first_break: Break | None
    more: bool


async def verify(
    session: AsyncSession,
    *,
    first: int = 1,
    last: int | None = None,
    head: tuple[int, bytes] | None = None,
    most_events: int = 2_000_000,
) -> Verdict:
    """Compute the seals `first … last` again, and stop at the first that does not hold or after `most_events`.

    `head` is a seal's number and hash as they were kept outside. Needs the whole city's scope.
    """
    previous = await session.get(AuditSeal, first - 1) if first > 1 else None
    checked = events = 0
    for run in _runs(await _list_seals(session, first, last, most_events)):
        for row, leaves in await _leaves_of(session, run):
            broken = _judge(row, previous, leaves, first, head)
            if broken is not None:
                return Verdict(seals=checked, events=events, last_number=row.number, first_break=broken, more=False)
            checked, events, previous = checked + 1, events + row.events, row
    reached = previous.number if previous else first - 1
    broken = _judge_end(await find_head(session), last, reached, first, head)
    more = broken is None and reached < min(last or 2**62, await _last_number(session))
    return Verdict(seals=checked, events=events, last_number=reached, first_break=broken, more=more)


async def _list_seals(session: AsyncSession, first: int, last: int | None, most_events: int) -> list[AuditSeal]:
    running = func.sum(seal_.c.events).over(order_by=seal_.c.number) - seal_.c.events
    inner = (
        select(seal_.c.number, running.label("before"))
        .where(seal_.c.number >= first, seal_.c.number <= (2**62 if last is None else last))
        .subquery()
    )
    chosen = select(inner.c.number).where(inner.c.before < most_events)
    found = await session.scalars(
        sqlmodel_select(AuditSeal).where(col(AuditSeal.number).in_(chosen)).order_by(col(AuditSeal.number))
    )
    return list(found)


def _runs(seals: list[AuditSeal], size: int = SEALS_AT_A_TIME) -> list[list[AuditSeal]]:
    return [seals[at : at + size] for at in range(0, len(seals), size)]


async def _leaves_of(session: AsyncSession, run: list[AuditSeal]) -> list[tuple[AuditSeal, bytes]]:
    """Each seal with the hashes of the events that lie in its range now."""
    found = await session.execute(
        select(seal_.c.number, _LEAVES)
        .select_from(seal_.join(event, event.c.transaction.between(seal_.c.from_transaction, seal_.c.to_transaction)))
        .where(seal_.c.number.in_([row.number for row in run]))
        .group_by(seal_.c.number)
    )
    by_number = {number: leaves for number, leaves in found}  # noqa: C416 - a Result is no mapping
    return [(row, by_number.get(row.number, b"")) for row in run]


def _judge(
    row: AuditSeal, previous: AuditSeal | None, leaves: bytes, first: int, head: tuple[int, bytes] | None
) -> Break | None:
    expected_number = previous.number + 1 if previous else first
    if row.number != expected_number:
        return _break(row, SEAL_MISSING)
    if previous is not None or first == 1:
        follows = previous.to_transaction + 1 if previous else 0
        if row.previous_hash != (previous.hash if previous else GENESIS) or row.from_transaction != follows:
            return _break(row, SEAL_CHANGED)
    events = len(leaves) // LEAF_BYTES
    if events != row.events:
        return _break(row, MISSING if events < row.events else ADDED)
    actual = _link(
        row.number,
        first=row.from_transaction,
        last=row.to_transaction,
        previous=row.previous_hash,
        leaves=leaves,
    )
    if actual != row.hash:
        return _break(row, CHANGED)
    if head is not None and row.number == head[0] and row.hash != head[1]:
        return _break(row, HEAD_DIFFERS)
    return None


def _judge_end(
    newest: AuditSeal | None, last: int | None, reached: int, first: int, head: tuple[int, bytes] | None
) -> Break | None:
    """Seals cut off at the end leave a chain that holds; only a head kept outside shows it."""
    if first > 1 and newest is not None and reached < first and newest.number >= first:
        return Break(number=first, reason=SEAL_MISSING, from_transaction=0, to_transaction=0, sealed_at=None)
    if head is None or (last is not None and head[0] > last):
        return None
    if newest is None or newest.number < head[0]:
        return Break(number=head[0], reason=HEAD_DIFFERS, from_transaction=0, to_transaction=0, sealed_at=None)
    return None


def _break(row: AuditSeal, reason: str) -> Break:
    return Break(
        number=row.number,
        reason=reason,
        from_transaction=row.from_transaction,
        to_transaction=row.to_transaction,
        sealed_at=row.at,
    )


async def _last_number(session: AsyncSession) -> int:
    head = await find_head(session)
    return head.number if head else 0


async def find_tail(session: AsyncSession) -> tuple[int, datetime | None]:
    """How many events are not sealed yet, and the time of the oldest of them."""
    head = await find_head(session)
    found = await session.execute(
        select(func.count(), func.min(event.c.at)).where(
            event.c.transaction > (head.to_transaction if head is not None else -1)
        )
    )
    count, oldest = found.one()
    return count, oldest
