"""Backup and restore: whole or refused, and nothing in between.

Issue 2 section 2; trust.md section 0 row 7 and section 4.1 (O-01, O-03 and the traps).
"""

import io
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from backend.db import archive, backup, restore, roles, schema
from backend.db.keys import KeyRing, KeysMissing
from backend.db.measure import measure
from backend.db.sealing import CannotUnseal, WeakPassphrase
from backend.db.server import Embedded, Server, UnsafeConfiguration, temporary
from backend.settings import ROOT

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WORDS = "泉水 北山 三盏灯 0717"
ROWS = 300


@dataclass
class City:
    """A server with data under forced row security, files and keys."""

    server: Server
    cluster: Embedded
    folder: Path

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def back_up(self, name: str = "a.tar", passphrase: str | None = None) -> Path:
        target = self.folder / "backups" / name
        ring = KeyRing.open(self.keys)
        backup.back_up(self.server, target, ring=ring, keys=self.keys, files=self.files, passphrase=passphrase, now=NOW)
        return target

    def restore(
        self, path: Path, *, passphrase: str | None = None, replace: bool = True, rehearse: bool = False
    ) -> archive.Manifest:
        return restore.restore(
            self.server,
            path,
            keys=self.keys,
            files=self.files,
            passphrase=passphrase,
            replace=replace,
            rehearse=rehearse,
        )

    def names(self) -> list[str]:
        with psycopg.connect(self.server.require_backup()) as connection:
            return [name for (name,) in connection.execute("select name from person order by id")]

    def run_as_owner(self, *statements: str) -> None:
        with psycopg.connect(self.server.require_owner()) as connection:
            for statement in statements:
                connection.execute(statement)

    def databases(self) -> set[str]:
        with psycopg.connect(self.server.require_admin()) as admin:
            found = admin.execute("select datname from pg_database where datname like 'unionhome%'").fetchall()
        return {name for (name,) in found}


# Two counties; whoever tells no county sees nobody, and the app's connections tell none here.
SCHEMA = f"""
create table person (id int primary key, county text not null, name text not null, at timestamptz, weight float8);
insert into person select i, case when i % 3 = 0 then 'a' else 'b' end, '会员' || i, now(), i / 7.0
  from generate_series(1, {ROWS}) i;
alter table person enable row level security;
alter table person force row level security;
create policy county on person using (county = nullif(current_setting('app.county', true), ''));
grant select, insert, update, delete on person to {roles.APP};
create table dues (id int primary key, person int not null references person);
insert into dues select i, i from generate_series(1, {ROWS}) i;
alter table dues enable row level security;
alter table dues force row level security;
create policy county on dues using (person in (select id from person));
create table empty_one (id int);
alter table empty_one enable row level security;
alter table empty_one force row level security;
create extension pg_trgm;
create index person_name on person using gin (name gin_trgm_ops);
"""


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Server, Embedded]]:
    """One fast server for the module."""
    with temporary(fsync=False) as cluster:
        yield (
            Server(
                app_url=cluster.url("app"),
                owner_url=cluster.url("owner"),
                backup_url=cluster.url("backup"),
                version=cluster.version,
                admin_url=cluster.url("superuser", "postgres"),
                embedded=cluster,
            ),
            cluster,
        )


