"""Column types, names of constraints and ids: what every table shares."""

import os
import threading
import time
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, LargeBinary, MetaData, SmallInteger, String
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from backend.db.randomness import Pool

SQLModel.metadata.naming_convention = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
}
metadata: MetaData = SQLModel.metadata


class Table(SQLModel):
    """A row. It validates nothing: inputs are checked in the domain, invariants are CHECKs."""


_last_id = 0
_BITS: Final = Pool(10)
"""80 random bits, of which an id takes 74."""
_TURN: Final = threading.Lock()
"""One thread at a time makes an id: counting on from the last one is a look and a step, and two that look together would
make the same id twice."""
os.register_at_fork(before=_TURN.acquire, after_in_parent=_TURN.release, after_in_child=_TURN.release)


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, then random; ids made later sort later, in one process always, and
    none is made twice, whichever threads ask."""
    global _last_id
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(_BITS.take(), "big") >> 6
    value = milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    # Within a millisecond chance would decide the order of what happened: the next one counts on instead.
    with _TURN:
        _last_id = value = max(value, _last_id + 1)
    return UUID(int=value)


def key() -> Any:
    """The primary key of a row."""
    return Field(default_factory=new_id, primary_key=True)


def instant(*, nullable: bool = False) -> Any:
    """A moment, stored in UTC."""
    return Field(default=None, nullable=nullable, sa_type=DateTime(timezone=True))


def position() -> Any:
    """A point of the interval encoding: SQLModel would make it a 32-bit integer."""
    return Field(default=None, nullable=False, sa_type=BigInteger)


def line_position() -> Any:
    """The point of the line tree that a row belongs to, where it belongs to a line at all."""
    return Field(default=None, nullable=True, sa_type=BigInteger)


def small(default: int | None = None, *, nullable: bool = False) -> Any:
    """A small integer."""
    return Field(default=default, nullable=nullable, sa_type=SmallInteger)


def searched(*, nullable: bool = False, length: int = 100) -> Any:
    """Text that is searched by its beginning: only collation C lets a plain index serve that (data.md section 3)."""
    return Field(default=None, nullable=nullable, sa_type=String(length, collation="C"))


def sealed(*, nullable: bool = True) -> Any:
    """Bytes made by `db/crypto.py`: a ciphertext or a keyed index."""
    return Field(default=None, nullable=nullable, sa_type=LargeBinary)


def document(*, nullable: bool = False) -> Any:
    """A JSON document."""
    return Field(default_factory=dict, nullable=nullable, sa_type=JSONB)


def words() -> Any:
    """A short list of slugs."""
    return Field(default_factory=list, nullable=False, sa_type=ARRAY(String(60)))


__all__ = [
    "Table",
    "datetime",
    "document",
    "instant",
    "key",
    "line_position",
    "metadata",
    "new_id",
    "position",
    "sealed",
    "searched",
    "small",
    "words",
]
