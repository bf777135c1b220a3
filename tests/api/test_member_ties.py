"""What hangs on a member's file: it follows when two files become one, and when somebody who had left joins again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests import households
from tests.api.test_member_merges import merge, newest, undo
from tests.conftest import Api
from tests.paper_requests import add, asked, filed, mine
from tests.people import enter, id_number, join, seen, step
from tests.protection import TODAY, enrol, make_plan
from tests.savings import society, take_in

TABLES = ("household", "paper_request", "paper_request_paper", "protection_cover", "savings_saver", "membership")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(autouse=True)
async def day(api: Api) -> None:
    await api.at(TODAY)


async def ties(api: Api, member_id: str) -> dict[str, int]:
    """How many rows of each table name this member."""
    async with api.database.transaction(EVERYTHING) as session:
        return {
            table: (
                await session.execute(text(f"select count(*) from {table} where member_id = :id"), {"id": member_id})
            ).scalar_one()
            for table in TABLES
        }


async def cover(client: httpx.AsyncClient, plan: dict[str, Any], *members: dict[str, Any]) -> None:
    """Have these covered in the round of the year."""
    answer = await enrol(client, plan, member_ids=[each["id"] for each in members], starts_on="2026-01-01")
    assert answer.status_code == 201, answer.text


async def test_it_follows_a_merge_and_goes_back(api: Api) -> None:
    """AID-23, MBR-02: cover, savings and what was asked of the worker, who reads it before, between and after."""
    worker, chair, file = await filed(api)
    county = await api.as_("county_officer")
    request = await asked(chair, file)
    await add(worker, await mine(worker, request))
    async with api.database.transaction(EVERYTHING) as session:
        goes = {"id": str((await session.execute(text("select member_id from paper_request"))).scalar_one())}
    stays = await join(county, "王小军", id_number=id_number(501))
    await cover(county, await make_plan(api), goes)
    assert (await take_in(chair, await society(chair), [goes])).status_code == 200
    before, beside = await ties(api, goes["id"]), await ties(api, stays["id"])
    assert before == {**dict.fromkeys(TABLES, 1), "household": 0}
    await merge(county, stays, goes)
    assert await ties(api, stays["id"]) == before | {"membership": 2}
    api.app.state.callers.clear()  # who somebody is, is remembered for seconds, and here the clock stands
    assert (await mine(worker, request))["id"] == request["id"]
    assert (await undo(county, await newest(county))).status_code == 200
    assert (await ties(api, goes["id"]), await ties(api, stays["id"])) == (before, beside)
    api.app.state.callers.clear()
    assert (await mine(worker, request))["id"] == request["id"]


async def test_nobody_is_covered_twice_by_a_merge(api: Api) -> None:
    """Both are covered in one round: refused before anything has moved, and possible when it is a round of its own."""
    client = await api.as_("county_officer")
    stays = await join(client, "王小军", id_number=id_number(501))
    goes = await join(client, "王小军", id_number=id_number(503))
    await cover(client, await make_plan(api), stays, goes)
    before = await ties(api, stays["id"]), await ties(api, goes["id"])
    body = {"duplicate_id": goes["id"], "take": {}}
    answer = await client.post(f"/members/{stays['id']}/merges", json=body, headers=seen(stays))
    assert (answer.status_code, answer.json()["code"]) == (409, "member_merge_held_twice")
    assert (await ties(api, stays["id"]), await ties(api, goes["id"])) == before
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("update protection_cover set round = 2 where member_id = :id"), {"id": goes["id"]})
    await merge(client, stays, goes)
    assert (await ties(api, stays["id"]))["protection_cover"] == 2


async def test_it_follows_who_joins_again(api: Api) -> None:
    """MBR-02: who left and joins elsewhere has a new file, and all that was; the old file is gone."""
    client = await api.as_("county_officer")
    old = await join(client, "王小军", id_number=id_number(501))
    await cover(client, await make_plan(api), old)
    await households.enter(client, member_id=old["id"])
    before = await ties(api, old["id"])
    assert before["household"] == before["protection_cover"] == 1
    assert (await step(client, old, "withdraw", reason="本人申请")).status_code == 200
    again = await join(client, "王小军", "hospital", id_number=id_number(501))
    assert again["id"] != old["id"]
    assert await ties(api, again["id"]) == before | {"membership": 2}
    assert (await client.get(f"/members/{old['id']}")).status_code == 404


async def test_a_cover_that_cannot_follow_keeps_the_old_file(api: Api) -> None:
    """The new file has a cover of that round already: joining goes through, and the old cover stays where it is."""
    client = await api.as_("county_officer")
    old = await join(client, "王小军", id_number=id_number(501))
    await cover(client, await make_plan(api), old)
    assert (await step(client, old, "withdraw", reason="本人申请")).status_code == 200
    entered = await enter(client, "王小军", "hospital", id_number=id_number(501))
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "insert into protection_cover select (jsonb_populate_record(c, jsonb_build_object("
                "'id', gen_random_uuid(), 'member_id', cast(:new as text)))).* from protection_cover c"
                " where c.member_id = :old"
            ),
            {"new": entered["id"], "old": old["id"]},
        )
    assert (await step(client, entered, "approve")).status_code == 200
    assert (await ties(api, old["id"]))["protection_cover"] == 1
    assert (await ties(api, entered["id"]))["protection_cover"] == 1
    assert ((await ties(api, old["id"]))["membership"], (await ties(api, entered["id"]))["membership"]) == (0, 2)