@pytest.fixture
def city(server: tuple[Server, Embedded], monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """The city before a disaster. The server's lack of fsync is not what is tested here."""
    monkeypatch.setattr(restore, "require_safe", lambda connection: None)
    running, cluster = server
    for name in ("unionhome", "unionhome_restored", "unionhome_replaced"):
        cluster.drop_database(name)
    cluster.create_database("unionhome")
    folder = Path(tempfile.mkdtemp(prefix="unionhome-city-"))
    made = City(running, cluster, folder)
    made.run_as_owner(*SCHEMA.split(";\n"))
    KeyRing.create(made.keys)
    (made.files / "ab").mkdir(parents=True)
    (made.files / "ab" / "photo").write_bytes(os.urandom(100_000))
    (made.files / "名册").write_bytes(b"x")
    yield made
    shutil.rmtree(folder)


def test_every_row_comes_back(city: City) -> None:
    """Trust.md 4.1 O-01: under FORCE ROW LEVEL SECURITY every table's count and hash, every file and index come back."""
    before = {path.name: path.read_bytes() for path in city.files.rglob("*") if path.is_file()}
    path = city.back_up()
    assert path.stat().st_mode & 0o777 == 0o600
    city.run_as_owner("set local app.county = 'a'", "delete from dues", "create table later ()")
    shutil.rmtree(city.files)
    manifest = city.restore(path)
    assert manifest.tables["person"].rows == ROWS
    assert manifest.tables["dues"].rows == ROWS
    assert manifest.tables["empty_one"].rows == 0
    assert city.names() == [f"会员{number}" for number in range(1, ROWS + 1)]
    assert {path.name: path.read_bytes() for path in city.files.rglob("*") if path.is_file()} == before
    with psycopg.connect(city.server.require_owner()) as owner:
        found = owner.execute(
            "select relrowsecurity, relforcerowsecurity, relhasindex from pg_class where relname='person'"
        )
        assert found.fetchone() == (True, True, True)
        assert owner.execute("select to_regclass('later')").fetchone() == (None,)
        assert owner.execute("select count(*) from pg_policies").fetchone() == (2,)
        keys = owner.execute("select conname from pg_constraint where contype = 'f' and convalidated")
        assert keys.fetchall() == [("dues_person_fkey",)]
    with psycopg.connect(city.server.app_url) as app:
        assert app.execute("select count(*) from person").fetchone() == (0,)
        app.execute("select set_config('app.county', 'a', true)")
        assert app.execute("select count(*) from person").fetchone() == (ROWS // 3,)


def test_a_dump_under_row_security_is_partial_and_is_caught(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust.md 0 row 7, negative control: such a dump reports success; the comparison refuses it and touches nothing."""
    whole = backup.tool

    def partial(name: str, url: str, *arguments: str) -> "subprocess.Popen[str]":
        if name == "pg_dump":
            as_app = city.cluster.url("app")
            with psycopg.connect(city.cluster.url("superuser", "unionhome"), autocommit=True) as admin:
                admin.execute(f"grant select on all tables in schema public to {roles.APP}")
            arguments = ("--enable-row-security", *(word for word in arguments if "snapshot" not in word))
            return whole(name, as_app, *arguments)
        return whole(name, url, *arguments)

    monkeypatch.setattr(backup, "tool", partial)
    path = city.back_up()
    with pytest.raises(restore.NotTheSame) as refused:
        city.restore(path)
    assert refused.value.facts == {"table": "dues", "wanted": ROWS, "found": 0}
    assert len(city.names()) == ROWS
    assert city.databases() == {"unionhome"}


def test_a_role_that_row_security_hides_from_makes_no_backup(city: City) -> None:
    """Trust.md 0 row 7: a backup role without BYPASSRLS is refused before anything is written."""
    with psycopg.connect(city.server.require_admin(), autocommit=True) as admin:
        admin.execute(f"alter role {roles.BACKUP} nobypassrls")
        try:
            with pytest.raises(backup.PartialBackup, match="BYPASSRLS"):
                city.back_up()
        finally:
            admin.execute(f"alter role {roles.BACKUP} bypassrls")
    assert list((city.folder / "backups").iterdir()) == []


def test_one_changed_byte_is_seen(city: City) -> None:
    """The comparison is of contents and not of counts only."""
    with psycopg.connect(city.server.require_backup()) as connection:
        before = measure(connection)
        connection.rollback()
        city.run_as_owner("set local app.county = 'a'", "update person set name = '会员３' where id = 3")
        after = measure(connection)
    assert before["person"].rows == after["person"].rows
    with pytest.raises(restore.NotTheSame):
        restore.require_same(before, after)


def test_the_figures_are_of_the_dump_s_moment(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that come in while the backup runs are neither in the dump nor in its figures."""
    unchanged = backup.measure

    def late(connection: psycopg.Connection) -> object:
        city.run_as_owner(
            "set local app.county = 'a'", f"insert into person values ({ROWS + 1}, 'a', 'late', now(), 1)"
        )
        return unchanged(connection)

    monkeypatch.setattr(backup, "measure", late)
    manifest = city.restore(city.back_up())
    assert manifest.tables["person"].rows == ROWS
    assert len(city.names()) == ROWS


def test_database_and_files_are_of_one_moment(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust.md 4.1, the trap: files deleted while the backup runs are in it, as their rows are; none is torn."""
    photo = (city.files / "ab" / "photo").read_bytes()
    dumped, writing = backup.measure, archive.Writer.add_file

    def comes_and_goes(connection: psycopg.Connection) -> object:
        (city.files / "ab" / "photo").unlink()
        (city.files / "cd").mkdir()
        (city.files / "cd" / "later").write_bytes(b"later")
        (city.files / "cd" / "lost").write_bytes(b"lost")
        return dumped(connection)

    def is_deleted_first(writer: archive.Writer, name: str, path: Path) -> None:
        (city.files / "cd" / "lost").unlink(missing_ok=True)
        writing(writer, name, path)

    (city.files / "incoming-x").write_bytes(b"half of a")
    (city.files / "making" / "x").mkdir(parents=True)
    (city.files / "making" / "x" / "part").write_bytes(b"half of a")
    monkeypatch.setattr(backup, "measure", comes_and_goes)
    monkeypatch.setattr(archive.Writer, "add_file", is_deleted_first)
    path = city.back_up()
    assert list((city.files / "making").iterdir()) == [city.files / "making" / "x"]
    shutil.rmtree(city.files)
    manifest = city.restore(path)
    assert set(manifest.files) == {"ab/photo", "cd/later", "名册"}
    assert (city.files / "ab" / "photo").read_bytes() == photo
    assert (city.files / "cd" / "later").read_bytes() == b"later"


def test_a_file_that_is_gone_before_it_is_read_ends_no_backup(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without second names: the file is listed, deleted, and then asked for."""
    monkeypatch.setattr(Path, "hardlink_to", lambda path, target: os.link("/nowhere", path))
    listed = backup._kept

    def listed_and_gone(files: Path) -> list[str]:
        names = list(listed(files))
        (files / "ab" / "photo").unlink(missing_ok=True)
        return names

    monkeypatch.setattr(backup, "_kept", listed_and_gone)
    assert set(city.restore(city.back_up()).files) == {"名册"}


def test_data_is_replaced_only_on_demand(city: City) -> None:
    """A restore over data needs --replace, and the replaced database stays for the day it was the wrong backup."""
    path = city.back_up()
    with pytest.raises(restore.NotEmpty, match="--replace"):
        city.restore(path, replace=False)
    city.run_as_owner("set local app.county = 'a'", "update person set name = 'new' where id = 3")
    city.restore(path, replace=True)
    assert city.databases() == {"unionhome", "unionhome_replaced"}
    assert "new" not in city.names()
    with psycopg.connect(city.cluster.url("backup", "unionhome_replaced")) as connection:
        assert connection.execute("select name from person where id = 3").fetchone() == ("new",)


def test_an_empty_database_needs_no_flag(city: City) -> None:
    """The usual disaster: a new machine."""
    path = city.back_up()
    city.cluster.drop_database("unionhome")
    city.cluster.create_database("unionhome")
    city.restore(path, replace=False)
    assert len(city.names()) == ROWS
    assert city.databases() == {"unionhome"}


def test_a_database_in_use_is_not_replaced(city: City) -> None:
    """The running product keeps its database."""
    path = city.back_up()
    with psycopg.connect(city.server.app_url) as app:
        app.execute("select 1")
        with pytest.raises(restore.InUse):
            city.restore(path)
    assert city.databases() == {"unionhome"}


def test_a_rehearsal_changes_nothing(city: City) -> None:
    """Trust.md 4.1 O-03: the drill restores and compares beside the present data, also while it is in use."""
    path = city.back_up()
    city.run_as_owner("set local app.county = 'a'", "update person set name = 'new' where id = 3")
    with psycopg.connect(city.server.app_url) as app:
        app.execute("select 1")
        city.restore(path, replace=False, rehearse=True)
    assert "new" in city.names()
    assert city.databases() == {"unionhome"}


def change(path: Path, part: str, content: bytes) -> None:
    """Replace one part of an archive, as somebody without the key would."""
    with tarfile.open(path) as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar.getmembers()}  # type: ignore[union-attr]
    assert part in parts
    parts[part] = content
    with tarfile.open(path, "w") as tar:
        for name, text in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text))


def test_a_stranger_s_backup_is_refused(city: City) -> None:
    """Trust.md 4.1: restoring a dump runs what is in it, so only our own signed ones are restored."""
    path = city.back_up()
    shutil.rmtree(city.keys)
    KeyRing.create(city.keys)
    with pytest.raises(archive.Foreign):
        city.restore(path)


@pytest.mark.parametrize(
    ("part", "refusal"),
    [
        (archive.DUMP, archive.Damaged),
        ("files/ab/photo", archive.Damaged),
        ("manifest.json", archive.Foreign),
        ("manifest.hmac", archive.Foreign),
    ],
)
def test_a_changed_backup_is_refused(city: City, part: str, refusal: type[Exception]) -> None:
    """Trust.md 4.1: no part of an archive can be exchanged, and the present data is as it was."""
    path = city.back_up()
    change(path, part, b"\\! touch /tmp/owned")
    with pytest.raises(refusal):
        city.restore(path)
    assert len(city.names()) == ROWS
    assert city.databases() == {"unionhome"}


@pytest.mark.parametrize("content", [b"", b"not a tar", None])
def test_something_else_is_refused(city: City, content: bytes | None) -> None:
    """A file that is no backup, or one cut off in its middle."""
    path = city.back_up()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises((archive.NotAnArchive, archive.Damaged)):
        city.restore(path)
    assert city.databases() == {"unionhome"}


def test_the_keys_travel_sealed(city: City) -> None:
    """Trust.md 4.1 O-03: a new machine needs the keys too; the words bring them back, other words do not."""
    path = city.back_up(passphrase=WORDS)
    before = KeyRing.open(city.keys).archive
    assert before not in path.read_bytes()
    shutil.rmtree(city.keys)
    with pytest.raises(KeysMissing):
        city.restore(path)
    with pytest.raises(CannotUnseal):
        city.restore(path, passphrase="some other words")
    assert not city.keys.exists()
    city.restore(path, passphrase=WORDS)
    assert KeyRing.open(city.keys).archive == before
    with pytest.raises(WeakPassphrase):
        city.back_up("b.tar", passphrase="short")


def test_keys_that_stood_there_are_set_aside(city: City) -> None:
    """Keys are never overwritten: what they open may still be wanted."""
    path = city.back_up(passphrase=WORDS)
    before = KeyRing.open(city.keys).archive
    shutil.rmtree(city.keys)
    other = KeyRing.create(city.keys).archive
    city.restore(path, passphrase=WORDS)
    assert KeyRing.open(city.keys).archive == before
    assert KeyRing.open(city.folder / "keys.replaced-1").archive == other


def test_a_backup_without_keys_says_so(city: City) -> None:
    """--with-keys on a backup that has none is told, not ignored."""
    with pytest.raises(restore.NoKeysInside):
        city.restore(city.back_up(), passphrase=WORDS)


def test_a_newer_schema_is_refused(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old program does not run on the data of a newer one."""
    monkeypatch.setattr(schema, "current", lambda url: "from_the_future")
    path = city.back_up()
    with pytest.raises(restore.NewerSchema, match="from_the_future"):
        city.restore(path)


def test_an_unsafe_schema_is_not_put_in_place(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the start would refuse is not restored over what runs."""
    monkeypatch.undo()
    path = city.back_up()
    with pytest.raises(UnsafeConfiguration, match="fsync"):
        city.restore(path)
    assert city.databases() == {"unionhome"}


def test_a_kill_in_the_middle_leaves_the_present_data(city: City) -> None:
    """Issue 2 section 2: a restore that is killed leaves the database as it was, and the next one succeeds."""
    path = city.back_up()
    city.run_as_owner("set local app.county = 'a'", "update person set name = 'new' where id = 3")
    code = f"""
        import time
        from pathlib import Path
        from backend.db import restore
        from backend.db.server import Server
        restore.require_safe = lambda connection: None
        restore.measure = lambda connection: print("restored", flush=True) or time.sleep(60)
        server = Server({city.server.app_url!r}, {city.server.owner_url!r}, {city.server.backup_url!r}, 18,
                        admin_url={city.server.admin_url!r})
        restore.restore(server, Path({str(path)!r}), keys=Path({str(city.keys)!r}), files=Path({str(city.files)!r}),
                        passphrase=None, replace=True, rehearse=False)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "restored\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert "new" in city.names()
    assert city.databases() == {"unionhome", "unionhome_restored"}
    time.sleep(0.2)
    city.restore(path)
    assert "new" not in city.names()
