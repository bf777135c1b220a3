"""What household files look like on the wire."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.api.evaluation_wire import EvaluationOut
from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.aid.codes import (
    ContractTerm,
    DecisionState,
    Disability,
    EnterpriseState,
    Exclusion,
    ExitReason,
    HardshipCategory,
    HardshipCause,
    HouseholdClass,
    HouseholdStatus,
    Housing,
    HousingArea,
    Illness,
    Livelihood,
    MedicalInsurance,
    PaperKind,
    PolicyPart,
    Relation,
    SchoolStage,
    SizeReason,
    SnapshotKind,
    WorkerKind,
)
from backend.domain.aid.files import SourceNotOne
from backend.domain.aid.paper_request_codes import PaperRequestStatus
from backend.domain.aid.reveals import HouseholdSecret
from backend.domain.identity import IdKind, Sex
from backend.domain.member.codes import HukouKind, Marriage, ModelWorker, Nation, Politics
from backend.domain.organization.codes import Industry, Ownership


class HouseholdQuery(ListQuery):
    """The filters of the list of household files."""

    q: Annotated[str | None, Query(max_length=60, description="姓名、首字母或档案编号 Name, initials or number")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    status: Annotated[list[HouseholdStatus], Query(description="状态")] = []
    category: Annotated[list[HardshipCategory], Query(description="困难类别")] = []
    cause: Annotated[list[HardshipCause], Query(description="致困原因，主要或次要 Main or other cause")] = []
    worker_kind: Annotated[list[WorkerKind], Query(description="职工身份")] = []
    file_class: Annotated[list[HouseholdClass], Query(description="存量、增量、返困")] = []
    overdue: Annotated[bool, Query(description="年度复核已到期 Only those whose review is overdue")] = False
    nobody_works: Annotated[bool, Query(description="只看零就业家庭 Only those where nobody works")] = False
    opened_since: Annotated[
        AskedDay | None, Query(alias="opened_on[gte]", description="建档日期起 Put on file from this day")
    ] = None
    opened_until: Annotated[
        AskedDay | None, Query(alias="opened_on[lte]", description="建档日期止 Put on file until this day")
    ] = None
    returned_since: Annotated[
        AskedDay | None, Query(alias="returned_on[gte]", description="返困日期起 Came back from this day")
    ] = None
    returned_until: Annotated[
        AskedDay | None, Query(alias="returned_on[lte]", description="返困日期止 Came back until this day")
    ] = None
    exited_since: Annotated[
        AskedDay | None,
        Query(alias="exited_on[gte]", description="退出日期起，后来返困的也算 Left from this day, come back or not"),
    ] = None
    exited_until: Annotated[
        AskedDay | None, Query(alias="exited_on[lte]", description="退出日期止 Left until this day")
    ] = None
    exit_reason: Annotated[
        list[ExitReason], Query(description="退出原因，多次退出的看最近一次 Why it left, the last time of several")
    ] = []
    paper_request: Annotated[
        list[PaperRequestStatus], Query(description="补材料请求的状态 What the worker was asked for")
    ] = []


class HouseholdItem(Out):
    """A file in a list. Amounts are null for those who may not see them."""

    id: UUID
    number: str
    organization_id: UUID
    organization_name: str
    member_id: UUID | None
    status: HouseholdStatus
    category: HardshipCategory | None
    decided: bool = Field(description="经另行认定，不是按规则得出 Decided beside the rules")
    name: str
    sex: Sex | None
    age: int | None
    worker_kind: WorkerKind
    main_cause: HardshipCause
    file_class: HouseholdClass | None
    size: int
    gross_fen: int | None
    net_fen: int | None
    keeper_name: str
    reviewer_name: str
    opened_on: date | None
    review_due_on: date | None
    exited_on: date | None
    exit_reason: ExitReason | None
    version: int


class HouseholdUnion(Out):
    """The union that a file stands with."""

    id: UUID
    name: str


class PersonContent(Out):
    """What a file says of one person. Numbers are masked; health and income are null for those who may not see them."""

    id: UUID
    relation: Relation
    name: str
    id_kind: IdKind
    id_number_masked: str | None
    sex: Sex | None
    born_on: date | None
    age: int | None
    politics: Politics | None
    married: bool
    livelihood: Livelihood | None
    unit: str
    income_fen: int | None
    medical_insurance: MedicalInsurance | None
    illness: Illness | None
    health_noted: bool = Field(description="另有健康说明，可申请查看 A note on health is kept")
    disability: Disability | None
    disability_level: int | None
    school_stage: SchoolStage | None
    enrolled_in: int | None
    school_years: int | None = Field(description="学制（年） How many years what they learn takes")


class PersonOut(PersonContent):
    """One person of a file, and whether they count for the size of the household (AID-07)."""

    counts: bool = Field(description="计入家庭人口 Counts for the size of the household")
    reason: SizeReason = Field(description="计入或不计入的理由 Why, or why not")


class PolicySource(Out):
    """From which union a part of the rules comes; absent parts ship with the system."""

    part: PolicyPart
    organization_name: str
    effective_on: date


class PaperOut(Out):
    """A paper of a file."""

    id: UUID
    kind: PaperKind
    name: str
    media_type: str
    size: int
    added_by_name: str
    added_at: Instant


class DecisionOut(Out):
    """A category beside the one that the rules give."""

    id: UUID
    state: DecisionState
    category: HardshipCategory | None
    by_rules: HardshipCategory | None
    reason: str
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: Instant
    decided_by: UUID | None
    decided_by_name: str
    decided_at: Instant | None


class FileContent(Out):
    """What a file says beside its people. Sealed fields are masked; amounts are null for those who may not see them."""

    worker_kind: WorkerKind
    marriage: Marriage | None
    contract_term: ContractTerm | None
    contract_months: int | None
    union_member: bool
    model_worker: ModelWorker
    hukou_kind: HukouKind | None
    enterprise_state: EnterpriseState | None
    nation: Nation | None
    work_started_on: date | None
    unit_ownership: Ownership | None = Field(description="单位性质 The nature of the unit")
    unit_industry: Industry | None
    unit_address: str
    phone_masked: str | None
    other_phone_masked: str | None
    residence_masked: str | None
    postcode_masked: str | None
    single_parent: bool
    nobody_works: bool
    self_help: bool
    housing: Housing | None
    housing_area: HousingArea | None
    exclusions: list[Exclusion]
    other_income_fen: int | None
    medical_fen: int | None
    disability_fen: int | None
    schooling_fen: int | None
    work_fen: int | None
    property_loss_fen: int | None
    still_poor: bool
    accident: bool | None
    disaster: bool | None
    special: bool
    special_reason: str | None
    main_cause: HardshipCause
    causes: list[HardshipCause]
    bank: str
    bank_card_masked: str | None
    noted: bool = Field(description="有备注，可申请查看 Remarks are kept")


class HouseholdOut(HouseholdItem, FileContent):
    """A whole file. Sealed fields are masked and named in `hidden`; so is what the caller may not see."""

    organization: HouseholdUnion
    region_code: str | None = Field(
        description="行政区划代码，取自所在工会或其上级 That of the union, or of the nearest above it"
    )
    born_on: date | None
    people: list[PersonOut]
    evaluation: EvaluationOut | None = Field(description="按今天的规则；无权查看时为 null By the rules of today")
    amount_fen: int | None = Field(description="该类别的年救助标准 What its category is given in a year")
    sources: list[PolicySource]
    decisions: list[DecisionOut]
    papers: list[PaperOut]
    reviewed_on: date | None
    returned_on: date | None
    exit_note: str
    erase_on: date | None
    created_at: Instant
    updated_at: Instant
    hidden: list[str]
    steps: list[OpenStep]


class HouseholdSearch(BaseModel):
    """Whole numbers never travel in a URL."""

    model_config = ConfigDict(extra="forbid")

    id_number: str = Field(min_length=1, max_length=64)


class FoundHouseholds(Out):
    """Files of the scope in which this person stands."""

    items: list[HouseholdItem]


class HouseholdFromMember(BaseModel):
    """What a draft is filled from: a member's record, or the application that a member handed in. One of the two."""

    model_config = ConfigDict(extra="forbid")

    member_id: UUID | None = None
    application_id: UUID | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.member_id is None) is (self.application_id is None):
            raise SourceNotOne()
        return self


