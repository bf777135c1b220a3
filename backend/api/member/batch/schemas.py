"""What batches of members look like on the wire."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.member.schemas import MemberFilter
from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.member.batches import MOST, BatchChange, BatchDeed, MemberBatchOutcome, MemberBatchState
from backend.domain.member.steps import AskedStep, StepAsked


class BatchRequest(BaseModel):
    """The same deed for many members: of `ids`, or of all that match `query`."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST)] | None = None
    query: MemberFilter | None = None
    step: StepAsked | None = None
    change: BatchChange | None = None
    dry_run: bool = Field(default=False, description="只预览，不执行 Preview only")


class ItemProblem(Out):
    """Why it was not done for this one."""

    code: str
    detail: str


class BatchItem(Out):
    """What became of one member."""

    index: int
    status: int = Field(description="200 已办或可办；404、409、422 未办 As an HTTP status")
    id: UUID
    name: str | None
    problem: ItemProblem | None


class BatchOut(Out):
    """What became of all."""

    dry_run: bool
    batch_id: UUID | None = Field(description="在批量办理清单中的编号，预览时为 null Its place in the list of batches")
    total: int
    succeeded: int
    failed: int
    items: list[BatchItem]


class MemberBatchDraft(BaseModel):
    """The same deed for all members that match, for a job to check."""

    model_config = ConfigDict(extra="forbid")

    query: MemberFilter
    except_ids: Annotated[list[UUID], Field(max_length=MOST)] = Field(
        default=[], description="符合条件但不办的人 Who matches and is left out"
    )
    step: StepAsked | None = None
    change: BatchChange | None = None


class MemberBatchCounts(Out):
    """Members by what is said of them."""

    waiting: int
    can: int
    cannot: int
    done: int


class MemberBatchReason(Out):
    """Why it cannot be done, and to how many."""

    code: str
    detail: str
    members: int


class MemberBatchOut(Out):
    """A batch: what is done, to how many, what became of them, what may be done next."""

    id: UUID
    user_id: UUID
    user_name: str
    organization_id: UUID = Field(description="在哪个组织的权限下办理 The grant under which it was asked for")
    state: MemberBatchState
    step: AskedStep | None
    change: dict[str, Any] | None = Field(description="各项的新值 New values by field")
    total: int
    counts: MemberBatchCounts
    reasons: list[MemberBatchReason] = Field(
        description="不可办的原因，人数多的在前，至多二十种 The most frequent reasons, at most twenty"
    )
    job_id: UUID | None
    created_at: Instant
    carried_out_at: Instant | None
    version: int
    steps: list[OpenStep]


class MemberBatchQuery(ListQuery):
    """The filters of the list of batches."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    state: Annotated[list[MemberBatchState], Query(max_length=10, description="状态")] = []
    deed: Annotated[list[BatchDeed], Query(max_length=20, description="办理事项 What was done")] = []
    mine: Annotated[bool, Query(description="只看我发起的 Only my own")] = False


class MemberBatchItem(Out):
    """A batch in the list: who did what to how many, when, and what became of them."""

    id: UUID
    user_id: UUID
    user_name: str
    organization_id: UUID = Field(description="在哪个组织的权限下办理 The grant under which it was asked for")
    organization_name: str
    deed: BatchDeed
    step: AskedStep | None
    change: dict[str, Any] | None = Field(description="各项的新值 New values by field")
    state: MemberBatchState
    total: int
    can: int = Field(description="可办而还没有办的人数 To whom it can still be done")
    cannot: int
    done: int
    created_at: Instant
    carried_out_at: Instant | None
    version: int


class MemberBatchRowQuery(ListQuery):
    """Which members of a batch."""

    outcome: Annotated[list[MemberBatchOutcome], Query(max_length=10, description="结果 What is said of them")] = []


class MemberBatchRowOut(Out):
    """One member of a batch."""

    position: int
    member_id: UUID
    name: str | None = Field(description="已不在管理范围内时为 null Null for who lies outside the scope now")
    organization_name: str | None
    outcome: MemberBatchOutcome
    problem: ItemProblem | None


class MemberBatchStep(BaseModel):
    """What can be done with a batch."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["carry_out"]
