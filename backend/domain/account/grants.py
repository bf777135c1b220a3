"""Making accounts, giving roles, and handing them over at a change of office (换届)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.access import ADMINISTRATORS, Role
from backend.domain.organization.codes import Level, Tree
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

_LOGIN: Final = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*", re.ASCII)
FIRST_PASSWORD_LIVES: Final = timedelta(hours=72)
"""A password that an administrator has seen must be changed within this time (ASVS 6.4.1)."""

LEAST_SECURITY_ADMINISTRATORS: Final = 2


class LoginMalformed(Invalid):
    code = "login_malformed"
    zh = "登录名只能由小写字母、数字和 . _ - 组成，以字母开头，3 到 40 个字符。请修改。"
    en = "A login has 3 to 40 small letters, digits and . _ -, beginning with a letter. Correct it."


class GrantEndsBeforeItBegins(Invalid):
    code = "grant_ends_before_start"
    zh = "授权的截止日期不能早于开始日期。请修改。"
    en = "A grant cannot end before it begins. Correct the dates."


class GrantOver(Invalid):
    """The last day lies in the past: nobody would ever hold it."""

    code = "grant_over"
    zh = "授权的截止日期已经过去。请改为今天或以后的日期。"
    en = "The last day of the grant has passed. Choose today or a later day."


class NoSuchDuty(Conflict):
    """A role is given where it is none."""

    code = "grant_no_such_duty"
    zh = "“{role_zh}”只能授予县级及以上工会。请选择上级工会。"
    en = "The duty “{role_en}” exists from the county up. Choose a union of that level."


class NotALead(Conflict):
    """A grant over a line on a union that leads none."""

    code = "grant_not_a_lead"
    zh = "“{name}”没有牵头任何系统，不能按系统授权。请选择牵头该系统的工会，或改为按地方授权。"
    en = "“{name}” leads no line, so nothing can be granted over one there. Choose the leading union or the territory."


class AccountNotActive(Conflict):
    """A role is given to an account that was not approved or is disabled."""

    code = "user_not_active"
    zh = "该账号未启用，不能授权。请先由安全管理员批准账号。"
    en = "This account is not active and can be given no role. Have it approved first."


class GrantExists(Conflict):
    """The person holds this role there already, or it was proposed."""

    code = "grant_exists"
    zh = "该用户在这家工会已有“{role_zh}”岗位，或已提出待批准，时间有重叠。请核对，不必重复授权。"
    en = "This user holds the role “{role_en}” there already, or it was proposed, in overlapping days. Check the list."


class TooFewSecurityAdministrators(Conflict):
    """Approvals need two people; with fewer nothing could ever be approved again."""

    code = "security_admins_too_few"
    zh = "全市至少要有两名安全管理员，否则任何账号和授权都无法批准。请先任命接替的人，再收回或停用。"
    en = (
        "The city needs two security administrators, or nothing could be approved any more. "
        "Appoint the successor first."
    )


class OrganizationEnded(Conflict):
    """An account or a role on a union that is no more."""

    code = "account_organization_ended"
    zh = "“{name}”已撤销或合并，不能在其下建立账号或授权。请选择现存的工会。"
    en = "“{name}” has ended; no account or role can be given there. Choose a living union."


class NothingToHandOver(Conflict):
    """The person does not hold these roles there."""

    code = "handover_nothing"
    zh = "移出人在这家工会没有所选的岗位（{roles}），没有可以移交的内容。请核对人员和岗位。"
    en = "This person does not hold these roles on this union ({roles}); there is nothing to hand over. Check both."


class GivesNothing(Invalid):
    code = "handover_no_roles"
    zh = "请至少选择一个要移交的岗位，同一岗位只选一次。"
    en = "Choose at least one role to hand over, each once."


def normalise_login(raw: str) -> str:
    """The one spelling of a login: NFKC, without blanks at the ends, small letters."""
    return unicodedata.normalize("NFKC", raw).strip().lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDraft:
    """An account to be made. `organization_id` is where the person works."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    login: Annotated[str, MaxLen(40)]
    name: Annotated[str, MinLen(1), MaxLen(40)]
    organization_id: UUID

    def __post_init__(self) -> None:
        with at("/login"):
            login = normalise_login(self.login)
            if not (3 <= len(login) <= 40 and _LOGIN.fullmatch(login)):
                raise LoginMalformed
        object.__setattr__(self, "login", login)
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantDraft:
    """A role to be given to a user on a union, over its subtree in one tree, both days included."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    user_id: UUID
    role: Role
    organization_id: UUID
    tree: Tree = Tree.TERRITORY
    starts_on: date
    ends_on: date | None = None
    reason: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise GrantEndsBeforeItBegins(pointer="/ends_on")
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDraft:
    """Roles on a union that go from one person to another: the one's last day is the day before `starts_on`."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    from_user_id: UUID
    to_user_id: UUID
    organization_id: UUID
    roles: tuple[Role, ...]
    starts_on: date
    reason: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        if not self.roles or len(set(self.roles)) != len(self.roles):
            raise GivesNothing(pointer="/roles")
        if self.from_user_id == self.to_user_id:
            raise GivesNothing(pointer="/to_user_id")
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))


def require_place_for(role: Role, level: Level, *, tree: Tree, leads_line: bool, name: str) -> None:
    """Whether `role` can be given on a union of this level, over this tree. Refuses `NoSuchDuty`, `NotALead`."""
    if role in ADMINISTRATORS and level > Level.COUNTY:
        raise NoSuchDuty(role_zh=role.zh, role_en=role.en)
    if tree is Tree.LINE and not leads_line:
        raise NotALead(name=name)


def require_days(draft: GrantDraft, *, today: date) -> None:
    """Refuses `GrantOver` when the last day has passed."""
    if draft.ends_on is not None and draft.ends_on < today:
        raise GrantOver(pointer="/ends_on")


def require_two_left(others: int) -> None:
    """Refuses `TooFewSecurityAdministrators` unless so many city-wide ones besides this are enough."""
    if others < LEAST_SECURITY_ADMINISTRATORS:
        raise TooFewSecurityAdministrators
