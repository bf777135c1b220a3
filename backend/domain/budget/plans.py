"""The year's budget of a union: entered by subject, checked by a second officer, changed by adjustments, split (FND-02).

A budget is a plan and moves no money: what a fund does not hold is refused by the fund, and what a plan does not have is
shown and warned of (issue 4 section 5; design, part 5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.budget.codes import (
    BudgetAdjustmentState,
    BudgetAdjustmentStep,
    BudgetPlanState,
    BudgetPlanStep,
    BudgetSubject,
)
from backend.domain.money import MOST, Fen, yuan
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text
from backend.domain.workflow import Workflow

MOST_SPLIT: Final = 500
"""Unions that get something in one act: all below the largest union."""
Change = Annotated[int, Ge(-MOST), Le(MOST)]

_DRAFT, _SUBMITTED, _IN_FORCE = BudgetPlanState
PLAN_WORKFLOW: Final[Workflow[BudgetPlanState, BudgetPlanStep]] = Workflow(
    {
        (_DRAFT, BudgetPlanStep.SUBMIT, Permission.FUND_EDIT): _SUBMITTED,
        (_SUBMITTED, BudgetPlanStep.CONFIRM, Permission.FUND_EDIT): _IN_FORCE,
        (_SUBMITTED, BudgetPlanStep.RETURN, Permission.FUND_EDIT): _DRAFT,
        (_SUBMITTED, BudgetPlanStep.WITHDRAW, Permission.FUND_EDIT): _DRAFT,
    }
)
_PROPOSED = BudgetAdjustmentState.PROPOSED
ADJUSTMENT_WORKFLOW: Final[Workflow[BudgetAdjustmentState, BudgetAdjustmentStep]] = Workflow(
    {
        (_PROPOSED, BudgetAdjustmentStep.CONFIRM, Permission.FUND_EDIT): BudgetAdjustmentState.BOOKED,
        (_PROPOSED, BudgetAdjustmentStep.REFUSE, Permission.FUND_EDIT): BudgetAdjustmentState.REFUSED,
        (_PROPOSED, BudgetAdjustmentStep.WITHDRAW, Permission.FUND_EDIT): BudgetAdjustmentState.WITHDRAWN,
    }
)


class BudgetYearOut(Invalid):
    """Facts: `first`, `last`."""

    code = "budget_year_out"
    zh = "只能编制 {first} 年和 {last} 年的预算。请改选年度。"
    en = "Budgets are drafted for {first} and {last}. Choose one of these years."


class BudgetSubjectTwice(Invalid):
    """A subject stands there once. Fact: `subject` (code)."""

    code = "budget_subject_twice"
    zh = "科目“{subject.zh}”写了两次。请合并成一行。"
    en = "“{subject.en}” stands there twice. Make one line of it."


class BudgetNotDraft(Conflict):
    """Fact: `state` (code)."""

    code = "budget_not_draft"
    zh = "这份预算{state.zh}，不能再改编制数，没有保存。待复核的请先撤回；已生效的请办理预算调整。"
    en = "This budget is “{state.en}”: its amounts are not changed any more. Withdraw it first, or adjust it."


class BudgetNotInForce(Conflict):
    """Fact: `state` (code)."""

    code = "budget_not_in_force"
    zh = "这份预算{state.zh}，还没有生效，不能调整或下达。请先由另一位财务人员复核生效。"
    en = "This budget is “{state.en}” and not in force: it is neither adjusted nor split. Have a second officer check it."


class BudgetYearOver(Conflict):
    """Fact: `year`."""

    code = "budget_year_over"
    zh = "{year} 年已经结束，那一年的预算不再编制、调整或下达。请在本年度的预算中办理。"
    en = "{year} is over: its budget is neither drafted, adjusted nor split any more. Use the budget of this year."


class BudgetEmpty(Conflict):
    """There is nothing to check."""

    code = "budget_empty"
    zh = "这份预算没有一个科目有金额，没有提交。请先填写各科目的编制数。"
    en = "No subject of this budget has an amount, so it was not submitted. Enter the amounts first."


class BudgetSameOfficer(Conflict):
    """Two eyes are not four (also a CHECK of the database)."""

    code = "budget_same_officer"
    zh = "这是您自己提交的，须由另一位财务人员复核。"
    en = "You submitted this yourself; another finance officer has to check it."


class BudgetNotTheMaker(Conflict):
    """Only who submitted it takes it back."""

    code = "budget_not_maker"
    zh = "只有提交人可以撤回；您可以退回它。"
    en = "Only who submitted it withdraws it; you may send it back."


class BudgetReasonMissing(Invalid):
    """What is sent back says why."""

    code = "budget_reason_missing"
    zh = "请写明原因，让提交人知道要改什么。"
    en = "Say why, so that whoever submitted it knows what to change."


class BudgetChangeNothing(Invalid):
    """A change of nought is none."""

    code = "budget_change_nothing"
    zh = "金额不能为 0：调增、下达写正数，调减、收回写负数。"
    en = "The amount is not 0: positive to add or hand down, negative to cut or take back."


class BudgetShort(Conflict):
    """More than there is. Facts: `subject` (code), `there`, `asked`, in yuan."""

    code = "budget_short"
    zh = "“{subject.zh}”可动用的预算是 {there} 元（已减去下达给下级的），不够减去 {asked} 元，没有办理。请减少金额，或先收回、调增。"
    en = (
        "“{subject.en}” has {there} yuan to dispose of, without what was handed down; {asked} are asked. Nothing was "
        "changed. Ask for less, or take back or add first."
    )


class BudgetTakenBackTooMuch(Conflict):
    """What a union below has of it is less. Facts: `name`, `subject` (code), `there`, `asked`, in yuan."""

    code = "budget_taken_back_too_much"
    zh = "“{name}”的“{subject.zh}”只能收回 {there} 元，不够 {asked} 元，没有办理。请减少收回的金额。"
    en = "Only {there} yuan of “{subject.en}” can be taken back from “{name}”; {asked} are asked. Nothing was changed."


class BudgetNotBelow(Conflict):
    """A budget is split among the unions directly below. Fact: `name`."""

    code = "budget_split_not_below"
    zh = "“{name}”不是直接下级工会，没有下达。预算逐级下达，请由它的上级分解。"
    en = "“{name}” is not directly below, so nothing was handed down. Its own superior splits the budget on."


class BudgetUnionTwice(Invalid):
    """A union stands in a split once."""

    code = "budget_union_twice"
    zh = "同一家工会写了两次。请合并成一行。"
    en = "The same union stands there twice. Make one line of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetAmount:
    """What is planned for a subject, in fen."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    subject: BudgetSubject
    planned_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLinesDraft:
    """All subjects of a plan with their amounts, and the paper that approves it. A subject that is not named has nothing."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    lines: Annotated[list[BudgetAmount], MaxLen(len(BudgetSubject))]
    document_number: Annotated[str, MaxLen(100)] = ""
    document_on: date | None = None

    def __post_init__(self) -> None:
        with at("/document_number"):
            object.__setattr__(self, "document_number", clean_text(self.document_number))
        seen: set[BudgetSubject] = set()
        for place, line in enumerate(self.lines):
            if line.subject in seen:
                raise BudgetSubjectTwice(subject=line.subject, pointer=f"/lines/{place}/subject")
            seen.add(line.subject)

    def amounts(self) -> dict[BudgetSubject, int]:
        """Fen by subject, of those that have any."""
        return {line.subject: line.planned_fen for line in self.lines if line.planned_fen}


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPlanDraft(BudgetLinesDraft):
    """A plan as it is begun: whose, for which year."""

    organization_id: UUID
    year: Annotated[int, Ge(2000), Le(2100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetAdjustmentDraft:
    """A change of one subject with its reason and its paper; `change_fen` is negative to cut."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    subject: BudgetSubject
    change_fen: Change
    reason: Annotated[str, MinLen(1), MaxLen(200)]
    document_number: Annotated[str, MinLen(1), MaxLen(100)]
    document_on: date

    def __post_init__(self) -> None:
        for name in ("reason", "document_number"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
                if not getattr(self, name):
                    raise BudgetReasonMissing(pointer=f"/{name}")
        if self.change_fen == 0:
            raise BudgetChangeNothing(pointer="/change_fen")


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetShare:
    """What a union below gets of a subject; negative to take back."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    change_fen: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetSplitDraft:
    """A subject that is split among unions below in one act. `note` says by which paper or rule."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    subject: BudgetSubject
    items: Annotated[list[BudgetShare], MinLen(1), MaxLen(MOST_SPLIT)]
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        seen: set[UUID] = set()
        for place, item in enumerate(self.items):
            if item.organization_id in seen:
                raise BudgetUnionTwice(pointer=f"/items/{place}/organization_id")
            if item.change_fen == 0:
                raise BudgetChangeNothing(pointer=f"/items/{place}/change_fen")
            seen.add(item.organization_id)

    @property
    def change_fen(self) -> int:
        """What leaves the union that splits, net."""
        return sum(item.change_fen for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLineFen:
    """A line of a plan as the rules see it; fen."""

    planned_fen: int = 0
    adjusted_fen: int = 0
    received_fen: int = 0
    handed_fen: int = 0

    @property
    def own_fen(self) -> int:
        """What is the union's own: what came from above is taken back from there, and not cut here."""
        return self.planned_fen + self.adjusted_fen

    @property
    def free_fen(self) -> int:
        """What may still be handed down: never what is with the unions below already."""
        return self.own_fen + self.received_fen - self.handed_fen


def require_draftable(year: int, today: date) -> None:
    """This year's and the next. Raises `BudgetYearOver`, `BudgetYearOut`."""
    if year < today.year:
        raise BudgetYearOver(year=year)
    if year > today.year + 1:
        raise BudgetYearOut(first=today.year, last=today.year + 1, pointer="/year")


def require_draft(state: BudgetPlanState) -> None:
    """Raises `BudgetNotDraft`."""
    if state is not BudgetPlanState.DRAFT:
        raise BudgetNotDraft(state=state)


def require_changeable(state: BudgetPlanState, *, year: int, today: date) -> None:
    """Whether a plan is adjusted and split. Raises `BudgetNotInForce`, `BudgetYearOver`."""
    if state is not BudgetPlanState.IN_FORCE:
        raise BudgetNotInForce(state=state)
    if year < today.year:
        raise BudgetYearOver(year=year)


def require_something(lines: Sequence[BudgetLineFen]) -> None:
    """Raises `BudgetEmpty` when there is nothing to check."""
    if not any(line.planned_fen or line.received_fen for line in lines):
        raise BudgetEmpty()


def require_second(*, maker: UUID | None, acting: UUID) -> None:
    """Raises `BudgetSameOfficer`."""
    if maker == acting:
        raise BudgetSameOfficer()


def require_maker(*, maker: UUID | None, acting: UUID) -> None:
    """Raises `BudgetNotTheMaker`."""
    if maker != acting:
        raise BudgetNotTheMaker()


def require_reason(text: str) -> str:
    """Why something is sent back, cleaned. Raises `BudgetReasonMissing`."""
    with at("/reason"):
        cleaned = clean_text(text)
    if not cleaned:
        raise BudgetReasonMissing(pointer="/reason")
    return cleaned


def require_adjustable(subject: BudgetSubject, line: BudgetLineFen, change_fen: int) -> None:
    """Whether a line bears a change of the union's own: never below nought, nor below what was handed down.

    Raises `BudgetShort`.
    """
    _require_there(subject, min(line.own_fen, line.free_fen), change_fen)


def _require_there(subject: BudgetSubject, there_fen: int, change_fen: int) -> None:
    if change_fen < 0 and there_fen + change_fen < 0:
        raise BudgetShort(subject=subject, there=yuan(there_fen), asked=yuan(-change_fen))


def require_splittable(
    subject: BudgetSubject,
    giver: BudgetLineFen,
    shares: Mapping[UUID, int],
    lines: Mapping[UUID, BudgetLineFen],
    names: Mapping[UUID, str],
) -> None:
    """Whether these shares can be given and taken back. Raises `BudgetTakenBackTooMuch`, `BudgetShort`."""
    for union, change in shares.items():
        line = lines.get(union, BudgetLineFen())
        # Neither more than was handed to it, nor what it has handed on or cut itself.
        there = min(line.received_fen, line.free_fen)
        if there + change < 0:
            raise BudgetTakenBackTooMuch(
                name=names[union], subject=subject, there=yuan(max(there, 0)), asked=yuan(-change)
            )
    _require_there(subject, giver.free_fen, -sum(shares.values()))
