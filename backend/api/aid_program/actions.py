"""What can happen to a programme: made as a draft, opened, changed, closed, opened again; a draft thrown away."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import aid_program as programs
from backend.db.queries import organization as organizations
from backend.db.tables.aid_case import AidProgram
from backend.domain.aid.balance import QuotasDraft
from backend.domain.aid.case_codes import ProgramStatus, ProgramStep
from backend.domain.aid.programs import (
    PAPERS_TO,
    PROGRAM_WORKFLOW,
    ProgramDraft,
    changed_fields,
    require_removable,
    require_thawed,
)
from backend.domain.organization.changes import require_active
from backend.domain.refusals import NotFound

_DONE: Final[Mapping[ProgramStep, str]] = {
    ProgramStep.OPEN: "aid_program_opened",
    ProgramStep.CLOSE: "aid_program_closed",
    ProgramStep.REOPEN: "aid_program_reopened",
}


async def make(work: Work, draft: ProgramDraft) -> AidProgram:
    """Make a programme of a union for its whole subtree, as a draft. Raises `NotFound`, `NotLiving`."""
    union = await organizations.get_organization(work.session, draft.organization_id)
    require_active(union.name, union.status)
    row = AidProgram(
        organization_id=union.id,
        organization_name=union.name,
        code=union.code,
        code_hi=union.code_hi,
        line_code=union.line_code,
        made_by_name=work.caller.name,
        created_at=work.now,
        updated_at=work.now,
        **_columns(draft),
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("aid_program_made", row, name=row.name, year=row.year, program_kind=row.kind)
    return row


async def edit(work: Work, id: UUID, draft: ProgramDraft, *, seen: int) -> AidProgram:
    """Change a programme. Once it has cases its way stays. Raises `NotFound`, `Stale`, `ProgramFrozen`."""
    row = await programs.get_program(work.session, id, scope=work.scope, lock=True)
    take(row, seen)
    require_thawed(row, draft, cases=await programs.count_cases(work.session, id))
    changed = changed_fields(row, draft)
    if draft.organization_id != row.organization_id:
        union = await organizations.get_organization(work.session, draft.organization_id)
        require_active(union.name, union.status)
        row.organization_id, row.organization_name = union.id, union.name
        row.code, row.code_hi, row.line_code = union.code, union.code_hi, union.line_code
    for name, value in _columns(draft).items():
        setattr(row, name, value)
    row.updated_at = work.now
    await work.session.flush()
    if changed:
        work.tell("aid_program_edited", row, name=row.name, year=row.year, fields=changed)
    return row


async def share_out(work: Work, id: UUID, draft: QuotasDraft, *, seen: int) -> AidProgram:
    """Say what unions below may be given in all. Raises `NotFound` for one outside the programme, and `Stale`."""
    row = await programs.get_program(work.session, id, scope=work.scope, lock=True)
    take(row, seen)
    inside = await organizations.find_within(
        work.session, [each.organization_id for each in draft.items], low=row.code, high=row.code_hi
    )
    if len(inside) != len(draft.items):
        raise NotFound()
    row.quotas = {str(each.organization_id): each.fen for each in draft.items}
    row.updated_at = work.now
    await work.session.flush()
    work.tell("aid_program_edited", row, name=row.name, year=row.year, fields=["quotas"])
    return row


async def step(work: Work, id: UUID, asked: ProgramStep, *, seen: int) -> AidProgram:
    """Open, close or open again. Raises `NotFound`, `Stale`, `StepNotPossible`."""
    row = await programs.get_program(work.session, id, scope=work.scope, lock=True)
    held = work.held_over(row.code, row.line_code)
    status = PROGRAM_WORKFLOW.advance(ProgramStatus(row.status), asked, held)
    take(row, seen)
    row.status, row.updated_at = str(status), work.now
    await work.session.flush()
    work.tell(_DONE[asked], row, name=row.name, year=row.year, program_kind=row.kind)
    return row


async def remove(work: Work, id: UUID, *, seen: int) -> None:
    """Throw a draft without cases away. Raises `NotFound`, `Stale`, `ProgramInUse`, `ProgramNotADraft`."""
    row = await programs.get_program(work.session, id, scope=work.scope, lock=True)
    require_removable(ProgramStatus(row.status), cases=await programs.count_cases(work.session, id))
    take(row, seen)
    work.tell("aid_program_removed", row, name=row.name, year=row.year, program_kind=row.kind)
    await work.session.delete(row)
    await work.session.flush()


def _columns(draft: ProgramDraft) -> dict[str, Any]:
    plain = ("name", "year", "audience", "each_time_fen", "each_year_fen", "caps_stop", "notice_days", *PAPERS_TO)
    lists = ("categories", "papers", "sources", "stages")
    return {
        "kind": str(draft.kind),
        "standards": draft.standards.plain(),
        "opens_at": draft.opens_at,
        "closes_at": draft.closes_at,
        **{name: getattr(draft, name) for name in plain},
        **{name: [str(each) for each in getattr(draft, name)] for name in lists},
    }
