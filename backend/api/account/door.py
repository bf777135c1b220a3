"""Where people stand who are not let in yet: a unit of work that may commit what happened although it refuses.

A refusal rolls back the transaction of a request, and a failed sign-in must be on record all the same. So the actions
at the door open their transactions themselves, one after the other and none while a password is hashed, and raise only
after the record is committed. Secrets of accounts are read here and nowhere else.
"""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.passwords import Passwords
from backend.api.work import plain
from backend.db.crypto import Vault
from backend.db.keys import KeyRing
from backend.db.session import Database
from backend.db.tables.account import UserAccount
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.calendar import day_of

NOWHERE = 1
"""The place of an event that is about no account: the city's own, so only its audit administrator sees it."""


@dataclass(slots=True, kw_only=True)
class Door:
    """One request at the door. `mark` is the hash of the device's own mark, '' for a device without one."""

    database: Database
    vault: Vault
    ring: KeyRing
    passwords: Passwords
    now: datetime
    mark: str = ""
    device: str = ""
    address: str = ""
    request_id: str = ""
    language: str = "zh"
    second_factor_compulsory: bool = False

    @property
    def today(self) -> date:
        """The day in China."""
        return day_of(self.now)

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A transaction of its own, which is committed when the block is left without an exception."""
        return self.database.transaction(EVERYTHING)

    def tell(self, session: AsyncSession, event: str, user: UserAccount | None, *, by_user: bool, **facts: Any) -> None:
        """Record what happened at the door. The name typed is never kept: people type passwords into that field."""
        session.add(
            AuditEvent(
                at=self.now,
                actor_id=user.id if user and by_user else None,
                actor_name=user.name if user and by_user else "",
                event=event,
                object_kind="user_account",
                object_id=user.id if user else None,
                organization_id=user.organization_id if user else None,
                code=user.code if user else NOWHERE,
                facts=plain(facts),
                request_id=self.request_id,
                address=self.address,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session that has begun or goes on, and what its holder is given."""

    state: str
    user_id: UUID
    session_id: UUID
    access_token: str
    refresh_token: str
    ends_at: datetime
