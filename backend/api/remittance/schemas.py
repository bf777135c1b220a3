"""What remittances look like on the wire. Amounts are fen."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, Out
from backend.domain.remittance.codes import RemittanceState

Year = Annotated[int | None, Query(ge=2000, le=2100, description="年度 Year")]


class RemittanceQuery(ListQuery):
    """The filters of the list of duties."""

    year: Year = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    organization_id: Annotated[UUID | None, Query(description="应上解的工会 Who owes")] = None
    to_id: Annotated[UUID | None, Query(description="收取上解的工会 To whom")] = None
    state: Annotated[list[RemittanceState], Query(description="状态")] = []


class RemittanceItem(Out):
    """The duty of one union for a year."""

    id: UUID
    organization_id: UUID
    organization_name: str
    to_id: UUID
    to_name: str = Field(description="收取上解的工会 To whom it is owed")
    year: int
    due_on: date = Field(description="上解期限")
    amount_fen: int = Field(description="应上解")
    paid_fen: int = Field(description="已上解：上级已记账的 What the union above has booked")
    owed_fen: int = Field(description="未上解")
    paid_on: date | None = Field(description="最近到账日期 When something came last")
    document_number: str = Field(description="下达文号")
    state: RemittanceState
    set_by_name: str
    set_at: Instant
    version: int


class RemittanceFigures(Out):
    """What duties come to."""

    unions: int
    amount_fen: int
    paid_fen: int
    met: int = Field(description="已足额的工会数")
    late: int = Field(description="逾期未足额的工会数")


class RemittanceYearQuery(BaseModel):
    """Of which year."""

    model_config = ConfigDict(extra="forbid")

    year: Year = None


class RemittanceCell(Out):
    """A union directly below, with what it is asked, or nothing."""

    organization_id: UUID
    organization_name: str
    amount_fen: int
    paid_fen: int
    version: int = Field(description="0：还没有任务 0 where it has no duty")


class RemittanceBoard(Out):
    """A year of a union: what it owes itself, what those directly below owe it, and the sheet to set that by."""

    organization_id: UUID
    organization_name: str
    year: int
    own: RemittanceItem | None = Field(description="本会应上解的 What this union owes itself")
    total: RemittanceFigures
    cells: list[RemittanceCell]
    may_set: bool
    as_of: Instant
