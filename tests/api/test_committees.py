"""Committees: electing, terms, what is due and what is overdue."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import select

from backend.db.tables.organization import OrganizationStatDelta
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.town import ABSENT, id_of, today


def once() -> dict[str, str]:
    """A fresh intention."""
    return {"Idempotency-Key": str(uuid4())}


async def elect(client: httpx.AsyncClient, union: str, kind: str = "union", **more: Any) -> httpx.Response:
    body = {"organization_id": str(id_of(union)), "kind": kind, "elected_on": "2026-03-01"}
    return await client.post("/committees", json=body | more, headers=once())


async def elected(client: httpx.AsyncClient, union: str, kind: str = "union", **more: Any) -> dict[str, Any]:
    answer = await elect(client, union, kind, **more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def step(client: httpx.AsyncClient, id: str, **body: Any) -> httpx.Response:
    seen = await client.get(f"/committees/{id}")
    return await client.post(
        f"/committees/{id}/steps",
        json={"step": "end", "on": today().isoformat(), "reason": "撤并"} | body,
        headers={"If-Match": seen.headers["etag"]},
    )


async def due(client: httpx.AsyncClient, path: str = "/terms-due", **filters: Any) -> dict[str, dict[str, Any]]:
    answer = await client.get(path, params={"limit": 500} | filters)
    assert answer.status_code == 200, answer.text
    return {item["name"]: item for item in answer.json()["items"]}


def years_ago(years: int, *, days: int = 0) -> str:
    """That many years before today, some days later."""
    return (today().replace(year=today().year - years, day=min(today().day, 28)) + timedelta(days=days)).isoformat()


class TestElecting:
    async def test_a_new_term_counts_on_and_closes_the_former(self, api: Api) -> None:
        """ORG-22: 届 by 届; the union's own clock restarts with its committee."""
        client = await api.as_("county_officer")
        first = await elected(client, "hospital", elected_on="2021-03-01", term_years=3)
        assert (first["term_number"], first["term"]["phase"], first["term"]["ends_on"]) == (2, "overdue", "2024-02-29")
        refused = await elect(client, "hospital")
        assert (refused.status_code, refused.json()["code"]) == (409, "committee_sitting")
        second = await elected(client, "hospital", close_former=True, seats=9, approval_number="县总批复〔2026〕3号")
        assert (second["term_number"], second["term"]["phase"], second["ended_on"]) == (3, "running", None)
        former = (await client.get(f"/committees/{first['id']}")).json()
        assert (former["ended_on"], former["version"]) == ("2026-03-01", 2)
        assert not any(item["allowed"] for item in former["steps"])
        union = (await client.get(f"/organizations/{id_of('hospital')}")).json()
        assert (union["term_number"], union["term_started_on"], union["term_years"]) == (3, "2026-03-01", 5)
        async with api.database.transaction(EVERYTHING) as session:
            events = list(
                await session.scalars(select(AuditEvent.event).where(AuditEvent.organization_id == id_of("hospital")))
            )
        assert sorted(set(events)) == ["committee_elected", "committee_ended", "organization_edited"]

    async def test_three_bodies_sit_side_by_side(self, api: Api) -> None:
        """ORG-22: set up together, sharing the term; only the union committee moves the union's clock."""
        client = await api.as_("county_officer")
        audit = await elected(client, "hospital", "audit")
        women = await elected(client, "hospital", "women", form="group")
        assert (audit["term_number"], women["form"]) == (1, "group")
        union = (await client.get(f"/organizations/{id_of('hospital')}")).json()
        assert union["term_started_on"] == "2020-01-01"
        assert (await elected(client, "hospital", elected_on="2020-01-01"))["term_number"] == 1

    async def test_refusals(self, api: Api) -> None:
        """ORG-22: terms of three or five years, five from the county up; days; scope; permission."""
        client = await api.as_("county_officer")
        four = await elect(client, "hospital", term_years=4)
        assert (four.status_code, four.json()["errors"][0]["pointer"]) == (422, "/term_years")
        english = await api.as_("county_officer", **{"Accept-Language": "en"})
        three = await elect(english, "qingxi", term_years=3)
        assert (three.json()["code"], three.json()["detail"][:20]) == ("term_years_invalid", "A term lasts 5 years")
        future = await elect(client, "hospital", elected_on=(today() + timedelta(days=2)).isoformat())
        assert (future.status_code, future.json()["errors"][0]["pointer"]) == (422, "/elected_on")
        await elected(client, "hospital")
        same = await elect(client, "hospital", close_former=True)
        assert (same.status_code, same.json()["code"]) == (422, "committee_dates_wrong")
        assert (await elect(client, "electronics")).status_code == 404
        assert (await elect(await api.as_("county_auditor"), "cement")).status_code == 403
        gone = await client.get(f"/organizations/{id_of('cement')}")
        await client.post(
            f"/organizations/{id_of('cement')}/steps",
            json={"step": "dissolve", "effective_on": today().isoformat()},
            headers={"If-Match": gone.headers["etag"]},
        )
        ended = await elect(client, "cement")
        assert (ended.status_code, ended.json()["code"]) == (409, "organization_not_active")

    async def test_edit_and_end(self, api: Api) -> None:
        """ORG-22: corrections name their version; an ended term takes none."""
        client = await api.as_("county_officer")
        row = await elected(client, "hospital")
        path = f"/committees/{row['id']}"
        assert (await client.patch(path, json={"seats": 7})).status_code == 428
        done = await client.patch(path, json={"seats": 7, "elected_on": "2026-02-01"}, headers={"If-Match": '"v1"'})
        assert (done.status_code, done.json()["seats"]) == (200, 7)
        union = (await client.get(f"/organizations/{id_of('hospital')}")).json()
        assert union["term_started_on"] == "2026-02-01"
        assert (await client.patch(path, json={"seats": 8}, headers={"If-Match": '"v1"'})).status_code == 412
        early = await step(client, row["id"], on="2026-01-31")
        assert (early.status_code, early.json()["code"]) == (422, "committee_dates_wrong")
        assert (await step(client, row["id"])).json()["ended_on"] == today().isoformat()
        again = await step(client, row["id"])
        assert (again.status_code, again.json()["code"]) == (409, "committee_ended")
        late = await client.patch(path, json={"seats": 8}, headers={"If-Match": '"v3"'})
        assert (late.status_code, late.json()["code"]) == (409, "committee_ended")


