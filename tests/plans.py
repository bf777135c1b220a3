"""What PostgreSQL did for a statement, counted in rows: the same on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event


@contextmanager
def explained(engine: Any) -> Iterator[list[dict[str, Any]]]:
    """The plans of the statements that are carried out meanwhile, each with what it came to."""
    plans: list[dict[str, Any]] = []

    def ask(_c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> tuple[str, Any]:
        return f"explain (analyze, format json) {statement}", values

    def read(_c: Any, cursor: Any, *_rest: Any) -> None:
        plans.append(cursor.fetchone()[0][0]["Plan"])

    event.listen(engine, "before_cursor_execute", ask, retval=True)
    event.listen(engine, "after_cursor_execute", read)
    try:
        yield plans
    finally:
        event.remove(engine, "before_cursor_execute", ask)
        event.remove(engine, "after_cursor_execute", read)


def looked_at(node: dict[str, Any]) -> int:
    """How many rows a plan, and all that stands under it, had in hand."""
    here = sum(node.get(name, 0) for name in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter"))
    return int(here * node["Actual Loops"]) + sum(looked_at(below) for below in node.get("Plans", ()))
