"""What webhooks and their messages look like on the wire."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.client.codes import DeliveryState, WebhookEvent, WebhookState


class WebhookQuery(ListQuery):
    """The filters of the list of webhooks."""

    client_id: Annotated[UUID | None, Query(description="对接应用")] = None


class WebhookItem(Out):
    """A webhook in a list."""

    id: UUID
    client_id: UUID
    client_name: str
    organization_id: UUID
    url: str
    events: list[WebhookEvent]
    state: WebhookState
    waiting: int = Field(description="等待发送的消息 Messages that wait")
    failed: int = Field(description="未送达的消息 Messages that were given up")
    made_by_name: str
    created_at: Instant
    version: int


class WebhookOut(WebhookItem):
    """One webhook."""

    steps: list[OpenStep]
    secret: str | None = Field(description="签名密钥，只在生成时显示一次 The signing secret, shown when it is made")


class WebhookStep(BaseModel):
    """Stop sending, go on, or sign with another secret from now on."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["pause", "resume", "change_secret"]


class DeliveryQuery(ListQuery):
    """The filters of the list of messages."""

    client_id: Annotated[UUID | None, Query(description="对接应用")] = None
    webhook_id: Annotated[UUID | None, Query(description="回调地址")] = None
    state: Annotated[list[DeliveryState], Query(description="状态")] = []
    event: Annotated[list[WebhookEvent], Query(description="事件")] = []


class DeliveryItem(Out):
    """One message to one address."""

    id: UUID = Field(description="就是 webhook-id It is the webhook-id")
    webhook_id: UUID
    client_name: str
    url: str
    event: WebhookEvent
    message: dict[str, Any]
    state: DeliveryState
    attempts: int
    next_at: Instant | None
    last_status: int | None
    last_error: str
    created_at: Instant
    tried_at: Instant | None
    delivered_at: Instant | None
    version: int


class ReplayStep(BaseModel):
    """Send the same message once more, with its id: who has it already knows it by that."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["replay"]
