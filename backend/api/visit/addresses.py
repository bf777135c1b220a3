"""Where the people of visits live and how they are reached: sealed with their files, or with the stop itself."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from backend.api.work import Work
from backend.db import household_records, records
from backend.db.queries import visit_plan as plans
from backend.db.tables.visit import Visit

_OF_A_FILE = {"address": "residence", "phone": "phone"}


async def open_field(work: Work, visit: Visit, name: str) -> str | None:
    """`address` or `phone` of one visit, in plain; None where nobody wrote it down."""
    return (await open_all(work, [visit], name)).get(visit.id)


async def open_all(work: Work, stops: Sequence[Visit], name: str) -> Mapping[UUID, str]:
    """The same of many visits, in two statements: what the plan says, or else what the file says."""
    kept = _OF_A_FILE[name]
    files = await plans.sealed_of_households(work.session, [s.household_id for s in stops if s.household_id], kept)
    people = await plans.sealed_of_members(work.session, [s.member_id for s in stops if s.member_id], kept)
    found: dict[UUID, str] = {}
    for stop in stops:
        own: bytes | None = getattr(stop, name)
        if own is not None:
            found[stop.id] = work.vault.open(own, "visit", name, stop.id)
        elif stop.household_id is not None and (sealed := files.get(stop.household_id)) is not None:
            found[stop.id] = work.vault.open(sealed, household_records.FILE, kept, stop.household_id)
        elif stop.member_id is not None:
            opened = records.open_field(work.vault, stop.member_id, kept, people.get(stop.member_id))
            found |= {stop.id: opened} if opened is not None else {}
    return found
