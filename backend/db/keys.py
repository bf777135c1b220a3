"""The key ring on disk: every secret key of the system, one file each, outside the database.

Layout of the directory (mode 0700), one file per key (mode 0400), named `<purpose>-<number>.key`:

    kek-1.key           wraps the data keys (`backend/db/crypto.py`)
    blind_index-1.key   root of the blind indexes
    jwt-1.key           signs access tokens; at most two are live, the newest signs
    cursor-1.key        signs the cursors of lists
    archive-1.key       signs archives and sealed audit heads

The highest number is the newest. Whoever holds the ring and a backup holds the data, so the two are kept apart; a
backup without the ring is useless (trust.md 4.1), so the ring has a sealed copy of its own. Periods and ways of
rotation: trust.md 4.5.
"""

import hashlib
import hmac
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from backend.domain.refusals import Refusal

KEY_BYTES: Final = 32
PURPOSES: Final = ("kek", "blind_index", "jwt", "cursor", "archive")
LIVE_JWT_KEYS: Final = 2

_FILE = re.compile(r"(?P<purpose>[a-z_]+)-(?P<number>[1-9][0-9]{0,4})\.key", re.ASCII)


class KeysMissing(Refusal):
    """The directory has no ring, or a ring without this key."""

    code = "keys_missing"
    zh = "密钥不全：缺少 {path}。没有它已有数据无法解密。请从密封备份恢复密钥目录；只有全新安装才新建密钥。"
    en = (
        "The key ring is incomplete: {path} is missing, and existing data cannot be read without it. "
        "Restore the key directory from its sealed copy; make new keys only for a new installation."
    )


class KeysExist(Refusal):
    """A ring stands here already; making another would lose the data under the first."""

    code = "keys_exist"
    zh = "{path} 中已有密钥，没有覆盖。覆盖会使已加密的数据永远无法读取。请直接使用现有密钥，或另选空目录。"
    en = (
        "{path} already holds keys; nothing was overwritten, since that would lose all encrypted data. "
        "Use the present keys or choose an empty directory."
    )


class KeyMalformed(Refusal):
    """A key is not exactly 32 bytes, or is one byte repeated (a placeholder)."""

    code = "key_malformed"
    zh = "密钥文件 {path} 有 {length} 字节，必须是 {expected} 字节的随机数，系统没有启动。请从密封备份恢复该文件。"
    en = (
        "The key file {path} holds {length} bytes and must hold {expected} random bytes; the system did not start. "
        "Restore the file from its sealed copy."
    )


class KeyExposed(Refusal):
    """Others than the owner can reach a key."""

    code = "key_exposed"
    zh = (
        "{path} 的权限是 {mode}，其他人可能读取或改动密钥，系统没有启动。"
        "请执行 chmod {expected} '{path}'；若可能已被读取，请轮换密钥。"
    )
    en = (
        "{path} has mode {mode}, so others could read or change a key; the system did not start. "
        "Run: chmod {expected} '{path}', and rotate the key if it may have been read."
    )


@dataclass(frozen=True, slots=True)
class Key:
    """One secret of 32 bytes and its number. Never printed."""

    number: int
    secret: bytes = field(repr=False)

    @property
    def kid(self) -> str:
        """The name of the key in a token's header: its number as text."""
        return str(self.number)


class KeyRing:
    """All keys, read once; the token keys are read again when the directory changes.

    A rotation, and above all a withdrawal after a leak, thus reaches every process at once, for the price of one
    `stat` per token.
    """

    def __init__(self, directory: Path, keys: dict[str, tuple[Key, ...]], changed: int) -> None:
        self._directory = directory
        self._keys = keys
        self._changed = changed

    def __repr__(self) -> str:
        return f"KeyRing({str(self._directory)!r})"

    @classmethod
    def open(cls, directory: Path) -> "KeyRing":
        """Read the ring. Refuses `KeysMissing`, `KeyMalformed` and `KeyExposed` (trust.md 4.5)."""
        changed, keys = _read_ring(directory)
        return cls(directory, keys, changed)

    @classmethod
    def create(cls, directory: Path) -> "KeyRing":
        """Make a new ring with one key of each purpose, whole or not at all. Refuses `KeysExist`.

        Only for a new installation: if data exist, their keys are lost, and `open` must fail instead.
        """
        if directory.exists() and any(directory.iterdir()):
            raise KeysExist(path=directory)
        directory.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
        try:
            for purpose in PURPOSES:
                _write_key(draft, purpose, 1)
            _sync(draft)
            _take_place(draft, directory)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        _sync(directory.parent)
        return cls.open(directory)

    @property
    def kek(self) -> Key:
        """The newest key-encryption key: it wraps."""
        return self._keys["kek"][-1]

    @property
    def keks(self) -> tuple[Key, ...]:
        """All key-encryption keys, oldest first: each may unwrap while data keys are being re-wrapped."""
        return self._keys["kek"]

    @property
    def blind_index(self) -> dict[int, bytes]:
        """The roots of the blind indexes by version; two only while a column is being re-indexed."""
        return {key.number: key.secret for key in self._keys["blind_index"]}

    @property
    def cursor(self) -> bytes:
        """Signs list cursors."""
        return self._keys["cursor"][-1].secret

    @property
    def archive(self) -> bytes:
        """Signs archives and audit heads."""
        return self._keys["archive"][-1].secret

    def jwt_signing(self) -> Key:
        """The newest token key."""
        return self._live_jwt()[-1]

    def jwt_verifying(self, kid: str) -> Key | None:
        """The live token key of this name, or None. A look-up in memory: `kid` never meets a path or a query."""
        return next((key for key in self._live_jwt() if key.kid == kid), None)

    def rotate_jwt(self, *, leaked: bool = False) -> Key:
        """Add a token key, which signs from now on; return it.

        The one before stays to verify; older ones go. `leaked` withdraws all older ones at once: every access token
        given out becomes void and clients refresh.
        """
        live = self._live_jwt()
        number = live[-1].number + 1
        _write_key(self._directory, "jwt", number)
        oldest_kept = number if leaked else live[-1].number
        for purpose, old, path in _key_files(self._directory):
            if purpose == "jwt" and old < oldest_kept:
                path.unlink(missing_ok=True)
        _mark_changed(self._directory)
        return self._live_jwt()[-1]

    def _live_jwt(self) -> tuple[Key, ...]:
        changed = self._directory.stat().st_mtime_ns
        if changed != self._changed:
            self._changed, keys = _read_ring(self._directory)
            self._keys = self._keys | {"jwt": keys["jwt"]}
        return self._keys["jwt"]


