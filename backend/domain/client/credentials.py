"""What the secrets of clients look like, and what is kept of them (trust.md 2.7)."""

import base64
import hashlib
import hmac

SECRET_BYTES = 32
PREFIX = "uh_"
HINT_CHARS = 4


def secret_text(random: bytes) -> str:
    """A secret as it is shown, once: of 256 random bits."""
    if len(random) != SECRET_BYTES:
        raise ValueError("a secret has 32 random bytes")
    return PREFIX + base64.urlsafe_b64encode(random).rstrip(b"=").decode()


def secret_hash(secret: str) -> bytes:
    """What is stored. Plain SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(b"client secret|" + secret.encode("utf-8", "surrogatepass")).digest()


def hint_of(secret: str) -> str:
    """The end of a secret, by which people tell two apart."""
    return secret[-HINT_CHARS:]


def webhook_secret(random: bytes) -> str:
    """A signing secret as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(random).decode()


def webhook_signature(secret: str, *, id: str, timestamp: int, body: bytes) -> str:
    """The signature of a message (Standard Webhooks 1.0, symmetric): over its id, its time and its body."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{id}.{timestamp}.".encode() + body, "sha256")
    return "v1," + base64.b64encode(signed).decode()
