"""Is a server alive on a data directory? The question that a leftover `postmaster.pid` answers wrongly.

After a kill the file stays, and its number may belong to nobody, to a zombie, or by now to a stranger. PostgreSQL looks
at the number alone and refuses to start in the last two cases. Here a process counts only when it is a PostgreSQL at
work in that very directory.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NO_PROCESS = 2**31 - 1
"""A process number that no kernel hands out."""

_PROC = Path("/proc")


@dataclass(frozen=True)
class Postmaster:
    """What `postmaster.pid` says of a server that is alive."""

    pid: int
    port: int
    ready: bool


def find_postmaster(cluster: Path) -> Postmaster | None:
    """The live server of the data directory `cluster`, or None when the pid file is absent, broken or stale."""
    lines = _lines(cluster)
    if not lines or not lines[0].isdecimal() or not is_server_of(int(lines[0]), cluster):
        return None
    port = int(lines[3]) if len(lines) > 3 and lines[3].isdecimal() else 0
    return Postmaster(pid=int(lines[0]), port=port, ready=len(lines) > 7 and lines[7] in ("ready", "standby"))


def defuse(cluster: Path) -> None:
    """Make a stale pid file harmless. Call only when `find_postmaster` found nobody.

    The file is not removed: it also names the shared memory, by which PostgreSQL sees that processes of the killed
    server are still at work, and two servers on one directory destroy it. Only the process number is replaced by one
    that cannot exist. A file without the number (a full disk) says nothing and goes.
    """
    path = cluster / "postmaster.pid"
    lines = _lines(cluster)
    if not path.exists():
        return
    if not lines or not lines[0].isdecimal():
        path.unlink()
        return
    with path.open("r+") as file:
        rest = file.read().partition("\n")[2]
        file.seek(0)
        file.write(f"{NO_PROCESS}\n{rest}")
        file.truncate()


def is_server_of(pid: int, cluster: Path) -> bool:
    """Whether the process `pid` is a PostgreSQL of `cluster` and not a zombie."""
    if _PROC.joinpath("self", "stat").exists():
        return _state(pid) not in ("", "Z", "X") and _works_in(pid, cluster)
    state, _, command = _ps("-ww", "-o", "state=,command=", "-p", str(pid)).strip().partition(" ")
    return not state.startswith("Z") and "postgres" in command and str(cluster) in command


def processes_of(cluster: Path) -> list[int]:
    """Every live process of a server of `cluster`, orphans included. Linux only; elsewhere the list is empty.

    They are found in order to be ended, so two facts must agree that have nothing to do with each other: whose process
    it is, and what it runs where.
    """
    if not _PROC.joinpath("self").exists():
        return []
    owner = cluster.stat().st_uid
    return [pid for pid in _all_processes() if _owner(pid) == owner and is_server_of(pid, cluster)]


def children_of(pid: int) -> list[int]:
    """The processes that `pid` started, alive or zombies."""
    if _PROC.joinpath("self", "stat").exists():
        return [child for child in _all_processes() if _parent(child) == pid]
    pairs = (line.split() for line in _ps("-A", "-o", "pid=,ppid=").splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


def end_orphans(cluster: Path, patience: float = 10.0) -> None:
    """End the processes that outlived their killed server. They end by themselves unless busy; what they had not
    committed is lost in any case, and the log holds what they had."""
    deadline = time.monotonic() + patience
    while remaining := processes_of(cluster):
        late = time.monotonic() > deadline
        for pid in remaining:
            send(pid, signal.SIGKILL if late else signal.SIGQUIT)
        time.sleep(0.05)


def send(pid: int, number: signal.Signals) -> None:
    """Signal a process that may be gone already."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _ps(*arguments: str) -> str:
    """The process list where there is no /proc (macOS)."""
    return subprocess.run(["/bin/ps", *arguments], capture_output=True, text=True, check=False).stdout  # noqa: S603


def _lines(cluster: Path) -> list[str]:
    try:
        return [line.strip() for line in (cluster / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def _all_processes() -> Iterator[int]:
    return (int(path.name) for path in _PROC.iterdir() if path.name.isdecimal())


def _owner(pid: int) -> int | None:
    try:
        return (_PROC / str(pid)).stat().st_uid
    except (FileNotFoundError, ProcessLookupError):
        return None


def _fields(pid: int) -> list[str]:
    """`/proc/PID/stat` from the state on; the program's name before it may hold spaces and brackets."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _state(pid: int) -> str:
    fields = _fields(pid)
    return fields[0] if fields else ""


def _parent(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[1]) if fields else 0


def _works_in(pid: int, cluster: Path) -> bool:
    """A server's processes stand in its data directory and run its program."""
    try:
        program = os.readlink(_PROC / str(pid) / "exe").removesuffix(" (deleted)")
        return Path(program).name == "postgres" and Path(os.readlink(_PROC / str(pid) / "cwd")) == cluster.resolve()
    except OSError:
        return False
