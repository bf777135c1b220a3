"""Which events are sent where, how often it is tried, and which addresses are none (trust.md 2.7, X-10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.calendar import LOCAL
from backend.domain.client.codes import WebhookEvent
from backend.domain.refusals import Conflict, Invalid

RETRIES = tuple(
    timedelta(seconds=seconds) for seconds in (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 64_800, 79_200)
)
"""The pause before each further try. Together 71.6 hours: about three days."""
MOST_WEBHOOKS = 5
"""Of one client."""

TOLD_AS: Mapping[str, WebhookEvent] = {
    "month_closed": WebhookEvent.MONTH_CLOSED,
    "organization_founded": WebhookEvent.ORGANIZATION_FOUNDED,
    "organization_edited": WebhookEvent.ORGANIZATION_CHANGED,
    "organization_moved": WebhookEvent.ORGANIZATION_CHANGED,
    "organization_split": WebhookEvent.ORGANIZATION_CHANGED,
    "organization_merged": WebhookEvent.ORGANIZATION_ENDED,
    "organization_dissolved": WebhookEvent.ORGANIZATION_ENDED,
}
"""Events of the record that are told outside. The record is written in the transaction of what it tells, so it is the
outbox as well."""
TO_ALL = frozenset({WebhookEvent.MONTH_CLOSED})
"""Events that concern every subtree."""


class WebhookAddressInvalid(Invalid):
    """Not an address that events are sent to."""

    code = "webhook_address_invalid"
    zh = "回调地址应以 https:// 开头，使用 443 端口，不带账号和 #。请核对后重填。"
    en = "An address begins with https://, uses port 443, and has neither an account nor a # in it."


class WebhooksTooMany(Conflict):
    """Facts: `most`."""

    code = "webhooks_too_many"
    zh = "一个对接应用最多有 {most} 个回调地址。请先删除不用的。"
    en = "A client has at most {most} webhooks. Remove one that is not used first."


class DeliveryWaiting(Conflict):
    """Sent again are only messages that are not waiting already."""

    code = "webhook_delivery_waiting"
    zh = "这条消息正在等待发送，不用重发。"
    en = "This message is waiting to be sent; there is no need to send it again."


class TargetRefused(Exception):
    """The address of a webhook leads where nothing is sent to."""


def read_url(text: str, *, plain_ok: bool = False) -> str:
    """An address in order. With `plain_ok` http and other ports too, for networks of one's own.

    Raises `WebhookAddressInvalid`.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise WebhookAddressInvalid(pointer="/url") from None
    secure = parts.scheme == "https" and port in (None, 443)
    allowed = secure or (plain_ok and parts.scheme in ("http", "https"))
    odd = not parts.hostname or parts.username is not None or parts.fragment or not text.strip().isascii()
    if not allowed or odd or any(character.isspace() or ord(character) < 33 for character in text.strip()):
        raise WebhookAddressInvalid(pointer="/url")
    return text.strip()


def reachable(address: str, own_networks: Sequence[str]) -> bool:
    """Whether a webhook may be sent to this address: a public one, or one of the networks the house named as its own.

    Everything else is refused: loopback, private and shared ranges, link-local with its metadata service, multicast,
    and whatever of these is wrapped in IPv6.
    """
    try:
        read: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    read = _unwrapped(read)
    if any(read in ip_network(network) for network in own_networks):
        return True
    public = read.is_global and not read.is_multicast and not read.is_reserved and not read.is_unspecified
    return public and not any(read in network for network in _NOBODYS)


_NOBODYS = tuple(ip_network(each) for each in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "100::/64"))
"""Ranges of protocols, which some versions of the standard library take for public ones."""


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in ip_network("64:ff9b::/96"):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When a message that has been tried so often is tried again; None when it is given up."""
    return now + RETRIES[attempts - 1] if attempts <= len(RETRIES) else None


def message_of(
    event: WebhookEvent, *, at: datetime, object_id: UUID | None, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """A thin message: what kind of thing happened, when, to which id; nothing about anybody."""
    data = {"month": facts.get("month")} if event is WebhookEvent.MONTH_CLOSED else {"id": str(object_id)}
    return {"type": str(event), "timestamp": at.astimezone(LOCAL).isoformat(timespec="seconds"), "data": data}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDraft:
    """An address to which events of a client's subtree are to be sent."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    client_id: UUID
    url: Annotated[str, MinLen(1), MaxLen(500)]
    events: Annotated[list[WebhookEvent], MinLen(1), MaxLen(20)]


def require_webhook_room(webhooks: int) -> None:
    """Raises `WebhooksTooMany`."""
    if webhooks >= MOST_WEBHOOKS:
        raise WebhooksTooMany(most=MOST_WEBHOOKS)


def require_replayable(*, waiting: bool) -> None:
    """Raises `DeliveryWaiting`."""
    if waiting:
        raise DeliveryWaiting()
