"""The aid network of the demo: the city's centre, one of each county, stations of most townships, points of two enterprises."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from backend.api.aid_station import actions as stations
from backend.demo.cast import Cast, morning
from backend.demo.chance import dice, person_name, pick
from backend.demo.city import City, Node
from backend.demo.words import STREETS
from backend.domain.access import Role
from backend.domain.aid.station_codes import AidService, AidStationKind
from backend.domain.aid.stations import AidStationDraft
from backend.domain.calendar import day_of
from backend.domain.identity import Sex
from backend.domain.organization.codes import Level
from backend.domain.organization.codes import OrganizationKind as Kind

POINTS = 2
"""Of basic unions."""
WITHOUT = 3
"""One township in so many has no station yet."""
_WORKDAYS, _WITH_SATURDAY = "周一至周五 9:00–17:00", "周一至周六 9:00–17:30"
_AT_STATION = (
    *(AidService.POLICY_ADVICE, AidService.INTAKE, AidService.LIVING, AidService.MEDICAL, AidService.STUDY),
    AidService.EMPLOYMENT,
)
_AT_POINT = (AidService.POLICY_ADVICE, AidService.INTAKE, AidService.COUNSELLING, AidService.MUTUAL_AID)


async def open_stations(cast: Cast, city: City, *, seed: int, now: datetime) -> None:
    """Open them in the course of the last half year, by an officer of each union."""
    chance = dice(seed, 19)
    for number, (node, kind) in enumerate(_planned(city)):
        at = morning(now - timedelta(days=170 - 7 * (number % 20)))
        await stations.open_station(cast.act(Role.OFFICER, node, at), _draft(node, kind, at, chance))


def _planned(city: City) -> Iterator[tuple[Node, AidStationKind]]:
    townships = [node for node in city.nodes if node.kind in (Kind.TOWNSHIP_FEDERATION, Kind.STREET_FEDERATION)]
    for node in city.nodes:
        if node.kind.level is Level.CITY or node.kind is Kind.COUNTY_FEDERATION:
            yield node, AidStationKind.CENTER
    for number, node in enumerate(townships):
        if number % WITHOUT != WITHOUT - 1:
            yield node, AidStationKind.STATION
    for node in [each for each in city.unions() if each.kind is Kind.BASE_UNION][:POINTS]:
        yield node, AidStationKind.POINT


def _draft(node: Node, kind: AidStationKind, at: datetime, chance: Random) -> AidStationDraft:
    place = node.name.removesuffix("总工会").removesuffix("工会")
    center = kind is AidStationKind.CENTER
    services = {AidStationKind.STATION: _AT_STATION, AidStationKind.POINT: _AT_POINT}.get(kind, tuple(AidService))
    return AidStationDraft(
        organization_id=node.id,
        kind=kind,
        name=f"{place}困难职工{kind.zh}" if center else f"{place}{kind.zh}",
        address=f"{place}{pick(chance, STREETS)}{chance.randint(1, 260)}号",
        phone=f"0738-8{chance.randint(100_000, 999_999)}",
        hours=_WITH_SATURDAY if center else _WORKDAYS,
        head=person_name(chance, pick(chance, (Sex.FEMALE, Sex.MALE)), chance.randint(1970, 1992)),
        staff=chance.randint(5, 9) if center else chance.randint(1, 3),
        services=services,
        opened_on=day_of(at),
    )
