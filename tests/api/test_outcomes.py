"""Help that is not money: what became of people, recorded after the payment, found and counted (AID-22, AID-25, AID-28)."""

from datetime import date, timedelta
from typing import Any

import httpx
from sqlalchemy import text

from backend.domain.access import EVERYTHING
from tests import households, visits
from tests.conftest import Api
from tests.people import once, seen
from tests.spending import Season, season
from tests.town import id_of, today


async def paid(api: Api, made: Season, number: int, kind: str) -> dict[str, Any]:
    """A paid case of a programme of this kind, as its county sees it."""
    case, _payment = made.paid[number]
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text("update aid_program set kind = :kind where id = :id").bindparams(kind=kind, id=case.program_id)
        )
    return await read(await api.as_("county_officer"), str(case.id))


async def read(client: httpx.AsyncClient, id: str) -> dict[str, Any]:
    answer = await client.get(f"/aid-cases/{id}")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def record(client: httpx.AsyncClient, case: dict[str, Any], outcome: str, **more: Any) -> httpx.Response:
    said = {"outcome": outcome, "on": today().isoformat()} | more
    return await client.put(f"/aid-cases/{case['id']}/outcome", json=said, headers=seen(case))


async def test_no_child_drops_out_unseen(api: Api) -> None:
    """AID-22: goes on at school, or left it for a reason that is kept sealed; the latest counts, the record has both."""
    made = await season(api)
    case = await paid(api, made, 1, "schooling")
    county = await api.as_("county_officer")
    assert case["outcomes"] == ["entered", "continues", "graduated", "dropped_out"]
    silent = await record(county, case, "dropped_out")
    assert (silent.status_code, silent.json()["code"]) == (422, "aid_outcome_unexplained")
    left = (await record(county, case, "dropped_out", note="随父母外出，已联系学校复学")).json()
    assert (left["outcome"], left["outcome_note"], left["outcome_by_name"]) == (
        "dropped_out",
        "随父母外出，已联系学校复学",
        "何静",
    )
    back = (await record(county, left, "continues")).json()
    assert (back["outcome"], back["outcome_note"]) == ("continues", None)
    finance = await read(await api.as_("county_finance"), case["id"])
    assert (finance["outcome"], finance["outcome_note"], finance["outcomes"]) == ("continues", None, [])
    stale = await record(county, left, "graduated")
    assert stale.status_code in (409, 412)
    async with api.database.transaction(EVERYTHING) as session:
        found = await session.execute(
            text(
                "select facts ->> 'outcome', facts::text from audit_event where event = 'aid_case_followed' order by id"
            )
        )
        told = found.all()
    assert [row[0] for row in told] == ["dropped_out", "continues"]
    assert not any("学校" in row[1] for row in told), "what was learned is not in the record"


async def test_who_found_work(api: Api) -> None:
    """AID-25: trained, placed, still seeking; found in the list, told in the summary."""
    made = await season(api)
    case = await paid(api, made, 3, "employment")
    county = await api.as_("county_officer")
    assert case["outcomes"] == ["seeking", "trained", "placed", "self_employed"]
    assert (await record(county, case, "placed", note="青溪物流")).status_code == 200
    for outcome, ids in (("placed", [case["id"]]), ("seeking", []), (["trained", "placed"], [case["id"]])):
        listed = (await county.get("/aid-cases", params={"outcome": outcome})).json()["items"]
        assert [item["id"] for item in listed] == ids, outcome
    body = {"organization_id": str(id_of("qingxi")), "title": "就业帮扶总结", "program_id": case["program_id"]}
    summary = await county.post("/aid-summaries", json=body, headers=once())
    assert summary.status_code == 201, summary.text
    shares = summary.json()["figures"]["by_outcome"]
    assert [(share["key"], share["cases"]) for share in shares] == [("placed", 1)]


async def test_what_cannot_be_recorded(api: Api) -> None:
    """AID-22, AID-25: before the payment, of another programme, ahead, before it was paid, by who is elsewhere."""
    made = await season(api)
    case = await paid(api, made, 3, "employment")
    county = await api.as_("county_officer")
    paid_on = date.fromisoformat(case["paid_at"][:10])
    for outcome, on, code in (
        ("continues", today(), "aid_outcome_unfit"),
        ("placed", today() + timedelta(days=1), "aid_outcome_day"),
        ("placed", paid_on - timedelta(days=1), "aid_outcome_day"),
        ("seeking", today(), "aid_outcome_unexplained"),
    ):
        answer = await record(county, case, outcome, on=on.isoformat())
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    waiting, _payment = made.paid[0]
    open_case = await read(county, str(waiting.id))
    early = await record(county, open_case, "placed")
    assert (early.status_code, early.json()["code"]) == (409, "aid_outcome_too_early")
    elsewhere = await record(await api.as_("neighbour_officer"), case, "placed")
    assert elsewhere.status_code == 404


async def test_households_where_nobody_works(api: Api) -> None:
    """AID-25: 零就业职工家庭 are found, and stay found with other filters beside."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    none = await households.open_file(chair, officer, "textile", nobody_works=True)
    some = await households.open_file(chair, officer, "textile", nobody_works=False)

    async def found(**query: Any) -> set[str]:
        items = (await chair.get("/households", params={"limit": 200, **query})).json()["items"]
        return {item["id"] for item in items} & {none["id"], some["id"]}

    assert await found() == {none["id"], some["id"]}
    assert await found(nobody_works="true") == {none["id"]}
    assert await found(nobody_works="true", status="exited") == set()


async def test_pairs_and_what_was_heard_before_and_at_the_door(api: Api) -> None:
    """AID-22 一帮一结对, AID-28: a helper paired with a household and their log; what a visit heard of aid, rights and
    services waits until it is answered."""
    county = await api.as_("county_officer")
    await visits.example(api)
    plan = (await county.get("/visit-plans")).json()["items"][0]
    stop = (await visits.stops_of(county, plan))[0]
    heard = [{"kind": "rights", "text": "拖欠两个月工资"}, {"kind": "work", "text": "想参加电工培训"}]
    told = await visits.report(county, stop, concerns=heard)
    assert told.status_code == 200, told.text
    open_ = (await county.get("/visit-concerns", params={"state": "open"})).json()["items"]
    assert {each["kind"] for each in open_} == {"rights", "work"}
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    household = await households.open_file(chair, officer, "textile")
    body = {"household_id": household["id"], "kind": "cadre", "name": "方秀云", "started_on": today().isoformat()}
    pair = await chair.post("/pairings", json=body, headers=once())
    assert pair.status_code == 201, pair.text
    said = {"on": today().isoformat(), "done": "入户了解孩子上学情况", "help_fen": 0, "next": "联系学校"}
    logged = await chair.post(f"/pairings/{pair.json()['id']}/contacts", json=said, headers=seen(pair.json()))
    assert logged.status_code == 200, logged.text
    assert logged.json()["contacts"][0]["next"] == "联系学校"
