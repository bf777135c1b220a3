"""Household files: entered, judged, masked, found, changed; nobody in two of them; who sees what (AID-01…08, AID-24)."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.db.tables.aid import Household, HouseholdPerson
from backend.db.tables.member import Reveal
from backend.db.tables.organization import Employer, Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.member.register import ELSEWHERE_A_DAY
from backend.settings import settings
from tests import intake
from tests.api.test_files import picture
from tests.api.test_reveal import confirmation
from tests.conftest import Api
from tests.households import change, enter, file, open_file, person, step
from tests.people import id_number, join, once, seen
from tests.town import ABSENT, id_of

SECRETS = {
    "phone": "138 0013 8000",
    "residence": "云江市青溪县城关镇人民路 12 号 3 栋 402",
    "bank": "工商银行青溪支行",
    "bank_card": "6222020200112233445",
    "notes": "妻子情绪低落，怕人知道。",
}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def test_a_file_is_entered_and_judged(api: Api) -> None:
    """AID-03, AID-07, AID-08: the size with a reason for each, the income, the rule that fits, in sentences."""
    client = await api.as_("union_chair")
    entered = await enter(client)
    assert entered["status"] == "draft"
    assert entered["number"].startswith("KN-")
    assert (entered["size"], entered["gross_fen"], entered["category"]) == (3, 100_000, "relative")
    assert [(each["relation"], each["counts"], each["reason"]) for each in entered["people"]] == [
        ("self", True, "self"),
        ("spouse", True, "spouse"),
        ("child", True, "unmarried_child"),
    ]
    judged = entered["evaluation"]
    assert (judged["rule"], judged["line_fen"], judged["size_rule"]) == (1, 78_000, "married")
    assert judged["verdicts"][1]["criteria"][0]["sentence"].startswith("人均月收入 1,000.00 元；要求不超过 1,560.00 元")
    assert entered["sources"] == []
    allowed = {each["step"]: each["allowed"] for each in entered["steps"]}
    assert allowed == {"open": False, "edit": True, "delete": True, "propose_decision": True}
    english = await api.as_("union_chair", **{"Accept-Language": "en"})
    told = (await english.get(f"/households/{entered['id']}")).json()
    assert told["evaluation"]["verdicts"][1]["criteria"][0]["sentence"].endswith("Met.")


async def test_nothing_secret_leaves_in_plain(api: Api) -> None:
    """trust.md A-02: numbers, card, address, remarks and notes on health are masked, sealed, and in no record."""
    client = await api.as_("union_chair")
    number, child = id_number(), id_number(born=date(2016, 3, 4))
    worker = person(id_number=number, illness="cancer", health_note="胃癌二期，化疗中")
    entered = await enter(client, worker=worker, family=[person("child", "王乐乐", id_number=child)], **SECRETS)
    assert entered["people"][0]["id_number_masked"] == number[0] + "*" * 16 + number[-1]
    assert (entered["phone_masked"], entered["bank_card_masked"]) == ("138****8000", "****3445")
    assert entered["residence_masked"] == "云江市青溪县城关镇****"
    assert (entered["noted"], entered["people"][0]["health_noted"]) == (True, True)
    assert entered["hidden"] == ["phone", "residence", "bank_card", "notes"]
    changed = (await change(client, entered, bank_card="6222020200112233446")).json()
    bodies = [
        json.dumps(entered, ensure_ascii=False),
        json.dumps(changed, ensure_ascii=False),
        (await client.get("/households")).text,
        (await client.get(f"/households/{entered['id']}/events")).text,
    ]
    async with api.database.transaction(EVERYTHING) as session:
        bodies += [json.dumps(facts, ensure_ascii=False) for facts in await session.scalars(select(AuditEvent.facts))]
        row = await session.get_one(Household, entered["id"])
        people = list(await session.scalars(select(HouseholdPerson)))
    secrets = (number, child, "13800138000", "62220202", "人民路", "情绪低落", "化疗")
    assert [(secret, body) for secret in secrets for body in bodies if secret in body] == []
    kept = b"".join(each for row in (row, *people) for each in row.model_dump().values() if isinstance(each, bytes))
    assert [secret for secret in secrets if secret.encode() in kept] == []


async def test_one_field_is_shown_for_a_reason(api: Api) -> None:
    """trust.md 1.5: after a proof, on record, counted with those of members."""
    client = await api.as_("union_chair")
    entered = await enter(client, worker=person(health_note="胃癌二期"), **SECRETS)
    path = f"/households/{entered['id']}/reveals"
    body = {"field": "residence", "reason": "contact"}
    assert (await client.post(path, json=body)).json()["code"] == "confirmation_required"
    proved = confirmation(api, "union_chair")
    shown = await client.post(path, json=body, headers=proved)
    assert (shown.json()["value"], shown.json()["shown_today"]) == (SECRETS["residence"], 1)
    assert shown.headers["cache-control"] == "no-store"
    whose = {"field": "health_note", "reason": "benefit", "person_id": entered["people"][0]["id"]}
    assert (await client.post(path, json=whose, headers=proved)).json()["value"] == "胃癌二期"
    nobodys = {"field": "id_number", "reason": "benefit"}
    assert (await client.post(path, json=nobodys, headers=proved)).json()["code"] == "household_reveal_person"
    empty = whose | {"person_id": entered["people"][1]["id"]}
    assert (await client.post(path, json=empty, headers=proved)).json()["code"] == "household_field_empty"
    strangers = whose | {"person_id": str(ABSENT)}
    assert (await client.post(path, json=strangers, headers=proved)).status_code == 404
    async with api.database.transaction(EVERYTHING) as session:
        assert {row.field for row in await session.scalars(select(Reveal))} == {
            "household.residence",
            "household.health_note",
        }


async def test_finance_sees_whom_to_pay_and_not_why(api: Api) -> None:
    """trust.md A-02: health and amounts of income need a permission of their own."""
    entered = await enter(await api.as_("union_chair"), worker=person(illness="cancer", income_fen=1), accident=True)
    finance = await api.as_("county_finance")
    seen_by_finance = (await finance.get(f"/households/{entered['id']}")).json()
    assert seen_by_finance["evaluation"] is None
    assert [seen_by_finance[name] for name in ("gross_fen", "net_fen", "medical_fen", "accident")] == [None] * 4
    assert [each["illness"] for each in seen_by_finance["people"]] == [None] * 3
    assert {"evaluation", "illness", "gross_fen"} <= set(seen_by_finance["hidden"])
    assert (await finance.get("/households")).json()["items"][0]["gross_fen"] is None
    auditor = await api.as_("county_auditor")
    assert (await auditor.get(f"/households/{entered['id']}")).json()["people"][0]["illness"] == "cancer"


async def test_nobody_stands_in_two_active_files(api: Api) -> None:
    """issue 4 section 1: not in the own union, not in another county; the other file is not shown."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    neighbour = await api.as_("neighbour_officer")
    spouse = person("spouse", "李芳", married=True)
    opened = await open_file(chair, officer, worker=person(income_fen=100_000), family=[spouse], still_poor=True)
    same = await chair.post(
        "/households", json=file(worker=person(name="李芳", id_number=spouse["id_number"])), headers=once()
    )
    assert (same.status_code, same.json()["code"]) == (409, "household_exists")
    assert same.json()["facts"] == {"household_id": opened["id"]}
    taken = file("electronics", worker=person(name="李芳", id_number=spouse["id_number"]), family=[])
    elsewhere = await neighbour.post("/households", json=taken, headers=once())
    assert (elsewhere.status_code, elsewhere.json()["code"], elsewhere.json()["facts"]) == (
        409,
        "household_elsewhere",
        {},
    )
    assert opened["number"] not in elsewhere.text
    full = file("electronics", family=[person("parent", "李芳", id_number=spouse["id_number"])])
    assert (await neighbour.post("/households", json=full, headers=once())).json()["code"] == "household_elsewhere"
    assert (await neighbour.get("/households")).json()["items"] == []
    async with api.database.transaction(EVERYTHING) as session:
        asked = list(await session.scalars(select(Reveal).where(Reveal.field == "existence")))  # type: ignore[arg-type]
    assert [(row.user_id, row.reason) for row in asked] == [(id_of("user:neighbour_officer"), "household")] * 2


