"""Bank accounts and their months over HTTP: taken in, matched, paired, explained, ended by two hands (FND-02, FND-04)."""

import asyncio
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import httpx
import openpyxl
import pytest
from sqlalchemy import text

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests.banks import (
    bring,
    fund_with,
    ids,
    last_month,
    make_account,
    number_of_account,
    open_ones,
    pay_batch,
    pay_one,
    spend_once,
    workbook,
)
from tests.conftest import Api
from tests.money import as_finance
from tests.people import once, seen
from tests.town import id_of


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def begun(client: httpx.AsyncClient, account: dict[str, Any], content: bytes | None, **more: Any) -> Any:
    answer = await bring(client, account, content, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def step(client: httpx.AsyncClient, month: dict[str, Any], name: str, **more: Any) -> httpx.Response:
    return await client.post(f"/reconciliations/{month['id']}/steps", json={"step": name} | more, headers=seen(month))


async def again(client: httpx.AsyncClient, month: dict[str, Any]) -> Any:
    return (await client.get(f"/reconciliations/{month['id']}")).json()


async def waits_for(client: httpx.AsyncClient) -> list[tuple[str, str]]:
    """The months that stand on somebody's workbench, to be checked."""
    items = (await client.get("/me/todo")).json()["items"]
    return [(item["id"], item["detail"]) for item in items if item["kind"] == "reconciliation_check"]


async def explain_all(client: httpx.AsyncClient, month: dict[str, Any], note: str = "次月处理") -> Any:
    lines, entries = await open_ones(client, month)
    said = {"line_ids": ids(lines), "entry_ids": ids(entries), "note": note}
    answer = await client.post(f"/reconciliations/{month['id']}/explanations", json=said)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def a_month(api: Api, client: httpx.AsyncClient) -> tuple[dict[str, Any], dict[str, Any], str]:
    """An account in whose last month a grant came, a batch was paid, and each side has something the other lacks."""
    fund = await fund_with(api, (2, 1_000_000), (20, 5_000))
    number = await pay_batch(api, fund, 3, fen=100_000)
    account, own = await make_account(client, fund)
    rows = [
        (2, 1_000_000, "青溪县财政局", "送温暖资金"),
        (5, -300_000, "代发", f"批量代发{number}"),
        (21, -1_500, "", "手续费"),
    ]
    return account, await begun(client, account, workbook(rows, number=own)), own


async def test_a_month_from_the_file_to_the_second_hand(api: Api) -> None:
    """FND-02: matched by itself, what is left explained, closed by one officer, checked by another, frozen."""
    client = await api.as_("county_finance")
    account, month, own = await a_month(api, client)
    assert own not in str(account)
    assert account["last_four"] == own[-4:]
    assert (month["lines"], month["paired"], month["state"]) == (3, 2, "open")
    assert month["ways"] == [{"way": "reference", "pairs": 1}, {"way": "amount", "pairs": 1}]
    sums = month["adjustment"]
    assert (sums["bank_fen"], sums["books_fen"], sums["difference_fen"]) == (698_500, 705_000, -6_500)
    assert (sums["books_in_fen"], sums["bank_out_fen"], sums["unexplained"]) == (5_000, 1_500, 2)
    assert sums["adjusted_bank_fen"] == sums["adjusted_books_fen"] == 703_500
    assert sums["unexplained_fen"] == -6_500
    refused = await step(client, month, "close")
    assert (refused.status_code, refused.json()["code"]) == (409, "reconciliation_unexplained")
    month = await explain_all(client, month)
    assert (month["adjustment"]["unexplained_fen"], month["adjustment"]["unexplained"]) == (0, 0)
    closed = await step(client, month, "close")
    assert closed.status_code == 200, closed.text
    month = closed.json()
    own_hand = await step(client, month, "check")
    assert (own_hand.status_code, own_hand.json()["code"]) == (409, "reconciliation_same_officer")
    frozen = await client.post(f"/reconciliations/{month['id']}/explanations", json={"line_ids": [str(id_of("x"))]})
    assert (frozen.status_code, frozen.json()["code"]) == (409, "reconciliation_closed")
    second = await as_finance(api)
    assert (await waits_for(client), await waits_for(second)) == ([], [(month["id"], month["month"][:7])])
    checked = await step(second, month, "check")
    assert checked.status_code == 200, checked.text
    assert await waits_for(second) == []
    assert (checked.json()["state"], checked.json()["adjustment"]) == ("checked", month["adjustment"])
    empty = await step(client, checked.json(), "reopen", reason=" ")
    assert (empty.status_code, empty.json()["code"]) == (422, "reconciliation_reason")
    opened = (await step(client, checked.json(), "reopen", reason="漏记一笔利息")).json()
    assert (opened["state"], opened["checked_by_name"], opened["reopen_reason"]) == ("open", "", "漏记一笔利息")


async def test_what_was_told_is_on_record_and_no_number_is(api: Api) -> None:
    client = await api.as_("county_finance")
    _account, month, own = await a_month(api, client)
    await step(client, await explain_all(client, month), "close")
    async with api.database.transaction(EVERYTHING) as session:
        told = (await session.execute(text("select event, facts::text from audit_event"))).all()
        kept = (await session.execute(text("select number from bank_account"))).scalars().all()
    events = {row[0] for row in told}
    assert {"bank_account_made", "reconciliation_begun", "reconciliation_explained", "reconciliation_closed"} <= events
    assert not any(own in row[1] for row in told)
    assert kept
    assert not any(own.encode() in number for number in kept)


async def test_one_debit_for_a_batch_less_what_came_back(api: Api) -> None:
    """The bank took four, gave one back: three in the books. One pair of two lines and three entries."""
    client = await api.as_("county_finance")
    fund = await fund_with(api, (1, 1_000_000))
    await pay_batch(api, fund, 3, fen=90_000, rejected=1)
    account, own = await make_account(client, fund)
    rows = [(1, 1_000_000, "", "拨款"), (6, -360_000, "", "批量代发"), (7, 90_000, "", "退汇")]
    month = await begun(client, account, workbook(rows, number=own))
    assert (month["paired"], month["open_lines"], month["open_entries"]) == (3, 0, 0)
    pairs = (
        await client.get("/reconciliation-pairs", params={"reconciliation_id": month["id"], "way": "batch"})
    ).json()
    assert [(each["lines"], each["entries"], each["amount_fen"]) for each in pairs["items"]] == [(2, 3, -270_000)]
    shown = {"reconciliation_id": month["id"], "pair_id": pairs["items"][0]["id"]}
    lines = (await client.get("/reconciliation-lines", params=shown)).json()["items"]
    entries = (await client.get("/reconciliation-entries", params=shown)).json()["items"]
    assert (len(lines), len(entries)) == (2, 3)
    assert {each["payee_last_four"] for each in lines} == {"9876"}


async def test_an_expense_is_found_under_its_payee(api: Api) -> None:
    """FND-02, FND-05: it left the account as a payment does; two of one amount are told apart by who was paid."""
    client = await api.as_("county_finance")
    fund = await fund_with(api, (1, 1_000_000))
    for payee in ("青溪煤站", "县印刷厂"):
        await spend_once(api, fund, day=6, fen=90_000, payee=payee)
    account, own = await make_account(client, fund)
    rows = [(1, 1_000_000, "", "拨款"), (6, -90_000, "县印刷厂", "转账"), (7, -90_000, "青溪煤站", "转账")]
    month = await begun(client, account, workbook(rows, number=own))
    assert (month["paired"], month["open_lines"], month["open_entries"]) == (3, 0, 0)
    asked = {"reconciliation_id": month["id"], "way": "payee"}
    pairs = (await client.get("/reconciliation-pairs", params=asked)).json()["items"]
    told = []
    for pair in pairs:
        shown = {"reconciliation_id": month["id"], "pair_id": pair["id"]}
        (line,) = (await client.get("/reconciliation-lines", params=shown)).json()["items"]
        (entry,) = (await client.get("/reconciliation-entries", params=shown)).json()["items"]
        told.append((line["payee"], entry["counterparty"], entry["amount_fen"]))
    assert sorted(told) == [("县印刷厂", "县印刷厂", -90_000), ("青溪煤站", "青溪煤站", -90_000)]


async def test_pairing_by_hand_and_parting(api: Api) -> None:
    """Three cash payments and the withdrawal they came from; unequal sums are refused with the difference."""
    client = await api.as_("county_finance")
    fund = await fund_with(api, (1, 1_000_000))
    for day in (8, 9, 10):
        await pay_one(api, fund, day=day, fen=20_000)
    account, own = await make_account(client, fund)
    rows = [(1, 1_000_000, "", "拨款"), (7, -60_000, "", "提现"), (8, -70, "", "手续费"), (9, 70, "", "手续费退回")]
    month = await begun(client, account, workbook(rows, number=own))
    lines, entries = await open_ones(client, month)
    withdrawn = [line["id"] for line in lines if line["summary"] == "提现"]
    url = f"/reconciliations/{month['id']}/pairs"
    short = await client.post(url, json={"line_ids": withdrawn, "entry_ids": ids(entries)[:2]})
    assert (short.status_code, short.json()["code"]) == (409, "reconciliation_sums")
    assert "200.00" in short.json()["detail"]
    alone = await client.post(url, json={"line_ids": withdrawn})
    assert (alone.status_code, alone.json()["code"]) == (422, "reconciliation_nothing")
    made = await client.post(url, json={"line_ids": withdrawn, "entry_ids": ids(entries)})
    assert made.status_code == 201, made.text
    assert (made.json()["way"], made.json()["entries"], made.json()["crosses"]) == ("hand", 3, False)
    fees = [line["id"] for line in lines if "手续费" in line["summary"]]
    assert (await client.post(url, json={"line_ids": fees})).status_code == 201
    month = await again(client, month)
    assert (month["open_lines"], month["open_entries"], month["adjustment"]["unexplained_fen"]) == (0, 0, 0)
    twice = await client.post(url, json={"line_ids": withdrawn, "entry_ids": ids(entries)})
    assert (twice.status_code, twice.json()["code"]) == (409, "reconciliation_paired")
    assert (await client.delete(made.headers["location"].removeprefix("/api/v1"))).status_code == 204
    assert len((await open_ones(client, month))[1]) == 3


async def test_two_officers_pair_the_same_at_once(api: Api) -> None:
    """trust.md 0 row 10: one pair comes of it, the other officer is told."""
    client, second = await api.as_("county_finance"), await as_finance(api)
    fund = await fund_with(api, (1, 500), (2, 500))
    account, own = await make_account(client, fund)
    rows = [(1, 500, "", "a"), (2, 500, "", "b")]
    month = await begun(client, account, workbook(rows, number=own))
    lines, entries = await open_ones(client, month)
    assert (len(lines), len(entries)) == (2, 2)
    url = f"/reconciliations/{month['id']}/pairs"
    tries = [
        each.post(url, json={"line_ids": [line["id"]], "entry_ids": [entries[0]["id"]]})
        for each, line in zip((client, second), lines, strict=True)
    ]
    answers = await asyncio.gather(*tries)
    assert sorted(each.status_code for each in answers) == [201, 409]
    assert {each.json().get("code") for each in answers} == {None, "reconciliation_paired"}
    stale = await step(client, month, "close")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")


async def test_the_same_file_and_the_wrong_file(api: Api) -> None:
    client = await api.as_("county_finance")
    fund = await fund_with(api, (1, 500))
    account, own = await make_account(client, fund)
    content = workbook([(1, 500, "", "a")], number=own)
    elsewhere = await bring(client, account, workbook([(1, 500, "", "a")], number=number_of_account()))
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (422, "statement_other_account")
    other_month = await bring(client, account, content, month=last_month(2))
    assert (other_month.status_code, other_month.json()["code"]) == (422, "statement_other_month")
    running = await bring(client, account, content, month=last_month(0))
    assert (running.status_code, running.json()["code"]) == (422, "reconciliation_month_not_over")
    await begun(client, account, content)
    same = await bring(client, account, content)
    assert (same.status_code, same.json()["code"]) == (409, "statement_same_file")
    another = await bring(client, account, workbook([(1, 500, "", "b")], number=own))
    assert (another.status_code, another.json()["code"]) == (409, "reconciliation_not_next")


async def test_a_broken_balance_names_its_row_and_writes_nothing(api: Api) -> None:
    client = await api.as_("county_finance")
    account, own = await make_account(client, await fund_with(api))
    book = openpyxl.load_workbook(BytesIO(workbook([(1, 500, "", "a"), (2, 500, "", "b")], number=own)))
    book.active["D6"] = "10.01"  # type: ignore[index]
    memory = BytesIO()
    book.save(memory)
    refused = await bring(client, account, memory.getvalue())
    assert (refused.status_code, refused.json()["code"]) == (422, "statement_balance")
    assert "6" in refused.json()["detail"]
    assert (await client.get("/reconciliations", params={"account_id": account["id"]})).json()["items"] == []


@pytest.mark.parametrize("name", ["对账单.csv", "对账单.xlsx"])
async def test_what_is_no_statement_is_refused(api: Api, name: str) -> None:
    client = await api.as_("county_finance")
    account, _own = await make_account(client, await fund_with(api))
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])  # type: ignore[union-attr]
    memory = BytesIO()
    book.save(memory)
    content = "姓名,电话\n张三,1\n".encode() if name.endswith("csv") else memory.getvalue()
    refused = await bring(client, account, content)
    assert (refused.status_code, refused.json()["code"]) == (422, "statement_head")


