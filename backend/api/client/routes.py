"""Clients, their secrets and their log over HTTP; and the tokens they pull with."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api import tokens
from backend.api.access import address_of, allowed, forget_clients, now_of
from backend.api.bodies import BodyRoute
from backend.api.client import actions, granting, reading
from backend.api.client.schemas import (
    AddSecretStep,
    ClientItem,
    ClientOut,
    ClientQuery,
    ClientStep,
    DropSecretStep,
    PullItem,
    PullQuery,
    TokenError,
    TokenOut,
)
from backend.api.errors import PROBLEMS, problems
from backend.api.pages import Page, dump
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.client.terms import ClientChange, ClientDraft

router = NounRouter(tags=["clients"], route_class=BodyRoute)

Read = Permission.CLIENT_READ
Edit = Permission.CLIENT_EDIT

_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            granting.FORM: {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "enum": ["client_credentials"]},
                        "client_id": {"type": "string"},
                        "client_secret": {"type": "string"},
                        "scope": {"type": "string"},
                    },
                }
            }
        },
    }
}
_ERROR: dict[str, Any] = {"model": TokenError}


@router.post(
    "/oauth/token",
    response_model=TokenOut,
    responses={400: _ERROR, 401: _ERROR, **{status: PROBLEMS[status] for status in (422, 429, 503)}},
    openapi_extra=_FORM,
)
async def issue_client_token(request: Request) -> Response:
    """An access token for another system: OAuth 2 client credentials, by HTTP Basic or in the body."""
    request.app.state.token_turns.require(address_of(request), now_of(request))
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    try:
        granted = await granting.grant(request)
    except granting.TokenRefused as refused:
        if refused.status == 401:
            headers["WWW-Authenticate"] = 'Basic realm="unionhome"'
        told = {"error": refused.error, "error_description": refused.description}
        return Response(dump(told), refused.status, headers, "application/json")
    seconds = int(tokens.LIFETIME[tokens.Use.CLIENT].total_seconds())
    given = {"access_token": granted.token, "token_type": "Bearer", "expires_in": seconds}
    return Response(dump(given | {"scope": " ".join(granted.datasets)}), 200, headers, "application/json")


@router.get("/clients", response_model=Page[ClientItem], responses=problems(404))
async def list_clients(
    request: Request, query: Annotated[ClientQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Other systems that may pull statistics of the subtree, the newest first."""
    return await reading.list_page(request, work, query)


@router.post("/clients", status_code=201, response_model=ClientOut, responses=problems(404, 409))
async def make_client(draft: ClientDraft, response: Response, work: Work = allowed(Edit)) -> dict[str, Any]:
    """Make a client. The answer holds its secret, this once: it is kept as a hash only, so a repeat makes another."""
    client, secret = await actions.make(work, draft)
    response.headers["Location"] = f"/api/v1/clients/{client.id}"
    return tagged(response, await reading.get(work, client.id, secret=secret))  # type: ignore[no-any-return]


@router.get("/clients/{id}", response_model=ClientOut, responses=problems(404))
async def get_client(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One client."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/clients/{id}", response_model=ClientOut, responses=problems(404, 409, 412, 428))
async def edit_client(
    id: UUID, change: ClientChange, request: Request, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Change what a client may do. It holds for its next request."""
    await actions.edit(work, id, change, seen=seen)
    forget_clients(request)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/clients/{id}/steps", response_model=ClientOut, responses=problems(404, 409, 412, 428))
async def step_client(
    id: UUID, step: ClientStep, request: Request, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Add a secret (told this once), drop one, or revoke the client. Secrets dropped open nothing more, at once."""
    secret = None
    if isinstance(step, AddSecretStep):
        _client, secret = await actions.add_secret(work, id, seen=seen)
    elif isinstance(step, DropSecretStep):
        await actions.drop_secret(work, id, step.secret_id, seen=seen)
    else:
        await actions.revoke(work, id, step.reason, seen=seen)
    forget_clients(request)
    return tagged(response, await reading.get(work, id, secret=secret))  # type: ignore[no-any-return]


@router.get("/client-pulls", response_model=Page[PullItem], responses=problems(404))
async def list_client_pulls(
    request: Request, query: Annotated[PullQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """What was pulled, by whom, when, with what outcome; the newest first."""
    return await reading.list_pulls(request, work, query)
