"""What a new programme begins from, by its kind; everything of it can be changed.

Sources: AID-08 (papers), AID-09 (the way), AID-16 (retired), AID-12, 15, 17 (visits); domain-facts 3.3 (3,000 yuan each
time, 6,000 a year; 5,000 and 3,000 a student). A visit without a means test is looked at by the union and the county.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend.domain.aid.case_codes import FundSource, ProgramKind, Stage, StandardBasis
from backend.domain.aid.codes import HardshipCategory, PaperKind
from backend.domain.aid.policy import EACH_TIME_FEN, EACH_YEAR_FEN
from backend.domain.aid.standards import EVERYBODY, Standards
from backend.domain.aid.way import WHOLE_WAY

SHORT_WAY = (Stage.UNIT_REVIEW, Stage.COUNTY_REVIEW)
"""For visits, and where there is no time for a notice."""

_ALL = tuple(HardshipCategory)
_IDENTITY = (PaperKind.APPLICATION, PaperKind.IDENTITY, PaperKind.HOUSEHOLD_REGISTER)
_ILLNESS = (PaperKind.DIAGNOSIS, PaperKind.RECORDS, PaperKind.RECEIPTS)
_USUAL = (FundSource.TREASURY, FundSource.UNION_ABOVE, FundSource.OWN, FundSource.DONATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTemplate:
    """The beginning of a programme of one kind, under the names of `ProgramDraft`.

    The caps of domain-facts 3.3 are those of 送温暖 money. What an illness, a school year or an accident costs goes beyond
    them, so there they warn.
    """

    kind: ProgramKind
    audience: str
    categories: Sequence[HardshipCategory] = ()
    papers: Sequence[PaperKind] = ()
    sources: Sequence[FundSource] = _USUAL
    stages: Sequence[Stage] = WHOLE_WAY
    standards: Standards = field(default_factory=Standards)
    each_time_fen: int | None = EACH_TIME_FEN
    each_year_fen: int | None = EACH_YEAR_FEN
    caps_stop: bool = True
    notice_days: int = 5


_TEMPLATES = (
    ProgramTemplate(
        kind=ProgramKind.WINTER_WARMTH,
        audience="在档困难职工家庭，困难劳模、困难农民工优先",
        categories=_ALL,
        papers=_IDENTITY,
        standards=Standards(
            basis=StandardBasis.CATEGORY,
            amounts={"deep": 300_000, "relative": 200_000, "accident": 200_000, "marginal": 100_000},
        ),
    ),
    ProgramTemplate(
        kind=ProgramKind.SCHOOLING,
        audience="在档困难职工家庭中正在读高中、中职或当年考入高等学校的子女",
        categories=_ALL,
        papers=(PaperKind.APPLICATION, PaperKind.IDENTITY, PaperKind.SCHOOLING),
        standards=Standards(
            basis=StandardBasis.SCHOOL,
            amounts={"senior": 300_000, "college": 500_000, "university": 500_000, "graduate": 500_000},
        ),
        each_time_fen=None,
        each_year_fen=None,
        caps_stop=False,
    ),
    ProgramTemplate(
        kind=ProgramKind.MEDICAL,
        audience="因本人或家属患重大疾病、自付医疗费较高致困的在档职工家庭",
        categories=_ALL,
        papers=(*_IDENTITY, *_ILLNESS),
        each_time_fen=1_000_000,
        each_year_fen=1_000_000,
        caps_stop=False,
    ),
    ProgramTemplate(
        kind=ProgramKind.LIVING,
        audience="收入低于当地标准、基本生活困难的在档职工家庭",
        categories=_ALL,
        papers=(*_IDENTITY, PaperKind.INCOME),
        standards=Standards(
            basis=StandardBasis.CATEGORY,
            amounts={"deep": 300_000, "relative": 200_000, "accident": 200_000, "marginal": 100_000},
        ),
    ),
    ProgramTemplate(
        kind=ProgramKind.EMERGENCY,
        audience="遭受意外伤害、火灾或自然灾害，一时难以维持生活的在档职工家庭",
        categories=_ALL,
        papers=(PaperKind.APPLICATION, PaperKind.IDENTITY, PaperKind.ACCIDENT),
        stages=SHORT_WAY,
        caps_stop=False,
    ),
    ProgramTemplate(
        kind=ProgramKind.EMPLOYMENT,
        audience="有就业愿望的困难职工和零就业职工家庭成员",
        categories=_ALL,
        papers=(PaperKind.APPLICATION, PaperKind.IDENTITY),
        stages=SHORT_WAY,
    ),
    ProgramTemplate(
        kind=ProgramKind.STATE_OF_MIND,
        audience="有心理困扰、需要疏导的在档职工及家属",
        categories=_ALL,
        papers=(PaperKind.APPLICATION,),
        stages=SHORT_WAY,
    ),
    ProgramTemplate(
        kind=ProgramKind.MODEL_WORKERS,
        audience="全国、省部级、地市级劳动模范和先进工作者",
        stages=SHORT_WAY,
        standards=Standards(
            basis=StandardBasis.PERSON,
            amounts={"model_national": 300_000, "model_provincial": 200_000, "model_municipal": 100_000},
        ),
    ),
    ProgramTemplate(
        kind=ProgramKind.RETIRED,
        audience="离休（包括遗属）、退休职工，上门慰问",
        sources=(FundSource.OWN, FundSource.ADMINISTRATION),
        stages=SHORT_WAY,
        standards=Standards(basis=StandardBasis.PERSON, amounts={"retired_cadre": 30_000, "retired": 20_000}),
    ),
    ProgramTemplate(
        kind=ProgramKind.ON_DUTY,
        audience="节日期间坚守岗位的一线职工",
        sources=(FundSource.OWN, FundSource.ADMINISTRATION, FundSource.DONATION),
        stages=SHORT_WAY,
        standards=Standards(basis=StandardBasis.EVERYBODY, amounts={EVERYBODY: 20_000}),
    ),
)

TEMPLATES: Mapping[ProgramKind, ProgramTemplate] = {each.kind: each for each in _TEMPLATES}
