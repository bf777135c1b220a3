"""Files come in and are handed out to whom they belong (api.md, Files)."""

import asyncio
import unicodedata
from datetime import timedelta
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import UUID

from backend.api.file.images import remake, remake_small
from backend.api.work import Work
from backend.db.file_types import (
    FileType,
    FileUnknown,
    Purpose,
    recognise,
    require_members_upload,
    require_plain,
    require_taken,
    unknown_for,
)
from backend.db.files import FileStore, Kept
from backend.db.queries import file as files
from backend.db.tables.process import StoredFile
from backend.db.types import new_id
from backend.domain.access import Role

LONGEST_NAME = 200
PICTURES = frozenset({FileType.PNG, FileType.JPEG})
_SENT = {"%22": '"', "%0D": "\r", "%0A": "\n"}
"""How browsers write in a form what may not stand in a quoted name."""


async def keep(work: Work, store: FileStore, source: BinaryIO, *, name: str, purpose: Purpose) -> StoredFile:
    """Take a file in. Its type is told by its content; a picture is made anew.

    Raises what `recognise`, `require_taken`, `require_plain` and `remake` raise, pointing at the file; for a member `PurposeNotYours`
    and `UploadedTooOften`.
    """
    if all(grant.role is Role.MEMBER for grant in work.caller.grants):
        require_members_upload(purpose, await files.count_since(work.session, work.now - timedelta(hours=1)))
    id = new_id()
    kind, kept = await asyncio.to_thread(_keep, store, source, id, purpose)
    return await _record(work, id, name, kind, kept, purpose)


def _keep(store: FileStore, source: BinaryIO, id: UUID, purpose: Purpose) -> tuple[FileType, Kept]:
    with store.incoming(source) as path:
        try:
            kind = recognise(path)
        except FileUnknown:
            raise unknown_for(purpose) from None
        require_taken(kind, purpose, path.stat().st_size)
        require_plain(path, kind)
        if kind in PICTURES and purpose in (Purpose.IMAGE, Purpose.PAPER, Purpose.VISIT, Purpose.CABINET):
            remake(path, kind)
        elif purpose is Purpose.PORTRAIT:
            kind = remake_small(path, kind)
        return kind, store.keep(path, id)


async def _record(work: Work, id: UUID, name: str, kind: FileType, kept: Kept, purpose: Purpose) -> StoredFile:
    file = StoredFile(
        id=id,
        user_id=work.caller.user_id,
        name=clean_name(name, kind),
        media_type=kind.value,
        size=kept.size,
        sha256=kept.sha256,
        purpose=purpose.value,
        created_at=work.now,
    )
    work.session.add(file)
    await work.session.flush()
    return file


def clean_name(raw: str, kind: FileType) -> str:
    """A name to show: no folders, no control characters, ending as the file's type does. It never is a name on disk."""
    for sent, meant in _SENT.items():
        raw = raw.replace(sent, meant)
    last = PurePosixPath(raw.replace("\\", "/")).name
    shown = "".join(mark for mark in last if unicodedata.category(mark)[0] != "C" and mark not in '"<>|:*?/\\')
    stem = PurePosixPath(shown.strip(" .")).stem.strip()[: LONGEST_NAME - 10] or "file"
    return stem + kind.suffix
