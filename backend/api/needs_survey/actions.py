"""All that can happen to a survey of need: entered, changed, deleted; a measure added, taken away, done (AID-28)."""

from typing import Any
from uuid import UUID

from backend.api.needs_survey.reading import TABLE
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import needs_survey as surveys
from backend.db.queries import organization as organizations
from backend.db.tables.needs_survey import NeedsMeasure, NeedsSurvey
from backend.db.types import new_id
from backend.domain.needs import surveys as rules
from backend.domain.needs.surveys import MeasureDraft, MeasureResult, SurveyChange, SurveyDraft
from backend.domain.organization.changes import new_values, require_active

_LISTS = ("ways", "causes")


async def enter(work: Work, draft: SurveyDraft) -> NeedsSurvey:
    """Enter a survey of a union. Raises `NotFound`, `NotLiving`, `SurveyDayOut`."""
    union = await organizations.get_organization(work.session, draft.organization_id, lock=True)
    require_active(union.name, union.status)
    rules.require_day(draft.held_on, founded_on=union.established_on, today=work.today)
    id = new_id()
    row = NeedsSurvey(
        id=id,
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        held_on=draft.held_on,
        ways=[str(way) for way in draft.ways],
        causes=[str(cause) for cause in draft.causes],
        people=draft.people,
        homes=draft.homes,
        findings=work.vault.seal(draft.findings, TABLE, "findings", id),
        made_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("needs_survey_entered", row, name=union.name, held_on=row.held_on)
    return row


async def edit(work: Work, id: UUID, change: SurveyChange, *, seen: int, given: frozenset[str]) -> NeedsSurvey:
    """Correct a survey; the record says which fields changed, not what was found. Raises `NotFound`, `SurveyDayOut`,
    `SurveyAfterMeasure`, `CannotBeEmpty`, `Stale`."""
    row = await surveys.get_survey(work.session, id, lock=True)
    union = await organizations.get_organization(work.session, row.organization_id)
    take(row, seen)
    changed: list[str] = []
    for name, new in new_values(change, given, nullable=()).items():
        if name == "findings":
            same = work.vault.open(row.findings, TABLE, name, row.id) == new
            value: Any = row.findings if same else work.vault.seal(new, TABLE, name, row.id)
        else:
            value = [str(each) for each in new] if name in _LISTS else new
        if getattr(row, name) != value:
            changed.append(name)
            setattr(row, name, value)
    rules.require_day(row.held_on, founded_on=union.established_on, today=work.today)
    if "held_on" in changed:
        rules.require_before(await surveys.first_day(work.session, row.id), held_on=row.held_on)
    await work.session.flush()
    if changed:
        work.tell("needs_survey_edited", row, name=union.name, held_on=row.held_on, fields=changed)
    return row


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Delete a survey that was entered by mistake, with its plan. Raises `NotFound`, `SurveyActedOn`, `Stale`."""
    row = await surveys.get_survey(work.session, id, lock=True)
    rules.require_unacted(row.done)
    take(row, seen)
    await _tell(work, "needs_survey_deleted", row, held_on=row.held_on)
    for measure in await surveys.list_measures(work.session, row.id):
        await work.session.delete(measure)
    await work.session.flush()
    await work.session.delete(row)
    await work.session.flush()


async def plan(work: Work, id: UUID, draft: MeasureDraft, *, seen: int) -> NeedsSurvey:
    """Add a measure to the plan. Raises `NotFound`, `TooManyMeasures`, `MeasureDayOut`, `Stale`."""
    row = await surveys.get_survey(work.session, id, lock=True)
    rules.require_room(row.measures)
    rules.require_after(draft.due_on, held_on=row.held_on, pointer="/due_on")
    take(row, seen)
    work.session.add(
        NeedsMeasure(
            survey_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            kind=str(draft.kind),
            what=draft.what,
            lead=draft.lead,
            due_on=draft.due_on,
            created_at=work.now,
        )
    )
    await work.session.flush()
    await surveys.tally(work.session, row)
    await _tell(work, "needs_measure_planned", row, measure=draft.what, answers=draft.lead, due_on=draft.due_on)
    return row


async def drop(work: Work, id: UUID, measure_id: UUID, *, seen: int) -> NeedsSurvey:
    """Take a measure that is not done off the plan. Raises `NotFound`, `MeasureDone`, `Stale`."""
    row = await surveys.get_survey(work.session, id, lock=True)
    measure = await surveys.get_measure(work.session, id, measure_id)
    rules.require_not_done(measure.done_on)
    take(row, seen)
    await work.session.delete(measure)
    await work.session.flush()
    await surveys.tally(work.session, row)
    await _tell(work, "needs_measure_dropped", row, measure=measure.what)
    return row


async def settle(work: Work, id: UUID, measure_id: UUID, result: MeasureResult, *, seen: int) -> NeedsSurvey:
    """A measure was done. Raises `NotFound`, `MeasureDone`, `MeasureDayOut`, `Stale`."""
    row = await surveys.get_survey(work.session, id, lock=True)
    measure = await surveys.get_measure(work.session, id, measure_id)
    rules.require_not_done(measure.done_on)
    rules.require_after(result.on, held_on=row.held_on, last=work.today, pointer="/on")
    take(row, seen)
    measure.done_on, measure.outcome, measure.done_by_name = result.on, result.outcome, work.caller.name
    await work.session.flush()
    await surveys.tally(work.session, row)
    await _tell(work, "needs_measure_done", row, measure=measure.what, on=result.on)
    return row


async def _tell(work: Work, event: str, row: NeedsSurvey, **facts: Any) -> None:
    union = await organizations.get_organization(work.session, row.organization_id)
    work.tell(event, row, name=union.name, **facts)
