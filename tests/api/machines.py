"""Other agencies' systems, made and used as such a system is."""

from datetime import timedelta
from typing import Any

import httpx

from backend.domain.statistic.datasets import DATASETS
from tests.conftest import Api
from tests.town import id_of, today

ANYWHERE = ["127.0.0.0/8"]


def asked(union: str = "qingxi", **more: Any) -> dict[str, Any]:
    """A client as somebody asks for it."""
    return {
        "organization_id": str(id_of(union)),
        "name": "数据共享平台",
        "holder": "青溪县大数据局",
        "datasets": list(DATASETS),
        "networks": ANYWHERE,
        "expires_on": (today() + timedelta(days=90)).isoformat(),
        **more,
    }


async def make(api: Api, union: str = "qingxi", by: str = "integrator", **more: Any) -> dict[str, Any]:
    """A client with its secret."""
    person = await api.as_(by)
    answer = await person.post("/clients", json=asked(union, **more))
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def token_for(api: Api, client: dict[str, Any], secret: str | None = None) -> str:
    """A token, as any OAuth library asks for one."""
    async with api.anonymous() as nobody:
        answer = await nobody.post(
            "/oauth/token",
            data={"grant_type": "client_credentials"},
            auth=(client["id"], secret or client["secret"]),
        )
    assert answer.status_code == 200, answer.text
    return answer.json()["access_token"]  # type: ignore[no-any-return]


async def machine(api: Api, union: str = "qingxi", **more: Any) -> httpx.AsyncClient:
    """A system that holds a token of a new client."""
    client = await make(api, union, **more)
    pulling = api.anonymous(Authorization=f"Bearer {await token_for(api, client)}")
    api.clients[f"machine {client['id']}"] = pulling
    return pulling
