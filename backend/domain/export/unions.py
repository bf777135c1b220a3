"""The lists of unions and of employers."""

from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.organization.codes import (
    EmployerStatus,
    HonourKind,
    Industry,
    Level,
    OrganizationKind,
    OrganizationStatus,
    Ownership,
)
from backend.domain.organization.employers import EmployerSource

ORGANIZATIONS = Sheet(
    noun=ExportNoun.ORGANIZATIONS,
    unit_zh="个",
    unit_en="unions",
    columns=(
        Column(key="name", zh="名称", en="Name", width=34),
        Column(key="kind", zh="类型", en="Kind", width=18, codes=OrganizationKind),
        Column(key="parent", zh="隶属", en="Under", width=26, read=lambda row: row["parent_name"]),
        Column(key="children", zh="下级", en="Below", width=8, kind=ColumnKind.NUMBER),
        Column(key="members", zh="会员", en="Members", width=10, kind=ColumnKind.NUMBER),
        Column(
            key="joined",
            zh="入会率",
            en="Joined",
            width=9,
            kind=ColumnKind.SHARE,
            read=lambda row: row["members"] / row["employees"] if row["employees"] else None,
        ),
        Column(
            key="complete",
            zh="信息完整",
            en="Complete files",
            width=10,
            kind=ColumnKind.SHARE,
            read=lambda row: row["complete"] / row["members"] if row["members"] else None,
        ),
        Column(
            key="term",
            zh="届满日",
            en="Term ends",
            width=12,
            kind=ColumnKind.DAY,
            read=lambda row: row["term"] and row["term"]["ends_on"],
        ),
        Column(key="status", zh="状态", en="Status", width=10, codes=OrganizationStatus),
        Column(
            key="credit_code",
            zh="统一社会信用代码",
            en="Unified social credit code",
            width=22,
            kind=ColumnKind.IDENTIFIER,
        ),
        Column(key="ownership", zh="单位性质", en="Kind of unit", width=18, codes=Ownership),
        Column(key="industry", zh="行业", en="Industry", width=24, codes=Industry),
        Column(key="women", zh="女会员", en="Women", width=10, kind=ColumnKind.NUMBER),
        Column(key="migrants", zh="农民工", en="Migrants", width=10, kind=ColumnKind.NUMBER),
        Column(key="level", zh="层级", en="Level", width=14, codes=Level),
        Column(key="employees", zh="职工人数", en="Employees", width=10, kind=ColumnKind.NUMBER),
        Column(key="honours", zh="荣誉", en="Honour", width=14, codes=HonourKind),
        Column(key="term_number", zh="届次", en="Term number", width=6, kind=ColumnKind.NUMBER),
        Column(key="term_started_on", zh="本届选举日期", en="Elected on", width=13, kind=ColumnKind.DAY),
    ),
    filters=(
        Filter(key="parent_id", zh="直接上级", en="Directly under", reference=True),
        Filter(key="under_id", zh="范围", en="Under", reference=True),
        Filter(key="line_id", zh="系统", en="Line", reference=True),
        Filter(key="q", zh="查找", en="Search"),
        Filter(key="kind", zh="类型", en="Kind", codes=OrganizationKind),
        Filter(key="level", zh="层级", en="Level", codes=Level),
        Filter(key="status", zh="状态", en="Status", codes=OrganizationStatus),
        Filter(key="honour", zh="荣誉", en="Honour", codes=HonourKind),
        Filter(
            key="standard", zh="规范化", en="Good order", yes_no=(("八有齐全", "Complete"), ("不齐全", "Not complete"))
        ),
    ),
    sorts={"": TREE_ORDER},
    under=("parent_id", "under_id"),
)

EMPLOYERS = Sheet(
    noun=ExportNoun.EMPLOYERS,
    unit_zh="家",
    unit_en="employers",
    columns=(
        Column(key="name", zh="单位名称", en="Employer", width=34),
        Column(
            key="credit_code",
            zh="统一社会信用代码",
            en="Unified social credit code",
            width=22,
            kind=ColumnKind.IDENTIFIER,
        ),
        Column(key="ownership", zh="单位性质", en="Kind of unit", width=18, codes=Ownership),
        Column(key="employees", zh="职工(人)", en="Employees", width=10, kind=ColumnKind.NUMBER),
        Column(
            key="territory", zh="所在地工会", en="Union of the place", width=26, read=lambda row: row["territory_name"]
        ),
        Column(key="union", zh="涵盖它的工会", en="Covered by", width=30, read=lambda row: row["union_name"]),
        Column(key="status", zh="状态", en="Status", width=12, codes=EmployerStatus),
        Column(key="industry", zh="行业", en="Industry", width=24, codes=Industry),
        Column(
            key="women",
            zh="女职工(人)",
            en="Women",
            width=11,
            kind=ColumnKind.NUMBER,
            read=lambda row: row["women_employees"],
        ),
        Column(key="source", zh="来源", en="Source", width=14, codes=EmployerSource),
        Column(key="covered_on", zh="建会日期", en="Covered since", width=13, kind=ColumnKind.DAY),
        Column(key="address", zh="地址", en="Address", width=36),
        Column(key="region_code", zh="行政区划代码", en="Region code", width=14, kind=ColumnKind.IDENTIFIER),
        Column(key="listed_on", zh="最近列入名单", en="Last listed", width=13, kind=ColumnKind.DAY),
        Column(key="closed_on", zh="注销日期", en="Closed on", width=12, kind=ColumnKind.DAY),
    ),
    filters=(
        Filter(key="q", zh="查找", en="Search"),
        Filter(key="under_id", zh="范围", en="Under", reference=True),
        Filter(key="at_id", zh="直接归口", en="Directly with", reference=True),
        Filter(key="territory_id", zh="所在地", en="Place", reference=True),
        Filter(key="union_id", zh="涵盖工会", en="Covered by", reference=True),
        Filter(key="covered", zh="建会", en="Union", yes_no=(("已建会", "Has a union"), ("未建会", "Has no union"))),
        Filter(key="closed", zh="注销", en="Closed", yes_no=(("已注销", "Closed"), ("未注销", "Open"))),
        Filter(key="employees[gte]", zh="职工不少于", en="Employees at least"),
        Filter(key="employees[lt]", zh="职工少于", en="Employees fewer than"),
        Filter(key="ownership", zh="单位性质", en="Kind of unit", codes=Ownership),
        Filter(key="industry", zh="行业", en="Industry", codes=Industry),
        Filter(key="source", zh="来源", en="Source", codes=EmployerSource),
        Filter(key="listed_on[lt]", zh="名单未再列出，早于", en="Not listed since"),
    ),
    sorts={"": TREE_ORDER},
    under=("under_id", "at_id", "union_id", "territory_id"),
)
