"""The aid network: what may stand where, what is said of a station, who comes first where there is none (AID-19)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.domain.aid import stations
from backend.domain.aid.station_codes import AidService, AidStationKind, AidStationState
from backend.domain.aid.stations import AidStationDraft, Coverage, Covered
from backend.domain.organization.codes import OrganizationKind as Kind

CENTER, STATION, POINT = AidStationKind
NOBODY = UUID(int=0)
DAY = date(2026, 11, 27)
FITS = {
    Kind.CITY_FEDERATION: {CENTER, STATION},
    Kind.COUNTY_FEDERATION: {CENTER, STATION},
    Kind.DEVELOPMENT_ZONE_UNION: {CENTER, STATION},
    Kind.TOWNSHIP_FEDERATION: {STATION},
    Kind.STREET_FEDERATION: {STATION},
    Kind.LINE_FEDERATION: {STATION},
    Kind.REGIONAL_JOINT: {STATION},
    Kind.INDUSTRY_JOINT: {STATION},
    Kind.COMMUNITY_UNION: {STATION, POINT},
    Kind.BASE_UNION: {STATION, POINT},
    Kind.JOINT_UNION: {STATION, POINT},
    Kind.BRANCH: {POINT},
    Kind.GROUP: set(),
}


def draft(**more: Any) -> AidStationDraft:
    usual: dict[str, Any] = {
        "organization_id": NOBODY,
        "kind": STATION,
        "name": "城关镇帮扶站",
        "address": "人民路 12 号",
        "phone": "0738-8312345",
        "services": (AidService.INTAKE,),
        "opened_on": DAY,
    }
    return AidStationDraft(**(usual | more))


@pytest.mark.parametrize("union", list(Kind))
@pytest.mark.parametrize("kind", list(AidStationKind))
def test_which_union_may_have_what(union: Kind, kind: AidStationKind) -> None:
    """AID-19: 市级帮扶中心 → 县级 → 街道、社区、镇、企业帮扶站（点）."""
    if kind in FITS[union]:
        stations.require_fit(kind, union)
    else:
        with pytest.raises(stations.AidStationUnfit) as refused:
            stations.require_fit(kind, union)
        assert union.zh in refused.value.sentence()
        assert kind.en in refused.value.sentence("en")
    assert set(stations.kinds_for(union)) == FITS[union]


@pytest.mark.parametrize(
    ("day", "first", "fits"),
    [
        (DAY, DAY, True),
        (DAY, None, True),
        (DAY - timedelta(days=1), DAY, False),
        (DAY + timedelta(days=1), None, False),
    ],
)
def test_days(day: date, first: date | None, fits: bool) -> None:
    """AID-19: neither before the union or the station was there, nor ahead."""
    if fits:
        stations.require_day(day, first=first, today=DAY, pointer="/on")
    else:
        with pytest.raises(stations.AidStationDayOut):
            stations.require_day(day, first=first, today=DAY, pointer="/on")


def test_services_stand_in_their_order_and_once() -> None:
    """AID-19: as on the screen, however they were ticked."""
    asked = (AidService.MUTUAL_AID, AidService.POLICY_ADVICE, AidService.LEGAL)
    assert draft(services=asked).services == (AidService.POLICY_ADVICE, AidService.LEGAL, AidService.MUTUAL_AID)
    with pytest.raises(stations.AidServiceTwice) as refused:
        draft(services=(AidService.LEGAL, AidService.STUDY, AidService.LEGAL))
    assert refused.value.facts["pointer"] == "/services/2"


def test_what_is_typed_is_tidied_and_a_place_that_nobody_finds_is_refused() -> None:
    """AID-19: one spelling of a phone; a name of spaces is none."""
    tidy = draft(name=" 城关镇 帮扶站 ", phone="（0738）8312345", hours=" 周一至周五 ")
    assert (tidy.name, tidy.phone, tidy.hours) == ("城关镇 帮扶站", "0738-8312345", "周一至周五")
    for field in ("name", "address"):
        with pytest.raises(stations.AidStationFieldMissing) as refused:
            draft(**{field: " "})
        assert refused.value.facts["pointer"] == f"/{field}"


def test_a_closed_station_changes_no_more() -> None:
    """AID-19."""
    stations.require_open(None)
    with pytest.raises(stations.AidStationClosed):
        stations.require_open(DAY)
    assert (stations.state_of(None), stations.state_of(DAY)) == (AidStationState.OPEN, AidStationState.CLOSED)


def covered(name: str, *, has_own: bool, townships: tuple[int, int]) -> Covered:
    levels = dict.fromkeys(stations.COVERED, (0, 0)) | {"townships": townships, "base_unions": (0, 9)}
    parts = Coverage(centers=1, stations=townships[0], points=2, levels=levels)
    return Covered(id=NOBODY, name=name, kind=Kind.COUNTY_FEDERATION, has_own=has_own, coverage=parts)


def test_the_largest_gap_comes_first_and_enterprises_are_no_gap() -> None:
    """AID-19: by how many have none, then who has none itself; basic unions and lines need not have one."""
    rows = [
        covered("whole", has_own=True, townships=(4, 4)),
        covered("some", has_own=True, townships=(1, 4)),
        covered("none, small", has_own=False, townships=(0, 1)),
        covered("none, large", has_own=False, townships=(0, 4)),
        covered("a line", has_own=False, townships=(0, 0)),
    ]
    assert [row.coverage.missing for row in rows] == [0, 3, 1, 4, 0]
    order = ["none, large", "some", "none, small", "a line", "whole"]
    assert [row.name for row in stations.least_covered_first(rows)] == order


def test_lines_are_added_up() -> None:
    """AID-19, ORG-02: the unions of a line lie nowhere together, so their figures are summed."""
    sums = stations.summed([covered(name, has_own=True, townships=(1, 2)).coverage for name in "ab"])
    assert (sums.centers, sums.stations, sums.points, sums.levels["townships"]) == (2, 2, 4, (2, 4))
