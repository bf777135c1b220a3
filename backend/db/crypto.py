"""Encryption of single fields, and keyed indexes that find them again (trust.md 2.8, GB/T 22239 8.1.4.7/8).

Envelope: the key-encryption key of the ring wraps data keys, one for each year, whose wrapped form is a row of
`data_key`. A data key seals fields. What is sealed stands as

    1 byte   layout, 1
    1 byte   algorithm: 1 AES-256-GCM, 2 SM4-GCM
    2 bytes  number of the data key, big-endian
    12 bytes nonce, random
    rest     ciphertext and its tag of 16 bytes

and is bound to its table, column and row: a ciphertext moved elsewhere does not open. The algorithm belongs to the data
key, so a change from AES to SM4 is a new data key, and a table may hold both.
"""

import hmac
import os
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final, Protocol, TypeAlias
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.db.keys import Key, KeyRing, derive
from backend.db.randomness import Pool
from backend.domain.refusals import Refusal

LAYOUT: Final = 1
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
HEADER_BYTES: Final = 4
INDEX_BYTES: Final = 16
TEXT_FROM: Final = HEADER_BYTES + NONCE_BYTES
OVERHEAD_BYTES: Final = TEXT_FROM + TAG_BYTES
LOCAL_TIME: Final = timezone(timedelta(hours=8))

RowId: TypeAlias = UUID | int

_NONCES: Final = Pool(NONCE_BYTES)


class Unreadable(Refusal):
    """A ciphertext does not open: damaged, moved from another place, or sealed under another key."""

    code = "sealed_unreadable"
    zh = "这项加密信息无法读取，数据可能已损坏或被移动过。没有显示任何内容。请报告系统管理员核查，不要重复提交。"
    en = (
        "This encrypted field cannot be read: it was damaged or moved. Nothing is shown. "
        "Report it to the system administrator instead of trying again."
    )


class DataKeyMissing(Refusal):
    """There is no data key of this number, or none at all."""

    code = "data_key_missing"
    zh = "缺少编号为 {number} 的数据密钥，用它加密的信息无法读写。请核对 data_key 表是否完整恢复。"
    en = (
        "The data key {number} is missing, so fields sealed with it cannot be used. Check that table data_key is whole."
    )


class DataKeyForeign(Refusal):
    """A wrapped data key does not open under any key-encryption key of the ring."""

    code = "data_key_foreign"
    zh = "数据密钥 {number} 不能用现有密钥目录解开：密钥目录与数据库不是一套。请恢复与本数据库配套的密钥目录。"
    en = (
        "The data key {number} does not open under this key ring: ring and database do not belong together. "
        "Restore the key directory that was kept for this database."
    )


class AlgorithmUnknown(Refusal):
    """A data key names an algorithm that is not in the registry."""

    code = "algorithm_unknown"
    zh = "数据密钥 {number} 的算法 {alg} 不受支持。请升级程序，或改用支持的算法：{known}。"
    en = "The algorithm {alg} of data key {number} is not supported. Upgrade, or use one of {known}."


class Aead(Protocol):
    """A cipher with its key: what the vault needs of an algorithm."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...


class Sm4Gcm:
    """SM4 (GB/T 32907) in Galois counter mode; the result has the layout of AESGCM, ciphertext then tag."""

    def __init__(self, key: bytes) -> None:
        self._algorithm = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        encryptor = Cipher(self._algorithm, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated_data)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        decryptor = Cipher(self._algorithm, modes.GCM(nonce, data[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(associated_data)
        return decryptor.update(data[:-TAG_BYTES]) + decryptor.finalize()


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One way to seal: its byte in the header, the length of its key, and how to make the cipher."""

    name: str
    number: int
    key_bytes: int
    cipher: Callable[[bytes], Aead]


AES_256_GCM: Final = Algorithm("AES-256-GCM", 1, 32, AESGCM)
SM4_GCM: Final = Algorithm("SM4-GCM", 2, 16, Sm4Gcm)
ALGORITHMS: Final = {algorithm.name: algorithm for algorithm in (AES_256_GCM, SM4_GCM)}


@dataclass(frozen=True, slots=True)
class DataKeyRow:
    """A row of table `data_key`: `wrapped` is sealed under the key-encryption key and bound to `id` and `alg`."""

    id: int
    wrapped: bytes
    alg: str
    created_at: datetime


