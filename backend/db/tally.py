"""What each cell of the statistics counts, and the triggers and functions that keep it counted (data.md section 4).

A statement that changes a counted table appends the difference to a queue, in its own transaction: figures are exact at
the moment of the commit, and no writer waits for another. A folder (the worker) adds the queue to one row per union.
Readers sum the folded rows and the tail of the queue.

The texts are frozen into the migration that makes them, and a test compares the two.
"""

from collections.abc import Iterator, Mapping, Sequence

from backend.db.tables.statistic import CELLS, FLOWS, INFLOWS, OUTFLOWS, STOCKS, UNKNOWN
from backend.domain.age import AgeBand
from backend.domain.identity import Sex
from backend.domain.member.codes import Education, LeaveKind, MemberKind, MemberStatus, NewEmployment, Politics
from backend.domain.organization.codes import CommitteeKind, Level, OrganizationKind, PostForm
from backend.domain.organization.employers import DUE_FROM

CURRENT = "status in ('active', 'transfer_out_pending')"
"""在册: what `organization_stat` counts as members."""

MONTH = "date_trunc('month', now() at time zone 'Asia/Shanghai')::date"
"""The month, in China, in which a transaction began."""


def _choices(column: str, prefix: str, codes: Sequence[str]) -> dict[str, str]:
    return {f"{prefix}_{code}": f"{CURRENT} and {column} = '{code}'" for code in codes}


def _member() -> dict[str, str]:
    counted = {"members": CURRENT}
    for sex in Sex:
        for band in AgeBand:
            counted[f"{sex}_{int(band)}"] = f"{CURRENT} and sex = '{sex}' and age_band = {int(band)}"
    for cell, column in (("migrants", "migrant"), ("dispatched", "dispatched"), ("hardship", "hardship")):
        counted[cell] = f"{CURRENT} and {column}"
    counted["carded"] = f"{CURRENT} and card_issued_on is not null"
    counted["complete"] = f"{CURRENT} and completeness = 100"
    for column, codes in (("education", Education), ("politics", Politics)):
        counted |= _choices(column, column, list(codes))
        counted[f"{column}_{UNKNOWN}"] = f"{CURRENT} and {column} is null"
    counted |= _choices("kind", "kind", list(MemberKind))
    counted |= _choices("new_employment", "new_employment", list(NewEmployment))
    return counted | {f"status_{status}": f"status = '{status}'" for status in MemberStatus}


def _organization() -> dict[str, str]:
    unions = {f"unions_{kind}": f"status = 'active' and kind = '{kind}'" for kind in OrganizationKind}
    return unions | {
        "employees": f"case when status = 'active' and level = {int(Level.UNION)} then employees else 0 end"
    }


_OPEN = "closed_on is null"
_COVERED, _UNCOVERED = f"{_OPEN} and union_id is not null", f"{_OPEN} and union_id is null"

WORTH: Mapping[str, Mapping[str, str]] = {
    "member": _member(),
    "organization": _organization(),
    "officer": {f"officers_{form}": f"ended_on is null and form = '{form}'" for form in PostForm},
    "committee": {f"committees_{kind}": f"ended_on is null and kind = '{kind}'" for kind in CommitteeKind},
    "employer": {
        "employers_covered": _COVERED,
        "employers_uncovered": _UNCOVERED,
        "employers_due": f"{_UNCOVERED} and employees >= {DUE_FROM}",
        "employees_covered": f"case when {_COVERED} then employees else 0 end",
        "employees_uncovered": f"case when {_UNCOVERED} then employees else 0 end",
    },
}
"""What one row of a table adds to each cell: a condition, or a number."""

OWNER = {
    "member": "organization_id",
    "organization": "id",
    "officer": "organization_id",
    "committee": "organization_id",
    "employer": "coalesce(union_id, territory_id)",
}
"""The union with which a row of a table stands."""

_BEGAN = {
    "joined": "joined",
    "imported": "imported",
    "transferred": "transferred_in",
    "transfer_accepted": "transferred_in",
}
_ENDED = {**{str(kind): str(kind) for kind in LeaveKind}, "transferred": "transferred_out"}


def _number(expression: str) -> str:
    """What a row adds to a cell, as an integer; a condition that is not known to hold adds nothing."""
    return f"({expression})" if expression.startswith("case ") else f"(({expression}) is true)::int"


