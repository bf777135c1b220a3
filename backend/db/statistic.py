"""The life of the counters: folding, closing a month, rebuilding months of before, recounting (data.md section 4).

All of it is the work of processes without a person, over the whole city. One advisory lock keeps folding and closing
from being done twice at once; whoever comes second finds the work done.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import tally
from backend.db.tables.statistic import CELLS, FLOWS, STOCKS
from backend.domain.organization.codes import Level
from backend.domain.statistic.periods import month_after, month_of, months_between

_LOCK = "select pg_advisory_xact_lock(4712)"
_TRY_LOCK = "select pg_try_advisory_xact_lock(4712)"
_FOLD = "select fold_organization_tally(:month)"
_LAST_CLOSED = "select max(month) from closed_month"

_STANDING = """
  select o.id, o.code, o.line_code, o.level, o.status,
    case when v.id is null then o.parent_id else v.parent_id end as parent_id,
    coalesce(v.name, o.name) as name, coalesce(v.kind, o.kind) as kind, coalesce(v.level, o.level) as level_then,
    coalesce(v.status, o.status) as status_then
  from organization o left join lateral (
    select v.* from organization_version v
    where v.organization_id = o.id and v.valid_from <= :last and (v.valid_to is null or v.valid_to > :last)
    order by v.valid_from desc, v.recorded_at desc limit 1
  ) v on true
  where v.id is not null or o.created_at < :ended
"""

_ROLL_UP = """
with recursive standing as materialized ({standing}),
own as materialized ({own}),
above as (
  select id as node_id, id as organization_id from standing
  union all
  select s.parent_id, a.organization_id from above a join standing s on s.id = a.node_id where s.parent_id is not null
)
insert into organization_month
  (organization_id, month, code, line_code, parent_id, name, kind, level, status, line_top, {cells})
select s.id, :month, s.code, s.line_code, s.parent_id, s.name, s.kind, s.level_then, s.status_then,
  s.line_code is not null and s.line_code is distinct from p.line_code,
  {sums}
from standing s left join standing p on p.id = s.parent_id
  join above a on a.node_id = s.id left join own on own.organization_id = a.organization_id
group by s.id, s.code, s.line_code, s.parent_id, s.name, s.kind, s.level_then, s.status_then, p.line_code
"""


def _roll_up(own: str, known: Sequence[str]) -> str:
    """The statement that keeps a month, every union with everything that stood below it at the end of that month."""
    return _ROLL_UP.format(
        standing=_STANDING,
        own=own,
        cells=", ".join(known),
        sums=", ".join(f"coalesce(sum(own.{cell}), 0)" for cell in known),
    )


async def fold(session: AsyncSession) -> int:
    """Add the queue to the counters, as far as the open month goes; returns how many unions changed.

    Changes made after the open month wait for its close: what is closed is what stood at its end.
    """
    if not (await session.execute(text(_TRY_LOCK))).scalar_one():
        return 0
    open_month = await find_open_month(session)
    return (await session.execute(text(_FOLD), {"month": open_month})).scalar_one()  # type: ignore[no-any-return]


async def find_open_month(session: AsyncSession) -> date:
    """The first day of the month that is open."""
    last: date = (await session.execute(text(_LAST_CLOSED))).scalar_one()
    return month_after(last)


async def close_months(session: AsyncSession, today: date, *, at: datetime) -> list[date]:
    """Close every month that has ended before `today`, oldest first; returns them. Closing twice closes once."""
    await session.execute(text(_LOCK))
    month, closed = await find_open_month(session), []
    while month < month_of(today):
        await session.execute(text(_FOLD), {"month": month})
        await _keep_month(session, month, "select * from organization_tally", CELLS)
        for table in ("organization_tally", "township_tally"):
            await session.execute(
                text(
                    f"update {table} set {', '.join(f'{cell} = 0' for cell in FLOWS)} "
                    f"where ({', '.join(FLOWS)}) is distinct from ({', '.join('0' for _ in FLOWS)})"
                )
            )
        await _keep(session, month, source="closed", at=at)
        closed.append(month)
        month = month_after(month)
    return closed


def _days(month: date) -> dict[str, date]:
    ended = month_after(month)
    return {"month": month, "last": date.fromordinal(ended.toordinal() - 1), "ended": ended}


async def _keep_month(session: AsyncSession, month: date, own: str, known: Sequence[str]) -> None:
    # The planner knows nothing of the sizes of these sets; a nested loop over them would take hours in a large city.
    await session.execute(text("select set_config('enable_nestloop', 'off', true)"))
    await session.execute(text(_roll_up(own, known)), _days(month))
    await session.execute(text("select set_config('enable_nestloop', 'on', true)"))


async def _keep(session: AsyncSession, month: date, *, source: str, at: datetime) -> None:
    await session.execute(
        text("insert into closed_month (month, closed_at, source) values (:month, :at, :source)"),
        {"month": month, "at": at, "source": source},
    )


# — months of before the counters began —

_THEN: Mapping[str, str] = {
    "member": """
      select s.organization_id, 'active' as status, m.sex, m.education, m.politics, m.kind, m.new_employment,
        m.migrant, m.dispatched, m.hardship, m.completeness,
        case when m.card_issued_on <= :last then m.card_issued_on end as card_issued_on,
        least(5, greatest(1, (extract(year from age(:last, m.born_on))::int - 5) / 10)) as age_band
      from membership s join member m on m.id = s.member_id
      where s.started_on <= :last and (s.ended_on is null or s.ended_on > :last)
        and not (m.status = 'retained' and s.ended_on is null and m.status_since <= :last)
    """,
    "organization": """
      select s.id, s.status_then as status, s.kind, s.level_then as level, o.employees
      from standing s join organization o on o.id = s.id
    """,
    "employer": """
      select case when covered_on <= :last then union_id end as union_id, territory_id, employees, null::date as closed_on
      from employer where created_at < :ended and (closed_on is null or closed_on > :last)
    """,
}
"""The rows of each table as its dates say they were on a day. What has no date is taken as it is today. Officers and
committees are left out: the terms of before are seldom in a register, and half of them would look like growth."""

_FLOWS_THEN = """
  select organization_id, began_by as how, 1 as direction from membership where started_on >= :month and started_on < :ended
  union all
  select organization_id, ended_by, -1 from membership where ended_on >= :month and ended_on < :ended
