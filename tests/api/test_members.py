"""Members: entered, approved, edited, moved on, merged; who sees them; what races do."""

import asyncio
import json
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries import member_list as member_queries
from backend.db.tables.member import Member, MemberEvent, Reveal
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING, Scope
from backend.domain.member.register import ELSEWHERE_A_DAY
from tests.conftest import Api
from tests.people import draft, enter, id_number, join, once, seen, step
from tests.town import ABSENT, id_of, today

FULL = {
    "nation": "han",
    "education": "college",
    "politics": "masses",
    "phone": "138 0013 8000",
    "hukou_kind": "rural",
    "hukou_place": "青溪县白石乡",
    "residence": "云江市青溪县城关镇人民路 12 号 3 栋 402",
    "employment_form": "fixed_term",
    "post": "挡车工",
    "work_started_on": "2010-07-01",
    "bank_card": "6222020200112233445",
}


async def test_an_application_becomes_a_membership(api: Api) -> None:
    """MBR-01, MBR-02: entered, handed in, approved: a number, a card, a membership, a life line."""
    client = await api.as_("union_chair")
    entered = await enter(client, **FULL)
    assert (entered["status"], entered["number"], entered["memberships"]) == ("submitted", None, [])
    assert entered["sex"] in ("male", "female")
    assert entered["born_on"] == "1988-03-14"
    answer = await step(client, entered, "approve")
    assert answer.status_code == 200, answer.text
    member = answer.json()
    assert member["status"] == "active"
    assert member["number"].startswith(str(today().year))
    assert len(member["number"]) == 12
    assert member["joined_on"] == member["card_issued_on"] == today().isoformat()
    assert [(spell["organization_name"], spell["ended_on"]) for spell in member["memberships"]] == [
        ("青溪纺织有限公司工会", None)
    ]
    assert "employer_id" in member["missing"]
    line = (await client.get(f"/members/{member['id']}/events")).json()
    assert [item["kind"] for item in line["items"]] == ["card_issued", "joined", "submitted", "drafted"]
    assert {item["actor_name"] for item in line["items"]} == {"方秀云"}
    assert line["lanes"] == {"membership": 2, "record": 2}


@pytest.mark.parametrize(
    ("kind", "form"), [("laid_off", "none"), ("migrant", "flexible"), ("regular", "platform"), ("regular", "part_time")]
)
async def test_who_has_no_union_at_work_joins_where_they_live(api: Api, kind: str, form: str) -> None:
    """ORG-20, MBR-05: laid off, on call or between jobs, with no employer to name: an own application at the union of
    the community, a file and a card there, and one more member in its figures."""
    county = await api.as_("county_officer")
    said = {"parent_id": str(id_of("chengguan")), "kind": "community_union", "name": "桥东社区工会"}
    founded = await county.post("/organizations", json=said | {"established_on": "2016-05-04"}, headers=once())
    assert founded.status_code == 201, founded.text
    body = draft("孙有福") | {"organization_id": founded.json()["id"], "kind": kind, "employment_form": form}
    applied = await county.post("/members", json=body, params={"submit": True}, headers=once())
    assert (applied.status_code, applied.json()["status"]) == (201, "submitted"), applied.text
    member = (await step(county, applied.json(), "approve")).json()
    assert (member["status"], member["kind"], member["employment_form"]) == ("active", kind, form)
    assert member["card_issued_on"] == today().isoformat()
    assert [spell["organization_name"] for spell in member["memberships"]] == ["桥东社区工会"]
    at_home = (await county.get(f"/organizations/{founded.json()['id']}")).json()
    assert at_home["figures"]["members"] == 1


async def test_numbers_are_masked_and_nothing_else_leaks(api: Api) -> None:
    """MBR-01, trust.md A-02: no answer of the register holds a whole number, card or address."""
    client = await api.as_("union_chair")
    number = id_number()
    member = await join(client, id_number=number, **FULL)
    assert member["id_number_masked"] == number[0] + "*" * 16 + number[-1]
    assert member["phone_masked"] == "138****8000"
    assert member["bank_card_masked"] == "****3445"
    assert member["residence_masked"] == "云江市青溪县城关镇****"
    assert member["hidden"] == ["id_number", "phone", "bank_card", "residence"]
    bodies = [
        (await client.get(path)).text
        for path in ("/members", f"/members/{member['id']}", f"/members/{member['id']}/events", "/member-duplicates")
    ]
    for secret in (number, "13800138000", "6222020200112233445", "人民路"):
        assert not [body for body in bodies if secret in body]
    async with api.database.transaction(EVERYTHING) as session:
        told = [json.dumps(facts) for facts in (await session.scalars(select(AuditEvent.facts)))]
        row = await session.get_one(Member, member["id"])
    assert not [facts for facts in told if number in facts or "13800138000" in facts]
    assert number.encode() not in row.id_number


