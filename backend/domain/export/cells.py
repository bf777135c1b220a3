"""Values of rows as the cells of a file: labels for codes, local days, texts for everything that is no number."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, TypeAlias

from backend.domain.age import age_on
from backend.domain.calendar import LOCAL
from backend.domain.export.sheets import Column, ColumnKind, Filter, yes_no

Cell: TypeAlias = str | int | float | date | None

SEPARATOR: Final = {"zh": "、", "en": ", "}


def cells_of(columns: Sequence[Column], *, language: str, today: date) -> Callable[[Mapping[str, Any]], list[Cell]]:
    """What makes of a row its cells: texts, numbers, days; None where nothing is known.

    What a column is, is asked once and not for each of the hundred thousand rows that it has.
    """
    readers = [_reader(column, language, today) for column in columns]
    return lambda row: [read(row) for read in readers]


def _reader(column: Column, language: str, today: date) -> Callable[[Mapping[str, Any]], Cell]:
    find = column.read or itemgetter(column.key)
    shown = _shown(column, language, today)
    yes, no = (_worded(yes_no(value), language) for value in (True, False))

    def read(row: Mapping[str, Any]) -> Cell:
        value = find(row)
        if value is None or value == "":
            return None
        if value is True or value is False:
            return yes if value else no
        if isinstance(value, (list, tuple)):
            return (
                SEPARATOR[language].join(dict.fromkeys(label_of(column.codes, each, language) for each in value))
                or None
            )
        return shown(value)

    return read


def _shown(column: Column, language: str, today: date) -> Callable[[Any], Cell]:
    """How one value of a column stands in its cell."""
    if column.codes is not None:
        return lambda value: label_of(column.codes, value, language)
    match column.kind:
        case ColumnKind.NUMBER | ColumnKind.SHARE | ColumnKind.PERCENT:
            return lambda value: value
        case ColumnKind.YUAN:
            # A cell of a sheet has no other numbers than these; a hundredth of fen comes out exact to the fen.
            return lambda value: value / 100
        case ColumnKind.AGE:
            return lambda value: age_on(value, today)
        case ColumnKind.DAY:
            return lambda value: value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
        case ColumnKind.MOMENT:
            return lambda value: value.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)
    return str


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
