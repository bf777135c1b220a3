"""The lists of people: members, officers."""

from collections.abc import Mapping
from typing import Any

from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.identity import Sex
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    MemberKind,
    MemberStatus,
    ModelWorker,
    NewEmployment,
    Politics,
    RetainReason,
)
from backend.domain.organization.codes import Post, PostForm
from backend.domain.organization.terms import TermPhase
from backend.domain.protection.codes import ProtectionKind

TREE_ORDER = ("按组织顺序", "In the order of the unions")


def _kind_of_member(row: Mapping[str, Any]) -> Any:
    """As on screen: a group of platform workers says more than that somebody is a regular worker."""
    return row["new_employment"] or row["kind"]


class _MemberKinds:
    """The codes of either."""

    def __new__(cls, value: str) -> Any:
        try:
            return NewEmployment(value)
        except ValueError:
            return MemberKind(value)


MEMBERS = Sheet(
    noun=ExportNoun.MEMBERS,
    unit_zh="人",
    unit_en="members",
    columns=(
        Column(key="name", zh="姓名", en="Name", width=10),
        Column(key="sex", zh="性别", en="Sex", width=6, codes=Sex),
        Column(key="age", zh="年龄", en="Age", width=6, kind=ColumnKind.NUMBER),
        Column(
            key="id_number",
            zh="证件号码",
            en="Document number",
            width=22,
            kind=ColumnKind.IDENTIFIER,
            read=lambda row: row["id_number_masked"],
            sealed="id_number",
        ),
        Column(
            key="phone",
            zh="手机",
            en="Phone",
            width=14,
            kind=ColumnKind.IDENTIFIER,
            read=lambda row: row["phone_masked"],
            sealed="phone",
        ),
        Column(key="organization", zh="所在工会", en="Union", width=30, read=lambda row: row["organization"]["name"]),
        Column(key="kind", zh="职工类型", en="Type", width=14, codes=_MemberKinds, read=_kind_of_member),
        Column(key="joined_on", zh="入会日期", en="Joined", width=12, kind=ColumnKind.DAY),
        Column(
            key="completeness",
            zh="信息完整",
            en="Completeness",
            width=10,
            kind=ColumnKind.SHARE,
            read=lambda row: row["completeness"] / 100,
        ),
        Column(key="status", zh="状态", en="State", width=12, codes=MemberStatus),
        Column(key="number", zh="会员编号", en="Member number", width=18, kind=ColumnKind.IDENTIFIER),
        Column(key="education", zh="文化程度", en="Education", width=12, codes=Education),
        Column(key="politics", zh="政治面貌", en="Political status", width=12, codes=Politics),
        Column(key="employment_form", zh="用工形式", en="Employment", width=16, codes=EmploymentForm),
        Column(key="card_issued_on", zh="发证日期", en="Card issued", width=12, kind=ColumnKind.DAY),
        Column(key="created_at", zh="登记日期", en="Registered", width=12, kind=ColumnKind.DAY),
        Column(key="updated_at", zh="最近变动", en="Last changed", width=12, kind=ColumnKind.DAY),
        Column(key="born_on", zh="出生日期", en="Born", width=12, kind=ColumnKind.DAY),
        Column(key="migrant", zh="农民工", en="Migrant worker", width=8),
        Column(key="dispatched", zh="劳务派遣工", en="Dispatched", width=11),
        Column(key="hardship", zh="困难职工", en="Hardship", width=10),
        Column(key="model_worker", zh="劳模", en="Model worker", width=12, codes=ModelWorker),
        Column(key="retain_reason", zh="保留会籍原因", en="Why retained", width=14, codes=RetainReason),
    ),
    filters=(
        Filter(key="q", zh="查找", en="Search"),
        Filter(key="organization_id", zh="工会", en="Union", reference=True),
        Filter(
            key="include_subtree",
            zh="包括下级",
            en="With all below",
            unsaid=True,
            yes_no=(("是", "Yes"), ("否，仅本级", "No, this union alone")),
        ),
        Filter(key="status", zh="状态", en="State", codes=MemberStatus),
        Filter(key="kind", zh="职工类型", en="Type", codes=MemberKind),
        Filter(key="new_employment", zh="新就业形态", en="Platform work", codes=NewEmployment),
        Filter(key="sex", zh="性别", en="Sex", codes=Sex),
        Filter(key="education", zh="文化程度", en="Education", codes=Education),
        Filter(key="politics", zh="政治面貌", en="Political status", codes=Politics),
        Filter(key="migrant", zh="农民工", en="Migrant worker"),
        Filter(key="dispatched", zh="劳务派遣工", en="Dispatched"),
        Filter(key="hardship", zh="困难职工", en="Hardship"),
        Filter(key="joined_on[gte]", zh="入会日期不早于", en="Joined on or after"),
        Filter(key="joined_on[lte]", zh="入会日期不晚于", en="Joined on or before"),
        Filter(key="born_on[gte]", zh="出生日期不早于", en="Born on or after"),
        Filter(key="born_on[lte]", zh="出生日期不晚于", en="Born on or before"),
        Filter(key="birthday_month", zh="生日月份", en="Month of birthday"),
        Filter(
            key="complete",
            zh="实名信息",
            en="Real-name record",
            yes_no=(("完整", "Complete"), ("有缺项", "With gaps")),
        ),
        Filter(key="has_card", zh="会员证", en="Card", yes_no=(("已发", "Issued"), ("未发", "Not issued"))),
        Filter(
            key="insured",
            zh="互助保障",
            en="Mutual protection",
            yes_no=(("在保", "Covered"), ("未参保", "Not covered")),
        ),
        Filter(key="protection", zh="保障种类", en="Kind of protection", codes=ProtectionKind),
        Filter(key="changed_within", zh="近几天内有变动", en="Changed within days"),
    ),
    sorts={"code": TREE_ORDER, "-created": ("最新登记在前", "Newest first"), "": TREE_ORDER},
    under=("organization_id",),
)