async def test_a_line_of_the_list_and_how_many_statements_it_takes(api: Api, queries: Any) -> None:
    """MBR-01: fifty rows cost as many statements as one."""
    client = await api.as_("county_officer")
    for name in ("王小军", "李芳", "赵一鸣", "欧阳娜娜", "陈建国"):
        await enter(client, name)
    await client.get("/members")
    with queries(at_most=3):
        answer = await client.get("/members", params={"limit": 3, "with_total": True})
    page = answer.json()
    assert page["total"] == 5
    assert [item["name"] for item in page["items"]] == ["王小军", "李芳", "赵一鸣"]
    assert page["items"][0]["organization"] == {"id": str(id_of("textile")), "name": "青溪纺织有限公司工会"}
    rest = await client.get("/members", params={"limit": 3, "with_total": True, "cursor": page["next_cursor"]})
    assert [item["name"] for item in rest.json()["items"]] == ["欧阳娜娜", "陈建国"]
    with queries(at_most=2):
        newest = await client.get("/members", params={"sort": "-created", "limit": 2})
    assert [item["name"] for item in newest.json()["items"]] == ["陈建国", "欧阳娜娜"]
    older = await client.get(
        "/members", params={"sort": "-created", "limit": 2, "cursor": newest.json()["next_cursor"]}
    )
    assert [item["name"] for item in older.json()["items"]] == ["赵一鸣", "李芳"]


@pytest.mark.parametrize("key", ["city_officer", "county_officer", "township_officer", "union_chair", "line_officer"])
async def test_newest_first_at_every_level(api: Api, key: str) -> None:
    """MBR-01: newest first shows exactly the scope, whichever column of the level it goes by."""
    city = await api.as_("city_officer")
    stands = {"textile": "王小军", "weaving": "李芳", "cement": "赵一鸣", "school": "钱学文", "logistics": "孙快"}
    for union, name in stands.items():
        await enter(city, name, union)
    visible = {
        "city_officer": ["孙快", "钱学文", "赵一鸣", "李芳", "王小军"],
        "county_officer": ["赵一鸣", "李芳", "王小军"],
        "township_officer": ["李芳", "王小军"],
        "union_chair": ["李芳", "王小军"],
        "line_officer": ["钱学文"],
    }
    client = await api.as_(key)
    answer = await client.get("/members", params={"sort": "-created"})
    assert [item["name"] for item in answer.json()["items"]] == visible[key]
    by_code = await client.get("/members", params={"with_total": True})
    assert sorted(item["name"] for item in by_code.json()["items"]) == sorted(visible[key])
    assert by_code.json()["total"] == len(visible[key])


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"organization_id": id_of("textile")}, ["王小军", "李芳"]),
    ({"organization_id": id_of("textile"), "include_subtree": False}, ["王小军"]),
    ({"organization_id": id_of("weaving")}, ["李芳"]),
    ({"organization_id": id_of("weaving"), "sort": "-created"}, ["李芳"]),
    ({"organization_id": id_of("baishi"), "sort": "-created"}, ["赵一鸣"]),
    ({"status": ["active"]}, ["王小军"]),
    ({"status": ["submitted", "draft"]}, ["李芳", "赵一鸣"]),
    ({"kind": "migrant"}, ["李芳"]),
    ({"migrant": True}, ["李芳"]),
    ({"dispatched": True}, ["赵一鸣"]),
    ({"hardship": True}, ["赵一鸣"]),
    ({"new_employment": ["courier", "food_rider"]}, ["李芳"]),
    ({"sex": "female"}, ["李芳"]),
    ({"education": "college"}, ["王小军"]),
    ({"politics": "cpc"}, ["赵一鸣"]),
    ({"joined_on[gte]": "today"}, ["王小军"]),
    ({"joined_on[lte]": "2015-12-31"}, ["赵一鸣"]),
    ({"born_on[gte]": "1990-01-01", "born_on[lte]": "1999-12-31"}, ["李芳"]),
    ({"birthday_month": 5}, ["李芳"]),
    ({"birthday_month": 12}, []),
    ({"complete": True}, []),
    ({"complete": False}, ["王小军", "李芳", "赵一鸣"]),
    ({"has_card": True}, ["王小军"]),
    ({"has_card": False, "migrant": False}, ["赵一鸣"]),
    ({"changed_within": 1}, ["王小军", "李芳", "赵一鸣"]),
]


