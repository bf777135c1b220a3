"""What `./dev` calls: one function per command, each of which imports only what it needs."""

import argparse
import asyncio
import getpass
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from backend import logs
from backend.domain.refusals import Refusal
from backend.settings import ROOT, settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from backend.db.crypto import Vault
    from backend.db.keys import KeyRing
    from backend.db.server import Server
    from backend.db.session import Database
    from backend.domain.evidence.manifest import Manifest

_begin = time.monotonic()
STANDS_BACK = 10
"""As `nice` counts."""


class NotConnected(Refusal):
    """A production process without its database."""

    code = "database_url_missing"
    zh = "{command} 是生产环境的进程，需要设置 DATABASE_URL。单机试用请运行 ./dev run。"
    en = "{command} is a process of the production shape and needs DATABASE_URL. To try the product: ./dev run."


class FileMissing(Refusal):
    """The file to take in is not there."""

    code = "file_missing"
    zh = "没有这个文件：{path}。请核对路径后再试。"
    en = "There is no such file: {path}. Check the path."


class PortTaken(Refusal):
    """Somebody listens where the product should."""

    code = "port_taken"
    zh = "地址 {address} 不能使用（{reason}）。也许产品已在运行；否则请换一个端口：UNIONHOME_PORT=8001 ./dev run"
    en = (
        "The address {address} cannot be used ({reason}). Perhaps the product is running already; if not, take another "
        "port: UNIONHOME_PORT=8001 ./dev run"
    )


class StandbyMissing(Refusal):
    """The command needs the role that streams."""

    code = "database_standby_missing"
    zh = "这条命令需要 DATABASE_STANDBY_URL（主库上具有 REPLICATION 的角色）。请先在主库运行 ./dev roles。"
    en = "This command needs DATABASE_STANDBY_URL, a role with REPLICATION on the primary. Run ./dev roles there first."


def say(text: str) -> None:
    """One line of progress, with the seconds since the start."""
    print(f"{time.monotonic() - _begin:6.1f} s  {text}", flush=True)


# --- The product -----------------------------------------------------------------------------------------------------


def run(arguments: argparse.Namespace) -> None:
    """Everything in one process: database, migrations, demo city, API, web app, worker. Ends on Ctrl+C or SIGTERM."""
    from backend.db.server import asyncpg_url
    from backend.main import make_app

    _require_free_port()
    with _database() as server:
        _make_ready(server)
        if settings().demo and not settings().production and _is_empty(server):
            asyncio.run(_make_demo(server, arguments))
        app = make_app(worker=settings().worker_inside)
        app.state.url = asyncpg_url(server.app_url)
        _serve(app)


def serve(arguments: argparse.Namespace) -> None:
    """The API workers of the production shape, behind nginx."""
    import uvicorn

    _require_external("serve")
    with _database() as server:
        _require_ready(server)
    uvicorn.run("backend.cli:application", factory=True, workers=settings().processes, **_uvicorn_options())


def application() -> "FastAPI":
    """One API process of `serve`."""
    logs.configure(settings().log_level)
    from backend.db.server import asyncpg_url
    from backend.main import make_app

    url = settings().database_url
    if url is None:
        raise NotConnected(command="serve")
    app = make_app(worker=settings().worker_inside)
    app.state.url = asyncpg_url(url)
    return app


def worker(arguments: argparse.Namespace) -> None:
    """The job worker as a process of its own. It stands back: whoever reads comes before the import beside them."""
    _require_external("worker")
    with _database() as server:
        _require_ready(server)
        os.nice(STANDS_BACK)
        asyncio.run(_work(server))


async def _work(server: "Server") -> None:
    from backend.worker import ALIVE, Worker

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with _city(server) as (database, vault, _):
        await Worker(database, vault, alive=ALIVE).run(stop)


def _serve(app: "FastAPI") -> None:
    import socket

    import uvicorn

    class Announced(uvicorn.Server):
        """Prints the address when it answers, not before."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                _print_people()
                say(f"产品地址 open  http://{settings().host}:{settings().port}    (Ctrl+C 停止 stops it)")

    Announced(uvicorn.Config(app, **_uvicorn_options())).run()


def _require_free_port() -> None:
    """Told before anything is started, and in words; a second `./dev run` of the same clone ends here."""
    import socket

    address = (settings().host, settings().port)
    with socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise PortTaken(address="{}:{}".format(*address), reason=error.strerror) from None


def _uvicorn_options() -> dict[str, Any]:
    """Limits of trust.md 2.4. The access log is the product's own: one JSON line per request, without queries."""
    config = settings()
    return {
        "host": config.host,
        "port": config.port,
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "limit_concurrency": 200,
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": 10,
        "proxy_headers": bool(config.trusted_proxies),
        "forwarded_allow_ips": list(config.trusted_proxies),
        "h11_max_incomplete_event_size": 32_768,
    }