def derive(secret: bytes, label: bytes) -> bytes:
    """A key of 32 bytes for `label` out of a 32-byte random key: HKDF-SHA256 (RFC 5869), empty salt, one block."""
    extracted = hmac.digest(bytes(hashlib.sha256().digest_size), secret, "sha256")
    return hmac.digest(extracted, label + b"\x01", "sha256")


def _read_ring(directory: Path) -> tuple[int, dict[str, tuple[Key, ...]]]:
    # A rotation in another process may remove a file between the listing and the reading: then the listing is old.
    for last_try in (False, False, True):
        try:
            return _read_ring_once(directory)
        except FileNotFoundError as error:
            if last_try:
                raise KeysMissing(path=error.filename or directory) from None
    raise AssertionError("the last try returns or raises")


def _read_ring_once(directory: Path) -> tuple[int, dict[str, tuple[Key, ...]]]:
    status = directory.stat()
    # The time is taken before the listing: a change in between makes the next look re-read, never miss.
    if status.st_mode & 0o077:
        raise KeyExposed(path=directory, mode=oct(stat.S_IMODE(status.st_mode)), expected="0700")
    found: dict[str, list[Key]] = {purpose: [] for purpose in PURPOSES}
    for purpose, number, path in _key_files(directory):
        found[purpose].append(Key(number, _read_key(path)))
    for purpose, keys in found.items():
        if not keys:
            raise KeysMissing(path=directory / f"{purpose}-1.key")
        keys.sort(key=lambda key: key.number)
    found["jwt"] = found["jwt"][-LIVE_JWT_KEYS:]
    return status.st_mtime_ns, {purpose: tuple(keys) for purpose, keys in found.items()}


def _key_files(directory: Path) -> list[tuple[str, int, Path]]:
    files = []
    for path in directory.iterdir():
        match = _FILE.fullmatch(path.name)
        if match and match["purpose"] in PURPOSES:
            files.append((match["purpose"], int(match["number"]), path))
    return files


def _read_key(path: Path) -> bytes:
    # Mode and bytes come from one descriptor, so the file judged is the file read.
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode) or stat.S_IMODE(mode) & ~0o400:
            raise KeyExposed(path=path, mode=oct(stat.S_IMODE(mode)), expected="0400")
        secret = os.read(descriptor, KEY_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(secret) != KEY_BYTES or len(set(secret)) == 1:
        raise KeyMalformed(path=path, length=len(secret), expected=KEY_BYTES)
    return secret


def _write_key(directory: Path, purpose: str, number: int) -> None:
    """Write a fresh random key under its name, complete and on the disk before the name appears."""
    path = directory / f"{purpose}-{number}.key"
    draft = directory / f".{path.name}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
    try:
        os.write(descriptor, secrets.token_bytes(KEY_BYTES))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        # A link, unlike a rename, refuses a name that exists: two rotations at once cannot make one key of two.
        os.link(draft, path)
    except FileExistsError:
        raise KeysExist(path=path) from None
    finally:
        draft.unlink()
    _sync(directory)


def _take_place(draft: Path, directory: Path) -> None:
    try:
        draft.rename(directory)  # succeeds on an absent or empty directory only
    except OSError as error:
        if directory.exists() and any(directory.iterdir()):
            raise KeysExist(path=directory) from error
        raise


def _mark_changed(directory: Path) -> None:
    # File systems stamp in coarse ticks; two changes in one tick must still look different to a reader between them.
    seen = directory.stat().st_mtime_ns
    stamp = max(seen + 1, time.time_ns())
    os.utime(directory, ns=(stamp, stamp))


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
