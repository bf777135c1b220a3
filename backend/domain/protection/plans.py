"""A plan of mutual protection: for whom, at what price, for how long, what it pays, from which fund (AID-23)."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.identity import Sex
from backend.domain.money import MOST
from backend.domain.protection.benefits import Benefit
from backend.domain.protection.codes import ProtectionKind, ProtectionPlanStatus, ProtectionPlanStep
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text
from backend.domain.workflow import Workflow

PLAN_WORKFLOW: Workflow[ProtectionPlanStatus, ProtectionPlanStep] = Workflow(
    {
        (ProtectionPlanStatus.DRAFT, ProtectionPlanStep.OPEN, Permission.AID_POLICY): ProtectionPlanStatus.OPEN,
        (ProtectionPlanStatus.OPEN, ProtectionPlanStep.CLOSE, Permission.AID_POLICY): ProtectionPlanStatus.CLOSED,
        (ProtectionPlanStatus.CLOSED, ProtectionPlanStep.REOPEN, Permission.AID_POLICY): ProtectionPlanStatus.OPEN,
    }
)


class PlanAges(Invalid):
    """Nobody is of an age that begins after it ends."""

    code = "protection_plan_ages"
    zh = "最大年龄不能小于最小年龄，否则没有人能参保。请改正其中一个。"
    en = "The highest age is below the lowest, so nobody could join. Correct one of the two."


class PlanUnionUnknown(Invalid):
    """The union that is to run a plan lies outside the scope, or is not there."""

    code = "protection_plan_union"
    zh = "没有找到举办工会，没有保存。请在列表中选择本会或所属工会。"
    en = "The union that is to run the plan was not found; nothing was saved. Choose your own union or one below it."


class PlanFundElsewhere(Invalid):
    """The money of a plan lies with the union that runs it, in a fund that is in use."""

    code = "protection_plan_fund"
    zh = "保障计划的资金要放在举办工会自己名下、使用中的资金里。请选择本会的资金，或先设立一笔。"
    en = (
        "The money of a plan lies in a fund in use of the union that runs it. Choose one of its own, or open one first."
    )


class PlanFrozen(Conflict):
    """What was announced is a promise: it changes only while the plan is a draft."""

    code = "protection_plan_frozen"
    zh = "“{name}”已公布，参保条件、缴费和给付标准不能再改，以免前后参保的人待遇不同。要改，请另建一个计划。"
    en = "“{name}” was announced: conditions, contribution and benefit stay as they are. Make another plan to change them."


class PlanNotOpen(Conflict):
    """A draft, or closed."""

    code = "protection_plan_not_open"
    zh = "“{name}”现在不接受参保。请联系举办计划的 {union}，或另选计划。"
    en = "“{name}” takes nobody in now. Ask {union}, which runs it, or choose another plan."


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionPlanDraft:
    """A plan as a union sets it. The contribution is fen for one share and the whole term; ages are full years on the
    first day of cover, both included. Without `sex` it is for everybody."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    organization_id: UUID
    fund_id: UUID
    kind: ProtectionKind
    name: Annotated[str, MinLen(1), MaxLen(100)]
    audience: Annotated[str, MaxLen(500)] = ""
    years: Annotated[int, Ge(1), Le(5)] = 1
    lowest_age: Annotated[int, Ge(14), Le(100)] = 16
    highest_age: Annotated[int, Ge(14), Le(100)] = 60
    sex: Sex | None = None
    share_fen: Annotated[int, Ge(1), Le(MOST)]
    most_shares: Annotated[int, Ge(1), Le(10)] = 1
    waiting_days: Annotated[int, Ge(0), Le(365)] = 0
    bar_percent: Annotated[int, Ge(0), Le(100)] = 80
    all_below: Annotated[int, Ge(0), Le(10_000)] = 100
    benefit: Benefit

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))
        with at("/audience"):
            object.__setattr__(self, "audience", clean_lines(self.audience))
        if self.highest_age < self.lowest_age:
            raise PlanAges(pointer="/highest_age")


def require_draft(name: str, status: ProtectionPlanStatus) -> None:
    """Raises `PlanFrozen`."""
    if status is not ProtectionPlanStatus.DRAFT:
        raise PlanFrozen(name=name)


def require_open(name: str, union: str, status: ProtectionPlanStatus) -> None:
    """Raises `PlanNotOpen`."""
    if status is not ProtectionPlanStatus.OPEN:
        raise PlanNotOpen(name=name, union=union)
