"""What pairings look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.pairing.codes import HelperKind, PairingState


class PairingQuery(ListQuery):
    """The filters of the list of pairings."""

    household_id: Annotated[UUID | None, Query(description="困难职工家庭 The household")] = None
    state: Annotated[list[PairingState], Query(description="状态")] = []


class PairingItem(Out):
    """A pairing in a list."""

    id: UUID
    household_id: UUID
    household_name: str
    household_number: str
    organization_id: UUID
    organization_name: str
    kind: HelperKind
    officer_id: UUID | None
    name: str
    post: str
    started_on: date
    contact_on: date | None = Field(description="最近一次联系 The last contact")
    ended_on: date | None
    end_reason: str
    state: PairingState
    version: int


class PairingContactOut(Out):
    """A contact."""

    id: UUID
    on: date
    done: str
    help_fen: int
    in_kind: str
    next: str
    by_name: str
    at: Instant


class PairingOut(PairingItem):
    """One pairing with its log."""

    hidden: list[str] = Field(description="没有权限查看的联系内容 What of the contacts this caller may not see")
    contacts: list[PairingContactOut]
    steps: list[OpenStep]


class EndPairingStep(BaseModel):
    """The pairing ends, for a reason."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["end"]
    on: date
    reason: str = Field(min_length=2, max_length=200)
