"""What is asked of unions in the demo, and how they stand: the targets of this year (ORG-12), which the city sets for the
counties and the counties for their townships, and who qualifies (ORG-08), which the townships judge."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from backend.db.tables.account import UserAccount
from backend.demo.chance import dice, id_at
from backend.demo.city import City
from backend.demo.people import Row
from backend.domain.calendar import day_of
from backend.domain.organization.codes import Level
from backend.domain.qualification.rules import TOWN_KINDS
from backend.domain.qualification.standards import SIX, is_met
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


def qualifications(city: City, officers: Mapping[str, UserAccount], *, seed: int, now: datetime) -> Iterator[Row]:
    """How townships and basic unions were judged this autumn, each by the nearest officer above it.

    Two of three qualify, most of the others lack one or two; some are still to be judged.
    """
    chance = dice(seed, 31)
    year, numbers = day_of(now).year, range(1, len(SIX.criteria) + 1)
    for node in city.nodes:
        above = node.parent
        while above is not None and above.name not in officers:
            above = above.parent
        if above is None:
            continue
        if node.kind.level is not Level.UNION and node.kind not in TOWN_KINDS:
            continue
        luck = chance.random()
        if luck > 0.9:
            continue
        lacking = 0 if luck < 0.66 else chance.randint(1, 2)
        gone = set(chance.sample(list(numbers), lacking))
        marks = [number for number in numbers if number not in gone]
        officer = officers[above.name]
        judged_at = (now - timedelta(days=chance.randint(3, 20))).replace(
            hour=chance.randint(1, 8), minute=chance.randint(0, 59)
        )
        yield {
            "id": id_at(judged_at, chance),
            "organization_id": node.id,
            "code": node.place.low,
            "line_code": node.line_code,
            "year": year,
            "marks": marks,
            "qualified": is_met(SIX, marks),
            "from_organization_name": above.name,
            "from_level": int(above.kind.level),
            "judged_by": officer.id,
            "judged_by_name": officer.name,
            "judged_at": judged_at,
        }
