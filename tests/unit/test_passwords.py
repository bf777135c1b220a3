"""Password rules, hashing, one-time codes (GB/T 22239 8.1.4.1 a, d; ASVS 6.2, 6.4.1, 6.5; trust.md 2.8)."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from uuid import uuid4

import argon2
import pyotp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.api.passwords import (
    HASHES_AT_ONCE,
    MAX_WAITING,
    Passwords,
    Verdict,
    accepted_step,
    generate_password,
    new_totp_secret,
    recovery_codes,
    recovery_hash,
    totp_uri,
)
from backend.db.crypto import DataKeys, Vault
from backend.db.keys import KeyRing
from backend.domain.account.common_passwords import COMMON, parts_of
from backend.domain.account.credentials import (
    ASVS,
    DJBH3,
    LEAST_PARTS,
    PROFILES,
    PasswordCommon,
    PasswordIsLogin,
    PasswordTooLong,
    PasswordTooPlain,
    PasswordTooShort,
    PasswordUnprintable,
    Profile,
    is_due,
    normalise,
    require_password,
)
from backend.domain.refusals import Invalid, Unavailable

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


# --- the rules ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "password", "refusal"),
    [
        (DJBH3, "Kf7m-Wq3t", PasswordTooShort),
        (DJBH3, "Kf7m-Wq3t2", None),
        (DJBH3, "", PasswordTooShort),
        (DJBH3, "kqzvmwtrxhgp", PasswordTooPlain),
        (DJBH3, "kqzvmwtr7391", PasswordTooPlain),
        (DJBH3, "kqzvmwtR7391", None),
        (DJBH3, "kqzv wtr7391", None),
        (DJBH3, "老山前线kqz7391-", None),
        (DJBH3, "Ｋf7m-Wq3t２x", None),
        (DJBH3, "K7-" + "fq" * 63, PasswordTooLong),
        (ASVS, "x" * 128, PasswordCommon),
        (ASVS, "rvk" + "ghq w tzn pd" * 5, None),
        (ASVS, "kqzvmwt", PasswordTooShort),
        (ASVS, "kqzvmwtr", None),
        (ASVS, "７３９１４０２６", None),
        (ASVS, "correct horse battery staple", None),
        (ASVS, "九曲黄河万里沙浪", None),
        (DJBH3, "Kf7m\tWq3t2x", PasswordUnprintable),
        (DJBH3, "Kf7m-Wq3t2x\n", PasswordUnprintable),
        (ASVS, "Kf7m\x00Wq3t2x", PasswordUnprintable),
        (ASVS, "Kf7m\ud800Wq3t2x", PasswordUnprintable),
        (DJBH3, "Zhao.Min7391!", PasswordIsLogin),
        (DJBH3, "7391!niM.oahZ-q", PasswordIsLogin),
        (ASVS, "zhao.min", PasswordIsLogin),
    ],
)
def test_rules(profile: Profile, password: str, refusal: type[Invalid] | None) -> None:
    """trust.md 1.4 8.1.4.1 a, and ASVS 6.2.1, 6.2.4, 6.2.9 for `asvs`. No sentence repeats the password."""
    if refusal is None:
        assert require_password(profile, password, login="zhao.min") == normalise(password)
        return
    with pytest.raises(refusal) as refused:
        require_password(profile, password, login="zhao.min")
    if password:
        assert password not in refused.value.sentence("zh") + refused.value.sentence("en")


@pytest.mark.parametrize(
    ("login", "password", "good"),
    [
        ("li", "Kf7m-Wq3tli", True),  # two letters inside prove nothing
        ("li", "Li", False),
        ("", "Kf7m-Wq3t2x", True),
        ("ＺＨＡＯＭＩＮ", "Zhaomin-4q7", False),
    ],
)
def test_login_within(login: str, password: str, good: bool) -> None:
    profile = Profile(name="bare", min_length=2)
    if good:
        require_password(profile, password, login=login)
    else:
        with pytest.raises(PasswordIsLogin):
            require_password(profile, password, login=login)


@pytest.mark.parametrize(
    "password",
    [
        "Password123!",
        "P@ssw0rd2026",
        "Admin@123456",
        "Admin@2026!!",
        "Qwer1234!@#$",
        "1qaz@WSX3edc",
        "1Qaz2Wsx3Edc",
        "7Ujm6Yhn5Tgb",  # keyboard columns
        "QAZwsx123!@#",
        "Qwertyuiop1!",
        "Woaini1314520!",
        "Woaini@1314",
        "Woaizhongguo1!",
        "5201314Aa!!!!",
        "Gonghui2026!",
        "Zhigongzhijia@1",
        "Unionhome123!",
        "Yantai@198806",
        "Zhangwei19880615!",
        "Zhangwei@880615",
        "Aaaaaaaaaa1!",
        "Abc!Abc!Abc!Abc!",
        "Abcdefghij1!",
        "Zyxwvuts123!",
        "9876543210aA!",
        "Asdfghjkl;'1A",
        "Huawei@123456",
        "Hello@World123",
        "drowssaP123!",
    ],
)
def test_common_passwords_are_refused_though_they_satisfy_the_classes(password: str) -> None:
    """ASVS 6.2.4, 6.2.12, and the habits of Chinese offices: pinyin, keyboard columns, years, leet."""
    with pytest.raises(PasswordCommon):
        require_password(DJBH3, password, login="somebody")


def test_the_list() -> None:
    """A few hundred; each entry is one part, in capitals and backwards too."""
    assert len(COMMON) >= 300
    for word in COMMON:
        assert parts_of(word) == parts_of(word.upper()) == parts_of(word[::-1]) == 1


@settings(max_examples=200)
@given(st.text(alphabet="abcdefgkqvwxyz012789!@-", max_size=40), st.text(max_size=10))
def test_repeating_adds_nothing(text: str, more: str) -> None:
    assert parts_of(text) <= len(text)
    assert parts_of(text + text) <= max(1, parts_of(text))
    assert parts_of(text + more) <= len(text) + len(more)


def test_a_long_password_is_judged_quickly() -> None:
    began = time.perf_counter()
    for text in ("a" * 128, "qwerty" * 21, "1234567890" * 12, "ab" * 64, "Kf7m-Wq3t2" * 12):
        parts_of(text)
    assert time.perf_counter() - began < 0.2


def test_age() -> None:
    """90 days for staff, never for `asvs`."""
    for days, due in ((0, False), (89, False), (90, True), (400, True)):
        assert is_due(DJBH3, changed_at=NOW - timedelta(days=days), now=NOW) is due
        assert is_due(ASVS, changed_at=NOW - timedelta(days=days), now=NOW) is False
    assert DJBH3.remembered == 5


@given(st.text(max_size=40))
def test_normalise_is_stable(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


# --- hashing ------------------------------------------------------------------------------------------------------


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(memory_kib=8, passes=1)


async def test_hash_and_verify() -> None:
    """Argon2id m=19456, t=2, p=1; the same password hashes differently each time."""
    real = Passwords()
    stored = await real.hash("Kf7m-Wq3t-Rn9d")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await real.hash("Kf7m-Wq3t-Rn9d") != stored
    assert await real.verify(stored, "Kf7m-Wq3t-Rn9d") == Verdict(matches=True)
    assert await real.verify(stored, "Kf7m-Wq3t-Rn9e") == Verdict(matches=False)
    real.close()


@pytest.mark.parametrize(
    "shown",
    ["", "wrong", "x" * 1_000_000, "\x00", "\ud800", "Kf7m-Wq3t-Rn9d" + "x" * 200, "Kf7m-Wq3t-Rn9d\x00"],
)
async def test_wrong_password_is_only_wrong(passwords: Passwords, shown: str) -> None:
    stored = await passwords.hash("Kf7m-Wq3t-Rn9d")
    assert await passwords.verify(stored, shown) == Verdict(matches=False)


async def test_overlong_password_is_never_cut(passwords: Passwords) -> None:
    """128 right characters and one more are not the password."""
    right = "Kf7m-Wq3" * 16
    stored = await passwords.hash(right)
    assert (await passwords.verify(stored, right)).matches
    assert not (await passwords.verify(stored, right + "x")).matches


async def test_half_and_full_width_are_one(passwords: Passwords) -> None:
    stored = await passwords.hash("Ｋf７m-Wq3t-Rn9d")
    assert (await passwords.verify(stored, "Kf7m-Ｗq3t-Rn9d")).matches


async def test_cost_is_raised_at_the_next_sign_in(passwords: Passwords) -> None:
    stored = await passwords.hash("Kf7m-Wq3t-Rn9d")
    stronger = Passwords(memory_kib=16, passes=1)
    assert await stronger.verify(stored, "Kf7m-Wq3t-Rn9d") == Verdict(matches=True, outdated=True)
    assert await stronger.verify(stored, "wrong") == Verdict(matches=False)


@pytest.mark.parametrize("stored", [None, "", "plain text", "$argon2id$v=19$m=8,t=1,p=1$broken", "$2b$12$" + "a" * 53])
async def test_unknown_user_and_damaged_row_match_nothing(passwords: Passwords, stored: str | None) -> None:
    for shown in ("", "anything", "None"):
        assert await passwords.verify(stored, shown) == Verdict(matches=False)


async def test_unknown_user_costs_one_hash(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    """A-07: whether the name exists does not show in the work done: one hash of today's cost."""
    calls: list[str] = []
    real = argon2.PasswordHasher.verify

    def count(self: argon2.PasswordHasher, stored: str, password: bytes) -> bool:
        calls.append(stored)
        return real(self, stored, password)

    known = await passwords.hash("Kf7m-Wq3t-Rn9d")
    monkeypatch.setattr(argon2.PasswordHasher, "verify", count)
    for stored in (known, None, "damaged"):
        calls.clear()
        await passwords.verify(stored, "wrong")
        hashed = [call for call in calls if call != "damaged"]  # what is no hash is turned away before any work
        assert len(hashed) == 1
        assert argon2.extract_parameters(hashed[0]) == argon2.extract_parameters(known)


