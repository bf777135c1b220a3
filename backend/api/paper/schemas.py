"""What the papers of a union look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_serializer

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.organization.codes import OrganizationKind
from backend.domain.paper.codes import PaperRetention, UnionPaperKind, UnionPaperState
from backend.domain.paper.rules import FIRST_YEAR

AskedYear = Annotated[int | None, Query(ge=FIRST_YEAR, le=2100, description="年度 The year")]


class PaperQuery(ListQuery):
    """The filters of the list of papers."""

    q: Annotated[str | None, Query(max_length=60, description="题名 In the title")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    organization_id: Annotated[UUID | None, Query(description="这家工会的 Of this very union")] = None
    kind: Annotated[list[UnionPaperKind], Query(description="类别")] = []
    year: AskedYear = None
    state: Annotated[list[UnionPaperState], Query(description="状态")] = []


class UnionPaperItem(Out):
    """A paper in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    kind: UnionPaperKind
    year: int
    title: str
    held_on: date
    note: str
    place_kept: str
    retention: PaperRetention
    due_on: date | None = Field(
        description="从这一天起可以销毁；永久保管为 null May be destroyed from then; null: never"
    )
    file_count: int
    entered_by_name: str
    created_at: Instant
    withdrawn_at: Instant | None
    withdrawn_by_name: str
    withdrawn_reason: str
    state: UnionPaperState
    version: int


class UnionPaperFileOut(Out):
    """A file of a paper."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: bytes | str

    @field_serializer("sha256")
    def _hexadecimal(self, value: bytes | str) -> str:
        return value.hex() if isinstance(value, bytes) else value


class UnionPaperOut(UnionPaperItem):
    """One paper with its files."""

    files: list[UnionPaperFileOut] = Field(description="撤下后不再提供 None once it was withdrawn")
    recorded: bool = Field(description="打开文件会记录在案 Opening a file is on record")
    steps: list[OpenStep]


class WithdrawPaperStep(BaseModel):
    """The paper was wrong: it stays as a record, and its files are no longer handed out."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]
    reason: str = Field(min_length=2, max_length=200)


class CompletenessQuery(BaseModel):
    """Whose cabinets, for which year."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int | None, Query(ge=FIRST_YEAR, le=2100, description="年度，默认今年 This year by default")] = None
    under_id: Annotated[UUID | None, Query(description="哪家工会，默认本级 Which union; your own by default")] = None


class PaperKindCount(Out):
    """How many papers of a kind are there."""

    kind: UnionPaperKind
    count: int


class PaperMarks(Out):
    """What is in the cabinet of one union for a year, and who keeps it."""

    keeper_id: UUID | None
    keeper_name: str | None
    keeper_since: date | None
    kinds: list[PaperKindCount]


class PaperCoverage(Out):
    """Of the basic unions under a union, how many have what a cabinet is to hold."""

    organization_id: UUID
    organization_name: str
    organization_kind: OrganizationKind
    level: int
    unions: int
    with_keeper: int
    with_plan: int
    with_summary: int
    with_minutes: int
    with_photo: int
    complete: int = Field(description="五项齐全 All five are there")


class PaperCoverageSum(Out):
    """All rows together."""

    unions: int
    with_keeper: int
    with_plan: int
    with_summary: int
    with_minutes: int
    with_photo: int
    complete: int


class PaperCompleteness(Out):
    """The cabinet of a union and those below it, for a year."""

    year: int
    organization_id: UUID
    organization_name: str
    level: int
    own: PaperMarks
    whole: PaperCoverageSum
    items: list[PaperCoverage]
    next_cursor: str | None
    total: int | None


class PaperKeeperQuery(ListQuery):
    """The filters of the list of keepers."""

    organization_id: Annotated[UUID | None, Query(description="这家工会的 Of this very union")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    ended: Annotated[bool | None, Query(description="已移交的 Those who handed over; without it all")] = None


class PaperKeeperOut(Out):
    """Who keeps, or kept, the cabinet of a union."""

    id: UUID
    organization_id: UUID
    organization_name: str
    officer_id: UUID | None
    name: str
    since: date
    until: date | None = Field(description="移交日期；在任为 null Handed over on; null while they keep it")
    entered_by_name: str
    created_at: Instant
    version: int
