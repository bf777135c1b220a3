"""What is usually asked, to start a sheet of targets from (ORG-09, ORG-12; MBR-04; IND-01 to 05)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from backend.domain.organization.codes import Level, OrganizationKind
from backend.domain.target.measures import TargetMeasure

_M = TargetMeasure
_RATES: Final[Mapping[TargetMeasure, int]] = {
    _M.COVERAGE_RATE: 95,
    _M.JOINING_RATE: 95,
    _M.CARD_RATE: 100,
    _M.STANDARD_RATE: 80,
    _M.QUALIFIED_RATE: 60,
    _M.QUALIFIED_TOWN_RATE: 70,
}
_OF_MANY: Final = (_M.COVERAGE_RATE, _M.STANDARD_RATE, _M.QUALIFIED_RATE, _M.QUALIFIED_TOWN_RATE)
"""Shares of unions or employers: of one basic union nothing is asked."""
_COUNTY: Final = {_M.UNIONS_FOUNDED: 50, _M.MEMBERS_GROWN: 380}
_TOWN: Final = {_M.UNIONS_FOUNDED: 4, _M.MEMBERS_GROWN: 50}
_SMALLER: Final = {_M.UNIONS_FOUNDED: 3, _M.MEMBERS_GROWN: 30}
"""Of a 乡 and of an office of a town: three unions, thirty members."""


def usual(measure: TargetMeasure, *, kind: OrganizationKind, name: str) -> float | None:
    """What is usually asked of a union of this kind; None where there is no custom."""
    if measure in _RATES:
        below = measure in _OF_MANY and kind.level >= Level.UNION
        return None if below else _RATES[measure]
    match kind:
        case OrganizationKind.COUNTY_FEDERATION | OrganizationKind.DEVELOPMENT_ZONE_UNION:
            return _COUNTY.get(measure)
        case OrganizationKind.STREET_FEDERATION:
            return _SMALLER.get(measure)
        case OrganizationKind.TOWNSHIP_FEDERATION:
            return (_SMALLER if "乡" in name and "镇" not in name else _TOWN).get(measure)
    return None


def usual_due_on(measure: TargetMeasure, year: int) -> date:
    """Foundings and growth are due at the end of May, rates at the end of the year (ORG-12)."""
    return date(year, 12, 31) if measure.is_rate else date(year, 5, 31)
