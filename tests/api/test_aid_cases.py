"""Cases of aid: begun in one click, handed in, passed from desk to desk, sent back, refused, taken back (AID-09)."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from backend.db.tables.aid_case import AidCase
from backend.db.tables.notice import Notice, NoticeLine
from backend.domain.access import EVERYTHING, Permission
from backend.domain.aid import way
from backend.domain.aid.case_codes import CaseStatus, CaseStep, Stage
from backend.domain.aid.codes import HardshipCategory
from backend.domain.calendar import CHINA
from tests import aid, households
from tests.conftest import Api
from tests.money import fund_of
from tests.people import join, once, seen
from tests.people import step as people_step
from tests.town import id_of, today

FULL = ["unit_review", "notice", "unit_confirm", "township_review", "county_review", "city_review"]
MAKER = "union_chair"


async def put(api: Api, case: dict[str, Any], **columns: Any) -> dict[str, Any]:
    """The case with other columns, as if it had come there."""
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(AidCase, case["id"])
        for name, value in columns.items():
            setattr(row, name, value)
    return case


def offered(case: dict[str, Any]) -> dict[str, bool]:
    return {each["step"]: each["allowed"] for each in case["steps"]}


async def test_a_case_is_begun_in_one_click_by_the_standard(api: Api) -> None:
    """issue 4 section 4: from the file of a household, amount by the standard with the reckoning in a sentence."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    officer = await api.as_("township_officer")
    standards = {"basis": "category", "amounts": {"marginal": 100_000, "relative": 150_000}}
    program = await aid.open_program(county, standards=standards, categories=["marginal", "relative"])
    household = await households.open_file(chair, officer)
    case = await aid.begin(chair, program, household, reason="收入低，孩子上学")
    assert case["number"].startswith("BF-20")
    assert (case["status"], case["name"], case["maker_name"]) == ("draft", household["name"], "方秀云")
    assert (case["asked_fen"], case["reckoning"]["sentence"]) == (150_000, "按标准：相对困难 1,500.00 元。")
    assert (case["reason"], case["household_id"], case["category"]) == ("收入低，孩子上学", household["id"], "relative")
    assert offered(case) == {"submit": True, "withdraw": True, "edit": True}
    assert [(each["status"], each["state"]) for each in case["way"]] == [
        ("unit_review", "ahead"),
        ("county_review", "ahead"),
        ("approved", "ahead"),
        ("paid", "ahead"),
    ]
    edited = await chair.patch(f"/aid-cases/{case['id']}", json={"asked_fen": 120_000}, headers=seen(case))
    assert (edited.status_code, edited.json()["amount_fen"]) == (200, 120_000)
    case = await aid.took(chair, edited.json(), "submit")
    assert (case["status"], case["evaluation"]["category"], case["waiting_days"]) == ("unit_review", "relative", 0)
    assert case["due_at"] is not None
    late = await chair.patch(f"/aid-cases/{case['id']}", json={"asked_fen": 1}, headers=seen(case))
    assert (late.status_code, late.json()["code"]) == (409, "aid_case_not_a_draft")
    async with api.database.transaction(EVERYTHING) as session:
        stored = await session.get_one(AidCase, case["id"])
    assert stored.reason is not None
    assert "收入低".encode() not in stored.reason


