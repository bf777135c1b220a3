"""The map of squares: drawn by hand, checked, versioned, on record (ui.md 1.4 no. 23)."""

import asyncio
from typing import Any

import httpx

from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.town import id_of

PLACES = {"qingxi": (1, 2), "nanhe": (2, 1), "dongshan": (2, 2)}


def drawn(**places: tuple[int, int]) -> dict[str, Any]:
    return {
        "places": [
            {"organization_id": str(id_of(key)), "column": column, "row": row} for key, (column, row) in places.items()
        ]
    }


async def draw(client: httpx.AsyncClient, body: dict[str, Any], version: int, union: str = "city") -> httpx.Response:
    return await client.put(f"/stats/tile-maps/{id_of(union)}", json=body, headers={"If-Match": f'"v{version}"'})


async def test_drawn_and_read(api: Api) -> None:
    """Nobody has drawn it: empty, version 0. Drawn it is there for everybody who sees the union."""
    city, auditor = await api.as_("city_officer"), await api.as_("county_auditor")
    before = (await city.get(f"/stats/tile-maps/{id_of('city')}")).json()
    assert (before["places"], before["version"]) == ([], 0)
    assert [tile["name"] for tile in before["tiles"]] == ["青溪县总工会", "南河县总工会", "东山区总工会"]
    assert [(step["step"], step["allowed"]) for step in before["steps"]] == [("draw", True)]
    put = await draw(city, drawn(**PLACES), 0)
    assert put.status_code == 200, put.text
    after = (await city.get(f"/stats/tile-maps/{id_of('city')}")).json()
    assert {place["organization_id"]: (place["column"], place["row"]) for place in after["places"]} == {
        str(id_of(key)): place for key, place in PLACES.items()
    }
    assert (after["drawn_by_name"], after["version"]) == ("周明", 1)
    assert (await auditor.get(f"/stats/tile-maps/{id_of('city')}")).status_code == 404
    assert (await draw(auditor, drawn(), 0, "qingxi")).status_code == 403
    assert [event for (event,) in await rows(api, "select event from audit_event where event like 'tile%'")] == [
        "tile_map_drawn"
    ]


async def test_what_is_no_map(api: Api) -> None:
    """Two on one square, one twice, a place of elsewhere, a square off the grid, a version that is gone."""
    city = await api.as_("city_officer")
    for body, status, code in (
        (drawn(qingxi=(1, 1), nanhe=(1, 1)), 422, "tiles_overlap"),
        ({"places": drawn(qingxi=(1, 1))["places"] + drawn(qingxi=(1, 2))["places"]}, 422, "tiles_overlap"),
        (drawn(chengguan=(1, 1)), 409, "tile_stranger"),
        (drawn(education=(1, 1)), 409, "tile_stranger"),
    ):
        answer = await draw(city, body, 0)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await draw(city, drawn(qingxi=(13, 1)), 0)).status_code == 422
    assert (await draw(city, drawn(), 4)).status_code == 412
    assert (await draw(city, drawn(**PLACES), 0)).status_code == 200
    assert (await draw(city, drawn(), 0)).status_code == 412
    assert (await draw(city, drawn(), 1)).json()["places"] == []


async def test_two_draw_at_once(api: Api) -> None:
    """One of two first maps stands; the other is told."""
    city, chair = await api.as_("city_officer"), await api.as_("city_chair")
    answers = await asyncio.gather(draw(city, drawn(**PLACES), 0), draw(chair, drawn(), 0))
    assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 412])
