"""All that can happen to a request for whole numbers: asked, decided, taken back, used (trust.md 1.5)."""

from typing import Any
from uuid import UUID

from backend.api.export.actions import digest_of_export, keys_of, read_query
from backend.api.export.schemas import ExportApprovalDraft
from backend.api.listings import LISTINGS
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import export_approval as approvals
from backend.db.tables.export import Export, ExportApproval
from backend.domain.access import Permission
from backend.domain.export import approvals as rules
from backend.domain.export.approvals import (
    APPROVAL_WORKFLOW,
    APPROVED_FOR,
    ASKED_FOR,
    FREE,
    MOST_WHOLE,
    ApprovalOutgrown,
    ApprovalRequired,
    ApprovalUnfit,
    ExportApprovalState,
    ExportApprovalStep,
    digest_of,
    require_open,
    require_reason,
    state_on,
    whole_columns,
)
from backend.domain.export.catalogue import SHEETS
from backend.domain.export.rules import ExportTooLong
from backend.domain.organization.codes import Tree
from backend.domain.refusals import at
from backend.domain.text import clean_text

PAST = {
    ExportApprovalStep.APPROVE: "export_approved",
    ExportApprovalStep.REFUSE: "export_refused",
    ExportApprovalStep.WITHDRAW: "export_request_withdrawn",
}


async def ask(work: Work, draft: ExportApprovalDraft) -> ExportApproval:
    """Ask for leave to take out a list with whole numbers; how many rows it has now is part of what is asked.

    Raises what `actions.ask` does of filters and columns, `NotMasked`, `ExportTooLong`, `NotFound`.
    """
    query = read_query(draft.noun, draft.query)
    columns = SHEETS[draft.noun].chosen(keys_of(draft))
    whole = whole_columns(columns, draft.unmasked)
    note = require_reason(draft.reason, draft.note)
    listing = LISTINGS[draft.noun]
    filters = await listing.narrow(work, listing.query.model_validate(query))
    rows = await listing.count(work, filters, cap=MOST_WHOLE + 1)
    if rows > MOST_WHOLE:
        raise ExportTooLong(most=MOST_WHOLE)
    scope, keys = work.scope, [column.key for column in columns]
    assert scope.organization_id is not None
    by_line = scope.tree is Tree.LINE
    row = ExportApproval(
        user_id=work.caller.user_id,
        user_name=work.caller.name,
        organization_id=scope.organization_id,
        code=work.caller.code if by_line else scope.low,
        line_code=scope.low if by_line else None,
        noun=draft.noun,
        language=work.language,
        query=query,
        columns=keys,
        unmasked=[column.key for column in whole],
        digest=digest_of(
            noun=draft.noun,
            query=query,
            columns=keys,
            unmasked=[column.key for column in whole],
            organization_id=scope.organization_id,
        ),
        rows=rows,
        reason=draft.reason,
        note=note,
        state=ExportApprovalState.ASKED,
        expires_at=work.now + ASKED_FOR,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    _tell(work, "export_approval_asked", row, rows=rows, unmasked=row.unmasked, reason=row.reason)
    return row


async def step(work: Work, id: UUID, wanted: ExportApprovalStep, *, seen: int, answer: str) -> ExportApproval:
    """Decide a request, or take it back.

    Raises `NotFound`, `Stale`, `StepNotPossible`, `StepNotAllowed`, `NotTheApprover`, `NotTheAsker`.
    """
    row = await approvals.get_approval(work.session, id, lock=True)
    state = state_on(ExportApprovalState(row.state), expires_at=row.expires_at, now=work.now)
    after = APPROVAL_WORKFLOW.advance(state, wanted, held(work, row))
    require_hand(work, row, wanted)
    take(row, seen)
    with at("/answer"):
        said = clean_text(answer)
    row.state = after
    if wanted is not ExportApprovalStep.WITHDRAW:
        row.decided_by, row.decided_by_name = work.caller.user_id, work.caller.name
        row.decided_at, row.answer = work.now, said
    if wanted is ExportApprovalStep.APPROVE:
        row.expires_at = work.now + APPROVED_FOR
    await work.session.flush()
    _tell(work, PAST[wanted], row, rows=row.rows, unmasked=row.unmasked, note=said)
    return row


def require_hand(work: Work, row: ExportApproval, wanted: ExportApprovalStep) -> None:
    """Whether this caller is the one who takes such a step. Raises `NotTheApprover`, `NotTheAsker`."""
    if wanted is ExportApprovalStep.WITHDRAW:
        if row.user_id != work.caller.user_id:
            raise rules.NotTheAsker()
        return
    rules.require_approver(
        work.caller.grants,
        user_id=work.caller.user_id,
        asked_by=row.user_id,
        organization_id=row.organization_id,
        code=row.code,
        line_code=row.line_code,
    )


def held(work: Work, row: ExportApproval) -> frozenset[str]:
    """What this caller may do over a request. Who asked may take it back, wherever they work now."""
    over = frozenset(map(str, work.held_over(row.code, row.line_code)))
    return over | {Permission.EXPORT_UNMASK} if row.user_id == work.caller.user_id else over


async def require_leave(work: Work, export: Export, *, rows: int) -> None:
    """Whether so many rows may leave with whole numbers.

    Raises `ApprovalRequired`, `ApprovalOutgrown`, and as `require_fit`.
    """
    if export.approval_id is None:
        if rows > FREE:
            raise ApprovalRequired(most=FREE)
        return
    approval = await require_fit(work, export)
    if rows > approval.rows:
        raise ApprovalOutgrown(approved=approval.rows, rows=rows)


async def require_fit(work: Work, export: Export) -> ExportApproval:
    """The approval of an export. Raises `NotFound`, `ApprovalNotOpen`, `ApprovalUnfit` unless it is for this very one."""
    assert export.approval_id is not None
    row = await approvals.get_approval(work.session, export.approval_id)
    require_open(state_on(ExportApprovalState(row.state), expires_at=row.expires_at, now=work.now))
    if row.user_id != work.caller.user_id or row.digest != digest_of_export(export):
        raise ApprovalUnfit()
    return row


async def spend(work: Work, export: Export, *, rows: int) -> None:
    """Use an approval up, in the transaction in which its file begins to count. Raises as `require_fit`."""
    await require_fit(work, export)
    assert export.approval_id is not None
    row = await approvals.get_approval(work.session, export.approval_id, lock=True)
    require_open(state_on(ExportApprovalState(row.state), expires_at=row.expires_at, now=work.now))
    row.state = ExportApprovalState.USED
    row.version += 1
    _tell(work, "export_approval_used", row, rows=rows)


def _tell(work: Work, event: str, row: ExportApproval, **facts: Any) -> None:
    work.tell(event, row, noun=row.noun, **facts)
