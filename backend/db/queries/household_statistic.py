"""Counting household files on the spot, by child and by what a file is (domain/statistic/aid_datasets.py)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, Select, case, cast, func, select
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries.household import file, file_class
from backend.db.queries.statistic import Children, Node, bucket_of, inside, key_of
from backend.db.statements import Asker, Statement
from backend.domain.access import Scope
from backend.domain.age import AgeBand, born_by

_DAY_OF = {"opened": file.c.opened_on, "returned": file.c.returned_on, "exited": file.c.exited_on}


async def count_files(
    asker: Asker,
    _dataset: str,
    measure: str,
    dimensions: Sequence[str],
    *,
    scope: Scope,
    node: Node,
    children: Children,
    today: date,
) -> dict[int, dict[str, int]]:
    """Files on record, or the people in them, by child and by the values of the dimensions (`together`)."""
    conditions: list[ColumnElement[bool]] = [inside(file, node), within(file, scope), file.c.status == "active"]
    if measure == "overdue":
        conditions.append(file.c.review_due_on < today)
    figure = cast(func.sum(file.c.size), BigInteger) if measure == "people" else func.count()
    counted: Select[Any] = (
        select(
            bucket_of(file, node, children).label("bucket"),
            key_of(_value(each, today) for each in dimensions).label("value"),
            figure.label("figure"),
        )
        .where(*conditions)
        .group_by("bucket", "value")
    )
    found: dict[int, dict[str, int]] = {}
    for row in await asker.rows(Statement(counted)()):
        found.setdefault(row["bucket"], {})[row["value"]] = row["figure"]
    return found


async def count_changes(
    asker: Asker, measure: str, *, scope: Scope, node: Node, children: Children, first: date, last: date
) -> dict[date, dict[int, int]]:
    """Files that were put on record, came back or left between two days, by month and child."""
    day = _DAY_OF[measure]
    month = cast(func.date_trunc("month", day), Date)
    counted: Select[Any] = (
        select(month.label("month"), bucket_of(file, node, children).label("bucket"), func.count().label("figure"))
        .where(inside(file, node), within(file, scope), day.between(first, last))
        .group_by("month", "bucket")
    )
    found: dict[date, dict[int, int]] = {}
    for row in await asker.rows(Statement(counted)()):
        found.setdefault(row["month"], {})[row["bucket"]] = row["figure"]
    return found


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
