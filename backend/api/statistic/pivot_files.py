"""A free pivot to take away: a workbook with the same heads, its cells merged; CSV with one line of heads."""

import asyncio
import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import Response
from xlsxwriter import Workbook

from backend.api.attachment import disposition
from backend.api.export.workbook import HEAD, LOOKS
from backend.api.plain_sheet import PlainSheet, cut
from backend.api.statistic import pivoting
from backend.api.statistic.pivot_schemas import PivotFileQuery
from backend.api.statistic.pivoting import Pivot
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.domain.calendar import LOCAL
from backend.domain.export.notes import PAGES
from backend.domain.export.sheets import ColumnKind
from backend.domain.formulas import defused
from backend.domain.statistic.catalogue import FigureUnit
from backend.domain.statistic.pivot import Column, Head, Shows

CSV = "text/csv"
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {FileType.XLSX.value: {}, CSV: {"schema": {"type": "string"}}}, "description": "表格 The table"}
}

_NOTES = {
    "sheet": ("说明", "About"),
    "dataset": ("数据集", "Dataset"),
    "place": ("范围", "Union"),
    "period": ("期间", "Period"),
    "now": ("现在", "Now"),
    "source": ("来源", "Source"),
    "at": ("数据时间", "As of"),
    "by": ("导出人", "Made by"),
    "meaning": ("{}　公式：{}", "{}  Formula: {}"),
    "totals": ("合计与小计", "Totals"),
    "asked": (
        "各级合计按上级口径重新统计，不由各格相加；没有记录或没有意义的格留空。",
        "Each total is counted anew at its own level and not added up; what is not known, or says nothing, is left blank.",
    ),
}
_WIDTHS = {"head": 24, "figure": 13}


