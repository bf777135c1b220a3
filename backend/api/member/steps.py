"""Steps of memberships, for one member and for many: each decided by the domain, all written together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.member.claims import require_free
from backend.api.versions import take
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import member as members
from backend.db.records import filled
from backend.db.register import Place
from backend.db.tables.member import Member
from backend.domain.member.codes import MemberEventKind, MemberStatus
from backend.domain.member.completeness import completeness
from backend.domain.member.register import require_takes_members
from backend.domain.member.steps import TAKES_IN, AskedStep, Decision, StepAsked, decide
from backend.domain.refusals import Stale


async def advance(work: Work, id: UUID, asked: StepAsked, *, seen: int) -> Member:
    """Take one step with one membership.

    Raises what `decision_for` raises, `NotFound`, and on handing in `MemberExists`, `MemberElsewhere`, `AskedTooOften`.
    """
    places = await hold_places(work, asked, [id])
    row = await members.get_member(work.session, id, lock=True)
    decision = decision_for(work, row, asked, places)
    if asked.step is AskedStep.SUBMIT:
        await require_free(work, row.id_number_index, of=row.id)
    take(row, seen)
    # The set-based statement counts the version up; the claim above only checked it.
    row.version = seen
    await write(work, [row], [decision], issue_card=asked.issue_card)
    await work.session.refresh(row)
    return row


async def hold_places(work: Work, asked: StepAsked, ids: Sequence[UUID]) -> Mapping[UUID, Place]:
    """The unions that would take these members in by the step, held until the commit: asked before anybody is locked."""
    return await store.hold_places(work.session, ids) if asked.step in TAKES_IN else {}


def decision_for(work: Work, row: Member, asked: StepAsked, places: Mapping[UUID, Place]) -> Decision:
    """What the step does to this member, by the grants of the caller that cover them.

    Raises what `decide` raises, `NotLiving`, `TakesNoMembers`; `Stale` for who went elsewhere after `places` were held.
    """
    held = work.held_over(row.code, row.line_code)
    decision = decide(MemberStatus(row.status), row.status_since, asked, held, today=work.today)
    if asked.step in TAKES_IN:
        place = places.get(row.organization_id)
        if place is None:
            raise Stale(current=row.version)
        require_takes_members(name=place.name, kind=place.kind, status=place.status)
    return decision


async def write(work: Work, rows: Sequence[Member], decisions: Sequence[Decision], *, issue_card: bool) -> None:
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
    await record(work, rows, str(event), on, facts)
    carded = [row for row, state in zip(rows, new, strict=True) if state["card_issued_on"] != row.card_issued_on]
    await record(work, carded, str(MemberEventKind.CARD_ISSUED), on, None)
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


async def record(
    work: Work, rows: Sequence[Member], kind: str, on: date, facts: Sequence[Mapping[str, Any]] | None
) -> None:
    """An entry by the caller in the life line of each of these members; `facts` one for each."""
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
