"""The duties that come back every year: those that the papers name (RPT-02), and those of the year before.

The papers give days, and a time for the aid only: what has a day alone is due with its last minute. For the summary of
May Day they say "5月X日"; the eighth is the day after the holiday and a day to write it, and a county changes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from backend.domain.calendar import CHINA
from backend.domain.duty.codes import DutySubject
from backend.domain.duty.rules import UnionDutyDraft, closes_at

DAY_ENDS: Final = time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """A duty as a calendar has it: what, until which day of the year and which minute."""

    subject: DutySubject
    name: str
    ask: str
    month: int
    day: int
    minute: time = DAY_ENDS
    needs_file: bool = False


USUAL: Final = (
    Yearly(
        subject=DutySubject.MAY_DAY,
        name="五一活动总结",
        ask="报送庆祝五一国际劳动节活动总结（可附照片）。",
        month=5,
        day=8,
    ),
    Yearly(
        subject=DutySubject.REGISTERS,
        name="四项实名登记",
        ask="报送基层工会组织、工会会员、工会干部、会员组织关系接转四项实名登记表，电子版和纸质版各一份，报县总组宣部。",
        month=5,
        day=10,
        needs_file=True,
    ),
    Yearly(
        subject=DutySubject.FORMATION, name="建会情况", ask="报送本年度组建工会、发展会员进度情况。", month=5, day=31
    ),
    Yearly(
        subject=DutySubject.LEDGER,
        name="法人单位台账",
        ask="与统计、企业办、工商、税务部门核对法人单位名录，报送台账。",
        month=6,
        day=30,
        needs_file=True,
    ),
    Yearly(
        subject=DutySubject.BY_ELECTION,
        name="补选情况",
        ask="完成空缺工会主席的补选，健全组织机构，情况随台账一并报县总。",
        month=6,
        day=30,
    ),
    Yearly(
        subject=DutySubject.SPORTS_ENTRY,
        name="职工运动会报名",
        ask="报送参赛项目和运动员名单。",
        month=11,
        day=20,
        needs_file=True,
    ),
    Yearly(
        subject=DutySubject.AID,
        name="困难职工帮扶材料",
        ask="报送帮扶对象申请、审批材料，加盖公章。",
        month=12,
        day=30,
        minute=time(17, 30),
        needs_file=True,
    ),
)
"""The calendar of RPT-02, with what ORG-11, ORG-18 and ORG-19 say of each."""


def draft_for(yearly: Yearly, year: int) -> UnionDutyDraft:
    """A duty of the calendar as it is asked in a year."""
    return UnionDutyDraft(
        subject=yearly.subject,
        name=yearly.name,
        ask=yearly.ask,
        due_at=datetime.combine(date(year, yearly.month, yearly.day), yearly.minute, CHINA),
        needs_file=yearly.needs_file,
        yearly=True,
    )


def in_year(due_at: datetime, year: int) -> datetime:
    """The same minute of the same day in another year; the 29th of February on the 28th where there is none."""
    local = due_at.astimezone(CHINA)
    day = 28 if (local.month, local.day) == (2, 29) and not _leap(year) else local.day
    return local.replace(year=year, day=day)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@dataclass(frozen=True, slots=True)
class YearList:
    """What a year is asked anew: the drafts, how many are there already, of how many the deadline is over."""

    drafts: tuple[UnionDutyDraft, ...]
    there: int
    past: int


def list_for(year: int, *, before: Iterable[UnionDutyDraft], taken: Iterable[str], now: datetime) -> YearList:
    """The list of a year: the yearly duties of the year `before`, or the calendar of RPT-02 where there were none.

    `taken` are the names that the year has. What is over already is not asked: nobody could be in time for it.
    """
    wanted = [
        UnionDutyDraft(
            subject=each.subject,
            name=each.name,
            ask=each.ask,
            due_at=in_year(each.due_at, year),
            needs_file=each.needs_file,
            yearly=True,
        )
        for each in before
    ] or [draft_for(each, year) for each in USUAL]
    names = frozenset(taken)
    new = [draft for draft in wanted if draft.name not in names]
    ahead = tuple(sorted((draft for draft in new if closes_at(draft.due_at) > now), key=lambda draft: draft.due_at))
    return YearList(ahead, there=len(wanted) - len(new), past=len(new) - len(ahead))
