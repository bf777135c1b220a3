"""Proofs of who one is: password hashes, one-time codes, recovery codes (trust.md 2.8; ASVS 6.2, 6.5)."""

import asyncio
import hmac
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Final, TypeVar

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.low_level import Type

from backend.db.crypto import Vault
from backend.domain.account.credentials import Profile, normalise, require_password
from backend.domain.refusals import Invalid, Unavailable

HASHES_AT_ONCE: Final = 2
MAX_WAITING: Final = 20
RETRY_AFTER: Final = 2
TOTP_STEP: Final = 30
TOTP_DIGITS: Final = 6
RECOVERY_CODES: Final = 10
RECOVERY_COLUMN: Final = "user.recovery_code"

# Without 0 O o, 1 l I i, 5 S s, 2 Z z, 8 B b, U V u v: what is read from paper or over the telephone is not mistaken.
_SMALL: Final = "acdefghjkmnpqrtwxy"
_CAPITAL: Final = "ACDEFGHJKLMNPQRTWXY"
_DIGIT: Final = "34679"
_MAX_CHARS: Final = 128
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the password was right, and whether its hash should be made anew with today's cost."""

    matches: bool
    outdated: bool = False


class Passwords:
    """Argon2id in two threads of its own, with a short queue: a flood of sign-ins may not starve the other routes."""

    def __init__(self, *, memory_kib: int = 19456, passes: int = 2, max_waiting: int = MAX_WAITING) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1, type=Type.ID)
        self._threads = ThreadPoolExecutor(HASHES_AT_ONCE, thread_name_prefix="argon2")
        self._lock = Lock()
        self._pending = 0
        self._most = HASHES_AT_ONCE + max_waiting
        self._nobody = self._hasher.hash(secrets.token_urlsafe(24))

    @property
    def pending(self) -> int:
        """How many hashes run or wait, for the metrics."""
        return self._pending

    async def hash(self, password: str) -> str:
        """The hash to store of an allowed password. Refuses `Unavailable` when the queue is full."""
        return await self._in_thread(lambda: self._hasher.hash(_bytes(password)))

    async def verify(self, stored: str | None, password: str) -> Verdict:
        """Compare a password with a stored hash. `None` stands for an unknown user and takes as long as a known one.

        Refuses `Unavailable` when the queue is full.
        """
        return await self._in_thread(lambda: self._verify(stored, password))

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _verify(self, stored: str | None, password: str) -> Verdict:
        known = stored is not None and len(password) <= _MAX_CHARS
        against = stored if known and stored is not None else self._nobody
        try:
            right = self._hasher.verify(against, _bytes(password[:_MAX_CHARS]))
        except InvalidHashError:
            # A damaged row answers as slowly as any other.
            self._verify(None, password)
            return Verdict(matches=False)
        except Argon2Error:
            return Verdict(matches=False)
        if not (known and right):
            return Verdict(matches=False)
        return Verdict(matches=True, outdated=self._hasher.check_needs_rehash(against))

    async def _in_thread(self, work: Callable[[], _Result]) -> _Result:
        with self._lock:
            if self._pending >= self._most:
                raise Unavailable(retry_after=RETRY_AFTER)
            self._pending += 1
        try:
            future = self._threads.submit(work)
        except RuntimeError:  # shutting down
            self._leave()
            raise Unavailable(retry_after=RETRY_AFTER) from None
        # Counted off when the thread is done, not when the client is gone: a cancelled request still burns its hash.
        future.add_done_callback(self._leave)
        return await asyncio.wrap_future(future)

    def _leave(self, _done: "Future[Any] | None" = None) -> None:
        with self._lock:
            self._pending -= 1


def generate_password(profile: Profile, *, login: str = "") -> str:
    """A random first password such as `Kf7m-Wq3t-Rn9d-Hx4p`: readable, allowed by `profile` for `login`, 59 bits."""
    while True:
        groups = ["".join(_letters()) for _ in range(max(4, profile.min_length // 5 + 1))]
        password = "-".join(groups)
        try:
            return require_password(profile, password, login=login)
        except Invalid:
            continue


def new_totp_secret() -> str:
    """A secret of 160 bits in base32, to be stored sealed."""
    return pyotp.random_base32(32)


def totp_uri(secret: str, *, login: str, issuer: str) -> str:
    """The `otpauth:` address that an authenticator reads as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def accepted_step(secret: str, code: str, *, now: datetime, last_step: int | None) -> int | None:
    """The 30-second step whose code this is, within one step of `now` and later than `last_step`; else None.

    The caller stores the step returned, in a conditional UPDATE: a code is good once (ASVS 6.5.1).
    """
    digits = unicodedata.normalize("NFKC", code).replace(" ", "")
    if len(digits) != TOTP_DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // TOTP_STEP
    found = None
    for step in (current - 1, current, current + 1):
        fresh = last_step is None or step > last_step
        if hmac.compare_digest(totp.generate_otp(step), digits) and fresh and found is None:
            found = step
    return found


def recovery_codes() -> list[str]:
    """Ten codes of 12 characters (about 54 bits), shown once, for one who has lost the authenticator."""
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        characters = "".join(secrets.choice(_CAPITAL + _DIGIT) for _ in range(12))
        codes.add("-".join(characters[at : at + 4] for at in (0, 4, 8)))
    return sorted(codes)


def recovery_hash(vault: Vault, user_id: str, code: str) -> bytes:
    """What is stored of a recovery code: a keyed hash, whose key is not in the database, bound to its user.

    However typed: blanks, dashes, full-width and small letters make no difference.
    """
    plain = "".join(character for character in unicodedata.normalize("NFKC", code) if character.isalnum())
    return vault.blind_index(RECOVERY_COLUMN, f"{user_id}|{plain}")


def _letters() -> list[str]:
    classes = (_CAPITAL, _SMALL, _DIGIT, _SMALL)
    return [secrets.choice(alphabet) for alphabet in classes]


def _bytes(password: str) -> bytes:
    # A lone surrogate from a client is a wrong password, not an error.
    return normalise(password).encode("utf-8", "surrogatepass")
