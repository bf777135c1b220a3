"""What a member does at the wall: reads it, hands an objection in, reads the answer, withdraws (AID-09; issue 4 section 8)."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from backend.api.notice.objecting import TABLE, opened, sealed_fields
from backend.api.notice.reading import first_day
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import aid_application as applications
from backend.db.queries import member as members
from backend.db.queries import own_objection as own
from backend.db.queries import work_calendar as calendars
from backend.db.tables.notice import Objection, ObjectionReceipt
from backend.db.types import new_id
from backend.domain.aid.application import NotAMember, require_may_apply
from backend.domain.member.codes import MemberStatus
from backend.domain.notice import own as rules
from backend.domain.notice.codes import NoticeState, ObjectionState, ObjectionWay, OwnObjectionStep
from backend.domain.notice.own import OwnObjectionDraft, last_day
from backend.domain.notice.rules import require, state_of
from backend.domain.working_days import days_left


async def list_wall(work: Work) -> dict[str, Any]:
    """The notices of my unit that have no result yet: what was published, how long it still hangs, what I said to it."""
    if work.caller.member_id is None:
        return {"items": []}
    wall = await own.list_wall(work.session)
    mine = {
        receipt.line_id or receipt.notice_id for objection, receipt in await _own(work) if objection.state == "open"
    }
    calendar = await calendars.load_calendar(work.session)
    items = []
    for row in wall:
        state = state_of(NoticeState(row["status"]), row["ends_at"], work.now)
        running = state is NoticeState.RUNNING
        lines = [each | {"objected": UUID(each["id"]) in mine} for each in row["lines"]]
        shown = {name: row[name] for name in row if name not in ("status", "lines")}
        items.append(
            shown
            | {
                "state": state,
                "state_label": _label(work, state),
                "first_on": first_day(row["published_at"], row["days"], calendar),
                "last_on": last_day(row["ends_at"]),
                "days_left": days_left(work.now, row["ends_at"], calendar) if running else 0,
                "lines": lines,
                "objected": row["id"] in mine,
            }
        )
    return {"items": items}


async def _own(work: Work, id: UUID | None = None) -> Any:
    return await own.list_own(work.session, work.caller.user_id, id=id)


def _label(work: Work, code: Any) -> str:
    return code.en if work.language == "en" else code.zh  # type: ignore[no-any-return]


async def hand_in(work: Work, draft: OwnObjectionDraft) -> UUID:
    """Hand an objection in: it stops the conclusion as any other does.

    Raises `NotAMember`, `NotInRegister`, `NotFound`, `OwnObjectionLate`, `OwnObjectionToNothing`, `OwnObjectionOpen`.
    """
    if work.caller.member_id is None:
        raise NotAMember()
    member = await members.get_member(work.session, work.caller.member_id)
    require_may_apply(MemberStatus(member.status))
    notice = await own.hold_notice(work.session, draft.notice_id, draft.line_id)
    rules.require_lodgeable(
        state_of(NoticeState(notice.status), notice.ends_at, work.now),
        ends_at=notice.ends_at,
        above=notice.above_name or notice.organization_name,
        receiver=notice.receiver,
        phone=notice.receiver_phone,
    )
    before = await own.find_current(work.session, member_id=member.id, notice_id=draft.notice_id, line_id=draft.line_id)
    if before is not None:
        receipt, state = before
        rules.require_none_open(ObjectionState(state))
        await own.set_aside(work.session, receipt.id)
    id = new_id()
    # The receipt first: the objection is the caller's to write by it.
    work.session.add(
        ObjectionReceipt(
            objection_id=id,
            user_id=work.caller.user_id,
            member_id=member.id,
            notice_id=draft.notice_id,
            line_id=draft.line_id,
            notice_number=notice.number,
            program_name=notice.program_name,
            organization_name=notice.organization_name,
            against=notice.against,
            made_at=work.now,
        )
    )
    await work.session.flush()
    said = {"objector": "" if draft.anonymous else member.name, "contact": draft.contact, "text": draft.text}
    row = Objection(
        id=id,
        notice_id=draft.notice_id,
        case_id=notice.case_id,
        organization_id=notice.organization_id,
        code=notice.code,
        line_code=notice.line_code,
        way=str(ObjectionWay.OWN),
        received_on=work.today,
        anonymous=draft.anonymous,
        taken_at=work.now,
        **sealed_fields(work, id, said),
    )
    work.session.add(row)
    await work.session.flush()
    facts = {"number": notice.number, "way": row.way, "anonymous": row.anonymous}
    work.tell("objection_received", await _told_of(work, row), **facts)
    return id


@dataclass(frozen=True, slots=True)
class _Filed:
    """An objection without a name, as an event is about it: on record with the city, where its unit does not read."""

    __tablename__: ClassVar[str] = TABLE
    id: UUID
    organization_id: UUID
    code: int
    line_code: int | None = None


async def _told_of(work: Work, row: Objection) -> Any:
    if not row.anonymous:
        return row
    [top, *_] = await applications.list_unions_above(work.session)
    return _Filed(row.id, top["id"], top["code"])


async def list_mine(work: Work) -> dict[str, Any]:
    """My objections with their answers, the newest first."""
    return {"items": [_told(work, *pair) for pair in await _own(work)]}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One of mine. Raises `NotFound`."""
    await work.session.flush()
    await own.hold_own(work.session, work.caller.user_id, id)
    [pair] = await _own(work, id)
    return _told(work, *pair)


def _told(work: Work, row: Objection, receipt: ObjectionReceipt) -> dict[str, Any]:
    state = ObjectionState(row.state)
    refusal = rules.closed(state)
    kept = ("notice_id", "line_id", "notice_number", "program_name", "organization_name", "against")
    names = ("id", "anonymous", "received_on", "state", "verdict", "reason", "answered_at", "version")
    step = OwnObjectionStep.WITHDRAW
    return (
        {name: getattr(receipt, name) for name in kept}
        | {name: getattr(row, name) for name in names}
        | {
            "state_label": _label(work, state),
            "text": opened(work, row, "said"),
            "contact": opened(work, row, "contact"),
            "steps": [
                {
                    "step": step.value,
                    "label": _label(work, step),
                    "allowed": refusal is None,
                    "reason": None if refusal is None else refusal.sentence(work.language),
                }
            ],
        }
    )


async def withdraw(work: Work, id: UUID, *, seen: int) -> None:
    """Take an objection back before it is answered. Raises `ObjectionAnswered`, `OwnObjectionGone`, `Stale`."""
    row = await own.hold_own(work.session, work.caller.user_id, id)
    require(rules.closed(ObjectionState(row.state)))
    take(row, seen)
    row.state = str(ObjectionState.WITHDRAWN)
    await work.session.flush()
    [(_row, receipt)] = await _own(work, id)
    work.tell("objection_withdrawn", await _told_of(work, row), number=receipt.notice_number)
