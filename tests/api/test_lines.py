"""Lines: the second tree, who keeps it, and the unions on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from backend.db.tables.organization import Line, Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.town import ABSENT, id_of

EDUCATION = str(id_of("line:education"))


def once() -> dict[str, str]:
    """A fresh intention."""
    return {"Idempotency-Key": str(uuid4())}


async def add(client: httpx.AsyncClient, name: str, **more: Any) -> dict[str, Any]:
    answer = await client.post("/lines", json={"name": name} | more, headers=once())
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def change(client: httpx.AsyncClient, key: str, **fields: Any) -> httpx.Response:
    """Change a union of the town, having just read it."""
    seen = await client.get(f"/organizations/{id_of(key)}")
    return await client.patch(f"/organizations/{id_of(key)}", json=fields, headers={"If-Match": seen.headers["etag"]})


async def step(client: httpx.AsyncClient, line: str, **body: Any) -> httpx.Response:
    seen = await client.get(f"/lines/{line}")
    return await client.post(
        f"/lines/{line}/steps", json={"step": "move"} | body, headers={"If-Match": seen.headers["etag"]}
    )


async def names(client: httpx.AsyncClient) -> list[str]:
    return [item["name"] for item in (await client.get("/organizations", params={"limit": 500})).json()["items"]]


class TestTree:
    async def test_names_are_public_and_figures_are_the_callers_own(self, api: Api) -> None:
        """ORG-02: everybody finds the line; only who has a union on it in scope counts one."""
        counts = {}
        for person in ("city_officer", "neighbour_officer", "county_officer", "line_officer"):
            client = await api.as_(person)
            (item,) = (await client.get("/lines")).json()["items"]
            assert item["name"] == "云江市教育工会"
            counts[person] = item["unions"], item["organization_name"]
        assert counts["city_officer"] == (1, "云江市教育工会")
        assert counts["neighbour_officer"] == (1, None)
        assert counts["county_officer"] == (0, None)
        assert counts["line_officer"][0] == 1

    async def test_counts_reach_over_the_lines_below_and_pages_are_cheap(
        self, api: Api, queries: Callable[..., Any]
    ) -> None:
        """ORG-02: a line counts the unions of the lines under it."""
        client = await api.as_("city_officer")
        below = await add(client, "中小学", parent_id=EDUCATION)
        assert (await change(client, "hospital", line_id=below["id"])).status_code == 200
        await client.get("/lines")
        with queries(at_most=3):
            answer = await client.get("/lines", params={"with_total": True})
        found = {item["name"]: item for item in answer.json()["items"]}
        assert answer.json()["total"] == 2
        assert found["云江市教育工会"]["unions"] == 2
        assert found["云江市教育工会"]["children"] == 1
        assert found["中小学"]["unions"] == 1
        page = await client.get("/lines", params={"limit": 1})
        rest = await client.get("/lines", params={"limit": 1, "cursor": page.json()["next_cursor"]})
        assert [page.json()["items"][0]["name"], rest.json()["items"][0]["name"]] == ["云江市教育工会", "中小学"]
        assert rest.json()["next_cursor"] is None


class TestKeeping:
    async def test_the_city_sets_up_and_a_county_only_below_and_for_its_own(self, api: Api) -> None:
        """ORG-02: a county hangs its own line under one of the city, never at the top and never without a leader."""
        county = await api.as_("county_officer")
        top = await county.post("/lines", json={"name": "商务系统"}, headers=once())
        assert (top.status_code, top.json()["code"]) == (403, "line_of_the_city")
        loose = await county.post("/lines", json={"name": "青溪教育", "parent_id": EDUCATION}, headers=once())
        assert (loose.status_code, loose.json()["code"]) == (422, "line_needs_leader")
        low = await county.post(
            "/lines",
            json={"name": "青溪教育", "parent_id": EDUCATION, "organization_id": str(id_of("textile"))},
            headers=once(),
        )
        assert (low.status_code, low.json()["code"]) == (422, "line_leader_too_low")
        elsewhere = await county.post(
            "/lines",
            json={"name": "青溪教育", "parent_id": EDUCATION, "organization_id": str(id_of("nanhe"))},
            headers=once(),
        )
        assert elsewhere.status_code == 404
        own = await add(county, "青溪教育", parent_id=EDUCATION, organization_id=str(id_of("chengguan")))
        assert {item["step"]: item["allowed"] for item in own["steps"]} == {"edit": True, "move": False, "delete": True}

    async def test_a_line_led_by_others_is_read_only(self, api: Api) -> None:
        """ORG-02: the neighbour reads the education line and changes nothing; in English too."""
        client = await api.as_("county_officer", **{"Accept-Language": "en"})
        seen = await client.get(f"/lines/{EDUCATION}")
        tag = {"If-Match": seen.headers["etag"]}
        assert not any(item["allowed"] for item in seen.json()["steps"])
        renamed = await client.patch(f"/lines/{EDUCATION}", json={"name": "夺来的"}, headers=tag)
        assert (renamed.status_code, renamed.json()["code"]) == (403, "line_not_kept")
        assert renamed.json()["detail"].startswith("This line is not led by your union")
        assert (await client.delete(f"/lines/{EDUCATION}", headers=tag)).status_code == 403
        assert (await step(client, EDUCATION, parent_id=None)).json()["code"] == "line_of_the_city"
        reader = await api.as_("county_auditor")
        assert (await reader.patch(f"/lines/{EDUCATION}", json={"name": "甲乙"}, headers=tag)).status_code == 403

    async def test_edit_names_its_version_and_leaves_a_trace(self, api: Api) -> None:
        """ORG-02: 412 for the second of two editors; the audit says from what to what."""
        client = await api.as_("city_officer")
        seen = await client.get(f"/lines/{EDUCATION}")
        tag = {"If-Match": seen.headers["etag"]}
        assert (await client.patch(f"/lines/{EDUCATION}", json={"name": "教育系统"})).status_code == 428
        done = await client.patch(f"/lines/{EDUCATION}", json={"name": "教育系统"}, headers=tag)
        assert (done.status_code, done.json()["name"]) == (200, "教育系统")
        assert (await client.patch(f"/lines/{EDUCATION}", json={"name": "再改"}, headers=tag)).status_code == 412
        empty = await client.patch(
            f"/lines/{EDUCATION}", json={"name": None}, headers={"If-Match": done.headers["etag"]}
        )
        assert (empty.status_code, empty.json()["errors"][0]["pointer"]) == (422, "/name")
        async with api.database.transaction(EVERYTHING) as session:
            event = (await session.scalars(select(AuditEvent).where(AuditEvent.event == "line_edited"))).one()
        assert event.facts["changes"]["name"] == ["云江市教育工会", "教育系统"]
        assert event.object_id == UUID(EDUCATION)

    async def test_a_union_leads_one_line(self, api: Api) -> None:
        """ORG-02."""
        client = await api.as_("city_officer")
        again = await client.post(
            "/lines", json={"name": "教育二", "organization_id": str(id_of("education"))}, headers=once()
        )
        assert (again.status_code, again.json()["code"]) == (409, "line_organization_taken")

    async def test_deleted_only_when_empty(self, api: Api) -> None:
        """ORG-02: neither with unions nor with lines on it, nor with unions that the caller cannot see."""
        client = await api.as_("city_officer")
        seen = await client.get(f"/lines/{EDUCATION}")
        full = await client.delete(f"/lines/{EDUCATION}", headers={"If-Match": seen.headers["etag"]})
        assert (full.status_code, full.json()["code"]) == (409, "line_not_empty")
        assert full.json()["facts"]["unions"] == 1

        county = await api.as_("county_officer")
        own = await add(county, "青溪教育", parent_id=EDUCATION, organization_id=str(id_of("chengguan")))
        assert (await change(await api.as_("neighbour_officer"), "electronics", line_id=own["id"])).status_code == 200
        hidden = await county.delete(f"/lines/{own['id']}", headers={"If-Match": '"v1"'})
        assert (hidden.status_code, hidden.json()["code"]) == (409, "line_in_use")
        assert (await change(await api.as_("neighbour_officer"), "electronics", line_id=None)).status_code == 200
        assert (await county.delete(f"/lines/{own['id']}", headers={"If-Match": '"v1"'})).status_code == 204
        assert (await county.get(f"/lines/{own['id']}")).status_code == 404
        assert (await county.get(f"/lines/{ABSENT}")).status_code == 404


class TestMoving:
    async def test_a_line_moves_with_everything_on_it(self, api: Api) -> None:
        """ORG-02: codes of the lines, of the unions and of their rows change together; the scopes follow."""
        city = await api.as_("city_officer")
        culture = await add(city, "文教卫")
        primary = await add(city, "小学", parent_id=EDUCATION)
        assert (await change(city, "hospital", line_id=primary["id"])).status_code == 200
        employer = await city.post(
            "/employers", json={"name": "县人民医院", "territory_id": str(id_of("chengguan"))}, headers=once()
        )
        covered = await city.post(
            f"/employers/{employer.json()['id']}/steps",
            json={"step": "cover", "union_id": str(id_of("hospital")), "on": "2026-01-01"},
            headers={"If-Match": employer.headers["etag"]},
        )
        assert covered.status_code == 200, covered.text
        api.app.state.callers.clear()
        moved = await step(city, EDUCATION, parent_id=culture["id"])
        assert moved.status_code == 200, moved.text
        assert (moved.json()["parent_id"], moved.json()["unions"]) == (culture["id"], 2)
        found = {item["name"]: item["unions"] for item in (await city.get("/lines")).json()["items"]}
        assert found == {"文教卫": 2, "云江市教育工会": 2, "小学": 1}
        async with api.database.transaction(EVERYTHING) as session:
            lines = {line.id: line for line in await session.scalars(select(Line))}
            unions = list(await session.scalars(select(Organization).where(Organization.line_id.is_not(None))))  # type: ignore[union-attr]
            for line in lines.values():
                if line.parent_id:
                    above = lines[line.parent_id]
                    assert above.code < line.code <= line.code_hi <= above.code_hi
            assert {union.line_code for union in unions} == {
                lines[union.line_id].code for union in unions if union.line_id
            }
        officer = await api.as_("line_officer")
        assert set(await names(officer)) == {"青溪县人民医院工会", "南河县第一中学工会"}
        assert [item["name"] for item in (await officer.get("/employers")).json()["items"]] == ["县人民医院"]
        back = await step(city, EDUCATION, parent_id=None)
        assert back.json()["parent_id"] is None
        api.app.state.callers.clear()  # a caller's scope is remembered for a second
        assert set(await names(officer)) == {"青溪县人民医院工会", "南河县第一中学工会"}

    async def test_not_under_itself(self, api: Api) -> None:
        """ORG-02."""
        city = await api.as_("city_officer")
        below = await add(city, "小学", parent_id=EDUCATION)
        for target in (below["id"], EDUCATION):
            refused = await step(city, EDUCATION, parent_id=target)
            assert (refused.status_code, refused.json()["code"]) == (409, "line_inside_itself")
        assert (await step(city, EDUCATION, parent_id=str(ABSENT))).status_code == 404


class TestUnionsOnALine:
    async def test_on_the_line_it_is_seen_from_both_trees_and_off_it_from_one(self, api: Api) -> None:
        """ORG-01, ORG-02, ROL-01: hospital joins the education line; its county keeps it."""
        county, officer = await api.as_("county_officer"), await api.as_("line_officer")
        assert "青溪县人民医院工会" not in await names(officer)
        assert (await officer.get(f"/organizations/{id_of('hospital')}")).status_code == 404
        on = await change(county, "hospital", line_id=EDUCATION)
        assert (on.status_code, on.json()["lead"]) == (200, "territory"), on.text
        led = await change(county, "hospital", lead="line")
        assert (led.status_code, led.json()["lead"], led.json()["line_id"]) == (200, "line", EDUCATION), led.text
        assert "青溪县人民医院工会" in await names(officer)
        assert "青溪县人民医院工会" in await names(county)
        assert "青溪县人民医院工会" not in await names(await api.as_("neighbour_officer"))
        off = await change(county, "hospital", line_id=None)
        assert (off.status_code, off.json()["lead"], off.json()["line_id"]) == (200, "territory", None), off.text
        assert "青溪县人民医院工会" not in await names(officer)
        assert (await officer.get(f"/organizations/{id_of('hospital')}")).status_code == 404
        assert "青溪县人民医院工会" in await names(county)

    async def test_one_of_the_two_trees_leads(self, api: Api) -> None:
        """ORG-02: the line cannot lead a union that hangs on none."""
        county = await api.as_("county_officer", **{"Accept-Language": "en"})
        refused = await change(county, "cement", lead="line")
        assert (refused.status_code, refused.json()["code"]) == (409, "organization_lead_without_line")
        assert refused.json()["detail"].startswith("A union led by a line must hang on one")
        unknown = await change(county, "cement", lead="both")
        assert unknown.status_code == 422
