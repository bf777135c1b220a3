"""A month of an account: how it begins, what may be paired in it, and the two hands that end it (FND-02; trust.md 0 row 10).

Months follow each other without a gap, and are closed in their order: what a closed month says rests on all before it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.fund.funds import last_day
from backend.domain.money import MOST, yuan
from backend.domain.reconciliation.codes import ReconciliationState, ReconciliationStep
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

MONTH_STEPS: Mapping[ReconciliationState, tuple[ReconciliationStep, ...]] = {
    ReconciliationState.OPEN: (ReconciliationStep.MATCH, ReconciliationStep.EXPLAIN_START, ReconciliationStep.CLOSE),
    ReconciliationState.CLOSED: (ReconciliationStep.CHECK, ReconciliationStep.REOPEN),
    ReconciliationState.CHECKED: (ReconciliationStep.REOPEN,),
}
MOST_PAIRED: Final = 500
"""Lines, and entries, of one pair that is made by hand."""
Signed = Annotated[int, Ge(-MOST), Le(MOST)]


class StatementMonthNotOver(Invalid):
    """Facts: `month`."""

    code = "reconciliation_month_not_over"
    zh = "{month} 还没有过完，不能对账。请在月末以后从银行导出整月对账单。"
    en = "{month} is not over. Export the statement of the whole month once it is."


class MonthNotNext(Conflict):
    """Facts: `month`, the one that comes next."""

    code = "reconciliation_not_next"
    zh = "这个账户接下来应对 {month}。各月按顺序对账，不能跳过；没有收支的月份请选“本月无收支”。"
    en = "The next month of this account is {month}. Months follow each other; say so where nothing moved."


class NothingMoved(Invalid):
    """A first month without a file needs the balance that it had."""

    code = "reconciliation_no_opening"
    zh = "第一个月没有收支时，请填写账户余额（期初余额）。"
    en = "Where nothing moved in the first month, enter the balance of the account."


class SameFileAgain(Conflict):
    """Facts: `month`."""

    code = "statement_same_file"
    zh = "这个文件已作为 {month} 的对账单导入过，没有重复导入。请打开该月，或选择另一个文件。"
    en = "This very file was taken in as the statement of {month}. Open that month, or choose another file."


class MonthClosed(Conflict):
    """Facts: `month`, `state` (code)."""

    code = "reconciliation_closed"
    zh = "{month} 的对账{state.zh}，不能再改动。需要改动时请先“退回重对”并写明原因。"
    en = 'The month {month} stands at "{state.en}" and is frozen. Open it again, with a reason, to change it.'


class MonthStateOther(Conflict):
    """Facts: `month`, `state` (code)."""

    code = "reconciliation_state"
    zh = "{month} 的对账现在是“{state.zh}”，不能这样办理。请刷新后再看。"
    en = 'The month {month} stands at "{state.en}", where this is not possible. Reload.'


class MonthBeforeOpen(Conflict):
    """Facts: `month`, the one before."""

    code = "reconciliation_before_open"
    zh = "上一个月 {month} 还没有结束对账，请按月份顺序办理。"
    en = "{month}, the month before, is not closed yet. Months are closed in their order."


class MonthAfterClosed(Conflict):
    """Facts: `month`, the one after."""

    code = "reconciliation_after_closed"
    zh = "后面的 {month} 已经结束对账，要先退回它，才能退回这个月。"
    en = "{month}, which comes after, is closed. Open that one first."


class MonthAfterThere(Conflict):
    """Facts: `month`."""

    code = "reconciliation_after_there"
    zh = "后面的 {month} 已经导入，不能撤销这个月。请先撤销后面的月份。"
    en = "{month}, which comes after, is there already. Take that one away first."


class AlreadyPaired(Conflict):
    """Somebody was quicker, or the screen is old."""

    code = "reconciliation_paired"
    zh = "所选的银行流水或账上记录中，有的刚刚已被勾对，没有重复勾对。请刷新后再看。"
    en = "Some of what you chose is paired already; nothing was paired twice. Reload."


class NothingPaired(Invalid):
    """One item alone, or none."""

    code = "reconciliation_nothing"
    zh = "请至少选择两笔：一笔银行流水对一笔账上记录，或同一边一正一负相抵的两笔。"
    en = "Choose two at least: a line of the bank and an entry of the books, or two of one side that cancel out."


class SumsDiffer(Conflict):
    """Facts: `bank`, `books`, `difference`, in yuan."""

    code = "reconciliation_sums"
    zh = "所选银行流水合计 {bank} 元，账上记录合计 {books} 元，相差 {difference} 元，不能勾对。请增减所选项目，直到相差 0.00。"
    en = "The lines make {bank} yuan, the entries {books}: {difference} apart. Choose until nothing is between them."


class NotExplained(Conflict):
    """Facts: `items`, `difference` in yuan."""

    code = "reconciliation_unexplained"
    zh = "还有 {items} 项未达账项没有说明，未说明差额 {difference} 元，不能结束对账。请逐项勾对，或写明未达原因。"
    en = "{items} items are neither paired nor explained ({difference} yuan). Pair each, or write why it is open."


class StartNotExplained(Conflict):
    """Facts: `difference` in yuan."""

    code = "reconciliation_start_unexplained"
    zh = "启用本账户对账时，银行余额与账面余额已相差 {difference} 元，请先“说明启用前差额”。"
    en = "Bank and books were {difference} yuan apart when this account began. Explain that first."


class MonthNotFirst(Conflict):
    """Facts: `month`."""

    code = "reconciliation_not_first"
    zh = "启用前差额在第一个月 {month} 说明。请打开那个月。"
    en = "What was apart at the start is explained with the first month, {month}. Open that one."


class SameHand(Conflict):
    """Two eyes are not four (also a CHECK of the database)."""

    code = "reconciliation_same_officer"
    zh = "这个月由您结束对账，须由另一位财务人员复核。"
    en = "You closed this month; another finance officer has to check it."


class ReasonMissing(Invalid):
    """Why something is open, or opened again."""

    code = "reconciliation_reason"
    zh = "请写明原因，例如“银行手续费，下月入账”。"
    en = "Write why, for instance “fee of the bank, booked next month”."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationDraft:
    """A month of an account, with the file of the bank; without one nothing moved. Balances may be typed in beside it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    account_id: UUID
    month: Annotated[str, MinLen(7), MaxLen(7)]
    file_id: UUID | None = None
    opening_fen: Signed | None = None
    closing_fen: Signed | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", self.month, re.ASCII):
            raise MonthUnclear(pointer="/month")

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date.fromisoformat(f"{self.month}-01")


