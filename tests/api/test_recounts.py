"""A recount that finds a difference tells it to people, and the difference is mended by whoever may (issue 3 section 3)."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text

from backend.api.statistic import recounting
from backend.api.statistic.cell_words import CELL_WORDS
from backend.db import statistic
from backend.db.tables.process import AuditEvent
from backend.db.tables.statistic import CELLS
from backend.domain.access import EVERYTHING
from backend.worker import Worker
from tests import intake
from tests.conftest import Api
from tests.town import id_of


@pytest.fixture
async def planted(api: Api) -> None:
    """Two counters of 青溪纺织 say what there is not."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "update organization_tally set members = members + 7, male_1 = male_1 + 1 where organization_id = :id"
            ),
            {"id": id_of("textile")},
        )


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def recounts(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/stats/recounts")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def told(client: httpx.AsyncClient) -> list[tuple[str, str]]:
    """What the workbench says of recounts."""
    items = (await client.get("/me/todo")).json()["items"]
    return [(item["id"], item["detail"]) for item in items if item["kind"] == "recount"]


@pytest.mark.usefixtures("planted")
async def test_the_night_finds_it_and_the_city_mends_it(api: Api, worker: Worker) -> None:
    """RPT-01: who is at the city sees which counter of which union says what; a recount that mends ends it."""
    city = await api.as_("city_officer")
    await worker._recount()
    [night] = await recounts(city)
    assert (night["user_name"], night["mended"]) == ("", False)
    assert night["compared"] > len(CELLS)
    mine = [each for each in night["first"] if each["organization_id"] == str(id_of("textile"))]
    assert [(each["cell"], each["kept"] - each["counted"]) for each in mine] == [("members", 7), ("male_1", 1)]
    assert [each["figure"] for each in mine] == ["会员", CELL_WORDS["male_1"][0]]
    assert await told(city) == [(night["id"], str(night["differing"]))]
    for key in ("county_officer", "line_officer"):
        assert await told(await api.as_(key)) == []

    job = await city.post("/stats/recounts", json={"mend": False})
    assert job.status_code == 202, job.text
    await intake.work_off(worker)
    looked = (await recounts(city))[0]
    assert (looked["user_name"] != "", looked["differing"], looked["mended"]) == (True, night["differing"], False)
    assert await told(city) == [(looked["id"], str(looked["differing"]))]

    job = await city.post("/stats/recounts", json={"mend": True})
    await intake.work_off(worker)
    result = (await city.get(f"/jobs/{job.json()['id']}")).json()["result"]
    assert (result["differing"], result["mended"]) == (night["differing"], True)
    assert (await recounts(city))[0]["mended"] is True
    assert await told(city) == []
    async with api.database.transaction(EVERYTHING) as session:
        assert await statistic.recount(session) == []
        events = await session.execute(
            select(AuditEvent.event, AuditEvent.facts)
            .where(AuditEvent.event.like("statistic_recount%"))  # type: ignore[attr-defined]
            .order_by(AuditEvent.id)  # type: ignore[arg-type]
        )
        assert [(event, facts["mended"]) for event, facts in events] == [
            ("statistic_recount_asked", False),
            ("statistic_recounted", False),
            ("statistic_recount_asked", True),
            ("statistic_recounted", True),
        ]


async def test_a_night_without_a_difference_is_kept_too_and_waits_for_nobody(api: Api, worker: Worker) -> None:
    """RPT-01: that it was looked at is worth knowing."""
    city = await api.as_("city_officer")
    await worker._recount()
    [night] = await recounts(city)
    assert (night["differing"], night["first"]) == (0, [])
    assert await told(city) == []


async def test_several_workers_count_once_a_night(api: Api, worker: Worker) -> None:
    """RPT-01: at once or one after the other, and again when a night has passed. What somebody asked for counts too."""
    city = await api.as_("city_officer")
    workers = [worker, *(Worker(api.database, api.vault) for _ in range(3))]
    await asyncio.gather(*(each._recount() for each in workers))
    for each in workers:
        await each._recount()
    assert len(await recounts(city)) == 1
    async with api.database.transaction(EVERYTHING) as session:
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        assert await recounting.nightly(session, at=tomorrow, since=tomorrow) is not None
        assert await recounting.nightly(session, at=tomorrow, since=tomorrow) is None
    assert len(await recounts(city)) == 2


def test_every_counter_has_a_name() -> None:
    """RPT-01: whoever is told of a difference reads what was counted, not the name of a column."""
    assert set(CELLS) <= set(CELL_WORDS)
