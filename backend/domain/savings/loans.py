"""Loans without interest: who gets how much, who decides, paid out once, repaid, written off by two (issue 4 section 7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.money import yuan
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.savings.codes import LoanState, LoanStep, LoanWay
from backend.domain.savings.societies import Sum
from backend.domain.text import clean_lines, clean_text

FROM: Mapping[LoanStep, LoanState] = {
    LoanStep.APPROVE: LoanState.ASKED,
    LoanStep.REFUSE: LoanState.ASKED,
    LoanStep.PAY: LoanState.APPROVED,
    LoanStep.REPAY: LoanState.RUNNING,
    LoanStep.ASK_WRITE_OFF: LoanState.RUNNING,
    LoanStep.WRITE_OFF: LoanState.RUNNING,
    LoanStep.KEEP: LoanState.RUNNING,
}
"""Where a loan must be for a step. It is withdrawn until it is paid out."""
BY_ANOTHER = frozenset({LoanStep.APPROVE, LoanStep.REFUSE})
OPEN = (LoanState.ASKED, LoanState.APPROVED, LoanState.RUNNING)


class LoanNotThere(Conflict):
    """Facts: `state` (code)."""

    code = "savings_loan_state"
    zh = "这笔借款现在是“{state.zh}”，不能这样办理，没有重复记账。请刷新后再看。"
    en = 'This loan stands at "{state.en}", where this is not possible; nothing was booked twice. Reload.'


class LoanSameOfficer(Conflict):
    """Who entered a loan, or proposed to write it off, does not decide that (also a CHECK of the database)."""

    code = "savings_loan_same_officer"
    zh = "这一步须由另一个人决定：谁提出的借款或核销，不能自己批。"
    en = "Another person decides this: nobody approves what they entered or proposed."


class LoanTooMuch(Conflict):
    """More than the rules of the society give. Facts: `most_fen`, and the sentence's own."""

    code = "savings_loan_too_much"
    zh = "按本储金会的规则，这位会员现在最多可借 {most} 元。请减少金额，或先存入储金。"
    en = "By the rules of this society this saver can borrow {most} yuan now. Ask for less, or save first."

    def __init__(self, *, most_fen: int) -> None:
        super().__init__(most_fen=most_fen, most=yuan(most_fen))


class LoanTooLong(Conflict):
    """Facts: `most`, in months."""

    code = "savings_loan_too_long"
    zh = "本储金会的借款最长 {most} 个月还清。请缩短期限。"
    en = "Loans of this society run {most} months at the longest. Shorten it."


class PotLent(Conflict):
    """All loans together have a bound. Facts: `left_fen`, `percent`, and the sentence's own."""

    code = "savings_pot_lent"
    zh = "储金会最多借出储金和补助的 {percent}%，现在还能借出 {left} 元。请等还款后再办，或减少金额。"
    en = "At most {percent}% of savings and support is lent; {left} yuan are left. Wait for repayments or lend less."

    def __init__(self, *, left_fen: int, percent: int) -> None:
        super().__init__(left_fen=left_fen, percent=percent, left=yuan(left_fen))


class RepaidTooMuch(Conflict):
    """Facts: `owed_fen`, and the sentence's own."""

    code = "savings_repaid_too_much"
    zh = "这笔借款还欠 {owed} 元，还款不能更多，没有记账。请核对金额。"
    en = "{owed} yuan are owed on this loan; no more is taken. Nothing was booked. Check the amount."

    def __init__(self, *, owed_fen: int) -> None:
        super().__init__(owed_fen=owed_fen, owed=yuan(owed_fen))


class WriteOffUnasked(Conflict):
    """One proposes, another decides; and one proposal at a time."""

    code = "savings_write_off_unasked"
    zh = "核销要先由一人提请、写明原因，再由另一人决定；已有一份提请在等决定时不能再提。请刷新后再看。"
    en = "One proposes to write a loan off, with the reason, another decides; one proposal at a time. Reload."


class ProofOfLoanUnclear(Invalid):
    """Cash is proved by a signature, a transfer by its number."""

    code = "savings_loan_proof_unclear"
    zh = "现金发放请上传借款人签名的图片；银行转账请填写流水号。二者只填一种。"
    en = "For cash upload the borrower's signature; for a transfer enter its number: one of the two."


