"""All that can happen to an import: it comes in and is checked, its columns are named, its rows mended, written, undone.

Everything that takes long is a job; here it is asked for, and the import is held while it is decided whether it may be.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.imports import mending
from backend.api.imports.judged import head_of
from backend.api.imports.rights import get_import, require_kind
from backend.api.jobs import enqueue
from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import TAKEN, FileType, Purpose
from backend.db.queries import file as files
from backend.db.queries import imports
from backend.db.queries import job as jobs
from backend.db.queries.imports import Line
from backend.db.tables.imports import Import
from backend.db.tables.organization import Organization
from backend.db.tables.process import Job, StoredFile
from backend.domain.imports.columns import RegisterKind, plain_title
from backend.domain.imports.employers import AgencyList, require_listed
from backend.domain.imports.registers import REGISTERS
from backend.domain.imports.states import (
    WRITTEN,
    ColumnNotCorrectable,
    ColumnsMissing,
    ColumnTwice,
    ColumnUnknown,
    FileOfAnother,
    ImportBusy,
    ImportState,
    NothingToCommit,
    NoWorkbook,
    RuleChangesNothing,
    UndoTooLate,
    state_of,
    to_write,
    undo_until,
)
from backend.domain.job import JobState
from backend.domain.organization.codes import OrganizationStatus
from backend.domain.organization.rules import NotLiving
from backend.domain.refusals import at


async def take_in(
    work: Work, kind: RegisterKind, file_id: UUID, organization_id: UUID, listed: AgencyList | None = None
) -> Job:
    """Have a workbook checked for a register of a union; nothing is written to the register. `listed` says whose list
    it is, where an agency's.

    The same content sent again for the same union gives the job that is there. Raises `NotFound`, `Forbidden`,
    `NoWorkbook`, `NotLiving`, `ListedUnfit`, `InFuture`.
    """
    require_kind(work, kind)
    require_listed(REGISTERS[kind], listed, work.today)
    said = None if listed is None else {"source": listed.source.value, "listed_on": listed.listed_on.isoformat()}
    file = await _workbook(work, file_id)
    union = await imports.get_union(work.session, organization_id)
    _require_living(union)
    pending = await imports.find_pending(
        work.session, kind=kind, organization_id=union.id, user_id=work.caller.user_id, sha256=file.sha256
    )
    if pending is not None and pending.job_id is not None and pending.listed == said:
        return await work.session.get_one(Job, pending.job_id)
    import_ = Import(
        user_id=work.caller.user_id,
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        kind=kind.value,
        file_id=file.id,
        state=ImportState.CHECKING.value,
        listed=said,
        created_at=work.now,
    )
    work.session.add(import_)
    await work.session.flush()
    job = await _begin(work, import_, ImportState.CHECKING, "import_check")
    work.tell("import_received", import_, file_id=file.id, media_type=_form(file))
    return job


async def name_columns(
    work: Work, id: UUID, *, sheet: str, ends: int, fields: Mapping[int, str | None], seen: int
) -> Job:
    """Say what the columns at these positions are, in the sheet whose head ends on row `ends`; the file is checked anew.

    What the titles mean is remembered for the caller's office. Raises `NotFound`, `Stale`, `ImportBusy`,
    `FileOfAnother`, `ColumnUnknown`, `ColumnTwice`, `ColumnsMissing`.
    """
    import_ = await _held(work, id, seen)
    await _require(work, import_, ImportState.UNMAPPED, ImportState.CHECKED, ImportState.COMMITTED)
    _require_sender(work, import_)
    register = REGISTERS[RegisterKind(import_.kind)]
    named: dict[int, str] = {}
    for position, name in fields.items():
        if name is None:
            continue
        if name not in register.by_name:
            raise ColumnUnknown(pointer=f"/columns/{position}")
        if name in named.values():
            raise ColumnTwice(column=register.by_name[name].title, pointer=f"/columns/{position}")
        named[position] = name
    missing = [column.title for column in register.required if column.name not in named.values()]
    if missing:
        raise ColumnsMissing(columns="、".join(missing), pointer="/columns")
    await _remember(work, import_, fields)
    # Rows of this file that are written already stay; those that follow from the new reading stand beside them.
    import_.round += import_.committed_at is not None
    chosen = {"sheet": sheet, "ends": ends, "fields": {str(position): name for position, name in named.items()}}
    job = await _begin(work, import_, ImportState.CHECKING, "import_check", chosen=chosen)
    work.tell("import_columns_named", import_, columns=len(named))
    return job


async def _remember(work: Work, import_: Import, fields: Mapping[int, str | None]) -> None:
    """What the office says its titles mean, where that is not what anybody would say."""
    register = REGISTERS[RegisterKind(import_.kind)]
    titles = head_of(import_).titles
    home = await imports.get_union(work.session, work.caller.organization_id)
    said = {
        plain_title(titles[position])[:100]: name
        for position, name in fields.items()
        if position < len(titles) and plain_title(titles[position])
    }
    known = await imports.load_mapping(work.session, organization_id=home.id, kind=import_.kind)
    rows = [
        {
            "organization_id": home.id,
            "kind": import_.kind,
            "title": title,
            "field": name,
            "code": home.code,
            "line_code": home.line_code,
        }
        for title, name in said.items()
        if title in known or name != register.means(title)
    ]
    await imports.keep_mapping(work.session, rows)


async def bring_back(work: Work, id: UUID, file_id: UUID, *, seen: int) -> Job:
    """Put a mended file in the place of the one that was sent; rows already written stay as they are.

    Raises `NotFound`, `NoWorkbook`, `Stale`, `ImportBusy`, `FileOfAnother`.
    """
    import_ = await _held(work, id, seen)
    await _require(work, import_, ImportState.UNMAPPED, ImportState.CHECKED, ImportState.COMMITTED)
    _require_sender(work, import_)
    file = await _workbook(work, file_id)
    import_.file_id, import_.round = file.id, import_.round + 1
    job = await _begin(work, import_, ImportState.CHECKING, "import_check")
    work.tell("import_received", import_, file_id=file.id, media_type=_form(file))
    return job


async def mend_row(work: Work, id: UUID, place: Line, cells: Mapping[str, str], *, seen: int) -> None:
    """Put other text into some cells of a row; it is judged anew at once.

    Raises `NotFound`, `ImportBusy`, `Stale`, `RowWritten`, `ColumnUnknown`.
    """
    import_ = await get_import(work, id, lock=True)
    await _require(work, import_, ImportState.CHECKED, ImportState.COMMITTED)
    await mending.mend(work, import_, place, cells, seen=seen)
    import_.counts = dict(await imports.count_rows(work.session, id))


async def correct(work: Work, id: UUID, *, field: str, old: str, new: str, seen: int) -> Job:
    """Have one text put in the place of another in all rows of a column that are not written yet.

    Raises `NotFound`, `Stale`, `ImportBusy`, `ColumnUnknown`, `ColumnNotCorrectable`, `RuleChangesNothing`.
    """
    import_ = await _held(work, id, seen)
    await _require(work, import_, ImportState.CHECKED, ImportState.COMMITTED)
    register = REGISTERS[RegisterKind(import_.kind)]
    if field not in head_of(import_).columns:
        raise ColumnUnknown(pointer="/field")
    if field not in register.correctable:
        raise ColumnNotCorrectable(column=register.by_name[field].title, pointer="/field")
    if old.strip() == new.strip():
        raise RuleChangesNothing(pointer="/to")
    rule = {"field": field, "from": old.strip(), "to": new.strip()}
    return await _begin(work, import_, ImportState.CORRECTING, "import_correct", **rule)


async def commit(work: Work, id: UUID, *, seen: int) -> Job:
    """Have the good rows of a checked import written into the register; the others wait for another time.

    Raises `NotFound`, `Stale`, `ImportBusy`, `NothingToCommit`, `NotLiving`.
    """
    import_ = await _held(work, id, seen)
    await _require(work, import_, ImportState.CHECKED, ImportState.COMMITTED)
    counts = await imports.count_rows(work.session, id)
    rows = to_write(counts, listed=import_.listed is not None)
    if not rows:
        raise NothingToCommit()
    _require_living(await imports.get_union(work.session, import_.organization_id))
    job = await _begin(work, import_, ImportState.COMMITTING, "import_commit")
    work.tell("import_commit_asked", import_, rows=rows)
    return job


async def undo(work: Work, id: UUID, *, seen: int) -> Job:
    """Have everything taken back that an import has written and on which nothing was built.

    Raises `NotFound`, `Stale`, `ImportBusy`, `UndoTooLate`.
    """
    import_ = await _held(work, id, seen)
    await _require(work, import_, ImportState.COMMITTED, ImportState.CHECKED)
    counts = await imports.count_rows(work.session, id)
    rows, until = sum(counts[state] for state in WRITTEN), undo_until(import_.committed_at)
    if not rows or until is None or work.now > until:
        raise UndoTooLate()
    job = await _begin(work, import_, ImportState.UNDOING, "import_undo")
    work.tell("import_undo_asked", import_, rows=rows)
    return job


async def state_now(work: Work, import_: Import) -> ImportState:
    """The state, as far as its job has come."""
    states = await jobs.find_states(work.session, [import_.job_id] if import_.job_id else [])
    job = states.get(import_.job_id) if import_.job_id else None
    return state_of(
        ImportState(import_.state), JobState(job) if job else None, committed=import_.committed_at is not None
    )


async def _held(work: Work, id: UUID, seen: int) -> Import:
    import_ = await get_import(work, id, lock=True)
    take(import_, seen)
    return import_


async def _require(work: Work, import_: Import, *states: ImportState) -> None:
    state = await state_now(work, import_)
    if state not in states:
        raise ImportBusy(state=state)


async def _begin(work: Work, import_: Import, state: ImportState, kind: str, **request: Any) -> Job:
    """Queue a job about an import, which is then in that state until the job has ended."""
    under = work.scope.organization_id or work.caller.organization_id
    job = await enqueue(work, kind, under, import_id=import_.id, register=import_.kind, **request)
    import_.state, import_.job_id = state.value, job.id
    return job


async def _workbook(work: Work, file_id: UUID) -> StoredFile:
    """Raises `NotFound`, `NoWorkbook`."""
    file = await files.get_file(work.session, file_id)
    with at("/file_id"):
        if file.media_type not in {kind.value for kind in TAKEN[Purpose.WORKBOOK]} or file.purpose != Purpose.WORKBOOK:
            raise NoWorkbook()
    return file


def _form(file: StoredFile) -> str:
    return FileType(file.media_type).name.lower()


def _require_sender(work: Work, import_: Import) -> None:
    """A workbook is read as its sender, whose file it is."""
    if import_.user_id != work.caller.user_id:
        raise FileOfAnother()


def _require_living(union: Organization) -> None:
    status = OrganizationStatus(union.status)
    if status is not OrganizationStatus.ACTIVE:
        raise NotLiving(name=union.name, status=status.zh, status_en=status.en)
