"""What summaries of aid look like on the wire. Every amount is in fen."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.summary.codes import SummaryStatus, SummaryText


class SummaryQuery(ListQuery):
    """Which summaries."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    status: Annotated[list[SummaryStatus], Query(description="状态")] = []
    program_id: Annotated[UUID | None, Query(description="帮扶项目")] = None
    year: Annotated[int | None, Query(ge=2000, le=2100, description="年度")] = None


class SummaryItem(Out):
    """A summary in the list. Of a programme, or of a year with or without its quarter."""

    id: UUID
    organization_id: UUID
    organization_name: str
    program_id: UUID | None
    program_name: str
    year: int | None
    quarter: int | None
    title: str
    theme: str
    status: SummaryStatus
    maker_name: str
    issued_by_name: str
    issued_at: Instant | None
    created_at: Instant
    updated_at: Instant
    version: int


class SummaryTotals(Out):
    """Sums of a season."""

    applied: int
    under_way: int
    approved: int = Field(description="已批准，含已发放、已归档 Approved, paid and archived ones included")
    refused: int
    withdrawn: int
    approved_fen: int
    payments: int
    paid_fen: int
    households: int = Field(description="受助户数，一户只计一次 Households paid, each once")
    people: int = Field(description="受助家庭人口 The people of these households")
    median_days: int | None = Field(description="从申请到发放的自然日，中位数 Calendar days, the median")
    ninth_days: int | None = Field(description="九成申请不超过的自然日 What nine of ten keep")
    visits_planned: int
    visits_done: int
    visits_absent: int
    cash_fen: int
    goods_fen: int


class SummaryShare(Out):
    """What is told of one part. `visits`, `done` and `fen` (goods) are of levels of leaders, whose cash is `paid_fen`."""

    key: str
    name: str
    cases: int
    approved: int
    refused: int
    payments: int
    paid_fen: int
    visits: int
    done: int
    fen: int


class SummaryCounted(Out):
    """Something by its name, and how often."""

    name: str
    count: int


class SummaryFiguresOut(Out):
    """The figures: of this moment while the summary is a draft, of its issue afterwards."""

    totals: SummaryTotals
    before: SummaryTotals | None = Field(description="上年同类项目或上年同期 The year before")
    before_name: str
    by_category: list[SummaryShare]
    by_cause: list[SummaryShare]
    by_unit: list[SummaryShare] = Field(description="key 是单位 id The key is the id of a union")
    by_source: list[SummaryShare]
    by_standard: list[SummaryShare] = Field(description="key 是每笔金额（分） The key is the amount of each, fen")
    by_level: list[SummaryShare]
    by_outcome: list[SummaryShare] = Field(description="后续成效：就业、就学 What became of people, of those recorded")
    reasons: list[SummaryCounted]
    goods: list[SummaryCounted]


class SummaryPhotoOut(Out):
    """A photo that the summary shows; its content is asked for by its visit."""

    id: UUID
    visit_id: UUID
    visit_on: date
    unit: str
    plan_name: str


class SummaryOut(SummaryItem):
    """One summary."""

    first_on: date | None = Field(description="年度、季度的第一天；项目总结为 null First day; null of a programme")
    last_on: date | None
    practice: str
    problems: str
    next: str
    photos: list[SummaryPhotoOut]
    versions: int = Field(description="已保存几稿 How often it was kept")
    figures: SummaryFiguresOut
    steps: list[OpenStep]


class SummaryVersion(Out):
    """What a summary said when it was kept."""

    place: int = Field(description="第几稿，从 1 起")
    title: str
    theme: str
    practice: str
    problems: str
    next: str
    by_name: str
    at: Instant


class SummaryVersions(Out):
    """Every version, the latest first."""

    items: list[SummaryVersion]


class SummaryChoice(SummaryPhotoOut):
    """A photo that may be chosen once it is marked as one that may be shown."""

    publishable: bool
    published_by_name: str
    visit_version: int


class SummaryChoices(Out):
    """Photos of the visits made, those that may be shown first; at most sixty."""

    items: list[SummaryChoice]


class SummaryStepAsked(BaseModel):
    """Issue a summary: text and figures stay as they are from then on."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["issue"]


class SummaryFormat(StrEnum):
    """How it is handed out."""

    DOCX = "docx"
    PDF = "pdf"


class SummaryPaperQuery(BaseModel):
    """In which form."""

    model_config = ConfigDict(extra="forbid")

    format: Annotated[SummaryFormat, Query(description="docx 可继续修改，pdf 用于打印、报送")] = SummaryFormat.DOCX


PARTS = tuple(part.value for part in SummaryText)
"""The parts that are written, by their fields."""
