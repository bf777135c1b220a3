"""Somebody signed in."""

from dataclasses import dataclass, field
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
    permissions: frozenset[Permission] = field(init=False)
    """Everything this person may do somewhere."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "permissions", permissions_of(self.grants))

    def grants_on(self, organization_id: UUID | None) -> tuple[Grant, ...]:
        """Every grant on an organization."""
        return tuple(grant for grant in self.grants if grant.organization_id == organization_id)

    def grant_on(self, organization_id: UUID | None) -> Grant:
        """A grant on the organization that the caller works for now. Raises `LookupError` where there is none."""
        for grant in self.grants:
            if grant.organization_id == organization_id:
                return grant
        raise LookupError(f"no grant on {organization_id}")
