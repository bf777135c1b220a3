"""`./dev backup`: everything a city would need to begin again, in one signed file.

In it: the database as of one moment, the uploaded files, the count and hash of every table at that moment, and on
request the keys, sealed. Not in it: the roles and their passwords, which belong to a server and are made the same way
on every one (`roles.py`), so that a restore needs no superuser's dump.

The dump is made by the backup role, past row security. Under row security `pg_dump` writes what the role may see and
reports success (trust.md section 0 row 7); the figures in the manifest would show that at the restore, and
`require_whole` shows it before.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from backend.db import archive, schema
from backend.db.files import INCOMING, WORKSHOPS
from backend.db.keys import KeyRing
from backend.db.measure import measure
from backend.db.programs import find_programs
from backend.db.sealing import seal
from backend.db.server import Server
from backend.domain.refusals import Refusal
from backend.settings import settings


class ToolFailed(Refusal):
    """A program of PostgreSQL reported an error."""

    code = "backup_tool_failed"
    zh = "{tool} 失败：{said}\n没有改动任何数据。若是版本不符，请用 EMBEDDED_PG_BINDIR 指向与服务器同版本的程序。"
    en = (
        "{tool} failed: {said}\nNothing was changed. If the versions differ, point EMBEDDED_PG_BINDIR to programs of "
        "the server's version."
    )


class PartialBackup(Refusal):
    """The role does not see past row security."""

    code = "backup_partial"
    zh = "备份角色 {role} 没有 BYPASSRLS，备份会缺少数据而不报错。请执行 ALTER ROLE {role} BYPASSRLS 或运行 ./dev roles。"
    en = (
        "The backup role {role} is without BYPASSRLS: rows would be missing and nothing would say so. Run "
        "ALTER ROLE {role} BYPASSRLS, or ./dev roles."
    )


def back_up(
    server: Server, target: Path, *, ring: KeyRing, keys: Path, files: Path, passphrase: str | None, now: datetime
) -> archive.Manifest:
    """Write a backup to `target`, which appears when it is whole. With a passphrase the keys of `keys` are in it.

    Files are never changed once stored. Those that lie here at the beginning are held until they are in the backup, and
    those that came meanwhile are added, so each one that a row of the database's moment names is there. Without it is
    only a file that came after the beginning and is gone again.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(target.parent, ".backup-*")
    unfinished = target.with_name(f".{target.name}.new")
    with (
        psycopg.connect(server.require_backup()) as connection,
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as work,
        _held(files) as held,
    ):
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        require_whole(connection)
        dump = Path(work) / archive.DUMP
        with _dumping(server, dump, _snapshot(connection)) as running:
            tables = measure(connection)
            finish(running)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            writer = archive.Writer(file, now)
            writer.add_file(archive.DUMP, dump)
            if passphrase is not None:
                writer.add_bytes(archive.SEALED_KEYS, seal(keys, passphrase))
            parts = dict(writer.hashes)
            for name in sorted({*held, *_kept(files)}):
                # One that came meanwhile may go again, and its row with it.
                with suppress(FileNotFoundError):
                    writer.add_file(archive.FILES + name, held.get(name, files / name))
            manifest = archive.Manifest(
                made_at=now.isoformat(),
                postgres=server.version,
                schema=schema.current(server.require_backup()),
                tables=tables,
                parts=parts,
                files={
                    name.removeprefix(archive.FILES): value for name, value in writer.hashes.items() - parts.items()
                },
            )
            writer.finish(manifest, ring.archive)
            file.flush()
            os.fsync(file.fileno())
    unfinished.rename(target)
    return manifest


@contextmanager
def _held(files: Path) -> Iterator[dict[str, Path]]:
    """A second name for each kept file, by its first: one that is deleted while the backup runs is still there.

    Where the disk knows no second names the files are read where they lie.
    """
    with ExitStack() as stack:
        held: dict[str, Path] = {}
        with suppress(OSError):
            (files / WORKSHOPS).mkdir(mode=0o700, exist_ok=True)
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=files / WORKSHOPS, prefix="backup-")))
            for number, name in enumerate(_kept(files)):
                with suppress(FileNotFoundError):
                    (folder / str(number)).hardlink_to(files / name)
                    held[name] = folder / str(number)
        yield held


def _kept(files: Path) -> Iterator[str]:
    """The files that have their place, by their path from `files`; not what is only being made or coming in."""
    for folder, folders, names in os.walk(files):
        if Path(folder) == files:
            folders[:] = [name for name in folders if name != WORKSHOPS]
            names = [name for name in names if not name.startswith(INCOMING)]
        yield from ((Path(folder) / name).relative_to(files).as_posix() for name in names)


def require_whole(connection: psycopg.Connection) -> None:
    """Refuse a role that row security hides rows from."""
    row = connection.execute(
        "select rolname from pg_roles where rolname = current_user and not (rolbypassrls or rolsuper)"
    ).fetchone()
    if row is not None:
        raise PartialBackup(role=row[0])


def sweep(folder: Path, pattern: str) -> None:
    """Remove what a killed run left in `folder`; a run that still goes on is younger than a day."""
    for left in folder.glob(pattern):
        if time.time() - left.stat().st_mtime > 86_400:
            shutil.rmtree(left, ignore_errors=True)


def tool(name: str, url: str | None, *arguments: str) -> "subprocess.Popen[str]":
    """Start a program of PostgreSQL on the database at `url`. The password travels where no list of processes shows it."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    if url is not None:
        address = conninfo_to_dict(url)
        environment["PGPASSWORD"] = str(address.pop("password", ""))
        arguments = ("--no-password", f"--dbname={make_conninfo('', **address)}", *arguments)
    program = find_programs(settings().postgres_programs) / name
    return subprocess.Popen(  # noqa: S603 - the program that was chosen
        [program, *arguments],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def _snapshot(connection: psycopg.Connection) -> str:
    row = connection.execute("select pg_export_snapshot()").fetchone()
    assert row is not None
    return str(row[0])


def _dumping(server: Server, dump: Path, snapshot: str) -> "subprocess.Popen[str]":
    return tool("pg_dump", server.require_backup(), "--format=custom", f"--snapshot={snapshot}", f"--file={dump}")


def run_tool(name: str, url: str | None, *arguments: str) -> None:
    """Run a program of PostgreSQL to its end. Refuses `ToolFailed`."""
    with tool(name, url, *arguments) as running:
        finish(running)


def finish(running: "subprocess.Popen[str]") -> None:
    """Wait for a program of PostgreSQL. Refuses `ToolFailed`."""
    _, said = running.communicate()
    if running.returncode:
        raise ToolFailed(tool=Path(str(running.args[0])).name, said=said.strip()[-2000:])  # type: ignore[index]
