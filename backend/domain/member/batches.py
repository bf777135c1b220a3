"""Many members at once: how many, and which fields may be set for all of them (api.md "Bulk")."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    MemberKind,
    Nation,
    NewEmployment,
    Politics,
    SkillLevel,
)
from backend.domain.refusals import Conflict, Invalid

MOST = 1000


class BatchTooLarge(Conflict):
    """The filters match more than one batch takes. Facts: `most`."""

    code = "batch_too_large"
    zh = "符合条件的超过 {most} 人，一次最多处理 {most} 人，没有执行。请缩小筛选范围，分批办理。"
    en = "More than {most} members match, and a batch takes at most {most}. Nothing was done; narrow the filters."


class BatchUnclear(Invalid):
    """Which members, and what to do: one of each."""

    code = "batch_unclear"
    zh = "请指定会员（ids 或 query 之一）和要办的事（step 或 change 之一）。"
    en = "Say which members (ids or query, not both) and what to do (step or change, not both)."


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChange:
    """Values set for all: only fields that mean the same for everybody and are judged one by one."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    kind: MemberKind | None = None
    employer_id: UUID | None = None
    nation: Nation | None = None
    education: Education | None = None
    politics: Politics | None = None
    hukou_kind: HukouKind | None = None
    employment_form: EmploymentForm | None = None
    new_employment: NewEmployment | None = None
    post: Annotated[str, MaxLen(100)] | None = None
    skill_level: SkillLevel | None = None
    migrant: bool | None = None
    dispatched: bool | None = None
    hardship: bool | None = None
    card_issued_on: date | None = None


def require_clear(*, members: int, deeds: int) -> None:
    """Raises `BatchUnclear` unless exactly one way of naming members and exactly one deed is given."""
    if members != 1 or deeds != 1:
        raise BatchUnclear(pointer="/ids" if members != 1 else "/step")


def require_small(found: int) -> None:
    """Raises `BatchTooLarge`."""
    if found > MOST:
        raise BatchTooLarge(most=MOST)
