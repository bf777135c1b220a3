"""What judgements and their criteria look like on the wire."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.wire import Instant, OpenStep, Out
from backend.domain.organization.codes import OrganizationKind
from backend.domain.qualification.rules import MOST, Judgement

FromYear = Annotated[int, Path(ge=2000, le=2100, description="从哪一年起 From which year on")]


class QualificationQuery(BaseModel):
    """Whose sheet, for which year."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int | None, Query(ge=2000, le=2100, description="年度，默认今年 This year by default")] = None
    parent_id: Annotated[
        UUID | None,
        Query(description="哪家工会及其直接下级，默认本级 Of which union and those below; your own by default"),
    ] = None


class BasicUnions(Out):
    """The living basic unions inside a union, and how many of them qualify."""

    unions: int
    qualified: int


class QualificationRow(Out):
    """A union, and how it was judged for the year."""

    organization_id: UUID
    organization_name: str
    kind: OrganizationKind
    judged: bool = Field(description="是否参加评定：基层工会和乡镇（街道）工会 Whether unions of its kind are judged")
    marks: list[int] = Field(description="具备的项目，按标准的次序从 1 起 The criteria that it meets, numbered from 1")
    qualified: bool | None = Field(description="尚未评定的为 null Null when not judged yet")
    from_organization_name: str | None = Field(description="由谁评定 The union that judged it")
    judged_by_name: str | None
    judged_at: Instant | None
    reason: str | None = Field(description="为什么不能由您评定 Why you do not judge it; null when you do")
    basic: BasicUnions
    version: int = Field(description="0 尚未评定 0: not judged yet")


class QualificationStandardOut(Out):
    """A list of criteria in force from a year on."""

    from_year: int
    name: str
    criteria: list[str]
    changed_by_name: str | None = Field(description="系统自带的为 null Null for the one of the product")
    changed_at: Instant | None
    version: int = Field(description="0 系统自带 0: the product's own")


class QualificationSheet(Out):
    """A union and those directly below it, each as it was judged for a year."""

    year: int
    organization_id: UUID
    organization_name: str
    standard: QualificationStandardOut
    own: QualificationRow
    items: list[QualificationRow]
    steps: list[OpenStep]
    next_cursor: str | None
    total: int | None


class QualificationStandards(Out):
    """Every list of criteria, the latest first; the product's own is the last."""

    items: list[QualificationStandardOut]
    steps: list[OpenStep]


class QualificationBatch(BaseModel):
    """Unions that are judged for a year; each by itself."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int, Field(ge=2000, le=2100)]
    items: Annotated[list[Judgement], Field(min_length=1, max_length=MOST)]


class QualificationProblem(Out):
    """Why this union was not judged."""

    code: str
    detail: str


class QualificationBatchItem(Out):
    """What became of one row."""

    index: int
    status: int = Field(description="200 已保存；404、409、412、422 未保存 As an HTTP status")
    organization_id: UUID
    problem: QualificationProblem | None


class QualificationBatchOut(Out):
    """What became of all."""

    total: int
    succeeded: int
    failed: int
    items: list[QualificationBatchItem]
