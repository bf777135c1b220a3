"""What may be done with a file now, by this caller, and why another thing may not."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.api.offers import NOT_HELD
from backend.api.work import Work
from backend.db.tables.aid import Household
from backend.domain.access import Permission
from backend.domain.aid.codes import DecisionState, HardshipCategory, HouseholdStatus, HouseholdStep
from backend.domain.aid.decisions import DecisionOpen, DecisionOwn
from backend.domain.aid.life import HOUSEHOLD_WORKFLOW, FileClosed, NotADraft, NotEntitled, SamePerson
from backend.domain.refusals import Refusal


def steps(
    work: Work, row: Household, by_rules: HardshipCategory | None, decided: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The steps of a file in their order: of its life, of its content, of decisions beside the rules."""
    held = work.held_over(row.code, row.line_code)
    status = HouseholdStatus(row.status)
    found = [
        _step(work, str(each.step), (each.zh, each.en), each.reason or _life(work, row, each.step, by_rules))
        for each in HOUSEHOLD_WORKFLOW.steps(status, held)
    ]
    closed = FileClosed() if status is HouseholdStatus.EXITED else None
    edits = Permission.AID_EDIT in held
    reviews = Permission.AID_REVIEW in held
    waiting = next((each for each in decided if each["state"] == DecisionState.PROPOSED), None)
    found.append(_step(work, "edit", ("修改", "Edit"), closed, held=edits))
    if status is HouseholdStatus.DRAFT:
        found.append(_step(work, "delete", ("删除草稿", "Delete the draft"), None, held=edits))
    else:
        found.append(_step(work, "delete", ("删除草稿", "Delete the draft"), NotADraft(), held=edits))
    if waiting is None:
        found.append(_step(work, "propose_decision", ("另行认定", "Decide otherwise"), closed, held=edits))
        return found
    own = waiting["proposed_by"] == work.caller.user_id
    found.append(
        _step(work, "propose_decision", ("另行认定", "Decide otherwise"), closed or DecisionOpen(), held=edits)
    )
    confirm = DecisionOwn() if own else None
    found.append(_step(work, "confirm_decision", ("确认认定", "Confirm the decision"), confirm, held=reviews))
    label = ("撤回认定", "Take it back") if own else ("不予确认", "Refuse the decision")
    found.append(_step(work, "refuse_decision", label, None, held=own or reviews))
    return found


def _life(work: Work, row: Household, step: HouseholdStep, by_rules: HardshipCategory | None) -> Refusal | None:
    if step not in (HouseholdStep.OPEN, HouseholdStep.RETURN):
        return None
    if row.keeper_id == work.caller.user_id:
        return SamePerson()
    stands = row.decided and step is HouseholdStep.OPEN
    return None if by_rules is not None or (stands and row.category is not None) else NotEntitled()


def _step(
    work: Work, step: str, label: tuple[str, str], refusal: Refusal | None, *, held: bool = True
) -> dict[str, Any]:
    english = work.language == "en"
    reason = None if refusal is None else refusal.sentence(work.language)
    if not held:
        reason = NOT_HELD["en" if english else "zh"]
    return {"step": step, "label": label[english], "allowed": reason is None, "reason": reason}
