"""Statements that are written once for each shape; a request brings only values.

A list is asked for all day in a few shapes: with these filters set, in that order. SQLAlchemy builds a statement of
thirty columns anew for every request and finds its text by walking it, which costs more than PostgreSQL needs to answer
(DECISIONS 18). Here the statement of a shape is built and compiled on first use, with named parameters, and kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Select
from sqlalchemy.dialects.postgresql.asyncpg import dialect

from backend.domain.calendar import LOCAL

_DIALECT = dialect()  # type: ignore[no-untyped-call]


class Rows(list[dict[str, Any]]):
    """Rows as they may be sent: each a dict of its own, moments in local time."""


class Statement:
    """A select with named parameters, as the session takes it (`select`) and as the driver does (`sql`)."""

    __slots__ = ("_constants", "_instants", "_names", "_readers", "_writers", "select", "sql")

    def __init__(self, select: Select[Any]) -> None:
        compiled = select.compile(dialect=_DIALECT)
        parameters = compiled.binds
        self.select = select
        self.sql = str(compiled)
        self._names = tuple(compiled.positiontup or ())
        self._constants = {name: value.value for name, value in parameters.items() if not value.required}
        self._writers = {
            name: writer
            for name in self._names
            if (writer := parameters[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)) is not None
        }
        columns = [(column.key or "", column.type) for column in select.selected_columns]
        self._readers = tuple(
            (name, reader)
            for name, type_ in columns
            if (reader := type_.dialect_impl(_DIALECT).result_processor(_DIALECT, None)) is not None
        )
        self._instants = tuple(name for name, type_ in columns if getattr(type_, "timezone", False))

    def __call__(self, **values: Any) -> "Asked":
        """The statement with its values."""
        return Asked(self, values)

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order of the text. Raises KeyError for one that is missing."""
        constants, writers = self._constants, self._writers
        found = [values[name] if name in values else constants[name] for name in self._names]
        if writers:
            for place, name in enumerate(self._names):
                if name in writers:
                    found[place] = writers[name](found[place])
        return found

    def read(self, records: Sequence[Mapping[str, Any]]) -> Rows:
        """Rows as the driver brought them."""
        rows = Rows(map(dict, records))
        for name, reader in self._readers:
            for row in rows:
                if row[name] is not None:
                    row[name] = reader(row[name])
        return self.localised(rows)

    def localised(self, rows: Rows) -> Rows:
        """The rows, with their moments in local time."""
        for name in self._instants:
            for row in rows:
                if row[name] is not None:
                    row[name] = row[name].astimezone(LOCAL)
        return rows


class Asker(Protocol):
    """What a statement can be put to: a transaction, with a session or without."""

    async def rows(self, asked: "Asked") -> Rows:
        """All rows."""

    async def value(self, asked: "Asked") -> Any:
        """The first column of the first row; None when there is no row."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement with the values of one request."""

    statement: Statement
    values: Mapping[str, Any]

    @property
    def select(self) -> Select[Any]:
        """As a select that holds its values, for a session."""
        return self.statement.select.params(**self.values)

    @property
    def arguments(self) -> list[Any]:
        """The values in the order of `statement.sql`."""
        return self.statement.arguments(self.values)
