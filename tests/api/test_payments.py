"""Payments: a batch as the bank's sheet, its answer read back, lines that come back; cash and goods with proofs.

Issue 4 section 5; trust.md section 0 rows 10 and 12.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from sqlalchemy import text

from backend.db.queries import ledger
from backend.db.tables.aid_case import AidCase
from backend.db.tables.fund import Fund
from backend.domain.access import EVERYTHING
from backend.domain.fund.payments import PaymentUnderWay
from backend.settings import settings
from backend.worker import Worker
from tests import intake, visits
from tests.api.test_reveal import confirmation
from tests.api.things import place_things
from tests.conftest import Api
from tests.money import BY, CHECKER, NOW, PAYER, as_finance, card_of, proofs, require_sound, reserved
from tests.people import once, seen
from tests.town import ABSENT, id_of


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def make(client: httpx.AsyncClient, fund: Fund, **more: Any) -> dict[str, Any]:
    """A batch of all that the fund has promised."""
    said = {"fund_id": str(fund.id), "all": True, "purpose": "2026 送温暖"} | more
    answer = await client.post("/payment-batches", json=said, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, batch: dict[str, Any], name: str) -> httpx.Response:
    return await client.post(f"/payment-batches/{batch['id']}/steps", json={"step": name}, headers=once() | seen(batch))


async def sent(client: httpx.AsyncClient, fund: Fund, **more: Any) -> dict[str, Any]:
    answer = await step(client, await make(client, fund, **more), "send")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def answer_of(
    rows: Sequence[Sequence[Any]], head: Sequence[str] = ("序号", "收款账号", "金额", "处理结果", "失败原因")
) -> bytes:
    """A bank's workbook: two lines of its own above the head."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["中国银行代发回盘"], [], head, *rows):
        sheet.append(list(row))
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


def good(lines: int, *, rejected: Sequence[int] = (), fen: int = 100_000) -> list[list[Any]]:
    """Rows by which a bank says that it paid, but for those."""
    return [
        [
            line,
            card_of(line - 1),
            f"{fen / 100:,.2f}",
            "失败" if line in rejected else "成功",
            "户名不符" if line in rejected else "",
        ]
        for line in range(1, lines + 1)
    ]


async def answer(
    client: httpx.AsyncClient, batch: dict[str, Any], content: bytes, name: str = "a.xlsx"
) -> httpx.Response:
    """The bank's answer, uploaded and read."""
    file = await intake.upload(client, content, name=name)
    assert file.status_code == 201, file.text
    return await client.post(
        f"/payment-batches/{batch['id']}/answers",
        json={"file_id": file.json()["id"]},
        headers=once() | seen(batch),
    )


async def again(client: httpx.AsyncClient, batch: dict[str, Any]) -> dict[str, Any]:
    return (await client.get(f"/payment-batches/{batch['id']}")).json()  # type: ignore[no-any-return]


async def booked(api: Api, client: httpx.AsyncClient, batch: dict[str, Any]) -> dict[str, Any]:
    """The batch after its answer was booked by the worker."""
    done = await step(client, await again(client, batch), "confirm")
    assert done.status_code == 200, done.text
    await Worker(api.database, api.vault).step()
    return await again(client, batch)


async def statuses(api: Api) -> dict[str, int]:
    async with api.database.transaction(EVERYTHING) as session:
        found = await session.execute(text("select status, count(*) from aid_case group by status"))
        return {row[0]: row[1] for row in found}


async def on_workbench(client: httpx.AsyncClient, kind: str) -> list[tuple[str, str]]:
    """What of a kind waits for somebody."""
    items = (await client.get("/me/todo")).json()["items"]
    return [(item["name"], item["detail"]) for item in items if item["kind"] == kind]


