"""What the lines look like on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import OpenStep, Out


class LineQuery(ListQuery):
    """The filters of the list of lines."""

    parent_id: Annotated[UUID | None, Query(description="直接上级系统 Directly under this line")] = None
    q: Annotated[str | None, Query(max_length=60, description="名称 Name")] = None


class LineItem(Out):
    """A line in the tree. Names are public; the figures are those of the caller's scope."""

    id: UUID
    parent_id: UUID | None
    name: str
    organization_id: UUID | None = Field(description="牵头工会 The union that leads it")
    organization_name: str | None = Field(description="不在管理范围内时为 null Null outside the scope")
    children: int = Field(description="直接下级系统数 Lines directly under it")
    unions: int = Field(description="本系统及下级系统的工会数 Unions on it and under it, in scope")
    members: int = Field(description="其中会员数 Members of those")
    version: int


class LineOut(LineItem):
    """One line."""

    steps: list[OpenStep]


class MoveLineStep(BaseModel):
    """Put the line, with the lines under it, below another; null is the top."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["move"]
    parent_id: UUID | None
