"""Checks an evidence pack that came from anywhere: an archive, locked or not, or a folder into which one was unpacked.

Nothing is unpacked and nothing is followed: names are only compared, and of a file no more is read than the manifest says
it has. So an archive that unfolds without end, or names that lead out of it, cost what an honest pack costs.
"""

import hashlib
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyzipper

from backend.domain.evidence.checking import (
    NOT_READ,
    Found,
    PackLocked,
    PackTooLarge,
    PackUnreadable,
    PackVerdict,
    compare,
    judge_names,
)
from backend.domain.evidence.manifest import (
    LISTED,
    MANIFEST,
    MOST_FILES,
    MOST_MANIFEST,
    OWN,
    RECORD,
    ManifestUnreadable,
    by_path,
    read_manifest,
)

_PIECE: Final = 1 << 20
_BROKEN: Final = (
    *(zipfile.BadZipFile, pyzipper.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError),
    *(OSError, ValueError, NotImplementedError, OverflowError, KeyError, IndexError),
)


class _Folder:
    """A pack that was unpacked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.names = list(self._walk())

    def _walk(self) -> Iterator[str]:
        for folder, folders, files in os.walk(self._path):
            # A link leads out of the pack: it is named, and not followed.
            for name in (*files, *(each for each in folders if (Path(folder) / each).is_symlink())):
                yield (Path(folder) / name).relative_to(self._path).as_posix()

    def open(self, name: str) -> BinaryIO:
        """A file. Raises `OSError` for what is none."""
        path = self._path / name
        if not stat.S_ISREG(path.lstat().st_mode):
            raise OSError(name)
        return path.open("rb")


class _Zip:
    """A pack as it was handed out, or packed anew without a password."""

    def __init__(self, path: Path, password: str | None) -> None:
        try:
            self._zip: Any = pyzipper.AESZipFile(path)
        except _BROKEN:
            raise PackUnreadable() from None
        infos = [each for each in self._zip.infolist() if not each.is_dir()]
        self.names = [each.filename for each in infos]
        self._infos = {each.filename: each for each in infos}
        if password is not None:
            self._zip.setpassword(password.encode())
        self._unlock(infos, password)

    def _unlock(self, infos: list[Any], password: str | None) -> None:
        locked = next((each for each in infos if each.flag_bits & 0x1), None)
        if locked is None:
            return
        if password is None:
            raise PackLocked()
        try:
            self._zip.open(locked).close()
        except RuntimeError:
            raise PackLocked() from None
        except _BROKEN:
            return

    def open(self, name: str) -> BinaryIO:
        """A file. Raises what a broken archive raises."""
        try:
            return self._zip.open(self._infos[name])  # type: ignore[no-any-return]
        except RuntimeError:
            raise OSError(name) from None


def check(path: Path, password: str | None = None) -> PackVerdict:
    """What is wrong with a pack. Raises `PackUnreadable`, `PackLocked`, `PackTooLarge`."""
    pack = _open(path, password)
    content = _read(pack, MANIFEST)
    try:
        manifest, claimed = read_manifest(content or b"")
    except ManifestUnreadable:
        findings = {*NOT_READ.findings, *judge_names(pack.names)}
        return PackVerdict(manifest=None, findings=tuple(sorted(findings)), files=len(pack.names))
    wanted = by_path(manifest)
    found = [
        _hash(pack, name, most=wanted[name].size) if name in wanted else Found(name, 0, None)
        for name in dict.fromkeys(pack.names)
        if name not in OWN
    ]
    return compare(manifest, found, claimed=claimed, listed=_read(pack, LISTED), names=pack.names)


def read_record(path: Path, password: str | None = None) -> bytes:
    """The events of the record that a pack holds, as they lie in it; nothing where there are none."""
    return _read(_open(path, password), RECORD, most=_PIECE << 6) or b""


def _open(path: Path, password: str | None) -> _Folder | _Zip:
    if not path.exists():
        raise PackUnreadable()
    pack = _Folder(path) if path.is_dir() else _Zip(path, password)
    if len(pack.names) > MOST_FILES + len(OWN):
        raise PackTooLarge(most=MOST_FILES)
    return pack


def _read(pack: _Folder | _Zip, name: str, *, most: int = MOST_MANIFEST) -> bytes | None:
    """A short file; None where there is none, or it is longer, or broken."""
    if name not in pack.names:
        return None
    try:
        with pack.open(name) as file:
            content = file.read(most + 1)
    except _BROKEN:
        return None
    return content if len(content) <= most else None


def _hash(pack: _Folder | _Zip, name: str, *, most: int) -> Found:
    """A file, read to its end or to one byte more than it may have."""
    sha256, size = hashlib.sha256(), 0
    try:
        with pack.open(name) as file:
            while piece := file.read(min(_PIECE, most + 1 - size)):
                sha256.update(piece)
                size += len(piece)
    except _BROKEN:
        return Found(name, size, None)
    return Found(name, size, sha256.hexdigest())
