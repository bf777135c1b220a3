"""Answers about clients that change nothing."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.client.schemas import ClientQuery, PullQuery
from backend.api.newest import newest_first
from backend.api.offers import Offer, open_steps, refusal_of
from backend.api.work import Work
from backend.db.queries import client as clients
from backend.db.queries import organization as organizations
from backend.domain.access import Permission
from backend.domain.client.terms import require_another, require_not_revoked, require_room
from backend.domain.refusals import NotFound


async def list_page(request: Request, work: Work, query: ClientQuery) -> Response:
    """One page of the list of clients."""
    under = None
    if query.under_id is not None:
        top = await organizations.get_place(work, query.under_id)
        under = (top.low, top.high)
    narrowed = partial(
        clients.list_clients, scope=work.scope, today=work.today, under=under, states=query.state, q=query.q
    )
    return await newest_first(request, work, query, narrowed)


async def get(work: Work, id: UUID, *, secret: str | None = None) -> dict[str, Any]:
    """One client, with its secrets in use by their ends. `secret` is one that was just made. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(clients.list_clients(scope=work.scope, today=work.today, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    in_use = await clients.list_secrets(work.session, id)
    shown = ("id", "hint", "made_by_name", "created_at", "used_at")
    return dict(row) | {
        "secrets": [{name: getattr(each, name) for name in shown} for each in in_use],
        "steps": open_steps(work, _offers(row["name"], revoked=row["revoked_at"] is not None, secrets=len(in_use))),
        "secret": secret,
    }


def _offers(name: str, *, revoked: bool, secrets: int) -> tuple[Offer, ...]:
    edit = Permission.CLIENT_EDIT
    over = refusal_of(lambda: require_not_revoked(name, revoked=revoked))
    return (
        Offer("add_secret", "发放新密钥", "Add a secret", edit, over or refusal_of(lambda: require_room(secrets))),
        Offer("drop_secret", "停用密钥", "Drop a secret", edit, over or refusal_of(lambda: require_another(secrets))),
        Offer("revoke", "停用应用", "Revoke", edit, over),
    )


async def list_pulls(request: Request, work: Work, query: PullQuery) -> Response:
    """One page of the log. Raises `NotFound` for a client outside the scope."""
    if query.client_id is not None:
        await clients.get_client(work.session, query.client_id)
    narrowed = partial(
        clients.list_pulls,
        scope=work.scope,
        **{name: getattr(query, name) for name in ("client_id", "failed", "request_id", "since", "until")},
        datasets=query.dataset,
        statuses=query.status,
    )
    return await newest_first(request, work, query, narrowed)
