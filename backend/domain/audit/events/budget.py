"""The year's budgets: entered, checked, adjusted, split."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.budget.codes import BudgetSubject

_PLAN = told("year")
_ADJUSTMENT = told("change_fen", "document_number", budget_subject=code(BudgetSubject))

EVENTS: Final = (
    Event(
        "budget_drafted",
        ("编制预算", "Budget drafted"),
        ("{who}编制了{what}", "{who} drafted {what}"),
        told("year", "amount_fen"),
    ),
    Event("budget_submitted", ("提交预算", "Budget submitted"), ("{who}提交了{what}", "{who} submitted {what}"), _PLAN),
    Event(
        "budget_confirmed",
        ("预算复核生效", "Budget put in force"),
        ("{who}复核了{what}，预算生效", "{who} checked {what} and put it in force"),
        _PLAN,
    ),
    Event(
        "budget_returned",
        ("退回预算", "Budget sent back"),
        ("{who}退回了{what}", "{who} sent {what} back"),
        told("year", "reason"),
    ),
    Event("budget_withdrawn", ("撤回预算", "Budget withdrawn"), ("{who}撤回了{what}", "{who} withdrew {what}"), _PLAN),
    Event(
        "budget_split",
        ("下达预算", "Budget split"),
        ("{who}把{what}下达给下级", "{who} split {what} among unions below"),
        told("year", "change_fen", "unions", budget_subject=code(BudgetSubject)),
    ),
    Event(
        "budget_received",
        ("收到上级预算", "Budget from above"),
        ("{who}从上级调整了{what}", "{who} changed from above {what}"),
        told("year", "change_fen", "from_name", budget_subject=code(BudgetSubject)),
    ),
    Event(
        "budget_adjustment_proposed",
        ("提出预算调整", "Adjustment proposed"),
        ("{who}提出了{what}", "{who} proposed {what}"),
        _ADJUSTMENT,
    ),
    Event(
        "budget_adjusted",
        ("复核预算调整", "Budget adjusted"),
        ("{who}复核了{what}，调整生效", "{who} checked {what} and let it take effect"),
        _ADJUSTMENT,
    ),
    Event(
        "budget_adjustment_refused",
        ("退回预算调整", "Adjustment refused"),
        ("{who}退回了{what}", "{who} refused {what}"),
        _ADJUSTMENT,
    ),
    Event(
        "budget_adjustment_withdrawn",
        ("撤回预算调整", "Adjustment withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        _ADJUSTMENT,
    ),
)

LABELS: Final[Labels] = {
    "budget_subject": ("预算科目", "Subject of the budget"),
    "change_fen": ("增减（分）", "Change (fen)"),
    "from_name": ("下达的工会", "Handed down by"),
}
