"""The three administrators kept apart, and two pairs of eyes (三员分立: GB/T 22239 8.1.4.2, trust.md 1.5; ROL-01).

The system administrator makes accounts, the security administrator grants rights, the audit administrator reads the
record. No user holds two of the three; the security administrator holds no other post at all; nobody approves their
own act, and who made an account does not give it rights.
"""

from collections.abc import Set
from typing import Final
from uuid import UUID

from backend.domain.access import ADMINISTRATORS, Role
from backend.domain.refusals import Conflict

NOT_POSTS: Final = frozenset({Role.MEMBER})
"""Roles that are no post: every administrator may be a union member too."""


class DutiesNotSeparate(Conflict):
    """A user would hold two of the three administrators' duties."""

    code = "duties_not_separate"
    zh = "该用户已是{held_zh}，不能再任{new_zh}：三个管理员必须分由三人担任。请另选一人，或先收回原岗位。"
    en = (
        "This user is the {held_en} and cannot also be the {new_en}: the system, security and audit administrators "
        "must be three people. Choose somebody else, or take the first duty back."
    )


class SecurityDutyNotAlone(Conflict):
    """The security administrator would hold another post."""

    code = "security_duty_not_alone"
    zh = "安全管理员必须专职，不能同时担任其他岗位。请另选一人，或先收回其他岗位。"
    en = "The security administrator may hold no other post. Choose somebody else, or take the other posts back."


class SameHands(Conflict):
    """Maker and approver are one."""

    code = "same_hands"
    zh = "这一步必须由另一个人办理：经办人不能批准自己的事项，建立账号的人也不能给它授权。请交给有权限的同事处理。"
    en = (
        "Somebody else must do this: nobody approves their own act, and who made an account does not give it rights. "
        "Hand it to a colleague who holds the permission."
    )


def require_separate(held: Set[str], new: str) -> None:
    """Whether a user who holds the roles `held` may be given the role `new`.

    `held` are the live and the proposed roles of the *person*, over all their accounts and organizations: to hold one
    duty on two organizations is one duty. Refuses `DutiesNotSeparate` and `SecurityDutyNotAlone`; raises ValueError
    for a role that does not exist, since an unknown name would pass unseen.
    """
    role = Role(new)
    others = {Role(name) for name in held} - {role} - NOT_POSTS
    if role in NOT_POSTS or not others:
        return
    clash = next((other for other in sorted(others) if other in ADMINISTRATORS), None)
    if role in ADMINISTRATORS and clash is not None:
        raise DutiesNotSeparate(held_zh=clash.zh, held_en=clash.en, new_zh=role.zh, new_en=role.en)
    if Role.SECURITY_ADMIN in (role, *others):
        raise SecurityDutyNotAlone


def require_other(maker: UUID | str, approver: UUID | str) -> None:
    """Refuses `SameHands` when the two are one user. Ids may come as UUID or as text, in any spelling."""
    if _user(maker) == _user(approver):
        raise SameHands


def _user(identifier: UUID | str) -> UUID:
    # Compared as UUIDs: the same user as text and as UUID would otherwise look like two.
    return identifier if isinstance(identifier, UUID) else UUID(identifier)
