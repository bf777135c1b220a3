"""The lists of mutual protection (互助保障): plans, enrolments with their contributions, insured members, claims (AID-23).

Nothing of an illness is in any of them. Document numbers and phones of insured members are in the file for the insurer,
masked as in the list of members, and whole by an approval.
"""

from collections.abc import Mapping
from typing import Any

from backend.domain.export.columns import (
    SEARCH,
    UNDER,
    day,
    identifier,
    masked,
    moment,
    number,
    wording,
    yuan,
)
from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Column, Filter, Sheet
from backend.domain.member.codes import MemberStatus
from backend.domain.protection.claim_codes import ClaimStatus
from backend.domain.protection.codes import BenefitForm, EnrolmentState, ProtectionKind, ProtectionPlanStatus

_PLAN = Filter(key="plan_id", zh="保障计划", en="Plan", reference=True)
_KIND = Filter(key="kind", zh="保障种类", en="Kind", codes=ProtectionKind)
_ENDING = Filter(key="ending", zh="60 天内到期", en="Ending within 60 days", unsaid=False)


def _days(row: Mapping[str, Any]) -> str:
    return f"{row['starts_on']} – {row['ends_on']}"


_DAYS = Column(key="days", zh="保障期间", en="Covered", width=26, read=_days)

PLANS = Sheet(
    noun=ExportNoun.PROTECTION_PLANS,
    unit_zh="个计划",
    unit_en="plans",
    columns=(
        wording("name", "计划名称", "Plan", width=34),
        wording("kind", "保障种类", "Kind", codes=ProtectionKind),
        wording("organization", "举办工会", "Run by", "organization_name", width=30),
        number("years", "保障期", "Term"),
        yuan("share", "每份缴费（元）", "Per share (yuan)"),
        number("insured", "在保人数", "Insured"),
        yuan("received", "已收缴（元）", "Received (yuan)"),
        wording("status", "状态", "State", width=10, codes=ProtectionPlanStatus),
        Column(key="form", zh="给付标准", en="Benefit", codes=BenefitForm, read=lambda row: row["benefit"]["form"]),
        wording("maker", "经办人", "Made by", "made_by_name", width=10),
        wording("audience", "参保对象", "For whom", width=30),
        number("most_shares", "最多份数", "Most shares"),
        number("waiting_days", "等待期（天）", "Waiting days"),
    ),
    filters=(Filter(key="status", zh="状态", en="State", codes=ProtectionPlanStatus), _KIND),
    sorts={"": NEWEST_FIRST},
)

ENROLMENTS = Sheet(
    noun=ExportNoun.PROTECTION_ENROLMENTS,
    unit_zh="张参保单",
    unit_en="enrolments",
    columns=(
        identifier("number", "参保单号", "Number"),
        wording("organization", "参保单位", "Unit", "organization_name", width=30),
        wording("plan", "保障计划", "Plan", "plan_name", width=34),
        _DAYS,
        number("insured", "在保人数", "Insured"),
        yuan("contribution", "缴费（元）", "Contribution (yuan)"),
        wording("state", "收缴状态", "Contribution", width=12, codes=EnrolmentState),
        wording("kind", "保障种类", "Kind", "plan_kind", codes=ProtectionKind),
        day("made", "办理日期", "Made on", "made_at"),
        wording("maker", "经办人", "Made by", "made_by_name", width=10),
        number("shares", "份数", "Shares"),
        moment("received_at", "收缴时间", "Received"),
        wording("note", "备注", "Note", width=30),
    ),
    filters=(
        _PLAN,
        UNDER,
        Filter(key="state", zh="收缴状态", en="Contribution", codes=EnrolmentState),
        Filter(key="ending", zh="60 天内到期且未续保", en="Ending within 60 days, not renewed", unsaid=False),
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)

COVERS = Sheet(
    noun=ExportNoun.PROTECTION_COVERS,
    unit_zh="人次",
    unit_en="covers",
    columns=(
        wording("name", "会员", "Member", width=10),
        wording("plan", "保障计划", "Plan", "plan_name", width=34),
        _DAYS,
        day("from", "起保障日", "Counts from", "claims_from"),
        number("shares", "份数", "Shares"),
        yuan("contribution", "缴费（元）", "Contribution (yuan)"),
        wording("organization", "缴费单位", "Paid by", "organization_name", width=30),
        wording("member_status", "会籍状态", "Membership", width=10, codes=MemberStatus),
        wording("state", "收缴状态", "Contribution", "enrolment_state", width=12, codes=EnrolmentState),
        identifier("number", "会员编号", "Member number", "member_number"),
        wording("kind", "保障种类", "Kind", "plan_kind", codes=ProtectionKind),
        masked("id_number", "证件号码", "Document number", width=22),
        masked("phone", "手机号", "Phone", width=14),
    ),
    filters=(
        _PLAN,
        _KIND,
        Filter(key="enrolment_id", zh="参保单", en="Enrolment", reference=True),
        Filter(key="member_id", zh="会员", en="Member", reference=True),
        UNDER,
        Filter(key="on", zh="在这一天有效", en="In force on"),
        _ENDING,
        Filter(key="name", zh="姓名开头", en="Name begins with"),
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)

CLAIMS = Sheet(
    noun=ExportNoun.PROTECTION_CLAIMS,
    unit_zh="件申请",
    unit_en="claims",
    columns=(
        identifier("number", "申请编号", "Number"),
        wording("name", "会员", "Member", width=10),
        wording("plan", "保障计划", "Plan", "plan_name", width=34),
        day("event", "事件日期", "Day of the event", "event_on"),
        yuan("self_paid", "个人自付（元）", "Self-paid (yuan)"),
        yuan("amount", "给付金额（元）", "Amount (yuan)"),
        wording("status", "状态", "State", width=10, codes=ClaimStatus),
        wording("organization", "参保单位", "Unit", "organization_name", width=30),
        day("reached", "到达日期", "Since", "reached_at"),
        wording("kind", "保障种类", "Kind", "plan_kind", codes=ProtectionKind),
        wording("maker", "经办人", "Made by", "maker_name", width=10),
        moment("paid_at", "发放时间", "Paid at"),
        moment("created", "登记时间", "Entered at", "created_at"),
    ),
    filters=(
        _PLAN,
        Filter(key="cover_id", zh="保障", en="Cover", reference=True),
        Filter(key="member_id", zh="会员", en="Member", reference=True),
        UNDER,
        Filter(key="status", zh="状态", en="State", codes=ClaimStatus),
        SEARCH,
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)
