"""Files: rows of what lies on disk."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.process import StoredFile
from backend.domain.refusals import NotFound


async def find_file(session: AsyncSession, id: UUID) -> StoredFile | None:
    """The caller's own file, held for a change, if there is one."""
    return await session.get(StoredFile, id, with_for_update=True)


async def get_file(session: AsyncSession, id: UUID) -> StoredFile:
    """The caller's own file. Raises `NotFound`."""
    found = await session.get(StoredFile, id)
    if found is None:
        raise NotFound()
    return found