async def test_every_filter(api: Api) -> None:
    """MBR-01, MBR-05: each filter keeps whom it names, alone and counted."""
    client = await api.as_("county_officer")
    await join(client, "王小军", id_number=id_number(101), education="college")
    await enter(
        client,
        "李芳",
        "weaving",
        id_number=id_number(102, born=date(1992, 5, 6)),
        kind="migrant",
        new_employment="courier",
    )
    await enter(
        client,
        "赵一鸣",
        "cement",
        id_number=id_number(103),
        employment_form="dispatch",
        hardship=True,
        politics="cpc",
        joined_on="2012-05-01",
    )
    for filters, names in FILTERS:
        if "joined_on[gte]" in filters:
            filters = {"joined_on[gte]": today().isoformat()}
        answer = await client.get("/members", params={**filters, "with_total": True})
        assert answer.status_code == 200, (filters, answer.text)
        assert sorted(item["name"] for item in answer.json()["items"]) == sorted(names), filters
        assert answer.json()["total"] == len(names), filters


async def test_unknown_filters_and_foreign_cursors_are_refused(api: Api) -> None:
    """api.md: an unknown parameter names the nearest; a cursor belongs to its filters."""
    client = await api.as_("county_officer")
    for name in ("王小军", "李芳"):
        await enter(client, name)
    wrong = await client.get("/members", params={"organisation_id": str(id_of("textile"))})
    assert wrong.status_code == 400
    assert "organization_id" in wrong.json()["detail"]
    cursor = (await client.get("/members", params={"limit": 1})).json()["next_cursor"]
    other = await client.get("/members", params={"limit": 1, "cursor": cursor, "sex": "female"})
    assert (other.status_code, other.json()["code"]) == (400, "cursor_invalid")
    crossed = await client.get("/members", params={"limit": 1, "cursor": cursor, "sort": "-created"})
    assert crossed.status_code == 400


async def test_scope_of_members(api: Api) -> None:
    """ROL-01…08: a county, a line, a union see exactly their own; foreign and absent are one answer."""
    city = await api.as_("city_officer")
    textile, school = await enter(city, "王小军", "textile"), await enter(city, "钱学文", "school")
    sees = {
        "county_officer": {textile["id"]},
        "neighbour_officer": {school["id"]},
        "line_officer": {school["id"]},
        "sibling_chair": set(),
        "third_officer": set(),
        "county_auditor": {textile["id"]},
    }
    for key, expected in sees.items():
        client = await api.as_(key)
        listed = await client.get("/members", params={"with_total": True})
        assert {item["id"] for item in listed.json()["items"]} == expected, key
        assert listed.json()["total"] == len(expected)
        for member in (textile, school):
            one = await client.get(f"/members/{member['id']}")
            assert one.status_code == (200 if member["id"] in expected else 404), key
    stranger = await api.as_("third_officer")
    foreign, absent = [await stranger.get(f"/members/{id}") for id in (textile["id"], ABSENT)]
    drop = {"instance", "request_id"}
    assert {k: v for k, v in foreign.json().items() if k not in drop} == {
        k: v for k, v in absent.json().items() if k not in drop
    }
    assert (await stranger.get("/members", params={"organization_id": str(id_of("textile"))})).status_code == 404


async def test_row_security_holds_where_the_bounds_are_forgotten(api: Api) -> None:
    """ROL-01, trust.md A-01b: a query without `within` still sees the scope only."""
    city = await api.as_("city_officer")
    await enter(city, "王小军", "textile")
    await enter(city, "杜南", "electronics")
    async with api.database.transaction(EVERYTHING) as session:
        low, high = (
            await session.execute(text("select code, code_hi from organization where name = '南河县总工会'"))
        ).one()
        assert await session.scalar(select(func.count()).select_from(Member)) == 2
    async with api.database.transaction(Scope(low=low, high=high)) as session:
        assert [row.name for row in await session.scalars(select(Member))] == ["杜南"]
        assert await session.scalar(select(func.count()).select_from(MemberEvent)) == 2
        door = func.life_line_of_member
        stranger = await session.execute(select(door((await _id(api, "王小军")), 10).table_valued("id", "kind")))
        assert stranger.all() == []
    async with api.database.transaction(Scope()) as session:
        assert (await session.scalars(select(Member))).all() == []


async def _id(api: Api, name: str) -> Any:
    async with api.database.transaction(EVERYTHING) as session:
        return await session.scalar(select(Member.id).where(Member.name == name))  # type: ignore[arg-type]


