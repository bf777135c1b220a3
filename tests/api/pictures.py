"""The one picture that hangs on everything of the matrix that has one."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.files import FileStore
from backend.db.tables.aid import HouseholdPaper
from backend.db.tables.aid_application import AidApplicationPaper
from backend.db.tables.paper_request import PaperRequestPaper
from backend.db.tables.protection import ProtectionProof
from backend.db.tables.visit import VisitPicture
from tests.papers import png
from tests.town import SINCE, id_of

PICTURE = png()
PICTURE_SHA256 = sha256(PICTURE).digest()
PICTURED = (
    *("member", "paper", "household", "application", "request", "claim", "visit"),
    *("notice", "duty"),
    *("voucher", "signature", "handing", "receipt", "loan"),
)
"""What a picture is kept of."""


def picture_of(name: str) -> UUID:
    """The id of the file that is the picture of a thing."""
    return id_of(f"picture of {name}")


def place_pictures(session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    """A picture that hangs on a household file, an application, an answer of its worker, a claim and a visit."""
    kept = {**place, "media_type": "image/png", "size": len(PICTURE), "sha256": PICTURE_SHA256}
    session.add(
        HouseholdPaper(
            id=id_of(f"household_paper:{key}"),
            **kept,
            household_id=id_of(f"household:{key}"),
            kind="identity",
            name="身份证",
            file_id=picture_of(f"household:{key}"),
            added_at=SINCE,
        )
    )
    session.add(
        AidApplicationPaper(
            id=id_of(f"aid_application_paper:{key}"),
            **kept,
            application_id=id_of(f"aid_application:{key}"),
            member_id=id_of(f"member:{key}"),
            kind="identity",
            name="身份证",
            file_id=picture_of(f"application:{key}"),
            added_at=SINCE,
        )
    )
    session.add(
        PaperRequestPaper(
            id=id_of(f"paper_request_paper:{key}"),
            **kept,
            request_id=id_of(f"paper_request:{key}"),
            household_id=id_of(f"household:{key}"),
            member_id=id_of(f"member:{key}"),
            kind="identity",
            name="身份证",
            file_id=picture_of(f"request:{key}"),
            added_at=SINCE,
        )
    )
    session.add(
        ProtectionProof(
            id=id_of(f"protection_proof:{key}"),
            **kept,
            claim_id=id_of(f"protection_claim:{key}"),
            name="病历",
            file_id=picture_of(f"claim:{key}"),
            added_at=SINCE,
        )
    )
    session.add(
        VisitPicture(
            id=id_of(f"visit_picture:{key}"),
            **kept,
            visit_id=id_of(f"visit:{key}"),
            kind="photo",
            file_id=picture_of(f"visit:{key}"),
            taken_at=SINCE,
        )
    )


def keep_pictures(store: FileStore, unions: Iterable[str], *ids: UUID) -> None:
    """The picture of everything that these unions have, and of these files, in the store."""
    names = [f"{kind}:{key}" for kind in PICTURED for key in unions]
    for id in (*map(picture_of, names), *ids):
        path = store.path_of(id, PICTURE_SHA256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PICTURE)
