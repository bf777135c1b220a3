"""What officers and vacancies look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.identity import Sex
from backend.domain.member.codes import Education
from backend.domain.organization.appointments import MEMBERS_FROM, WOMEN_FROM
from backend.domain.organization.codes import OrganizationKind, Post, PostForm
from backend.domain.organization.officers import Standing
from backend.domain.organization.terms import TermPhase


class OfficerQuery(ListQuery):
    """The filters of the list of officers."""

    organization_id: Annotated[UUID | None, Query(description="这家工会的 Of this very union")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    q: Annotated[str | None, Query(max_length=40, description="姓名或首字母 Name or initials")] = None
    post: Annotated[list[Post], Query(description="职务")] = []
    form: Annotated[list[PostForm], Query(description="专职、兼职、挂职")] = []
    ended: Annotated[bool, Query(description="已离任的 Former officers instead of sitting ones")] = False
    vacated: Annotated[
        bool, Query(description="离任后还没有人接任的 Whose post nobody took since, instead of sitting ones")
    ] = False
    term_due: Annotated[bool | None, Query(description="本届六个月内届满或已超期 The term is due or overdue")] = None


class OfficerItem(Out):
    """An officer in a list. Officers stand in full: they are public in their union."""

    id: UUID
    organization_id: UUID
    organization_name: str
    committee_id: UUID | None
    member_id: UUID | None
    name: str
    sex: Sex
    born_on: date | None
    education: Education | None
    post: Post
    form: PostForm
    standings: list[Standing] = Field(description="申报的身份 Declared relations to the employer")
    administrative_post: str
    phone: str
    term_number: int
    started_on: date
    ended_on: date | None
    end_reason: str
    term_started_on: date | None = Field(description="本届开始 The term that the post belongs to")
    term_years: int
    term_ends_on: date | None
    term_phase: TermPhase | None
    created_at: Instant
    version: int


class OfficerOut(OfficerItem):
    """One officer."""

    steps: list[OpenStep]


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    on: date


class EndStep(_Step):
    """The officer leaves the post on that day."""

    step: Literal["end"]
    reason: str = Field(min_length=1, max_length=100)


class ReappointStep(_Step):
    """The person holds the post for another term from that day; the present entry ends. Answers the new entry."""

    step: Literal["reappoint"]
    term_number: int | None = Field(default=None, ge=1, le=60)
    committee_id: UUID | None = None


OfficerStep = Annotated[EndStep | ReappointStep, Field(discriminator="step")]


class VacancyQuery(ListQuery):
    """Where to look for vacant posts, and from which size the directors are due."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    post: Annotated[
        list[Literal["chair", "audit_director", "women_director"]], Query(description="缺哪些职务 Which posts")
    ] = []
    members_from: Annotated[int, Query(ge=1, le=10_000, description="设经审委员会的会员人数起点")] = MEMBERS_FROM
    women_from: Annotated[int, Query(ge=1, le=10_000, description="设女职工委员会的女会员人数起点")] = WOMEN_FROM


class Vacancy(Out):
    """A union with posts that are due and that nobody holds."""

    id: UUID
    name: str
    kind: OrganizationKind
    level: int
    members: int | None = Field(description="会员数；基层以上为 null Null above the basic unions")
    women: int | None
    vacant: list[Post]
    urged_on: date | None = Field(description="最近一次催办的日期 When it was last urged, if that stands")
