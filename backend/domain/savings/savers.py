"""Savers: who joins, what a month brings, what is taken out, and how one leaves (AID-21; issue 4 section 7)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.money import yuan
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.savings.codes import SavingsAccount, SavingsEntryKind
from backend.domain.savings.societies import Sum
from backend.domain.text import clean_text

MOST_AT_ONCE = 500
"""Members who join by one act. A month is collected of the whole society, of at most `MOST_SAVERS`."""
MOST_SAVERS = 5000

SIDES: Mapping[SavingsEntryKind, tuple[SavingsAccount, SavingsAccount]] = {
    SavingsEntryKind.SAVE: (SavingsAccount.CASH, SavingsAccount.SAVINGS),
    SavingsEntryKind.DRAW: (SavingsAccount.SAVINGS, SavingsAccount.CASH),
    SavingsEntryKind.SUPPORT: (SavingsAccount.CASH, SavingsAccount.SUPPORT),
    SavingsEntryKind.LEND: (SavingsAccount.LOAN, SavingsAccount.CASH),
    SavingsEntryKind.REPAY: (SavingsAccount.CASH, SavingsAccount.LOAN),
    SavingsEntryKind.WRITE_OFF: (SavingsAccount.LOSS, SavingsAccount.LOAN),
}
"""Per kind the account that is debited and the one that is credited; what undoes an entry exchanges them."""
UNDONE_BY_HAND = frozenset(
    {SavingsEntryKind.SAVE, SavingsEntryKind.DRAW, SavingsEntryKind.SUPPORT, SavingsEntryKind.REPAY}
)
"""What a mistake of the keeper can be. A loan that was paid out is repaid, a decision is not undone."""


class SaverGone(Conflict):
    """Whoever has left neither pays nor draws."""

    code = "savings_saver_left"
    zh = "这位会员已退会，不能再收付。需要继续的，请重新入会。"
    en = "This saver has left and neither pays nor draws. Let them join anew."


class SaverOwes(Conflict):
    """Facts: `number`, of the loan that is open."""

    code = "savings_saver_owes"
    zh = "借款 {number} 还没有了结，不能退会。请先还清或撤销这笔借款。"
    en = "Loan {number} is not settled, so this saver cannot leave yet. Have it repaid or withdrawn first."


class SaverShort(Conflict):
    """Nobody draws more than they saved. Facts: `there_fen`, `asked_fen`, both in fen, and the sentence's own."""

    code = "savings_saver_short"
    zh = "储金余额 {there} 元，本次要支取 {asked} 元，没有记账。请核对金额。"
    en = "{there} yuan are saved, {asked} are asked. Nothing was booked. Check the amount."

    def __init__(self, *, there_fen: int, asked_fen: int) -> None:
        super().__init__(there_fen=there_fen, asked_fen=asked_fen, there=yuan(there_fen), asked=yuan(asked_fen))


class CashShort(Conflict):
    """The cash of a society never goes below nought. Facts: `there_fen`, `asked_fen`, and the sentence's own."""

    code = "savings_cash_short"
    zh = "储金会现有现金 {there} 元，本次需要 {asked} 元，没有记账。请等还款或储金收上来后再办。"
    en = "The society has {there} yuan in cash, {asked} are asked. Nothing was booked. Wait for money to come in."

    def __init__(self, *, there_fen: int, asked_fen: int) -> None:
        super().__init__(there_fen=there_fen, asked_fen=asked_fen, there=yuan(there_fen), asked=yuan(asked_fen))


class MonthAhead(Invalid):
    """A month that has not begun. Fact: `month`."""

    code = "savings_month_ahead"
    zh = "{month} 还没有到，不能预收。提前交的钱请记为“存入储金”。"
    en = "{month} has not begun. Money paid ahead is entered as a deposit."


class MonthUnclear(Invalid):
    """No month as `2026-11`."""

    code = "savings_month_unclear"
    zh = "月份请写成 2026-11 的样子。"
    en = "Write the month as 2026-11."


class CollectionUnclear(Invalid):
    """Neither savers nor all, or both."""

    code = "savings_collection_unclear"
    zh = "请勾选已缴的会员，或选择“全部”，二者只能有其一。"
    en = "Name who paid, or take all: one of the two."


class EntryUnclear(Invalid):
    """Support has no saver, everything else has one; loans are moved on their own page."""

    code = "savings_entry_unclear"
    zh = "存入、支取要写明是哪位会员；补助入账不写会员，写明来源。借款和还款请在借款页面办理。"
    en = "A deposit or withdrawal names its saver; support names none and says where it came from. Loans have a page."


class NotUndone(Conflict):
    """Facts: `kind` (code)."""

    code = "savings_not_undone"
    zh = "“{kind.zh}”不能冲正：已冲正过的、会员已退会的、发放和核销的借款都不能冲。请用相反的收付更正。"
    en = '"{kind.en}" is not undone: it was undone before, the saver has left, or it is a loan. Book the opposite.'


@dataclass(frozen=True, slots=True, kw_only=True)
class SaversDraft:
    """Members of the union who join. Without `monthly_fen` each pays what the society asks."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    society_id: UUID
    member_ids: Annotated[tuple[UUID, ...], MinLen(1), MaxLen(MOST_AT_ONCE)]
    monthly_fen: Sum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionDraft:
    """A month, and who paid it: those named, or all."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    month: Annotated[str, MaxLen(7)]
    saver_ids: Annotated[tuple[UUID, ...], MinLen(1), MaxLen(MOST_SAVERS)] | None = None
    all: bool = False

    def __post_init__(self) -> None:
        month_of(self.month)
        if (self.saver_ids is not None) == self.all:
            raise CollectionUnclear(pointer="/saver_ids")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsEntryDraft:
    """Money that a saver brings or takes, or that somebody gives to the society."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    society_id: UUID
    kind: SavingsEntryKind
    amount_fen: Sum
    saver_id: UUID | None = None
    memo: Annotated[str, MaxLen(100)] = ""

    def __post_init__(self) -> None:
        with at("/memo"):
            object.__setattr__(self, "memo", clean_text(self.memo))
        given = self.kind is SavingsEntryKind.SUPPORT
        by_hand = (SavingsEntryKind.SAVE, SavingsEntryKind.DRAW, SavingsEntryKind.SUPPORT)
        if self.kind not in by_hand or given != (self.saver_id is None) or (given and not self.memo):
            raise EntryUnclear(pointer="/kind")


def month_of(said: str) -> date:
    """The first day of `2026-11`. Raises `MonthUnclear`."""
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", said, re.ASCII):
        raise MonthUnclear(pointer="/month")
    return date(int(said[:4]), int(said[5:]), 1)


def require_begun(month: date, today: date) -> None:
    """Raises `MonthAhead`."""
    if month > today:
        raise MonthAhead(month=f"{month:%Y-%m}", pointer="/month")


def require_saving(left_on: date | None) -> None:
    """Raises `SaverGone`."""
    if left_on is not None:
        raise SaverGone()


def require_saved(*, there_fen: int, asked_fen: int) -> None:
    """Raises `SaverShort`."""
    if asked_fen > there_fen:
        raise SaverShort(there_fen=there_fen, asked_fen=asked_fen)


def require_settled(number: str | None) -> None:
    """Raises `SaverOwes` when there is an open loan, of this number."""
    if number is not None:
        raise SaverOwes(number=number)


def require_undoable(kind: SavingsEntryKind, *, undone: bool, left: bool) -> None:
    """Raises `NotUndone`."""
    if kind not in UNDONE_BY_HAND or undone or left:
        raise NotUndone(kind=kind)
