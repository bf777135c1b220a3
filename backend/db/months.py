"""Closing months, and making months of before out of the dates in the register (data.md section 4).

It is the work of processes without a person, over the whole city. What has counters is kept from them; what is counted
on the spot is counted by the same conditions as the figures of today, once, when the month is closed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import column, insert, literal, select, table, text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import tally
from backend.db.queries.counted import key_of
from backend.db.queries.live import counting_of
from backend.db.statistic import find_open_month, fold_through, hold
from backend.db.tables.statistic import CELLS, FLOWS, STOCKS
from backend.domain.calendar import day_of
from backend.domain.statistic.counted import COUNTED
from backend.domain.statistic.periods import ends_with, last_day_of, month_after, month_of, months_between

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
),
summed as (
  select a.node_id, {sums}
  from above a left join own on own.organization_id = a.organization_id group by 1
){counted}
insert into organization_month
  (organization_id, month, code, line_code, parent_id, name, kind, level, status, line_top, counted, {cells})
select s.id, :month, s.code, s.line_code, s.parent_id, s.name, s.kind, s.level_then, s.status_then,
  s.line_code is not null and s.line_code is distinct from p.line_code,
  {told}, {summed}
from standing s left join standing p on p.id = s.parent_id
  join summed on summed.node_id = s.id {joined}
"""

_COUNTED = """,
figures as (
  select a.node_id, c.measure, c.division, c.value, sum(c.number) as number
  from above a join pg_temp.month_count c on c.organization_id = a.organization_id group by 1, 2, 3, 4
),
divisions as (select node_id, measure, division, jsonb_object_agg(value, number) as told from figures group by 1, 2, 3),
measures as (select node_id, measure, jsonb_object_agg(division, told) as told from divisions group by 1, 2),
counted as (select node_id, jsonb_object_agg(measure, told) as told from measures group by 1)"""


_MONTH_COUNT = table(
    "month_count", *map(column, ("organization_id", "measure", "division", "value", "number")), schema="pg_temp"
)


def _roll_up(own: str, known: Sequence[str], *, counted: bool) -> str:
    """The statement that keeps a month, every union with everything that stood below it at the end of that month."""
    return _ROLL_UP.format(
        standing=_STANDING,
        own=own,
        cells=", ".join(known),
        sums=", ".join(f"coalesce(sum(own.{cell}), 0) as {cell}" for cell in known),
        summed=", ".join(f"summed.{cell}" for cell in known),
        counted=_COUNTED if counted else "",
        told="coalesce(counted.told, '{}')" if counted else "null",
        joined="left join counted on counted.node_id = s.id" if counted else "",
    )


async def close_months(session: AsyncSession, today: date, *, at: datetime) -> list[date]:
    """Close every month that has ended before `today`, oldest first; returns them. Closing twice closes once."""
    await hold(session)
    month, closed = await find_open_month(session), []
    while month < month_of(today):
        await fold_through(session, month)
        counted = ends_with(month, day_of(at))
        if counted:
            await _count(session, last_day_of(month))
        await _keep_month(session, month, "select * from organization_tally", CELLS, counted=counted)
        for counters in ("organization_tally", "township_tally"):
            await session.execute(
                text(
                    f"update {counters} set {', '.join(f'{cell} = 0' for cell in FLOWS)} "
                    f"where ({', '.join(FLOWS)}) is distinct from ({', '.join('0' for _ in FLOWS)})"
                )
            )
        await _keep(session, month, source="closed", at=at)
        closed.append(month)
        month = month_after(month)
    return closed


def _days(month: date) -> dict[str, date]:
    return {"month": month, "last": last_day_of(month), "ended": month_after(month)}


async def _count(session: AsyncSession, today: date) -> None:
    """Count what no counter is kept of, as of `today`, by the union it stands with, into a table of this transaction."""
    await session.execute(text("drop table if exists pg_temp.month_count"))
    await session.execute(
        text(
            "create table pg_temp.month_count (organization_id uuid, measure text, division text, value text, "
            "number bigint) on commit drop"
        )
    )
    for each in COUNTED:
        asked = counting_of(each, today)
        value = key_of(asked.values).label("value")
        await session.execute(
            insert(_MONTH_COUNT).from_select(
                _MONTH_COUNT.c.keys(),
                select(
                    asked.owner.label("organization_id"),
                    literal(each.name).label("measure"),
                    literal(each.division).label("division"),
                    value,
                    asked.figure.label("number"),
                )
                .select_from(asked.joined)
                .where(*asked.conditions)
                .group_by(asked.owner, value),
            )
        )
    await session.execute(text("analyze pg_temp.month_count"))


async def _keep_month(
    session: AsyncSession, month: date, own: str, known: Sequence[str], *, counted: bool = False
) -> None:
    # The planner knows nothing of the sizes of these sets; a nested loop over them would take hours in a large city.
    await session.execute(text("select set_config('enable_nestloop', 'off', true)"))
    await session.execute(text(_roll_up(own, known, counted=counted)), _days(month))
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
    await hold(session)
    open_month = await find_open_month(session)
    await fold_through(session, open_month)
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
