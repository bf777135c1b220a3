"""The lists of aid: programmes, what workers asked for, cases, notices with their objections, and pairings.

None of them holds what is sealed: what somebody said of a neighbour, what was heard at a door, and health are read one
at a time, on record.
"""

from backend.domain.aid.application_codes import ApplicationStatus
from backend.domain.aid.case_codes import CaseStatus, FundSource, ProgramKind, ProgramStatus, Stage
from backend.domain.aid.codes import HardshipCategory, HardshipCause
from backend.domain.aid.outcomes import AidOutcome
from backend.domain.export.columns import PAID, SEARCH, UNDER, day, identifier, moment, number, wording, yuan
from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.notice.codes import NoticeState, ObjectionState, ObjectionWay
from backend.domain.pairing.codes import HelperKind, PairingState

_PROGRAM = Filter(key="program_id", zh="项目", en="Programme", reference=True)
_HOUSEHOLD = Filter(key="household_id", zh="困难职工家庭", en="Household", reference=True)

PROGRAMS = Sheet(
    noun=ExportNoun.AID_PROGRAMS,
    unit_zh="个",
    unit_en="programmes",
    columns=(
        wording("name", "项目名称", "Name", width=34),
        wording("kind", "类别", "Kind", codes=ProgramKind),
        identifier("year", "年度", "Year", width=7),
        wording("status", "状态", "State", width=10, codes=ProgramStatus),
        wording("union", "举办工会", "Run by", "organization_name", width=30),
        moment("closes", "受理截止", "Closes at", "closes_at"),
        number("cases", "申请(件)", "Cases"),
        number("approved", "批准(件)", "Approved"),
        yuan("amount", "金额（元）", "Amount (yuan)"),
        wording("way", "办理环节", "Stages", "stages", width=50, codes=Stage),
        wording("maker", "制定人", "Made by", "made_by_name", width=10),
        moment("opens", "受理开始", "Opens at", "opens_at"),
        wording("sources", "资金来源", "Sources of money", width=24, codes=FundSource),
        number("notice_days", "公示天数（工作日）", "Days of notice (working days)"),
        yuan("each_time", "每次上限（元）", "Most each time (yuan)"),
        yuan("each_year", "全年上限（元）", "Most a year (yuan)"),
        wording("papers_place", "交件地点", "Papers handed in at", width=30),
        wording("papers_room", "交件房间", "Room", width=14),
        wording("papers_phone", "联系电话", "Phone", width=16),
    ),
    filters=(
        Filter(key="status", zh="状态", en="State", codes=ProgramStatus),
        Filter(key="kind", zh="类别", en="Kind", codes=ProgramKind),
        Filter(key="year", zh="年度", en="Year"),
        Filter(key="below", zh="含下级项目", en="With those below", unsaid=False),
        Filter(key="accepting", zh="现在受理", en="Takes cases now", unsaid=False),
    ),
    sorts={"": ("年度从近到远", "Latest year first")},
)

APPLICATIONS = Sheet(
    noun=ExportNoun.AID_APPLICATIONS,
    unit_zh="件",
    unit_en="applications",
    columns=(
        wording("name", "职工", "Worker", width=10),
        identifier("number", "申请编号", "Number"),
        wording("status", "状态", "State", width=12, codes=ApplicationStatus),
        moment("submitted", "提交时间", "Handed in", "submitted_at"),
        wording("cause", "主要致困原因", "Main cause", "main_cause", codes=HardshipCause),
        number("people", "人口(人)", "People"),
        number("papers", "材料(份)", "Papers", "papers_count"),
        wording("program", "申请项目", "Programme", "program_name", width=30),
        wording("organization", "所在工会", "Union", "organization_name", width=30),
        moment("reached", "进入现状态", "So since", "reached_at"),
    ),
    filters=(
        SEARCH,
        UNDER,
        Filter(key="status", zh="状态", en="State", codes=ApplicationStatus),
        Filter(key="cause", zh="致困原因", en="Cause", codes=HardshipCause),
        _PROGRAM,
    ),
    sorts={"": ("等待最久的在前", "Longest waiting first")},
    under=("under_id",),
)

CASES = Sheet(
    noun=ExportNoun.AID_CASES,
    unit_zh="件",
    unit_en="cases",
    columns=(
        wording("name", "姓名", "Name", width=10),
        identifier("number", "案号", "Number"),
        wording("program", "帮扶项目", "Programme", "program_name", width=30),
        yuan("amount", "金额（元）", "Amount (yuan)"),
        wording("status", "状态", "State", width=16, codes=CaseStatus),
        number("waiting", "等待(天)", "Waiting (days)", "waiting_days"),
        day("due", "办理期限", "Due", "due_at"),
        wording("organization", "所在工会", "Union", "organization_name", width=30),
        wording("desk", "现由谁办", "Lies with", "desk_name", width=26),
        wording("category", "困难类别", "Category", width=12, codes=HardshipCategory),
        yuan("asked", "申请金额（元）", "Asked (yuan)"),
        wording("maker", "经办人", "Made by", "maker_name", width=10),
        wording("checker", "批准人", "Approved by", "checker_name", width=10),
        moment("submitted", "提交时间", "Submitted", "submitted_at"),
        moment("approved", "批准时间", "Approved", "approved_at"),
        wording("program_kind", "项目类别", "Kind of programme", codes=ProgramKind),
        number("late", "超期(天)", "Late (days)", "late_days"),
        moment("paid", "发放时间", "Paid at", "paid_at"),
        wording("outcome", "后续成效", "What became of it", width=14, codes=AidOutcome),
        day("outcome_on", "回访日期", "Followed up on"),
    ),
    filters=(
        SEARCH,
        UNDER,
        _PROGRAM,
        Filter(key="program_kind", zh="项目类别", en="Kind of programme", codes=ProgramKind),
        Filter(key="status", zh="状态", en="State", codes=CaseStatus),
        Filter(key="category", zh="困难类别", en="Category", codes=HardshipCategory),
        _HOUSEHOLD,
        Filter(key="member_id", zh="会员", en="Member", reference=True),
        Filter(key="desk", zh="待我办", en="At my desk", unsaid=False),
        Filter(key="acted", zh="我办理过的", en="Done by me", unsaid=False),
        Filter(key="late", zh="超期", en="Late", unsaid=False),
        Filter(key="waiting_days", zh="在现环节至少（天）", en="Days at its desk, at least"),
        Filter(key="outcome", zh="后续成效", en="What became of it", codes=AidOutcome),
        Filter(key="submitted_on[gte]", zh="提交日期不早于", en="Handed in on or after"),
        Filter(key="submitted_on[lte]", zh="提交日期不晚于", en="Handed in on or before"),
        *PAID,
    ),
    sorts={"": TREE_ORDER, "place": TREE_ORDER, "due": ("期限最近的在前", "Due first")},
    under=("under_id",),
)

