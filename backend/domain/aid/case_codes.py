"""The enumerations of programmes and cases of aid: where a case stands, who looks at it, what may be done (AID-09)."""

from backend.domain.codes import Code
from backend.domain.organization.codes import Level


class ProgramKind(Code):
    """What a programme is for. Visits to those who did well or serve on holidays ask for no hardship (AID-12, 15-17)."""

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

    @property
    def means_tested(self) -> bool:
        """Whether only a household on file may be given something."""
        return self not in (ProgramKind.MODEL_WORKERS, ProgramKind.RETIRED, ProgramKind.ON_DUTY)


class ProgramStatus(Code):
    """Where a programme is."""

    DRAFT = "draft", "草稿", "Draft"
    OPEN = "open", "受理中", "Open"
    CLOSED = "closed", "已结束", "Closed"


class ProgramStep(Code):
    """What may be done with a programme."""

    OPEN = "open", "公布受理", "Open"
    CLOSE = "close", "结束受理", "Close"
    REOPEN = "reopen", "恢复受理", "Open again"


class StandardBasis(Code):
    """What the amount of a programme depends on."""

    EVERYBODY = "everybody", "统一标准", "Alike for all"
    CATEGORY = "category", "按困难类别", "By category of hardship"
    SCHOOL = "school", "按就学阶段（每名学生）", "By school, for each student"
    PERSON = "person", "按人员类别", "By kind of person"


class PersonKind(Code):
    """Who is visited without a means test (AID-12, AID-16, AID-17)."""

    RETIRED_CADRE = "retired_cadre", "离休（包括遗属）", "Veteran cadres and their survivors"
    RETIRED = "retired", "退休", "Retired"
    MODEL_NATIONAL = "model_national", "全国劳模", "National model worker"
    MODEL_PROVINCIAL = "model_provincial", "省部级劳模", "Provincial or ministerial model worker"
    MODEL_MUNICIPAL = "model_municipal", "地市级劳模", "Municipal model worker"
    MODEL_OTHER = "model_other", "其他先进模范", "Other model worker"
    ON_DUTY = "on_duty", "节日坚守岗位", "On duty at holidays"


class Stage(Code):
    """What a case passes between submission and approval. A programme has some of these, in this order."""

    UNIT_REVIEW = "unit_review", "基层工会审核", "Review by the basic union"
    NOTICE = "notice", "公示", "Public notice"
    UNIT_CONFIRM = "unit_confirm", "基层工会确认", "Confirmation by the basic union"
    TOWNSHIP_REVIEW = "township_review", "乡镇（街道）审核", "Review by the township"
    COUNTY_REVIEW = "county_review", "区县总工会审核", "Review by the county"
    CITY_REVIEW = "city_review", "市总工会审核", "Review by the city"

    @property
    def level(self) -> Level:
        """The lowest level of the desk that it lies on."""
        return _DESKS[self]


_DESKS = {
    Stage.UNIT_REVIEW: Level.UNION,
    Stage.NOTICE: Level.UNION,
    Stage.UNIT_CONFIRM: Level.UNION,
    Stage.TOWNSHIP_REVIEW: Level.TOWNSHIP,
    Stage.COUNTY_REVIEW: Level.COUNTY,
    Stage.CITY_REVIEW: Level.CITY,
}


class CaseStatus(Code):
    """Where a case stands: in one of the stages of its programme, before, or after."""

    DRAFT = "draft", "草稿", "Draft"
    UNIT_REVIEW = "unit_review", "待基层工会审核", "With the basic union"
    NOTICE = "notice", "公示中", "On public notice"
    UNIT_CONFIRM = "unit_confirm", "待基层工会确认", "To be confirmed by the basic union"
    TOWNSHIP_REVIEW = "township_review", "待乡镇（街道）审核", "With the township"
    COUNTY_REVIEW = "county_review", "待区县总工会审核", "With the county"
    CITY_REVIEW = "city_review", "待市总工会审核", "With the city"
    APPROVED = "approved", "已批准，待发放", "Approved, to be paid"
    HELPING = "helping", "已批准，帮扶中", "Approved, being helped"
    PAID = "paid", "已发放", "Paid"
    HELPED = "helped", "已帮扶", "Helped"
    REJECTED = "rejected", "未批准", "Rejected"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
    ARCHIVED = "archived", "已归档", "Archived"


UNDER_WAY = (*(CaseStatus(stage.value) for stage in Stage), CaseStatus.APPROVED)
"""Where a case needs its household file at hand: on a desk, or approved and to be paid to the card in the file. Help
that is not money goes on at the union that gives it, wherever the file goes meanwhile."""


class CaseStep(Code):
    """What may be done with a case. Paying is a matter of the payment, not of the case; help that is not money is recorded
    on the case itself."""

    SUBMIT = "submit", "提交", "Submit"
    PASS = "pass", "同意", "Agree"
    RETURN = "return", "退回", "Send back"
    REJECT = "reject", "不予批准", "Reject"
    WITHDRAW = "withdraw", "撤回", "Withdraw"
    REVOKE = "revoke", "撤销批准", "Revoke the approval"
    PAY = "pay", "发放", "Pay"
    RECALL = "recall", "发放退回", "Payment came back"
    HELP = "help", "登记帮扶", "Record the help"
    ARCHIVE = "archive", "归档", "Archive"


class FundSource(Code):
    """Where the money of aid comes from (domain-facts 3.3)."""

    TREASURY = "treasury", "财政", "Treasury"
    UNION_ABOVE = "union_above", "上级补助", "Grant of the union above"
    OWN = "own", "本级经费", "The union's own"
    DONATION = "donation", "社会捐助", "Donations"
    ADMINISTRATION = "administration", "行政拨付", "The administration"
    OTHER = "other", "其他", "Other"
