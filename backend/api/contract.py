"""`openapi.yaml`: what FastAPI says of the routes, put into the form that generators of clients read best.

Problems are `application/problem+json`; "a string or null" is a type and not an anonymous union; an optional parameter is
optional and never null; the validation shape of the framework, which no answer has, is gone.
"""

from typing import Any

import yaml
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from backend.api import nouns
from backend.api.errors import Problem
from backend.api.routing import PREFIX

REF = "#/components/schemas/{model}"
FRAMEWORK_SHAPES = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> dict[str, Any]:
    """The contract of an application."""
    if app.openapi_schema is not None:
        return app.openapi_schema
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, openapi_version="3.1.0"
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    problem = Problem.model_json_schema(ref_template=REF, mode="serialization")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    for name in FRAMEWORK_SHAPES:
        schemas.pop(name, None)
    document["paths"] = _in_the_order_of_the_manual(document["paths"])
    for operations in document["paths"].values():
        for operation in operations.values():
            _tidy_operation(operation)
    app.openapi_schema = _without_null_unions(document)
    return app.openapi_schema


def as_yaml(app: FastAPI) -> str:
    """The contract as it is committed."""
    return str(yaml.dump(describe(app), allow_unicode=True, sort_keys=False, width=120))


def _in_the_order_of_the_manual(paths: dict[str, Any]) -> dict[str, Any]:
    """Paths noun by noun; what belongs to no noun comes last."""
    written = [f"{PREFIX}{route.path}" for router in nouns.MANUAL for route in router.routes]  # type: ignore[attr-defined]
    known = {path: paths[path] for path in written if path in paths}
    return known | {path: operations for path, operations in paths.items() if path not in known}


def _tidy_operation(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    if "HTTPValidationError" in str(responses.get("422", "")):
        del responses["422"]
    operation["summary"] = operation.get("description", operation["operationId"]).split("\n")[0].rstrip(".")
    for parameter in operation.get("parameters", []):
        variants = parameter["schema"].pop("anyOf", None)
        if variants:
            kept = [variant for variant in variants if variant.get("type") != "null"]
            parameter["schema"] |= kept[0] if len(kept) == 1 else {"anyOf": kept}
        if parameter["schema"].get("type") == "array":
            parameter |= {"style": "form", "explode": False}


def _without_null_unions(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_null_unions(item) for item in node]
    if not isinstance(node, dict):
        return node
    variants = node.get("anyOf")
    if isinstance(variants, list) and len(variants) == 2 and {"type": "null"} in variants:
        kept = next(variant for variant in variants if variant != {"type": "null"})
        if isinstance(kept.get("type"), str) and "enum" not in kept:
            node = {k: v for k, v in node.items() if k != "anyOf"} | kept | {"type": [kept["type"], "null"]}
    return {name: _without_null_unions(value) for name, value in node.items()}
