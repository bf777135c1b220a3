"""What the statistics say about unions: how many, whom they cover, who leads them (ORG-01, 10, 18…22; IND-01)."""

from collections.abc import Mapping

from backend.domain.organization.codes import (
    CommitteeKind,
    Industry,
    Level,
    OrganizationKind,
    Ownership,
    PostForm,
)
from backend.domain.organization.employers import DUE_FROM
from backend.domain.organization.standards import EIGHT
from backend.domain.qualification.rules import TOWN_KINDS
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

EIGHT_ZH, EIGHT_EN = "、".join(mark.zh for mark in EIGHT), ", ".join(mark.en.lower() for mark in EIGHT)
_UNIONS_ZH, _UNIONS_EN = "工会组织登记（本系统）", "The register of unions (this system)"

_KINDS = Dimension(
    "kind",
    "组织类型",
    "Kind",
    tuple(Value(str(kind), kind.zh, kind.en, {"kind": str(kind)}) for kind in OrganizationKind),
)
_LEVELS = Dimension(
    "level",
    "层级",
    "Level",
    tuple(Value(str(int(level)), level.zh, level.en, {"level": str(int(level))}) for level in Level),
)
_OWNERSHIP = dimension("ownership", "单位性质", "Ownership", Ownership, filtered="ownership", unknown=True)
_INDUSTRY = dimension("industry", "行业", "Industry", Industry, filtered="industry", unknown=True)


_TOWN_KINDS = ",".join(TOWN_KINDS)


def _kinds_at(level: Level) -> tuple[str, ...]:
    return tuple(f"unions_{kind}" for kind in OrganizationKind if kind.level == level)


def _counted_live(dimension: Dimension) -> tuple[Part, ...]:
    return tuple(Part((value,), ()) for value in dimension.values)


UNIONS = Dataset(
    code="unions",
    zh="工会组织",
    en="Unions",
    source_zh=_UNIONS_ZH,
    source_en=_UNIONS_EN,
    dimensions=(_KINDS, _LEVELS, _OWNERSHIP, _INDUSTRY),
    measures=(
        Measure(
            code="base_unions",
            zh="基层工会",
            en="Basic unions",
            unit=FigureUnit.ORGANIZATION,
            definition_zh="正常存续的基层工会，含联合基层工会和社区（村）工会；不含分会和小组。",
            definition_en="Living basic unions, joint and community unions included; branches and groups are not.",
            formula_zh="层级为“基层”、状态为“正常”的组织数",
            formula_en="Organizations of the basic level that are active",
            cells=_kinds_at(Level.UNION),
            behind=Behind(FigureListName.ORGANIZATIONS, {"level": str(int(Level.UNION))}),
            live="base_unions",
            by={
                ("ownership",): _counted_live(_OWNERSHIP),
                ("industry",): _counted_live(_INDUSTRY),
            },
        ),
        Measure(
            code="organizations",
            zh="工会组织",
            en="Organizations",
            unit=FigureUnit.ORGANIZATION,
            definition_zh="正常存续的各级工会组织，含本级、分会和小组。",
            definition_en="Living organizations of every level, the unit itself, branches and groups included.",
            formula_zh="状态为“正常”的组织数",
            formula_en="Organizations that are active",
            cells=tuple(f"unions_{kind}" for kind in OrganizationKind),
            behind=Behind(FigureListName.ORGANIZATIONS),
            by={
                ("kind",): parts(_KINDS, "unions"),
                ("level",): tuple(Part((value,), _kinds_at(Level(int(value.code)))) for value in _LEVELS.values),
            },
        ),
        Measure(
            code="standard_unions",
            zh="规范化工会",
            en="Unions in good order",
            unit=FigureUnit.ORGANIZATION,
            definition_zh=f"正常存续的基层工会中，“八有”各项都已登记的（ORG-07）：{EIGHT_ZH}。",
            definition_en=f"Living basic unions on record with all eight marks of good order (ORG-07): {EIGHT_EN}.",
            formula_zh="“八有”齐全的基层工会数",
            formula_en="Basic unions with all eight marks",
            behind=Behind(FigureListName.ORGANIZATIONS, {"level": str(int(Level.UNION)), "standard": "true"}),
            live="standard_unions",
        ),
        Measure(
            code="standard_rate",
            zh="规范化率",
            en="Good order",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="基层工会中规范化工会的比例（ORG-09、IND-05）。",
            definition_en="Share of basic unions that are in good order (ORG-09, IND-05).",
            formula_zh="规范化工会 ÷ 基层工会 × 100%",
            formula_en="Unions in good order ÷ basic unions × 100%",
            part="standard_unions",
            whole="base_unions",
        ),
        Measure(
            code="qualified_unions",
            zh="合格工会",
            en="Qualified unions",
            unit=FigureUnit.ORGANIZATION,
            definition_zh="正常存续的基层工会中，本年已评定为合格的（ORG-08，默认标准为“六有”）。未评定的不计。",
            definition_en="Living basic unions judged this year to meet every criterion (ORG-08, six of them by default).",
            formula_zh="本年评定合格的基层工会数",
            formula_en="Basic unions judged to qualify this year",
            behind=Behind(FigureListName.ORGANIZATIONS, {"level": str(int(Level.UNION)), "qualified": "true"}),
            live="qualified_unions",
        ),
        Measure(
            code="qualified_rate",
            zh="合格工会率",
            en="Qualified",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="基层工会中本年评定合格的比例（ORG-09、IND-04，应达到 60%）。",
            definition_en="Share of basic unions that qualify this year (ORG-09, IND-04: 60% are asked).",
            formula_zh="合格工会 ÷ 基层工会 × 100%",
            formula_en="Qualified unions ÷ basic unions × 100%",
            part="qualified_unions",
            whole="base_unions",
        ),
        Measure(
            code="town_unions",
            zh="乡镇（街道）和社区工会",
            en="Town and community unions",
            unit=FigureUnit.ORGANIZATION,
            definition_zh="正常存续的乡镇总工会、街道总工会和社区（村）工会（ORG-09）。",
            definition_en="Living unions of townships, streets and communities (ORG-09).",
            formula_zh="这三类组织中状态为“正常”的组织数",
            formula_en="Active organizations of these three kinds",
            cells=tuple(f"unions_{kind}" for kind in TOWN_KINDS),
            behind=Behind(FigureListName.ORGANIZATIONS, {"kind": _TOWN_KINDS}),
        ),
        Measure(
            code="qualified_town_unions",
            zh="合格的乡镇（街道）和社区工会",
            en="Qualified town and community unions",
            unit=FigureUnit.ORGANIZATION,
            definition_zh="乡镇（街道）和社区工会中，本年已评定为合格的（ORG-08、ORG-09）。未评定的不计。",
            definition_en="Unions of townships, streets and communities judged this year to meet every criterion.",
            formula_zh="本年评定合格的这三类组织数",
            formula_en="Organizations of these three kinds judged to qualify this year",
            behind=Behind(FigureListName.ORGANIZATIONS, {"kind": _TOWN_KINDS, "qualified": "true"}),
            live="qualified_town_unions",
        ),
        Measure(
            code="qualified_town_rate",
            zh="乡镇社区合格率",
            en="Qualified in towns and communities",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="乡镇（街道）和社区工会中本年评定合格的比例（ORG-09、IND-04，应达到 70%）。",
            definition_en="Share of town and community unions that qualify this year (ORG-09, IND-04: 70% are asked).",
            formula_zh="合格的乡镇（街道）和社区工会 ÷ 乡镇（街道）和社区工会 × 100%",
            formula_en="Qualified ÷ all of these unions × 100%",
            part="qualified_town_unions",
            whole="town_unions",
        ),
    ),
)

