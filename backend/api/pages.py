"""Lists: `{items, next_cursor, total}`, keyset cursors, and answers made from rows without models in between.

A cursor is opaque, signed, and bound to the filters it was made for: with other filters it is refused instead of
showing a page of something else.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

import orjson
from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from backend.db.statements import Rows
from backend.domain.calendar import LOCAL
from backend.domain.refusals import Refusal

Item = TypeVar("Item")

LIMIT = 50
MOST = 500
COUNT_CAP = 10_001
"""Counting stops here: an exact count of a large scope costs as much as reading it (data.md section 0 row 7)."""


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next_cursor: str | None = Field(description="下一页的游标；没有更多时为 null。Cursor of the next page, or null.")
    total: int | None = Field(
        description="with_total=true 时的总数；10001 表示一万以上、没有数完。Total, or null when not asked; 10001 is where counting "
        "stops. What counters know is told in full."
    )


class BadCursor(Refusal):
    """A cursor that was not made here, or for other filters. HTTP 400."""

    code = "cursor_invalid"
    zh = "翻页位置无效：它不是本系统给出的，或筛选条件已改变。请从第一页重新查询。"
    en = "This page position is not valid: it was not issued here, or the filters changed. Start from the first page."


class FilterQuery(BaseModel):
    """Filters of a list. Unknown parameters are refused, with the nearest name."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        """Several values of a filter are written `a,b`; the parameter may also be repeated."""
        if not isinstance(value, list):
            return value
        return [part for item in value for part in (item.split(",") if isinstance(item, str) else [item]) if part != ""]


class ListQuery(FilterQuery):
    """What every list takes besides its own filters."""

    limit: Annotated[int, Query(ge=1, le=MOST, description="每页条数 Items per page")] = LIMIT
    cursor: Annotated[str | None, Query(max_length=600, description="上一页给出的 next_cursor")] = None
    with_total: Annotated[bool, Query(description="同时返回总数 Also count")] = False

    @cached_property
    def fingerprint(self) -> bytes:
        """The filters of this query, without its place in the list."""
        kept = self.model_dump(mode="json", exclude={"limit", "cursor", "with_total"}, exclude_none=True)
        return hashlib.sha256(orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)).digest()


def read_cursor(query: ListQuery, *, secret: bytes) -> list[Any] | None:
    """Where the page begins: the sort values of the last row seen. None for the first page. Raises `BadCursor`."""
    if query.cursor is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(query.cursor.encode("ascii") + b"==")
        signature, body = raw[:16], raw[16:]
        if not hmac.compare_digest(signature, _sign(body, query, secret)):
            raise BadCursor()
        values: list[Any] = orjson.loads(body)
    except (ValueError, UnicodeEncodeError):
        raise BadCursor() from None
    return values


def write_cursor(values: Sequence[Any], query: ListQuery, *, secret: bytes) -> str:
    """The cursor after a row with these sort values."""
    body = orjson.dumps(list(values), default=str)
    return base64.urlsafe_b64encode(_sign(body, query, secret) + body).rstrip(b"=").decode()


def _sign(body: bytes, query: ListQuery, secret: bytes) -> bytes:
    return hmac.digest(secret, query.fingerprint + body, "sha256")[:16]


def paged(
    request: Request,
    query: ListQuery,
    rows: Sequence[Mapping[str, Any]],
    *,
    after: Sequence[str] = ("code", "id"),
    total: int | None = None,
) -> Response:
    """The answer of a list, straight from rows.

    `rows` holds up to one row more than asked for, which tells whether there is a next page. `after` names the sort
    columns; those that begin with "_" are the list's own and do not leave the server.
    """
    secret: bytes = request.app.state.ring.cursor
    items = rows[: query.limit] if isinstance(rows, Rows) else [_own(row) for row in rows[: query.limit]]
    cursor = None
    if len(rows) > query.limit:
        cursor = write_cursor([items[-1][name] for name in after], query, secret=secret)
    own = [name for name in items[0] if name[0] == "_"] if items else []
    for item in items:
        for name in own:
            del item[name]
    answer = Response(dump({"items": items, "next_cursor": cursor, "total": total}), media_type="application/json")
    if cursor is not None:
        parameters = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"] + [("cursor", cursor)]
        answer.headers["Link"] = f'<{request.scope["path"]}?{urlencode(parameters)}>; rel="next"'
    return answer


def _own(row: Mapping[str, Any]) -> dict[str, Any]:
    item = dict(row)
    _localise(item)
    return item


def _localise(item: dict[str, Any]) -> None:
    """Moments of a row, and of the rows inside it, in local time."""
    for name, value in item.items():
        if isinstance(value, datetime):
            item[name] = value.astimezone(LOCAL)
        elif isinstance(value, dict):
            _localise(value)
        elif isinstance(value, list):
            for inner in value:
                if isinstance(inner, dict):
                    _localise(inner)


def dump(content: Any) -> bytes:
    """JSON as this API writes it; instants must be in local time already."""
    return orjson.dumps(content, default=str, option=orjson.OPT_OMIT_MICROSECONDS)
