"""What the record looks like on the wire."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.api.pages import ListQuery
from backend.api.wire import AskedMoment, Instant, Out

Slug = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z_]+$")]


class AuditQuery(ListQuery):
    """The filters of the record."""

    actor_id: Annotated[UUID | None, Query(description="谁做的 Who did it")] = None
    actor_name: Annotated[
        str | None,
        Query(max_length=60, description="操作人当时的姓名，须写全 The whole name of who did it, as of then"),
    ] = None
    object_id: Annotated[UUID | None, Query(description="对什么 To what")] = None
    object_kind: Annotated[Slug | None, Query(description="对象种类，例如 member、organization")] = None
    event: Annotated[list[Slug], Query(description="事件，例如 member_revealed")] = []
    under_id: Annotated[UUID | None, Query(description="在其下的组织 Anywhere under this union")] = None
    since: Annotated[AskedMoment | None, Query(description="从此刻起 From this moment")] = None
    until: Annotated[AskedMoment | None, Query(description="到此刻前 Before this moment")] = None
    request_id: Annotated[str | None, Query(max_length=40, description="请求号")] = None
    address: Annotated[str | None, Query(max_length=60, description="网络地址 Network address")] = None


class OwnAuditQuery(ListQuery):
    """The filters of one's own trail."""

    object_kind: Annotated[Slug | None, Query(description="对象种类")] = None
    event: Annotated[list[Slug], Query(description="事件")] = []
    since: Annotated[AskedMoment | None, Query(description="从此刻起")] = None
    until: Annotated[AskedMoment | None, Query(description="到此刻前")] = None


class AuditFact(Out):
    """One fact of an event, in the reader's words. `before` is null where the fact is stated and nothing changed."""

    fact: str
    label: str
    before: str | None
    after: str


class AuditEventItem(Out):
    """Something that happened: as it was recorded (`event`, `facts`), and in the reader's words."""

    id: str
    at: Instant
    actor_id: UUID | None
    actor_name: str
    event: str
    object_kind: str
    object_id: UUID | None
    organization_id: UUID | None
    organization_name: str | None
    facts: dict[str, Any]
    request_id: str
    address: str
    label: str = Field(description="事件名称 What happened, in a few words")
    kind_label: str = Field(description="对象种类的名称 What sort of thing it happened to")
    sentence: str = Field(description="一句话说明 Who did what to what")
    told: list[AuditFact] = Field(description="逐项内容 The facts, labelled, from what to what")
    sealed: bool = Field(description="已封存：以后任何改动都查得出 Sealed: any later change would show")


class AuditSealItem(Out):
    """A link of the chain."""

    number: int
    from_transaction: int
    to_transaction: int
    events: int
    previous_hash: str
    hash: str
    at: Instant


class AuditEventOut(AuditEventItem):
    """One event with its seal."""

    seal: AuditSealItem | None


class AuditHead(BaseModel):
    """A seal as it was kept outside: on paper, or in another system."""

    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=1, le=2**53)
    hash: str = Field(pattern=r"^[0-9a-f]{64}$")


class AuditVerificationRequest(BaseModel):
    """Which part of the chain; all of it by default."""

    model_config = ConfigDict(extra="forbid")

    from_number: int = Field(default=1, ge=1, le=2**53)
    to_number: int | None = Field(default=None, ge=1, le=2**53)
    head: AuditHead | None = Field(default=None, description="留存在系统外的封存号和摘要 A seal kept outside")


class AuditBreak(Out):
    """Where the chain does not hold."""

    number: int
    reason: str = Field(description="changed、missing、added、seal_missing、seal_changed、head_differs")
    sentence: str
    from_transaction: int
    to_transaction: int
    sealed_at: Instant | None


class AuditVerificationOut(Out):
    """What computing the chain again has shown."""

    ok: bool
    seals: int
    events: int
    from_number: int
    to_number: int = Field(description="查到第几个封存 The last seal that was looked at")
    next_number: int | None = Field(description="还没有查完，下一次从这里继续 Where to go on, if it was not all")
    first_break: AuditBreak | None
    head: AuditSealItem | None = Field(description="最新的封存；请抄存到系统外 The newest seal; keep it outside")
    unsealed_events: int
    unsealed_seconds: int = Field(description="最早的未封存事件有多久 Age of the oldest event not sealed yet")
    milliseconds: int