async def test_months_follow_and_what_is_open_goes_on(api: Api) -> None:
    """Paid by the bank in one month and booked in the next: open at the end of the first with its reason, paired by hand in
    the next, marked; the first month says what it said."""
    client = await api.as_("county_finance")
    first = last_month(2)
    fund = await fund_with(api, (1, 100_000), month=first)
    await pay_one(api, fund, day=3, fen=30_000)
    account, own = await make_account(client, fund)
    rows = [(1, 100_000, "", "拨款"), (28, -30_000, "王", "转账")]
    month = await begun(client, account, workbook(rows, number=own, month=first), month=first)
    wrong = await bring(client, account, workbook([(5, -1, "", "x")], number=own, opening_fen=70_001))
    assert (wrong.status_code, wrong.json()["code"]) == (409, "statement_not_following")
    later = await begun(client, account, None)
    assert (later["lines"], later["open_lines"], later["open_entries"], later["paired"]) == (0, 1, 1, 0)
    month = await explain_all(client, month, "账上次月登记")
    lines, entries = await open_ones(client, later)
    assert [line["note"] for line in lines] == ["账上次月登记"]
    before = await step(client, later, "close")
    assert (before.status_code, before.json()["code"]) == (409, "reconciliation_before_open")
    closed = (await step(client, month, "close")).json()
    made = await client.post(
        f"/reconciliations/{later['id']}/pairs", json={"line_ids": ids(lines), "entry_ids": ids(entries)}
    )
    assert made.status_code == 201, made.text
    assert made.json()["crosses"] is True
    assert (await again(client, closed))["adjustment"] == closed["adjustment"]
    assert len((await open_ones(client, closed))[0]) == 1
    done = await step(client, await again(client, later), "close")
    assert done.status_code == 200, done.text
    blocked = await step(client, await again(client, closed), "reopen", reason="改动")
    assert (blocked.status_code, blocked.json()["code"]) == (409, "reconciliation_after_closed")


