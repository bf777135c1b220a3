"""The enumerations of the year's budget: its subjects, where a plan and an adjustment stand, how an amount is split (FND-02)."""

from collections.abc import Mapping
from typing import Final

from backend.domain.aid.case_codes import ProgramKind
from backend.domain.codes import Code


class BudgetSubject(Code):
    """What money of aid is planned and spent for: the kinds of programmes, mutual protection, and what is beside cases."""

    WINTER_WARMTH = "winter_warmth", "送温暖", "Winter warmth"
    SCHOOLING = "schooling", "金秋助学", "Autumn schooling aid"
    MEDICAL = "medical", "医疗救助", "Medical aid"
    LIVING = "living", "生活救助", "Aid for living"
    EMERGENCY = "emergency", "应急救助", "Emergency aid"
    EMPLOYMENT = "employment", "就业帮扶", "Help to work"
    STATE_OF_MIND = "state_of_mind", "心理关怀", "Care for the state of mind"
    MODEL_WORKERS = "model_workers", "劳模慰问", "Visits to model workers"
    RETIRED = "retired", "离退休职工慰问", "Visits to the retired"
    ON_DUTY = "on_duty", "节日坚守岗位慰问", "Visits to those on duty at holidays"
    PROTECTION = "protection", "互助保障给付", "Benefits of mutual protection"
    COSTS = "costs", "工作费用", "Costs of the work"
    OTHER = "other", "其他", "Other"


SUBJECT_OF: Final[Mapping[ProgramKind, BudgetSubject]] = {kind: BudgetSubject(kind.value) for kind in ProgramKind}
"""Under which subject the money of a case counts: that of its programme."""


class BudgetPlanState(Code):
    """Where the plan of a year is."""

    DRAFT = "draft", "编制中", "Being drafted"
    SUBMITTED = "submitted", "待复核", "To be checked"
    IN_FORCE = "in_force", "已生效", "In force"


class BudgetPlanStep(Code):
    """What may be done with a plan."""

    SUBMIT = "submit", "提交复核", "Submit"
    CONFIRM = "confirm", "复核生效", "Check and put in force"
    RETURN = "return", "退回修改", "Send back"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


class BudgetAdjustmentState(Code):
    """Where an adjustment is."""

    PROPOSED = "proposed", "待复核", "To be checked"
    BOOKED = "booked", "已调整", "Adjusted"
    REFUSED = "refused", "已退回", "Refused"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class BudgetAdjustmentStep(Code):
    """What may be done with an adjustment."""

    CONFIRM = "confirm", "复核调整", "Check and adjust"
    REFUSE = "refuse", "退回", "Refuse"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


class BudgetReach(Code):
    """Whose money is looked at."""

    OWN = "own", "本级", "The union itself"
    WHOLE = "whole", "本级及下级", "With all below"


class BudgetShareBasis(Code):
    """By what an amount is split among the unions below."""

    EVENLY = "evenly", "平均", "Evenly"
    MEMBERS = "members", "按会员数", "By members"
    LAST_YEAR = "last_year", "按上年支出", "By what they spent last year"


class BudgetStanding(Code):
    """How the spending of a subject stands against its budget."""

    UNPLANNED = "unplanned", "无预算支出", "Spent without a budget"
    OVER = "over", "已超支", "Overspent"
    PROMISED_OVER = "promised_over", "占用后将超支", "Promised beyond the budget"
    NOT_BEGUN = "not_begun", "尚未支出", "Nothing spent"
    WITHIN = "within", "预算内", "Within the budget"
