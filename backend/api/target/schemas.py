"""What targets look like on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.wire import Instant, OpenStep, Out
from backend.domain.organization.codes import OrganizationKind
from backend.domain.target.measures import TargetMeasure
from backend.domain.target.progress import TargetState
from backend.domain.target.rules import MOST, TargetDraft

Year = Annotated[int, Query(ge=2000, le=2100, description="年度，默认今年 This year by default")]


class TargetQuery(BaseModel):
    """Whose sheet of targets, for which year."""

    model_config = ConfigDict(extra="forbid")

    year: Year | None = None
    parent_id: Annotated[
        UUID | None, Query(description="哪家工会的下级，默认本级 Those below which union; your own by default")
    ] = None


class YearQuery(BaseModel):
    """For which year."""

    model_config = ConfigDict(extra="forbid")

    year: Year | None = None


class TargetCell(Out):
    """A target of a union beside what is there. Counts are whole; rates are in percent with one decimal."""

    measure: TargetMeasure
    target: float | None = Field(description="没有下达时为 null Null when none is set")
    actual: float | None = Field(description="没有记录时为 null Null when not known")
    done: float | None = Field(description="完成率，% Share that is done, in percent")
    due: float | None = Field(description="按时间进度今天应达到的 What is due by today")
    state: TargetState | None = Field(description="没有目标时为 null Null without a target")
    due_on: date | None
    from_organization_name: str | None = Field(description="下达的工会 The union that set it")
    set_by_name: str | None
    set_at: Instant | None
    usual: float | None = Field(description="常用的目标，可作起点 What is usually asked, to start from")
    usual_due_on: date | None
    version: int = Field(description="0 还没有下达 0: none is set yet")


class TargetRow(Out):
    """A union with its targets, in the order of the measures."""

    organization_id: UUID
    organization_name: str
    kind: OrganizationKind
    cells: list[TargetCell]


class TargetSum(Out):
    """What was split among those below, against the own target. Only counts add up."""

    measure: TargetMeasure
    own: float | None
    below: float
    left: float | None = Field(
        description="本级目标减下级合计，负数为超额分解 Own less below; negative when more was split"
    )


class TargetBoard(Out):
    """The targets below a union for a year, each beside the actual."""

    year: int
    organization_id: UUID
    organization_name: str
    as_of: Instant
    own: TargetRow
    items: list[TargetRow]
    sums: list[TargetSum]
    steps: list[OpenStep]
    next_cursor: str | None
    total: int | None


class TargetsOut(Out):
    """The targets of one union for a year."""

    year: int
    as_of: Instant
    row: TargetRow


class TargetChange(Out):
    """What was done to a target: set, changed or taken away; values as they were before and after."""

    measure: TargetMeasure
    event: str = Field(
        description="target_set 下达、target_changed 修改、target_taken_away 撤销 As the record calls it"
    )
    label: str
    at: Instant
    actor_name: str
    before: float | None = Field(description="之前没有目标时为 null Null where there was none")
    after: float | None = Field(description="撤销后为 null Null once it was taken away")
    due_before: date | None = Field(description="期限没有改动时为 null Null where the day did not change")
    due_after: date | None


class TargetHistory(Out):
    """What was done to the targets of one union for a year, the newest first."""

    year: int
    items: list[TargetChange]


class TargetBatch(BaseModel):
    """Cells of a sheet of targets; each is set, changed or taken away by itself."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int, Field(ge=2000, le=2100)]
    items: Annotated[list[TargetDraft], Field(min_length=1, max_length=MOST)]


class TargetProblem(Out):
    """Why this cell was not set."""

    code: str
    detail: str


class TargetBatchItem(Out):
    """What became of one cell."""

    index: int
    status: int = Field(description="200 已保存；404、409、412、422 未保存 As an HTTP status")
    organization_id: UUID
    measure: TargetMeasure
    problem: TargetProblem | None


class TargetBatchOut(Out):
    """What became of all."""

    total: int
    succeeded: int
    failed: int
    items: list[TargetBatchItem]
