"""What auditors look at: samples that anybody can draw again, published against paid, the books (issue 4 section 8; ui.md ⑤)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from backend.db.queries import ledger
from backend.db.tables.aid_case import AidCase
from backend.db.tables.notice import Notice, NoticeLine
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.calendar import CHINA
from backend.domain.fund.codes import EntryKind
from backend.domain.fund.examining import draw
from backend.settings import settings
from backend.worker import Worker
from tests import outtake
from tests.conftest import Api
from tests.money import BY, NOW, add_cases, add_program, reserved
from tests.people import once
from tests.town import id_of

DAYS = {"first_on": "2026-11-01", "last_on": "2026-11-30"}
PAID_AT = datetime(2026, 11, 20, 10, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def paid(api: Api, count: int, union: str = "textile", *, at: datetime = PAID_AT, **more: Any) -> list[AidCase]:
    """Cases that were paid, as the list of cases knows them; their money is not in the books."""
    async with api.database.transaction(EVERYTHING) as session:
        program = await add_program(session)
        return await add_cases(
            session, program, count, union=union, status="paid", paid_at=at, payer_id=BY[0], payer_name=BY[1], **more
        )


async def publish(api: Api, cases: Sequence[AidCase], *, amount: int | None, verdict: str = "pass") -> None:
    """A notice that is concluded, with these cases on it."""
    async with api.database.transaction(EVERYTHING) as session:
        union = await session.get_one(Organization, id_of("textile"))
        place = {
            "organization_id": union.id,
            "code": union.code,
            "code_hi": union.code_hi,
            "line_code": union.line_code,
        }
        notice = Notice(
            id=new_id(),
            **place,
            number=f"GS-{new_id().hex[-10:]}",
            organization_name=union.name,
            program_id=cases[0].program_id,
            program_name="送温暖",
            columns=["name", "amount"],
            days=5,
            shown_at="公开栏",
            receiver="工会",
            receiver_phone="0738-8312345",
            people=len(cases),
            published_at=PAID_AT - timedelta(days=12),
            published_by=id_of("user:union_chair"),
            published_by_name="方秀云",
            ends_at=PAID_AT - timedelta(days=3),
            status="concluded",
            concluded_at=PAID_AT - timedelta(days=2),
            concluded_by=id_of("user:union_chair"),
            concluded_by_name="方秀云",
        )
        session.add(notice)
        await session.flush()
        for n, case in enumerate(cases):
            cells = {"name": case.name} | ({} if amount is None else {"amount": amount})
            session.add(
                NoticeLine(
                    notice_id=notice.id, case_id=case.id, **place, place=n, cells=cells, open=False, verdict=verdict
                )
            )


async def test_a_sample_is_drawn_again_by_its_seed(api: Api) -> None:
    """Issue 4 section 8: the seed is kept; the rule of the domain over the list of numbers draws the same cases."""
    cases = await paid(api, 9)
    await paid(api, 2, at=PAID_AT + timedelta(days=11))
    await paid(api, 2, "school")
    auditor = await api.as_("county_auditor")
    answer = await auditor.post("/aid-samples", json=DAYS | {"size": 4}, headers=once())
    assert answer.status_code == 201, answer.text
    sample = answer.json()
    assert (sample["population"], sample["drawn"]) == (9, 4)
    rows = (await auditor.get("/sample-cases", params={"sample_id": sample["id"]})).json()["items"]
    assert [row["place"] for row in rows] == [1, 2, 3, 4]
    assert [row["number"] for row in rows] == draw([case.number for case in cases], seed=sample["seed"], size=4)
    again = await auditor.post("/aid-samples", json=DAYS | {"size": 4, "seed": sample["seed"]}, headers=once())
    params = {"sample_id": again.json()["id"], "with_total": True}
    drawn = (await auditor.get("/sample-cases", params=params)).json()
    assert [row["number"] for row in drawn["items"]] == [row["number"] for row in rows]
    assert drawn["total"] == 4
    other = await auditor.post("/aid-samples", json=DAYS | {"size": 9, "seed": 5}, headers=once())
    assert other.json()["drawn"] == 9
    worker = Worker(api.database, api.vault)
    columns = ["place", "number", "amount"]
    query = {"sample_id": sample["id"]}
    head, *lines = await outtake.lines(auditor, worker, "sample_cases", query=query, columns=columns)
    assert head == ["次序", "申请编号", "金额（元）"]
    assert [line[1] for line in lines] == [row["number"] for row in rows]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"first_on": "2026-11-30", "last_on": "2026-11-01", "size": 4}, 422, "period_backwards"),
        (DAYS | {"size": 4}, 409, "sample_nothing_to_draw"),
        (DAYS | {"size": 0}, 422, None),
        (DAYS | {"size": 501}, 422, None),
        (DAYS | {"size": 1, "seed": -1}, 422, None),
    ],
)
async def test_what_cannot_be_drawn(api: Api, body: dict[str, Any], status: int, code: str | None) -> None:
    """An empty time is said and keeps no empty sample."""
    auditor = await api.as_("county_auditor")
    answer = await auditor.post("/aid-samples", json=body, headers=once())
    assert (answer.status_code, answer.json()["code"]) == (status, code or answer.json()["code"])
    assert (await auditor.get("/aid-samples")).json()["items"] == []


async def test_published_and_paid(api: Api) -> None:
    """Issue 4 section 8: paid and never published, published and not paid, paid another amount; what meets is not told."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("select 1"))
    meets, never, other = await paid(api, 3)
    (exempt,) = await paid(api, 1)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text("update aid_program set stages = string_to_array(:way, ',')::varchar[] where id = :id"),
            {"way": "unit_review,notice,county_review", "id": meets.program_id},
        )
        (waiting, stopped) = await add_cases(session, await add_program(session), 2)
    await publish(api, [meets], amount=100_000)
    await publish(api, [other], amount=90_000)
    await publish(api, [waiting], amount=None)
    await publish(api, [stopped], amount=1, verdict="reject")
    auditor = await api.as_("county_auditor")
    found = (await auditor.get("/published-paid", params={"with_total": True})).json()
    by_case = {item["id"]: item for item in found["items"]}
    assert {id: item["finding"] for id, item in by_case.items()} == {
        str(never.id): "unpublished",
        str(other.id): "amount",
        str(waiting.id): "unpaid",
    }
    assert found["total"] == 3
    assert (by_case[str(other.id)]["published_fen"], by_case[str(other.id)]["paid_fen"]) == (90_000, 100_000)
    assert by_case[str(waiting.id)]["paid_fen"] is None
    asked = (await auditor.get("/published-paid", params={"finding": "exempt"})).json()["items"]
    assert [item["id"] for item in asked] == [str(exempt.id)]
    late = (await auditor.get("/published-paid", params={"on[gte]": "2026-11-21"})).json()["items"]
    assert late == []
    outside = (await (await api.as_("county_officer")).get("/published-paid")).status_code
    assert outside == 403


