"""The registers beside the roster under kills: unions, employers, officers and transfers come in whole, once (trust.md F-02;
issue 3 section 1)."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.db.tables.member import Transfer
from backend.db.tables.organization import Employer, Officer, Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.worker import Worker
from tests import intake, registers, workbooks
from tests.api.test_import_employers import HEAD as EMPLOYERS
from tests.api.test_import_officers import HEAD as OFFICERS
from tests.api.test_import_transfers import FAR
from tests.api.test_import_transfers import HEAD as TRANSFERS
from tests.api.test_import_unions import HEAD as UNIONS
from tests.conftest import Api, Cluster
from tests.faults.test_jobs import BATCH, LEASE, count, finished, killed_when
from tests.unit.test_employers import code

ROWS = 120
TOWNS = 4


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with registers.own_folder(tmp_path, monkeypatch):
        yield


def unions() -> bytes:
    """Townships, and works under them: all in one transaction, for a parent may stand anywhere in the file."""
    towns = [(f"第{n}镇总工会", "乡镇总工会", "", "", "", "2025-01-01") for n in range(TOWNS)]
    works = [
        (f"{n}号厂工会", "", f"第{n % TOWNS}镇总工会", code(1000 + n), 30, "2025-02-01") for n in range(ROWS - TOWNS)
    ]
    return registers.table(UNIONS, *works, *towns)


def employers() -> bytes:
    return registers.table(EMPLOYERS[:2], *((f"{n}号公司", code(1000 + n)) for n in range(ROWS)))


def officers() -> bytes:
    rows = [("青溪纺织有限公司工会", workbooks.name(n), "男", "", "委员", "", "2025-01-01") for n in range(ROWS)]
    return registers.table(OFFICERS[:7], *rows)


def transfers() -> bytes:
    people = [workbooks.person(n) for n in range(ROWS)]
    return registers.table(TRANSFERS[:5], *((each["姓名"], each["身份证号码"], "", FAR, "调动") for each in people))


REGISTERS: dict[str, tuple[Any, Callable[[], bytes], str, str, int]] = {
    "unions": (Organization, unions, "county_officer", "qingxi", ROWS),
    "employers": (Employer, employers, "county_officer", "qingxi", BATCH),
    "officers": (Officer, officers, "county_officer", "chengguan", BATCH),
    "transfers": (Transfer, transfers, "union_chair", "textile", BATCH),
}
"""Table, workbook, who takes it in, for which union, and how many rows stand in one transaction."""


def amid(api: Api, table: Any) -> Callable[[], Awaitable[bool]]:
    """Whether somebody is in the middle of writing a table."""
    held = text(
        "select exists (select from pg_locks l join pg_class c on c.oid = l.relation join pg_database d on d.oid = l.database "
        "where d.datname = current_database() and c.relname = :table and l.mode = 'RowExclusiveLock' "
        "and l.pid <> pg_backend_pid())"
    )

    async def reached() -> bool:
        async with api.database.transaction(EVERYTHING) as session:
            return bool(await session.scalar(held, {"table": table.__tablename__}))

    return reached


def between(api: Api, table: Any, rows: int) -> Callable[[], Awaitable[bool]]:
    """Whether so many rows are there: whole transactions."""

    async def reached() -> bool:
        return await count(api.database, table) >= rows

    return reached


POINTS: Sequence[tuple[str, str]] = [
    *((kind, "amid") for kind in REGISTERS),
    # Officers are committed as employers are.
    *((kind, "between") for kind in ("employers", "transfers")),
]


@pytest.mark.parametrize(("kind", "point"), POINTS)
async def test_killed_in_mid_commit(api: Api, cluster: Cluster, kind: str, point: str) -> None:
    """F-02: at a kill within a transaction and between two, whole transactions stay, the rest follows, nothing is twice."""
    table, workbook, who, union, batch = REGISTERS[kind]
    client, worker = await api.as_(who), Worker(api.database, api.vault, lease=LEASE)
    if kind == "transfers":
        people = workbooks.xlsx(workbooks.people(ROWS))
        await intake.committed(client, worker, await intake.checked(client, worker, people))
    imported = await registers.checked(client, worker, workbook(), kind=kind, union=union)
    assert registers.counted(imported) == {"new": ROWS}
    before = await count(api.database, table)
    job = await intake.ask_commit(client, imported)
    reached = amid(api, table) if point == "amid" else between(api, table, before + batch)
    await killed_when(api, cluster, reached)
    there = await count(api.database, table) - before
    assert there % batch == 0
    assert there < ROWS
    done = await finished(api, worker, job["id"])
    assert (done.state, done.attempts >= 2) == ("succeeded", True)
    assert await count(api.database, table) - before == ROWS
    async with api.database.transaction(EVERYTHING) as session:
        told = await session.scalars(select(AuditEvent).where(AuditEvent.event == "import_committed"))  # type: ignore[arg-type]
        counts = [event.facts["counts"] for event in told if str(event.object_id) == imported["id"]]
    assert counts == [{"imported": ROWS}]
