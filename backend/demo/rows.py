"""The tree, the lines and the employers of a made-up city as rows of their tables."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic_core import PydanticUndefined

from backend.db.pinyin import pinyin_of_title
from backend.db.types import Table
from backend.demo.chance import dice, id_at, pick
from backend.demo.city import Business, City, LineNode
from backend.demo.people import Row
from backend.demo.words import STREETS
from backend.domain.organization.codes import Industry, Level, OrganizationStatus, Ownership, Tree
from backend.domain.organization.standards import Standard

_ALWAYS = [Standard.PLATE.value, Standard.APPROVAL.value, Standard.SEAL.value]
_SOMETIMES = [standard.value for standard in Standard if standard.value not in _ALWAYS]


def whole(table: type[Table], rows: Iterable[Row]) -> list[Row]:
    """Rows with every column that the table has a default for in the code: bulk inserts do not ask for those."""
    columns: Any = table.__table__  # type: ignore[attr-defined]
    defaults: Row = {}
    for name, info in table.model_fields.items():
        value = info.get_default(call_default_factory=True)
        if (
            name in columns.c
            and not columns.c[name].computed
            and not columns.c[name].identity
            and value is not PydanticUndefined
        ):
            defaults[name] = value
    return [defaults | row for row in rows]


def organizations(city: City, *, seed: int) -> Iterator[Row]:
    """Every union. Those who hang on a line name it: `line_id` holds once the lines are there."""
    chance = dice(seed, 4)
    lines = {line.key: line.id for line in city.lines}
    for node in city.nodes:
        base = node.kind.level is Level.UNION
        territory = (node.above(Level.COUNTY) or node).name.removesuffix("总工会")
        registered = base and chance.random() < 0.55
        yield {
            "id": node.id,
            "parent_id": node.parent.id if node.parent else None,
            "kind": node.kind.value,
            "level": int(node.kind.level),
            "name": node.name,
            "initials": pinyin_of_title(node.name)[1],
            "code": node.place.low,
            "code_hi": node.place.high,
            "line_id": lines.get(node.line or ""),
            "line_code": node.line_code,
            "lead": Tree.TERRITORY.value,
            "status": OrganizationStatus.ACTIVE.value,
            "ownership": node.ownership.value if node.ownership else None,
            "industry": node.industry.value if node.industry else None,
            "credit_code": node.credit_code if registered else None,
            "legal_person": registered,
            "legal_person_number": None,
            "legal_person_on": node.term_started_on if registered else None,
            "region_code": node.area,
            "address": f"{territory}{pick(chance, STREETS)}{chance.randint(1, 260)}号",
            "contact_name": "",
            "contact_phone": "",
            "employees": sum(business.employees for business in node.businesses),
            "standards": [*_ALWAYS, *chance.sample(_SOMETIMES, chance.randint(0, len(_SOMETIMES)))] if base else [],
            "established_on": node.founded,
            "approval_number": f"云工复〔{node.founded.year}〕{chance.randint(1, 400)}号",
            "term_number": 1 + max(0, node.term_started_on.year - node.founded.year) // node.term_years,
            "term_started_on": node.term_started_on,
            "term_years": node.term_years,
            "dissolved_on": None,
            "merged_into_id": None,
            "created_at": node.since,
            "version": 1,
        }


def versions(city: City, *, seed: int) -> Iterator[Row]:
    """The history of every union: it was founded, and stands so since."""
    chance = dice(seed, 5)
    for node in city.nodes:
        yield {
            "id": id_at(node.since, chance),
            "organization_id": node.id,
            "code": node.place.low,
            "line_code": node.line_code,
            "valid_from": node.founded,
            "valid_to": None,
            "change": "founded",
            "parent_id": node.parent.id if node.parent else None,
            "name": node.name,
            "kind": node.kind.value,
            "level": int(node.kind.level),
            "status": OrganizationStatus.ACTIVE.value,
            "facts": {},
            "actor_id": None,
            "recorded_at": node.since,
        }


def lines(city: City) -> Iterator[Row]:
    """The lines, each with the union that leads it."""
    for line in city.lines:
        yield _line(line)


def _line(line: LineNode) -> Row:
    return {
        "id": line.id,
        "parent_id": None,
        "name": line.union.name.removesuffix("工会").removeprefix("云江市") + "系统",
        "organization_id": line.union.id,
        "code": line.place.low,
        "code_hi": line.place.high,
        "version": 1,
    }


def employers(city: City, *, today: date) -> Iterator[Row]:
    """The legal persons, covered or not; the uncovered ones came on a list of another agency."""
    for business in city.businesses:
        yield _employer(business, today)


def _employer(business: Business, today: date) -> Row:
    at = business.union or business.territory
    listed_on = date(today.year, 1, 15)
    women = 0.6 if business.industry in (Industry.EDUCATION, Industry.HEALTH) else 0.38
    return {
        "id": business.id,
        "credit_code": business.credit_code,
        "name": business.name,
        "initials": pinyin_of_title(business.name)[1],
        "territory_id": business.territory.id,
        "union_id": business.union.id if business.union else None,
        "code": at.place.low,
        "line_code": business.union.line_code if business.union else None,
        "ownership": business.ownership.value,
        "industry": business.industry.value,
        "region_code": business.territory.area,
        "address": "",
        "employees": business.employees,
        "women_employees": int(business.employees * women),
        "contact_name": "",
        "contact_phone": None,
        "source": "manual" if business.union else "market",
        "listed_on": None if business.union and business.ownership is not Ownership.PRIVATE else listed_on,
        "covered_on": business.union.founded if business.union else None,
        "closed_on": None,
        "created_at": at.since,
        "version": 1,
    }
