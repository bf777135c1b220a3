"""Many members at once: how many, and which fields may be set for all of them (api.md "Bulk").

Up to `MOST` are done while the officer waits. More than that is a job: all of them are checked first, then what was
checked is carried out, each member judged again at that moment.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.codes import Code
from backend.domain.job import JobState
from backend.domain.member.changes import FieldNeeded
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    MemberKind,
    Nation,
    NewEmployment,
    Politics,
    SkillLevel,
)
from backend.domain.refusals import Conflict, Invalid

MOST = 1000
"""Members of a batch that is done at once."""
MOST_BY_JOB = 100_000
"""Members of a batch that a job does."""
MOST_OPEN = 3
"""Batches of one officer that wait for their job or are in it."""
KEPT = timedelta(days=30)
"""After that a batch is deleted, and with it who was in it."""


class BatchTooLarge(Conflict):
    """The filters match more than one batch takes. Facts: `most`."""

    code = "batch_too_large"
    zh = "符合条件的超过 {most:,} 人，一次最多处理 {most:,} 人，没有执行。请缩小筛选范围，分批办理。"
    en = "More than {most:,} members match, and a batch takes at most {most:,}. Nothing was done; narrow the filters."


class BatchUnclear(Invalid):
    """Which members, and what to do: one of each."""

    code = "batch_unclear"
    zh = "请指定会员（ids 或 query 之一）和要办的事（step 或 change 之一，change 至少改一项）。"
    en = "Say which members (ids or query, not both) and what to do (step or change, not both; a change of something)."


class BatchOfNobody(Conflict):
    """The filters match nobody, or all who match were left out."""

    code = "batch_of_nobody"
    zh = "没有符合条件的会员，没有什么要办。名单可能刚刚变动，请刷新后再选。"
    en = "Nobody matches, so there is nothing to do. The list may have changed just now: reload it and choose again."


class BatchesTooMany(Conflict):
    """Fact: `most`."""

    code = "batches_too_many"
    zh = "您已有 {most} 批在核对或办理，没有再开始。请等其中一批结束，或在“任务”里停止它。"
    en = "{most} batches of yours are being checked or done; no other was begun. Wait for one, or stop it among the jobs."


class BatchNotReady(Conflict):
    """Only a batch that has been checked can be carried out. Fact: `state`."""

    code = "batch_not_ready"
    zh = "这一批{state.zh}，现在不能办理。请等核对完成；没有核对完的请重新选择会员。"
    en = "This batch cannot be carried out now ({state.en}). Wait for the check, or choose the members anew."


class NobodyCan(Conflict):
    """Nobody in the batch is left to whom it can be done."""

    code = "batch_nobody_can"
    zh = "这一批里没有可以办理的人。请查看各人不可办理的原因。"
    en = "It can be done to nobody in this batch. Look at the reasons."


class MemberBatchState(Code):
    """From the choice to the result."""

    CHECKING = "checking", "正在核对", "Being checked"
    CHECKED = "checked", "已核对，待办理", "Checked, waiting to be carried out"
    CARRYING_OUT = "carrying_out", "正在办理", "Being carried out"
    DONE = "done", "已办完", "Done"
    FAILED = "failed", "没有核对完", "Not checked to the end"


class MemberBatchOutcome(Code):
    """What is said of one member of a batch."""

    WAITING = "waiting", "待核对", "To be checked"
    CAN = "can", "可办", "Can be done"
    CANNOT = "cannot", "不可办", "Cannot be done"
    DONE = "done", "已办", "Done"


COUNTED = (MemberBatchOutcome.CAN, MemberBatchOutcome.CANNOT, MemberBatchOutcome.DONE)
"""What is counted of a batch when a round of it ends."""


class BatchDeed(Code):
    """What is done to all members of a batch: a step of theirs, or values set."""

    SUBMIT = "submit", "提交审核", "Submit"
    RETURN = "return", "退回补正", "Return"
    APPROVE = "approve", "批准入会", "Approve"
    RETAIN = "retain", "保留会籍", "Retain membership"
    RESUME = "resume", "恢复会籍", "Resume membership"
    WITHDRAW = "withdraw", "退会", "Withdraw"
    AUTO_WITHDRAW = "auto_withdraw", "按自动退会办理", "Withdraw automatically"
    EXPEL = "expel", "开除会籍", "Expel"
    RECORD_DEATH = "record_death", "登记去世", "Record death"
    CARD = "card", "发会员证", "Issue cards"
    CHANGE = "change", "修改资料", "Change records"


def state_of(state: MemberBatchState, job: JobState | None) -> MemberBatchState:
    """The state as it is now: work that ended without finishing leaves the batch where it can be begun again."""
    if job not in (JobState.FAILED, JobState.CANCELLED):
        return state
    if state is MemberBatchState.CHECKING:
        return MemberBatchState.FAILED
    return MemberBatchState.CHECKED if state is MemberBatchState.CARRYING_OUT else state


def require_ready(state: MemberBatchState, *, can: int) -> None:
    """Raises `BatchNotReady`, `NobodyCan`."""
    if state is not MemberBatchState.CHECKED:
        raise BatchNotReady(state=state)
    if not can:
        raise NobodyCan()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChange:
    """Values set for all: only fields that mean the same for everybody and are judged one by one."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    kind: MemberKind | None = None
    employer_id: UUID | None = None
    nation: Nation | None = None
    education: Education | None = None
    politics: Politics | None = None
    hukou_kind: HukouKind | None = None
    employment_form: EmploymentForm | None = None
    new_employment: NewEmployment | None = None
    post: Annotated[str, MaxLen(100)] | None = None
    skill_level: SkillLevel | None = None
    migrant: bool | None = None
    dispatched: bool | None = None
    hardship: bool | None = None
    card_issued_on: date | None = None


_NEVER_EMPTY = frozenset({"kind", "migrant", "dispatched", "hardship"})


def values_of(change: BatchChange, given: Collection[str]) -> dict[str, Any]:
    """The columns that a change of the fields in `given` sets, with what follows from them. Raises `FieldNeeded`."""
    values: dict[str, Any] = {}
    for name in sorted(given):
        value = getattr(change, name)
        if value is None and name in _NEVER_EMPTY:
            raise FieldNeeded(pointer=f"/change/{name}")
        values[name] = str(value) if isinstance(value, str) else ("" if value is None and name == "post" else value)
    if change.kind is MemberKind.MIGRANT:
        values["migrant"] = True
    if change.kind is MemberKind.DISPATCHED or change.employment_form is EmploymentForm.DISPATCH:
        values["dispatched"] = True
    return values


def require_clear(*, members: int, step: bool, change: bool, given: Collection[str]) -> None:
    """Raises `BatchUnclear` unless exactly one way of naming members and exactly one deed is given."""
    if members != 1:
        raise BatchUnclear(pointer="/ids")
    if step == change:
        raise BatchUnclear(pointer="/step")
    if change and not given:
        raise BatchUnclear(pointer="/change")


def require_small(found: int, *, most: int = MOST) -> None:
    """Raises `BatchTooLarge`."""
    if found > most:
        raise BatchTooLarge(most=most)
