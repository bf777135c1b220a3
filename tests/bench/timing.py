"""A-07: the real times of answers that must not tell who is there: `.venv/bin/python -m tests.bench.timing --pairs 2000`.

Each pair is asked in turns in one process, in random order, so whatever else the machine does falls on both alike. Printed
are the deciles, the difference of the medians beside the bar of 2 ms, and the p of the two-sample Kolmogorov–Smirnov test.
The test-suite counts work instead (`tests/api/test_enumeration.py`): times on a shared machine prove little in a test.
"""

import argparse
import asyncio
import itertools
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text

from backend.db.cluster import temporary
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.migrate import upgrade
from backend.domain.access import EVERYTHING
from backend.main import make_app
from tests import town
from tests.api.test_sign_in import PAGE, give_password
from tests.api.things import place_things
from tests.conftest import Api, Cluster
from tests.people import id_number, join
from tests.town import ABSENT, id_of

BAR_MS = 2.0
Ask = Callable[[], Coroutine[Any, Any, httpx.Response]]


class NoContract:
    """Answers are timed here, and checked in the tests."""

    async def check(self, response: httpx.Response) -> None:
        """Nothing."""


async def compare(
    name: str, one: Ask, other: Ask, *, pairs: int, between: Callable[[], Coroutine[Any, Any, Any]]
) -> None:
    """Ask both so often, in turns, and print what they took."""
    chance = random.Random(7)
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(pairs + 10):
        for which in chance.sample((0, 1), 2):
            began = time.perf_counter()
            await (one, other)[which]()
            if number >= 10:
                took[which].append((time.perf_counter() - began) * 1000)
        await between()
    medians = [statistics.median(each) for each in took]
    difference = abs(medians[0] - medians[1])
    print(f"{name}: {pairs} pairs")
    for label, each in zip(("  there   ", "  nowhere "), took, strict=True):
        print(label + " ".join(f"{value:7.2f}" for value in statistics.quantiles(each, n=10)) + "  ms, deciles")
    verdict = "kept" if difference < BAR_MS else "MISSED"
    print(f"  medians differ by {difference:.3f} ms (bar {BAR_MS} ms: {verdict}); KS p = {same(*took):.3f}")


def same(one: Sequence[float], other: Sequence[float]) -> float:
    """How likely two samples of one distribution lie this far apart (two-sample Kolmogorov–Smirnov, asymptotic)."""
    n, m = len(one), len(other)
    marks = sorted([(value, 1 / n) for value in one] + [(value, -1 / m) for value in other])
    distance = max(abs(total) for total in itertools.accumulate(step for _, step in marks))
    reach = (math.sqrt(n * m / (n + m)) + 0.12 + 0.11 / math.sqrt(n * m / (n + m))) * distance
    terms = (2 * (-1) ** (k - 1) * math.exp(-2 * (k * reach) ** 2) for k in range(1, 101))
    return min(1.0, max(0.0, sum(terms))) if reach > 0.2 else 1.0


async def measure(cluster: Cluster, pairs: int) -> None:
    """A town, and the pairs of questions."""
    database = cluster.database("town")
    vault = await open_vault(database, cluster.ring, now=datetime.now(UTC))
    await town.build(database, vault)
    api = Api(make_app(database, vault, cluster.ring), database, vault, cluster.ring, NoContract(), {})  # type: ignore[arg-type]
    await place_things(api)
    await give_password(api, "county_officer")

    async def forgive() -> None:
        async with database.transaction(EVERYTHING) as session:
            await session.execute(text("update sign_in_attempt set outcome = 'forgiven' where outcome = 'tried'"))

    async def nothing() -> None:
        return None

    door = api.anonymous(**PAGE)

    def signing_in(login: str) -> Ask:
        return lambda: door.post("/auth/sign-in", json={"login": login, "password": "wrong"})

    await compare(
        "a wrong password / an unknown name",
        signing_in("county_officer"),
        signing_in("nobody_here"),
        pairs=pairs,
        between=forgive,
    )
    officer = await api.as_("county_officer")
    for noun, there in (
        ("organizations", "electronics"),
        ("members", "member:electronics"),
        ("employers", "employer:electronics"),
    ):
        urls = [f"/{noun}/{id}" for id in (id_of(there), ABSENT)]
        await compare(
            f"one of {noun} elsewhere / absent",
            lambda u=urls: officer.get(u[0]),
            lambda u=urls: officer.get(u[1]),
            pairs=pairs,
            between=nothing,
        )  # type: ignore[misc]
    number = id_number()
    await join(await api.as_("neighbour_officer"), union="electronics", id_number=number)

    def searching(value: str) -> Ask:
        return lambda: officer.post("/members/search", json={"id_number": value})

    await compare(
        "a number elsewhere / nowhere", searching(number), searching(id_number()), pairs=pairs, between=nothing
    )
    await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=int, default=500)
    options = parser.parse_args()
    with temporary(fsync=False) as server, tempfile.TemporaryDirectory() as folder:
        ring = KeyRing.create(Path(folder) / "ring")
        server.create_database("town")
        upgrade(server.url("owner", "town"))
        asyncio.run(measure(Cluster(server, Path(folder), ring, itertools.count()), options.pairs))


if __name__ == "__main__":
    main()