async def test_the_way_of_the_document_with_three_people(api: Api) -> None:
    """AID-09: the unit, the township, the county; the maker does not approve; every step is on record."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    township = await api.as_("township_officer")
    program = await aid.open_program(county, stages=["unit_review", "township_review", "county_review"])
    case = await aid.submitted(api, program)
    assert case["desk_name"] == "青溪纺织有限公司工会"
    case = await aid.took(chair, case, "pass", reason="情况属实，同意")
    [above] = [each for each in case["steps"] if each["step"] == "pass"]
    assert (above["allowed"], case["status"], case["desk_name"]) == (False, "township_review", None)
    assert (await aid.step(chair, case, "pass")).json()["code"] == "step_not_allowed"
    case = await aid.took(township, case, "pass")
    unfunded = await aid.step(county, case, "pass", amount_fen=180_000)
    assert (unfunded.status_code, unfunded.json()["errors"][0]["code"]) == (422, "aid_case_fund_needed")
    approved = await aid.took(county, case, "pass", amount_fen=180_000, fund_id=await fund_of(api))
    assert (approved["status"], approved["amount_fen"], approved["checker_name"]) == ("approved", 180_000, "何静")
    assert [(each["step"], each["by_name"], each["by_office"]) for each in approved["taken"]] == [
        ("submit", "方秀云", "青溪纺织有限公司工会"),
        ("pass", "方秀云", "青溪纺织有限公司工会"),
        ("pass", "李梅", "城关镇总工会"),
        ("pass", "何静", "青溪县总工会"),
    ]
    assert [each["state"] for each in approved["way"]] == ["done", "done", "done", "now", "ahead"]
    assert offered(approved) == {"revoke": True, "pay": False, "edit": False}
    assert next(each["reason"] for each in approved["steps"] if each["step"] == "pay")
    revoked = await aid.took(county, approved, "revoke", reason="金额有误")
    assert (revoked["status"], revoked["checker_name"], revoked["approved_at"]) == ("county_review", "", None)


async def test_the_maker_does_not_approve(api: Api) -> None:
    """ASVS 2.3.5: said before it is tried, and refused."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    officer = await api.as_("township_officer")
    program = await aid.open_program(county, stages=["county_review"])
    household = await households.open_file(chair, officer)
    case = await aid.took(county, await aid.begin(county, program, household), "submit")
    [said] = [each for each in case["steps"] if each["step"] == "pass"]
    assert (said["allowed"], said["reason"][:8]) == (False, "这件申请由您经办")
    refused = await aid.step(county, case, "pass")
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_case_maker")
    second = await api.as_("county_chair")
    assert (await aid.took(second, case, "pass", fund_id=await fund_of(api)))["status"] == "approved"


