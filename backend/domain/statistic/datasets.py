"""The datasets of the house, in the order of the catalogue."""

from collections.abc import Mapping
from dataclasses import replace

from backend.domain.statistic.aid_datasets import HOUSEHOLD_CHANGES, HOUSEHOLDS
from backend.domain.statistic.catalogue import Dataset, Measure, MeasureKind, counted_on_the_spot
from backend.domain.statistic.member_datasets import MEMBER_CHANGES, MEMBER_FILES, MEMBERS
from backend.domain.statistic.money_datasets import AID_MONEY
from backend.domain.statistic.protection_datasets import PROTECTION_COVERAGE
from backend.domain.statistic.time_datasets import AID_TIME
from backend.domain.statistic.union_datasets import (
    COMMITTEES,
    COVERAGE,
    FOUNDINGS,
    OFFICERS,
    TERMS,
    UNIONS,
    VACANCIES,
)
from backend.domain.statistic.visit_datasets import VISITS


def _with_past(dataset: Dataset) -> Dataset:
    """The dataset, whose definitions say what is told of a month that has ended where nothing counts along with it."""
    return replace(dataset, measures=tuple(_past_told(measure) for measure in dataset.measures))


def _past_told(measure: Measure) -> Measure:
    counted = [by for by in ((), *measure.by) if counted_on_the_spot(measure, by)]
    if measure.kind is not MeasureKind.STOCK or measure.dated or not counted:
        return measure
    zh, en = _PAST if () in counted else _PAST_DIVIDED
    return replace(measure, definition_zh=f"{measure.definition_zh}{zh}", definition_en=f"{measure.definition_en} {en}")


_PAST = (
    "已结束的月份，是次月第一天内月结时登记的情况；更晚月结的和补建的月份没有这个数。",
    "Of a month that has ended: what the register said when the month was closed within the first day after it; of months "
    "closed later or rebuilt it is not known.",
)
_PAST_DIVIDED = (
    "分组的数，已结束的月份是次月第一天内月结时登记的情况；更晚月结的和补建的月份没有分组的数。",
    "Divided, of a month that has ended: what the register said when the month was closed within the first day after it; "
    "of months closed later or rebuilt it is not known.",
)

DATASETS: Mapping[str, Dataset] = {
    dataset.code: _with_past(dataset)
    for dataset in (
        MEMBERS,
        MEMBER_FILES,
        MEMBER_CHANGES,
        UNIONS,
        FOUNDINGS,
        COVERAGE,
        OFFICERS,
        COMMITTEES,
        TERMS,
        VACANCIES,
        HOUSEHOLDS,
        HOUSEHOLD_CHANGES,
        AID_MONEY,
        AID_TIME,
        VISITS,
        PROTECTION_COVERAGE,
    )
}