async def test_being_told_of_another_file_is_limited(api: Api) -> None:
    """trust.md section 0 row 5: fifty answers a day, with those about members."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    worker = person()
    await open_file(chair, officer, worker=worker)
    neighbour = await api.as_("neighbour_officer")
    async with api.database.transaction(EVERYTHING) as session:
        sample = {"user_id": id_of("user:neighbour_officer"), "field": "existence", "reason": "household"}
        session.add_all(Reveal(**sample, at=datetime.now(UTC)) for _ in range(ELSEWHERE_A_DAY))
    body = file("electronics", worker=worker, family=[])
    answer = await neighbour.post("/households", json=body, headers=once())
    assert (answer.status_code, answer.json()["code"]) == (429, "member_elsewhere_limit")


async def test_a_draft_elsewhere_stops_nobody_and_of_two_that_race_one_is_on_file(api: Api) -> None:
    """A draft is a paper on a desk; the database lets one of two be put on record."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    neighbour, city = await api.as_("neighbour_officer"), await api.as_("city_officer")
    worker = person(id_number=id_number())
    mine = await enter(chair, worker=worker, family=[])
    theirs = await enter(neighbour, "electronics", worker=worker, family=[], still_poor=True)
    mine = (await change(chair, mine, still_poor=True, marriage="single")).json()
    answers = await asyncio.gather(step(officer, mine, "open"), step(city, theirs, "open"))
    assert sorted(answer.status_code for answer in answers) == [200, 409], [answer.text for answer in answers]
    async with api.database.transaction(EVERYTHING) as session:
        active = list(await session.scalars(select(HouseholdPerson).where(HouseholdPerson.active)))  # type: ignore[arg-type]
    assert len(active) == 1


