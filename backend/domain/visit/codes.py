"""The enumerations of visits: the occasion, who leads, whom one goes to, where a plan and a visit stand (AID-12…17)."""

from backend.domain.codes import Code


class Occasion(Code):
    """When visits are made: on major holidays (AID-15, AID-24), and at what happens in a member's life (MBR-03)."""

    NEW_YEAR = "new_year", "元旦春节", "New Year and Spring Festival"
    MAY_DAY = "may_day", "五一", "May Day"
    SUMMER = "summer", "高温季节", "Summer heat"
    MID_AUTUMN = "mid_autumn", "中秋", "Mid-autumn"
    NATIONAL_DAY = "national_day", "国庆", "National Day"
    BIRTHDAY = "birthday", "会员生日", "Birthday of a member"
    WEDDING = "wedding", "会员及直系亲属结婚", "Wedding of a member or a direct relative"
    ILLNESS = "illness", "会员及直系亲属患病住院", "Illness of a member or a direct relative"
    BEREAVEMENT = "bereavement", "会员及直系亲属去世", "Death of a member or a direct relative"
    DISASTER = "disaster", "突发事故灾害", "Accident or disaster"
    OTHER = "other", "其他", "Other"


OF_LIFE = frozenset({Occasion.BIRTHDAY, Occasion.WEDDING, Occasion.ILLNESS, Occasion.BEREAVEMENT})
"""Whoever belongs to the union is visited then, in hardship or not."""


class VisitLevel(Code):
    """Who leads the visits (AID-14)."""

    LEADERS = "leaders", "党政领导带队", "Leaders of party and government"
    FEDERATION = "federation", "总工会领导带队", "Leaders of the federation"
    UNION = "union", "系统、基层工会走访", "Line and basic unions"


class VisitKind(Code):
    """Whom one goes to, as the 慰问安排表 writes it (AID-12, AID-13, AID-16, AID-17)."""

    MODEL_WORKER = "model_worker", "困难劳模", "Model worker in hardship"
    ESPECIALLY_POOR = "especially_poor", "特困职工", "Worker in deep hardship"
    POOR = "poor", "困难职工", "Worker in hardship"
    LAID_OFF = "laid_off", "下岗工人", "Laid-off worker"
    MIGRANT = "migrant", "农民工", "Migrant worker"
    STRICKEN = "stricken", "因灾因祸致困职工", "Worker struck by misfortune"
    ADVANCED = "advanced", "先进工作者", "Advanced worker"
    RETIRED = "retired", "离退休职工", "Retired worker"
    ON_DUTY = "on_duty", "坚守岗位职工", "Worker on duty"
    MEMBER = "member", "会员", "Member"
    FIRM = "firm", "困难企业", "Firm in trouble"


class PlanStatus(Code):
    """Where a plan stands."""

    DRAFT = "draft", "草稿", "Draft"
    PLANNED = "planned", "已安排", "Planned"
    UNDER_WAY = "under_way", "走访中", "Under way"
    DONE = "done", "已完成", "Done"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class PlanStep(Code):
    """What may be done with a plan. The first visit that is made starts a planned one by itself."""

    PLAN = "plan", "确定安排", "Settle the plan"
    REVISE = "revise", "退回修改", "Take back to draft"
    START = "start", "开始走访", "Start"
    FINISH = "finish", "完成走访", "Finish"
    CANCEL = "cancel", "取消安排", "Cancel the plan"


class VisitStatus(Code):
    """What became of one stop."""

    PLANNED = "planned", "未走访", "To be visited"
    DONE = "done", "已走访", "Visited"
    ABSENT = "absent", "未能走访", "Not met"


class PictureKind(Code):
    """What a picture of a visit is."""

    PHOTO = "photo", "走访照片", "Photo"
    SIGNATURE = "signature", "签名", "Signature"


class ConcernKind(Code):
    """What people ask for at the door (AID-18: by cause; AID-28: aid, rights, services)."""

    LIVING = "living", "生活困难", "Living"
    MEDICAL = "medical", "看病就医", "Medical"
    SCHOOLING = "schooling", "子女上学", "Schooling"
    WORK = "work", "就业再就业", "Work"
    WAGES = "wages", "工资社保", "Wages and insurance"
    RIGHTS = "rights", "维权", "Rights"
    STATE_OF_MIND = "state_of_mind", "心理疏导", "State of mind"
    HOUSING = "housing", "住房", "Housing"
    OTHER = "other", "其他", "Other"


class ConcernState(Code):
    """Whether what was heard has been attended to."""

    OPEN = "open", "待解决", "Open"
    ANSWERED = "answered", "已答复", "Answered"