def wrap(ring: KeyRing, *, number: int, alg: str, secret: bytes) -> bytes:
    """Seal a data key under the newest key-encryption key, whose number stands in front (2 bytes)."""
    nonce = os.urandom(NONCE_BYTES)
    header = ring.kek.number.to_bytes(2, "big")
    return header + nonce + _wrapper(ring.kek).encrypt(nonce, secret, _wrap_place(number, alg))


def unwrap(ring: KeyRing, row: DataKeyRow) -> bytes:
    """The data key of a row. Refuses `DataKeyForeign` when the ring is not the one that wrapped it."""
    wanted = int.from_bytes(row.wrapped[:2], "big")
    kek = next((kek for kek in ring.keks if kek.number == wanted), None)
    if kek is None or len(row.wrapped) < 2 + NONCE_BYTES + TAG_BYTES:
        raise DataKeyForeign(number=row.id)
    nonce, sealed = row.wrapped[2 : 2 + NONCE_BYTES], row.wrapped[2 + NONCE_BYTES :]
    try:
        return _wrapper(kek).decrypt(nonce, sealed, _wrap_place(row.id, row.alg))
    except InvalidTag:
        raise DataKeyForeign(number=row.id) from None


def rewrap(ring: KeyRing, row: DataKeyRow) -> DataKeyRow:
    """The same data key under the newest key-encryption key: the yearly rotation touches no sealed field."""
    wrapped = wrap(ring, number=row.id, alg=row.alg, secret=unwrap(ring, row))
    return DataKeyRow(row.id, wrapped, row.alg, row.created_at)


def new_data_key(ring: KeyRing, *, number: int, now: datetime, alg: str = AES_256_GCM.name) -> DataKeyRow:
    """A fresh random data key, wrapped, to be inserted into `data_key`."""
    algorithm = _algorithm(number, alg)
    secret = os.urandom(algorithm.key_bytes)
    return DataKeyRow(number, wrap(ring, number=number, alg=alg, secret=secret), alg, now)


class DataKeys:
    """The data keys in memory. Load the rows of `data_key` at start and again whenever one is added."""

    def __init__(self, ring: KeyRing, rows: Iterable[DataKeyRow] = ()) -> None:
        self._ring = ring
        self._ciphers: dict[bytes, Aead] = {}
        self._newest: DataKeyRow | None = None
        self._sealing: tuple[bytes, Aead] | None = None
        self.load(rows)

    def load(self, rows: Iterable[DataKeyRow]) -> None:
        """Add the keys of `rows`. Refuses `DataKeyForeign` and `AlgorithmUnknown`."""
        for row in rows:
            algorithm = _algorithm(row.id, row.alg)
            header = bytes((LAYOUT, algorithm.number)) + row.id.to_bytes(2, "big")
            cipher = algorithm.cipher(unwrap(self._ring, row))
            self._ciphers[header] = cipher
            if self._newest is None or row.id >= self._newest.id:
                self._newest, self._sealing = row, (header, cipher)

    def is_due(self, now: datetime) -> bool:
        """Whether a new data key is due: there is none, or the newest is of an earlier year (local time)."""
        return self._newest is None or _local_year(self._newest.created_at) < _local_year(now)

    def next_number(self) -> int:
        """The number of the next data key."""
        return 1 if self._newest is None else self._newest.id + 1

    def sealing(self) -> tuple[bytes, Aead]:
        """Header and cipher of the newest key, which seals."""
        if self._sealing is None:
            raise DataKeyMissing(number=1)
        return self._sealing

    def opening(self, header: bytes) -> Aead:
        """The cipher that a header names."""
        cipher = self._ciphers.get(header)
        if cipher is None:
            if len(header) < HEADER_BYTES or header[0] != LAYOUT:
                raise Unreadable
            raise DataKeyMissing(number=int.from_bytes(header[2:], "big"))
        return cipher


