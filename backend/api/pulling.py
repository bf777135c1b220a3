"""A pull of another system: admitted by its terms, counted, answered over its subtree, and written down.

The rows are written before the answer leaves, so the owner's log has every pull, refused ones included; a request whose
token is not good belongs to nobody and is in the log of the server alone.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError

from backend.api.access import address_of, asking, known_client, now_of
from backend.api.errors import status_of
from backend.api.tokens import Claims
from backend.api.work import Reading
from backend.db.queries import client as clients
from backend.db.session import Database
from backend.db.tables.client import ClientPull
from backend.domain.access import Scope
from backend.domain.calendar import day_of
from backend.domain.caller import Caller
from backend.domain.client.rate import Turn, minute_of, seconds_left
from backend.domain.client.terms import ClientTerms
from backend.domain.refusals import Refusal, TooMany

Give = Callable[[Reading], Awaitable[Response]]


async def pull(request: Request, claims: Claims, give: Give) -> Response:
    """Answer one request of a client. Raises what `known_client`, `require_open` and `give` raise, and `TooMany`."""
    began, now = time.perf_counter(), now_of(request)
    terms = await known_client(request, claims)
    scope = Scope(low=terms.low, high=terms.high, organization_id=terms.organization_id)
    status, problem, size, counted = 500, "unexpected", 0, True
    turn: Turn | None = None
    try:
        terms.require_open(address_of(request), day_of(now))
        turn = await _take_turn(request, scope, terms, now)
        request.state.rate = turn.headers(counted=True)
        response = await _answer(request, scope, terms, give)
        status, problem, size = response.status_code, "", len(response.body)
        counted = status != 304
        response.headers.update(turn.headers(counted=counted))
        return response
    except Refusal as refusal:
        status, problem = status_of(refusal), refusal.code
        raise
    except RequestValidationError:
        status, problem = 422, "fields_invalid"
        raise
    finally:
        milliseconds = round((time.perf_counter() - began) * 1000, 1)
        row = _written(request, terms, now, status=status, problem=problem, bytes=size, ms=milliseconds)
        async with _database(request).transaction(scope) as session:
            session.add(row)
            if turn is not None and not counted:
                await clients.give_turn_back(session, terms.id, minute_of(now))


def _database(request: Request) -> Database:
    return request.app.state.database  # type: ignore[no-any-return]


async def _take_turn(request: Request, scope: Scope, terms: ClientTerms, now: datetime) -> Turn:
    left = seconds_left(now)
    async with _database(request).transaction(scope) as session:
        used = await clients.take_turn(session, terms, minute_of(now))
    if used is None:
        request.state.rate = Turn(terms.per_minute, terms.per_minute, left).headers(counted=True)
        raise TooMany(retry_after=left)
    return Turn(terms.per_minute, used, left)


async def _answer(request: Request, scope: Scope, terms: ClientTerms, give: Give) -> Response:
    caller = Caller(
        user_id=terms.id,
        session_id=terms.secret_id,
        name=terms.name,
        login="",
        organization_id=terms.organization_id,
        organization_name=terms.organization_name,
        code=terms.low,
        member_id=None,
        grants=(),
        must_change_password=False,
    )
    async with _database(request).reading(scope) as reader:
        look = Reading(reader=reader, client=terms, **asking(request, caller, scope))
        request.state.work = look
        return await give(look)


def _written(request: Request, terms: ClientTerms, now: datetime, **outcome: Any) -> ClientPull:
    return ClientPull(
        client_id=terms.id,
        organization_id=terms.organization_id,
        code=terms.low,
        at=now,
        dataset=request.path_params.get("code", "")[:40],
        query=request.url.query[:500],
        address=address_of(request)[:60],
        request_id=request.state.request_id,
        **outcome,
    )
