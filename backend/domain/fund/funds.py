"""A fund and the months that are closed in it (FND-02, FND-06; domain-facts 3.3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.aid.case_codes import FundSource
from backend.domain.fund.codes import FundStatus, FundStep
from backend.domain.money import yuan
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text
from backend.domain.workflow import Workflow

FUND_WORKFLOW: Workflow[FundStatus, FundStep] = Workflow(
    {
        (FundStatus.OPEN, FundStep.LOCK, Permission.FUND_EDIT): FundStatus.OPEN,
        (FundStatus.OPEN, FundStep.CLOSE, Permission.FUND_EDIT): FundStatus.CLOSED,
        (FundStatus.CLOSED, FundStep.LOCK, Permission.FUND_EDIT): FundStatus.CLOSED,
        (FundStatus.CLOSED, FundStep.REOPEN, Permission.FUND_EDIT): FundStatus.OPEN,
    }
)


class FundNameMissing(Invalid):
    """A name of spaces."""

    code = "fund_name_missing"
    zh = "请填写资金名称，例如“2026 年中央财政送温暖资金”。"
    en = "Name the fund so that others recognise it."


class MonthNotOver(Invalid):
    """Facts: `through`, the last day of the month that is asked for."""

    code = "fund_month_not_over"
    zh = "只能结已经过完的月份；{through} 还没有过完。请选择上月或更早的月份。"
    en = "Only months that have ended are locked; {through} is not over. Take the last month or an earlier one."


class MonthLocked(Conflict):
    """Facts: `through`."""

    code = "fund_month_locked"
    zh = "{through} 及以前已结账，不能再结一次，也不能再记入。更正请在本月用红字冲销。"
    en = "All up to {through} is locked: it is not locked again and nothing is booked in it. Reverse in this month."


class FundPastItsDay(Conflict):
    """What was granted for a purpose until a day promises nothing more after it (FND-06). Facts: `day`."""

    code = "fund_past_its_day"
    zh = "这笔资金的使用期限是 {day}，已经过了，不能再批准占用或支出费用，没有记账。请换一笔仍在期限内的资金；余额可由资金所属工会收回。"
    en = "This fund was to be spent by {day}: nothing more is reserved or spent in it. Take a fund that is in time; what is left is taken back."


class FundNotEmpty(Conflict):
    """Facts: `left`, `reserved`, `stored`, in yuan."""

    code = "fund_not_empty"
    zh = "这笔资金还有可用 {left} 元、已占用 {reserved} 元、库存物资 {stored} 元，不能封存。请先发放、收回或释放完毕。"
    en = "{left} yuan are available, {reserved} reserved and goods worth {stored} in store in this fund, so it cannot be closed. Empty it first."


@dataclass(frozen=True, slots=True, kw_only=True)
class FundDraft:
    """A fund as it is entered. `spend_by` is the last day on which a grant for a purpose may be promised or spent by an
    expense: after it a case is refused the fund, and what was reserved by then is still paid."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    name: Annotated[str, MinLen(1), MaxLen(100)]
    source: FundSource
    year: Annotated[int, Ge(2000), Le(2100)]
    document_number: Annotated[str, MaxLen(100)] = ""
    purpose: Annotated[str, MaxLen(200)] = ""
    spend_by: date | None = None

    def __post_init__(self) -> None:
        for name in ("name", "document_number", "purpose"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self.name:
            raise FundNameMissing(pointer="/name")


SPEND_AHEAD: Final = timedelta(days=30)
"""So long before its last day a fund with money left is on the workbench of finance."""


def require_in_time(spend_by: date | None, *, today: date) -> None:
    """Raises `FundPastItsDay` when nothing more may be promised or spent by an expense.

    What was promised in time is paid all the same.
    """
    if spend_by is not None and today > spend_by:
        raise FundPastItsDay(day=spend_by.isoformat())


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def require_empty(left_fen: int, reserved_fen: int, stored_fen: int) -> None:
    """Before a fund is closed. Raises `FundNotEmpty`."""
    if left_fen or reserved_fen or stored_fen:
        raise FundNotEmpty(left=yuan(left_fen), reserved=yuan(reserved_fen), stored=yuan(stored_fen))


def require_lockable(through: date, *, locked: date | None, today: date) -> None:
    """Raises `MonthNotOver`, or `MonthLocked` when that month is locked already."""
    if through >= today:
        raise MonthNotOver(through=through.isoformat(), pointer="/month")
    if locked is not None and through <= locked:
        raise MonthLocked(through=locked.isoformat())


def require_unlocked(day: date, *, locked: date | None) -> None:
    """Raises `MonthLocked` when nothing more is booked on that day."""
    if locked is not None and day <= locked:
        raise MonthLocked(through=locked.isoformat())
