"""The file of a household in hardship."""

from typing import Final

from backend.domain.aid.codes import ExitReason, HardshipCategory, PaperKind
from backend.domain.aid.reveals import HouseholdSecret
from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.member.reveals import RevealReason

_CATEGORY = code(HardshipCategory)
_ON_FILE = told("number", category=_CATEGORY)
_PAPER = told("number", kind=code(PaperKind))

EVENTS: Final = (
    Event(
        "household_entered",
        ("录入困难档案", "Household file entered"),
        ("{who}录入了{what}", "{who} entered {what}"),
        told("number"),
    ),
    Event(
        "household_edited",
        ("修改困难档案", "Household file edited"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("number", "fields"),
    ),
    Event(
        "household_deleted",
        ("删除困难档案草稿", "Draft of a household file deleted"),
        ("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
        told("number"),
    ),
    Event(
        "household_opened",
        ("困难职工建档", "Put on file"),
        ("{who}审核通过{what}，予以建档", "{who} put {what} on record"),
        _ON_FILE,
    ),
    Event(
        "household_reviewed", ("年度复核", "Yearly review"), ("{who}复核了{what}", "{who} reviewed {what}"), _ON_FILE
    ),
    Event(
        "household_exited",
        ("困难档案退出", "Household file closed"),
        ("{who}办理了{what}的退出", "{who} closed {what}"),
        told("number", reason=code(ExitReason)),
    ),
    Event(
        "household_returned",
        ("返困恢复", "Household returned"),
        ("{who}恢复了{what}", "{who} let {what} return"),
        _ON_FILE,
    ),
    Event(
        "household_followed",
        ("困难档案随会员转入", "Household file followed its worker"),
        ("{what}随会员接转到本会", "{what} came with its worker"),
        told("number", "transfer"),
    ),
    Event(
        "household_kept",
        ("困难档案暂留原工会", "Household file stays for a case"),
        (
            "{what}的困难档案有救助正在办理，暂留原工会",
            "a case is under way; the household file of {what} stays for now",
        ),
        told("number", "transfer"),
    ),
    Event(
        "household_erased",
        ("困难档案到期销毁", "Household file erased"),
        ("{who}销毁了保存期满的{what}", "{who} erased {what}, kept for its ten years"),
        told("number"),
    ),
    Event(
        "household_paper_added",
        ("添加档案材料", "Paper added"),
        ("{who}给{what}添加了材料", "{who} added a paper to {what}"),
        _PAPER,
    ),
    Event(
        "household_paper_removed",
        ("移除档案材料", "Paper removed"),
        ("{who}从{what}移除了材料", "{who} removed a paper from {what}"),
        _PAPER,
    ),
    Event(
        "household_paper_opened",
        ("查看医疗材料", "Medical paper opened"),
        ("{who}查看了{what}的医疗材料", "{who} opened a medical paper of {what}"),
        _PAPER,
    ),
    Event(
        "household_field_revealed",
        ("查看困难档案隐藏信息", "Hidden field of a file shown"),
        ("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
        told("number", field=code(HouseholdSecret), reason=code(RevealReason)),
    ),
    Event(
        "household_form_printed",
        ("打印困难职工档案表", "Household file printed"),
        ("{who}打印了{what}的档案表", "{who} printed {what} on paper"),
        told("number", "format", "whole"),
    ),
    Event(
        "household_decision_proposed",
        ("提出另行认定", "Decision proposed"),
        ("{who}对{what}提出另行认定", "{who} proposed to decide otherwise on {what}"),
        told("number", category=_CATEGORY, by_rules=_CATEGORY),
    ),
    Event(
        "household_decision_confirmed",
        ("确认另行认定", "Decision confirmed"),
        ("{who}确认了{what}的另行认定", "{who} confirmed the decision on {what}"),
        _ON_FILE,
    ),
    Event(
        "household_decision_refused",
        ("不予另行认定", "Decision refused"),
        ("{who}没有确认{what}的另行认定", "{who} did not confirm the decision on {what}"),
        _ON_FILE,
    ),
)

LABELS: Final[Labels] = {
    "accident": ("意外伤害", "Accident"),
    "bank": ("开户银行", "Bank"),
    "by_rules": ("按规则的类别", "By the rules"),
    "category": ("困难类别", "Category"),
    "causes": ("其他致困原因", "Other causes"),
    "contract_months": ("劳动合同月数", "Months of contract"),
    "contract_term": ("劳动合同期限", "Term of contract"),
    "disability_fen": ("残疾支出", "Cost of a disability"),
    "disaster": ("自然灾害", "Disaster"),
    "enterprise_state": ("企业状况", "State of the employer"),
    "exclusions": ("排除情形", "Exclusions"),
    "family": ("家庭成员", "Family"),
    "household": ("困难档案", "Household file"),
    "papers": ("材料", "Papers"),
    "housing": ("住房类型", "Housing"),
    "housing_area": ("住房面积", "Housing area"),
    "main_cause": ("主要致困原因", "Main cause"),
    "medical_fen": ("自付医疗费", "Treatment paid"),
    "nobody_works": ("零就业家庭", "Nobody works"),
    "other_phone": ("其他电话", "Other phone"),
    "other_income_fen": ("其他年收入", "Other income of the year"),
    "parts": ("内容", "Parts"),
    "postcode": ("邮政编码", "Postcode"),
    "property_loss_fen": ("财产损失", "Loss of property"),
    "schooling_fen": ("就学支出", "Cost of schooling"),
    "self_help": ("自救能力", "Able to help themselves"),
    "single_parent": ("单亲", "Single parent"),
    "special": ("其他特殊原因", "Another special reason"),
    "special_reason": ("特殊原因说明", "The special reason"),
    "still_poor": ("救助后仍困难", "Still in hardship after relief"),
    "union_member": ("工会会员", "Union member"),
    "unit_address": ("单位地址", "Address of the unit"),
    "unit_industry": ("所属行业", "Industry of the unit"),
    "unit_ownership": ("单位性质", "Nature of the unit"),
    "work_fen": ("就业成本", "Cost of work"),
    "worker": ("职工本人", "The worker"),
    "worker_kind": ("职工身份", "Kind of worker"),
}
