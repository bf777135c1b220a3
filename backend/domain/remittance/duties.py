"""What is asked of unions below for a year, and how far it came (FND-02: 上解 duty; ASM-05: not done, or kept back).

A union asks of those directly below it; what came is what two officers have booked for a duty, and nothing else.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.money import MOST, yuan
from backend.domain.refusals import Conflict, Invalid
from backend.domain.remittance.codes import RemittanceState

MOST_AT_ONCE = 500
"""Unions directly below one, on one sheet."""

OWED_AHEAD: Final = timedelta(days=30)
"""So long before its day what is still owed is on the workbench of the union that owes, and until it is met."""


class RemittanceYearOut(Invalid):
    """Facts: `first`, `last`."""

    code = "remittance_year_out"
    zh = "年度应在 {first} 至 {last} 之间；上解期限应在当年或次年。请核对。"
    en = "The year lies between {first} and {last}, and the day due in it or in the next. Check them."


class RemittanceNotBelow(Conflict):
    """Of oneself, of somebody else's, or of who has ended."""

    code = "remittance_not_below"
    zh = "上解任务只能下达给本会直接管理的、存续的下级工会。请从名单中去掉其他工会。"
    en = "Remittances are asked of living unions directly below your own. Take the others off the sheet."


class RemittanceTwice(Invalid):
    """A union stands twice on the sheet."""

    code = "remittance_twice"
    zh = "同一家工会在表中出现了两次，请去掉一行。"
    en = "A union stands twice on the sheet. Take one row away."


class RemittanceReceived(Conflict):
    """Facts: `name`, `paid` (yuan)."""

    code = "remittance_received"
    zh = "“{name}”本年已上解 {paid} 元，任务不能取消，也不能低于已到账的金额。请核对后重填。"
    en = '"{name}" has remitted {paid} yuan this year: its duty is not taken away, nor set below what came. Check the amount.'


class RemittanceElsewhere(Conflict):
    """The duty is owed to another union than the one whose fund this is."""

    code = "remittance_elsewhere"
    zh = "这笔上解任务不是上解给这笔资金所属的工会。请在收取上解的工会的资金中入账。"
    en = "This is not owed to the union whose fund it is. Book it in a fund of the union that it is owed to."


class RemittanceExceeded(Conflict):
    """Facts: `name`, `left` (yuan)."""

    code = "remittance_exceeded"
    zh = "“{name}”本年还应上解 {left} 元，入账金额超过了它。请核对金额；确有多解的，先调整上解任务。"
    en = '"{name}" still owes {left} yuan for the year, and this is more. Check the amount; raise the duty first if more came.'


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDraft:
    """What one union is to remit, in fen; nothing takes its duty away. `version` is the one that was seen, 0 for none."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    amount_fen: Annotated[int, Ge(0), Le(MOST)]
    version: Annotated[int, Ge(0)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySheet:
    """The duties of a year as they are set in one act: all of them, or none."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    year: Annotated[int, Ge(2000), Le(2100)]
    due_on: date
    document_number: Annotated[str, MaxLen(100)] = ""
    items: Annotated[tuple[DutyDraft, ...], MinLen(1), MaxLen(MOST_AT_ONCE)]


def require_year(sheet: DutySheet, *, today: date) -> None:
    """Last year, this one or the next, due in it or in the one after. Raises `RemittanceYearOut`."""
    first, last = today.year - 1, today.year + 1
    if not first <= sheet.year <= last:
        raise RemittanceYearOut(first=first, last=last, pointer="/year")
    if sheet.due_on.year not in (sheet.year, sheet.year + 1):
        raise RemittanceYearOut(first=first, last=last, pointer="/due_on")


def require_once(sheet: DutySheet) -> None:
    """Raises `RemittanceTwice`."""
    seen: set[UUID] = set()
    for position, draft in enumerate(sheet.items):
        if draft.organization_id in seen:
            raise RemittanceTwice(pointer=f"/items/{position}/organization_id")
        seen.add(draft.organization_id)


def require_not_below_what_came(*, name: str, amount_fen: int, paid_fen: int) -> None:
    """Raises `RemittanceReceived`."""
    if amount_fen < paid_fen:
        raise RemittanceReceived(name=name, paid=yuan(paid_fen))


def require_owed(*, name: str, amount_fen: int, owed_fen: int, asked_by: UUID, received_by: UUID) -> None:
    """Raises `RemittanceElsewhere`, `RemittanceExceeded`."""
    if asked_by != received_by:
        raise RemittanceElsewhere()
    if amount_fen > owed_fen:
        raise RemittanceExceeded(name=name, left=yuan(owed_fen))


def state_of(*, amount_fen: int, paid_fen: int, due_on: date, today: date) -> RemittanceState:
    """How far a duty is met; on its day it is not late yet."""
    if paid_fen >= amount_fen:
        return RemittanceState.MET
    if today > due_on:
        return RemittanceState.LATE
    return RemittanceState.PARTLY if paid_fen else RemittanceState.OPEN
