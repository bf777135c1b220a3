"""What clients and their pulls look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedMoment, Instant, OpenStep, Out
from backend.domain.client.codes import ClientState


class ClientQuery(ListQuery):
    """The filters of the list of clients."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    state: Annotated[list[ClientState], Query(description="状态")] = []
    q: Annotated[str | None, Query(max_length=40, description="名称或使用单位 Name or holder")] = None


class ClientItem(Out):
    """A client in a list."""

    id: UUID = Field(description="就是 client_id It is the client_id")
    organization_id: UUID
    organization_name: str
    name: str
    holder: str
    datasets: list[str]
    networks: list[str]
    per_minute: int
    expires_on: date
    made_by_name: str
    created_at: Instant
    revoked_at: Instant | None
    revoked_for: str
    state: ClientState
    secrets_in_use: int
    last_pulled_at: Instant | None
    version: int


class SecretOut(Out):
    """A secret in use: never itself, only its end."""

    id: UUID
    hint: str
    made_by_name: str
    created_at: Instant
    used_at: Instant | None


class ClientOut(ClientItem):
    """One client."""

    secrets: list[SecretOut]
    steps: list[OpenStep]
    secret: str | None = Field(description="新密钥，只在发放时显示一次 A new secret, shown this once")


class AddSecretStep(BaseModel):
    """A second secret, to put in place before the first is dropped."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["add_secret"]


class DropSecretStep(BaseModel):
    """A secret that no longer opens anything."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["drop_secret"]
    secret_id: UUID


class RevokeStep(BaseModel):
    """The end of a client, at once and for good."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["revoke"]
    reason: Annotated[str, Field(min_length=1, max_length=200)]


ClientStep = Annotated[AddSecretStep | DropSecretStep | RevokeStep, Field(discriminator="step")]


class PullQuery(ListQuery):
    """The filters of the log of pulls."""

    client_id: Annotated[UUID | None, Query(description="对接应用")] = None
    dataset: Annotated[list[str], Query(max_length=20, description="数据集")] = []
    status: Annotated[list[int], Query(max_length=20, description="HTTP 状态")] = []
    failed: Annotated[
        bool | None, Query(description="只看被拒绝的，或只看成功的 Only refused ones, or only the others")
    ] = None
    request_id: Annotated[str | None, Query(max_length=40, description="请求号")] = None
    since: Annotated[AskedMoment | None, Query(description="从 From")] = None
    until: Annotated[AskedMoment | None, Query(description="到（不含） Before")] = None


class PullItem(Out):
    """One request of a client, whatever came of it."""

    id: UUID
    client_id: UUID
    client_name: str
    at: Instant
    dataset: str = Field(description="空：目录 Empty: the catalogue")
    query: str
    status: int
    problem: str = Field(description="拒绝的错误代码 The code of a refusal")
    bytes: int
    ms: float
    address: str
    request_id: str


class TokenOut(Out):
    """RFC 6749 section 5.1."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int = Field(description="秒 Seconds")
    scope: str = Field(description="可取的数据集，空格分隔 The datasets, with spaces between")


class TokenError(Out):
    """RFC 6749 section 5.2. Only this operation has errors of this form."""

    error: Literal[
        "invalid_request", "invalid_client", "invalid_scope", "unauthorized_client", "unsupported_grant_type"
    ]
    error_description: str
