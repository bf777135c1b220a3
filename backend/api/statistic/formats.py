"""The figures of a question as flat JSON, tidy CSV or JSON-stat 2.0, whichever is asked for (api.md, Statistics)."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backend.api.pages import dump
from backend.domain.refusals import NotAcceptable
from backend.domain.statistic.catalogue import Dataset, Question

JSON: Final = "application/json"
CSV: Final = "text/csv"
JSON_STAT: Final = "application/vnd.jsonstat+json"
OFFERED: Final = (JSON, CSV, JSON_STAT)
"""Every form; the first where nothing is asked for."""

Item = Mapping[str, Any]


def form_for(accept: str) -> str:
    """The form that a caller likes best (RFC 9110 section 12.5.1); of two liked alike the one offered first.

    Raises `NotAcceptable`.
    """
    if not accept.strip():
        return JSON
    wanted = [_read_range(part) for part in accept.split(",")]
    best = max(OFFERED, key=lambda form: _liked(form, wanted))
    if _liked(best, wanted) <= 0:
        raise NotAcceptable(offered=", ".join(OFFERED))
    return best


def _read_range(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip().lower() for each in part.split(";"))
    quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0


def _liked(form: str, wanted: Sequence[tuple[str, float]]) -> float:
    """How much a form is wanted; the most exact name counts."""
    for name in (form, f"{form.partition('/')[0]}/*", "*/*"):
        found = [quality for each, quality in wanted if each == name]
        if found:
            return max(found)
    return 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question comes to, before it is written in a form."""

    dataset: Dataset
    question: Question
    head: Mapping[str, Any]
    items: Sequence[Item]
    language: str
    compared: bool

    def write(self, form: str, *, items: bytes, as_of: Any, updated: str | None) -> bytes:
        """The body. `items` are the items as JSON already: they were written once to be compared."""
        if form == CSV:
            return _table(self)
        if form == JSON_STAT:
            return dump(_cube(self, updated))
        told = dump({**self.head, "as_of": as_of})
        rest = dump({"next_cursor": None, "total": len(self.items)})
        return b"".join((told[:-1], b',"items":', items, b",", rest[1:]))


_BEFORE = ("organization_id", "organization_name", "itself", "period")
_AFTER = ("measure", "value", "before", "hidden")


def _table(answer: Answer) -> bytes:
    """Tidy CSV for machines (RFC 4180, UTF-8 without a mark at its beginning): a row for each figure."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*_BEFORE, *answer.question.dimensions, *_AFTER])
    for item in answer.items:
        values = [item["values"][name] for name in answer.question.dimensions]
        writer.writerow([*(_cell(item[name]) for name in _BEFORE), *values, *(_cell(item[name]) for name in _AFTER)])
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        # A name that a spreadsheet would take for a formula is only text.
        return f"'{value}"
    return "" if value is None else value


def _cube(answer: Answer, updated: str | None) -> dict[str, Any]:
    """JSON-stat 2.0: a cube over unit, period, measure and the dimensions of the question."""
    axes = [_Axis("unit", _units(answer)), _Axis("period", {item["period"]: item["period"] for item in answer.items})]
    if answer.compared:
        axes.append(
            _Axis("compared", {"value": _word(answer, "本期", "This"), "before": _word(answer, "去年同期", "Before")})
        )
    axes.append(_Axis("measure", {m.code: _word(answer, m.zh, m.en) for m in answer.question.measures}))
    known = {dimension.code: dimension for dimension in answer.dataset.dimensions}
    for code in answer.question.dimensions:
        axes.append(_Axis(code, {value.code: _word(answer, value.zh, value.en) for value in known[code].values}))
    size = [len(axis.labels) for axis in axes]
    values, status = _filled(answer, axes)
    labels = {"unit": ("单位", "Unit"), "period": ("期间", "Period"), "measure": ("指标", "Measure")}
    labels |= {"compared": ("对比", "Compared")} | {d.code: (d.zh, d.en) for d in answer.dataset.dimensions}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": _word(answer, answer.dataset.zh, answer.dataset.en),
        "source": _word(answer, answer.dataset.source_zh, answer.dataset.source_en),
        **({"updated": updated} if updated else {}),
        "id": [axis.code for axis in axes],
        "size": size,
        "role": {"time": ["period"], "geo": ["unit"], "metric": ["measure"]},
        "dimension": {
            axis.code: {
                "label": _word(answer, *labels[axis.code]),
                "category": {"index": list(axis.labels), "label": axis.labels},
            }
            for axis in axes
        },
        "value": values,
        **({"status": status} if status else {}),
    }


@dataclass(frozen=True, slots=True)
class _Axis:
    code: str
    labels: Mapping[str, str]


def _word(answer: Answer, zh: str, en: str) -> str:
    return en if answer.language == "en" else zh


def _units(answer: Answer) -> dict[str, str]:
    itself = _word(answer, "（本级）", " (itself)")
    return {_unit(item): item["organization_name"] + (itself if item["itself"] else "") for item in answer.items}


def _unit(item: Item) -> str:
    return f"{item['organization_id']}:itself" if item["itself"] else str(item["organization_id"])


def _filled(answer: Answer, axes: Sequence[_Axis]) -> tuple[list[Any], dict[str, str]]:
    """The cells of the cube in its order, and the marks of those that are withheld."""
    places = [{code: number for number, code in enumerate(axis.labels)} for axis in axes]
    strides = [1] * len(axes)
    for number in range(len(axes) - 2, -1, -1):
        strides[number] = strides[number + 1] * len(axes[number + 1].labels)
    cells: list[Any] = [None] * (strides[0] * len(axes[0].labels))
    status: dict[str, str] = {}
    for item in answer.items:
        for told in ("value", "before") if answer.compared else ("value",):
            codes = [_unit(item), item["period"], *([told] if answer.compared else []), item["measure"]]
            codes += [item["values"][name] for name in answer.question.dimensions]
            at = sum(place[code] * stride for place, code, stride in zip(places, codes, strides, strict=True))
            cells[at] = item[told]
            if item[told] is None and item["hidden"] and told == "value":
                status[str(at)] = "hidden"
    return cells, status
