"""The town on a new machine: restored there from a backup with keys, and killed there while people work.

trust.md 4.1 (O-03: restore, check_all, sign in, decrypt) and section 0 row 15 (I1: nothing acknowledged is lost), with the
commands that an administrator types.
"""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend.db.cluster import Embedded
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.postmaster import find_postmaster
from backend.db.server import asyncpg_url
from backend.db.session import Database
from backend.main import begin
from backend.settings import ROOT, settings
from tests import workbooks
from tests.api.test_reveal import ask, confirmation
from tests.api.test_sign_in import PASSWORD, give_password, signed_in
from tests.conftest import Api, Cluster
from tests.contract import Contract, application
from tests.faults.test_audit_chain import seal_once, verify
from tests.intake import upload
from tests.money import proofs, require_sound, reserved
from tests.people import draft, id_number, join, once

WORDS = "泉水 北山 三盏灯 0717"
WRITERS = 4
WRITTEN = 60
"""Answers that the writers have before the kill."""

START = 120.0
CHARACTERS = "一二三四五六七八九十"


@dataclass
class Machine:
    """A data directory, and what was known in the town when the backup was made."""

    data: Path
    number: str
    member: dict[str, Any]
    workbook: bytes
    file_id: str


@dataclass
class Work:
    """What writers were told, and what they had asked for when nobody answered any more."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    unanswered: list[tuple[dict[str, Any], dict[str, str]]] = field(default_factory=list)


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What an administrator types."""
    return subprocess.run(
        [sys.executable, "-m", "backend.cli", *words],
        cwd=ROOT,
        env=clean() | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def clean() -> dict[str, str]:
    """The environment without addresses and places of this run."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("UNIONHOME_", "DATABASE_"))}
    return kept | {"UNIONHOME_ENVIRONMENT": "test", "UNIONHOME_DEMO": "false", "UNIONHOME_LOG_LEVEL": "warning"}


@pytest.fixture(scope="module")
def machine(cluster: Cluster, contract: Contract) -> Iterator[Machine]:
    """The migrated town, with people, money and a file, backed up and restored into a fresh data directory."""
    place = Path(tempfile.mkdtemp(prefix="unionhome-"))
    # The server's user must be able to pass.
    place.chmod(0o711)
    old, new = place / "old", place / "new"
    name = cluster.fresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIONHOME_DATA", str(old))
        settings.cache_clear()
        made = asyncio.run(lived_in(cluster, contract, name, new))
    url = {role: cluster.server.url(role, name) for role in ("app", "owner", "backup")}
    backup = command(
        "backup",
        "--with-keys",
        str(place / "town.tar"),
        DATABASE_URL=url["app"],
        DATABASE_OWNER_URL=url["owner"],
        DATABASE_BACKUP_URL=url["backup"],
        UNIONHOME_DATA=str(old),
        UNIONHOME_KEYS=str(cluster.keys),
        UNIONHOME_BACKUP_PASSPHRASE=WORDS,
    )
    assert backup.returncode == 0, backup.stderr
    cluster.server.drop_database(name)
    restored = command(
        "restore", "--with-keys", str(place / "town.tar"), UNIONHOME_DATA=str(new), UNIONHOME_BACKUP_PASSPHRASE=WORDS
    )
    assert restored.returncode == 0, restored.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIONHOME_DATA", str(new))
        settings.cache_clear()
        yield made
    settings.cache_clear()
    Embedded(new / "postgres").kill()
    shutil.rmtree(place)


async def lived_in(cluster: Cluster, contract: Contract, name: str, new: Path) -> Machine:
    """Let people, money and a file come into a town: what will be asked for on the machine at `new`."""
    database = cluster.database(name)
    try:
        vault = await open_vault(database, cluster.ring, now=datetime.now(UTC))
        app = application()
        begin(app, database, vault, cluster.ring)
        api = Api(app=app, database=database, vault=vault, ring=cluster.ring, contract=contract, clients={})
        number, workbook = id_number(), workbooks.xlsx(workbooks.people(3))
        await give_password(api, "county_officer")
        officer = await api.as_("county_officer")
        member = await join(officer, "王小军", "textile", id_number=number)
        file_id = (await upload(officer, workbook)).json()["id"]
        _fund, cases = await reserved(api, 2)
        finance = await api.as_("county_finance")
        said = {"case_id": str(cases[0].id), "way": "cash", **await proofs(finance)}
        assert (await finance.post("/payments", json=said, headers=once())).status_code == 201
        await require_sound(database)
        assert await seal_once(database) > 0
        return Machine(new, number, member, workbook, file_id)
    finally:
        await database.close()


@asynccontextmanager
async def working(machine: Machine, contract: Contract) -> AsyncIterator[Api]:
    """The application on the restored data, with the restored keys."""
    server = Embedded(machine.data / "postgres")
    server.start()
    database = Database(asyncpg_url(server.url("app")), pool_size=5)
    try:
        ring = KeyRing.open(machine.data / "keys")
        vault = await open_vault(database, ring, now=datetime.now(UTC))
        app = application()
        begin(app, database, vault, ring)
        api = Api(app=app, database=database, vault=vault, ring=ring, contract=contract, clients={})
        yield api
        for client in api.clients.values():
            await client.aclose()
    finally:
        await database.close()
        server.stop()


async def test_the_drill(machine: Machine, contract: Contract) -> None:
    """O-03: all of the town comes back where nothing of it was: people sign in, sealed fields open, the books agree."""
    async with working(machine, contract) as api:
        officer = await signed_in(api, "county_officer", PASSWORD)
        found = await officer.get(f"/members/{machine.member['id']}")
        assert found.json()["name"] == "王小军"
        chair = await api.as_("union_chair")
        shown = await ask(chair, machine.member, confirmation(api, "union_chair"))
        assert shown.json()["value"] == machine.number
        assert (await officer.get(f"/files/{machine.file_id}")).content == machine.workbook
        await require_sound(api.database)
        before = await verify(api.database)
        assert (before.first_break, before.events > 0) == (None, True)
        # What is done on the new machine goes on where the record of the old one ends.
        assert await seal_once(api.database) > 0
        after = await verify(api.database)
        assert (after.first_break, after.events > before.events) == (None, True)


@contextmanager
def running(machine: Machine) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`./dev run` on the machine's data: the process, and its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = clean() | {"UNIONHOME_DATA": str(machine.data), "UNIONHOME_PORT": str(port)}
    with (machine.data.parent / "run.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "backend.cli", "run"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        try:
            until = time.monotonic() + START
            while not answers(address):
                assert process.poll() is None and time.monotonic() < until, Path(log.name).read_text()[-4000:]  # noqa: PT018
                time.sleep(0.3)
            yield process, address
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


async def work_until_killed(process: subprocess.Popen[bytes], client: httpx.AsyncClient) -> "Work":
    """Writers enter members one after the other; the whole process is killed under them, without a word."""
    work = Work()

    async def write(writer: int) -> None:
        number = 0
        while True:
            name = f"王{CHARACTERS[writer]}{CHARACTERS[number % 10]}{CHARACTERS[number // 10]}"
            body, key = draft(name, "textile"), once()
            try:
                answer = await client.post("/members", json=body, headers=key)
            except httpx.HTTPError:
                work.unanswered.append((body, key))
                return
            assert answer.status_code == 201, answer.text
            work.acknowledged[answer.json()["id"]] = name
            number += 1

    async def kill() -> None:
        until = time.monotonic() + START
        while len(work.acknowledged) < WRITTEN:
            assert time.monotonic() < until
            await asyncio.sleep(0.01)
        process.kill()

    await asyncio.gather(kill(), *(write(writer) for writer in range(WRITERS)))
    return work


async def test_a_killed_product_has_lost_nothing(machine: Machine, contract: Contract) -> None:
    """I1, I5: `./dev run` is killed by -9 under writes, and the next start finds its database server still running: every
    member whose entry was answered is there, and what was not answered is entered once when it is asked again."""
    with running(machine) as (process, address):
        async with httpx.AsyncClient(base_url=f"{address}/api/v1", timeout=60) as client:
            token = await token_of(client, address)
            client.headers["Authorization"] = f"Bearer {token}"
            work = await work_until_killed(process, client)
        assert process.wait(timeout=30) == -signal.SIGKILL
    assert len(work.unanswered) == WRITERS
    assert find_postmaster(machine.data / "postgres" / "data") is not None, "the server is what a real kill leaves"
    async with working(machine, contract) as api:
        again = api.anonymous(Authorization=f"Bearer {token}")
        for body, key in work.unanswered:
            answer = await again.post("/members", json=body, headers=key)
            assert answer.status_code == 201, answer.text
            work.acknowledged[answer.json()["id"]] = body["name"]
        found: dict[str, str] = {}
        query: dict[str, Any] = {"status": "draft", "limit": 100}
        while query.get("cursor", True):
            page = (await again.get("/members", params=query)).json()
            found |= {item["id"]: item["name"] for item in page["items"]}
            query["cursor"] = page["next_cursor"]
        await require_sound(api.database)
        assert (await verify(api.database)).first_break is None
    assert found == work.acknowledged


async def token_of(client: httpx.AsyncClient, address: str) -> str:
    """The access token of an officer who signs in on the product's own page."""
    said, page = {"login": "county_officer", "password": PASSWORD}, {"Origin": address, "Unionhome-Client": "web"}
    answer = await client.post("/auth/sign-in", json=said, headers=page)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])
