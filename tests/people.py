"""People to enter into the register: names and document numbers that hold, made of a counter."""

from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

import httpx

from backend.domain.identity import check_character
from tests.town import id_of

AREA = "370602"
AREAS = (AREA, "370611", "370612", "370613", "370681", "370682", "370683", "370684", "370685", "370686", "370687")
"""Areas of one city; when the serial numbers of one are drawn, those of the next are."""
TURN = 899  # serial numbers drawn for one area: 900 to 999 are for tests that name their own
_numbers = count()


def id_number(order: int | None = None, *, born: date = date(1988, 3, 14), area: str = AREA) -> str:
    """An identity number that passes every check; `order` makes it one's own (odd is male)."""
    if order is None:
        turns, order = divmod(next(_numbers), TURN)
        area, order = AREAS[turns] if area == AREA else area, order + 1
    first = f"{area}{born:%Y%m%d}{order:03d}"
    return first + check_character(first)


def draft(name: str = "王小军", union: str = "textile", **more: Any) -> dict[str, Any]:
    """A record as an officer enters it."""
    return {"name": name, "id_number": id_number(), "organization_id": str(id_of(union)), **more}


def once() -> dict[str, str]:
    """The header that makes a request be acted on once."""
    return {"Idempotency-Key": str(uuid4())}


def seen(member: dict[str, Any]) -> dict[str, str]:
    """The header that names the version one has seen."""
    return {"If-Match": f'"v{member["version"]}"'}


async def enter(client: httpx.AsyncClient, name: str = "王小军", union: str = "textile", **more: Any) -> dict[str, Any]:
    """A person entered and handed in."""
    answer = await client.post("/members", json=draft(name, union, **more), params={"submit": True}, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, member: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step of a membership."""
    return await client.post(f"/members/{member['id']}/steps", json={"step": step, **more}, headers=seen(member))


async def join(client: httpx.AsyncClient, name: str = "王小军", union: str = "textile", **more: Any) -> dict[str, Any]:
    """A member in good standing."""
    answer = await step(client, await enter(client, name, union, **more), "approve")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]
