"""The record over HTTP. Nothing here changes it, and nobody can."""

import time
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from backend.api.access import allowed, at_desk
from backend.api.audit import actions, reading
from backend.api.audit.schemas import (
    AuditEventItem,
    AuditEventOut,
    AuditQuery,
    AuditSealItem,
    AuditVerificationOut,
    AuditVerificationRequest,
    OwnAuditQuery,
)
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.pages import ListQuery, Page
from backend.api.routing import NounRouter
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(tags=["audit"], route_class=BodyRoute)

EventId = Annotated[str, Path(pattern=r"^[1-9][0-9]*$", description="事件号")]


@router.get("/audit", response_model=Page[AuditEventItem], responses=problems(404))
async def list_audit_events(
    request: Request, query: Annotated[AuditQuery, Query()], work: Work = allowed(Permission.AUDIT_READ)
) -> Response:
    """What happened in the subtree, the newest first."""
    return await reading.list_page(request, work, query)


@router.get("/audit/{event_id}", response_model=AuditEventOut, responses=problems(404))
async def get_audit_event(event_id: EventId, work: Work = allowed(Permission.AUDIT_READ)) -> dict[str, Any]:
    """One event and the seal that holds it."""
    return await reading.get(work, event_id)


@router.get("/me/audit", response_model=Page[AuditEventItem], responses=problems())
async def list_my_audit_events(
    request: Request, query: Annotated[OwnAuditQuery, Query()], work: Work = at_desk()
) -> Response:
    """What I did, the newest first."""
    return await reading.list_own(request, work, query)


@router.get("/audit-seals", response_model=Page[AuditSealItem], responses=problems())
async def list_audit_seals(
    request: Request, query: Annotated[ListQuery, Query()], work: Work = allowed(Permission.AUDIT_READ)
) -> Response:
    """The links of the chain, the newest first."""
    return await reading.list_seals(request, work, query)


@router.post("/audit-verifications", response_model=AuditVerificationOut, responses=problems())
async def verify_audit(body: AuditVerificationRequest, work: Work = allowed(Permission.AUDIT_READ)) -> dict[str, Any]:
    """Compute the chain again and say where it first does not hold. At most two million events at a time."""
    began = time.perf_counter()
    verdict = await actions.verify(work, body)
    return verdict | {"milliseconds": int((time.perf_counter() - began) * 1000)}
