"""The check of an import: read, judged, staged. Nothing is written to the register (ui.md 1.3 no. 18).

Begun again after a kill it forgets what it had staged and reads anew; the verdict stands only when the last transaction
has committed, which is also what tells a second run that there is nothing left to do.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.imports.handling import Handling, handling_of
from backend.api.imports.judged import Judged, head_of, key_column
from backend.api.imports.reader import read_workbook
from backend.api.imports.rights import get_import
from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.bulk import insert_rows
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.queries import imports
from backend.db.tables.imports import Import, ImportRow
from backend.domain.imports.heads import Head
from backend.domain.imports.states import ImportState
from backend.domain.job import JobPhase
from backend.settings import settings


async def check(run: Run) -> Mapping[str, Any]:
    """Check the import that the job names; returns the counts of its rows by verdict."""
    import_id = UUID(run.request["import_id"])
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        if import_.state != ImportState.CHECKING:
            return {"import_id": str(import_id), "counts": import_.counts}
        await imports.clear_rows(work.session, import_id)
        file = await files.get_file(work.session, import_.file_id)
        handling = handling_of(import_)
        await handling.prepare(work, await imports.get_union(work.session, import_.organization_id), import_.listed)
        wanted = await _wanted(work, import_, run.request)
    path = FileStore(settings().file_directory).find(file.id, file.sha256)
    await run.report(JobPhase.READING, 0, now=True)
    read, rows = 0, None
    reader = read_workbook(path, file.media_type, wanted)
    try:
        async for batch in reader:
            if "head" in batch[0]:
                import_.head, rows = batch[0]["head"], batch[0]["rows"]
            elif "line" in batch[0]:
                async with run.work() as work:
                    await _stage(work, import_, handling, batch)
                read += len(batch)
                await run.report(JobPhase.READING, read, max(read, rows or 0))
    finally:
        await reader.aclose()  # type: ignore[attr-defined]
    await run.report(JobPhase.COMPARING, read, read, now=True)
    return await _conclude(run, import_id, handling, import_.head)


async def _wanted(work: Work, import_: Import, request: Mapping[str, Any]) -> dict[str, Any]:
    """What the reader is asked for: what this office has said of such titles before, and of this file now."""
    known = await imports.load_mapping(work.session, organization_id=work.caller.organization_id, kind=import_.kind)
    return {"kind": import_.kind, "today": work.today.isoformat(), "known": known, "chosen": request.get("chosen")}


async def _stage(work: Work, import_: Import, handling: Handling, batch: Sequence[Mapping[str, Any]]) -> None:
    head = head_of(import_)
    rows = await asyncio.to_thread(_placed, work, import_, handling, batch, head)
    await handling.judge(work, rows, head)
    staged = await asyncio.to_thread(lambda: [row.as_row(work.vault, import_, handling.register) for row in rows])
    await insert_rows(work.session, ImportRow, staged)


def _placed(
    work: Work, import_: Import, handling: Handling, batch: Sequence[Mapping[str, Any]], head: Head
) -> list[Judged]:
    rows = [
        Judged(
            import_.round,
            read["line"],
            import_.organization_id,
            cells=read["cells"],
            values=read["values"],
            problems=read["problems"],
        )
        for read in batch
    ]
    handling.place(work.vault, rows, head)
    return rows


async def _conclude(run: Run, import_id: UUID, handling: Handling, head: Mapping[str, Any]) -> Mapping[str, Any]:
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        import_.head = dict(head)
        register, where = handling.register, key_column(head_of(import_), handling.register)
        await imports.mark_duplicates(work.session, import_id, import_.round, where, register.twice)
        await handling.settle(work, import_, head_of(import_))
        if import_.committed_at:
            await imports.drop_repeated(work.session, import_id, import_.round)
        import_.counts = dict(await imports.count_rows(work.session, import_id))
        checked = ImportState.COMMITTED if import_.committed_at else ImportState.CHECKED
        import_.state = (ImportState.UNMAPPED if head.get("missing") else checked).value
        import_.version += 1
        work.tell("import_checked", import_, counts=_told(import_.counts), file_id=import_.file_id)
    return {"import_id": str(import_id), "counts": import_.counts}


def _told(counts: Mapping[str, Any]) -> dict[str, Any]:
    return {state: rows for state, rows in counts.items() if rows}
