"""What committees and terms look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import OpenStep, Out, TermOut
from backend.domain.organization.appointments import MEMBERS_FROM, WOMEN_FROM
from backend.domain.organization.codes import CommitteeForm, CommitteeKind, OrganizationKind
from backend.domain.organization.terms import TermPhase


class CommitteeQuery(ListQuery):
    """The filters of the list of committees."""

    organization_id: Annotated[UUID | None, Query(description="这家工会的 Of this very union")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    kind: Annotated[list[CommitteeKind], Query(description="委员会类别")] = []
    ended: Annotated[bool, Query(description="已结束的届次 Former terms instead of sitting committees")] = False
    phase: Annotated[TermPhase | None, Query(description="届内、临近届满、超期")] = None


class CommitteeItem(Out):
    """A committee in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    kind: CommitteeKind
    form: CommitteeForm
    term_number: int
    seats: int
    elected_on: date
    term_years: int
    approval_number: str
    ended_on: date | None
    term: TermOut
    version: int


class CommitteeOut(CommitteeItem):
    """One committee."""

    steps: list[OpenStep]


class EndCommitteeStep(BaseModel):
    """The committee's term ends on that day, without a new one."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["end"]
    on: date
    reason: str = Field(min_length=1, max_length=100)


class TermsDueQuery(ListQuery):
    """Where to look for terms that end."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    phase: Annotated[
        Literal["due", "overdue"] | None,
        Query(description="只看临近届满或只看超期 Only those due, or only overdue ones"),
    ] = None


class TermDue(Out):
    """A union whose re-election (换届) is due or overdue."""

    id: UUID
    name: str
    kind: OrganizationKind
    level: int
    parent_id: UUID | None
    parent_name: str | None
    term_number: int
    term_started_on: date
    term_years: int
    term: TermOut
    urged_on: date | None = Field(description="最近一次催办的日期 When it was last urged, if that stands")


class CommitteesDueQuery(ListQuery):
    """Where to look, and by which of the two standards of ORG-05 (the default is from ten women)."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    members_from: Annotated[int, Query(ge=1, le=10_000, description="设委员会的会员人数起点")] = MEMBERS_FROM
    women_from: Annotated[int, Query(ge=1, le=10_000, description="设女职工委员会的女会员人数起点")] = WOMEN_FROM
    small_women_from: Annotated[
        int,
        Query(
            ge=1, le=10_000, description="不足时设小组的起点；1 表示设一名委员 From here a group; 1: one commissioner"
        ),
    ] = 1


class DueBody(Out):
    """A body that is due, in its form."""

    kind: CommitteeKind
    form: CommitteeForm


class CommitteesDue(Out):
    """A union in which bodies that are due do not sit."""

    id: UUID
    name: str
    kind: OrganizationKind
    level: int
    members: int | None = Field(description="会员数；基层以上为 null Null above the basic unions")
    women: int | None
    due: list[DueBody]
