"""What honours look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.organization.codes import HonourKind, OrganizationKind


class HonourQuery(ListQuery):
    """The filters of the list of honours."""

    organization_id: Annotated[UUID | None, Query(description="这家工会的 Of this very union")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    kind: Annotated[list[HonourKind], Query(description="荣誉种类")] = []
    ended: Annotated[bool | None, Query(description="已取消的 Withdrawn ones; without it all")] = None


class HonourItem(Out):
    """An honour of a union."""

    id: UUID
    organization_id: UUID
    organization_name: str
    organization_kind: OrganizationKind
    kind: HonourKind
    started_on: date
    document_number: str
    reason: str
    granted_by_id: UUID
    granted_by_name: str
    ended_on: date | None
    end_reason: str
    created_at: Instant
    version: int


class HonourOut(HonourItem):
    """One honour."""

    steps: list[OpenStep]


class WithdrawStep(BaseModel):
    """The honour is taken back from a day on."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]
    on: date
    reason: str = Field(min_length=1, max_length=200)
