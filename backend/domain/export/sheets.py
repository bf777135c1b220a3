"""What a list is on paper: its columns and its filters in words (ui.md row 5; api.md "Export").

One description per list serves the workbook, the CSV file and the sheet that says what the file is. Keys of columns are
those of the screen, and so are their heads: a test compares both with the words of the web app.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from backend.domain.export.nouns import ExportNoun
from backend.domain.refusals import Invalid


class ColumnKind(StrEnum):
    """What the cells of a column hold; it decides how they are written and how they stand."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    """Digits that are no number: a text cell, because a number keeps 15 of them (trust.md section 0 row 12)."""
    NUMBER = "number"
    AGE = "age"
    """Whole years on the day of the export; the row holds the birth date."""
    SHARE = "share"
    """From 0 to 1, shown as a percentage."""
    PERCENT = "percent"
    """In percent already, with one decimal."""
    YUAN = "yuan"
    """An amount in yuan with two decimals; the row holds whole fen."""
    DAY = "day"
    MOMENT = "moment"
    """Local time, to the minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list. `codes` are the labels of its slugs; `width` is in characters of a workbook.

    `read` takes the value out of a row where it is not simply `row[key]`. `sealed` names the field behind a mask: such a
    column leaves masked as it stands on screen, and in plain only by an approval.
    """

    key: str
    zh: str
    en: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 14
    codes: Any = None
    read: Callable[[Mapping[str, Any]], Any] | None = None
    sealed: str | None = None

    def head(self, language: str) -> str:
        """What stands above the column."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One way to narrow a list, in words. A `reference` is the id of something that has a name."""

    key: str
    zh: str
    en: str
    codes: Any = None
    reference: bool = False
    unsaid: Any = None
    """The value that narrows nothing."""
    yes_no: tuple[tuple[str, str], tuple[str, str]] | None = None
    """What true and false mean, each in Chinese and in English; 是 and 否 where nothing is said."""

    def label(self, language: str) -> str:
        """What the filter is called."""
        return self.en if language == "en" else self.zh


class ColumnUnknown(Invalid):
    """A column that this list does not have. Fact: `column`."""

    code = "export_column_unknown"
    zh = "这个列表没有“{column}”这一列，没有导出。请刷新页面后重新选择要导出的列。"
    en = "This list has no column “{column}”; nothing was exported. Reload the page and choose the columns anew."


class ColumnsMissing(Invalid):
    """No column at all."""

    code = "export_columns_missing"
    zh = "没有选择要导出的列。请至少选择一列。"
    en = "No column was chosen. Choose at least one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list as it is exported. `under` names the filters that say below which union it looks."""

    noun: ExportNoun
    unit_zh: str
    unit_en: str
    columns: Sequence[Column]
    filters: Sequence[Filter]
    sorts: Mapping[str, tuple[str, str]]
    """The orders of the list, in words; under "" the one it has when nothing is asked."""
    under: Sequence[str] = ()

    def title(self, language: str) -> str:
        """What the list is called."""
        return self.noun.en if language == "en" else self.noun.zh

    def unit(self, language: str) -> str:
        """What is counted."""
        return self.unit_en if language == "en" else self.unit_zh

    def chosen(self, keys: Sequence[str] | None) -> list[Column]:
        """The columns with these keys, in their order; all without keys. Raises `ColumnUnknown`, `ColumnsMissing`."""
        if keys is None:
            return list(self.columns)
        by_key = {column.key: column for column in self.columns}
        for position, key in enumerate(keys):
            if key not in by_key:
                raise ColumnUnknown(pointer=f"/columns/{position}", column=key[:40])
        if not keys:
            raise ColumnsMissing(pointer="/columns")
        return [by_key[key] for key in dict.fromkeys(keys)]


YES: Final = ("是", "Yes")
NO: Final = ("否", "No")


def yes_no(value: Any) -> tuple[str, str]:
    """A yes or a no in both languages."""
    return YES if value else NO