def _print_people() -> None:
    """The demo people with what signs them in; nothing when this is not the demo."""
    import json
    import unicodedata

    import pyotp

    path = settings().demo_accounts
    if settings().production or not path.exists():
        return
    rows = [["姓名 name", "岗位 role", "组织 organization", "登录名 login", "密码 password", "动态码 TOTP"]]
    for person in json.loads(path.read_text()):
        secret = person.get("totp_secret")
        code = pyotp.TOTP(secret).now() if secret else ""
        rows.append(
            [*(str(person.get(key, "")) for key in ("name", "role", "organization", "login", "password")), code]
        )

    def width(text: str) -> int:
        return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)

    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    print()
    for row in rows:
        print("  " + "  ".join(text + " " * (widths[column] - width(text)) for column, text in enumerate(row)).rstrip())
    print(f"\n  动态码每 30 秒更换；密钥在 {path}  The codes change every 30 s; the secrets are in that file.\n")


# --- The database ----------------------------------------------------------------------------------------------------


def migrate(arguments: argparse.Namespace) -> None:
    """Bring the schema up to date."""
    from backend.db import schema

    with _database() as server:
        changed = schema.migrate(server)
        say("数据库结构已更新 schema updated" if changed else "数据库结构已是最新 schema is up to date")
        if arguments.new_keys:
            _ensure_keys(server)


def migration(arguments: argparse.Namespace) -> None:
    """Begin a migration from the difference between the tables in code and the database."""
    from backend.db import schema

    with _database() as server:
        schema.migrate(server)
        say(str(schema.begin_migration(server, arguments.name)))


def roles(arguments: argparse.Namespace) -> None:
    """Make the three roles and the database on an external server, as their addresses say."""
    import psycopg

    from backend.db import roles as making
    from backend.db.safety import require_safe_settings
    from backend.db.server import AdminMissing, role_in, roles_of

    config = settings()
    if config.database_admin_url is None:
        raise AdminMissing
    require_safe_settings(config)
    wanted = roles_of(config)
    with psycopg.connect(config.database_admin_url, autocommit=True) as admin:
        making.ensure_roles(admin, wanted)
        making.ensure_standby_role(admin, role_in(config.database_standby_url))
        making.ensure_database(admin, wanted)
    with psycopg.connect(config.database_admin_url, autocommit=True, dbname=wanted.database) as inside:
        making.ensure_schema(inside, wanted)
    say("角色和数据库已就绪 roles and database are ready")


def standby_init(arguments: argparse.Namespace) -> None:
    """Fill an empty data directory from the primary, as a streaming standby. Does nothing when it is filled."""
    from backend.db import standby
    from backend.db.safety import require_safe_settings

    require_safe_settings(settings())
    primary = settings().database_standby_url
    if primary is None:
        raise StandbyMissing
    done = standby.initialise(Path(arguments.directory), primary)
    say("备库已建立 standby made" if done else "备库已存在 there is a standby already")


def demo(arguments: argparse.Namespace) -> None:
    """Fill in the demo city."""
    with _database() as server:
        _make_ready(server)
        asyncio.run(_make_demo(server, arguments))
        _print_people()


async def _make_demo(server: "Server", arguments: argparse.Namespace) -> None:
    from backend import demo as city
    from backend.db.files import FileStore

    say("建立示范城市 making the demo city")
    async with _city(server) as (database, vault, ring):
        store = FileStore(settings().file_directory)
        await city.make(database, vault, ring, store, accounts=settings().demo_accounts, now=datetime.now(UTC))


def import_file(arguments: argparse.Namespace) -> None:
    """Take in a register: a members' roster, or another with --register."""
    path = Path(arguments.file)
    if not path.is_file():
        raise FileMissing(path=path)
    with _database() as server:
        _make_ready(server)
        asyncio.run(_import(server, path, arguments))


