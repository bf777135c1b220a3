"""How the embedded cluster is made and configured."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from backend.db import programs
from backend.domain.refusals import Refusal

MEGABYTE = 1024 * 1024
_LONGEST_SOCKET = 90
"""Bytes of a socket directory that every kernel accepts, the file's own name left out."""


class InitialisationFailed(Refusal):
    """`initdb` refused."""

    code = "database_initialisation_failed"
    zh = "无法建立内置数据库（{path}）：{said}"
    en = "The embedded database could not be made in {path}: {said}"


def initialise(
    data: Path, bindir: Path, account: programs.Account | None, major: int, password: str, *, fsync: bool
) -> None:
    """Make an empty cluster in `data`. Made beside it and renamed at the end: a kill leaves no half cluster."""
    unfinished, secret = data.with_name("data.new"), data.with_name("password.new")
    if not data.parent.exists():
        data.parent.mkdir(mode=0o711, parents=True)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    secret.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password)
        if account is not None:
            os.chown(unfinished, account.uid, account.gid)
            os.chown(secret, account.uid, account.gid)
        command = [bindir / "initdb", "-D", unfinished, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret]
        command += ["-E", "UTF8", "--data-checksums", "--no-instructions", *([] if fsync else ["--no-sync"])]
        said = ""
        for locale in _locales(major):
            made = subprocess.run(  # noqa: S603 - the program that was chosen
                [*map(str, command), *locale],
                capture_output=True,
                text=True,
                cwd=unfinished,
                check=False,
                **programs.drop(account),
            )
            if made.returncode == 0:
                break
            # The reason is that of the first try: the others complain of a locale that is not here.
            said = said or made.stderr.strip()
        else:
            raise InitialisationFailed(path=data, said=said)
    finally:
        secret.unlink(missing_ok=True)
    with (unfinished / "postgresql.conf").open("a") as file:
        file.write("\ninclude_if_exists 'unionhome.conf'\n")
    unfinished.rename(data)


def _locales(major: int) -> Iterator[list[str]]:
    """The locale, and what to try when the system does not have it.

    The order is that of code points everywhere (Chinese order comes from a stored pinyin key), but the character types
    must be those of UTF-8: under LC_CTYPE=C a trigram index drops every Chinese character.
    """
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []
    yield [*builtin, "--locale=C.UTF-8"]
    if sys.platform == "darwin":
        yield [*builtin, "--locale=C", "--lc-ctype=UTF-8"]
    yield [*builtin, "--locale=C", "--lc-ctype=en_US.UTF-8"]


def configure(data: Path, account: programs.Account | None, port: int, *, fsync: bool) -> None:
    """Write the cluster's settings for this machine. What an administrator set by ALTER SYSTEM stays above them."""
    sockets = data.parent / "socket"
    if len(os.fsencode(sockets)) > _LONGEST_SOCKET:
        where = ""
    else:
        sockets.mkdir(mode=0o700, exist_ok=True)
        if account is not None:
            os.chown(sockets, account.uid, account.gid)
        where = str(sockets)
    lines = [f"{name} = '{value}'" for name, value in _parameters(port, where, fsync=fsync).items()]
    (data / "unionhome.conf").write_text(
        "# Written at each start; use ALTER SYSTEM to change a value.\n" + "\n".join(lines) + "\n"
    )
    (data / "unionhome.conf").chmod(0o644)


def _parameters(port: int, sockets: str, *, fsync: bool) -> dict[str, str]:
    memory = memory_size()
    buffers = min(memory // 4, 2048 * MEGABYTE) if fsync else 128 * MEGABYTE
    durable = "on" if fsync else "off"
    return {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": sockets,
        "max_connections": "100",
        "shared_buffers": f"{buffers // MEGABYTE}MB",
        "effective_cache_size": f"{memory // 2 // MEGABYTE}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{max(64, min(512, memory // 16 // MEGABYTE))}MB",
        "dynamic_shared_memory_type": _shared_memory(),
        "jit": "off",
        "random_page_cost": "1.1",
        "fsync": durable,
        "synchronous_commit": durable,
        "full_page_writes": durable,
        # Of the bundled programs only pglz is known, which costs a page more than writing it: a township's move is mostly
        # first touches of pages, and took four times as long.
        "wal_compression": "off",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        "max_wal_size": "4GB",
        "min_wal_size": "256MB",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %u ",
        # Slow statements are named without their values, and a failed one without its text and its row:
        # ID numbers must not reach a log file.
        "log_min_duration_statement": "1s",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }


def memory_size() -> int:
    """Bytes of memory this process may use: the machine's, or the container's limit when that is lower."""
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.exists() and (text := limit.read_text().strip()).isdecimal():
        size = min(size, int(text))
    return size


def _shared_memory() -> str:
    """Containers often have 64 MB of /dev/shm, on which a parallel join fails with "no space left"."""
    try:
        shared = os.statvfs("/dev/shm")  # noqa: S108 - only its size is asked
    except OSError:
        return "posix"
    return "posix" if shared.f_bavail * shared.f_frsize >= 512 * MEGABYTE else "mmap"
