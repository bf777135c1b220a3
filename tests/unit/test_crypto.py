"""Keys on disk, sealed fields, blind indexes (trust.md 0 rows 5 and 11, 2.8, 4.5; ASVS 11.2.2, 11.3.2-4; MBR-01)."""

import os
import stat
import string
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.db import keys as keys_module
from backend.db.crypto import (
    AES_256_GCM,
    OVERHEAD_BYTES,
    SM4_GCM,
    AlgorithmUnknown,
    DataKeyForeign,
    DataKeyMissing,
    DataKeyRow,
    DataKeys,
    Unreadable,
    Vault,
    new_data_key,
    rewrap,
    unwrap,
    wrap,
)
from backend.db.keys import KeyExposed, KeyMalformed, KeyRing, KeysExist, KeysMissing, derive

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ID_NUMBER = "370602199001011234"
ROW = UUID("0197a000-0000-7000-8000-000000000001")


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.create(tmp_path / "keys")


@pytest.fixture
def vault(ring: KeyRing) -> Vault:
    return Vault(ring, DataKeys(ring, [new_data_key(ring, number=1, now=NOW)]))


# --- the ring -----------------------------------------------------------------------------------------------------


def test_ring_is_private_and_comes_back_the_same(tmp_path: Path) -> None:
    """trust.md 4.5: directory 0700, files 0400, no two keys alike, nothing left over."""
    made = KeyRing.create(tmp_path / "keys")
    files = sorted((tmp_path / "keys").iterdir())
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o400}
    assert len({file.read_bytes() for file in files}) == len(files) == len(keys_module.PURPOSES)
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]
    read = KeyRing.open(tmp_path / "keys")
    assert (read.kek, read.cursor, read.archive, read.blind_index, read.jwt_signing()) == (
        made.kek,
        made.cursor,
        made.archive,
        made.blind_index,
        made.jwt_signing(),
    )


def test_ring_is_never_overwritten(tmp_path: Path) -> None:
    """A second `create` would lose all data; an empty directory is taken."""
    (tmp_path / "keys").mkdir()
    ring = KeyRing.create(tmp_path / "keys")
    with pytest.raises(KeysExist):
        KeyRing.create(tmp_path / "keys")
    assert KeyRing.open(tmp_path / "keys").kek == ring.kek


def test_interrupted_create_leaves_no_half_ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """kill during the first start: the ring is whole or absent, and the next start makes it."""

    def fail(directory: Path, purpose: str, number: int) -> None:
        if purpose == "jwt":
            raise OSError("disk full")
        real(directory, purpose, number)

    real = keys_module._write_key
    monkeypatch.setattr(keys_module, "_write_key", fail)
    with pytest.raises(OSError, match="disk full"):
        KeyRing.create(tmp_path / "keys")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    KeyRing.create(tmp_path / "keys")


def _widen(path: Path) -> None:
    path.chmod(0o440)


def _make_writable(path: Path) -> None:
    path.chmod(0o600)


def _widen_directory(path: Path) -> None:
    path.parent.chmod(0o750)


def _rewrite(content: bytes) -> Callable[[Path], None]:
    def act(path: Path) -> None:
        path.chmod(0o600)
        path.write_bytes(content)
        path.chmod(0o400)

    return act


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (_widen, KeyExposed),
        (_make_writable, KeyExposed),
        (_widen_directory, KeyExposed),
        (_rewrite(b""), KeyMalformed),
        (_rewrite(b"k" * 31 + b"y"[:0]), KeyMalformed),
        (_rewrite(bytes(range(33))), KeyMalformed),
        (_rewrite(bytes(32)), KeyMalformed),
        (Path.unlink, KeysMissing),
    ],
)
@pytest.mark.parametrize("purpose", keys_module.PURPOSES)
def test_unsafe_ring_is_refused(
    tmp_path: Path, purpose: str, spoil: Callable[[Path], None], refusal: type[Exception]
) -> None:
    """trust.md 4.5: start-up refuses short, placeholder, exposed and missing keys, and names the file."""
    KeyRing.create(tmp_path / "keys")
    spoil(tmp_path / "keys" / f"{purpose}-1.key")
    with pytest.raises(refusal) as refused:
        KeyRing.open(tmp_path / "keys")
    for language in ("zh", "en"):
        assert str(tmp_path / "keys") in refused.value.sentence(language)  # type: ignore[attr-defined]


def test_absent_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing):
        KeyRing.open(tmp_path / "nowhere")


