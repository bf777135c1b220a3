"""Values of rows as the cells of a file: labels for codes, local days, texts for everything that is no number."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, TypeAlias

from backend.domain.age import age_on
from backend.domain.calendar import LOCAL
from backend.domain.export.sheets import Column, ColumnKind, Filter, yes_no

Cell: TypeAlias = str | int | float | date | None

SEPARATOR: Final = {"zh": "、", "en": ", "}


def cell_of(column: Column, row: Mapping[str, Any], *, language: str, today: date) -> Cell:
    """The cell that a row has in a column: a text, a number, a day; None where nothing is known."""
    value = column.read(row) if column.read is not None else row[column.key]
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _worded(yes_no(value), language)
    if isinstance(value, (list, tuple)):
        return SEPARATOR[language].join(dict.fromkeys(label_of(column.codes, each, language) for each in value)) or None
    if column.codes is not None:
        return label_of(column.codes, value, language)
    match column.kind:
        case ColumnKind.NUMBER | ColumnKind.SHARE | ColumnKind.PERCENT:
            return value  # type: ignore[no-any-return]
        case ColumnKind.YUAN:
            # A cell of a sheet has no other numbers than these; a hundredth of fen comes out exact to the fen.
            return value / 100  # type: ignore[no-any-return]
        case ColumnKind.AGE:
            return age_on(value, today)
        case ColumnKind.DAY:
            return value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
        case ColumnKind.MOMENT:
            return value.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)  # type: ignore[no-any-return]
    return str(value)


@lru_cache(maxsize=4096)
def label_of(codes: Any, value: Any, language: str) -> str:
    """A slug by its label; one that is not known any more stands as it is."""
    if codes is None:
        return str(value)
    try:
        code = codes(value)
    except ValueError:
        return str(value)
    return str(code.en if language == "en" else code.zh)


def value_in_words(asked: Filter, value: Any, language: str) -> str:
    """What a filter was set to. Ids are put in words by whoever knows the names."""
    if isinstance(value, bool):
        words = asked.yes_no[0 if value else 1] if asked.yes_no else yes_no(value)
        return _worded(words, language)
    if isinstance(value, (list, tuple)):
        return SEPARATOR[language].join(label_of(asked.codes, each, language) for each in value)
    return label_of(asked.codes, value, language)


def _worded(words: tuple[str, str], language: str) -> str:
    return words[1 if language == "en" else 0]
