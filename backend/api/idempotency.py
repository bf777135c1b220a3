"""A repeated request is not acted on twice (api.md, Idempotency).

The key, who sent it, the route, the hash of the body and the answer are one row in the transaction of the effect: both
are there or neither. Two requests with one key at once: the second waits at the primary key for the first's commit and
then gets its answer.
"""

import hashlib
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Header, Request, Response
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from backend.api.bodies import BodyRoute
from backend.api.work import Work
from backend.db.tables.process import IdempotencyKey
from backend.domain.refusals import Invalid, Refusal

KEPT_HEADERS = ("content-type", "etag", "location")


class KeyRequired(Refusal):
    """HTTP 400."""

    code = "idempotency_key_required"
    zh = "这类请求需要 Idempotency-Key（每次操作一个不重复的值），以免网络重试时重复执行。"
    en = "This request needs an Idempotency-Key, a fresh value per intention, so that a retry is not acted on twice."


class KeyReused(Invalid):
    """The same key came with another body."""

    code = "idempotency_key_reused"
    zh = "这个 Idempotency-Key 已用于另一次不同的请求。请换一个新的值。"
    en = "This Idempotency-Key was used for a different request. Use a fresh one."


class Replay(Exception):
    """The answer was given before; here it is again."""

    def __init__(self, response: Response) -> None:
        self.response = response


async def required_key(
    request: Request,
    key: Annotated[
        str | None,
        Header(alias="Idempotency-Key", min_length=8, max_length=80, description="每次操作一个不重复的值，重试时不变"),
    ] = None,
) -> None:
    """The key of a request that must have one. Raises `KeyRequired`."""
    if key is None:
        raise KeyRequired()
    request.state.idempotency_key = key


async def no_key() -> None:
    """For the requests that may simply be repeated. Async, because a plain function costs a hop to a thread."""


class OnceRoute(BodyRoute):
    """A route that remembers the answer of a request that claimed a key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def remember(request: Request) -> Response:
            try:
                response = await handle(request)
            except Replay as replay:
                return replay.response
            if getattr(request.state, "idempotency_row", False):
                await _store(request, response)
            return response

        return remember


async def act_once(request: Request, work: Work) -> None:
    """Claim the key of this request in this transaction, or answer as before. Raises `KeyReused`."""
    key: str = request.state.idempotency_key
    route = f"{request.method} {request.scope['route'].path}"
    body_hash = hashlib.sha256(request.url.path.encode() + b"\n" + await request.body()).digest()
    claim = insert(IdempotencyKey).values(
        user_id=work.caller.user_id, key=key, route=route, body_hash=body_hash, headers={}, created_at=work.now
    )
    claimed = await work.session.execute(claim.on_conflict_do_nothing().returning(col(IdempotencyKey.key)))
    if claimed.first() is not None:
        request.state.idempotency_row = True
        return
    row = await work.session.get_one(IdempotencyKey, (work.caller.user_id, key))
    if row.route != route or row.body_hash != body_hash:
        raise KeyReused(pointer="/Idempotency-Key")
    headers = {str(name): str(value) for name, value in row.headers.items()} | {"Idempotency-Replayed": "true"}
    raise Replay(Response(row.answer, status_code=row.status or 200, headers=headers))


async def _store(request: Request, response: Response) -> None:
    work: Work = request.state.work
    row = await work.session.get_one(IdempotencyKey, (work.caller.user_id, request.state.idempotency_key))
    row.status = response.status_code
    row.answer = bytes(response.body)
    row.headers = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
    await work.session.flush()
