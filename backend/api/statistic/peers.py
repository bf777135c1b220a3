"""Figures of a union beside the median of its peers."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_validator

from backend.api.wire import Out
from backend.api.work import Work
from backend.db.queries import peer as peers
from backend.db.queries import statistic as statistics
from backend.domain.organization.codes import Tree
from backend.domain.statistic.peers import FEWEST, month_for, read_compared
from backend.domain.statistic.periods import NOW, month_after, read_period


class PeerQuery(BaseModel):
    """Which union, when, and which figures."""

    model_config = ConfigDict(extra="forbid")

    org_id: Annotated[UUID | None, Query(description="哪家工会，默认本级 Your own union by default")] = None
    period: Annotated[str, Query(max_length=10, description="2026、2026-Q3、2026-11 或 now")] = NOW
    figures: Annotated[
        list[str], Query(max_length=60, description="如 members.joining_rate，默认全部 All by default")
    ] = []

    @field_validator("figures", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if not isinstance(value, list):
            return value
        return [part for item in value for part in str(item).split(",") if part]


class PeerFigure(Out):
    """The median of a figure among peers."""

    figure: str = Field(description="dataset.measure")
    median: float | None = Field(description=f"不足 {FEWEST} 家或没有记录时为 null Null below {FEWEST} peers")
    peers: int


class PeersOut(Out):
    """The medians among unions of the same level and kind, the union itself left out."""

    organization_id: UUID | None
    period: str
    on: str | None = Field(description="截至哪一天；没有月结时为 null The day of the figures; null when none is kept")
    items: list[PeerFigure]
    next_cursor: str | None
    total: int | None


async def answer(work: Work, query: PeerQuery) -> dict[str, Any]:
    """The medians that a union may be held against. A line has no peers.

    Raises `NotFound`, `PeriodInvalid`, `PeriodAhead`, `NotCompared`.
    """
    period, figures = read_period(query.period, work.today), read_compared(query.figures)
    by_line = work.scope.tree is Tree.LINE and query.org_id is None
    node = None if by_line else await statistics.get_node(work, work.scope, Tree.TERRITORY, query.org_id)
    month = month_for(period, node.kept, work.today) if node else None
    found = await peers.find_medians(work.session, node.id, month, figures) if node and month else {}
    items = []
    for each in figures:
        median, count = found.get(each.name, (None, 0))
        items.append({"figure": each.name, "median": median, "peers": count})
    return {
        "organization_id": node.id if node else None,
        "period": period.name,
        "on": (month_after(month) - timedelta(days=1)).isoformat() if node and month else None,
        "items": items,
        "next_cursor": None,
        "total": len(items),
    }
