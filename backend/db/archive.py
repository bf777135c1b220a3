"""The file of a backup: a tar of the dump, the uploaded files, perhaps the sealed keys, and a signed manifest.

Restoring a dump runs what is in it, so only our own are restored: the manifest names the hash of every part and is
signed with a key of the ring. Nothing of an archive is used before the signature and the part's own hash were right.
"""

import hashlib
import hmac
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Self

from backend.db.keys import derive
from backend.db.measure import Measure
from backend.domain.refusals import Refusal

DUMP = "database.dump"
SEALED_KEYS = "keys.sealed"
FILES = "files/"
_MANIFEST = "manifest.json"
_SIGNATURE = "manifest.hmac"
_FORMAT = 1
_LARGEST_MANIFEST = 256 * 2**20
_BLOCK = 1 << 20


class NotAnArchive(Refusal):
    """The file is something else, or was cut off."""

    code = "backup_unreadable"
    zh = "{path} 不是完整的备份文件。没有恢复任何数据。请换用另一份备份。"
    en = "{path} is not a whole backup. Nothing was restored. Use another one."


class Foreign(Refusal):
    """Not signed with our key."""

    code = "backup_foreign"
    zh = (
        "{path} 不是用本系统的密钥签名的备份，或被改动过，因此拒绝恢复（恢复外来备份等于运行外来程序）。"
        "若它来自您的另一台机器：请先放回那台机器的密钥目录，或用 --with-keys 从备份中取出密钥。"
    )
    en = (
        "{path} is not signed with this system's key, or was changed, and is refused (restoring a stranger's backup "
        "runs a stranger's program). If it is from another machine of yours, put that machine's key directory back "
        "first, or take the keys from the backup with --with-keys."
    )


class Damaged(Refusal):
    """A part is not what was signed."""

    code = "backup_damaged"
    zh = "备份中的 {part} 与签名时不一致，文件已损坏或被改动。没有恢复任何数据。请换用另一份备份。"
    en = "The part {part} of the backup is not what was signed: damaged or changed. Nothing was restored. Use another."


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `files` and `parts` map names to SHA-256; `schema` is the migration it stands at."""

    made_at: str
    postgres: int
    schema: str | None
    tables: Mapping[str, Measure]
    parts: Mapping[str, str]
    files: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """As it is signed."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """Read a manifest whose signature was right."""
        found = json.loads(text)
        if found.pop("format") != _FORMAT:
            raise ValueError("another format")
        tables = {name: Measure(**values) for name, values in found.pop("tables").items()}
        return cls(tables=tables, **found)


class Writer:
    """Writes an archive in one pass; the manifest comes last, when all hashes are known."""

    def __init__(self, target: IO[bytes], made_at: datetime) -> None:
        self._tar = tarfile.TarFile(fileobj=target, mode="w", format=tarfile.PAX_FORMAT)
        self._made_at = made_at
        self.hashes: dict[str, str] = {}

    def add_file(self, name: str, path: Path) -> None:
        """One part, from a file that does not change meanwhile."""
        with path.open("rb") as source:
            self._add(name, source, path.stat().st_size)

    def add_bytes(self, name: str, content: bytes) -> None:
        """One part, from memory."""
        self._add(name, io.BytesIO(content), len(content))

    def finish(self, manifest: Manifest, key: bytes) -> None:
        """The manifest and its signature; nothing can be added afterwards."""
        text = manifest.to_bytes()
        self.add_bytes(_MANIFEST, text)
        self.add_bytes(_SIGNATURE, _signature(text, key).encode())
        self._tar.close()

    def _add(self, name: str, source: IO[bytes], size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = size, 0o600, int(self._made_at.timestamp())
        reading = _Hashed(source)
        self._tar.addfile(entry, reading)
        self.hashes[name] = reading.hash.hexdigest()


class Reader:
    """Reads an archive, of which nothing is believed before `verify`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._tar = tarfile.TarFile(path)
        except (tarfile.TarError, OSError) as error:
            raise NotAnArchive(path=path) from error
        try:
            self._members = {member.name: member for member in self._tar.getmembers() if member.isreg()}
        except (tarfile.TarError, OSError) as error:
            self._tar.close()
            raise NotAnArchive(path=path) from error
        self._manifest: Manifest | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tar.close()

    def sealed_keys(self) -> bytes | None:
        """The sealed keys, which prove themselves when they are opened."""
        return self._bytes(SEALED_KEYS, 2**20) if SEALED_KEYS in self._members else None

    def verify(self, key: bytes) -> Manifest:
        """The manifest, when it is signed with `key` and every part it names is there."""
        text, signature = self._bytes(_MANIFEST, _LARGEST_MANIFEST), self._bytes(_SIGNATURE, 1000)
        if not hmac.compare_digest(_signature(text, key).encode(), signature):
            raise Foreign(path=self._path)
        manifest = Manifest.from_bytes(text)
        for name in [*manifest.parts, *(FILES + name for name in manifest.files)]:
            if name not in self._members:
                raise Damaged(part=name)
        self._manifest = manifest
        return manifest

    def extract(self, name: str, target: Path) -> None:
        """Write one part to the new file `target`; it is there only when its hash was right. After `verify` only."""
        assert self._manifest is not None, "an archive is read after its signature was verified"
        within = name.removeprefix(FILES)
        wanted = self._manifest.parts.get(name) or self._manifest.files[within]
        if name.startswith(FILES) and (PurePosixPath(within).is_absolute() or ".." in PurePosixPath(within).parts):
            raise Damaged(part=name)
        source = self._tar.extractfile(self._members[name])
        assert source is not None, "only regular files are listed"
        unfinished = target.with_name(f".{target.name}.new")
        total = hashlib.sha256()
        with source, unfinished.open("wb") as file:
            while block := source.read(_BLOCK):
                total.update(block)
                file.write(block)
        if total.hexdigest() != wanted:
            unfinished.unlink()
            raise Damaged(part=name)
        unfinished.rename(target)

    def _bytes(self, name: str, most: int) -> bytes:
        member = self._members.get(name)
        source = self._tar.extractfile(member) if member is not None and member.size <= most else None
        if source is None:
            raise NotAnArchive(path=self._path)
        return source.read()


class _Hashed(io.RawIOBase):
    """A file whose hash is known when it was read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self.hash.update(block)
        return block


def _signature(text: bytes, key: bytes) -> str:
    return hmac.digest(derive(key, b"backup manifest"), text, "sha256").hex()