class MonthUnclear(Invalid):
    """No month."""

    code = "reconciliation_month"
    zh = "月份请写成 2026-10 的样子。"
    en = "A month is written 2026-10."


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDraft:
    """Lines and entries that somebody says are the same money; of one side alone where they cancel out."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    line_ids: Annotated[tuple[UUID, ...], MaxLen(MOST_PAIRED)] = ()
    entry_ids: Annotated[tuple[UUID, ...], MaxLen(MOST_PAIRED)] = ()

    def __post_init__(self) -> None:
        _once(self)
        if len(self.line_ids) + len(self.entry_ids) < 2:
            raise NothingPaired(pointer="/line_ids")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationDraft:
    """Why lines and entries stand open at the end of the month; "" takes an explanation back."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    line_ids: Annotated[tuple[UUID, ...], MaxLen(MOST_PAIRED)] = ()
    entry_ids: Annotated[tuple[UUID, ...], MaxLen(MOST_PAIRED)] = ()
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        _once(self)
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        if not self.line_ids and not self.entry_ids:
            raise NothingChosen(pointer="/line_ids")


class NothingChosen(Invalid):
    """No item."""

    code = "reconciliation_nothing_chosen"
    zh = "请先选择要说明的未达账项。"
    en = "Choose what is to be explained first."


def _once(draft: PairDraft | ExplanationDraft) -> None:
    for name in ("line_ids", "entry_ids"):
        object.__setattr__(draft, name, tuple(dict.fromkeys(getattr(draft, name))))


def end_of(month: date) -> date:
    """The last day of the month that begins on this day."""
    return last_day(month.year, month.month)


def after(month: date) -> date:
    """The month after."""
    return end_of(month) + timedelta(days=1)


def require_over(month: date, *, today: date) -> None:
    """Raises `StatementMonthNotOver`."""
    if end_of(month) >= today:
        raise StatementMonthNotOver(month=f"{month:%Y-%m}", pointer="/month")


def require_next(month: date, *, last: date | None) -> None:
    """Raises `MonthNotNext` unless it follows the last month of the account, or begins it."""
    if last is not None and month != after(last):
        raise MonthNotNext(month=f"{after(last):%Y-%m}")


def require_open(state: str, month: date) -> None:
    """Raises `MonthClosed`."""
    if state != ReconciliationState.OPEN:
        raise MonthClosed(month=f"{month:%Y-%m}", state=ReconciliationState(state))


def require_step(state: str, month: date, step: ReconciliationStep) -> None:
    """Raises `MonthClosed` where a month that is still reconciled could go on so, else `MonthStateOther`."""
    if step in MONTH_STEPS[ReconciliationState.OPEN]:
        require_open(state, month)
    elif step not in MONTH_STEPS[ReconciliationState(state)]:
        raise MonthStateOther(month=f"{month:%Y-%m}", state=ReconciliationState(state))


def require_equal(lines: Mapping[UUID, int], entries: Mapping[UUID, int]) -> int:
    """What a pair comes to, fen: both sides alike, or each of its own to nothing. Raises `SumsDiffer`."""
    bank, books = sum(lines.values()), sum(entries.values())
    # Of one side alone, what does not come to nothing would vanish from the statement of differences.
    if bank != books:
        raise SumsDiffer(bank=yuan(bank), books=yuan(books), difference=yuan(bank - books))
    return bank


def require_other_hand(*, closed_by: UUID | None, acting: UUID) -> None:
    """Raises `SameHand`."""
    if closed_by == acting:
        raise SameHand()


def require_reason(reason: str) -> str:
    """The reason, cleaned. Raises `ReasonMissing`."""
    with at("/reason"):
        plain = clean_text(reason)
    if len(plain) < 2:
        raise ReasonMissing(pointer="/reason")
    return plain


def crosses(days: Sequence[date], month: date) -> bool:
    """Whether a pair brings together what is not all of one month: never done but by hand, and marked."""
    return any((day.year, day.month) != (month.year, month.month) for day in days)
