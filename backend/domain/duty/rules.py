"""What may be asked of the unions below, when it is late, and what stands against reporting it or sending it back.

A duty is due to the minute: "30 December, 17:30" is met by what comes while the clock still shows 17:30 (RPT-02). Nobody
accepts a report; who asked sends back what is not good enough, and until then it counts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.calendar import CHINA, day_of
from backend.domain.duty.codes import DutyState, DutySubject
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text

MINUTE = timedelta(minutes=1)
AHEAD = timedelta(days=15)
"""A duty is on the workbench of who owes it so long before it is due."""
YEARS_AHEAD = 1
"""Duties are made for this year and for the next."""


class DutyNameMissing(Invalid):
    """A duty without a name."""

    code = "duty_name_missing"
    zh = "请写明要报送什么，下级在名单上看到的就是它。"
    en = "Say what is to be handed in: it is what unions below see on their list."


class DutyDueOut(Invalid):
    """Facts: `last` (year)."""

    code = "duty_due_out"
    zh = "报送期限应晚于现在，并在 {last} 年底之前。已经过去的期限，下级无法按时报送。请改一个期限。"
    en = (
        "The deadline lies ahead, before the end of {last}: nobody can be in time for one that is over. Choose another."
    )


class DutyNamedAlready(Conflict):
    """Facts: `name`, `year`."""

    code = "duty_named_already"
    zh = "{year} 年已有一项报送任务叫“{name}”，没有再次下达。请修改原来的任务，或换一个名称。"
    en = 'A duty of {year} is called "{name}" already, so none was made. Edit that one, or choose another name.'


class DutyNobodyBelow(Conflict):
    """No living union stands directly below."""

    code = "duty_nobody_below"
    zh = "本会没有直接管理的下级工会，报送任务无处下达。请由上级工会下达。"
    en = "No union stands directly below yours, so there is nobody to ask. The union above makes duties."


class DutyNotIssuer(Conflict):
    """Facts: `name` (of the union that asks)."""

    code = "duty_not_issuer"
    zh = "这项报送任务由“{name}”下达，只能由该会修改、撤销或退回。"
    en = '"{name}" asks for this, and alone can change it, withdraw it or send a report back.'


class DutyNotYours(Conflict):
    """Facts: `name` (of the union that asks)."""

    code = "duty_not_yours"
    zh = "这项任务只由“{name}”直接管理的下级工会报送，不用本会报送。"
    en = 'Only unions directly below "{name}" owe this; yours does not.'


class DutyWithdrawn(Conflict):
    """It is asked no more."""

    code = "duty_withdrawn"
    zh = "这项报送任务已撤销，不用再报送，也不能再改动。"
    en = "This duty was withdrawn: nothing is handed in for it and it changes no more."


class DutyFileMissing(Invalid):
    """A file is asked for."""

    code = "duty_file_missing"
    zh = "这项任务要求附上文件（如盖章扫描件或登记表）。请选择文件后再报送。"
    en = "This duty asks for a file, a stamped scan or a workbook. Choose one, then report."


class DutyFileUnfit(Invalid):
    """The file is not the caller's, or was uploaded for something else."""

    code = "duty_file_unfit"
    zh = "这个文件不是您为档案资料上传的，没有报送。请重新上传。"
    en = "This file was not uploaded by you as a paper; nothing was reported. Upload it again."


class DutyReportedAlready(Conflict):
    """Facts: `by` (name)."""

    code = "duty_reported_already"
    zh = "{by}已为本会报送过这项任务。内容有误请更正，不用再次报送。"
    en = "{by} has reported this for your union. Correct that report if it is wrong; it is not reported twice."


class DutyReturnedAlready(Conflict):
    """It lies with the union below again."""

    code = "duty_returned_already"
    zh = "这份报送已被退回，要由下级工会重新报送。请刷新后再看。"
    en = "This report was sent back and waits for the union below to report anew. Reload."


class DutyReasonMissing(Invalid):
    """Sent back without a word."""

    code = "duty_reason_missing"
    zh = "请写明退回的原因，下级工会据此改正。"
    en = "Say why it is sent back, so that the union below can mend it."


