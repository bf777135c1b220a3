"""What the statistics say about members: how many, of which kind, who came and who went (MBR-01, 02, 04, 05; IND-02, 03)."""

from collections.abc import Mapping

from backend.domain.age import AgeBand
from backend.domain.identity import Sex
from backend.domain.member.codes import Education, LeaveKind, MemberKind, MemberStatus, NewEmployment, Politics
from backend.domain.statistic.catalogue import (
    Behind,
    Dataset,
    Dimension,
    FigureListName,
    FigureUnit,
    Measure,
    MeasureKind,
    Part,
    Value,
)
from backend.domain.statistic.dimensions import dimension, parts

_CURRENT = {"status": "active,transfer_out_pending"}
_REGISTER_ZH, _REGISTER_EN = "工会会员实名登记（本系统）", "The real-name register of members (this system)"

SEX = dimension("sex", "性别", "Sex", Sex, filtered="sex")
AGE = Dimension(
    "age_band",
    "年龄段",
    "Age",
    tuple(
        Value(
            str(int(band)),
            band.zh,
            band.en,
            ages=(
                None if band is AgeBand.UNDER_25 else 5 + 10 * band,
                None if band is AgeBand.FROM_55 else 14 + 10 * band,
            ),
        )
        for band in AgeBand
    ),
)
EDUCATION = dimension("education", "学历", "Education", Education, filtered="education", unknown=True)
POLITICS = dimension("politics", "政治面貌", "Political status", Politics, filtered="politics", unknown=True)
MEMBER_KIND = dimension("kind", "会员类别", "Kind of member", MemberKind, filtered="kind")
NEW_EMPLOYMENT = dimension(
    "new_employment", "新就业形态群体", "New forms of employment", NewEmployment, filtered="new_employment"
)
STATUS = dimension("status", "会籍状态", "State of membership", MemberStatus, filtered="status")

_SEX_AND_AGE = tuple(Part((sex, band), (f"{sex.code}_{band.code}",)) for sex in SEX.values for band in AGE.values)


def _women() -> tuple[str, ...]:
    return tuple(f"{Sex.FEMALE}_{int(band)}" for band in AgeBand)


def _flag(code: str, zh: str, en: str, meaning: tuple[str, str], filters: Mapping[str, str]) -> Measure:
    return Measure(
        code=code,
        zh=zh,
        en=en,
        unit=FigureUnit.PERSON,
        definition_zh=meaning[0],
        definition_en=meaning[1],
        formula_zh="符合条件的在册会员人数",
        formula_en="Count of current members to whom it applies",
        cells=(code,),
        behind=Behind(FigureListName.MEMBERS, _CURRENT | dict(filters)),
    )


