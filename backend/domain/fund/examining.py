"""What auditors (经审) look at: samples drawn by lot, what was published against what was paid, the books (issue 4 section 8).

A sample is drawn by its seed alone: the numbers of the cases, each behind the seed, are put through SHA-256, and those
whose digests come first are the sample. Whoever has the list and the seed draws the same one, with any program.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le

from backend.domain.codes import Code
from backend.domain.refusals import Conflict, Invalid

MOST_IN_SAMPLE: Final = 500
MOST_SEED: Final = 2**31 - 1


class Invariant(Code):
    """What must hold of the books, whatever was retried, doubled or killed (trust.md section 3)."""

    I2 = "i2", "同一申请不重复占用、不重复发放", "No case is paid twice"
    I3 = "i3", "账户余额等于分录合计，借贷相等", "Balances are the sums of their entries"
    I4 = "i4", "申请、发放、凭证与分录、日志一致", "Cases, payments, vouchers, entries and the record agree"
    I5 = "i5", "办理步骤合规，经办、审批、发放为三人", "Steps are a way; maker, checker and payer are three"
    I6 = "i6", "库存物资与账面相符", "Goods in store are what the books say"


class Finding(Code):
    """How what was published and what was paid do not meet."""

    UNPUBLISHED = "unpublished", "已发放，没有公示通过", "Paid, never passed a notice"
    UNPAID = "unpaid", "公示通过，没有发放", "Passed its notice, not paid"
    AMOUNT = "amount", "发放金额与公示不同", "Paid another amount than was published"
    EXEMPT = "exempt", "已发放，项目不设公示", "Paid by a programme without a notice"


USUAL_FINDINGS: Final = (Finding.UNPUBLISHED, Finding.UNPAID, Finding.AMOUNT)
"""What is looked for unless something else is asked: that a programme has no notice is a rule and no finding."""


class PeriodBackwards(Invalid):
    """The last day stands before the first."""

    code = "period_backwards"
    zh = "截止日期早于起始日期，没有抽样。请重新选择起止日期。"
    en = "The last day is before the first; nothing was drawn. Choose the days anew."


class NothingToDraw(Conflict):
    """No case was paid in those days."""

    code = "sample_nothing_to_draw"
    zh = "这段时间本会范围内没有已发放的申请，没有抽样。请换一段时间。"
    en = "No case of your scope was paid in those days; nothing was drawn. Take other days."


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDraft:
    """A sample to be drawn: of the cases that were paid from one day to another, both included. A seed may be given."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    first_on: date
    last_on: date
    size: Annotated[int, Ge(1), Le(MOST_IN_SAMPLE)]
    seed: Annotated[int, Ge(0), Le(MOST_SEED)] | None = None
    under_id: UUID | None = None

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise PeriodBackwards(pointer="/last_on")


def draw(numbers: Iterable[str], *, seed: int, size: int) -> list[str]:
    """The sample of these numbers, in the order in which they are drawn."""
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())[:size]
