"""A township with its unions moves to another county: how long the request takes, and whether everything is right after.

The last is asked of the whole city as the superuser, past row security and without trusting anything that moved.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
import psycopg

from backend.api import tokens
from backend.db.keys import KeyRing
from backend.db.placement import _carriers
from tests.bench import client
from tests.bench.cases import Caller
from tests.bench.load import COUNTERS
from tests.town import today

TOWNSHIPS = """
select t.id, t.name, t.parent_id, t.code, t.code_hi, count(o.id), coalesce(sum(s.members + s.retained), 0)::bigint as people
from organization t join organization o on o.code between t.code and t.code_hi
left join organization_stat s on s.organization_id = o.id
where t.level = 3 and t.kind <> 'line_federation' group by t.id order by people
"""
COUNTIES = "select id, name from organization where level = 2 and id <> %s order by md5(id::text)"
NESTED = """
select count(*) from organization c join organization p on p.id = c.parent_id
where not (p.code < c.code and c.code_hi <= p.code_hi)
"""
TOUCHING = """
select count(*) from (select code, max(code_hi) over (partition by parent_id order by code
  rows between unbounded preceding and 1 preceding) as before from organization) x where before >= code
"""
DERIVED = """
select count(*) from member m join organization o on o.id = m.organization_id
left join organization c on c.level = 2 and o.code between c.code and c.code_hi
left join organization t on t.level = 3 and t.kind <> 'line_federation' and o.code between t.code and t.code_hi
where o.code between %s and %s and (m.county_id is distinct from c.id or m.township_id is distinct from t.id)
"""
DRIFT = """
select count(*) from (
  select organization_id, sum(members) m, sum(women) w, sum(migrants) g, sum(dispatched) d, sum(retained) r, sum(complete) c
  from (select organization_id, members, women, migrants, dispatched, retained, complete from organization_stat
    union all select organization_id, members, women, migrants, dispatched, retained, complete
    from organization_stat_delta) x group by organization_id
) kept full join (select id as organization_id, members m, women w, migrants g, dispatched d, retained r, complete c
  from (%s) y) live using (organization_id)
where (kept.m, kept.w, kept.g, kept.d, kept.r, kept.c) is distinct from (live.m, live.w, live.g, live.d, live.r, live.c)
"""


@dataclass(slots=True, kw_only=True)
class Move:
    """One move and what was found after it: what is wrong, by name."""

    township: str
    unions: int
    members: int
    seconds: float
    status: int
    wrong: dict[str, int]


async def move_townships(port: int, ring: KeyRing, caller: Caller, url: str, *, count: int = 3) -> list[Move]:
    """Move townships of about the average size, and the largest; each is moved back, so that kept data stays as it was."""
    with psycopg.connect(url) as connection:
        townships = connection.execute(TOWNSHIPS).fetchall()
    middle = len(townships) // 2
    chosen = townships[max(0, middle - count // 2) :][: count - 1] + townships[-1:]
    moves: list[Move] = []
    for id, name, county, _low, _high, unions, members in chosen:
        with psycopg.connect(url) as connection:
            target = connection.execute(COUNTIES, (county,)).fetchone()
        assert target is not None
        for parent in (target[0], county):
            status, seconds = await _move(port, ring, caller, str(id), str(parent))
            wrong = _find_wrong(url, id, parent) if parent != county else {}
            moves.append(
                Move(township=name, unions=unions, members=members, seconds=seconds, status=status, wrong=wrong)
            )
    return moves


async def _move(port: int, ring: KeyRing, caller: Caller, id: str, parent: str) -> tuple[int, float]:
    path = f"/api/v1/organizations/{id}"
    status, _body, whole = await client.ask_json(port, caller.get(ring, f"/organizations/{id}"))
    if status != 200:
        return status, float("nan")
    token = tokens.issue(
        ring, use=tokens.Use.ACCESS, user_id=caller.user_id, session_id=caller.session_id, now=datetime.now(UTC)
    )
    body = orjson.dumps({"step": "move", "parent_id": parent, "effective_on": today().isoformat()})
    raw = client.request(f"{path}/steps", token=token, method="POST", body=body, If_Match=client.header(whole, "etag"))
    began = time.perf_counter()
    status, answer, _ = await client.ask_json(port, raw)
    seconds = time.perf_counter() - began
    if status != 200:
        print(f"the move was refused: {answer}")
    return status, seconds


def _find_wrong(url: str, id: Any, parent: Any) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        connection.execute("set work_mem = '256MB'")
        row = connection.execute("select parent_id, code, code_hi from organization where id = %s", (id,)).fetchone()
        assert row is not None
        wrong = {"parent": int(row[0] != parent)}
        for what, question, values in (
            ("outside their parent", NESTED, ()),
            ("overlapping", TOUCHING, ()),
            ("county or township of members", DERIVED, (row[1], row[2])),
        ):
            wrong[what] = _number(connection, question, values)
        wrong["counters"] = _number(
            connection, DRIFT % COUNTERS[COUNTERS.index("select") :].rsplit("order by", 1)[0], ()
        )
        for kind in ("code", "line_code"):
            for table, _organization, column in _carriers(kind):
                if "organization_id" in table.c:
                    question = (
                        f'select count(*) from "{table.name}" x join organization o on o.id = x.organization_id '
                        f"where x.{column} is distinct from o.{kind}"
                    )
                    wrong[f"{table.name}.{column}"] = _number(connection, question, ())
    return {what: count for what, count in wrong.items() if count}


def _number(connection: "psycopg.Connection[Any]", question: str, values: tuple[Any, ...]) -> int:
    row = connection.execute(question, values or None).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return int(row[0])
