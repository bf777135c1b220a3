"""A question to the statistics as a workbook: the table beside a chart, and what its figures mean on a second sheet."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import Response

from backend.api.attachment import disposition
from backend.api.export.workbook import write_workbook
from backend.api.statistic import figures
from backend.api.statistic.figures import Read, Row
from backend.api.statistic.schemas import StatisticQuery
from backend.api.statistic.telling import Teller
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.db.queries import statistic as statistics
from backend.domain.calendar import LOCAL
from backend.domain.export.notes import PAGES
from backend.domain.export.sheets import ColumnKind
from backend.domain.refusals import NotFound
from backend.domain.statistic.catalogue import (
    Dataset,
    Dimension,
    FigureUnit,
    Measure,
    Question,
    read_question,
)
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import Period, read_periods

CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {FileType.XLSX.value: {}}, "description": "工作簿 The workbook"}
}

_KINDS = {FigureUnit.PERCENT: ColumnKind.PERCENT, FigureUnit.FEN: ColumnKind.YUAN}
_WORDS = {
    "unit": ("单位", "Union"),
    "itself": ("{}（本级）", "{} (itself)"),
    "period": ("期间", "Period"),
    "now": ("现在", "Now"),
    "before": ("{}（去年同期）", "{} (a year ago)"),
    "notes": ("说明", "About"),
    "table": ("数据集", "Dataset"),
    "place": ("范围", "Union"),
    "source": ("来源", "Source"),
    "at": ("数据时间", "As of"),
    "by": ("导出人", "Made by"),
    "meaning": ("{}　公式：{}", "{}  Formula: {}"),
}


@dataclass(slots=True)
class _Source:
    """Rows for the writer of exports, in one batch; a question has a few thousand at most."""

    rows: Sequence[Sequence[Any]]
    notes: Sequence[tuple[str, str]] = field(default=())

    def __iter__(self) -> Iterator[Sequence[Sequence[Any]]]:
        if self.rows:
            yield self.rows


async def workbook(work: Work, code: str, query: StatisticQuery) -> Response:
    """The figures of a question as a workbook. Raises `NotFound`, and what `read_question` and `read_periods` raise."""
    dataset = DATASETS.get(code)
    if dataset is None:
        raise NotFound()
    question = read_question(dataset, by=query.by, measures=query.measures)
    periods = read_periods(query.period, work.today, by_month=question.by_month)
    node = await statistics.get_node(work, work.scope, query.tree or work.scope.tree, query.org_id)
    compared = figures.all_periods(periods, compared=query.compare is not None)
    every = list(dict.fromkeys([*periods, *(before for before in compared.values() if before is not None)]))
    told = await figures.read(work, dataset, question, node, every)
    table = _Table(dataset, question, told, Teller(told, dataset, question, None), compared, work.language)
    asked = table.asked(by=work.caller.name, at=f"{work.now.astimezone(LOCAL):%Y-%m-%d %H:%M}", place=node.name)
    content = await asyncio.to_thread(_written, asked, _Source(list(table.rows()), asked["notes"]))
    headers = {
        "Content-Disposition": disposition(f"{node.name} {table.name(dataset)}.xlsx", f"{code}.xlsx"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=FileType.XLSX.value, headers=headers)


def _written(asked: dict[str, Any], source: _Source) -> bytes:
    with tempfile.TemporaryDirectory() as workshop:
        path = Path(workshop) / "statistics.xlsx"
        write_workbook(path, asked, source)
        return path.read_bytes()


@dataclass(frozen=True, slots=True)
class _Table:
    """A row for each unit, period and value of the dimensions; a column for each measure."""

    dataset: Dataset
    question: Question
    told: Read
    teller: Teller
    compared: Mapping[Period, Period | None]
    language: str

    def word(self, what: str, *parts: object) -> str:
        return _WORDS[what][self.language == "en"].format(*parts)

    def name(self, thing: Any) -> str:
        return str(thing.en if self.language == "en" else thing.zh)

    @property
    def dimensions(self) -> list[Dimension]:
        return [each for each in self.dataset.dimensions if each.code in self.question.dimensions]

    def asked(self, *, by: str, at: str, place: str) -> dict[str, Any]:
        """What the writer of exports is told."""
        return {
            "sheet": self.name(self.dataset)[:31],
            "title": f"{place} {self.name(self.dataset)}",
            "author": by,
            "mark": f"{by} {at}",
            "pages": PAGES[self.language],
            "columns": list(self._columns()),
            "notes_sheet": self.word("notes"),
            "notes": [
                (self.word("table"), self.name(self.dataset)),
                (self.word("place"), place),
                (self.word("source"), self.dataset.source_en if self.language == "en" else self.dataset.source_zh),
                (self.word("at"), at),
                (self.word("by"), by),
                *((self.name(measure), self._meaning(measure)) for measure in self.question.measures),
            ],
        }

    def _meaning(self, measure: Measure) -> str:
        if self.language == "en":
            return self.word("meaning", measure.definition_en, measure.formula_en)
        return self.word("meaning", measure.definition_zh, measure.formula_zh)

    def _columns(self) -> Iterator[dict[str, Any]]:
        yield {"head": self.word("unit"), "kind": ColumnKind.TEXT, "width": 28}
        yield {"head": self.word("period"), "kind": ColumnKind.TEXT, "width": 10}
        for dimension in self.dimensions:
            yield {"head": self.name(dimension), "kind": ColumnKind.TEXT, "width": 16}
        for measure in self.question.measures:
            kind = _KINDS.get(measure.unit, ColumnKind.NUMBER)
            head = f"{self.name(measure)} ({self.name(measure.unit)})"
            yield {"head": head, "kind": kind, "width": 14}
            if self._compares:
                yield {"head": self.word("before", head), "kind": kind, "width": 18}

    @property
    def _compares(self) -> bool:
        return any(before is not None for before in self.compared.values())

    def rows(self) -> Iterator[list[Any]]:
        """The rows, in the order of the answer."""
        units = [row for row in figures.rows_of(self.told, self.question) if row.stands or self._tells(row)]
        divided = [values for values, _part in self.teller.divided(self.question.measures[0])]
        for period, before in self.compared.items():
            for unit in units:
                for at, values in enumerate(divided):
                    yield self._row(unit, period, before, values, at)

    def _tells(self, unit: Row) -> bool:
        every = ((period, measure) for period in self.compared for measure in self.question.measures)
        return any(
            self.teller.tell(unit, period, measure, at).value
            for period, measure in every
            for at in range(len(self.teller.divided(measure)))
        )

    def _row(self, unit: Row, period: Period, before: Period | None, values: Sequence[str], at: int) -> list[Any]:
        name = self.word("itself", unit.unit.name) if unit.itself else unit.unit.name
        row: list[Any] = [name, self.word("now") if period.name == "now" else period.name]
        for dimension, code in zip(self.dimensions, values, strict=True):
            row.append(next(self.name(value) for value in dimension.values if value.code == code))
        for measure in self.question.measures:
            row.append(_written_as(measure, self.teller.tell(unit, period, measure, at).value))
            if self._compares:
                row.append(_written_as(measure, self.teller.tell(unit, before, measure, at).value))
        return row


def _written_as(measure: Measure, value: float | None) -> float | None:
    """Amounts stand in yuan, to the fen."""
    return value if value is None or measure.unit is not FigureUnit.FEN else value / 100
