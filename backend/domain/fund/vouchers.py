"""Vouchers: money that moves beside cases is written down by one officer and booked by another (FND-02, FND-05).

A voucher brings money in, hands it down, or spends it beside cases: issue 4 section 5.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.fund.codes import EntryKind, VoucherKind, VoucherState
from backend.domain.fund.goods import MOST_LINES, LotDraft, Pieces
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
        "“{kind.zh}”凭证：入账填资金、金额和依据文号（只有入账可以填上解任务）；下达、收回还要填另一方资金；费用支出还要填收款方和用途，"
        "受益户数也只有费用支出才填；购入、受赠物资填资金、供货（捐赠）方、文号和物资明细，金额由明细合计；"
        "报损填批次、数量和原因；冲销只填原分录和原因。请核对。"
    )
    en = (
        '"{kind.en}": income names fund, amount and document, and it alone a remittance; a budget also the other fund; an expense also payee and '
        "purpose, and it alone has households; goods that come in name fund, who they are from, document and what they are; "
        "a loss names lot, pieces and reason; a reversal names entry and reason."
    )


class NotBelow(Conflict):
    """A budget goes down the tree."""

    code = "budget_not_below"
    zh = "预算只能下达给下级工会的资金，或从下级收回。请另选一笔资金。"
    en = "A budget goes to a fund of a union below, or comes back from one. Choose another fund."


class NotReversible(Conflict):
    """What a case or a visit did is undone there. Facts: `kind` (code)."""

    code = "ledger_not_reversible"
    zh = "“{kind.zh}”不能在账上冲销：帮扶款项请在申请、发放记录或走访安排上撤销、退回；冲销分录本身也不能再冲销。"
    en = '"{kind.en}" is not reversed in the ledger: undo it on the case, the payment or the plan of visits; a reversal is not reversed again.'


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherDraft:
    """A voucher as it is entered. For budgets `fund_id` is the one above, `other_fund_id` the one below.

    A reversal names the entry that it reverses and why; funds and amount are those of the entry. An expense names who is
    paid (`payee`), by which invoice or contract (`document_number`), what for (`note`), and where it is for homes how many
    `households` it served. Goods that are bought or given to the union name whom they are from (`payee`); their worth is the
    amount. Income may be
    what a union below remitted for a year (`remittance_id`). A loss takes `pieces` of a lot out of the store and says why (`note`); fund and amount are those of the lot.
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
    goods: Annotated[tuple[LotDraft, ...], MaxLen(MOST_LINES)] = ()
    lot_id: UUID | None = None
    pieces: Pieces | None = None
    remittance_id: UUID | None = None

    def __post_init__(self) -> None:
        for name in ("document_number", "note", "payee"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self._is_clear():
            raise VoucherUnclear(kind=self.kind, pointer="/kind")

    def _is_clear(self) -> bool:
        """Whether what this kind needs is there, and nothing else."""
        stored = self.kind in STORING
        budget = self.kind in (VoucherKind.HAND_DOWN, VoucherKind.TAKE_BACK)
        paid = self.kind is VoucherKind.EXPENSE
        lost = self.kind is VoucherKind.LOSS
        alone = lost or self.kind is VoucherKind.REVERSAL
        return (
            (self.fund_id is None) == alone
            and (self.amount_fen is None) == (alone or stored)
            and (self.reverses_id is not None) == (self.kind is VoucherKind.REVERSAL)
            and (self.other_fund_id is not None) == budget
            and (self.fund_id is None or self.fund_id != self.other_fund_id)
            and (alone or self.document_number != "")
            and (not (alone or paid) or self.note != "")
            and (self.payee != "") == (paid or stored)
            and (paid or self.households is None)
            and bool(self.goods) == stored
            and (self.lot_id is not None) == (self.pieces is not None) == lost
            and (self.remittance_id is None or self.kind is VoucherKind.INCOME)
        )


STORING = frozenset({VoucherKind.PURCHASE, VoucherKind.GIFT})
"""What brings goods into the store."""


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
    if not kind.of_voucher or kind is EntryKind.REVERSAL:
        raise NotReversible(kind=kind)
