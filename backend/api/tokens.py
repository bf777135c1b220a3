"""Tokens of a session: python-jose behind four functions (trust.md 2.1 and 2.2).

`issue` and `verify` handle the signed token that a client shows with each request; it says who asks (`sub` the user,
`sid` the session, `use`, `jti`) and never what they may do: grants are read from the database. `refresh_token` and
`refresh_hash` handle the opaque token that renews it.

python-jose alone accepts tokens without `exp`, junk behind the signature, unknown critical headers, an `iat` a year
ahead and one kind of token for another, and lets a nested header escape as RecursionError. The checks below close all
of these; `tests/unit/test_tokens.py` holds the table. Deny lists go by `jti`, never by the text of a token.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final
from uuid import UUID, uuid4

from jose import jwt
from jose.backends import HMACKey

from backend.db.keys import Key, KeyRing
from backend.domain.refusals import Unauthenticated

ISSUER: Final = "unionhome"
AUDIENCE: Final = "unionhome-api"
MAX_CHARS: Final = 4096
LEEWAY: Final = timedelta(seconds=10)
IAT_AHEAD: Final = timedelta(seconds=60)
KNOWN: Final = 20_000
"""So many tokens are remembered by their text; then all are forgotten."""

_ALGORITHMS: Final = ["HS256"]  # a list: jose searches a string for the name as a substring
_HEADER_NAMES: Final = {"alg", "typ", "kid"}
_CLAIMS: Final = ("iss", "aud", "sub", "sid", "use", "jti", "iat", "nbf", "exp")
_SHAPE: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)
_OPTIONS: Final = {
    **{f"require_{claim}": True for claim in ("aud", "iat", "iss", "sub", "jti")},
    # The times are ours: jose judges by the machine's clock and takes them written as text; `_judge` judges by
    # the caller's clock, with the same leeway of ten seconds, and takes whole numbers only. To *require* `exp` or `nbf`
    # in jose switches its own check on again, so `_read` requires them. `at_hash` belongs to OpenID sign-in.
    "verify_exp": False,
    "verify_nbf": False,
}


class Use(StrEnum):
    """What a token is good for; one is never taken for another."""

    ACCESS = "access"
    """A request."""
    CHALLENGE = "challenge"
    """The password was right, the second factor is still to come."""
    CONFIRMED = "confirmed"
    """The user proved themselves again a moment ago: to unmask, export or pay (ASVS 7.5.3)."""
    CLIENT = "client"
    """A request of another system: `sub` is the client, `sid` the secret that the token was given for."""


LIFETIME: Final = {
    Use.ACCESS: timedelta(minutes=10),
    Use.CHALLENGE: timedelta(minutes=5),
    Use.CONFIRMED: timedelta(minutes=5),
    Use.CLIENT: timedelta(minutes=30),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Who is asking: what a verified token says."""

    user_id: UUID
    session_id: UUID
    use: Use
    token_id: UUID
    issued_at: datetime
    begins_at: datetime
    expires_at: datetime


_known: dict[str, tuple[Key, str, Claims]] = {}


def issue(ring: KeyRing, *, use: Use, user_id: UUID, session_id: UUID, now: datetime) -> str:
    """A signed token of this use, valid from `now` for its `LIFETIME`."""
    key = ring.jwt_signing()
    begins = int(now.timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(user_id),
        "sid": str(session_id),
        "use": use.value,
        "jti": str(uuid4()),
        "iat": begins,
        "nbf": begins,
        "exp": begins + int(LIFETIME[use].total_seconds()),
    }
    token: str = jwt.encode(claims, _jose_key(key.secret), algorithm="HS256", headers={"kid": key.kid})
    return token


def verify(ring: KeyRing, token: str | bytes, *, use: Use | Collection[Use], now: datetime) -> Claims:
    """What a token says, if it is ours, whole, in its time and for this `use`, or one of these; else `Unauthenticated`.

    Whatever goes wrong inside is the same refusal: a caller learns nothing about why, and no token makes a 500.
    """
    try:
        text = token.decode("ascii") if isinstance(token, bytes) else token
        return _verify(ring, text, (use,) if isinstance(use, Use) else use, now)
    except Exception:
        raise Unauthenticated from None


