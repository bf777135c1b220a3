"""The web process: the API under /api/v1, health outside it, the built web app at the root."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.datastructures import State

from backend import logs, web
from backend.api import contract, errors, health, nouns
from backend.api.limits import Envelope, KnownHosts
from backend.api.member import card_page
from backend.api.routing import PREFIX
from backend.api.sightings import Sightings
from backend.api.turnstile import Turnstile
from backend.db.crypto import Vault
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.session import Database
from backend.settings import Settings, settings

log = structlog.get_logger()

DESCRIPTION = """
职工之家：城市工会的工作平台。一套接口，三类使用者：工会干部的网页、会员的小程序、取数的其他系统。

Unionhome: the work platform of a city's trade unions. One API for the staff web app, the members' mini-program and
other agencies' systems. Lists are `{items, next_cursor, total}`; errors are `application/problem+json` with a stable
`code`; changes name the version they change (`If-Match`); money is integer fen; instants are sent with +08:00.
"""


def operation_id(route: APIRoute) -> str:
    """The route function's name is the operation's: one name from Python to the phone."""
    return route.name


def make_app(
    database: Database | None = None, vault: Vault | None = None, ring: KeyRing | None = None, *, worker: bool = False
) -> FastAPI:
    """The application. Without a database it can still describe itself (`./dev openapi`)."""
    config: Settings = settings()
    logs.configure(config.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            if database is None:
                own = Database(app.state.url, pool_size=config.pool_size)
                stack.push_async_callback(own.close)
                await _provide(app, own)
            sightings: Sightings = app.state.sightings
            writing = asyncio.create_task(sightings.run(app.state.database))

            async def write_the_last() -> None:
                sightings.end()
                await writing

            stack.push_async_callback(write_the_last)
            if worker:
                from backend.worker import Worker

                stop = asyncio.Event()
                running = asyncio.create_task(Worker(app.state.database, app.state.vault).run(stop))

                async def end() -> None:
                    stop.set()
                    await running

                stack.push_async_callback(end)
            settle_memory()
            yield

    app = FastAPI(
        title="职工之家 Unionhome",
        version="1",
        description=DESCRIPTION.strip(),
        openapi_url="/api/v1/openapi.json" if not config.production else None,
        docs_url="/api/v1/docs" if not config.production else None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
        separate_input_output_schemas=False,
    )
    app.openapi = lambda: contract.describe(app)  # type: ignore[method-assign]
    begin(app, database, vault, ring)
    for router in nouns.ROUTERS:
        app.include_router(router, prefix=PREFIX)
    app.include_router(health.router)
    app.include_router(card_page.router)
    web.mount(app, config.web)
    errors.install(app)
    if config.trusted_hosts:
        app.add_middleware(KnownHosts, hosts=[*config.trusted_hosts, *([] if config.production else ["testserver"])])
    app.add_middleware(Envelope)
    return app


def begin(app: FastAPI, database: Database | None, vault: Vault | None, ring: KeyRing | None) -> None:
    """Put the application at its beginning: nobody is remembered, no turn is taken, the clock is the machine's."""
    known = {} if database is None else {"database": database, "vault": vault, "ring": ring}
    app.state = State(
        {
            "clock": partial(datetime.now, UTC),
            "callers": {},
            "clients": {},
            "sightings": Sightings(),
            "token_turns": Turnstile(most=60, seconds=60),
            "card_turns": Turnstile(most=60, seconds=60),
            "routes": [route for router in nouns.ROUTERS for route in router.routes],
            **known,
        }
    )


def settle_memory() -> None:
    """Keep what the start has made out of the garbage collector: it stays for ever, and a full pass over it stops every
    request in flight for about a tenth of a second."""
    gc.collect()
    gc.freeze()


async def _provide(app: FastAPI, database: Database) -> None:
    config = settings()
    ring = KeyRing.open(config.key_directory)
    app.state.database = database
    app.state.ring = ring
    app.state.vault = await open_vault(database, ring, now=datetime.now(UTC))


def __getattr__(name: str) -> Any:
    """`backend.main:app`, made when a server asks for it."""
    if name == "app":
        return make_app(worker=settings().worker_inside)
    raise AttributeError(name)
