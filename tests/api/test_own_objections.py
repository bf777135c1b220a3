"""A member at the wall: reads what hangs there, objects under the own name or without it, gets the answer (AID-09)."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.domain.access import EVERYTHING, Scope
from backend.domain.notice.codes import ObjectionState
from tests.api.test_sign_in import rows
from tests.applications import link, worker
from tests.conftest import Api
from tests.notices import CANARIES, MONDAY, OVER, answer, object_to, place_cases, place_program, publish, step
from tests.people import join, once, seen
from tests.town import ABSENT, BY_KEY

SECOND = timedelta(seconds=1)
SAID = "他家今年买了新车，号牌我见过。"
WALL = {
    *(
        "id",
        "number",
        "organization_name",
        "program_name",
        "columns",
        "lines",
        "days",
        "first_on",
        "last_on",
        "ends_at",
    ),
    *("published_at", "days_left", "shown_at", "receiver", "receiver_phone", "state", "state_label", "objected"),
}
"""All that a member is told of a notice."""


async def hanging(api: Api, **more: Any) -> tuple[httpx.AsyncClient, httpx.AsyncClient, dict[str, Any]]:
    """The chair of 青溪纺织, a member of it, and a notice that hangs there since Monday."""
    await api.at(MONDAY)
    member = await worker(api)
    ids = await place_cases(api, await place_program(api), **more)
    chair = await api.as_("union_chair")
    return chair, member, await publish(chair, ids)


async def wall(member: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What hangs in the member's unit."""
    shown = await member.get("/me/notices")
    assert shown.status_code == 200, shown.text
    return shown.json()["items"]  # type: ignore[no-any-return]


async def hand_in(
    member: httpx.AsyncClient, notice: dict[str, Any], place: int | None = 0, **more: Any
) -> httpx.Response:
    """An objection to somebody on the notice, or with None to the whole of it."""
    line = None if place is None else (await wall(member))[0]["lines"][place]["id"]
    body = {"notice_id": notice["id"], "line_id": line, "text": SAID} | more
    return await member.post("/me/objections", json=body, headers=once())


async def withdraw(member: httpx.AsyncClient, objection: dict[str, Any]) -> httpx.Response:
    path = f"/me/objections/{objection['id']}/steps"
    return await member.post(path, json={"step": "withdraw"}, headers=seen(objection))


async def test_the_wall_shows_what_was_published_and_nothing_else(api: Api) -> None:
    """AID-09, issue 4 section 3: the columns that were chosen, the days left, and none of the canaries of the files."""
    chair, member, notice = await hanging(api)
    [shown] = await wall(member)
    assert shown.keys() == WALL
    assert shown["lines"][0].keys() == {"id", "cells", "objected"}
    assert [line["cells"] for line in shown["lines"]] == [line["cells"] for line in notice["lines"]]
    assert {name for name, value in shown["lines"][0]["cells"].items() if value is not None} == {
        *("name", "unit", "category", "amount"),
    }
    assert (shown["state"], shown["days_left"], shown["last_on"]) == ("running", 5, "2026-11-30")
    said = json.dumps(shown, ensure_ascii=False)
    assert not [secret for secret in CANARIES.values() if secret in said]
    for line in notice["lines"]:
        assert line["case_id"] not in said
    await api.at(OVER)
    [over] = await wall(await api.as_("member"))
    assert (over["state"], over["days_left"]) == ("ended", 0)
    assert (await step(chair, notice, "conclude")).status_code == 200
    assert await wall(await api.as_("member")) == []