def test_two_token_keys_at_most_and_the_newest_signs(tmp_path: Path) -> None:
    """trust.md 4.5: the old key verifies, an older one does not; other processes follow at once."""
    ring = KeyRing.create(tmp_path / "keys")
    other_process = KeyRing.open(tmp_path / "keys")
    for number in (2, 3):
        assert ring.rotate_jwt().kid == str(number)
        assert other_process.jwt_signing().number == number
    assert [ring.jwt_verifying(kid) is not None for kid in "123"] == [False, True, True]
    assert [other_process.jwt_verifying(kid) is not None for kid in "123"] == [False, True, True]
    assert sorted(path.name for path in (tmp_path / "keys").glob("jwt-*")) == ["jwt-2.key", "jwt-3.key"]


def test_leaked_token_key_is_withdrawn_everywhere(tmp_path: Path) -> None:
    ring = KeyRing.create(tmp_path / "keys")
    other_process = KeyRing.open(tmp_path / "keys")
    assert other_process.jwt_verifying("1") is not None
    ring.rotate_jwt(leaked=True)
    assert other_process.jwt_verifying("1") is None
    assert other_process.jwt_verifying("2") is not None


def test_rotation_broken_off_leaves_two_live_keys(tmp_path: Path) -> None:
    """kill between writing the new key and removing the old: the third key is dead all the same."""
    KeyRing.create(tmp_path / "keys")
    for number in (2, 3):
        keys_module._write_key(tmp_path / "keys", "jwt", number)
    ring = KeyRing.open(tmp_path / "keys")
    assert [ring.jwt_verifying(kid) is not None for kid in "123"] == [False, True, True]


def test_two_changes_in_one_tick_are_both_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems stamp coarsely: a reader between the two changes of a rotation must still notice the second."""
    ring = KeyRing.create(tmp_path / "keys")
    other_process = KeyRing.open(tmp_path / "keys")
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name != "jwt-1.key":
            return real(path, missing_ok)
        assert other_process.jwt_signing().number == 2
        assert other_process.jwt_verifying("1") is not None
        tick = (tmp_path / "keys").stat().st_mtime_ns
        real(path, missing_ok)
        os.utime(tmp_path / "keys", ns=(tick, tick))

    monkeypatch.setattr(Path, "unlink", unlink)
    ring.rotate_jwt(leaked=True)
    assert other_process.jwt_verifying("1") is None


@pytest.mark.parametrize("kid", ["../jwt-1", "jwt-1.key", "1' OR '1'='1", "", "1\n", "１"])
def test_kid_is_a_name_not_a_path(ring: KeyRing, kid: str) -> None:
    assert ring.jwt_verifying(kid) is None


def test_keys_are_not_printed(ring: KeyRing) -> None:
    """O-04: neither a log line nor a traceback with locals shows a key."""
    printed = repr(ring) + repr(ring.kek) + str(ring.jwt_signing())
    assert repr(ring.kek.secret) not in printed
    assert ring.kek.secret.hex() not in printed


def test_derive_is_hkdf() -> None:
    """RFC 5869, compared with the library's."""
    secret, label = os.urandom(32), b"a label"
    assert derive(secret, label) == HKDF(hashes.SHA256(), 32, salt=None, info=label).derive(secret)


# --- data keys ----------------------------------------------------------------------------------------------------


def test_data_key_is_bound_to_its_row_and_ring(ring: KeyRing, tmp_path: Path) -> None:
    row = new_data_key(ring, number=7, now=NOW)
    assert len(unwrap(ring, row)) == AES_256_GCM.key_bytes
    moved = DataKeyRow(8, row.wrapped, row.alg, row.created_at)
    renamed = DataKeyRow(7, row.wrapped, SM4_GCM.name, row.created_at)
    short = DataKeyRow(7, row.wrapped[:9], row.alg, row.created_at)
    for wrong in (moved, renamed, short):
        with pytest.raises(DataKeyForeign):
            unwrap(ring, wrong)
    with pytest.raises(DataKeyForeign):
        unwrap(KeyRing.create(tmp_path / "another"), row)


