"""The numbers of a report: what was computed, what somebody wrote over it, and what is to be said of a figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.domain.codes import Code
from backend.domain.report.forms import Form


class Remark(Code):
    """What is to be said of a computed figure."""

    NOW = "now", "统计日没有留存，取今天的数字", "Nothing is kept of the day; the figure of today"
    PARTIAL = "partial", "统计期内有的月份没有留存", "Some months of the time are not kept"


def computed(form: Form, lines: Sequence[Mapping[str, Any]]) -> dict[str, int | None]:
    """The sum over the lines, item by item; None where no line knows anything."""
    sums: dict[str, int | None] = {}
    for item in form.items:
        known = [value for line in lines if (value := line["values"].get(item.code)) is not None]
        sums[item.code] = sum(known) if known else None
    return sums


def effective(
    form: Form, lines: Sequence[Mapping[str, Any]], cells: Mapping[str, Mapping[str, Any]]
) -> dict[str, int | None]:
    """What the report says: what was written, else what was computed."""
    sums = computed(form, lines)
    return {code: cells[code]["value"] if code in cells else value for code, value in sums.items()}
