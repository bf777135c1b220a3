"""Judging unions, and entering what they are judged by."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.outcomes import outcome_of
from backend.api.qualification.reading import as_judged, judged_level, require_by_place
from backend.api.qualification.schemas import QualificationBatch
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import qualification as qualifications
from backend.db.queries import target as unions
from backend.db.tables.qualification import Qualification, QualificationStandard
from backend.domain.qualification import rules
from backend.domain.qualification.rules import Judgement
from backend.domain.qualification.standards import (
    QualificationStandardDraft,
    Standard,
    cleaned,
    is_met,
    require_standard,
    standard_of,
)
from backend.domain.refusals import NotFound, Refusal, Stale


async def judge(work: Work, asked: QualificationBatch) -> dict[str, Any]:
    """Judge unions for a year; whichever cannot be is named with the reason, the others are.

    What stands already is left as it is. Raises `QualificationByPlace`, `QualificationYearOut`.
    """
    require_by_place(work)
    rules.require_judged_year(asked.year, this_year=work.today.year)
    await qualifications.hold_standards(work.session, alone=False)
    rows = await qualifications.list_standards(work.session)
    standard = standard_of(asked.year, map(qualifications.standard_in, rows))
    ids = list(dict.fromkeys(each.organization_id for each in asked.items))
    known = await unions.find_unions(work.session, ids)
    kept = dict(await qualifications.list_judged(work.session, ids, asked.year, lock=True))
    outcomes: list[Refusal | None] = []
    seen: set[UUID] = set()
    for each in asked.items:
        try:
            if each.organization_id in seen:
                raise rules.QualificationTwice()
            seen.add(each.organization_id)
            _judge(work, each, asked.year, standard, known, kept)
        except Refusal as refusal:
            outcomes.append(refusal)
        else:
            outcomes.append(None)
    await work.session.flush()
    failed = sum(outcome is not None for outcome in outcomes)
    return {
        "total": len(outcomes),
        "succeeded": len(outcomes) - failed,
        "failed": failed,
        "items": [
            {"index": index, "organization_id": asked.items[index].organization_id, **outcome_of(work, outcome)}
            for index, outcome in enumerate(outcomes)
        ],
    }


def _judge(
    work: Work,
    said: Judgement,
    year: int,
    standard: Standard,
    known: Mapping[UUID, Any],
    kept: Mapping[UUID, Qualification],
) -> None:
    """One row: what the rules say, and what is kept. Raises what they raise, `NotFound` and `Stale`."""
    union = known.get(said.organization_id)
    if union is None:
        raise NotFound()
    row = kept.get(union.id)
    rules.require_judgeable(as_judged(union, row), level=judged_level(work))
    marks = rules.marks_of(standard, said.marks)
    if said.version != (row.version if row else 0):
        raise Stale(current=row.version if row else 0)
    qualified = is_met(standard, marks)
    signed: dict[str, Any] = {
        "from_organization_name": work.caller.grant_on(work.scope.organization_id).organization_name,
        "from_level": judged_level(work),
        "judged_by": work.caller.user_id,
        "judged_by_name": work.caller.name,
        "judged_at": work.now,
    }
    if row is None:
        place: dict[str, Any] = {"organization_id": union.id, "code": union.code, "line_code": union.line_code}
        row = Qualification(**place, year=year, marks=marks, qualified=qualified, **signed)
        work.session.add(row)
        work.tell("qualification_judged", row, year=year, marks=marks, qualified=qualified)
        return
    if row.marks == marks and row.from_level == signed["from_level"]:
        return
    # The office above may confirm what the union said of itself: the marks stay, the signature is another.
    ends: dict[str, list[Any]] = {"marks": [row.marks, marks], "qualified": [row.qualified, qualified]}
    changes = {name: each for name, each in ends.items() if each[0] != each[1]}
    row.marks, row.qualified = marks, qualified
    for name, each in signed.items():
        setattr(row, name, each)
    row.version += 1
    work.tell("qualification_changed", row, year=year, changes=changes)


async def enter(work: Work, from_year: int, draft: QualificationStandardDraft, *, seen: int) -> QualificationStandard:
    """Enter the list that begins in a year, or correct it.

    Raises `StandardYearOut`, `StandardInUse`, `CriterionTwice`, `TextUnreadable`, `Stale`.
    """
    name, criteria = cleaned(draft)
    await qualifications.hold_standards(work.session, alone=True)
    last = await qualifications.find_last_judged(work.session)
    require_standard(from_year, this_year=work.today.year, last_judged=last)
    rows = await qualifications.list_standards(work.session)
    row = next((row for row in rows if row.from_year == from_year), None)
    if row is None:
        if seen != 0:
            raise Stale(current=0)
        code, line_code = work.place
        assert work.scope.organization_id is not None
        row = QualificationStandard(
            organization_id=work.scope.organization_id, code=code, line_code=line_code, from_year=from_year, name=name
        )
        work.session.add(row)
    else:
        take(row, seen)
    row.name, row.criteria = name, list(criteria)
    row.changed_at, row.changed_by_name = work.now, work.caller.name
    await work.session.flush()
    work.tell("qualification_standard_entered", row, from_year=from_year, name=name, criteria=list(criteria))
    return row
