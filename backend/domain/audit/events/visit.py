"""Plans of visits, and what happened at the door."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.member.reveals import RevealReason
from backend.domain.visit.codes import ConcernKind

EVENTS: Final = (
    Event(
        "visit_plan_made",
        ("制定走访安排", "Visits planned"),
        ("{who}制定了{what}", "{who} made {what}"),
        told("number", "visits"),
    ),
    Event(
        "visit_plan_edited",
        ("修改走访安排", "Plan of visits changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("number", "fields"),
    ),
    Event(
        "visit_plan_arranged",
        ("编排慰问安排表", "Table of visits written"),
        ("{who}编排了{what}的慰问对象", "{who} wrote the table of {what}"),
        told("number", "added", "changed", "removed"),
    ),
    Event(
        "visit_plan_deleted",
        ("删除走访安排草稿", "Draft of a plan of visits deleted"),
        ("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
        told("number"),
    ),
    Event(
        "visit_plan_settled",
        ("确定走访安排", "Plan of visits settled"),
        ("{who}确定了{what}", "{who} settled {what}"),
        told("number"),
    ),
    Event(
        "visit_plan_revised",
        ("走访安排退回修改", "Plan of visits taken back"),
        ("{who}把{what}退回修改", "{who} took {what} back to draft"),
        told("number"),
    ),
    Event(
        "visit_plan_started",
        ("开始走访", "Visits started"),
        ("{who}开始了{what}", "{who} started {what}"),
        told("number"),
    ),
    Event(
        "visit_plan_finished",
        ("完成走访", "Visits finished"),
        ("{who}完成了{what}", "{who} finished {what}"),
        told("number"),
    ),
    Event(
        "visit_plan_cancelled",
        ("取消走访安排", "Plan of visits cancelled"),
        ("{who}取消了{what}", "{who} cancelled {what}"),
        told("number", "reason"),
    ),
    Event(
        "visit_money_reserved",
        ("预留走访款物资金", "Money of visits reserved"),
        ("{who}为{what}预留了资金", "{who} reserved money for {what}"),
        told("number", "visits", "amount_fen"),
    ),
    Event(
        "visit_money_released",
        ("释放走访款物资金", "Money of visits released"),
        ("{who}释放了{what}预留的资金", "{who} released money reserved for {what}"),
        told("number", "visits", "amount_fen"),
    ),
    Event(
        "visit_money_booked",
        ("核销走访款物", "What visits brought is booked"),
        ("{who}核销了{what}送出的款物", "{who} booked what {what} brought"),
        told("number", "visits", "amount_fen", "issued_fen"),
    ),
    Event(
        "visit_money_unbooked",
        ("退回走访款物核销", "Booking of visits taken back"),
        ("{who}退回了{what}的核销", "{who} took bookings of {what} back"),
        told("number", "visits", "amount_fen", "issued_fen"),
    ),
    Event(
        "visit_table_printed",
        ("打印带住址的慰问安排表", "Table of visits with addresses made"),
        ("{who}生成了{what}的带住址安排表", "{who} made the table of {what} with addresses"),
        told("number", "format", "visits"),
    ),
    Event(
        "visit_recorded",
        ("登记走访", "Visit recorded"),
        ("{who}登记了{what}", "{who} recorded {what}"),
        told("number", "given_fen", "case"),
    ),
    Event(
        "visit_missed",
        ("登记未能走访", "Visit not made"),
        ("{who}登记{what}未能走访", "{who} recorded that {what} was not made"),
        told("number"),
    ),
    Event(
        "visit_reopened",
        ("撤回走访结果", "Outcome of a visit taken back"),
        ("{who}撤回了{what}的结果", "{who} took back the outcome of {what}"),
        told("number", "given_fen"),
    ),
    Event(
        "visit_field_revealed",
        ("查看慰问对象隐藏信息", "Hidden field of a visit shown"),
        ("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
        told("fields", reason=code(RevealReason)),
    ),
    Event(
        "visit_photo_marked",
        ("标记走访照片可公开", "Photo of a visit may be shown"),
        (
            "{who}标记{what}的一张照片可以公开，并确认已征得同意",
            "{who} marked a photo of {what} as one that may be shown, with consent",
        ),
        told("picture"),
    ),
    Event(
        "visit_photo_unmarked",
        ("撤回走访照片公开", "Photo of a visit taken back"),
        ("{who}撤回了{what}的一张照片的公开标记", "{who} took back that a photo of {what} may be shown"),
        told("picture"),
    ),
    Event(
        "visit_concern_answered",
        ("答复走访中反映的问题", "What was heard answered"),
        ("{who}答复了{what}", "{who} answered {what}"),
        told(kind=code(ConcernKind)),
    ),
)

LABELS: Final[Labels] = {
    "added": ("新增户数", "Rows added"),
    "case": ("帮扶申请编号", "Case"),
    "changed": ("改动户数", "Rows changed"),
    "given_fen": ("慰问金（分）", "Cash (fen)"),
    "level": ("带队层级", "Level of leaders"),
    "meeting_place": ("集合地点", "Meeting place"),
    "paid_elsewhere": ("款物承担方", "Who pays for what is brought"),
    "occasion": ("时机", "Occasion"),
    "picture": ("照片", "Photo"),
    "removed": ("移除户数", "Rows taken out"),
    "sets_off": ("出发时间", "Sets off at"),
    "teams": ("小组", "Teams"),
    "issued_fen": ("出库物资（分）", "Goods out of the store (fen)"),
    "visits": ("户数", "Visits"),
}
