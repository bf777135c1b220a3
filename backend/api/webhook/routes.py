"""Webhooks and their messages over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.webhook import actions, reading
from backend.api.webhook.schemas import (
    DeliveryItem,
    DeliveryQuery,
    ReplayStep,
    WebhookItem,
    WebhookOut,
    WebhookQuery,
    WebhookStep,
)
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.client.webhooks import WebhookDraft

router = NounRouter(tags=["webhooks"], route_class=BodyRoute)

Read = Permission.CLIENT_READ
Edit = Permission.CLIENT_EDIT


@router.get("/webhooks", response_model=Page[WebhookItem], responses=problems(404))
async def list_webhooks(
    request: Request, query: Annotated[WebhookQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Addresses to which events of the subtree are sent."""
    return await reading.list_page(request, work, query)


@router.post("/webhooks", status_code=201, response_model=WebhookOut, responses=problems(404, 409))
async def make_webhook(draft: WebhookDraft, response: Response, work: Work = allowed(Edit)) -> dict[str, Any]:
    """Have events sent to an address, signed by Standard Webhooks 1.0. The answer holds the secret, this once."""
    webhook, secret = await actions.make(work, draft)
    response.headers["Location"] = f"/api/v1/webhooks/{webhook.id}"
    return tagged(response, await reading.get(work, webhook.id, secret=secret))  # type: ignore[no-any-return]


@router.get("/webhooks/{id}", response_model=WebhookOut, responses=problems(404))
async def get_webhook(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One webhook."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.delete("/webhooks/{id}", status_code=204, response_class=Response, responses=problems(404, 412, 428))
async def delete_webhook(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> None:
    """Remove an address, with its messages."""
    await actions.delete(work, id, seen=seen)


@router.post("/webhooks/{id}/steps", response_model=WebhookOut, responses=problems(404, 409, 412, 428))
async def step_webhook(
    id: UUID, step: WebhookStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Pause, resume, or sign with another secret (told this once)."""
    secret = None
    if step.step == "pause":
        await actions.pause(work, id, seen=seen)
    elif step.step == "resume":
        await actions.resume(work, id, seen=seen)
    else:
        _webhook, secret = await actions.change_secret(work, id, seen=seen)
    return tagged(response, await reading.get(work, id, secret=secret))  # type: ignore[no-any-return]


@router.get("/webhook-deliveries", response_model=Page[DeliveryItem], responses=problems())
async def list_webhook_deliveries(
    request: Request, query: Annotated[DeliveryQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Messages and what came of them, the newest first."""
    return await reading.list_deliveries(request, work, query)


@router.post("/webhook-deliveries/{id}/steps", response_model=DeliveryItem, responses=problems(404, 409, 412, 428))
async def step_webhook_delivery(
    id: UUID, step: ReplayStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Send a message once more."""
    await actions.replay(work, id, seen=seen)
    return tagged(response, await reading.get_delivery(work, id))  # type: ignore[no-any-return]
