"""What the statistics say about household files (AID-11, AID-18, AID-24; the dimensions of domain-facts 3.3).

No counter is kept of files: there are some hundred thousand, and an index by place. They are counted on the spot.
"""

from collections.abc import Mapping
from types import MappingProxyType

from backend.domain.aid.codes import ExitReason, HardshipCategory, HardshipCause, HouseholdClass, WorkerKind
from backend.domain.identity import Sex
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
from backend.domain.statistic.member_datasets import AGE

_SOURCE_ZH, _SOURCE_EN = "困难职工档案（本系统）", "The files of households in hardship (this system)"

_CATEGORY = dimension("category", "困难类别", "Category", HardshipCategory, filtered="category", unknown=True)
_CLASS = dimension("file_class", "档案类型", "Kind of file", HouseholdClass, filtered="file_class")
# The list finds a cause among the others too, the figure is of the main one.
_CAUSE = dimension("main_cause", "主要致困原因", "Main cause", HardshipCause, filtered=None)
_WORKER = dimension("worker_kind", "职工身份", "Kind of worker", WorkerKind, filtered="worker_kind")
_SEX = dimension("sex", "性别", "Sex", Sex, filtered=None, unknown=True)
_AGE = Dimension(
    "age_band",
    AGE.zh,
    AGE.en,
    (*(Value(band.code, band.zh, band.en) for band in AGE.values), Value("unknown", "未填", "Not stated")),
)


def _divided(*dimensions: Dimension) -> dict[tuple[str, ...], tuple[Part, ...]]:
    return {(each.code,): tuple(Part((value,), ()) for value in each.values) for each in dimensions}


def _crossed(one: Dimension, other: Dimension) -> dict[tuple[str, ...], tuple[Part, ...]]:
    pairs = ((first, second) for first in one.values for second in other.values)
    return {(one.code, other.code): tuple(Part(pair, ()) for pair in pairs)}


HOUSEHOLDS = Dataset(
    code="households",
    zh="困难职工档案",
    en="Household files",
    source_zh=_SOURCE_ZH,
    source_en=_SOURCE_EN,
    dimensions=(_CATEGORY, _CLASS, _CAUSE, _WORKER, _SEX, _AGE),
    measures=(
        Measure(
            code="households",
            zh="在档户数",
            en="Households on file",
            unit=FigureUnit.HOUSEHOLD,
            definition_zh="状态为“在档”的困难职工档案，一户一档，按职工所在工会计。性别、年龄为职工本人。",
            definition_en="Files on record, one for each household, with the worker's union. Sex and age are the worker's.",
            formula_zh="在档的档案数",
            formula_en="Files that are on record",
            live="households",
            behind=Behind(FigureListName.HOUSEHOLDS, {"status": "active"}),
            by=_divided(_CATEGORY, _CLASS, _CAUSE, _WORKER, _SEX, _AGE) | _crossed(_SEX, _AGE),
        ),
        Measure(
            code="people",
            zh="在档人口",
            en="People on file",
            unit=FigureUnit.PERSON,
            definition_zh="在档各户按规定计入的家庭人口之和（AID-07）。",
            definition_en="The people counted for the size of the households on file (AID-07), added up.",
            formula_zh="在档各户家庭人口之和",
            formula_en="The sizes of the households on file, added up",
            live="people",
            by=_divided(_CATEGORY, _CLASS, _CAUSE, _WORKER),
        ),
        Measure(
            code="overdue",
            zh="复核超期户数",
            en="Reviews overdue",
            unit=FigureUnit.HOUSEHOLD,
            definition_zh="在档而年度复核日期已过的档案。",
            definition_en="Files on record whose yearly review is past its day.",
            formula_zh="复核到期日早于今天的在档档案数",
            formula_en="Files on record due for review before today",
            live="overdue",
            behind=Behind(FigureListName.HOUSEHOLDS, {"status": "active", "overdue": "true"}),
            by=_divided(_CATEGORY, _CLASS),
        ),
    ),
)


_REASON = dimension("exit_reason", "退出原因", "Why it left", ExitReason, filtered="exit_reason")


def _flow(
    code: str,
    zh: str,
    en: str,
    meaning: tuple[str, str],
    formula: tuple[str, str],
    day: str,
    by: Mapping[tuple[str, ...], tuple[Part, ...]] = MappingProxyType({}),
) -> Measure:
    return Measure(
        code=code,
        zh=zh,
        en=en,
        unit=FigureUnit.HOUSEHOLD,
        kind=MeasureKind.FLOW,
        definition_zh=f"{meaning[0]}按档案现在所在工会计。",
        definition_en=f"{meaning[1]} With the union where the file is now.",
        formula_zh=formula[0],
        formula_en=formula[1],
        behind=Behind(FigureListName.HOUSEHOLDS, {}, f"{day}[gte]", f"{day}[lte]"),
        by=by,
    )


HOUSEHOLD_CHANGES = Dataset(
    code="household_changes",
    zh="困难职工档案增减",
    en="Changes of household files",
    source_zh=_SOURCE_ZH,
    source_en=_SOURCE_EN,
    by_period=True,
    dimensions=(_REASON,),
    measures=(
        _flow(
            "opened",
            "新建档户数",
            "Put on file",
            (
                "期间内首次建档的户数，后来退出的也计。",
                "Households first put on file within the period, whatever came later.",
            ),
            ("期间内建档的户数", "Households put on record in the period"),
            "opened_on",
        ),
        _flow(
            "returned",
            "返困户数",
            "Returned",
            (
                "期间内恢复在档的户数，后来又退出的也计；期间内多次返困的一户计一次。",
                "Households that came back within the period, whatever came later; once each.",
            ),
            ("期间内返困的户数", "Households that returned in the period"),
            "returned_on",
        ),
        _flow(
            "exited",
            "退出户数",
            "Left",
            (
                "期间内退出的户数，后来返困的也计；期间内多次退出的一户计一次，原因为最后一次的。",
                "Households that left within the period, come back or not; once each, for the reason of the last time.",
            ),
            ("期间内退出的户数", "Households that left in the period"),
            "exited_on",
            _divided(_REASON),
        ),
    ),
)
