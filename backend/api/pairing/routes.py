"""Pairings over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.pairing import actions, reading
from backend.api.pairing.schemas import EndPairingStep, PairingItem, PairingOut, PairingQuery
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.pairing.rules import ContactDraft, PairingDraft

router = NounRouter(prefix="/pairings", tags=["pairings"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("", response_model=Page[PairingItem], responses=problems())
async def list_pairings(
    request: Request, query: Annotated[PairingQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Pairings (一对一包保) of the subtree, the newest first; `state=silent`: no contact for ninety days."""
    return await reading.LISTING.page(request, work, query)


@router.post("", status_code=201, response_model=PairingOut, responses=problems(404, 409))
async def begin_pairing(
    draft: PairingDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Pair a cadre or a unit with a household on file."""
    row = await actions.begin(work, draft)
    response.headers["Location"] = f"/api/v1/pairings/{row.id}"
    return tagged(response, await reading.opened(work, row))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=PairingOut, responses=problems(404))
async def get_pairing(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One pairing with its log."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/contacts", response_model=PairingOut, responses=problems(404, 409, 412, 428))
async def enter_pairing_contact(
    id: UUID, draft: ContactDraft, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Write a contact into the log: when, what was done, what was given, what comes next."""
    row = await actions.enter_contact(work, id, draft, seen=seen)
    return tagged(response, await reading.opened(work, row))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=PairingOut, responses=problems(404, 409, 412, 428))
async def step_pairing(
    id: UUID, step: EndPairingStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """End a pairing."""
    row = await actions.end(work, id, step, seen=seen)
    return tagged(response, await reading.opened(work, row))  # type: ignore[no-any-return]
