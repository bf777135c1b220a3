"""Many rows in one statement: arrays of columns, unnested. COPY is refused under row security (trust.md section 0 row 4).

One statement also means that statement triggers fire once for all rows, which an `executemany` does not give.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Table, Text, cast, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.types import Table as Row


async def insert_rows(session: AsyncSession, noun: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of a table that all have the same keys, in one statement and in their order."""
    if not rows:
        return
    table: Table = noun.__table__  # type: ignore[attr-defined]
    names = list(rows[0])
    source = unnested(table, {name: [row[name] for row in rows] for name in names})
    await session.execute(insert(table).from_select(names, source))


def unnested(table: Table, columns: Mapping[str, Sequence[Any]]) -> Any:
    """Lists as rows, each with the type of the column of that name."""
    return select(*[_column(table, name, values) for name, values in columns.items()])


def _column(table: Table, name: str, values: Sequence[Any]) -> Any:
    kind = table.c[name].type
    if isinstance(kind, JSONB):
        texts = [None if value is None else orjson.dumps(value).decode() for value in values]
        return cast(func.unnest(literal(texts, ARRAY(Text))), JSONB).label(name)
    if isinstance(kind, ARRAY):
        # A list of lists would be taken for one of two dimensions, so each goes as PostgreSQL writes it.
        return cast(func.unnest(literal([_written(value) for value in values], ARRAY(Text))), kind).label(name)
    return func.unnest(literal(list(values), ARRAY(kind))).label(name)


def _written(words: Sequence[str] | None) -> str | None:
    if words is None:
        return None
    quoted = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return "{" + ",".join(f'"{word}"' for word in quoted) + "}"
