"""What can happen to the content of a case: begun from a household file or a member, changed while it is a draft."""

from typing import Any
from uuid import UUID

from backend.api.aid_case.judging import load_allowance, reckon_for
from backend.api.aid_case.moved import claim
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.pinyin import pinyin_of
from backend.db.queries import aid_case as cases
from backend.db.queries import aid_program as programs
from backend.db.queries import household as households
from backend.db.queries import member as members
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.types import new_id
from backend.domain.aid import cases as rules
from backend.domain.aid.case_codes import CaseStatus, ProgramKind
from backend.domain.aid.cases import CaseChange, CaseDraft, CaseExists, HouseholdNeeded
from backend.domain.aid.codes import HouseholdStatus
from backend.domain.aid.programs import require_accepting
from backend.domain.aid.standards import prefilled
from backend.domain.member.codes import MemberKind, MemberStatus


async def begin(work: Work, draft: CaseDraft) -> AidCase:
    """Begin a case as a draft, its amount by the standard and within the caps unless one is given.

    A draft may be written before the period of the programme and after it; the period is asked when it is handed in.
    Raises `NotFound`, `ProgramNotOpen`, `ProgramElsewhere`, `HouseholdNeeded`, `HouseholdNotOnFile`, `MemberNotHere`,
    `SurvivorUnfit`, `CaseExists`.
    """
    program = await programs.get_program(work.session, draft.program_id, scope=work.scope)
    require_accepting(program, work.now, first=False)
    subject = (
        await _household(work, draft.household_id)
        if draft.household_id is not None
        else await _member(work, program, draft)
    )
    rules.require_for_place(program, subject["code"])
    there = await cases.find_live(work.session, program.id, household_id=draft.household_id, member_id=draft.member_id)
    if there is not None:
        raise CaseExists(number=there.number, case_id=str(there.id))
    id = new_id()
    row = AidCase(
        id=id,
        number=await next_number(work.session, Series.AID_CASE, work.today.year),
        program_id=program.id,
        status=str(CaseStatus.DRAFT),
        reason=work.vault.seal(draft.reason, "aid_case", "reason", id) if draft.reason else None,
        maker_id=work.caller.user_id,
        maker_name=work.caller.name,
        reached_at=work.now,
        created_at=work.now,
        updated_at=work.now,
        **subject,
    )
    work.session.add(row)
    await work.session.flush()
    fen = draft.asked_fen if draft.asked_fen is not None else await _by_standard(work, row, program)
    row.asked_fen = row.amount_fen = fen
    await work.session.flush()
    work.tell("aid_case_begun", row, number=row.number, program=program.name)
    return row


async def _household(work: Work, id: UUID) -> dict[str, Any]:
    # Held: of two cases of one household that are begun at once, the second sees the first.
    file = await households.get_household(work.session, id, lock=True)
    rules.require_on_file(HouseholdStatus(file.status))
    return {
        "household_id": file.id,
        "organization_id": file.organization_id,
        "code": file.code,
        "line_code": file.line_code,
        "name": file.name,
        "initials": file.initials,
        "category": file.category,
    }


async def _member(work: Work, program: AidProgram, draft: CaseDraft) -> dict[str, Any]:
    assert draft.member_id is not None
    if ProgramKind(program.kind).means_tested:
        raise HouseholdNeeded(program=program.name)
    member = await members.get_member(work.session, draft.member_id, lock=True)
    name, survivor = member.name, {}
    if draft.survivor is None:
        rules.require_member_here(MemberStatus(member.status))
    else:
        rules.require_survivor(program, MemberKind(member.kind), MemberStatus(member.status))
        name = draft.survivor.name
        survivor = {"survivor_of": member.name, "survivor_relation": str(draft.survivor.relation)}
    return survivor | {
        "member_id": member.id,
        "organization_id": member.organization_id,
        "code": member.code,
        "line_code": member.line_code,
        "name": name,
        "initials": pinyin_of(name)[1][:40],
    }


async def _by_standard(work: Work, row: AidCase, program: AidProgram) -> int:
    given = (await cases.given_in_year(work.session, [row.id])).get(row.id, 0)
    allowance = await load_allowance(work, row)
    reckoned = await reckon_for(work, row, program, allowance)
    return prefilled(reckoned.fen, program, allowance, given_fen=given)


async def edit(work: Work, id: UUID, change: CaseChange, *, seen: int) -> AidCase:
    """Change the amount asked for, or the reason, of a draft. Raises `NotFound`, `CaseMoved`, `CaseNotADraft`."""
    row = await cases.get_case(work.session, id, lock=True)
    await claim(work, row, seen)
    rules.require_draft(CaseStatus(row.status))
    changed = []
    if change.asked_fen is not None and change.asked_fen != row.asked_fen:
        row.asked_fen = row.amount_fen = change.asked_fen
        changed.append("asked_fen")
    if change.reason is not None:
        row.reason = work.vault.seal(change.reason, "aid_case", "reason", id) if change.reason else None
        changed.append("reason")
    row.updated_at = work.now
    await work.session.flush()
    if changed:
        work.tell("aid_case_edited", row, number=row.number, fields=changed)
    return row
