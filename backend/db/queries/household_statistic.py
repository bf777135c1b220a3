"""Counting household files on the spot, by child and by what a file is (domain/statistic/aid_datasets.py)."""

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, and_, case, cast, column, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries.counted import Counting
from backend.db.queries.household import file, file_class, movement
from backend.db.queries.statistic import Children, Node, Spans, bucket_of, inside
from backend.db.statements import Asker, Statement
from backend.domain.access import Scope
from backend.domain.age import AgeBand, born_by
from backend.domain.aid.codes import HouseholdStep
from backend.domain.statistic.periods import Period

_STEP_OF = {"opened": HouseholdStep.OPEN, "returned": HouseholdStep.RETURN, "exited": HouseholdStep.EXIT}


def counting_of(measure: str, dimensions: Sequence[str], today: date) -> Counting:
    """Files on record, or the people in them."""
    conditions: list[ColumnElement[bool]] = [file.c.status == "active"]
    if measure == "overdue":
        conditions.append(file.c.review_due_on < today)
    figure = cast(func.sum(file.c.size), BigInteger) if measure == "people" else func.count()
    values = [_value(each, today) for each in dimensions]
    return Counting(file, file, file.c.organization_id, conditions, values, figure)


async def count_movements(
    asker: Asker,
    measures: Set[str],
    dimensions: Sequence[str],
    *,
    scope: Scope,
    node: Node,
    children: Children,
    periods: Sequence[Period],
    today: date,
) -> Spans:
    """Households that came on file, came back or left in each period, by child and by why they left.

    A household that did so several times within a period is one, and the last time says why.
    """
    asked = {str(_STEP_OF[measure]): measure for measure in measures}
    windows = _windows(periods)
    moved = movement.c.on
    last = (
        select(
            windows.c.n,
            bucket_of(movement, node, children).label("bucket"),
            movement.c.step,
            movement.c.reason,
        )
        # Of an erased file only the number is left, and each row of it stands for itself.
        .ext(distinct_on(windows.c.n, movement.c.step, func.coalesce(movement.c.household_id, movement.c.id)))
        .select_from(movement.join(windows, and_(moved >= windows.c.first, moved <= windows.c.last)))
        .where(
            inside(movement, node),
            within(movement, scope),
            or_(*(movement.c.step == step for step in asked)),
            moved.between(min(period.first for period in periods), max(period.last for period in periods)),
        )
        .order_by(
            windows.c.n,
            movement.c.step,
            func.coalesce(movement.c.household_id, movement.c.id),
            moved.desc(),
            movement.c.id.desc(),
        )
        .subquery()
    )
    value = func.coalesce(last.c.reason, "") if dimensions else literal("")
    counted = select(last.c.n, last.c.bucket, last.c.step, value.label("value"), func.count().label("figure")).group_by(
        last.c.n, last.c.bucket, last.c.step, "value"
    )
    found: Spans = {}
    for row in await asker.rows(Statement(counted)()):
        values = (row["value"],) if dimensions else ()
        by_value = found.setdefault(periods[row["n"] - 1], {}).setdefault(row["bucket"], {})
        by_value.setdefault(values, {})[asked[row["step"]]] = row["figure"]
    return found


def _windows(periods: Sequence[Period]) -> Any:
    """The periods as rows: number from 1, first and last day."""
    days = ARRAY(Date)
    listed = func.unnest(
        literal([each.first for each in periods], days), literal([each.last for each in periods], days)
    )
    return listed.table_valued(
        column("first", Date), column("last", Date), with_ordinality="n", name="w"
    ).render_derived()


def _value(dimension: str, today: date) -> ColumnElement[Any]:
    if dimension == "file_class":
        return file_class(today)
    if dimension == "age_band":
        return _age_band(today)
    return func.coalesce(file.c[dimension], "unknown")


def _age_band(today: date) -> ColumnElement[str]:
    """The band of the worker's age, as the counters of members have it."""
    born = file.c.born_on
    return case(
        (born.is_(None), "unknown"),
        # Somebody of the band begins it at an age: who was born by that day has reached it.
        *((born <= born_by(today, 5 + 10 * band), str(int(band))) for band in reversed(list(AgeBand)[1:])),
        else_=str(int(AgeBand.UNDER_25)),
    )
