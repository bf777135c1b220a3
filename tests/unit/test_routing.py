"""Where a path is looked for: with the routes of its noun, and nowhere else (api.md, Paths)."""

from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Match

from backend.api import health, nouns
from backend.api.member import card_page
from backend.api.routing import PREFIX
from backend.main import make_app

APP = make_app(None)
OF_NO_NOUN = {route.path for router in (health.router, card_page.router) for route in router.routes}


def look_for(path: str, method: str = "GET") -> Match:
    """The best that any route says of the path."""
    scope: dict[str, Any] = {"type": "http", "path": path, "method": method, "headers": [], "root_path": ""}
    return max((route.matches(scope)[0] for route in APP.router.routes), key=lambda match: match.value)


@pytest.mark.parametrize("noun", sorted({noun for router in nouns.ROUTERS for noun in router.nouns}))
def test_only_the_patterns_of_the_noun_are_tried(noun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A noun that stands last in the order is found as fast as the first."""
    tried = []
    matches = APIRoute.matches

    def counted(route: APIRoute, scope: Any) -> Any:
        tried.append(route.path)
        return matches(route, scope)

    monkeypatch.setattr(APIRoute, "matches", counted)
    look_for(f"{PREFIX}/{noun}/nowhere/at/all")
    of_the_noun = {route.path for router in nouns.ROUTERS if noun in router.nouns for route in router.routes}
    assert set(tried) - OF_NO_NOUN == of_the_noun


def test_every_operation_is_found() -> None:
    """Each path of the contract, by each of its methods; another method is told from a path that is none."""
    for router in nouns.ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            path = PREFIX + route.path.replace("{", "").replace("}", "")
            for method in route.methods:
                assert look_for(path, method) is Match.FULL, (method, path)
    assert look_for(f"{PREFIX}/members", "PATCH") is Match.PARTIAL
    assert look_for(f"{PREFIX}/memberz") is not Match.FULL
