"""A file as it was kept at a time, opened again: what was said then, masked as the file is, and what changed since."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.household.reading import AMOUNTS, HEALTH, masked
from backend.api.household.schemas import FileContent, PersonContent
from backend.api.work import Work
from backend.db.household_records import SEALED, as_kept, draft_of, open_kept
from backend.db.queries import household as households
from backend.domain.age import age_on
from backend.domain.aid.evaluation import told
from backend.domain.aid.snapshots import differences
from backend.domain.calendar import day_of
from backend.domain.identity import mask_id_number

_CAME_LATER = {"unit_address": ""}
"""What a file says of a field that it did not have when it was kept, where that is not null."""
_CLOSED = frozenset((*AMOUNTS, "special_reason"))
_CLOSED_OF_PERSON = frozenset((*HEALTH, "health_note"))


async def get(work: Work, id: UUID, snapshot_id: UUID) -> dict[str, Any]:
    """One snapshot, whole. What a field that came later would have said is null. Raises `NotFound`."""
    row = await households.get_household(work.session, id)
    kept = await households.get_snapshot(work.session, id, snapshot_id)
    people = await households.list_people(work.session, id)
    then = open_kept(work.vault, kept)
    found = differences(then, as_kept(draft_of(work.vault, row, people)))
    seen = work.sees(row.code, row.line_code)
    closed, closed_of_person = (frozenset[str](), frozenset[str]()) if seen else (_CLOSED, _CLOSED_OF_PERSON)
    on = day_of(kept.taken_at)
    content = {name: then.get(name, _CAME_LATER.get(name)) for name in FileContent.model_fields} | masked(then)
    content |= {name: None for name in closed if name in content}
    return kept.model_dump(include={"id", "kind", "year", "category", "taken_by_name", "taken_at"}) | {
        "evaluation": told(kept.evaluation, work.language) if seen else None,
        "content": content,
        "people": [
            _person(each, on=on, closed=closed_of_person)
            | {
                "gone": each["id"] not in found.people,
                "changed": sorted({*found.people.get(each["id"], ())} - closed_of_person),
            }
            for each in then["people"]
        ],
        "changed": sorted({*found.fields} - closed),
        "joined": found.joined,
        "hidden": sorted({name for name in SEALED if then.get(name)} | closed),
    }


def _person(said: Mapping[str, Any], *, on: date, closed: frozenset[str]) -> dict[str, Any]:
    values = {name: said.get(name) for name in PersonContent.model_fields}
    number = said["id_number"]
    values |= {
        "id_number_masked": None if number is None else mask_id_number(number),
        "age": None if said["born_on"] is None else age_on(date.fromisoformat(said["born_on"]), on),
        "health_noted": said["health_note"] is not None and "health_note" not in closed,
    }
    return values | {name: None for name in closed if name in values}
