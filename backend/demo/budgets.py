"""The budget of the demo's county: drafted and checked by two officers, split among its towns, adjusted in its year."""

from datetime import datetime, timedelta
from typing import Final

from backend.api.budget import actions as budgets
from backend.api.budget.schemas import PlainAdjustmentStep, PlainBudgetStep
from backend.db.tables.budget import BudgetPlan
from backend.demo.cast import Cast, morning
from backend.demo.city import City, Node
from backend.domain.access import Role
from backend.domain.budget.codes import BudgetSubject
from backend.domain.budget.figures import divide
from backend.domain.budget.plans import (
    BudgetAdjustmentDraft,
    BudgetAmount,
    BudgetPlanDraft,
    BudgetShare,
    BudgetSplitDraft,
)
from backend.domain.organization.codes import Level

BEGAN = timedelta(days=149)
"""The day after the money came (`money.BEGAN`)."""
PLANNED: Final = {
    BudgetSubject.WINTER_WARMTH: 9_600_000,
    BudgetSubject.SCHOOLING: 3_000_000,
    BudgetSubject.MEDICAL: 4_000_000,
    BudgetSubject.LIVING: 2_400_000,
    BudgetSubject.EMERGENCY: 1_000_000,
    BudgetSubject.COSTS: 3_000_000,
}
HANDED: Final = {BudgetSubject.WINTER_WARMTH: 1_200_000, BudgetSubject.LIVING: 600_000}
"""What the county gives to its towns of each; fen."""


async def plan_year(cast: Cast, city: City, county: Node, *, now: datetime) -> BudgetPlan:
    """A year of a county's budget up to today: one adjustment took effect, another waits for its second officer."""
    began = morning(now - BEGAN)
    first, second = (cast.act(Role.FINANCE, county, began + timedelta(hours=4 * hand), hand=hand) for hand in (0, 1))
    plan = await budgets.make(
        first,
        BudgetPlanDraft(
            organization_id=county.id,
            year=now.year,
            lines=[BudgetAmount(subject=subject, planned_fen=fen) for subject, fen in PLANNED.items()],
            document_number=f"青工发〔{now.year}〕2号",
            document_on=began.date(),
        ),
    )
    await budgets.step(first, plan.id, PlainBudgetStep(step="submit"), seen=plan.version)
    await budgets.step(second, plan.id, PlainBudgetStep(step="confirm"), seen=plan.version)
    towns = [node.id for node in city.nodes if node.parent is county and node.kind.level == Level.TOWNSHIP]
    for subject, fen in HANDED.items():
        parts = divide(fen, dict.fromkeys(towns, 1))
        shares = [BudgetShare(organization_id=id, change_fen=part) for id, part in parts.items()]
        note = f"青工办〔{now.year}〕7号，平均分解"
        when = cast.act(Role.FINANCE, county, began + timedelta(days=8))
        await budgets.split(when, plan.id, BudgetSplitDraft(subject=subject, items=shares, note=note))
    for subject, fen, reason, number, days in (
        (BudgetSubject.WINTER_WARMTH, 800_000, "入冬早，追加取暖救助", 31, 40),
        (BudgetSubject.EMERGENCY, -400_000, "汛期平稳，结余调减", 31, 40),
        (BudgetSubject.SCHOOLING, 500_000, "秋季新增新就业形态劳动者子女", 46, 1),
    ):
        at = morning(now - timedelta(days=days))
        asked = await budgets.propose(
            cast.act(Role.FINANCE, county, at),
            plan.id,
            BudgetAdjustmentDraft(
                subject=subject,
                change_fen=fen,
                reason=reason,
                document_number=f"青工财〔{now.year}〕{number}号",
                document_on=at.date(),
            ),
        )
        if days > 1:
            checker = cast.act(Role.FINANCE, county, at + timedelta(hours=5), hand=1)
            await budgets.decide(checker, asked.id, PlainAdjustmentStep(step="confirm"), seen=asked.version)
    return plan
