"""Entering and correcting a year of the work calendar."""

from backend.api.versions import take
from backend.api.work import Work
from backend.api.work_calendar.schemas import SpecialDayIn, WorkYearDraft
from backend.db.queries import work_calendar as calendars
from backend.db.tables.work_calendar import WorkYear
from backend.domain.refusals import Stale, at
from backend.domain.text import clean_text
from backend.domain.working_days import SpecialDay, require_arrangement


async def enter(work: Work, year: int, draft: WorkYearDraft, *, seen: int) -> WorkYear:
    """Enter a year or correct it, whole. What was counted before stays as it was counted.

    Raises `DayElsewhere`, `DayTwice`, `NotMadeUp`, `TextUnreadable`, `Stale`.
    """
    days = require_arrangement(year, [_cleaned(place, each) for place, each in enumerate(draft.days)])
    with at("/source"):
        source = clean_text(draft.source)
    row = await calendars.find_year(work.session, year, lock=True)
    before = calendars.days_of(row.days) if row else ()
    if row is None:
        if seen != 0:
            raise Stale(current=0)
        code, line_code = work.place
        assert work.scope.organization_id is not None
        row = WorkYear(organization_id=work.scope.organization_id, code=code, line_code=line_code, year=year)
        work.session.add(row)
    else:
        take(row, seen)
    row.days, row.source = calendars.kept_as(days), source
    row.changed_at, row.changed_by_name = work.now, work.caller.name
    await work.session.flush()
    moved = sorted(day.on for day in {*before} ^ {*days})
    work.tell("work_calendar_entered", row, year=year, days=list(dict.fromkeys(moved)))
    return row


def _cleaned(place: int, day: SpecialDayIn) -> SpecialDay:
    with at(f"/days/{place}/name"):
        return SpecialDay(on=day.on, kind=day.kind, name=clean_text(day.name))
