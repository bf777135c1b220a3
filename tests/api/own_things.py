"""What is somebody's own and nobody else's, for the matrix to try."""

from datetime import UTC, datetime

from backend.db.session import Database
from backend.db.tables.account import SavedView
from backend.db.tables.export import Export
from backend.db.tables.process import Job, StoredFile
from backend.domain.access import EVERYTHING
from tests.api.pictures import PICTURE, PICTURE_SHA256
from tests.town import BY_KEY, SINCE, id_of


async def place_own(database: Database, *people: str) -> None:
    """A job that is over, a file, an export that waits to be made and a view of each of these people."""
    async with database.transaction(EVERYTHING) as session:
        for key in people:
            own = {"user_id": id_of(f"user:{key}"), "created_at": SINCE}
            home = {"organization_id": id_of(BY_KEY[key].home)}
            session.add(
                Job(id=id_of(f"own_job:{key}"), **own, **home, kind="import_check", state="succeeded", problem=None)
            )
            session.add(
                StoredFile(
                    id=id_of(f"own_file:{key}"),
                    **own,
                    name="名册.png",
                    media_type="image/png",
                    size=len(PICTURE),
                    sha256=PICTURE_SHA256,
                    purpose="image",
                )
            )
            session.add(
                Export(
                    id=id_of(f"own_export:{key}"),
                    **own,
                    **home,
                    noun="members",
                    columns=["name", "id_number"],
                    unmasked=["id_number"],
                    format="xlsx",
                    language="zh",
                    expires_at=datetime(2126, 1, 1, tzinfo=UTC),
                )
            )
            session.add(SavedView(id=id_of(f"own_view:{key}"), **own, **home, noun="members", name="无证会员"))
