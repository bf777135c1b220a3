"""What a plan pays: the scale or the rate it was announced with, and the amount that follows from it, with its reckoning.

Source: AID-23. The amount is a pure rule of five figures; each line of its reckoning is kept with the claim, so that who
asks in three years sees how it came about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.codes import Code
from backend.domain.money import MOST
from backend.domain.protection.codes import BenefitForm
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

MOST_ITEMS = 60
"""Lines of a scale."""
Amount = Annotated[int, Ge(1), Le(MOST)]


class BenefitUnclear(Invalid):
    """A scale has amounts and no rate, a rate has a percentage and a cap and no scale."""

    code = "protection_benefit_unclear"
    zh = "按给付标准的计划至少要有一项标准，名称不能重复，且不填比例和上限；按比例的计划要填比例和上限，不填标准。"
    en = "A scale has at least one amount, each with a name of its own, and no rate; a rate has a percentage and a cap."


class BenefitItemUnknown(Invalid):
    """The claim names no line of the scale, or one that the plan does not have."""

    code = "protection_benefit_item"
    zh = "请从这个计划的给付标准中选择一项；按比例给付的计划不选。"
    en = "Choose one line of the scale of this plan; a plan that pays by a rate has none."


class SelfPaidMissing(Invalid):
    """A rate is taken of something."""

    code = "protection_self_paid"
    zh = "这个计划按自付费用的比例给付，请填写个人自付金额（元）。"
    en = "This plan pays a share of the self-paid cost. Enter what was paid, in yuan."


class BenefitTaken(Conflict):
    """A line of the scale is paid once in a term of cover."""

    code = "protection_benefit_taken"
    zh = "本保障期内这一项标准已经给付或正在办理，一个保障期只给付一次，没有重复计算。请核对已有的给付申请。"
    en = "This line of the scale was paid, or is on its way, within this term of cover; it is paid once. See the other claim."


class NothingToPay(Conflict):
    """The amount comes to nothing."""

    code = "protection_nothing_to_pay"
    zh = "按计划计算的给付金额为 0 元（本保障期的上限可能已用完），不能提交。请核对自付金额和已给付的申请。"
    en = (
        "The plan comes to 0 yuan here; the cap of this term may be used up. Check the cost and the claims paid before."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitItem:
    """A line of a scale: what happened, and what is paid for one share, fen."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(60)]
    fen: Amount

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What a plan pays. `rate_percent` of the self-paid cost, up to `cap_fen` for each share in one term of cover."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    form: BenefitForm
    items: Annotated[Sequence[BenefitItem], MaxLen(MOST_ITEMS)] = ()
    rate_percent: Annotated[int, Ge(1), Le(100)] | None = None
    cap_fen: Amount | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(self.items))
        scale = self.form is BenefitForm.SCALE
        names = {each.name for each in self.items}
        clear = bool(self.items) == scale and len(names) == len(self.items)
        if not clear or (self.rate_percent is None) != scale or (self.cap_fen is None) != scale:
            raise BenefitUnclear(pointer="/benefit")

    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "form": self.form.value,
            "items": [{"name": each.name, "fen": each.fen} for each in self.items],
            "rate_percent": self.rate_percent,
            "cap_fen": self.cap_fen,
        }


def benefit_from(plain: Mapping[str, Any]) -> Benefit:
    """As it was stored."""
    return Benefit(
        form=BenefitForm(plain["form"]),
        items=[BenefitItem(name=each["name"], fen=each["fen"]) for each in plain["items"]],
        rate_percent=plain["rate_percent"],
        cap_fen=plain["cap_fen"],
    )


class ReckoningLine(Code):
    """A line in the reckoning of an amount; all are fen, but for shares and percent."""

    STANDARD = "standard", "给付标准（每份）", "Amount of the scale, each share"
    SHARES = "shares", "参保份数", "Shares"
    SELF_PAID = "self_paid", "个人自付费用", "Self-paid cost"
    RATE = "rate", "给付比例", "Rate"
    BY_RATE = "by_rate", "按比例计算", "By the rate"
    CAP = "cap", "本期上限", "Cap of this term"
    TAKEN = "taken", "本期已给付或在办", "Paid or on its way in this term"
    AMOUNT = "amount", "应给付", "To be paid"

    @property
    def unit(self) -> str:
        """`share`, `percent` or `fen`."""
        return {ReckoningLine.SHARES: "share", ReckoningLine.RATE: "percent"}.get(self, "fen")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An amount in fen and how it came about."""

    amount_fen: int
    lines: tuple[tuple[ReckoningLine, int], ...]

    def plain(self) -> list[dict[str, Any]]:
        """As it is stored and sent."""
        return [{"line": line.value, "value": value} for line, value in self.lines]


def reckon(benefit: Benefit, *, shares: int, item: str, self_paid_fen: int, taken_fen: int) -> Reckoning:
    """What is paid for one event; `taken_fen` is what other claims of the same cover have or are to have.

    Fractions of a fen go to the plan. Raises `BenefitItemUnknown`, `SelfPaidMissing`.
    """
    if benefit.form is BenefitForm.SCALE:
        each = next((line.fen for line in benefit.items if line.name == item), None)
        if each is None:
            raise BenefitItemUnknown(pointer="/item")
        amount = each * shares
        lines = [(ReckoningLine.STANDARD, each), (ReckoningLine.SHARES, shares)]
    else:
        if item:
            raise BenefitItemUnknown(pointer="/item")
        if self_paid_fen <= 0:
            raise SelfPaidMissing(pointer="/self_paid_fen")
        assert benefit.rate_percent is not None
        assert benefit.cap_fen is not None
        by_rate, cap = self_paid_fen * benefit.rate_percent // 100, benefit.cap_fen * shares
        amount = max(0, min(by_rate, cap - taken_fen))
        lines = [
            (ReckoningLine.SELF_PAID, self_paid_fen),
            (ReckoningLine.RATE, benefit.rate_percent),
            (ReckoningLine.BY_RATE, by_rate),
            (ReckoningLine.SHARES, shares),
            (ReckoningLine.CAP, cap),
            (ReckoningLine.TAKEN, taken_fen),
        ]
    return Reckoning(amount, (*lines, (ReckoningLine.AMOUNT, amount)))


def require_something(amount_fen: int) -> None:
    """Raises `NothingToPay`."""
    if amount_fen <= 0:
        raise NothingToPay()
