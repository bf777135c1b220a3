"""Looks at lists: the routes that are asked all day.

Such a route is written like any other and says in its signature what it takes; the contract is made from that. But its
parameters are read here: a query of one model, one header, one read-only transaction. What FastAPI does in general, to
resolve a tree of dependencies, costs twice what PostgreSQL needs to answer a page (DECISIONS 18).
"""

import inspect
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar, get_args, get_type_hints
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, TypeAdapter, ValidationError

from backend.api.access import Chosen, asking, bearer, client_claims, known_caller, require_ready
from backend.api.idempotency import OnceRoute
from backend.api.pulling import pull
from backend.api.work import Reading
from backend.domain.access import Permission, scope_of

Model = TypeVar("Model", bound=BaseModel)
Answer = Callable[[Request], Coroutine[Any, Any, Response]]

SCOPE_HEADER = "Unionhome-Scope"
_uuid = TypeAdapter(UUID)


def looking(permission: Permission, *, clients: bool = False) -> Any:
    """The look of a list route: over the subtree in which the caller holds `permission`. It can write nothing.

    As `allowed`, it minds the header `Unionhome-Scope` and raises `Forbidden`. The router must use `LookRoute`. With
    `clients` other systems may look too, within their terms (`api/pulling.py`).
    """

    async def told_in_the_contract(_: Annotated[Any, Depends(bearer)], chosen: Chosen = None) -> None:
        raise TypeError("the router of a list uses LookRoute")

    told_in_the_contract.permission = permission  # type: ignore[attr-defined]
    told_in_the_contract.clients = clients  # type: ignore[attr-defined]
    return Depends(told_in_the_contract)


class LookRoute(OnceRoute):
    """Answers a route that takes `request`, `query` and `look`; any other as it always was.

    Such a route may also take what stands in its path, as text, and `known`, the ETags that the caller has.
    """

    def get_route_handler(self) -> Answer:
        parameters = inspect.signature(self.endpoint).parameters
        if "look" not in parameters:
            return super().get_route_handler()
        endpoint = self.endpoint
        asked = parameters["look"].default.dependency
        permission: Permission = asked.permission
        hints = get_type_hints(endpoint, include_extras=True)
        model: type[BaseModel] = get_args(hints["query"])[0]
        in_path = [name for name in parameters if name in self.param_convertors]
        has_known = "known" in parameters

        async def answer(request: Request) -> Response:
            taken = {name: request.path_params[name] for name in in_path}
            if has_known:
                taken["known"] = request.headers.get("if-none-match")

            async def give(look: Reading) -> Response:
                return await endpoint(request=request, query=read_query(model, request), look=look, **taken)  # type: ignore[no-any-return]

            claims = client_claims(request) if asked.clients else None
            if claims is not None:
                return await pull(request, claims, give)
            async with _look(request, permission) as look:
                return await give(look)

        return answer


@asynccontextmanager
async def _look(request: Request, permission: Permission) -> AsyncIterator[Reading]:
    caller = await known_caller(request)
    require_ready(request, caller)
    scope = scope_of(
        caller.grants, permission, chosen=_chosen(request), user_id=caller.user_id, member_id=caller.member_id
    )
    async with request.app.state.database.reading(scope) as reader:
        look = Reading(reader=reader, **asking(request, caller, scope))
        request.state.work = look
        yield look


def _chosen(request: Request) -> UUID | None:
    text = request.headers.get(SCOPE_HEADER)
    if text is None:
        return None
    try:
        return _uuid.validate_python(text)
    except ValidationError as error:
        raise _refused("header", error, SCOPE_HEADER) from None


def read_query(model: type[Model], request: Request) -> Model:
    """The query of a request as its model. Raises RequestValidationError, as FastAPI would."""
    asked: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        asked.setdefault(name, []).append(value)
    lists = lists_of(model)
    try:
        return model.model_validate({name: found if name in lists else found[-1] for name, found in asked.items()})
    except ValidationError as error:
        raise _refused("query", error) from None


def _refused(where: str, error: ValidationError, *name: str) -> RequestValidationError:
    return RequestValidationError([{**item, "loc": (where, *name, *item["loc"])} for item in error.errors()])


def lists_of(model: type[BaseModel]) -> frozenset[str]:
    """The names of parameters that may have several values."""
    known = _lists.get(model)
    if known is None:
        fields = model.model_fields.items()
        known = frozenset(f.alias or name for name, f in fields if "list" in str(f.annotation))
        _lists[model] = known
    return known


_lists: dict[type[BaseModel], frozenset[str]] = {}
