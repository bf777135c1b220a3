"""`openapi.yaml` tells the truth, in the form that clients are generated from."""

import re
from typing import Any

import pytest
import yaml

from backend.api import nouns
from backend.openapi import FILE, is_current

DOCUMENT: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
OPERATIONS = [
    (method, path, operation) for path, methods in DOCUMENT["paths"].items() for method, operation in methods.items()
]


def test_the_committed_file_is_that_of_the_code() -> None:
    """Run `./dev openapi` after changing a route."""
    assert is_current()


def test_operations_have_one_name_each() -> None:
    """`verb_noun`, unique: the client's function names."""
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=lambda v: v if isinstance(v, str) else "")
def test_an_operation_keeps_the_rules_of_the_house(method: str, path: str, operation: dict[str, Any]) -> None:
    """Plural kebab-case paths without verbs, problems listed, objects at the top, a sentence for the manual."""
    if path.startswith("/health"):
        return
    assert re.fullmatch(r"/api/v1(/([a-z][a-z0-9-]*(\.[a-z]+)?|\{[a-z_]+\}))+", path)
    assert operation["summary"]
    problems = {
        status for status, answer in operation["responses"].items() if "application/problem+json" in str(answer)
    }
    assert {"422", "429", "503"} <= problems
    if method in ("put", "patch") and "{" in path and "/me/" not in path:
        assert {"404", "412", "428"} <= problems, "a change names the version it changes"


def test_every_property_of_an_answer_is_always_there() -> None:
    """A generated client never sees a field as optional by accident."""
    answers = {
        name: schema
        for name, schema in DOCUMENT["components"]["schemas"].items()
        if name.endswith(("Out", "Item")) and schema.get("type") == "object"
    }
    loose = {
        name: set(schema["properties"]) - set(schema.get("required", []))
        for name, schema in answers.items()
        if set(schema["properties"]) - set(schema.get("required", []))
    }
    assert loose == {}


def test_the_manual_knows_every_noun() -> None:
    """A path is looked for in one order and explained in another; both name the same routers, each once."""
    assert len(nouns.ROUTERS) == len(nouns.MANUAL) == len(set(map(id, nouns.ROUTERS)))
    assert set(map(id, nouns.ROUTERS)) == set(map(id, nouns.MANUAL))
