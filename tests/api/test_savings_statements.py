"""The yearly statement of a society, the passbook, and what waits on the workbench (AID-21; issue 4 section 7)."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from backend.domain.savings.codes import SavingsEntryKind as Kind
from backend.domain.savings.statement import Balance, balance_of
from tests.conftest import Api
from tests.people import once
from tests.savings import ask, book, collect, lent, read, step, with_savers
from tests.town import today


def test_a_balance_holds_whatever_moved() -> None:
    """Cash, loans and losses are savings and support, after every kind of movement."""
    net = {Kind.SAVE: 900, Kind.DRAW: 150, Kind.SUPPORT: 200, Kind.LEND: 500, Kind.REPAY: 120, Kind.WRITE_OFF: 80}
    balance = balance_of(net)
    assert balance == Balance(cash_fen=570, savings_fen=750, loan_fen=300, support_fen=200, loss_fen=80)
    assert balance.holds
    assert balance_of({}).holds


def cells(content: bytes, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content))[sheet].iter_rows()]


async def test_the_year_of_a_society(api: Api) -> None:
    """Issue 4 section 7: what moved is net of what was undone; the sums are the balances; the workbook says the same."""
    keeper, of, (first, second) = await with_savers(api)
    checker = await api.as_("township_officer")
    await collect(keeper, of, f"{today():%Y-%m}")
    wrong = (await book(keeper, of, "save", 777, saver_id=second, memo="=1+1")).json()
    undo = {"step": "undo", "reason": "记错了"}
    path = f"/mutual-aid/savings-entries/{wrong['id']}/steps"
    assert (await keeper.post(path, json=undo, headers=once())).status_code == 200
    await book(keeper, of, "support", 100_000, memo="行政补助")
    loan = await lent(keeper, checker, first, 30_000)
    await step(keeper, "loans", loan, step="repay", amount_fen=10_000)
    told = (await keeper.get(f"/mutual-aid/societies/{of['id']}/statement", params={"year": today().year})).json()
    (month,) = told["months"]
    assert (month["save_fen"], month["lend_fen"], month["repay_fen"]) == (10_000, 30_000, 10_000)
    assert set(told["opening"].values()) == {0}
    now = await read(keeper, "societies", of["id"])
    assert told["closing"] == {name: now[name] for name in told["closing"]}
    assert [(each["saved_fen"], each["owed_fen"]) for each in told["savers"]] == [(5_000, 20_000), (5_000, 0)]
    ahead = await keeper.get(f"/mutual-aid/societies/{of['id']}/statement", params={"year": today().year + 1})
    assert (ahead.status_code, ahead.json()["errors"][0]["code"]) == (422, "savings_year_ahead")
    before = await keeper.get(f"/mutual-aid/societies/{of['id']}/statement", params={"year": today().year - 1})
    assert (before.json()["months"], before.json()["savers"]) == ([], [])
    sheet = await keeper.get(f"/mutual-aid/societies/{of['id']}/statement/sheet", params={"year": today().year})
    assert sheet.status_code == 200
    rows = cells(sheet.content, "年度结算")
    assert rows[3][:3] == [f"{today().month} 月", 100, 0]
    assert ["现金", 0, 900] in [row[:3] for row in rows]
    assert cells(sheet.content, "会员储金")[3][3:] == [0, 50, 0, 50, 200]
    (line,) = cells(sheet.content, "借款")[3:]
    assert (line[1], line[3:6], line[7]) == ("王小军甲", [300, 100, 0], "还款中")
    assert [row[4] for row in cells(sheet.content, "账簿")[3:]] == [50, 50, 7.77, -7.77, 1000, -300, 100]
    passbook = await keeper.get(f"/mutual-aid/savers/{second}/passbook")
    lines = cells(passbook.content, "存折")
    assert [line[1:5] for line in lines[3:]] == [
        ["存入储金", f"{today():%Y-%m} 储金", 50, 50],
        ["存入储金", "=1+1", 7.77, 57.77],
        ["冲正", "记错了", 7.77, 50],
    ]
    formulas = load_workbook(BytesIO(passbook.content))["存折"]
    assert formulas["C5"].data_type == "s"


async def test_loans_wait_for_a_second_person_and_late_ones_for_all(api: Api) -> None:
    """Issue 4 section 7: a loan to decide is not on the desk of whoever entered it; one overdue says since when."""
    keeper, of, (first, second) = await with_savers(api)
    checker = await api.as_("township_officer")
    await book(keeper, of, "save", 300_000, saver_id=first)
    asked = (await ask(keeper, second, 50_000)).json()
    running = await lent(keeper, checker, first)

    async def waits(key: str) -> dict[str, list[str]]:
        client = await api.as_(key)
        items = (await client.get("/me/todo")).json()["items"]
        found: dict[str, list[str]] = {}
        for item in items:
            if item["kind"].startswith("savings"):
                found.setdefault(item["kind"], []).append(item["id"])
        return found

    assert await waits("union_chair") == {}
    assert await waits("township_officer") == {"savings_loan": [asked["id"]]}
    assert await waits("sibling_chair") == {}
    due = date.fromisoformat(running["plan"][0]["due_on"])
    await api.at(datetime.combine(due, datetime.min.time(), UTC) + timedelta(days=3, hours=2))
    assert await waits("union_chair") == {"savings_loan_late": [running["id"]]}
    desk = (await (await api.as_("union_chair")).get("/me/todo")).json()
    (late,) = [item for item in desk["items"] if item["kind"] == "savings_loan_late"]
    assert (late["overdue_days"], late["due_on"]) == (3, str(due))
    assert "方秀云" in late["detail"]
