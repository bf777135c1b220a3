"""What surveys of need look like on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.aid.codes import HardshipCause
from backend.domain.needs.codes import NeedsMeasureKind, SurveyState, SurveyWay


class NeedsSurveyQuery(ListQuery):
    """The filters of the list of surveys."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    organization_id: Annotated[UUID | None, Query(description="这家工会的 Of this very union")] = None
    since: Annotated[AskedDay | None, Query(alias="held_on[gte]", description="调研日期起 Held from this day")] = None
    until: Annotated[AskedDay | None, Query(alias="held_on[lte]", description="调研日期止 Held to this day")] = None
    way: Annotated[list[SurveyWay], Query(description="用过其中任一方式的 By any of these ways")] = []
    cause: Annotated[list[HardshipCause], Query(description="有其中任一原因的 With any of these causes")] = []
    state: Annotated[list[SurveyState], Query(description="状态")] = []


class NeedsSurveyItem(Out):
    """A survey in a list: what was found is read one at a time."""

    id: UUID
    organization_id: UUID
    organization_name: str
    held_on: date = Field(description="调研日期")
    ways: list[SurveyWay] = Field(description="调研方式")
    causes: list[HardshipCause] = Field(description="反映的致困原因 What troubles workers here")
    people: int = Field(description="听取意见人数 How many were heard")
    homes: int = Field(description="走访户数 How many homes were seen")
    measures: int = Field(description="措施数")
    done: int = Field(description="已落实措施数")
    next_due: date | None = Field(description="最近一项未落实措施的期限 The next day by which a measure is due")
    state: SurveyState
    made_by_name: str
    version: int


class NeedsMeasureOut(Out):
    """A measure of the plan."""

    id: UUID
    kind: NeedsMeasureKind
    what: str = Field(description="措施内容")
    lead: str = Field(description="责任人（部门） Who answers for it")
    due_on: date = Field(description="完成期限")
    done_on: date | None = Field(description="落实日期")
    outcome: str = Field(description="落实情况 What came of it")
    done_by_name: str


class NeedsSurveyOut(NeedsSurveyItem):
    """One survey with its plan. `findings` is null for whoever may not see what is protected."""

    findings: str | None = Field(description="了解到的情况；没有权限查看时为 null Null where it may not be seen")
    plan: list[NeedsMeasureOut]
    steps: list[OpenStep]


class NeedsProgressQuery(BaseModel):
    """Of which year, or for which plan of visits; below which union."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int | None, Query(ge=2000, le=2100, description="年份，默认今年 Year, this one by default")] = None
    visit_plan_id: Annotated[
        UUID | None,
        Query(description="一份慰问安排走访前十二个月 The twelve months before this plan of visits"),
    ] = None
    under_id: Annotated[UUID | None, Query(description="看谁的下级，默认本会 Below which union; mine by default")] = (
        None
    )


class NeedsProgressFigures(Out):
    """How far surveys are."""

    owing: int = Field(
        description="应摸底单位：有在档困难家庭（或在安排中）的工会 Unions with households on file, or on the plan"
    )
    surveyed: int = Field(description="其中已摸底的 Of these, those that were surveyed")
    households: int = Field(description="在档（安排中）户数")
    surveys: int
    measures: int
    done: int
    overdue: int = Field(description="有措施逾期的调研")


class NeedsProgressRow(NeedsProgressFigures):
    """One union below, or what stands with the union itself."""

    organization_id: UUID
    organization_name: str
    level: int


class NeedsProgress(Out):
    """Surveys in a period, as a whole and by the unions directly below."""

    organization_id: UUID
    organization_name: str
    first: date
    last: date
    total: NeedsProgressFigures
    items: list[NeedsProgressRow]
    as_of: Instant
