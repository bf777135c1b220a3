"""The floor: what the machine gives when nothing is ours but the SQL. Run as a process of its own by the bench.

A bare Starlette handler over a bare asyncpg pool: begin, tell the scope, the same statement with the same parameters,
commit, orjson. No tokens, no permissions, no models, no masks. The pool is not told to reset its connections, which
would cost another round trip.
"""

import contextlib
import pickle
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SETTINGS = {"plan_cache_mode": "force_custom_plan", "jit": "off", "timezone": "UTC"}


def make_app(url: str, cases: list[dict[str, Any]], pool_size: int) -> Starlette:
    """`cases` are statements with their parameters, asked for by their number."""
    held: dict[str, Any] = {}

    async def keep(_connection: Any) -> None:
        """Nothing is left on a connection by these transactions."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        pool = await asyncpg.create_pool(
            url, min_size=pool_size, max_size=pool_size, server_settings=SETTINGS, reset=keep
        )
        held["pool"] = pool
        yield
        await pool.close()

    async def answer(request: Request) -> Response:
        case = cases[int(request.path_params["number"])]
        async with held["pool"].acquire() as connection, connection.transaction():
            await connection.fetch(case["tell"], *case["scope"])
            rows = await connection.fetch(case["sql"], *case["parameters"])
        items = [{name: value for name, value in row.items() if name[0] != "_"} for row in rows]
        body = orjson.dumps({"items": items, "next_cursor": None, "total": None}, default=str)
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/{number:int}", answer)], lifespan=lifespan)


def main() -> None:
    """`floor.py FILE PORT`: the file holds address, cases and size of the pool."""
    given = pickle.loads(Path(sys.argv[1]).read_bytes())
    app = make_app(given["url"], given["cases"], given["pool_size"])
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
