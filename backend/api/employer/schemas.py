"""What employers and their coverage look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.organization.codes import (
    EmployerStatus,
    Industry,
    OrganizationKind,
    Ownership,
)
from backend.domain.organization.employers import DUE_FROM, EmployerSource
from backend.domain.organization.reveals import EmployerSecret


class EmployerQuery(ListQuery):
    """The filters of the list of employers."""

    q: Annotated[
        str | None, Query(max_length=60, description="名称、首字母或信用代码 Name, initials or credit code")
    ] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Standing anywhere under this union")] = None
    at_id: Annotated[UUID | None, Query(description="直接在其名下 Standing with this very union")] = None
    territory_id: Annotated[UUID | None, Query(description="所在地工会 The union of its place")] = None
    union_id: Annotated[UUID | None, Query(description="由其涵盖 Covered by this union")] = None
    covered: Annotated[bool | None, Query(description="是否已建会 Covered or not")] = None
    shared: Annotated[
        bool | None, Query(description="由联合工会、社区工会等涵盖 Covered by a union that covers several, or not")
    ] = None
    closed: Annotated[bool, Query(description="已注销的 Closed ones instead of open ones")] = False
    employees_gte: Annotated[
        int | None, Query(alias="employees[gte]", ge=0, le=2_000_000, description="职工不少于")
    ] = None
    employees_lt: Annotated[int | None, Query(alias="employees[lt]", ge=0, le=2_000_000, description="职工少于")] = None
    ownership: Annotated[list[Ownership], Query(description="单位性质")] = []
    industry: Annotated[list[Industry], Query(description="行业")] = []
    source: Annotated[EmployerSource | None, Query(description="来源 Known from this source")] = None
    listed_before: Annotated[
        AskedDay | None,
        Query(alias="listed_on[lt]", description="名单中最近一次出现早于此日 Last listed before this day"),
    ] = None


class EmployerItem(Out):
    """An employer in a list."""

    id: UUID
    name: str
    credit_code: str | None
    territory_id: UUID
    territory_name: str | None = Field(description="不在管理范围内时为 null Null outside the scope")
    union_id: UUID | None
    union_name: str | None
    status: EmployerStatus
    ownership: Ownership | None
    industry: Industry | None
    region_code: str | None
    address: str
    employees: int
    women_employees: int
    contact_name: str
    contact_phone_masked: str | None = Field(description="隐藏部分数字 Masked")
    source: EmployerSource
    listed_on: date | None
    listings: dict[str, date] = Field(description="各来源最近一次列出的日期 Last listed by each source")
    covered_on: date | None
    closed_on: date | None
    created_at: Instant
    version: int


class EmployerOut(EmployerItem):
    """One employer."""

    steps: list[OpenStep]


class EmployerRevealed(Out):
    """One hidden field in plain, for as long as the screen may show it."""

    field: EmployerSecret
    value: str
    expires_in: int = Field(description="秒 Seconds")
    shown_today: int
    limit: int


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    on: date
    reason: str = Field(default="", max_length=200)


class CoverStep(_Step):
    """A union covers the employer from that day on; the one that did so far does no longer."""

    step: Literal["cover"]
    union_id: UUID


class UncoverStep(_Step):
    """No union covers the employer any longer; it stands with the union of its place again."""

    step: Literal["uncover"]


class CloseStep(_Step):
    """The employer has ended; its cover ends with it."""

    step: Literal["close"]


class ReopenStep(_Step):
    """The employer was closed by mistake, or is back."""

    step: Literal["reopen"]


EmployerStep = Annotated[CoverStep | UncoverStep | CloseStep | ReopenStep, Field(discriminator="step")]


class CoverageQuery(BaseModel):
    """Where to count, and which employers."""

    model_config = ConfigDict(extra="forbid")

    under_id: Annotated[UUID, Query(description="统计范围 Count under this union, by the unions directly below it")]
    threshold: Annotated[
        int, Query(ge=1, le=10_000, description="应建会的职工人数起点 Employees from which a union is due")
    ] = DUE_FROM
    ownership: Annotated[list[Ownership], Query(description="单位性质，例如只看私营")] = []
    industry: Annotated[list[Industry], Query(description="行业")] = []


class CoverageLists(Out):
    """The lists behind the figures: filters of GET /employers as a query string."""

    employers: str = Field(description="employers, employees 的名单")
    covered: str = Field(description="covered, employees_covered 的名单")
    uncovered: str = Field(description="uncovered, employees_uncovered 的名单")
    due: str = Field(description="due, due_employees 的名单")
    own_due: str = Field(description="own_due, own_due_employees 的名单")


class CoverageFigures(Out):
    """Coverage, counted on employers (建会率); open employers only."""

    employers: int = Field(description="法人单位数")
    covered: int = Field(description="已建会单位数")
    uncovered: int = Field(description="未建会单位数")
    due: int = Field(description="应建未建单位数：人数达到起点而未建会")
    own_due: int = Field(description="应单独建会单位数：人数达到起点，而只由联合工会、社区工会等涵盖；计入已建会")
    rate: float | None = Field(description="建会率 = covered / employers，0–1；没有单位时为 null")
    employees: int = Field(description="职工数")
    employees_covered: int = Field(description="已建会单位职工数")
    employees_uncovered: int = Field(description="未建会单位职工数")
    due_employees: int = Field(description="应建未建单位职工数")
    own_due_employees: int = Field(description="应单独建会单位职工数")
    query: CoverageLists


class CoverageRow(CoverageFigures):
    """The employers below one union."""

    id: UUID
    name: str
    kind: OrganizationKind
    level: int
    itself: bool = Field(description="直接在本级名下的 Those that stand with the union asked for itself")


class Coverage(Out):
    """The three 清楚 of a place; the rows add up to `sum`."""

    under_id: UUID
    under_name: str
    threshold: int
    as_of: Instant
    sum: CoverageFigures
    items: list[CoverageRow]
