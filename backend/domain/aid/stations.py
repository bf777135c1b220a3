"""The aid network: which union may have which station, what is said of one, where there is none (AID-19, ROL-06)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.aid.station_codes import AidService, AidStationKind, AidStationState
from backend.domain.organization.codes import Level, OrganizationKind
from backend.domain.phone import normalise_phone
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

_S, _K = AidStationKind, OrganizationKind
KINDS_AT: Final[Mapping[Level, tuple[AidStationKind, ...]]] = {
    Level.CITY: (_S.CENTER, _S.STATION),
    Level.COUNTY: (_S.CENTER, _S.STATION),
    Level.TOWNSHIP: (_S.STATION,),
    Level.UNION: (_S.STATION, _S.POINT),
    Level.BRANCH: (_S.POINT,),
    Level.GROUP: (),
}
"""市级帮扶中心 → 县级 → 街道、社区、镇、企业帮扶站（点）: what a union of each level may have (AID-19)."""

COVERED: Final[Mapping[str, frozenset[OrganizationKind]]] = {
    "counties": frozenset(kind for kind in _K if kind.level is Level.COUNTY),
    "townships": frozenset({_K.TOWNSHIP_FEDERATION, _K.STREET_FEDERATION}),
    "communities": frozenset({_K.COMMUNITY_UNION}),
    "base_unions": frozenset({_K.BASE_UNION, _K.JOINT_UNION}),
}
"""The unions of which is counted how many have a station of their own."""
DUE: Final = ("counties", "townships", "communities")
"""Of these each is to have one; an enterprise has one where it is of use."""


class AidStationUnfit(Conflict):
    """Facts: `union` (code of its kind), `kind` (code)."""

    code = "aid_station_unfit"
    zh = (
        "“{union.zh}”不能设“{kind.zh}”。帮扶中心设在市、县两级，帮扶站设在乡镇（街道）、社区和基层工会，"
        "帮扶点设在基层工会和分会。请改选种类或工会。"
    )
    en = (
        'A "{union.en}" has no "{kind.en}": centres are of the city and the counties, points of basic unions and '
        "branches, and a group has neither. Choose another kind or another union."
    )


class AidStationClosed(Conflict):
    """Facts: `on`."""

    code = "aid_station_closed"
    zh = "这个站点已于 {on} 关闭，不能再修改或关闭。需要恢复服务的，请重新设立。"
    en = "This station was closed on {on} and changes no more. To serve again, open a new one."


class AidStationDayOut(Invalid):
    """Before the union was founded or the station opened, or ahead. Facts: `first` (None: not known), `last`."""

    code = "aid_station_day_out"
    zh = "日期不能早于建会或设立之日（{first}），也不能晚于今天（{last}）。请核对。"
    en = "The day lies neither before the union or the station began ({first}) nor after today ({last}). Check it."


class AidStationFieldMissing(Invalid):
    """A place that nobody can find or call."""

    code = "aid_station_field_missing"
    zh = "名称、地址和电话都要填写：职工要找得到、打得通。"
    en = "Give the name, the address and the phone: workers must find it and reach it."


class AidServiceTwice(Invalid):
    """Facts: `service` (code)."""

    code = "aid_service_twice"
    zh = "服务内容“{service.zh}”重复了，请去掉一个。"
    en = 'The service "{service.en}" is named twice. Take one away.'


Name = Annotated[str, MinLen(1), MaxLen(60)]
Address = Annotated[str, MinLen(1), MaxLen(200)]
Phone = Annotated[str, MinLen(1), MaxLen(64)]
Hours = Annotated[str, MaxLen(100)]
Head = Annotated[str, MaxLen(40)]
Staff = Annotated[int, Ge(0), Le(999)]
Services = Annotated[tuple[AidService, ...], MinLen(1), MaxLen(len(AidService))]


@dataclass(frozen=True, slots=True, kw_only=True)
class AidStationDraft:
    """A station to be opened at a union: where it is, when it is open, who heads it, what is done there."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    kind: AidStationKind
    name: Name
    address: Address
    phone: Phone
    hours: Hours = ""
    head: Head = ""
    staff: Staff = 0
    services: Services
    opened_on: date

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AidStationChange:
    """New values; what is absent stays. Whose it is, its kind and its first day are no values: another one is opened."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Name | None = None
    address: Address | None = None
    phone: Phone | None = None
    hours: Hours | None = None
    head: Head | None = None
    staff: Staff | None = None
    services: Services | None = None

    def __post_init__(self) -> None:
        _tidy(self)


def _tidy(said: AidStationDraft | AidStationChange) -> None:
    for name in ("name", "address", "hours", "head"):
        with at(f"/{name}"):
            if getattr(said, name) is not None:
                object.__setattr__(said, name, clean_text(getattr(said, name)))
    for name in ("name", "address"):
        if getattr(said, name) == "":
            raise AidStationFieldMissing(pointer=f"/{name}")
    with at("/phone"):
        if said.phone is not None:
            object.__setattr__(said, "phone", normalise_phone(said.phone))
    if said.services is not None:
        object.__setattr__(said, "services", in_order(said.services))


def in_order(services: Iterable[AidService]) -> tuple[AidService, ...]:
    """The services as they stand on the screen. Raises `AidServiceTwice`."""
    asked = list(services)
    for position, service in enumerate(asked):
        if service in asked[:position]:
            raise AidServiceTwice(pointer=f"/services/{position}", service=service)
    return tuple(service for service in AidService if service in asked)


def kinds_for(union: OrganizationKind) -> tuple[AidStationKind, ...]:
    """What a union of this kind may have, the highest first."""
    return KINDS_AT[union.level]


def require_fit(kind: AidStationKind, union: OrganizationKind) -> None:
    """Raises `AidStationUnfit`."""
    if kind not in kinds_for(union):
        raise AidStationUnfit(union=union, kind=kind)


def require_day(day: date, *, first: date | None, today: date, pointer: str) -> None:
    """Raises `AidStationDayOut` unless a station may open or close on that day."""
    if day > today or (first is not None and day < first):
        raise AidStationDayOut(first=first or "—", last=today, pointer=pointer)


def require_open(closed_on: date | None) -> None:
    """Raises `AidStationClosed`."""
    if closed_on is not None:
        raise AidStationClosed(on=closed_on)


def state_of(closed_on: date | None) -> AidStationState:
    """Whether it is there."""
    return AidStationState.OPEN if closed_on is None else AidStationState.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The network at and below some unions: its places, and of each level how many have a station, and of how many."""

    centers: int
    stations: int
    points: int
    levels: Mapping[str, tuple[int, int]]

    @property
    def missing(self) -> int:
        """How many unions that are each to have a station have none."""
        return sum(every - having for having, every in (self.levels[level] for level in DUE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A union with the network at and below it; `has_own` says whether it has a station itself."""

    id: UUID
    name: str
    kind: OrganizationKind
    has_own: bool
    coverage: Coverage


def least_covered_first(unions: Iterable[Covered]) -> list[Covered]:
    """At and below whom the most are missing, then who has none itself; the rest as they stood."""
    return sorted(unions, key=lambda union: (-union.coverage.missing, union.has_own))


def summed(parts: Sequence[Coverage]) -> Coverage:
    """The coverage of unions that do not lie in each other, added up."""
    return Coverage(
        centers=sum(part.centers for part in parts),
        stations=sum(part.stations for part in parts),
        points=sum(part.points for part in parts),
        levels={
            level: (sum(part.levels[level][0] for part in parts), sum(part.levels[level][1] for part in parts))
            for level in COVERED
        },
    )
