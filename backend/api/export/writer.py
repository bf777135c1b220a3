"""Runs the writer of files as a process of its own and hands rows to it as fast as it takes them."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson

from backend.domain.export.rules import ExportBroken
from backend.settings import ROOT


@dataclass(slots=True)
class Writer:
    """A file being written."""

    _process: asyncio.subprocess.Process

    async def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Hand over rows; waits while the process is behind. Raises `ExportBroken`."""
        await self._send(rows)

    async def end(self, notes: Sequence[tuple[str, str]]) -> int:
        """Hand over what the second sheet says and wait for the file; returns its rows. Raises `ExportBroken`."""
        await self._send({"end": notes})
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.stdout is not None
        said = await self._process.stdout.read()
        if await self._process.wait() != 0:
            raise ExportBroken()
        return int(orjson.loads(said)["rows"])

    async def _send(self, line: Any) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(orjson.dumps(line) + b"\n")
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            raise ExportBroken() from None


@asynccontextmanager
async def writing(asked: dict[str, Any]) -> AsyncIterator[Writer]:
    """A process that writes what is asked; it is gone at the end, whatever happens.

    It gets no environment, so no address and no key.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "backend.api.export.workbook",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env={"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"},
    )
    writer = Writer(process)
    try:
        await writer._send(asked)
        yield writer
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