def flow(cell: str) -> str:
    """The condition under which an arrival or a departure, with its cause in `how`, is of this cell."""
    table, side = (_BEGAN, INFLOWS) if cell in INFLOWS else (_ENDED, OUTFLOWS)
    causes = ", ".join(f"'{cause}'" for cause, into in table.items() if into == cell)
    if cell == side[-1]:
        causes = ", ".join(f"'{cause}'" for cause in table)
        return f"coalesce(how, '') not in ({causes})"
    return f"how in ({causes})"


def sums(table: str, *, only: Sequence[str] | None = None) -> str:
    """The sums of the cells of a table (`only` some of them), over rows that carry its columns."""
    cells = WORTH[table] if only is None else only
    return ", ".join(f"sum({_number(WORTH[table][cell])})" for cell in cells)


_SOURCES = {
    "insert": ("select 1 as k, * from new_rows", "new table as new_rows"),
    "delete": ("select -1 as k, * from old_rows", "old table as old_rows"),
    "update": (
        "select 1 as k, * from new_rows union all select -1 as k, * from old_rows",
        "old table as old_rows new table as new_rows",
    ),
}


# A union has its row of counters as long as it is there, so that folding never has to give one its place. Who founds a
# branch may not see the township it lies in, but sees the union above it.
_ROW = f"""
  insert into organization_tally (organization_id, code, line_code, township_id)
  select n.id, n.code, n.line_code, coalesce(
    (select p.township_id from organization_tally p where p.organization_id = n.parent_id),
    (select t.id from organization t where t.level = {int(Level.TOWNSHIP)} and n.code between t.code and t.code_hi)
  ) from new_rows n;
  insert into township_tally (organization_id, code) select id, code from new_rows where level = {int(Level.TOWNSHIP)};"""


_SHARED = {"member": CURRENT}
"""What nearly every cell of a table asks first. A trigger asks it once a row."""


def changes(table: str) -> str:
    """The changes of the cells of a table, over rows that carry its columns, `k` (1 came, -1 went) and `shared`.

    A condition is a filter and not a factor: of sixty cells a row touches eight, and only those are added to. That
    halves the time of a trigger.
    """
    told = []
    for worth in WORTH[table].values():
        if worth.startswith("case "):
            told.append(f"sum(k * ({worth}))")
        else:
            asked = worth.replace(_SHARED[table], "shared") if table in _SHARED else worth
            told.append(f"sum(k) filter (where {asked})")
    return ", ".join(told)


def _count(table: str, operation: str) -> str:
    cells = list(WORTH[table])
    names = ", ".join(cells)
    source, _tables = _SOURCES[operation]
    # Without `offset 0` the planner would put the shared condition back into every cell.
    rows = f"select *, {_SHARED[table]} as shared from ({source}) as each offset 0" if table in _SHARED else source
    changed = " or ".join(f"{cell} <> 0" for cell in cells)
    row = _ROW if (table, operation) == ("organization", "insert") else ""
    return f"""
create function tally_{table}_on_{operation}() returns trigger language plpgsql as $$
begin{row}
  insert into organization_tally_delta (organization_id, month, {names})
  select owner, {MONTH}, {", ".join(f"nullif({cell}, 0)" for cell in cells)}
  from (
    select {OWNER[table]} as owner, {changes(table)}
    from ({rows}) as rows group by 1
  ) as changes (owner, {names})
  where {changed};
  return null;
end $$
"""


_CAME = "select organization_id, began_by as how, 1 as direction from new_rows where ended_on is null"
# An open membership that lies with another branch has moved; one that ends has left.
_MOVED = """
    select n.organization_id, 'regrouped' as how, 1 as direction from new_rows n join old_rows o on o.id = n.id
    where o.ended_on is null and n.ended_on is null and o.organization_id <> n.organization_id
    union all
    select o.organization_id, case when n.ended_on is null then 'regrouped' else n.ended_by end, -1
    from new_rows n join old_rows o on o.id = n.id
    where o.ended_on is null and (n.ended_on is not null or o.organization_id <> n.organization_id)
    union all
    select n.organization_id, 'reopened', 1 from new_rows n join old_rows o on o.id = n.id
    where o.ended_on is not null and n.ended_on is null
"""
_GONE = "select organization_id, 'removed' as how, -1 as direction from old_rows where ended_on is null"


def flow_sums() -> str:
    """The sums of all flows, over rows (organization_id, how, direction)."""
    return ", ".join(
        f"count(*) filter (where direction = {1 if cell in INFLOWS else -1} and {flow(cell)})" for cell in FLOWS
    )