async def test_a_batch_from_the_sheet_to_the_books(api: Api) -> None:
    """The bank pays four of five; the fifth waits again with the bank's reason, and is paid by the next batch."""
    client = await api.as_("county_finance")
    fund, _cases = await reserved(api, 5)
    batch = await sent(client, fund)
    assert (batch["lines"], batch["amount_fen"], batch["state"]) == (5, 500_000, "sent")
    said = (await answer(client, batch, answer_of(good(5, rejected=[3])))).json()
    assert said == {
        "taken": True,
        "paid_lines": 4,
        "paid_fen": 400_000,
        "rejected_lines": 1,
        "rejected_fen": 100_000,
        "missing_lines": 0,
        "problems": [],
        "problem_rows": 0,
    }
    assert await statuses(api) == {"approved": 5}
    done = await booked(api, client, batch)
    assert (done["state"], done["paid_lines"], done["rejected_lines"]) == ("done", 4, 1)
    assert await statuses(api) == {"paid": 4, "approved": 1}
    (waiting,) = (await client.get("/payable-cases", params={"fund_id": str(fund.id)})).json()["items"]
    assert waiting["refused"] == "户名不符"
    assert await on_workbench(client, "payment_rejected") == [("王小军2", "户名不符")]
    lines = (await client.get("/payments", params={"batch_id": batch["id"]})).json()["items"]
    assert [line["state"] for line in lines] == ["paid", "paid", "rejected", "paid", "paid"]
    assert lines[0]["card"] == "****0000"
    await require_sound(api.database)
    second = await sent(client, fund)
    rows = [[1, "**** 0002", 1000, "成功", ""]]
    await answer(client, second, answer_of(rows))
    await booked(api, client, second)
    assert await statuses(api) == {"paid": 5}
    assert await on_workbench(client, "payment_rejected") == []
    rounds = (await client.get("/payments", params={"case_id": waiting["id"]})).json()["items"]
    assert [(each["round"], each["state"]) for each in rounds] == [(2, "paid"), (1, "rejected")]
    entries = (await client.get("/ledger-entries", params={"case_id": waiting["id"]})).json()["items"]
    assert [each["kind"] for each in entries] == ["pay", "reserve"]
    assert entries[0]["payment_id"] == rounds[0]["id"]
    await require_sound(api.database)


