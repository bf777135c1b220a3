"""The processes that are measured: one API worker as in production, and the floor."""

import asyncio
import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.load import Loaded

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Served:
    """A server process that answers on a port."""

    port: int
    pid: int

    def memory(self, name: str = "VmRSS") -> float:
        """Resident memory in MB: now, or with "VmHWM" at its highest."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():  # not Linux
            return float("nan")
        line = next(line for line in status.read_text().splitlines() if line.startswith(name + ":"))
        return int(line.split()[1]) / 1024

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return float("nan")
        fields = stat.read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def api(loaded: Loaded, directory: Path, *, pool_size: int) -> Iterator[Served]:
    """One worker of `serve`, the production command, without the job worker."""
    environment = os.environ | {
        "UNIONHOME_ENVIRONMENT": "demo",
        "UNIONHOME_DATA": str(directory),
        "UNIONHOME_KEYS": str(loaded.keys),
        "UNIONHOME_PROCESSES": "1",
        "UNIONHOME_POOL_SIZE": str(pool_size),
        "UNIONHOME_WORKER_INSIDE": "false",
        "UNIONHOME_PORT": str(port := _free_port()),
        "DATABASE_URL": loaded.server.url("app"),
        "DATABASE_OWNER_URL": loaded.server.url("owner"),
        "DATABASE_BACKUP_URL": loaded.server.url("backup"),
    }
    with _running([sys.executable, "-m", "backend.cli", "serve"], environment, port, directory / "api.log") as served:
        yield served


@contextmanager
def floor(loaded: Loaded, directory: Path, cases: list[dict[str, Any]], *, pool_size: int) -> Iterator[Served]:
    """The bare server with these statements."""
    given = directory / "floor.pickle"
    given.write_bytes(pickle.dumps({"url": loaded.server.url("app"), "cases": cases, "pool_size": pool_size}))
    given.chmod(0o600)
    command = [sys.executable, "-m", "tests.bench.floor", str(given), str(port := _free_port())]
    try:
        with _running(command, dict(os.environ), port, directory / "floor.log") as served:
            yield served
    finally:
        given.unlink(missing_ok=True)


@contextmanager
def worker(loaded: Loaded, directory: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The worker of the production command."""
    environment = os.environ | {
        "UNIONHOME_ENVIRONMENT": "demo",
        "UNIONHOME_DATA": str(directory),
        "UNIONHOME_KEYS": str(loaded.keys),
        "DATABASE_URL": loaded.server.url("app"),
        "DATABASE_OWNER_URL": loaded.server.url("owner"),
        "DATABASE_BACKUP_URL": loaded.server.url("backup"),
    }
    with (directory / "worker.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "backend.cli", "worker"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def watch(pid: int, highest: dict[str, float]) -> None:
    """The highest memory of the worker, of its readers, and of all at one moment, looked at ten times a second."""
    while True:
        children = _children(pid)
        for one, name in ((pid, "worker"), *((child, "reader") for child in children)):
            highest[name] = max(highest.get(name, 0.0), _memory(one, "VmHWM"))
        together = sum(_memory(one, "VmRSS") for one in (pid, *children))
        highest["together"] = max(highest.get("together", 0.0), together)
        await asyncio.sleep(0.1)


def _children(pid: int) -> list[int]:
    try:
        text = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:
        return []
    return [int(child) for child in text.split()]


def _memory(pid: int, name: str) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith(f"{name}:")), f"{name}: 0 kB")
    return int(line.split()[1]) / 1024


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int, log: Path) -> Iterator[Served]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait(process, port, log)
            yield Served(port, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def settle(seconds: float = 0.3) -> None:
    """A breath between two loads, in which what the last one left in the queues is worked off."""
    await asyncio.sleep(seconds)
