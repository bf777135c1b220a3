"""Lists of money as files: amounts in yuan, whose fund in words, cards by their last four (issue 3 section 2)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.settings import settings
from backend.worker import Worker
from tests import outtake
from tests.conftest import Api
from tests.money import card_of, fund_of, reserved
from tests.people import once


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def test_the_ledger_and_a_batch_as_they_stand(api: Api) -> None:
    """ui.md row 5; FND-02: narrowed by fund and kind, fen as yuan, the fund said by its name; no card in full."""
    fund, cases = await reserved(api, 3, fen=123_456)
    finance, worker = await api.as_("county_finance"), Worker(api.database, api.vault)
    query: dict[str, Any] = {"fund_id": str(fund.id), "kind": ["reserve"]}
    columns = ["on", "kind", "about", "amount", "debit", "credit"]
    book = await outtake.book(finance, worker, "ledger_entries", query=query, columns=columns)
    head, *found = [[cell.value for cell in row] for row in book.worksheets[0].rows]
    assert head == ["记账日期", "种类", "事由", "金额（元）", "转入", "转出"]
    assert [row[1] for row in found] == ["批准占用"] * 3
    assert {row[3] for row in found} == {1234.56}
    assert {row[2] for row in found} == {f"{case.name} {case.number}" for case in cases}
    said = {row[0].value: row[1].value for row in book["说明"].rows}
    assert said["筛选条件"] == "资金：送温暖资金\n种类：批准占用"
    made = await finance.post("/payment-batches", json={"fund_id": str(fund.id), "all": True}, headers=once())
    assert made.status_code == 201, made.text
    query = {"batch_id": made.json()["id"]}
    columns = ["payee", "case", "amount", "card", "state"]
    head, *lines = await outtake.lines(finance, worker, "payments", query=query, columns=columns)
    tails = {case.number: card_of(n) for n, case in enumerate(cases)}
    for line in lines:
        assert tails[line[1]][-4:] in line[3]
        assert tails[line[1]] not in line[3]
    assert len(lines) == 3
    # In the order of the bank's sheet, as on screen.
    items = (await finance.get("/payments", params=query)).json()["items"]
    assert [line[1] for line in lines] == [item["case_number"] for item in items]


async def test_an_expense_says_in_the_file_who_was_paid(api: Api) -> None:
    """FND-05: payee, purpose and households beside the amount; another voucher has none of them."""
    fund = await fund_of(api)
    finance, worker = await api.as_("county_finance"), Worker(api.database, api.vault)
    said: dict[str, Any] = {"fund_id": fund, "amount_fen": 9_600_000, "document_number": "发票 03421187"}
    coal = {"payee": "青溪煤站", "note": "冬季取暖用煤", "households": 50}
    for more in ({"kind": "expense"} | coal, {"kind": "income"}):
        assert (await finance.post("/vouchers", json=said | more, headers=once())).status_code == 201
    columns = ["kind", "amount", "payee", "note", "households"]
    head, *found = await outtake.rows(finance, worker, "vouchers", query={"fund_id": fund}, columns=columns)
    assert head == ["种类", "金额（元）", "收款方", "摘要", "受益户数"]
    assert found == [
        ["资金入账", 96_000, None, None, None],
        ["费用支出", 96_000, "青溪煤站", "冬季取暖用煤", 50],
    ]