MEMBERS = Dataset(
    code="members",
    zh="会员",
    en="Members",
    source_zh=_REGISTER_ZH,
    source_en=_REGISTER_EN,
    dimensions=(SEX, AGE, EDUCATION, POLITICS, MEMBER_KIND, NEW_EMPLOYMENT),
    measures=(
        Measure(
            code="members",
            zh="会员",
            en="Members",
            unit=FigureUnit.PERSON,
            definition_zh="在册会员，含正在转出、对方尚未接收的；不含保留会籍、退会和去世的会员。",
            definition_en="Current members, those whose transfer is not accepted yet included; memberships retained or ended are not.",
            formula_zh="会籍状态为“在册”或“转出中”的人数",
            formula_en="People whose membership is active or in transfer",
            cells=("members",),
            behind=Behind(FigureListName.MEMBERS, _CURRENT),
            by={
                ("sex",): tuple(
                    Part((sex,), tuple(f"{sex.code}_{band.code}" for band in AGE.values)) for sex in SEX.values
                ),
                ("age_band",): tuple(
                    Part((band,), tuple(f"{sex.code}_{band.code}" for sex in SEX.values)) for band in AGE.values
                ),
                ("sex", "age_band"): _SEX_AND_AGE,
                ("education",): parts(EDUCATION, "education"),
                ("politics",): parts(POLITICS, "politics"),
                ("kind",): parts(MEMBER_KIND, "kind"),
                ("new_employment",): parts(NEW_EMPLOYMENT, "new_employment"),
            },
        ),
        Measure(
            code="women",
            zh="女会员",
            en="Women",
            unit=FigureUnit.PERSON,
            definition_zh="在册会员中的女性。",
            definition_en="Women among current members.",
            formula_zh="性别为女的在册会员人数",
            formula_en="Count of current members who are women",
            cells=_women(),
            behind=Behind(FigureListName.MEMBERS, _CURRENT | {"sex": "female"}),
            by={("age_band",): tuple(Part((band,), (f"{Sex.FEMALE}_{band.code}",)) for band in AGE.values)},
        ),
        _flag(
            "migrants",
            "农民工会员",
            "Migrant workers",
            ("在册会员中登记为农民工的（MBR-05）。", "Current members registered as migrant workers (MBR-05)."),
            {"migrant": "true"},
        ),
        _flag(
            "dispatched",
            "劳务派遣工会员",
            "Dispatched workers",
            ("在册会员中登记为劳务派遣用工的。", "Current members registered as dispatched workers."),
            {"dispatched": "true"},
        ),
        Measure(
            code="new_forms",
            zh="新就业形态会员",
            en="New forms of employment",
            unit=FigureUnit.PERSON,
            definition_zh="在册会员中属于八大群体和网约车司机的。",
            definition_en="Current members of the eight groups and ride-hailing drivers.",
            formula_zh="填写了新就业形态群体的在册会员人数",
            formula_en="Count of current members with a group of new employment",
            cells=tuple(f"new_employment_{group}" for group in NewEmployment),
            behind=Behind(FigureListName.MEMBERS, _CURRENT | {"new_employment": ",".join(NewEmployment)}),
        ),
        _flag(
            "hardship",
            "困难职工会员",
            "Members in hardship",
            ("在册会员中标记为困难职工的。", "Current members marked as being in hardship."),
            {"hardship": "true"},
        ),
        _flag(
            "carded",
            "已发证",
            "Cards issued",
            ("在册会员中已发会员证的（IND-03）。", "Current members to whom a card was issued (IND-03)."),
            {"has_card": "true"},
        ),
        _flag(
            "complete",
            "实名信息完整",
            "Complete records",
            (
                "在册会员中实名制要求的各项都已填写的（MBR-01）。",
                "Current members whose real-name record lacks nothing (MBR-01).",
            ),
            {"complete": "true"},
        ),
        Measure(
            code="employees",
            zh="职工",
            en="Employees",
            unit=FigureUnit.PERSON,
            definition_zh="基层工会登记的职工人数，由各基层工会填报。",
            definition_en="Employees as each basic union declares them.",
            formula_zh="基层工会职工人数之和",
            formula_en="Sum of the employees of basic unions",
            cells=("employees",),
        ),
        Measure(
            code="joining_rate",
            zh="入会率",
            en="Joining rate",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="已建会单位的职工中加入工会的比例（MBR-04、IND-02）。超过 100% 说明职工人数没有更新。",
            definition_en="Share of the employees of unionised units who are members (MBR-04, IND-02). Above 100%: the employees are out of date.",
            formula_zh="会员 ÷ 职工 × 100%",
            formula_en="Members ÷ employees × 100%",
            part="members",
            whole="employees",
        ),
        Measure(
            code="card_rate",
            zh="发证率",
            en="Card rate",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="在册会员中已发会员证的比例（IND-03）。",
            definition_en="Share of current members who hold a card (IND-03).",
            formula_zh="已发证 ÷ 会员 × 100%",
            formula_en="Cards issued ÷ members × 100%",
            part="carded",
            whole="members",
        ),
        Measure(
            code="complete_rate",
            zh="实名完整率",
            en="Complete records",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="在册会员中实名信息完整的比例（MBR-01、ORG-11）。",
            definition_en="Share of current members whose real-name record is complete (MBR-01, ORG-11).",
            formula_zh="实名信息完整 ÷ 会员 × 100%",
            formula_en="Complete records ÷ members × 100%",
            part="complete",
            whole="members",
        ),
    ),
)