async def test_the_list_takes_one_statement_and_keeps_to_the_scope(api: Api, queries: Any) -> None:
    """Files of the subtree, narrowed by what officers ask for; as many rows, as many statements."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    first = await open_file(chair, officer)
    await enter(chair, worker=person(name="赵一鸣"), main_cause="own_illness", causes=["dependants"])
    county, third = await api.as_("county_officer"), await api.as_("third_officer")
    await county.get("/households")
    with queries(at_most=4):
        page = (await county.get("/households", params={"with_total": True})).json()
    assert (page["total"], [item["name"] for item in page["items"]]) == (2, ["王小军", "赵一鸣"])
    assert page["items"][0] | {"gross_fen": 100_000, "file_class": "new"} == page["items"][0]

    async def names(**params: str) -> list[str]:
        answer = await county.get("/households", params=params)
        assert answer.status_code == 200, answer.text
        return [item["name"] for item in answer.json()["items"]]

    assert await names(status="active") == ["王小军"]
    assert await names(category="relative", status="draft") == ["赵一鸣"]
    assert await names(cause="dependants") == ["赵一鸣"]
    assert await names(file_class="new,returned") == ["王小军"]
    assert await names(q="zym") == await names(q="一鸣") == ["赵一鸣"]
    assert await names(q=first["number"].lower()) == ["王小军"]
    assert await names(under_id=str(id_of("cement"))) == []
    assert await names(overdue="true") == []
    assert (await county.get("/households", params={"q": id_number()})).json()["code"] == "search_personal_number"
    half = (await county.get("/households", params={"limit": 1})).json()
    rest = await county.get("/households", params={"limit": 1, "cursor": half["next_cursor"]})
    assert [item["name"] for item in rest.json()["items"]] == ["赵一鸣"]
    assert (await third.get("/households")).json()["items"] == []


async def test_found_by_a_whole_number(api: Api) -> None:
    """Whoever stands in a file is found by their number, in the body and never in a URL."""
    chair = await api.as_("union_chair")
    number = id_number()
    entered = await enter(chair, family=[person("spouse", "李芳", id_number=number)])
    found = (await chair.post("/households/search", json={"id_number": number})).json()["items"]
    assert [item["id"] for item in found] == [entered["id"]]
    third = await api.as_("third_officer")
    assert (await third.post("/households/search", json={"id_number": number})).json()["items"] == []


async def test_a_change_is_judged_at_once(api: Api) -> None:
    """AID-24: the file lives; what was left out stays, numbers too; the record says which fields."""
    chair = await api.as_("union_chair")
    entered = await enter(chair)
    worker, spouse, child = entered["people"]
    keep = {"id", "relation", "name"}
    family = [
        {name: child[name] for name in keep} | {"school_stage": "junior"},
        {name: spouse[name] for name in keep} | {"married": True, "income_fen": 400_000},
    ]
    answer = await change(chair, entered, family=family, other_income_fen=12_000)
    assert answer.status_code == 200, answer.text
    changed = answer.json()
    assert [each["id"] for each in changed["people"]] == [worker["id"], child["id"], spouse["id"]]
    assert changed["people"][2]["id_number_masked"] == spouse["id_number_masked"]
    assert (changed["gross_fen"], changed["category"]) == ((640_000 * 12 + 12_000) // 36, None)
    gone = (await change(chair, changed, family=[])).json()
    assert [each["relation"] for each in gone["people"]] == ["self"]
    assert gone["evaluation"]["size_rule"] == "default"
    stale = await change(chair, entered, bank="x")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    strange = await change(chair, gone, family=[{"id": child["id"], "relation": "child", "name": "王乐乐"}])
    assert strange.json()["code"] == "household_person_unknown"
    emptied = await change(chair, gone, main_cause=None)
    assert emptied.json()["code"] == "field_cannot_be_empty"
    events = (await chair.get(f"/households/{entered['id']}/events")).json()["events"]
    assert [each["event"] for each in events] == ["household_edited", "household_edited", "household_entered"]


@pytest.mark.parametrize(
    ("broken", "pointer", "code"),
    [
        ({"worker": person("spouse")}, "/worker/relation", "household_worker_relation"),
        ({"family": [person("self")]}, "/family/0/relation", "household_worker_relation"),
        ({"family": [person("spouse"), person("spouse")]}, "/family/1/relation", "household_two_spouses"),
        ({"marriage": "single"}, "/marriage", "household_marriage_contradicts"),
        ({"worker": person(id_number=None)}, "/worker/id_number", "household_worker_number_missing"),
        ({"worker": person(id_number="370602198803140010")}, "/worker/id_number", "id_number_checksum"),
        ({"worker": person(disability="body")}, "/worker/disability_level", "household_disability_half"),
        ({"special": True}, "/special_reason", "household_special_unexplained"),
        ({"bank_card": "12"}, "/bank_card", "bank_card_invalid"),
        ({"postcode": "26550"}, "/postcode", "postcode_invalid"),
        ({"other_phone": "6212345"}, "/other_phone", "phone_invalid"),
        ({"nation": "汉"}, "/nation", "enum"),
        (
            {"worker": person(id_number=id_number(born=date(1988, 3, 14))), "work_started_on": "2002-03-13"},
            "/work_started_on",
            "member_work_started_on_impossible",
        ),
        ({"work_started_on": "2126-01-01"}, "/work_started_on", "member_work_started_on_impossible"),
        ({"unit_address": "路" * 201}, "/unit_address", "string_too_long"),
        ({"family": [person("child", school_years=10)]}, "/family/0/school_years", "less_than_equal"),
        ({"medical_fen": -1}, "/medical_fen", "greater_than_equal"),
        ({"other_income_fen": 10**13}, "/other_income_fen", "less_than_equal"),
        ({"worker": person(name="")}, "/worker/name", "string_too_short"),
    ],
)
async def test_what_is_wrong_is_pointed_at(api: Api, broken: dict[str, Any], pointer: str, code: str) -> None:
    """api.md, Errors: the field at fault, also inside the family; never the number itself."""
    client = await api.as_("union_chair")
    answer = await client.post("/households", json=file() | broken, headers=once())
    assert answer.status_code == 422, answer.text
    assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [(pointer, code)]
    assert "19880314" not in answer.text


async def test_the_same_number_twice_in_one_file(api: Api) -> None:
    """One person is one line of the file."""
    client = await api.as_("union_chair")
    twice = person("spouse")
    answer = await client.post("/households", json=file(family=[twice, twice | {"relation": "other"}]), headers=once())
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/family/1/id_number"]


async def test_a_draft_is_filled_from_a_member(api: Api) -> None:
    """issue 4 section 1: in one click, and the number is not typed again."""
    client = await api.as_("union_chair")
    number = id_number()
    member = await join(client, id_number=number, kind="migrant", phone="13800138000", residence=SECRETS["residence"])
    answer = await client.post("/household-drafts", json={"member_id": member["id"]}, headers=once())
    assert answer.status_code == 201, answer.text
    filled = answer.json()
    assert (filled["name"], filled["worker_kind"], filled["member_id"]) == ("王小军", "migrant", member["id"])
    assert filled["people"][0]["id_number_masked"] == member["id_number_masked"]
    assert filled["phone_masked"] == "138****8000"
    again = await client.post("/household-drafts", json={"member_id": member["id"]}, headers=once())
    assert (again.status_code, again.json()["code"]) == (409, "household_exists")
    third = await api.as_("third_officer")
    assert (await third.post("/household-drafts", json={"member_id": member["id"]}, headers=once())).status_code == 404


FORM = {
    "nation": "hui",
    "work_started_on": "2009-07-01",
    "unit_ownership": "private",
    "unit_industry": "manufacturing",
    "unit_address": "青溪县城关镇工业路 1 号",
}
"""What the paper asks for of the worker besides, in the open."""


async def test_all_that_the_paper_asks_for_is_kept(api: Api) -> None:
    """domain-facts 3.3: nation, start of work, the unit, a second phone, the postcode, the years of a school; the sealed
    ones masked, shown for a reason, and changed without being typed again."""
    client = await api.as_("union_chair")
    pupil = person("child", "王乐乐", school_stage="senior", school_years=3, enrolled_in=2025)
    sealed = {"other_phone": "0535-6212345", "postcode": "265 500"}
    entered = await enter(client, worker=person(politics="cpc"), family=[pupil], **FORM, **sealed)
    assert {name: entered[name] for name in FORM} == FORM
    assert (entered["other_phone_masked"], entered["postcode_masked"]) == ("0535-*****45", "2655**")
    assert entered["hidden"] == ["other_phone", "postcode"]
    assert entered["people"][0]["politics"] == "cpc"
    assert [entered["people"][1][name] for name in ("school_years", "enrolled_in")] == [3, 2025]
    proved, path = confirmation(api, "union_chair"), f"/households/{entered['id']}/reveals"
    for field, plain in (("other_phone", "0535-6212345"), ("postcode", "265500")):
        shown = await client.post(path, json={"field": field, "reason": "contact"}, headers=proved)
        assert shown.json()["value"] == plain
    changed = (await change(client, entered, nation=None, unit_ownership="state", unit_address="")).json()
    assert (changed["nation"], changed["unit_ownership"], changed["unit_address"]) == (None, "state", "")
    assert (changed["unit_industry"], changed["postcode_masked"]) == ("manufacturing", "2655**")
    for name in ("unit_ownership", "unit_industry", "work_started_on", "postcode", "other_phone"):
        answer = await change(client, changed, **{name: None})
        assert answer.status_code == 200, answer.text
        changed = answer.json()
    assert [changed[name] for name in ("unit_ownership", "work_started_on", "postcode_masked", "hidden")] == [
        None,
        None,
        None,
        [],
    ]


async def test_the_region_is_that_of_the_union_or_of_the_nearest_above(api: Api) -> None:
    """domain-facts 3.3, GB/T 2260: derived, so that nobody types it."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(Organization).values(region_code=None))
        for union, region in (("qingxi", "371502"), ("textile", "371503")):
            await session.execute(
                update(Organization).where(Organization.id == id_of(union)).values(region_code=region)  # type: ignore[arg-type]
            )
    county = await api.as_("county_officer")
    assert (await enter(county))["region_code"] == "371503"
    assert (await enter(county, "hospital"))["region_code"] == "371502"
    with_nothing_above = await enter(await api.as_("neighbour_officer"), "electronics")
    assert with_nothing_above["region_code"] is None


