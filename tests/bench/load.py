"""Loads a city of any size into a database of the bench: COPY, then indexes, then counters (data.md section 5).

It runs as the superuser, whom row security does not hold and who may switch triggers and foreign keys off for a
session: COPY into a table under row security is refused to the app role, and a staging table would write every row
twice. The product never loads this way. What the triggers would have counted is counted once at the end, in the order
of the tree. The foreign keys are not checked: the rows come from one generator that knows every key it names.

Members come in parts of fifty thousand out of unions taken at random, and are shuffled within a part, so neighbours in
a list lie on different pages of the table: the worst case of data.md.
"""

import asyncio
import hashlib
import json
import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import psycopg

from backend.db import schema, tally
from backend.db.cluster import Embedded
from backend.db.crypto import Vault
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.server import Server, asyncpg_url
from backend.db.session import Database
from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.tables.organization import Committee, Employer, Line, Officer, Organization, OrganizationVersion
from backend.db.types import Table
from backend.demo import rows
from backend.demo.chance import dice
from backend.demo.city import City, Node, Size, plan
from backend.demo.people import Crowd, Row, leaders, parts_of, people
from backend.domain.calendar import day_of
from backend.domain.organization.codes import Level

SEED = 8421
BULK = ("member", "membership", "member_event", "officer", "committee", "employer", "organization_version")
TABLES: dict[str, type[Table]] = {
    "members": Member,
    "memberships": Membership,
    "events": MemberEvent,
    "committees": Committee,
    "officers": Officer,
}
LOADING = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "6GB"}
"""While loading only: a load that dies is begun again."""

COUNTERS = """
insert into organization_stat (organization_id, code, line_code, members, women, migrants, dispatched, retained, complete)
select o.id, o.code, o.line_code, c.members, c.women, c.migrants, c.dispatched, c.retained, c.complete
from organization o join (
  select organization_id,
    count(*) filter (where here) as members, count(*) filter (where here and sex = 'female') as women,
    count(*) filter (where here and migrant) as migrants, count(*) filter (where here and dispatched) as dispatched,
    count(*) filter (where status = 'retained') as retained,
    count(*) filter (where here and completeness = 100) as complete
  from (select *, status in ('active', 'transfer_out_pending') as here from member) as m group by organization_id
) c on c.organization_id = o.id
order by o.code
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A database with a city in it, and what opens it."""

    server: Embedded
    ring: KeyRing
    keys: Path
    members: int
    unions: int
    seconds: dict[str, float]


def prepare(directory: Path, *, members: int, unions: int, processes: int, say: Callable[[str], None]) -> Loaded:
    """The server of the bench with a city of this size: the one of the last time where it fits, else a new one."""
    marker = directory / "loaded.json"
    wanted = {"members": members, "unions": unions, "seed": SEED, "schema": _schema()}
    known = json.loads(marker.read_text()) if marker.exists() else {}
    fits = {name: known.get(name) for name in wanted} == wanted
    server = Embedded(directory / "postgres")
    if not fits and directory.exists():
        remove(server, directory)
    directory.mkdir(parents=True, exist_ok=True)
    keys = directory / "keys"
    server.start()
    try:
        if fits:
            say(f"using the data of {directory}")
            return Loaded(server, KeyRing.open(keys), keys, members, unions, known["seconds"])
        ring = KeyRing.create(keys)
        seconds = _load(server, ring, members=members, unions=unions, processes=processes, say=say)
        marker.write_text(json.dumps(wanted | {"seconds": seconds}))
        return Loaded(server, ring, keys, members, unions, seconds)
    except BaseException:
        server.stop()
        raise


