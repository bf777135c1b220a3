"""What can happen to one member: entered, edited, moved within the union. Steps, batches, merges have their files."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.life import tell_life
from backend.api.member.claims import require_free
from backend.api.versions import take
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import member as members
from backend.db.records import columns_of, draft_of, filled, id_number_index
from backend.db.register import Place
from backend.db.tables.member import Member
from backend.db.types import new_id
from backend.domain.member import changes as rules
from backend.domain.member.changes import MemberChange, NeedsTransfer
from backend.domain.member.codes import JoinSource, MemberEventKind, MemberStatus
from backend.domain.member.completeness import completeness
from backend.domain.member.register import ApplicationUsed, require_takes_members, require_unfinished
from backend.domain.member.rules import MemberDraft, require_plausible
from backend.domain.member.workflow import MEMBER_WORKFLOW, MemberStep
from backend.domain.refusals import at


async def register(work: Work, draft: MemberDraft, *, submit: bool) -> Member:
    """Enter a person as a draft, or hand the application in at once.

    What somebody had before a membership ended follows when they join. Raises `MemberExists`, `MemberElsewhere`,
    `AskedTooOften`, `NotFound`, `TakesNoMembers` and what `require_plausible` raises.
    """
    require_plausible(draft, work.today)
    place = await place_for(work, draft.organization_id)
    if draft.employer_id is not None:
        await store.require_employer(work.session, draft.employer_id)
    await require_free(work, id_number_index(work.vault, draft.id_number), beside=place.id)
    row = await _enter(work, draft, place)
    await tell_life(work, row, MemberEventKind.DRAFTED)
    work.tell("member_drafted", row)
    if submit:
        held = work.held_over(row.code, row.line_code)
        row.status = MEMBER_WORKFLOW.advance(MemberStatus.DRAFT, MemberStep.SUBMIT, held)
        await tell_life(work, row, MemberEventKind.SUBMITTED)
        work.tell("member_submitted", row)
    await work.session.flush()
    return row


async def place_for(work: Work, id: UUID) -> Place:
    """A union of the scope at which members can stand, held. Raises `NotFound`, `NotLiving`, `TakesNoMembers`."""
    place = await store.get_place(work.session, id)
    require_takes_members(name=place.name, kind=place.kind, status=place.status)
    return place


async def _enter(work: Work, draft: MemberDraft, place: Place) -> Member:
    id = new_id()
    county, township = await store.ancestors_of(work.session, place.id)
    row = Member(
        id=id,
        organization_id=place.id,
        code=place.code,
        line_code=place.line_code,
        county_id=county,
        township_id=township,
        status=str(MemberStatus.DRAFT),
        status_since=work.today,
        source=str(JoinSource.OFFICER),
        created_at=work.now,
        updated_at=work.now,
        **columns_of(work.vault, id, draft, today=work.today),
    )
    work.session.add(row)
    await work.session.flush()
    return row


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Throw an unfinished application away: of the person stays what the audit says of the deed.

    Raises `NotFound`, `Stale`, `NotUnfinished`, `ApplicationUsed`.
    """
    row = await members.get_member(work.session, id, lock=True)
    require_unfinished(MemberStatus(row.status))
    take(row, seen)
    if await members.find_used(work.session, [row.id]):
        raise ApplicationUsed()
    work.tell("member_application_deleted", row, **{"from": row.status})
    await work.session.flush()
    if not await store.drop_application(work.session, row):
        raise ApplicationUsed()


async def edit(work: Work, id: UUID, change: MemberChange, *, seen: int, given: frozenset[str]) -> Member:
    """Change the fields in `given`; each change stands in the life line from what to what, sealed ones by name."""
    row = await members.get_member(work.session, id, lock=True)
    take(row, seen)
    old = draft_of(work.vault, row)
    new = rules.merged(old, change, given - {"organization_id", "card_issued_on"})
    require_plausible(new, work.today)
    if new.employer_id not in (None, old.employer_id):
        await store.require_employer(work.session, new.employer_id)
    if "organization_id" in given:
        await _regroup(work, row, change.organization_id)
    await _write_record(work, row, old, new)
    if "card_issued_on" in given and row.card_issued_on != change.card_issued_on:
        row.card_issued_on = change.card_issued_on
        await tell_life(work, row, MemberEventKind.CARD_ISSUED, on=change.card_issued_on)
        work.tell("member_card_issued", row, on=change.card_issued_on)
    row.updated_at = work.now
    await work.session.flush()
    return row


async def _write_record(work: Work, row: Member, old: MemberDraft, new: MemberDraft) -> None:
    changed = rules.differences(old, new)
    if not changed:
        return
    if "id_number" in changed:
        await require_free(work, id_number_index(work.vault, new.id_number), of=row.id)
    write(row, columns_of(work.vault, row.id, new, today=work.today))
    await tell_life(work, row, MemberEventKind.EDITED, facts=rules.as_facts(changed))
    # Names and birth dates are a person's own: the audit names the fields, the life line holds the values.
    work.tell("member_edited", row, fields=sorted(changed))


def write(row: Member, columns: Mapping[str, Any]) -> None:
    """Put columns into a row."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.completeness = completeness(filled(row))


async def _regroup(work: Work, row: Member, to: UUID | None) -> None:
    """Another branch or group of the same union. Raises `NeedsTransfer`, `FieldNeeded`."""
    if to is None:
        with at("/organization_id"):
            raise rules.FieldNeeded()
    if to == row.organization_id:
        return
    place = await place_for(work, to)
    here = await store.get_base_union(work.session, row.code)
    there = await store.get_base_union(work.session, place.code)
    if here is None or here != there:
        raise NeedsTransfer()
    before = row.organization_id
    row.organization_id, row.code, row.line_code = place.id, place.code, place.line_code
    await work.session.flush()
    await store.follow_member(work.session, row)
    facts = {"from_organization_id": str(before), "to_organization_id": str(place.id), "to": place.name}
    await tell_life(work, row, MemberEventKind.REGROUPED, facts=facts)
    work.tell("member_regrouped", row, **facts)
