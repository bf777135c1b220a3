"""Unions: the tree, founding, changing, moving, merging, splitting, dissolving."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import func, select

from backend.db.tables.organization import Organization
from backend.domain.access import EVERYTHING
from tests.api.test_employers import added, covered
from tests.api.test_sign_in import rows
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import draft as person_draft
from tests.people import enter, join
from tests.people import step as person_step
from tests.town import ABSENT, id_of, today


def once() -> dict[str, str]:
    """A fresh intention."""
    return {"Idempotency-Key": str(uuid4())}


def draft(**changes: Any) -> dict[str, Any]:
    """A union to be founded in 城关镇."""
    return {
        "parent_id": str(id_of("chengguan")),
        "kind": "base_union",
        "name": "青溪食品有限公司工会",
        "established_on": today().isoformat(),
    } | changes


async def step(client: httpx.AsyncClient, key: str, **body: Any) -> httpx.Response:
    """Take a step with a union of the town, having just read it."""
    seen = await client.get(f"/organizations/{id_of(key)}")
    return await client.post(
        f"/organizations/{id_of(key)}/steps",
        json={"effective_on": today().isoformat()} | body,
        headers={"If-Match": seen.headers["etag"]},
    )


async def names_under(client: httpx.AsyncClient, key: str) -> set[str]:
    answer = await client.get("/organizations", params={"under_id": str(id_of(key)), "limit": 500})
    return {item["name"] for item in answer.json()["items"]}


class TestTree:
    async def test_an_officer_sees_exactly_the_own_subtree(self, api: Api) -> None:
        """ORG-01, ROL-01: the county and all below it, and nothing beside or above it."""
        client = await api.as_("county_officer")
        answer = await client.get("/organizations", params={"with_total": True})
        names = [item["name"] for item in answer.json()["items"]]
        assert names[0] == "青溪县总工会"
        assert answer.json()["total"] == len(names) == 9
        assert not {"南河县总工会", "云江市总工会", "云江市教育工会"} & set(names)

    async def test_a_line_officer_sees_the_unions_on_the_line(self, api: Api) -> None:
        """ORG-02: the second tree reaches over counties."""
        client = await api.as_("line_officer")
        answer = await client.get("/organizations")
        assert [item["name"] for item in answer.json()["items"]] == ["南河县第一中学工会"]

    async def test_pages_join_up(self, api: Api, queries: Callable[..., Any]) -> None:
        """Two at a time reads the same list as all at once, each page in a fixed number of statements."""
        client = await api.as_("city_officer")
        whole = (await client.get("/organizations")).json()["items"]
        pages: list[dict[str, Any]] = []
        cursor: str | None = None
        while True:
            # begin of scope, page; the caller is remembered for a second
            with queries(at_most=5):
                answer = await client.get(
                    "/organizations", params={"limit": 2} | ({"cursor": cursor} if cursor else {})
                )
            pages += answer.json()["items"]
            cursor = answer.json()["next_cursor"]
            if cursor is None:
                break
        assert pages == whole

    async def test_a_cursor_of_other_filters_is_refused(self, api: Api) -> None:
        client = await api.as_("city_officer")
        cursor = (await client.get("/organizations", params={"limit": 1})).json()["next_cursor"]
        answer = await client.get("/organizations", params={"limit": 1, "cursor": cursor, "q": "青溪"})
        assert (answer.status_code, answer.json()["code"]) == (400, "cursor_invalid")

    async def test_an_unknown_parameter_names_the_nearest(self, api: Api) -> None:
        client = await api.as_("city_officer")
        answer = await client.get("/organizations", params={"parent": "x"})
        assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")
        assert "parent_id" in answer.json()["detail"]

    async def test_search_by_name_initials_and_hostile_text(self, api: Api) -> None:
        client = await api.as_("city_officer")
        for q, expected in {"纺织": 1, "qxfz": 1, "%": 0, "_": 0, "' or 1=1 --": 0}.items():
            answer = await client.get("/organizations", params={"q": q})
            assert len(answer.json()["items"]) == expected, q


class TestFounding:
    async def test_found_a_union(self, api: Api) -> None:
        """ORG-01, ORG-23: a new union stands in its place, with its history begun and its ETag."""
        client = await api.as_("county_officer")
        answer = await client.post("/organizations", json=draft(), headers=once())
        assert answer.status_code == 201, answer.text
        founded = answer.json()
        assert [item["name"] for item in founded["ancestors"]] == ["青溪县总工会", "城关镇总工会"]
        again = await client.get(answer.headers["location"].removeprefix("/api/v1"))
        assert again.json() == founded
        assert again.headers["etag"] == answer.headers["etag"]
        history = (await client.get(f"/organizations/{founded['id']}/history")).json()["items"]
        assert [(item["change"], item["valid_to"]) for item in history] == [("founded", None)]

    async def test_one_intention_founds_one_union(self, api: Api) -> None:
        """The answer of the first request is given again; another body under the same key is refused."""
        client = await api.as_("county_officer")
        key = once()
        first = await client.post("/organizations", json=draft(), headers=key)
        again = await client.post("/organizations", json=draft(), headers=key)
        other = await client.post("/organizations", json=draft(name="另一家工会"), headers=key)
        assert again.json() == first.json()
        assert again.headers["idempotency-replayed"] == "true"
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
        missing = await client.post("/organizations", json=draft())
        assert (missing.status_code, missing.json()["code"]) == (400, "idempotency_key_required")

    async def test_wrong_place_wrong_code_wrong_scope(self, api: Api) -> None:
        """Each refusal says what is wrong, in the language asked for."""
        client = await api.as_("county_officer")
        wrong_kind = await client.post("/organizations", json=draft(kind="county_federation"), headers=once())
        assert wrong_kind.status_code == 409
        assert "县" in wrong_kind.json()["detail"]
        wrong_code = await client.post("/organizations", json=draft(credit_code="81430000MC0000000X"), headers=once())
        assert wrong_code.status_code == 422
        assert wrong_code.json()["errors"][0]["pointer"] == "/credit_code"
        assert "81430000" not in wrong_code.text
        english = await client.post(
            "/organizations", json=draft(parent_id=str(id_of("hekou"))), headers=once() | {"Accept-Language": "en"}
        )
        assert english.status_code == 404
        assert english.json()["detail"].startswith("Not found")

    async def test_future_day_is_refused(self, api: Api) -> None:
        client = await api.as_("county_officer")
        tomorrow = (today() + timedelta(days=2)).isoformat()
        answer = await client.post("/organizations", json=draft(established_on=tomorrow), headers=once())
        assert (answer.status_code, answer.json()["code"]) == (422, "effective_on_in_future")


class TestChanging:
    async def test_a_change_names_its_version(self, api: Api) -> None:
        client = await api.as_("county_officer")
        url = f"/organizations/{id_of('textile')}"
        seen = (await client.get(url)).headers["etag"]
        unnamed = await client.patch(url, json={"employees": 862})
        assert unnamed.status_code == 428
        changed = await client.patch(url, json={"employees": 862}, headers={"If-Match": seen})
        assert (changed.status_code, changed.json()["employees"]) == (200, 862)
        stale = await client.patch(url, json={"employees": 1}, headers={"If-Match": seen})
        assert (stale.status_code, stale.json()["facts"]["current"]) == (412, 2)

    async def test_a_new_name_is_a_new_state_of_the_history(self, api: Api) -> None:
        """The tree of last year still shows the old name."""
        client = await api.as_("county_officer")
        url = f"/organizations/{id_of('textile')}"
        seen = (await client.get(url)).headers["etag"]
        await client.patch(url, json={"name": "青溪纺织集团工会"}, headers={"If-Match": seen})
        history = (await client.get(f"{url}/history")).json()["items"]
        assert [item["name"] for item in history] == ["青溪纺织集团工会", "青溪纺织有限公司工会"]
        past = await client.get(
            "/organizations/as-of", params={"on": "2021-01-01", "parent_id": str(id_of("chengguan"))}
        )
        assert "青溪纺织有限公司工会" in {item["name"] for item in past.json()["items"]}

    async def test_a_reader_may_not_change(self, api: Api) -> None:
        """ROL-02: 经审 reads only."""
        client = await api.as_("county_auditor")
        answer = await client.patch(
            f"/organizations/{id_of('textile')}", json={"employees": 1}, headers={"If-Match": '"v1"'}
        )
        assert answer.status_code == 403
        assert all(not s["allowed"] for s in (await client.get(f"/organizations/{id_of('textile')}")).json()["steps"])


class TestRestructuring:
    async def test_a_township_moves_with_everything_below_it(self, api: Api) -> None:
        """ORG-23: one transaction; the old county loses it, the new county has it, the history knows both."""
        city = await api.as_("city_officer")
        answer = await step(city, "chengguan", step="move", parent_id=str(id_of("nanhe")), reason="区划调整")
        assert answer.status_code == 200, answer.text
        assert [item["name"] for item in answer.json()["ancestors"]] == ["云江市总工会", "南河县总工会"]
        assert "织造分会" in await names_under(city, "nanhe")
        assert "织造分会" not in await names_under(city, "qingxi")
        neighbour = await api.as_("neighbour_officer")
        assert "青溪纺织有限公司工会" in await names_under(neighbour, "nanhe")
        county = await api.as_("county_officer")
        assert (await county.get(f"/organizations/{id_of('textile')}")).status_code == 404
        past = await city.get("/organizations/as-of", params={"on": "2021-01-01", "parent_id": str(id_of("qingxi"))})
        assert "城关镇总工会" in {item["name"] for item in past.json()["items"]}
        await _require_nested(api)

    async def test_not_into_itself_and_not_out_of_scope(self, api: Api) -> None:
        county = await api.as_("county_officer")
        itself = await step(county, "chengguan", step="move", parent_id=str(id_of("textile")))
        assert itself.json()["code"] == "organization_inside_itself"
        outside = await step(county, "chengguan", step="move", parent_id=str(id_of("nanhe")))
        assert outside.status_code == 404
        absent = await step(county, "chengguan", step="move", parent_id=str(ABSENT))
        assert absent.json()["detail"] == outside.json()["detail"]

    async def test_merge_gives_the_branches_to_the_other(self, api: Api) -> None:
        county = await api.as_("county_officer")
        answer = await step(county, "textile", step="merge", into_id=str(id_of("hospital")))
        assert (answer.status_code, answer.json()["status"]) == (200, "merged")
        assert {"织造分会", "印染分会"} <= await names_under(county, "hospital")
        again = await step(county, "textile", step="merge", into_id=str(id_of("hospital")))
        assert again.json()["code"] == "organization_not_active"
        await _require_nested(api)

    async def test_split_takes_chosen_branches(self, api: Api) -> None:
        county = await api.as_("county_officer")
        answer = await step(
            county,
            "textile",
            step="split",
            name="青溪印染有限公司工会",
            kind="base_union",
            branch_ids=[str(id_of("dyeing"))],
        )
        assert answer.status_code == 200, answer.text
        below = await county.get("/organizations", params={"parent_id": answer.json()["id"]})
        assert [item["name"] for item in below.json()["items"]] == ["印染分会"]
        assert "织造分会" in await names_under(county, "textile")
        await _require_nested(api)

    async def test_split_takes_employers_as_of_a_past_day(self, api: Api) -> None:
        """ORG-03, ORG-16, ORG-23: of a joint union one employer has grown: its union begins ten days ago, with its cover and
        its people, each from that day or from when they joined; what was there before stays as it was."""
        county = await api.as_("county_officer")
        grown, small = [await added(county, name, employees=30) for name in ("云裳服饰", "二号店")]
        for employer in (grown, small):
            await covered(county, employer, "walking_street", on=(today() - timedelta(days=60)).isoformat())
        there = [
            await join(county, name, "walking_street", employer_id=employer)
            for name, employer in (("王小军", grown), ("李芳", grown), ("赵一鸣", small))
        ]
        long_ago = (today() - timedelta(days=40)).isoformat()
        await rows(
            api,
            "update membership set started_on = :on where member_id = :id returning 1",
            on=date.fromisoformat(long_ago),
            id=there[0]["id"],
        )
        on = today() - timedelta(days=10)
        asked = {"step": "split", "name": "云裳服饰有限公司工会", "kind": "base_union", "effective_on": on.isoformat()}
        foreign = await step(county, "walking_street", **asked, employer_ids=[str(uuid4())])
        assert (foreign.status_code, foreign.json()["code"]) == (404, "not_found")
        made = await step(county, "walking_street", **asked, employer_ids=[grown])
        assert made.status_code == 200, made.text
        new = made.json()["id"]
        assert (await county.get(f"/employers/{grown}")).json()["union_id"] == new
        assert (await county.get(f"/employers/{small}")).json()["union_id"] == str(id_of("walking_street"))
        stays = await rows(
            api,
            "select m.name, s.organization_id::text, s.started_on, s.ended_on from membership s join member m"
            " on m.id = s.member_id where m.name in ('王小军', '李芳', '赵一鸣') order by m.name, s.started_on, s.ended_on",
        )
        old = str(id_of("walking_street"))
        assert {tuple(stay) for stay in stays} == {
            ("王小军", old, date.fromisoformat(long_ago), on),
            ("王小军", new, on, None),
            ("李芳", old, today(), today()),
            ("李芳", new, today(), None),
            ("赵一鸣", old, today(), None),
        }

        async def under(day: date) -> dict[str, int]:
            parameters = {"on": day.isoformat(), "parent_id": str(id_of("chengguan"))}
            answer = await county.get("/organizations/as-of", params=parameters)
            return {item["name"]: item["members"] for item in answer.json()["items"]}

        before, after, now = await under(on - timedelta(days=1)), await under(on), await under(today())
        assert ("云裳服饰有限公司工会" in before, before["步行一条街联合工会"]) == (False, 1)
        assert (after["云裳服饰有限公司工会"], after["步行一条街联合工会"]) == (1, 0)
        assert (now["云裳服饰有限公司工会"], now["步行一条街联合工会"]) == (2, 1)
        early = await step(county, "walking_street", **asked | {"effective_on": (on - timedelta(days=1)).isoformat()})
        assert (early.status_code, early.json()["code"]) == (422, "effective_on_too_early")
        await _require_nested(api)

    async def test_dissolve_refuses_while_unions_stand_below(self, api: Api) -> None:
        county = await api.as_("county_officer")
        refused = await step(county, "textile", step="dissolve")
        assert (refused.status_code, refused.json()["code"]) == (409, "organization_has_children")
        done = await step(county, "walking_street", step="dissolve", reason="市场搬迁")
        assert (done.status_code, done.json()["status"]) == (200, "dissolved")
        assert "步行一条街联合工会" not in await names_under(county, "qingxi")

    async def test_applications_go_somewhere_too(self, api: Api) -> None:
        """ORG-16, MBR-01: who applied and who only lies on a desk is no member, and is not left with a union that ends."""
        county = await api.as_("county_officer")
        entered = [await enter(county, name, "walking_street") for name in ("王小军", "李芳")]
        returned = (await person_step(county, entered[1], "return", reason="缺照片")).json()
        body = person_draft("赵一鸣", "walking_street")
        drafted = (await county.post("/members", json=body, headers=once())).json()
        refused = await step(county, "walking_street", step="dissolve")
        assert (refused.status_code, refused.json()["code"]) == (409, "organization_has_applications")
        assert refused.json()["facts"] == {"applications": 3}
        assert " 3 " in refused.json()["detail"]
        itself = await step(county, "walking_street", step="dissolve", members_to_id=str(id_of("walking_street")))
        assert (itself.status_code, itself.json()["code"]) == (409, "organization_inside_itself")
        above = await step(county, "walking_street", step="dissolve", members_to_id=str(id_of("baishi")))
        assert (above.status_code, above.json()["code"]) == (409, "organization_takes_no_members")
        done = await step(county, "walking_street", step="dissolve", members_to_id=str(id_of("hospital")))
        assert (done.status_code, done.json()["status"]) == (200, "dissolved"), done.text
        for person, status in ((entered[0], "submitted"), (returned, "returned"), (drafted, "draft")):
            now = (await county.get(f"/members/{person['id']}")).json()
            assert (now["organization"]["id"], now["status"]) == (str(id_of("hospital")), status)
        now = (await county.get(f"/members/{entered[0]['id']}")).json()
        assert (await person_step(county, now, "approve")).json()["status"] == "active"

    async def test_before_the_last_change_is_refused(self, api: Api) -> None:
        county = await api.as_("county_officer")
        answer = await step(county, "cement", step="dissolve", effective_on="2019-12-31")
        assert (answer.status_code, answer.json()["code"]) == (422, "effective_on_too_early")


async def _require_nested(api: Api) -> None:
    """Every union lies inside its parent, beside its siblings (data.md section 1)."""
    child, parent = Organization.__table__.alias(), Organization.__table__.alias()  # type: ignore[attr-defined]
    outside = (
        select(func.count())
        .select_from(child.join(parent, parent.c.id == child.c.parent_id))
        .where((child.c.code <= parent.c.code) | (child.c.code_hi > parent.c.code_hi))
    )
    overlapping = (
        select(func.count())
        .select_from(child.join(parent, parent.c.parent_id == child.c.parent_id))
        .where(child.c.id < parent.c.id, child.c.code <= parent.c.code_hi, parent.c.code <= child.c.code_hi)
    )
    async with api.database.transaction(EVERYTHING) as session:
        assert (await session.execute(outside)).scalar_one() == 0
        assert (await session.execute(overlapping)).scalar_one() == 0


class TestRules:
    async def test_the_area_code_is_one(self, api: Api) -> None:
        """ORG-01: of the national table and in use; what is stored already does not stop another change."""
        county = await api.as_("county_officer")
        wrong = await county.post("/organizations", json=draft(region_code="青溪县"), headers=once())
        assert (wrong.status_code, wrong.json()["code"]) == (422, "region_code_form")
        assert wrong.json()["errors"][0]["pointer"] == "/region_code"
        async with api.database.transaction(EVERYTHING) as session:
            (await session.get_one(Organization, id_of("textile"))).region_code = "999999"

        async def change(**fields: Any) -> httpx.Response:
            path = f"/organizations/{id_of('textile')}"
            seen = (await county.get(path)).headers["etag"]
            return await county.patch(path, json=fields, headers={"If-Match": seen})

        assert (await change(region_code="999999", employees=5)).status_code == 200
        assert (await change(region_code="999998")).json()["code"] == "region_code_unknown"
        assert (await change(region_code="370602")).json()["region_code"] == "370602"

    async def test_the_wire_carries_what_may_be_founded_and_the_term(self, api: Api) -> None:
        """ORG-01, 22: which kinds fit under a union, its 届, elected on, due on, phase: no client derives them."""
        county = await api.as_("county_officer")
        textile = (await county.get(f"/organizations/{id_of('textile')}")).json()
        assert textile["kinds_under"] == ["base_union", "branch", "group"]
        assert textile["term_lengths"] == [3, 5]
        assert (textile["term_number"], textile["term_started_on"]) == (1, "2020-01-01")
        assert textile["term"]["ends_on"] == "2024-12-31"
        assert (textile["term"]["due_on"], textile["term"]["phase"]) == ("2024-07-01", "overdue")
        qingxi = (await county.get(f"/organizations/{id_of('qingxi')}")).json()
        assert "township_federation" in qingxi["kinds_under"]
        assert qingxi["term_lengths"] == [5]
        listed = (await county.get("/organizations", params={"parent_id": str(id_of("chengguan"))})).json()["items"]
        assert {item["term"]["phase"] for item in listed} == {"overdue"}
        await step(county, "walking_street", step="dissolve")
        ended = (await county.get(f"/organizations/{id_of('walking_street')}")).json()
        assert ended["kinds_under"] == []

    async def test_a_term_has_a_length_that_the_level_may_have(self, api: Api) -> None:
        """ORG-22: three or five years in basic unions, whoever sends four."""
        county = await api.as_("county_officer")
        founded = await county.post("/organizations", json=draft(term_years=4), headers=once())
        assert (founded.status_code, founded.json()["code"]) == (422, "term_years_invalid")
        seen = (await county.get(f"/organizations/{id_of('textile')}")).headers["etag"]
        changed = await county.patch(
            f"/organizations/{id_of('textile')}", json={"term_years": 4}, headers={"If-Match": seen}
        )
        assert (changed.status_code, changed.json()["errors"][0]["pointer"]) == (422, "/term_years")

    async def test_a_union_is_restructured_from_above(self, api: Api) -> None:
        """ORG-23: nobody dissolves the union they work for; the steps say so before it is tried."""
        county = await api.as_("county_officer")
        own = (await county.get(f"/organizations/{id_of('qingxi')}")).json()
        assert {one["step"]: one["allowed"] for one in own["steps"]}["dissolve"] is False
        refused = await step(county, "qingxi", step="dissolve")
        assert (refused.status_code, refused.json()["code"]) == (409, "organization_not_itself")
        city = await api.as_("city_officer")
        assert (await step(city, "city", step="dissolve")).json()["code"] == "organization_top"


class TestPast:
    async def test_members_of_a_past_day(self, api: Api, queries: Callable[..., Any]) -> None:
        """ORG-23: counted by the times of memberships, below the union as the tree stood on that day."""
        await place_things(api)
        city = await api.as_("city_officer")
        await rows(
            api,
            "update membership set ended_on = '2022-06-30' where organization_id = :id returning 1",
            id=id_of("hospital"),
        )

        async def members(on: str, under: str) -> dict[str, int]:
            with queries(at_most=7):
                answer = await city.get("/organizations/as-of", params={"on": on, "parent_id": str(id_of(under))})
            return {item["name"]: item["members"] for item in answer.json()["items"]}

        assert (await members("2022-06-29", "qingxi"))["城关镇总工会"] == 2
        assert (await members("2022-06-30", "qingxi"))["城关镇总工会"] == 1
        assert (await members("2022-06-30", "chengguan"))["青溪纺织有限公司工会"] == 1
        assert await members("2019-12-31", "city") == {}
        assert (await step(city, "chengguan", step="move", parent_id=str(id_of("nanhe")))).status_code == 200
        # Yesterday the township still stood in the old county, and its members with it.
        yesterday = (today() - timedelta(days=1)).isoformat()
        assert (await members(yesterday, "city"))["青溪县总工会"] == 2
        assert (await members(today().isoformat(), "city"))["青溪县总工会"] == 1
        assert (await members(today().isoformat(), "city"))["南河县总工会"] == 3


class TestEvents:
    async def test_an_event_stays_where_its_union_stood(self, api: Api) -> None:
        """ROL-08, ORG-23: the old county's auditor keeps what happened there and learns that the union left; the new
        one's sees what happens from now on. The history of the union goes with the union, former names and all."""
        city = await api.as_("city_officer")
        url = f"/organizations/{id_of('textile')}"
        await audit_at(api, "county_officer", "qingxi")
        await audit_at(api, "neighbour_officer", "nanhe")
        await audit_at(api, "union_chair", "baishi")
        seen = (await city.get(url)).headers["etag"]
        await city.patch(url, json={"name": "青溪纺织集团工会"}, headers={"If-Match": seen})
        assert (await step(city, "chengguan", step="move", parent_id=str(id_of("nanhe")))).status_code == 200
        seen = (await city.get(url)).headers["etag"]
        await city.patch(url, json={"employees": 900}, headers={"If-Match": seen})

        old, new = await api.as_("county_officer"), await api.as_("neighbour_officer")
        assert await events(old) == ["organization_left", "organization_edited"]
        assert await events(new) == ["organization_edited", "organization_moved"]
        history = (await new.get(f"{url}/history")).json()["items"]
        assert [item["name"] for item in history] == ["青溪纺织集团工会", "青溪纺织有限公司工会"]
        moved = (await new.get(f"/organizations/{id_of('chengguan')}/history")).json()["items"]
        assert [item["parent_name"] for item in moved] == ["南河县总工会", "青溪县总工会"]

    async def test_a_place_that_was_left_is_given_to_nobody_else(self, api: Api) -> None:
        """ROL-08: who comes after reads nothing of who stood there before."""
        city = await api.as_("city_officer")
        left = await place_of(api, "baishi")
        assert (await step(city, "baishi", step="move", parent_id=str(id_of("nanhe")))).status_code == 200
        township = draft(parent_id=str(id_of("qingxi")), kind="township_federation", name="新河镇总工会")
        founded = await city.post("/organizations", json=township, headers=once())
        assert founded.status_code == 201
        async with api.database.transaction(EVERYTHING) as session:
            new = await session.get_one(Organization, UUID(founded.json()["id"]))
            assert new.code > left[1] or new.code_hi < left[0]


