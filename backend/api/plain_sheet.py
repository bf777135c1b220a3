"""A sheet of a workbook whose texts are only texts, written a row at a time.

The library takes a text that stands between `<r>` and `</r>` for markup of its own and writes it into the file as it is:
whoever wrote such a note would write cells. And it writes each cell by a dozen calls, which for a hundred thousand rows
is most of the time of an export. Both are its inside, so its version is pinned, and tests read every file with two other
libraries.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from backend.domain.export.sheets import ColumnKind

LONGEST = 32_767
"""UTF-16 units that a cell holds."""

Encode: TypeAlias = Callable[[Any], str]

_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_EPOCH = datetime(1899, 12, 30)
"""Moment 0 of workbooks, as counted since 1 March 1900."""
_FIRST_DAY = _EPOCH.toordinal()
_SECONDS_A_DAY = 86_400


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A sheet for `add_worksheet` of a workbook in constant memory."""

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, True, attributes)

    def span(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Join cells that are written on their own, row by row: the library writes those of later rows at once."""
        if (row, column) != (last_row, last_column):
            self.merge.append([row, column, last_row, last_column])

    def set_columns(self, kinds: Sequence[ColumnKind], formats: Sequence[Format], *, boxed: bool = False) -> None:
        """Say what the cells of each column hold and how they look, before the first `write_rows`.

        With `boxed`, empty cells are drawn too.
        """
        self._boxed = boxed
        encoders = [self._encoder(kind) for kind in kinds]
        styles = [f'" s="{each._get_xf_index()}"' for each in formats]
        names = [f'<c r="{xl_col_to_name(position)}' for position in range(len(kinds))]
        self._cells = list(zip(names, styles, encoders, strict=True))

    def write_rows(self, first: int, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows from row `first` on, counted from 0; below everything that was written so far.

        Days and moments come in ISO format. What is None is an empty cell.
        """
        self._write_single_row(first)
        cells = self._cells
        written = []
        for number, row in enumerate(rows, start=first + 1):
            written.append(f'<row r="{number}">')
            for (name, style, encode), value in zip(cells, row, strict=True):
                if value is not None:
                    written.append(f"{name}{number}{style}{encode(value)}</c>")
                elif self._boxed:
                    written.append(f"{name}{number}{style}/>")
            written.append("</row>")
        self.fh.write("".join(written))
        last = first + len(rows) - 1
        self._check_dimensions(last, len(cells) - 1)
        self.previous_row = last

    def _encoder(self, kind: ColumnKind) -> Encode:
        match kind:
            case ColumnKind.NUMBER | ColumnKind.AGE | ColumnKind.SHARE | ColumnKind.PERCENT | ColumnKind.YUAN:
                return lambda value: f"><v>{value:.16G}</v>"
            case ColumnKind.DAY:
                return lambda value: f"><v>{date.fromisoformat(value).toordinal() - _FIRST_DAY}</v>"
            case ColumnKind.MOMENT:
                return lambda value: f"><v>{_moment(value):.16G}</v>"
        return self._text

    def _text(self, value: str) -> str:
        if len(value) > LONGEST // 2:
            value = cut(value)
        if _SPECIAL.search(value):
            value = self._escape_data(self._escape_control_characters(value))
        return f' t="inlineStr"><is><t xml:space="preserve">{value}</t></is>'


def _moment(value: str) -> float:
    return (datetime.fromisoformat(value) - _EPOCH).total_seconds() / _SECONDS_A_DAY


def cut(value: str) -> str:
    """As much of a text as a cell holds, with a mark where something is missing."""
    units = value.encode("utf-16-le")
    return value if len(units) <= 2 * LONGEST else units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