MEMBER_FILES = Dataset(
    code="member_files",
    zh="会员档案",
    en="Member files",
    source_zh=_REGISTER_ZH,
    source_en=_REGISTER_EN,
    dimensions=(STATUS,),
    measures=(
        Measure(
            code="files",
            zh="档案",
            en="Files",
            unit=FigureUnit.PERSON,
            definition_zh="登记过的全部人员，含申请中、保留会籍和已退会的。",
            definition_en="Everybody on file: applicants, members, retained and ended memberships.",
            formula_zh="各会籍状态人数之和",
            formula_en="Sum over the states of membership",
            cells=tuple(f"status_{status}" for status in MemberStatus),
            behind=Behind(FigureListName.MEMBERS),
            by={("status",): parts(STATUS, "status")},
        ),
    ),
)


def _flow(
    code: str, zh: str, en: str, cells: tuple[str, ...], meaning: tuple[str, str], less: tuple[str, ...] = ()
) -> Measure:
    return Measure(
        code=code,
        zh=zh,
        en=en,
        unit=FigureUnit.PERSON,
        kind=MeasureKind.FLOW,
        definition_zh=meaning[0] + "按办理的月份计，月结后不再变动。",
        definition_en=meaning[1] + " Counted in the month in which it was done; a closed month does not change.",
        formula_zh="期间内各月人次之和" if not less else "期间内各月增加人次 − 减少人次",
        formula_en="Sum over the months of the period" if not less else "What came less what went, month by month",
        cells=cells,
        less=less,
    )


_LEFT = tuple(str(kind) for kind in LeaveKind)
INFLOWS = ("joined", "imported", "transferred_in", "reorganized_in")
OUTFLOWS = (*_LEFT, "transferred_out", "reorganized_out")
MEMBER_CHANGES = Dataset(
    code="member_changes",
    zh="会员变动",
    en="Changes of membership",
    source_zh="会籍记录（本系统）",
    source_en="The record of memberships (this system)",
    measures=(
        _flow("joined", "新入会", "Joined", ("joined",), ("新批准入会的人次。", "Memberships newly approved.")),
        _flow(
            "imported",
            "名册录入",
            "From rosters",
            ("imported",),
            ("随名册录入的会员。", "Members taken in from rosters."),
        ),
        _flow(
            "transferred_in",
            "转入",
            "Transferred in",
            ("transferred_in",),
            ("从其他基层工会转入，含本范围内的互转。", "From other basic unions, those within the scope included."),
        ),
        _flow(
            "transferred_out",
            "转出",
            "Transferred out",
            ("transferred_out",),
            ("转往其他基层工会，含本范围内的互转。", "To other basic unions, those within the scope included."),
        ),
        _flow("left", "退会及去世", "Left", _LEFT, ("退会、自动退会、开除会籍和去世。", "Withdrawn, expelled, died.")),
        *(
            _flow(str(kind), kind.zh, kind.en, (str(kind),), (f"{kind.zh}的人次。", f"{kind.en}."))
            for kind in LeaveKind
        ),
        _flow(
            "reorganized_in",
            "调整划入",
            "Reorganised in",
            ("reorganized_in",),
            ("因工会合并、分立、撤销或分会调整划入。", "By mergers, splits, dissolutions and moves between branches."),
        ),
        _flow(
            "reorganized_out",
            "调整划出",
            "Reorganised out",
            ("reorganized_out",),
            (
                "因工会合并、分立、撤销或分会调整划出，含合并重复档案。",
                "By mergers, splits, dissolutions, moves between branches, and files merged.",
            ),
        ),
        _flow(
            "grown",
            "净增会员",
            "Growth of members",
            INFLOWS,
            ("在册会员的增加数，减少时为负。", "By how much current members grew; below nothing when they shrank."),
            less=OUTFLOWS,
        ),
    ),
)
