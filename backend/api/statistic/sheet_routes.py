"""The statistics as workbooks over HTTP: for people; machines read the datasets."""

from typing import Annotated

from fastapi import Path, Query, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.statistic import sheets
from backend.api.statistic.schemas import StatisticQuery
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(prefix="/stats/workbooks", tags=["statistics"])


@router.get("/{code}", response_class=Response, responses=problems(404) | sheets.CONTENT)
async def get_dataset_workbook(
    code: Annotated[str, Path(max_length=40)],
    query: Annotated[StatisticQuery, Query()],
    work: Work = allowed(Permission.STATISTIC_READ),
) -> Response:
    """The figures of a question as a workbook: the table beside a chart, and what each figure means."""
    return await sheets.workbook(work, code, query)
