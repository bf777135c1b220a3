"""`./dev restore`: a backup comes back whole, or nothing happens.

The archive is restored into a new database beside the present one, counted and hashed there against the manifest, held
against the safety rules, and only then put in the place of the other by two renames in one transaction. A kill at any
moment before leaves the present database untouched; at any moment after, the new one whole.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql

from backend.db import archive, roles, schema
from backend.db.backup import require_whole, run_tool, sweep
from backend.db.keys import KeyRing
from backend.db.measure import Measure, measure
from backend.db.safety import require_safe
from backend.db.sealing import unseal
from backend.db.server import Server, in_database
from backend.domain.refusals import Refusal

_ROW_SECURITY = re.compile(r"\d+; \d+ \d+ (?:ROW SECURITY|POLICY) ")


class NotEmpty(Refusal):
    """There is data where the backup should go."""

    code = "restore_not_empty"
    zh = "当前数据库中已有数据（{table} 等）。如确要用备份替换它，请加 --replace；只想验证备份请用 --rehearse。"
    en = "The present database holds data ({table} and more). To put the backup in its place add --replace; to try the backup only, --rehearse."


class InUse(Refusal):
    """Somebody works on the present database."""

    code = "restore_in_use"
    zh = "数据库正在使用中（{count} 个连接）。请先停止 API 和后台任务，再恢复。没有改动任何数据。"
    en = "The database is in use ({count} connections). Stop the API and the worker first. Nothing was changed."


class NotTheSame(Refusal):
    """What came back is not what was backed up."""

    code = "restore_differs"
    zh = "备份不完整：表 {table} 备份时有 {wanted} 行，恢复出 {found} 行，或内容不同。没有改动现有数据。请换用另一份备份。"
    en = (
        "The backup is not whole: table {table} had {wanted} rows when it was made and {found} came back, or their "
        "content differs. The present data is untouched. Use another backup."
    )


class NewerSchema(Refusal):
    """The backup was made by a newer version of the program."""

    code = "restore_newer"
    zh = "备份由更新版本的程序制作（结构版本 {schema}）。请先升级程序再恢复。"
    en = "The backup was made by a newer version of the program (schema {schema}). Update the program first."


class NoKeysInside(Refusal):
    """Keys were asked for, and the backup has none."""

    code = "restore_without_keys"
    zh = "这份备份里没有密钥。请把当时的密钥目录放回 {path}，再不带 --with-keys 运行。"
    en = "There are no keys in this backup. Put the key directory of that time to {path} and run without --with-keys."


def restore(
    server: Server,
    path: Path,
    *,
    keys: Path,
    files: Path,
    passphrase: str | None,
    replace: bool,
    rehearse: bool,
) -> archive.Manifest:
    """Restore the archive `path`. With a passphrase the key ring is taken from it too; the present one is set aside.

    `rehearse` stops before anything is replaced: the drill (O-03). The database that was replaced stays on the server
    as `…_replaced` until the next restore, for the day when it was the wrong backup.
    """
    keys.parent.mkdir(parents=True, exist_ok=True)
    sweep(keys.parent, ".restore-*")
    with (
        archive.Reader(path) as reader,
        tempfile.TemporaryDirectory(dir=keys.parent, prefix=".restore-") as folder,
    ):
        work = Path(folder)
        ring = _ring(reader, work, keys, passphrase)
        manifest = reader.verify(ring.archive)
        _require_known(manifest)
        if not rehearse:
            _require_unused(server)
        held = _first_table_with_rows(server)
        if held is not None and not replace and not rehearse:
            raise NotEmpty(table=held)
        reader.extract(archive.DUMP, work / archive.DUMP)
        fresh = f"{server.roles().database}_restored"
        try:
            _bring_back(server, fresh, work / archive.DUMP, manifest)
            if not rehearse:
                _put_files(reader, manifest, files)
                _swap(server, fresh, keep=held is not None)
                if passphrase is not None:
                    _put_keys(work / "keys", keys)
        finally:
            _drop(server, fresh)
    return manifest


def require_same(wanted: Mapping[str, Measure], found: Mapping[str, Measure]) -> None:
    """Refuse when one table is not what it was: in number of rows, or in one byte of them."""
    for table in sorted({*wanted, *found}):
        if wanted.get(table) != found.get(table):
            nothing = Measure(rows=0, hash="")
            raise NotTheSame(table=table, wanted=wanted.get(table, nothing).rows, found=found.get(table, nothing).rows)


def _ring(reader: archive.Reader, work: Path, keys: Path, passphrase: str | None) -> KeyRing:
    if passphrase is None:
        return KeyRing.open(keys)
    sealed = reader.sealed_keys()
    if sealed is None:
        raise NoKeysInside(path=keys)
    unseal(sealed, passphrase, work / "keys")
    return KeyRing.open(work / "keys")


def _require_known(manifest: archive.Manifest) -> None:
    if manifest.schema is not None and not schema.knows(manifest.schema):
        raise NewerSchema(schema=manifest.schema)


def _first_table_with_rows(server: Server) -> str | None:
    with psycopg.connect(server.require_backup()) as connection:
        require_whole(connection)
        names = connection.execute(
            """select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
               and relname <> 'alembic_version' order by relname"""
        ).fetchall()
        for (name,) in names:
            query = sql.SQL("select exists (select from {})").format(sql.Identifier("public", name))
            if (row := connection.execute(query).fetchone()) is not None and row[0]:
                return str(name)
    return None


def _bring_back(server: Server, fresh: str, dump: Path, manifest: archive.Manifest) -> None:
    """Into the new database `fresh`, as its owner and no superuser, and prove that all of it came."""
    wanted = server.roles()
    target = roles.Roles(owner=wanted.owner, app=wanted.app, backup=wanted.backup, database=fresh)
    _drop(server, fresh)
    with psycopg.connect(server.require_admin(), autocommit=True) as admin:
        roles.create_database(admin, target)
    with psycopg.connect(in_database(server.require_admin(), fresh), autocommit=True) as inside:
        roles.ensure_schema(inside, target)
    owner = in_database(server.require_owner(), fresh)
    contents, policies = _contents(owner, dump)
    run_tool(
        "pg_restore", owner, "--exit-on-error", f"--jobs={min(4, os.cpu_count() or 1)}", f"-L{contents}", str(dump)
    )
    run_tool("pg_restore", owner, "--exit-on-error", f"-L{policies}", str(dump))
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("analyze")
    with psycopg.connect(in_database(server.require_backup(), fresh)) as connection:
        require_same(manifest.tables, measure(connection))
    with psycopg.connect(in_database(server.app_url, fresh)) as connection:
        require_safe(connection)
        _continue_audit(connection)


def _continue_audit(connection: psycopg.Connection) -> None:
    """Another cluster counts its transactions anew: the numbers of audit events go on above the last restored one, or
    the chain would take what comes next for something put in between (`db/seal.py`)."""
    known = connection.execute("select to_regprocedure('continue_audit_chain()')").fetchone()
    if known is not None and known[0] is not None:
        connection.execute("select continue_audit_chain()")


def _contents(owner: str, dump: Path) -> tuple[Path, Path]:
    """The dump's table of contents in two: all but row security, then row security.

    A foreign key is checked as the tables' owner, and under forced row security the owner may not see the rows: in the
    order of the dump some keys come after it and fail.
    """
    complete = dump.with_name("contents.list")
    run_tool("pg_restore", None, "--list", f"--file={complete}", str(dump))
    lines = [line for line in complete.read_text().splitlines() if line and line[0] != ";"]
    parts: list[Path] = []
    for name, wanted in (("contents", False), ("policies", True)):
        part = dump.with_name(f"{name}.list")
        chosen = [line for line in lines if bool(_ROW_SECURITY.match(line)) is wanted]
        part.write_text("\n".join(chosen) + "\n")
        parts.append(part)
    return parts[0], parts[1]


def _put_files(reader: archive.Reader, manifest: archive.Manifest, files: Path) -> None:
    """Add the files that are missing or differ. A file is named by nothing that is not in the database, so files that
    are more than the backup's do no harm, and the present database misses none until it is replaced."""
    for name in manifest.files:
        target = files / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        reader.extract(archive.FILES + name, target)


