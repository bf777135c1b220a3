"""How many rows a list has."""

from typing import Any

from sqlalchemy import Select, func, select


def count_of(listed: Select[Any]) -> Select[Any]:
    """The number of rows of a statement, which has a limit of its own; in no order, and nothing of them is read."""
    return select(func.count()).select_from(listed.order_by(None).subquery())
