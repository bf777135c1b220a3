"""The enumerations of the domain: slug, labels, order. One source for every screen and every other system."""

import hashlib
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson

from backend import domain
from backend.domain.age import AgeBand
from backend.domain.codes import Code
from backend.domain.national import NationalCode
from backend.domain.organization.codes import Level
from backend.domain.refusals import NotFound

_NUMBERED = (AgeBand, Level)
"""Labelled like codes, but small integers on the wire."""


@cache
def dictionaries() -> dict[str, dict[str, Any]]:
    """Every dictionary by its name: the class's, in snake case."""
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    codes: list[type[Any]] = [*_leaves(Code), *_NUMBERED]
    found = {_name(code): _content(code) for code in codes}
    return dict(sorted(found.items()))


def _leaves(code: type[Code]) -> Iterator[type[Code]]:
    for below in code.__subclasses__():
        if below.__module__.startswith(f"{domain.__name__}.") and len(below):
            yield below
        yield from _leaves(below)


def _name(code: Any) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", code.__name__).lower()


def _content(code: Any) -> dict[str, Any]:
    items = [
        {
            "slug": str(each.value),
            "zh": each.zh,
            "en": each.en,
            "national": each.national if isinstance(each, NationalCode) else None,
            "order": order,
        }
        for order, each in enumerate(code, start=1)
    ]
    content = {"name": _name(code), "items": items}
    digest = hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return content | {"etag": f'"{digest[:20]}"'}


def get(name: str) -> dict[str, Any]:
    """One dictionary. Raises `NotFound`."""
    found = dictionaries().get(name)
    if found is None:
        raise NotFound()
    return found


def whole() -> dict[str, Any]:
    """All dictionaries, with one ETag over them."""
    items = list(dictionaries().values())
    digest = hashlib.sha256("".join(item["etag"] for item in items).encode()).hexdigest()
    return {"items": items, "etag": f'"{digest[:20]}"'}
