"""What members look like on the wire."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.identity import IdKind, Sex
from backend.domain.member.card import CardState
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    JoinSource,
    Marriage,
    MemberKind,
    MemberStatus,
    ModelWorker,
    Nation,
    NewEmployment,
    Politics,
    RetainReason,
    SkillLevel,
    TransferForm,
    TransferStatus,
)
from backend.domain.member.lifeline import Lane
from backend.domain.member.reveals import RevealField
from backend.domain.protection.codes import ProtectionKind


class _Filters(BaseModel):
    """What a list of members is narrowed by."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    q: Annotated[
        str | None,
        Field(
            max_length=60, description="姓名或其一部分、拼音、首字母、末四位、会员编号 Name, pinyin, last four, number"
        ),
    ] = None
    organization_id: Annotated[UUID | None, Field(description="所在组织 Union")] = None
    include_subtree: Annotated[bool, Field(description="包括其下级 With everything below it")] = True
    status: Annotated[list[MemberStatus], Field(max_length=20)] = []
    kind: Annotated[list[MemberKind], Field(max_length=20)] = []
    new_employment: Annotated[list[NewEmployment], Field(max_length=20, description="新就业形态群体")] = []
    sex: Sex | None = None
    education: Education | None = None
    politics: Politics | None = None
    migrant: Annotated[bool | None, Field(description="农民工")] = None
    dispatched: Annotated[bool | None, Field(description="劳务派遣工")] = None
    hardship: Annotated[bool | None, Field(description="困难职工")] = None
    joined_from: Annotated[AskedDay | None, Field(alias="joined_on[gte]", description="入会日期不早于")] = None
    joined_to: Annotated[AskedDay | None, Field(alias="joined_on[lte]", description="入会日期不晚于")] = None
    born_from: Annotated[AskedDay | None, Field(alias="born_on[gte]", description="出生日期不早于")] = None
    born_to: Annotated[AskedDay | None, Field(alias="born_on[lte]", description="出生日期不晚于")] = None
    birthday_month: Annotated[
        int | None, Field(ge=1, le=12, description="生日在几月 The month of the birthday, for wishes and visits")
    ] = None
    complete: Annotated[bool | None, Field(description="实名信息完整 Real-name record complete")] = None
    has_card: Annotated[bool | None, Field(description="已发会员证 Card issued")] = None
    insured: Annotated[bool | None, Field(description="今天有互助保障在保 Covered by mutual protection today")] = None
    protection: Annotated[
        list[ProtectionKind],
        Field(max_length=10, description="今天在保的保障种类 Covered today by a plan of these kinds"),
    ] = []
    changed_within: Annotated[int | None, Field(ge=1, le=366, description="最近几天内有变动 Changed within days")] = (
        None
    )


class MemberQuery(ListQuery, _Filters):
    """The filters of the list of members, and its order."""

    sort: Annotated[
        str, Query(pattern="^(code|-created)$", description="code 按组织顺序；-created 最新登记在前 Newest first")
    ] = "code"


class MemberFilter(_Filters):
    """The same filters in a body: all members that match."""


class Named(Out):
    """Something with a name."""

    id: UUID
    name: str


class MemberItem(Out):
    """A member in a list."""

    id: UUID
    number: str | None = Field(description="会员编号 Member number")
    name: str
    sex: Sex
    age: int
    born_on: date
    id_kind: IdKind
    id_number_masked: str
    phone_masked: str | None
    organization: Named
    kind: MemberKind
    employment_form: EmploymentForm | None
    new_employment: NewEmployment | None
    status: MemberStatus
    retain_reason: RetainReason | None
    joined_on: date | None
    education: Education | None
    politics: Politics | None
    migrant: bool
    dispatched: bool
    hardship: bool
    model_worker: ModelWorker
    completeness: int = Field(description="实名信息完整度 %")
    card_issued_on: date | None
    created_at: Instant
    updated_at: Instant
    version: int


class Membership(Out):
    """A time with one union."""

    organization_id: UUID
    organization_name: str
    started_on: date
    ended_on: date | None
    began_by: str
    ended_by: str | None


