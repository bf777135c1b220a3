"""The embedded server under kills, leftovers and company; the external one; what the start refuses.

Issue 2 section 2; trust.md section 0 rows 6 and 15, sections 4.5 and 4.6.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from backend import cli
from backend.db import cluster as cluster_module
from backend.db import postmaster, programs, roles, standby
from backend.db.keys import KeyExposed, KeyMalformed, KeyRing
from backend.db.safety import require_safe_settings
from backend.db.server import (
    Embedded,
    OddAddress,
    OddRole,
    OwnerMissing,
    Unreachable,
    UnsafeConfiguration,
    asyncpg_url,
    psycopg_url,
    require_safe,
    roles_of,
    running,
    temporary,
)
from backend.settings import ROOT, Settings

TABLE = "create table ledger (writer int, number int, primary key (writer, number))"


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory that the server's user can pass through."""
    directory = Path(tempfile.mkdtemp(prefix="unionhome-"))
    directory.chmod(0o711)
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def cluster(place: Path) -> Iterator[Embedded]:
    """A cluster, not started; killed at the end, whoever started it. Durability is asked for where it is the point."""
    made = Embedded(place, fsync=False)
    yield made
    made.kill()


@pytest.fixture(scope="module")
def shared() -> Iterator[Embedded]:
    """A durable server for the tests that only ask it."""
    with temporary() as cluster:
        yield cluster


def make_ledger(cluster: Embedded) -> None:
    with psycopg.connect(cluster.url("owner")) as owner:
        owner.execute(TABLE)
        owner.execute("alter table ledger enable row level security")
        owner.execute("alter table ledger force row level security")
        owner.execute("create policy everything on ledger using (true) with check (true)")
        owner.execute(f"grant select, insert on ledger to {roles.APP}")


def write_until_killed(cluster: Embedded) -> set[tuple[int, int]]:
    """Four writers as the app role; the server is killed under them. What they were told is committed."""
    told: set[tuple[int, int]] = set()
    url = cluster.url("app")

    def write(writer: int) -> None:
        number = 0
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                while True:
                    connection.execute("insert into ledger values (%s, %s)", (writer, number))
                    told.add((writer, number))
                    number += 1
        except psycopg.OperationalError:
            return

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 60
    time.sleep(0.5)
    while len(told) < 200 and time.monotonic() < deadline:
        time.sleep(0.05)
    cluster.kill()
    for thread in threads:
        thread.join()
    return told


def read_ledger(cluster: Embedded) -> set[tuple[int, int]]:
    with psycopg.connect(cluster.url("owner")) as owner:
        return {(writer, number) for writer, number in owner.execute("select writer, number from ledger")}


def pid_of(cluster: Embedded) -> int:
    found = postmaster.find_postmaster(cluster.data)
    assert found is not None
    return found.pid


