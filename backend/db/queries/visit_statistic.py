"""Counting visits on the spot, period by period (domain/statistic/visit_datasets.py)."""

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, Select, cast, func, literal, or_, select

from backend.db.bounds import within
from backend.db.queries.statistic import Children, Node, Spans, bucket_of, inside
from backend.db.statements import Asker, Statement
from backend.db.tables.visit import Visit, VisitPlan
from backend.domain.access import Scope
from backend.domain.statistic.periods import Period

plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]

_AMOUNTS = {
    "cash_planned": "cash_fen",
    "cash_given": "given_fen",
    "goods_planned": "goods_fen",
    "goods_given": "goods_given_fen",
}
_OUTCOMES = {"done": "done", "absent": "absent", "waiting": "planned"}


async def count_visits(
    asker: Asker,
    _measures: Set[str],
    dimensions: Sequence[str],
    *,
    scope: Scope,
    node: Node,
    children: Children,
    periods: Sequence[Period],
    today: date,
) -> Spans:
    """Stops of settled plans, planned and done, by child and by occasion or by whom one went to. Amounts are fen."""
    value = {"occasion": plan.c.occasion, "kind": visit.c.kind}[dimensions[0]] if dimensions else literal("")
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    asked: Select[Any] = (
        select(
            cast(func.date_trunc("month", visit.c.visit_on), Date).label("month"),
            bucket_of(visit, node, children).label("bucket"),
            value.label("value"),
            func.count().label("planned"),
            *(func.count().filter(visit.c.status == status).label(code) for code, status in _OUTCOMES.items()),
            *(cast(func.sum(visit.c[name]), BigInteger).label(code) for code, name in _AMOUNTS.items()),
        )
        .select_from(visit.join(plan, plan.c.id == visit.c.plan_id))
        .where(
            inside(visit, node),
            within(visit, scope),
            visit.c.visit_on.between(literal(first, Date), literal(last, Date)),
            or_(*(plan.c.status == status for status in ("planned", "under_way", "done"))),
        )
        .group_by("month", "bucket", "value")
    )
    found: Spans = {}
    for row in await asker.rows(Statement(asked)()):
        values = (row["value"],) if dimensions else ()
        for period in periods:
            if period.first <= row["month"] <= period.last:
                told = found.setdefault(period, {}).setdefault(row["bucket"], {}).setdefault(values, {})
                for code in ("planned", *_OUTCOMES, *_AMOUNTS):
                    told[code] = told.get(code, 0) + row[code]
    return found
