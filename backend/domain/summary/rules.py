"""What a summary is about, what an officer writes in it, and when it is frozen (AID-27, RPT-03, CMP-04 一季一主题).

A summary is of one programme, or of all programmes of a year or a quarter of a union with everything below it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.summary.codes import SummaryStatus
from backend.domain.text import clean_lines, clean_text

MOST_PHOTOS: Final = 6
"""Photos of visits that a summary shows (RPT-03)."""


class SummaryAboutUnclear(Invalid):
    """One programme, or a year with or without its quarter."""

    code = "summary_about"
    zh = "请选择一个帮扶项目，或选择年度（可再选季度），二者选一。"
    en = "Name one programme, or a year with or without its quarter: one of the two."


class SummaryAhead(Invalid):
    """A season that has not begun."""

    code = "summary_ahead"
    zh = "这个年度或季度还没有开始，没有可总结的内容。请核对。"
    en = "This year or quarter has not begun; there is nothing to sum up yet. Check it."


class SummaryUnionUnknown(Invalid):
    """No union of the caller's."""

    code = "summary_union_unknown"
    zh = "没有找到这家工会，或它不在您的管理范围内。请重新选择。"
    en = "This union was not found, or lies outside your scope. Choose again."


class SummaryFrozen(Conflict):
    """Issued: it stays as it was signed. Fact: `issued_by`."""

    code = "summary_frozen"
    zh = "这份总结已由{issued_by}签发，内容和数据都已固定，不能再改。需要补充的，请另写一份。"
    en = "{issued_by} has issued this summary; text and figures stay as they are. Write another one to add to it."


class SummaryUnwritten(Conflict):
    """Figures alone are no summary."""

    code = "summary_unwritten"
    zh = "“主要做法”还没有写，不能签发。请补写后再签发。"
    en = "“What was done” is not written yet, so this cannot be issued. Write it and issue then."


class PhotoNotCleared(Conflict):
    """A photo that nobody has marked as one that may be shown, or of a visit that is not of this summary."""

    code = "summary_photo_not_cleared"
    zh = "选用的照片中，有的没有标记“可以公开”，或不属于这次活动的走访。请重新选择照片，并先征得当事人同意。"
    en = "One of the photos is not marked as one that may be shown, or is of no visit of this summary. Choose again, with the consent of the people shown."


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryDraft:
    """What a summary is begun with. The theme is that of the season (一季一主题)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    title: Annotated[str, MinLen(1), MaxLen(80)]
    theme: Annotated[str, MaxLen(60)] = ""
    program_id: UUID | None = None
    year: Annotated[int, Ge(2000), Le(2100)] | None = None
    quarter: Annotated[int, Ge(1), Le(4)] | None = None

    def __post_init__(self) -> None:
        for name in ("title", "theme"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryWriting:
    """What an officer writes: each time it is kept it becomes a version of its own."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    title: Annotated[str, MinLen(1), MaxLen(80)]
    theme: Annotated[str, MaxLen(60)] = ""
    practice: Annotated[str, MaxLen(4000)] = ""
    problems: Annotated[str, MaxLen(4000)] = ""
    next: Annotated[str, MaxLen(4000)] = ""
    photos: Annotated[tuple[UUID, ...], MaxLen(MOST_PHOTOS)] = ()

    def __post_init__(self) -> None:
        for name, clean in (("title", clean_text), ("theme", clean_text)):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean(getattr(self, name)))
        for name in ("practice", "problems", "next"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_lines(getattr(self, name)))
        object.__setattr__(self, "photos", tuple(dict.fromkeys(self.photos)))

    @property
    def texts(self) -> dict[str, str]:
        """The parts by their names."""
        return {name: getattr(self, name) for name in ("practice", "problems", "next")}


def span_of(year: int, quarter: int | None) -> tuple[date, date]:
    """The first and the last day of a year, or of one of its quarters."""
    first = date(year, 1 if quarter is None else 3 * quarter - 2, 1)
    months = 12 if quarter is None else 3
    month = first.month - 1 + months
    after = date(first.year + month // 12, month % 12 + 1, 1)
    return first, after - timedelta(days=1)


def require_about(draft: SummaryDraft, *, today: date) -> None:
    """Raises `SummaryAboutUnclear`, `SummaryAhead`."""
    if (draft.program_id is None) == (draft.year is None) or (draft.quarter and draft.year is None):
        raise SummaryAboutUnclear(pointer="/program_id")
    if draft.year is not None and span_of(draft.year, draft.quarter)[0] > today:
        raise SummaryAhead(pointer="/year")


def require_draft(status: SummaryStatus, *, issued_by: str) -> None:
    """Raises `SummaryFrozen`."""
    if status is SummaryStatus.ISSUED:
        raise SummaryFrozen(issued_by=issued_by)


def require_written(practice: str) -> None:
    """Raises `SummaryUnwritten`."""
    if not practice:
        raise SummaryUnwritten()
