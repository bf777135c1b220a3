"""The last day of a fund: nothing more is promised after it, what was promised is paid, and finance is told ahead (FND-06)."""

from datetime import date, timedelta

import pytest

from backend.db.queries import ledger
from backend.domain.access import EVERYTHING
from backend.domain.fund.codes import EntryKind
from backend.domain.fund.funds import FundPastItsDay, require_in_time
from tests.conftest import Api
from tests.money import BY, NOW, add_cases, add_fund, add_program
from tests.town import today

DAY = NOW.date()


@pytest.mark.parametrize(("spend_by", "late"), [(None, False), (date(2026, 11, 26), False), (date(2026, 11, 25), True)])
def test_the_last_day_is_included(spend_by: date | None, late: bool) -> None:
    """FND-06: until the day itself, in words that say which day it was."""
    if not late:
        return require_in_time(spend_by, today=date(2026, 11, 26))
    with pytest.raises(FundPastItsDay, match="2026-11-25"):
        require_in_time(spend_by, today=date(2026, 11, 26))
    return None


async def test_after_the_day_nothing_is_promised_and_what_was_is_paid(api: Api) -> None:
    """FND-06: reserved on the last day; the day after a second case is refused the fund, and the first is paid."""
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session, fen=300_000, spend_by=DAY)
        first, second = await add_cases(session, await add_program(session), 2)
        await ledger.reserve(session, first, fund_id=fund.id, by=BY, at=NOW)
        after = NOW + timedelta(days=1)
        with pytest.raises(FundPastItsDay):
            await ledger.reserve(session, second, fund_id=fund.id, by=BY, at=after)
        assert second.fund_id is None
        await ledger.move_money(session, EntryKind.PAY, [ledger.CaseMoney(first)], by=BY, at=after)
        last = await ledger.find_last(session, [first.id])
        assert last[first.id] == (EntryKind.PAY, 100_000)


async def test_finance_is_told_ahead_and_the_fund_is_not_offered_late(api: Api) -> None:
    """FND-06: thirty days ahead with money left; a fund whose day has passed is none of those that may serve a case."""
    on = today()
    async with api.database.transaction(EVERYTHING) as session:
        for name, days, fen in (("到期", -1, 100), ("将到期", 30, 200), ("还早", 31, 300), ("用完", 5, 0)):
            await add_fund(session, name=name, fen=fen, spend_by=on + timedelta(days=days))
        (case,) = await add_cases(session, await add_program(session))
    finance = await api.as_("county_finance")
    items = [item for item in (await finance.get("/me/todo")).json()["items"] if item["kind"] == "fund_ending"]
    assert [(item["name"], item["detail"], item["overdue_days"]) for item in items] == [
        ("到期", "100", 1),
        ("将到期", "200", 0),
    ]
    found = (await finance.get("/funds", params={"case_id": str(case.id)})).json()["items"]
    assert {item["name"] for item in found} == {"将到期", "还早", "用完"}
    officer = (await (await api.as_("county_officer")).get("/me/todo")).json()["items"]
    assert not [item for item in officer if item["kind"] == "fund_ending"]
