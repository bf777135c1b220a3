"""Requests for whole numbers over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.confirmation import Confirmation, require_confirmed
from backend.api.errors import problems
from backend.api.export import approval_reading, approving
from backend.api.export.schemas import (
    ExportApprovalDraft,
    ExportApprovalItem,
    ExportApprovalOut,
    ExportApprovalQuery,
    ExportApprovalStepRequest,
)
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(prefix="/export-approvals", tags=["export approvals"], route_class=OnceRoute)

Unmask = Permission.EXPORT_UNMASK


@router.get("", response_model=Page[ExportApprovalItem], responses=problems())
async def list_export_approvals(
    request: Request, query: Annotated[ExportApprovalQuery, Query()], work: Work = allowed(Unmask)
) -> Response:
    """Requests of the subtree and my own, the newest first."""
    return await approval_reading.list_page(request, work, query)


@router.post("", status_code=201, response_model=ExportApprovalOut, responses=problems(404, 409))
async def ask_export_approval(
    draft: ExportApprovalDraft,
    request: Request,
    response: Response,
    confirmation: Confirmation = None,
    work: Work = allowed(Unmask, once=True),
) -> dict[str, Any]:
    """Ask for leave to take out more than a hundred rows with whole numbers; somebody above, or the chair, decides."""
    require_confirmed(request.app.state.ring, confirmation, work.caller, now=work.now)
    row = await approving.ask(work, draft)
    response.headers["Location"] = f"/api/v1/export-approvals/{row.id}"
    return tagged(response, await approval_reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=ExportApprovalOut, responses=problems(404))
async def get_export_approval(id: UUID, response: Response, work: Work = allowed(Unmask)) -> dict[str, Any]:
    """One request with its filters in words and what may be done."""
    return tagged(response, await approval_reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=ExportApprovalOut, responses=problems(404, 409, 412, 428))
async def step_export_approval(
    id: UUID, body: ExportApprovalStepRequest, response: Response, seen: IfMatch, work: Work = allowed(Unmask)
) -> dict[str, Any]:
    """Approve, refuse, withdraw. Approving and refusing ask for a permission of their own, and for other hands."""
    row = await approving.step(work, id, body.step, seen=seen, answer=body.answer)
    return tagged(response, await approval_reading.get(work, row.id))  # type: ignore[no-any-return]
