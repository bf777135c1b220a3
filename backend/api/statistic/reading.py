"""Answers of the statistics: the catalogue, and the figures of a question as JSON or CSV."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import Request, Response

from backend.api.pages import dump
from backend.api.statistic import figures
from backend.api.statistic.figures import Read, Row
from backend.api.statistic.schemas import StatisticQuery
from backend.api.versions import is_known
from backend.api.work import Work
from backend.db.queries import statistic as statistics
from backend.db.queries.statistic import Node
from backend.domain.calendar import LOCAL
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound
from backend.domain.statistic.catalogue import (
    LISTINGS,
    Behind,
    Dataset,
    FigureListName,
    Measure,
    MeasureKind,
    Part,
    Question,
    read_question,
)
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import Period, read_periods

CSV = "text/csv"


def catalogue() -> dict[str, Any]:
    """Every dataset with its measures and dimensions."""
    items = [_described(dataset) for dataset in DATASETS.values()]
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
        "measures": [_measured(measure) for measure in dataset.measures],
    }


def _measured(measure: Measure) -> dict[str, Any]:
    names = ("code", "zh", "en", "unit", "kind", "definition_zh", "definition_en", "formula_zh", "formula_en")
    return {name: getattr(measure, name) for name in names} | {
        "kept": measure.kind is MeasureKind.RATE or bool(measure.cells),
        "behind": measure.behind.list if measure.behind else None,
        "by": [list(by) for by in measure.by],
    }


async def answer(request: Request, work: Work, code: str, query: StatisticQuery, known: str | None) -> Response:
    """The figures of one question.

    Raises `NotFound` for a dataset or a union that is not there, and what `read_question` and `read_periods` raise.
    """
    dataset = DATASETS.get(code)
    if dataset is None:
        raise NotFound()
    question = read_question(dataset, by=query.by, measures=query.measures)
    periods = read_periods(query.period, work.today, by_month=question.by_month)
    tree = query.tree or work.scope.tree
    node = await statistics.get_node(work.session, work.scope, tree, query.org_id)
    compared = figures.all_periods(periods, compared=query.compare is not None)
    every = list(dict.fromkeys([*periods, *(before for before in compared.values() if before is not None)]))
    found = await figures.read(work, dataset, question, node, every)
    items = list(_items(work, dataset, question, found, compared))
    states = [_period(work, found, period, question) for period in periods]
    content = {
        "dataset": code,
        "organization_id": node.id,
        "organization_name": node.name,
        "tree": tree,
        "periods": states,
        "items": items,
        "next_cursor": None,
        "total": len(items),
    }
    wanted = CSV if CSV in request.headers.get("accept", "") else "application/json"
    headers = {"ETag": _tag(work, content, wanted), "Cache-Control": "private, no-cache", "Vary": "Accept"}
    if is_known(headers["ETag"], known):
        return Response(status_code=304, headers=headers)
    if wanted == CSV:
        return Response(_table(question, items), media_type=f"{CSV}; charset=utf-8", headers=headers)
    return Response(
        dump(content | {"as_of": work.now.astimezone(LOCAL)}), media_type="application/json", headers=headers
    )


def _tag(work: Work, content: dict[str, Any], wanted: str) -> str:
    """From what is said and to whom it may be said; never from the token, nor from the moment of asking."""
    states = [{name: value for name, value in state.items() if name != "as_of"} for state in content["periods"]]
    scope = (str(work.scope.tree), work.scope.low, work.scope.high)
    digest = hashlib.sha256(dump([wanted, scope, content | {"periods": states}])).hexdigest()
    return f'"{digest[:32]}"'


def _period(work: Work, found: Read, period: Period, question: Question) -> dict[str, Any]:
    state, closed_at = figures.state_of(found, period, question)
    moment = closed_at or (work.now if state in ("open", "partial") else None)
    return {"period": period.name, "state": state, "as_of": moment.astimezone(LOCAL) if moment else None}


def _items(
    work: Work,
    dataset: Dataset,
    question: Question,
    found: Read,
    compared: dict[Period, Period | None],
) -> Iterator[dict[str, Any]]:
    rows = figures.rows_of(found, question, question.measures, list(compared))
    for period, before in compared.items():
        for row in rows:
            for measure in question.measures:
                yield from _figures(work, dataset, question, found, row, period, before, measure)


def _figures(
    work: Work,
    dataset: Dataset,
    question: Question,
    found: Read,
    row: Row,
    period: Period,
    before: Period | None,
    measure: Measure,
) -> Iterator[dict[str, Any]]:
    """The figures of a measure for one unit and period; a rate is divided as its parts are."""
    is_rate = measure.kind is MeasureKind.RATE
    told = dataset.measure(measure.part) if is_rate else measure
    for at, (values, part) in enumerate(figures.parts_of(told, question.dimensions)):

        def value(when: Period | None, at: int = at, part: Part = part, values: Any = values) -> float | None:
            if when is None:
                return None
            if is_rate:
                return figures.rate_of(found, row, when, dataset, measure, question.dimensions, at)
            return figures.value_of(found, row, when, measure, part, values)

        yield {
            "organization_id": row.unit.id,
            "organization_name": row.unit.name,
            "itself": row.itself,
            "period": period.name,
            "values": dict(zip(question.dimensions, values, strict=True)),
            "measure": measure.code,
            "value": value(period),
            "before": value(before),
            "query": None if is_rate else _behind(work, found, row, period, measure, part),
        }


def _behind(work: Work, found: Read, row: Row, period: Period, measure: Measure, part: Part) -> dict[str, Any] | None:
    """The list that has exactly what was counted, for whoever may see it. Lists know the present only."""
    behind = measure.behind
    if behind is None or measure.kind is not MeasureKind.STOCK or not period.runs(found.today):
        return None
    listing = LISTINGS[behind.list]
    place = _place(work, found.node, row, behind)
    if place is None or listing.permission not in work.held:
        return None
    filters = dict(behind.filters) | place
    for value in part.values:
        narrows = value.narrows(found.today)
        if narrows is None:
            return None
        filters |= narrows
    return {"list": behind.list, "filters": filters}


def _place(work: Work, node: Node, row: Row, behind: Behind) -> dict[str, str] | None:
    """The filters that narrow a list to a unit; None where it has none for it."""
    listing, unit = LISTINGS[behind.list], row.unit
    if row.itself:
        if node.is_line or listing.itself is None:
            return None
        return {listing.itself: str(unit.id), **listing.itself_more}
    if unit.is_line:
        if (node.low, node.high) == (work.scope.low, work.scope.high) and unit.id == node.id and _by_line(work):
            return {}
        return {"line_id": str(unit.id)} if behind.list is FigureListName.ORGANIZATIONS else None
    return {listing.under: str(unit.id)}


def _by_line(work: Work) -> bool:
    return work.scope.tree is Tree.LINE


def _table(question: Question, items: Sequence[dict[str, Any]]) -> bytes:
    """Tidy CSV for machines (RFC 4180): a row for each figure."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        ["organization_id", "organization_name", "itself", "period", *question.dimensions, "measure", "value", "before"]
    )
    for item in items:
        writer.writerow(
            [
                item["organization_id"],
                _defused(item["organization_name"]),
                str(item["itself"]).lower(),
                item["period"],
                *[item["values"][name] for name in question.dimensions],
                item["measure"],
                "" if item["value"] is None else item["value"],
                "" if item["before"] is None else item["before"],
            ]
        )
    return out.getvalue().encode()


def _defused(name: str) -> str:
    """A name that a spreadsheet would take for a formula is only text."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
