"""What can happen to the content of a household file: entered, filled from a member, edited, thrown away as a draft."""

from collections.abc import Sequence
from uuid import UUID

from backend.api.entitlement import judge
from backend.api.household.claims import require_free
from backend.api.household.giving_back import give_back
from backend.api.household.work_units import find_unit, find_unit_of_union
from backend.api.versions import take
from backend.api.work import Work
from backend.db import register as store
from backend.db.household_records import columns_of, draft_of, person_columns
from backend.db.numbering import Series, next_number
from backend.db.queries import household as households
from backend.db.queries import member as members
from backend.db.queries import paper_request as requests
from backend.db.records import draft_of as member_record
from backend.db.records import id_number_index
from backend.db.tables.aid import Household, HouseholdPerson
from backend.db.types import new_id
from backend.domain.aid import files as rules
from backend.domain.aid.codes import HardshipCause, HouseholdStatus, Relation, WorkerKind
from backend.domain.aid.files import HouseholdChange, HouseholdDraft
from backend.domain.aid.life import NotADraft, require_open
from backend.domain.aid.people import PersonDraft
from backend.domain.aid.work_unit import with_known_unit, with_unit
from backend.domain.member.codes import Marriage, MemberKind
from backend.domain.member.register import require_takes_members
from backend.domain.member.rules import MemberDraft

_KINDS = {
    MemberKind.DISPATCHED: WorkerKind.DISPATCHED,
    MemberKind.MIGRANT: WorkerKind.MIGRANT,
    MemberKind.LAID_OFF: WorkerKind.LAID_OFF,
    MemberKind.RETIRED: WorkerKind.RETIRED,
    MemberKind.RETIRED_CADRE: WorkerKind.RETIRED,
}


async def enter(work: Work, draft: HouseholdDraft) -> Household:
    """Enter a file as a draft. Raises `HouseholdExists`, `HouseholdElsewhere`, `AskedTooOften`, `NotFound` and what
    `require_plausible` raises."""
    rules.require_plausible(draft, work.today)
    place = await store.get_place(work.session, draft.organization_id)
    require_takes_members(name=place.name, kind=place.kind, status=place.status)
    if draft.member_id is not None:
        await members.get_member(work.session, draft.member_id)
    await require_free(work, _indexes(work, draft.people), of=None, beside=place.id)
    id = new_id()
    number = await next_number(work.session, Series.HOUSEHOLD, work.today.year)
    row = Household(
        id=id,
        number=number,
        organization_id=place.id,
        code=place.code,
        line_code=place.line_code,
        status=str(HouseholdStatus.DRAFT),
        keeper_id=work.caller.user_id,
        keeper_name=work.caller.name,
        created_at=work.now,
        updated_at=work.now,
        **columns_of(work.vault, id, draft),
    )
    work.session.add(row)
    await work.session.flush()
    await _write_people(work, row, draft.people, ())
    await judge(work, row)
    work.tell("household_entered", row, number=row.number)
    return row


async def enter_typed(work: Work, draft: HouseholdDraft) -> Household:
    """Enter what an officer has typed, with what the register knows of the unit where nothing was typed of it: that of
    the worker where the document number is found in the register, or else that of the union.

    Raises what `enter` raises.
    """
    found = draft.member_id
    if found is None and draft.worker.id_number is not None:
        index = id_number_index(work.vault, draft.worker.id_number)
        found = await members.find_claim(work.session, index, beside=draft.organization_id)
    known = {} if found is None else await members.find_members(work.session, [found])
    if found in known:
        unit = await find_unit(work, known[found])
    else:
        unit = await find_unit_of_union(work, draft.organization_id)
    return await enter(work, with_known_unit(draft, unit))


async def enter_from_member(work: Work, member_id: UUID) -> Household:
    """Enter a draft with what the register says of a member and of their unit: nobody types it twice.

    Raises what `enter` raises.
    """
    member = await members.get_member(work.session, member_id)
    draft = _filled(member.id, member_record(work.vault, member))
    return await enter(work, with_unit(draft, await find_unit(work, member)))


def _filled(member_id: UUID, record: MemberDraft) -> HouseholdDraft:
    worker = PersonDraft(
        relation=Relation.SELF,
        name=record.name,
        id_kind=record.id_kind,
        id_number=record.id_number,
        sex=record.sex,
        born_on=record.born_on,
        politics=record.politics,
        married=record.marriage is Marriage.MARRIED,
    )
    kind = WorkerKind.NEW_EMPLOYMENT if record.new_employment else _KINDS.get(record.kind, WorkerKind.IN_SERVICE)
    return HouseholdDraft(
        organization_id=record.organization_id,
        member_id=member_id,
        worker=worker,
        worker_kind=kind,
        marriage=record.marriage,
        model_worker=record.model_worker,
        hukou_kind=record.hukou_kind,
        nation=record.nation,
        work_started_on=record.work_started_on,
        phone=record.phone,
        residence=record.residence,
        bank_card=record.bank_card,
        main_cause=HardshipCause.OTHER,
    )


async def edit(work: Work, id: UUID, change: HouseholdChange, *, seen: int, given: frozenset[str]) -> Household:
    """Change the fields in `given` and judge the household anew. The record says which fields, and no values."""
    row = await households.get_household(work.session, id, lock=True)
    require_open(HouseholdStatus(row.status))
    take(row, seen)
    people = await households.list_people(work.session, id)
    old = draft_of(work.vault, row, people)
    new = rules.merged(old, change, given)
    rules.require_plausible(new, work.today)
    changed = rules.changed_fields(old, new)
    if {"worker", "family"} & set(changed):
        await require_free(work, _indexes(work, new.people), of=id, beside=row.organization_id)
        await _write_people(work, row, new.people, people)
    for name, value in columns_of(work.vault, id, new).items():
        setattr(row, name, value)
    row.updated_at = work.now
    await judge(work, row)
    if changed:
        work.tell("household_edited", row, number=row.number, fields=changed)
    return row


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Throw a draft away. Raises `NotADraft` for what was on file."""
    row = await households.get_household(work.session, id, lock=True)
    if row.status != HouseholdStatus.DRAFT:
        raise NotADraft()
    take(row, seen)
    work.tell("household_deleted", row, number=row.number)
    await give_back(work, row)
    await work.session.flush()
    work.session.expunge(row)
    await requests.drop(work.session, requests.request.c.household_id == id)
    await households.drop_file(work.session, id)


async def _write_people(
    work: Work, row: Household, wanted: Sequence[PersonDraft], present: Sequence[HouseholdPerson]
) -> None:
    by_id = {person.id: person for person in present}
    kept = []
    for place, person in enumerate(wanted):
        held = by_id.get(person.id) if person.id is not None else None
        id = new_id() if held is None else held.id
        columns = person_columns(work.vault, id, person) | {"place": place}
        kept.append(id)
        if held is not None:
            for name, value in columns.items():
                setattr(held, name, value)
            continue
        work.session.add(
            HouseholdPerson(
                id=id,
                household_id=row.id,
                organization_id=row.organization_id,
                code=row.code,
                line_code=row.line_code,
                active=row.status == HouseholdStatus.ACTIVE,
                **columns,
            )
        )
    # Who goes, goes first: a number may pass from one person of the file to another.
    with work.session.no_autoflush:
        await households.drop_people(work.session, row.id, but=kept)
    await work.session.flush()


def _indexes(work: Work, people: Sequence[PersonDraft]) -> list[bytes]:
    return [id_number_index(work.vault, person.id_number) for person in people if person.id_number is not None]
