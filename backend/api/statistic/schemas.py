"""What the catalogue of the statistics and its answers look like on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_validator

from backend.api.wire import Instant, Out
from backend.domain.organization.codes import Tree
from backend.domain.statistic.catalogue import FigureListName, FigureUnit, MeasureKind
from backend.domain.statistic.periods import NOW


class DimensionValueOut(Out):
    """A value of a dimension."""

    code: str
    zh: str
    en: str


class DimensionOut(Out):
    """What a dataset can be divided by."""

    code: str
    zh: str
    en: str
    values: list[DimensionValueOut]


class MeasureOut(Out):
    """A figure and what it means (口径)."""

    code: str
    zh: str
    en: str
    unit: FigureUnit
    kind: MeasureKind = Field(description="stock 期末数，flow 期间发生数，rate 比率，quantile 分位数")
    definition_zh: str
    definition_en: str
    formula_zh: str
    formula_en: str
    behind: FigureListName | None = Field(description="背后的名单 The list behind it")
    by: list[list[str]] = Field(description="可以一起使用的分组 The dimensions that are counted together")


class DatasetOut(Out):
    """Measures that are asked for together."""

    code: str
    zh: str
    en: str
    source_zh: str
    source_en: str
    dimensions: list[DimensionOut]
    measures: list[MeasureOut]


class Catalogue(Out):
    """Every dataset."""

    items: list[DatasetOut]
    next_cursor: str | None
    total: int | None


class CatalogueQuery(BaseModel):
    """The catalogue takes no parameters."""

    model_config = ConfigDict(extra="forbid")


class StatisticQuery(BaseModel):
    """What is asked of a dataset."""

    model_config = ConfigDict(extra="forbid")

    period: Annotated[
        list[str], Query(max_length=60, description="2026、2026-Q3、2026-11 或 now，可写多个 One or more periods")
    ] = [NOW]
    org_id: Annotated[
        UUID | None, Query(description="哪家工会；tree=line 时为系统。默认本级 A union, or a line; your own by default")
    ] = None
    tree: Annotated[Tree | None, Query(description="地方或系统两棵树中的哪一棵 Which of the two trees")] = None
    by: Annotated[
        list[str], Query(max_length=6, description="分组：child 直接下级，month 各月，或数据集的分组 Divided by")
    ] = []
    measures: Annotated[list[str], Query(max_length=20, description="指标，默认全部 All by default")] = []
    compare: Annotated[
        Literal["last_year"] | None, Query(description="同时给出去年同期 With the same period of last year")
    ] = None

    @field_validator("period", "by", "measures", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """Several are written `a,b`; the parameter may also be repeated."""
        if not isinstance(value, list):
            return value
        return [part for item in value for part in str(item).split(",") if part]


class FigureList(Out):
    """The list behind a figure: with these filters it has exactly what was counted."""

    list: FigureListName
    filters: dict[str, str]


class StatisticFigure(Out):
    """One figure."""

    organization_id: UUID = Field(description="工会，或系统 The union, or the line")
    organization_name: str
    itself: bool = Field(
        description="直接属于本级的；以往期间含后来划出的单位 With the unit itself; in the past also what has left since"
    )
    period: str
    values: dict[str, str] = Field(description="各分组的取值 The values of the dimensions")
    measure: str
    value: float | None = Field(
        description="没有记录或不公布时为 null；unit 为 fen 的是分 Null when not known, or withheld; amounts are fen"
    )
    before: float | None = Field(description="去年同期 The same period of last year")
    hidden: bool = Field(description="数目过小而不公布（仅限外部系统） Withheld for being small; outside clients only")
    query: FigureList | None


class StatisticPeriod(Out):
    """How far a period is known."""

    period: str
    state: Literal["open", "closed", "rebuilt", "partial", "none"] = Field(
        description="open 进行中，closed 已月结，rebuilt 按登记日期补算，partial 缺若干月，none 没有记录"
    )
    as_of: Instant | None


class StatisticOut(Out):
    """The answer to a question."""

    dataset: str
    organization_id: UUID
    organization_name: str
    tree: Tree
    as_of: Instant
    periods: list[StatisticPeriod]
    items: list[StatisticFigure]
    next_cursor: str | None
    total: int | None
