"""Appointing and ending officers, and which posts a union must fill (ORG-19, 21, 22). Who is barred is in officers.py."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.identity import Sex
from backend.domain.member.codes import Education
from backend.domain.organization.codes import Level, Post, PostForm
from backend.domain.organization.officers import Standing
from backend.domain.organization.rules import InFuture
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

MEMBERS_FROM = 25
"""From so many members a union has committees; below it one commissioner each (domain-facts 3.1; a default)."""
WOMEN_FROM = 10
"""From so many women a union has a women's committee (ORG-05; a default)."""

ONE_PER_UNION = frozenset({Post.CHAIR, Post.AUDIT_DIRECTOR, Post.WOMEN_DIRECTOR})
"""Posts that one person holds in a union at a time; a unique index keeps it."""

Name = Annotated[str, MinLen(1), MaxLen(40)]
TermNumber = Annotated[int, Ge(1), Le(60)]


class OfficerEnded(Conflict):
    """Facts: `on`."""

    code = "officer_ended"
    zh = "这位干部已于 {on} 离任。请刷新后再看；需要再次任职的，请办理“连任（再任）”。"
    en = "This officer left the post on {on}. Reload; to appoint the person again, reappoint."


class OfficerDatesWrong(Invalid):
    """Facts: `started`."""

    code = "officer_dates_wrong"
    zh = "日期不能早于任职开始之日（{started}）。请核对。"
    en = "The day cannot lie before the post began ({started}). Check it."


class MemberDiffers(Conflict):
    """The linked member's file says otherwise."""

    code = "officer_member_differs"
    zh = "姓名或性别与所关联会员的登记不一致。请核对是否选错了人，或先更正会员信息。"
    en = "Name or sex differ from the linked member's file. Check the person, or correct the file first."


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDraft:
    """Somebody to be appointed. `standings` are the declared relations to the employer (ORG-21)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    post: Post
    name: Name
    sex: Sex
    started_on: date
    form: PostForm = PostForm.PART_TIME
    born_on: date | None = None
    education: Education | None = None
    standings: tuple[Standing, ...] = ()
    administrative_post: Annotated[str, MaxLen(60)] = ""
    phone: Annotated[str, MaxLen(30)] = ""
    committee_id: UUID | None = None
    member_id: UUID | None = None
    term_number: TermNumber | None = None

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerChange:
    """New values of an officer's own fields; what is absent stays."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    post: Post | None = None
    name: Name | None = None
    sex: Sex | None = None
    started_on: date | None = None
    form: PostForm | None = None
    born_on: date | None = None
    education: Education | None = None
    standings: tuple[Standing, ...] | None = None
    administrative_post: Annotated[str, MaxLen(60)] | None = None
    phone: Annotated[str, MaxLen(30)] | None = None
    committee_id: UUID | None = None
    member_id: UUID | None = None
    term_number: TermNumber | None = None

    def __post_init__(self) -> None:
        _tidy(self)


NULLABLE: Collection[str] = frozenset({"born_on", "education", "committee_id", "member_id"})
"""What may be unknown of an officer."""


def _tidy(said: OfficerDraft | OfficerChange) -> None:
    for name in ("name", "administrative_post", "phone"):
        with at(f"/{name}"):
            if getattr(said, name) is not None:
                object.__setattr__(said, name, clean_text(getattr(said, name)))


def require_sitting(ended_on: date | None) -> None:
    """Raises `OfficerEnded`."""
    if ended_on is not None:
        raise OfficerEnded(on=ended_on.isoformat())


def require_day(on: date, *, started_on: date | None, today: date, pointer: str) -> None:
    """Raises `InFuture` or `OfficerDatesWrong` unless something may happen to a post on that day."""
    if on > today:
        raise InFuture(pointer=pointer, today=today.isoformat())
    if started_on is not None and on < started_on:
        raise OfficerDatesWrong(pointer=pointer, started=started_on.isoformat())


def posts_required(
    *, level: Level, members: int, women: int, members_from: int = MEMBERS_FROM, women_from: int = WOMEN_FROM
) -> dict[Post, int]:
    """The leading posts that a union must fill: a chair always, the two directors where their committee is due."""
    required = {Post.CHAIR: 1}
    if level < Level.UNION or members >= members_from:
        required[Post.AUDIT_DIRECTOR] = 1
    if level < Level.UNION or women >= women_from:
        required[Post.WOMEN_DIRECTOR] = 1
    return required