async def test_readers_cannot_write(api: Api) -> None:
    """ROL-05: an auditor and a finance officer read the register and change nothing."""
    member = await enter(await api.as_("county_officer"))
    for key in ("county_auditor", "county_finance"):
        client = await api.as_(key)
        shown = (await client.get(f"/members/{member['id']}")).json()
        assert not [each for each in shown["steps"] if each["allowed"] and each["step"] != "reveal"], key
        assert (await client.post("/members", json=draft(), headers=once())).status_code == 403
        assert (await step(client, member, "approve")).status_code == 403
        change = await client.patch(f"/members/{member['id']}", json={"post": "x"}, headers=seen(member))
        assert change.status_code == 403
        batch = {"ids": [member["id"]], "step": {"step": "approve"}}
        assert (await client.post("/members/batches", json=batch, headers=once())).status_code == 403


async def test_collisions_say_what_they_may(api: Api) -> None:
    """trust.md section 0 row 5: mine is named, elsewhere is not, and a wrong place is just not found."""
    number = id_number()
    mine = await enter(await api.as_("county_officer"), id_number=number)
    again = await (await api.as_("union_chair")).post(
        "/members", json=draft("王小军", id_number=number), headers=once()
    )
    assert (again.status_code, again.json()["code"]) == (409, "member_exists")
    assert again.json()["facts"] == {"member_id": mine["id"]}
    neighbour = await api.as_("neighbour_officer")
    elsewhere = await neighbour.post("/members", json=draft("王小军", "electronics", id_number=number), headers=once())
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "member_elsewhere")
    assert mine["id"] not in elsewhere.text
    assert "青溪" not in elsewhere.text
    assert elsewhere.json()["facts"] == {}
    foreign = await neighbour.post("/members", json=draft("张三"), headers=once())
    assert foreign.status_code == 404
    county = await neighbour.post("/members", json=draft("张三", "hekou"), headers=once())
    assert (county.status_code, county.json()["code"]) == (409, "organization_takes_no_members")


async def test_elsewhere_is_counted_and_limited(api: Api) -> None:
    """trust.md section 0 row 5: fifty such answers a day; the count is kept although the request was refused."""
    number = id_number()
    await enter(await api.as_("county_officer"), id_number=number)
    neighbour = await api.as_("neighbour_officer")

    async def ask() -> httpx.Response:
        return await neighbour.post("/members", json=draft("王小军", "electronics", id_number=number), headers=once())

    assert (await ask()).status_code == 409
    async with api.database.transaction(EVERYTHING) as session:
        kept = (await session.scalars(select(Reveal))).all()
        assert [(row.field, row.member_id) for row in kept] == [("existence", None)]
        told = await session.scalar(
            select(func.count()).select_from(AuditEvent).where(AuditEvent.event == "member_elsewhere_asked")  # type: ignore[arg-type]
        )
        assert told == 1
        session.add_all(
            Reveal(user_id=kept[0].user_id, field="existence", reason="register", at=kept[0].at)
            for _ in range(ELSEWHERE_A_DAY - 1)
        )
    over = await ask()
    assert (over.status_code, over.json()["code"]) == (429, "member_elsewhere_limit")
    assert int(over.headers["retry-after"]) > 0


