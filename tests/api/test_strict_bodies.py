"""A value of another JSON type is refused at its place, in every body of the contract (api.md "Shape"; ASVS 2.2.1).

For each operation a body is made from its schema, every value of the right type, and then its values are put in another
type: a number as text, a text as a number, true as 1, 3.0 for 3, all at once, since an answer names everything that is
wrong; an array for an object, or a code one at a time, since they may hide the others. The answer must name each of these places, say
that the type is wrong, and name no other.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import uuid4

from tests.api.test_access_matrix import OPERATIONS, confirmed, holders_of
from tests.conftest import Api

Path = tuple[str | int, ...]

PEOPLE = ("city_officer", "city_chair", "county_finance", "system_admin", "security_admin", "audit_admin", "integrator")

WRONG_TYPE = {
    *("int_type", "float_type", "string_type", "bool_type", "date_type", "datetime_type", "time_type", "uuid_type"),
    *("list_type", "dict_type", "model_type", "model_attributes_type", "dataclass_type", "set_type", "tuple_type"),
    *("frozen_set_type", "enum", "literal_error", "union_tag_invalid", "date_from_datetime_parsing"),
    "date_from_datetime_inexact",
}
"""What a value of another type is refused as; the last lines are those of codes and days, which are texts of a kind."""

FORMATS = {
    "uuid": "01920000-0000-7000-8000-000000000000",
    "date": "2026-01-01",
    "date-time": "2026-01-01T08:00:00+08:00",
}


class Made:
    """Bodies of the contract."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The schema itself, behind its references; one of several is the first."""
        while True:
            if "$ref" in schema:
                found: Any = self.document
                for part in schema["$ref"].removeprefix("#/").split("/"):
                    found = found[part]
                schema = found
            elif "oneOf" in schema or "anyOf" in schema:
                variants = schema.get("oneOf") or schema["anyOf"]
                schema = next(each for each in variants if each.get("type") != "null")
            else:
                return schema

    @staticmethod
    def kind(schema: dict[str, Any]) -> str:
        said = schema.get("type", "")
        return next(each for each in said if each != "null") if isinstance(said, list) else str(said)

    def value(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """A value of the right type, every field of an object there."""
        schema = self.schema(schema)
        kind = self.kind(schema)
        if "const" in schema or "enum" in schema:
            return schema["const"] if "const" in schema else schema["enum"][0]
        if kind == "object":
            properties = schema.get("properties", {})
            return {name: self.value(each, depth + 1) for name, each in properties.items()} if depth < 8 else {}
        if kind == "array":
            return [self.value(schema["items"], depth + 1)] if "items" in schema and depth < 8 else []
        if kind == "string":
            return FORMATS.get(schema.get("format", ""), "x" * max(1, schema.get("minLength", 1)))
        return {"integer": int(schema.get("minimum", 1)), "number": 1.5, "boolean": True}.get(kind, "x")

    def spoiled(self, schema: dict[str, Any]) -> Iterator[dict[Path, Any]]:
        """What must not stand in a body, by place: values that can be told of in one answer together."""
        places = list(self.places(schema))
        yield from ({path: other} for path, kind in places for other in ALONE.get(kind, ()))
        for turn in range(3):
            chosen = {path: OTHERS[kind][turn] for path, kind in places if len(OTHERS.get(kind, ())) > turn}
            if chosen:
                yield chosen

    def places(self, schema: dict[str, Any], path: Path = ()) -> Iterator[tuple[Path, str]]:
        """Each place of a body and the kind of value that stands there."""
        schema = self.schema(schema)
        kind = self.kind(schema)
        yield path, "tag" if "const" in schema or "enum" in schema else kind
        for name, each in schema.get("properties", {}).items() if len(path) < 6 else ():
            yield from self.places(each, (*path, name))
        if kind == "array" and "items" in schema and len(path) < 6:
            yield from self.places(schema["items"], (*path, 0))


ALONE: dict[str, list[Any]] = {"object": [[]], "array": [{"0": "x"}], "tag": [7, True]}
"""Hides what it holds; a code may be the tag of a union, which hides all that stands beside it."""

OTHERS: dict[str, list[Any]] = {
    "string": [7, True],
    "integer": ["1", 3.0, True],
    "number": ["1.5", True],
    "boolean": [1, "true"],
}


def _put(body: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    body = deepcopy(body)
    within = body
    for part in path[:-1]:
        within = within[part]
    within[path[-1]] = value
    return body


def _pointer(path: Path) -> str:
    return "/" + "/".join(map(str, path))


def _bodies(document: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Each operation that takes JSON: its name, method, path, and the schema of its body."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield operation["operationId"], method, path, content["application/json"]["schema"]


async def test_a_value_of_another_type_is_refused_at_its_place(api: Api) -> None:
    """Every operation with a JSON body, as the first of these people who may do it."""
    made = Made(api.contract.document)
    clients = {person: await confirmed(api, person) for person in PEOPLE}
    wrong: list[str] = []
    operations = 0
    for name, method, path, schema in _bodies(api.contract.document):
        operations += 1
        body = made.value(schema)
        client = next(clients[person] for person in PEOPLE if person in holders_of(OPERATIONS[name]))
        url = "http://testserver" + re.sub(r"\{\w+\}", FORMATS["uuid"], path)
        for values in made.spoiled(schema):
            spoiled = body
            for place, value in values.items():
                spoiled = _put(spoiled, place, value)
            headers = {"If-Match": '"v1"', "Idempotency-Key": str(uuid4())}
            answer = await client.request(method, url, json=spoiled, headers=headers)
            said = {error["pointer"]: error["code"] for error in answer.json().get("errors", [])}
            expected = {_pointer(place) for place in values}
            right = {pointer for pointer, code in said.items() if code in WRONG_TYPE}
            if answer.status_code != 422 or right != expected:
                wrong.append(f"{name} {values}: {answer.status_code} {said}")
    assert not wrong, "\n".join(wrong)
    assert operations >= 80