async def test_the_wall_of_another_unit_is_not_read(api: Api) -> None:
    """ROL-05: members elsewhere see nothing, and cannot object to what they do not see; nor can who has left."""
    _chair, member, notice = await hanging(api)
    line = (await wall(member))[0]["lines"][0]["id"]
    stranger = await worker(api, "sibling_chair")
    asked = {"notice_id": notice["id"], "line_id": line, "text": SAID}
    assert await wall(stranger) == []
    assert (await stranger.post("/me/objections", json=asked, headers=once())).status_code == 404
    officer = await api.as_("county_officer")
    assert await wall(officer) == []
    refused = await officer.post("/me/objections", json=asked, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_application_not_a_member")
    await rows(api, "update member set status = 'withdrawn' returning 1")
    assert await wall(member) == []
    gone = await member.post("/me/objections", json=asked, headers=once())
    assert (gone.status_code, gone.json()["code"]) == (409, "aid_application_not_in_register")


async def test_an_objection_is_its_members_alone(api: Api) -> None:
    """A-01, ROL-05: a workmate reads and withdraws nobody's objection; it answers as one that never was."""
    chair, member, notice = await hanging(api)
    handed = (await hand_in(member, notice)).json()
    workmate = await join(chair, "李强")
    await link(api, "union_chair", workmate["id"])
    for id in (handed["id"], ABSENT):
        read = await chair.get(f"/me/objections/{id}")
        taken = await withdraw(chair, handed | {"id": str(id)})
        assert [(each.status_code, each.json()["code"]) for each in (read, taken)] == [(404, "not_found")] * 2
    assert (await member.get(f"/me/objections/{handed['id']}")).json()["state"] == "open"


async def test_from_the_objection_to_the_answer(api: Api) -> None:
    """AID-09: it stops the conclusion, stands in the inbox as handed in by a member, and its answer is the member's to read."""
    chair, member, notice = await hanging(api)
    handed = await hand_in(member, notice, contact="织造车间甲班")
    assert handed.status_code == 201, handed.text
    mine = handed.json()
    assert (mine["state"], mine["text"], mine["anonymous"]) == ("open", SAID, False)
    assert mine["against"] == notice["lines"][0]["cells"]["name"]
    assert [each["objected"] for each in (await wall(member))[0]["lines"]] == [True, False]
    [row] = (await chair.get("/objections")).json()["items"]
    assert (row["way"], row["taken_by_name"], row["state"]) == ("own", "", "open")
    whole = (await chair.get(f"/objections/{row['id']}")).json()
    assert (whole["objector"], whole["contact"], whole["text"]) == (BY_KEY["member"].name, "织造车间甲班", SAID)
    todo = {one["kind"]: one["count"] for one in (await chair.get("/me/todo")).json()["counts"]}
    assert todo["objection"] == 1
    await api.at(OVER)
    stopped = await step(chair, notice, "conclude")
    assert (stopped.status_code, stopped.json()["code"]) == (409, "notice_objected")
    assert (await answer(chair, whole, "uphold_return", reason="已入户核实，名下确有车辆")).status_code == 200
    told = (await (await api.as_("member")).get("/me/objections")).json()["items"]
    assert [(each["state"], each["verdict"], each["reason"]) for each in told] == [
        ("upheld", "return", "已入户核实，名下确有车辆")
    ]
    late = await withdraw(member, told[0])
    assert (late.status_code, late.json()["code"]) == (409, "objection_answered")
    assert (await step(chair, notice, "conclude")).status_code == 200


async def test_without_a_name_towards_the_unit(api: Api) -> None:
    """trust.md: no officer from the unit up to the city reads who it was, in no answer, list, record or row they can see."""
    chair, member, notice = await hanging(api)
    handed = (await hand_in(member, notice, anonymous=True)).json()
    assert (await withdraw(member, handed)).status_code == 200
    again = (await hand_in(member, notice, anonymous=True)).json()
    name, user_id = BY_KEY["member"].name, str(BY_KEY["member"].id)
    [[member_id]] = await rows(api, "select member_id from user_account where id = cast(:id as uuid)", id=user_id)
    for key in ("union_chair", "township_officer", "county_officer", "city_officer"):
        officer = await api.as_(key)
        seen_by = [
            (await officer.get("/objections")).text,
            (await officer.get(f"/objections/{again['id']}")).text,
            (await officer.get(f"/notices/{notice['id']}")).text,
        ]
        for said in seen_by:
            assert not [who for who in (f'"{name}"', user_id, str(member_id)) if who in said], said
    [[code, code_hi]] = await rows(api, "select code, code_hi from notice")
    async with api.database.transaction(Scope(low=code, high=code_hi, user_id=BY_KEY["union_chair"].id)) as session:
        assert (await session.execute(text("select count(*) from objection"))).scalar() == 2
        assert (await session.execute(text("select count(*) from objection_receipt"))).scalar() == 0
        who = await session.execute(text("select actor_name from audit_event where object_kind = 'objection'"))
        assert name not in {each for (each,) in who}
    events = await rows(api, "select event, actor_name from audit_event where object_kind = 'objection' order by id")
    assert [tuple(each) for each in events if each[0] != "objection_read"] == [
        ("objection_received", name),
        ("objection_withdrawn", name),
        ("objection_received", name),
    ]
    opened = (await chair.get(f"/objections/{again['id']}")).json()
    assert (opened["anonymous"], opened["objector"]) == (True, "")


async def test_one_at_a_time(api: Api) -> None:
    """Twice the same, also at the same moment, is one; another person, or the whole notice, is another."""
    _chair, member, notice = await hanging(api)
    line = (await wall(member))[0]["lines"][0]["id"]
    body = {"notice_id": notice["id"], "line_id": line, "text": SAID}
    answers = await asyncio.gather(*(member.post("/me/objections", json=body, headers=once()) for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"own_objection_open"}
    assert (await hand_in(member, notice, 1)).status_code == 201
    assert (await hand_in(member, notice, None)).status_code == 201
    doubled = await hand_in(member, notice, None)
    assert (doubled.status_code, doubled.json()["code"]) == (409, "own_objection_open")
    first = next(each.json() for each in answers if each.status_code == 201)
    taken_back = await withdraw(member, first)
    assert (taken_back.status_code, taken_back.json()["state"]) == (200, "withdrawn")
    assert (await withdraw(member, taken_back.json())).json()["code"] == "objection_withdrawn"
    assert (await hand_in(member, notice, 0)).status_code == 201
    assert len((await member.get("/me/objections")).json()["items"]) == 4


async def test_late_early_and_of_another_notice(api: Api) -> None:
    """After the last day it says what else one can do; a line of another notice, or none, is not found."""
    chair, member, notice = await hanging(api)
    line = (await wall(member))[0]["lines"][0]["id"]
    for body in (
        {"notice_id": str(ABSENT), "line_id": line, "text": SAID},
        {"notice_id": notice["id"], "line_id": str(ABSENT), "text": SAID},
    ):
        assert (await member.post("/me/objections", json=body, headers=once())).status_code == 404
    for empty in ("", "   ", "\n\u200b"):
        assert (await hand_in(member, notice, text=empty)).status_code == 422
    await api.at(OVER - SECOND)
    assert (await hand_in(await api.as_("member"), notice, 1)).status_code == 201
    await api.at(OVER)
    late = await hand_in(await api.as_("member"), notice, None)
    assert (late.status_code, late.json()["code"]) == (409, "own_objection_late")
    assert "2026-11-30" in late.json()["detail"]
    assert "青溪县总工会" in late.json()["detail"]
    await step(chair, notice, "withdraw", reason="名单有误")
    body = {"notice_id": notice["id"], "line_id": line, "text": SAID}
    down = await (await api.as_("member")).post("/me/objections", json=body, headers=once())
    assert (down.status_code, down.json()["code"]) == (409, "own_objection_notice_withdrawn")


@pytest.mark.parametrize("first", ["objection", "conclusion"])
async def test_an_objection_and_the_conclusion_at_once(api: Api, first: str) -> None:
    """Whichever is first, no notice is concluded over an open objection."""
    chair, member, notice = await hanging(api)
    line = (await wall(member))[0]["lines"][0]["id"]
    body = {"notice_id": notice["id"], "line_id": line, "text": SAID}
    # The last second belongs to the notice: the rows are moved, so that both could be accepted by the clock.
    await rows(api, "update notice set ends_at = published_at + interval '1 second' returning 1")
    asked = [
        member.post("/me/objections", json=body, headers=once()),
        step(chair, notice, "conclude"),
    ]
    if first == "conclusion":
        asked.reverse()
    await asyncio.gather(*asked)
    [[status]] = await rows(api, "select status from notice")
    open_ = await rows(api, "select 1 from objection where state = 'open'")
    assert not (status == "concluded" and open_)


async def test_what_was_handed_in_is_sealed(api: Api) -> None:
    """trust.md: what was said, by whom and how to reach them lie in no column in clear."""
    _chair, member, notice = await hanging(api)
    await hand_in(member, notice, contact="织造车间甲班")
    async with api.database.transaction(EVERYTHING) as session:
        stored = (await session.execute(text("select row_to_json(o)::text from objection o"))).scalar()
    assert stored is not None
    for said in (SAID, "织造车间甲班", BY_KEY["member"].name):
        assert said not in stored


async def test_what_was_withdrawn_is_told_in_the_result_and_cannot_be_answered(api: Api) -> None:
    """RPT-05: counted as withdrawn; an officer's answer that comes after it is told so."""
    chair, member, notice = await hanging(api)
    mine = (await hand_in(member, notice)).json()
    whole = (await chair.get(f"/objections/{mine['id']}")).json()
    await withdraw(member, mine)
    after = await answer(chair, whole, "dismiss")
    assert (after.status_code, after.json()["code"]) == (409, "objection_withdrawn")
    await api.at(OVER)
    told = (await step(chair, notice, "conclude")).json()
    assert [(each["state"], each["way"]) for each in told["result"]] == [(ObjectionState.WITHDRAWN, "own")]
    assert [line["verdict"] for line in told["lines"]] == ["pass", "pass"]


async def test_an_officer_does_not_hand_in_for_a_member(api: Api) -> None:
    """AID-09: what came from a member's own hand is told apart from what an officer took down."""
    chair, _member, notice = await hanging(api)
    refused = await object_to(chair, notice, way="own")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "objection_way_own"


async def test_any_number_takes_the_same_statements(api: Api, queries: Callable[..., Any]) -> None:
    """architecture.md: no statement for a notice, a line or an objection."""
    chair, member, notice = await hanging(api, count=6)
    for place in range(3):
        await hand_in(member, notice, place)
    await publish(chair, await place_cases(api, await place_program(api), count=3))
    with queries(at_most=4):
        assert len(await wall(member)) == 2
    with queries(at_most=2):
        assert len((await member.get("/me/objections")).json()["items"]) == 3
