"""What signing in and one's own account look like on the wire."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.api.wire import Instant, Out
from backend.domain.access import Role
from backend.domain.organization.codes import Tree

Secret = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class SignInState(StrEnum):
    """What comes after a step of signing in."""

    SIGNED_IN = "signed_in"
    TOTP_REQUIRED = "totp_required"
    TOTP_SETUP_REQUIRED = "totp_setup_required"
    PASSWORD_CHANGE_REQUIRED = "password_change_required"  # noqa: S105 - a state


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class SignInRequest(_In):
    """The password step."""

    login: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    password: Secret
    device: Annotated[str, StringConstraints(max_length=100)] = Field(
        default="", description="设备名称，显示在登录记录里 What this device is called in the list of sessions"
    )


class TotpRequest(_In):
    """The second step: a code of the authenticator, or a recovery code."""

    challenge: Annotated[str, StringConstraints(max_length=4096)]
    code: Code | None = None
    recovery_code: Code | None = None
    device: Annotated[str, StringConstraints(max_length=100)] = ""


class SignedInOut(Out):
    """Where signing in stands. The refresh token is in the cookie and nowhere else."""

    state: SignInState
    access_token: str | None = Field(description="10 分钟有效，只放在内存里 Valid ten minutes; keep it in memory only")
    challenge: str | None = Field(description="state 为 totp_required 时，下一步要带上 For the second step")
    expires_in: int = Field(description="以上令牌的有效秒数 Seconds for which the token above is good")
    session_id: UUID | None
    ends_at: Instant | None = Field(description="这次登录最迟到何时 The session ends then at the latest")


class ConfirmationRequest(_In):
    """One of the two proofs."""

    password: Secret | None = None
    code: Code | None = None

    @model_validator(mode="after")
    def _one(self) -> "ConfirmationRequest":
        if (self.password is None) == (self.code is None):
            raise ValueError("one of password and code")
        return self


class ConfirmationOut(Out):
    """To be sent as `Unionhome-Confirmation` with sensitive requests."""

    confirmation_token: str
    expires_in: int


class PasswordChange(_In):
    """The present password and the new one."""

    old_password: Secret
    new_password: Secret


class PasswordProof(_In):
    """The present password."""

    password: Secret


class CodeProof(_In):
    """What the authenticator shows."""

    code: Code


class SessionItem(Out):
    """A sign-in that lives."""

    id: UUID
    device: str
    address: str
    started_at: Instant
    last_seen_at: Instant
    current: bool = Field(description="就是现在这一个 The one asking")


class Sessions(Out):
    """The caller's own sessions, the latest first."""

    items: list[SessionItem]


class Place(Out):
    """A union, as far as a caller must know it."""

    id: UUID
    name: str
    level: int


class MyGrant(Out):
    """A role that the caller holds today."""

    id: UUID
    role: Role
    role_label: str
    organization_id: UUID
    organization_name: str
    level: int
    tree: Tree
    starts_on: date
    ends_on: date | None
    ends_within_days: int | None = Field(description="还有几天到期（90 天以内） Days left, within ninety")


class ScopeChoice(Out):
    """Where the caller may choose to work: send `organization_id` as `Unionhome-Scope`."""

    organization_id: UUID
    organization_name: str
    level: int
    tree: Tree
    roles: list[Role]
    permissions: list[str]


class TotpState(Out):
    """The authenticator of the account."""

    enabled: bool
    compulsory: bool


class MeOut(Out):
    """The caller, as the server knows them at this moment."""

    id: UUID
    login: str
    name: str
    language: Literal["zh", "en"]
    organization: Place
    member_id: UUID | None
    grants: list[MyGrant]
    permissions: list[str] = Field(description="在任何一处拥有的全部权限 Every permission held somewhere")
    scopes: list[ScopeChoice]
    must_change_password: bool
    totp: TotpState
    session_id: UUID
    idle_seconds: int = Field(description="闲置多久后退出 Seconds of rest after which the session ends")
    ends_at: Instant
    last_signed_in_at: Instant | None
    today: date


class MeChange(_In):
    """What people may change about themselves. Names are the administrators' business."""

    language: Literal["zh", "en"]


class TotpSetupOut(Out):
    """For the authenticator, to be scanned or typed."""

    secret: str
    uri: str
    qr: str = Field(description="二维码，SVG 的 data: 地址 The QR code as a data: address of an SVG")


class RecoveryCodes(Out):
    """Shown this once; each is good once."""

    recovery_codes: list[str]


class PasswordChanged(Out):
    """The other sessions of the account are over."""

    ended_sessions: int


class PreferenceValue(_In):
    """Any JSON object, up to 64 KB."""

    value: dict[str, Any]


class PreferenceOut(Out):
    """What is kept under a name."""

    name: str
    value: dict[str, Any]
    updated_at: Instant
    version: int = Field(description="改写时放进 If-Match For If-Match when it is rewritten")


class Preferences(Out):
    """All that is kept for the caller, by name."""

    items: list[PreferenceOut]


class Colleague(Out):
    """Somebody of the same office."""

    id: UUID
    name: str


class Colleagues(Out):
    """The people of the caller's office."""

    items: list[Colleague]
