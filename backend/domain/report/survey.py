"""The annual survey, summary of unions above the basic level (工会统计年报; domain-facts 3.8): what the register answers, and
the most asked of the rest, which basic unions tell (`unit_survey.py`). Its year runs from October to September."""

from typing import Final

from backend.domain.organization.codes import CommitteeKind, PostForm
from backend.domain.report.forms import Chapter, Check, Comparison, Form, Item, Line, ReportForm, ReportUnit, Source

_O, _P, _H = ReportUnit.ORGANIZATION, ReportUnit.PERSON, ReportUnit.HOUSEHOLD
_WIDER = 2027
"""From this report on the survey has the chapters on relief, finance, education, exchange and harmonious enterprises too."""

_ITEMS: Final = (
    Item("101", "基层工会", "Basic unions", _O, Source("unions", "base_unions")),
    Item("102", "规范化工会", "In good order", _O, Source("unions", "standard_unions")),
    Item("103", "本年新建", "Founded this year", _O, Source("foundings", "founded")),
    Item(
        "104",
        "女职工委员会",
        "Women's committees",
        _O,
        Source("committees", "committees", "kind", (CommitteeKind.WOMEN,)),
    ),
    Item(
        "105",
        "经费审查委员会",
        "Audit committees",
        _O,
        Source("committees", "committees", "kind", (CommitteeKind.AUDIT,)),
    ),
    Item("106", "法人单位", "Employers", _O, Source("coverage", "employers")),
    Item("107", "已建会单位", "With a union", _O, Source("coverage", "covered")),
    Item("108", "未建会单位", "Without a union", _O, Source("coverage", "uncovered")),
    Item("201", "职工", "Employees", _P, Source("members", "employees")),
    Item("202", "女职工", "Women employees", _P),
    Item("203", "会员", "Members", _P, Source("members", "members")),
    Item("204", "女会员", "Women", _P, Source("members", "women")),
    Item("205", "农民工会员", "Migrant workers", _P, Source("members", "migrants")),
    Item("206", "劳务派遣工会员", "Dispatched workers", _P, Source("members", "dispatched")),
    Item("207", "新就业形态会员", "New forms of employment", _P, Source("members", "new_forms")),
    Item("208", "困难职工会员", "In hardship", _P, Source("members", "hardship")),
    Item("209", "已发会员证", "Cards issued", _P, Source("members", "carded")),
    Item("210", "本年新入会", "Joined this year", _P, Source("member_changes", "joined")),
    Item(
        "301", "专职工会干部", "Full-time officers", _P, Source("officers", "officers", "form", (PostForm.FULL_TIME,))
    ),
    Item(
        "302", "兼职工会干部", "Part-time officers", _P, Source("officers", "officers", "form", (PostForm.PART_TIME,))
    ),
    Item("303", "挂职工会干部", "Seconded officers", _P, Source("officers", "officers", "form", (PostForm.SECONDED,))),
    Item("401", "建立职代会制度的单位", "Units with a workers' congress", _O),
    Item("402", "职代会代表", "Delegates", _P),
    Item("403", "女代表", "Women delegates", _P),
    Item("404", "实行厂务公开的单位", "Units with open affairs", _O),
    Item("405", "设董事会的单位", "Units with a board", _O),
    Item("406", "职工董事", "Directors from the workforce", _P),
    Item("407", "女职工董事", "Women directors", _P),
    Item("501", "签订集体合同", "Collective contracts", ReportUnit.PIECE),
    Item("502", "集体合同覆盖职工", "Employees covered by them", _P),
    Item("503", "签订工资专项集体合同", "Wage agreements", ReportUnit.PIECE),
    Item("504", "劳动争议调解委员会", "Mediation committees", _O),
    Item("601", "劳动保护监督检查组织", "Labour protection bodies", _O),
    Item("602", "劳动法律监督组织", "Legal supervision bodies", _O),
    Item("701", "参加劳动竞赛", "Taking part in contests", ReportUnit.TIME),
    Item("702", "提出合理化建议", "Suggestions made", ReportUnit.PIECE),
    Item("703", "被采纳的合理化建议", "Suggestions adopted", ReportUnit.PIECE),
    *(
        Item(code, zh, en, unit, source, since=_WIDER)
        for code, zh, en, unit, source in (
            ("801", "建档困难职工家庭", "Households on file", _H, Source("households", "households")),
            ("802", "本年新建档", "Put on file this year", _H, Source("household_changes", "opened")),
            ("803", "本年脱困退出", "Left it this year", _H, Source("household_changes", "exited")),
            ("804", "本年受助家庭", "Households helped with money", _H, Source("aid_money", "households")),
            ("805", "本年走访慰问", "Households visited", _H, Source("visits", "done")),
            (
                "806",
                "互助保障在保会员",
                "Members under mutual protection",
                _P,
                Source("protection_coverage", "covered"),
            ),
            ("901", "单独建账的工会", "Unions with books of their own", _O, None),
            ("902", "开设独立账户的工会", "Unions with an account of their own", _O, None),
            ("903", "完成经费上解的工会", "Unions that remitted what they owe", _O, None),
            ("904", "本年接受经费审查的工会", "Unions audited this year", _O, None),
            ("1001", "职工书屋", "Reading rooms", _O, None),
            ("1002", "文化体育场所", "Places for culture and sport", _O, None),
            ("1003", "参加教育培训", "Taking part in training", ReportUnit.TIME, None),
            ("1004", "举办文体活动", "Events of culture and sport", ReportUnit.EVENT, None),
            ("1005", "参加文体活动", "Taking part in them", ReportUnit.TIME, None),
            ("1101", "出访", "Visits abroad", ReportUnit.TIME, None),
            ("1102", "接待来访", "Visitors from abroad", ReportUnit.TIME, None),
            ("1201", "参加创建和谐劳动关系的企业", "Enterprises working towards harmonious relations", _O, None),
            ("1202", "被命名的和谐企业", "Enterprises so named", _O, None),
        )
    ),
)


