"""Forged, stale and odd tokens (trust.md 2.1, A-03; ASVS 9.1, 9.2): one refusal for all of them, and never an error."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jose import jwt

from backend.api.tokens import LIFETIME, MAX_CHARS, Claims, Use, issue, refresh_hash, refresh_token, verify
from backend.db.keys import KeyRing
from backend.domain.refusals import Unauthenticated

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
T = int(NOW.timestamp())
USER, SESSION = uuid4(), uuid4()


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return KeyRing.create(tmp_path_factory.mktemp("tokens") / "keys")


def good_claims() -> dict[str, Any]:
    return {
        "iss": "unionhome",
        "aud": "unionhome-api",
        "sub": str(USER),
        "sid": str(SESSION),
        "use": "access",
        "jti": str(uuid4()),
        "iat": T,
        "nbf": T,
        "exp": T + 600,
    }


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def forge(
    secret: bytes,
    *,
    header: dict[str, Any] | str | None = None,
    claims: dict[str, Any] | str | None = None,
    digest: str = "sha256",
    **changed: Any,
) -> str:
    """A token signed by hand; `changed` replaces claims, a value of None leaves one out. Text is taken as it is."""
    header = {"alg": "HS256", "kid": "1", "typ": "JWT"} if header is None else header
    if claims is None:
        claims = {name: value for name, value in (good_claims() | changed).items() if value is not None}
    parts = [part if isinstance(part, str) else json.dumps(part) for part in (header, claims)]
    return sign(secret, ".".join(b64(part.encode()) for part in parts), digest)


def sign(secret: bytes, text: str, digest: str = "sha256") -> str:
    return text + "." + b64(hmac.digest(secret, text.encode(), digest))


def head(**changed: Any) -> dict[str, Any]:
    return {"alg": "HS256", "kid": "1", "typ": "JWT"} | changed


def unsigned(header: dict[str, Any]) -> str:
    return ".".join([b64(json.dumps(header).encode()), b64(json.dumps(good_claims()).encode()), ""])


def noncanonical(token: str) -> str:
    """The same signature bytes, spelt with one of the unused bits of the last character set."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) ^ 1]


def claims_with(name: str, raw: str) -> str:
    """The good claims as JSON text with the value of `name` written as `raw`."""
    members = {key: json.dumps(value) for key, value in good_claims().items()} | {name: raw}
    return "{" + ",".join(f'"{key}":{value}' for key, value in members.items()) + "}"


def without(header: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in header.items() if key != name}


def shown_late(secret: bytes) -> str:
    return forge(secret, iat=T - 620, nbf=T - 620, exp=T - 20)


DEEP = '{"alg":"HS256","kid":"1","typ":"JWT","x":' + "[" * 1000 + "]" * 1000 + "}"

