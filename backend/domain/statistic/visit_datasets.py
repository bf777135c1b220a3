"""What the statistics say about visits: planned against done, cash and goods (issue 4 section 8; AID-12…17, AID-24)."""

from backend.domain.statistic.catalogue import Behind, Dataset, FigureListName, FigureUnit, Measure, MeasureKind, Part
from backend.domain.statistic.dimensions import dimension
from backend.domain.visit.codes import Occasion, VisitKind

_OCCASION = dimension("occasion", "走访时机", "Occasion", Occasion, filtered="occasion")
_KIND = dimension("kind", "走访对象", "Whom", VisitKind, filtered="kind")
_BY: dict[tuple[str, ...], tuple[Part, ...]] = {
    (each.code,): tuple(Part((value,), ()) for value in each.values) for each in (_OCCASION, _KIND)
}


def _behind(**filters: str) -> Behind:
    return Behind(FigureListName.VISITS, {"settled": "true", **filters}, "visit_on[gte]", "visit_on[lte]")


def _measure(
    code: str,
    named: tuple[str, str],
    meaning: tuple[str, str],
    formula: tuple[str, str],
    *,
    unit: FigureUnit = FigureUnit.HOUSEHOLD,
    behind: Behind,
) -> Measure:
    return Measure(
        code=code,
        zh=named[0],
        en=named[1],
        unit=unit,
        kind=MeasureKind.FLOW,
        definition_zh=meaning[0],
        definition_en=meaning[1],
        formula_zh=formula[0],
        formula_en=formula[1],
        by=_BY,
        behind=behind,
        people="planned" if unit is FigureUnit.FEN else "",
    )


VISITS = Dataset(
    code="visits",
    zh="走访慰问",
    en="Visits",
    source_zh="走访安排表和走访登记（本系统）",
    source_en="Plans of visits and what was recorded of them (this system)",
    by_period=True,
    dimensions=(_OCCASION, _KIND),
    measures=(
        _measure(
            "planned",
            ("计划走访", "Planned"),
            (
                "已确定的走访安排中走访日期在期间内的户次，按走访对象所在工会计；草稿和取消的安排不计。",
                "Stops of settled plans whose day lies in the period, with the union of whom one goes to; drafts and cancelled plans do not count.",
            ),
            ("走访日期在期间内的安排户次", "Stops with their day in the period"),
            behind=_behind(),
        ),
        _measure(
            "done",
            ("已走访", "Visited"),
            ("其中登记为已走访的。", "Those of them recorded as visited."),
            ("结果为“已走访”的户次", "Stops with the outcome “Visited”"),
            behind=_behind(status="done"),
        ),
        _measure(
            "absent",
            ("未能走访", "Not met"),
            ("其中登记为未能走访的。", "Those of them where nobody was met."),
            ("结果为“未能走访”的户次", "Stops with the outcome “Not met”"),
            behind=_behind(status="absent"),
        ),
        _measure(
            "waiting",
            ("尚未走访", "To be visited"),
            ("其中还没有登记结果的。", "Those of them without an outcome yet."),
            ("没有结果的户次", "Stops without an outcome"),
            behind=_behind(status="planned"),
        ),
        Measure(
            code="done_rate",
            zh="走访完成率",
            en="Share visited",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="计划走访中已走访的比例。",
            definition_en="The share of planned stops that were visited.",
            formula_zh="已走访 ÷ 计划走访 × 100%",
            formula_en="Visited ÷ planned × 100%",
            part="done",
            whole="planned",
        ),
        _measure(
            "cash_planned",
            ("计划慰问金", "Cash planned"),
            ("安排的慰问金合计。", "The cash of the stops planned."),
            ("计划走访的慰问金合计", "Cash of the stops planned, added up"),
            unit=FigureUnit.FEN,
            behind=_behind(),
        ),
        _measure(
            "cash_given",
            ("已送慰问金", "Cash given"),
            ("走访时实际送达的慰问金合计。", "The cash that was handed over."),
            ("实送慰问金合计", "Cash given, added up"),
            unit=FigureUnit.FEN,
            behind=_behind(),
        ),
        _measure(
            "goods_planned",
            ("计划慰问品价值", "Value of goods planned"),
            ("安排的慰问品价值合计。", "The value of the goods of the stops planned."),
            ("计划走访的慰问品价值合计", "Value of goods planned, added up"),
            unit=FigureUnit.FEN,
            behind=_behind(),
        ),
        _measure(
            "goods_given",
            ("已送慰问品价值", "Value of goods given"),
            ("走访时实际送达的慰问品价值合计。", "The value of the goods that were handed over."),
            ("实送慰问品价值合计", "Value of goods given, added up"),
            unit=FigureUnit.FEN,
            behind=_behind(),
        ),
    ),
)
