"""The list of household files (困难职工档案), with all that an office needs of a file on paper (domain-facts 3.3).

Health, special reasons and remarks do not leave in a list: they are read in the file, one at a time, for a reason.
"""

from backend.domain.aid.codes import (
    ContractTerm,
    EnterpriseState,
    Exclusion,
    ExitReason,
    HardshipCategory,
    HardshipCause,
    HouseholdClass,
    HouseholdStatus,
    Housing,
    HousingArea,
    WorkerKind,
)
from backend.domain.aid.paper_request_codes import PaperRequestStatus
from backend.domain.export.columns import day, masked, yuan
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.identity import Sex
from backend.domain.member.codes import HukouKind, Marriage, ModelWorker, Nation, Politics
from backend.domain.organization.codes import Industry, Ownership

_LIST = (
    Column(key="name", zh="职工", en="Worker", width=10),
    Column(key="number", zh="档案编号", en="Number", width=16, kind=ColumnKind.IDENTIFIER),
    Column(key="category", zh="困难类别", en="Category", width=12, codes=HardshipCategory),
    Column(
        key="cause",
        zh="主要致困原因",
        en="Main cause",
        width=14,
        codes=HardshipCause,
        read=lambda row: row["main_cause"],
    ),
    Column(key="size", zh="人口(人)", en="People", width=8, kind=ColumnKind.NUMBER),
    yuan("gross", "人均月收入（元）", "Income a head (yuan)"),
    Column(key="status", zh="状态", en="State", width=10, codes=HouseholdStatus),
    Column(key="organization", zh="所在工会", en="Union", width=30, read=lambda row: row["organization_name"]),
    day("due", "复核期限", "Review due", "review_due_on"),
    Column(key="class", zh="类型", en="Class", width=8, codes=HouseholdClass, read=lambda row: row["file_class"]),
    Column(
        key="kind", zh="职工身份", en="Kind of worker", width=14, codes=WorkerKind, read=lambda row: row["worker_kind"]
    ),
    Column(key="age", zh="年龄(岁)", en="Age", width=6, kind=ColumnKind.NUMBER),
    yuan("net", "扣刚性后（元）", "After rigid costs (yuan)"),
    Column(key="keeper", zh="建档人", en="Entered by", width=10, read=lambda row: row["keeper_name"]),
    Column(key="reviewer", zh="审核人", en="Put on file by", width=10, read=lambda row: row["reviewer_name"]),
    day("opened", "建档日期", "On file since", "opened_on"),
)

_WORKER = (
    Column(key="sex", zh="性别", en="Sex", width=6, codes=Sex),
    day("born_on", "出生日期", "Born on", "born_on"),
    masked("id_number", "证件号码", "Document number", width=22),
    Column(key="nation", zh="民族", en="Nation", width=10, codes=Nation),
    Column(key="politics", zh="政治面貌", en="Political status", width=12, codes=Politics),
    masked("phone", "手机号码", "Phone", width=14),
    masked("other_phone", "其他电话", "Other phone", width=16),
    masked("residence", "家庭住址", "Residence", width=30),
    masked("postcode", "邮政编码", "Postcode", width=10),
    Column(key="marriage", zh="婚姻状况", en="Marriage", width=10, codes=Marriage),
    Column(key="hukou_kind", zh="户口性质", en="Household registration", width=12, codes=HukouKind),
    day("work_started_on", "参加工作日期", "Work began on", "work_started_on"),
    Column(key="unit", zh="工作单位", en="Unit", width=30),
    Column(key="unit_ownership", zh="单位性质", en="Nature of the unit", width=14, codes=Ownership),
    Column(key="unit_industry", zh="所属行业", en="Industry", width=20, codes=Industry),
    Column(key="unit_address", zh="单位地址", en="Address of the unit", width=30),
    Column(key="contract_term", zh="合同期限", en="Contract", width=14, codes=ContractTerm),
    Column(key="union_member", zh="工会会员", en="Union member", width=8),
    Column(key="model_worker", zh="劳模", en="Model worker", width=12, codes=ModelWorker),
    Column(key="enterprise_state", zh="企业状况", en="State of the enterprise", width=12, codes=EnterpriseState),
)

