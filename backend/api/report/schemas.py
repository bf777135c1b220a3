"""What reports look like on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.report.forms import Comparison, ReportForm, ReportUnit
from backend.domain.report.values import Remark
from backend.domain.report.workflow import ReportStatus, ReportStep


class ReportItemOut(Out):
    """One number of a form."""

    code: str
    zh: str
    en: str
    unit: ReportUnit
    by_hand: bool = Field(description="手工填报 Filled by hand")
    definition_zh: str = Field(description="口径，手工项为空 What it counts; empty when filled by hand")
    definition_en: str


class ReportLineLayout(Out):
    """A line of the page, or a column of it."""

    item: str
    women: str | None
    indent: int


class ReportChapter(Out):
    """Lines under one heading."""

    zh: str
    en: str
    lines: list[ReportLineLayout]


class ReportCheck(Out):
    """Two sums that must agree."""

    code: str
    zh: str
    en: str
    left: list[str]
    comparison: Comparison
    right: list[str]
    hard: bool


class ReportFormOut(Out):
    """A fixed form: its items, its layout on paper and its checks."""

    form: ReportForm
    number: str
    zh: str
    en: str
    basis_zh: str
    basis_en: str
    across: bool = Field(description="true 横排，每单位一行 One line per union")
    items: list[ReportItemOut]
    chapters: list[ReportChapter]
    checks: list[ReportCheck]


class FormsQuery(BaseModel):
    """In the report of which year."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int | None, Query(ge=2000, le=2100, description="哪一年的报表，默认最新 The newest by default")] = (
        None
    )


class ReportForms(Out):
    """Every form."""

    items: list[ReportFormOut]
    next_cursor: str | None
    total: int | None


class ReportQuery(ListQuery):
    """The filters of the list of reports."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    organization_id: Annotated[UUID | None, Query(description="填报单位 The union that reports")] = None
    form: Annotated[list[ReportForm], Query(description="报表")] = []
    year: Annotated[list[Annotated[int, Field(ge=2000, le=2100)]], Query(description="年度")] = []
    status: Annotated[list[ReportStatus], Query(description="状态")] = []
    waiting: Annotated[bool, Query(description="只看等本会接收或修改的 Only those that wait for my union")] = False


class ReportListItem(Out):
    """A report in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    form: ReportForm
    year: int
    status: ReportStatus
    computed_at: Instant
    submitted_at: Instant | None
    submitted_by_name: str
    decided_at: Instant | None
    decided_by_name: str
    reason: str
    version: int


class ReportCell(Out):
    """A number of a report: what was computed, what was written over it and why, and what stands."""

    item: str
    value: int | None
    computed: int | None
    written: bool
    reason: str
    by_name: str
    remark: Remark | None


class ReportLine(Out):
    """What the report is the sum of: a report from below; without an id what stands with the union directly, or, with
    `units`, what its basic unions have told in a form of their own."""

    organization_id: UUID | None
    name: str
    units: int | None = Field(default=None, description="已接收的基层工会报表数 Accepted reports of basic unions")
    of: int | None = Field(default=None, description="应报的基层工会数 Basic unions that report here")
    values: dict[str, int | None]


class ReportFinding(Out):
    """A check that does not hold."""

    check: str
    sentence: str
    left: int
    right: int
    hard: bool


class ReportMissing(Out):
    """A union whose report is not accepted, so its numbers are not in the sum."""

    organization_id: UUID
    name: str


class ReportOut(ReportListItem):
    """One report."""

    day: date = Field(description="统计日 The day of the form")
    cells: list[ReportCell]
    lines: list[ReportLine]
    missing: list[ReportMissing]
    findings: list[ReportFinding]
    empty: list[str]
    fillable: bool
    created_by_name: str
    steps: list[OpenStep]


class ReportStepAsked(BaseModel):
    """What happens next, and a word to it: needed to return, and to submit with reports from below missing."""

    model_config = ConfigDict(extra="forbid")

    step: ReportStep
    reason: str = Field(default="", max_length=200)


class BoardQuery(BaseModel):
    """Which form of which year, and those below which union; without a form the first that the union itself fills."""

    model_config = ConfigDict(extra="forbid")

    form: Annotated[ReportForm | None, Query(description="报表，默认本级填报的第一张")] = None
    year: Annotated[int, Query(ge=2000, le=2100, description="年度")]
    parent_id: Annotated[UUID | None, Query(description="哪家工会的下级，默认本级 Your own union by default")] = None


class BoardItem(Out):
    """A union that fills the form, with its report or without."""

    organization_id: UUID
    organization_name: str
    report_id: UUID | None
    status: ReportStatus | None
    submitted_at: Instant | None
    submitted_by_name: str
    decided_at: Instant | None
    reason: str


class BoardPlace(Out):
    """A place below, in a form of basic unions: how many are in it, and how many of their reports are in and accepted."""

    organization_id: UUID
    organization_name: str
    units: int
    submitted: int = Field(description="已上报，待接收 Handed in and not accepted")
    accepted: int


class ReportBoard(Out):
    """Who below has sent a form, and the own report."""

    form: ReportForm
    year: int
    organization_id: UUID
    organization_name: str
    reports: bool = Field(description="本级是否填报此表 Whether the union itself fills the form")
    begun: bool = Field(description="统计期是否已开始 Whether the time of the form has begun")
    own: BoardItem | None
    items: list[BoardItem]
    places: list[BoardPlace] = Field(description="基层填报的表：下级各地的进度 Progress of the places below")
    next_cursor: str | None
    total: int | None


class OverviewQuery(BaseModel):
    """Those below which union, in the years up to which."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int, Query(ge=2000, le=2100, description="最近一个年度 The last of the years shown")]
    parent_id: Annotated[UUID | None, Query(description="哪家工会的下级，默认本级 Your own union by default")] = None


class OverviewColumn(Out):
    """A form of a year."""

    form: ReportForm
    year: int
    due_on: date | None = Field(description="习惯的报送期限 The day by which it is handed in by custom")
    begun: bool
    urgeable: int = Field(
        description="可催报的工会数：刚过去的一年、逾期未报的 How many can be urged: late with the year that is over"
    )


class OverviewCell(Out):
    """Where one report is, or how far the basic unions of a place are: then `units` of them report."""

    report_id: UUID | None
    status: ReportStatus | None
    late: bool = Field(description="过了期限还没有上报 Not handed in, and its day is over")
    units: int | None
    submitted: int
    accepted: int


class OverviewRow(Out):
    """A union below with its cells in the order of the columns; null where it fills no such form."""

    organization_id: UUID
    organization_name: str
    cells: list[OverviewCell | None]


class ReportOverview(Out):
    """Who below has sent which form of which year, at one glance."""

    organization_id: UUID
    organization_name: str
    columns: list[OverviewColumn]
    rows: list[OverviewRow]
    late: int = Field(description="过期未报的份数 How many are late")
    as_of: Instant


class ReportsAsked(BaseModel):
    """Reports of one form and year, those that were handed in to the caller's union."""

    model_config = ConfigDict(extra="forbid")

    form: ReportForm
    year: Annotated[int, Field(ge=2000, le=2100)]


class ReportLeft(Out):
    """A report that was not accepted with the others, and why."""

    id: UUID
    organization_name: str
    reason: str


class ReportsAccepted(Out):
    """What became of the reports that were handed in."""

    accepted: int
    left: list[ReportLeft]
    more: bool = Field(description="还有更多待接收 There are more to accept")
