"""What notices and objections look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.aid.codes import HardshipCategory
from backend.domain.notice.codes import (
    USUAL_COLUMNS,
    NoticeColumn,
    NoticeReason,
    NoticeState,
    NoticeVerdict,
    ObjectionState,
    ObjectionStep,
    ObjectionWay,
)
from backend.domain.notice.rules import MOST


class CandidateQuery(ListQuery):
    """The filters of the cases that wait for a notice."""

    program_id: Annotated[UUID | None, Query(description="项目 The programme")] = None
    organization_id: Annotated[UUID | None, Query(description="工会 The union")] = None


class NoticeCandidate(Out):
    """A case that waits for a notice."""

    id: UUID
    number: str
    name: str
    program_id: UUID
    program_name: str
    organization_id: UUID
    organization_name: str
    category: HardshipCategory | None
    amount_fen: int
    reached_at: Instant
    notice_days: int = Field(description="公示几个工作日 Working days of the notice")


class NoticePreviewRequest(BaseModel):
    """Which cases, with which columns."""

    model_config = ConfigDict(extra="forbid")

    case_ids: list[UUID] = Field(min_length=1, max_length=MOST)
    columns: list[NoticeColumn] = Field(default=list(USUAL_COLUMNS), max_length=20)


class NoticeCells(Out):
    """What a notice says of one case. A column that was not chosen is null, and is kept nowhere."""

    name: str | None = None
    unit: str | None = None
    category: HardshipCategory | None = None
    amount: int | None = Field(default=None, description="分 Fen")
    members: int | None = None
    reason: NoticeReason | None = None


class NoticePreview(Out):
    """Exactly what would go out, and until when, if it were published now."""

    program_name: str
    organization_name: str
    columns: list[NoticeColumn]
    rows: list[NoticeCells]
    days: int
    ends_at: Instant
    receiver: str = Field(description="建议的受理部门 Who would receive objections")


class NoticeQuery(ListQuery):
    """The filters of the list of notices."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    program_id: Annotated[UUID | None, Query(description="项目 The programme")] = None
    state: Annotated[list[NoticeState], Query(description="状态")] = []


class NoticeItem(Out):
    """A notice in a list."""

    id: UUID
    number: str
    organization_id: UUID
    organization_name: str
    program_id: UUID
    program_name: str
    days: int
    people: int
    published_at: Instant
    published_by_name: str
    ends_at: Instant
    concluded_at: Instant | None
    withdrawn_at: Instant | None
    state: NoticeState
    open_objections: int
    version: int


class NoticePage(Out):
    """The notice as it hangs on the wall of the unit: what everybody in it may read."""

    id: UUID
    number: str
    organization_name: str
    program_name: str
    columns: list[NoticeColumn]
    rows: list[NoticeCells]
    days: int
    first_on: date = Field(description="公示期第一天 The first working day of the period")
    last_on: date
    ends_at: Instant
    published_at: Instant
    shown_at: str
    receiver: str
    receiver_phone: str
    state: NoticeState
    reason: str = Field(description="撤销的原因 Why it was withdrawn")


class NoticeLineOut(Out):
    """A case on a notice."""

    case_id: UUID
    cells: NoticeCells
    verdict: NoticeVerdict | None


class NoticeObjectionOut(Out):
    """An objection as the report on the result tells of it: whom against, how it came, what was found."""

    against: str | None = Field(description="被反映的人，空为整份公示 Null: the whole notice")
    way: ObjectionWay
    anonymous: bool
    received_on: date
    state: ObjectionState
    verdict: NoticeVerdict | None
    reason: str


class NoticeOut(NoticePage):
    """One notice, for those who run it."""

    organization_id: UUID
    program_id: UUID
    above_name: str
    people: int
    days_left: int = Field(description="还剩几个工作日，今天不算 Working days still to come, today not counted")
    published_by_name: str
    concluded_at: Instant | None
    concluded_by_name: str
    withdrawn_at: Instant | None
    withdrawn_by_name: str
    open_objections: int
    lines: list[NoticeLineOut]
    scanned_at: Instant | None = Field(description="盖章件归档时间 When the stamped print was kept")
    scanned_by_name: str
    result: list[NoticeObjectionOut] = Field(description="出具结果时的异议，之前为空 Empty before the conclusion")
    version: int
    steps: list[OpenStep]


