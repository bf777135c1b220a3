"""Answers about webhooks and their messages that change nothing."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.newest import newest_first
from backend.api.offers import Offer, open_steps
from backend.api.webhook.schemas import DeliveryQuery, WebhookQuery
from backend.api.work import Work
from backend.db.queries import client as clients
from backend.db.queries import webhook as webhooks
from backend.domain.access import Permission
from backend.domain.client.codes import WebhookState
from backend.domain.refusals import NotFound


async def list_page(request: Request, work: Work, query: WebhookQuery) -> Response:
    """One page of the list of webhooks. Raises `NotFound` for a client outside the scope."""
    if query.client_id is not None:
        await clients.get_client(work.session, query.client_id)
    narrowed = partial(webhooks.list_webhooks, scope=work.scope, client_id=query.client_id)
    return await newest_first(request, work, query, narrowed)


async def get(work: Work, id: UUID, *, secret: str | None = None) -> dict[str, Any]:
    """One webhook. `secret` is one that was just made. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(webhooks.list_webhooks(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    edit = Permission.CLIENT_EDIT
    switch = (
        Offer("pause", "暂停", "Pause", edit)
        if row["state"] == WebhookState.ACTIVE
        else Offer("resume", "启用", "Resume", edit)
    )
    steps = open_steps(work, (switch, Offer("change_secret", "更换签名密钥", "Change the secret", edit)))
    return dict(row) | {"steps": steps, "secret": secret}


async def list_deliveries(request: Request, work: Work, query: DeliveryQuery) -> Response:
    """One page of the messages."""
    narrowed = partial(
        webhooks.list_deliveries,
        scope=work.scope,
        client_id=query.client_id,
        webhook_id=query.webhook_id,
        states=query.state,
        events=query.event,
    )
    return await newest_first(request, work, query, narrowed)


async def get_delivery(work: Work, id: UUID) -> dict[str, Any]:
    """One message. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(webhooks.list_deliveries(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)
