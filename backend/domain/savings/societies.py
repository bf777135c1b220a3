"""A society: who keeps it, who checks it, and how much it may lend to whom (AID-21; issue 4 section 7).

What a society owns belongs to its savers and not to the union: its books are a part of the ledger of their own, and no
case of aid is ever paid out of them.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.access import Permission
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.savings.codes import SocietyKind, SocietyStatus, SocietyStep
from backend.domain.text import clean_text
from backend.domain.workflow import Workflow

SOCIETY_WORKFLOW: Workflow[SocietyStatus, SocietyStep] = Workflow(
    {
        (SocietyStatus.OPEN, SocietyStep.CLOSE, Permission.SAVINGS_KEEP): SocietyStatus.CLOSED,
        (SocietyStatus.CLOSED, SocietyStep.REOPEN, Permission.SAVINGS_KEEP): SocietyStatus.OPEN,
    }
)

MOST_FEN = 10**10
"""Fen; a hundred million yuan. More in one society is an error of typing."""
Sum = Annotated[int, Ge(1), Le(MOST_FEN)]


class SocietyNameless(Invalid):
    """A name of spaces."""

    code = "savings_society_nameless"
    zh = "请填写储金会名称，例如“织造车间互助储金会”。"
    en = "Name the society so that others recognise it."


class KeeperIsChecker(Invalid):
    """The keeper and the checker are two people (also a CHECK of the database)."""

    code = "savings_keeper_is_checker"
    zh = "管理员和复核人须填写两个不同的人：收付款和批借款不能由一人包办。"
    en = "Name two people: who takes and pays money does not also decide the loans."


class SocietyClosed(Conflict):
    """A closed society takes nothing and lends nothing."""

    code = "savings_society_closed"
    zh = "这个储金会已停办，不能再收储金、入会或借款。需要继续的，请先恢复开办。"
    en = "This society is closed: nobody joins, saves or borrows. Open it again first."


class SocietyNotEmpty(Conflict):
    """Facts: `savers`, how many still save."""

    code = "savings_society_not_empty"
    zh = "还有 {savers} 名会员在会，不能停办。请先为他们办理退会，退还储金。"
    en = "{savers} people still save here, so it is not closed. Let them leave and pay out what is theirs first."


@dataclass(frozen=True, slots=True, kw_only=True)
class SocietyRules:
    """What can be changed of a society: its people, what a month is, and the bounds of a loan.

    `monthly_fen` is what a saver pays each month unless agreed otherwise. A loan is at most `most_loan_fen`, at most
    `most_multiple` times what the borrower has saved (0: no such bound) and runs `most_months` at the longest; all
    loans together are at most `lent_percent` of what is saved and given.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Annotated[str, MaxLen(60)]
    kind: SocietyKind = SocietyKind.UNION
    keeper_name: Annotated[str, MaxLen(40)]
    checker_name: Annotated[str, MaxLen(40)]
    monthly_fen: Sum
    most_loan_fen: Sum
    most_multiple: Annotated[int, Ge(0), Le(100)] = 0
    most_months: Annotated[int, Ge(1), Le(60)] = 12
    lent_percent: Annotated[int, Ge(1), Le(100)] = 80

    def __post_init__(self) -> None:
        for field in ("name", "keeper_name", "checker_name"):
            with at(f"/{field}"):
                object.__setattr__(self, field, clean_text(getattr(self, field)))
        if not self.name:
            raise SocietyNameless(pointer="/name")
        if not self.keeper_name or not self.checker_name or self.keeper_name == self.checker_name:
            raise KeeperIsChecker(pointer="/checker_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class SocietyDraft(SocietyRules):
    """A society to be opened, and the union that it is of."""

    organization_id: UUID


def require_open(status: str) -> None:
    """Raises `SocietyClosed`."""
    if status != SocietyStatus.OPEN:
        raise SocietyClosed()


def require_left(savers: int) -> None:
    """Raises `SocietyNotEmpty` while somebody saves."""
    if savers:
        raise SocietyNotEmpty(savers=savers)
