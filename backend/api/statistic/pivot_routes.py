"""The free pivot over HTTP: as a table for the screen, and as a file."""

from typing import Annotated, Any

from fastapi import Path, Query, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.statistic import pivot_files, pivoting
from backend.api.statistic.pivot_schemas import PivotFileQuery, PivotOut, PivotQuery
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(prefix="/stats/pivots", tags=["statistics"])


@router.get("/{code}", response_model=PivotOut, responses=problems(404))
async def get_pivot(
    code: Annotated[str, Path(max_length=40)],
    query: Annotated[PivotQuery, Query()],
    work: Work = allowed(Permission.STATISTIC_READ),
) -> dict[str, Any]:
    """A dataset as a table of rows and columns, with totals, shares and last year; each figure with its list."""
    return pivoting.told(work, await pivoting.build(work, code, query))


@router.get("/{code}/file", response_class=Response, responses=problems(404) | pivot_files.CONTENT)
async def get_pivot_file(
    code: Annotated[str, Path(max_length=40)],
    query: Annotated[PivotFileQuery, Query()],
    work: Work = allowed(Permission.STATISTIC_READ),
) -> Response:
    """The same table as a workbook with merged heads, or as CSV."""
    return await pivot_files.file(work, code, query)