def _flows(operation: str) -> str:
    source = {"insert": _CAME, "update": _MOVED, "delete": _GONE}[operation]
    return f"""
create function tally_membership_on_{operation}() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, {", ".join(FLOWS)})
  select owner, {MONTH}, {", ".join(f"nullif({cell}, 0)" for cell in FLOWS)}
  from (select organization_id, {flow_sums()} from ({source}) as rows group by 1)
    as changes (owner, {", ".join(FLOWS)});
  return null;
end $$
"""


COUNTED = (*STOCKS, "membership")
"""The tables whose changes are counted."""

FOLD = f"""
create function fold_organization_tally(up_to date) returns bigint language plpgsql as $$
declare folded bigint;
begin
  with eaten as (delete from organization_tally_delta where month <= up_to returning *),
  changes as (
    select organization_id, {", ".join(f"coalesce(sum({cell}), 0) as {cell}" for cell in CELLS)}
    from eaten group by 1
  ), unions as (
    update organization_tally t set {", ".join(f"{cell} = t.{cell} + x.{cell}" for cell in CELLS)}
    from changes x where x.organization_id = t.organization_id returning t.township_id, x.*
  ), townships as (
    select township_id, {", ".join(f"sum({cell}) as {cell}" for cell in CELLS)}
    from unions where township_id is not null group by 1
  ), gathered as (
    update township_tally t set {", ".join(f"{cell} = t.{cell} + x.{cell}" for cell in CELLS)}
    from townships x where x.township_id = t.organization_id
  )
  select count(*) into folded from unions;
  return folded;
end $$
"""

GATHER = f"""
update township_tally t set {", ".join(f"{cell} = coalesce(x.{cell}, 0)" for cell in CELLS)}
from township_tally own left join (
  select township_id, {", ".join(f"sum({cell}) as {cell}" for cell in CELLS)}
  from organization_tally where township_id is not null group by 1
) x on x.township_id = own.organization_id
where own.organization_id = t.organization_id
"""
"""Sum every township anew from the counters of its unions."""

HAND_OVER = f"""
with moved as (
  select {", ".join(f"coalesce(sum({cell}), 0) as {cell}" for cell in CELLS)}
  from organization_tally where organization_id = any(:ids)
), ends (id, sign) as (values (cast(:left as uuid), -1), (cast(:reached as uuid), 1))
update township_tally t set {", ".join(f"{cell} = t.{cell} + ends.sign * moved.{cell}" for cell in CELLS)}
from moved, ends where ends.id = t.organization_id
"""
"""Take the counters of some unions from the sum of one township (or none) to that of another (or none)."""

LET_GO = f"""
update township_tally t set {", ".join(f"{cell} = t.{cell} - x.{cell}" for cell in CELLS)}
from (
  select township_id, {", ".join(f"sum({cell}) as {cell}" for cell in CELLS)}
  from organization_tally where organization_id = any(:ids) and township_id is not null group by 1
) x where x.township_id = t.organization_id
"""
"""Take the counters of some unions off the sums of their townships."""

_KEPT = ("parent_id", "name", "kind", "level", "status", "line_top", "counted", *CELLS)

UNCHANGING = f"""
create function keep_closed_month() returns trigger language plpgsql as $$
begin
  if ({", ".join(f"new.{column}" for column in _KEPT)})
    is distinct from
    ({", ".join(f"old.{column}" for column in _KEPT)})
  then raise exception 'a closed month does not change';
  end if;
  return new;
end $$
"""


def functions() -> Iterator[str]:
    """Every function of the statistics."""
    for table in STOCKS:
        for operation in _SOURCES:
            yield _count(table, operation)
    for operation in _SOURCES:
        yield _flows(operation)
    yield FOLD
    yield UNCHANGING


def triggers() -> Iterator[str]:
    """Every trigger of the statistics."""
    for table in COUNTED:
        for operation, (_source, tables) in _SOURCES.items():
            yield (
                f"create trigger {table}_tallied_on_{operation} after {operation} on {table} referencing {tables} "
                f"for each statement execute function tally_{table}_on_{operation}()"
            )
    yield (
        "create trigger closed_month_kept before update on organization_month "
        "for each row execute function keep_closed_month()"
    )


def recounts() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """(table, its cells, the count of all its rows by union) for every counted table."""
    for table, cells in STOCKS.items():
        yield table, cells, f"select {OWNER[table]} as organization_id, {sums(table)} from {table} group by 1"


TEXTS = (*functions(), *triggers())
