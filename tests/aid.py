"""Programmes and cases of aid for the tests: a programme of 青溪县, a case of a household of 青溪纺织, and their steps."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests import households
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of

SHORT = ["unit_review", "county_review"]


def program(union: str = "qingxi", **more: Any) -> dict[str, Any]:
    """A programme as an officer sets it: 2,000 yuan to each category, the unit and the county look at it."""
    base: dict[str, Any] = {
        "organization_id": str(id_of(union)),
        "kind": "living",
        "name": "2026 年生活救助",
        "year": 2026,
        "stages": SHORT,
        "standards": {"basis": "everybody", "amounts": {"everybody": 200_000}},
    }
    return base | more


async def make(client: httpx.AsyncClient, union: str = "qingxi", **more: Any) -> dict[str, Any]:
    """A draft of a programme."""
    answer = await client.post("/aid-programs", json=program(union, **more), headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step_program(client: httpx.AsyncClient, made: dict[str, Any], step: str) -> httpx.Response:
    return await client.post(f"/aid-programs/{made['id']}/steps", json={"step": step}, headers=seen(made))


async def open_program(client: httpx.AsyncClient, union: str = "qingxi", **more: Any) -> dict[str, Any]:
    """A programme that takes cases."""
    answer = await step_program(client, await make(client, union, **more), "open")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def begin(
    client: httpx.AsyncClient, program: dict[str, Any], household: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """A draft of a case."""
    body = {"program_id": program["id"], "household_id": household["id"], **more}
    answer = await client.post("/aid-cases", json=body, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, case: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """A step of a case."""
    if step in ("return", "reject", "withdraw", "revoke"):
        more.setdefault("reason", "请补充材料")
    return await client.post(f"/aid-cases/{case['id']}/steps", json={"step": step, **more}, headers=once() | seen(case))


async def took(client: httpx.AsyncClient, case: dict[str, Any], *steps: str, **more: Any) -> dict[str, Any]:
    """The case after these steps."""
    for each in steps:
        answer = await step(client, case, each, **more)
        assert answer.status_code == 200, answer.text
        case = answer.json()
    return case


async def submitted(api: Api, program: dict[str, Any], union: str = "textile", **more: Any) -> dict[str, Any]:
    """A case of a new household of 青溪纺织, handed in by its chair."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    household = await households.open_file(chair, officer, union)
    return await took(chair, await begin(chair, program, household, **more), "submit")


def moment(**after: float) -> str:
    """A moment from now, as the wire writes it."""
    return (datetime.now(UTC) + timedelta(**after)).isoformat()