async def _import(server: "Server", path: Path, arguments: argparse.Namespace) -> None:
    from backend.api.imports import command
    from backend.domain.imports.columns import RegisterKind

    async with _city(server) as (database, vault, _):
        await command.import_file(
            database,
            vault,
            path,
            kind=RegisterKind(arguments.register),
            organization=arguments.organization,
            login=arguments.login,
            say=say,
        )


def recount(arguments: argparse.Namespace) -> None:
    """Compare the counters of the statistics with the register; `--mend` counts them anew."""
    with _database() as server:
        _make_ready(server)
        if asyncio.run(_recount(server, mend=arguments.mend)):
            sys.exit(1)


async def _recount(server: "Server", *, mend: bool) -> bool:
    """Whether there is a difference left."""
    from backend.db import months, statistic
    from backend.domain.access import EVERYTHING
    from backend.domain.calendar import day_of

    now = datetime.now(UTC)
    async with _city(server) as (database, _vault, _ring), database.transaction(EVERYTHING) as session:
        if mend:
            await months.close_months(session, day_of(now), at=now)
            await statistic.mend(session)
        found = await statistic.recount(session)
    for each in found:
        say(f"{each.organization_id} {each.cell}: 计数 kept {each.kept}, 实有 counted {each.counted}")
    say(f"{len(found)} 处不一致 differences" if found else "统计与名册一致 the counters are what there is")
    return bool(found)


def check_money(arguments: argparse.Namespace) -> None:
    """Hold balances, entries, payments, cases and the record against each other; exit code 1 when something differs."""
    with _database() as server:
        _require_ready(server)
        if not asyncio.run(_check_money(server)):
            sys.exit(1)


async def _check_money(server: "Server") -> bool:
    from backend.db.reconcile import RULES, check_money
    from backend.domain.access import EVERYTHING

    async with _city(server) as (database, _vault, _ring), database.snapshot(EVERYTHING) as session:
        found = await check_money(session)
    for breach in found:
        print(f"  {breach.rule}: {breach.id} {breach.what}")
    if found:
        say("账目有不一致，请勿再发放，先查明原因。The books differ: pay nothing more until it is clear why.")
    else:
        say(f"账目一致，{len(RULES)} 条规则全部成立。The books agree: all {len(RULES)} rules hold.")
    return not found


def check_evidence(arguments: argparse.Namespace) -> None:
    """Say whether an evidence pack is what it was: a .zip or an unpacked folder; exit code 1 when something differs."""
    from backend.api.export import pack_check
    from backend.domain.evidence.checking import PackLocked

    path = Path(arguments.file)
    password = None
    try:
        verdict = pack_check.check(path)
    except PackLocked:
        password = getpass.getpass("证据包密码 password of the pack: ")
        verdict = pack_check.check(path, password)
    for line in verdict.told():
        print(line)
    sound = verdict.sound
    if arguments.record and verdict.manifest is not None:
        with _database() as server:
            _require_ready(server)
            content = pack_check.read_record(path, password)
            sound = asyncio.run(_hold_against_record(server, verdict.manifest, content)) and sound
    if not sound:
        sys.exit(1)


async def _hold_against_record(server: "Server", manifest: "Manifest", content: bytes) -> bool:
    from backend.api.export import record_check
    from backend.domain.access import EVERYTHING

    async with _city(server) as (database, _vault, _ring), database.snapshot(EVERYTHING) as session:
        found = await record_check.hold(session, manifest, content)
    for id in found.differing:
        print(f"  事件与日志不符或不在日志中 an event that differs from the record, or is not in it: {id[:20]!r}")
    if found.made_here:
        print(
            f"日志记有这份证据包，{found.events} 条事件已核对。The record tells of it; {found.events} events were compared."
        )
    else:
        print("日志没有这份证据包的记录：不是本系统生成的那一份。The record knows no such pack: it was not made here.")
    return found.sound


