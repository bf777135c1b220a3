"""What rosters look like on the wire."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.member.roster_states import RosterRowState, RosterState


class RosterRequest(BaseModel):
    """Which file is the roster of which union."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID = Field(description="上传的表格 The uploaded workbook")
    organization_id: UUID = Field(description="名册所属的工会 The union that the roster is for")


class RosterQuery(ListQuery):
    """The list of rosters."""


class RowQuery(ListQuery):
    """Which rows."""

    state: Annotated[list[RosterRowState], Query(description="检查结果 Verdicts")] = []


class RosterCounts(Out):
    """Rows by verdict."""

    new: int
    imported: int
    known: int
    duplicate: int
    elsewhere: int
    wrong: int


class RosterItem(Out):
    """A roster in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    state: RosterState
    counts: RosterCounts
    job_id: UUID | None
    created_at: Instant
    committed_at: Instant | None
    version: int


class RosterColumnOut(Out):
    """A column of the register and where it was found."""

    field: str
    label: str = Field(description="登记册中的名称 Its name in the register")
    column: str = Field(description="列号 The letter over the column")
    title: str = Field(description="文件中的列名 Its title in the file")


class RosterOut(RosterItem):
    """A roster: what was read, what was found, what may be done."""

    file_id: UUID
    file_name: str
    sheet: str = Field(description="读取的工作表 The sheet that was read")
    columns: list[RosterColumnOut]
    ignored: list[str] = Field(description="没有使用的列 Titles that nothing was taken from")
    steps: list[OpenStep]


class ShownField(Out):
    """A cell as it stands in the file; what identifies a person is masked."""

    field: str
    label: str
    value: str


class RowProblem(Out):
    """What is wrong with a cell, or must be known about the row."""

    field: str
    column: str
    title: str
    code: str
    detail: str


class RosterRowOut(Out):
    """A row and its verdict."""

    line: int = Field(description="文件中的行号 The row in the file")
    state: RosterRowState
    organization_id: UUID
    organization_name: str | None = Field(description="将登记在哪里 Where the person is to stand")
    member_id: UUID | None
    fields: list[ShownField]
    problems: list[RowProblem]
