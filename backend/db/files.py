"""Files on disk: named by their hash and the id of their row, written whole or not at all (trust.md 2.5, 2.6; X-04).

A name that somebody chose is never a name on disk. Two uploads of one content are two files, because the row that owns
a file may go while the other stays.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO
from uuid import UUID

from backend.domain.refusals import NotFound

_PIECE = 1 << 20
WORKSHOPS = "making"
"""The folder of what is being made; its name is longer than the two letters of the others."""
INCOMING = "incoming-"
"""How the name of a copy begins that has not got its place yet."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies on disk."""

    sha256: bytes
    size: int


@dataclass(frozen=True, slots=True)
class FileStore:
    """A directory of files, readable by its owner alone."""

    directory: Path

    def path_of(self, id: UUID, sha256: bytes) -> Path:
        """Where a file lies, or would."""
        name = sha256.hex()
        return self.directory / name[:2] / f"{name}-{id}"

    def find(self, id: UUID, sha256: bytes) -> Path:
        """Where a file lies. Raises `NotFound` when its content is gone."""
        path = self.path_of(id, sha256)
        if not path.is_file():
            raise NotFound()
        return path

    @contextmanager
    def incoming(self, source: BinaryIO) -> Iterator[Path]:
        """A copy of `source` on the same disk, to be looked at before it is kept; gone at the end if it was not."""
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=self.directory, prefix=INCOMING, delete=False) as copy:
            path = Path(copy.name)
            try:
                shutil.copyfileobj(source, copy, _PIECE)
                copy.flush()
                os.fsync(copy.fileno())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def keep(self, incoming: Path, id: UUID) -> Kept:
        """Give an incoming file its place. What is in it is on the disk before the place exists."""
        sha256 = hashlib.sha256()
        with incoming.open("rb") as file:
            while piece := file.read(_PIECE):
                sha256.update(piece)
        kept = Kept(sha256.digest(), incoming.stat().st_size)
        path = self.path_of(id, kept.sha256)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        incoming.rename(path)
        _settle(path.parent)
        return kept

    @contextmanager
    def workshop(self, id: UUID) -> Iterator[Path]:
        """A folder in which the file of a row is made, on the same disk; empty at the beginning and gone at the end.

        What a killed process left in it is removed by the next that makes this file, or by `sweep`.
        """
        folder = self.directory / WORKSHOPS / str(id)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self, before: datetime) -> None:
        """Remove the workshops that nothing has touched since a moment: their processes are gone."""
        for folder in (self.directory / WORKSHOPS).glob("*"):
            if folder.stat().st_mtime < before.timestamp():
                shutil.rmtree(folder, ignore_errors=True)

    def drop_all(self, ids: Iterable[UUID]) -> None:
        """Remove whatever lies here for these rows, also what a killed process had kept without telling its row."""
        wanted = {str(id) for id in ids}
        for path in self.directory.glob("??/*"):
            if path.name.partition("-")[2] in wanted:
                path.unlink(missing_ok=True)

    def drop(self, id: UUID, sha256: bytes) -> None:
        """Remove a file's content; nothing happens when it is gone already."""
        self.path_of(id, sha256).unlink(missing_ok=True)


def _settle(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
