"""What is counted on the spot, as queries have it: which rows, with whom each stands, what each adds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, literal
from sqlalchemy.sql.elements import ColumnElement

from backend.domain.statistic.counted import AND


def key_of(values: Iterable[ColumnElement[Any]]) -> ColumnElement[Any]:
    """The values of several dimensions as one key, as the database makes it (`together`)."""
    columns = list(values)
    return func.concat_ws(AND, *columns) if columns else literal("")


@dataclass(frozen=True, slots=True)
class Counting:
    """The rows of `joined` that meet `conditions`; each adds to `figure` under its `values`.

    `table` has the place of each row, `owner` is the union that the row stands with.
    """

    table: Any
    joined: Any
    owner: ColumnElement[Any]
    conditions: Sequence[ColumnElement[bool]]
    values: Sequence[ColumnElement[Any]]
    figure: ColumnElement[Any] = field(default_factory=func.count)