def backup(arguments: argparse.Namespace) -> None:
    """Back up database and files into one signed file, and with `--with-keys` the sealed keys."""
    from backend.db.backup import back_up
    from backend.db.keys import KeyRing

    config = settings()
    now = datetime.now(UTC)
    target = Path(arguments.file or config.data / "backups")
    if target.is_dir() or not arguments.file:
        target /= f"unionhome-{now:%Y%m%d-%H%M%S}.tar"
    passphrase = _passphrase(twice=True) if arguments.with_keys else None
    with _database() as server:
        manifest = back_up(
            server,
            target.absolute(),
            ring=KeyRing.open(config.key_directory),
            keys=config.key_directory,
            files=config.file_directory,
            passphrase=passphrase,
            now=now,
        )
    rows = sum(table.rows for table in manifest.tables.values())
    say(f"{target}: {len(manifest.tables)} 张表 tables, {rows} 行 rows, {len(manifest.files)} 个文件 files")
    if passphrase is None:
        say(
            f"备份不含密钥。没有密钥目录 {config.key_directory} 就无法恢复：请另行保管它的副本，或使用 --with-keys。"
            " The keys are not in it, and without them it is useless: keep a copy of them elsewhere, or use --with-keys."
        )


def restore(arguments: argparse.Namespace) -> None:
    """Restore a backup: into a new database beside the present one, verified there, then put in its place."""
    from backend.db.restore import restore as bring_back

    config = settings()
    passphrase = _passphrase(twice=False) if arguments.with_keys else None
    with _database() as server:
        manifest = bring_back(
            server,
            Path(arguments.file).absolute(),
            keys=config.key_directory,
            files=config.file_directory,
            passphrase=passphrase,
            replace=arguments.replace,
            rehearse=arguments.rehearse,
        )
    rows = sum(table.rows for table in manifest.tables.values())
    done = "演练成功，未改动现有数据 rehearsed, nothing changed" if arguments.rehearse else "已恢复 restored"
    say(f"{done}: {len(manifest.tables)} 张表 tables, {rows} 行 rows, {len(manifest.files)} 个文件 files")
    if arguments.replace and not arguments.rehearse:
        say(
            "被替换的数据库改名为 …_replaced，下次恢复时删除 the replaced database stays as …_replaced until the next restore"
        )
    if not arguments.rehearse:
        say("下次启动时会自动更新数据库结构 the next start (or ./dev migrate) brings the schema up to date")


def _passphrase(*, twice: bool) -> str:
    """The words that seal the keys: from UNIONHOME_BACKUP_PASSPHRASE, or asked for."""
    from backend.db.sealing import require_strong

    given = settings().backup_passphrase
    if given is None:
        given = getpass.getpass("密钥口令 passphrase of the keys: ")
        if twice and getpass.getpass("再输入一次 once more: ") != given:
            print("两次输入不一致 The two differ.", file=sys.stderr)
            sys.exit(1)
    if twice:
        require_strong(given)
    return given


# --- The code --------------------------------------------------------------------------------------------------------


def openapi(arguments: argparse.Namespace) -> None:
    """Write openapi.yaml from the code, or check that it equals the code."""
    from backend.openapi import FILE, is_current, write

    if not arguments.check:
        write()
        say(str(FILE))
    elif not is_current():
        print("openapi.yaml 与代码不一致，请运行 ./dev openapi。It differs from the code: run ./dev openapi.")
        sys.exit(1)


def bench(arguments: argparse.Namespace) -> NoReturn:
    """Load it and measure; the arguments are those of tests/bench/run.py."""
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "tests/bench/run.py", *arguments.rest])  # noqa: S606


# --- Set-up ----------------------------------------------------------------------------------------------------------


@contextmanager
def _database() -> Iterator["Server"]:
    """The database for the length of a command. A signal ends the command in order: its own work first."""
    from backend.db.safety import require_safe_settings
    from backend.db.server import running

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    config = settings()
    require_safe_settings(config)
    if config.database_url is None:
        say("打开内置数据库 opening the embedded database")
    with running(config) as server:
        try:
            yield server
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            if server.embedded is not None:
                say("关闭数据库 closing the database")


def _leave(number: int, frame: Any) -> NoReturn:
    raise SystemExit(0)


def _make_ready(server: "Server") -> None:
    """Schema and keys as the product needs them; a new installation gets its keys here."""
    from backend.db import schema

    if schema.migrate(server):
        say("数据库结构已更新 schema updated")
    _ensure_keys(server)
    _require_safe(server)


def _ensure_keys(server: "Server") -> None:
    """Keys for a new installation. Where data is that was encrypted with others, none are made and the start refuses."""
    from backend.db.keys import KeyRing

    keys = settings().key_directory
    if not keys.exists() and not _has_rows(server, "data_key"):
        KeyRing.create(keys)
        say(f"密钥已生成，请妥善备份 keys made, keep a copy of them: {keys}")


