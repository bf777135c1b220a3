"""A file as it was kept is read again (issue 4 section 1; AID-09, AID-24): masked as the file is, with what changed since."""

from collections.abc import Callable
from typing import Any

import httpx
import orjson
from sqlalchemy import select

from backend.db.household_records import SNAPSHOT
from backend.db.tables.aid import HouseholdSnapshot
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.households import change, open_file, person


async def kept(client: httpx.AsyncClient, file: dict[str, Any]) -> Any:
    """The file as it was kept last."""
    history = (await client.get(f"/households/{file['id']}/events")).json()
    path = f"/households/{file['id']}/snapshots/{history['snapshots'][0]['id']}"
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_file_is_read_as_it_was(api: Api) -> None:
    """What was said when it was put on record stays, whatever the file says today."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    given = {"phone": "13800138000", "bank": "中国银行", "bank_card": "6222021001116245702", "medical_fen": 900_000}
    mother = person("parent", "李桂英", illness="cancer", health_note="化疗中")
    file = await open_file(chair, officer, **given, family=[mother], marriage="divorced")
    [worker, ill] = file["people"]
    same = {name: worker[name] for name in ("id", "relation", "name", "unit", "livelihood", "married")}
    changed = await change(
        chair,
        file,
        bank="建设银行",
        phone="13900139000",
        medical_fen=0,
        worker=same | {"income_fen": 300_000},
        family=[person("sibling", "王小红")],
    )
    assert changed.status_code == 200, changed.text
    was = await kept(officer, file)
    assert (was["kind"], was["taken_by_name"], was["year"]) == ("application", "李梅", int(file["opened_on"][:4]))
    assert (was["content"]["bank"], was["content"]["medical_fen"]) == ("中国银行", 900_000)
    assert was["content"]["phone_masked"] == file["phone_masked"] != changed.json()["phone_masked"]
    assert was["changed"] == ["bank", "medical_fen", "phone"]
    assert [(each["name"], each["gone"], each["changed"]) for each in was["people"]] == [
        ("王小军", False, ["income_fen"]),
        ("李桂英", True, []),
    ]
    assert (was["people"][1]["illness"], was["people"][1]["health_noted"]) == ("cancer", True)
    assert was["people"][1]["id_number_masked"] == ill["id_number_masked"]
    assert was["joined"] == ["王小红"]
    assert was["evaluation"]["net_fen"] == file["net_fen"]
    assert "13800138000" not in str(was)
    assert "化疗中" not in str(was)
    assert mother["id_number"] not in str(was)


async def test_health_and_amounts_are_for_those_who_may_see_them(api: Api) -> None:
    """Not by what stood there, and not by being told that it is another today."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    file = await open_file(chair, officer, medical_fen=900_000, worker=person(illness="cancer", health_note="化疗中"))
    same = {name: file["people"][0][name] for name in ("id", "relation", "name", "unit")}
    healed = same | {"illness": "none", "health_note": "已康复", "income_fen": 500_000}
    assert (await change(chair, file, medical_fen=0, worker=healed)).status_code == 200
    was = await kept(await api.as_("county_finance"), file)
    assert (was["evaluation"], was["content"]["medical_fen"], was["changed"]) == (None, None, [])
    worker = was["people"][0]
    assert (worker["illness"], worker["income_fen"], worker["health_noted"], worker["changed"]) == (
        None,
        None,
        False,
        [],
    )
    assert "medical_fen" in was["hidden"]


async def test_a_snapshot_belongs_to_its_file(api: Api, queries: Callable[..., Any]) -> None:
    """Asked for under another file, or from another county, it is not there; one look costs few statements."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    mine = await open_file(chair, officer)
    other = await open_file(chair, officer, worker=person(name="赵强"), family=[], still_poor=True)
    history = (await chair.get(f"/households/{mine['id']}/events")).json()
    snapshot = history["snapshots"][0]["id"]
    assert (await chair.get(f"/households/{other['id']}/snapshots/{snapshot}")).status_code == 404
    stranger = await api.as_("neighbour_officer")
    assert (await stranger.get(f"/households/{mine['id']}/snapshots/{snapshot}")).status_code == 404
    with queries(at_most=9):
        assert (await chair.get(f"/households/{mine['id']}/snapshots/{snapshot}")).status_code == 200


NEWEST = frozenset(
    {
        *("nation", "work_started_on", "unit_ownership", "unit_industry", "unit_address", "other_phone", "postcode"),
        "school_years",
    }
)
"""What came after files were first kept."""


async def test_a_snapshot_of_before_a_field_was_is_read(api: Api) -> None:
    """Issue 4 section 1: what the file did not have then is empty, and no change, in the file and of each person."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    more = {"nation": "han", "unit_address": "纺织路 1 号", "postcode": "250000", "other_phone": "13800138000"}
    file = await open_file(chair, officer, **more)
    async with api.database.transaction(EVERYTHING) as session:
        row = (await session.scalars(select(HouseholdSnapshot))).one()
        content = orjson.loads(api.vault.open(row.content, SNAPSHOT, "content", row.id))
        assert set(more) <= set(content)
        people = [{name: said for name, said in each.items() if name not in NEWEST} for each in content["people"]]
        then = {name: said for name, said in content.items() if name not in NEWEST} | {"people": people}
        row.content = api.vault.seal(orjson.dumps(then).decode(), SNAPSHOT, "content", row.id)
    was = await kept(chair, file)
    assert (was["content"]["nation"], was["content"]["unit_address"], was["changed"]) == (None, "", [])
    assert (was["content"]["postcode_masked"], was["content"]["other_phone_masked"]) == (None, None)
    assert [each["changed"] for each in was["people"]] == [[] for _ in file["people"]]
    assert [each["school_years"] for each in was["people"]] == [None for _ in file["people"]]
