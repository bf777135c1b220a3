"""The statistics over HTTP: the catalogue and its answers."""

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from backend.api.errors import problems
from backend.api.looking import LookRoute, looking
from backend.api.pages import dump
from backend.api.routing import NounRouter
from backend.api.statistic import describing, formats, reading
from backend.api.statistic.schemas import Catalogue, CatalogueQuery, StatisticOut, StatisticQuery
from backend.api.versions import UNCHANGED, IfNoneMatch
from backend.api.work import Reading
from backend.domain.access import Permission
from backend.domain.statistic.datasets import DATASETS

router = NounRouter(prefix="/stats/datasets", tags=["statistics"], route_class=LookRoute)

Read = Permission.STATISTIC_READ
_ALL_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            formats.CSV: {"schema": {"type": "string"}},
            formats.JSON_STAT: {"schema": {"type": "object", "description": "JSON-stat 2.0"}},
        }
    }
}


@router.get("", response_model=Catalogue, responses=problems())
async def list_datasets(
    request: Request, query: Annotated[CatalogueQuery, Query()], look: Reading = looking(Read, clients=True)
) -> Response:
    """The catalogue: every dataset with its measures, their definitions, formulas and sources."""
    mine = DATASETS.values() if look.client is None else (DATASETS[code] for code in look.client.datasets)
    return Response(dump(describing.catalogue(mine)), media_type="application/json")


@router.get("/{code}", response_model=StatisticOut, responses=problems(404, 406) | UNCHANGED | _ALL_FORMS)
async def get_dataset(
    code: Annotated[str, Path(max_length=40)],
    request: Request,
    query: Annotated[StatisticQuery, Query()],
    known: IfNoneMatch = None,
    look: Reading = looking(Read, clients=True),
) -> Response:
    """The figures of a dataset: of a union or line, by child, by month, by its dimensions.

    As flat JSON, as tidy CSV (`text/csv`) or as JSON-stat 2.0 (`application/vnd.jsonstat+json`), by Accept.
    """
    return await reading.answer(request, look, code, query, known)
