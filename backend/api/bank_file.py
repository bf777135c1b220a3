"""Reads the workbook of a bank in a process of its own, with the limits of an import (trust.md 2.5, X-03).

    python -m backend.api.bank_file FILE MEDIA_TYPE MOST_ROWS

writes one JSON document: `{"rows": [[row, [cell, …]], …]}`, or `{"refusal": …}`. It holds no keys and no database.
"""

import asyncio
import contextlib
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from backend.api.imports.reader import Unreadable, WorkbookExhausting
from backend.api.imports.workbook import NothingInside, limit, sheets_of
from backend.db.file_types import FileBroken, FileType, recognise
from backend.domain.refusals import Refusal
from backend.settings import ROOT

SECONDS = 60
_MOST_BYTES = 32 << 20


async def read_rows(path: Path, media_type: str, *, most_rows: int) -> list[tuple[int, list[Any]]]:
    """The cells of the first sheet with anything in it, by row, as far as `most_rows`. Raises `Unreadable`, `WorkbookExhausting`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "backend.api.bank_file", str(path), media_type, str(most_rows)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env={"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"},
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(SECONDS):
            said = await _whole(process.stdout)
    except TimeoutError:
        raise WorkbookExhausting() from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    try:
        found = orjson.loads(said)
    except orjson.JSONDecodeError:
        raise WorkbookExhausting() from None
    if "refusal" in found:
        raise Unreadable(found["refusal"])
    return [(row, cells) for row, cells in found["rows"]]


async def _whole(stream: asyncio.StreamReader) -> bytes:
    """All that the reader writes, up to a limit: one read gives what is there by then, which is not all of a long answer."""
    said = bytearray()
    while len(said) < _MOST_BYTES and (piece := await stream.read(1 << 20)):
        said += piece
    return bytes(said)


def read(path: Path, kind: FileType, most_rows: int) -> list[tuple[int, list[Any]]]:
    """The rows of the first sheet that has any. Raises the refusals of the reader of imports."""
    if recognise(path) is not kind:
        raise FileBroken()
    for _name, _height, rows in sheets_of(path, kind):
        found = [(line, [_plain(cell) for cell in row]) for line, row in islice(rows, most_rows)]
        if found:
            return found
    raise NothingInside()


def _plain(cell: Any) -> Any:
    return cell if isinstance(cell, (int, float, str)) else None if cell is None else str(cell)


def main(arguments: list[str]) -> int:
    """Read one file and write its cells to the standard output."""
    limit()
    try:
        said: dict[str, Any] = {"rows": read(Path(arguments[0]), FileType(arguments[1]), int(arguments[2]))}
    except Refusal as refusal:
        told = {"code": refusal.code, "zh": refusal.sentence("zh"), "en": refusal.sentence("en")}
        said = {"refusal": told}
    sys.stdout.buffer.write(orjson.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
