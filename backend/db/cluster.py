"""The embedded PostgreSQL: one cluster in one directory, shared by every process that asks for it.

The first process starts the server; later ones find it and share it; the last one to leave stops it. Who is inside is
known by file locks, which the kernel gives back however a process ends, so no kill leaves a lie behind. A server that
nobody is inside any more was left by a kill: it is shut down cleanly and started anew, so that it is a child of the
process that waits for it.

Layout of the directory: `data/` (the cluster, the server user's own), `socket/`, `server.log`, `port`, two lock files,
and `passwords.json`. The passwords open this cluster only and are made anew with another one, so they lie here and not
in the key ring, which opens the data wherever it is restored. Started as root from a place that `nobody` cannot enter, `data/` and `socket/` lie in /var/lib/unionhome.
"""

import fcntl
import hashlib
import logging
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal
from urllib.parse import quote

import psycopg
from psycopg import sql

from backend.db import postmaster, programs, roles, tuning
from backend.domain.refusals import Refusal
from backend.settings import settings

RoleName = Literal["app", "owner", "backup", "superuser"]

PATIENCE = 600.0
"""Seconds a start may take while the server's process lives: the recovery after a kill replays the log."""

MEMORY_NEEDED = 8 << 30
"""Bytes free before a temporary server is put into memory: its log alone may grow to half of that."""

_NAMES: dict[RoleName, str] = {
    "app": roles.APP,
    "owner": roles.OWNER,
    "backup": roles.BACKUP,
    "superuser": roles.SUPERUSER,
}

_left_to_others: list[subprocess.Popen[bytes]] = []
"""Servers that this process started and others still use: our children until they end, so not to be forgotten."""

_log = logging.getLogger("unionhome.database")


class ServerFailed(Refusal):
    """The embedded server does not start."""

    code = "database_start_failed"
    zh = "内置数据库没有启动。日志 {log} 的最后几行：\n{tail}"
    en = "The embedded database did not start. The end of its log {log}:\n{tail}"


class OtherVersion(Refusal):
    """The cluster was made by another major version of PostgreSQL."""

    code = "database_other_version"
    zh = (
        "{path} 中的数据由 PostgreSQL {found} 建立，现在的程序是 {programs}。请用 EMBEDDED_PG_BINDIR "
        "指向 {found} 版程序，运行 ./dev backup，再用新版程序在空目录中运行 ./dev restore。"
    )
    en = (
        "The data in {path} was made by PostgreSQL {found}; these programs are {programs}. Point EMBEDDED_PG_BINDIR to "
        "version {found}, run ./dev backup, then ./dev restore into an empty directory with the new programs."
    )


class OtherUser(Refusal):
    """The cluster belongs to somebody else."""

    code = "database_other_user"
    zh = "{path} 属于另一个系统用户，当前用户无法使用。请用建立它的用户运行，或把数据目录的属主改为当前用户。"
    en = "{path} belongs to another system user. Run as the user who made it, or give yourself the data directory."


