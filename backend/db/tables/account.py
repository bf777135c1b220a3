"""Accounts of staff and members, what they may do and where, and their sessions (ROL-01…08; trust.md 1.4, 1.5, 2.2)."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from backend.db.scope import Hidden, Own, Owned, Shared, Staffed
from backend.db.types import Table, document, instant, key, line_position, position, sealed, words

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class UserAccount(Table, table=True):
    """Somebody who can sign in. `organization_id` is the home: where they work, not what they may see."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("login = lower(login)", name="login_lower"),
        CheckConstraint("approved_by is null or approved_by <> made_by", name="four_eyes"),
        Index(None, "code", "id"),
        {"info": {"scope": Staffed(line=False, user="id", office="organization_id", own_words=True)}},
    )

    id: UUID = key()
    login: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=40)
    organization_id: UUID = Field(foreign_key="organization.id", index=True)
    code: int = position()
    member_id: UUID | None = Field(default=None, foreign_key="member.id", unique=True)
    status: str = Field(default="pending", max_length=20)
    language: str = Field(default="zh", max_length=2)
    must_change_password: bool = True
    totp_enabled: bool = False
    session_version: int = 1
    made_by: UUID | None = None
    approved_by: UUID | None = None
    created_at: datetime = instant()
    last_signed_in_at: datetime | None = instant(nullable=True)
    version: int = 1


class UserCredential(Table, table=True):
    """The secrets of an account. No person's scope sees this table, an administrator's neither."""

    __tablename__ = "user_credential"
    __table_args__ = ({"info": {"scope": Hidden()}},)

    user_id: UUID = Field(primary_key=True, foreign_key="user_account.id", ondelete="CASCADE")
    password_hash: str = Field(max_length=200)
    previous_hashes: list[str] = Field(default_factory=list, nullable=False, sa_type=ARRAY(String(200)))
    password_changed_at: datetime = instant()
    first_password_until: datetime | None = instant(nullable=True)
    totp_secret: bytes | None = sealed()
    totp_draft: bytes | None = sealed()
    totp_last_step: int | None = Field(default=None)
    recovery_hashes: list[str] = words()


class RoleGrant(Table, table=True):
    """A role on an organization, over its subtree in one tree, between two days."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="period"),
        CheckConstraint("approved_by is null or approved_by <> made_by", name="four_eyes"),
        Index(None, "user_id"),
        Index(None, "code", "id"),
        {"info": {"scope": Staffed()}},
    )

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    role: str = Field(max_length=30)
    tree: str = Field(default="territory", max_length=20)
    organization_id: UUID = Field(foreign_key="organization.id", index=True)
    code: int = position()
    line_code: int | None = line_position()
    starts_on: date
    ends_on: date | None = None
    status: str = Field(default="proposed", max_length=20)
    reason: str = Field(default="", max_length=200)
    made_by: UUID | None = None
    approved_by: UUID | None = None
    created_at: datetime = instant()
    version: int = 1


class GrantHandover(Table, table=True):
    """At a change of office (换届) one person's roles on a union go over to another from a day on, in one act."""

    __tablename__ = "grant_handover"
    __table_args__ = (
        CheckConstraint("from_user_id <> to_user_id", name="two_people"),
        CheckConstraint("approved_by is null or approved_by <> made_by", name="four_eyes"),
        Index(None, "code", "id"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    from_user_id: UUID = Field(foreign_key="user_account.id")
    to_user_id: UUID = Field(foreign_key="user_account.id")
    organization_id: UUID = Field(foreign_key="organization.id", index=True)
    code: int = position()
    line_code: int | None = line_position()
    roles: list[str] = words()
    starts_on: date
    status: str = Field(default="proposed", max_length=20)
    reason: str = Field(default="", max_length=200)
    made_by: UUID
    approved_by: UUID | None = None
    created_at: datetime = instant()
    version: int = 1


class SignInSession(Table, table=True):
    """One sign-in on one device: the family that its refresh tokens belong to.

    `mark` is the hash of the random mark in the device's own cookie: a device that has signed in before is known by it.
    """

    __tablename__ = "sign_in_session"
    __table_args__ = (Index(None, "user_id", "mark"), {"info": {"scope": Own()}})

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    kind: str = Field(default="staff", max_length=20)
    device: str = Field(default="", max_length=200)
    mark: str = Field(default="", max_length=64)
    address: str = Field(default="", max_length=60)
    started_at: datetime = instant()
    last_seen_at: datetime = instant()
    ended_at: datetime | None = instant(nullable=True)
    ended_why: str | None = Field(default=None, max_length=30)


class RefreshToken(Table, table=True):
    """A single-use token of a session; only its hash is kept. Using one twice ends the session."""

    __tablename__ = "refresh_token"
    __table_args__ = (Index(None, "session_id"), Index(None, "parent_id"), {"info": {"scope": Hidden()}})

    id: UUID = key()
    session_id: UUID = Field(foreign_key="sign_in_session.id", ondelete="CASCADE")
    token_hash: bytes = Field(unique=True)
    parent_id: UUID | None = None
    issued_at: datetime = instant()
    expires_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)


class SignInAttempt(Table, table=True):
    """A try to sign in; what the lock-out counts. The name tried is kept as a keyed hash.

    A try counts as a failure from before its password is hashed until it has succeeded (`domain/account/lockout.py`).
    `mark` is that of a device which the account knows, or ''.
    """

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index(None, "login_hash", "at"),
        Index(None, "address", "at"),
        Index(None, "at"),
        CheckConstraint("outcome in ('tried', 'passed', 'succeeded', 'forgiven')", name="outcome"),
        {"info": {"scope": Hidden()}},
    )

    id: UUID = key()
    login_hash: bytes = sealed(nullable=False)
    address: str = Field(max_length=60)
    mark: str = Field(default="", max_length=64)
    at: datetime = instant()
    outcome: str = Field(default="tried", max_length=20)


class Preference(Table, table=True):
    """How a person set their screen: columns, density, drafts of forms. Small, theirs alone."""

    __tablename__ = "preference"
    __table_args__ = ({"info": {"scope": Own()}},)

    user_id: UUID = Field(primary_key=True, foreign_key="user_account.id")
    name: str = Field(primary_key=True, max_length=120)
    value: dict[str, object] = document()
    updated_at: datetime = instant()

    @property
    def version(self) -> int:
        """Which writing this is: microseconds of `updated_at` since 1970, which every writing moves forward."""
        return (self.updated_at - EPOCH) // timedelta(microseconds=1)


class SavedView(Table, table=True):
    """A list with its filters, kept under a name, for oneself, the office or the city."""

    __tablename__ = "saved_view"
    __table_args__ = (
        Index(None, "noun", "user_id"),
        CheckConstraint("sharing in ('private', 'office', 'city')", name="sharing"),
        CheckConstraint(
            "(recurs is null and recurs_day is null and recurs_from is null) "
            "or (recurs in ('month', 'quarter', 'year') and recurs_day between 1 and 28 and recurs_from is not null)",
            name="schedule",
        ),
        {"info": {"scope": Shared()}},
    )

    id: UUID = key()
    noun: str = Field(max_length=40)
    name: str = Field(max_length=40)
    user_id: UUID = Field(foreign_key="user_account.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    sharing: str = Field(default="private", max_length=20)
    query: dict[str, object] = document()
    recurs: str | None = Field(default=None, max_length=10)
    recurs_day: int | None = None
    recurs_from: date | None = None
    created_at: datetime = instant()
    version: int = 1
