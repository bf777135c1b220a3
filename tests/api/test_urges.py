"""Urging a union from above: a re-election, vacant posts, overdue transfers (ORG-19, 22; MBR-02)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

from backend.db.queries import urge as urges
from backend.domain.access import EVERYTHING
from tests.api.test_sign_in import rows
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of, today


async def begin_term(api: Api, union: str, on: date | None = None) -> None:
    """Let the present term of a union have begun on that day: long ago unless said."""
    on = on or date(today().year - 6, 1, 1)
    await rows(api, "update organization set term_started_on = :on where id = :id returning 1", on=on, id=id_of(union))


async def all_in_term(api: Api) -> None:
    """No re-election is due anywhere."""
    await rows(api, "update organization set term_started_on = current_date returning 1")


async def send(
    client: httpx.AsyncClient, union: str = "textile", subject: str = "term", note: str = "请于月底前报换届请示"
) -> httpx.Response:
    body = {"organization_id": str(id_of(union)), "subject": subject, "note": note}
    return await client.post("/urges", json=body, headers=once())


async def waiting(client: httpx.AsyncClient) -> list[tuple[str, str, str]]:
    """(union, subject, who urges) of the urges on somebody's workbench."""
    items = (await client.get("/me/todo")).json()["items"]
    return [(item["name"], item["urge"]["subject"], item["detail"]) for item in items if item["kind"] == "urge"]


async def test_an_urge_waits_below_until_it_is_settled(api: Api) -> None:
    """ORG-22: on the desks of the union and of those between; gone when the committee is elected; the sender sees all."""
    await all_in_term(api)
    await begin_term(api, "textile")
    county = await api.as_("county_officer")
    sent = await send(county)
    assert sent.status_code == 201, sent.text
    assert (sent.json()["state"], sent.json()["from_organization_name"]) == ("sent", "青溪县总工会")
    chair, township = await api.as_("union_chair"), await api.as_("township_officer")
    mine = [("青溪纺织有限公司工会", "term", "青溪县总工会")]
    assert await waiting(chair) == mine
    assert await waiting(township) == mine
    assert await waiting(await api.as_("sibling_chair")) == []
    assert await waiting(await api.as_("city_officer")) == []
    assert await waiting(county) == []

    urge = (await chair.get(f"/urges/{sent.json()['id']}")).json()
    read = await chair.post(f"/urges/{urge['id']}/steps", json={"step": "see"}, headers=seen(urge))
    assert (read.status_code, read.json()["state"], read.json()["seen_by_name"]) == (200, "seen", "方秀云")
    assert await waiting(chair) == mine

    elected = {
        "organization_id": str(id_of("textile")),
        "kind": "union",
        "elected_on": today().isoformat(),
        "term_years": 5,
    }
    assert (await chair.post("/committees", json=elected, headers=once())).status_code == 201
    assert await waiting(chair) == []
    known = (await county.get("/urges", params={"sent": True})).json()["items"]
    assert [(item["state"], item["seen_by_name"]) for item in known] == [("settled", "方秀云")]
    assert (await county.get("/urges", params={"state": "sent"})).json()["items"] == []
    told = await rows(api, "select event from audit_event where event like 'urge%' order by id")
    assert [event for (event,) in told] == ["urge_sent", "urge_seen"]


async def test_what_is_settled_does_not_come_back(api: Api) -> None:
    """ORG-22: the house notes the settlement, so the next term that runs out revives no old urge."""
    await all_in_term(api)
    await begin_term(api, "textile")
    county = await api.as_("county_officer")
    urge = (await send(county)).json()
    now = datetime.now(UTC)
    async with api.database.transaction(EVERYTHING) as session:
        assert await urges.settle(session, EVERYTHING, now=now) == 0
    await begin_term(api, "textile", today())
    async with api.database.transaction(EVERYTHING) as session:
        assert await urges.settle(session, EVERYTHING, now=now) == 1
    await begin_term(api, "textile")
    assert (await county.get(f"/urges/{urge['id']}")).json()["state"] == "settled"
    assert await waiting(await api.as_("union_chair")) == []


