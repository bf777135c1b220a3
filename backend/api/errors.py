"""Everything that can go wrong, as `application/problem+json` (RFC 9457): one shape, real status codes, stable codes.

Never 200 with an error inside, never an echo of the input (it repeats ID numbers), never a stack or a piece of SQL.
"""

import difflib
import re
from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError, IntegrityError
from starlette.exceptions import HTTPException

from backend.api.idempotency import KeyRequired
from backend.api.pages import BadCursor, dump
from backend.api.sentences import CONSTRAINTS, FIELD_SENTENCES, HTTP_SENTENCES
from backend.api.versions import BadVersion
from backend.domain.refusals import (
    Conflict,
    Forbidden,
    Invalid,
    NotAcceptable,
    NotFound,
    Refusal,
    Stale,
    TooMany,
    Unauthenticated,
    Unavailable,
    Unconditional,
)

log = structlog.get_logger()

STATUS: Sequence[tuple[type[Refusal], int]] = (
    (NotAcceptable, 406),
    (Stale, 412),
    (Unconditional, 428),
    (BadCursor, 400),
    (BadVersion, 400),
    (KeyRequired, 400),
    (Unauthenticated, 401),
    (Forbidden, 403),
    (NotFound, 404),
    (TooMany, 429),
    (Unavailable, 503),
    (Invalid, 422),
    (Conflict, 409),
    (Refusal, 400),
)


class FieldProblem(BaseModel):
    """One field that breaks a rule."""

    pointer: str = Field(description="字段位置（JSON Pointer） Where, as a JSON Pointer")
    code: str
    detail: str


class Problem(BaseModel):
    """What happened, what it means, what to do; with a code for programs and a request id for support."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str = Field(description="稳定的错误代码 Stable slug")
    request_id: str
    errors: list[FieldProblem]
    facts: dict[str, Any] = Field(description="句子里的事实 The facts behind the sentence")


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": description,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, description in {
        400: "请求格式不对 Malformed request",
        401: "没有登录 Not signed in",
        403: "没有这项权限 No such permission",
        404: "不存在或不在管辖范围 Missing or outside the scope",
        406: "没有所要的格式 No such form",
        409: "与当前状态冲突 Conflict with the present state",
        412: "已被他人修改 Changed by somebody else",
        422: "字段不符合规则 A field breaks a rule",
        428: "缺少 If-Match Precondition required",
        429: "太频繁 Too many requests",
        503: "系统忙 Busy",
    }.items()
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems an operation lists in the contract, besides 401, 403, 422, 429 and 503 that all have."""
    return {status: PROBLEMS[status] for status in sorted({400, 401, 403, 422, 429, 503, *statuses})}


def install(app: FastAPI) -> None:
    """Hang the handlers on the application."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(IntegrityError, _constraint)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(OSError, _database)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, unexpected)


def answer(
    request: Request,
    *,
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    facts: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem as the answer to this request."""
    body = {
        "type": f"/problems/{code}",
        "title": HTTP_SENTENCES.get(status, HTTP_SENTENCES[500])[language_of(request)],
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        "code": code,
        "request_id": getattr(request.state, "request_id", ""),
        "errors": [error.model_dump() for error in errors],
        "facts": facts or {},
    }
    # What a client has left of its minute is told with a refusal as with an answer.
    told = {**getattr(request.state, "rate", {}), **(headers or {})}
    return Response(dump(body), status_code=status, media_type="application/problem+json", headers=told)


def language_of(request: Request) -> str:
    """ "zh" unless the client asks for English."""
    return getattr(request.state, "language", "zh")


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return next(status for kind, status in STATUS if isinstance(refusal, kind))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    status = status_of(error)
    detail = error.sentence(language_of(request))
    pointer = error.facts.get("pointer")
    errors = [FieldProblem(pointer=pointer, code=error.code, detail=detail)] if pointer else []
    errors += [
        FieldProblem(pointer=fault.facts["pointer"], code=fault.code, detail=fault.sentence(language_of(request)))
        for fault in getattr(error, "faults", ())
    ]
    headers = {}
    if "retry_after" in error.facts:
        headers["Retry-After"] = str(error.facts["retry_after"])
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return answer(
        request, status=status, code=error.code, detail=detail, errors=errors, facts=error.facts, headers=headers
    )


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    language = language_of(request)
    found = [_field_problem(request, item, language, error.body) for item in error.errors()]
    if any(item["type"] == "json_invalid" for item in error.errors()):
        return answer(request, status=400, code="json_invalid", detail=FIELD_SENTENCES["json_invalid"][language])
    unknown = [problem for problem in found if problem.code == "unknown_parameter"]
    if unknown:
        return answer(request, status=400, code="unknown_parameter", detail=unknown[0].detail, errors=unknown)
    detail = FIELD_SENTENCES["several" if len(found) > 1 else "one"][language].format(n=len(found))
    if len(found) == 1:
        detail = found[0].detail
    code = found[0].code if len(found) == 1 else "fields_invalid"
    return answer(request, status=422, code=code, detail=detail, errors=found)


def _lies_in(body: Any, path: Sequence[Any]) -> bool:
    """Whether a place is one of the body's own; the tag of a union stands in the path, and not in the body."""
    for part in path:
        try:
            body = body[part]
        except (LookupError, TypeError):
            return False
    return True