class OpenTransfer(Out):
    """A transfer under way."""

    id: UUID
    number: str
    form: TransferForm
    status: TransferStatus
    to_organization_name: str
    due_on: date


class MemberOut(MemberItem):
    """One member, whole. What is sealed is masked, and named in `hidden` when there is something behind the mask."""

    nation: Nation | None
    marriage: Marriage | None
    native_place: str
    hukou_kind: HukouKind | None
    hukou_place: str
    residence_masked: str | None
    bank_card_masked: str | None
    employer: Named | None
    post: str
    title: str
    skill_level: SkillLevel | None
    work_started_on: date | None
    status_since: date | None
    source: JoinSource
    notes: str
    photo_id: UUID | None = Field(description="照片；另取，列表中没有 The photo is fetched apart and never listed")
    hidden: list[RevealField] = Field(
        description="已登记但隐藏的字段，可逐项查看 Fields that can be revealed one by one"
    )
    missing: list[str] = Field(description="实名信息缺少的字段 Real-name fields that are empty")
    memberships: list[Membership]
    transfer: OpenTransfer | None
    steps: list[OpenStep]


class ExactSearch(BaseModel):
    """One whole number; it never stands in a URL."""

    model_config = ConfigDict(extra="forbid")

    id_number: str | None = Field(default=None, min_length=1, max_length=64, repr=False)
    phone: str | None = Field(default=None, min_length=1, max_length=64, repr=False)


class Found(Out):
    """Who was found by an exact number."""

    items: list[MemberItem]


class PhotoDraft(BaseModel):
    """Which uploaded portrait becomes the photo."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID


class LifeLineEntry(Out):
    """What happened, when, by whom, from what to what."""

    id: UUID
    kind: str
    label: str
    lane: Lane
    on: date
    actor_name: str
    organization_id: UUID
    organization_name: str
    facts: dict[str, Any]
    recorded_at: Instant


class LifeLine(Out):
    """Every entry, newest first; `lanes` says how many stand in each."""

    items: list[LifeLineEntry]
    lanes: dict[str, int]


class Card(Out):
    """The member's card; `payload` is what its QR code says."""

    number: str | None
    issued_on: date | None
    valid: bool
    payload: str | None


class CardVerification(Out):
    """What a card proves: nothing that its holder would not show."""

    state: CardState
    number: str | None
    name_masked: str | None
    organization_name: str | None
    joined_on: date | None = Field(description="何时入会 Member since")
    issued_on: date | None


class Revealed(Out):
    """A hidden field, in plain, for a short time."""

    field: RevealField
    value: str
    expires_in: int = Field(description="秒 Seconds")
    shown_today: int
    limit: int


class DuplicateGroup(Out):
    """Files with one name and one birth date."""

    name: str
    born_on: date
    members: list[MemberItem]


class DuplicateQuery(ListQuery):
    """Which part of the duplicates."""

    organization_id: Annotated[UUID | None, Query(description="所在组织及其下级 Union, with all below it")] = None


class MergeQuery(ListQuery):
    """Which part of the merges."""


class MemberMergeItem(Out):
    """A merge that can still be undone, or was."""

    id: UUID
    member_id: UUID = Field(description="保留的档案 The file that stayed")
    member_number: str | None = Field(description="保留档案现在的编号；已不在管理范围内时为 null")
    member_name: str
    merged_id: UUID = Field(description="并入的档案 The file that went")
    merged_number: str | None
    merged_by_name: str
    merged_at: Instant
    undo_until: date = Field(description="最后一天可撤销 Last day on which it can be undone")
    days_left: int
    undone_by_name: str
    undone_at: Instant | None
    version: int
    steps: list[OpenStep]


class MemberMergeStep(BaseModel):
    """What can be done to a merge."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["undo"]


class MergeRequest(BaseModel):
    """Which file goes, and from which file each field is taken; the file that stays, where nothing is said."""

    model_config = ConfigDict(extra="forbid")

    duplicate_id: UUID
    take: dict[str, UUID] = Field(default={}, description="字段 → 取自哪份档案 Field → file to take it from")
