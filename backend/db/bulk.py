"""Many rows in one statement: arrays of columns, unnested. COPY is refused under row security (trust.md section 0 row 4).

One statement also means that statement triggers fire once for all rows, which an `executemany` does not give.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Table, Text, Uuid, cast, delete, func, insert, literal, select, update
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


async def update_rows(session: AsyncSession, noun: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows over those that are there, in one statement, each a version further. All have the same keys, `id` too."""
    if not rows:
        return
    table: Table = noun.__table__  # type: ignore[attr-defined]
    names = [name for name in rows[0] if name != "id"]
    new = unnested(table, {name: [row[name] for row in rows] for name in ("id", *names)}).subquery("new")
    values = {name: new.c[name] for name in names} | {"version": table.c.version + 1}
    await session.execute(update(table).where(table.c.id == new.c.id).values(values))


async def delete_rows(session: AsyncSession, noun: type[Row], ids: Sequence[UUID]) -> None:
    """Take rows out of a table, in one statement."""
    if ids:
        table: Table = noun.__table__  # type: ignore[attr-defined]
        await session.execute(delete(table).where(table.c.id == func.any(literal(list(ids), ARRAY(Uuid)))))


def unnested(table: Table, columns: Mapping[str, Sequence[Any]]) -> Any:
    """Lists as rows, each with the type of the column of that name.

    What an `update` joins with them has to find its whole key in them, even a part that is the same in all. With the
    import, or the batch, as a value of the statement the planner, whose statistics do not know rows that were written a
    moment ago, expects one such row, and may go through the other side again for each of the ten thousand there are.
    """
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


def _written(words: Sequence[object] | None) -> str | None:
    if words is None:
        return None
    quoted = (str(word).replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return "{" + ",".join(f'"{word}"' for word in quoted) + "}"
