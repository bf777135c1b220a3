"""Dictionaries over HTTP: labels, order and national numbers of every enumeration."""

from typing import Annotated, Any

from fastapi import Path, Response

from backend.api.access import signed_in
from backend.api.dictionary import reading
from backend.api.dictionary.schemas import Dictionaries, Dictionary
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.versions import UNCHANGED, IfNoneMatch, is_known
from backend.api.work import Work

router = NounRouter(prefix="/dictionaries", tags=["dictionaries"])


@router.get("", response_model=Dictionaries, responses=problems() | UNCHANGED)
async def list_dictionaries(response: Response, known: IfNoneMatch = None, work: Work = signed_in()) -> Any:
    """All dictionaries at once: what an application loads when it starts."""
    return _fresh(response, reading.whole(), known)


@router.get("/{name}", response_model=Dictionary, responses=problems(404) | UNCHANGED)
async def get_dictionary(
    name: Annotated[str, Path(max_length=60)],
    response: Response,
    known: IfNoneMatch = None,
    work: Work = signed_in(),
) -> Any:
    """One dictionary: slug, Chinese and English label, order."""
    return _fresh(response, reading.get(name), known)


def _fresh(response: Response, content: dict[str, Any], known: str | None) -> Any:
    headers = {"ETag": content["etag"], "Cache-Control": "private, max-age=300"}
    if is_known(content["etag"], known):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return content