FOUNDINGS = Dataset(
    code="foundings",
    zh="新建工会",
    en="Foundings",
    source_zh=_UNIONS_ZH,
    source_en=_UNIONS_EN,
    measures=(
        Measure(
            code="founded",
            zh="新建工会",
            en="Unions founded",
            unit=FigureUnit.ORGANIZATION,
            kind=MeasureKind.FLOW,
            definition_zh="成立日期在期间内、现仍正常存续的基层工会（ORG-12）。按成立日期计，补登的也计入当年。",
            definition_en="Basic unions founded within the period that still live (ORG-12), by the day of founding.",
            formula_zh="成立日期在期间内的正常基层工会数",
            formula_en="Living basic unions whose day of founding lies in the period",
            behind=Behind(
                FigureListName.ORGANIZATIONS,
                {"level": str(int(Level.UNION))},
                since="established_on[gte]",
                until="established_on[lte]",
            ),
            live="founded",
        ),
    ),
)


def _employers(
    code: str, zh: str, en: str, cells: tuple[str, ...], meaning: tuple[str, str], filters: Mapping[str, str]
) -> Measure:
    return Measure(
        code=code,
        zh=zh,
        en=en,
        unit=FigureUnit.ORGANIZATION,
        definition_zh=meaning[0],
        definition_en=meaning[1],
        formula_zh="符合条件的法人单位数",
        formula_en="Count of employers to which it applies",
        cells=cells,
        behind=Behind(FigureListName.EMPLOYERS, filters),
        live=code,
        by={("ownership",): _counted_live(_OWNERSHIP), ("industry",): _counted_live(_INDUSTRY)},
    )