async def file(work: Work, code: str, query: PivotFileQuery) -> Response:
    """The table as a file. Raises what `pivoting.build` raises."""
    pivot = await pivoting.build(work, code, query)
    written = _Written(pivot, work.language, by=work.caller.name, at=f"{work.now.astimezone(LOCAL):%Y-%m-%d %H:%M}")
    if query.form == "csv":
        content, kind = written.csv(), f"{CSV}; charset=utf-8"
    else:
        content, kind = await asyncio.to_thread(written.workbook), FileType.XLSX.value
    headers = {
        "Content-Disposition": disposition(f"{written.title}.{query.form}", f"{code}.{query.form}"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)


class _Written:
    """The arrangement on paper: what spans on the screen is merged here."""

    def __init__(self, pivot: Pivot, language: str, *, by: str, at: str) -> None:
        self.pivot, self.by, self.at = pivot, by, at
        self.english = language == "en"
        self.made = pivot.arrangement
        self.title = f"{pivot.node.name} {self.named(pivot.dataset)}"
        self.left, self.top = len(self.made.row_axes), self.made.head_levels

    def word(self, what: str, *parts: object) -> str:
        return _NOTES[what][self.english].format(*parts)

    def named(self, thing: Any) -> str:
        return str(thing.en if self.english else thing.zh)

    def notes(self) -> Iterator[tuple[str, str]]:
        """What stands on the second sheet."""
        dataset, period = self.pivot.dataset, self.pivot.period["period"]
        yield self.word("dataset"), self.named(dataset)
        yield self.word("place"), self.pivot.node.name
        yield self.word("period"), self.word("now") if period == "now" else period
        yield self.word("source"), dataset.source_en if self.english else dataset.source_zh
        yield self.word("at"), self.at
        yield self.word("by"), self.by
        yield self.word("totals"), self.word("asked")
        for measure in self.pivot.measures:
            said = (
                (measure.definition_en, measure.formula_en)
                if self.english
                else (measure.definition_zh, measure.formula_zh)
            )
            yield self.named(measure), self.word("meaning", *said)

    def value(self, line: tuple[str, ...], number: int) -> float | None:
        """Amounts stand in yuan, to the fen."""
        value = self.pivot.value(line, number)
        return value / 100 if value is not None and _kind(self.made.columns[number]) is ColumnKind.YUAN else value

    def csv(self) -> bytes:
        """One line of heads, and every line with all of its own: for programs, which know no merged cells."""
        out = io.StringIO()
        writer = csv.writer(out)
        heads = [axis.text for axis in self.made.row_axes]
        heads += [" / ".join(_covering(self.made.column_heads, at)) for at in range(len(self.made.columns))]
        writer.writerow([defused(head) for head in heads])
        for at, line in enumerate(self.made.lines):
            texts = _covering(self.made.line_heads, at)
            names = texts + [texts[-1]] * (self.left - len(texts)) if texts else []
            figures = [self.value(line, number) for number in range(len(self.made.columns))]
            writer.writerow([defused(name) for name in names] + figures)
        return out.getvalue().encode()

    def workbook(self) -> bytes:
        """The table with its heads as they stand on the screen, and a second sheet that says what it is."""
        with tempfile.TemporaryDirectory() as workshop:
            path = Path(workshop) / "pivot.xlsx"
            book = Workbook(
                str(path),
                {
                    "constant_memory": True,
                    "tmpdir": workshop,
                    "strings_to_formulas": False,
                    "strings_to_urls": False,
                    "strings_to_numbers": False,
                },
            )
            book.set_properties({"title": self.title, "author": self.by, "comments": f"{self.by} {self.at}"})
            sheet = book.add_worksheet(self.named(self.pivot.dataset)[:31], PlainSheet)
            self._lay_out(sheet)
            self._write(book, sheet)
            about = book.add_worksheet(self.word("sheet"), PlainSheet)
            about.set_column(0, 0, 18)
            about.set_column(1, 1, 90)
            label = book.add_format({"bold": True, "valign": "top"})
            text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
            for number, (what, said) in enumerate(self.notes()):
                about.write_string(number, 0, what, label)
                about.write_string(number, 1, cut(said), text)
            book.close()
            return path.read_bytes()

    def _lay_out(self, sheet: PlainSheet) -> None:
        if self.left:
            sheet.set_column(0, self.left - 1, _WIDTHS["head"])
        sheet.set_column(self.left, self.left + len(self.made.columns) - 1, _WIDTHS["figure"])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0, self.top - 1)
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(self.top, self.left)
        sheet.set_footer(f"&C{PAGES['en' if self.english else 'zh']}")

    def _write(self, book: Any, sheet: PlainSheet) -> None:
        """Row after row, as the sheet takes them; what spans is written once and joined."""
        head = book.add_format(HEAD | {"border": 1, "align": "center"})
        side = book.add_format({"num_format": "@", "border": 1, "valign": "vcenter", "text_wrap": True})
        looks = {kind: book.add_format(LOOKS[kind] | {"border": 1}) for kind in _KINDS}
        for level in range(self.top):
            for at in range(self.left + len(self.made.columns)):
                sheet.write_blank(level, at, None, head)
            if level == 0:
                for at, axis in enumerate(self.made.row_axes):
                    sheet.write_string(0, at, axis.text, head)
                    sheet.span(0, at, self.top - 1, at)
            for each in self.made.column_heads:
                if each.level == level:
                    at = self.left + each.at
                    sheet.write_string(level, at, each.text, head)
                    sheet.span(level, at, level + each.deep - 1, at + each.span - 1)
        begun = {(each.at, each.level): each for each in self.made.line_heads}
        for number, line in enumerate(self.made.lines):
            row = self.top + number
            for level in range(self.left):
                found = begun.get((number, level))
                if found is None:
                    sheet.write_blank(row, level, None, side)
                    continue
                sheet.write_string(row, level, found.text, side)
                sheet.span(row, level, row + found.span - 1, level + found.deep - 1)
            for at, column in enumerate(self.made.columns):
                value, look = self.value(line, at), looks[_kind(column)]
                if value is None:
                    sheet.write_blank(row, self.left + at, None, look)
                else:
                    sheet.write_number(row, self.left + at, value, look)


_KINDS = (ColumnKind.PERCENT, ColumnKind.YUAN, ColumnKind.NUMBER)


def _kind(column: Column) -> ColumnKind:
    if column.shows in (Shows.SHARE, Shows.CHANGE) or column.measure.unit is FigureUnit.PERCENT:
        return ColumnKind.PERCENT
    return ColumnKind.YUAN if column.measure.unit is FigureUnit.FEN else ColumnKind.NUMBER


def _covering(heads: tuple[Head, ...], at: int) -> list[str]:
    """The heads over a line or column, outermost first."""
    over = [head for head in heads if head.at <= at < head.at + head.span]
    return [head.text for head in sorted(over, key=lambda head: head.level)]
