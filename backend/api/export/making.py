"""The making of a file: the list walked page by page through its own query, in one moment, into a process that writes.

Begun again after a kill it makes the file anew. The file counts from the moment at which the last transaction has
committed, which is also what tells a second run that there is nothing left to do; what lies on disk without a row is
removed with the export when its time is over.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.api.ahead import reading_ahead
from backend.api.export import approving, forms
from backend.api.export.actions import open_password, tell
from backend.api.export.writer import writing
from backend.api.jobs import Run
from backend.api.listings import LISTINGS
from backend.api.work import Work
from backend.db.files import FileStore, Kept
from backend.db.queries import export as exports
from backend.db.tables.export import Export
from backend.domain.calendar import LOCAL, day_of
from backend.domain.export.approvals import MOST_WHOLE
from backend.domain.export.catalogue import SHEETS
from backend.domain.export.cells import cells_of
from backend.domain.export.notes import PAGES, SHEET, Told, mark_of, notes
from backend.domain.export.nouns import ExportFormat, ExportLayout, ExportNoun
from backend.domain.export.registers import NUMBER, REMARK, register_of, reported_by, reported_on, signed
from backend.domain.export.rules import KEPT, MOST, ExportExpired, ExportTooLong, file_name
from backend.domain.export.sheets import Column, ColumnKind, Sheet
from backend.domain.job import JobPhase
from backend.domain.refusals import Refusal
from backend.settings import settings

PAGE = 1000
"""Rows read and handed over at once."""


async def make(run: Run) -> Mapping[str, Any]:
    """Make the file of the export that the job names; returns where it is and how long.

    Raises `ExportExpired`, `ExportTooLong`, `ExportBroken`, and what the filters of the list do.
    """
    async with run.work() as work:
        asked = await exports.get_export(work.session, UUID(run.request["export_id"]))
        password = open_password(work, asked) if asked.secret is not None else None
    if asked.made_at is not None:
        return _result(asked)
    if asked.dropped_at is not None:
        raise ExportExpired()
    await run.report(JobPhase.COUNTING, 0, now=True)
    store = FileStore(settings().file_directory)
    cases: tuple[UUID, ...] = ()
    with store.workshop(asked.id) as folder:
        path = folder / f"export.{asked.format}"
        if asked.layout == ExportLayout.FORMS:
            printed = await forms.fill(run, asked, path)
            name, rows, cases = printed.name, len(printed.case_ids), printed.case_ids
        else:
            name, rows = await _fill(run, asked, path, password)
        await run.report(JobPhase.CLOSING, rows, rows, now=True)
        kept = await asyncio.to_thread(store.keep, path, asked.id)
    try:
        return await _keep(run, asked.id, kept, name=name, rows=rows, cases=cases)
    except Refusal:
        store.drop(asked.id, kept.sha256)
        raise


async def _fill(run: Run, asked: Export, path: Path, password: str | None) -> tuple[str, int]:
    """Write the file; its name for people, and its rows."""
    noun, kind = ExportNoun(asked.noun), ExportFormat(asked.format)
    listing, sheet = LISTINGS[noun], SHEETS[noun]
    whole = [column.sealed for column in sheet.columns if column.key in asked.unmasked and column.sealed]
    columns = [_whole(column) if column.key in asked.unmasked else column for column in sheet.chosen(asked.columns)]
    query = listing.query.model_validate(asked.query)
    async with run.snapshot() as work:
        filters = await listing.narrow(work, query)
        most = MOST_WHOLE if whole else MOST[kind]
        total = await listing.count(work, filters, cap=most + 1)
        if total > most:
            raise ExportTooLong(most=most)
        if whole:
            await approving.require_leave(work, asked, rows=total)
        told = await _told(work, asked, sheet, columns)
        done = 0
        order = _order(told, kind, path) | _marks(work, asked, password)
        numbered = asked.layout == ExportLayout.REGISTER
        if numbered:
            order |= _form(told, noun, total)
        cells_in = cells_of(columns, language=asked.language, today=work.today)
        found = listing.pages(work, query, filters, size=PAGE, whole=whole)
        async with writing(order) as writer, reading_ahead(found) as pages:
            async for rows in pages:
                cells = await asyncio.to_thread(lambda page: [cells_in(row) for row in page], rows)
                await writer.add([[n, *row, None] for n, row in enumerate(cells, done + 1)] if numbered else cells)
                done += len(rows)
                await run.report(JobPhase.FILLING, done, total)
            await writer.end(notes(told, done))
    title = register_of(noun).title(asked.language) if numbered else sheet.title(asked.language)
    return file_name(title, told.union, day_of(told.at), f".{kind}"), done


def _whole(column: Column) -> Column:
    """A masked column as it is behind the mask."""
    field = str(column.sealed)
    return replace(column, read=lambda row: row[field], sealed=None)


def _marks(work: Work, asked: Export, password: str | None) -> dict[str, Any]:
    """What makes a file with whole numbers traceable, and closes it."""
    if password is None:
        return {}
    when = f"{work.now.astimezone(LOCAL):%Y-%m-%d %H:%M}"
    return {
        "password": password,
        "number": str(asked.id),
        "screen_mark": f"{work.caller.login}\n{when}\n{str(asked.id)[-12:]}",
    }


async def _told(work: Work, asked: Export, sheet: Sheet, columns: Sequence[Column]) -> Told:
    ids = {UUID(str(asked.query[each.key])) for each in sheet.filters if each.reference and each.key in asked.query}
    found = await exports.find_names(work.session, ids)
    under = next((found[id] for key in sheet.under if (id := str(asked.query.get(key))) in found), None)
    grant = work.caller.grant_on(work.scope.organization_id)
    return Told(
        sheet=sheet,
        columns=columns,
        query=asked.query,
        names=found,
        union=under or grant.organization_name,
        by=work.caller.name,
        office=work.caller.organization_name,
        at=work.now,
        number=str(asked.id),
        language=asked.language,
    )


def _order(told: Told, kind: ExportFormat, path: Path) -> dict[str, Any]:
    """What the writing process is told of the file."""
    title = told.sheet.title(told.language)
    return {
        "format": str(kind),
        "path": str(path),
        "title": f"{title} {told.union}"[:100],
        "sheet": title[:31],
        "notes_sheet": SHEET[told.language],
        "author": told.by,
        "mark": mark_of(told)[:100],
        "pages": PAGES[told.language],
        "columns": [_column(column, told.language) for column in told.columns],
    }


def _column(column: Column, language: str) -> dict[str, Any]:
    return {"head": column.head(language), "kind": str(column.kind), "width": column.width}


def _form(told: Told, noun: ExportNoun, rows: int) -> dict[str, Any]:
    """What a register has around its lines: their number and room for a remark, title, who reports, the signatures."""
    language, title = told.language, register_of(noun).title(told.language)
    columns = [
        {"head": NUMBER[language], "kind": str(ColumnKind.NUMBER), "width": 6},
        *(_column(column, language) for column in told.columns),
        {"head": REMARK[language], "kind": str(ColumnKind.TEXT), "width": 14},
    ]
    return {
        "sheet": title[:31],
        "title": title,
        "columns": columns,
        "form": {
            "by": reported_by(told.union, language),
            "on": reported_on(day_of(told.at), rows, told.sheet.unit(language), language),
            "signed": signed(language),
        },
    }


async def _keep(run: Run, id: UUID, kept: Kept, *, name: str, rows: int, cases: tuple[UUID, ...]) -> Mapping[str, Any]:
    async with run.work() as work:
        if cases:
            await forms.tell(work, cases)
        row = await exports.get_export(work.session, id, lock=True)
        row.name, row.rows, row.size, row.sha256 = name, rows, kept.size, kept.sha256
        row.made_at, row.expires_at = work.now, work.now + KEPT
        if row.approval_id is not None:
            await approving.spend(work, row, rows=rows)
        tell(work, "export_made", row, work.scope, rows=rows)
        return _result(row)


def _result(row: Export) -> Mapping[str, Any]:
    return {"export_id": str(row.id), "rows": row.rows, "name": row.name, "size": row.size}