"""


def _own_then() -> tuple[str, list[str]]:
    """What stood directly with each union on a day, in a row per counted table, and the cells that the dates tell."""
    # The states of files that were no membership have no dates.
    told = {table: [c for c in STOCKS[table] if not c.startswith("status_")] for table in _THEN}
    known = [*(cell for cells in told.values() for cell in cells), *FLOWS]
    counted = [
        (
            cells,
            f"select {tally.OWNER[table]}, {tally.sums(table, only=cells)} from ({_THEN[table]}) as rows group by 1",
        )
        for table, cells in told.items()
    ]
    counted.append(
        (list(FLOWS), f"select organization_id, {tally.flow_sums()} from ({_FLOWS_THEN}) as rows group by 1")
    )
    parts = []
    for cells, query in counted:
        columns = ", ".join(cell if cell in cells else f"null::bigint as {cell}" for cell in known)
        parts.append(f"select organization_id, {columns} from ({query}) as c (organization_id, {', '.join(cells)})")
    return " union all ".join(parts), known


async def rebuild_months(session: AsyncSession, first: date, *, at: datetime) -> list[date]:
    """Make the months from `first` to the one before the open one out of the dates in the register; returns them.

    For a city that begins with a register of old. Months that are closed stay as they are. What came and went in the
    open month is told by its dates too: the day on which a register was loaded is no day of three million joins.
    """
    await session.execute(text(_LOCK))
    open_month = await find_open_month(session)
    await session.execute(text(_FOLD), {"month": open_month})
    kept = set((await session.execute(text("select month from closed_month where source <> 'none'"))).scalars())
    own, known = _own_then()
    built = [month for month in months_between(first, open_month) if month not in kept]
    for month in built:
        await session.execute(text("delete from closed_month where month = :month"), {"month": month})
        await _keep_month(session, month, own, known)
        await _keep(session, month, source="rebuilt", at=at)
    names = ", ".join(FLOWS)
    await session.execute(
        text(
            f"update organization_tally t set {', '.join(f'{cell} = coalesce(x.{cell}, 0)' for cell in FLOWS)} "
            f"from organization o left join (select organization_id, {tally.flow_sums()} from ({_FLOWS_THEN}) as rows "
            f"group by 1) as x (organization_id, {names}) on x.organization_id = o.id where o.id = t.organization_id"
        ),
        _days(open_month),
    )
    await session.execute(text(tally.GATHER))
    return built


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
    await session.execute(text(_FOLD), {"month": await find_open_month(session)})
    for _table, cells, counts in tally.recounts():
        await session.execute(
            text(
                f"update organization_tally t set {', '.join(f'{cell} = coalesce(x.{cell}, 0)' for cell in cells)} "
                f"from organization o left join ({counts}) as x (organization_id, {', '.join(cells)}) "
                "on x.organization_id = o.id where o.id = t.organization_id"
            )
        )
    await session.execute(text(tally.GATHER))