async def test_every_look_is_on_record(api: Api) -> None:
    """ROL-07, trust.md: that somebody drew, looked, compared and checked is an event of the union."""
    await paid(api, 1)
    auditor = await api.as_("county_auditor")
    sample = (await auditor.post("/aid-samples", json=DAYS | {"size": 1}, headers=once())).json()
    await auditor.get("/sample-cases", params={"sample_id": sample["id"]})
    await auditor.get("/published-paid")
    await auditor.post("/money-checks")
    events = (await (await api.as_("audit_admin")).get("/audit")).json()["items"]
    told = [event["event"] for event in events]
    assert {"aid_sample_drawn", "aid_sample_looked_at", "published_paid_looked_at", "money_checked"} <= set(told)
    assert all(event["sentence"] for event in events)


async def test_the_books_are_checked_by_a_button(api: Api) -> None:
    """I2…I5 (trust.md section 3): nothing when all is right; a torn case is told to those who see it, and to nobody else."""
    _fund, (case,) = await reserved(api, 1)
    finance = await api.as_("county_finance")
    sound = (await finance.post("/money-checks")).json()
    assert [item["breaches"] for item in sound["items"]] == [0, 0, 0, 0, 0]
    assert sound["breaches"] == []
    async with api.database.transaction(EVERYTHING) as session:
        await ledger.move_money(
            session, EntryKind.PAY, [ledger.CaseMoney(await session.get_one(AidCase, case.id))], by=BY, at=NOW
        )
    torn = (await finance.post("/money-checks")).json()
    assert {item["invariant"]: item["breaches"] for item in torn["items"]}["i4"] == 1
    assert [each["id"] for each in torn["breaches"]] == [str(case.id)]
    async with api.database.transaction(EVERYTHING) as session:
        place = (await session.get_one(Organization, id_of("school"))).code
        await session.execute(update(AidCase).where(AidCase.id == case.id).values(code=place))  # type: ignore[arg-type]
    elsewhere = (await finance.post("/money-checks")).json()
    assert elsewhere["breaches"] == []


def test_the_lot_is_what_it_says() -> None:
    """A draw by hand: the digests of `seed:number`, ascending; another seed draws others."""
    numbers = [f"BF-2026-{n:06d}" for n in range(50)]
    assert draw(numbers, seed=7, size=5) == draw(reversed(numbers), seed=7, size=5)
    assert draw(numbers, seed=7, size=5) != draw(numbers, seed=8, size=5)
    assert sorted(draw(numbers, seed=1, size=60)) == numbers
    assert date(2026, 11, 1) < date(2026, 11, 30)
