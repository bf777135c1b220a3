"""What transfers look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.identity import Sex
from backend.domain.member.codes import TransferForm, TransferHousehold, TransferReason, TransferStatus
from backend.domain.member.moves import PullAsked, PushAsked

TransferAsked = Annotated[PushAsked | PullAsked, Field(discriminator="form")]


class TransferQuery(ListQuery):
    """The filters of the list of transfers."""

    side: Annotated[Literal["in", "out", "all"], Query(description="in 转入，out 转出")] = "all"
    status: Annotated[list[TransferStatus], Query(max_length=10)] = []
    q: Annotated[str | None, Query(max_length=60, description="姓名或接转编号 Name or number")] = None
    overdue: Annotated[bool, Query(description="只看超期未办的 Only what is overdue")] = False
    other_id: Annotated[
        UUID | None,
        Query(description="对方工会；调入申请在对方同意之前看不到原工会 The union on the other side, once it is known"),
    ] = None
    form: Annotated[list[TransferForm], Query(max_length=2, description="接转方式 Who began it")] = []
    reason: Annotated[list[TransferReason], Query(max_length=10, description="接转原因 Why")] = []
    requested_since: Annotated[
        AskedDay | None, Query(alias="requested_on[gte]", description="发起日期起 Begun from this day")
    ] = None
    requested_until: Annotated[
        AskedDay | None, Query(alias="requested_on[lte]", description="发起日期止 Begun until this day")
    ] = None


class DirectoryQuery(ListQuery):
    """What the directory of unions is searched for."""

    q: Annotated[str, Query(min_length=1, max_length=60, description="工会名称的一部分或首字母 Part of the name")]


class UnionName(Out):
    """A union by its name."""

    id: UUID
    name: str


class TransferItem(Out):
    """A transfer as the caller's side sees it. The leaving union of a request stays unknown until it has released."""

    id: UUID
    number: str = Field(description="接转编号 Reference number")
    form: TransferForm
    status: TransferStatus
    side: Literal["in", "out", "both"]
    member_id: UUID | None
    member_name: str
    member_sex: Sex | None
    from_organization: UnionName | None
    to_organization: UnionName
    reason: TransferReason
    note: str
    answer: str
    requested_by_name: str
    requested_at: Instant
    due_on: date
    overdue: bool
    decided_at: Instant | None
    effective_on: date | None
    household: TransferHousehold | None = Field(
        description="困难职工档案的去向；没有档案或本方看不到时为 null Null without a file, or where this side sees none"
    )
    version: int


class TransferOut(TransferItem):
    """A transfer with what may be done."""

    steps: list[OpenStep]


class Queue(Out):
    """Open transfers of one side."""

    waiting_for_us: int
    waiting_for_them: int
    overdue: int


class Queues(Out):
    """Both sides."""

    incoming: Queue
    outgoing: Queue


class DirectoryEntry(Out):
    """A living basic union anywhere in the city: what stands on its door, and nothing else."""

    id: UUID
    name: str
    county_name: str | None


class Directory(Out):
    """Unions that were found, the best first."""

    items: list[DirectoryEntry]