_MEANS = (
    Column(key="single_parent", zh="单亲", en="Single parent", width=8),
    Column(key="nobody_works", zh="零就业家庭", en="Nobody works", width=8),
    Column(key="self_help", zh="有自救能力", en="Able to help itself", width=8),
    Column(key="housing", zh="住房类型", en="Housing", width=12, codes=Housing),
    Column(key="housing_area", zh="住房面积", en="Area of the housing", width=14, codes=HousingArea),
    Column(key="exclusions", zh="排除情形", en="Exclusions", width=24, codes=Exclusion),
    Column(key="causes", zh="其他致困原因", en="Other causes", width=24, codes=HardshipCause),
    yuan("other_income", "其他年收入（元）", "Other income a year (yuan)"),
    yuan("medical", "自付医疗费（元）", "Medical cost (yuan)"),
    yuan("disability", "残疾支出（元）", "Cost of disability (yuan)"),
    yuan("schooling", "就学支出（元）", "Cost of schooling (yuan)"),
    yuan("work", "必要就业成本（元）", "Cost of work (yuan)"),
    yuan("property_loss", "家庭财产损失（元）", "Loss of property (yuan)"),
)

_PAYING = (
    Column(key="bank", zh="开户银行", en="Bank", width=24),
    masked("bank_card", "银行卡号", "Bank card", width=24),
)

_COURSE = (
    Column(key="decided", zh="另行认定", en="Decided beside the rules", width=10),
    day("reviewed_on", "最近复核", "Last reviewed", "reviewed_on"),
    day("returned_on", "返困日期", "Came back on", "returned_on"),
    day("exited_on", "退出日期", "Left on", "exited_on"),
    Column(key="exit_reason", zh="退出原因", en="Why it left", width=20, codes=ExitReason),
)

HOUSEHOLDS = Sheet(
    noun=ExportNoun.HOUSEHOLDS,
    unit_zh="户",
    unit_en="files",
    columns=(*_LIST, *_WORKER, *_MEANS, *_PAYING, *_COURSE),
    filters=(
        Filter(key="q", zh="查找", en="Search"),
        Filter(key="under_id", zh="范围", en="Under", reference=True),
        Filter(key="status", zh="状态", en="State", codes=HouseholdStatus),
        Filter(key="category", zh="困难类别", en="Category", codes=HardshipCategory),
        Filter(key="cause", zh="致困原因", en="Cause", codes=HardshipCause),
        Filter(key="worker_kind", zh="职工身份", en="Kind of worker", codes=WorkerKind),
        Filter(key="file_class", zh="存量增量", en="Class", codes=HouseholdClass),
        Filter(key="nobody_works", zh="零就业家庭", en="Nobody works", unsaid=False),
        Filter(key="opened_on[gte]", zh="建档日期不早于", en="On file from"),
        Filter(key="opened_on[lte]", zh="建档日期不晚于", en="On file until"),
        Filter(key="returned_on[gte]", zh="返困日期不早于", en="Came back from"),
        Filter(key="returned_on[lte]", zh="返困日期不晚于", en="Came back until"),
        Filter(key="exited_on[gte]", zh="退出日期不早于", en="Left from"),
        Filter(key="exited_on[lte]", zh="退出日期不晚于", en="Left until"),
        Filter(key="exit_reason", zh="退出原因", en="Why it left", codes=ExitReason),
        Filter(key="paper_request", zh="补材料", en="Papers asked for", codes=PaperRequestStatus),
        Filter(key="overdue", zh="复核超期", en="Review overdue", unsaid=False),
    ),
    sorts={"": TREE_ORDER},
    under=("under_id",),
)
