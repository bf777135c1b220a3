"""What applications for aid look like on the wire, to the worker and to the union."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.aid_application.declaration_wire import DeclarationOut
from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.aid.application_codes import (
    ApplicationSection,
    ApplicationStatus,
    ApplicationStep,
    Desk,
    SectionState,
)
from backend.domain.aid.case_codes import CaseStatus, CaseStep, ProgramKind, Stage
from backend.domain.aid.codes import HardshipCategory, HardshipCause, HouseholdStatus, PaperKind
from backend.domain.identity import Sex


class AidApplicationQuery(ListQuery):
    """The filters of the queue."""

    q: Annotated[str | None, Query(max_length=60, description="姓名、首字母或申请编号 Name, initials or number")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    status: Annotated[list[ApplicationStatus], Query(description="状态")] = []
    cause: Annotated[list[HardshipCause], Query(description="主要致困原因 Main cause")] = []
    program_id: Annotated[UUID | None, Query(description="申请的救助项目 The programme applied to")] = None


class AidApplicationItem(Out):
    """An application in the queue."""

    id: UUID
    number: str
    organization_id: UUID
    organization_name: str
    name: str
    status: ApplicationStatus
    main_cause: HardshipCause | None
    people: int = Field(description="家庭人数，含本人 People of the household, the worker included")
    papers_count: int
    program_id: UUID | None
    program_name: str | None
    household_id: UUID | None
    submitted_at: Instant
    reached_at: Instant
    version: int


class ApplicationPaperOut(Out):
    """A paper of an application."""

    id: UUID
    kind: PaperKind
    name: str
    media_type: str
    size: int
    added_at: Instant


class NeededPaper(Out):
    """A kind of paper that the application needs."""

    kind: PaperKind
    label: str
    held: bool
    asked: bool = Field(description="工会要求补充的 Asked for by the union")


class TrailEntry(Out):
    """A step that the application took. The worker reads which office did it, and not who."""

    step: ApplicationStep
    label: str
    to_status: ApplicationStatus
    note: str
    by: str = Field(description="“本人”，或办理的工会 The worker, or the office")
    at: Instant


class JudgedOut(Out):
    """What the rules in force say of what was declared; a file may still say otherwise."""

    category: HardshipCategory | None
    size: int
    gross_fen: int
    net_fen: int


class KnownFile(Out):
    """The household file of the worker that there is."""

    id: UUID
    number: str
    status: HouseholdStatus


class ApplicantOut(Out):
    """The worker as the register has them. `member_id` is null where the record lies outside the scope by now."""

    member_id: UUID | None
    sex: Sex | None
    born_on: date | None
    age: int | None
    id_number_masked: str | None


class AidApplicationOut(AidApplicationItem):
    """One application with everything that is asked before it is taken or not."""

    applicant: ApplicantOut
    declaration: DeclarationOut
    papers: list[ApplicationPaperOut]
    papers_needed: list[NeededPaper]
    judged: JudgedOut | None = Field(description="按现行规则测算；无权查看或资料不全时为 null")
    known_file: KnownFile | None
    trail: list[TrailEntry]
    created_at: Instant
    hidden: list[str]
    steps: list[OpenStep]


class AskApplicationStep(BaseModel):
    """Ask the worker for papers or an answer."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["ask"]
    note: str = Field(max_length=500)
    papers: list[PaperKind] = Field(default=[], max_length=13)


class RefuseApplicationStep(BaseModel):
    """It is not taken; the worker is told why."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["refuse"]
    note: str = Field(max_length=500)


class AttachApplicationStep(BaseModel):
    """The worker stands in a file already: the papers go there, and that file is brought up to date."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["attach"]
    household_id: UUID


OfficerStep = Annotated[AskApplicationStep | RefuseApplicationStep | AttachApplicationStep, Field(discriminator="step")]


class ApplicationBegin(BaseModel):
    """What is applied for; without a programme the union decides which one fits."""

    model_config = ConfigDict(extra="forbid")

    program_id: UUID | None = None


class ApplicationPaperDraft(BaseModel):
    """A picture that the worker has uploaded becomes a paper of the application."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID
    kind: PaperKind


class SubmitApplicationStep(BaseModel):
    """Hand in."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["submit"]


class AnswerApplicationStep(BaseModel):
    """Answer what was asked."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["answer"]
    note: str = Field(default="", max_length=500)


class WithdrawApplicationStep(BaseModel):
    """Withdraw."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]


WorkerStep = Annotated[
    SubmitApplicationStep | AnswerApplicationStep | WithdrawApplicationStep, Field(discriminator="step")
]


class DeskOut(Out):
    """With whom something lies."""

    desk: Desk
    label: str
    organization_name: str | None


class MyAidApplicationItem(Out):
    """One of my applications."""

    id: UUID
    number: str
    status: ApplicationStatus
    status_label: str
    desk: DeskOut | None = Field(description="现在在谁那里；办结后为 null With whom it lies; null when it has ended")
    program_id: UUID | None
    program_name: str | None
    submitted_at: Instant | None
    reached_at: Instant
    created_at: Instant
    version: int


class MyAidApplications(Out):
    """My applications, the newest first."""

    items: list[MyAidApplicationItem]


class SectionOut(Out):
    """A part of the form and how far it is."""

    section: ApplicationSection
    label: str
    state: SectionState
    state_label: str


class FaultOut(Out):
    """Something that keeps the application from being handed in, in the words that a refusal would use."""

    section: ApplicationSection
    pointer: str
    code: str
    detail: str


class AskedOut(Out):
    """What the union waits for."""

    note: str
    papers: list[PaperKind]
    by: str
    at: Instant


class MyAidApplicationOut(MyAidApplicationItem):
    """One of my applications, whole."""

    declaration: DeclarationOut
    sections: list[SectionOut]
    faults: list[FaultOut]
    papers: list[ApplicationPaperOut]
    papers_needed: list[NeededPaper]
    asked: AskedOut | None
    trail: list[TrailEntry]
    steps: list[OpenStep]


class MyCaseStep(Out):
    """A step that a case took, by which office."""

    step: CaseStep
    label: str
    to_status: CaseStatus
    by: str
    reason: str = Field(description="只有不予批准时才有 Only where it was a no")
    at: Instant


class MyAidCase(Out):
    """Where one of my cases is."""

    id: UUID
    number: str
    program_name: str
    program_kind: ProgramKind
    year: int
    status: CaseStatus
    status_label: str
    desk: DeskOut | None
    asked_fen: int
    amount_fen: int | None = Field(description="批准的金额，分；批准前为 null What was approved; null before")
    submitted_at: Instant | None
    reached_at: Instant = Field(description="自何时起在这一环节 Since when it is there")
    due_at: Instant | None
    steps: list[MyCaseStep]


class MyAidCases(Out):
    """My cases, the newest first."""

    items: list[MyAidCase]


class MyAidProgram(Out):
    """A programme that takes applications from my union now."""

    id: UUID
    name: str
    kind: ProgramKind
    year: int
    organization_name: str
    audience: str
    papers: list[PaperKind]
    opens_at: Instant | None
    closes_at: Instant | None
    papers_place: str = Field(description="交件地点 Where papers are handed in")
    papers_room: str = Field(description="房间 In which room")
    papers_phone: str = Field(description="联系电话 Whom to call")
    each_time_fen: int = Field(
        description="每次上限：项目和救助政策中较低的 Most each time, by the programme or the rules of aid"
    )
    notice_days: int
    stages: list[Stage]


class MyAidPrograms(Out):
    """The programmes that I may apply to."""

    items: list[MyAidProgram]
