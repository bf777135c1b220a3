"""Steps of memberships, for one member and for a thousand: each decided by the domain, all written together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.member.claims import refusals, require_free
from backend.api.member.schemas import BatchRequest
from backend.api.versions import take
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import member as members
from backend.db.queries import member_list as lists
from backend.db.queries.member_list import MemberFilters
from backend.db.records import filled
from backend.db.tables.member import Member
from backend.domain.member.batches import MOST, BatchChange, require_clear, require_small
from backend.domain.member.changes import FieldNeeded
from backend.domain.member.codes import MemberEventKind, MemberKind, MemberStatus
from backend.domain.member.completeness import completeness
from backend.domain.member.reach import held_over
from backend.domain.member.steps import AskedStep, Decision, StepAsked, decide
from backend.domain.refusals import Conflict, NotFound, Refusal

BATCH_FIELDS = tuple(BatchChange.__slots__)


class RecordClosed(Conflict):
    """The membership has ended; the record stands as it was. Fact: `status`."""

    code = "member_record_closed"
    zh = "这位会员{status.zh}，档案不再修改。"
    en = "This member's state is “{status.en}”; the record is closed."


async def advance(work: Work, id: UUID, asked: StepAsked, *, seen: int) -> Member:
    """Take one step with one membership.

    Raises what `decide` raises, `NotFound`, `Stale`, and on handing in `MemberExists`, `MemberElsewhere`, `AskedTooOften`.
    """
    row = await members.get_member(work.session, id, lock=True)
    decision = _decide(work, row, asked)
    if asked.step is AskedStep.SUBMIT:
        await require_free(work, row.id_number_index, of=row.id)
    take(row, seen)
    # The set-based statement counts the version up; the claim above only checked it.
    row.version = seen
    await _write(work, [row], [decision], issue_card=asked.issue_card)
    await work.session.refresh(row)
    return row


def _decide(work: Work, row: Member, asked: StepAsked) -> Decision:
    held = held_over(work.caller.grants, row.code, row.line_code)
    return decide(MemberStatus(row.status), row.status_since, asked, held, today=work.today)


async def _write(work: Work, rows: Sequence[Member], decisions: Sequence[Decision], *, issue_card: bool) -> None:
    """Write what was decided for these members; all took the same step on the same day."""
    if not rows:
        return
    on, event = decisions[0].on, decisions[0].event
    joining = [row for row, decision in zip(rows, decisions, strict=True) if decision.joins]
    leaving = [row.id for row, decision in zip(rows, decisions, strict=True) if decision.leaves]
    numbers = await store.bring_history(work.session, [row.id for row in joining])
    unnumbered = [row.id for row in joining if row.number is None and row.id not in numbers]
    numbers |= dict(zip(unnumbered, await store.next_numbers(work.session, on.year, len(unnumbered)), strict=True))
    new = [
        _new_state(row, decision, numbers.get(row.id), issue_card=issue_card)
        for row, decision in zip(rows, decisions, strict=True)
    ]
    await store.apply_steps(work.session, new, at=work.now)
    await store.open_memberships(work.session, joining, on=on, by=str(event))
    await store.close_memberships(work.session, leaving, on=on, by=str(event))
    facts = [_facts(row, state, decision) for row, state, decision in zip(rows, new, decisions, strict=True)]
    await _record(work, rows, str(event), on, facts)
    carded = [row for row, state in zip(rows, new, strict=True) if state["card_issued_on"] != row.card_issued_on]
    await _record(work, carded, str(MemberEventKind.CARD_ISSUED), on, None)
    for row, said in zip(rows, facts, strict=True):
        work.tell(f"member_{event}", row, on=on, **said)


def _new_state(row: Member, decision: Decision, number: str | None, *, issue_card: bool) -> dict[str, Any]:
    joined_on = row.joined_on or (decision.on if decision.joins else None)
    card = decision.on if decision.joins and issue_card else row.card_issued_on
    fields = filled(row)
    return {
        "id": row.id,
        "status": str(decision.status),
        "status_since": decision.on,
        "retain_reason": None if decision.retain_reason is None else str(decision.retain_reason),
        "number": number or row.number,
        "joined_on": joined_on,
        "card_issued_on": card,
        "completeness": completeness(fields | {"joined_on": joined_on}),
    }


def _facts(row: Member, state: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
    facts: dict[str, Any] = {"from": row.status, "to": state["status"]}
    if decision.reason:
        facts["reason"] = decision.reason
    if decision.retain_reason is not None:
        facts["retain_reason"] = str(decision.retain_reason)
    if decision.joins:
        facts["number"] = state["number"]
    return facts


async def _record(
    work: Work, rows: Sequence[Member], kind: str, on: date, facts: Sequence[Mapping[str, Any]] | None
) -> None:
    await store.record_events(
        work.session,
        rows,
        kind,
        on=on,
        at=work.now,
        actor_id=work.caller.user_id,
        actor_name=work.caller.name,
        facts=facts,
    )


async def batch(
    work: Work, asked: BatchRequest, filters: MemberFilters | None, *, given: frozenset[str]
) -> dict[str, Any]:
    """Do the same to many members; whoever it cannot be done to is named with the reason, the others go through.

    With `dry_run` nothing is written. Raises `BatchUnclear`, `BatchTooLarge`.
    """
    require_clear(
        members=(asked.ids is not None) + (asked.query is not None),
        deeds=(asked.step is not None) + (asked.change is not None),
    )
    ids = list(dict.fromkeys(asked.ids or ())) if filters is None else await _matching(work, filters)
    locked = await members.lock_members(work.session, ids)
    outcomes: dict[UUID, Refusal | Decision | None] = {id: _judge(work, locked.get(id), asked) for id in ids}
    if asked.step is not None and asked.step.step is AskedStep.SUBMIT:
        outcomes |= await refusals(
            work, [locked[id] for id, outcome in outcomes.items() if isinstance(outcome, Decision)]
        )
    doable = [id for id, outcome in outcomes.items() if not isinstance(outcome, Refusal)]
    if not asked.dry_run:
        rows = [locked[id] for id in doable]
        if asked.step is not None:
            decisions = [outcome for outcome in outcomes.values() if isinstance(outcome, Decision)]
            await _write(work, rows, decisions, issue_card=asked.step.issue_card)
        elif asked.change is not None:
            await _change(work, rows, asked.change, given)
    return {
        "dry_run": asked.dry_run,
        "total": len(ids),
        "succeeded": len(doable),
        "failed": len(ids) - len(doable),
        "items": [_item(work, index, id, outcomes[id], locked.get(id)) for index, id in enumerate(ids)],
    }


async def _matching(work: Work, filters: MemberFilters) -> list[UUID]:
    ids = [row["id"] for row in await work.rows(lists.select_ids(work.scope, filters, most=MOST + 1))]
    require_small(len(ids))
    return ids


def _judge(work: Work, row: Member | None, asked: BatchRequest) -> Refusal | Decision | None:
    if row is None:
        return NotFound()
    if asked.step is None:
        status = MemberStatus(row.status)
        ended = not status.current and status not in _BEGINNING
        return RecordClosed(status=status) if ended else None
    try:
        return _decide(work, row, asked.step)
    except Refusal as refusal:
        return refusal


_BEGINNING = frozenset({MemberStatus.DRAFT, MemberStatus.SUBMITTED, MemberStatus.RETURNED})


def _item(work: Work, index: int, id: UUID, outcome: Refusal | Decision | None, row: Member | None) -> dict[str, Any]:
    problem, status = None, 200
    if isinstance(outcome, Refusal):
        problem = {"code": outcome.code, "detail": outcome.sentence(work.language)}
        status = 404 if isinstance(outcome, NotFound) else 409 if isinstance(outcome, Conflict) else 422
    return {"index": index, "status": status, "id": id, "name": row.name if row else None, "problem": problem}


async def _change(work: Work, rows: Sequence[Member], change: BatchChange, given: frozenset[str]) -> None:
    values: dict[str, Any] = {}
    for name in sorted(given & set(BATCH_FIELDS)):
        value = getattr(change, name)
        if value is None and name in ("kind", "migrant", "dispatched", "hardship"):
            raise FieldNeeded(pointer=f"/change/{name}")
        values[name] = str(value) if isinstance(value, str) else ("" if value is None and name == "post" else value)
    if change.employer_id is not None:
        await store.require_employer(work.session, change.employer_id)
    if change.kind is MemberKind.MIGRANT:
        values["migrant"] = True
    if change.kind is MemberKind.DISPATCHED or change.employment_form == "dispatch":
        values["dispatched"] = True
    if not values:
        return
    shares = [completeness(filled(row) | values) for row in rows]
    await store.apply_values(work.session, [row.id for row in rows], shares, values, at=work.now)
    kind = MemberEventKind.CARD_ISSUED if set(values) == {"card_issued_on"} else MemberEventKind.EDITED
    facts = [{"changes": {n: [_plain(getattr(row, n)), _plain(v)] for n, v in values.items()}} for row in rows]
    await _record(work, rows, str(kind), work.today, facts)
    for row in rows:
        work.tell("member_edited", row, fields=sorted(values))


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)