CANDIDATES = Sheet(
    noun=ExportNoun.NOTICE_CANDIDATES,
    unit_zh="件",
    unit_en="cases",
    columns=(
        wording("name", "姓名", "Name", width=10),
        identifier("number", "申请编号", "Case"),
        wording("program", "项目", "Programme", "program_name", width=30),
        wording("organization", "工会", "Union", "organization_name", width=30),
        wording("category", "困难类别", "Category", width=12, codes=HardshipCategory),
        yuan("amount", "拟救助（元）", "Amount (yuan)"),
        number("days", "公示期", "Period", "notice_days"),
        day("since", "审核通过", "Reviewed", "reached_at"),
    ),
    filters=(_PROGRAM, Filter(key="organization_id", zh="工会", en="Union", reference=True)),
    sorts={"": TREE_ORDER},
    under=("organization_id",),
)

NOTICES = Sheet(
    noun=ExportNoun.NOTICES,
    unit_zh="份",
    unit_en="notices",
    columns=(
        identifier("number", "公示编号", "Notice"),
        wording("program", "项目", "Programme", "program_name", width=30),
        wording("organization", "工会", "Union", "organization_name", width=30),
        number("people", "人数", "People"),
        day("published", "发布日期", "Published", "published_at"),
        # The moment at which it is over; on screen it stands as 24:00 of the day before.
        moment("ends", "公示至", "Until", "ends_at"),
        number("objections", "未答复异议", "Open objections", "open_objections"),
        wording("state", "状态", "State", width=20, codes=NoticeState),
        wording("by", "发布人", "By", "published_by_name", width=10),
        number("days", "公示天数（工作日）", "Days (working days)"),
        moment("concluded", "出结果时间", "Concluded at", "concluded_at"),
        moment("withdrawn", "撤销时间", "Withdrawn at", "withdrawn_at"),
    ),
    filters=(UNDER, _PROGRAM, Filter(key="state", zh="状态", en="State", codes=NoticeState)),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)

OBJECTIONS = Sheet(
    noun=ExportNoun.OBJECTIONS,
    unit_zh="件",
    unit_en="objections",
    columns=(
        wording("against", "反映对象", "Against", width=12),
        identifier("notice", "公示编号", "Notice", "notice_number"),
        wording("organization", "工会", "Union", "organization_name", width=30),
        day("received", "收到日期", "On", "received_on"),
        wording("way", "方式", "Came", width=10, codes=ObjectionWay),
        wording("state", "状态", "State", codes=ObjectionState),
        wording("reason", "核实情况", "What was found", width=50),
        Column(key="anonymous", zh="匿名", en="Anonymous", width=8),
        wording("taken_by", "登记人", "Entered by", "taken_by_name", width=10),
        moment("taken", "登记时间", "Entered at", "taken_at"),
        wording("answered_by", "答复人", "Answered by", "answered_by_name", width=10),
        moment("answered", "答复时间", "Answered at", "answered_at"),
    ),
    filters=(
        Filter(key="notice_id", zh="公示", en="Notice", reference=True),
        Filter(key="state", zh="状态", en="State", codes=ObjectionState),
    ),
    sorts={"": NEWEST_FIRST},
)

PAIRINGS = Sheet(
    noun=ExportNoun.PAIRINGS,
    unit_zh="对",
    unit_en="pairings",
    columns=(
        wording("household", "困难职工", "Worker", "household_name", width=10),
        identifier("number", "档案编号", "File", "household_number"),
        wording("helper", "包保人", "Helper", "name", width=16),
        wording("post", "职务", "Post", width=20),
        wording("kind", "种类", "Kind", width=8, codes=HelperKind),
        wording("organization", "工会", "Union", "organization_name", width=30),
        day("started", "开始日期", "Since", "started_on"),
        day("contact", "最近联系", "Last contact", "contact_on"),
        wording("state", "状态", "State", codes=PairingState),
        day("ended", "结束日期", "Ended on", "ended_on"),
        Column(key="end_reason", zh="结束原因", en="Why it ended", width=30, kind=ColumnKind.TEXT),
    ),
    filters=(_HOUSEHOLD, Filter(key="state", zh="状态", en="State", codes=PairingState)),
    sorts={"": NEWEST_FIRST},
)
