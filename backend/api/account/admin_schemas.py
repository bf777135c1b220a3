"""What accounts, grants and hand-overs look like on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.access import Role
from backend.domain.account.codes import (
    GrantStatus,
    GrantStep,
    HandoverStatus,
    HandoverStep,
    UserStatus,
    UserStep,
)
from backend.domain.organization.codes import Tree

Reason = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]


class UserQuery(ListQuery):
    """The filters of the list of accounts."""

    q: Annotated[str | None, Query(max_length=60, description="姓名或登录名 Name or login")] = None
    status: Annotated[UserStatus | None, Query(description="状态")] = None
    role: Annotated[Role | None, Query(description="现任岗位 A role held today")] = None
    under_id: Annotated[UUID | None, Query(description="所在单位在其下 Whose home lies under this union")] = None


class GrantQuery(ListQuery):
    """The filters of the list of grants."""

    user_id: Annotated[UUID | None, Query(description="用户")] = None
    organization_id: Annotated[UUID | None, Query(description="在这家工会的岗位 On this union")] = None
    under_id: Annotated[UUID | None, Query(description="在其下的岗位 Anywhere under this union")] = None
    role: Annotated[Role | None, Query(description="岗位")] = None
    status: Annotated[GrantStatus | None, Query(description="状态")] = None
    in_force: Annotated[bool | None, Query(description="今天是否有效 Whether it holds today")] = None
    ends_before: Annotated[AskedDay | None, Query(description="在此日之前到期 Ends before this day")] = None


class HandoverQuery(ListQuery):
    """The filters of the list of hand-overs."""

    status: Annotated[HandoverStatus | None, Query(description="状态")] = None


class UserItem(Out):
    """An account in a list."""

    id: UUID
    login: str
    name: str
    organization_id: UUID
    organization_name: str
    status: UserStatus
    roles: list[Role] = Field(description="今天有效的岗位 Roles held today, in the caller's subtree")
    must_change_password: bool
    totp_enabled: bool
    last_signed_in_at: Instant | None
    created_at: Instant
    version: int


class GrantItem(Out):
    """A grant in a list. Names of people outside the caller's subtree are null."""

    id: UUID
    user_id: UUID
    user_name: str | None
    user_login: str | None
    role: Role
    tree: Tree
    organization_id: UUID
    organization_name: str
    level: int
    starts_on: date
    ends_on: date | None
    status: GrantStatus
    in_force: bool
    reason: str
    made_by: UUID | None
    made_by_name: str | None
    approved_by: UUID | None
    approved_by_name: str | None
    created_at: Instant
    version: int


class GrantOut(GrantItem):
    """One grant, with what may be done."""

    steps: list[OpenStep]


class SightingLeaveOut(Out):
    """The limit of a day is lifted for an account."""

    reason: str
    given_by_name: str
    given_at: Instant


class SightingsOut(Out):
    """Of how many people an account was told today."""

    persons: int = Field(description="今天查看了多少人的情况；一两秒内的除外 Without those of the last second or two")
    stop_in_a_day: int = Field(description="一天的上限 Nobody else is shown from here on")
    leave: SightingLeaveOut | None = Field(description="今天放开了上限；没有时为 null The limit is lifted for today")
    steps: list[OpenStep] = Field(description="放开今天的上限，限安全管理员 To lift it: the security administrator")


class UserOut(Out):
    """One account, whole; never its secrets."""

    id: UUID
    login: str
    name: str
    organization_id: UUID
    organization_name: str
    status: UserStatus
    must_change_password: bool
    totp_enabled: bool
    made_by: UUID | None
    made_by_name: str | None
    approved_by: UUID | None
    approved_by_name: str | None
    created_at: Instant
    last_signed_in_at: Instant | None
    version: int
    sightings: SightingsOut
    grants: list[GrantItem]
    steps: list[OpenStep]


class UserMendedOut(Out):
    """An account after it was made or a step was taken."""

    user: UserOut
    first_password: str | None = Field(
        description="随机初始密码，只显示这一次，批准或重置后 72 小时内有效 Shown this once; good for 72 hours"
    )
    ended_sessions: int


class UserStepRequest(BaseModel):
    """What to do with an account."""

    model_config = ConfigDict(extra="forbid")

    step: UserStep
    reason: Reason = ""


class GrantStepRequest(BaseModel):
    """What to do with a grant."""

    model_config = ConfigDict(extra="forbid")

    step: GrantStep
    reason: Reason = ""


class HandoverItem(Out):
    """A hand-over in a list."""

    id: UUID
    from_user_id: UUID
    from_user_name: str | None
    to_user_id: UUID
    to_user_name: str | None
    organization_id: UUID
    organization_name: str
    roles: list[Role]
    starts_on: date
    status: HandoverStatus
    reason: str
    made_by: UUID
    made_by_name: str | None
    approved_by: UUID | None
    approved_by_name: str | None
    created_at: Instant
    version: int


class HandoverOut(HandoverItem):
    """One hand-over, with what may be done."""

    steps: list[OpenStep]


class HandoverStepRequest(BaseModel):
    """What to do with a hand-over."""

    model_config = ConfigDict(extra="forbid")

    step: HandoverStep