async def audit_at(api: Api, person: str, union: str) -> None:
    """Let somebody be audit administrator of a union, besides what they are."""
    await rows(
        api,
        "insert into role_grant (id, user_id, role, tree, organization_id, code, starts_on, status, reason, created_at, "
        "version) select gen_random_uuid(), :u, 'audit_admin', 'territory', id, code, '2020-01-01', 'active', '', now(), "
        "1 from organization where id = :o returning 1",
        u=id_of(f"user:{person}"),
        o=id_of(union),
    )


async def events(client: httpx.AsyncClient) -> list[str]:
    """What somebody reads in the record, the newest first."""
    return [item["event"] for item in (await client.get("/audit")).json()["items"]]


async def place_of(api: Api, key: str) -> tuple[int, int]:
    async with api.database.transaction(EVERYTHING) as session:
        union = await session.get_one(Organization, id_of(key))
        return union.code, union.code_hi


class TestLines:
    async def test_line_and_lead_in_one_change_and_branches_follow(self, api: Api) -> None:
        """ORG-02: a union hangs on a line that leads it, and a branch founded later hangs there too."""
        city = await api.as_("city_officer")
        url = f"/organizations/{id_of('electronics')}"
        seen = (await city.get(url)).headers["etag"]
        change = {"line_id": str(id_of("line:education")), "lead": "line"}
        changed = await city.patch(url, json=change, headers={"If-Match": seen})
        assert (changed.status_code, changed.json()["lead"]) == (200, "line"), changed.text
        branch = draft(parent_id=str(id_of("electronics")), kind="branch", name="装配分会")
        assert (await city.post("/organizations", json=branch, headers=once())).status_code == 201
        line = await api.as_("line_officer")
        assert "装配分会" in {item["name"] for item in (await line.get("/organizations")).json()["items"]}


