"""Answers about requests for whole numbers that change nothing."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.export.approving import held, require_hand
from backend.api.export.schemas import ExportApprovalQuery
from backend.api.pages import paged, read_cursor
from backend.api.work import Work
from backend.db.queries import export as exports
from backend.db.queries import export_approval as approvals
from backend.db.tables.export import ExportApproval
from backend.domain.export.approvals import APPROVAL_WORKFLOW, ExportApprovalState
from backend.domain.export.catalogue import SHEETS
from backend.domain.export.notes import filters_in_words
from backend.domain.export.nouns import ExportNoun
from backend.domain.refusals import NotFound, Refusal


async def list_page(request: Request, work: Work, query: ExportApprovalQuery) -> Response:
    """One page of requests, the newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        approvals.list_approvals(
            scope=work.scope,
            user_id=work.caller.user_id,
            now=work.now,
            states=query.state,
            before=UUID(after[0]) if after else None,
            limit=query.limit + 1,
        )
    )
    return paged(request, query, found.mappings().all(), after=("id",))


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One request with its open steps. Raises `NotFound`."""
    await work.session.flush()
    statement = approvals.list_approvals(scope=work.scope, user_id=work.caller.user_id, now=work.now, id=id)
    found = (await work.session.execute(statement)).mappings().first()
    if found is None:
        raise NotFound()
    row = await approvals.get_approval(work.session, id)
    sheet = SHEETS[ExportNoun(row.noun)]
    ids = {UUID(str(row.query[each.key])) for each in sheet.filters if each.reference and each.key in row.query}
    known = await exports.find_names(work.session, ids)
    columns = sheet.chosen(row.columns)
    return dict(found) | {
        "filters": list(filters_in_words(sheet, row.query, known, work.language)),
        "heads": [column.head(work.language) for column in columns],
        "whole": [column.head(work.language) for column in columns if column.key in row.unmasked],
        "steps": _steps(work, row, ExportApprovalState(found["state"])),
    }


def _steps(work: Work, row: ExportApproval, state: ExportApprovalState) -> list[dict[str, Any]]:
    english = work.language == "en"
    steps = []
    for each in APPROVAL_WORKFLOW.steps(state, held(work, row)):
        reason = each.reason
        if reason is None:
            try:
                require_hand(work, row, each.step)
            except Refusal as refusal:
                reason = refusal
        steps.append(
            {
                "step": str(each.step),
                "label": each.en if english else each.zh,
                "allowed": reason is None,
                "reason": None if reason is None else reason.sentence(work.language),
            }
        )
    return steps
