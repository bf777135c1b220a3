"""Sending messages to their addresses, signed, and to no address inside the house (trust.md 2.7, X-10).

A name is resolved once, every address it leads to is judged, and the connection goes to the one that was judged: a name
that leads elsewhere a moment later changes nothing. No redirects are followed, no proxy of the environment is used, and
of the answer only its status is read.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from backend.api.pages import dump
from backend.db.crypto import Vault
from backend.db.queries import webhook as webhooks
from backend.db.queries.webhook import Due
from backend.db.session import Database
from backend.domain.access import Scope
from backend.domain.client.codes import DeliveryState
from backend.domain.client.credentials import webhook_signature
from backend.domain.client.webhooks import TargetRefused, WebhookAddressInvalid, next_try, reachable, read_url

AT_A_TIME = 20
SECONDS = 5.0
GONE = 410
AGENT = "unionhome-webhooks/1"

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that a name leads to. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: a status, or the word for why there is none."""

    status: int | None
    error: str = ""

    @property
    def delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@dataclass(slots=True)
class Sender:
    """Takes messages whose time has come and sends them. `networks` are private ones that the house named as its own."""

    database: Database
    vault: Vault
    scope: Scope
    networks: Sequence[str] = ()
    resolve: Resolve = resolve
    transport: httpx.AsyncBaseTransport | None = None

    async def send_due(self, now: datetime) -> int:
        """Send what is due; how many were tried."""
        async with self.database.transaction(self.scope) as session:
            taken = await webhooks.take_due(session, now, limit=AT_A_TIME)
        await asyncio.gather(*(self._send(due, now) for due in taken))
        return len(taken)

    async def _send(self, due: Due, now: datetime) -> None:
        outcome = await self._post(due, now)
        later = next_try(due.attempts, now)
        noted: dict[str, Any] = {"last_status": outcome.status, "last_error": outcome.error, "next_at": later}
        if outcome.delivered:
            noted |= {"state": DeliveryState.DELIVERED.value, "delivered_at": now, "next_at": None}
        elif later is None or outcome.status == GONE:
            noted |= {"state": DeliveryState.FAILED.value, "next_at": None}
        async with self.database.transaction(self.scope) as session:
            await webhooks.note_outcome(session, due, **noted)
            if outcome.status == GONE:
                await webhooks.pause(session, due.webhook_id)

    async def _post(self, due: Due, now: datetime) -> Outcome:
        body = dump(due.message)
        try:
            target, host = await self._judged(due.url)
            headers = {
                "Host": host,
                "Content-Type": "application/json",
                "User-Agent": AGENT,
                **self._signed(due, body, int(now.timestamp())),
            }
            async with (
                httpx.AsyncClient(
                    timeout=SECONDS, follow_redirects=False, trust_env=False, transport=self.transport
                ) as client,
                asyncio.timeout(2 * SECONDS),
                client.stream(
                    "POST",
                    target,
                    content=body,
                    headers=headers,
                    extensions={"sni_hostname": urlsplit(due.url).hostname},
                ) as answer,
            ):
                return Outcome(answer.status_code)
        except TargetRefused:
            return Outcome(None, "address_refused")
        except TimeoutError:
            return Outcome(None, "timeout")
        except httpx.TimeoutException:
            return Outcome(None, "timeout")
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return Outcome(None, "unreachable")

    async def _judged(self, url: str) -> tuple[str, str]:
        """The same address with the name replaced by what it leads to, and the name for the Host header.

        Raises `TargetRefused` when it leads inside the house, OSError when it leads nowhere.
        """
        try:
            parts = urlsplit(read_url(url, plain_ok=bool(self.networks)))
        except WebhookAddressInvalid:
            raise TargetRefused from None
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        addresses = await self.resolve(host, port)
        if not addresses or not all(reachable(address, self.networks) for address in addresses):
            raise TargetRefused
        if parts.scheme != "https" and reachable(addresses[0], ()):
            # In the clear only within a network of one's own.
            raise TargetRefused
        read = ip_address(addresses[0])
        place = f"[{read}]" if isinstance(read, IPv6Address) else str(read)
        name = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, f"{place}:{port}", parts.path or "/", parts.query, "")), name

    def _signed(self, due: Due, body: bytes, timestamp: int) -> dict[str, str]:
        id = str(due.id)
        secret = self.vault.open(due.secret, "webhook", "secret", due.webhook_id)
        return {
            "webhook-id": id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": webhook_signature(secret, id=id, timestamp=timestamp, body=body),
        }