class Vault:
    """Seals and opens fields and computes their indexes. One for the process; safe to share between threads."""

    def __init__(self, ring: KeyRing, data_keys: DataKeys) -> None:
        self._keys = data_keys
        self._places: dict[tuple[str, str], bytes] = {}
        self._roots = dict(ring.blind_index)
        self._indexes: dict[tuple[str, str, int], hmac.HMAC] = {}
        self.index_version: Final = min(self._roots)
        """The version that plain look-ups use: the oldest, until its key is removed at the end of a re-indexing."""

    def seal(self, text: str, table: str, column: str, row_id: RowId) -> bytes:
        """Encrypt `text` for one field of one row."""
        header, cipher = self._keys.sealing()
        nonce = _NONCES.take()
        place = header + self._place(table, column) + _row_bytes(row_id)
        return header + nonce + cipher.encrypt(nonce, text.encode(), place)

    def open(self, sealed: bytes, table: str, column: str, row_id: RowId) -> str:
        """Decrypt a field. Refuses `Unreadable` if it was changed or comes from another place."""
        return self.opener(table, column)(sealed, row_id)

    def opener(self, table: str, column: str) -> Callable[[bytes, RowId], str]:
        """`open` for the many fields of a page: what depends on the column alone is looked up once."""
        opening, in_column = self._keys.opening, self._place(table, column)

        def open_one(sealed: bytes, row_id: RowId) -> str:
            header = sealed[:HEADER_BYTES]
            cipher = opening(header)
            if len(sealed) < OVERHEAD_BYTES:
                raise Unreadable
            place = header + in_column + _row_bytes(row_id)
            try:
                return cipher.decrypt(sealed[HEADER_BYTES:TEXT_FROM], sealed[TEXT_FROM:], place).decode()
            except (InvalidTag, UnicodeDecodeError):
                raise Unreadable from None

        return open_one

    def needs_reseal(self, sealed: bytes) -> bool:
        """Whether a field is sealed under an older data key than the newest."""
        return sealed[:HEADER_BYTES] != self._keys.sealing()[0]

    def blind_index(self, column: str, text: str, *, version: int | None = None) -> bytes:
        """16 bytes by which an encrypted field is found by its exact value.

        Keyed, because the values are few enough to be guessed (one county's ID numbers in 24 s); a key of its own for
        each `column`, so that equal values in two columns do not show. The spelling is settled here once more (NFKC,
        outer blanks, capitals), so that no caller can make two indexes of one value. `version` names the root key
        while a column is being re-indexed.
        """
        return self._digest("whole", column, _plain(text), version)

    def tail_index(self, column: str, last4: str, *, version: int | None = None) -> bytes:
        """16 bytes by which a field is found by its last four characters. Raises ValueError for any other length."""
        plain = _plain(last4)
        if len(plain) != 4:
            raise ValueError("a tail index takes four characters")
        return self._digest("tail", column, plain, version)

    def _digest(self, kind: str, column: str, plain: str, version: int | None) -> bytes:
        version = self.index_version if version is None else version
        keyed = self._indexes.get((kind, column, version))
        if keyed is None:
            label = f"blind index|{kind}|{column}".encode()
            keyed = hmac.new(derive(self._roots[version], label), digestmod="sha256")
            self._indexes[kind, column, version] = keyed
        fresh = keyed.copy()
        fresh.update(plain.encode())
        return fresh.digest()[:INDEX_BYTES]

    def _place(self, table: str, column: str) -> bytes:
        place = self._places.get((table, column))
        if place is None:
            # Lengths in front: no two pairs of names read the same when written together.
            names = (table.encode(), column.encode())
            place = b"".join(len(name).to_bytes(2, "big") + name for name in names)
            self._places[table, column] = place
        return place


def _plain(text: str) -> str:
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return folded.strip().upper()


def _row_bytes(row_id: RowId) -> bytes:
    # 8 or 16 bytes: the two kinds of id cannot be taken for each other.
    return row_id.to_bytes(8, "big") if isinstance(row_id, int) else row_id.bytes


def _wrapper(kek: Key) -> AESGCM:
    return AESGCM(derive(kek.secret, b"wrap data keys"))


def _wrap_place(number: int, alg: str) -> bytes:
    return f"data_key|{number}|{alg}".encode()


def _algorithm(number: int, alg: str) -> Algorithm:
    algorithm = ALGORITHMS.get(alg)
    if algorithm is None:
        raise AlgorithmUnknown(number=number, alg=alg, known="、".join(ALGORITHMS))
    return algorithm


def _local_year(moment: datetime) -> int:
    return moment.astimezone(LOCAL_TIME).year