async def test_what_the_register_knows_of_the_unit_is_not_typed_again(api: Api) -> None:
    """domain-facts 3.3: of the employer, or else of the unit whose union it is; a union of many units tells of none."""
    client = await api.as_("union_chair")
    async with api.database.transaction(EVERYTHING) as session:
        facts = {"ownership": "private", "industry": "manufacturing", "address": "青溪县工业路 1 号"}
        await session.execute(update(Organization).where(Organization.id == id_of("textile")).values(**facts))  # type: ignore[arg-type]
        employer = Employer(
            name="青溪织造厂",
            initials="qxzzc",
            territory_id=id_of("textile"),
            union_id=id_of("textile"),
            code=(await session.get_one(Organization, id_of("textile"))).code,
            ownership="collective",
            industry="trade",
            address="青溪县和平路 2 号",
            created_at=datetime.now(UTC),
        )
        session.add(employer)
        await session.flush()
        employer_id = employer.id

    async def filled(**record: Any) -> tuple[Any, ...]:
        member = await join(client, **record)
        answer = await client.post("/household-drafts", json={"member_id": member["id"]}, headers=once())
        assert answer.status_code == 201, answer.text
        made = answer.json()
        assert (made["nation"], made["work_started_on"]) == (record.get("nation"), record.get("work_started_on"))
        return made["people"][0]["unit"], *(made[name] for name in ("unit_ownership", "unit_industry", "unit_address"))

    own = ("青溪纺织有限公司", "private", "manufacturing", "青溪县工业路 1 号")
    assert await filled(nation="hui", work_started_on="2009-07-01") == own
    there = ("青溪织造厂", "collective", "trade", "青溪县和平路 2 号")
    assert await filled(employer_id=str(employer_id)) == there

    async def typed(**more: Any) -> tuple[Any, ...]:
        """Of a file that an officer enters from nothing."""
        made = await enter(client, **more)
        return made["people"][0]["unit"], *(made[name] for name in ("unit_ownership", "unit_industry", "unit_address"))

    assert await typed() == own
    assert await typed(unit_address="新厂区") == (*own[:3], "新厂区")
    assert await typed(worker=person(unit="别的厂")) == ("别的厂", None, None, "")
    number = person()["id_number"]
    await join(client, "钱织工", id_number=number, employer_id=str(employer_id))
    assert await typed(worker=person(id_number=number)) == there
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            update(Organization).where(Organization.id == id_of("textile")).values(kind="joint_union")  # type: ignore[arg-type]
        )
    assert await filled() == ("", None, None, "")


