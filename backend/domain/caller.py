"""Somebody signed in."""

from dataclasses import dataclass
from uuid import UUID

from backend.domain.access import Grant, Permission, permissions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, as the database knows them at this moment; `grants` are those in force."""

    user_id: UUID
    session_id: UUID
    name: str
    login: str
    organization_id: UUID
    organization_name: str
    code: int
    member_id: UUID | None
    grants: tuple[Grant, ...]
    must_change_password: bool
    totp_enabled: bool = False
    organization_level: int = 1

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything this person may do somewhere."""
        return permissions_of(self.grants)