def run_apart(code: str, directory: Path) -> "subprocess.Popen[str]":
    """Another process that works on the same directory."""
    head = f"from pathlib import Path\nfrom backend.db.server import Embedded\ncluster = Embedded(Path({str(directory)!r}))\n"
    return subprocess.Popen(
        [sys.executable, "-c", head + textwrap.dedent(code)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_kill_loses_nothing_acknowledged() -> None:
    """Issue 2 section 2, trust.md 0 row 15: every row whose commit was answered is there after kill -9."""
    with temporary() as cluster:
        make_ledger(cluster)
        told: set[tuple[int, int]] = set()
        for _ in range(2):
            with psycopg.connect(cluster.url("owner")) as owner:
                owner.execute("truncate ledger")
            told = write_until_killed(cluster)
            assert len(told) >= 200
            assert (cluster.data / "postmaster.pid").exists(), "the kill must leave what a real kill leaves"
            cluster.start()
            assert told - read_ledger(cluster) == set()


def test_the_same_kill_shows_a_loss_when_commits_do_not_wait() -> None:
    """Negative control of the test above: the harness sees a loss where there is one."""
    with temporary(fsync=False) as cluster:
        make_ledger(cluster)
        with psycopg.connect(cluster.url("superuser", "postgres"), autocommit=True) as admin:
            admin.execute("alter system set wal_writer_delay = '10s'")
            admin.execute("select pg_reload_conf()")
            # The empty ledger itself must outlive the kill, or there is nothing to count in.
            admin.execute("checkpoint")
        told = write_until_killed(cluster)
        cluster.start()
        assert told - read_ledger(cluster)


def test_a_stopped_server_keeps_its_port_passwords_and_rows(cluster: Embedded) -> None:
    """Issue 2 section 1: a second start finds all of the first."""
    cluster.start()
    address = cluster.url("app")
    make_ledger(cluster)
    cluster.stop()
    assert postmaster.find_postmaster(cluster.data) is None
    cluster.start()
    assert cluster.url("app") == address
    assert read_ledger(cluster) == set()


def leave_pid(cluster: Embedded, pid: int) -> None:
    """A pid file as a kill leaves it, naming `pid`."""
    path = cluster.data / "postmaster.pid"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([str(pid), *lines[1:]]) + "\n")


@pytest.fixture
def stranger() -> Iterator["subprocess.Popen[bytes]"]:
    """A live process of the server's user that is no server: the number in the pid file was given out again."""
    account = programs.account_for(Path("/nowhere"))
    process = subprocess.Popen(["/bin/sleep", "60"], **programs.drop(account))
    yield process
    process.kill()
    process.wait()


def test_a_pid_that_now_belongs_to_a_stranger(cluster: Embedded, stranger: "subprocess.Popen[bytes]") -> None:
    """Issue 2 section 2: a leftover postmaster.pid does not stop the next start, and the stranger lives on."""
    cluster.start()
    cluster.kill()
    leave_pid(cluster, stranger.pid)
    cluster.start()
    assert pid_of(cluster) != stranger.pid
    assert stranger.poll() is None


def test_postgres_alone_would_refuse_that_pid(
    cluster: Embedded, stranger: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: without the repair the same leftover stops the server."""
    cluster.start()
    cluster.kill()
    leave_pid(cluster, stranger.pid)
    monkeypatch.setattr(postmaster, "defuse", lambda data: None)
    with pytest.raises(cluster_module.ServerFailed, match="postmaster"):
        cluster.start()


@pytest.mark.parametrize("content", ["", "junk\n", "0\n"])
def test_a_pid_file_cut_off_by_a_full_disk(cluster: Embedded, content: str) -> None:
    """Issue 2 section 2: a leftover pid file without a number does not stop the next start."""
    cluster.start()
    cluster.kill()
    (cluster.data / "postmaster.pid").write_text(content)
    cluster.start()
    assert pid_of(cluster) > 0


def test_a_zombie_is_dead(cluster: Embedded, place: Path) -> None:
    """stack.md: a killed server that nobody has waited for is no reason to wait."""
    cluster.start()
    pid = pid_of(cluster)
    children = postmaster.children_of(pid)
    for process in (pid, *children):
        # A child that sees its postmaster gone may have left before its turn.
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    # The signal takes a moment to arrive on a busy machine.
    while any(postmaster.is_server_of(process, cluster.data) for process in (pid, *children)):
        time.sleep(0.01)
    # Not reaped: this very process is the parent and has not asked.
    second = Embedded(place)
    second.start()
    assert pid_of(second) != pid
    second.stop()


def test_a_second_start_joins_and_the_last_to_leave_stops(cluster: Embedded, place: Path) -> None:
    """Issue 2 section 2: two commands at once share one server, in whatever order they end."""
    first, second = cluster, Embedded(place)
    first.start()
    pid = pid_of(first)
    second.start()
    assert second.url("app") == first.url("app")
    assert pid_of(second) == pid
    first.stop()
    assert pid_of(second) == pid
    with psycopg.connect(second.url("app")) as connection:
        connection.execute("select 1")
    second.stop()
    assert postmaster.find_postmaster(second.data) is None


def test_three_processes_starting_at_once_run_one_server(place: Path) -> None:
    """Issue 2 section 2: no race makes two servers on one directory."""
    code = "cluster.start(); print(cluster.url('app'), flush=True); input(); cluster.stop()"
    processes = [run_apart(code, place) for _ in range(3)]
    addresses = {process.stdout.readline() for process in processes if process.stdout}
    for process in processes:
        process.communicate("\n")
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(addresses) == 1
    assert addresses.pop().startswith("postgresql://unionhome_app:")
    assert postmaster.find_postmaster(place / "data") is None


def test_a_server_left_by_a_killed_program_is_taken_over(cluster: Embedded, place: Path) -> None:
    """Issue 2 section 2: kill -9 of the API leaves PostgreSQL running; the next start ends and restarts it."""
    process = run_apart("cluster.start(); print('up', flush=True); input()", place)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.kill()
    process.communicate()
    orphan = pid_of(cluster)
    cluster.start()
    assert pid_of(cluster) != orphan
    assert not postmaster.is_server_of(orphan, cluster.data)


def test_a_kill_while_the_cluster_is_being_made(cluster: Embedded, place: Path) -> None:
    """A half-made cluster is made again; it never passes for a whole one."""
    (place / "data.new").mkdir()
    (place / "data.new" / "PG_VERSION").write_text("18\n")
    (place / "password.new").write_text("x")
    cluster.start()
    assert not (place / "data.new").exists()
    assert not (place / "password.new").exists()


def test_a_port_taken_meanwhile_is_exchanged(cluster: Embedded, place: Path) -> None:
    """Another program on the remembered port does not stop the start."""
    import socket

    cluster.start()
    cluster.stop()
    port = int((place / "port").read_text())
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        cluster.start()
        assert f":{port}/" not in cluster.url("app")
        cluster.stop()


def test_lost_and_open_passwords_are_told(cluster: Embedded, place: Path) -> None:
    """A cluster without its passwords is not silently given new ones; passwords that others can read stop the start."""
    cluster.start()
    cluster.stop()
    path = place / "passwords.json"
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(roles.PasswordsExposed):
        cluster.start()
    path.unlink()
    with pytest.raises(roles.PasswordsLost):
        cluster.start()
    assert postmaster.find_postmaster(cluster.data) is None


def test_data_of_another_version_is_told(cluster: Embedded) -> None:
    """An update of the programs must not touch data that it cannot read."""
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(cluster_module.OtherVersion, match="16"):
        cluster.start()


def test_a_place_closed_to_others(place: Path) -> None:
    """A clone under /root: the server's user cannot enter, so cluster and programs go where it can."""
    closed = place / "closed"
    closed.mkdir()
    package = programs.find_programs(None).parent.parent
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, closed / part.name, symlinks=True)
    closed.chmod(0o700)
    bindir = closed / package.name / "pginstall" / "bin"
    cluster = Embedded(closed / "data", bindir=bindir)
    try:
        cluster.start()
        with psycopg.connect(cluster.url("app")) as connection:
            connection.execute("select 1")
        moved = programs.SYSTEM_DIRECTORY in cluster.data.parents
        assert moved == (os.geteuid() == 0)
        address = cluster.url("app")
        cluster.stop()
        closed.chmod(0o711)
        cluster.start()
        assert cluster.url("app") == address, "an opened directory must not make the data seem gone"
        cluster.stop()
    finally:
        cluster.kill()
        if os.geteuid() == 0:
            closed.chmod(0o700)
            copy = programs.reachable(bindir, programs.account_for(Path("/nowhere")))
            assert copy.is_relative_to(programs.SYSTEM_DIRECTORY)
            shutil.rmtree(copy.parent.parent.parent)
            shutil.rmtree(cluster.data.parent)


def test_a_place_closed_later(place: Path) -> None:
    """A `chmod` on the data directory stops the start with the server's own words; it never begins an empty cluster."""
    (place / "open").mkdir(mode=0o711)
    cluster = Embedded(place / "open", fsync=False)
    cluster.start()
    cluster.stop()
    (place / "open").chmod(0o600 if os.geteuid() else 0o700)
    try:
        if os.geteuid() == 0:
            with pytest.raises(cluster_module.ServerFailed, match="Permission denied"):
                cluster.start()
            assert cluster.data == place / "open" / "data"
    finally:
        (place / "open").chmod(0o711)
        cluster.kill()


def test_chinese_reaches_a_trigram_index(shared: Embedded) -> None:
    """Under LC_CTYPE=C a trigram index drops every Chinese character and a search by name finds nobody."""
    with psycopg.connect(shared.url("owner")) as owner:
        owner.execute("create extension if not exists pg_trgm")
        row = owner.execute("select cardinality(show_trgm('张三丰'))").fetchone()
        assert row is not None
        assert row[0] == 4
        owner.rollback()


def test_the_roles_are_powerless(shared: Embedded) -> None:
    """Trust.md 4.6: app and owner without superuser and BYPASSRLS; backup reads everything and writes nothing."""
    with psycopg.connect(shared.url("app")) as app:
        known = app.execute("select rolname, rolsuper, rolbypassrls from pg_roles where rolname like 'unionhome%'")
        assert set(known.fetchall()) == {
            (roles.OWNER, False, False),
            (roles.APP, False, False),
            (roles.BACKUP, False, True),
        }
        for name, value in (("plan_cache_mode", "force_custom_plan"), ("statement_timeout", "30s")):
            assert app.execute("select current_setting(%s)", (name,)).fetchone() == (value,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine ()")
    with psycopg.connect(shared.url("backup")) as backup, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        backup.execute("create temporary table mine ()")


def test_an_external_database_starts_nothing(shared: Embedded, tmp_path: Path) -> None:
    """Issue 2 section 1: DATABASE_URL uses that server, and nothing appears in the data directory."""
    config = Settings(data=tmp_path / "data", database_url=shared.url("app"))
    with running(config) as server:
        assert server.app_url == shared.url("app")
        assert server.version >= programs.LOWEST_MAJOR
        assert server.embedded is None
        with pytest.raises(OwnerMissing, match="DATABASE_OWNER_URL"):
            server.require_owner()
    assert not (tmp_path / "data").exists()


def test_an_external_database_that_does_not_answer(tmp_path: Path) -> None:
    """The sentence names the address and never the password."""
    config = Settings(data=tmp_path, database_url="postgresql://unionhome_app:hidden@127.0.0.1:1/unionhome")
    with pytest.raises(Unreachable) as refused, running(config):
        pass
    for language in ("zh", "en"):
        assert "127.0.0.1:1/unionhome" in refused.value.sentence(language)
        assert "hidden" not in refused.value.sentence(language)


def test_the_forms_of_an_address() -> None:
    """One address for libpq, SQLAlchemy over asyncpg and over psycopg; an option that would be lost is refused."""
    plain = "postgresql://unionhome_app:p%40ss@db:5432/unionhome"
    assert asyncpg_url(plain) == "postgresql+asyncpg://unionhome_app:p%40ss@db:5432/unionhome"
    assert psycopg_url(plain) == "postgresql+psycopg://unionhome_app:p%40ss@db:5432/unionhome"
    assert asyncpg_url(plain + "?sslmode=require").endswith("/unionhome?ssl=require")
    with pytest.raises(OddAddress, match="sslrootcert"):
        asyncpg_url(plain + "?sslrootcert=/x")


def test_logins_are_those_that_migrations_grant_to() -> None:
    """`./dev roles` makes no role to which no migration grants anything."""
    config = Settings(
        database_url="postgresql://me:x@db/city",
        database_owner_url=f"postgresql://{roles.OWNER}:x@db/city",
        database_backup_url=f"postgresql://{roles.BACKUP}:x@db/city",
    )
    with pytest.raises(OddRole, match="DATABASE_URL must be unionhome_app"):
        roles_of(config)


def test_a_standby_follows(shared: Embedded, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue 2 section 1: the copy that `standby-init` makes starts as a standby and receives what is written after."""
    streams = roles.Role("unionhome_standby", "streams")
    with psycopg.connect(shared.url("superuser", "postgres"), autocommit=True) as admin:
        roles.ensure_standby_role(admin, streams)
    port = shared.url().rpartition(":")[2].partition("/")[0]
    primary = f"postgresql://{streams.name}:{streams.password}@127.0.0.1:{port}/postgres"
    follower = Embedded(place)
    assert standby.initialise(place / "data", primary) is True
    assert standby.initialise(place / "data", primary) is False
    assert (place / "data" / "standby.signal").exists()
    account = programs.account_for(Path("/nowhere"))
    if account is not None:
        for path in [place / "data", *(place / "data").rglob("*")]:
            os.chown(path, account.uid, account.gid)
    shutil.copy(shared.directory / "passwords.json", place)
    monkeypatch.setattr(Embedded, "_ensure_roles", lambda cluster: None)
    follower.start()
    try:
        with psycopg.connect(shared.url("owner"), autocommit=True) as owner:
            owner.execute("create table written_later ()")
            (position,) = owner.execute("select pg_current_wal_lsn()").fetchone() or ("",)
            owner.execute("drop table written_later")
        with psycopg.connect(follower.url("superuser"), autocommit=True) as connection:
            assert connection.execute("select pg_is_in_recovery()").fetchone() == (True,)
            for _ in range(1200):
                row = connection.execute("select pg_last_wal_replay_lsn() >= %s::pg_lsn", (position,)).fetchone()
                if row == (True,):
                    break
                time.sleep(0.05)
            assert row == (True,)
    finally:
        follower.kill()
        with psycopg.connect(shared.url("superuser", "postgres"), autocommit=True) as admin:
            for statement in (f"select pg_drop_replication_slot('{standby.SLOT}')", f"drop role {streams.name}"):
                for _ in range(1200):
                    try:
                        admin.execute(statement)
                        break
                    except psycopg.errors.ObjectInUse:
                        time.sleep(0.05)


# --- What the start refuses ------------------------------------------------------------------------------------------


def wait_for_defaults(cluster: Embedded) -> None:
    """A reload that takes back a setting must have reached new sessions before the next test asks."""
    for _ in range(200):
        with psycopg.connect(cluster.url("superuser", "postgres")) as connection:
            if connection.execute(
                "select current_setting('fsync') || current_setting('full_page_writes')"
            ).fetchone() == ("onon",):
                return
        time.sleep(0.05)
    raise AssertionError("the settings did not come back")


@pytest.fixture
def safe(shared: Embedded) -> Iterator[Callable[..., None]]:
    """Statements to run as a superuser or owner; afterwards the database and the roles are as they were."""
    name = "unsafe"
    shared.create_database(name)

    def check(*statements: str, by: str = "superuser", undo: tuple[str, ...] = ()) -> None:
        url = shared.url("owner", name) if by == "owner" else shared.url("superuser", name)
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
        try:
            # A reload reaches the sessions a moment later: a refusal may take a while, a start is asked for once.
            deadline = time.monotonic() + (10 if undo else 0)
            while True:
                with psycopg.connect(shared.url("app", name)) as connection:
                    require_safe(connection)
                if time.monotonic() > deadline:
                    break
                time.sleep(0.05)
        finally:
            with psycopg.connect(shared.url("superuser", name), autocommit=True) as connection:
                for statement in undo:
                    connection.execute(statement)
            wait_for_defaults(shared)

    yield check
    shared.drop_database(name)


def test_a_safe_configuration_starts(safe: Callable[..., None]) -> None:
    """The refusals below are told from this: the same check, nothing changed."""
    safe(
        "create table a (id int)",
        "alter table a enable row level security",
        "alter table a force row level security",
        "create table alembic_version (version_num text)",
        by="owner",
    )


RELOAD = "select pg_reload_conf()"
UNSAFE = {
    "synchronous_commit off for the role": (
        [f"alter role {roles.APP} set synchronous_commit = off"],
        [f"alter role {roles.APP} reset synchronous_commit"],
        "synchronous_commit",
    ),
    "synchronous_commit off for the database": (
        ["alter database unsafe set synchronous_commit = off"],
        [],
        "synchronous_commit",
    ),
    "full_page_writes off": (
        ["alter system set full_page_writes = off", RELOAD],
        ["alter system reset full_page_writes", RELOAD],
        "full_page_writes",
    ),
    "fsync off": (["alter system set fsync = off", RELOAD], ["alter system reset fsync", RELOAD], "fsync"),
    "superuser": ([f"alter role {roles.APP} superuser"], [f"alter role {roles.APP} nosuperuser"], "SUPERUSER"),
    "bypassrls": ([f"alter role {roles.APP} bypassrls"], [f"alter role {roles.APP} nobypassrls"], "BYPASSRLS"),
    "may become the backup role": (
        [f"grant {roles.BACKUP} to {roles.APP}"],
        [f"revoke {roles.BACKUP} from {roles.APP}"],
        "BYPASSRLS",
    ),
    "owns a table": (["create table mine ()", f"alter table mine owner to {roles.APP}"], [], "mine"),
    "may become the owner of a table": (
        ["create table theirs ()", f"alter table theirs owner to {roles.OWNER}", f"grant {roles.OWNER} to {roles.APP}"],
        [f"revoke {roles.OWNER} from {roles.APP}"],
        "theirs",
    ),
    "no row security": (["create table open_to_all ()"], [], "open_to_all"),
    "row security without FORCE": (
        ["create table half_open ()", "alter table half_open enable row level security"],
        [],
        "half_open",
    ),
    "FORCE without row security": (
        ["create table seems_closed ()", "alter table seems_closed force row level security"],
        [],
        "seems_closed",
    ),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_configuration_is_refused(name: str, safe: Callable[..., None]) -> None:
    """Trust.md 4.5: each is refused with a sentence in both languages that names what to change."""
    statements, undo, named = UNSAFE[name]
    with pytest.raises(UnsafeConfiguration) as refused:
        safe(*statements, undo=tuple(undo))
    for language in ("zh", "en"):
        sentence = refused.value.sentence(language)
        assert named in sentence
        assert "{" not in sentence


def test_an_old_server_is_refused() -> None:
    """Issue 2 section 1: 15 is the floor."""
    old = SimpleNamespace(info=SimpleNamespace(server_version=140_012))
    with pytest.raises(UnsafeConfiguration, match="14"):
        require_safe(cast(psycopg.Connection, old))


def server_of(version: int) -> psycopg.Connection:
    """A connection to a server of that version, which answers that all else is well."""
    answers = SimpleNamespace(fetchone=lambda: None, fetchall=list)
    durable = SimpleNamespace(fetchone=lambda: ("on",))

    def execute(statement: str, _values: object = ()) -> SimpleNamespace:
        return durable if "current_setting" in statement else answers

    return cast(psycopg.Connection, SimpleNamespace(info=SimpleNamespace(server_version=version), execute=execute))


@pytest.mark.parametrize("major", programs.LOWEST_MINOR)
def test_a_server_with_known_holes_is_refused(major: int) -> None:
    """Trust.md 4.5: a minor version below the floor of its major one; the sentence names both and what to do."""
    floor = programs.LOWEST_MINOR[major]
    with pytest.raises(UnsafeConfiguration) as refused:
        require_safe(server_of(major * 10_000 + floor - 1))
    for language in ("zh", "en"):
        sentence = refused.value.sentence(language)
        assert f"{major}.{floor - 1}" in sentence
        assert f"{major}.{floor}" in sentence
    require_safe(server_of(major * 10_000 + floor))
    require_safe(server_of(190_000))


def test_every_supported_version_has_a_floor() -> None:
    """The table begins where support begins, and the server that comes with the product is above it."""
    assert min(programs.LOWEST_MINOR) == programs.LOWEST_MAJOR
    assert list(programs.LOWEST_MINOR) == list(range(programs.LOWEST_MAJOR, max(programs.LOWEST_MINOR) + 1))


GOOD = "3f9c1e7a5b2d8046c7e1f9a3"
UNSAFE_SETTINGS = {
    "debug": ({"log_level": "debug"}, "UNIONHOME_LOG_LEVEL"),
    "the example's": ({"database_url": "postgresql://unionhome_app:change-me@db/city"}, "DATABASE_URL"),
    "short": ({"database_owner_url": f"postgresql://unionhome_owner:{GOOD[:15]}@db/city"}, "DATABASE_OWNER_URL"),
    "common": (
        {"database_backup_url": "postgresql://unionhome_backup:Unionhome_2026-11-28@db/city"},
        "DATABASE_BACKUP_URL",
    ),
    "one letter": (
        {"database_admin_url": "postgresql://postgres:aaaaaaaaaaaaaaaaaaaaaaaa@db/city"},
        "DATABASE_ADMIN_URL",
    ),
    "empty": ({"database_standby_url": "postgresql://unionhome_standby:@db/city"}, "DATABASE_STANDBY_URL"),
    "written in escapes": (
        {"database_url": "postgresql://unionhome_app:%70%61ssword-3f9c1e7a5b2d@db/c"},
        "DATABASE_URL",
    ),
}


@pytest.mark.parametrize("name", UNSAFE_SETTINGS)
def test_unsafe_settings_are_refused(name: str) -> None:
    """Trust.md 4.5: debug and guessable passwords stop a production start; the sentence names the variable only."""
    wrong, variable = UNSAFE_SETTINGS[name]
    given: dict[str, Any] = {"database_url": f"postgresql://unionhome_app:{GOOD}@db/city", **wrong}
    with pytest.raises(UnsafeConfiguration) as refused:
        require_safe_settings(Settings(environment="production", **given))
    for language in ("zh", "en"):
        sentence = refused.value.sentence(language)
        assert f"{variable} " in sentence
        assert "{" not in sentence
        assert "3f9c1e7a" not in sentence
    require_safe_settings(Settings(environment="demo", **given))


def test_safe_settings_start() -> None:
    """The refusals above are told from this; an address without a password leaves it to the server how to ask."""
    for url in (f"postgresql://unionhome_app:{GOOD}@db/city", "postgresql://unionhome_app@db/city?sslmode=verify-full"):
        require_safe_settings(Settings(environment="production", database_url=url, database_admin_url=url))


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "roles", "standby-init /x"])
def test_no_command_of_production_takes_the_example(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Trust.md 4.5: deploy/production.env.example as it stands starts nothing and makes no role."""
    text = (ROOT / "deploy" / "production.env.example").read_text()
    (example,) = set(re.findall(r"^\w+_PASSWORD=(.*)$", text, re.M))
    url = "postgresql://{}:" + example + "@127.0.0.1:1/unionhome"
    given = Settings(
        environment="production",
        database_url=url.format(roles.APP),
        database_owner_url=url.format(roles.OWNER),
        database_backup_url=url.format(roles.BACKUP),
        database_admin_url=url.format(roles.SUPERUSER),
        database_standby_url=url.format("unionhome_standby"),
    )
    monkeypatch.setattr(cli, "settings", lambda: given)
    assert cli.main(command.split()) == 1
    assert "openssl rand" in capsys.readouterr().err


def test_the_cluster_of_unit_tests_is_refused() -> None:
    """A server without fsync is for tests, and the product does not start on it."""
    with (
        temporary(fsync=False) as cluster,
        psycopg.connect(cluster.url("app")) as connection,
        pytest.raises(UnsafeConfiguration, match="fsync"),
    ):
        require_safe(connection)


def test_open_and_weak_keys_are_refused(tmp_path: Path) -> None:
    """Trust.md 4.5: a key that others can read, and a signing key under 32 bytes."""
    directory = tmp_path / "keys"
    KeyRing.create(directory)
    key = directory / "jwt-1.key"
    key.chmod(0o440)
    with pytest.raises(KeyExposed):
        KeyRing.open(directory)
    key.chmod(0o600)
    key.write_bytes(b"short")
    key.chmod(0o400)
    with pytest.raises(KeyMalformed):
        KeyRing.open(directory)
