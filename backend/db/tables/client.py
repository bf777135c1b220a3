"""Other agencies' systems: what each may pull, its secrets, what it pulled, and what it is told (api.md, Machines, Webhooks)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, LargeBinary, text
from sqlmodel import Field

from backend.db.scope import Hidden, Owned
from backend.db.types import Table, document, instant, key, line_position, position, sealed, words


class Client(Table, table=True):
    """A system that pulls statistics of a union with all below it."""

    __tablename__ = "client"
    __table_args__ = (
        CheckConstraint("per_minute > 0", name="rate"),
        Index(None, "code", "id"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id", index=True)
    code: int = position()
    line_code: int | None = line_position()
    name: str = Field(max_length=60)
    holder: str = Field(max_length=60)
    datasets: list[str] = words()
    networks: list[str] = words()
    per_minute: int
    expires_on: date
    made_by: UUID
    made_by_name: str = Field(max_length=40)
    created_at: datetime = instant()
    revoked_at: datetime | None = instant(nullable=True)
    revoked_for: str = Field(default="", max_length=200)
    version: int = 1


class ClientSecret(Table, table=True):
    """A secret of a client, by its hash. Two are in use at most; one that was dropped is kept for the record."""

    __tablename__ = "client_secret"
    __table_args__ = (
        Index(None, "client_id", postgresql_where=text("dropped_at is null")),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    client_id: UUID = Field(foreign_key="client.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    hash: bytes = Field(sa_type=LargeBinary)
    hint: str = Field(max_length=8)
    made_by_name: str = Field(max_length=40)
    created_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)
    dropped_at: datetime | None = instant(nullable=True)


class ClientTurn(Table, table=True):
    """How often a client has asked in the minute that runs: a row for each client, counted exactly over all processes."""

    __tablename__ = "client_turn"
    __table_args__ = ({"info": {"scope": Owned(line=False)}},)

    client_id: UUID = Field(primary_key=True, foreign_key="client.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    minute: datetime = Field(sa_type=DateTime(timezone=True))
    used: int


class ClientPull(Table, table=True):
    """One request of a client, whatever came of it. The union that the client is bound to reads them."""

    __tablename__ = "client_pull"
    __table_args__ = (
        Index(None, "client_id", "id"),
        Index(None, "code", "id"),
        Index(None, "at"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    client_id: UUID = Field(foreign_key="client.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    at: datetime = instant()
    dataset: str = Field(default="", max_length=40)
    query: str = Field(default="", max_length=500)
    status: int
    problem: str = Field(default="", max_length=60)
    bytes: int
    ms: float
    address: str = Field(default="", max_length=60)
    request_id: str = Field(default="", max_length=40)


class Webhook(Table, table=True):
    """An address to which events of a client's subtree are sent, signed."""

    __tablename__ = "webhook"
    __table_args__ = (
        CheckConstraint("state in ('active', 'paused')", name="state"),
        Index(None, "code", "id"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    client_id: UUID = Field(foreign_key="client.id", index=True)
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    url: str = Field(max_length=500)
    events: list[str] = words()
    secret: bytes = sealed(nullable=False)
    state: str = Field(default="active", max_length=20)
    made_by_name: str = Field(max_length=40)
    created_at: datetime = instant()
    version: int = 1


class WebhookDelivery(Table, table=True):
    """One message to one address: what is said, how often it was tried, what came of it."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'delivered', 'failed')", name="state"),
        Index(None, "webhook_id", "id"),
        Index(None, "code", "id"),
        Index("webhook_delivery_due_idx", "next_at", postgresql_where=text("state = 'waiting'")),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    webhook_id: UUID = Field(foreign_key="webhook.id", ondelete="CASCADE")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    event: str = Field(max_length=40)
    message: dict[str, object] = document()
    state: str = Field(default="waiting", max_length=20)
    attempts: int = 0
    next_at: datetime | None = instant(nullable=True)
    last_status: int | None = None
    last_error: str = Field(default="", max_length=60)
    created_at: datetime = instant()
    tried_at: datetime | None = instant(nullable=True)
    delivered_at: datetime | None = instant(nullable=True)
    version: int = 1


class WebhookReading(Table, table=True):
    """Up to which transaction the record has been read for events to send. One row."""

    __tablename__ = "webhook_reading"
    __table_args__ = (CheckConstraint("id = 1", name="one"), {"info": {"scope": Hidden()}})

    id: int = Field(primary_key=True)
    transaction: int = Field(sa_type=BigInteger)
