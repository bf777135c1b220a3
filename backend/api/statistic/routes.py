"""The statistics over HTTP: the catalogue and its answers."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.statistic import reading
from backend.api.statistic.schemas import Catalogue, StatisticOut, StatisticQuery
from backend.api.versions import UNCHANGED, IfNoneMatch
from backend.api.work import Work
from backend.domain.access import Permission

router = APIRouter(prefix="/stats/datasets", tags=["statistics"])

_ALSO_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {reading.CSV: {"schema": {"type": "string"}}}}}


@router.get("", response_model=Catalogue, responses=problems())
async def list_datasets(work: Work = allowed(Permission.STATISTIC_READ)) -> Any:
    """The catalogue: every dataset with its measures, their definitions, formulas and sources."""
    return reading.catalogue()


@router.get("/{code}", response_model=StatisticOut, responses=problems(404) | UNCHANGED | _ALSO_CSV)
async def get_dataset(
    code: Annotated[str, Path(max_length=40)],
    request: Request,
    query: Annotated[StatisticQuery, Query()],
    known: IfNoneMatch = None,
    work: Work = allowed(Permission.STATISTIC_READ),
) -> Response:
    """The figures of a dataset: of a union or line, by child, by month, by its dimensions; JSON, or CSV by Accept."""
    return await reading.answer(request, work, code, query, known)