def _at_most(code: str, less: str, more: str, zh: str, en: str, *, hard: bool = True) -> Check:
    return Check(code, zh, en, (less,), Comparison.AT_MOST, (more,), hard)


SURVEY: Final = Form(
    form=ReportForm.SURVEY,
    number="工统年 2 表",
    basis_zh="统计时间：上年 10 月 1 日至本年 9 月 30 日",
    basis_en="From 1 October of the year before to 30 September",
    across=False,
    first_month=10,
    due=(10, 22),
    units=ReportForm.UNIT_SURVEY,
    items=_ITEMS,
    chapters=(
        Chapter(
            "一、工会组织",
            "1. Organization",
            (
                Line("101"),
                Line("102", indent=1),
                Line("103", indent=1),
                Line("104"),
                Line("105"),
                Line("106"),
                Line("107", indent=1),
                Line("108", indent=1),
            ),
        ),
        Chapter(
            "二、职工与会员",
            "2. Employees and members",
            (
                Line("201", "202"),
                Line("203", "204"),
                *(Line(code, indent=1) for code in ("205", "206", "207", "208", "209", "210")),
            ),
        ),
        Chapter("三、工会干部", "3. Officers", (Line("301"), Line("302"), Line("303"))),
        Chapter(
            "四、民主管理",
            "4. Democratic management",
            (Line("401"), Line("402", "403"), Line("404"), Line("405"), Line("406", "407", indent=1)),
        ),
        Chapter("五、劳动关系", "5. Labour relations", (Line("501"), Line("502", indent=1), Line("503"), Line("504"))),
        Chapter("六、劳动保护与法律", "6. Labour protection and law", (Line("601"), Line("602"))),
        Chapter("七、经济技术", "7. Contests and suggestions", (Line("701"), Line("702"), Line("703", indent=1))),
        Chapter(
            "八、保障工作",
            "8. Relief",
            (Line("801"), Line("802", indent=1), Line("803", indent=1), Line("804"), Line("805"), Line("806")),
        ),
        Chapter("九、财务与经审", "9. Finance and audit", (Line("901"), Line("902"), Line("903"), Line("904"))),
        Chapter(
            "十、宣教文体",
            "10. Education, culture and sport",
            (Line("1001"), Line("1002"), Line("1003"), Line("1004"), Line("1005", indent=1)),
        ),
        Chapter("十一、国际交流", "11. International exchange", (Line("1101"), Line("1102"))),
        Chapter("十二、和谐企业", "12. Harmonious enterprises", (Line("1201"), Line("1202", indent=1))),
    ),
    checks=(
        _at_most(
            "g101", "102", "101", "规范化工会不应多于基层工会。", "Unions in good order are at most all basic unions."
        ),
        _at_most(
            "g102", "103", "101", "本年新建不应多于基层工会。", "Those founded this year are at most all basic unions."
        ),
        Check(
            "g103",
            "法人单位应等于已建会与未建会单位之和。",
            "Employers are those with and those without a union.",
            ("106",),
            Comparison.EQUAL,
            ("107", "108"),
        ),
        _at_most("g201", "202", "201", "女职工不应多于职工。", "Women employees are at most all employees."),
        _at_most("g202", "204", "203", "女会员不应多于会员。", "Women members are at most all members."),
        *(
            _at_most(f"g2{code[1:]}", code, "203", f"{zh}不应多于会员。", f"{en} are at most all members.")
            for code, zh, en in (
                ("205", "农民工会员", "Migrant workers"),
                ("206", "劳务派遣工会员", "Dispatched workers"),
                ("207", "新就业形态会员", "New forms of employment"),
                ("208", "困难职工会员", "Members in hardship"),
                ("209", "已发会员证", "Cards issued"),
            )
        ),
        _at_most(
            "g211",
            "203",
            "201",
            "会员多于职工，请核对职工人数。",
            "More members than employees: check the employees.",
            hard=False,
        ),
        _at_most("g401", "403", "402", "女代表不应多于职代会代表。", "Women delegates are at most all delegates."),
        _at_most("g402", "407", "406", "女职工董事不应多于职工董事。", "Women directors are at most all directors."),
        _at_most(
            "g403",
            "401",
            "107",
            "建立职代会的单位多于已建会单位，请核对。",
            "More congresses than units with a union: check.",
            hard=False,
        ),
        _at_most(
            "g501", "502", "201", "集体合同覆盖职工不应多于职工。", "Employees covered are at most all employees."
        ),
        _at_most(
            "g801",
            "806",
            "203",
            "互助保障在保会员多于会员，请核对。",
            "More members under protection than members: check.",
            hard=False,
        ),
        _at_most(
            "g1201",
            "1202",
            "1201",
            "被命名的和谐企业不应多于参加创建的。",
            "Those so named are at most those that work towards it.",
        ),
        _at_most(
            "g701", "703", "702", "被采纳的建议不应多于提出的建议。", "Suggestions adopted are at most those made."
        ),
    ),
)
