"""What programmes of aid look like on the wire."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.aid.case_codes import FundSource, ProgramKind, ProgramStatus, ProgramStep, Stage, StandardBasis
from backend.domain.aid.codes import HardshipCategory, PaperKind


class AidProgramQuery(ListQuery):
    """Which programmes: those of the reader's union and of unions above it."""

    status: Annotated[list[ProgramStatus], Query(description="状态")] = []
    kind: Annotated[list[ProgramKind], Query(description="类别")] = []
    year: Annotated[int | None, Query(ge=2000, le=2100, description="年度")] = None
    below: Annotated[bool, Query(description="也列出下级工会的项目 Those of unions below, too")] = False
    accepting: Annotated[bool, Query(description="只列出此刻受理的 Only those that take cases now")] = False


class StandardsOut(Out):
    """What is given, fen, by what the basis names."""

    basis: StandardBasis
    amounts: dict[str, int]


class AidProgramItem(Out):
    """A programme in a list, with what the reader's scope has in it."""

    id: UUID
    organization_id: UUID
    organization_name: str
    kind: ProgramKind
    name: str
    year: int
    status: ProgramStatus
    audience: str
    categories: list[HardshipCategory]
    papers: list[PaperKind]
    sources: list[FundSource]
    stages: list[Stage]
    standards: StandardsOut
    each_time_fen: int | None
    each_year_fen: int | None
    caps_stop: bool = Field(description="超过上限时不予受理；否则只提醒 The caps stop a case; else they warn")
    notice_days: int
    opens_at: Instant | None
    closes_at: Instant | None = Field(description="最后时刻，含这一分钟的零秒 Its last moment, included")
    papers_place: str = Field(description="交件地点 Where papers are handed in")
    papers_room: str = Field(description="房间 In which room")
    papers_phone: str = Field(description="联系电话 Whom to call")
    made_by_name: str
    created_at: Instant
    updated_at: Instant
    cases: int = Field(description="管理范围内的申请件数 Cases of the scope, without those refused or withdrawn")
    approved: int
    amount_fen: int
    version: int


class WayStage(Out):
    """One station of the way, with the union on whose desk a case lies there."""

    stage: Stage
    label: str
    level: int


class QuotaOut(Out):
    """What a union below may be given in all, fen."""

    organization_id: UUID
    fen: int


class CapsInForce(Out):
    """What binds: of the programme and of the rules of aid the lower, fen."""

    each_time_fen: int
    each_year_fen: int


class AidProgramOut(AidProgramItem):
    """A whole programme, its way, and what may be done with it."""

    means_tested: bool
    accepting: bool = Field(description="此刻是否受理 Whether it takes cases now")
    not_accepting: str | None = Field(description="不受理的原因 Why not")
    way: list[WayStage]
    caps_in_force: CapsInForce = Field(
        description="今日有效的上限：项目和救助政策中较低的 What binds today, at the programme's union or the reader's below it"
    )
    quotas: list[QuotaOut] = Field(description="分给下级工会的额度 What unions below may be given in all")
    steps: list[OpenStep]


class ProgramTemplateOut(Out):
    """What a new programme of a kind begins from."""

    kind: ProgramKind
    means_tested: bool
    audience: str
    categories: list[HardshipCategory]
    papers: list[PaperKind]
    sources: list[FundSource]
    stages: list[Stage]
    standards: StandardsOut
    each_time_fen: int | None
    each_year_fen: int | None
    caps_stop: bool
    notice_days: int


class ProgramTemplates(Out):
    """One for each kind."""

    items: list[ProgramTemplateOut]


class ProgramStepAsked(BaseModel):
    """Open, close, open again."""

    model_config = ConfigDict(extra="forbid")

    step: ProgramStep
