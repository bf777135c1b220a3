"""The sender's own workbook with what is wrong in it marked, to be mended and brought back (ui.md 1.3 no. 19)."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import orjson

from backend.api.imports import reading
from backend.api.imports.reader import WorkbookExhausting
from backend.api.imports.rights import get_import
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import imports
from backend.db.queries.imports import Line
from backend.db.tables.imports import Import
from backend.db.tables.process import StoredFile
from backend.domain.imports.states import REFUSED, FileOfAnother, ImportRowState
from backend.settings import ROOT, settings

PIECE = 5_000
SECONDS = 90


async def make(work: Work, id: UUID) -> tuple[bytes, str]:
    """The marked workbook and the name it should have. The download is recorded.

    Raises `NotFound`, `FileOfAnother`, `WorkbookExhausting`.
    """
    import_ = await get_import(work, id)
    if import_.user_id != work.caller.user_id:
        raise FileOfAnother()
    file = await reading.get_own_file(work, import_)
    path = FileStore(settings().file_directory).find(file.id, file.sha256)
    lines = [orjson.dumps({"sheet": import_.head.get("sheet", ""), "ends": import_.head.get("ends", 1)})]
    async for row in _refused(work, import_):
        lines.append(orjson.dumps(_marked(work, row)))
    content = await _mark(path, file, b"\n".join(lines))
    work.tell("import_annotated_downloaded", import_, rows=len(lines) - 1)
    return content, f"{Path(file.name).stem}-错误标注.xlsx"


async def _refused(work: Work, import_: Import) -> AsyncIterator[Mapping[str, Any]]:
    """The rows of the last file that somebody must look at again."""
    after: Line | None = None
    while True:
        found = await work.session.execute(
            imports.list_rows(
                import_id=import_.id,
                states=[state.value for state in REFUSED],
                round=import_.round,
                after=after,
                limit=PIECE,
            )
        )
        rows = found.mappings().all()
        for row in rows:
            yield row
        if len(rows) < PIECE:
            return
        after = (rows[-1]["round"], rows[-1]["line"])


def _marked(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    problems = reading.problems_of(work, row["problems"])
    reasons = [f"{each['title'] or each['column']}：{each['detail']}" for each in problems]
    verdict = ImportRowState(row["state"])
    return {
        "line": row["line"],
        "columns": [(each["column"], each["detail"]) for each in problems if each["column"]],
        "reason": "\n".join(reasons) or verdict.zh,
    }


async def _mark(path: Path, file: StoredFile, marks: bytes) -> bytes:
    """The output of the process that marks; what it leaves on the disk is gone afterwards, whatever becomes of it."""
    store = settings().file_directory
    with TemporaryDirectory(dir=store, prefix="marking-") as folder:
        output = Path(folder) / "marked.xlsx"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "backend.api.imports.marking", str(path), file.media_type, str(output)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=ROOT,
            env={"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2", "TMPDIR": folder},
        )
        try:
            await asyncio.wait_for(process.communicate(marks), SECONDS)
        except TimeoutError:
            raise WorkbookExhausting() from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if not output.is_file():
            raise WorkbookExhausting()
        return await asyncio.to_thread(output.read_bytes)