async def test_papers_are_reached_through_the_file(api: Api) -> None:
    """AID-08; trust.md 2.6: by kind, made anew, followed by whoever sees the file; medical ones are on record."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    entered = await enter(chair)
    uploaded = await intake.upload(chair, picture("PNG"), name="诊断.png", purpose="paper")
    assert uploaded.status_code == 201, uploaded.text
    paper_file = uploaded.json()["id"]
    assert (await chair.get(f"/files/{paper_file}")).status_code == 404
    path = f"/households/{entered['id']}/papers"
    added = await chair.post(path, json={"file_id": paper_file, "kind": "diagnosis"}, headers=seen(entered))
    assert added.status_code == 200, added.text
    [paper] = added.json()["papers"]
    shown = await county.get(f"{path}/{paper['id']}")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert shown.headers["x-content-type-options"] == "nosniff"
    finance = await api.as_("county_finance")
    assert (await finance.get(f"/households/{entered['id']}")).json()["papers"] == []
    assert (await finance.get(f"{path}/{paper['id']}")).status_code == 403
    assert (await (await api.as_("third_officer")).get(f"{path}/{paper['id']}")).status_code == 404
    mine = {"file_id": paper_file, "kind": "identity"}
    assert (await county.post(path, json=mine, headers=seen(added.json()))).json()["code"] == "household_not_a_paper"
    removed = await chair.delete(f"{path}/{paper['id']}", headers=seen(added.json()))
    assert removed.json()["papers"] == []
    events = (await chair.get(f"/households/{entered['id']}/events")).json()["events"]
    assert [each["event"] for each in events[:3]] == [
        "household_paper_removed",
        "household_paper_opened",
        "household_paper_added",
    ]
