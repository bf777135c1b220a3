"""What the statistics say about mutual protection: the members a running plan covers, against all members (AID-23).

No counter is kept of covers, but each has its first and its last day, so the end of any past period is counted as well.
"""

from backend.domain.protection.codes import ProtectionKind
from backend.domain.statistic.catalogue import (
    Behind,
    Dataset,
    FigureListName,
    FigureUnit,
    Measure,
    MeasureKind,
    Part,
    Value,
)
from backend.domain.statistic.dimensions import dimension

_CURRENT = {"status": "active,transfer_out_pending"}
_KIND = dimension("kind", "保障种类", "Kind of protection", ProtectionKind, filtered="protection")
_EVERYBODY = tuple(Value(value.code, value.zh, value.en, {}) for value in _KIND.values)
"""Whatever the kind, coverage is held against all members: the list behind them is not narrowed."""

PROTECTION_COVERAGE = Dataset(
    code="protection_coverage",
    zh="互助保障覆盖",
    en="Coverage of mutual protection",
    source_zh="互助保障参保记录、工会会员实名登记（本系统）",
    source_en="The covers of mutual protection, and the real-name register of members (this system)",
    dimensions=(_KIND,),
    measures=(
        Measure(
            code="members",
            zh="会员",
            en="Members",
            unit=FigureUnit.PERSON,
            definition_zh="期末在册会员，口径同“会员”数据集；按保障种类看时，每一种都以全体在册会员为基数，不能相加。",
            definition_en="Current members at the end of the period, as in the dataset of members. By kind of protection each kind has all members as its base; they do not add up.",
            formula_zh="会籍状态为“在册”或“转出中”的人数",
            formula_en="People whose membership is active or in transfer",
            cells=("members",),
            behind=Behind(FigureListName.MEMBERS, _CURRENT),
            by={("kind",): tuple(Part((value,), ("members",)) for value in _EVERYBODY)},
        ),
        Measure(
            code="covered",
            zh="在保会员",
            en="Members covered",
            unit=FigureUnit.PERSON,
            definition_zh="期末（本期为今天）至少有一份互助保障在保障期内的在册会员，一人只计一次，按会员所在工会计，不论由哪家单位缴费；含等待期内的，不含已撤销的参保。一人参加几种保障的，各种各计一次，相加大于合计。",
            definition_en="Current members with at least one cover in its term at the end of the period, or today; each once, with their own union, whoever paid. Waiting days count, withdrawn enrolments do not. Who has several kinds counts in each: they add up to more than the whole.",
            formula_zh="保障开始日不晚于、结束日不早于期末的不重复会员数",
            formula_en="Distinct members with a cover that begins by the day and ends on it or later",
            live="covered",
            dated=True,
            behind=Behind(FigureListName.MEMBERS, _CURRENT | {"insured": "true"}),
            by={("kind",): tuple(Part((value,), ()) for value in _KIND.values)},
        ),
        Measure(
            code="coverage",
            zh="互助保障覆盖率",
            en="Coverage",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="在册会员中在保会员的比例；各单位对照保障计划的参保率按职工数算，见“互助保障—单位参保率”。",
            definition_en="The share of current members who are covered. How a unit stands against the bar of a plan goes by its staff and is read under mutual protection.",
            formula_zh="在保会员 ÷ 会员 × 100%",
            formula_en="Members covered ÷ members × 100%",
            part="covered",
            whole="members",
        ),
    ),
)