def test_new_kek_rewraps_without_touching_fields(tmp_path: Path) -> None:
    """trust.md 4.5: after the yearly KEK, old rows unwrap, re-wrapped rows no longer need the old KEK."""
    ring = KeyRing.create(tmp_path / "keys")
    row = new_data_key(ring, number=1, now=NOW)
    sealed = Vault(ring, DataKeys(ring, [row])).seal(ID_NUMBER, "person", "id_number", ROW)
    keys_module._write_key(tmp_path / "keys", "kek", 2)
    rotated = KeyRing.open(tmp_path / "keys")
    moved = rewrap(rotated, row)
    assert unwrap(rotated, row) == unwrap(rotated, moved)
    assert moved.wrapped != row.wrapped
    (tmp_path / "keys" / "kek-1.key").unlink()
    alone = KeyRing.open(tmp_path / "keys")
    assert Vault(alone, DataKeys(alone, [moved])).open(sealed, "person", "id_number", ROW) == ID_NUMBER
    with pytest.raises(DataKeyForeign):
        unwrap(alone, row)


@pytest.mark.parametrize(
    ("made", "now", "due"),
    [
        (None, NOW, True),
        (NOW, NOW, False),
        (NOW, datetime(2026, 12, 31, 15, 59, tzinfo=UTC), False),
        (NOW, datetime(2026, 12, 31, 16, 0, tzinfo=UTC), True),  # 2027 has begun in China
    ],
)
def test_a_data_key_each_year(ring: KeyRing, made: datetime | None, now: datetime, due: bool) -> None:
    keys = DataKeys(ring, [] if made is None else [new_data_key(ring, number=1, now=made)])
    assert keys.is_due(now) is due


def test_unknown_algorithm_and_empty_registry_are_refused(ring: KeyRing) -> None:
    with pytest.raises(AlgorithmUnknown):
        new_data_key(ring, number=1, now=NOW, alg="ROT13")
    with pytest.raises(AlgorithmUnknown):
        DataKeys(ring, [DataKeyRow(1, wrap(ring, number=1, alg="ROT13", secret=bytes(32)), "ROT13", NOW)])
    with pytest.raises(DataKeyMissing):
        Vault(ring, DataKeys(ring)).seal("x", "t", "c", ROW)


# --- fields -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("alg", [AES_256_GCM.name, SM4_GCM.name])
@pytest.mark.parametrize("text", ["", ID_NUMBER, "北京市朝阳区", "😀" * 500])
@pytest.mark.parametrize("row_id", [ROW, 0, 2**63 - 1])
def test_seal_and_open(ring: KeyRing, alg: str, text: str, row_id: UUID | int) -> None:
    vault = Vault(ring, DataKeys(ring, [new_data_key(ring, number=1, now=NOW, alg=alg)]))
    sealed = vault.seal(text, "person", "id_number", row_id)
    assert len(sealed) == len(text.encode()) + OVERHEAD_BYTES
    assert vault.open(sealed, "person", "id_number", row_id) == text
    assert vault.seal(text, "person", "id_number", row_id) != sealed


@pytest.mark.parametrize(
    ("table", "column", "row_id"),
    [
        ("person", "id_number", uuid4()),
        ("person", "id_number", ROW.int & (2**63 - 1)),
        ("person", "phone", ROW),
        ("member", "id_number", ROW),
        ("personi", "d_number", ROW),
        ("person\x00id_number", "", ROW),
    ],
)
@pytest.mark.parametrize("alg", [AES_256_GCM.name, SM4_GCM.name])
def test_moved_ciphertext_does_not_open(ring: KeyRing, alg: str, table: str, column: str, row_id: UUID | int) -> None:
    """GB/T 22239 8.1.4.7/8: bound to table, column and row."""
    vault = Vault(ring, DataKeys(ring, [new_data_key(ring, number=1, now=NOW, alg=alg)]))
    with pytest.raises(Unreadable):
        vault.open(vault.seal(ID_NUMBER, "person", "id_number", ROW), table, column, row_id)


@pytest.mark.parametrize("alg", [AES_256_GCM.name, SM4_GCM.name])
def test_every_changed_bit_is_noticed(ring: KeyRing, alg: str) -> None:
    vault = Vault(ring, DataKeys(ring, [new_data_key(ring, number=1, now=NOW, alg=alg)]))
    sealed = vault.seal(ID_NUMBER, "person", "id_number", ROW)
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises((Unreadable, DataKeyMissing)):
            vault.open(bytes(changed), "person", "id_number", ROW)
    for length in range(len(sealed)):
        with pytest.raises((Unreadable, DataKeyMissing)):
            vault.open(sealed[:length], "person", "id_number", ROW)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=80))
def test_junk_never_escapes(vault: Vault, junk: bytes) -> None:
    with pytest.raises((Unreadable, DataKeyMissing)):
        vault.open(junk, "person", "id_number", ROW)
    with pytest.raises(Unreadable):
        vault.open(b"\x01\x01\x00\x01" + junk, "person", "id_number", ROW)


