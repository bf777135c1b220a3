"""Answers about imports that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Request, Response

from backend.api.imports import secrets
from backend.api.imports.actions import state_now
from backend.api.imports.rights import get_import, kinds_held
from backend.api.imports.schemas import ImportMarksQuery, ImportQuery, ImportRowQuery
from backend.api.pages import paged, read_cursor
from backend.api.work import Work
from backend.db.queries import imports
from backend.db.queries import job as jobs
from backend.db.queries.imports import Line
from backend.db.tables.imports import Import
from backend.db.tables.process import StoredFile
from backend.domain.codes import Code
from backend.domain.imports.cells import text_of
from backend.domain.imports.columns import Column, Reading, Register, RegisterKind
from backend.domain.imports.registers import REGISTERS
from backend.domain.imports.states import WRITTEN, ImportRowState, ImportState, state_of, to_write, undo_until
from backend.domain.job import JobState
from backend.domain.refusals import NotFound

MOST_FAULTS = 200
_NONE = {state.value: 0 for state in ImportRowState}
_FLAGS = {"zh": {"True": "是", "False": "否"}, "en": {"True": "Yes", "False": "No"}}


async def list_page(request: Request, work: Work, query: ImportQuery) -> Response:
    """One page of imports, newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        imports.list_imports(
            scope=work.scope,
            kinds=[kind.value for kind in kinds_held(work) if not query.kind or kind in query.kind],
            before=UUID(after[0]) if after else None,
            limit=query.limit + 1,
        )
    )
    rows = [dict(row) for row in found.mappings()]
    states = await jobs.find_states(work.session, [row["job_id"] for row in rows if row["job_id"]])
    for row in rows:
        job = states.get(row["job_id"])
        row["state"] = state_of(
            ImportState(row["state"]), JobState(job) if job else None, committed=row["committed_at"] is not None
        )
        row["counts"] = _NONE | row["counts"]
    return paged(request, query, rows, after=("id",))


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One import. Raises `NotFound`."""
    import_ = await get_import(work, id)
    union = await imports.get_union(work.session, import_.organization_id)
    file = await work.session.get(StoredFile, import_.file_id)
    state = await state_now(work, import_)
    counts = await imports.count_rows(work.session, id)
    head: Mapping[str, Any] = {"sheet": "", "ends": 0, "columns": [], "ignored": [], "missing": []} | import_.head
    return import_.model_dump(exclude={"head"}) | {
        "state": state,
        "organization_name": union.name,
        "file_name": file.name if file else "",
        "own": import_.user_id == work.caller.user_id,
        "counts": counts,
        **{name: head[name] for name in ("sheet", "ends", "columns", "ignored", "missing")},
        "absent": _absent(import_),
        "fields": [_field(work, column) for column in REGISTERS[RegisterKind(import_.kind)].columns],
        "undo_until": undo_until(import_.committed_at),
        "steps": _steps(work, import_, state, counts),
    }


def _absent(import_: Import) -> str | None:
    """The list of those that an earlier list of this agency named and this one does not, once this one is taken in."""
    if import_.listed is None or import_.committed_at is None:
        return None
    return urlencode(
        {
            "under_id": str(import_.organization_id),
            "source": import_.listed["source"],
            "listed_on[lt]": import_.listed["listed_on"],
        }
    )


def _field(work: Work, column: Column) -> dict[str, Any]:
    return {
        "field": column.name,
        "label": column.title,
        "required": column.required,
        "secret": column.mask is not None,
        "choices": _choices(work, column),
    }


def _choices(work: Work, column: Column) -> list[str]:
    if column.reading is Reading.FLAG:
        return list(_FLAGS["zh"].values())
    return [_label(work, code) for code in column.codes] if column.codes is not None else []


def _label(work: Work, code: Code) -> str:
    return code.en if work.language == "en" else code.zh


def _steps(work: Work, import_: Import, state: ImportState, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    until = undo_until(import_.committed_at)
    good = to_write(counts, listed=import_.listed is not None)
    written = sum(counts[each] for each in WRITTEN)
    at_rest = None if state.open else (state.zh, state.en)
    named = at_rest if state is not ImportState.UNMAPPED else None
    sent = None if import_.user_id == work.caller.user_id else ("由上传的人办理", "For who sent the file")
    nothing = None if good else ("没有新增，也没有变化", "No row is new or changed")
    late = None if until is not None and work.now <= until else ("只能在导入后七天内撤销", "Only within seven days")
    taken = None if written else ("还没有写入", "Nothing was written")
    return [
        _step(work, "commit", ("导入", "Commit"), at_rest or nothing),
        _step(work, "mend", ("更正", "Mend"), at_rest),
        _step(work, "name_columns", ("对应列", "Name the columns"), named or sent),
        _step(work, "bring_back", ("换上改好的表", "Bring back the mended file"), named or sent),
        _step(work, "undo", ("撤销导入", "Undo"), at_rest or taken or late),
    ]


def _step(work: Work, step: str, label: tuple[str, str], why: tuple[str, str] | None) -> dict[str, Any]:
    english = work.language == "en"
    return {"step": step, "label": label[english], "allowed": why is None, "reason": why and why[english]}


async def list_rows(request: Request, work: Work, id: UUID, query: ImportRowQuery) -> Response:
    """One page of an import's rows in the order of the file, masked. Raises `NotFound`."""
    import_ = await get_import(work, id)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        imports.list_rows(
            import_id=import_.id,
            states=[state.value for state in query.state],
            after=(int(after[0]), int(after[1])) if after else None,
            first=place_of(query.starting_at) if query.starting_at else None,
            limit=query.limit + 1,
            code=query.code,
        )
    )
    rows = [_shown(work, import_, row) for row in found.mappings()]
    total = None
    if query.with_total:
        counts = await imports.count_rows(work.session, id)
        total = sum(counts[state] for state in query.state or ImportRowState)
    return paged(request, query, rows, after=("round", "line"), total=total)


