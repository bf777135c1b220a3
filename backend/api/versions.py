"""Optimistic concurrency: a strong ETag is the version of a row, a change must name the version it changes."""

import re
from typing import Annotated, Any, Protocol

from fastapi import Depends, Header, Response

from backend.api.access import known_caller
from backend.domain.refusals import Refusal, Stale, Unconditional


class Versioned(Protocol):
    """A row with a version."""

    version: int


class BadVersion(Refusal):
    """An If-Match that is not an ETag of ours. HTTP 400."""

    code = "if_match_invalid"
    zh = "If-Match 的值不是本系统给出的版本。请刷新后再试。"
    en = "If-Match does not hold a version issued here. Reload and try again."


_ETAG = re.compile(r'\s*(?:W/)?"?v?([0-9]{1,18})"?\s*', re.ASCII)


async def _if_match(
    _first: Annotated[Any, Depends(known_caller)],
    if_match: Annotated[str | None, Header(alias="If-Match", description="要修改的版本 The version to change")] = None,
) -> int:
    """Asked after who asks: nobody is told anything but that they must sign in."""
    if if_match is None:
        raise Unconditional()
    return _version_in(if_match)


def _version_in(tag: str) -> int:
    found = _ETAG.fullmatch(tag)
    if found is None:
        raise BadVersion()
    return int(found.group(1))


IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match", description="已有的版本 The version one has")]
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "没有变化 Not changed"}}


def is_known(tag: str, known: str | None) -> bool:
    """Whether the caller already has the content with this ETag."""
    return known is not None and tag in (each.strip().removeprefix("W/") for each in known.split(","))


IfMatch = Annotated[int, Depends(_if_match)]
"""The version that the caller has seen. Raises `Unconditional` (428) without it."""


async def _if_match_or_any(
    _first: Annotated[Any, Depends(known_caller)],
    if_match: Annotated[
        str | None,
        Header(
            alias="If-Match", description="要修改的版本，0 表示还没有 The version to change; 0 when there is none yet"
        ),
    ] = None,
) -> int | None:
    return None if if_match is None else _version_in(if_match)


IfMatchOrAny = Annotated[int | None, Depends(_if_match_or_any)]
"""The version that the caller has seen, 0 for "nothing yet"; None when they do not care which one they overwrite."""


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"v{version}"'


def tagged(response: Response, row: Any) -> Any:
    """The row, its ETag set on the answer."""
    response.headers["ETag"] = etag(row["version"] if isinstance(row, dict) else row.version)
    return row


def take(row: Versioned, seen: int) -> None:
    """Claim the next version of a row. Raises `Stale` when somebody changed it since it was seen."""
    if row.version != seen:
        raise Stale(current=row.version)
    row.version = seen + 1
