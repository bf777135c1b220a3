"""What a noun gives to the evidence pack of a case: chapters in words, documents that are made, pictures that are kept.

Each noun says in its own `evidence.py` what it knows of a case, read in the transaction of whoever takes the pack out: so
nothing lies in a pack that its taker could not look at. The names of files tell of no person and of no illness: they stand
unencrypted in the archive.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from backend.api.work import Work
from backend.db.file_types import FileType
from backend.db.tables.aid_case import AidCase
from backend.domain.evidence.chapters import Chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that was made for the pack."""

    path: str
    what: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A file of the store, copied as it lies there; `sha256` is what it was when it was taken in."""

    path: str
    what: str
    file_id: UUID
    sha256: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibits:
    """All that a noun gives."""

    chapters: Sequence[Chapter]
    documents: Sequence[Document] = ()
    pictures: Sequence[Picture] = ()


Exhibitor: TypeAlias = Callable[[Work, AidCase], Awaitable[Exhibits]]


def suffix_of(media_type: str) -> str:
    """The ending of a kept picture; none where the type is not known any more."""
    known = {str(each): each.suffix for each in FileType}
    return known.get(media_type, "")