COVERAGE = Dataset(
    code="coverage",
    zh="建会",
    en="Coverage",
    source_zh="法人单位登记，与市场监管、税务、统计名单比对（ORG-18）",
    source_en="The register of employers, compared with other agencies' lists (ORG-18)",
    dimensions=(_OWNERSHIP, _INDUSTRY),
    measures=(
        _employers(
            "employers",
            "法人单位",
            "Employers",
            ("employers_covered", "employers_uncovered"),
            ("未注销的法人单位。", "Employers that are not closed."),
            {},
        ),
        _employers(
            "covered",
            "已建会单位",
            "Unionised employers",
            ("employers_covered",),
            ("已被基层工会涵盖的法人单位。", "Employers covered by a union."),
            {"covered": "true"},
        ),
        _employers(
            "uncovered",
            "未建会单位",
            "Employers without a union",
            ("employers_uncovered",),
            ("没有被工会涵盖的法人单位。", "Employers that no union covers."),
            {"covered": "false"},
        ),
        _employers(
            "due",
            "应建未建单位",
            "Employers due",
            ("employers_due",),
            (f"职工 {DUE_FROM} 人以上而未建会的法人单位。", f"Employers of {DUE_FROM} or more without a union."),
            {"covered": "false", "employees[gte]": str(DUE_FROM)},
        ),
        Measure(
            code="coverage_rate",
            zh="建会率",
            en="Coverage rate",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="法人单位中已建会的比例（IND-01）。",
            definition_en="Share of employers covered by a union (IND-01).",
            formula_zh="已建会单位 ÷ 法人单位 × 100%",
            formula_en="Unionised employers ÷ employers × 100%",
            part="covered",
            whole="employers",
        ),
    ),
)

_FORMS = dimension("form", "任职形式", "Form", PostForm, filtered="form")
OFFICERS = Dataset(
    code="officers",
    zh="工会干部",
    en="Officers",
    source_zh="工会干部登记（本系统）",
    source_en="The register of officers (this system)",
    dimensions=(_FORMS,),
    measures=(
        Measure(
            code="officers",
            zh="工会干部",
            en="Officers",
            unit=FigureUnit.PERSON,
            definition_zh="在任的工会干部，按职务计；一人兼两职计两次。",
            definition_en="Sitting officers by post; who holds two posts counts twice.",
            formula_zh="未离任的任职数",
            formula_en="Posts that are held",
            cells=tuple(f"officers_{form}" for form in PostForm),
            behind=Behind(FigureListName.OFFICERS),
            by={("form",): parts(_FORMS, "officers")},
        ),
    ),
)

_BODIES = dimension("kind", "委员会", "Committee", CommitteeKind, filtered="kind")
COMMITTEES = Dataset(
    code="committees",
    zh="委员会",
    en="Committees",
    source_zh="委员会与换届登记（本系统）",
    source_en="The register of committees and terms (this system)",
    dimensions=(_BODIES,),
    measures=(
        Measure(
            code="committees",
            zh="委员会",
            en="Committees",
            unit=FigureUnit.ORGANIZATION,
            definition_zh="本届在任的工会委员会、经费审查委员会和女职工委员会（ORG-22）。",
            definition_en="Sitting union, audit and women's committees (ORG-22).",
            formula_zh="未结束的届次数",
            formula_en="Terms that have not ended",
            cells=tuple(f"committees_{kind}" for kind in CommitteeKind),
            behind=Behind(FigureListName.COMMITTEES),
            by={("kind",): parts(_BODIES, "committees")},
        ),
    ),
)


def _live(code: str, zh: str, en: str, behind: Behind, meaning: tuple[str, str], formula: tuple[str, str]) -> Measure:
    return Measure(
        code=code,
        zh=zh,
        en=en,
        unit=FigureUnit.ORGANIZATION,
        definition_zh=meaning[0],
        definition_en=meaning[1],
        formula_zh=formula[0],
        formula_en=formula[1],
        behind=behind,
        live=code,
    )


TERMS = Dataset(
    code="terms",
    zh="换届",
    en="Terms",
    source_zh=_UNIONS_ZH,
    source_en=_UNIONS_EN,
    measures=(
        _live(
            "due",
            "临近届满",
            "Re-election due",
            Behind(FigureListName.TERMS_DUE, {"phase": "due"}),
            (
                "基层以上和基层工会中，六个月内届满的。",
                "Unions, basic ones and above, whose term ends within six months.",
            ),
            ("届满日前六个月内的工会数", "Unions within six months of the end of their term"),
        ),
        _live(
            "overdue",
            "超期未换届",
            "Re-election overdue",
            Behind(FigureListName.TERMS_DUE, {"phase": "overdue"}),
            ("届满而没有换届的工会。", "Unions whose term has ended without an election."),
            ("届满日已过的工会数", "Unions past the end of their term"),
        ),
    ),
)

_VACANT = (
    ("chair", "缺主席", "Without a chair"),
    ("audit_director", "缺经审主任", "Without a director of the audit committee"),
    ("women_director", "缺女职委主任", "Without a director of the women's committee"),
)
VACANCIES = Dataset(
    code="vacancies",
    zh="职务空缺",
    en="Vacancies",
    source_zh="工会干部登记（本系统）",
    source_en="The register of officers (this system)",
    measures=tuple(
        _live(
            code,
            zh,
            en,
            Behind(FigureListName.VACANCIES, {"post": code}),
            (
                "按规定应设而无人在任的工会（ORG-21、ORG-22）。",
                "Unions in which the post is due and nobody holds it (ORG-21, ORG-22).",
            ),
            ("应设该职而空缺的工会数", "Unions where the post is due and vacant"),
        )
        for code, zh, en in _VACANT
    ),
)
