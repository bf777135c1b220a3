"""What the system keeps about its own work: audit, jobs, files, answers already given, data keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, LargeBinary, text
from sqlmodel import Field

from backend.db.scope import APPEND_ONLY, Own, Public, Recorded
from backend.db.types import Table, document, instant, key, line_position, position


class AuditEvent(Table, table=True):
    """What happened, by whom, to what, from what to what. Written in the transaction of what it tells; never changed.

    `transaction` is PostgreSQL's own number of the writing transaction, continued over a restore (`db/seal.py`): the
    sealer chains an event once no older transaction can still commit one. Person data stays out of `facts`: changed fields that are secret appear by name.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "transaction", "id"),
        Index(None, "code", "id"),
        Index(None, "object_id", "id"),
        Index(None, "actor_id", "id"),
        Index(None, "actor_name", "id"),
        Index(None, "request_id", postgresql_where=text("request_id <> ''")),
        Index("audit_event_alarm_idx", "at", postgresql_where=text("event = 'sighting_alarm_reached'")),
        {"info": {"scope": Recorded(), "verbs": APPEND_ONLY}},
    )

    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    transaction: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, nullable=False, server_default=text("audit_transaction()")),
    )
    at: datetime = instant()
    actor_id: UUID | None = None
    actor_name: str = Field(default="", max_length=40)
    event: str = Field(max_length=60)
    object_kind: str = Field(max_length=40)
    object_id: UUID | None = None
    organization_id: UUID | None = None
    code: int = position()
    line_code: int | None = line_position()
    facts: dict[str, object] = document()
    request_id: str = Field(default="", max_length=40)
    address: str = Field(default="", max_length=60)


class AuditSeal(Table, table=True):
    """One link of the chain: the hash over the events of some transactions and over the link before it."""

    __tablename__ = "audit_seal"
    __table_args__ = (Index(None, "from_transaction"), {"info": {"scope": Public(), "verbs": APPEND_ONLY}})

    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    from_transaction: int = Field(sa_type=BigInteger)
    to_transaction: int = Field(sa_type=BigInteger)
    events: int
    previous_hash: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)
    at: datetime = instant()


class Job(Table, table=True):
    """Long work asked for by somebody: done with their rights, seen by them, resumed after a crash.

    `seen_at` is when they first looked at how it ended; a job that still goes on has none.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="state"),
        Index("job_open_idx", "created_at", postgresql_where=text("state in ('queued', 'running')")),
        Index(None, "user_id", "created_at"),
        Index("job_unseen_idx", "user_id", postgresql_where=text("seen_at is null")),
        {"info": {"scope": Own()}},
    )

    id: UUID = key()
    kind: str = Field(max_length=40)
    user_id: UUID = Field(foreign_key="user_account.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    request: dict[str, object] = document()
    state: str = Field(default="queued", max_length=20)
    done: int = 0
    total: int | None = None
    message: str = Field(default="", max_length=200)
    result: dict[str, object] | None = document(nullable=True)
    problem: dict[str, object] | None = document(nullable=True)
    attempts: int = 0
    lease_until: datetime | None = instant(nullable=True)
    cancel_requested: bool = False
    created_at: datetime = instant()
    started_at: datetime | None = instant(nullable=True)
    ended_at: datetime | None = instant(nullable=True)
    seen_at: datetime | None = instant(nullable=True)


class StoredFile(Table, table=True):
    """A file on disk under a name of our making; whose it is and what it truly is."""

    __tablename__ = "stored_file"
    __table_args__ = ({"info": {"scope": Own()}},)

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    sha256: bytes = Field(sa_type=LargeBinary)
    purpose: str = Field(max_length=40)
    created_at: datetime = instant()


class IdempotencyKey(Table, table=True):
    """An answer already given, so that a repeated request is not acted on twice. Kept 90 days."""

    __tablename__ = "idempotency_key"
    __table_args__ = (Index(None, "created_at"), {"info": {"scope": Own()}})

    user_id: UUID = Field(primary_key=True, foreign_key="user_account.id")
    key: str = Field(primary_key=True, max_length=80)
    route: str = Field(max_length=120)
    body_hash: bytes = Field(sa_type=LargeBinary)
    status: int | None = None
    headers: dict[str, object] = document()
    answer: bytes | None = Field(default=None, sa_type=LargeBinary)
    created_at: datetime = instant()


class DataKey(Table, table=True):
    """A data key, wrapped by the key-encryption key that never enters the database (trust.md 2.8)."""

    __tablename__ = "data_key"
    __table_args__ = ({"info": {"scope": Public(), "verbs": ("select", "insert", "update")}},)

    id: int = Field(primary_key=True)
    wrapped: bytes = Field(sa_type=LargeBinary)
    alg: str = Field(max_length=20)
    created_at: datetime = instant()
