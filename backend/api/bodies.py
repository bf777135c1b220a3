"""Bodies are read strictly: a JSON value of another type is refused, and never turned into the right one.

The framework parses a body and hands it on as Python values, where "5" is as good as 5, 1 as true and 3.0 as 3. A client
with such a mistake works until a value cannot be turned, and an identifier that was sent as a number has by then lost its
leading noughts. So a body is judged as JSON, in which a date, an id or a code is a text and nothing else is. Query strings
and forms have texts only and are read as ever.
"""

import inspect
import json
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from fastapi.params import Depends, Param
from fastapi.routing import APIRoute
from pydantic import BaseModel, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema


class BodyRoute(APIRoute):
    """A route that reads its body strictly. Every router of the API uses it, or a class made of it."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, _strict(endpoint), **options)


def _strict(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; what it says of its body tells the framework to read that strictly."""
    signature = inspect.signature(endpoint)
    parameters = [
        parameter.replace(annotation=Annotated[_bare(parameter.annotation), _AsJson(parameter.annotation)])
        if _is_body(parameter.annotation) and not isinstance(parameter.default, Depends)
        else parameter
        for parameter in signature.parameters.values()
    ]
    endpoint.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return endpoint


def _is_body(annotation: Any) -> bool:
    """Whether a parameter is the body: a record or one of several, and not said to be read from elsewhere."""
    if get_origin(annotation) is Annotated:
        annotation, *said = get_args(annotation)
        if any(isinstance(each, (Depends, Param)) for each in said):
            return False
    if get_origin(annotation) in (Union, UnionType):
        return all(_is_body(each) for each in get_args(annotation))
    return isinstance(annotation, type) and (is_dataclass(annotation) or issubclass(annotation, BaseModel))


def _bare(annotation: Any) -> Any:
    """The type alone; what is said of it (how one of several is told) goes with `_AsJson`."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


class _AsJson:
    """Validates a parsed body as the JSON that it was."""

    def __init__(self, annotation: Any) -> None:
        self._annotation = annotation

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._annotation)

    def __get_pydantic_core_schema__(self, _bare: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler.generate_schema(self._annotation))

    def _read(self, body: Any, leniently: Callable[[Any], Any]) -> Any:
        if isinstance(body, bytes):
            # Sent as something else than JSON: refused as no object.
            return leniently(body)
        written = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            return self._adapter.validate_json(written, strict=True)
        except ValidationError as error:
            if error.errors(include_url=False, include_context=False, include_input=False)[0]["type"] != "json_invalid":
                raise
        # Half a character, or deeper than JSON may be: the field in which it stands says so.
        return leniently(body)