async def test_every_state_and_step(api: Api) -> None:
    """trust.md 2.3.1: every pair; what the table does not name is 409, what it names goes where it says."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    city = await api.as_("city_officer")
    program = await aid.open_program(county, stages=FULL)
    household = await households.open_file(chair, await api.as_("township_officer"))
    case = await aid.begin(chair, program, household)
    table = way.workflow_of([Stage(each) for each in FULL])
    everything = frozenset(Permission)
    checker, payer = id_of("user:county_chair"), id_of("user:county_finance")
    ours = [each for each in CaseStep if each not in (CaseStep.PAY, CaseStep.RECALL)]
    version, fund = case["version"], await fund_of(api)
    for status, step in product(CaseStatus, ours):
        decided = status in (*way.DECIDED, CaseStatus.PAID, CaseStatus.HELPED, CaseStatus.ARCHIVED)
        unpaid = status in (CaseStatus.HELPING, CaseStatus.HELPED)
        version += 1
        people = {"checker_id": checker if decided else None, "payer_id": payer if decided else None}
        help: dict[str, Any] = {
            "amount_fen": 0 if unpaid else case["asked_fen"],
            "fund_id": None,
            "helped_on": today(),
            "help_done": None,
        }
        if unpaid:
            help["help_done"] = api.vault.seal("谈心", "aid_case", "help_done", UUID(case["id"]))
        await put(api, case, status=status.value, version=version, **people, **help)
        said = {CaseStep.HELP: {"on": today().isoformat(), "done": "谈心"}, CaseStep.PASS: {"fund_id": fund}}.get(
            step, {}
        )
        answer = await aid.step(city, {"id": case["id"], "version": version}, step.value, **said)
        named = {each.step for each in table.steps(status, everything)}
        if step not in named:
            assert (answer.status_code, answer.json()["code"]) == (409, "step_not_possible"), (status, step)
        elif (status, step) == (CaseStatus.NOTICE, CaseStep.PASS):
            assert (answer.status_code, answer.json()["code"]) == (409, "aid_case_notice")
        else:
            assert answer.status_code == 200, (status, step, answer.text)
            assert answer.json()["status"] == table.advance(status, step, everything), (status, step)
            version += 1
    for step in ("pay", "recall"):
        answer = await aid.step(city, {"id": case["id"], "version": version}, step)
        assert answer.status_code == 422


async def test_a_case_on_a_running_notice_is_left_to_it(api: Api) -> None:
    """What hangs out is not taken down in passing; without a notice it may be sent back."""
    chair = await api.as_(MAKER)
    program = await aid.open_program(await api.as_("county_officer"), stages=["unit_review", "notice", "county_review"])
    case = await aid.took(chair, await aid.submitted(api, program), "pass")
    assert offered(case) == {"pass": False, "return": True, "reject": True, "withdraw": True, "edit": False}
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(AidCase, case["id"])
        place = {"organization_id": row.organization_id, "code": row.code, "code_hi": row.code}
        now = datetime.now(UTC)
        notice = Notice(
            number="GS-2026-000001",
            organization_name="青溪纺织有限公司工会",
            program_id=row.program_id,
            program_name="x",
            days=5,
            shown_at="公告栏",
            receiver="方秀云",
            receiver_phone="0535-6600000",
            people=300,
            published_by=row.maker_id,
            published_by_name="方秀云",
            published_at=now,
            ends_at=now + timedelta(days=9),
            **place,
        )
        session.add(notice)
        await session.flush()
        session.add(NoticeLine(notice_id=notice.id, case_id=row.id, place=0, **place))
    shown = (await chair.get(f"/aid-cases/{case['id']}")).json()
    assert not any(offered(shown).values())
    refused = await aid.step(chair, case, "return")
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_case_on_notice")
    assert "GS-2026-000001" in refused.json()["detail"]


async def test_a_case_is_sent_back_to_where_it_was(api: Api) -> None:
    """issue 4 section 3: to any earlier step, with a reason; then it goes on from there."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    township = await api.as_("township_officer")
    program = await aid.open_program(county, stages=["unit_review", "township_review", "county_review"])
    case = await aid.took(chair, await aid.submitted(api, program), "pass")
    case = await aid.took(township, case, "pass")
    assert [each["status"] for each in case["returns_to"]] == ["draft", "unit_review", "township_review"]
    silent = await aid.step(county, case, "return", reason=" ")
    assert (silent.status_code, silent.json()["errors"][0]["pointer"]) == (422, "/reason")
    ahead = await aid.step(county, case, "return", to="approved")
    assert (ahead.status_code, ahead.json()["code"]) == (422, "aid_case_not_earlier")
    case = await aid.took(county, case, "return", to="unit_review", reason="收入证明过期")
    assert (case["status"], case["taken"][-1]["reason"]) == ("unit_review", "收入证明过期")
    case = await aid.took(chair, case, "pass")
    case = await aid.took(township, case, "return")
    assert case["status"] == "draft"
    closed = await aid.step_program(county, (await county.get(f"/aid-programs/{program['id']}")).json(), "close")
    assert closed.status_code == 200
    assert (await aid.step(chair, case, "submit")).json()["code"] == "aid_program_not_open"
    gone = await aid.took(chair, case, "withdraw", reason="职工本人不再申请")
    assert (gone["status"], offered(gone)) == ("withdrawn", {"edit": False})


