"""Writes a pack: an archive that opens with a password, each file hashed as it goes in, pictures copied piece by piece.

AES-256 as archive programs have had it since 2003 (WinZip AE-2), which 7-Zip, WinRAR and what offices use open. The names
of the files stand unencrypted in any such archive.
"""

import contextlib
import hashlib
import shutil
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

import pyzipper

from backend.domain.calendar import LOCAL
from backend.domain.evidence.manifest import LISTED, MANIFEST, Entry, Manifest

_PIECE: Final = 1 << 20
_AES: Final = {"nbits": 256, "force_wz_aes_version": 2}
"""The second version leaves no check sum of what is encrypted in the clear."""
_PRESSED: Final = (".jpg", ".jpeg", ".png", ".docx", ".pdf", ".xlsx")
"""What does not get smaller."""


class Archive:
    """An archive being written. It is whole when it was left without an error."""

    def __init__(self, path: Path, password: str, *, at: datetime) -> None:
        self._zip: Any = pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES, encryption_kwargs=_AES)
        self._zip.setpassword(password.encode())
        self._at = at.astimezone(LOCAL).timetuple()[:6]
        self.entries: list[Entry] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: object, trace: TracebackType | None) -> None:
        # Broken off, another thread may still be writing: its error must not hide what broke this one off.
        with contextlib.suppress(*(() if kind is None else (ValueError, OSError))):
            self._zip.close()

    def add(self, path: str, what: str, content: bytes) -> None:
        """Put a file in that was made for the pack."""
        self._write(path, content)
        sha256 = hashlib.sha256(content).hexdigest()
        self.entries.append(Entry(path=path, what=what, size=len(content), sha256=sha256))

    def copy(self, path: str, what: str, source: Path) -> Entry:
        """Put a file of the store in, a piece at a time."""
        with source.open("rb") as file, self._zip.open(self._info(path, source.stat().st_size), "w") as target:
            hashed = _Hashing(target)
            shutil.copyfileobj(file, hashed, _PIECE)
        entry = Entry(path=path, what=what, size=hashed.size, sha256=hashed.sha256.hexdigest())
        self.entries.append(entry)
        return entry

    def end(self, manifest: Manifest) -> None:
        """Put in what tells of all the others."""
        self._write(MANIFEST, manifest.to_json())
        self._write(LISTED, manifest.to_text())

    def _write(self, path: str, content: bytes) -> None:
        with self._zip.open(self._info(path, len(content)), "w") as target:
            target.write(content)

    def _info(self, path: str, size: int) -> Any:
        info = self._zip.zipinfo_cls(path, date_time=self._at)
        info.compress_type = pyzipper.ZIP_STORED if path.lower().endswith(_PRESSED) else pyzipper.ZIP_DEFLATED
        info.file_size = size
        info.external_attr = 0o600 << 16
        return info


class _Hashing:
    """Writes on, and hashes what it has written."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.sha256 = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> int:
        """One piece."""
        self.sha256.update(piece)
        self.size += len(piece)
        return self._target.write(piece)
