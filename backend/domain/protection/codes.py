"""The enumerations of mutual protection (AID-23; domain-facts 3.3)."""

from backend.domain.codes import Code


class ProtectionKind(Code):
    """What a plan protects against, with the years that a cover of this kind usually runs."""

    ACCIDENT = "accident", "意外伤害", "Accident"
    WOMEN = "women", "女职工特殊疾病", "Illnesses of women"
    MAJOR = "major", "重大疾病", "Major illness"
    HOSPITAL = "hospital", "住院医疗", "Hospital stay"

    @property
    def usual_years(self) -> int:
        """Years of one term (domain-facts 3.3)."""
        return {ProtectionKind.WOMEN: 2, ProtectionKind.MAJOR: 3}.get(self, 1)


class ProtectionPlanStatus(Code):
    """Whether a plan takes members."""

    DRAFT = "draft", "草稿", "Draft"
    OPEN = "open", "参保中", "Open"
    CLOSED = "closed", "停止参保", "Closed"


class ProtectionPlanStep(Code):
    """What may be done with a plan."""

    OPEN = "open", "公布并开始参保", "Announce and open"
    CLOSE = "close", "停止参保", "Close"
    REOPEN = "reopen", "恢复参保", "Open again"


class BenefitForm(Code):
    """How a plan says what is paid."""

    SCALE = "scale", "按给付标准", "By a scale of amounts"
    RATE = "rate", "按自付费用比例", "By a rate of the self-paid cost"


class EnrolmentState(Code):
    """Where the contribution of an enrolment is. The cover holds from its first day; money is paid once it is in."""

    WAITING = "waiting", "待收缴", "Contribution due"
    CHECKING = "checking", "收款待复核", "Receipt to be checked"
    RECEIVED = "received", "已收缴", "Contribution received"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"


class EnrolmentStep(Code):
    """What may be done with an enrolment."""

    RECEIVE = "receive", "登记收款", "Enter the contribution"
    WITHDRAW = "withdraw", "撤销参保", "Withdraw"


class EnrolmentOutcome(Code):
    """What is said of one member of a list that is enrolled."""

    ENROLLED = "enrolled", "可参保", "Enrolled"
    UNKNOWN = "unknown", "查无此人", "Nobody found"
    AMBIGUOUS = "ambiguous", "对应多人", "Several people"
    DOUBLE = "double", "名单内重复", "Twice in the list"
    NOT_A_MEMBER = "not_a_member", "已不是本会会员", "Not a member any more"
    TOO_YOUNG = "too_young", "未到参保年龄", "Too young"
    TOO_OLD = "too_old", "超过参保年龄", "Too old"
    WRONG_SEX = "wrong_sex", "性别不符", "Of the other sex"
    COVERED = "covered", "该期间已参保", "Covered in that time"


class ParticipationBar(Code):
    """Which of the two bars of participation holds for a unit."""

    ALL = "all", "应全员参保", "Everybody"
    SHARE = "share", "应达到规定比例", "A share of the staff"