async def test_what_must_be_known_cannot_be_taken_away(api: Api) -> None:
    """X-01: null for a column that holds something of every union is a 422 at its field, and no broken constraint."""
    client = await api.as_("county_officer")
    url = f"/organizations/{id_of('textile')}"
    for field in ("legal_person", "address", "contact_name", "contact_phone", "employees", "approval_number", "name"):
        answer = await client.patch(url, json={field: None}, headers={"If-Match": '"v1"'})
        assert answer.status_code == 422, (field, answer.text)
        assert answer.json()["errors"][0]["pointer"] == f"/{field}"
    for field in ("industry", "ownership", "legal_person_on"):
        seen = (await client.get(url)).headers["etag"]
        assert (await client.patch(url, json={field: None}, headers={"If-Match": seen})).status_code == 200


async def test_a_day_is_no_number(api: Api) -> None:
    """X-01: `on=0` is not the first of January 1970."""
    client = await api.as_("county_officer")
    for wrong in ("0", "-1", "20260101", "1e3"):
        assert (await client.get("/organizations/as-of", params={"on": wrong})).status_code == 422
    assert (await client.get("/organizations/as-of", params={"on": "2026-01-01"})).status_code == 200


async def test_unions_whose_staff_number_cannot_be_right(api: Api, queries: Callable[..., Any]) -> None:
    """MBR-04: basic unions without a staff number, or with one below their members, as of this very commit."""
    client = await api.as_("county_officer")

    async def short(**more: Any) -> set[str]:
        answer = await client.get("/organizations", params={"staff_short": True, **more})
        assert answer.status_code == 200, answer.text
        return {item["id"] for item in answer.json()["items"]}

    async def declare(employees: int) -> None:
        union = (await client.get(f"/organizations/{id_of('textile')}")).json()
        seen = {"If-Match": f'"v{union["version"]}"'}
        changed = await client.patch(f"/organizations/{union['id']}", json={"employees": employees}, headers=seen)
        assert changed.status_code == 200, changed.text

    textile = str(id_of("textile"))
    assert textile not in await short()
    await join(client, "王小军")
    await join(client, "李春梅")
    await declare(1)
    with queries(at_most=4):
        assert textile in await short()
    assert textile not in await short(under_id=str(id_of("baishi")))
    await declare(0)
    assert textile in await short()
    await declare(2)
    assert textile not in await short()
    others = (await client.get("/organizations", params={"staff_short": False})).json()["items"]
    assert textile in {item["id"] for item in others}
    assert {item["level"] for item in others} == {4}


