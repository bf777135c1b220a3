"""Money over bad lines: cut at the commit, doubled, late, out of turn (trust.md F-04, F-10; section 0 row 10).

After every fault the invariants I1…I5 are asked of the whole database (`backend/db/reconcile.py`).
"""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db.session import Database
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests.conftest import Api, Cluster
from tests.faults.test_money import paid_twice, served
from tests.faults.wire import Cut, line_to
from tests.money import proofs, require_sound, reserved
from tests.people import once

CASES = 20
"""Payments over a line that is cut, each way."""
OPERATIONS = 200
DOUBLED, LATE, UNANSWERED = 0.1, 0.1, 0.05
"""Shares of the requests that come twice, come late, or whose answer is lost."""
LATEST = 0.5
"""Seconds."""
AT_ONCE = 8
SEED = 20261129


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def payments_of(database: Database, case: Any) -> int:
    async with database.transaction(EVERYTHING) as session:
        found = await session.scalar(text("select count(*) from payment where case_id = :case"), {"case": case.id})
        return int(found or 0)


@pytest.mark.parametrize("cut", Cut)
async def test_the_line_to_the_database_is_cut_at_the_commit(api: Api, cluster: Cluster, cut: Cut) -> None:
    """F-04: the API cannot know whether it was committed and says that it does not; the same key gives the one answer."""
    fund, cases = await reserved(api, CASES, cards=False)
    url = api.database.engine.url
    async with line_to(str(url.host), int(url.port or 5432)) as line:
        direct, api.app.state.database = (
            api.app.state.database,
            Database(url.set(port=line.port).render_as_string(hide_password=False), pool_size=2),
        )
        client = await api.as_("county_finance")
        ambiguous = 0
        for case in cases:
            said, key = {"case_id": str(case.id), "way": "cash", **await proofs(client)}, once()
            line.cut = cut
            given = await client.post("/payments", json=said, headers=key)
            assert (given.status_code, line.cut) == (503, None), given.text
            there = await payments_of(api.database, case)
            assert there == (cut is Cut.ANSWERED)
            ambiguous += there
            told = await client.post("/payments", json=said, headers=key)
            assert told.status_code == 201, told.text
            assert ("Idempotency-Replayed" in told.headers) == (cut is Cut.ANSWERED)
            assert await payments_of(api.database, case) == 1
        await api.app.state.database.close()
        api.app.state.database = direct
    print(f"cut {cut}: {line.cuts} of {CASES}, {ambiguous} committed without an answer, 0 paid again")
    assert line.cuts == CASES
    await require_sound(api.database)
    money = (await (await api.as_("county_finance")).get(f"/funds/{fund.id}")).json()
    assert (money["spent_fen"], money["reserved_fen"]) == (CASES * 100_000, 0)


class BadLine:
    """Requests of one officer over a line that doubles, delays and loses answers; a client asks again under its key."""

    def __init__(self, client: httpx.AsyncClient, chance: random.Random) -> None:
        self.client, self.chance = client, chance
        self.counts: Counter[str] = Counter()
        self.answers: dict[str, set[tuple[int, str]]] = {}
        self.behind: list[asyncio.Task[None]] = []

    async def ask(self, path: str, said: dict[str, Any]) -> httpx.Response:
        """Until an answer comes through."""
        key = once()
        while True:
            if self.chance.random() < LATE:
                self.counts["late"] += 1
                await asyncio.sleep(self.chance.uniform(0, LATEST))
            if self.chance.random() < DOUBLED:
                self.counts["doubled"] += 1
                self.behind.append(asyncio.create_task(self._again(path, said, key, self.chance.uniform(0, LATEST))))
            answer = await self._send(path, said, key)
            if answer.status_code != 503 and self.chance.random() >= UNANSWERED:
                return answer
            self.counts["unanswered"] += 1

    async def _again(self, path: str, said: dict[str, Any], key: dict[str, str], after: float) -> None:
        await asyncio.sleep(after)
        await self._send(path, said, key)

    async def _send(self, path: str, said: dict[str, Any], key: dict[str, str]) -> httpx.Response:
        answer = await self.client.post(path, json=said, headers=key)
        self.counts["sent"] += 1
        if answer.status_code != 503:
            self.answers.setdefault(key["Idempotency-Key"], set()).add((answer.status_code, answer.text))
        return answer


async def test_doubled_late_and_unanswered_requests(api: Api) -> None:
    """F-10: whatever comes twice, late or out of turn: one effect, one answer for each key; another body is refused."""
    fund, cases = await reserved(api, OPERATIONS, cards=False)
    finance = await api.as_("county_finance")
    papers = [await proofs(finance) for _ in range(AT_ONCE)]
    waiting = iter(cases)
    async with (
        served(api) as address,
        httpx.AsyncClient(base_url=address, headers=finance.headers, timeout=60) as client,
    ):
        line = BadLine(client, random.Random(SEED))

        async def work(lane: int) -> None:
            for case in waiting:
                said = {"case_id": str(case.id), "way": "cash", **papers[lane]}
                answer = await line.ask("/payments", said)
                assert answer.status_code == 201, answer.text

        await asyncio.gather(*(work(lane) for lane in range(AT_ONCE)))
        await asyncio.gather(*line.behind)
        key = next(iter(line.answers))
        other = {"case_id": str(cases[0].id), "way": "cash", "note": "x"}
        reused = await client.post("/payments", json=other, headers={"Idempotency-Key": key})
    assert reused.status_code == 422, reused.text
    print(f"{OPERATIONS} payments, seed {SEED}: {dict(line.counts)}; paid twice: {await paid_twice(api.database)}")
    assert all(len(answers) == 1 for answers in line.answers.values())
    assert min(line.counts[each] for each in ("doubled", "late", "unanswered")) > 0
    assert await paid_twice(api.database) == 0
    await require_sound(api.database)
    money = (await (await api.as_("county_finance")).get(f"/funds/{fund.id}")).json()
    assert (money["spent_fen"], money["reserved_fen"]) == (OPERATIONS * 100_000, 0)