class ConcludeNoticeStep(BaseModel):
    """The notice is over: its cases go on, or where the objections that were upheld send them."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["conclude"]


class WithdrawNoticeStep(BaseModel):
    """The notice is taken down; its cases stay where they are."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]
    reason: str = Field(max_length=200)


NoticeStepAsked = Annotated[ConcludeNoticeStep | WithdrawNoticeStep, Field(discriminator="step")]


class NoticeScan(BaseModel):
    """The stamped print of the report on the result, uploaded as a proof."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID


class PaperQuery(BaseModel):
    """Which of the two documents."""

    model_config = ConfigDict(extra="forbid")

    paper: Annotated[
        Literal["notice", "result"], Query(description="公示或公示结果报告 The notice, or the report on its result")
    ] = "notice"


class ObjectionQuery(ListQuery):
    """The filters of the list of objections."""

    notice_id: Annotated[UUID | None, Query(description="公示 The notice")] = None
    state: Annotated[list[ObjectionState], Query(description="状态")] = []


class ObjectionItem(Out):
    """An objection in a list: neither what was said nor by whom."""

    id: UUID
    notice_id: UUID
    notice_number: str
    case_id: UUID | None
    against: str | None = Field(description="被反映的人，空为整份公示 Null: the whole notice")
    organization_id: UUID
    organization_name: str
    way: ObjectionWay
    received_on: date
    anonymous: bool
    state: ObjectionState
    verdict: NoticeVerdict | None
    reason: str
    taken_by_name: str
    taken_at: Instant
    answered_by_name: str
    answered_at: Instant | None
    version: int


class ObjectionOut(ObjectionItem):
    """One objection, for those who look into it. That it was read is on record."""

    objector: str
    contact: str
    text: str
    steps: list[OpenStep]


class ObjectionStepRequest(BaseModel):
    """An answer, with what was found."""

    model_config = ConfigDict(extra="forbid")

    step: ObjectionStep
    reason: str = Field(max_length=500)


class MyNoticeLine(Out):
    """Somebody on a notice: the published columns, and a handle by which to object."""

    id: UUID
    cells: NoticeCells
    objected: bool = Field(description="我已提出、尚待答复 An objection of mine waits for its answer")


class MyNotice(Out):
    """A notice as it hangs in my unit."""

    id: UUID
    number: str
    organization_name: str
    program_name: str
    columns: list[NoticeColumn]
    lines: list[MyNoticeLine]
    days: int
    first_on: date
    last_on: date
    ends_at: Instant
    published_at: Instant
    days_left: int = Field(description="还剩几个工作日，今天不算 Working days still to come, today not counted")
    shown_at: str
    receiver: str
    receiver_phone: str
    state: NoticeState
    state_label: str
    objected: bool = Field(description="我对整份公示已提出、尚待答复 The same for the whole notice")


class MyNotices(Out):
    """The wall of my unit: notices without a result, those that end first before the others."""

    items: list[MyNotice]


class MyObjectionOut(Out):
    """An objection of mine, with what was found."""

    id: UUID
    notice_id: UUID
    line_id: UUID | None
    notice_number: str
    program_name: str
    organization_name: str
    against: str | None = Field(description="被反映的人，空为整份公示 Null: the whole notice")
    anonymous: bool = Field(description="对单位不具名 Without my name towards the unit")
    received_on: date
    text: str
    contact: str
    state: ObjectionState
    state_label: str
    verdict: NoticeVerdict | None
    reason: str = Field(description="答复 The answer")
    answered_at: Instant | None
    version: int
    steps: list[OpenStep]


class MyObjections(Out):
    """My objections, the newest first."""

    items: list[MyObjectionOut]


class WithdrawMyObjection(BaseModel):
    """Take an objection back before it is answered."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]
