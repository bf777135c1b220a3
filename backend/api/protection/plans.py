"""What can happen to a plan: made as a draft, changed, announced, closed, opened again."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import fund as funds
from backend.db.queries import organization as organizations
from backend.db.queries import protection as protections
from backend.db.tables.protection import ProtectionPlan
from backend.domain.fund.codes import FundStatus
from backend.domain.organization.changes import require_active
from backend.domain.protection.codes import ProtectionPlanStatus, ProtectionPlanStep
from backend.domain.protection.plans import (
    PLAN_WORKFLOW,
    PlanFundElsewhere,
    PlanUnionUnknown,
    ProtectionPlanDraft,
    require_draft,
)
from backend.domain.refusals import NotFound

_DONE: Final[Mapping[ProtectionPlanStep, str]] = {
    ProtectionPlanStep.OPEN: "protection_plan_opened",
    ProtectionPlanStep.CLOSE: "protection_plan_closed",
    ProtectionPlanStep.REOPEN: "protection_plan_reopened",
}
_PLAIN = (
    *("fund_id", "name", "audience", "years", "lowest_age", "highest_age", "share_fen", "most_shares"),
    *("waiting_days", "bar_percent", "all_below"),
)


async def make(work: Work, draft: ProtectionPlanDraft) -> ProtectionPlan:
    """Make a plan of a union for its subtree, as a draft. Raises `PlanUnionUnknown`, `NotLiving`, `PlanFundElsewhere`."""
    row = ProtectionPlan(made_by_name=work.caller.name, created_at=work.now)  # type: ignore[call-arg]
    await _set(work, row, draft)
    work.session.add(row)
    await work.session.flush()
    work.tell("protection_plan_made", row, name=row.name, protection_kind=row.kind)
    return row


async def edit(work: Work, id: UUID, draft: ProtectionPlanDraft, *, seen: int) -> ProtectionPlan:
    """Change a draft. Raises `NotFound`, `Stale`, `PlanFrozen`, `PlanUnionUnknown`, `PlanFundElsewhere`."""
    row = await protections.get_plan(work.session, id, scope=work.scope, lock=True)
    require_draft(row.name, ProtectionPlanStatus(row.status))
    take(row, seen)
    await _set(work, row, draft)
    await work.session.flush()
    work.tell("protection_plan_edited", row, name=row.name, protection_kind=row.kind)
    return row


async def step(work: Work, id: UUID, asked: ProtectionPlanStep, *, seen: int) -> ProtectionPlan:
    """Announce, close or open again. Raises `NotFound`, `Stale`, `StepNotPossible`."""
    row = await protections.get_plan(work.session, id, scope=work.scope, lock=True)
    held = work.held_over(row.code, row.line_code)
    status = PLAN_WORKFLOW.advance(ProtectionPlanStatus(row.status), asked, held)
    take(row, seen)
    row.status, row.updated_at = str(status), work.now
    await work.session.flush()
    work.tell(_DONE[asked], row, name=row.name, protection_kind=row.kind)
    return row


async def _set(work: Work, row: ProtectionPlan, draft: ProtectionPlanDraft) -> None:
    try:
        union = await organizations.get_organization(work.session, draft.organization_id)
    except NotFound:
        raise PlanUnionUnknown(pointer="/organization_id") from None
    require_active(union.name, union.status)
    try:
        fund = await funds.get_fund(work.session, draft.fund_id)
    except NotFound:
        raise PlanFundElsewhere(pointer="/fund_id") from None
    if fund.organization_id != union.id or fund.status != FundStatus.OPEN:
        raise PlanFundElsewhere(pointer="/fund_id")
    row.organization_id, row.organization_name = union.id, union.name
    row.code, row.code_hi, row.line_code = union.code, union.code_hi, union.line_code
    values: dict[str, Any] = {name: getattr(draft, name) for name in _PLAIN}
    values |= {
        "kind": str(draft.kind),
        "sex": draft.sex and str(draft.sex),
        "benefit": draft.benefit.plain(),
        "updated_at": work.now,
    }
    for name, value in values.items():
        setattr(row, name, value)
