"""The catalogue as it is sent."""

from collections.abc import Iterable
from typing import Any

from backend.domain.statistic.catalogue import Dataset, Measure, MeasureKind


def catalogue(datasets: Iterable[Dataset]) -> dict[str, Any]:
    """Datasets with their measures and dimensions."""
    items = [_described(dataset) for dataset in datasets]
    return {"items": items, "next_cursor": None, "total": len(items)}


def _described(dataset: Dataset) -> dict[str, Any]:
    names = ("code", "zh", "en", "source_zh", "source_en")
    dimensions = [
        {
            "code": dimension.code,
            "zh": dimension.zh,
            "en": dimension.en,
            "values": [{"code": value.code, "zh": value.zh, "en": value.en} for value in dimension.values],
        }
        for dimension in dataset.dimensions
    ]
    return {name: getattr(dataset, name) for name in names} | {
        "dimensions": dimensions,
        "measures": [_measured(dataset, measure) for measure in dataset.measures],
    }


def _measured(dataset: Dataset, measure: Measure) -> dict[str, Any]:
    names = ("code", "zh", "en", "unit", "kind", "definition_zh", "definition_en", "formula_zh", "formula_en")
    return {name: getattr(measure, name) for name in names} | {
        "behind": measure.behind.list if measure.behind else None,
        "by": [list(by) for by in _divisions(dataset, measure)],
    }


def _divisions(dataset: Dataset, measure: Measure) -> Iterable[tuple[str, ...]]:
    """By what a measure is divided; a rate by what both of its counts are."""
    if measure.kind is not MeasureKind.RATE:
        return measure.by
    whole = dataset.measure(measure.whole).by
    return [by for by in dataset.measure(measure.part).by if by in whole]
