"""The enumerations of surveys of need (AID-28)."""

from backend.domain.codes import Code


class SurveyWay(Code):
    """How it was found out: 座谈会、研讨会、入户走访、政策落实检查."""

    MEETING = "meeting", "座谈会", "Meeting"
    SEMINAR = "seminar", "研讨会", "Seminar"
    HOME_VISITS = "home_visits", "入户走访", "Home visits"
    POLICY_CHECK = "policy_check", "政策落实检查", "Check of policies"


class NeedsMeasureKind(Code):
    """救助、维权、服务: the three in one."""

    RELIEF = "relief", "救助", "Relief"
    RIGHTS = "rights", "维权", "Rights"
    SERVICE = "service", "服务", "Service"


class SurveyState(Code):
    """Where what a survey led to stands; read off its measures."""

    UNPLANNED = "unplanned", "待定方案", "No plan yet"
    UNDER_WAY = "under_way", "落实中", "Under way"
    OVERDUE = "overdue", "有措施逾期", "Measure overdue"
    DONE = "done", "已落实", "Done"


class SurveyStep(Code):
    """What may be done with a survey."""

    EDIT = "edit", "修改", "Edit"
    PLAN = "plan", "添加措施", "Add a measure"
    DELETE = "delete", "删除", "Delete"