class LoanReasonMissing(Invalid):
    """A text of spaces."""

    code = "savings_loan_reason_missing"
    zh = "请写明借款用途和困难情况。"
    en = "Say what the loan is for and what the hardship is."


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanDraft:
    """A loan that a saver asks for, as the keeper enters it. `hardship` may tell of a family's troubles and is sealed."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    saver_id: UUID
    amount_fen: Sum
    months: Annotated[int, Ge(1), Le(60)]
    purpose: Annotated[str, MaxLen(60)]
    hardship: Annotated[str, MaxLen(500)]

    def __post_init__(self) -> None:
        with at("/purpose"):
            object.__setattr__(self, "purpose", clean_text(self.purpose))
        with at("/hardship"):
            object.__setattr__(self, "hardship", clean_lines(self.hardship))
        for field in ("purpose", "hardship"):
            if not getattr(self, field):
                raise LoanReasonMissing(pointer=f"/{field}")
        if self.amount_fen < self.months:
            raise LoanReasonMissing(pointer="/amount_fen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pot:
    """What a society can lend of, and what one saver has; fen."""

    savings_fen: int
    support_fen: int
    lent_fen: int
    own_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The rules of a society about loans (see `SocietyRules`)."""

    most_loan_fen: int
    most_multiple: int
    most_months: int
    lent_percent: int


def most_for(bounds: Bounds, pot: Pot) -> int:
    """What the rules give one saver at most, fen; what is left in the pot is another question."""
    return (
        min(bounds.most_loan_fen, pot.own_fen * bounds.most_multiple) if bounds.most_multiple else bounds.most_loan_fen
    )


def left_to_lend(bounds: Bounds, pot: Pot) -> int:
    """How much more may be lent of the pot, fen; never below nought."""
    return max(0, (pot.savings_fen + pot.support_fen) * bounds.lent_percent // 100 - pot.lent_fen)


def require_lendable(amount_fen: int, months: int, *, bounds: Bounds, pot: Pot) -> None:
    """Raises `LoanTooLong`, `LoanTooMuch` or `PotLent`. Asked when a loan is entered, decided, and paid out."""
    if months > bounds.most_months:
        raise LoanTooLong(most=bounds.most_months)
    if amount_fen > (most := most_for(bounds, pot)):
        raise LoanTooMuch(most_fen=most)
    if amount_fen > (left := left_to_lend(bounds, pot)):
        raise PotLent(left_fen=left, percent=bounds.lent_percent)


def require_at(state: LoanState, step: LoanStep) -> None:
    """Raises `LoanNotThere`."""
    allowed: Collection[LoanState] = (
        (LoanState.ASKED, LoanState.APPROVED) if step is LoanStep.WITHDRAW else (FROM[step],)
    )
    if state not in allowed:
        raise LoanNotThere(state=state)


def require_another(*, maker: UUID, acting: UUID) -> None:
    """Raises `LoanSameOfficer`."""
    if maker == acting:
        raise LoanSameOfficer()


def require_proposed(proposer: UUID | None, step: LoanStep, *, acting: UUID) -> None:
    """Raises `WriteOffUnasked` or `LoanSameOfficer`. Who proposed may take it back, and does not decide it."""
    if (proposer is None) != (step is LoanStep.ASK_WRITE_OFF):
        raise WriteOffUnasked()
    if proposer is not None and step is LoanStep.WRITE_OFF:
        require_another(maker=proposer, acting=acting)


def require_owed(amount_fen: int, *, owed_fen: int) -> None:
    """Raises `RepaidTooMuch`."""
    if amount_fen > owed_fen:
        raise RepaidTooMuch(owed_fen=owed_fen)


def require_proof(way: LoanWay, *, signature: bool, reference: str) -> None:
    """Raises `ProofOfLoanUnclear`."""
    if (signature, reference != "") != ((True, False) if way is LoanWay.CASH else (False, True)):
        raise ProofOfLoanUnclear(pointer="/signature_id" if way is LoanWay.CASH else "/bank_reference")
