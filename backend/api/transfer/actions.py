"""What can happen to a transfer of union relations (会员组织关系接转, MBR-02)."""

from datetime import date
from typing import Any
from uuid import UUID

from backend.api.asking import note_asked, require_may_ask
from backend.api.life import tell_life
from backend.api.versions import take
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.queries import member as members
from backend.db.queries import transfer as transfers
from backend.db.records import filled, id_number_index
from backend.db.tables.member import Member, Transfer
from backend.db.types import new_id
from backend.domain.calendar import day_of
from backend.domain.member.codes import MemberEventKind, MemberStatus, TransferForm, TransferHousehold, TransferStatus
from backend.domain.member.completeness import completeness
from backend.domain.member.moves import (
    MemberMoved,
    PullAsked,
    PushAsked,
    SameUnion,
    TransferStepAsked,
    TransferUnderWay,
    due_on,
    require_answerable,
)
from backend.domain.member.transfers import BEGINNING, Side, TransferStep, advance_transfer, member_step_for
from backend.domain.member.workflow import MEMBER_WORKFLOW, TRANSFER, MemberStep
from backend.domain.refusals import NotFound

_EVENT_OF_STEP = {
    TransferStep.RELEASE: MemberEventKind.TRANSFER_RELEASED,
    TransferStep.REJECT: MemberEventKind.TRANSFER_REJECTED,
    TransferStep.CANCEL: MemberEventKind.TRANSFER_CANCELLED,
}
_DONE = {
    TransferStep.ACCEPT: "transfer_accepted",
    TransferStep.RELEASE: "transfer_released",
    TransferStep.REJECT: "transfer_rejected",
    TransferStep.CANCEL: "transfer_cancelled",
}


async def begin(work: Work, asked: PushAsked | PullAsked) -> Transfer:
    """Send a member on, or ask for one."""
    return await (push(work, asked) if isinstance(asked, PushAsked) else pull(work, asked))


async def push(work: Work, asked: PushAsked) -> Transfer:
    """The leaving union sends a member to another, which need not lie in the caller's scope.

    Raises `NotFound`, `SameUnion`, `TransferUnderWay`, `StepNotPossible`.
    """
    row = await members.get_member(work.session, asked.member_id, lock=True)
    to = await transfers.find_destination(work.session, asked.to_organization_id)
    if to is None:
        raise NotFound(pointer="/to_organization_id")
    if to["code"] <= row.code <= to["code_hi"]:
        raise SameUnion(pointer="/to_organization_id")
    if row.status == MemberStatus.TRANSFER_OUT_PENDING or await transfers.has_open(work.session, row.id):
        raise TransferUnderWay()
    held = work.held_over(row.code, row.line_code)
    await _park(work, row, MEMBER_WORKFLOW.advance(MemberStatus(row.status), MemberStep.TRANSFER_OUT, held))
    organization_name, _employer = await members.find_names(work.session, row)
    made = Transfer(
        number=await next_number(work.session, Series.TRANSFER, work.today.year),
        member_id=row.id,
        member_name=row.name,
        member_sex=row.sex,
        form=str(TransferForm.PUSH),
        from_organization_id=row.organization_id,
        from_organization_name=organization_name,
        from_code=row.code,
        from_line_code=row.line_code,
        to_organization_id=to["id"],
        to_organization_name=to["name"],
        to_code=to["code"],
        to_line_code=to["line_code"],
        status=str(BEGINNING[TransferForm.PUSH][1]),
        reason=str(asked.reason),
        note=asked.note,
        requested_by=work.caller.user_id,
        requested_by_name=work.caller.name,
        requested_at=work.now,
        due_on=due_on(work.today),
    )
    work.session.add(made)
    await work.session.flush()
    await tell_life(work, row, MemberEventKind.TRANSFER_SUBMITTED, facts={"number": made.number, "to": to["name"]})
    _tell(work, "transfer_submitted", made)
    return made


async def pull(work: Work, asked: PullAsked) -> Transfer:
    """The receiving union asks for somebody by document number and name.

    Nobody must learn here whether, or where, a person is registered. So the answer, the row and the asker's own list
    are the same for an unknown number, for a number with another name, for somebody who is no member now, and
    for somebody whose transfer is under way already: a request is always written, with the name as it was typed. Only
    one that met an active or retained member of that very name carries them, and only the leaving union sees this; its
    release, or its refusal, is the first thing that the asker learns. A request that met nobody waits like one that
    nobody answers, becomes overdue on the same day, and can be taken back in the same way. Both kinds count against
    the same daily limit, and both take the same statements.

    Raises `NotFound` for a union that is not the caller's, `AskedTooOften`.
    """
    await require_may_ask(work)
    note_asked(work, asked.to_organization_id, why="pull")
    id = new_id()
    request = {
        "id": str(id),
        "number": await next_number(work.session, Series.TRANSFER, work.today.year),
        "member_name": asked.name,
        "to_organization_id": str(asked.to_organization_id),
        "reason": str(asked.reason),
        "note": asked.note,
        "requested_by": str(work.caller.user_id),
        "requested_by_name": work.caller.name,
        "due_on": due_on(work.today).isoformat(),
    }
    index = id_number_index(work.vault, asked.id_number)
    if not await transfers.request(work.session, request, id_number_index=index, on=work.today, at=work.now):
        raise NotFound(pointer="/to_organization_id")
    made = await transfers.get_transfer(work.session, id)
    _tell(work, "transfer_requested", made)
    return made


