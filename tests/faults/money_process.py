"""A worker in a process of its own that comes to a named point of the n-th chunk of a batch and dies there, or waits.

URL, key ring, seconds of lease, point, n, `die` or `wait`. Waiting, it says so and goes on when a line comes.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backend.api.payment import confirming
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.queries import job, ledger, payment
from backend.db.session import Database
from backend.worker import Worker

POINTS: dict[str, tuple[Any, str, bool]] = {
    "before_cases": (payment, "pay", False),
    "after_cases": (payment, "_record", False),
    "after_ledger": (ledger, "move_money", True),
    "before_commit": (job, "hold", False),
    "after_commit": (confirming, "book_chunk", True),
}
"""Where it is: the function, and whether its end is meant and not its beginning."""


def plant(point: str, nth: int, *, dies: bool) -> None:
    """Have the process stop at the n-th time that it comes to a point."""
    module, name, at_end = POINTS[point]
    function: Callable[..., Any] = getattr(module, name)
    times = 0

    async def stop() -> None:
        nonlocal times
        times += 1
        if times != nth:
            return
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        print("reached", flush=True)
        await asyncio.to_thread(sys.stdin.readline)

    async def planted(*given: Any, **named: Any) -> Any:
        if not at_end:
            await stop()
        result = await function(*given, **named)
        if at_end:
            await stop()
        return result

    setattr(module, name, planted)


async def main(url: str, ring: str, lease: str, point: str, nth: str, mode: str) -> None:
    plant(point, int(nth), dies=mode == "die")
    database = Database(url)
    vault = await open_vault(database, KeyRing.open(Path(ring)), now=datetime.now(UTC))
    await Worker(database, vault, lease=float(lease)).run(asyncio.Event())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