async def test_what_was_apart_before_the_start_needs_its_reason(api: Api) -> None:
    client = await api.as_("county_finance")
    account, own = await make_account(client, await fund_with(api, (1, 500)))
    month = await begun(client, account, workbook([(1, 500, "", "a")], number=own, opening_fen=900))
    assert month["adjustment"]["start_fen"] == 900
    refused = await step(client, month, "close")
    assert (refused.status_code, refused.json()["code"]) == (409, "reconciliation_start_unexplained")
    month = (await step(client, month, "explain_start", reason="启用前利息未入账")).json()
    assert month["adjustment"]["unexplained_fen"] == 0
    assert (await step(client, month, "close")).status_code == 200


async def test_the_last_month_can_be_taken_away(api: Api) -> None:
    client = await api.as_("county_finance")
    account, month, own = await a_month(api, client)
    gone = await client.delete(f"/reconciliations/{month['id']}", headers=seen(month))
    assert gone.status_code == 204, gone.text
    assert (await client.get(f"/reconciliations/{month['id']}")).status_code == 404
    async with api.database.transaction(EVERYTHING) as session:
        for table, column, id in (
            ("reconciliation_line", "account_id", account["id"]),
            ("reconciliation_entry", "account_id", account["id"]),
            ("reconciliation_pair", "reconciliation_id", month["id"]),
        ):
            left = await session.scalar(text(f"select count(*) from {table} where {column}::text = :id"), {"id": id})
            assert left == 0, table
    assert (await begun(client, account, workbook([(1, 500, "", "a")], number=own)))["lines"] == 1