def _require_ready(server: "Server") -> None:
    """For the production processes, which change nothing: `migrate` is a step of its own there."""
    from backend.db import schema
    from backend.db.server import MigrationsDue

    if schema.current(server.app_url) != schema.head():
        raise MigrationsDue
    _require_safe(server)


def _require_safe(server: "Server") -> None:
    import psycopg

    from backend.db.server import require_safe

    with psycopg.connect(server.app_url) as connection:
        require_safe(connection)


def _require_external(command: str) -> None:
    if settings().database_url is None:
        raise NotConnected(command=command)


def _is_empty(server: "Server") -> bool:
    return not _has_rows(server, "organization")


def _has_rows(server: "Server", table: str) -> bool:
    """Asked as the backup role, from which no policy hides a row."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(server.require_backup()) as connection:
        row = connection.execute(sql.SQL("select exists (select from {})").format(sql.Identifier(table))).fetchone()
    return row is not None and bool(row[0])


@asynccontextmanager
async def _city(server: "Server") -> AsyncIterator[tuple["Database", "Vault", "KeyRing"]]:
    """What actions need outside a request: the database as the app role, and the keys."""
    from backend.db.data_keys import open_vault
    from backend.db.keys import KeyRing
    from backend.db.server import asyncpg_url
    from backend.db.session import Database

    ring = KeyRing.open(settings().key_directory)
    database = Database(asyncpg_url(server.app_url), pool_size=settings().pool_size)
    try:
        yield database, await open_vault(database, ring, now=datetime.now(UTC)), ring
    finally:
        await database.close()


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    root = argparse.ArgumentParser(prog="./dev", description="职工之家 Unionhome")
    commands = root.add_subparsers(metavar="<command>", required=True)

    def add(name: str, function: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, description=function.__doc__)
        added.set_defaults(function=function)
        return added

    for name, function in (("run", run), ("serve", serve), ("worker", worker), ("roles", roles)):
        add(name, function)
    command = add("migrate", migrate)
    command.add_argument("--new-keys", action="store_true", help="make the keys of a new installation")
    add("migration", migration).add_argument("name", help="what it does, in a few words")
    add("demo", demo)
    command = add("import", import_file)
    command.add_argument("file", help=".xlsx, .xls or .csv in the layout of the registration form")
    registers = ("members", "unions", "officers", "transfers", "employers")
    command.add_argument("--register", choices=registers, default="members", help="which one (default: members)")
    command.add_argument("--login", help="the officer in whose name it is done (default: the widest scope)")
    command.add_argument("--organization", help="the full name of the union it is for (default: the officer's own)")
    command = add("recount", recount)
    command.add_argument("--mend", action="store_true", help="count anew and keep what was counted")
    add("check-money", check_money)
    command = add("check-evidence", check_evidence)
    command.add_argument("file", help="the .zip, or the folder into which it was unpacked")
    command.add_argument("--record", action="store_true", help="also hold it against the record of this installation")
    command = add("openapi", openapi)
    command.add_argument("--check", action="store_true", help="only say whether the file equals the code")
    command = add("backup", backup)
    command.add_argument("file", nargs="?", help="a file or a folder; default: <data>/backups")
    command.add_argument("--with-keys", action="store_true", help="put the keys in, sealed by a passphrase")
    command = add("restore", restore)
    command.add_argument("file")
    command.add_argument("--replace", action="store_true", help="the present data may go")
    command.add_argument("--with-keys", action="store_true", help="take the keys from the backup")
    command.add_argument("--rehearse", action="store_true", help="restore beside the present data, verify, remove")
    add("standby-init", standby_init).add_argument("directory", help="the data directory of the standby's server")
    add("bench", bench).add_argument("rest", nargs=argparse.REMAINDER)
    return root


def main(arguments: list[str]) -> int:
    """Do one command. A refusal is printed in both languages and is exit code 1."""
    if arguments[:1] == ["bench"]:
        bench(argparse.Namespace(rest=arguments[1:]))
    options = parser().parse_args(arguments)
    logs.configure(settings().log_level)
    try:
        options.function(options)
    except Refusal as refusal:
        print(f"\n{refusal.sentence('zh')}\n{refusal.sentence('en')}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
