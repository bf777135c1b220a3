"""What requests for papers look like on the wire, to the union that asks and to the worker who answers."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.api.aid_application.schemas import ApplicationPaperOut
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.paper_request_codes import PaperRequestStatus

MOST_KINDS = len(PaperKind)
MOST_WORDS = 500


class PaperRequestDraft(BaseModel):
    """What a worker is asked for: kinds of papers, a word to go with them, or both."""

    model_config = ConfigDict(extra="forbid")

    papers: list[PaperKind] = Field(default=[], max_length=MOST_KINDS)
    note: str = Field(default="", max_length=MOST_WORDS, description="职工会看到 The worker reads this")
    case_id: UUID | None = Field(default=None, description="为哪件帮扶申请 The case for which it is wanted")


class TakePaperRequestStep(BaseModel):
    """What was sent becomes part of the file."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["take"]


class ReturnPaperRequestStep(BaseModel):
    """What was sent will not do: this request ends, and a new one says what is wanted instead."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["return"]
    papers: list[PaperKind] = Field(default=[], max_length=MOST_KINDS)
    note: str = Field(max_length=MOST_WORDS)


class WithdrawPaperRequestStep(BaseModel):
    """It is not wanted any more."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]


OfficersStep = Annotated[
    TakePaperRequestStep | ReturnPaperRequestStep | WithdrawPaperRequestStep, Field(discriminator="step")
]


class PaperRequestOut(Out):
    """One request with what was sent. What was said, and papers on health, are for those who may see health."""

    id: UUID
    household_id: UUID
    case_id: UUID | None
    case_number: str
    status: PaperRequestStatus
    asked: list[PaperKind]
    missing: list[PaperKind] = Field(description="要求了而没有收到的 Asked for and not sent")
    note: str | None = Field(description="无权查看健康信息时为 null Null for those who may not see health")
    answer: str | None
    papers: list[ApplicationPaperOut]
    asked_by: str
    asked_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None
    ended_by_name: str
    hidden: list[str]
    steps: list[OpenStep]
    version: int


class PaperRequests(Out):
    """The requests beside a file, the newest first; and why none can be made now, where that is so."""

    items: list[PaperRequestOut]
    askable: bool
    reason: str | None = Field(description="现在不能请职工补交的原因 Why the worker cannot be asked now")


class SentPaperDraft(BaseModel):
    """A picture that the worker has uploaded (`/files`, purpose `paper`) goes with the answer."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID
    kind: PaperKind


class AnswerPaperRequestStep(BaseModel):
    """Answer, with the papers added so far; the note says why one is not among them."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["answer"]
    note: str = Field(default="", max_length=MOST_WORDS)


class MyPaperRequest(Out):
    """What my union asks me for, and what I have sent so far."""

    id: UUID
    household_number: str
    case_id: UUID | None
    case_number: str
    status: PaperRequestStatus
    status_label: str
    asked: list[PaperKind]
    missing: list[PaperKind]
    note: str
    answer: str
    papers: list[ApplicationPaperOut]
    asked_by: str = Field(description="哪家工会 The office that asks")
    asked_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None
    steps: list[OpenStep]
    version: int


class MyPaperRequests(Out):
    """What I was asked for, the newest first."""

    items: list[MyPaperRequest]