async def test_a_fund_lies_on_one_account_of_its_own_union(api: Api) -> None:
    """FND-02 单独建账: neither on two accounts nor on that of another union, and what was paired stays."""
    client = await api.as_("county_finance")
    fund = await fund_with(api, (1, 500))
    account, own = await make_account(client, fund)
    said = {"organization_id": str(id_of("qingxi")), "name": "青溪", "bank": "农行", "number": number_of_account()}
    twice = await client.post("/bank-accounts", json=said | {"fund_ids": [str(fund.id)]}, headers=once())
    assert (twice.status_code, twice.json()["code"]) == (409, "bank_account_fund_elsewhere")
    below = said | {"organization_id": str(id_of("chengguan")), "fund_ids": [str((await fund_with(api)).id)]}
    other = await client.post("/bank-accounts", json=below, headers=once())
    assert (other.status_code, other.json()["code"]) == (409, "bank_account_fund_of_another")
    same = await client.post("/bank-accounts", json=said | {"number": own}, headers=once())
    assert (same.status_code, same.json()["code"]) == (409, "bank_account_twice")
    bad = await client.post("/bank-accounts", json=said | {"number": "12a"}, headers=once())
    assert (bad.status_code, "12a" in bad.text) == (422, False)
    await begun(client, account, workbook([(1, 500, "", "a")], number=own))
    account = (await client.get(f"/bank-accounts/{account['id']}")).json()
    change = {"name": "青溪", "bank": "农行", "fund_ids": []}
    kept = await client.put(f"/bank-accounts/{account['id']}", json=change, headers=seen(account))
    assert (kept.status_code, kept.json()["code"]) == (409, "bank_account_fund_paired")
    waits = await client.post(f"/bank-accounts/{account['id']}/steps", json={"step": "close"}, headers=seen(account))
    assert (waits.status_code, waits.json()["code"]) == (409, "bank_account_unfinished")


