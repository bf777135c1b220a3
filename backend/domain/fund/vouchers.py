"""Vouchers: money that moves beside cases is written down by one officer and booked by another (FND-02, FND-05).

A voucher brings money in, hands it down, or spends it beside cases: issue 4 section 5.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.fund.codes import EntryKind, VoucherKind, VoucherState
from backend.domain.money import MOST
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

Amount = Annotated[int, Ge(1), Le(MOST)]
Households = Annotated[int, Ge(1), Le(1_000_000)]


class SameOfficer(Conflict):
    """Two eyes are not four (also a CHECK of the database)."""

    code = "voucher_same_officer"
    zh = "这张凭证由您制单，须由另一位财务人员复核记账。"
    en = "You made this voucher; another finance officer has to check and book it."


class VoucherOver(Conflict):
    """Facts: `state` (code)."""

    code = "voucher_over"
    zh = "这张凭证{state.zh}，不能再办理。请刷新后再看。"
    en = 'This voucher is over: "{state.en}". Reload.'


class NotTheMaker(Conflict):
    """Only who made it takes it back."""

    code = "voucher_not_maker"
    zh = "只有制单人可以撤回凭证；您可以退回它。"
    en = "Only who made a voucher withdraws it; you may refuse it."


class VoucherUnclear(Invalid):
    """A field that this kind of voucher needs is missing, or one that it does not have is there. Facts: `kind` (code)."""

    code = "voucher_unclear"
    zh = (
        "“{kind.zh}”凭证：入账填资金、金额和依据文号；下达、收回还要填另一方资金；费用支出还要填收款方和用途，"
        "受益户数也只有费用支出才填；冲销只填原分录和原因。请核对。"
    )
    en = (
        '"{kind.en}": income names fund, amount and document; a budget also the other fund; an expense also payee and '
        "purpose, and it alone has households; a reversal names entry and reason."
    )


class NotBelow(Conflict):
    """A budget goes down the tree."""

    code = "budget_not_below"
    zh = "预算只能下达给下级工会的资金，或从下级收回。请另选一笔资金。"
    en = "A budget goes to a fund of a union below, or comes back from one. Choose another fund."


class NotReversible(Conflict):
    """What a case did is undone on the case. Facts: `kind` (code)."""

    code = "ledger_not_reversible"
    zh = "“{kind.zh}”不能在账上冲销：帮扶款项请在申请或发放记录上撤销、退回；冲销分录本身也不能再冲销。"
    en = '"{kind.en}" is not reversed in the ledger: undo it on the case or the payment; a reversal is not reversed again.'


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherDraft:
    """A voucher as it is entered. For budgets `fund_id` is the one above, `other_fund_id` the one below.

    A reversal names the entry that it reverses and why; funds and amount are those of the entry. An expense names who is
    paid (`payee`), by which invoice or contract (`document_number`), what for (`note`), and where it is for homes how many
    `households` it served.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    kind: VoucherKind
    fund_id: UUID | None = None
    other_fund_id: UUID | None = None
    reverses_id: UUID | None = None
    amount_fen: Amount | None = None
    document_number: Annotated[str, MaxLen(100)] = ""
    document_on: date | None = None
    file_id: UUID | None = None
    note: Annotated[str, MaxLen(200)] = ""
    payee: Annotated[str, MaxLen(100)] = ""
    households: Households | None = None

    def __post_init__(self) -> None:
        for name in ("document_number", "note", "payee"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        budget = self.kind in (VoucherKind.HAND_DOWN, VoucherKind.TAKE_BACK)
        if self.kind is VoucherKind.REVERSAL:
            clear = self.reverses_id is not None and self.note != ""
            clear = clear and self.fund_id is None and self.other_fund_id is None and self.amount_fen is None
        else:
            clear = self.fund_id is not None and self.amount_fen is not None and self.reverses_id is None
            clear = clear and budget == (self.other_fund_id is not None) and self.document_number != ""
        if self.kind is VoucherKind.EXPENSE:
            clear = clear and self.payee != "" and self.note != ""
        else:
            clear = clear and self.payee == "" and self.households is None
        if not clear or (budget and self.fund_id == self.other_fund_id):
            raise VoucherUnclear(kind=self.kind, pointer="/kind")


def require_proposed(state: VoucherState) -> None:
    """Raises `VoucherOver`."""
    if state is not VoucherState.PROPOSED:
        raise VoucherOver(state=state)


def require_second(*, maker: UUID, acting: UUID) -> None:
    """Raises `SameOfficer`."""
    if maker == acting:
        raise SameOfficer()


def require_maker(*, maker: UUID, acting: UUID) -> None:
    """Raises `NotTheMaker`."""
    if maker != acting:
        raise NotTheMaker()


def require_reversible(kind: EntryKind) -> None:
    """Raises `NotReversible`."""
    if kind.of_case or kind is EntryKind.REVERSAL:
        raise NotReversible(kind=kind)
