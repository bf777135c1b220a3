"""Rows mended in the page: one by hand, or many by one rule; each is judged anew at once (ui.md 1.3 no. 19)."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.imports.handling import Handling, handling_of
from backend.api.imports.judged import Judged, as_json, head_of, opened
from backend.api.imports.rights import get_import
from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.queries import imports
from backend.db.queries.imports import Line
from backend.db.tables.imports import Import
from backend.domain.imports.heads import Head
from backend.domain.imports.rows import RowReader
from backend.domain.imports.states import (
    MENDABLE,
    ColumnUnknown,
    ImportRowState,
    ImportState,
    RowWritten,
)
from backend.domain.job import JobPhase
from backend.domain.refusals import Stale

BATCH = 2_000


async def mend(work: Work, import_: Import, at: Line, cells: Mapping[str, str], *, seen: int) -> None:
    """Put other text into some cells of a row and judge it anew. The import is held.

    Raises `NotFound`, `Stale`, `RowWritten`, `ColumnUnknown`.
    """
    row = await imports.get_row(work.session, import_.id, at)
    if row.version != seen:
        raise Stale(current=row.version)
    if ImportRowState(row.state) not in MENDABLE:
        raise RowWritten()
    head, handling = head_of(import_), handling_of(import_)
    for name in cells:
        if name not in head.columns:
            raise ColumnUnknown(pointer=f"/cells/{name}")
    await handling.prepare(work, await imports.get_union(work.session, import_.organization_id), import_.listed)
    await judge_anew(work, import_, handling, head, [row.model_dump()], cells)
    work.session.expire(row)
    work.tell("import_row_mended", import_, line=at[1], fields=sorted(cells))


async def judge_anew(
    work: Work,
    import_: Import,
    handling: Handling,
    head: Head,
    stored: Sequence[Mapping[str, Any]],
    cells: Mapping[str, str],
) -> None:
    """Read these rows again with `cells` put into them, judge them, and write down what is thought of them now.

    Rows that had been set aside for one of these are judged too: it may not stand in their way any more.
    """
    freed = [row["key_index"] for row in stored if row["key_index"] is not None]
    rows = await asyncio.to_thread(_reread, work, handling, head, stored, cells)
    await _judge(work, import_, handling, head, rows)
    mended = {(row.round, row.line) for row in rows}
    kept = {row.key for row in rows if row.state in _HOLDING}
    waiting = await imports.take_duplicates_of(
        work.session, import_.id, [key for key in dict.fromkeys(freed) if key not in kept]
    )
    waiting = [row for row in waiting if (row["round"], row["line"]) not in mended]
    if waiting:
        again = await asyncio.to_thread(_reread, work, handling, head, waiting, {})
        await _judge(work, import_, handling, head, again)
    await handling.settle(work, import_, head)


_HOLDING = (ImportRowState.NEW, ImportRowState.CHANGED, ImportRowState.UNCHANGED)


def _reread(
    work: Work, handling: Handling, head: Head, stored: Sequence[Mapping[str, Any]], cells: Mapping[str, str]
) -> list[Judged]:
    rows = []
    reader = RowReader(head, handling.register, today=work.today)
    for row in stored:
        said = opened(work.vault, row).cells | dict(cells)
        read = reader.read_again(said)
        problems = [as_json(problem) for problem in read.problems]
        rows.append(
            Judged(
                row["round"],
                row["line"],
                row["organization_id"],
                cells=dict(read.cells),
                values=read.values,
                problems=problems,
            )
        )
    return rows


async def _judge(work: Work, import_: Import, handling: Handling, head: Head, rows: Sequence[Judged]) -> None:
    for row in rows:
        row.organization_id = import_.organization_id
    handling.place(work.vault, rows, head)
    await handling.judge(work, rows, head)
    await _set_duplicates_aside(work, import_, handling, head, rows)
    written = await asyncio.to_thread(lambda: [row.as_row(work.vault, import_, handling.register) for row in rows])
    await imports.write_rows(work.session, import_.id, written)


async def _set_duplicates_aside(
    work: Work, import_: Import, handling: Handling, head: Head, rows: Sequence[Judged]
) -> None:
    good = [row for row in rows if row.state in _HOLDING and row.key is not None]
    rivals = dict(await imports.find_rivals(work.session, import_.id, [row.key for row in good if row.key]))
    for row in good:
        assert row.key is not None
        here = (row.round, row.line)
        first = rivals.setdefault(row.key, here)
        if first != here:
            row.refuse(ImportRowState.DUPLICATE, handling.register.twice(first=first[1]), head, handling.register.key)


async def correct(run: Run) -> Mapping[str, Any]:
    """Put one text in the place of another wherever a column holds it, in rows not yet written."""
    import_id = UUID(run.request["import_id"])
    field, old, new = (run.request[name] for name in ("field", "from", "to"))
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        handling = handling_of(import_)
        await handling.prepare(work, await imports.get_union(work.session, import_.organization_id), import_.listed)
    if import_.state != ImportState.CORRECTING:
        return {"import_id": str(import_id), "counts": import_.counts}
    done = 0
    await run.report(JobPhase.CORRECTING, 0, now=True)
    while True:
        async with run.work() as work:
            import_ = await get_import(work, import_id)
            taken = await imports.take_with_cell(work.session, import_id, field=field, text=old, limit=BATCH)
            await judge_anew(work, import_, handling, head_of(import_), taken, {field: new})
        if not taken:
            break
        done += len(taken)
        await run.report(JobPhase.CORRECTING, done)
    async with run.work() as work:
        import_ = await get_import(work, import_id, lock=True)
        import_.counts = dict(await imports.count_rows(work.session, import_id))
        import_.state = (ImportState.COMMITTED if import_.committed_at else ImportState.CHECKED).value
        import_.version += 1
        work.tell("import_corrected", import_, rows=done, fields=[field])
    return {"import_id": str(import_id), "counts": import_.counts}
