"""What the unions look like on the wire."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out, TermOut
from backend.domain.organization.codes import (
    HonourKind,
    Industry,
    OrganizationKind,
    OrganizationStatus,
    Ownership,
    Tree,
)
from backend.domain.organization.standards import Standard


class OrganizationQuery(ListQuery):
    """The filters of the list of unions."""

    parent_id: Annotated[UUID | None, Query(description="直接上级 Directly under this union")] = None
    under_id: Annotated[UUID | None, Query(description="在其下的全部组织 Anywhere under this union")] = None
    line_id: Annotated[UUID | None, Query(description="属于这个系统 On this line")] = None
    q: Annotated[
        str | None, Query(max_length=60, description="名称、首字母或信用代码 Name, initials or credit code")
    ] = None
    kind: Annotated[list[OrganizationKind], Query(description="组织类型")] = []
    level: Annotated[list[int], Query(description="层级 1 市 … 6 小组")] = []
    status: Annotated[OrganizationStatus | None, Query(description="状态")] = OrganizationStatus.ACTIVE
    honour: Annotated[HonourKind | None, Query(description="持有这项荣誉的 Holding this honour")] = None
    ownership: Annotated[list[Ownership], Query(description="单位性质")] = []
    industry: Annotated[list[Industry], Query(description="行业")] = []
    established_from: Annotated[
        AskedDay | None, Query(alias="established_on[gte]", description="建会日期不早于 Founded on or after")
    ] = None
    established_to: Annotated[
        AskedDay | None, Query(alias="established_on[lte]", description="建会日期不晚于 Founded on or before")
    ] = None
    standard: Annotated[bool | None, Query(description="“八有”是否齐全 Whether it has all eight marks")] = None
    qualified: Annotated[
        bool | None, Query(description="本年评定为合格的；false 为不合格或未评定 Judged to qualify this year, or not")
    ] = None
    staff_short: Annotated[
        bool | None,
        Query(
            description="基层工会中职工人数缺失或小于会员数的 Basic unions with no staff number, or one below the members"
        ),
    ] = None


class AsOfQuery(ListQuery):
    """Which part of the tree, on which day."""

    on: Annotated[AskedDay, Query(description="那一天的样子 The tree as it stood on this day")]
    parent_id: Annotated[UUID | None, Query(description="直接上级")] = None


class Figures(Out):
    """Members of a union and of everything below it, exact at this moment."""

    members: int = Field(description="在册会员（含转接中） Members, those in transfer included")
    women: int
    migrants: int = Field(description="农民工 Migrant workers")
    dispatched: int = Field(description="劳务派遣工 Dispatched workers")
    retained: int = Field(description="保留会籍 Membership retained")
    complete: int = Field(description="实名信息完整 Complete real-name files")


class OrganizationItem(Figures):
    """A union in a list."""

    id: UUID
    parent_id: UUID | None
    parent_name: str | None
    kind: OrganizationKind
    level: int
    name: str
    status: OrganizationStatus
    lead: Tree
    line_id: UUID | None
    ownership: Ownership | None
    industry: Industry | None
    credit_code: str | None
    established_on: date | None = Field(description="建会日期 Founded on")
    employees: int
    term_number: int
    term_started_on: date | None = Field(description="本届选举日期 Elected on")
    term_years: int
    term: TermOut | None = Field(description="没有登记选举日期的为 null")
    children: int = Field(description="直接下级数 Unions directly under it")
    honours: list[HonourKind] = Field(description="现有荣誉 Honours it holds")
    version: int


class Ancestor(Out):
    """A union above."""

    id: UUID
    name: str
    kind: OrganizationKind
    level: int


class HeldHonour(Out):
    """An honour that a union holds now."""

    id: UUID
    kind: HonourKind
    started_on: date
    document_number: str
    granted_by_name: str
    version: int


class Demonstrations(Out):
    """Demonstration units of a township, or of the townships of a county or the city (ORG-16)."""

    units: int = Field(description="现有示范单位")
    townships: int = Field(description="乡镇（街道）数")
    townships_with_one: int = Field(description="已有示范单位的乡镇（街道）数 Townships that have at least one")
    due_least: int = Field(description="应有，至少")
    due_most: int = Field(description="应有，至多")


class OrganizationOut(Out):
    """One union, whole."""

    id: UUID
    parent_id: UUID | None
    kind: OrganizationKind
    level: int
    name: str
    status: OrganizationStatus
    line_id: UUID | None
    lead: Tree
    ownership: Ownership | None
    industry: Industry | None
    credit_code: str | None
    legal_person: bool
    legal_person_number: str | None
    legal_person_on: date | None
    region_code: str | None
    address: str
    contact_name: str
    contact_phone: str
    employees: int
    standards: list[Standard]
    established_on: date | None
    approval_number: str
    term_number: int
    term_started_on: date | None
    term_years: int
    term: TermOut | None = Field(description="没有登记选举日期的为 null")
    term_lengths: list[int] = Field(description="这一级工会每届可以是几年 The lengths of term it may have, in years")
    kinds_under: list[OrganizationKind] = Field(description="其下可以新建的组织类型 Kinds that may be founded under it")
    dissolved_on: date | None
    merged_into_id: UUID | None
    created_at: Instant
    version: int
    figures: Figures
    honours: list[HeldHonour]
    demonstrations: Demonstrations | None = Field(description="乡镇以下为 null Null below the townships")
    urged_on: date | None = Field(
        description="最近一次换届催办的日期 When its re-election was last urged, if that stands"
    )
    ancestors: list[Ancestor]
    steps: list[OpenStep]


class PastOrganization(Out):
    """A union as it stood on a day."""

    id: UUID
    parent_id: UUID | None
    kind: OrganizationKind
    level: int
    name: str
    status: OrganizationStatus
    valid_from: date
    children: int
    members: int | None = Field(
        description="当日会籍数，含下级；范围过大不计，为 null Open on that day, with all below; null where too many stand"
    )


class HistoryItem(Out):
    """How a union stood during a time."""

    valid_from: date
    valid_to: date | None
    change: str
    name: str
    kind: OrganizationKind
    status: OrganizationStatus
    parent_id: UUID | None
    parent_name: str | None
    facts: dict[str, Any]
    recorded_at: Instant


class History(Out):
    """All states of a union, newest first."""

    items: list[HistoryItem]


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    effective_on: date
    reason: str = Field(default="", max_length=200)


class MoveStep(_Step):
    """Put the union, with all below it, under another."""

    step: Literal["move"]
    parent_id: UUID


class MergeStep(_Step):
    """End the union; its members, employers and branches go to another living one."""

    step: Literal["merge"]
    into_id: UUID


class SplitStep(_Step):
    """Found a new union beside this one and give it some of its branches and employers, members included."""

    step: Literal["split"]
    name: str = Field(min_length=2, max_length=120)
    kind: OrganizationKind
    branch_ids: list[UUID] = Field(default=[], max_length=500)
    employer_ids: list[UUID] = Field(default=[], max_length=500)


class DissolveStep(_Step):
    """End the union. Members it still has go to `members_to_id`."""

    step: Literal["dissolve"]
    members_to_id: UUID | None = None


StepRequest = Annotated[MoveStep | MergeStep | SplitStep | DissolveStep, Field(discriminator="step")]
