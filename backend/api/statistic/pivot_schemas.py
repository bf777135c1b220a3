"""What a free pivot looks like on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_validator

from backend.api.statistic.schemas import FigureList, StatisticPeriod
from backend.api.wire import Instant, Out
from backend.domain.organization.codes import Tree
from backend.domain.statistic.catalogue import FigureUnit
from backend.domain.statistic.periods import NOW
from backend.domain.statistic.pivot import Share, Shows


class PivotQuery(BaseModel):
    """What stands on rows and columns, of whom and of when."""

    model_config = ConfigDict(extra="forbid")

    rows: Annotated[
        list[str], Query(max_length=4, description="行：child 直接下级，month 各月，或数据集的分组 Down the side")
    ] = []
    columns: Annotated[list[str], Query(max_length=4, description="列：同上 Across the top")] = []
    measures: Annotated[list[str], Query(max_length=20, description="指标，默认全部 All by default")] = []
    period: Annotated[str, Query(max_length=10, description="2026、2026-Q3、2026-11 或 now")] = NOW
    org_id: Annotated[UUID | None, Query(description="哪家工会或系统，默认本级 Your own by default")] = None
    tree: Annotated[Tree | None, Query(description="地方或系统两棵树中的哪一棵 Which of the two trees")] = None
    totals: Annotated[bool, Query(description="合计与小计 Totals and subtotals")] = True
    share: Annotated[
        Share | None, Query(description="占比：column 占列合计，row 占行合计，all 占总计 Share of which total")
    ] = None
    compare: Annotated[
        Literal["last_year"] | None, Query(description="同时给出去年同期和同比 With last year and the change")
    ] = None

    @field_validator("rows", "columns", "measures", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """Several are written `a,b`; the parameter may also be repeated."""
        if not isinstance(value, list):
            return value
        return [part for item in value for part in str(item).split(",") if part]


class PivotFileQuery(PivotQuery):
    """The same, and in which form."""

    form: Annotated[Literal["xlsx", "csv"], Query(description="工作簿或 CSV")] = "xlsx"


class PivotHead(Out):
    """A cell of the heads."""

    text: str
    at: int = Field(description="从第几行（列）起 The first line or column it covers")
    span: int = Field(description="占几行（列） How many lines or columns it covers")
    level: int
    deep: int = Field(description="占几层 How many levels it covers")
    total: bool = Field(description="合计或小计 A total or a subtotal")


class PivotColumn(Out):
    """What a column of figures shows."""

    measure: str
    unit: FigureUnit
    shows: Shows
    total: bool


class PivotCell(Out):
    """One figure."""

    value: float | None = Field(
        description="没有记录，或占比没有意义时为 null；金额是分 Null when not known or when a share would say nothing"
    )
    query: FigureList | None


class PivotLine(Out):
    """One line of figures."""

    total: bool
    cells: list[PivotCell]


class PivotOut(Out):
    """A table ready to be drawn: heads that span, lines of figures."""

    dataset: str
    organization_id: UUID
    organization_name: str
    tree: Tree
    as_of: Instant
    period: StatisticPeriod
    corner: list[str] = Field(description="行分组的名称 What the heads of lines are of")
    head_levels: int
    column_heads: list[PivotHead]
    line_heads: list[PivotHead]
    columns: list[PivotColumn]
    lines: list[PivotLine]
