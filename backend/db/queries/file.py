"""Files: rows of what lies on disk."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.db.tables.process import StoredFile
from backend.domain.refusals import NotFound


async def find_file(session: AsyncSession, id: UUID) -> StoredFile | None:
    """The caller's own file, held for a change, if there is one."""
    return await session.get(StoredFile, id, with_for_update=True)


async def find_files(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[StoredFile]:
    """Those of these files that are the caller's own, held for a change."""
    found = await session.scalars(select(StoredFile).where(col(StoredFile.id).in_(ids)).with_for_update())
    return found.all()


async def count_since(session: AsyncSession, moment: datetime) -> int:
    """How many files the caller has uploaded since then."""
    found = await session.scalar(select(func.count()).where(col(StoredFile.created_at) > moment))
    return int(found or 0)


async def get_file(session: AsyncSession, id: UUID) -> StoredFile:
    """The caller's own file. Raises `NotFound`."""
    found = await session.get(StoredFile, id)
    if found is None:
        raise NotFound()
    return found
