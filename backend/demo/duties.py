"""Duties of the demo: the calendar of the year for each county's towns, and two of these weeks, in every state (RPT-02)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from backend.api.duty import actions as duties
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.queries.duty import list_of
from backend.db.tables.duty import Duty
from backend.demo.cast import Cast, morning
from backend.demo.city import City, Node
from backend.demo.pictures import scan
from backend.domain.access import Role
from backend.domain.calendar import CHINA, day_of
from backend.domain.duty.codes import DutySubject
from backend.domain.duty.rules import DutyReportDraft, UnionDutyDraft

_BEGINS = (1, 4)
"""The day in January on which the counties make the list of the year."""
_PUNCTUAL = 3
"""Of so many towns one is in time, one is late, and one does not report at all what is over."""


async def ask(cast: Cast, city: City, counties: Sequence[Node], *, now: datetime) -> None:
    """Each county asks its towns: the list of the year, and two duties that are over and due within these weeks. The
    first has had an answer to everything of the year; of the others these weeks tell enough."""
    for county in counties:
        towns = [node for node in city.nodes if node.parent is county]
        whole_year = await _year(cast, county, now=now)
        these_weeks = [
            await _one(cast, county, "职工之家建设进展", ahead=-3, now=now),
            await _one(cast, county, "工会工作信息", ahead=5, now=now),
        ]
        for duty in (*whole_year, *these_weeks) if county is counties[0] else these_weeks:
            await _answer(cast, county, towns, duty, now=now)


async def _year(cast: Cast, county: Node, *, now: datetime) -> list[Duty]:
    begins = datetime.combine(day_of(now).replace(month=_BEGINS[0], day=_BEGINS[1]), time(), CHINA)
    work = cast.act(Role.OFFICER, county, morning(min(begins, now - timedelta(days=1))))
    year = day_of(work.now).year
    await duties.make_year(work, year)
    return await list_of(cast.session, county.id, year)


async def _one(cast: Cast, county: Node, name: str, *, ahead: int, now: datetime) -> Duty:
    due_at = datetime.combine(day_of(now) + timedelta(days=ahead), time(17, 30), CHINA)
    work = cast.act(Role.OFFICER, county, morning(now - timedelta(days=20)))
    draft = UnionDutyDraft(subject=DutySubject.OTHER, name=name, ask="一页纸，写明数字和做法。", due_at=due_at)
    return await duties.make(work, draft)


async def _answer(cast: Cast, county: Node, towns: Sequence[Node], duty: Duty, *, now: datetime) -> None:
    """What is over was reported in time by some, late by some, and by some not at all, of the year's list and of these
    weeks not by the same; what is ahead by the second town, and by the third, whose report was sent back."""
    over, first = duty.due_at < now, 0 if duty.yearly else _PUNCTUAL - 1
    for number, town in enumerate(towns):
        place = (number + first) % _PUNCTUAL
        if place == _PUNCTUAL - 1 if over else number not in (1, 2):
            continue
        late = over and place == 1
        at = morning(duty.due_at + timedelta(days=1) if late else min(duty.due_at, now) - timedelta(days=2))
        if at <= duty.created_at:
            continue
        work = cast.act(Role.OFFICER, town, at)
        row = await duties.report(work, duty.id, await _said(cast, work, duty))
        if not over and number == 2:
            back = cast.act(Role.OFFICER, county, morning(now - timedelta(days=1)))
            await duties.send_back(back, duty.id, row.id, "第 2 项数字与台账不符，请核对后重报。", seen=row.version)


async def _said(cast: Cast, work: Work, duty: Duty) -> DutyReportDraft:
    if not duty.needs_file:
        return DutyReportDraft(note="已按要求报送。")
    file = await cast.picture(work, scan(duty.due_at.month), f"{duty.name}（盖章）.pdf", Purpose.CABINET)
    return DutyReportDraft(note="电子版见附件，纸质件已送。", file_id=file)