Name = Annotated[str, MinLen(1), MaxLen(60)]
Ask = Annotated[str, MaxLen(1000)]
Note = Annotated[str, MaxLen(500)]
Year = Annotated[int, Ge(2000), Le(2100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionDutyDraft:
    """What is to be handed in, until which minute, with a file or without; `yearly` comes back next year."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    subject: DutySubject
    name: Name
    ask: Ask = ""
    due_at: datetime
    needs_file: bool = False
    yearly: bool = False

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """New values; what is absent stays. What it is about does not change."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Name | None = None
    ask: Ask | None = None
    due_at: datetime | None = None
    needs_file: bool | None = None
    yearly: bool | None = None

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReportDraft:
    """A union says that it has handed in what is asked: a word on it, and a file where one is wanted."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    note: Note = ""
    file_id: UUID | None = None

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_lines(self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReportChange:
    """New values of a report that stands; what is absent stays."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    note: Note | None = None
    file_id: UUID | None = None

    def __post_init__(self) -> None:
        if self.note is not None:
            with at("/note"):
                object.__setattr__(self, "note", clean_lines(self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyYear:
    """The year whose list is made of the yearly duties of the one before."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    year: Year


def _tidy(said: UnionDutyDraft | DutyChange) -> None:
    if said.name is not None:
        with at("/name"):
            object.__setattr__(said, "name", clean_text(said.name))
        if said.name == "":
            raise DutyNameMissing(pointer="/name")
    if said.ask is not None:
        with at("/ask"):
            object.__setattr__(said, "ask", clean_lines(said.ask))
    if said.due_at is not None:
        moment = said.due_at if said.due_at.tzinfo else said.due_at.replace(tzinfo=CHINA)
        object.__setattr__(said, "due_at", moment.replace(second=0, microsecond=0))


def year_of(due_at: datetime) -> int:
    """The year that a duty belongs to: that of its deadline in China."""
    return day_of(due_at).year


def closes_at(due_at: datetime) -> datetime:
    """The first moment that is late: the minute of the deadline belongs to it."""
    return due_at + MINUTE


def require_due(due_at: datetime, *, now: datetime) -> None:
    """Ahead, and in this year or the next. Raises `DutyDueOut`."""
    last = day_of(now).year + YEARS_AHEAD
    if closes_at(due_at) <= now or year_of(due_at) > last:
        raise DutyDueOut(last=last, pointer="/due_at")


def require_year(year: int, *, now: datetime) -> None:
    """This year or the next. Raises `DutyDueOut`."""
    first = day_of(now).year
    if not first <= year <= first + YEARS_AHEAD:
        raise DutyDueOut(last=first + YEARS_AHEAD, pointer="/year")


def require_somebody_below(unions: int) -> None:
    """Raises `DutyNobodyBelow`."""
    if unions == 0:
        raise DutyNobodyBelow()


def require_new_name(*, taken: bool, name: str, year: int) -> None:
    """Raises `DutyNamedAlready`."""
    if taken:
        raise DutyNamedAlready(name=name, year=year)


def require_issuer(*, issuer: bool, name: str) -> None:
    """Raises `DutyNotIssuer` unless the caller works for the union that asks."""
    if not issuer:
        raise DutyNotIssuer(name=name)


def require_owing(*, owing: bool, name: str) -> None:
    """Raises `DutyNotYours` unless the caller's union stands directly below the one that asks."""
    if not owing:
        raise DutyNotYours(name=name)


def require_standing(withdrawn_at: datetime | None) -> None:
    """Raises `DutyWithdrawn`."""
    if withdrawn_at is not None:
        raise DutyWithdrawn()


def require_file(*, needed: bool, there: bool) -> None:
    """Raises `DutyFileMissing`."""
    if needed and not there:
        raise DutyFileMissing(pointer="/file_id")


def require_unreported(*, stands: bool, by: str) -> None:
    """Raises `DutyReportedAlready` while a report of this union stands."""
    if stands:
        raise DutyReportedAlready(by=by)


def require_not_returned(returned_at: datetime | None) -> None:
    """Raises `DutyReturnedAlready`."""
    if returned_at is not None:
        raise DutyReturnedAlready()


def return_reason(said: str) -> str:
    """Why a report is sent back. Raises `DutyReasonMissing`."""
    reason = clean_lines(said)
    if reason == "":
        raise DutyReasonMissing(pointer="/reason")
    return reason


def state_of(
    *, due_at: datetime, reported_at: datetime | None, returned_at: datetime | None, now: datetime
) -> DutyState:
    """How far a union is at a moment. What was sent back counts as not reported; a correction keeps its first moment."""
    if reported_at is not None and returned_at is None:
        return DutyState.DONE if reported_at < closes_at(due_at) else DutyState.DONE_LATE
    if now >= closes_at(due_at):
        return DutyState.LATE
    return DutyState.OPEN if returned_at is None else DutyState.RETURNED


def days_late(
    *, due_at: datetime, reported_at: datetime | None, returned_at: datetime | None, now: datetime
) -> int | None:
    """Days of 24 hours begun after the deadline, until the report that stands or until now; None for who is not late."""
    until = now if reported_at is None or returned_at is not None else reported_at
    over = until - closes_at(due_at)
    return None if over < timedelta(0) else over // timedelta(days=1) + 1
