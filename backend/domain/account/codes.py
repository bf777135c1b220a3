"""The states of accounts, grants and hand-overs, and the steps between them (ROL-01…08; trust.md 1.5).

The system administrator makes, the security administrator approves; the table says so for each step.
"""

from backend.domain.access import Permission
from backend.domain.codes import Code
from backend.domain.workflow import Workflow


class UserStatus(Code):
    """Where an account is in its life."""

    PENDING = "pending", "待批准", "Waiting for approval"
    ACTIVE = "active", "正常", "Active"
    DISABLED = "disabled", "已停用", "Disabled"
    REFUSED = "refused", "未批准", "Refused"


class UserStep(Code):
    """What administrators do to an account."""

    APPROVE = "approve", "批准", "Approve"
    REFUSE = "refuse", "不批准", "Refuse"
    DISABLE = "disable", "停用", "Disable"
    ENABLE = "enable", "重新启用", "Enable again"
    RESET_PASSWORD = "reset_password", "重置密码", "Reset the password"
    RESET_TOTP = "reset_totp", "解绑动态口令", "Remove the authenticator"
    END_SESSIONS = "end_sessions", "强制下线", "End the sessions"
    UNLOCK = "unlock", "解除登录锁定", "Unlock sign-in"


class GrantStatus(Code):
    """Where a grant is; whether an active one holds today depends on its days."""

    PROPOSED = "proposed", "待批准", "Proposed"
    ACTIVE = "active", "已生效", "Active"
    REFUSED = "refused", "未批准", "Refused"
    REVOKED = "revoked", "已收回", "Revoked"


class GrantStep(Code):
    """What security administrators do to a grant."""

    APPROVE = "approve", "批准", "Approve"
    REFUSE = "refuse", "不批准", "Refuse"
    REVOKE = "revoke", "收回", "Revoke"


class HandoverStatus(Code):
    """Where a hand-over is."""

    PROPOSED = "proposed", "待批准", "Proposed"
    DONE = "done", "已移交", "Done"
    REFUSED = "refused", "未批准", "Refused"


class HandoverStep(Code):
    """What a second security administrator does to a hand-over."""

    APPROVE = "approve", "批准", "Approve"
    REFUSE = "refuse", "不批准", "Refuse"


_MAKE, _APPROVE = Permission.USER_MAKE, Permission.USER_APPROVE
_U, _S = UserStatus, UserStep

USER_WORKFLOW: Workflow[UserStatus, UserStep] = Workflow(
    {
        (_U.PENDING, _S.APPROVE, _APPROVE): _U.ACTIVE,
        (_U.PENDING, _S.REFUSE, _APPROVE): _U.REFUSED,
        (_U.PENDING, _S.RESET_PASSWORD, _MAKE): _U.PENDING,
        (_U.ACTIVE, _S.DISABLE, _MAKE): _U.DISABLED,
        (_U.ACTIVE, _S.DISABLE, _APPROVE): _U.DISABLED,
        (_U.ACTIVE, _S.RESET_PASSWORD, _MAKE): _U.ACTIVE,
        (_U.ACTIVE, _S.RESET_TOTP, _MAKE): _U.ACTIVE,
        (_U.ACTIVE, _S.END_SESSIONS, _MAKE): _U.ACTIVE,
        (_U.ACTIVE, _S.END_SESSIONS, _APPROVE): _U.ACTIVE,
        (_U.ACTIVE, _S.UNLOCK, _MAKE): _U.ACTIVE,
        (_U.DISABLED, _S.ENABLE, _MAKE): _U.PENDING,
    }
)
"""To enable an account again is to make it again: it waits for the security administrator."""

GRANT_WORKFLOW: Workflow[GrantStatus, GrantStep] = Workflow(
    {
        (GrantStatus.PROPOSED, GrantStep.APPROVE, Permission.GRANT_APPROVE): GrantStatus.ACTIVE,
        (GrantStatus.PROPOSED, GrantStep.REFUSE, Permission.GRANT_APPROVE): GrantStatus.REFUSED,
        (GrantStatus.PROPOSED, GrantStep.REVOKE, Permission.GRANT_MAKE): GrantStatus.REVOKED,
        (GrantStatus.ACTIVE, GrantStep.REVOKE, Permission.GRANT_MAKE): GrantStatus.REVOKED,
    }
)

HANDOVER_WORKFLOW: Workflow[HandoverStatus, HandoverStep] = Workflow(
    {
        (HandoverStatus.PROPOSED, HandoverStep.APPROVE, Permission.GRANT_APPROVE): HandoverStatus.DONE,
        (HandoverStatus.PROPOSED, HandoverStep.REFUSE, Permission.GRANT_APPROVE): HandoverStatus.REFUSED,
    }
)
