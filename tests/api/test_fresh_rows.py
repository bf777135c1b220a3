"""Thousands of rows written a moment ago, of which the planner's statistics know nothing: work grows with them, not with
their square. An import of 10,000 people was given up because of it, on a machine whose statistics were a minute old."""

import hashlib
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest

from backend.db.queries import import_employers, imports, member_batch, payment
from backend.domain.access import EVERYTHING
from backend.domain.imports.plain import RowTwice
from tests.conftest import Api, Cluster
from tests.plans import explained, looked_at

FRESH, KNOWN = 3_000, 300
"""Rows of which the statistics know nothing, and those that they have seen of each of five others."""
AT_ONCE = 500
BATCH = uuid.UUID(int=77)

_IMPORTED = """
insert into import_row (import_id, round, line, code, state, organization_id, record_id, key_index, fields, problems,
  changes, before, version)
select %(batch)s, r, g, 1, case r when 1 then 'updated' else 'unchanged' end, %(batch)s, md5(%(batch)s::text || g)::uuid,
  decode(md5(g::text), 'hex'), '{}', '[]', '{}', '{}', 1 from generate_series(1, %(rows)s / 2) g, generate_series(1, 2) r"""
_IN_BATCHES = """
insert into member_batch_row (batch_id, organization_id, code, position, member_id, outcome)
select %(batch)s, %(batch)s, 1, g, gen_random_uuid(), 'waiting' from generate_series(1, %(rows)s) g"""
_PAID = """
insert into payment (id, case_id, fund_id, organization_id, code, batch_id, line, round, way, amount_fen, payee, bank, goods,
  state, bank_reason, reason, payer_name, created_at, version)
select gen_random_uuid(), gen_random_uuid(), %(batch)s, %(batch)s, 1, %(batch)s, g, 1, 'bank', 1, '', '', '',
  'waiting', '', '', '', now(), 1
from generate_series(1, %(rows)s) g"""
_TOLD = [(line, "paid", "") for line in range(1, AT_ONCE + 1)]


def _record(number: int) -> uuid.UUID:
    return uuid.UUID(hashlib.md5(f"{BATCH}{number}".encode()).hexdigest())


STATEMENTS: dict[str, tuple[str, str, Callable[[Any], Awaitable[None]]]] = {
    "a person twice in a file": (
        "import_row",
        _IMPORTED,
        lambda session: imports.mark_duplicates(
            session, BATCH, 2, {"field": "id_number", "column": "B", "title": "证件号码"}, RowTwice
        ),
    ),
    "a file brought back": ("import_row", _IMPORTED, lambda session: imports.drop_repeated(session, BATCH, 2)),
    "what was judged": (
        "import_row",
        _IMPORTED,
        lambda session: imports.write_rows(
            session, BATCH, [{"round": 1, "line": line, "state": "new"} for line, *_ in _TOLD], ["state"]
        ),
    ),
    "what was put back": (
        "import_row",
        _IMPORTED,
        lambda session: imports.follow_versions(session, BATCH, [(_record(line), 2, 3) for line, *_ in _TOLD]),
    ),
    "employers of a list": (
        "import_row",
        _IMPORTED,
        lambda session: import_employers.note_listed(session, BATCH, source="tax", day="2026-11-26"),
    ),
    "members of a batch": (
        "member_batch_row",
        _IN_BATCHES,
        lambda session: member_batch.mark_rows(session, BATCH, [(line, "can", None) for line, *_ in _TOLD]),
    ),
    "answers of the bank": ("payment", _PAID, lambda session: payment.note_answers(session, BATCH, _TOLD)),
}


@pytest.mark.parametrize("name", STATEMENTS)
async def test_fresh_rows_cost_what_they_are(api: Api, cluster: Cluster, name: str) -> None:
    """MBR-01, FND-02: each fresh row is looked at a few times, whatever the statistics say."""
    table, fill, carry_out = STATEMENTS[name]
    at = cluster.server.url("superuser", str(api.database.engine.url.database))
    with psycopg.connect(at, autocommit=True) as superuser:
        superuser.execute(f"alter table {table} set (autovacuum_enabled = false)")
        superuser.execute("set session_replication_role = replica")
        for _ in range(5):
            superuser.execute(fill, {"batch": uuid.uuid4(), "rows": KNOWN})
        superuser.execute(f"analyze {table}")
        superuser.execute(fill, {"batch": BATCH, "rows": FRESH})
    async with api.database.transaction(EVERYTHING) as session:
        await session.connection()
        with explained(api.database.engine.sync_engine) as plans:
            await carry_out(session)
    assert 0 < sum(looked_at(plan) for plan in plans) < 20 * FRESH
