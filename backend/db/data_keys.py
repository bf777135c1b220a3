"""The data keys of the database: read at start, added when a new year begins."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.db.crypto import DataKeyRow, DataKeys, Vault, new_data_key
from backend.db.keys import KeyRing
from backend.db.session import Database
from backend.db.tables.process import DataKey
from backend.domain.access import EVERYTHING


async def open_vault(database: Database, ring: KeyRing, *, now: datetime) -> Vault:
    """A vault over the keys in the database; the first start, and the first of each year, make a key."""
    keys = DataKeys(ring)
    async with database.transaction(EVERYTHING) as session:
        keys.load(await _rows(session))
        if keys.is_due(now):
            row = new_data_key(ring, number=keys.next_number(), now=now)
            values = {"id": row.id, "wrapped": row.wrapped, "alg": row.alg, "created_at": row.created_at}
            # Two processes may start at once: the first one's key holds for both.
            await session.execute(insert(DataKey).values(values).on_conflict_do_nothing())
            keys.load(await _rows(session))
    return Vault(ring, keys)


async def _rows(session: AsyncSession) -> list[DataKeyRow]:
    found = await session.scalars(select(DataKey).order_by(col(DataKey.id)))
    return [DataKeyRow(row.id, row.wrapped, row.alg, row.created_at) for row in found]
