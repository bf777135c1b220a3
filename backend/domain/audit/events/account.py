"""Who came in, who may, and what they proved (ASVS 16.3)."""

from typing import Final

from backend.domain.audit.codes import LockReason, ProofFailure, RevocationReason
from backend.domain.audit.event import Event, code, told

_USER = told("before", "after", "reason", "ended_sessions")
_GRANT = told("user_id", "user_name", "role", "tree", "starts_on", "ends_on", "reason")
_HANDOVER = told("from_user_id", "from_user_name", "to_user_id", "to_user_name", "roles", "starts_on", "reason")

EVENTS: Final = (
    Event(
        "signed_in", ("登录", "Signed in"), ("{who}登录了系统", "{who} signed in"), told("session_id", "ended_sessions")
    ),
    Event(
        "sign_in_failed",
        ("登录失败", "Sign-in failed"),
        ("有人登录{what}失败", "A sign-in to {what} failed"),
        told(why=code(ProofFailure)),
    ),
    Event(
        "sign_in_locked",
        ("登录锁定", "Sign-in locked"),
        ("失败次数过多，暂停了{what}的登录", "Sign-in to {what} was locked after too many failures"),
        told("seconds", guard=code(LockReason)),
    ),
    Event("signed_out", ("退出登录", "Signed out"), ("{who}退出了登录", "{who} signed out"), told("session_id")),
    Event(
        "session_ended",
        ("结束登录", "Session ended"),
        ("{who}结束了自己的一处登录", "{who} ended one of their own sessions"),
        told("session_id"),
    ),
    Event(
        "session_revoked",
        ("登录被终止", "Session revoked"),
        ("系统终止了{what}的一处登录", "The system revoked a session of {what}"),
        told("session_id", why=code(RevocationReason)),
    ),
    Event(
        "password_changed",
        ("修改密码", "Password changed"),
        ("{who}修改了自己的密码", "{who} changed their own password"),
        told("ended_sessions"),
    ),
    Event(
        "totp_begun",
        ("开始绑定动态口令", "Authenticator begun"),
        ("{who}开始绑定动态口令", "{who} began to set up an authenticator"),
    ),
    Event(
        "totp_enabled",
        ("绑定动态口令", "Authenticator set up"),
        ("{who}绑定了动态口令", "{who} set up an authenticator"),
    ),
    Event(
        "recovery_code_used",
        ("使用恢复码", "Recovery code used"),
        ("{who}用恢复码登录", "{who} signed in with a recovery code"),
        told("left"),
    ),
    Event("confirmed", ("再次验证身份", "Proved again"), ("{who}再次验证了身份", "{who} proved who they are again")),
    Event(
        "proof_failed",
        ("身份验证失败", "Proof failed"),
        ("{what}的身份验证失败", "A proof of identity by {what} failed"),
        told(why=code(ProofFailure)),
    ),
    Event("user_made", ("建立账号", "Account made"), ("{who}建立了{what}", "{who} made {what}"), told("login", "name")),
    Event("user_approved", ("批准账号", "Account approved"), ("{who}批准了{what}", "{who} approved {what}"), _USER),
    Event("user_refused", ("不批准账号", "Account refused"), ("{who}没有批准{what}", "{who} refused {what}"), _USER),
    Event("user_disabled", ("停用账号", "Account disabled"), ("{who}停用了{what}", "{who} disabled {what}"), _USER),
    Event(
        "user_enabled",
        ("重新启用账号", "Account enabled"),
        ("{who}提请重新启用{what}", "{who} asked for {what} to be enabled again"),
        _USER,
    ),
    Event(
        "user_password_reset",
        ("重置密码", "Password reset"),
        ("{who}重置了{what}的密码", "{who} reset the password of {what}"),
        _USER,
    ),
    Event(
        "user_totp_reset",
        ("解绑动态口令", "Authenticator removed"),
        ("{who}解除了{what}的动态口令", "{who} removed the authenticator of {what}"),
        _USER,
    ),
    Event(
        "user_sessions_ended",
        ("强制下线", "Sessions ended"),
        ("{who}让{what}全部下线", "{who} ended all sessions of {what}"),
        _USER,
    ),
    Event(
        "user_unlocked",
        ("解除登录锁定", "Sign-in unlocked"),
        ("{who}解除了{what}的登录锁定", "{who} unlocked sign-in to {what}"),
        _USER,
    ),
    Event(
        "sighting_alarm_reached",
        ("查看人数预警", "Many people seen"),
        ("{what}在一小时内查看了很多人的情况", "{what} was told of very many people within an hour"),
        told("people", "day", "hour"),
    ),
    Event(
        "sighting_leave_given",
        ("放开查看上限", "Limit of a day lifted"),
        ("{who}放开了{what}当天的查看上限", "{who} lifted the limit of that day for {what}"),
        told("people", "day", "reason"),
    ),
    Event(
        "grant_proposed",
        ("提出授权", "Grant proposed"),
        ("{who}提出了给{whom}的授权", "{who} proposed a role for {whom}"),
        _GRANT,
    ),
    Event(
        "grant_approved",
        ("批准授权", "Grant approved"),
        ("{who}批准了给{whom}的授权", "{who} approved a role for {whom}"),
        _GRANT,
    ),
    Event(
        "grant_refused",
        ("不批准授权", "Grant refused"),
        ("{who}没有批准给{whom}的授权", "{who} refused a role for {whom}"),
        _GRANT,
    ),
    Event(
        "grant_revoked",
        ("收回授权", "Grant revoked"),
        ("{who}收回了{whom}的授权", "{who} took a role back from {whom}"),
        _GRANT,
    ),
    Event(
        "handover_proposed",
        ("提出移交", "Hand-over proposed"),
        ("{who}提出把岗位移交给{whom}", "{who} proposed to hand roles over to {whom}"),
        _HANDOVER,
    ),
    Event(
        "handover_approved",
        ("批准移交", "Hand-over approved"),
        ("{who}批准把岗位移交给{whom}", "{who} approved the hand-over of roles to {whom}"),
        _HANDOVER,
    ),
    Event(
        "handover_refused",
        ("不批准移交", "Hand-over refused"),
        ("{who}没有批准把岗位移交给{whom}", "{who} refused the hand-over of roles to {whom}"),
        _HANDOVER,
    ),
)
