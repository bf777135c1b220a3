"""Who may do what, where: roles, permissions, grants and the scope they give.

`PERMISSIONS` is the whole matrix and the documentation of it (ROL-01…08): a permission that is not in the table is held
by nobody. A grant gives a role on one organization, valid over that organization's subtree in one of the two trees,
between two dates. Permission and scope are one thing: `scope_of` answers "where may this caller do that", and a
transaction is opened over exactly that subtree, so "may I?" becomes "can it be found?".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from backend.domain.codes import Code
from backend.domain.organization.codes import Level, Tree
from backend.domain.refusals import Forbidden


class Role(Code):
    """A duty. Its level is that of the organization it is granted on."""

    CHAIR = "chair", "主席", "Chair"
    OFFICER = "officer", "干事", "Officer"
    FINANCE = "finance", "财务", "Finance officer"
    AUDITOR = "auditor", "经审", "Auditor (read only)"
    SYSTEM_ADMIN = "system_admin", "系统管理员", "System administrator"
    SECURITY_ADMIN = "security_admin", "安全管理员", "Security administrator"
    AUDIT_ADMIN = "audit_admin", "审计管理员", "Audit administrator"
    INTEGRATOR = "integrator", "数据对接", "Integrator"
    MEMBER = "member", "会员", "Member"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
STAFF = frozenset({Role.CHAIR, Role.OFFICER, Role.FINANCE, Role.AUDITOR})


class Permission(StrEnum):
    """`noun:verb`, sorted."""

    AID_APPROVE = "aid:approve"
    AID_APPROVE_CITY = "aid:approve_city"
    AID_EDIT = "aid:edit"
    AID_EXAMINE = "aid:examine"
    AID_POLICY = "aid:policy"
    AID_READ = "aid:read"
    AID_REVEAL = "aid:reveal"
    AID_REVIEW = "aid:review"
    AID_SEE = "aid:see"
    AUDIT_READ = "audit:read"
    CLIENT_EDIT = "client:edit"
    CLIENT_READ = "client:read"
    COMMITTEE_EDIT = "committee:edit"
    COMMITTEE_READ = "committee:read"
    EMPLOYER_EDIT = "employer:edit"
    EMPLOYER_READ = "employer:read"
    EXPORT_APPROVE = "export:approve"
    EXPORT_UNMASK = "export:unmask"
    FILE_WRITE = "file:write"
    FUND_EDIT = "fund:edit"
    FUND_PAY = "fund:pay"
    FUND_READ = "fund:read"
    GRANT_APPROVE = "grant:approve"
    GRANT_MAKE = "grant:make"
    GRANT_READ = "grant:read"
    LINE_EDIT = "line:edit"
    LINE_READ = "line:read"
    MEMBER_APPROVE = "member:approve"
    MEMBER_EDIT = "member:edit"
    MEMBER_IMPORT = "member:import"
    MEMBER_LEAVE = "member:leave"
    MEMBER_READ = "member:read"
    MEMBER_REVEAL = "member:reveal"
    MEMBER_TRANSFER = "member:transfer"
    OFFICER_EDIT = "officer:edit"
    OFFICER_READ = "officer:read"
    ORGANIZATION_EDIT = "organization:edit"
    ORGANIZATION_FOUND = "organization:found"
    ORGANIZATION_READ = "organization:read"
    ORGANIZATION_RESTRUCTURE = "organization:restructure"
    QUALIFICATION_EDIT = "qualification:edit"
    REPORT_EDIT = "report:edit"
    REPORT_READ = "report:read"
    SAVINGS_DECIDE = "savings:decide"
    SAVINGS_KEEP = "savings:keep"
    SAVINGS_READ = "savings:read"
    STATISTIC_READ = "statistic:read"
    STATISTIC_RECOUNT = "statistic:recount"
    TARGET_SET = "target:set"
    URGE_READ = "urge:read"
    URGE_SEND = "urge:send"
    USER_APPROVE = "user:approve"
    USER_MAKE = "user:make"
    USER_READ = "user:read"
    WORK_CALENDAR_EDIT = "work_calendar:edit"


@dataclass(frozen=True, slots=True)
class HeldBy:
    """The roles that hold a permission, and the lowest level of organization on which they hold it."""

    roles: frozenset[Role]
    down_to: Level = Level.GROUP


def _held_by(*roles: Role, down_to: Level = Level.GROUP) -> HeldBy:
    return HeldBy(frozenset(roles), down_to)


_WRITERS = (Role.CHAIR, Role.OFFICER)
_READERS = (Role.CHAIR, Role.OFFICER, Role.FINANCE, Role.AUDITOR)

PERMISSIONS: Mapping[Permission, HeldBy] = {
    Permission.AID_APPROVE: _held_by(*_WRITERS, down_to=Level.COUNTY),
    Permission.AID_APPROVE_CITY: _held_by(*_WRITERS, down_to=Level.CITY),
    Permission.AID_EDIT: _held_by(*_WRITERS),
    Permission.AID_EXAMINE: _held_by(Role.FINANCE, Role.AUDITOR),
    Permission.AID_POLICY: _held_by(*_WRITERS, down_to=Level.COUNTY),
    Permission.AID_READ: _held_by(*_READERS),
    Permission.AID_REVEAL: _held_by(*_WRITERS, Role.AUDITOR),
    Permission.AID_REVIEW: _held_by(*_WRITERS, down_to=Level.TOWNSHIP),
    Permission.AID_SEE: _held_by(*_WRITERS, Role.AUDITOR),
    Permission.AUDIT_READ: _held_by(Role.AUDIT_ADMIN),
    Permission.CLIENT_EDIT: _held_by(Role.CHAIR, Role.INTEGRATOR, down_to=Level.COUNTY),
    Permission.CLIENT_READ: _held_by(*_WRITERS, Role.AUDITOR, Role.INTEGRATOR, down_to=Level.COUNTY),
    Permission.COMMITTEE_EDIT: _held_by(*_WRITERS, down_to=Level.UNION),
    Permission.COMMITTEE_READ: _held_by(*_READERS),
    Permission.EMPLOYER_EDIT: _held_by(*_WRITERS, down_to=Level.TOWNSHIP),
    Permission.EMPLOYER_READ: _held_by(*_READERS, down_to=Level.UNION),
    Permission.EXPORT_APPROVE: _held_by(*_WRITERS, down_to=Level.UNION),
    Permission.EXPORT_UNMASK: _held_by(*_WRITERS),
    Permission.FILE_WRITE: _held_by(*_WRITERS, Role.FINANCE, Role.MEMBER),
    Permission.FUND_EDIT: _held_by(Role.FINANCE),
    Permission.FUND_PAY: _held_by(Role.FINANCE),
    Permission.FUND_READ: _held_by(*_READERS),
    Permission.GRANT_APPROVE: _held_by(Role.SECURITY_ADMIN, down_to=Level.COUNTY),
    Permission.GRANT_MAKE: _held_by(Role.SECURITY_ADMIN, down_to=Level.COUNTY),
    Permission.GRANT_READ: _held_by(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, down_to=Level.COUNTY),
    Permission.LINE_EDIT: _held_by(*_WRITERS, down_to=Level.COUNTY),
    Permission.LINE_READ: _held_by(*_READERS),
    Permission.MEMBER_APPROVE: _held_by(*_WRITERS),
    Permission.MEMBER_EDIT: _held_by(*_WRITERS),
    Permission.MEMBER_IMPORT: _held_by(*_WRITERS),
    Permission.MEMBER_LEAVE: _held_by(*_WRITERS),
    Permission.MEMBER_READ: _held_by(*_READERS),
    Permission.MEMBER_REVEAL: _held_by(*_WRITERS, Role.AUDITOR),
    Permission.MEMBER_TRANSFER: _held_by(*_WRITERS),
    Permission.OFFICER_EDIT: _held_by(*_WRITERS, down_to=Level.UNION),
    Permission.OFFICER_READ: _held_by(*_READERS),
    Permission.ORGANIZATION_EDIT: _held_by(*_WRITERS, down_to=Level.UNION),
    Permission.ORGANIZATION_FOUND: _held_by(*_WRITERS, down_to=Level.UNION),
    Permission.ORGANIZATION_READ: _held_by(*_READERS, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.INTEGRATOR),
    Permission.ORGANIZATION_RESTRUCTURE: _held_by(*_WRITERS, down_to=Level.COUNTY),
    Permission.QUALIFICATION_EDIT: _held_by(*_WRITERS, down_to=Level.CITY),
    Permission.REPORT_EDIT: _held_by(*_WRITERS, down_to=Level.UNION),
    Permission.REPORT_READ: _held_by(*_READERS, down_to=Level.UNION),
    Permission.SAVINGS_DECIDE: _held_by(*_WRITERS, Role.FINANCE),
    Permission.SAVINGS_KEEP: _held_by(*_WRITERS, Role.FINANCE),
    Permission.SAVINGS_READ: _held_by(*_READERS),
    Permission.STATISTIC_READ: _held_by(*_READERS),
    Permission.STATISTIC_RECOUNT: _held_by(*_WRITERS, down_to=Level.CITY),
    Permission.TARGET_SET: _held_by(*_WRITERS, down_to=Level.TOWNSHIP),
    Permission.URGE_READ: _held_by(*_WRITERS, down_to=Level.UNION),
    Permission.URGE_SEND: _held_by(*_WRITERS, down_to=Level.TOWNSHIP),
    Permission.USER_APPROVE: _held_by(Role.SECURITY_ADMIN, down_to=Level.COUNTY),
    Permission.USER_MAKE: _held_by(Role.SYSTEM_ADMIN, down_to=Level.COUNTY),
    Permission.USER_READ: _held_by(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, down_to=Level.COUNTY),
    Permission.WORK_CALENDAR_EDIT: _held_by(*_WRITERS, down_to=Level.CITY),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on an organization, over its subtree in one tree, from one day to another (both included).

    `low` and `high` are the bounds of the subtree in the interval encoding of that tree (data.md section 1).
    """

    id: UUID
    role: Role
    organization_id: UUID
    organization_name: str
    level: Level
    tree: Tree
    low: int
    high: int
    starts_on: date
    ends_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the grant holds on that day; its last day included."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)

    def holds(self, permission: Permission) -> bool:
        """Whether this role, on an organization of this level, holds the permission."""
        rule = PERMISSIONS.get(permission)
        return rule is not None and self.role in rule.roles and self.level <= rule.down_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one transaction may see: a subtree of one tree, and the caller's own rows.

    An empty interval (`low > high`) sees only what is the caller's own or public.
    """

    tree: Tree = Tree.TERRITORY
    low: int = 1
    high: int = 0
    user_id: UUID | None = None
    member_id: UUID | None = None
    organization_id: UUID | None = None

    @property
    def empty(self) -> bool:
        return self.low > self.high


EVERYTHING = Scope(low=-1, high=2**62)
"""For processes without a person behind them (sign-in, worker, command line). A house rule lists who may name it."""


def permissions_of(grants: Iterable[Grant]) -> frozenset[Permission]:
    """Every permission that at least one of these grants gives, anywhere."""
    return frozenset(p for grant in grants for p in Permission if grant.holds(p))


def scope_of(
    grants: Iterable[Grant],
    permission: Permission,
    *,
    chosen: UUID | None = None,
    user_id: UUID | None = None,
    member_id: UUID | None = None,
) -> Scope:
    """The scope in which these grants give `permission`.

    One subtree per request: the grant on the organization `chosen`, or else the widest. The grants given must be in
    force. Raises `Forbidden` when none of them gives the permission.
    """
    giving = [grant for grant in grants if grant.holds(permission)]
    if chosen is not None:
        giving = [grant for grant in giving if grant.organization_id == chosen]
    if not giving:
        raise Forbidden()
    widest = max(giving, key=lambda grant: grant.high - grant.low)
    return Scope(
        tree=widest.tree,
        low=widest.low,
        high=widest.high,
        user_id=user_id,
        member_id=member_id,
        organization_id=widest.organization_id,
    )
