"""The life of a file: put on record, reviewed, left, come back; and decisions beside the rules."""

from uuid import UUID

from backend.api.entitlement import judge, keep
from backend.api.household.claims import require_free
from backend.api.household.schemas import ExitFileStep, ProposeDecisionStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import household as households
from backend.db.queries import paper_request as requests
from backend.db.tables.aid import Household, HouseholdDecision, HouseholdMovement
from backend.domain.aid import decisions
from backend.domain.aid.codes import (
    DecisionState,
    ExitReason,
    HardshipCategory,
    HouseholdStatus,
    HouseholdStep,
    SnapshotKind,
)
from backend.domain.aid.decisions import DecisionDraft
from backend.domain.aid.life import (
    HOUSEHOLD_WORKFLOW,
    ExitUnexplained,
    NotEntitled,
    erase_on,
    require_open,
    require_second,
    review_due,
)
from backend.domain.aid.paper_request_codes import PaperRequestStatus
from backend.domain.text import clean_text


async def open_file(work: Work, id: UUID, *, seen: int) -> Household:
    """Put a draft on record. Raises `SamePerson`, `NotEntitled`, `HouseholdExists`, `HouseholdElsewhere`."""
    row, status = await _advance(work, id, HouseholdStep.OPEN, seen=seen)
    require_second(keeper=row.keeper_id, acting=work.caller.user_id)
    await _require_entitled(work, row)
    row.status, row.opened_on = status, work.today
    await _come_on_file(work, row, SnapshotKind.APPLICATION)
    _move(work, row, HouseholdStep.OPEN)
    work.tell("household_opened", row, number=row.number, category=row.category)
    return row


async def review(work: Work, id: UUID, *, seen: int) -> Household:
    """The yearly review: judged anew, kept as it stands, due again in a year (AID-11)."""
    row, _status = await _advance(work, id, HouseholdStep.REVIEW, seen=seen)
    await judge(work, row)
    row.reviewed_on, row.review_due_on = work.today, review_due(work.today)
    await keep(work, row, SnapshotKind.ANNUAL)
    work.tell("household_reviewed", row, number=row.number, category=row.category)
    return row


async def exit_file(work: Work, id: UUID, asked: ExitFileStep, *, seen: int) -> Household:
    """The household leaves. Nobody of it stands in the way of another file any more. Raises `ExitUnexplained`."""
    note = clean_text(asked.note)
    if asked.reason is ExitReason.OTHER and not note:
        raise ExitUnexplained(pointer="/note")
    row, status = await _advance(work, id, HouseholdStep.EXIT, seen=seen)
    await keep(work, row, SnapshotKind.EXIT)
    row.status, row.exited_on, row.exit_reason, row.exit_note = status, work.today, str(asked.reason), note
    row.erase_on, row.review_due_on = erase_on(work.today), None
    await _set_active(work, row, active=False)
    await _ask_no_more(work, row)
    _move(work, row, HouseholdStep.EXIT, reason=asked.reason)
    work.tell("household_exited", row, number=row.number, reason=asked.reason)
    return row


async def _ask_no_more(work: Work, file: Household) -> None:
    """What the worker is asked for is withdrawn with the file, whoever may withdraw it otherwise."""
    asked = await requests.hold_open(work.session, file.id)
    if asked is None:
        return
    asked.status, asked.ended_at, asked.ended_by_name = str(PaperRequestStatus.WITHDRAWN), work.now, work.caller.name
    asked.version += 1
    work.tell("paper_request_withdrawn", asked, number=file.number)


async def return_file(work: Work, id: UUID, *, seen: int) -> Household:
    """The household is in hardship again: the same file goes on. Raises as `open_file` does."""
    row, status = await _advance(work, id, HouseholdStep.RETURN, seen=seen)
    require_second(keeper=row.keeper_id, acting=work.caller.user_id)
    row.decided = False
    await _require_entitled(work, row)
    row.status, row.returned_on = status, work.today
    row.exited_on, row.exit_reason, row.exit_note, row.erase_on = None, None, "", None
    await _come_on_file(work, row, SnapshotKind.RETURN)
    _move(work, row, HouseholdStep.RETURN)
    work.tell("household_returned", row, number=row.number, category=row.category)
    return row


