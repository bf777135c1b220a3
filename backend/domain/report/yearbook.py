"""The columns that yearbooks print of unions (domain-facts 3.8): one line per union below, and their sum."""

from typing import Final

from backend.domain.organization.codes import CommitteeKind, Ownership, PostForm
from backend.domain.report.forms import Chapter, Check, Comparison, Form, Item, Line, ReportForm, ReportUnit, Source
from backend.domain.statistic.dimensions import UNKNOWN

_O, _P = ReportUnit.ORGANIZATION, ReportUnit.PERSON
_K = Ownership
_APART: Final = {_K.HK_MO_TW, _K.FOREIGN, _K.INSTITUTION, _K.GOVERNMENT, _K.INDIVIDUAL, _K.NON_PROFIT}
_DOMESTIC: Final = tuple(str(kind) for kind in Ownership if kind not in _APART)


def _of(*kinds: str) -> Source:
    return Source("unions", "base_unions", "ownership", tuple(str(kind) for kind in kinds))


YEARBOOK: Final = Form(
    form=ReportForm.YEARBOOK,
    number="年鉴 20-5",
    basis_zh="年末数",
    basis_en="At the end of the year",
    across=True,
    items=(
        Item("y01", "合计", "All", _O, Source("unions", "base_unions")),
        Item("y02", "内资企业", "Domestic", _O, _of(*_DOMESTIC)),
        Item("y03", "港澳台商", "HK, Macau, Taiwan", _O, _of(_K.HK_MO_TW)),
        Item("y04", "外商", "Foreign", _O, _of(_K.FOREIGN)),
        Item("y05", "事业", "Institutions", _O, _of(_K.INSTITUTION)),
        Item("y06", "机关", "Government", _O, _of(_K.GOVERNMENT)),
        Item("y07", "个体", "Individual", _O, _of(_K.INDIVIDUAL)),
        Item("y08", "其他", "Others", _O, _of(_K.NON_PROFIT, UNKNOWN.code)),
        Item("y11", "职工", "Employees", _P, Source("members", "employees")),
        Item("y12", "女职工", "Women", _P),
        Item("y13", "会员", "Members", _P, Source("members", "members")),
        Item("y14", "女会员", "Women", _P, Source("members", "women")),
        Item("y15", "专职", "Full-time", _P, Source("officers", "officers", "form", (PostForm.FULL_TIME,))),
        Item("y16", "兼职", "Part-time", _P, Source("officers", "officers", "form", (PostForm.PART_TIME,))),
        Item("y21", "涵盖单位", "Units", _O),
        Item("y22", "会员", "Members", _P),
        Item("y31", "女职委", "Women's", _O, Source("committees", "committees", "kind", (CommitteeKind.WOMEN,))),
        Item("y32", "经审组织", "Audit", _O, Source("committees", "committees", "kind", (CommitteeKind.AUDIT,))),
        Item("y41", "职代会单位", "Congresses", _O),
        Item("y42", "代表", "Delegates", _P),
        Item("y43", "女代表", "Women", _P),
        Item("y44", "厂务公开单位", "Open affairs", _O),
        Item("y45", "董事会单位", "Boards", _O),
        Item("y46", "职工董事", "Directors", _P),
        Item("y47", "女董事", "Women", _P),
        Item("y51", "劳动保护", "Protection", _O),
        Item("y52", "法律监督", "Law", _O),
        Item("y53", "调解委员会", "Mediation", _O),
        Item("y54", "技协", "Technicians", _O),
    ),
    chapters=(
        Chapter("基层工会", "Basic unions", tuple(Line(f"y0{n}") for n in range(1, 9))),
        Chapter("职工与会员", "Employees and members", tuple(Line(f"y1{n}") for n in range(1, 5))),
        Chapter("工会干部", "Officers", (Line("y15"), Line("y16"))),
        Chapter("联合工会", "Joint unions", (Line("y21"), Line("y22"))),
        Chapter("委员会", "Committees", (Line("y31"), Line("y32"))),
        Chapter("民主管理", "Democratic management", tuple(Line(f"y4{n}") for n in range(1, 8))),
        Chapter("其他组织", "Other bodies", tuple(Line(f"y5{n}") for n in range(1, 5))),
    ),
    checks=(
        Check(
            "h01",
            "基层工会合计应等于各类单位之和。",
            "All basic unions are the sum over the kinds of units.",
            ("y01",),
            Comparison.EQUAL,
            tuple(f"y0{n}" for n in range(2, 9)),
        ),
        Check(
            "h02", "女职工不应多于职工。", "Women are at most all employees.", ("y12",), Comparison.AT_MOST, ("y11",)
        ),
        Check("h03", "女会员不应多于会员。", "Women are at most all members.", ("y14",), Comparison.AT_MOST, ("y13",)),
        Check(
            "h04",
            "会员多于职工，请核对职工人数。",
            "More members than employees: check.",
            ("y13",),
            Comparison.AT_MOST,
            ("y11",),
            False,
        ),
        Check(
            "h05",
            "联合工会会员不应多于会员。",
            "Members of joint unions are at most all.",
            ("y22",),
            Comparison.AT_MOST,
            ("y13",),
        ),
        Check(
            "h06", "女代表不应多于代表。", "Women are at most all delegates.", ("y43",), Comparison.AT_MOST, ("y42",)
        ),
        Check(
            "h07",
            "女董事不应多于职工董事。",
            "Women are at most all directors.",
            ("y47",),
            Comparison.AT_MOST,
            ("y46",),
        ),
    ),
)
