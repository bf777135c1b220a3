"""The lists of visits (送温暖走访): their plans, and every stop with what was brought and given (AID-14…16)."""

from collections.abc import Callable, Mapping
from typing import Any

from backend.domain.export.columns import SEARCH, UNDER, day, identifier, moment, number, share, wording, yuan
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Column, Filter, Sheet
from backend.domain.visit.codes import Occasion, PlanStatus, VisitKind, VisitLevel, VisitStatus


def _goods(field: str) -> Callable[[Mapping[str, Any]], str]:
    """`大米 2、食用油 1`: goods as the table writes them."""

    def read(row: Mapping[str, Any]) -> str:
        return "、".join(f"{each['name']} {each.get('count', 1)}" for each in row[field])

    return read


def _days(row: Mapping[str, Any]) -> str:
    first, last = row["starts_on"], row["ends_on"]
    return str(first) if first == last else f"{first} – {last}"


PLANS = Sheet(
    noun=ExportNoun.VISIT_PLANS,
    unit_zh="份",
    unit_en="plans",
    columns=(
        wording("name", "名称", "Name", width=34),
        wording("status", "状态", "State", width=10, codes=PlanStatus),
        Column(key="days", zh="走访日期", en="Days", width=24, read=_days),
        number("visits", "户数", "Visits"),
        share("done", "已走访", "Done", lambda row: row["done"] / row["visits"] if row["visits"] else None),
        yuan("cash", "慰问金（元）", "Cash (yuan)"),
        yuan("goods", "慰问品价值（元）", "Goods (yuan)"),
        wording("organization", "制定工会", "Planned by", "organization_name", width=30),
        identifier("number", "编号", "Number"),
        wording("occasion", "时机", "Occasion", codes=Occasion),
        yuan("given", "已发慰问金（元）", "Cash given (yuan)"),
        wording("maker", "经办人", "Made by", "maker_name", width=10),
        wording("level", "带队层级", "Led by", width=20, codes=VisitLevel),
        wording("document", "文号", "Document", "document_number", width=24),
        number("absent", "未能走访(户)", "Not met", "absent"),
        yuan("goods_given", "已发慰问品价值（元）", "Goods given (yuan)"),
    ),
    filters=(
        SEARCH,
        UNDER,
        Filter(key="status", zh="状态", en="State", codes=PlanStatus),
        Filter(key="occasion", zh="时机", en="Occasion", codes=Occasion),
        Filter(key="year", zh="年份", en="Year"),
    ),
    sorts={"": ("日期从近到远", "Latest first")},
    under=("under_id",),
)

VISITS = Sheet(
    noun=ExportNoun.VISITS,
    unit_zh="户",
    unit_en="visits",
    columns=(
        wording("name", "姓名", "Name", width=10),
        wording("unit", "单位", "Unit", width=30),
        wording("kind", "类别", "Kind", codes=VisitKind),
        day("day", "日期", "Day", "visit_on"),
        wording("plan", "走访安排", "Plan", "plan_name", width=34),
        wording("team", "小组", "Team", "team_name", width=12),
        yuan("cash", "慰问金（元）", "Cash (yuan)"),
        Column(key="goods", zh="慰问品", en="Goods", width=24, read=_goods("goods")),
        wording("status", "结果", "Outcome", width=10, codes=VisitStatus),
        yuan("given", "已发慰问金（元）", "Cash given (yuan)"),
        yuan("worth", "价值（元）", "Worth (yuan)", "goods_fen"),
        wording("time", "时间", "Time", "visit_time", width=8),
        wording("recorder", "登记人", "Recorded by", "recorded_by_name", width=10),
        moment("recorded", "登记时间", "Recorded at", "recorded_at"),
        wording("note", "备注", "Notes", width=30),
        Column(key="goods_given", zh="已发慰问品", en="Goods given", width=24, read=_goods("goods_given")),
        yuan("goods_given_worth", "已发慰问品价值（元）", "Goods given (yuan)", "goods_given_fen"),
        wording("difference", "与安排不同的原因", "Why other than planned", width=30),
        wording("signed_by", "签收人", "Signed by", width=10),
        wording("absence", "未能走访的原因", "Why not met", width=30),
        Column(key="overdue", zh="逾期", en="Overdue", width=8),
    ),
    filters=(
        SEARCH,
        Filter(key="plan_id", zh="走访安排", en="Plan", reference=True),
        Filter(key="team_id", zh="小组", en="Team", reference=True),
        UNDER,
        Filter(key="status", zh="结果", en="Outcome", codes=VisitStatus),
        Filter(key="kind", zh="类别", en="Kind", codes=VisitKind),
        Filter(key="mine", zh="由我登记的", en="Of my teams", unsaid=False),
        Filter(key="overdue", zh="逾期未走访", en="Overdue", unsaid=False),
        Filter(key="settled", zh="已确定的安排", en="Of settled plans", unsaid=False),
        Filter(key="occasion", zh="时机", en="Occasion", codes=Occasion),
        Filter(key="program_id", zh="帮扶项目", en="Programme", reference=True),
        Filter(key="visit_on[gte]", zh="走访日期不早于", en="Visited on or after"),
        Filter(key="visit_on[lte]", zh="走访日期不晚于", en="Visited on or before"),
    ),
    sorts={"": ("按日期、安排、小组", "By day, plan and team")},
    under=("under_id",),
)
