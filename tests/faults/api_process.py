"""API processes that come to a named point of a request and die there, or wait.

The application is made once. For each line of the standard input, an order in JSON, a process is forked that serves it as the
product does, and prints its port; when it has ended, the signal that ended it is printed. An order names the database (`url`),
the `point`, what to do there (`mode`: `die`, `wait`, or `tear`: commit, then die) and, where it is not now, the `moment`.
Waiting, it says so and goes on when a line comes.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from sqlalchemy import event
from sqlalchemy.orm import Session, configure_mappers

from backend.api import nouns
from backend.api.payment import sheet
from backend.db.queries import ledger
from backend.domain.access import EVERYTHING
from backend.main import make_app, settle_memory

BEFORE = ("before_money", "after_money", "before_commit")
"""Points of an act of money at which nothing of it may be left: before its first entry, after it, all done but the commit."""
AFTER = ("after_commit", "after_ack")
"""Points at which all of it must be there: before the client has the answer, and when it has it."""
FILE = ("before_bank_file", "after_bank_file")
"""Points of the bank's sheet: before it is made, and made but not handed out."""
LONGEST = 30
"""Seconds after which a process that never came to its point ends all the same."""
MOMENT = 3
"""Seconds after which a process that waited at its point ends."""


def plant(app: FastAPI, point: str, stop: Callable[[], None], *, tears: bool) -> Any:
    """The application, stopping when it comes to a point."""
    if point in FILE:
        write = sheet.write

        def written(*given: Any) -> bytes:
            if point == "before_bank_file":
                stop()
            made = write(*given)
            stop()
            return made

        sheet.write = written
    elif point in ("before_money", "after_money"):
        post = ledger.post

        async def posted(session: Any, *given: Any, **named: Any) -> Any:
            if point == "before_money":
                stop()
            ids = await post(session, *given, **named)
            if tears:
                await session.commit()
            stop()
            return ids

        ledger.post = posted
    elif point in ("before_commit", "after_commit"):

        def committing(session: Session) -> None:
            # Who asks is looked up beforehand over everything; the act itself is done in the scope of the caller.
            if session.info.get("scope") != EVERYTHING and not session.in_nested_transaction():
                stop()

        event.listen(Session, point, committing)
    elif point == "after_ack":

        async def answering(scope: Any, receive: Any, send: Any) -> None:
            async def answered(message: Any) -> None:
                await send(message)
                if message["type"] == "http.response.body" and not message.get("more_body"):
                    stop()

            await app(scope, receive, answered)

        return answering
    else:
        raise ValueError(point)
    return app


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def wait() -> None:
    """Stand still, the whole process, until a line comes. It has a moment then to end what it was at."""
    print("reached", flush=True)
    os.read(0, 65_536)
    signal.alarm(MOMENT)


def serve(app: FastAPI, order: dict[str, Any]) -> None:
    """Be the process of an order."""
    signal.alarm(LONGEST)
    app.state.url = order["url"]
    if order["moment"]:
        moment = datetime.fromisoformat(order["moment"])
        app.state.clock = lambda: moment
    planted = plant(app, order["point"], wait if order["mode"] == "wait" else die, tears=order["mode"] == "tear")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        # The wrapped application keeps the life of the whole: connections, keys, what is written down each second.
        config = uvicorn.Config(planted, log_level="error", access_log=False, lifespan="on")
        uvicorn.Server(config).run(sockets=[listening])


async def pass_all(app: FastAPI) -> None:
    """Have all routes built, which is done at the first request that passes each: once, and not in each process."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver/api/v1") as client:
        for router in nouns.ROUTERS:
            for noun in sorted(router.nouns):
                await client.get(f"/{noun}/no/such/route/here")


def main() -> None:
    app = make_app()
    asyncio.run(pass_all(app))
    configure_mappers()
    settle_memory()
    while order := os.read(0, 65_536):
        child = os.fork()
        if child == 0:
            try:
                serve(app, json.loads(order))
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    sys.exit(main())