class Embedded:
    """A PostgreSQL in `directory`. With `fsync=False` it is fast and loses data on a kill: unit tests only."""

    def __init__(self, directory: Path, fsync: bool = True, *, bindir: Path | None = None) -> None:
        """`bindir` holds the programs to run; by default as the settings say."""
        self.directory = directory.absolute()
        self.fsync = fsync
        self._chosen = bindir
        self._process: subprocess.Popen[bytes] | None = None
        self._inside: IO[str] | None = None
        self._port = 0

    def start(self) -> None:
        """Be inside a running server: start it, or join the one that others run. Twice is once."""
        if self._inside is not None:
            return
        self._prepare_directory()
        with self._turn():
            inside = (self.directory / "users.lock").open("a")
            try:
                alone = _try_lock(inside)
                running = postmaster.find_postmaster(self.data)
                if running is not None and not alone:
                    self._port = self._join()
                else:
                    self._start_alone(running)
                fcntl.flock(inside, fcntl.LOCK_SH)
            except BaseException:
                inside.close()
                if self._process is not None:
                    self._end(self._process.pid)
                raise
            self._inside = inside

    def stop(self) -> None:
        """Leave. The last to leave shuts the server down: every session ends, a checkpoint is written."""
        if self._inside is None:
            return
        with self._turn():
            fcntl.flock(self._inside, fcntl.LOCK_UN)
            last = _try_lock(self._inside)
            running = postmaster.find_postmaster(self.data)
            if last and running is not None:
                self._end(running.pid)
            self._reap()
            if self._process is not None:
                _left_to_others.append(self._process)
                self._process = None
            self._inside.close()
            self._inside = None

    def kill(self) -> None:
        """Kill the server and all its processes at once, as a power cut would. For tests."""
        running = postmaster.find_postmaster(self.data)
        if running is not None:
            children = postmaster.children_of(running.pid)
            for pid in (running.pid, *children):
                postmaster.send(pid, signal.SIGKILL)
            while any(postmaster.is_server_of(pid, self.data) for pid in (running.pid, *children)):
                time.sleep(0.01)
        self._reap()
        if self._inside is not None:
            self._inside.close()
            self._inside = None

    def url(self, role: RoleName = "app", database: str = roles.DATABASE) -> str:
        """The address of `database` for `role`, in the plain form `postgresql://`."""
        name = _NAMES[role]
        password = quote(self._passwords()[name], safe="")
        return f"postgresql://{name}:{password}@127.0.0.1:{self._port}/{quote(database, safe='')}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """A further database with the same roles: empty, or a copy of `template` that nobody is connected to."""
        wanted = self._roles(name)
        with self._connect("postgres") as admin:
            roles.create_database(admin, wanted, template or "template0")
        with self._connect(name) as inside:
            roles.ensure_schema(inside, wanted)

    def drop_database(self, name: str) -> None:
        """Remove a database, its sessions included. One that is not there is no error."""
        with self._connect("postgres") as admin:
            admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))

    @property
    def bindir(self) -> Path:
        """The folder of the programs (`pg_dump`, `psql`) that fit this server."""
        return programs.find_programs(self._chosen or settings().postgres_programs)

    @property
    def data(self) -> Path:
        """The cluster's own directory: in `directory`, unless its user cannot enter there."""
        here = self.directory / "data"
        elsewhere = self._elsewhere / "data"
        if here.exists() or os.geteuid() != 0:
            return here
        # Data that exists decides, not the present modes: a `chmod` must never make a city's data seem gone.
        if elsewhere.exists() or not programs.may_enter(programs.account_for(here), self.directory):
            return elsewhere
        return here

    @property
    def version(self) -> int:
        """The major version that made the cluster."""
        return int((self.data / "PG_VERSION").read_text())

    @property
    def _elsewhere(self) -> Path:
        return programs.SYSTEM_DIRECTORY / hashlib.sha256(str(self.directory).encode()).hexdigest()[:16]

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One process at a time decides what becomes of the server."""
        with (self.directory / "start.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _prepare_directory(self) -> None:
        missing = [path for path in (self.directory, *self.directory.parents) if not path.exists()]
        for path in reversed(missing):
            # Not left to the umask: the server's user must be able to pass through.
            path.mkdir()
            path.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def _start_alone(self, running: postmaster.Postmaster | None) -> None:
        if running is not None:
            _log.info("a server was left running: stopping it")
            self._end(running.pid)
        data = self.data
        account = programs.account_for(data)
        bindir = programs.reachable(self.bindir, account)
        self._prepare_cluster(bindir, account)
        postmaster.end_orphans(data)
        postmaster.defuse(data)
        shutil.rmtree(data.parent / "socket", ignore_errors=True)
        self._launch(bindir, account)
        self._ensure_roles()

    def _prepare_cluster(self, bindir: Path, account: programs.Account | None) -> None:
        major = programs.major_version(bindir, account)
        data = self.data
        try:
            found = (data / "PG_VERSION").read_text().strip() if data.exists() else ""
        except PermissionError:
            raise OtherUser(path=data) from None
        if not found:
            tuning.initialise(data, bindir, account, major, self._passwords()[roles.SUPERUSER], fsync=self.fsync)
        elif int(found) != major:
            raise OtherVersion(path=data, found=found, programs=major)
        elif not self._passwords_at.exists():
            raise roles.PasswordsLost(path=self._passwords_at)

    def _launch(self, bindir: Path, account: programs.Account | None) -> None:
        """Start the server and wait until it answers. A port that somebody took meanwhile is exchanged."""
        log = self.directory / "server.log"
        if log.exists() and log.stat().st_size > 10_000_000:
            log.replace(log.with_suffix(".log.1"))
        for attempt in range(4):
            self._port = self._choose_port(anew=attempt > 0)
            tuning.configure(self.data, account, self._port, fsync=self.fsync)
            begin = log.stat().st_size if log.exists() else 0
            with log.open("ab") as output:
                self._process = subprocess.Popen(  # noqa: S603 - our own program and paths
                    [bindir / "postgres", "-D", self.data],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    cwd=self.data,
                    env={"PATH": os.environ.get("PATH", os.defpath), "PGTZ": "UTC"},
                    # Ctrl+C in the terminal is for the API, which then ends the server in its own order.
                    start_new_session=True,
                    **programs.drop(account),
                )
            if self._answers(self._process):
                return
            said = log.read_bytes()[begin:].decode(errors="replace")
            if "could not bind" not in said and "Address already in use" not in said:
                break
        raise ServerFailed(log=log, tail="\n".join(said.splitlines()[-8:]))

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        begin = told = time.monotonic()
        while process.poll() is None:
            running = postmaster.find_postmaster(self.data)
            if running is not None and running.pid == process.pid and running.ready:
                return True
            if time.monotonic() - told > 5:
                told = time.monotonic()
                _log.info("the database is recovering, %d s so far", told - begin)
            if time.monotonic() - begin > PATIENCE:
                self._end(process.pid)
            time.sleep(0.02)
        return False

    def _join(self) -> int:
        """The port of the server that others run; after a crash of one session it may be recovering."""
        deadline = time.monotonic() + PATIENCE
        while (running := postmaster.find_postmaster(self.data)) is not None and time.monotonic() < deadline:
            if running.ready:
                return running.port
            time.sleep(0.02)
        raise ServerFailed(log=self.directory / "server.log", tail="")

    def _choose_port(self, *, anew: bool) -> int:
        """The port of the last time, so that a client's bookmark stays right; another when it is taken."""
        remembered = self.directory / "port"
        known = remembered.read_text().strip() if remembered.exists() and not anew else ""
        for wanted in [int(known)] if known.isdecimal() else []:
            if _is_free(wanted):
                return wanted
        with socket.socket() as any_port:
            any_port.bind(("127.0.0.1", 0))
            port = int(any_port.getsockname()[1])
        remembered.write_text(f"{port}\n")
        return port

    def _end(self, pid: int) -> None:
        """Shut down: at once for sessions, with a checkpoint; by force when that takes longer than a minute."""
        for number, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            postmaster.send(pid, number)
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline:
                self._reap()
                if not postmaster.is_server_of(pid, self.data):
                    return
                time.sleep(0.02)

    def _reap(self) -> None:
        """Take the exit of our own child, so that it does not stay a zombie."""
        if self._process is not None and (
            self._process.poll() is not None or not postmaster.is_server_of(self._process.pid, self.data)
        ):
            self._process.wait()
            self._process = None

    @property
    def _passwords_at(self) -> Path:
        return self.directory / "passwords.json"

    def _passwords(self) -> dict[str, str]:
        return roles.read_passwords(self._passwords_at)

    def _roles(self, database: str = roles.DATABASE) -> roles.Roles:
        known = self._passwords()
        owner, app, backup = (roles.Role(name, known[name]) for name in (roles.OWNER, roles.APP, roles.BACKUP))
        return roles.Roles(owner=owner, app=app, backup=backup, database=database)

    def _ensure_roles(self) -> None:
        wanted = self._roles()
        with self._connect("postgres") as admin:
            roles.ensure_roles(admin, wanted)
            roles.ensure_database(admin, wanted)
        with self._connect(wanted.database) as inside:
            roles.ensure_schema(inside, wanted)

    def _connect(self, database: str) -> psycopg.Connection:
        try:
            return psycopg.connect(self.url("superuser", database), autocommit=True, connect_timeout=10)
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise roles.PasswordsLost(path=self._passwords_at) from None
            raise


@contextmanager
def temporary(fsync: bool = True, *, bindir: Path | None = None) -> Iterator[Embedded]:
    """A started cluster for tests, gone without a trace at the end.

    In a directory of its own making, because the server's user must be able to pass through it: those of `tmp_path` are
    closed to everybody but root when root runs the tests. What need not outlive a power cut lies in memory where there is
    plenty: a database is two thousand files, and each test has one of its own.
    """
    directory = Path(tempfile.mkdtemp(prefix="unionhome-", dir=None if fsync else _memory()))
    directory.chmod(0o711)
    cluster = Embedded(directory, fsync, bindir=bindir)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.kill()
        shutil.rmtree(directory)


def _memory() -> str | None:
    """A file system in memory with room for a server and its log; None where there is none, as on macOS."""
    here = "/dev/shm"  # noqa: S108
    try:
        available = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        room = min(shutil.disk_usage(here).free, available)
    except (OSError, ValueError):
        return None
    return here if room >= MEMORY_NEEDED and os.access(here, os.W_OK) else None


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
