"""The good rows of a checked import go into the register, thousands in a transaction, in the order of the file.

Each batch writes the records, what follows from them and the mark on their rows together, so a kill leaves whole
batches, and the next run goes on behind them. Between check and commit the world may have changed: every batch is judged
once more, and what it changes is held until it is written. Two batches are on their way at once: one is made ready here
while the database writes the other.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.imports.handling import Handling, handling_of
from backend.api.imports.judged import VERDICT, head_of, opened
from backend.api.imports.rights import get_import
from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.queries import imports
from backend.db.queries.imports import Line
from backend.db.tables.imports import Import
from backend.domain.imports.states import GOOD, WRITTEN, ImportState
from backend.domain.job import JobPhase

_OUTCOME = (*VERDICT, "record_version", "before")


@dataclass(slots=True)
class Progress:
    """Rows dealt with by all hands, of all that were good at the beginning."""

    total: int
    done: int = 0


async def commit(run: Run) -> Mapping[str, Any]:
    """Take over the good rows of the import that the job names; returns the counts of its rows by verdict."""
    import_id = UUID(run.request["import_id"])
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        counts = await imports.count_rows(work.session, import_id)
    if import_.state != ImportState.COMMITTING:
        return {"import_id": str(import_id), "counts": import_.counts}
    handling = handling_of(import_)
    progress = Progress(total=sum(counts[state] for state in GOOD))
    await run.report(JobPhase.WRITING, 0, progress.total, now=True)
    hands = [asyncio.create_task(_write(run, import_, progress)) for _ in range(handling.hands)]
    try:
        await asyncio.gather(*hands)
    finally:
        for hand in hands:
            hand.cancel()
        await asyncio.gather(*hands, return_exceptions=True)
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        await handling.conclude(work, import_)
        if import_.listed is not None:
            # A list that found everything as it was has been taken in too.
            import_.committed_at = import_.committed_at or work.now
        import_.counts = dict(await imports.count_rows(work.session, import_id))
        import_.state = ImportState.COMMITTED.value
        import_.version += 1
        told = {state: rows for state, rows in import_.counts.items() if rows}
        work.tell("import_committed", import_, counts=told, file_id=import_.file_id, **(import_.listed or {}))
    return {"import_id": str(import_id), "counts": import_.counts}


async def _write(run: Run, import_: Import, progress: Progress) -> None:
    """Take over batch after batch until there is none left that nobody else has in hand."""
    handling = handling_of(import_)
    async with run.work() as work:
        await handling.prepare(work, await imports.get_union(work.session, import_.organization_id), import_.listed)
    after: dict[str, Line] = {}
    while True:
        async with run.work() as work:
            taken = await _commit_batch(work, import_.id, handling, after)
        if not taken and not after:
            return
        if not taken:
            # A row that somebody held for a moment was passed by, and lies behind: once more from the beginning.
            after.clear()
            continue
        progress.done += taken
        await run.report(JobPhase.WRITING, min(progress.done, progress.total), progress.total)


async def _commit_batch(work: Work, import_id: UUID, handling: Handling, after: dict[str, Line]) -> int:
    """Take over the next rows; returns how many were dealt with, 0 when none is left. `after` is moved behind them."""
    import_ = await get_import(work, import_id)
    taken = await imports.take_batch(work.session, import_id, after=after, limit=handling.batch)
    after |= {row["state"]: (row["round"], row["line"]) for row in taken}
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