class TestList:
    async def test_filters_scope_pages_and_statements(self, api: Api, queries: Callable[..., Any]) -> None:
        """ORG-22."""
        city = await api.as_("city_officer")
        old = await elected(city, "hospital", elected_on=years_ago(6))
        await elected(city, "hospital", "audit")
        await elected(city, "textile", elected_on=years_ago(5, days=60))
        await elected(city, "electronics")
        expected: list[tuple[dict[str, Any], int]] = [
            ({}, 4),
            ({"organization_id": str(id_of("hospital"))}, 2),
            ({"under_id": str(id_of("qingxi"))}, 3),
            ({"kind": "audit"}, 1),
            ({"phase": "overdue"}, 1),
            ({"phase": "due"}, 1),
            ({"phase": "running"}, 2),
            ({"ended": True}, 0),
        ]
        for filters, number in expected:
            with queries(at_most=5):
                answer = await city.get("/committees", params={"with_total": True} | filters)
            assert len(answer.json()["items"]) == answer.json()["total"] == number, filters
            if "phase" in filters:
                assert {item["term"]["phase"] for item in answer.json()["items"]} == {filters["phase"]}
        seen, cursor = [], None
        while True:
            page = (await city.get("/committees", params={"limit": 1} | ({"cursor": cursor} if cursor else {}))).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 4
        neighbour = await api.as_("neighbour_officer")
        assert [i["organization_name"] for i in (await neighbour.get("/committees")).json()["items"]] == [
            "汇丰电子有限公司工会"
        ]
        foreign = await neighbour.get(f"/committees/{old['id']}")
        absent = await neighbour.get(f"/committees/{ABSENT}")
        assert foreign.status_code == absent.status_code == 404
        assert foreign.json()["detail"] == absent.json()["detail"]


