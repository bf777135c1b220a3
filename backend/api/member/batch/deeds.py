"""What is done to many members: a step, or values set. Judged one by one, written together.

The one way for a batch that is done at once and for one that a job does; each hands over as many members as one
transaction should hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from backend.api.member.claims import refusals
from backend.api.member.steps import decision_for, hold_places, record, write
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import member as members
from backend.db.records import filled
from backend.db.register import Place
from backend.db.tables.member import Member
from backend.domain.member.batches import BatchChange, values_of
from backend.domain.member.codes import MemberEventKind, MemberStatus
from backend.domain.member.completeness import completeness
from backend.domain.member.register import APPLYING
from backend.domain.member.steps import AskedStep, Decision, StepAsked
from backend.domain.refusals import Conflict, NotFound, Refusal

Outcome = Refusal | Decision | None
"""A refusal, or what a step does; None where values may be set."""

_STEP, _CHANGE = TypeAdapter(StepAsked), TypeAdapter(BatchChange)


class RecordClosed(Conflict):
    """The membership has ended; the record stands as it was. Fact: `status`."""

    code = "member_record_closed"
    zh = "这位会员{status.zh}，档案不再修改。"
    en = "This member's state is “{status.en}”; the record is closed."


@dataclass(frozen=True, slots=True)
class Deed:
    """A step, or the fields of a change that were given."""

    step: StepAsked | None
    change: BatchChange | None
    given: frozenset[str] = frozenset()

    def as_document(self) -> dict[str, Any]:
        """As a batch keeps it."""
        if self.step is not None:
            return {"step": _STEP.dump_python(self.step, mode="json")}
        values = _CHANGE.dump_python(self.change, mode="json")  # type: ignore[arg-type]
        return {"change": {name: values[name] for name in sorted(self.given)}}

    @staticmethod
    def of(document: Mapping[str, Any]) -> "Deed":
        """What `as_document` gave."""
        if "step" in document:
            return Deed(_STEP.validate_python(document["step"]), None)
        return Deed(None, _CHANGE.validate_python(document["change"]), frozenset(document["change"]))


async def require_possible(work: Work, deed: Deed) -> None:
    """Refuses what can be done to nobody. Raises `FieldNeeded`, and `NotFound` for an employer beyond the scope."""
    if deed.change is not None:
        values_of(deed.change, deed.given)
        if deed.change.employer_id is not None:
            await store.require_employer(work.session, deed.change.employer_id)


async def lock(work: Work, deed: Deed, ids: Sequence[UUID]) -> tuple[dict[UUID, Member], Mapping[UUID, Place]]:
    """Those of `ids` that the caller sees, and the unions that would take them in, held for the deed."""
    places = await hold_places(work, deed.step, ids) if deed.step is not None else {}
    return await members.lock_members(work.session, ids), places


async def look(work: Work, deed: Deed, ids: Sequence[UUID]) -> tuple[dict[UUID, Member], Mapping[UUID, Place]]:
    """As `lock`, for a check: the members are not locked."""
    places = await hold_places(work, deed.step, ids) if deed.step is not None else {}
    return await members.find_members(work.session, ids), places


async def judge(
    work: Work, deed: Deed, ids: Sequence[UUID], found: Mapping[UUID, Member], places: Mapping[UUID, Place]
) -> dict[UUID, Outcome]:
    """For each member, in the order of `ids`, whether and how it is done; who was not found is refused."""
    outcomes = {id: _judge(work, deed, found.get(id), places) for id in ids}
    if deed.step is not None and deed.step.step is AskedStep.SUBMIT:
        handed_in = [found[id] for id, outcome in outcomes.items() if not isinstance(outcome, Refusal)]
        outcomes |= await refusals(work, handed_in)
    return outcomes


def _judge(work: Work, deed: Deed, row: Member | None, places: Mapping[UUID, Place]) -> Outcome:
    if row is None:
        return NotFound()
    if deed.step is None:
        status = MemberStatus(row.status)
        ended = not status.current and status not in APPLYING
        return RecordClosed(status=status) if ended else None
    try:
        return decision_for(work, row, deed.step, places)
    except Refusal as refusal:
        return refusal


async def carry_out(work: Work, deed: Deed, found: Mapping[UUID, Member], outcomes: Mapping[UUID, Outcome]) -> None:
    """Do it to those who were not refused; they must be locked."""
    rows = [found[id] for id, outcome in outcomes.items() if not isinstance(outcome, Refusal)]
    if deed.step is not None:
        decisions = [outcome for outcome in outcomes.values() if isinstance(outcome, Decision)]
        await write(work, rows, decisions, issue_card=deed.step.issue_card)
    elif deed.change is not None:
        await _set(work, rows, values_of(deed.change, deed.given))


async def _set(work: Work, rows: Sequence[Member], values: dict[str, Any]) -> None:
    shares = [completeness(filled(row) | values) for row in rows]
    await store.apply_values(work.session, [row.id for row in rows], shares, values, at=work.now)
    kind = MemberEventKind.CARD_ISSUED if set(values) == {"card_issued_on"} else MemberEventKind.EDITED
    facts = [{"changes": {n: [_plain(getattr(row, n)), _plain(v)] for n, v in values.items()}} for row in rows]
    await record(work, rows, str(kind), work.today, facts)
    for row in rows:
        work.tell("member_edited", row, fields=sorted(values))


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)
