"""What is in a database, table by table: the figures by which a restored backup is compared with its original."""

from dataclasses import dataclass

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Measure:
    """One table: its rows, and a sum over the hash of each, in which their order plays no part."""

    rows: int
    hash: str


# Text forms depend on these, and they may differ between two servers.
_FORMS = (
    "set local timezone = 'UTC'",
    "set local datestyle = 'ISO, YMD'",
    "set local intervalstyle = 'iso_8601'",
    "set local bytea_output = 'hex'",
    "set local extra_float_digits = 1",
)

_COUNT = sql.SQL(
    """select count(*), coalesce(sum(('x' || encode(substring(sha256(convert_to(r::text, 'UTF8')) for 7), 'hex'))
         ::bit(56)::bigint::numeric), 0)::text from only {}.{} as r"""
)


def measure(connection: psycopg.Connection) -> dict[str, Measure]:
    """Every table of schema public that holds rows itself, in the snapshot of the connection's transaction.

    Whoever asks must see every row: the backup role does, and `require_whole` proves it.
    """
    for form in _FORMS:
        connection.execute(form)
    names = connection.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname"
    ).fetchall()
    found: dict[str, Measure] = {}
    for (name,) in names:
        row = connection.execute(_COUNT.format(sql.Identifier("public"), sql.Identifier(name))).fetchone()
        if row is not None:
            found[name] = Measure(rows=row[0], hash=row[1])
    return found