OFFICERS = Sheet(
    noun=ExportNoun.OFFICERS,
    unit_zh="人",
    unit_en="officers",
    columns=(
        Column(key="name", zh="姓名", en="Name", width=10),
        Column(key="post", zh="职务", en="Post", width=18, codes=Post),
        Column(key="union", zh="工会", en="Union", width=30, read=lambda row: row["organization_name"]),
        Column(key="sex", zh="性别", en="Sex", width=6, codes=Sex),
        Column(
            key="age",
            zh="年龄",
            en="Age",
            width=6,
            kind=ColumnKind.AGE,
            read=lambda row: row["born_on"],
        ),
        Column(key="form", zh="任职形式", en="Form", width=10, codes=PostForm),
        Column(key="administrative_post", zh="行政职务", en="Administrative post", width=18),
        Column(key="started_on", zh="任职日期", en="Since", width=12, kind=ColumnKind.DAY),
        Column(key="ended_on", zh="离任", en="Left", width=12, kind=ColumnKind.DAY),
        Column(
            key="term", zh="届满日", en="Term ends", width=12, kind=ColumnKind.DAY, read=lambda row: row["term_ends_on"]
        ),
        Column(key="phone", zh="电话", en="Phone", width=16, kind=ColumnKind.IDENTIFIER),
        Column(key="born_on", zh="出生日期", en="Born on", width=12, kind=ColumnKind.DAY),
        Column(key="education", zh="学历", en="Education", width=12, codes=Education),
        Column(key="term_number", zh="届次", en="Term", width=6, kind=ColumnKind.NUMBER),
        Column(key="term_phase", zh="届期", en="Term phase", width=12, codes=TermPhase),
        Column(key="end_reason", zh="离任原因", en="Why left", width=20),
    ),
    filters=(
        Filter(key="organization_id", zh="工会", en="Union", reference=True),
        Filter(key="under_id", zh="范围", en="Under", reference=True),
        Filter(key="q", zh="查找", en="Search"),
        Filter(key="post", zh="职务", en="Post", codes=Post),
        Filter(key="form", zh="任职形式", en="Form", codes=PostForm),
        Filter(key="ended", zh="离任", en="Left", yes_no=(("已离任", "Former officers"), ("在任", "In office"))),
        Filter(
            key="vacated", zh="补任", en="Refilled", yes_no=(("离任未补", "Left and not refilled"), ("不限", "All"))
        ),
        Filter(
            key="term_due",
            zh="届期",
            en="Term",
            yes_no=(("六个月内届满或已超期", "Due or overdue"), ("未到期", "Running")),
        ),
    ),
    sorts={"": TREE_ORDER},
    under=("organization_id", "under_id"),
)