async def test_the_sheet_is_the_same_each_time_and_holds_texts(api: Api) -> None:
    """F-03, trust.md 0 row 12: byte for byte; cards as text cells; for whom, when and how often is on record."""
    client = await api.as_("county_finance")
    fund, _cases = await reserved(api, 3)
    batch = await make(client, fund, purpose="=1+1")
    path = f"/payment-batches/{batch['id']}/sheet"
    unproved = await client.get(path)
    assert (unproved.status_code, unproved.json()["code"]) == (403, "confirmation_required")
    proved = confirmation(api, "county_finance")
    first, second = [await client.get(path, headers=proved) for _ in range(2)]
    assert first.content == second.content
    assert first.headers["cache-control"] == "no-store"
    sheet = openpyxl.load_workbook(BytesIO(first.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("序号", "收款人", "收款账号", "开户银行", "金额（元）", "用途")
    assert rows[1] == (1, "王小军0", card_of(0), "中国银行青溪支行", 1000, "=1+1")
    assert sheet["C2"].data_type == sheet["F2"].data_type == "s"
    async with api.database.transaction(EVERYTHING) as session:
        told = await session.scalar(text("select count(*) from audit_event where event = 'payment_sheet_made'"))
        await session.execute(text("update payment_batch set made_at = made_at - interval '8 days'"))
    assert told == 2
    late = await client.get(path, headers=proved)
    assert (late.status_code, late.json()["code"]) == (409, "payment_sheet_over")


WRONG = {
    "no such line": ([4, card_of(3), 1000, "成功"], "unknown", "line"),
    "another amount": ([3, card_of(2), 999.99, "成功"], "amount", "amount"),
    "less than nothing": ([3, card_of(2), "-1000.00", "成功"], "amount", "amount"),
    "another card": ([3, card_of(7), 1000, "成功"], "card", "card"),
    "a card that the workbook has broken": ([3, 6.2220200000000000e18, 1000, "成功"], "card", "card"),
    "twice": ([2, card_of(1), 1000, "成功"], "double", "line"),
    "unheard of": ([3, card_of(2), 1000, "处理中"], "unclear", "result"),
    "nothing said": ([3, card_of(2), 1000, None], "unclear", "result"),
    "half a line": ([2.5, card_of(2), 1000, "成功"], "unknown", "line"),
}


@pytest.mark.parametrize("what", WRONG)
async def test_one_wrong_row_and_nothing_is_taken(api: Api, what: str) -> None:
    """Row, column and code; the whole answer waits; after the mending it is taken."""
    row, outcome, column = WRONG[what]
    client = await api.as_("county_finance")
    fund, _cases = await reserved(api, 3)
    batch = await sent(client, fund)
    said = (await answer(client, batch, answer_of([*good(2), row]))).json()
    assert said["taken"] is False
    assert (said["problems"][-1]["row"], said["problems"][-1]["column"]) == (6, column)
    assert {each["outcome"] for each in said["problems"]} == {outcome}
    assert (await again(client, batch))["unanswered_lines"] == 3
    assert (await answer(client, batch, answer_of(good(3)))).json()["taken"] is True


async def test_an_answer_in_parts_as_csv_and_for_a_stranger(api: Api) -> None:
    """Until every line is answered nothing is booked; a file without the columns is refused by their names."""
    client = await api.as_("county_finance")
    fund, _cases = await reserved(api, 3)
    batch = await sent(client, fund)
    csv = "序号,账号后四位,金额,结果\n1,0000,1000.00,成功\n".encode("gb18030")
    part = await answer(client, batch, csv, name="a.csv")
    assert (part.json()["taken"], part.json()["missing_lines"]) == (True, 2)
    batch = await again(client, batch)
    refused = await step(client, batch, "confirm")
    assert (refused.status_code, refused.json()["code"]) == (409, "payment_answer_incomplete")
    headless = await answer(client, batch, answer_of(good(3), head=("行", "账号", "金额", "处理", "因")))
    assert (headless.status_code, headless.json()["code"]) == (422, "payment_answer_head")
    assert "序号、结果" in headless.json()["detail"]
    rest = await answer(client, batch, answer_of(good(3)[1:]))
    assert rest.json()["missing_lines"] == 0
    assert (await booked(api, client, batch))["paid_lines"] == 3


async def test_money_goes_by_the_door_or_by_the_bank_and_not_by_both(api: Api) -> None:
    """What a visit brought is left out of a batch; what stands in a batch is not brought in cash (issue 4 section 5)."""
    client, county = await api.as_("county_finance"), await api.as_("county_officer")
    fund, cases = await reserved(api, 2)
    pick = {"program_id": str(cases[0].program_id)}
    plan = await visits.from_list(county, households=None, cases=pick)
    assert (await visits.step(county, plan, "plan")).status_code == 200
    first, second = await visits.stops_of(county, plan)
    assert (await visits.report(county, first)).status_code == 200
    made = await make(client, fund)
    assert made["lines"] == 1
    assert [(each["case_id"], each["code"]) for each in made["left_out"]] == [(first["case_id"], "payment_brought")]
    twice = await visits.report(county, second)
    assert (twice.status_code, twice.json()["code"]) == (409, "visit_case_by_bank")
    kind = await visits.report(county, second, given_fen=0, difference="款由银行发放")
    assert kind.status_code == 200, kind.text
    # A visit without cash proves no payment, and keeps nothing from the bank once the batch is taken back.
    assert (await step(client, await again(client, made), "withdraw")).status_code == 200
    waiting = (await client.get("/payable-cases", params={"fund_id": str(fund.id)})).json()["items"]
    brought = {each["id"]: each["visit_id"] for each in waiting}
    assert brought == {first["case_id"]: first["id"], second["case_id"]: None}
    assert [each["case_id"] for each in (await make(client, fund))["left_out"]] == [first["case_id"]]


async def test_what_is_in_a_batch_is_not_planned_for_a_door(api: Api) -> None:
    """A plan from a programme leaves out whom the bank is paying."""
    client, county = await api.as_("county_finance"), await api.as_("county_officer")
    fund, cases = await reserved(api, 2)
    await make(client, fund, all=False, case_ids=[str(cases[0].id)])
    plan = await visits.from_list(county, households=None, cases={"program_id": str(cases[0].program_id)})
    assert [stop["case_id"] for stop in await visits.stops_of(county, plan)] == [str(cases[1].id)]


async def test_whom_the_bank_cannot_pay_is_left_out_with_the_reason(api: Api) -> None:
    """No card, another fund, not approved, in a batch already, made by the payer: each named."""
    client = await api.as_("county_finance")
    fund, cases = await reserved(api, 5)
    other, (elsewhere,) = await reserved(api)
    async with api.database.transaction(EVERYTHING) as session:
        held = [await session.get_one(AidCase, case.id) for case in cases]
        held[0].household_id = None
        held[1].maker_id = PAYER
        await session.execute(text("update aid_case set status = 'withdrawn' where id = :id"), {"id": cases[2].id})
    first = await make(client, fund, all=False, case_ids=[str(cases[3].id)])
    assert first["left_out"] == []
    ids = [str(case.id) for case in [*cases, elsewhere]]
    made = await make(client, fund, all=False, case_ids=ids)
    assert {each["case_id"]: each["code"] for each in made["left_out"]} == {
        ids[0]: "payment_no_card",
        ids[1]: "aid_case_payer",
        ids[2]: "payment_case_status",
        ids[3]: "payment_under_way",
        ids[5]: "fund_elsewhere",
    }
    assert made["lines"] == 1
    nothing = await client.post(
        "/payment-batches", json={"fund_id": str(fund.id), "case_ids": [ids[3]]}, headers=once()
    )
    assert (nothing.status_code, nothing.json()["code"]) == (409, "payment_batch_empty")
    assert other.id != fund.id


async def test_a_batch_taken_back_lets_its_cases_go(api: Api) -> None:
    """Before it went to the bank, not after; what a payment holds is not released meanwhile."""
    client = await api.as_("county_finance")
    fund, (case,) = await reserved(api)
    batch = await make(client, fund)
    with pytest.raises(PaymentUnderWay):
        async with api.database.transaction(EVERYTHING) as session:
            await ledger.release(session, await session.get_one(AidCase, case.id), by=BY, at=NOW)
    assert (await step(client, batch, "withdraw")).json()["state"] == "withdrawn"
    batch = await sent(client, fund)
    late = await step(client, batch, "withdraw")
    assert (late.status_code, late.json()["code"]) == (409, "payment_batch_state")


async def test_three_people(api: Api) -> None:
    """ASVS 2.3.5: who made or approved a case neither pays it by hand nor books its batch."""
    client = await api.as_("county_finance")
    fund, (case,) = await reserved(api)
    batch = await sent(client, fund)
    await answer(client, batch, answer_of(good(1)))
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("update aid_case set checker_id = :id"), {"id": PAYER})
    refused = await step(client, await again(client, batch), "confirm")
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_case_payer")
    other = await as_finance(api)
    assert (await step(other, await again(client, batch), "confirm")).status_code == 200
    assert CHECKER != PAYER
    assert case.checker_id == CHECKER


async def give(client: httpx.AsyncClient, case: AidCase, **more: Any) -> httpx.Response:
    """Cash that was handed over."""
    said = {"case_id": str(case.id), "way": "cash", **await proofs(client)} | more
    return await client.post("/payments", json=said, headers=once())


async def test_cash_and_goods_with_a_signature_and_a_photo(api: Api) -> None:
    """Paid at once, spent at once; the proofs open from the payment; a second time is refused."""
    client, auditor = await api.as_("county_finance"), await api.as_("county_auditor")
    fund, (one, two) = await reserved(api, 2, cards=False)
    made = (await give(client, one)).json()
    assert (made["state"], made["payer_name"], made["amount_in_capitals"]) == ("paid", "孙丽", "人民币壹仟元整")
    for name in ("signature", "photo"):
        shown = await auditor.get(f"/payments/{made['id']}/{name}")
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    twice = await give(client, one)
    assert (twice.status_code, twice.json()["code"]) == (409, "payment_case_status")
    assert (await give(client, two, way="goods")).json()["code"] == "payment_goods_unnamed"
    goods = await give(client, two, way="goods", goods="大米 10 公斤、食用油 5 升")
    assert goods.status_code == 201
    assert (await give(client, two, way="bank")).json()["code"] == "payment_not_by_hand"
    assert (await client.get(f"/funds/{fund.id}")).json()["spent_fen"] == 200_000
    await require_sound(api.database)


async def test_money_that_comes_back(api: Api) -> None:
    """The case is approved again, its money reserved; it is paid by another payment, and comes back once only."""
    client = await api.as_("county_finance")
    fund, (case,) = await reserved(api, cards=False)
    made = (await give(client, case)).json()
    path, body = f"/payments/{made['id']}/steps", {"step": "recall", "reason": "本人拒收"}
    back = (await client.post(path, json=body, headers=once() | seen(made))).json()
    assert (back["state"], back["case_status"], back["reason"]) == ("returned", "approved", "本人拒收")
    twice = await client.post(path, json=body, headers=once() | seen(back))
    assert (twice.status_code, twice.json()["code"]) == (409, "payment_not_paid")
    money = (await client.get(f"/funds/{fund.id}")).json()
    assert (money["reserved_fen"], money["spent_fen"]) == (100_000, 0)
    await require_sound(api.database)
    assert (await give(client, case)).json()["round"] == 2
    await require_sound(api.database)


async def test_a_batch_of_five_hundred_costs_few_statements(api: Api, queries: Callable[..., Any]) -> None:
    """Set-based: a chunk of a hundred lines is a dozen statements, and no more for all."""
    client = await api.as_("county_finance")
    fund, _cases = await reserved(api, 300)
    batch = await sent(client, fund)
    rows = good(300)
    assert (await answer(client, batch, answer_of(rows))).json()["taken"]
    await step(client, await again(client, batch), "confirm")
    with queries(at_most=130):
        await Worker(api.database, api.vault).step()
    assert await statuses(api) == {"paid": 300}
    with queries(at_most=4):
        await client.get("/payments", params={"batch_id": batch["id"], "with_total": True})
    with queries(at_most=4):
        await client.get("/payment-batches")
    await require_sound(api.database)


async def test_an_answer_is_taken_for_a_batch_of_ones_own(api: Api) -> None:
    """A-01: a batch of another county answers as one that never was, to a good file too."""
    await place_things(api)
    client = await api.as_("county_finance")
    foreign, absent = [
        await answer(client, {"id": id, "version": 1}, answer_of(good(1)))
        for id in (id_of("payment_batch:electronics"), ABSENT)
    ]
    assert foreign.status_code == absent.status_code == 404
    assert foreign.json()["detail"] == absent.json()["detail"]
