"""Officers: appointing, the bars, ending, reappointing, and the posts that nobody holds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import func, select

from backend.db.tables.organization import OrganizationStatDelta
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.organization.appointments import posts_required
from backend.domain.organization.codes import Level, Post
from tests.conftest import Api
from tests.people import id_number, join
from tests.town import ABSENT, UNIONS, id_of, today

LONG_AGO = "2021-12-01"


def once() -> dict[str, str]:
    """A fresh intention."""
    return {"Idempotency-Key": str(uuid4())}


async def appoint(
    client: httpx.AsyncClient, union: str, post: str, name: str = "方秀云", **more: Any
) -> httpx.Response:
    body = {
        "organization_id": str(id_of(union)),
        "post": post,
        "name": name,
        "sex": "female",
        "started_on": LONG_AGO,
    }
    return await client.post("/officers", json=body | more, headers=once())


async def appointed(client: httpx.AsyncClient, union: str, post: str, name: str = "方秀云", **more: Any) -> str:
    answer = await appoint(client, union, post, name, **more)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def step(client: httpx.AsyncClient, id: str, **body: Any) -> httpx.Response:
    seen = await client.get(f"/officers/{id}")
    return await client.post(
        f"/officers/{id}/steps",
        json={"on": today().isoformat()} | body,
        headers={"If-Match": seen.headers.get("etag", '"v1"')},
    )


async def names(client: httpx.AsyncClient, **filters: Any) -> list[str]:
    answer = await client.get("/officers", params={"limit": 500} | filters)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def count_members(api: Api, union: str, *, members: int, women: int) -> None:
    """Let a union have so many members, as the triggers of the register would note it."""
    async with api.database.transaction(EVERYTHING) as session:
        session.add(OrganizationStatDelta(organization_id=id_of(union), members=members, women=women))


class TestAppointing:
    async def test_appoint_edit_and_the_trace(self, api: Api) -> None:
        """ORG-11, ORG-19: with post, form, term and trace."""
        client = await api.as_("county_officer")
        answer = await appoint(client, "hospital", "chair", form="full_time", administrative_post="院党委委员")
        assert answer.status_code == 201, answer.text
        row = answer.json()
        assert (row["organization_name"], row["term_number"], row["version"]) == ("青溪县人民医院工会", 1, 1)
        assert (row["term_ends_on"], row["term_phase"]) == ("2024-12-31", "overdue")
        assert {item["step"]: item["allowed"] for item in row["steps"]} == {
            "edit": True,
            "end": True,
            "reappoint": True,
        }
        path, tag = f"/officers/{row['id']}", {"If-Match": answer.headers["etag"]}
        assert (await client.patch(path, json={"form": "part_time"})).status_code == 428
        done = await client.patch(path, json={"form": "part_time", "phone": "0738-1234"}, headers=tag)
        assert (done.status_code, done.json()["form"]) == (200, "part_time")
        assert (await client.patch(path, json={"form": "full_time"}, headers=tag)).status_code == 412
        empty = await client.patch(path, json={"post": None}, headers={"If-Match": done.headers["etag"]})
        assert (empty.status_code, empty.json()["errors"][0]["pointer"]) == (422, "/post")
        async with api.database.transaction(EVERYTHING) as session:
            found = await session.execute(select(AuditEvent.event, AuditEvent.organization_id))
            told = [(event, place) for event, place in found if event.startswith("officer")]
        assert set(told) == {("officer_appointed", id_of("hospital")), ("officer_edited", id_of("hospital"))}

    async def test_bars(self, api: Api) -> None:
        """ORG-21: owner and relatives bar from chair and audit posts; not in a federation; in both languages."""
        client = await api.as_("county_officer")
        for post in ("chair", "audit_director", "audit_member"):
            barred = await appoint(client, "textile", post, standings=["near_relative"])
            assert (barred.status_code, barred.json()["code"]) == (409, "officer_barred"), post
        assert "近亲属" in barred.json()["detail"]
        english = await api.as_("county_officer", **{"Accept-Language": "en"})
        head = await appoint(english, "textile", "chair", standings=["administrative_head"])
        assert "Head or deputy head" in head.json()["detail"]
        await appointed(client, "chengguan", "chair", standings=["administrative_head"])
        await appointed(client, "textile", "committee_member", standings=["owner"])
        man = await appoint(client, "textile", "women_director", sex="male")
        assert (man.status_code, man.json()["code"]) == (409, "officer_women_director")
        member = await appointed(client, "textile", "vice_chair", standings=["owner"])
        seen = await client.get(f"/officers/{member}")
        risen = await client.patch(
            f"/officers/{member}", json={"post": "chair"}, headers={"If-Match": seen.headers["etag"]}
        )
        assert (risen.status_code, risen.json()["code"]) == (409, "officer_barred")

    async def test_one_chair_at_a_time(self, api: Api) -> None:
        """ORG-19: one chair and one director each; vice-chairs may be several; after the end the post is free."""
        client = await api.as_("county_officer")
        first = await appointed(client, "hospital", "chair")
        for language, start in (("zh", "这家工会已有在任的主席"), ("en", "Somebody holds this post")):
            speaking = await api.as_("county_officer", **{"Accept-Language": language})
            second = await appoint(speaking, "hospital", "chair", "贺春生")
            assert (second.status_code, second.json()["code"]) == (409, "officer_sitting")
            assert second.json()["detail"].startswith(start)
        await appointed(client, "hospital", "vice_chair", "贺春生")
        await appointed(client, "hospital", "vice_chair", "张晓梅")
        assert (await step(client, first, step="end", reason="退休")).status_code == 200
        await appointed(client, "hospital", "chair", "贺春生")

    async def test_scope_days_and_permission(self, api: Api) -> None:
        """ORG-19, ROL-01."""
        client = await api.as_("county_officer")
        assert (await appoint(client, "electronics", "chair")).status_code == 404
        late = await appoint(client, "hospital", "chair", started_on=(today() + timedelta(days=2)).isoformat())
        assert (late.status_code, late.json()["errors"][0]["pointer"]) == (422, "/started_on")
        id = await appointed(client, "hospital", "chair")
        neighbour = await api.as_("neighbour_officer")
        foreign, absent = await neighbour.get(f"/officers/{id}"), await neighbour.get(f"/officers/{ABSENT}")
        assert foreign.status_code == absent.status_code == 404
        assert foreign.json()["detail"] == absent.json()["detail"]
        assert await names(neighbour) == []
        assert await names(await api.as_("sibling_chair")) == ["方秀云"]
        assert await names(await api.as_("union_chair")) == []
        assert (await appoint(await api.as_("county_auditor"), "hospital", "vice_chair")).status_code == 403
        stranger = await appoint(client, "hospital", "vice_chair", member_id=str(ABSENT))
        assert stranger.status_code == 404
        committee = await appoint(client, "hospital", "vice_chair", committee_id=str(ABSENT))
        assert committee.status_code == 404
        for link in ("committee_id", "member_id"):
            tag = (await client.get(f"/officers/{id}")).headers["etag"]
            changes = {link: str(ABSENT), "education": None}
            into = await client.patch(f"/officers/{id}", json=changes, headers={"If-Match": tag})
            assert into.status_code == 404, into.text


class TestEnding:
    async def test_end_and_reappoint(self, api: Api) -> None:
        """ORG-22: 连任 closes the entry and opens the next term with the same person."""
        client = await api.as_("county_officer")
        id = await appointed(client, "hospital", "chair", standings=["party_secretary"], form="full_time")
        early = await step(client, id, step="end", reason="调离", on="2021-11-30")
        assert (early.status_code, early.json()["code"]) == (422, "officer_dates_wrong")
        new = await step(client, id, step="reappoint", on="2026-02-01")
        assert new.status_code == 200, new.text
        row = new.json()
        assert row["id"] != id
        assert (row["term_number"], row["started_on"], row["form"]) == (2, "2026-02-01", "full_time")
        assert row["standings"] == ["party_secretary"]
        old = (await client.get(f"/officers/{id}")).json()
        assert (old["ended_on"], old["end_reason"]) == ("2026-02-01", "reappointed")
        assert not {item["step"]: item["allowed"] for item in old["steps"]}["end"]
        done = await step(client, row["id"], step="end", reason="退休")
        assert (done.json()["ended_on"], done.json()["end_reason"]) == (today().isoformat(), "退休")
        again = await step(client, row["id"], step="end", reason="退休")
        assert (again.status_code, again.json()["code"]) == (409, "officer_ended")
        assert await names(client) == []
        assert await names(client, ended=True) == ["方秀云", "方秀云"]
        stale = await client.post(
            f"/officers/{id}/steps",
            json={"step": "reappoint", "on": today().isoformat()},
            headers={"If-Match": '"v1"'},
        )
        assert stale.status_code == 412


class TestList:
    async def test_filters_pages_and_statements(self, api: Api, queries: Callable[..., Any]) -> None:
        """ORG-11: the register of officers, narrowed and paged."""
        city = await api.as_("city_officer")
        await appointed(city, "hospital", "chair", "方秀云", form="full_time")
        await appointed(city, "hospital", "vice_chair", "贺春生", sex="male")
        await appointed(city, "textile", "chair", "王兰")
        await appointed(city, "school", "chair", "李校长")
        expected: list[tuple[dict[str, Any], set[str]]] = [
            ({"organization_id": str(id_of("hospital"))}, {"方秀云", "贺春生"}),
            ({"under_id": str(id_of("chengguan"))}, {"方秀云", "贺春生", "王兰"}),
            ({"post": ["vice_chair"]}, {"贺春生"}),
            ({"form": ["full_time"]}, {"方秀云"}),
            ({"q": "hcs"}, {"贺春生"}),
            ({"term_due": True}, {"方秀云", "贺春生", "王兰", "李校长"}),
            ({"term_due": False}, set()),
        ]
        for filters, found in expected:
            assert set(await names(city, **filters)) == found, filters
        assert await names(await api.as_("line_officer")) == ["李校长"]
        paged, cursor = [], None
        whole = await names(city)
        while True:
            with queries(at_most=3):
                answer = await city.get(
                    "/officers", params={"limit": 1, "with_total": True} | ({"cursor": cursor} if cursor else {})
                )
            assert answer.json()["total"] == 4
            paged += [item["name"] for item in answer.json()["items"]]
            cursor = answer.json()["next_cursor"]
            if cursor is None:
                break
        assert paged == whole


class TestVacancies:
    async def test_what_is_due_and_vacant(self, api: Api, queries: Callable[..., Any]) -> None:
        """ORG-19, ORG-05: a chair always; the directors from 25 members and 10 women; branches count in."""
        await count_members(api, "hospital", members=20, women=9)
        await count_members(api, "textile", members=20, women=6)
        await count_members(api, "weaving", members=10, women=6)
        city = await api.as_("city_officer")
        await appointed(city, "hospital", "chair")
        await appointed(city, "textile", "chair")
        county = await api.as_("county_officer")
        await county.get("/vacancies")
        with queries(at_most=3):
            answer = await county.get("/vacancies", params={"with_total": True})
        found = {item["name"]: item for item in answer.json()["items"]}
        assert "青溪县人民医院工会" not in found
        assert found["青溪纺织有限公司工会"]["vacant"] == ["audit_director", "women_director"]
        assert (found["青溪纺织有限公司工会"]["members"], found["青溪纺织有限公司工会"]["women"]) == (30, 12)
        assert found["白石水泥有限公司工会"]["vacant"] == ["chair"]
        assert found["城关镇总工会"]["vacant"] == ["chair", "audit_director", "women_director"]
        assert found["城关镇总工会"]["members"] is None
        assert "织造分会" not in found
        assert answer.json()["total"] == len(found) == 6
        only = await county.get("/vacancies", params={"post": "chair", "under_id": str(id_of("baishi"))})
        assert {item["name"] for item in only.json()["items"]} == {"白石乡总工会", "白石水泥有限公司工会"}
        stricter = await county.get("/vacancies", params={"women_from": 9, "under_id": str(id_of("hospital"))})
        assert [item["vacant"] for item in stricter.json()["items"]] == [["women_director"]]
        assert (await county.get("/vacancies", params={"under_id": str(id_of("nanhe"))})).status_code == 404

    async def test_the_list_and_the_rule_agree(self, api: Api) -> None:
        """ORG-19: SQL narrows by the same rule that names the posts: never an empty row, never one left out."""
        sizes = {"hospital": (24, 9), "textile": (25, 9), "cement": (26, 0), "electronics": (3, 3), "school": (11, 10)}
        for union, (members, women) in sizes.items():
            await count_members(api, union, members=members, women=women)
        city = await api.as_("city_officer")
        held: dict[str, set[str]] = {}
        for union, post in (
            ("hospital", "chair"),
            ("textile", "chair"),
            ("school", "chair"),
            ("cement", "audit_director"),
            ("electronics", "chair"),
        ):
            await appointed(city, union, post)
            held.setdefault(union, set()).add(post)
        expected = {}
        for union in UNIONS:
            level = Level(union.kind.level)
            if level > Level.UNION:
                continue
            members, women = sizes.get(union.key, (0, 0))
            required = posts_required(level=level, members=members, women=women)
            vacant = [post for post in required if post.value not in held.get(union.key, set())]
            if vacant:
                expected[union.id] = [post.value for post in Post if post in vacant]
        paged: dict[UUID, list[str]] = {}
        cursor: str | None = None
        while True:
            answer = await city.get("/vacancies", params={"limit": 4} | ({"cursor": cursor} if cursor else {}))
            paged |= {UUID(item["id"]): item["vacant"] for item in answer.json()["items"]}
            cursor = answer.json()["next_cursor"]
            if cursor is None:
                break
        assert paged == expected
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(select(func.fold_organization_stat()))
        folded = await city.get("/vacancies", params={"limit": 500})
        assert {UUID(item["id"]): item["vacant"] for item in folded.json()["items"]} == expected


async def test_who_left_and_was_not_followed(api: Api) -> None:
    """MBR-08: 两长六大员随缺随补: a post that somebody left is named until somebody takes it, once, whoever held it before;
    one that a colleague still holds is not, and no other county's."""
    county = await api.as_("county_officer")
    for name in ("陈一", "陈二"):
        leader = await appointed(county, "weaving", "group_leader", name)
        assert (await step(county, leader, step="end", reason="岗位调整")).status_code == 200
    for name in ("林一", "林二"):
        last = await appointed(county, "textile", "safety_inspector", name)
    assert (await step(county, last, step="end", reason="退休")).status_code == 200
    assert await names(county, vacated=True) == ["陈二"]
    assert await names(await api.as_("neighbour_officer"), vacated=True) == []
    await appointed(county, "weaving", "group_leader", "陈三")
    assert await names(county, vacated=True) == []


async def test_education_is_said_corrected_and_carried_on(api: Api) -> None:
    """ORG-19: given, or taken from the linked member's file; corrected, emptied, and kept from term to term."""
    client = await api.as_("county_officer")
    id = await appointed(client, "textile", "chair", education="college")
    assert (await client.get(f"/officers/{id}")).json()["education"] == "college"
    again = (await step(client, id, step="reappoint")).json()
    assert (again["id"] != id, again["education"]) == (True, "college")
    emptied = await client.patch(f"/officers/{again['id']}", json={"education": None}, headers={"If-Match": '"v1"'})
    assert emptied.json()["education"] is None
    member = await join(client, "李春梅", id_number=id_number(902), education="bachelor")
    linked = {"name": "李春梅", "member_id": member["id"]}
    told = (await appoint(client, "textile", "women_director", **linked)).json()
    assert (told["education"], told["born_on"]) == ("bachelor", member["born_on"])
