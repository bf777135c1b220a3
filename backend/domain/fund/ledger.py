"""The rules of the ledger: which entry goes from which account to which, and when it may (issue 4 section 5).

An entry has one debit account, one credit account and a positive amount, so it balances by construction. The balance of
an account is what it was debited less what it was credited: that of the source is never above nought, the others never
below. The money of a case is reserved or it is not, and each entry turns that over; the number of an entry within
its case says which, so a second reservation or a second payment has no number to stand under.
"""

from collections.abc import Mapping, Sequence

from backend.domain.aid.case_codes import FundSource
from backend.domain.fund.codes import AccountKind, EntryKind, FundStatus
from backend.domain.money import yuan
from backend.domain.refusals import Conflict

ACCOUNTS: Mapping[EntryKind, tuple[AccountKind, AccountKind]] = {
    EntryKind.INCOME: (AccountKind.AVAILABLE, AccountKind.SOURCE),
    EntryKind.HAND_DOWN: (AccountKind.AVAILABLE, AccountKind.AVAILABLE),
    EntryKind.TAKE_BACK: (AccountKind.AVAILABLE, AccountKind.AVAILABLE),
    EntryKind.EXPENSE: (AccountKind.SPENT, AccountKind.AVAILABLE),
    EntryKind.PURCHASE: (AccountKind.GOODS, AccountKind.AVAILABLE),
    EntryKind.GIFT: (AccountKind.GOODS, AccountKind.SOURCE),
    EntryKind.LOSS: (AccountKind.SPENT, AccountKind.GOODS),
    EntryKind.RESERVE: (AccountKind.RESERVED, AccountKind.AVAILABLE),
    EntryKind.RELEASE: (AccountKind.AVAILABLE, AccountKind.RESERVED),
    EntryKind.PAY: (AccountKind.SPENT, AccountKind.RESERVED),
    EntryKind.RECALL: (AccountKind.RESERVED, AccountKind.SPENT),
    EntryKind.GIVE: (AccountKind.SPENT, AccountKind.GOODS),
    EntryKind.GIVE_BACK: (AccountKind.GOODS, AccountKind.SPENT),
}
"""Per kind the account that is debited and the one that is credited. Budgets go from one fund to another; a reversal
exchanges the accounts of the entry that it reverses."""

FOLLOWS: Mapping[EntryKind | None, frozenset[EntryKind]] = {
    None: frozenset({EntryKind.RESERVE}),
    EntryKind.RESERVE: frozenset({EntryKind.RELEASE, EntryKind.PAY}),
    EntryKind.RELEASE: frozenset({EntryKind.RESERVE}),
    EntryKind.PAY: frozenset({EntryKind.RECALL}),
    EntryKind.RECALL: frozenset({EntryKind.RELEASE, EntryKind.PAY}),
}
"""What may become of the money of a case after its last entry; None before the first."""


class FundShort(Conflict):
    """A fund never goes below nought. Facts: `there_fen`, `asked_fen`, both in fen, and the sentence's own."""

    code = "fund_short"
    zh = "资金余额不足：可用 {there} 元，本次需要 {asked} 元，没有记账。请先申请拨款或下达预算，或换一笔资金。"
    en = "The fund is short: {there} yuan are there, {asked} are asked. Nothing was booked. Add money or take another fund."

    def __init__(self, *, there_fen: int, asked_fen: int) -> None:
        super().__init__(there_fen=there_fen, asked_fen=asked_fen, there=yuan(there_fen), asked=yuan(asked_fen))


class FundElsewhere(Conflict):
    """Money comes from the union of a case or from one above it."""

    code = "fund_elsewhere"
    zh = "这笔资金不属于申请或走访安排所在的工会或其上级，不能列支。请选择本会或上级工会的资金。"
    en = "This fund belongs neither to the union of the case or plan nor to one above it. Take a fund of one of those."


class FundClosed(Conflict):
    """A closed fund promises nothing more."""

    code = "fund_closed"
    zh = "这笔资金已封存，不能再占用或收支。请选择使用中的资金。"
    en = "This fund is closed: nothing can be reserved or booked in it. Take one that is in use."


class FundOfAnotherSource(Conflict):
    """The programme is paid out of other money. Facts: `source`, `wanted` (codes), `program`."""

    code = "fund_of_another_source"
    zh = "这笔资金的来源是{source_zh}，“{program}”的资金来源是{wanted_zh}，没有记账。请换一笔来源相符的资金；确需使用的，请先修改项目的资金来源。"
    en = "This fund comes from {source_en}, “{program}” is paid from {wanted_en}. Nothing was booked. Take a fund of such a source, or change the sources of the programme first."


class FundUnreachable(Conflict):
    """The money lies with a union whose books the caller does not see."""

    code = "fund_unreachable"
    zh = "这笔钱在您管理范围之外的工会账上，您不能改动。请由资金所属的工会办理。"
    en = "This money lies in the books of a union outside your scope. That union has to do this."


class MoneyNotThere(Conflict):
    """What is asked does not follow from the last entry of the case. Facts: `kind` (code)."""

    code = "ledger_out_of_order"
    zh = "这件申请的资金状态已变，不能做“{kind.zh}”，没有重复记账。请刷新后再看。"
    en = 'The money of this case has moved on: "{kind.en}" is not possible, nothing was booked twice. Reload.'


class AmountMissing(Conflict):
    """Nothing cannot be reserved."""

    code = "ledger_amount_missing"
    zh = "这件申请还没有核定金额，不能占用资金。请先填写金额。"
    en = "No amount is set for this case, so nothing can be reserved. Enter the amount first."


def require_open(status: str) -> None:
    """Raises `FundClosed`."""
    if status != FundStatus.OPEN:
        raise FundClosed()


def require_source(source: str, wanted: Sequence[str], *, program: str) -> None:
    """Raises `FundOfAnotherSource` when a programme names its sources of money and this is none of them.

    A programme that names none takes any (issue 4 section 4; FND-01; domain-facts 3.3).
    """
    if not wanted or source in wanted:
        return
    own, named = FundSource(source), [each for each in FundSource if each in wanted]
    raise FundOfAnotherSource(
        program=program,
        source=source,
        wanted=[str(each) for each in named],
        source_zh=f"“{own.zh}”",
        source_en=f"“{own.en}”",
        wanted_zh="、".join(f"“{each.zh}”" for each in named),
        wanted_en=", ".join(f"“{each.en}”" for each in named),
    )


def require_amount(amount_fen: int) -> None:
    """Raises `AmountMissing` unless there is something to move."""
    if amount_fen <= 0:
        raise AmountMissing()


def require_following(last: EntryKind | None, kind: EntryKind) -> None:
    """Raises `MoneyNotThere` when an entry of this kind cannot come after the last one of the case."""
    if kind not in FOLLOWS[last]:
        raise MoneyNotThere(kind=kind)
