"""Many rows in one statement, whatever stands in their lists (`backend/db/bulk.py`)."""

from sqlalchemy import select

from backend.db.bulk import unnested
from backend.db.session import Database
from backend.db.types import metadata
from backend.domain.access import EVERYTHING

LISTS = [
    [],
    ["青溪县总工会"],
    ["a,b", "{c}", ""],
    ['say "no"', "back\\slash", "\\", "NULL", "new\nline"],
]


async def test_lists_come_through_as_they_are(database: Database) -> None:
    """MBR-01: every mark that PostgreSQL gives a meaning to inside a list."""
    source = unnested(metadata.tables["organization"], {"standards": LISTS}).subquery()
    async with database.transaction(EVERYTHING) as session:
        found = (await session.execute(select(source))).scalars().all()
    assert found == LISTS