async def propose(work: Work, id: UUID, asked: ProposeDecisionStep, *, seen: int) -> Household:
    """Propose another category than the rules give. Raises `DecisionOpen`, `DecisionSame`, `ReasonMissing`."""
    draft = DecisionDraft(category=asked.category, reason=asked.reason)
    row = await _held(work, id, seen=seen)
    by_rules = (await judge(work, row)).category
    waiting = await households.find_open_decision(work.session, id)
    decisions.require_proposable(open=waiting is not None, category=draft.category, by_rules=by_rules)
    work.session.add(
        HouseholdDecision(
            household_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            category=_slug(draft.category),
            by_rules=_slug(by_rules),
            reason=draft.reason,
            proposed_by=work.caller.user_id,
            proposed_by_name=work.caller.name,
            proposed_at=work.now,
        )
    )
    await work.session.flush()
    work.tell("household_decision_proposed", row, number=row.number, category=draft.category, by_rules=by_rules)
    return row


async def settle(work: Work, id: UUID, *, confirmed: bool, seen: int) -> Household:
    """The second officer speaks. Raises `DecisionNone`, `DecisionOwn`, `StepNotAllowed`."""
    row = await _held(work, id, seen=seen)
    waiting = await households.find_open_decision(work.session, id)
    if waiting is None:
        raise decisions.DecisionNone()
    own = waiting.proposed_by == work.caller.user_id
    if confirmed or not own:
        decisions.require_second_officer(proposed_by=waiting.proposed_by, acting=work.caller.user_id)
        held = work.held_over(row.code, row.line_code)
        decisions.require_reviewer(held)
    waiting.state = str(decisions.state_after(confirmed=confirmed))
    if not own:
        waiting.decided_by, waiting.decided_by_name = work.caller.user_id, work.caller.name
    waiting.decided_at = work.now
    if confirmed:
        row.category, row.decided = waiting.category, waiting.category != waiting.by_rules
    await work.session.flush()
    if waiting.state == DecisionState.CONFIRMED:
        work.tell("household_decision_confirmed", row, number=row.number, category=waiting.category)
    else:
        work.tell("household_decision_refused", row, number=row.number, category=waiting.category)
    return row


async def _advance(work: Work, id: UUID, step: HouseholdStep, *, seen: int) -> tuple[Household, str]:
    """The file, held, and the state that the step leads to; it is written when the rest of the step stands."""
    row = await households.get_household(work.session, id, lock=True)
    held = work.held_over(row.code, row.line_code)
    status = HOUSEHOLD_WORKFLOW.advance(HouseholdStatus(row.status), step, held)
    take(row, seen)
    row.updated_at = work.now
    return row, str(status)


async def _held(work: Work, id: UUID, *, seen: int) -> Household:
    row = await households.get_household(work.session, id, lock=True)
    require_open(HouseholdStatus(row.status))
    take(row, seen)
    row.updated_at = work.now
    return row


async def _require_entitled(work: Work, row: Household) -> None:
    people = await households.list_people(work.session, row.id)
    indexes = [person.id_number_index for person in people if person.id_number_index is not None]
    await require_free(work, indexes, of=row.id)
    await judge(work, row)
    if row.category is None:
        raise NotEntitled()


async def _come_on_file(work: Work, row: Household, kind: SnapshotKind) -> None:
    row.reviewer_id, row.reviewer_name = work.caller.user_id, work.caller.name
    row.reviewed_on, row.review_due_on = work.today, review_due(work.today)
    await _set_active(work, row, active=True)
    await keep(work, row, kind)


def _move(work: Work, row: Household, step: HouseholdStep, *, reason: ExitReason | None = None) -> None:
    # What the file says of its exit goes when it returns; the month in which it left still has one that left.
    work.session.add(
        HouseholdMovement(
            household_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            step=str(step),
            on=work.today,
            reason=None if reason is None else str(reason),
        )
    )


async def _set_active(work: Work, row: Household, *, active: bool) -> None:
    await work.session.flush()
    for person in await households.list_people(work.session, row.id):
        person.active = active
    await work.session.flush()


def _slug(category: HardshipCategory | None) -> str | None:
    return None if category is None else str(category)