def _schema() -> str:
    """Changes when the migrations do: what was loaded into other tables is of no use."""
    total = hashlib.sha256()
    for path in sorted((Path(schema.__file__).with_name("migrations") / "versions").glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def remove(server: Embedded, directory: Path) -> None:
    """Away with the data of another size; the server has its own place when it runs as another user."""
    server.start()
    data = server.data
    server.stop()
    shutil.rmtree(data, ignore_errors=True)
    shutil.rmtree(directory)


def _load(
    server: Embedded, ring: KeyRing, *, members: int, unions: int, processes: int, say: Callable[[str], None]
) -> dict[str, float]:
    seconds: dict[str, float] = {}
    began = time.monotonic()

    def done(what: str) -> None:
        nonlocal began
        seconds[what] = round(time.monotonic() - began, 1)
        say(f"{what}: {seconds[what]} s")
        began = time.monotonic()

    schema.migrate(
        Server(
            app_url=server.url("app"),
            owner_url=server.url("owner"),
            backup_url=server.url("backup"),
            version=server.version,
            embedded=server,
        )
    )
    now = datetime.now(UTC)
    city = plan(_size(members, unions), seed=SEED, today=day_of(now))
    done(f"planned {len(city.nodes)} organizations, {len(city.businesses)} employers")
    vault = asyncio.run(_vault(server, ring, now))
    url = server.url("superuser")
    _settings(url, LOADING)
    dropped = _drop_indexes(url)
    asyncio.run(copy(url, _register(city, now)))
    done("copied the register of organizations")
    parts = parts_of(city, seed=SEED)
    _people(url, city, parts, vault, now, processes, say)
    done(f"copied {members} members")
    _create_indexes(url, dropped, say)
    done(f"built {len(dropped)} indexes")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set work_mem = '256MB'")
        connection.execute(COUNTERS)
        connection.execute(
            "insert into organization_tally (organization_id, code, line_code, township_id) "
            "select o.id, o.code, o.line_code, t.id from organization o "
            f"left join organization t on t.level = {int(Level.TOWNSHIP)} and o.code between t.code and t.code_hi "
            "order by o.code"
        )
        connection.execute(
            "insert into township_tally (organization_id, code) "
            f"select id, code from organization where level = {int(Level.TOWNSHIP)} order by code"
        )
        for _table, cells, counts in tally.recounts():
            names = ", ".join(cells)
            connection.execute(
                f"update organization_tally t set {', '.join(f'{cell} = x.{cell}' for cell in cells)} "
                f"from ({counts}) as x (organization_id, {names}) where x.organization_id = t.organization_id"
            )
        connection.execute(tally.GATHER)
        connection.execute("select setval('member_number', %s)", (members + 2 * 50_000 * len(parts),))
        connection.execute("vacuum (analyze)")
    done("counted, vacuumed, analysed")
    _settings(url, dict.fromkeys(LOADING))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("checkpoint")
    done("checkpoint")
    return seconds


def _size(members: int, unions: int) -> Size:
    counties = max(2, min(15, unions // 40))
    return Size(counties=counties, townships=max(2, min(20, unions // (counties * 4))), unions=unions, members=members)


async def _vault(server: Embedded, ring: KeyRing, now: datetime) -> Vault:
    database = Database(asyncpg_url(server.url("app")))
    try:
        return await open_vault(database, ring, now=now)
    finally:
        await database.close()


def _settings(url: str, values: dict[str, str | None] | dict[str, str]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for name, value in values.items():
            change = f"set {name} = '{value}'" if value is not None else f"reset {name}"
            connection.execute(f"alter system {change}")
        connection.execute("select pg_reload_conf()")


def _drop_indexes(url: str) -> list[str]:
    """Take the indexes of the large tables off; returns how to make them again. Primary keys stay."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            """
            select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
            where indrelid = any(%s::regclass[]) and not indisprimary
              and not exists (select from pg_constraint where conindid = indexrelid)
            order by indrelid, indexrelid
            """,
            (list(BULK),),
        ).fetchall()
        for name, _definition in found:
            connection.execute(f"drop index {name}")
    return [definition for _name, definition in found]


def _create_indexes(url: str, definitions: Sequence[str], say: Callable[[str], None]) -> None:
    """Two at a time: there are two cores."""

    def create(definition: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("set maintenance_work_mem = '768MB'")
            connection.execute("set max_parallel_maintenance_workers = 0")
            connection.execute(definition)

    with ThreadPoolExecutor(2) as threads:
        for number, _none in enumerate(threads.map(create, definitions), start=1):
            if number % 8 == 0:
                say(f"  {number} of {len(definitions)} indexes")


def _register(city: City, now: datetime) -> list[tuple[type[Table], Iterable[Row]]]:
    led = leaders(city, seed=SEED, now=now)
    return [
        (Organization, rows.organizations(city, seed=SEED)),
        (Line, rows.lines(city)),
        (OrganizationVersion, rows.versions(city, seed=SEED)),
        (Employer, rows.employers(city, today=day_of(now))),
        *((table, getattr(led, name)) for name, table in TABLES.items()),
    ]


def _people(
    url: str,
    city: City,
    parts: list[list[Node]],
    vault: Vault,
    now: datetime,
    processes: int,
    say: Callable[[str], None],
) -> None:
    """Made and written by several processes, each with a part at a time."""

    def work(number: int) -> int:
        made = people(city, parts[number], part=number, parts=len(parts), seed=SEED, vault=vault, now=now, rich=False)
        _shuffle(made, number)
        asyncio.run(copy(url, [(table, getattr(made, name)) for name, table in TABLES.items()]))
        return len(made.members)

    global _work
    _work = work
    fork = multiprocessing.get_context("fork")
    total, began = 0, time.monotonic()
    with fork.Pool(processes, maxtasksperchild=8) as pool:
        for number, count in enumerate(pool.imap_unordered(_do, range(len(parts))), start=1):
            total += count
            if number % 6 == 0:
                say(f"  {total} members, {total / (time.monotonic() - began):.0f} per second")


_work: Callable[[int], int]


def _do(number: int) -> int:
    return _work(number)


def _shuffle(made: Crowd, number: int) -> None:
    chance = dice(SEED, 9, number)
    for name in ("members", "memberships", "events"):
        chance.shuffle(getattr(made, name))


async def copy(url: str, tables: Iterable[tuple[type[Table], Iterable[Row]]]) -> None:
    """Rows into their tables, as the superuser: neither triggers nor foreign keys are asked."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("set session_replication_role = replica")
        for table, new in tables:
            filled = rows.whole(table, new)
            if filled:
                await _copy_table(connection, table, filled)
    finally:
        await connection.close()


async def _copy_table(connection: Any, table: type[Table], filled: Sequence[Row]) -> None:
    columns = list(filled[0])
    documents = [name for name, value in filled[0].items() if isinstance(value, dict)]
    for row in filled:
        for name in documents:
            row[name] = json.dumps(row[name], ensure_ascii=False)
    await connection.copy_records_to_table(
        table.__tablename__, columns=columns, records=[tuple(row.values()) for row in filled], schema_name="public"
    )