async def test_unions_by_ownership_industry_and_founding(api: Api) -> None:
    """ORG-12, ORG-14: what a figure is divided by narrows the list behind it; both ends of the days count."""
    client = await api.as_("county_officer")

    async def found(**asked: Any) -> set[str]:
        answer = await client.get("/organizations", params=asked | {"level": 4})
        assert answer.status_code == 200, answer.text
        return {item["id"] for item in answer.json()["items"]}

    textile, hospital = str(id_of("textile")), str(id_of("hospital"))
    for id, facts in (
        (textile, {"ownership": "private", "industry": "manufacturing"}),
        (hospital, {"ownership": "state", "industry": "manufacturing"}),
    ):
        seen = (await client.get(f"/organizations/{id}")).headers["etag"]
        changed = await client.patch(f"/organizations/{id}", json=facts, headers={"If-Match": seen})
        assert changed.status_code == 200, changed.text
    assert await found(ownership="private") == {textile}
    assert await found(ownership=["private", "state"]) == {textile, hospital}
    assert await found(industry="manufacturing", ownership="state") == {hospital}
    assert await found(industry="education") == set()
    day = (await client.get(f"/organizations/{textile}")).json()["established_on"]
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    assert textile in await found(**{"established_on[gte]": day, "established_on[lte]": day})
    assert await found(**{"established_on[lte]": before}) == set()
    assert (await client.get("/organizations", params={"ownership": "nobody"})).status_code == 422


async def test_the_founded_of_a_period_open_as_their_list(api: Api) -> None:
    """ORG-12: the figure of a year opens the unions that were founded in it, and no others."""
    client = await api.as_("county_officer")
    for year, expected in ((2020, 4), (2019, 0)):
        answer = await client.get("/stats/datasets/foundings", params={"period": str(year)})
        (item,) = answer.json()["items"]
        assert item["query"]["filters"]["established_on[gte]"] == f"{year}-01-01"
        listed = await client.get("/organizations", params=item["query"]["filters"] | {"with_total": True})
        assert listed.json()["total"] == item["value"] == expected
