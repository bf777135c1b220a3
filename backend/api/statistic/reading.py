"""Answers of the statistics: the figures of one question."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from fastapi import Request, Response

from backend.api.pages import dump
from backend.api.statistic import figures
from backend.api.statistic.figures import Read, Row
from backend.api.statistic.formats import CSV, JSON_STAT, Answer, form_for
from backend.api.statistic.schemas import StatisticQuery
from backend.api.statistic.telling import Teller
from backend.api.versions import is_known
from backend.api.work import Reading, Work
from backend.db.keys import derive
from backend.db.queries import statistic as statistics
from backend.db.queries.statistic import Node
from backend.domain.calendar import LOCAL
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound
from backend.domain.statistic.catalogue import (
    LISTINGS,
    Behind,
    FigureListName,
    Measure,
    MeasureKind,
    Part,
    Question,
    read_question,
)
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.disclosure import Disclosure
from backend.domain.statistic.periods import Period, read_periods


async def answer(request: Request, look: Reading, code: str, query: StatisticQuery, known: str | None) -> Response:
    """The figures of one question.

    Raises `NotFound` for a dataset or a union that is not there, `DatasetNotGranted`, `NotAcceptable`, and what
    `read_question` and `read_periods` raise.
    """
    if look.client is not None:
        look.client.require_dataset(code)
    dataset = DATASETS.get(code)
    if dataset is None:
        raise NotFound()
    form = form_for(request.headers.get("accept", ""))
    question = read_question(dataset, by=query.by, measures=query.measures)
    periods = read_periods(query.period, look.today, by_month=question.by_month)
    tree = query.tree or look.scope.tree
    node = await statistics.get_node(look, look.scope, tree, query.org_id)
    compared = figures.all_periods(periods, compared=query.compare is not None)
    every = list(dict.fromkeys([*periods, *(before for before in compared.values() if before is not None)]))
    found = await figures.read(look, dataset, question, node, every)
    teller = Teller(found, dataset, question, None if look.client is None else _disclosure(request))
    items = list(_items(look, found, question, compared, teller))
    states = [period_told(look, found, period, question) for period in periods]
    head = {"dataset": code, "organization_id": node.id, "organization_name": node.name, "tree": tree}
    told = Answer(
        dataset, question, head | {"periods": states}, items, look.language, compared=query.compare is not None
    )
    written = dump(items)
    updated = _updated(states)
    headers = {
        "ETag": _tag(look, form, head, states, written),
        "Cache-Control": "private, no-cache",
        "Vary": "Accept, Accept-Language, Authorization",
    }
    if updated is not None:
        headers["Last-Modified"] = format_datetime(updated.astimezone(UTC), usegmt=True)
    if is_known(headers["ETag"], known):
        return Response(status_code=304, headers=headers)
    body = told.write(
        form, items=written, as_of=look.now.astimezone(LOCAL), updated=updated.isoformat() if updated else None
    )
    return Response(body, media_type=f"{CSV}; charset=utf-8" if form == CSV else form, headers=headers)


def _disclosure(request: Request) -> Disclosure:
    """The rule for outside clients. Its secret is of the oldest root of the indexes: of all keys it changes least."""
    roots: Mapping[int, bytes] = request.app.state.ring.blind_index
    return Disclosure(derive(roots[min(roots)], b"statistic disclosure"))


def _tag(look: Reading, form: str, head: Mapping[str, Any], states: Sequence[Mapping[str, Any]], items: bytes) -> str:
    """From what is said and to whom it may be said; never from the token, nor from the moment of asking."""
    known = [(state["period"], state["state"]) for state in states]
    scope = (str(look.scope.tree), look.scope.low, look.scope.high)
    # Only the cube has words in the caller's language.
    language = look.language if form == JSON_STAT else None
    digest = hashlib.sha256(dump([form, language, scope, head, known]) + items).hexdigest()
    return f'"{digest[:32]}"'


def _updated(states: Sequence[Mapping[str, Any]]) -> datetime | None:
    """When the figures were last changed: known of closed months, which stand since their end; of this moment it is not."""
    if any(state["state"] not in ("closed", "rebuilt") for state in states):
        return None
    return max((state["as_of"] for state in states), default=None)


def period_told(look: Reading | Work, found: Read, period: Period, question: Question) -> dict[str, Any]:
    state, closed_at = figures.state_of(found, period, question)
    moment = closed_at or (look.now if state in ("open", "partial") else None)
    return {"period": period.name, "state": state, "as_of": moment.astimezone(LOCAL) if moment else None}


def _items(
    look: Reading, found: Read, question: Question, compared: Mapping[Period, Period | None], teller: Teller
) -> Iterator[dict[str, Any]]:
    told = [(row, _of_row(look, found, question, compared, teller, row)) for row in figures.rows_of(found, question)]
    shown = [(row, by_period) for row, by_period in told if _is_shown(row, by_period)]
    for period in compared:
        for _row, by_period in shown:
            yield from by_period[period]


def _is_shown(row: Row, told: Mapping[Period, Sequence[Mapping[str, Any]]]) -> bool:
    """A union that has ended, and what stands with no child, are shown where something is told of them."""
    return row.stands or any(figure["value"] for figures_then in told.values() for figure in figures_then)


def _of_row(
    look: Reading,
    found: Read,
    question: Question,
    compared: Mapping[Period, Period | None],
    teller: Teller,
    row: Row,
) -> dict[Period, list[dict[str, Any]]]:
    return {
        period: [
            figure
            for measure in question.measures
            for figure in _figures(look, found, question, teller, row, period, before, measure)
        ]
        for period, before in compared.items()
    }


def _figures(
    look: Reading,
    found: Read,
    question: Question,
    teller: Teller,
    row: Row,
    period: Period,
    before: Period | None,
    measure: Measure,
) -> Iterator[dict[str, Any]]:
    """The figures of a measure for one unit and period; a rate is divided as its parts are."""
    for at, (values, part) in enumerate(teller.divided(measure)):
        now, then = teller.tell(row, period, measure, at), teller.tell(row, before, measure, at)
        yield {
            "organization_id": row.unit.id,
            "organization_name": row.unit.name,
            "itself": row.itself,
            "period": period.name,
            "values": dict(zip(question.dimensions, values, strict=True)),
            "measure": measure.code,
            "value": now.value,
            "before": then.value,
            "hidden": now.hidden,
            "query": behind_of(look, found, row, period, measure, part),
        }


def behind_of(
    look: Reading | Work, found: Read, row: Row, period: Period, measure: Measure, part: Part
) -> dict[str, Any] | None:
    """The list that has exactly what was counted, for whoever may see it.

    Lists know the present only, but what happened in a period by its days.
    """
    behind = measure.behind
    if behind is None:
        return None
    if not (period.runs(found.today) if measure.kind is MeasureKind.STOCK else behind.since):
        return None
    listing = LISTINGS[behind.list]
    if listing.permission not in look.held:
        return None
    place = _place(look, found.node, row, behind)
    if place is None:
        return None
    filters = dict(behind.on(period.first, period.last)) | place
    for value in part.values:
        narrows = value.narrows(found.today)
        if narrows is None:
            return None
        filters |= narrows
    return {"list": behind.list, "filters": filters}


def _place(look: Reading | Work, node: Node, row: Row, behind: Behind) -> dict[str, str] | None:
    """The filters that narrow a list to a unit; None where it has none for it."""
    listing, unit = LISTINGS[behind.list], row.unit
    if row.itself:
        if node.is_line or listing.itself is None:
            return None
        return {listing.itself: str(unit.id), **listing.itself_more}
    if unit.is_line:
        if (node.low, node.high) == (look.scope.low, look.scope.high) and unit.id == node.id and _by_line(look):
            return {} if listing.by_line else None
        return {"line_id": str(unit.id)} if behind.list is FigureListName.ORGANIZATIONS else None
    return {listing.under: str(unit.id)}


def _by_line(look: Reading | Work) -> bool:
    return look.scope.tree is Tree.LINE
