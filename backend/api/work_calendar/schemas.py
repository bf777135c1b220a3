"""What the work calendar looks like on the wire."""

from datetime import date
from typing import Annotated, ClassVar

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from backend.api.wire import Instant, OpenStep, Out
from backend.domain.arrangement_text import LONGEST
from backend.domain.working_days import FIRST_YEAR, LAST_YEAR, DayKind

Year = Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR)]


class SpecialDayIn(BaseModel):
    """A day that is not what its weekday says."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    on: date
    kind: DayKind
    name: str = Field(default="", max_length=20, description="节日 The festival")


class WorkYearDraft(BaseModel):
    """A whole year as it is to be."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    days: list[SpecialDayIn] = Field(max_length=200)
    source: str = Field(default="", max_length=200, description="依据，例如通知的文号 The notice that it follows")


class ArrangementText(BaseModel):
    """The text of the State Council's notice."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=LONGEST)


class SpecialDayOut(Out):
    """A day that is not what its weekday says."""

    on: date
    kind: DayKind
    name: str


class ArrangementRead(Out):
    """What the text says. Nothing was kept."""

    year: int
    days: list[SpecialDayOut]


class WorkYearItem(Out):
    """A year in the list."""

    year: int
    entered: bool = Field(
        description="本市录入或更正过；否则为系统内置的国务院安排 Entered here, or as the release knows it"
    )
    days_off: int
    made_up: int


class WorkYears(Out):
    """The years that can be counted in, and whether the next one is wanting."""

    items: list[WorkYearItem]
    next_cursor: str | None
    total: int
    missing: int | None = Field(description="应当录入而还没有的年份 The year that ought to be there by now and is not")


class WorkYearOut(Out):
    """One year. A year that nobody knows has no days and is not `known`: nothing can be counted in it."""

    year: int
    known: bool
    entered: bool
    days: list[SpecialDayOut]
    days_off: int
    made_up: int
    working_days: int | None = Field(description="全年工作日 Working days of the year; null when it is not known")
    source: str
    changed_at: Instant | None
    changed_by_name: str
    version: int = Field(description="还没有录入时为 0 Nought while nobody has entered it")
    steps: list[OpenStep]
