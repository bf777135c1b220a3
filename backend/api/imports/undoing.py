"""An import taken back: who came goes, what was changed is as before, row by row where nothing was built on it.

The last rows first, because a mended file may have changed what the first one brought. What stays is told, with its
reason, on its row. A kill leaves whole batches; the next run finds fewer rows to go through.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.imports.handling import Handling, handling_of
from backend.api.imports.judged import head_of
from backend.api.imports.rights import get_import
from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.queries import imports
from backend.db.queries.imports import Line
from backend.domain.imports.states import WRITTEN, ImportRowState, ImportState
from backend.domain.job import JobPhase

BATCH = 5_000


async def undo(run: Run) -> Mapping[str, Any]:
    """Take back the import that the job names; returns the counts of its rows by verdict."""
    import_id = UUID(run.request["import_id"])
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        counts = await imports.count_rows(work.session, import_id)
        handling = handling_of(import_)
    if import_.state != ImportState.UNDOING:
        return {"import_id": str(import_id), "counts": import_.counts}
    total, done = sum(counts[state] for state in WRITTEN), 0
    before: Line | None = None
    await run.report(JobPhase.UNDOING, done, total, now=True)
    while True:
        async with run.work() as work:
            taken = await _undo_batch(work, import_id, handling, before)
        if not taken:
            break
        before = taken[-1]
        done += len(taken)
        await run.report(JobPhase.UNDOING, min(done, total), total)
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        await handling.revoke(work, import_)
        import_.counts = dict(await imports.count_rows(work.session, import_id))
        import_.state, import_.undone_at = ImportState.UNDONE.value, work.now
        import_.version += 1
        told = {state: rows for state, rows in import_.counts.items() if rows}
        work.tell("import_undone", import_, counts=told, file_id=import_.file_id)
    return {"import_id": str(import_id), "counts": import_.counts}


async def _undo_batch(work: Work, import_id: UUID, handling: Handling, before: Line | None) -> list[Line]:
    """Take back the next rows; returns where they stand, nothing when none is left."""
    import_ = await get_import(work, import_id)
    taken = await imports.take_written(work.session, import_id, before=before, limit=BATCH)
    if not taken:
        return []
    # One file at a time: what a later one changed of a record is put back before it is judged what the first one did.
    taken = [row for row in taken if row["round"] == taken[0]["round"]]
    outcomes = await handling.take_back(work, import_, taken, head_of(import_))
    await imports.write_rows(work.session, import_id, outcomes, ("state", "record_id", "problems"))
    undone = sum(outcome["state"] == ImportRowState.UNDONE for outcome in outcomes)
    work.tell("import_rows_undone", import_, undone=undone, kept=len(outcomes) - undone)
    return [(row["round"], row["line"]) for row in taken]
