"""Saved views: mine, the office's, the city's (ui.md row 2)."""

from typing import Any

import httpx

from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.town import id_of

DRAFT = {"noun": "members", "name": "无证会员", "query": {"card": "none", "sort": "-joined_on"}}


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
    await keep(mine, name="机构", noun="organizations")
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