class TestTermsDue:
    async def test_due_and_overdue_with_days(self, api: Api, queries: Callable[..., Any]) -> None:
        """ORG-22: six months before the end a union is on the list, after it with its days, newly elected not."""
        county = await api.as_("county_officer")
        await elected(county, "hospital")
        await elected(county, "textile", elected_on=years_ago(5, days=60))
        await county.get("/terms-due")
        with queries(at_most=3):
            answer = await county.get("/terms-due", params={"with_total": True, "limit": 500})
        found = {item["name"]: item for item in answer.json()["items"]}
        assert answer.json()["total"] == len(found)
        assert "青溪县人民医院工会" not in found
        assert "织造分会" not in found
        assert found["青溪纺织有限公司工会"]["term"]["phase"] == "due"
        cement = found["白石水泥有限公司工会"]["term"]
        assert (cement["phase"], cement["ends_on"]) == ("overdue", "2024-12-31")
        assert cement["overdue_days"] == (today() - date(2024, 12, 31)).days
        assert set(await due(county, phase="due")) == {"青溪纺织有限公司工会"}
        assert set(await due(county, phase="overdue", under_id=str(id_of("baishi")))) == {
            "白石乡总工会",
            "白石水泥有限公司工会",
        }
        first = await county.get("/terms-due", params={"limit": 2})
        rest = await county.get("/terms-due", params={"limit": 500, "cursor": first.json()["next_cursor"]})
        assert [i["name"] for i in first.json()["items"] + rest.json()["items"]] == list(found)
        foreign = await county.get("/terms-due", params={"under_id": str(id_of("nanhe"))})
        assert foreign.status_code == 404

    async def test_the_last_day_and_the_first_after_it(self, api: Api) -> None:
        """ORG-22: SQL and the rule agree on the very day, for each of the days around both borders."""
        county = await api.as_("county_officer")
        row = await elected(county, "hospital")
        tag = '"v1"'
        for years, days in ((5, -1), (5, 0), (5, 1), (5, 2), (3, 0), (3, 1)):
            start = years_ago(years, days=days)
            done = await county.patch(
                f"/committees/{row['id']}", json={"elected_on": start, "term_years": years}, headers={"If-Match": tag}
            )
            assert done.status_code == 200, done.text
            tag = done.headers["etag"]
            term = done.json()["term"]
            found = (await due(county)).get("青溪县人民医院工会")
            assert found is not None, start
            assert found["term"] == term
            assert set(await due(county, phase=term["phase"])) >= {"青溪县人民医院工会"}
            other = "due" if term["phase"] == "overdue" else "overdue"
            assert "青溪县人民医院工会" not in await due(county, phase=other)


class TestCommitteesDue:
    async def test_by_size_and_by_standard(self, api: Api, queries: Callable[..., Any]) -> None:
        """ORG-05, ORG-22: from ten women a committee, below it one commissioner; or from fifty, with groups from three."""
        async with api.database.transaction(EVERYTHING) as session:
            for union, members, women in (("hospital", 846, 12), ("textile", 24, 9), ("cement", 30, 0)):
                session.add(OrganizationStatDelta(organization_id=id_of(union), members=members, women=women))
        county = await api.as_("county_officer")
        await elected(county, "cement")
        await elected(county, "cement", "audit")
        await elected(county, "hospital")
        await county.get("/committees-due")
        with queries(at_most=3):
            answer = await county.get("/committees-due", params={"with_total": True})
        found = {item["name"]: {d["kind"]: d["form"] for d in item["due"]} for item in answer.json()["items"]}
        assert answer.json()["total"] == len(found)
        assert found["青溪县人民医院工会"] == {"audit": "committee", "women": "committee"}
        assert found["青溪纺织有限公司工会"] == {"union": "single", "audit": "single", "women": "single"}
        assert "白石水泥有限公司工会" not in found
        assert found["白石乡总工会"] == {"union": "committee", "audit": "committee", "women": "committee"}
        other = await due(county, "/committees-due", women_from=50, small_women_from=3)
        assert {d["kind"]: d["form"] for d in other["青溪县人民医院工会"]["due"]} == {
            "audit": "committee",
            "women": "group",
        }
        assert all(item["due"] for item in other.values())
        await elected(county, "hospital", "audit")
        few = await due(county, "/committees-due", women_from=50, small_women_from=13)
        assert "青溪县人民医院工会" not in few
