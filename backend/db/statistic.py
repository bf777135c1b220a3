"""The life of the counters: folding, following unions that move, recounting (data.md section 4).

All of it is the work of processes without a person, over the whole city. One advisory lock keeps folding and closing
(`backend/db/months.py`) from being done twice at once; whoever comes second finds the work done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import tally
from backend.db.tables.statistic import CELLS, STOCKS
from backend.domain.organization.codes import Level
from backend.domain.statistic.periods import month_after

_LOCK = "select pg_advisory_xact_lock(4712)"
_TRY_LOCK = "select pg_try_advisory_xact_lock(4712)"
_FOLD = "select fold_organization_tally(:month)"
_LAST_CLOSED = "select max(month) from closed_month"


async def fold(session: AsyncSession) -> int:
    """Add the queue to the counters, as far as the open month goes; returns how many unions changed.

    Changes made after the open month wait for its close: what is closed is what stood at its end.
    """
    if not (await session.execute(text(_TRY_LOCK))).scalar_one():
        return 0
    return await fold_through(session, await find_open_month(session))


async def fold_through(session: AsyncSession, month: date) -> int:
    """Add the changes up to the end of a month to the counters; returns how many unions changed. `hold` first."""
    return (await session.execute(text(_FOLD), {"month": month})).scalar_one()  # type: ignore[no-any-return]


async def find_open_month(session: AsyncSession) -> date:
    """The first day of the month that is open."""
    last: date = (await session.execute(text(_LAST_CLOSED))).scalar_one()
    return month_after(last)


async def hold(session: AsyncSession) -> None:
    """Keep folding off until the transaction ends: the places or sums of whole subtrees are about to change."""
    await session.execute(text(_LOCK))


async def let_go(session: AsyncSession, ids: Sequence[UUID]) -> None:
    """Before unions are removed with their counters: their townships no longer count them."""
    await hold(session)
    await session.execute(text(tally.LET_GO), {"ids": list(ids)})


async def hand_over(session: AsyncSession, ids: Sequence[UUID], *, left: UUID | None, reached: UUID | None) -> None:
    """Let the counters of these unions count with another township, or with none. `hold` first."""
    await session.execute(text(tally.HAND_OVER), {"ids": list(ids), "left": left, "reached": reached})
    await session.execute(
        text("update organization_tally set township_id = :reached where organization_id = any(:ids)"),
        {"ids": list(ids), "reached": reached},
    )


# — is it true —


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of a union that does not say what there is."""

    organization_id: UUID
    cell: str
    kept: int
    counted: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many counters were compared, how many of them differ, and the first of these."""

    compared: int
    differing: int
    first: Sequence[Difference]


async def recount(session: AsyncSession, *, most: int = 100) -> Sequence[Difference]:
    """Count everything anew and compare; the differences found, `most` of them. Nothing is changed."""
    return (await compare(session, most=most)).first


async def compare(session: AsyncSession, *, most: int = 100) -> Comparison:
    """Count everything anew and compare; with the first `most` differences. Nothing is changed."""
    found: list[Difference] = []
    differing = 0
    for _table, cells, counts in tally.recounts():
        names = ", ".join(cells)
        pairs = ", ".join(f"('{cell}', kept.{cell}, coalesce(counted.{cell}, 0))" for cell in cells)
        tail = ", ".join(f"t.{cell} + coalesce(d.{cell}, 0) as {cell}" for cell in cells)
        rows = await session.execute(
            text(
                f"""
                with d as (
                  select organization_id, {", ".join(f"sum({cell}) as {cell}" for cell in cells)}
                  from organization_tally_delta group by 1
                ), kept as (
                  select t.organization_id, {tail} from organization_tally t left join d using (organization_id)
                ), counted (organization_id, {names}) as ({counts})
                select kept.organization_id, cell, kept, counted, count(*) over () as differing
                from kept left join counted on counted.organization_id = kept.organization_id,
                  lateral (values {pairs}) as each (cell, kept, counted)
                where each.kept <> each.counted limit :most
                """
            ),
            {"most": most},
        )
        differing += _take(found, rows)
    pairs = ", ".join(f"('{cell}', kept.{cell}, coalesce(counted.{cell}, 0))" for cell in CELLS)
    rows = await session.execute(
        text(
            f"""
            with counted as (
              select t.id, {", ".join(f"sum(c.{cell}) as {cell}" for cell in CELLS)}
              from organization t join organization_tally c on c.code between t.code and t.code_hi
              where t.level = {int(Level.TOWNSHIP)} group by 1
            )
            select kept.organization_id, cell, kept, counted, count(*) over () as differing
            from township_tally kept left join counted on counted.id = kept.organization_id,
              lateral (values {pairs}) as each (cell, kept, counted)
            where each.kept <> each.counted limit :most
            """
        ),
        {"most": most},
    )
    differing += _take(found, rows)
    unions, townships = (
        await session.execute(
            text("select (select count(*) from organization_tally), (select count(*) from township_tally)")
        )
    ).one()
    compared = unions * sum(len(cells) for cells in STOCKS.values()) + townships * len(CELLS)
    return Comparison(compared, differing, found[:most])


def _take(found: list[Difference], rows: Iterable[Any]) -> int:
    """Add the differences of some cells; returns how many there are of them in all."""
    taken = list(rows)
    found += [Difference(id, cell, int(kept), int(counted)) for id, cell, kept, counted, _all in taken]
    return int(taken[0].differing) if taken else 0


async def mend(session: AsyncSession) -> None:
    """Count everything anew and keep what was counted. Months must be closed up to the open one; writers wait."""
    await session.execute(text(_LOCK))
    await session.execute(text(f"lock table {', '.join(STOCKS)} in share mode"))
    await fold_through(session, await find_open_month(session))
    for _table, cells, counts in tally.recounts():
        await session.execute(
            text(
                f"update organization_tally t set {', '.join(f'{cell} = coalesce(x.{cell}, 0)' for cell in cells)} "
                f"from organization o left join ({counts}) as x (organization_id, {', '.join(cells)}) "
                "on x.organization_id = o.id where o.id = t.organization_id"
            )
        )
    await session.execute(text(tally.GATHER))