def _in_the_body(body: Any, path: Sequence[Any], *, missing: bool) -> list[Any]:
    """The path of a field as the body has it: the tag of a union is passed over. A `missing` field stands last."""
    own: list[Any] = []
    for part in path[: len(path) - missing]:
        if _lies_in(body, [part]):
            own.append(part)
            body = body[part]
    return [*own, *path[len(path) - missing :]]


def _field_problem(request: Request, item: dict[str, Any], language: str, body: Any) -> FieldProblem:
    where, *path = item["loc"]
    refusal = item.get("ctx", {}).get("error")
    if isinstance(refusal, Refusal):
        above = "/" + "/".join(map(str, path))
        pointer = refusal.facts.get("pointer")
        if pointer is None:
            pointer = above
        elif path and _lies_in(body, path) and not pointer.startswith(above):
            # A rule of one part of the body, which does not know where in the body it stands.
            pointer = above + pointer
        return FieldProblem(pointer=pointer, code=refusal.code, detail=refusal.sentence(language))
    if where == "body":
        path = _in_the_body(body, path, missing=item["type"] == "missing")
    if "discriminator" in item.get("ctx", {}):
        # One of several shapes, and the field that tells which is missing or says none of them.
        path = [*path, str(item["ctx"]["discriminator"]).strip("'")]
    pointer = "/" + "/".join(map(str, path))
    kind = item["type"]
    if where == "query" and kind == "extra_forbidden":
        known = _known_parameters(request)
        near = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.5)
        sentence = FIELD_SENTENCES["unknown_parameter_near" if near else "unknown_parameter"][language]
        return FieldProblem(
            pointer=pointer,
            code="unknown_parameter",
            detail=sentence.format(name=path[-1], near=near[0] if near else ""),
        )
    facts = {name: value for name, value in item.get("ctx", {}).items() if isinstance(value, (int, float, str))}
    sentence = FIELD_SENTENCES.get(kind, FIELD_SENTENCES["invalid"])[language]
    try:
        detail = sentence.format(**facts)
    except KeyError:
        detail = FIELD_SENTENCES["invalid"][language]
    return FieldProblem(pointer=pointer, code=kind, detail=detail)


def _known_parameters(request: Request) -> list[str]:
    route = request.scope.get("route")
    names: list[str] = []
    for parameter in getattr(getattr(route, "dependant", None), "query_params", []):
        model = parameter.field_info.annotation
        fields = getattr(model, "model_fields", None)
        names += [f.alias or n for n, f in fields.items()] if fields else [parameter.alias]
    return names


async def _constraint(request: Request, error: Exception) -> Response:
    """A constraint of the database said no: the last wall, with a sentence per constraint. An unknown one is a bug."""
    match = re.search(r'constraint "([^"]+)"', str(getattr(error, "orig", "")))
    name = match.group(1) if match else ""
    if name not in CONSTRAINTS:
        return await unexpected(request, error)
    code, sentences = CONSTRAINTS[name]
    return answer(request, status=409, code=code, detail=sentences[language_of(request)])


async def _database(request: Request, error: Exception) -> Response:
    cause = type(getattr(getattr(error, "orig", None), "__cause__", None)).__name__
    if cause in {"DataError", "CharacterNotInRepertoireError", "NumericValueOutOfRangeError"}:
        detail = FIELD_SENTENCES["invalid"][language_of(request)]
        return answer(request, status=422, code="invalid", detail=detail)
    if cause == "InsufficientPrivilegeError":
        # Row security refused a written row: the place it names lies outside the scope.
        return await _refused(request, NotFound())
    lost = isinstance(error, OSError) or getattr(error, "connection_invalidated", False)
    if lost or cause in {
        "ConnectionDoesNotExistError",
        "InvalidCatalogNameError",
        "TooManyConnectionsError",
        "CannotConnectNowError",
        "AdminShutdownError",
        "QueryCanceledError",
    }:
        log.error("database_unavailable", error=cause or type(error).__name__)
        return await _refused(request, Unavailable(retry_after=3))
    return await unexpected(request, error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}.get(error.status_code, "http_error")
    detail = HTTP_SENTENCES.get(error.status_code, HTTP_SENTENCES[400])[language_of(request)]
    if error.status_code == 404:
        detail = NotFound().sentence(language_of(request))
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_methods_of(request)) or headers.get("Allow", "")
    return answer(request, status=error.status_code, code=code, detail=detail, headers=headers)


def _methods_of(request: Request) -> list[str]:
    """Every method of this path; the framework names those of the first route that fits."""
    path = request.scope["path"].removeprefix("/api/v1")
    fitting = [route for route in request.app.state.routes if route.path_regex.fullmatch(path)]
    written_out = [route for route in fitting if "{" not in route.path]
    return sorted(set().union(*(route.methods for route in written_out or fitting)))


async def unexpected(request: Request, error: Exception) -> Response:
    """The last resort: on record with its trace, answered without it."""
    log.error(
        "unexpected", error=type(error).__name__, route=getattr(request.scope.get("route"), "path", ""), exc_info=error
    )
    return answer(request, status=500, code="unexpected", detail=HTTP_SENTENCES[500][language_of(request)])