async def test_an_account_is_closed_once_and_opened_again(api: Api) -> None:
    """A step that the state does not have is refused; what may be done is told."""
    client = await api.as_("county_finance")
    account, _own = await make_account(client, await fund_with(api))

    async def turn(step: str) -> httpx.Response:
        nonlocal account
        answer = await client.post(f"/bank-accounts/{account['id']}/steps", json={"step": step}, headers=seen(account))
        account = answer.json() if answer.is_success else account
        return answer

    assert (await turn("reopen")).json()["code"] == "step_not_possible"
    for step_, following in (("close", "reopen"), ("reopen", "close")):
        done = await turn(step_)
        assert [each["step"] for each in done.json()["steps"]] == [following]
        assert ((await turn(step_)).status_code, (await turn(step_)).json()["code"]) == (409, "step_not_possible")


async def test_the_paper_says_what_the_month_says(api: Api) -> None:
    """银行存款余额调节表: both sides, what is open with its reason, who closed it; as Word and as a workbook."""
    client = await api.as_("county_finance")
    _account, month, own = await a_month(api, client)
    month = await explain_all(client, month, "=1+1 手续费次月入账")
    await step(client, month, "close")
    url = f"/reconciliations/{month['id']}/document"
    word = docx.Document(BytesIO((await client.get(url)).content))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "银行存款余额调节表" in said
    assert "草稿" not in said
    assert {"6,985.00", "7,050.00", "7,035.00", "-15.00", "50.00"} <= set(cells)
    assert "=1+1 手续费次月入账" in cells
    assert own not in said
    book = openpyxl.load_workbook(BytesIO((await client.get(url, params={"format": "xlsx"})).content))
    assert len(book.sheetnames) == 5
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1 手续费次月入账" in values
    assert values.count(7035) == 2
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


