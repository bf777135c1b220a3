"""The targets of this year in the demo: the city asks the counties, the counties ask their townships (ORG-12)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from backend.db.tables.account import UserAccount
from backend.demo.chance import dice, id_at
from backend.demo.city import City
from backend.demo.people import Row
from backend.domain.calendar import day_of
from backend.domain.organization.codes import Level
from backend.domain.target.customs import usual
from backend.domain.target.measures import TargetMeasure
from backend.domain.target.progress import tenths


def targets(city: City, officers: Mapping[str, UserAccount], *, seed: int, now: datetime) -> Iterator[Row]:
    """What is usually asked of each county and township, set in January by the officer of the union above.

    `officers` holds the account of the officer of the city and of each county, by the union's name.
    """
    chance = dice(seed, 9)
    year = day_of(now).year
    for node in city.nodes:
        above = node.parent
        if above is None or node.kind.level not in (Level.COUNTY, Level.TOWNSHIP) or above.name not in officers:
            continue
        officer = officers[above.name]
        for measure in TargetMeasure:
            value = usual(measure, kind=node.kind, name=node.name)
            if value is None:
                continue
            set_at = datetime(year, 1, 12, 9, chance.randint(0, 59), tzinfo=now.tzinfo)
            yield {
                "id": id_at(set_at, chance),
                "organization_id": node.id,
                "code": node.place.low,
                "line_code": node.line_code,
                "year": year,
                "measure": str(measure),
                "tenths": tenths(value),
                "due_on": date(year, 12, 31),
                "from_organization_id": above.id,
                "from_organization_name": above.name,
                "from_level": int(above.kind.level),
                "set_by": officer.id,
                "set_by_name": officer.name,
                "set_at": set_at,
            }
