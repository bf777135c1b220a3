"""Pairs of lines and entries: made set by set, listed, looked into, parted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.reconciliation import (
    Reconciliation,
    ReconciliationEntry,
    ReconciliationLine,
    ReconciliationPair,
)
from backend.db.types import new_id
from backend.domain.reconciliation.matching import Match
from backend.domain.refusals import NotFound

line: Any = ReconciliationLine.__table__  # type: ignore[attr-defined]
pair: Any = ReconciliationPair.__table__  # type: ignore[attr-defined]
joined: Any = ReconciliationEntry.__table__  # type: ignore[attr-defined]


async def add_pairs(
    session: AsyncSession,
    row: Reconciliation,
    matches: Sequence[Match],
    amounts: Mapping[UUID, int],
    *,
    by_name: str,
    at: datetime,
    crosses: bool = False,
) -> list[UUID]:
    """Pair what was matched: three statements, however many they are. `amounts` are those of lines and entries, fen."""
    if not matches:
        return []
    ids = [new_id() for _ in matches]
    sums = [sum(amounts[each] for each in match.entry_ids) for match in matches]
    await session.execute(
        _ADD_PAIRS,
        {
            "month": row.id,
            "ids": ids,
            "ways": [match.way.value for match in matches],
            "sums": sums,
            "crosses": crosses,
            "by_name": by_name,
            "at": at,
        },
    )
    of_lines = [(id, each) for id, match in zip(ids, matches, strict=True) for each in match.line_ids]
    of_entries = [(id, each) for id, match in zip(ids, matches, strict=True) for each in match.entry_ids]
    await session.execute(_PAIR_LINES, {"pairs": [p for p, _ in of_lines], "lines": [i for _, i in of_lines]})
    await session.execute(
        _PAIR_ENTRIES,
        {"account": row.account_id, "pairs": [p for p, _ in of_entries], "entries": [i for _, i in of_entries]},
    )
    await _recount(session, row)
    return ids


_ADD_PAIRS = text("""
insert into reconciliation_pair (id, reconciliation_id, way, amount_fen, crosses, made_by_name, made_at)
select id, :month, way, amount, :crosses, :by_name, :at
from unnest(cast(:ids as uuid[]), cast(:ways as text[]), cast(:sums as bigint[])) as t(id, way, amount)
""")
_PAIR_LINES = text("""
update reconciliation_line set pair_id = t.pair
from unnest(cast(:pairs as uuid[]), cast(:lines as uuid[])) as t(pair, line) where reconciliation_line.id = t.line
""")
_PAIR_ENTRIES = text("""
insert into reconciliation_entry (account_id, entry_id, pair_id)
select :account, entry, pair from unnest(cast(:pairs as uuid[]), cast(:entries as uuid[])) as t(pair, entry)
""")


async def _recount(session: AsyncSession, row: Reconciliation) -> None:
    """How many lines of a held month were paired in it."""
    own = line.join(pair, pair.c.id == line.c.pair_id)
    count = (
        select(func.count())
        .select_from(own)
        .where(line.c.reconciliation_id == row.id, pair.c.reconciliation_id == row.id)
    )
    row.paired = await session.scalar(count) or 0
    await session.flush()


def list_pairs(
    *,
    reconciliation_id: UUID,
    ways: Sequence[str] = (),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Pairs made in a month, with how many lines and entries each has and what they say."""
    conditions = [pair.c.reconciliation_id == reconciliation_id]
    if ways:
        conditions.append(pair.c.way.in_(list(ways)))
    if id is not None:
        conditions.append(pair.c.id == id)
    if after is not None:
        conditions.append(pair.c.id > after)
    names = ("id", "reconciliation_id", "way", "amount_fen", "crosses", "made_by_name", "made_at")
    of = line.c.pair_id == pair.c.id
    counts = select(func.count()).select_from(joined).where(joined.c.pair_id == pair.c.id).correlate(pair)

    def first(column: Any) -> Any:
        return select(column).where(of).order_by(line.c.on, line.c.id).limit(1).correlate(pair).scalar_subquery()

    return (
        select(
            *(pair.c[name] for name in names),
            select(func.count()).select_from(line).where(of).correlate(pair).scalar_subquery().label("lines"),
            counts.scalar_subquery().label("entries"),
            first(line.c.on).label("on"),
            func.coalesce(first(line.c.payee), "").label("payee"),
            func.coalesce(first(line.c.summary), "").label("summary"),
        )
        .where(*conditions)
        .order_by(pair.c.id)
        .limit(limit)
    )


def count_pairs(*, reconciliation_id: UUID, ways: Sequence[str], cap: int) -> Select[Any]:
    """How many pairs a month has, counted up to `cap`."""
    conditions = [pair.c.reconciliation_id == reconciliation_id]
    if ways:
        conditions.append(pair.c.way.in_(list(ways)))
    return select(func.count()).select_from(select(pair.c.id).where(*conditions).limit(cap).subquery())


async def count_ways(session: AsyncSession, id: UUID) -> Mapping[str, int]:
    """How many pairs of a month there are of each way."""
    found = await session.execute(
        select(pair.c.way, func.count().label("pairs")).where(pair.c.reconciliation_id == id).group_by(pair.c.way)
    )
    return {row.way: row.pairs for row in found}


async def get_pair(session: AsyncSession, id: UUID) -> ReconciliationPair:
    """A pair of the scope. Raises `NotFound`."""
    found = await session.get(ReconciliationPair, id, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def part(session: AsyncSession, row: Reconciliation, pair_id: UUID) -> None:
    """Let what was paired in a held month stand open again."""
    await session.execute(update(line).where(line.c.pair_id == pair_id).values(pair_id=None))
    await session.execute(delete(joined).where(joined.c.pair_id == pair_id))
    await session.execute(delete(pair).where(pair.c.id == pair_id))
    await _recount(session, row)