async def test_nobody_sees_the_account_of_another_county(api: Api) -> None:
    """Out of scope is not there: the month, its lines, its pairs, its paper."""
    client, other = await api.as_("county_finance"), await as_finance(api, "hekou_finance", "hekou")
    account, month, own = await a_month(api, client)
    pair = (await client.get("/reconciliation-pairs", params={"reconciliation_id": month["id"]})).json()["items"][0]
    asked = {"reconciliation_id": month["id"]}
    for answer in [
        await other.get(f"/bank-accounts/{account['id']}"),
        await other.get(f"/reconciliations/{month['id']}"),
        await other.get(f"/reconciliations/{month['id']}/document"),
        await other.get("/reconciliation-lines", params=asked),
        await other.get("/reconciliation-entries", params=asked),
        await other.get("/reconciliation-pairs", params=asked),
        await other.delete(f"/reconciliation-pairs/{pair['id']}"),
        await other.delete(f"/reconciliations/{month['id']}", headers=seen(month)),
        await step(other, month, "close"),
        await bring(other, account, workbook([(1, 1, "", "x")], number=own)),
    ]:
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await other.get("/bank-accounts")).json()["items"] == []
    # What is of another account is not paired here, though the caller may see both.
    second, second_own = await make_account(client, await fund_with(api, (1, 700)))
    there = await begun(client, second, workbook([(3, 900, "", "y")], number=second_own))
    mine, _none = await open_ones(client, month)
    _lines, theirs = await open_ones(client, there)
    mixed = await client.post(
        f"/reconciliations/{month['id']}/pairs", json={"line_ids": ids(mine)[:1], "entry_ids": ids(theirs)[:1]}
    )
    assert mixed.status_code == 404


async def test_lists_ask_few_statements(api: Api, queries: Callable[..., Any]) -> None:
    client = await api.as_("county_finance")
    _account, month, _own = await a_month(api, client)
    asked = {"reconciliation_id": month["id"]}
    with queries(at_most=6):
        assert (await client.get("/reconciliations")).status_code == 200
    with queries(at_most=6):
        assert (await client.get("/bank-accounts")).status_code == 200
    for path in ("lines", "entries", "pairs"):
        with queries(at_most=7):
            assert (await client.get(f"/reconciliation-{path}", params=asked)).status_code == 200
    with queries(at_most=14):
        assert (await again(client, month))["lines"] == 3


async def test_a_line_that_was_changed_behind_the_product_is_found(api: Api) -> None:
    """I4: the statement leads from its opening to its closing balance, a pair comes to what its lines come to."""
    client = await api.as_("county_finance")
    _account, month, _own = await a_month(api, client)
    async with api.database.transaction(EVERYTHING) as session:
        assert [each for each in await check_money(session) if each.id == month["id"]] == []
        await session.execute(
            text(
                "update reconciliation_line set amount_fen = amount_fen + 1 where reconciliation_id = cast(:id as uuid)"
            ),
            {"id": month["id"]},
        )
        found = {each.rule for each in await check_money(session) if each.id == month["id"]}
        await session.rollback()
    assert found == {
        "I4: the lines of a statement lead from its opening to its closing balance",
        "I4: a pair comes to what its lines come to",
    }


async def test_pages_of_lines_meet(api: Api) -> None:
    client = await api.as_("county_finance")
    account, own = await make_account(client, await fund_with(api))
    rows = [(1 + n % 3, 100 + n, "", f"第{n}笔") for n in range(7)]
    rows.sort()
    month = await begun(client, account, workbook(rows, number=own))
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (
            await client.get("/reconciliation-lines", params={"reconciliation_id": month["id"], "limit": 3} | cursor)
        ).json()
        found += ids(page["items"])
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert (len(found), len(set(found))) == (7, 7)


async def test_thousands_of_lines_take_a_few_statements(api: Api, queries: Callable[..., Any]) -> None:
    """A large month is written and matched set by set."""
    client = await api.as_("county_finance")
    account, own = await make_account(client, await fund_with(api))
    rows = [(1 + n // 200, 100 + n, "储金", f"第{n}笔") for n in range(3_000)]
    content = workbook(rows, number=own)
    with queries(at_most=60):
        month = await begun(client, account, content)
    assert (month["lines"], month["open_lines"]) == (3_000, 3_000)
