"""Pairings through HTTP: a helper for a household, the log, those that have fallen silent (AID-21; issue 4 section 3)."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from backend.domain.pairing.codes import PairingState
from backend.domain.pairing.rules import state_of
from tests import households
from tests.api.test_sign_in import rows
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of, today


async def on_file(api: Api) -> dict[str, Any]:
    return await households.open_file(await api.as_("union_chair"), await api.as_("county_officer"))


async def begin(client: httpx.AsyncClient, household: dict[str, Any], **more: Any) -> httpx.Response:
    usual = {"household_id": household["id"], "kind": "cadre", "name": "方秀云", "post": "主席"}
    body = usual | {"started_on": today().isoformat()} | more
    return await client.post("/pairings", json=body, headers=once())


async def contact(client: httpx.AsyncClient, pairing: dict[str, Any], **more: Any) -> httpx.Response:
    usual = {"on": today().isoformat(), "done": "入户看望，孩子学费已交", "help_fen": 50_000, "in_kind": "米面油"}
    return await client.post(
        f"/pairings/{pairing['id']}/contacts", json=usual | {"next": "春节前再去"} | more, headers=seen(pairing)
    )


@pytest.mark.parametrize(
    ("days", "ended", "state"),
    [(0, False, "active"), (90, False, "active"), (91, False, "silent"), (400, False, "silent"), (400, True, "ended")],
)
def test_ninety_days(days: int, ended: bool, state: str) -> None:
    """AID-21: the ninetieth day still counts; a new pairing has as long for its first contact."""
    last = today() - timedelta(days=days)
    for started, contacted in ((last, None), (last - timedelta(days=300), last)):
        told = state_of(started_on=started, last_on=contacted, ended_on=today() if ended else None, today=today())
        assert told is PairingState(state)


async def test_from_the_first_visit_to_the_end(api: Api) -> None:
    """AID-21: paired, looked after, on record; what was done is sealed, and read by those who may see a file's troubles."""
    chair = await api.as_("union_chair")
    household = await on_file(api)
    begun = await begin(chair, household)
    assert begun.status_code == 201, begun.text
    assert (begun.json()["state"], begun.json()["household_name"]) == ("active", "王小军")
    again = await begin(chair, household)
    assert (again.status_code, again.json()["code"]) == (409, "pairing_twice")
    assert (await begin(chair, household, kind="unit", name="青溪纺织有限公司", post="")).status_code == 201
    told = (await contact(chair, begun.json())).json()
    assert (told["contact_on"], told["contacts"][0]["done"]) == (today().isoformat(), "入户看望，孩子学费已交")
    ((sealed,),) = await rows(api, "select done from pairing_contact")
    assert "入户".encode() not in sealed
    finance = (await (await api.as_("county_finance")).get(f"/pairings/{told['id']}")).json()
    assert (finance["contacts"][0]["done"], finance["hidden"]) == ("", ["done", "next"])
    assert finance["contacts"][0]["help_fen"] == 50_000

    end = {"step": "end", "on": today().isoformat(), "reason": "已脱困"}
    ended = await chair.post(f"/pairings/{told['id']}/steps", json=end, headers=seen(told))
    assert (ended.status_code, ended.json()["state"]) == (200, "ended")
    late = await contact(chair, ended.json())
    assert (late.status_code, late.json()["code"]) == (409, "pairing_ended")
    events = await rows(api, "select event from audit_event where event like 'pairing%' order by id")
    assert [event for (event,) in events] == ["pairing_begun", "pairing_begun", "pairing_contacted", "pairing_ended"]
    # Paired anew after the end.
    assert (await begin(chair, household)).status_code == 201


async def test_an_officer_of_the_register_is_named_by_it(api: Api) -> None:
    await place_things(api)
    chair = await api.as_("union_chair")
    household = {"id": str(id_of("household:textile"))}
    made = await begin(chair, household, officer_id=str(id_of("officer:textile")), name="", kind="cadre", post="")
    assert (made.status_code, made.json()["code"]) == (409, "pairing_twice")
    await rows(api, "update pairing set ended_on = current_date returning 1")
    made = await begin(chair, household, officer_id=str(id_of("officer:textile")), name="", post="")
    assert (made.json()["name"], made.json()["post"]) == ("方秀云", "主席")
    stranger = await begin(chair, household, officer_id=str(id_of("officer:hospital")), name="")
    assert stranger.status_code == 404


async def test_what_cannot_be(api: Api) -> None:
    chair = await api.as_("union_chair")
    draft = await households.enter(chair)
    refused = await begin(chair, draft)
    assert (refused.status_code, refused.json()["code"]) == (409, "pairing_without_file")
    household = await on_file(api)
    nameless = await begin(chair, household, name=" ")
    assert (nameless.status_code, nameless.json()["code"]) == (422, "pairing_helper_nameless")
    tomorrow = (today() + timedelta(days=1)).isoformat()
    ahead = await begin(chair, household, started_on=tomorrow)
    assert (ahead.status_code, ahead.json()["code"]) == (422, "pairing_day_out")
    pairing = (await begin(chair, household)).json()
    for on in (tomorrow, (today() - timedelta(days=1)).isoformat()):
        assert (await contact(chair, pairing, on=on)).json()["code"] == "pairing_day_out"
    assert (await contact(chair, pairing, help_fen=-1)).status_code == 422
    both = await asyncio.gather(contact(chair, pairing), contact(await api.as_("county_officer"), pairing))
    assert sorted(one.status_code for one in both) == [200, 412]
    assert (await begin(await api.as_("sibling_chair"), household)).status_code == 404


async def test_the_list_of_those_that_have_fallen_silent(api: Api, queries: Callable[..., Any]) -> None:
    """issue 4 section 3: no contact for ninety days, by the household too, in a fixed number of statements."""
    await place_things(api)
    await rows(
        api,
        "update pairing set contact_on = :on where id = :id returning 1",
        on=today() - timedelta(days=90),
        id=id_of("pairing:textile"),
    )
    county = await api.as_("county_officer")
    with queries(at_most=6):
        silent = (await county.get("/pairings", params={"state": "silent", "with_total": True})).json()
    assert (silent["total"], {item["state"] for item in silent["items"]}) == (2, {"silent"})
    names = {item["organization_name"] for item in silent["items"]}
    assert names == {"青溪县人民医院工会", "白石水泥有限公司工会"}
    one = (await county.get("/pairings", params={"household_id": str(id_of("household:textile"))})).json()
    assert [(item["id"], item["state"]) for item in one["items"]] == [(str(id_of("pairing:textile")), "active")]


async def test_it_goes_where_its_household_goes(api: Api) -> None:
    """ORG-23: a move of the tree takes the pairing and its log along with the file."""
    chair, city = await api.as_("union_chair"), await api.as_("city_officer")
    pairing = (await contact(chair, (await begin(chair, await on_file(api))).json())).json()
    await rows(
        api, "update household set member_id = null where id = :id returning 1", id=UUID(pairing["household_id"])
    )
    version = (await city.get(f"/organizations/{id_of('chengguan')}")).json()["version"]
    move = {"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": today().isoformat()}
    moved = await city.post(
        f"/organizations/{id_of('chengguan')}/steps", json=move, headers={"If-Match": f'"v{version}"'}
    )
    assert moved.status_code == 200, moved.text
    assert (await (await api.as_("county_officer")).get(f"/pairings/{pairing['id']}")).status_code == 404
    shown = (await (await api.as_("neighbour_officer")).get(f"/pairings/{pairing['id']}")).json()
    assert len(shown["contacts"]) == 1
    assert date.fromisoformat(shown["started_on"]) == today()
