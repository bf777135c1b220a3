"""Keys sealed by words that a person keeps: how a backup can carry the key ring.

scrypt turns the words into a key (16 MB and some 50 ms per guess), AES-256-GCM seals. The seal is also a proof: who
opens it with their own words knows that they, and not a stranger, sealed it.
"""

import base64
import hashlib
import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.domain.refusals import Refusal

SHORTEST_PASSPHRASE = 12
_MAGIC = b"unionhome keys 1\n"
_SALT = 16
_NONCE = 12


class WeakPassphrase(Refusal):
    """Words that can be guessed protect nothing."""

    code = "passphrase_weak"
    zh = "口令太短：至少 {least} 个字符。备份文件可能落到任何人手里，口令是密钥的唯一保护。"
    en = "The passphrase is too short: at least {least} characters. In a backup it is all that protects the keys."


class CannotUnseal(Refusal):
    """Other words, or not what was sealed."""

    code = "passphrase_wrong"
    zh = "打不开备份中的密钥：口令不对，或文件被改动过。没有恢复任何数据。"
    en = "The keys in the backup cannot be opened: a wrong passphrase, or a changed file. Nothing was restored."


def require_strong(passphrase: str) -> None:
    """Refuse words that are too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase(least=SHORTEST_PASSPHRASE)


def seal(directory: Path, passphrase: str) -> bytes:
    """The key files of `directory`, readable only with `passphrase`."""
    require_strong(passphrase)
    files = {path.name: base64.b64encode(path.read_bytes()).decode() for path in sorted(directory.glob("*.key"))}
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    return _MAGIC + salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, json.dumps(files).encode(), _MAGIC)


def unseal(sealed: bytes, passphrase: str, directory: Path) -> None:
    """Write the key files of `sealed` into the new directory `directory`. Refuses `CannotUnseal`."""
    body = sealed.removeprefix(_MAGIC)
    salt, nonce, text = body[:_SALT], body[_SALT : _SALT + _NONCE], body[_SALT + _NONCE :]
    try:
        files = json.loads(AESGCM(_key(passphrase, salt)).decrypt(nonce, text, _MAGIC))
    except (InvalidTag, ValueError):
        raise CannotUnseal from None
    directory.mkdir(mode=0o700)
    for name, content in files.items():
        descriptor = os.open(directory / Path(name).name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64decode(content))
            file.flush()
            os.fsync(file.fileno())


def _key(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**14, r=8, p=1, maxmem=64 * 2**20, dklen=32)