async def test_once_a_day_and_withdrawn_by_who_sent_it(api: Api) -> None:
    """ORG-22: a second urge on the day is refused with a sentence; a withdrawn one leaves the desk."""
    await all_in_term(api)
    await begin_term(api, "textile")
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    urge = (await send(county)).json()
    again = await send(county)
    assert (again.status_code, again.json()["code"]) == (409, "urge_sent_today")
    assert "明天" in again.json()["detail"]
    steps = {step["step"]: step["allowed"] for step in urge["steps"]}
    assert steps == {"see": False, "withdraw": True}

    async def withdraw(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post(f"/urges/{urge['id']}/steps", json={"step": "withdraw"}, headers=seen(urge))

    assert (await withdraw(chair)).status_code == 403
    other = await withdraw(await api.as_("city_officer"))
    assert (other.status_code, other.json()["code"]) == (409, "urge_not_sender")
    own = await county.post(f"/urges/{urge['id']}/steps", json={"step": "see"}, headers=seen(urge))
    assert (own.status_code, own.json()["code"]) == (409, "urge_sender")
    taken = await withdraw(county)
    assert (taken.status_code, taken.json()["state"]) == (200, "withdrawn")
    assert await waiting(chair) == []
    assert (await send(county)).status_code == 201


async def test_only_downwards_and_only_what_is_due(api: Api) -> None:
    """ORG-22: not the own union, not beyond the subtree, not without need; a basic union urges nobody."""
    await all_in_term(api)
    await begin_term(api, "qingxi")
    county = await api.as_("county_officer")
    assert (await send(county, "qingxi")).json()["code"] == "urge_itself"
    assert (await send(county, "hospital")).json()["code"] == "urge_needless"
    assert (await send(county, "electronics")).status_code == 404
    assert (await send(await api.as_("union_chair"))).status_code == 403


async def test_many_at_once_with_a_result_for_each(api: Api, queries: Callable[..., Any]) -> None:
    """ORG-22: those that cannot be urged say why, the others are; all that are due in one request."""
    await all_in_term(api)
    for union in ("textile", "cement"):
        await begin_term(api, union)
    county = await api.as_("county_officer")
    ids = [str(id_of(union)) for union in ("textile", "hospital", "electronics")]
    with queries(at_most=12):
        answer = await county.post("/urges/batches", json={"subject": "term", "ids": ids}, headers=once())
    done = answer.json()
    assert (done["total"], done["succeeded"], done["failed"]) == (3, 1, 2), answer.text
    assert [item["status"] for item in done["items"]] == [201, 409, 404]
    assert done["items"][1]["problem"]["code"] == "urge_needless"
    everybody = {"subject": "term", "query": {"under_id": str(id_of("qingxi")), "phase": "overdue"}}
    rest = (await county.post("/urges/batches", json=everybody, headers=once())).json()
    assert [(item["name"], item["status"]) for item in rest["items"]] == [
        ("青溪纺织有限公司工会", 409),
        ("白石水泥有限公司工会", 201),
    ]
    unclear = await county.post("/urges/batches", json={"subject": "term"}, headers=once())
    assert unclear.status_code == 422


async def test_vacant_posts_and_late_transfers(api: Api) -> None:
    """ORG-19, MBR-02: settled by appointing the chair, by answering the transfer."""
    await all_in_term(api)
    await place_things(api)
    await rows(api, "update urge set withdrawn_at = now() returning 1")
    county, neighbour = await api.as_("county_officer"), await api.as_("neighbour_officer")
    assert (await send(county, "textile", "vacancy")).json()["code"] == "urge_needless"
    assert (await send(county, "walking_street", "vacancy")).status_code == 201
    officer = {
        "organization_id": str(id_of("walking_street")),
        "post": "chair",
        "name": "罗江",
        "sex": "male",
        "started_on": today().isoformat(),
    }
    township = await api.as_("township_officer")
    assert await waiting(township) == [("步行一条街联合工会", "vacancy", "青溪县总工会")]
    assert (await township.post("/officers", json=officer, headers=once())).status_code == 201
    assert await waiting(township) == []

    late = today() - timedelta(days=3)
    await rows(api, "update transfer set due_on = :on returning 1", on=late)
    # The receiving union has to answer; the leaving one has not.
    assert (await send(county, "textile", "transfer")).json()["code"] == "urge_needless"
    urge = await send(neighbour, "electronics", "transfer")
    assert urge.status_code == 201, urge.text
    desk = (await neighbour.get("/me/todo")).json()["items"]
    assert [item["urged_on"] for item in desk if item["kind"] == "transfer_in"] == [today().isoformat()]


async def test_the_desk_above_knows_what_was_urged(api: Api) -> None:
    """RPT-09: the row of a re-election says when it was last urged, and the union's page what may be done."""
    await all_in_term(api)
    await begin_term(api, "textile")
    county = await api.as_("county_officer")
    before = (await county.get(f"/organizations/{id_of('textile')}")).json()
    assert {step["step"]: step["allowed"] for step in before["steps"]}["urge_term"] is True
    await send(county)
    after = (await county.get(f"/organizations/{id_of('textile')}")).json()
    assert after["urged_on"] == today().isoformat()
    urging = next(step for step in after["steps"] if step["step"] == "urge_term")
    assert urging["allowed"] is False
    assert "今天" in urging["reason"]
    items = (await county.get("/me/todo")).json()["items"]
    # Beside it stand the reports that a county owes on every day.
    assert [item["urged_on"] for item in items if item["kind"] == "term"] == [today().isoformat()]


async def test_an_urge_moves_with_its_union(api: Api) -> None:
    """ORG-23: the new county finds it, the old one loses it."""
    await all_in_term(api)
    await begin_term(api, "textile")
    urge = (await send(await api.as_("county_officer"))).json()
    city = await api.as_("city_officer")
    version = (await city.get(f"/organizations/{id_of('chengguan')}")).json()["version"]
    move = {"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": today().isoformat()}
    moved = await city.post(
        f"/organizations/{id_of('chengguan')}/steps", json=move, headers={"If-Match": f'"v{version}"'}
    )
    assert moved.status_code == 200
    assert (await (await api.as_("county_officer")).get(f"/urges/{urge['id']}")).status_code == 404
    assert (await (await api.as_("neighbour_officer")).get(f"/urges/{urge['id']}")).status_code == 200