async def test_one_live_case_per_programme_and_household(api: Api) -> None:
    """A clear sentence names the one that is there; after a refusal another may be begun; two at once make one."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    officer = await api.as_("township_officer")
    program = await aid.open_program(county)
    household = await households.open_file(chair, officer)
    first = await aid.begin(chair, program, household)
    body = {"program_id": program["id"], "household_id": household["id"]}
    again = await chair.post("/aid-cases", json=body, headers=once())
    assert (again.status_code, again.json()["code"]) == (409, "aid_case_exists")
    assert again.json()["facts"] == {"number": first["number"], "case_id": first["id"]}
    await aid.took(chair, first, "withdraw")
    answers = await asyncio.gather(*(each.post("/aid-cases", json=body, headers=once()) for each in (chair, officer)))
    assert sorted(each.status_code for each in answers) == [201, 409]


async def test_what_keeps_a_case_from_being_handed_in(api: Api) -> None:
    """AID-08: papers of the file count; the category; the file itself. Said by the wire, and refused."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    officer = await api.as_("township_officer")
    household = await households.open_file(chair, officer)
    papers = await aid.open_program(county, papers=["income", "identity"], name="要材料")
    case = await aid.begin(chair, papers, household)
    assert case["missing_papers"] == ["identity", "income"]
    refused = await aid.step(chair, case, "submit")
    assert (refused.json()["code"], refused.json()["facts"]["papers"]) == ("aid_case_papers", ["identity", "income"])
    other = await aid.begin(chair, await aid.open_program(county, categories=["deep"], name="深度"), household)
    assert (await aid.step(chair, other, "submit")).json()["code"] == "aid_case_category"
    medical = await aid.open_program(
        county, kind="medical", name="医疗", standards={"basis": "everybody", "amounts": {}}
    )
    empty = await aid.begin(chair, medical, household)
    assert (await aid.step(chair, empty, "submit")).json()["code"] == "aid_case_no_amount"
    await households.step(officer, household, "exit", reason="income_up")
    left = await aid.step(chair, empty, "submit")
    assert (left.status_code, left.json()["code"]) == (409, "aid_case_household_not_on_file")
    body = {"program_id": medical["id"], "household_id": household["id"]}
    assert (await chair.post("/aid-cases", json=body, headers=once())).json()[
        "code"
    ] == "aid_case_household_not_on_file"


