"""Saved views: mine, the office's, the city's (ui.md row 2)."""

from typing import Any

import httpx
import pytest

from backend.api.view.lists import LISTS
from backend.api.view.schemas import Noun
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.town import id_of

DRAFT = {"noun": "members", "name": "无证会员", "query": {"card": "no", "sort": "-created"}}


async def keep(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    answer = await client.post("/saved-views", json={**DRAFT, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def names(client: httpx.AsyncClient, **params: str) -> list[str]:
    return [item["name"] for item in (await client.get("/saved-views", params=params)).json()["items"]]


async def change(client: httpx.AsyncClient, view: dict[str, Any], **new: Any) -> httpx.Response:
    return await client.patch(f"/saved-views/{view['id']}", json=new, headers={"If-Match": f'"v{view["version"]}"'})


async def test_who_sees_a_view(api: Api) -> None:
    """Private to oneself, office to the home union, city to all."""
    mine, office, other = [await api.as_(key) for key in ("county_officer", "county_chair", "neighbour_officer")]
    view = await keep(mine)
    assert view["query"] == DRAFT["query"]
    await keep(
        mine, name="机构", noun="organizations", query={"kind": "township_federation,street_federation", "view": "all"}
    )
    assert await names(mine, noun="members") == ["无证会员"]
    assert await names(office) == await names(other) == []
    assert (await office.get(f"/saved-views/{view['id']}")).status_code == 404
    view = (await change(mine, view, sharing="office", name="无证会员（本县）")).json()
    assert await names(office) == ["无证会员（本县）"]
    assert await names(other) == []
    view = (await change(mine, view, sharing="city")).json()
    assert await names(other) == ["无证会员（本县）"]
    shown = (await other.get("/saved-views")).json()["items"][0]
    assert (shown["mine"], shown["user_name"]) == (False, None)


async def test_who_changes_a_view(api: Api) -> None:
    """The office mends what it shares; a city's view and the deletion are the owner's."""
    mine, office, other = [await api.as_(key) for key in ("county_officer", "county_chair", "neighbour_officer")]
    view = await keep(mine, sharing="office")
    mended = await change(office, view, name="办公室改过")
    assert mended.status_code == 200, mended.text
    assert mended.json()["user_name"] == "何静"
    view = mended.json()
    assert (await change(office, view, sharing="private")).json()["code"] == "saved_view_not_yours"
    version = {"If-Match": f'"v{view["version"]}"'}
    assert (await office.delete(f"/saved-views/{view['id']}", headers=version)).status_code == 403
    view = (await change(mine, view, sharing="city")).json()
    assert (await change(other, view, name="x")).status_code == 403
    assert (await change(mine, {**view, "version": 1}, name="x")).status_code == 412
    version = {"If-Match": f'"v{view["version"]}"'}
    assert (await mine.delete(f"/saved-views/{view['id']}", headers=version)).status_code == 204
    assert await names(other) == []
    events = [row[0] for row in await rows(api, "select event from audit_event order by id")]
    assert events[0] == "saved_view_kept"
    assert events[-1] == "saved_view_deleted"


async def test_the_city_is_not_everybody_s_board(api: Api) -> None:
    """A basic union shares with its office only."""
    client = await api.as_("union_chair")
    answer = await client.post("/saved-views", json={**DRAFT, "sharing": "city"})
    assert (answer.status_code, answer.json()["code"]) == (403, "saved_view_too_wide")


async def test_a_default_is_each_one_s_own(api: Api) -> None:
    """A shared view may be the default of one and not of another."""
    mine, office = await api.as_("county_officer"), await api.as_("county_chair")
    view = await keep(mine, sharing="office")
    path, version = f"/saved-views/{view['id']}/steps", {"If-Match": '"v1"'}
    answer = await office.post(path, json={"step": "make_default"}, headers=version)
    assert [item["is_default"] for item in answer.json()["items"]] == [True]
    assert (await mine.get(f"/saved-views/{view['id']}")).json()["is_default"] is False
    second = await keep(office, name="另一个")
    await office.post(f"/saved-views/{second['id']}/steps", json={"step": "make_default"}, headers=version)
    defaults = {item["name"]: item["is_default"] for item in (await office.get("/saved-views")).json()["items"]}
    assert defaults == {"无证会员": False, "另一个": True}
    await office.post(f"/saved-views/{second['id']}/steps", json={"step": "clear_default"}, headers=version)
    assert not any(item["is_default"] for item in (await office.get("/saved-views")).json()["items"])


async def test_give_a_view_to_a_colleague(api: Api) -> None:
    """So that nothing is orphaned when somebody leaves; only one's own, only within the office."""
    mine, office, other = [await api.as_(key) for key in ("county_officer", "county_chair", "neighbour_officer")]
    view = await keep(mine)
    path, version = f"/saved-views/{view['id']}/steps", {"If-Match": '"v1"'}

    def to(person: str) -> dict[str, str]:
        return {"step": "give", "to_user_id": str(id_of(f"user:{person}"))}

    abroad = await mine.post(path, json=to("neighbour_officer"), headers=version)
    assert (abroad.status_code, abroad.json()["code"]) == (409, "saved_view_not_a_colleague")
    assert (await other.post(path, json=to("neighbour_officer"), headers=version)).status_code == 404
    given = await mine.post(path, json=to("county_chair"), headers=version)
    assert given.json()["items"] == []
    assert await names(office) == ["无证会员"]
    shared = await keep(mine, sharing="office")
    taken = await office.post(f"/saved-views/{shared['id']}/steps", json=to("county_chair"), headers=version)
    assert taken.status_code == 403


async def test_limits(api: Api) -> None:
    """Small, in one form, never a 500."""
    client = await api.as_("county_officer")
    for wrong in (
        {"query": {"a": "x" * 20_000}},
        {"noun": "Members!"},
        {"name": " "},
        {"query": {"a": "\x00"}},
        {"x": 1},
    ):
        assert (await client.post("/saved-views", json={**DRAFT, **wrong})).status_code == 422, wrong


UNION = str(id_of("textile"))
FITTING = {
    "members": {"org": UNION, "status": "active,retained", "age": "30~45", "birthday": "this", "changed": "90"},
    "organizations": {
        "at": UNION,
        "view": "all",
        "q": "纺织",
        "level": "4,5",
        "status": "dissolved",
        "ownership": "private,state",
        "industry": "manufacturing",
        "founded": "2026-01-01~",
        "qualified": "no",
    },
    "employers": {
        "covered": False,
        "shared": True,
        "employees[gte]": 25,
        "employees[lt]": 100,
        "listed_on[lt]": "2026-01-01",
    },
    "officers": {"view": "due", "phase": "overdue", "under_id": UNION, "post": "chair,vice_chair"},
    "transfers": {"view": "overdue", "q": "ZJ-2026", "other": UNION, "form": "push", "requested": "2026-01-01~"},
    "users": {"role": "officer", "status": "active", "org": UNION},
    "audit": {
        "event": "member_edited,member_merged",
        "from": "2026-01-01",
        "to": "2026-12-31",
        "actor": UNION,
        "name": "何静",
    },
    "aid-cases": {"view": "late", "program_kind": "schooling,medical", "category": "deep", "waiting_days": "5"},
    "aid-applications": {"status": "submitted,asked", "cause": "own_illness"},
    "aid-programs": {"status": "open", "kind": "schooling,medical", "year": "2026", "below": True},
    "pairings": {"state": "silent"},
    "papers": {"view": "completeness", "kind": "plan,minutes", "year": "2026", "state": "kept,due", "under_id": UNION},
    "trip-demands": {"year": 2027, "province": "sichuan,hunan", "state": "open,partly", "days": "2027-01-08~"},
    "return-trips": {"status": "planned", "province": "sichuan"},
    "needs-surveys": {
        **{"view": "progress", "held": "2026-01-01~2026-12-31", "way": "meeting,home_visits", "year": 2026},
        **{"cause": "own_illness", "state": "overdue"},
    },
    "aid-stations": {"view": "coverage", "q": "人民路", "kind": "center,point", "state": "closed", "service": "legal"},
    "visit-plans": {"q": "春节", "status": "planned,under_way", "occasion": "new_year"},
    "visits": {"outcome": "planned", "kind": "poor,model_worker", "overdue": True},
    "notices": {"view": "objections", "state": "open,upheld"},
    "funds": {"source": "treasury,own", "status": "open", "year": "2025,2026", "q": "送温暖"},
    "vouchers": {"state": "proposed", "kind": "hand_down,reversal", "fund_id": UNION},
    "goods-lots": {"state": "stored,expiring", "fund_id": UNION, "q": "大米"},
    "ledger-entries": {
        "kind": "pay,recall",
        "month": "2026-11",
        "fund_id": UNION,
        "visit_plan_id": UNION,
        "owner_id": UNION,
        "subject": "schooling,costs",
        "reserved_on": "2026-12-31",
    },
    "budget-lines": {"view": "lines", "org": UNION, "year": "2026", "reach": "whole", "subject": "schooling"},
    "payments": {"view": "payments", "state": "paid,returned", "way": "bank,cash", "fund_id": UNION},
    "mutual-protection": {"view": "claims", "plan_id": UNION, "claim": "checked,approved", "below": "yes"},
    "savings-societies": {"q": "纺织", "status": "open"},
    "pivots": {
        "dataset": "unions",
        "rows": "child",
        "columns": "ownership",
        "measures": "base_unions",
        "org": UNION,
        "period": "2026-Q3",
        "totals": "no",
        "share": "column",
        "compare": "last_year",
    },
    "households": {
        "status": "active",
        "category": "deep,relative",
        "cause": "own_illness",
        "overdue": "true",
        "exited": "2026-01-01~",
        "exit_reason": "employed,recovered",
        "paper_request": "open,answered",
    },
}
UNFIT = [
    ("members", {"status": "active,dead"}, "status"),
    ("members", {"q": "王小军"}, "q"),
    ("members", {"id_number": "x"}, "id_number"),
    ("members", {"age": "old"}, "age"),
    ("members", {"birthday": "13"}, "birthday"),
    ("organizations", {"level": "9"}, "level"),
    ("organizations", {"founded": "2026"}, "founded"),
    ("employers", {"employees[gte]": -1}, "employees[gte]"),
    ("employers", {"employees_from": 5}, "employees_from"),
    ("officers", {"view": "all"}, "view"),
    ("transfers", {"status": "submitted"}, "status"),
    ("users", {"role": "emperor"}, "role"),
    ("audit", {"event": "DROP TABLE"}, "event"),
    ("audit", {"from": "yesterday"}, "from"),
    ("funds", {"year": "1999"}, "year"),
    ("ledger-entries", {"month": "2026-13"}, "month"),
    ("budget-lines", {"reach": "city"}, "reach"),
    ("payments", {"q": "王小军"}, "q"),
    ("notices", {"view": "all"}, "view"),
    ("mutual-protection", {"q": "王小军"}, "q"),
    ("trip-demands", {"province": "atlantis"}, "province"),
    ("return-trips", {"q": "王小军"}, "q"),
    ("savings-societies", {"status": "rich"}, "status"),
    ("pivots", {"dataset": "members", "share": "half"}, "share"),
    ("pivots", {"rows": "child,DROP TABLE"}, "rows"),
    ("papers", {"kind": "plan,secret"}, "kind"),
    ("papers", {"year": "1911"}, "year"),
]


@pytest.mark.parametrize("noun", list(FITTING))
async def test_each_list_keeps_its_own_filters(api: Api, noun: str) -> None:
    """ui.md row 2: on every list that has filters; what comes back is what was kept."""
    client = await api.as_("county_officer")
    view = await keep(client, noun=noun, query=FITTING[noun])
    assert view["query"] == FITTING[noun]
    assert await names(client, noun=noun) == ["无证会员"]
    path = f"/saved-views/{view['id']}/steps"
    await client.post(path, json={"step": "make_default"}, headers={"If-Match": '"v1"'})
    assert (await client.get(f"/saved-views/{view['id']}")).json()["is_default"] is True
    assert (await keep(client, noun=noun, query={}, name="全部"))["query"] == {}


@pytest.mark.parametrize(("noun", "query", "field"), UNFIT)
async def test_what_no_list_understands_is_not_kept(api: Api, noun: str, query: dict[str, Any], field: str) -> None:
    """On keeping and on mending; the field is named, its value is not."""
    client = await api.as_("county_officer")
    view = await keep(client, noun=noun, query={})
    kept = await client.post("/saved-views", json={**DRAFT, "noun": noun, "query": query})
    for answer in (kept, await change(client, view, query=query)):
        assert (answer.status_code, answer.json()["code"]) == (422, "saved_view_unfit")
        assert answer.json()["errors"][0]["pointer"] == f"/query/{field}"
        assert field in answer.json()["detail"] or field in answer.json()["errors"][0]["detail"]


def test_every_list_has_its_filters() -> None:
    """A list that the contract names and no model knows would keep anything."""
    assert set(LISTS) == {noun.value for noun in Noun} == set(FITTING)
