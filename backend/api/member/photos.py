"""The photo of a member: set, shown to whoever may see the member, removed (trust.md 2.6, X-05).

A face is personal data. It never stands in a list, and its file is reached through the member alone, so it follows the
member into another union's scope and out of the old one's.
"""

from pathlib import Path
from uuid import UUID

from backend.api.life import tell_life
from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.queries import member as members
from backend.db.tables.member import Member
from backend.domain.member.codes import MemberEventKind, MemberStatus
from backend.domain.member.photo import NotAPortrait, PhotoClosed
from backend.domain.member.register import UNFINISHED
from backend.domain.refusals import NotFound


async def put(work: Work, id: UUID, file_id: UUID, *, seen: int) -> Member:
    """Make an uploaded portrait of the caller's the member's photo; the one before goes, and is deleted by the upkeep.

    Raises `NotFound`, `NotAPortrait`, `PhotoClosed`, `Stale`.
    """
    row = await _changeable(work, id)
    file = await files.find_file(work.session, file_id)
    if file is None or file.purpose != Purpose.PORTRAIT:
        raise NotAPortrait(pointer="/file_id")
    take(row, seen)
    # The upkeep that deletes portraits nobody uses looks at this moment again when it has waited for this transaction.
    file.created_at = work.now
    replaced = row.photo_id is not None
    row.photo_id, row.photo_sha256, row.updated_at = file.id, file.sha256, work.now
    await tell_life(work, row, MemberEventKind.PHOTO_CHANGED)
    work.tell("member_photo_changed", row, file_id=file.id, replaced=replaced)
    await work.session.flush()
    return row


async def remove(work: Work, id: UUID, *, seen: int) -> Member:
    """Take the photo away; nothing happens when there is none. Raises `NotFound`, `PhotoClosed`, `Stale`."""
    row = await _changeable(work, id)
    if row.photo_id is None:
        return row
    take(row, seen)
    work.tell("member_photo_removed", row, file_id=row.photo_id)
    row.photo_id, row.photo_sha256, row.updated_at = None, None, work.now
    await tell_life(work, row, MemberEventKind.PHOTO_REMOVED)
    await work.session.flush()
    return row


async def _changeable(work: Work, id: UUID) -> Member:
    row = await members.get_member(work.session, id, lock=True)
    status = MemberStatus(row.status)
    if not status.current and status not in UNFINISHED | {MemberStatus.SUBMITTED}:
        raise PhotoClosed()
    return row


async def find(work: Work, store: FileStore, id: UUID) -> Path:
    """Where the photo of a member lies. Raises `NotFound` for no such member and for a member without one."""
    row = await members.get_member(work.session, id)
    if row.photo_id is None or row.photo_sha256 is None:
        raise NotFound()
    return store.find(row.photo_id, row.photo_sha256)
