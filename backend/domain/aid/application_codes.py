"""The enumerations of a worker's application for aid: where it stands, what may be done with it, its parts (AID-09)."""

from backend.domain.codes import Code
from backend.domain.organization.codes import Level


class ApplicationStatus(Code):
    """Where an application stands. A draft is the worker's alone: no officer sees it."""

    DRAFT = "draft", "填写中", "Being filled in"
    SUBMITTED = "submitted", "待工会受理", "With the union"
    ASKED = "asked", "待申请人补充", "Awaits the worker's answer"
    TAKEN = "taken", "已受理建档", "Taken into a file"
    REFUSED = "refused", "未受理", "Not taken"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"

    @property
    def open(self) -> bool:
        """Whether something is still to come of it. A worker has one such application."""
        return self in (ApplicationStatus.DRAFT, ApplicationStatus.SUBMITTED, ApplicationStatus.ASKED)

    @property
    def fillable(self) -> bool:
        """Whether the worker may write in it."""
        return self in (ApplicationStatus.DRAFT, ApplicationStatus.ASKED)


class ApplicationStep(Code):
    """What may be done with an application: by the worker, by the union it was handed to."""

    SUBMIT = "submit", "提交申请", "Hand in"
    ANSWER = "answer", "补充完毕，重新提交", "Answer and hand in again"
    WITHDRAW = "withdraw", "撤回申请", "Withdraw"
    ASK = "ask", "请申请人补充", "Ask the worker"
    TAKE = "take", "受理并建档", "Make a file of it"
    ATTACH = "attach", "并入已有档案", "Put to the file there is"
    REFUSE = "refuse", "不予受理", "Do not take"
    GIVE_BACK = "give_back", "恢复待受理", "Back to the queue"


class ApplicationSection(Code):
    """The six parts in which an application is filled in, one screen each."""

    WORKER = "worker", "本人情况", "About the worker"
    FAMILY = "family", "家庭成员", "The family"
    INCOME = "income", "收入与支出", "Income and expenses"
    HARDSHIP = "hardship", "困难情况", "The hardship"
    PAPERS = "papers", "证明材料", "Papers"
    CONFIRMATION = "confirmation", "核对与承诺", "Check and confirm"


class Desk(Code):
    """With whom an application or a case lies, as a worker is told."""

    WORKER = "worker", "本人", "You"
    UNION = "union", "基层工会", "Your union"
    TOWNSHIP = "township", "乡镇（街道）总工会", "The union of the township"
    COUNTY = "county", "区县总工会", "The union of the county"
    CITY = "city", "市总工会", "The union of the city"

    @property
    def level(self) -> Level | None:
        """The lowest level of union at which the desk stands; None for the worker."""
        return None if self is Desk.WORKER else Level[self.name]


class SectionState(Code):
    """How far a part is."""

    EMPTY = "empty", "未填写", "Not begun"
    INCOMPLETE = "incomplete", "待完善", "To be completed"
    COMPLETE = "complete", "已完成", "Complete"