def _require_unused(server: Server) -> None:
    with psycopg.connect(server.require_admin()) as admin:
        row = admin.execute(
            "select count(*) from pg_stat_activity where datname = %s and backend_type = 'client backend'",
            (server.roles().database,),
        ).fetchone()
        if row is not None and row[0]:
            raise InUse(count=row[0])


def _swap(server: Server, fresh: str, *, keep: bool) -> None:
    database = server.roles().database
    replaced = f"{database}_replaced"
    _drop(server, replaced)
    rename = sql.SQL("alter database {} rename to {}")
    _require_unused(server)
    with psycopg.connect(server.require_admin()) as admin:
        try:
            admin.execute(rename.format(sql.Identifier(database), sql.Identifier(replaced)))
            admin.execute(rename.format(sql.Identifier(fresh), sql.Identifier(database)))
        except psycopg.errors.ObjectInUse:
            raise InUse(count=1) from None
    if not keep:
        _drop(server, replaced)


def _put_keys(fresh: Path, keys: Path) -> None:
    """The ring of the backup in its place; the one that stood there is set aside, not lost."""
    if keys.exists():
        number = 1
        while (aside := keys.with_name(f"{keys.name}.replaced-{number}")).exists():
            number += 1
        keys.rename(aside)
    shutil.move(fresh, keys)
    with suppress(OSError):
        descriptor = os.open(keys.parent, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def _drop(server: Server, database: str) -> None:
    with psycopg.connect(server.require_admin(), autocommit=True) as admin:
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))
