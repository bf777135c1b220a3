"""The sheet that says what a file is: which list, where, narrowed by what, who took it out, when, how many rows.

A sheet of names goes from hand to hand and is asked about months later; the file itself must be able to answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.domain.calendar import LOCAL
from backend.domain.export.cells import SEPARATOR, value_in_words
from backend.domain.export.sheets import Column, Sheet

SHEET = {"zh": "说明", "en": "About"}
PAGES = {"zh": "第 &P 页 共 &N 页", "en": "Page &P of &N"}

_WORDS = {
    "list": ("名单", "List"),
    "place": ("范围", "Union"),
    "filters": ("筛选条件", "Filters"),
    "no_filters": ("没有筛选", "None"),
    "sort": ("排序", "Order"),
    "rows": ("行数", "Rows"),
    "columns": ("列", "Columns"),
    "masked": ("已隐藏部分内容的列", "Columns masked in part"),
    "by": ("导出人", "Exported by"),
    "at": ("数据时间", "As of"),
    "number": ("导出编号", "Export number"),
    "kept": ("使用要求", "Use"),
    "care": (
        "本表来自职工之家，只供工会工作使用；含个人信息，请勿转发无关人员，用毕请删除。",
        "From Unionhome, for the work of the union only. It holds personal data: do not pass it on, delete it after use.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of an export when its last row is written. `names` are those of the ids in the filters."""

    sheet: Sheet
    columns: Sequence[Column]
    query: Mapping[str, Any]
    names: Mapping[str, str]
    union: str
    by: str
    office: str
    at: datetime
    number: str
    language: str


def mark_of(told: Told) -> str:
    """Who took it out and when, as it stands in the head of every printed page."""
    return f"{told.by} {told.at.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def notes(told: Told, rows: int) -> list[tuple[str, str]]:
    """The lines of the second sheet: what, and its value."""
    comma = SEPARATOR[told.language]
    masked = [column.head(told.language) for column in told.columns if column.sealed]
    filters = list(filters_in_words(told.sheet, told.query, told.names, told.language))
    sort = told.sheet.sorts[str(told.query.get("sort", ""))][1 if told.language == "en" else 0]
    lines = [
        ("list", told.sheet.title(told.language)),
        ("place", told.union),
        ("filters", "\n".join(filters) or _word("no_filters", told.language)),
        ("sort", sort),
        ("rows", f"{rows:,} {told.sheet.unit(told.language)}"),
        ("columns", comma.join(column.head(told.language) for column in told.columns)),
        ("masked", comma.join(masked)),
        ("by", f"{told.by}（{told.office}）" if told.language == "zh" else f"{told.by} ({told.office})"),
        ("at", f"{told.at.astimezone(LOCAL):%Y-%m-%d %H:%M:%S}"),
        ("number", told.number),
        ("kept", _word("care", told.language)),
    ]
    return [(_word(what, told.language), value) for what, value in lines if value]


def filters_in_words(sheet: Sheet, query: Mapping[str, Any], names: Mapping[str, str], language: str) -> Iterator[str]:
    """Each filter that narrows the list, with what it was set to."""
    colon = ": " if language == "en" else "："
    for each in sheet.filters:
        value = query.get(each.key)
        if value in (None, "", []) or value == each.unsaid:
            continue
        words = names.get(str(value), str(value)) if each.reference else value_in_words(each, value, language)
        yield f"{each.label(language)}{colon}{words}"


def _word(what: str, language: str) -> str:
    return _WORDS[what][1 if language == "en" else 0]
