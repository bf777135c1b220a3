"""What a client of the statistics may do: which figures, of which unions, from where, how often, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.client.codes import ClientState
from backend.domain.refusals import Conflict, Forbidden, Invalid, NotFound, Unauthenticated, at
from backend.domain.statistic.datasets import DATASETS
from backend.domain.text import clean_text

MOST_NETWORKS = 20
PER_MINUTE = 60
MOST_PER_MINUTE = 600
LONGEST = timedelta(days=366)
"""A client is given a year at most (trust.md 2.7)."""
MOST_SECRETS = 2
"""Two, so that a new secret works before the old one is dropped."""


class ClientDatasetUnknown(Invalid):
    """Facts: `known`."""

    code = "client_dataset_unknown"
    zh = "没有这个数据集，没有保存。可选的数据集：{known}。"
    en = "There is no such dataset and nothing was saved. There are: {known}."


class ClientNetworkInvalid(Invalid):
    """Facts: `position`, from 1."""

    code = "client_network_invalid"
    zh = "第 {position} 个地址不对。请写成 10.20.0.0/16 或 203.0.113.7 这样的地址或网段。"
    en = "Address {position} is not one. Write an address or a network: 203.0.113.7, 10.20.0.0/16."


class ClientTooLong(Invalid):
    """The last day lies too far ahead, or is over."""

    code = "client_expiry_invalid"
    zh = "有效期最长一年，且不能早于明天。请改为 {first} 至 {last} 之间的日期；到期前可以延长。"
    en = "A client is valid for a year at most. Choose a day from {first} to {last}; it can be prolonged."


class ClientRevoked(Conflict):
    """Nothing is done with a client that was revoked."""

    code = "client_revoked"
    zh = "“{name}”已停用，不能再修改或发放密钥。需要恢复取数时，请新建一个对接应用。"
    en = "“{name}” was revoked, so it is not changed and gets no secrets. Make a new client instead."


class SecretsTwo(Conflict):
    """Two secrets are there already."""

    code = "client_secrets_two"
    zh = "已有两个可用密钥，没有再发放。请先停用不再使用的一个。"
    en = "Two secrets are in use already and no other was made. Drop the one no longer needed first."


class SecretLast(Conflict):
    """The only secret is not dropped: that would be a revocation."""

    code = "client_secret_last"
    zh = "这是唯一的密钥，停用后对方将无法取数。要更换请先发放新密钥；要停止取数请停用整个应用。"
    en = "This is the only secret; without it nothing can be pulled. Add another first, or revoke the client."


class DatasetNotGranted(Forbidden):
    """The client is not bound to this dataset."""

    code = "client_dataset_forbidden"
    zh = "这个对接应用没有该数据集的授权。请联系发放密钥的工会增加数据集。"
    en = "This client may not pull that dataset. Ask the union that issued it to add the dataset."


class AddressNotAllowed(Forbidden):
    """The request comes from an address that is not on the client's list."""

    code = "client_address_forbidden"
    zh = "请求来自未登记的网络地址，没有提供数据。请联系发放密钥的工会登记出口地址。"
    en = "The request comes from an address that is not registered. Ask the union that issued the client to add it."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTerms:
    """A client as a request meets it."""

    id: UUID
    secret_id: UUID
    name: str
    organization_id: UUID
    organization_name: str
    low: int
    high: int
    datasets: tuple[str, ...]
    networks: tuple[str, ...]
    per_minute: int
    expires_on: date

    def require_open(self, address: str, today: date) -> None:
        """Raises `Unauthenticated` after the last day, `AddressNotAllowed`."""
        if today > self.expires_on:
            raise Unauthenticated()
        if not lies_in(address, self.networks):
            raise AddressNotAllowed()

    def require_dataset(self, code: str) -> None:
        """Raises `NotFound` for a dataset that is not there, `DatasetNotGranted`."""
        if code not in DATASETS:
            raise NotFound()
        if code not in self.datasets:
            raise DatasetNotGranted()


def lies_in(address: str, networks: Sequence[str]) -> bool:
    """Whether an address lies in one of the networks; an IPv4 address written as IPv6 counts as what it is."""
    try:
        read = ip_address(address)
    except ValueError:
        return False
    if isinstance(read, IPv6Address) and read.ipv4_mapped is not None:
        read = read.ipv4_mapped
    return any(read in ip_network(network) for network in networks)


def read_networks(written: Sequence[str]) -> tuple[str, ...]:
    """Networks in their usual spelling, each once. Raises `ClientNetworkInvalid`."""
    found = []
    for position, text in enumerate(written, start=1):
        try:
            found.append(str(ip_network(text.strip(), strict=False)))
        except ValueError:
            raise ClientNetworkInvalid(position=position, pointer=f"/networks/{position - 1}") from None
    return tuple(dict.fromkeys(found))


def read_datasets(codes: Sequence[str]) -> tuple[str, ...]:
    """The datasets in the order of the catalogue. Raises `ClientDatasetUnknown`."""
    if not set(codes) <= set(DATASETS):
        raise ClientDatasetUnknown(known=", ".join(DATASETS), pointer="/datasets")
    return tuple(code for code in DATASETS if code in codes)


def require_days(expires_on: date, today: date) -> None:
    """Raises `ClientTooLong`."""
    first, last = today + timedelta(days=1), today + LONGEST
    if not first <= expires_on <= last:
        raise ClientTooLong(first=first, last=last, pointer="/expires_on")


Name = Annotated[str, MinLen(1), MaxLen(60)]
Networks = Annotated[list[Annotated[str, MaxLen(60)]], MinLen(1), MaxLen(MOST_NETWORKS)]
Datasets = Annotated[list[Annotated[str, MaxLen(40)]], MinLen(1), MaxLen(40)]
PerMinute = Annotated[int, Ge(1), Le(MOST_PER_MINUTE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDraft:
    """A client to be made: who pulls, what, of which union with all below it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    name: Name
    holder: Name
    datasets: Datasets
    networks: Networks
    per_minute: PerMinute = PER_MINUTE
    expires_on: date

    def __post_init__(self) -> None:
        _settle(self, ("name", "holder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientChange:
    """What is changed of a client; what is not named stays."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Name | None = None
    holder: Name | None = None
    datasets: Datasets | None = None
    networks: Networks | None = None
    per_minute: PerMinute | None = None
    expires_on: date | None = None

    def __post_init__(self) -> None:
        _settle(self, ("name", "holder"))


def _settle(asked: ClientDraft | ClientChange, texts: Sequence[str]) -> None:
    for name in texts:
        text = getattr(asked, name)
        if text is not None:
            with at(f"/{name}"):
                object.__setattr__(asked, name, clean_text(text))
    if asked.networks is not None:
        object.__setattr__(asked, "networks", list(read_networks(asked.networks)))
    if asked.datasets is not None:
        object.__setattr__(asked, "datasets", list(read_datasets(asked.datasets)))


def state_of(*, revoked: bool, expires_on: date, today: date) -> ClientState:
    """Where a client is on a day."""
    if revoked:
        return ClientState.REVOKED
    return ClientState.EXPIRED if today > expires_on else ClientState.ACTIVE


def require_not_revoked(name: str, *, revoked: bool) -> None:
    """Raises `ClientRevoked`."""
    if revoked:
        raise ClientRevoked(name=name)


def require_room(secrets: int) -> None:
    """Raises `SecretsTwo`."""
    if secrets >= MOST_SECRETS:
        raise SecretsTwo()


def require_another(secrets: int) -> None:
    """Raises `SecretLast`."""
    if secrets <= 1:
        raise SecretLast()
