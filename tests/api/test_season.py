"""A whole season of 送温暖, from a worker's telephone to the signed visit, across six people (issue 4; AID-09, AID-13).

The worker applies; the chair of the union makes a file and a case of it; the township puts the file on record; the unit
hangs out the notice and concludes it; township and county agree; the money is reserved, brought, signed for and booked;
and an auditor follows it from the fund to the door.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend.domain.access import EVERYTHING
from backend.domain.calendar import CHINA
from backend.settings import settings
from tests import aid, applications, households, money, notices, visits
from tests.conftest import Api
from tests.people import once, seen

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=CHINA)
WEDNESDAY = FRIDAY + timedelta(days=5)
"""Three working days after Friday end at 24:00 of Wednesday: the weekend between does not count."""
WHOLE_WAY = ["unit_review", "notice", "unit_confirm", "township_review", "county_review"]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def read(client: httpx.AsyncClient, path: str, **query: Any) -> Any:
    answer = await client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def standing(worker: httpx.AsyncClient) -> tuple[str, str | None]:
    """Where the worker sees the own case, and with whom."""
    (case,) = (await read(worker, "/me/aid-cases"))["items"]
    return case["status"], case["desk"]["organization_name"] if case["desk"] else None


async def test_from_the_application_to_the_signed_visit(api: Api) -> None:
    """issue 4, purpose: a season runs in the product, and every yuan is followed from a fund to a door."""
    await play(api)


async def play(api: Api) -> dict[str, dict[str, Any]]:
    """The season, with everything in it that is asked on the way; what was made, by its noun."""
    await api.at(FRIDAY)
    worker = await applications.worker(api)
    chair, township = await api.as_("union_chair"), await api.as_("township_officer")
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    auditor = await api.as_("county_auditor")

    # The county opens its programme, with three working days of notice and money behind it.
    program = await aid.open_program(
        county, stages=WHOLE_WAY, notice_days=3, kind="winter_warmth", name="2026 年送温暖"
    )
    async with api.database.transaction(EVERYTHING) as session:
        fund = await money.add_fund(session, fen=1_000_000)

    # The worker applies; the chair makes a draft of a file of it, the township puts it on record.
    application = await applications.submitted(worker)
    made = await chair.post("/household-drafts", json={"application_id": application["id"]}, headers=once())
    assert made.status_code == 201, made.text
    opened = await households.step(township, made.json(), "open")
    assert opened.status_code == 200, opened.text
    household = opened.json()

    # A case of the file, agreed to by the unit, hangs out.
    case = await aid.took(chair, await aid.begin(chair, program, household), "submit", "pass")
    assert (case["status"], case["amount_fen"]) == ("notice", 200_000)
    assert await standing(worker) == ("notice", "青溪纺织有限公司工会")
    alone = await aid.step(chair, case, "pass")
    assert (alone.status_code, alone.json()["code"]) == (409, "aid_case_notice")
    notice = await notices.publish(chair, [case["id"]])
    assert datetime.fromisoformat(notice["ends_at"]) == WEDNESDAY.replace(hour=0) + timedelta(days=1)

    # Nobody concludes before the time. Then it is concluded, and the three desks agree.
    await api.at(WEDNESDAY)
    early = await notices.step(chair, notice, "conclude")
    assert early.status_code == 409, early.text
    await api.at(WEDNESDAY + timedelta(days=1))
    done = await notices.step(chair, await read(chair, f"/notices/{notice['id']}"), "conclude")
    assert done.status_code == 200, done.text
    case = await aid.took(chair, await read(chair, f"/aid-cases/{case['id']}"), "pass", reason="公示无异议")
    case = await aid.took(township, await read(township, f"/aid-cases/{case['id']}"), "pass")
    own = await aid.step(chair, case, "pass")
    assert own.status_code == 403, own.text
    case = await aid.took(county, await read(county, f"/aid-cases/{case['id']}"), "pass", fund_id=str(fund.id))
    assert case["status"] == "approved"
    held = await read(finance, f"/funds/{fund.id}")
    assert (held["available_fen"], held["reserved_fen"]) == (800_000, 200_000)

    # The county plans the visit from what was approved; the township brings it, has it signed, hears what is missing.
    plan = await visits.from_list(county, households=None, cases={"program_id": program["id"]})
    settled = await visits.step(county, plan, "plan")
    assert settled.status_code == 200, settled.text
    (stop,) = await visits.stops_of(township, plan)
    assert (stop["name"], stop["cash_fen"]) == ("王小军", 200_000)
    heard = [{"kind": "work", "text": "想学电工，找一份稳定的工作。"}]
    brought = await visits.report(township, stop, concerns=heard)
    assert brought.status_code == 200, brought.text

    # Finance, a third person, books it by what was signed at the door; nothing is paid twice, nor taken back behind it.
    (waiting,) = (await read(finance, "/payable-cases", fund_id=str(fund.id)))["items"]
    assert waiting["visit_id"] == stop["id"]
    by_visit = {"case_id": case["id"], "way": "cash", "visit_id": stop["id"]}
    unclear = await finance.post("/payments", json=by_visit | await money.proofs(finance), headers=once())
    assert (unclear.status_code, unclear.json()["errors"][0]["code"]) == (422, "payment_proof_unclear")
    paid = await finance.post("/payments", json=by_visit, headers=once())
    assert paid.status_code == 201, paid.text
    for name in ("signature", "photo"):
        assert (await auditor.get(f"/payments/{paid.json()['id']}/{name}")).status_code == 200
    twice = await finance.post("/payments", json=by_visit, headers=once())
    assert twice.status_code == 409, twice.text
    back = await township.post(f"/visits/{stop['id']}/steps", json={"step": "reopen"}, headers=seen(brought.json()))
    assert (back.status_code, back.json()["code"]) == (409, "visit_paid")
    assert (await standing(worker))[0] == "paid"

    # The auditor goes from the fund to the door.
    entries = (await read(auditor, "/ledger-entries", case_id=case["id"]))["items"]
    assert [each["kind"] for each in entries] == ["pay", "reserve"]
    shown = await read(auditor, f"/aid-cases/{case['id']}")
    assert [each["step"] for each in shown["taken"]] == ["submit", "pass", "pass", "pass", "pass", "pass", "pay"]
    # Maker, checker and payer are three, and the township stands between them.
    assert len({each["by_name"] for each in shown["taken"]}) == 4
    assert len({shown["maker_name"], shown["checker_name"], shown["taken"][-1]["by_name"]}) == 3
    left = await read(auditor, f"/funds/{fund.id}")
    assert (left["available_fen"], left["reserved_fen"], left["spent_fen"]) == (800_000, 0, 200_000)
    await money.require_sound(api.database)
    made_things = {"household": household, "case": case, "notice": notice, "plan": plan, "visit": stop}
    return made_things | {"application": application, "payment": paid.json(), "fund": left}
