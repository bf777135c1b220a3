"""What may be done with a case now, by this caller, and why another thing may not; and the way it goes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from backend.api.aid_case import judging
from backend.api.aid_case.judging import Grounds
from backend.api.offers import NOT_HELD
from backend.api.work import Work
from backend.db.tables.aid_case import AidCase
from backend.domain.access import Permission
from backend.domain.aid import cases as rules
from backend.domain.aid import way
from backend.domain.aid.case_codes import CaseStatus, ProgramKind
from backend.domain.aid.cases import LEVEL_OF
from backend.domain.organization.codes import Level
from backend.domain.refusals import Refusal
from backend.domain.working_days import WorkCalendar


def steps(work: Work, row: AidCase, grounds: Grounds) -> list[dict[str, Any]]:
    """Every step that the table has from here, with the reason why not; and whether the draft may be edited."""
    english = work.language == "en"
    held = work.held_over(row.code, row.line_code)
    status = CaseStatus(row.status)
    found = [
        _step(
            work,
            str(each.step),
            each.en if english else each.zh,
            judging.refusal_of(work, row, each.step, grounds) if each.reason is None else each.reason,
        )
        for each in way.workflow_of(grounds.stages).steps(status, held)
    ]
    closed: Refusal | None = None
    try:
        rules.require_draft(status)
    except Refusal as refusal:
        closed = refusal
    edit = _step(work, "edit", "Edit" if english else "修改", closed)
    if Permission.AID_EDIT not in held:
        edit |= {"allowed": False, "reason": NOT_HELD["en" if english else "zh"]}
    return [*found, edit]


def _step(work: Work, step: str, label: str, refusal: Refusal | None) -> dict[str, Any]:
    reason = None if refusal is None else refusal.sentence(work.language)
    return {"step": step, "label": label, "allowed": reason is None, "reason": reason}


def returns_to(work: Work, row: AidCase, grounds: Grounds) -> list[dict[str, Any]]:
    """Where the case may be sent back to."""
    english = work.language == "en"
    return [
        {"status": each, "label": each.en if english else each.zh}
        for each in way.earlier(grounds.stages, CaseStatus(row.status))
        if each is not CaseStatus(row.status)
    ]


def stations(
    work: Work,
    row: AidCase,
    grounds: Grounds,
    above: Sequence[Mapping[str, Any]],
    taken: Sequence[Mapping[str, Any]],
    calendar: WorkCalendar,
) -> list[dict[str, Any]]:
    """The way of a case: what it has passed, where it is, and by when each of the desks ahead will have decided.

    `above` are the unions from the top of what the caller sees down to the case's own.
    """
    english = work.language == "en"
    last = (
        (CaseStatus.HELPING, CaseStatus.HELPED) if gives_none(row, grounds) else (CaseStatus.APPROVED, CaseStatus.PAID)
    )
    whole = (*(way.status_in(each) for each in grounds.stages), *last)
    status = CaseStatus(row.status)
    here = whole.index(status) if status in whole else _reached(whole, status, taken)
    open_ = status in whole or status is CaseStatus.DRAFT
    begin = max(work.now, row.due_at or work.now)
    ahead = [each for place, each in enumerate(whole) if place > here]
    expected: dict[CaseStatus, datetime | None] = (
        dict(zip(ahead, rules.planned(ahead, begin, calendar), strict=True)) if open_ else {}
    )
    found = []
    for place, each in enumerate(whole):
        state = "done" if place < here or status is CaseStatus.ARCHIVED else "now" if each is status else "ahead"
        if not open_ and place >= here and status is not CaseStatus.ARCHIVED:
            # Refused or withdrawn: what lay ahead will not come.
            continue
        found.append(
            {
                "status": each,
                "label": each.en if english else each.zh,
                "state": "done" if each is whole[-1] and status is each else state,
                "desk_name": _holder(each, above),
                "due_at": row.due_at if state == "now" else expected.get(each) if state == "ahead" else None,
            }
        )
    return found


def gives_none(row: AidCase, grounds: Grounds) -> bool:
    """Whether it is, or would be, approved as help without money."""
    return (row.asked_fen if row.status == CaseStatus.DRAFT else row.amount_fen) == 0 and not rules.gives_money(
        ProgramKind(grounds.program.kind)
    )


def _reached(whole: Sequence[CaseStatus], status: CaseStatus, taken: Sequence[Mapping[str, Any]]) -> int:
    """How many stations lie behind a case that stands in none of them."""
    if status is CaseStatus.DRAFT or not taken:
        return -1 if status is CaseStatus.DRAFT else 0
    if status is CaseStatus.ARCHIVED:
        return len(whole)
    before = CaseStatus(taken[-1]["from_status"])
    return whole.index(before) if before in whole else 0


def _holder(status: CaseStatus, above: Sequence[Mapping[str, Any]]) -> str | None:
    level = LEVEL_OF.get(status)
    if level is None:
        return None
    fitting = [each["name"] for each in above if Level(each["level"]) <= level]
    # The top of what the caller sees may stand lower than the one that decides.
    return fitting[-1] if fitting else None