async def test_two_officers_enter_one_person_at_once(api: Api) -> None:
    """trust.md F-09: exactly one wins, whoever it is; the other hears what they may."""
    handed_in = {"submit": True}
    for _ in range(4):
        number = id_number()
        here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
        answers = await asyncio.gather(
            *(
                client.post("/members", json=draft("王小军", union, id_number=number), params=handed_in, headers=once())
                for client, union in ((here, "textile"), (there, "electronics"), (here, "hospital"))
            )
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
        codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
        assert codes <= {"member_exists", "member_elsewhere"}
        async with api.database.transaction(EVERYTHING) as session:
            assert await session.scalar(select(func.count()).select_from(Member)) == _ + 1


async def test_approved_twice_at_once(api: Api) -> None:
    """trust.md F-09: one approval, one membership, one number."""
    client = await api.as_("county_officer")
    entered = await enter(client)
    answers = await asyncio.gather(*(step(client, entered, "approve") for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    member = (await client.get(f"/members/{entered['id']}")).json()
    assert len(member["memberships"]) == 1
    line = (await client.get(f"/members/{entered['id']}/events")).json()
    assert [item["kind"] for item in line["items"]].count("joined") == 1


async def test_the_same_key_enters_once(api: Api) -> None:
    """api.md, Idempotency: a retry gets the first answer."""
    client = await api.as_("union_chair")
    body, key = draft(), once()
    first = await client.post("/members", json=body, headers=key)
    second = await client.post("/members", json=body, headers=key)
    assert second.headers["idempotency-replayed"] == "true"
    assert second.json()["id"] == first.json()["id"]
    assert (await client.post("/members", json=draft())).status_code == 400


async def test_steps_of_a_membership(api: Api) -> None:
    """MBR-01, MBR-02: returned and handed in again, retained and resumed, withdrawn; each with its reason and day."""
    client = await api.as_("county_officer")
    entered = await enter(client)
    bare = await step(client, entered, "return")
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (422, "/reason")
    returned = (await step(client, entered, "return", reason="缺少照片")).json()
    assert returned["status"] == "returned"
    assert (await step(client, returned, "approve")).json()["code"] == "step_not_possible"
    handed_in = (await step(client, returned, "submit")).json()
    member = (await step(client, handed_in, "approve", issue_card=False)).json()
    assert member["card_issued_on"] is None
    assert (await step(client, member, "retain")).status_code == 422
    future = (today() + timedelta(days=3)).isoformat()
    assert (await step(client, member, "withdraw", on=future)).json()["code"] == "step_on_in_future"
    early = (today() - timedelta(days=3)).isoformat()
    assert (await step(client, member, "withdraw", on=early)).json()["code"] == "step_on_too_early"
    kept = (await step(client, member, "retain", retain_reason="retired")).json()
    assert (kept["status"], kept["retain_reason"]) == ("retained", "retired")
    resumed = (await step(client, kept, "resume")).json()
    assert (resumed["status"], resumed["retain_reason"]) == ("active", None)
    left = (await step(client, resumed, "withdraw", reason="本人申请")).json()
    assert left["status"] == "withdrawn"
    assert left["memberships"][0]["ended_by"] == "withdrawn"
    assert [each["step"] for each in left["steps"]] == ["reveal"]
    stale = await step(client, entered, "withdraw")
    assert stale.status_code in (409, 412)


async def end_union(session: AsyncSession, key: str, status: str = "dissolved") -> None:
    await session.execute(update(Organization).values(status=status).where(Organization.id == id_of(key)))  # type: ignore[arg-type]


async def test_nobody_is_taken_into_a_union_that_is_no_more(api: Api, queries: Any) -> None:
    """MBR-01, ORG-16: handing in and approving ask whether the union lives, one by one and in batches, in one statement
    for all; a paper may still be returned."""
    client = await api.as_("county_officer")
    handed_in = [await enter(client, name, "hospital") for name in ("王小军", "李芳", "赵一鸣")]
    living = await enter(client, "陈建国")
    drafted = (await client.post("/members", json=draft("钱学文", "hospital"), headers=once())).json()
    async with api.database.transaction(EVERYTHING) as session:
        await end_union(session, "hospital")
    for member, act in ((handed_in[0], "approve"), (drafted, "submit")):
        refused = await step(client, member, act)
        assert (refused.status_code, refused.json()["code"]) == (409, "organization_not_active"), act
        assert "青溪县人民医院工会" in refused.json()["detail"]
        assert (await client.get(f"/members/{member['id']}")).json()["status"] == member["status"]
    body = {"ids": [each["id"] for each in (*handed_in, living)], "step": {"step": "approve"}}
    for dry in (True, False):
        with queries(at_most=40) as asked:
            answer = await client.post("/members/batches", json=body | {"dry_run": dry}, headers=once())
        assert answer.status_code == 200, answer.text
        assert [item["problem"] and item["problem"]["code"] for item in answer.json()["items"]] == [
            *["organization_not_active"] * 3,
            None,
        ]
        assert len([each for each in asked if "FROM organization" in each and "FOR SHARE" in each]) == 1
    assert (await step(client, handed_in[0], "return", reason="工会已撤销")).status_code == 200


async def test_a_union_ends_while_somebody_is_approved(api: Api) -> None:
    """trust.md F-09: an approval waits for a dissolution that has begun and is then refused; of the two at once, nobody
    is left as a member of a union that is no more."""
    client = await api.as_("county_officer")
    entered = await enter(client, "王小军", "hospital")
    async with api.database.transaction(EVERYTHING) as session:
        await end_union(session, "hospital")
        await session.flush()
        approving = asyncio.create_task(step(client, entered, "approve"))
        waits = text("select count(*) from pg_locks where not granted")
        while not approving.done() and not await session.scalar(waits):
            await asyncio.wait({approving}, timeout=0.01)
    refused = await approving
    assert (refused.status_code, refused.json()["code"]) == (409, "organization_not_active"), refused.text
    async with api.database.transaction(EVERYTHING) as session:
        await end_union(session, "hospital", "active")
    for key in ("hospital", "walking_street", "cement"):
        entered = await enter(client, "李芳", key)
        union = await client.get(f"/organizations/{id_of(key)}")
        end = {"step": "dissolve", "effective_on": today().isoformat(), "members_to_id": str(id_of("textile"))}
        approved, ended = await asyncio.gather(
            step(client, entered, "approve"),
            client.post(f"/organizations/{id_of(key)}/steps", json=end, headers={"If-Match": union.headers["etag"]}),
        )
        assert ended.status_code == 200, ended.text
        assert approved.status_code in (200, 409, 412), approved.text
        now = (await client.get(f"/members/{entered['id']}")).json()
        assert now["organization"]["id"] == str(id_of("textile"))
        assert now["status"] == ("active" if approved.status_code == 200 else "submitted")


async def test_steps_move_the_figures(api: Api) -> None:
    """ORG-11: the union's count follows each step, at once."""
    client = await api.as_("county_officer")

    async def figures() -> tuple[int, int]:
        union = (await client.get(f"/organizations/{id_of('textile')}")).json()
        return union["figures"]["members"], union["figures"]["retained"]

    assert await figures() == (0, 0)
    member = await join(client)
    assert await figures() == (1, 0)
    kept = (await step(client, member, "retain", retain_reason="military")).json()
    assert await figures() == (0, 1)
    await step(client, kept, "record_death")
    assert await figures() == (0, 0)


async def test_a_change_stands_in_the_life_line(api: Api) -> None:
    """MBR-03: from what to what; what is sealed by its name only; the audit names fields and no values."""
    client = await api.as_("union_chair")
    member = await enter(client, **FULL)
    body = {"post": "班长", "phone": "13900139000", "politics": "cpc"}
    answer = await client.patch(f"/members/{member['id']}", json=body, headers=seen(member))
    assert answer.status_code == 200, answer.text
    changed = answer.json()
    assert (changed["post"], changed["phone_masked"], changed["version"]) == ("班长", "139****9000", 2)
    assert changed["education"] == "college"
    entry = (await client.get(f"/members/{member['id']}/events")).json()["items"][0]
    assert entry["facts"] == {
        "changes": {"post": ["挡车工", "班长"], "politics": ["masses", "cpc"]},
        "hidden": ["phone"],
    }
    stale = await client.patch(f"/members/{member['id']}", json={"post": "x"}, headers=seen(member))
    assert (stale.status_code, stale.json()["facts"]["current"]) == (412, 2)
    assert (await client.patch(f"/members/{member['id']}", json={"post": "x"})).status_code == 428
    found = await client.post("/members/search", json={"phone": "139-0013-9000"})
    assert [item["id"] for item in found.json()["items"]] == [member["id"]]
    gone = await client.post("/members/search", json={"phone": "13800138000"})
    assert gone.json()["items"] == []


async def test_a_change_is_judged_as_a_whole(api: Api) -> None:
    """MBR-01: a corrected number brings its sex and birth date; fields at odds are refused at the field."""
    client = await api.as_("union_chair")
    member = await enter(client, id_number=id_number(301))
    path = f"/members/{member['id']}"
    other = id_number(302, born=date(1990, 1, 2))
    corrected = await client.patch(path, json={"id_number": other}, headers=seen(member))
    assert corrected.status_code == 200, corrected.text
    assert (corrected.json()["born_on"], corrected.json()["sex"]) == ("1990-01-02", "female")
    wrong = await client.patch(path, json={"work_started_on": "1999-01-01"}, headers=seen(corrected.json()))
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/work_started_on")
    empty = await client.patch(path, json={"name": None}, headers=seen(corrected.json()))
    assert (empty.status_code, empty.json()["errors"][0]["pointer"]) == (422, "/name")
    unknown = await client.patch(path, json={"status": "active"}, headers=seen(corrected.json()))
    assert unknown.status_code == 422
    taken = await enter(client, "李芳")
    number = id_number(303)
    await enter(await api.as_("neighbour_officer"), "杜南", "electronics", id_number=number)
    elsewhere = await client.patch(f"/members/{taken['id']}", json={"id_number": number}, headers=seen(taken))
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "member_elsewhere")
    mine = await client.patch(f"/members/{taken['id']}", json={"id_number": other}, headers=seen(taken))
    assert (mine.status_code, mine.json()["code"]) == (409, "member_exists")
    assert (await client.get(f"/members/{taken['id']}")).json()["version"] == 1


async def test_another_branch_is_an_edit_another_union_is_not(api: Api) -> None:
    """MBR-02: within the union the membership goes on; beyond it a transfer is due."""
    client = await api.as_("county_officer")
    member = await join(client, union="weaving")
    path = f"/members/{member['id']}"
    moved = await client.patch(path, json={"organization_id": str(id_of("dyeing"))}, headers=seen(member))
    assert moved.status_code == 200, moved.text
    assert moved.json()["organization"]["name"] == "印染分会"
    assert [(spell["organization_name"], spell["ended_on"]) for spell in moved.json()["memberships"]] == [
        ("印染分会", None)
    ]
    away = await client.patch(path, json={"organization_id": str(id_of("hospital"))}, headers=seen(moved.json()))
    assert (away.status_code, away.json()["code"]) == (409, "member_needs_transfer")
    events = (await client.get(f"{path}/events")).json()["items"]
    assert events[0]["kind"] == "regrouped"


async def test_a_person_who_left_joins_again_elsewhere(api: Api) -> None:
    """domain-facts 3.2: the same person, a new membership; nothing of the old record is shown, the life line goes on."""
    number = id_number()
    client = await api.as_("county_officer")
    member = await join(client, id_number=number, **FULL)
    await step(client, member, "withdraw")
    neighbour = await api.as_("neighbour_officer")
    again = await neighbour.post(
        "/members", json=draft("王小军", "electronics", id_number=number), params={"submit": True}, headers=once()
    )
    assert again.status_code == 201, again.text
    assert (again.json()["memberships"], again.json()["phone_masked"], again.json()["post"]) == ([], None, "")
    assert (await client.get(f"/members/{member['id']}")).json()["status"] == "withdrawn"
    joined = (await step(neighbour, again.json(), "approve")).json()
    assert joined["number"] == member["number"]
    assert [spell["organization_name"] for spell in joined["memberships"]] == [
        "汇丰电子有限公司工会",
        "青溪纺织有限公司工会",
    ]
    assert (await client.get(f"/members/{member['id']}")).status_code == 404


async def test_all_current_members_are_counted_to_the_unit(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue 3 section 3: the list behind the figure of members tells the figure, however far lists are counted; with any
    other filter, and of a part of the tree, too, and what waits or rests is not in it."""
    chair, sibling = await api.as_("union_chair"), await api.as_("sibling_chair")
    for number in range(4):
        await join(chair, f"王一{'甲乙丙丁'[number]}", "textile", education="bachelor" if number else "college")
    left = await join(chair, "李退", "textile")
    await join(sibling, "张三", "hospital")
    await enter(chair, "赵等", "textile")
    monkeypatch.setattr("backend.api.member.reading.COUNT_CAP", 3)

    async def total(**query: Any) -> int:
        county = await api.as_("county_officer")
        params = {"status": "active,transfer_out_pending", "with_total": True, "limit": 1} | query
        return int((await county.get("/members", params=params)).json()["total"])

    assert await total() == 6
    assert await total(organization_id=str(id_of("textile"))) == 5
    assert await total(organization_id=str(id_of("hospital"))) == 1
    rests = await step(chair, left, "retain", on=today().isoformat(), retain_reason="unemployed", reason="停产")
    assert rests.status_code == 200, rests.text
    assert await total() == 5
    # What no counter knows is counted as far as lists are.
    assert await total(education="bachelor") == 3
    assert await total(status="active") == 3


async def test_a_batch_answers_for_each(api: Api) -> None:
    """api.md "Bulk": the good ones go through, the others are named; a preview writes nothing."""
    client = await api.as_("county_officer")
    people = [await enter(client, name) for name in ("王小军", "李芳", "赵一鸣")]
    joined = await join(client, "陈建国")
    foreign = await enter(await api.as_("neighbour_officer"), "杜南", "electronics")
    ids = [people[0]["id"], joined["id"], foreign["id"], people[1]["id"]]
    body = {"ids": ids, "step": {"step": "approve"}, "dry_run": True}
    preview = (await client.post("/members/batches", json=body, headers=once())).json()
    assert (preview["succeeded"], preview["failed"]) == (2, 2)
    assert (await client.get(f"/members/{ids[0]}")).json()["status"] == "submitted"
    done = (await client.post("/members/batches", json=body | {"dry_run": False}, headers=once())).json()
    assert [(item["status"], (item["problem"] or {}).get("code")) for item in done["items"]] == [
        (200, None),
        (409, "step_not_possible"),
        (404, "not_found"),
        (200, None),
    ]
    assert done["items"][2]["name"] is None
    first, second = [(await client.get(f"/members/{id}")).json() for id in (ids[0], ids[3])]
    assert first["status"] == second["status"] == "active"
    assert first["number"] != second["number"]
    assert (await client.get(f"/members/{people[2]['id']}")).json()["status"] == "submitted"


async def test_a_batch_over_all_that_match_takes_few_statements(api: Api, queries: Any) -> None:
    """Issue 2 section 4: batch operations over all N matching; no statement per row; the batch is on record; the
    figures are right."""
    client = await api.as_("county_officer")
    for number in range(25):
        await enter(client, f"张{'一二三四五六七八九十'[number % 10]}", "textile" if number % 2 else "hospital")
    body = {"query": {"status": ["submitted"], "organization_id": str(id_of("chengguan"))}, "step": {"step": "approve"}}
    with queries(at_most=19):
        answer = await client.post("/members/batches", json=body, headers=once())
    assert (answer.json()["total"], answer.json()["succeeded"]) == (25, 25), answer.text
    listed = (await client.get("/members", params={"status": "active", "limit": 100})).json()["items"]
    assert len({item["number"] for item in listed}) == 25
    union = (await client.get(f"/organizations/{id_of('chengguan')}")).json()
    assert union["figures"]["members"] == 25
    change = {"query": {"status": ["active"]}, "change": {"education": "college", "migrant": True}}
    with queries(at_most=15):
        changed = await client.post("/members/batches", json=change, headers=once())
    assert changed.json()["succeeded"] == 25
    assert (await client.get(f"/organizations/{id_of('qingxi')}")).json()["figures"]["migrants"] == 25
    unclear = await client.post("/members/batches", json={"ids": [listed[0]["id"]]}, headers=once())
    assert (unclear.status_code, unclear.json()["code"]) == (422, "batch_unclear")


async def test_duplicates_are_found_and_merged(api: Api) -> None:
    """Issue 2 section 4: same name and birth date; fields picked per file; everything hangs on the one that stays."""
    client = await api.as_("county_officer")
    stays = await join(client, "王小军", id_number=id_number(401), phone="13800138000")
    goes = await join(client, "王小军", "hospital", id_number=id_number(403), education="bachelor")
    await enter(client, "王小军", id_number=id_number(405, born=date(1970, 1, 1)))
    groups = (await client.get("/member-duplicates")).json()["items"]
    assert [(group["name"], group["born_on"], len(group["members"])) for group in groups] == [
        ("王小军", "1988-03-14", 2)
    ]
    body = {"duplicate_id": goes["id"], "take": {"education": goes["id"], "phone": stays["id"]}}
    answer = await client.post(f"/members/{stays['id']}/merges", json=body, headers=seen(stays))
    assert answer.status_code == 200, answer.text
    merged = answer.json()
    assert (merged["education"], merged["phone_masked"]) == ("bachelor", "138****8000")
    assert len(merged["memberships"]) == 2
    assert [spell["ended_by"] for spell in merged["memberships"] if spell["ended_on"]] == ["merged"]
    assert (await client.get(f"/members/{goes['id']}")).status_code == 404
    line = (await client.get(f"/members/{stays['id']}/events")).json()["items"]
    assert line[0]["kind"] == "merged"
    assert len(line) == 9
    assert (await client.get(f"/organizations/{id_of('qingxi')}")).json()["figures"]["members"] == 1
    again = await client.post(f"/members/{stays['id']}/merges", json=body, headers=seen(merged))
    assert again.status_code == 404
    itself = {"duplicate_id": stays["id"]}
    assert (await client.post(f"/members/{stays['id']}/merges", json=itself, headers=seen(merged))).status_code == 422


async def test_duplicates_have_pages(api: Api) -> None:
    """Issue 2 section 4: pages of groups, without a name in the cursor."""
    client = await api.as_("county_officer")
    for name in ("王小军", "李芳", "赵一鸣"):
        await enter(client, name)
        await enter(client, name, "hospital")
    seen_names: list[str] = []
    cursor: str | None = None
    for _ in range(3):
        page = (
            await client.get("/member-duplicates", params={"limit": 1} | ({"cursor": cursor} if cursor else {}))
        ).json()
        seen_names += [group["name"] for group in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(seen_names) == sorted({"王小军", "李芳", "赵一鸣"})
    assert cursor is None


async def test_dictionaries(api: Api) -> None:
    """MBR-05: labels, order and national numbers from one source; unchanged is 304."""
    client = await api.as_("county_officer")
    kinds = await client.get("/dictionaries/member_kind")
    assert [item["zh"] for item in kinds.json()["items"]][:3] == ["在职正式职工", "派遣职工", "农民工"]
    assert (await client.get("/dictionaries/nation")).json()["items"][0]["national"] == "01"
    same = await client.get("/dictionaries/member_kind", headers={"If-None-Match": kinds.headers["etag"]})
    assert same.status_code == 304
    names = {item["name"] for item in (await client.get("/dictionaries")).json()["items"]}
    assert {"sex", "politics", "organization_kind", "role", "transfer_status", "member_step", "age_band"} <= names
    assert (await client.get("/dictionaries/nonsense")).status_code == 404
    assert (await api.anonymous().get("/dictionaries")).status_code == 401


def test_every_item_column_is_a_column() -> None:
    """The list's columns exist, so that a renamed column fails here and not on a screen."""
    assert set(member_queries.ITEM_COLUMNS) <= {column.name for column in member_queries.member.c}
