"""Demonstration units: granted from above, taken back, counted by township (ORG-16)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx

from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of, today


async def grant(client: httpx.AsyncClient, union: str = "textile", **more: Any) -> httpx.Response:
    """Make a union a demonstration unit from today."""
    draft = {
        "organization_id": str(id_of(union)),
        "kind": "demonstration",
        "started_on": today().isoformat(),
        "document_number": "青工发〔2026〕12 号",
    }
    return await client.post("/honours", json=draft | more, headers=once())


async def withdraw(client: httpx.AsyncClient, honour: dict[str, Any], **more: Any) -> httpx.Response:
    body = {"step": "withdraw", "on": today().isoformat(), "reason": "复查不合格"} | more
    return await client.post(f"/honours/{honour['id']}/steps", json=body, headers=seen(honour))


async def union_of(client: httpx.AsyncClient, key: str) -> dict[str, Any]:
    return (await client.get(f"/organizations/{id_of(key)}")).json()  # type: ignore[no-any-return]


def open_steps(union: dict[str, Any]) -> dict[str, bool]:
    return {step["step"]: step["allowed"] for step in union["steps"]}


async def test_a_union_above_grants_and_withdraws(api: Api) -> None:
    """ORG-16: from a day, on a document; the union bears it, the history keeps it, the audit tells it."""
    county = await api.as_("county_officer")
    assert open_steps(await union_of(county, "textile"))["grant_demonstration"] is True
    answer = await grant(county)
    assert answer.status_code == 201, answer.text
    honour = answer.json()
    assert (honour["granted_by_name"], honour["steps"][0]["allowed"]) == ("青溪县总工会", True)
    bearer = await union_of(county, "textile")
    assert [held["kind"] for held in bearer["honours"]] == ["demonstration"]
    assert open_steps(bearer)["withdraw_demonstration"] is True
    assert "grant_demonstration" not in open_steps(bearer)
    again = await grant(county)
    assert (again.status_code, again.json()["code"]) == (409, "honour_held")
    taken = await withdraw(county, honour)
    assert (taken.status_code, taken.json()["ended_on"]) == (200, today().isoformat())
    assert (await union_of(county, "textile"))["honours"] == []
    over = await withdraw(county, taken.json())
    assert (over.status_code, over.json()["code"]) == (409, "honour_ended")
    assert (await grant(county)).status_code == 201
    history = await county.get("/honours", params={"organization_id": str(id_of("textile"))})
    assert [item["ended_on"] for item in history.json()["items"]] == [None, today().isoformat()]
    told = await rows(api, "select event, object_kind from audit_event where event like 'honour%' order by id")
    assert [event for event, _kind in told] == ["honour_granted", "honour_withdrawn", "honour_granted"]


async def test_not_by_itself_and_not_to_a_federation(api: Api) -> None:
    """ORG-16: granted from above, to a basic union or an association; a township holds no right to grant."""
    county = await api.as_("county_officer")
    for union, code in (("qingxi", "honour_by_itself"), ("chengguan", "honour_unfit"), ("weaving", "honour_unfit")):
        refused = await grant(county, union)
        assert (refused.status_code, refused.json()["code"]) == (409, code), union
    assert "grant_demonstration" not in open_steps(await union_of(county, "chengguan"))
    assert (await grant(county, "electronics")).status_code == 404
    assert (await grant(await api.as_("union_chair"))).status_code == 403
    assert open_steps(await union_of(await api.as_("union_chair"), "textile"))["grant_demonstration"] is False


async def test_days_and_grounds(api: Api) -> None:
    """ORG-16: not before the union, not tomorrow, not without a document or a reason."""
    county = await api.as_("county_officer")
    tomorrow = (today() + timedelta(days=2)).isoformat()
    for more, code in (
        ({"started_on": tomorrow}, "effective_on_in_future"),
        ({"started_on": "2019-12-31"}, "honour_dates_wrong"),
        ({"document_number": " "}, "honour_ground_missing"),
    ):
        refused = await grant(county, **more)
        assert refused.status_code == 422, refused.text
        assert code in {refused.json()["code"], *(error["code"] for error in refused.json().get("errors", ()))}


async def test_townships_and_counties_say_how_many(api: Api, queries: Callable[..., Any]) -> None:
    """ORG-16: one or two per township; the county sums its townships and says which have one."""
    county = await api.as_("county_officer")
    await grant(county, "textile")
    await grant(county, "hospital")
    due = {"due_least": 1, "due_most": 2}
    assert (await union_of(county, "chengguan"))["demonstrations"] == due | {
        "units": 2,
        "townships": 1,
        "townships_with_one": 1,
    }
    assert (await union_of(county, "baishi"))["demonstrations"]["units"] == 0
    assert (await union_of(county, "qingxi"))["demonstrations"] == {
        "units": 2,
        "townships": 2,
        "townships_with_one": 1,
        "due_least": 2,
        "due_most": 4,
    }
    assert (await union_of(county, "textile"))["demonstrations"] is None
    with queries(at_most=5):
        listed = await county.get("/organizations", params={"honour": "demonstration"})
    assert {item["name"]: item["honours"] for item in listed.json()["items"]} == {
        "青溪纺织有限公司工会": ["demonstration"],
        "青溪县人民医院工会": ["demonstration"],
    }


async def test_an_honour_ends_with_its_union(api: Api) -> None:
    """ORG-16, 23: a merged union is no demonstration unit any more."""
    county = await api.as_("county_officer")
    await grant(county)
    version = (await union_of(county, "textile"))["version"]
    merge = {"step": "merge", "into_id": str(id_of("hospital")), "effective_on": today().isoformat()}
    answer = await county.post(
        f"/organizations/{id_of('textile')}/steps", json=merge, headers={"If-Match": f'"v{version}"'}
    )
    assert (answer.status_code, answer.json()["honours"]) == (200, [])
    assert (await union_of(county, "chengguan"))["demonstrations"]["units"] == 0
