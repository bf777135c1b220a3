"""What the statistics say about how long aid takes: from the application to the money, and desk by desk (issue 4
section 8; AID-09, AID-10). Days are working days of the city's calendar, as the limits of the desks are."""

from backend.domain.aid.case_codes import CaseStatus, ProgramKind, Stage
from backend.domain.aid.cases import DESK_DAYS
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
from backend.domain.statistic.dimensions import dimension

_STEP = Dimension(
    "step",
    "环节",
    "Step",
    (
        *(Value(stage.value, stage.zh, stage.en) for stage in Stage),
        Value(CaseStatus.APPROVED.value, "批准后发放", "Payment after the approval"),
    ),
)
_PROGRAM = dimension("program_kind", "帮扶项目", "Programme", ProgramKind, filtered="program_kind")


def _parts(*dimensions: Dimension) -> tuple[Part, ...]:
    found: tuple[tuple[Value, ...], ...] = ((),)
    for each in dimensions:
        found = tuple((*values, value) for values in found for value in each.values)
    return tuple(Part(values, ()) for values in found)


_BY_ALL = {
    ("step",): _parts(_STEP),
    ("program_kind",): _parts(_PROGRAM),
    ("step", "program_kind"): _parts(_STEP, _PROGRAM),
}
_LIMITS_ZH = "、".join(
    f"{value.zh} {DESK_DAYS[CaseStatus(value.code)]}" for value in _STEP.values if CaseStatus(value.code) in DESK_DAYS
)
_LIMITS_EN = ", ".join(
    f"{value.en} {DESK_DAYS[CaseStatus(value.code)]}" for value in _STEP.values if CaseStatus(value.code) in DESK_DAYS
)

AID_TIME = Dataset(
    code="aid_time",
    zh="帮扶办理用时",
    en="Time that aid takes",
    source_zh="帮扶申请及其办理记录、工作日历（本系统）",
    source_en="Cases of aid with their steps, and the calendar of working days (this system)",
    by_period=True,
    dimensions=(_STEP, _PROGRAM),
    measures=(
        Measure(
            code="cases",
            zh="发放件数",
            en="Cases paid",
            unit=FigureUnit.CASE,
            kind=MeasureKind.FLOW,
            definition_zh="期间内发放、至今没有退回的申请，按受助职工所在工会计；按环节分组时，为其中到过该环节的申请。",
            definition_en="Cases paid within the period whose money has not come back, with the worker's union; by step, those of them that lay at that desk.",
            formula_zh="发放日期在期间内的申请数",
            formula_en="Cases paid in the period",
            by=_BY_ALL,
            behind=Behind(FigureListName.AID_CASES, {"status": "paid,archived"}, "paid_on[gte]", "paid_on[lte]"),
        ),
        Measure(
            code="median_days",
            zh="用时中位数",
            en="Median time",
            unit=FigureUnit.WORKING_DAY,
            kind=MeasureKind.QUANTILE,
            definition_zh="期间内发放的申请从首次提交到发放所用工作日的中位数；按环节分组时，为每次停留在该环节的工作日的中位数（退回后再来另计一次）。提交当天不计。没有录入工作日历的年份按周一至周五计。",
            definition_en="The median of the working days from the first submission to the payment, of cases paid within the period; by step, of the working days of each stay at that desk (one that comes back stays again). The day of arrival does not count. Years without a calendar are counted Monday to Friday.",
            formula_zh="工作日数的中位数",
            formula_en="Median of working days",
            by=_BY_ALL,
            people="cases",
        ),
        Measure(
            code="ninth_days",
            zh="九成办结用时",
            en="Time within which nine in ten were done",
            unit=FigureUnit.WORKING_DAY,
            kind=MeasureKind.QUANTILE,
            definition_zh="同“用时中位数”，取第 90 百分位：十件中有九件不超过这个工作日数。",
            definition_en="As the median, the 90th percentile: nine in ten took no more working days than this.",
            formula_zh="工作日数的第 90 百分位",
            formula_en="90th percentile of working days",
            by=_BY_ALL,
            people="cases",
        ),
        Measure(
            code="passes",
            zh="经办次数",
            en="Stays at desks",
            unit=FigureUnit.CASE,
            kind=MeasureKind.FLOW,
            definition_zh="期间内发放的申请在各环节停留的次数；退回后再来另计一次。",
            definition_en="How often the cases paid within the period lay at a desk; one that came back counts again.",
            formula_zh="进入并离开有期限环节的次数",
            formula_en="Arrivals at desks that have a limit",
            by=_BY_ALL,
        ),
        Measure(
            code="late",
            zh="超期次数",
            en="Late",
            unit=FigureUnit.CASE,
            kind=MeasureKind.FLOW,
            definition_zh=f"其中离开时已过该环节期限的次数。各环节期限（工作日）：{_LIMITS_ZH}。",
            definition_en=f"Those of them that left the desk after its limit. Limits in working days: {_LIMITS_EN}.",
            formula_zh="离开日期晚于到期日的次数",
            formula_en="Stays that ended after their last day",
            by=_BY_ALL,
        ),
        Measure(
            code="late_rate",
            zh="超期率",
            en="Share late",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="经办次数中超期的比例。",
            definition_en="The share of stays that were late.",
            formula_zh="超期次数 ÷ 经办次数 × 100%",
            formula_en="Late ÷ stays × 100%",
            part="late",
            whole="passes",
        ),
    ),
)
