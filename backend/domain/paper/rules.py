"""What goes into the cabinet of a union, how long it is kept, and what can still be changed (MBR-06)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.paper.codes import PaperRetention, UnionPaperKind, UnionPaperState
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text

FIRST_YEAR = 1950
"""The year of the first trade union law."""
MOST_FILES = 20
"""Of one paper; a longer one is a second paper."""
LATE = 10
"""So many years after its own a paper may still be written: what is made up for late is filed late."""

_K = UnionPaperKind
CHECKED: Final = (_K.PLAN, _K.SUMMARY, _K.MINUTES, _K.PHOTO)
"""The kinds that each union has every year; with a named keeper its cabinet is in order."""
_OF_ITS_DAY: Final = frozenset({_K.MINUTES, _K.PHOTO})
"""These belong to the year in which it happened; a plan is issued before its year, a summary after it."""
_FOR_EVER: Final = frozenset({_K.PLAN, _K.SUMMARY, _K.MINUTES})


class PaperTitleMissing(Invalid):
    """Nothing but spaces."""

    code = "paper_title_missing"
    zh = "请填写题名，例如“2026 年第三季度职工大会记录”，以后按它查找。"
    en = "Give the paper a title by which it is found later."


class PaperWithdrawn(Conflict):
    """It was withdrawn already. Fact: `on`."""

    code = "paper_withdrawn"
    zh = "这份资料已于 {on} 撤下，只作为记录保留，不能再改。需要的话请重新归档一份。"
    en = "This paper was withdrawn on {on}; it stays as a record and cannot be changed. File another one."


class WithdrawalUnexplained(Invalid):
    """Nothing but spaces."""

    code = "paper_withdrawal_unexplained"
    zh = "请写明撤下的原因（至少 2 个字），例如“传错了单位”。"
    en = "Say why it is withdrawn, in two characters or more."


class PaperDayAhead(Invalid):
    """The day lies ahead. Fact: `today`."""

    code = "paper_day_ahead"
    zh = "日期不能晚于今天（{today}）。请填会议、活动或印发的日期。"
    en = "The day cannot be later than today ({today}). Enter the day of the meeting, the activity or the issue."


class PaperYearOut(Invalid):
    """The year does not go with the day. Facts: `first`, `last`."""

    code = "paper_year_out"
    zh = "年度应在 {first} 至 {last} 之间：计划可提前一年印发，总结等可在事后补归。请核对年度和日期。"
    en = "The year lies between {first} and {last}: a plan is issued a year before, others may be late. Check both."


class PaperYearNotOfDay(Invalid):
    """Minutes and photos go into the year of their day. Fact: `year`."""

    code = "paper_year_not_of_day"
    zh = "会议记录和活动照片归入当年，按日期应为 {year} 年。请核对年度和日期。"
    en = "Minutes and photos go into the year of their day, which is {year}. Check both."


class PaperFileUnfit(Invalid):
    """One of the files is not the caller's, or was uploaded for something else."""

    code = "paper_file_unfit"
    zh = "其中有文件不是您为档案资料上传的，没有归档。请重新上传这个文件。"
    en = "One of the files was not uploaded by you for the cabinet; nothing was filed. Upload it again."


class PaperFileTwice(Invalid):
    """The same file is named twice."""

    code = "paper_file_twice"
    zh = "同一个文件列了两次，没有归档。请去掉一个。"
    en = "A file is named twice; nothing was filed. Take one away."


Year = Annotated[int, Ge(FIRST_YEAR), Le(2100)]
Title = Annotated[str, MinLen(1), MaxLen(100)]
Note = Annotated[str, MaxLen(500)]
Place = Annotated[str, MaxLen(100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionPaperDraft:
    """A paper to be filed: what it is, of which year and day, where the original lies, and its files."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    kind: UnionPaperKind
    year: Year
    title: Title
    held_on: date
    note: Note = ""
    place_kept: Place = ""
    retention: PaperRetention | None = None
    files: Annotated[tuple[UUID, ...], MinLen(1), MaxLen(MOST_FILES)]

    def __post_init__(self) -> None:
        _clean(self, {"title": self.title, "note": self.note, "place_kept": self.place_kept})
        if len(set(self.files)) < len(self.files):
            raise PaperFileTwice(pointer="/files")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionPaperChange:
    """New values of a paper; what is not sent stays. Its files and its kind are what they were filed as."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    title: Title | None = None
    year: Year | None = None
    held_on: date | None = None
    note: Note | None = None
    place_kept: Place | None = None
    retention: PaperRetention | None = None

    def __post_init__(self) -> None:
        sent = {"title": self.title, "note": self.note, "place_kept": self.place_kept}
        _clean(self, {name: value for name, value in sent.items() if value is not None})


def _clean(asked: object, texts: Mapping[str, str]) -> None:
    for name, raw in texts.items():
        with at(f"/{name}"):
            cleaned = clean_lines(raw) if name == "note" else clean_text(raw)
            if name == "title" and not cleaned:
                raise PaperTitleMissing()
        object.__setattr__(asked, name, cleaned)


def retention_for(kind: UnionPaperKind, asked: PaperRetention | None) -> PaperRetention:
    """How long a paper is kept: as asked, or as is usual for its kind."""
    return asked or (PaperRetention.PERMANENT if kind in _FOR_EVER else PaperRetention.LONG)


def require_dated(kind: UnionPaperKind, *, year: int, held_on: date, today: date) -> None:
    """Raises `PaperDayAhead`, `PaperYearNotOfDay` or `PaperYearOut`."""
    if held_on > today:
        raise PaperDayAhead(today=today.isoformat(), pointer="/held_on")
    if kind in _OF_ITS_DAY and year != held_on.year:
        raise PaperYearNotOfDay(year=held_on.year, pointer="/year")
    first, last = max(FIRST_YEAR, held_on.year - LATE), held_on.year + 1
    if not first <= year <= last:
        raise PaperYearOut(first=first, last=last, pointer="/year")


def require_kept(withdrawn_on: date | None) -> None:
    """Raises `PaperWithdrawn`."""
    if withdrawn_on is not None:
        raise PaperWithdrawn(on=withdrawn_on.isoformat())


def withdrawal_reason(said: str) -> str:
    """Why a paper is withdrawn. Raises `WithdrawalUnexplained`."""
    if len(said) < 2:
        raise WithdrawalUnexplained()
    return said


def due_on(year: int, retention: PaperRetention) -> date | None:
    """The first day on which a paper may be destroyed; None for ever. Retention counts from the end of its year."""
    years = retention.years
    return None if years is None else date(year + years + 1, 1, 1)


def state_of(*, year: int, retention: PaperRetention, withdrawn: bool, today: date) -> UnionPaperState:
    """Where a paper is today."""
    if withdrawn:
        return UnionPaperState.WITHDRAWN
    due = due_on(year, retention)
    return UnionPaperState.DUE if due is not None and due <= today else UnionPaperState.KEPT