async def test_queue_is_short_and_the_loop_stays_free(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two at once, twenty waiting, the next is told to come back (503); afterwards all is as before."""
    assert (HASHES_AT_ONCE, MAX_WAITING) == (2, 20)
    gate, running = Event(), []

    def slow(self: argon2.PasswordHasher, stored: str, password: bytes) -> bool:
        running.append(1)
        gate.wait(5)
        return True

    monkeypatch.setattr(argon2.PasswordHasher, "verify", slow)
    tries = [asyncio.create_task(passwords.verify(None, "x")) for _ in range(HASHES_AT_ONCE + MAX_WAITING)]
    await asyncio.sleep(0.05)
    assert len(running) == HASHES_AT_ONCE
    assert passwords.pending == HASHES_AT_ONCE + MAX_WAITING
    with pytest.raises(Unavailable) as refused:
        await passwords.verify(None, "x")
    assert refused.value.facts["retry_after"] > 0
    gate.set()
    await asyncio.gather(*tries)
    assert passwords.pending == 0
    assert await passwords.verify(None, "x") == Verdict(matches=False)


async def test_a_client_that_goes_away_frees_its_place_only_when_the_hash_is_done(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F-06: else closing sockets would buy any number of hashes."""
    gate = Event()
    monkeypatch.setattr(argon2.PasswordHasher, "verify", lambda *_: gate.wait(5))
    tries = [asyncio.create_task(passwords.verify(None, "x")) for _ in range(HASHES_AT_ONCE + 3)]
    await asyncio.sleep(0.05)
    for task in tries:
        task.cancel()
    await asyncio.gather(*tries, return_exceptions=True)
    assert passwords.pending == HASHES_AT_ONCE  # the waiting have left, the running have not
    gate.set()
    passwords.close()
    assert passwords.pending == 0
    with pytest.raises(Unavailable):
        await passwords.verify(None, "x")
    assert passwords.pending == 0


# --- first passwords ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES.values())
def test_generated_password(profile: Profile) -> None:
    """ASVS 6.4.1: random, allowed by its own profile, and readable aloud."""
    made = {generate_password(profile, login="zhaomin") for _ in range(300)}
    assert len(made) == 300
    for password in made:
        require_password(profile, password, login="zhaomin")
        assert not set(password) & set("0Oo1lIi5Ss2Zz8BbuUvV")
        assert parts_of(password) >= LEAST_PARTS


def test_generated_password_fits_longer_profiles() -> None:
    profile = Profile(name="long", min_length=40, classes=4)
    assert len(generate_password(profile)) >= 40


# --- one-time codes -----------------------------------------------------------------------------------------------

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the secret of RFC 6238, appendix B


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238 appendix B, last six digits."""
    now = datetime.fromtimestamp(seconds, UTC)
    assert accepted_step(SECRET, code, now=now, last_step=None) == seconds // 30


@pytest.mark.parametrize(
    ("offset", "last", "accepted"),
    [
        (-2, None, False),
        (-1, None, True),
        (0, None, True),
        (1, None, True),
        (2, None, False),
        (0, 0, False),
        (0, -1, True),
        (-1, 0, False),
        (-1, -1, False),
        (1, 0, True),
        (1, 1, False),
    ],
)
def test_window_and_single_use(offset: int, last: int | None, accepted: bool) -> None:
    """One step either way; no code twice, and none older than the last one used. Steps are relative to now."""
    current = int(NOW.timestamp()) // 30
    code = pyotp.TOTP(SECRET).generate_otp(current + offset)
    last_step = None if last is None else current + last
    assert accepted_step(SECRET, code, now=NOW, last_step=last_step) == (current + offset if accepted else None)


@pytest.mark.parametrize("shape", ["{}", " {} ", "{:.3} {:3.3}"])
def test_code_may_be_typed_with_blanks_and_full_width(shape: str) -> None:
    step = int(NOW.timestamp()) // 30
    code = pyotp.TOTP(SECRET).generate_otp(step)
    spaced = f"{code[:3]} {code[3:]}" if "3" in shape else shape.format(code)
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in spaced)
    for typed in (spaced, wide):
        assert accepted_step(SECRET, typed, now=NOW, last_step=None) == step


@settings(max_examples=200)
@given(st.text(max_size=12))
def test_any_text_as_code(text: str) -> None:
    step = accepted_step(SECRET, text, now=NOW, last_step=None)
    assert step is None or abs(step - int(NOW.timestamp()) // 30) <= 1


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "²²²²²²", "١٢٣٤٥٦", "-12345", "\x00" * 6])
def test_what_is_no_code(code: str) -> None:
    assert accepted_step(SECRET, code, now=NOW, last_step=None) is None


def test_totp_set_up() -> None:
    secret = new_totp_secret()
    assert len(secret) == 32
    assert secret != new_totp_secret()
    uri = totp_uri(secret, login="zhao.min", issuer="职工之家")
    assert uri.startswith("otpauth://totp/")
    assert f"secret={secret}" in uri
    assert pyotp.parse_uri(uri).issuer == "职工之家"


# --- recovery codes -----------------------------------------------------------------------------------------------


def test_recovery_codes(tmp_path: Path) -> None:
    """Ten, all different; stored keyed and bound to their user; any spelling of the right code is right."""
    ring = KeyRing.create(tmp_path / "keys")
    vault = Vault(ring, DataKeys(ring))
    stranger = KeyRing.create(tmp_path / "other")
    user, other = str(uuid4()), str(uuid4())
    codes = recovery_codes()
    assert len(set(codes)) == 10
    assert not set(codes) & set(recovery_codes())
    hashes = {recovery_hash(vault, user, code) for code in codes}
    assert len(hashes) == 10
    code = codes[0]
    stored = recovery_hash(vault, user, code)
    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ", code.replace("-", "－")):
        assert recovery_hash(vault, user, typed) == stored
    assert recovery_hash(vault, other, code) != stored
    assert recovery_hash(Vault(stranger, DataKeys(stranger)), user, code) != stored
    assert recovery_hash(vault, user, "") not in hashes