def refresh_token(ring: KeyRing, *, parent: str | None = None) -> str:
    """A refresh token of 256 bits: random, or, given its `parent`, the one successor of that token.

    The successor is computed, so that the same answer can be given again within the grace of a lost reply
    (`domain/account/sessions.py`) although only hashes are stored. Without the key nobody gets from a token to the
    next.
    """
    if parent is None:
        return _text(secrets.token_bytes(32))
    return _text(hmac.digest(ring.jwt_signing().secret, b"refresh successor|" + parent.encode(), "sha256"))


def refresh_hash(token: str) -> bytes:
    """What is stored of a refresh token: 32 bytes. Plain SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(b"refresh token|" + token.encode("utf-8", "surrogatepass")).digest()


def _verify(ring: KeyRing, token: str, uses: Collection[Use], now: datetime) -> Claims:
    """A token is shown with each request of its ten minutes, so what its text says is worked out once; whether its key
    still counts, what it is for and whether it is in its time is judged every time."""
    if len(token) > MAX_CHARS or not _SHAPE.fullmatch(token):
        raise Unauthenticated
    known = _known.get(token)
    if known is None or known[0] is not ring.jwt_verifying(known[1]):
        known = _signed(ring, token)
        if len(_known) >= KNOWN:
            _known.clear()
        _known[token] = known
    _judge(known[2], uses, now)
    return known[2]


def _signed(ring: KeyRing, token: str) -> tuple[Key, str, Claims]:
    """The key that signed a token, its number, and what it says. Raises `Unauthenticated` or whatever jose raises."""
    _check_signature_spelling(token)
    header = jwt.get_unverified_header(token)
    # No other header has a meaning here: `crit`, `jwk`, `jku`, `x5u`, `zip` are refused by not being named.
    if header.keys() != _HEADER_NAMES or header["alg"] != "HS256" or header["typ"] != "JWT":
        raise Unauthenticated
    kid = header["kid"]
    key = ring.jwt_verifying(kid) if isinstance(kid, str) else None
    if key is None:
        raise Unauthenticated
    claims = jwt.decode(
        token, _jose_key(key.secret), algorithms=_ALGORITHMS, options=_OPTIONS, audience=AUDIENCE, issuer=ISSUER
    )
    return key, kid, _read(claims)


def _check_signature_spelling(token: str) -> None:
    # Base64 leaves four bits of the last character unused: of the 16 spellings of a signature only one is accepted.
    signature = token.rpartition(".")[2]
    if _text(base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))) != signature:
        raise Unauthenticated


def _read(claims: dict[str, Any]) -> Claims:
    if set(claims) != set(_CLAIMS) or claims["aud"] != AUDIENCE:
        raise Unauthenticated
    times = [claims[name] for name in ("iat", "nbf", "exp")]
    if any(type(seconds) is not int for seconds in times):
        raise Unauthenticated
    issued_at, begins_at, expires_at = (datetime.fromtimestamp(seconds, UTC) for seconds in times)
    return Claims(
        user_id=UUID(claims["sub"]),
        session_id=UUID(claims["sid"]),
        use=Use(claims["use"]),
        token_id=UUID(claims["jti"]),
        issued_at=issued_at,
        begins_at=begins_at,
        expires_at=expires_at,
    )


def _judge(claims: Claims, uses: Collection[Use], now: datetime) -> None:
    ahead = claims.issued_at > now + IAT_AHEAD or claims.begins_at > now + LEEWAY
    over = claims.expires_at + LEEWAY <= now
    too_long = claims.expires_at - claims.issued_at > LIFETIME[claims.use]
    if claims.use not in uses or ahead or over or too_long:
        raise Unauthenticated


@lru_cache(maxsize=8)
def _jose_key(secret: bytes) -> Any:
    # A made key: jose would first try to read raw bytes as JSON.
    return HMACKey(secret, "HS256")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
