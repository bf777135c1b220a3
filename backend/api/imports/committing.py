"""The good rows of a checked import go into the register, ten thousand in a transaction, in the order of the file.

Each batch writes the records, what follows from them and the mark on their rows together, so a kill leaves whole
batches, and the next run goes on behind them. Between check and commit the world may have changed: every batch is judged
once more, and what it changes is held until it is written.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.imports.handling import Handling, handling_of
from backend.api.imports.judged import VERDICT, head_of, opened
from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.queries import imports
from backend.domain.imports.states import GOOD, WRITTEN, ImportState
from backend.domain.job import JobPhase

BATCH = 10_000
"""Rows in one transaction (data.md section 5)."""

_OUTCOME = (*VERDICT, "record_version", "before")


async def commit(run: Run) -> Mapping[str, Any]:
    """Take over the good rows of the import that the job names; returns the counts of its rows by verdict."""
    import_id = UUID(run.request["import_id"])
    async with run.work() as work:
        import_ = await imports.get_import(work.session, import_id, lock=True)
        counts = await imports.count_rows(work.session, import_id)
        handling = handling_of(import_)
        await handling.prepare(work, await imports.get_union(work.session, import_.organization_id))
    if import_.state != ImportState.COMMITTING:
        return {"import_id": str(import_id), "counts": import_.counts}
    total, done = sum(counts[state] for state in GOOD), 0
    await run.report(JobPhase.WRITING, done, total, now=True)
    while True:
        async with run.work() as work:
            taken = await _commit_batch(work, import_id, handling)
        if not taken:
            break
        done += taken
        await run.report(JobPhase.WRITING, min(done, total), total)
    async with run.work() as work:
        import_ = await imports.get_import(work.session, import_id, lock=True)
        import_.counts = dict(await imports.count_rows(work.session, import_id))
        import_.state = ImportState.COMMITTED.value
        import_.version += 1
        told = {state: rows for state, rows in import_.counts.items() if rows}
        work.tell("import_committed", import_, counts=told, file_id=import_.file_id)
    return {"import_id": str(import_id), "counts": import_.counts}


async def _commit_batch(work: Work, import_id: UUID, handling: Handling) -> int:
    """Take over the next rows; returns how many were dealt with, 0 when none is left."""
    import_ = await imports.get_import(work.session, import_id)
    taken = await imports.take_batch(work.session, import_id, limit=BATCH)
    if not taken:
        return 0
    head = head_of(import_)
    rows = await asyncio.to_thread(lambda: [opened(work.vault, row) for row in taken])
    await handling.judge(work, rows, head, hold=True)
    outcomes = await handling.write(work, import_, rows, head)
    await imports.write_rows(work.session, import_id, outcomes, _OUTCOME)
    written = {(outcome["round"], outcome["line"]) for outcome in outcomes}
    left = [row.verdict() for row in rows if (row.round, row.line) not in written]
    await imports.write_rows(work.session, import_id, left, VERDICT)
    import_.committed_at = work.now
    by_state = {state.value: sum(outcome["state"] == state for outcome in outcomes) for state in WRITTEN}
    work.tell("import_rows_committed", import_, first=taken[0]["line"], last=taken[-1]["line"], **by_state)
    return len(taken)