async def advance(work: Work, id: UUID, asked: TransferStepAsked, *, seen: int) -> Transfer:
    """One side acts: release, accept, reject, cancel.

    Raises `NotFound`, `Stale`, `StepNotPossible`, `StepNotAllowed`, `MemberMoved` and what `require_answerable` raises.
    """
    row = await transfers.get_transfer(work.session, id, lock=True)
    sides = _sides(work, row)
    before = TransferStatus(row.status)
    after = advance_transfer(before, asked.step, sides, {TRANSFER})
    on = require_answerable(asked, requested_on=day_of(row.requested_at), today=work.today)
    take(row, seen)
    step = member_step_for(before, after)
    if step is MemberStep.ARRIVE:
        await _arrive(work, row, on)
    elif Side.SENDING in sides:
        await _answer_at_home(work, row, asked, step)
    else:
        await transfers.stay(
            work.session,
            row.id,
            on=work.today,
            at=work.now,
            by=work.caller.user_id,
            name=work.caller.name,
            kind=str(_EVENT_OF_STEP[asked.step]),
            reason=asked.reason,
        )
    row.status = str(after)
    row.answer = asked.reason or row.answer
    row.decided_by, row.decided_at = work.caller.user_id, work.now
    row.effective_on = on if after is TransferStatus.ACCEPTED else None
    await work.session.flush()
    _tell(work, _DONE[asked.step], row, on=on)
    return row


def _sides(work: Work, row: Transfer) -> set[Side]:
    """On which sides this transaction stands."""
    sides = set()
    if transfers.inside(work.scope, row.from_code, row.from_line_code):
        sides.add(Side.SENDING)
    if transfers.inside(work.scope, row.to_code, row.to_line_code):
        sides.add(Side.RECEIVING)
    return sides


async def _arrive(work: Work, row: Transfer, on: date) -> None:
    """The membership comes into the caller's scope; what depends on the old employer is mended there."""
    await work.session.flush()
    arrived = row.member_id is not None and await transfers.arrive(
        work.session, row.id, on=on, at=work.now, by=work.caller.user_id, name=work.caller.name
    )
    if row.member_id is None or not arrived:
        raise MemberMoved()
    member = await members.get_member(work.session, row.member_id)
    member.completeness = completeness(filled(member))
    work.tell("member_arrived", member, on=on, number=row.number)
    await _bring_households(work, row, member)


async def _bring_households(work: Work, row: Transfer, member: Member) -> None:
    """The file of a household follows its worker, unless a case of it is under way: then it comes when that is decided."""
    files = await transfers.bring_households(work.session, row.id, at=work.now)
    if not files:
        return
    kept = [number for _id, number, came in files if not came]
    row.household = str(TransferHousehold.KEPT if kept else TransferHousehold.MOVED)
    for id, number, came in files:
        if came:
            work.tell("household_followed", _File(id, member), number=number, transfer=row.number)
    for number in kept:
        work.tell("household_kept", _End(work, row), number=number, transfer=row.number)


async def _answer_at_home(work: Work, row: Transfer, asked: TransferStepAsked, step: MemberStep | None) -> None:
    """The leaving union acts on a member that it sees."""
    if row.member_id is None:
        return
    member = await members.get_member(work.session, row.member_id, lock=True)
    status = MemberStatus(member.status)
    if step is MemberStep.TRANSFER_OUT and status not in (MemberStatus.ACTIVE, MemberStatus.RETAINED):
        raise MemberMoved()
    if step is not None and (step is MemberStep.TRANSFER_OUT or status is MemberStatus.TRANSFER_OUT_PENDING):
        await _park(work, member, MEMBER_WORKFLOW.advance(status, step, {TRANSFER}))
    facts = {"number": row.number, "to": row.to_organization_name, "reason": asked.reason}
    await tell_life(work, member, _EVENT_OF_STEP[asked.step], facts=facts)


async def _park(work: Work, row: Member, status: MemberStatus) -> None:
    if row.status == status:
        return
    row.status = str(status)
    row.status_since = work.today
    row.updated_at = work.now
    row.version += 1
    await work.session.flush()


class _File:
    """A household file at the union that its worker came to, as an audit event is about it."""

    __tablename__ = "household"

    def __init__(self, id: UUID, member: Member) -> None:
        self.id, self.organization_id = id, member.organization_id
        self.code, self.line_code = member.code, member.line_code


class _End:
    """The caller's end of a transfer, as an audit event is about it."""

    __tablename__ = "transfer"

    def __init__(self, work: Work, row: Transfer) -> None:
        receiving = transfers.inside(work.scope, row.to_code, row.to_line_code)
        self.id = row.id
        self.organization_id = row.to_organization_id if receiving else row.from_organization_id
        code = row.to_code if receiving else row.from_code
        assert code is not None
        self.code = code
        self.line_code = row.to_line_code if receiving else row.from_line_code


def _tell(work: Work, event: str, row: Transfer, **facts: Any) -> None:
    work.tell(event, _End(work, row), number=row.number, form=row.form, **facts)
