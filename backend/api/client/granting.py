"""Tokens for clients: OAuth 2 client credentials (RFC 6749 section 4.4), by HTTP Basic or in the body.

The errors are those of the RFC and not problems of this API: every OAuth library reads them. What is wrong with a client
that did not prove itself is told in one sentence for all cases.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote_plus
from uuid import UUID

from fastapi import Request

from backend.api import tokens
from backend.api.access import address_of, find_client, now_of
from backend.domain.calendar import day_of
from backend.domain.client.terms import ClientTerms, lies_in

FORM: Final = "application/x-www-form-urlencoded"
MOST_BYTES: Final = 4_096


class TokenRefused(Exception):
    """RFC 6749 section 5.2: an error code and what it means."""

    def __init__(self, error: str, description: str, *, status: int = 400) -> None:
        super().__init__(error)
        self.error, self.description, self.status = error, description, status


_BAD_CLIENT = "The client is unknown, its secret is wrong, or it was revoked or has expired."


@dataclass(frozen=True, slots=True)
class Granted:
    """A token, and the datasets it reads."""

    token: str
    datasets: tuple[str, ...]


async def grant(request: Request) -> Granted:
    """A token for whoever shows the secret of a client. Raises `TokenRefused`."""
    form = await _read_form(request)
    client_id, secret = _credentials(request, form)
    kind = form.get("grant_type")
    if kind is None:
        raise TokenRefused("invalid_request", "grant_type is missing.")
    if kind != "client_credentials":
        raise TokenRefused("unsupported_grant_type", "The only grant is client_credentials.")
    now = now_of(request)
    terms = await find_client(request, client_id, secret)
    if terms is None or day_of(now) > terms.expires_on:
        raise TokenRefused("invalid_client", _BAD_CLIENT, status=401)
    if not lies_in(address_of(request), terms.networks):
        raise TokenRefused("unauthorized_client", "The request comes from an address that is not registered.")
    _require_scope(form.get("scope", ""), terms)
    token = tokens.issue(
        request.app.state.ring, use=tokens.Use.CLIENT, user_id=terms.id, session_id=terms.secret_id, now=now
    )
    return Granted(token, terms.datasets)


def _require_scope(asked: str, terms: ClientTerms) -> None:
    """A token reads all datasets of its client; to name others is an error rather than a surprise later."""
    if not set(asked.split()) <= set(terms.datasets):
        raise TokenRefused("invalid_scope", f"The datasets of this client are: {' '.join(terms.datasets)}.")


async def _read_form(request: Request) -> Mapping[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise TokenRefused("invalid_request", f"The body is sent as {FORM}.")
    body = await request.body()
    try:
        if len(body) > MOST_BYTES:
            raise ValueError
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        raise TokenRefused("invalid_request", "The body cannot be read.") from None
    form = dict(pairs)
    if len(form) < len(pairs):
        raise TokenRefused("invalid_request", "A parameter is given twice.")
    return form


def _credentials(request: Request, form: Mapping[str, str]) -> tuple[UUID, str]:
    """Who asks and the secret they show, in one of the two ways and not in both."""
    scheme, _space, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        if "client_secret" in form:
            raise TokenRefused("invalid_request", "Credentials are given twice: in the header and in the body.")
        name, secret = _read_basic(encoded)
    elif "client_id" in form and "client_secret" in form:
        name, secret = form["client_id"], form["client_secret"]
    else:
        raise TokenRefused("invalid_client", "No credentials were given.", status=401)
    try:
        return UUID(name), secret
    except ValueError:
        raise TokenRefused("invalid_client", _BAD_CLIENT, status=401) from None


def _read_basic(encoded: str) -> tuple[str, str]:
    try:
        name, colon, secret = base64.b64decode(encoded, validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError):
        name, colon, secret = "", "", ""
    if not colon:
        raise TokenRefused("invalid_client", _BAD_CLIENT, status=401)
    # Section 2.3.1: both are form-encoded before they are put together.
    return unquote_plus(name), unquote_plus(secret)