async def list_marks(work: Work, id: UUID, query: ImportMarksQuery) -> dict[str, Any]:
    """Where pages of these rows begin. Raises `NotFound`, `Forbidden`."""
    import_ = await get_import(work, id)
    states = [state.value for state in query.state or ImportRowState]
    found = await imports.list_marks(work.session, import_.id, states=states, every=query.every)
    return {"items": [f"{round}-{line}" for round, line in found], "every": query.every}


def place_of(row: str) -> Line:
    """Where the row with this id stands."""
    round, _, line = row.partition("-")
    return int(round), int(line)


async def get_row(work: Work, id: UUID, row: str) -> dict[str, Any]:
    """One row. Raises `NotFound`."""
    import_ = await get_import(work, id)
    return _shown(work, import_, await imports.find_shown(work.session, id, place_of(row)))


def _shown(work: Work, import_: Import, row: Mapping[str, Any]) -> dict[str, Any]:
    register = REGISTERS[RegisterKind(import_.kind)]
    shown = {name: row[name] for name in ("line", "round", "state", "organization_id", "organization_name")}
    return shown | {
        "id": f"{row['round']}-{row['line']}",
        "record_id": row["record_id"],
        "fields": [
            {
                "field": name,
                "label": register.by_name[name].title,
                "value": value,
                "secret": name in register.secret,
            }
            for name, value in cells_of(work, import_, register, row).items()
        ],
        "problems": problems_of(work, row["problems"]),
        "changes": [
            _change(work, column, row["changes"][column.name])
            for column in register.columns
            if column.name in row["changes"]
        ],
        "version": row["version"],
    }


def cells_of(work: Work, import_: Import, register: Register, row: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a row as they stand in the file, in the order of the register; secrets masked."""
    secret = secrets.unseal(work.vault, import_.id, row["round"], row["line"], row["secrets"])["cells"]
    cells = row["fields"]["cells"] | secret
    shown = {}
    for column in register.columns:
        if column.name in cells:
            text = text_of(cells[column.name])
            shown[column.name] = column.mask(text) if column.mask else text
    return shown


def problems_of(work: Work, problems: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Problems with their sentences in the reader's language."""
    language = "en" if work.language == "en" else "zh"
    return [
        {name: problem[name] for name in ("field", "column", "title", "code")} | {"detail": problem[language]}
        for problem in problems
    ]


def _change(work: Work, column: Column, pair: Sequence[Any] | None) -> dict[str, Any]:
    before, after = (None, None) if pair is None else (_worded(work, column, value) for value in pair)
    return {
        "field": column.name,
        "label": column.title,
        "before": before,
        "after": after,
        "hidden": pair is None,
    }


def _worded(work: Work, column: Column, value: Any) -> str | None:
    if value is None:
        return None
    if column.codes is not None:
        return _label(work, column.codes(value))
    if column.reading is Reading.FLAG:
        return _FLAGS["en" if work.language == "en" else "zh"].get(str(value), str(value))
    return str(value)


async def list_faults(work: Work, id: UUID) -> dict[str, Any]:
    """What is wrong in how many rows, most frequent first. Raises `NotFound`."""
    import_ = await get_import(work, id)
    register = REGISTERS[RegisterKind(import_.kind)]
    found = await imports.list_faults(work.session, id, most=MOST_FAULTS)
    return {
        "items": [
            {
                **{name: fault[name] or "" for name in ("field", "column", "title", "code")},
                "detail": fault["en" if work.language == "en" else "zh"],
                "value": fault["value"],
                "rows": fault["rows"],
                "correctable": bool(fault["value"]) and fault["field"] in register.correctable,
            }
            for fault in found
        ]
    }


async def get_own_file(work: Work, import_: Import) -> StoredFile:
    """The workbook of an import, which its sender alone may have. Raises `NotFound`."""
    file = await work.session.get(StoredFile, import_.file_id)
    if file is None:
        raise NotFound()
    return file