class OpenFileStep(BaseModel):
    """Put the file on record; not by whom it was entered."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["open"]


class ReviewFileStep(BaseModel):
    """The file was looked at and is right."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["review"]


class ExitFileStep(BaseModel):
    """The household leaves; the file is kept for ten years."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["exit"]
    reason: ExitReason
    note: str = Field(default="", max_length=200)


class ReturnFileStep(BaseModel):
    """The household is in hardship again."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["return"]


class ProposeDecisionStep(BaseModel):
    """Another category than the rules give, with a reason; a second officer confirms it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["propose_decision"]
    category: HardshipCategory | None
    reason: str = Field(min_length=1, max_length=500)


class ConfirmDecisionStep(BaseModel):
    """The second officer agrees."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["confirm_decision"]


class RefuseDecisionStep(BaseModel):
    """The second officer does not agree, or the first takes it back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["refuse_decision"]


FileStep = Annotated[
    OpenFileStep
    | ReviewFileStep
    | ExitFileStep
    | ReturnFileStep
    | ProposeDecisionStep
    | ConfirmDecisionStep
    | RefuseDecisionStep,
    Field(discriminator="step"),
]


class PaperDraft(BaseModel):
    """A picture that the caller has uploaded becomes a paper of the file."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID
    kind: PaperKind


class HouseholdRevealed(Out):
    """One field in plain, to be hidden again after `expires_in` seconds."""

    field: HouseholdSecret
    value: str
    expires_in: int
    shown_today: int
    limit: int


class HouseholdEvent(Out):
    """Something that was done to a file."""

    event: str
    label: str
    at: Instant
    actor_name: str


class SnapshotOut(Out):
    """A file as it stood at a time."""

    id: UUID
    kind: SnapshotKind
    year: int
    category: HardshipCategory | None
    taken_by_name: str
    taken_at: Instant
    evaluation: EvaluationOut | None


class KeptPerson(PersonContent):
    """Somebody of a file as it was kept, aged as on that day."""

    gone: bool = Field(description="现在的档案里已没有此人 Not in the file any more")
    changed: list[str] = Field(description="此后改过的字段 Fields that say something else today")


class KeptFile(SnapshotOut):
    """A file as it was kept, whole, and what has changed in it since."""

    content: FileContent
    people: list[KeptPerson]
    changed: list[str] = Field(description="此后改过的字段 Fields that say something else today")
    joined: list[str] = Field(description="此后加入的家庭成员 Who has come into the file since")
    hidden: list[str]


class HouseholdHistory(Out):
    """The life of a file, the newest first."""

    events: list[HouseholdEvent]
    snapshots: list[SnapshotOut]