FORGERIES: dict[str, Callable[[bytes], str]] = {
    # the rows of the table in trust.md 2.1
    "alg none": lambda k: forge(k, header=head(alg="none")),
    "alg None, unsigned": lambda k: unsigned(head(alg="None")),
    "alg missing": lambda k: forge(k, header=without(head(), "alg")),
    "header HS512": lambda k: forge(k, header=head(alg="HS512"), digest="sha512"),
    "no exp": lambda k: forge(k, exp=None),
    "no aud": lambda k: forge(k, aud=None),
    "no iss": lambda k: forge(k, iss=None),
    "wrong aud": lambda k: forge(k, aud="another"),
    "wrong iss": lambda k: forge(k, iss="another"),
    "expired": shown_late,
    "nbf ahead": lambda k: forge(k, nbf=T + 30),
    "exp as text": lambda k: forge(k, exp=str(T + 600)),
    "exp 1e999": lambda k: forge(k, claims=claims_with("exp", "1e999")),
    "iat a year ahead": lambda k: forge(k, iat=T + 31_536_000, exp=T + 31_536_600),
    "unknown crit": lambda k: forge(k, header=head(crit=["exp"])),
    "refresh as access": lambda k: forge(k, use="refresh"),
    "junk after the signature": lambda k: forge(k) + "!!",
    "non-canonical base64": lambda k: noncanonical(forge(k)),
    "nested header": lambda k: forge(k, header=DEEP),
    "empty key": lambda _: forge(b""),
    "too long": lambda k: forge(k, jti="j" * MAX_CHARS),
    "junk in the header, signed": lambda k: sign(k, ".".join(forge(k).split(".")[:2]).replace(".", "!!.")),
    "junk in the claims, signed": lambda k: sign(k, ".".join(forge(k).split(".")[:2]) + "!!"),
    # the key
    "another key": lambda _: forge(b"x" * 32),
    "kid is a path": lambda k: forge(k, header=head(kid="../../../../dev/null")),
    "kid is SQL": lambda k: forge(k, header=head(kid="1' UNION SELECT '1")),
    "kid is a number": lambda k: forge(k, header=head(kid=1)),
    "kid is a list": lambda k: forge(k, header=head(kid=["1"])),
    "kid unknown": lambda k: forge(k, header=head(kid="2")),
    "kid missing": lambda k: forge(k, header=without(head(), "kid")),
    "key in the header": lambda _: forge(b"y" * 32, header=head(jwk={"kty": "oct", "k": b64(b"y" * 32)})),
    "key by address": lambda k: forge(k, header=head(jku="https://example.org/keys")),
    # the shape
    "empty": lambda _: "",
    "dots": lambda _: "..",
    "two parts": lambda k: forge(k).rpartition(".")[0],
    "four parts": lambda k: forge(k) + ".AAAA",
    "signature cut": lambda k: forge(k)[:-1],
    "signature in other letters": lambda k: forge(k).replace("-", "+").replace("_", "/") + "=",
    "blank in front": lambda k: " " + forge(k),
    "newline at the end": lambda k: forge(k) + "\n",
    "NUL": lambda k: forge(k) + "\x00",
    "full-width letter": lambda k: forge(k).replace("e", "ｅ", 1),
    "lone surrogate": lambda k: forge(k) + "\ud800",
    "typ of another": lambda k: forge(k, header=head(typ="at+jwt")),
    "header is a list": lambda k: forge(k, header="[]"),
    "claims are a list": lambda k: forge(k, claims="[]"),
    "claims are deep": lambda k: forge(k, claims="[" * 1000 + "]" * 1000),
    # the claims
    "challenge as access": lambda k: forge(k, use="challenge"),
    "use missing": lambda k: forge(k, use=None),
    "use is a list": lambda k: forge(k, use=["access"]),
    "no sub": lambda k: forge(k, sub=None),
    "sub is no UUID": lambda k: forge(k, sub="admin"),
    "sub is a number": lambda k: forge(k, sub=1),
    "no sid": lambda k: forge(k, sid=None),
    "no jti": lambda k: forge(k, jti=None),
    "no iat": lambda k: forge(k, iat=None),
    "no nbf": lambda k: forge(k, nbf=None),
    "aud is a list": lambda k: forge(k, aud=["unionhome-api", "another"]),
    "claims what": lambda k: forge(k, role="chair"),
    "lives too long": lambda k: forge(k, exp=T + 601),
    "iat just too far ahead": lambda k: forge(k, iat=T + 61, exp=T + 661),
    "exp is true": lambda k: forge(k, exp=True),
    "exp is a fraction": lambda k: forge(k, exp=T + 599.5),
    "exp is NaN": lambda k: forge(k, claims=claims_with("exp", "NaN")),
    "exp beyond the calendar": lambda k: forge(k, exp=10**18),
    "exp of many digits": lambda k: forge(k, claims=claims_with("exp", "9" * 2000)),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forgery_is_refused(ring: KeyRing, name: str) -> None:
    """A-03. The sentence is the same whatever was wrong."""
    token = FORGERIES[name](ring.jwt_signing().secret)
    for shown in (token, token.encode("utf-8", "surrogatepass")):
        with pytest.raises(Unauthenticated) as refused:
            verify(ring, shown, use=Use.ACCESS, now=NOW)
        assert type(refused.value) is Unauthenticated
        assert refused.value.facts == {}


def test_the_forger_can_make_a_good_one(ring: KeyRing) -> None:
    """Without this, a mistake of the forger above would pass every row of the table."""
    secret = ring.jwt_signing().secret
    assert verify(ring, forge(secret), use=Use.ACCESS, now=NOW).user_id == USER
    assert verify(ring, forge(secret).encode(), use=Use.ACCESS, now=NOW).session_id == SESSION
    for claims in (
        good_claims() | {"iat": T + 60, "exp": T + 660},
        good_claims() | {"nbf": T + 10},
        good_claims() | {"iat": T - 609, "nbf": T - 609, "exp": T - 9},
    ):
        verify(ring, forge(secret, claims=claims), use=Use.ACCESS, now=NOW)


def test_jose_is_told_one_algorithm_in_a_list(ring: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md 2.1: never None, never a string, which jose searches for the name as a substring."""
    told: dict[str, Any] = {}
    real = jwt.decode

    def decode(*given: Any, **named: Any) -> Any:
        told.update(named)
        return real(*given, **named)

    monkeypatch.setattr(jwt, "decode", decode)
    verify(ring, forge(ring.jwt_signing().secret), use=Use.ACCESS, now=NOW)
    assert told["algorithms"] == ["HS256"]
    assert {name for name, on in told["options"].items() if on} >= {"require_aud", "require_iss", "require_sub"}


@pytest.mark.parametrize("use", Use)
def test_issued_token_says_who_and_never_what(ring: KeyRing, use: Use) -> None:
    token = issue(ring, use=use, user_id=USER, session_id=SESSION, now=NOW)
    said = verify(ring, token, use=use, now=NOW)
    assert said == Claims(
        user_id=USER,
        session_id=SESSION,
        use=use,
        token_id=said.token_id,
        issued_at=NOW,
        begins_at=NOW,
        expires_at=NOW + LIFETIME[use],
    )
    body = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert set(body) == {"iss", "aud", "sub", "sid", "use", "jti", "iat", "nbf", "exp"}
    assert len(token) < 600
    for other in set(Use) - {use}:
        with pytest.raises(Unauthenticated):
            verify(ring, token, use=other, now=NOW)


@pytest.mark.parametrize(
    ("after", "good"),
    [
        (timedelta(seconds=-10), True),
        (timedelta(seconds=-11), False),
        (timedelta(seconds=600), True),
        (timedelta(seconds=609), True),
        (timedelta(seconds=610), False),
        (timedelta(days=400), False),
    ],
)
def test_life_of_an_access_token(ring: KeyRing, after: timedelta, good: bool) -> None:
    """trust.md 2.2: ten minutes, with ten seconds of leeway."""
    token = issue(ring, use=Use.ACCESS, user_id=USER, session_id=SESSION, now=NOW)
    if good:
        verify(ring, token, use=Use.ACCESS, now=NOW + after)
    else:
        with pytest.raises(Unauthenticated):
            verify(ring, token, use=Use.ACCESS, now=NOW + after)


def test_rotated_key(tmp_path: Path) -> None:
    """trust.md 4.5: the token of the last key is good, of the one before it is not, of a leaked one at once not."""
    ring = KeyRing.create(tmp_path / "keys")
    tokens = [issue(ring, use=Use.ACCESS, user_id=USER, session_id=SESSION, now=NOW)]
    for leaked in (False, False, True):
        ring.rotate_jwt(leaked=leaked)
        tokens.append(issue(ring, use=Use.ACCESS, user_id=USER, session_id=SESSION, now=NOW))
        good = []
        for token in tokens:
            try:
                verify(ring, token, use=Use.ACCESS, now=NOW)
                good.append(True)
            except Unauthenticated:
                good.append(False)
        expected = {2: [True, True], 3: [False, True, True], 4: [False, False, False, True]}
        assert good == expected[len(tokens)]


def test_one_token_has_one_spelling(ring: KeyRing) -> None:
    """trust.md 0 row 8: of all last characters only the canonical one is good."""
    token = issue(ring, use=Use.ACCESS, user_id=USER, session_id=SESSION, now=NOW)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    good = []
    for last in alphabet:
        try:
            verify(ring, token[:-1] + last, use=Use.ACCESS, now=NOW)
            good.append(last)
        except Unauthenticated:
            pass
    assert good == [token[-1]]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.one_of(st.binary(max_size=300), st.text(max_size=300)))
@example(b"\xff.\xff.\xff")
@example("\ud800.\ud800.\ud800")
def test_any_bytes_are_only_refused(ring: KeyRing, junk: bytes | str) -> None:
    with pytest.raises(Unauthenticated):
        verify(ring, junk, use=Use.ACCESS, now=NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=JSON, claims=JSON, known=st.booleans())
def test_any_signed_json_is_only_refused(ring: KeyRing, header: Any, claims: Any, known: bool) -> None:
    """Even the holder of the key cannot make the verifier fail otherwise than by refusing."""
    header = head() if known else json.dumps(header)
    with pytest.raises(Unauthenticated):
        verify(
            ring, forge(ring.jwt_signing().secret, header=header, claims=json.dumps(claims)), use=Use.ACCESS, now=NOW
        )


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(good_claims())), value=JSON)
def test_any_value_of_a_claim(ring: KeyRing, name: str, value: Any) -> None:
    token = forge(ring.jwt_signing().secret, claims=good_claims() | {name: value})
    try:
        said = verify(ring, token, use=Use.ACCESS, now=NOW)
    except Unauthenticated:
        return
    assert isinstance(said.user_id, UUID)
    assert said.expires_at > NOW - timedelta(seconds=10)


def test_20_megabytes_cost_nothing(ring: KeyRing) -> None:
    """trust.md 2.1: the length is looked at before anything is read (jose alone: 0.39 s)."""
    token = forge(ring.jwt_signing().secret, jti="j" * 20_000_000)
    began = time.perf_counter()
    with pytest.raises(Unauthenticated):
        verify(ring, token, use=Use.ACCESS, now=NOW)
    assert time.perf_counter() - began < 0.05


def test_refresh_tokens(ring: KeyRing) -> None:
    """256 random bits; one successor each, the same whenever it is asked for; stored as a hash."""
    first, other = refresh_token(ring), refresh_token(ring)
    assert first != other
    assert len(base64.urlsafe_b64decode(first + "=")) == 32
    child = refresh_token(ring, parent=first)
    assert child == refresh_token(ring, parent=first)
    assert len({first, other, child, refresh_token(ring, parent=other), refresh_token(ring, parent=child)}) == 5
    assert len(refresh_hash(first)) == 32
    assert refresh_hash(first) != refresh_hash(other)
    assert refresh_hash("\ud800") != hashlib.sha256(b"").digest()


def test_successor_needs_the_key(ring: KeyRing, tmp_path: Path) -> None:
    token = refresh_token(ring)
    stranger = KeyRing.create(tmp_path / "keys")
    assert refresh_token(ring, parent=token) != refresh_token(stranger, parent=token)