async def test_programmes_of_others_are_not_for_this_household(api: Api) -> None:
    """A programme of 南河县 is none of 青溪's, and its own officers see no household there."""
    chair, officer = await api.as_(MAKER), await api.as_("township_officer")
    theirs = await aid.open_program(await api.as_("neighbour_officer"), "nanhe")
    household = await households.open_file(chair, officer)
    body = {"program_id": theirs["id"], "household_id": household["id"]}
    refused = await chair.post("/aid-cases", json=body, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_case_program_elsewhere")
    neighbour = await api.as_("neighbour_officer")
    assert (await neighbour.post("/aid-cases", json=body, headers=once())).status_code == 404
    for wrong in ({"program_id": theirs["id"]}, body | {"member_id": household["id"]}):
        assert (await chair.post("/aid-cases", json=wrong, headers=once())).json()["code"] == "aid_case_subject"


async def test_visits_ask_for_no_household(api: Api) -> None:
    """AID-12, AID-16: a retired member, 200 yuan by the standard; a means-tested programme takes a file only."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    standards = {"basis": "person", "amounts": {"retired_cadre": 30_000, "retired": 20_000}}
    visits = await aid.open_program(county, kind="retired", standards=standards)
    member = await join(chair, "李退休", kind="retired")
    body = {"program_id": visits["id"], "member_id": member["id"]}
    answer = await chair.post("/aid-cases", json=body, headers=once())
    assert answer.status_code == 201, answer.text
    case = answer.json()
    assert (case["asked_fen"], case["reckoning"]["sentence"]) == (20_000, "按标准：退休 200.00 元。")
    assert (case["household_id"], case["member_id"], case["missing_papers"]) == (None, member["id"], [])
    assert (await aid.took(chair, case, "submit"))["status"] == "unit_review"
    living = await aid.open_program(county)
    refused = await chair.post("/aid-cases", json=body | {"program_id": living["id"]}, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_case_household_needed")
    assert (await chair.post("/aid-cases", json=body, headers=once())).json()["code"] == "aid_case_exists"


async def test_the_survivor_of_a_veteran_is_given_the_gift_of_veterans(api: Api) -> None:
    """AID-16: 离休（包括遗属）: the widow of a veteran who died is visited under the veteran's record, with 300 yuan; once."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    standards = {"basis": "person", "amounts": {"retired_cadre": 30_000, "retired": 20_000, "model_national": 90_000}}
    visits = await aid.open_program(county, kind="retired", standards=standards)
    veteran = await join(chair, "刘老兵", kind="retired_cadre", model_worker="national")
    body = {"program_id": visits["id"], "member_id": veteran["id"]}
    widow = {"survivor": {"name": "王桂兰", "relation": "spouse"}}
    alive = await chair.post("/aid-cases", json=body | widow, headers=once())
    assert (alive.status_code, alive.json()["code"]) == (409, "aid_case_survivor")
    died = await people_step(chair, veteran, "record_death")
    assert died.status_code == 200, died.text
    assert (await chair.post("/aid-cases", json=body, headers=once())).json()["code"] == "aid_case_member_not_active"
    itself = await chair.post(
        "/aid-cases", json=body | {"survivor": {"name": "王桂兰", "relation": "self"}}, headers=once()
    )
    assert itself.json()["errors"][0]["code"] == "aid_case_survivor_self"
    answer = await chair.post("/aid-cases", json=body | widow, headers=once())
    assert answer.status_code == 201, answer.text
    case = answer.json()
    assert (case["name"], case["member_id"], case["asked_fen"]) == ("王桂兰", veteran["id"], 30_000)
    assert case["survivor"] == {"of_name": "刘老兵", "relation": "spouse"}
    assert case["reckoning"]["sentence"] == "按标准：离休（包括遗属） 300.00 元。"
    again = await chair.post(
        "/aid-cases", json=body | {"survivor": {"name": "刘小兵", "relation": "child"}}, headers=once()
    )
    assert again.json()["code"] == "aid_case_exists"
    case = await aid.took(chair, case, "submit", "pass")
    approved = await aid.took(county, case, "pass", fund_id=await fund_of(api))
    assert (approved["status"], approved["amount_fen"]) == ("approved", 30_000)
    on_duty = await aid.open_program(county, name="坚守岗位", kind="on_duty")
    elsewhere = await chair.post("/aid-cases", json=body | widow | {"program_id": on_duty["id"]}, headers=once())
    assert elsewhere.json()["code"] == "aid_case_survivor"
    other = await join(chair, "孙退休", kind="retired")
    await people_step(chair, other, "record_death")
    refused = await chair.post("/aid-cases", json=body | widow | {"member_id": other["id"]}, headers=once())
    assert refused.json()["code"] == "aid_case_survivor"
    found = (await chair.get("/aid-cases", params={"q": "王桂兰"})).json()["items"]
    assert [each["id"] for each in found] == [case["id"]]


async def test_caps_of_a_time_and_of_a_year(api: Api) -> None:
    """trust.md 2.3.2: over all programmes of the household's year; a warning or a stop; the prefill keeps to them."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    officer = await api.as_("township_officer")
    caps = {"each_time_fen": 300_000, "each_year_fen": 500_000}
    household = await households.open_file(chair, officer)
    first = await aid.open_program(county, name="一", **caps)
    case = await aid.begin(chair, first, household, asked_fen=300_100)
    assert (await aid.step(chair, case, "submit")).json()["code"] == "aid_cap_each_time"
    changed = await chair.patch(f"/aid-cases/{case['id']}", json={"asked_fen": 300_000}, headers=seen(case))
    await aid.took(chair, changed.json(), "submit")
    rich = {"basis": "everybody", "amounts": {"everybody": 250_000}}
    second = await aid.open_program(county, name="二", standards=rich, **caps)
    case = await aid.begin(chair, second, household)
    assert (case["given_fen"], case["asked_fen"], case["over"]) == (300_000, 200_000, [])
    stopped = await aid.begin(chair, await aid.open_program(county, name="三", **caps), household, asked_fen=200_001)
    refused = await aid.step(chair, stopped, "submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_cap_each_year")
    assert "最多还可给予 2,000.00 元" in refused.json()["detail"]
    case = await aid.took(chair, case, "submit")
    warned = await aid.begin(
        chair, await aid.open_program(county, name="四", caps_stop=False, **caps), household, asked_fen=300_001
    )
    assert len(warned["over"]) == 2
    assert (await aid.took(chair, warned, "submit"))["status"] == "unit_review"
    other_year = await aid.begin(chair, await aid.open_program(county, name="五", year=2025, **caps), household)
    assert other_year["given_fen"] == 0
    raised = await aid.step(chair, case, "pass")
    # Beside 3,000.01 yuan that only warned, nothing is left of the year.
    assert raised.json()["code"] == "aid_cap_each_year"


async def test_the_year_counts_what_the_same_people_had_elsewhere(api: Api) -> None:
    """issue 4 section 4: one person, two files, two counties: a sum is told, and nothing else."""
    city, neighbour = await api.as_("city_officer"), await api.as_("neighbour_officer")
    chair, officer = await api.as_(MAKER), await api.as_("township_officer")
    program = await aid.open_program(city, "city", each_year_fen=300_000)
    mother = households.person("parent", "李桂英")
    there = await households.open_file(
        neighbour, city, "electronics", worker=mother | {"relation": "self"}, family=[], still_poor=True
    )
    given = await aid.took(neighbour, await aid.begin(neighbour, program, there), "submit")
    assert given["given_fen"] == 0
    assert (await households.step(city, there, "exit", reason="left")).status_code == 200
    worker = households.person(income_fen=60_000)
    here = await households.open_file(chair, officer, worker=worker, family=[mother], still_poor=True)
    case = await aid.begin(chair, program, here)
    assert (case["given_fen"], case["asked_fen"], case["beside"]) == (200_000, 100_000, [])
    assert given["number"] not in str(case)


async def test_two_officers_at_one_moment(api: Api) -> None:
    """issue 4 section 3: one succeeds, the other is told who did what, when, and where the case stands now."""
    county, other = await api.as_("county_officer"), await api.as_("county_chair")
    program = await aid.open_program(county, stages=["county_review"])
    case = await aid.submitted(api, program)
    passed = aid.step(county, case, "pass", fund_id=await fund_of(api))
    answers = await asyncio.gather(passed, aid.step(other, case, "reject", reason="重复"))
    assert sorted(each.status_code for each in answers) == [200, 412]
    [refused] = [each.json() for each in answers if each.status_code == 412]
    [done] = [each.json() for each in answers if each.status_code == 200]
    assert (refused["code"], refused["facts"]["current"]) == ("aid_case_moved", done["version"])
    assert done["taken"][-1]["by_name"] in refused["detail"]
    assert done["taken"][-1]["label"] in refused["detail"]
    assert len(done["taken"]) == 2
    english = await api.as_("county_officer", **{"Accept-Language": "en"})
    told = (await aid.step(english, case, "pass")).json()["detail"]
    assert told.startswith(done["taken"][-1]["by_name"])


async def test_a_case_follows_its_household(api: Api) -> None:
    """A union that ends hands its households on with their cases and steps; a member's cases go with the member."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    program = await aid.open_program(county)
    case = await aid.submitted(api, program)
    visits = await aid.open_program(county, kind="on_duty", name="值守慰问")
    member = await join(chair, "赵坚守")
    visit = (
        await chair.post("/aid-cases", json={"program_id": visits["id"], "member_id": member["id"]}, headers=once())
    ).json()
    union = (await county.get(f"/organizations/{id_of('textile')}")).json()
    merged = await county.post(
        f"/organizations/{id_of('textile')}/steps",
        json={
            "step": "merge",
            "into_id": str(id_of("hospital")),
            "effective_on": today().isoformat(),
            "reason": "合并",
        },
        headers=seen(union),
    )
    assert merged.status_code == 200, merged.text
    sibling = await api.as_("sibling_chair")
    for each in (case, visit):
        moved = await sibling.get(f"/aid-cases/{each['id']}")
        assert moved.status_code == 200, moved.text
        assert moved.json()["organization_name"] == "青溪县人民医院工会"
    async with api.database.transaction(EVERYTHING) as session:
        places = await session.execute(text("select distinct organization_id from aid_case_step"))
        assert {str(each) for (each,) in places} == {str(id_of("hospital"))}
    assert (await aid.took(sibling, moved.json(), "submit"))["status"] == "unit_review"


async def test_cases_merge_with_their_members_and_part_again(api: Api) -> None:
    """Two records of one person become one: both visits stay, of the same programme the live one does not double."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    visits = await aid.open_program(county, kind="on_duty", name="值守慰问")
    other = await aid.open_program(county, kind="on_duty", name="春节值守")
    stays, goes = await join(chair, "赵坚守"), await join(chair, "赵坚守")

    async def visit(program: dict[str, Any], member: dict[str, Any]) -> dict[str, Any]:
        body = {"program_id": program["id"], "member_id": member["id"]}
        return (await chair.post("/aid-cases", json=body, headers=once())).json()  # type: ignore[no-any-return]

    await visit(visits, stays)
    doubled, moving = await visit(visits, goes), await visit(other, goes)
    answer = await chair.post(
        f"/members/{stays['id']}/merges", json={"duplicate_id": goes["id"]}, headers=once() | seen(stays)
    )
    assert answer.status_code in (200, 201), answer.text

    async def owner_of(case: dict[str, Any]) -> str:
        async with api.database.transaction(EVERYTHING) as session:
            return str((await session.get_one(AidCase, case["id"])).member_id)

    assert await owner_of(moving) == stays["id"]
    assert await owner_of(doubled) == goes["id"]


async def test_finance_sees_whom_to_pay_and_not_why(api: Api) -> None:
    """aid:see: the reason and the evaluation stay with those who judge."""
    county = await api.as_("county_officer")
    case = await aid.submitted(api, await aid.open_program(county), reason="患病")
    shown = (await (await api.as_("county_finance")).get(f"/aid-cases/{case['id']}")).json()
    assert (shown["reason"], shown["evaluation"], shown["outcome_note"]) == (None, None, None)
    assert shown["hidden"] == ["reason", "evaluation", "help_done", "outcome_note"]
    assert shown["amount_fen"] == 200_000
    assert not any(each["allowed"] for each in shown["steps"])
    assert "患病" not in str(shown)


@pytest.mark.parametrize("person", ["sibling_chair", "neighbour_officer", "third_officer"])
async def test_outside_the_subtree_there_is_no_such_case(api: Api, person: str) -> None:
    county = await api.as_("county_officer")
    case = await aid.submitted(api, await aid.open_program(county))
    client = await api.as_(person)
    assert (await client.get(f"/aid-cases/{case['id']}")).status_code == 404
    assert (await aid.step(client, case, "pass")).status_code == 404
    assert (await client.get("/aid-cases")).json()["items"] == []


async def test_what_is_frozen_is_what_the_rules_say_that_day(api: Api) -> None:
    """issue 4 sections 1 and 2: a line that changed since the file was written judges the case, and the file is kept as it
    stood; a household that has passed the line meanwhile is told so, and nothing is frozen."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    household = await households.open_file(chair, await api.as_("township_officer"))
    programs = [
        await aid.open_program(county, name=name, categories=[each.value for each in HardshipCategory])
        for name in ("其一", "其二")
    ]
    cases = [await aid.begin(chair, program, household) for program in programs]
    frozen = []
    for case, line_fen, days in zip(cases, (120_000, 20_000), (5, 10), strict=True):
        day = today() + timedelta(days=days)
        line = {
            "organization_id": str(id_of("qingxi")),
            "effective_on": day.isoformat(),
            "line": {"line_fen": line_fen},
        }
        told = await county.post("/aid-policies", json=line, headers=once())
        assert told.status_code == 201, told.text
        await api.at(datetime(day.year, day.month, day.day, 9, 0, tzinfo=CHINA))
        frozen.append(await aid.step(chair, case, "submit"))
    first, second = frozen
    assert first.status_code == 200, first.text
    assert first.json()["evaluation"]["line_fen"] == 120_000
    file = (await chair.get(f"/households/{household['id']}/events")).json()
    assert [each["kind"] for each in file["snapshots"]] == ["case", "application"]
    assert (second.status_code, second.json()["code"]) == (409, "aid_case_category")