def test_mixed_table_reads_right(ring: KeyRing) -> None:
    """trust.md 4.5, AES -> SM4 on demand: the algorithm stands in the header; new writes use the newest key."""
    old = new_data_key(ring, number=1, now=NOW)
    new = new_data_key(ring, number=2, now=NOW, alg=SM4_GCM.name)
    before = Vault(ring, DataKeys(ring, [old]))
    after = Vault(ring, DataKeys(ring, [new, old]))  # the order of rows does not matter
    rows = {n: (before if n % 2 else after).seal(f"text {n}", "person", "phone", n) for n in range(20)}
    assert {sealed[1] for sealed in rows.values()} == {AES_256_GCM.number, SM4_GCM.number}
    assert [after.open(sealed, "person", "phone", n) for n, sealed in rows.items()] == [f"text {n}" for n in range(20)]
    assert [after.needs_reseal(sealed) for sealed in rows.values()] == [bool(n % 2) for n in rows]
    with pytest.raises(DataKeyMissing):
        before.open(rows[0], "person", "phone", 0)
    forged = bytes([rows[0][0], AES_256_GCM.number]) + rows[0][2:]
    with pytest.raises(DataKeyMissing):
        after.open(forged, "person", "phone", 0)


def test_sm4_agrees_with_the_standard() -> None:
    """RFC 8998 appendix A.1, SM4-GCM."""
    cipher = SM4_GCM.cipher(bytes.fromhex("0123456789ABCDEFFEDCBA9876543210"))
    data = bytes.fromhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    )
    place = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    sealed = cipher.encrypt(bytes.fromhex("00001234567800000000ABCD"), data, place)
    assert sealed.hex().upper() == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )


# --- indexes ------------------------------------------------------------------------------------------------------


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


@given(
    digits=st.text(alphabet=string.digits, min_size=17, max_size=17),
    before=st.text(alphabet=" \t\n\u3000", max_size=3),
    after=st.text(alphabet=" \r\n\u3000", max_size=3),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_spellings_have_one_index(vault: Vault, digits: str, before: str, after: str) -> None:
    """trust.md 0 row 11: full-width digits, small x, blanks and a trailing newline make no second person."""
    plain = vault.blind_index("person.id_number", digits + "X")
    for spelling in (digits + "x", _full_width(digits + "x"), before + digits + "X" + after, digits + "Ｘ\n"):
        assert vault.blind_index("person.id_number", spelling) == plain


def test_index_is_keyed_and_separate(ring: KeyRing, vault: Vault, tmp_path: Path) -> None:
    """Equal values do not show across columns, kinds or installations; the same value is always found."""
    again = Vault(KeyRing.open(tmp_path / "keys"), DataKeys(ring))
    index = vault.blind_index("person.phone", "13800001234")
    assert len(index) == 16
    assert again.blind_index("person.phone", "13800001234") == index
    stranger = Vault(KeyRing.create(tmp_path / "other"), DataKeys(ring))
    different = {
        vault.blind_index("person.phone", "13800001235"),
        vault.blind_index("person.id_number", "13800001234"),
        vault.blind_index("person.phone", "1234"),
        vault.tail_index("person.phone", "1234"),
        vault.tail_index("person.id_number", "1234"),
        stranger.blind_index("person.phone", "13800001234"),
    }
    assert len(different | {index}) == 7


def test_tail_takes_four(vault: Vault) -> None:
    assert vault.tail_index("person.id_number", "123x") == vault.tail_index("person.id_number", "１２３Ｘ")
    for wrong in ("", "123", "12345"):
        with pytest.raises(ValueError, match="four"):
            vault.tail_index("person.id_number", wrong)


def test_index_version_changes_only_at_the_end(tmp_path: Path) -> None:
    """trust.md 4.5: the plain look-up stays on the old key until it is removed; both can be asked meanwhile."""
    ring = KeyRing.create(tmp_path / "keys")
    first = Vault(ring, DataKeys(ring)).blind_index("person.phone", "13800001234")
    keys_module._write_key(tmp_path / "keys", "blind_index", 2)
    during = Vault(KeyRing.open(tmp_path / "keys"), DataKeys(ring))
    second = during.blind_index("person.phone", "13800001234", version=2)
    assert during.blind_index("person.phone", "13800001234") == first != second
    (tmp_path / "keys" / "blind_index-1.key").unlink()
    after = Vault(KeyRing.open(tmp_path / "keys"), DataKeys(ring))
    assert after.blind_index("person.phone", "13800001234") == second
