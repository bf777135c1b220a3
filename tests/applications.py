"""Applications for aid to hand in: the member of the town with a record of their own, and a declaration that is whole."""

from datetime import date
from typing import Any

import httpx
from sqlalchemy import update

from backend.db.tables.account import UserAccount
from backend.domain.access import EVERYTHING
from tests.api.test_files import picture
from tests.conftest import Api
from tests.people import id_number, join, once, seen
from tests.town import BY_KEY

WHOLE: dict[str, Any] = {
    "worker": {
        "worker_kind": "in_service",
        "livelihood": "at_work",
        "unit": "织造车间",
        "marriage": "married",
        "phone": "138 0013 8000",
        "other_phone": "0535-6212345",
        "residence": "云江市青溪县城关镇人民路 12 号 3 栋 402",
        "bank": "工商银行青溪支行",
        "bank_card": "6222020200112233445",
    },
    "income": {"income_fen": 240_000, "housing": "private_rented", "medical_fen": 500_000},
    "hardship": {"main_cause": "schooling", "still_poor": True, "story": "妻子情绪低落，怕人知道。"},
    "confirmation": {"truthful": True, "may_compare": True},
}


def family(child: str | None = None) -> list[dict[str, Any]]:
    """A spouse and a child at school, whose numbers hold."""
    return [
        {"relation": "spouse", "name": "李芳", "id_number": id_number(), "income_fen": 60_000, "married": True},
        {
            "relation": "child",
            "name": "王乐乐",
            "id_number": child or id_number(born=date(2015, 9, 1)),
            "school_stage": "primary",
        },
    ]


async def worker(api: Api, key: str = "member", **record: Any) -> httpx.AsyncClient:
    """The member of the town, registered by the union and linked to the account."""
    home = BY_KEY[key].home
    chair = await api.as_("union_chair" if home == "textile" else "city_officer")
    joined = await join(chair, BY_KEY[key].name, home, **record)
    await link(api, key, joined["id"])
    return await api.as_(key)


async def link(api: Api, key: str, member_id: str) -> None:
    """The account of somebody becomes this member's."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(UserAccount).values(member_id=member_id).where(UserAccount.id == BY_KEY[key].id))  # type: ignore[arg-type]
    api.app.state.callers.clear()


async def begin(client: httpx.AsyncClient, **asked: Any) -> dict[str, Any]:
    """An empty draft."""
    answer = await client.post("/me/aid-applications", json=asked, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def fill(client: httpx.AsyncClient, application: dict[str, Any], **sections: Any) -> dict[str, Any]:
    """Some parts, kept."""
    answer = await client.patch(f"/me/aid-applications/{application['id']}", json=sections, headers=seen(application))
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def add_paper(client: httpx.AsyncClient, application: dict[str, Any], kind: str) -> dict[str, Any]:
    """A picture, uploaded and put to the application."""
    sent = {"file": ("身份证.jpg", picture("JPEG"), "image/jpeg")}
    uploaded = await client.post("/files", files=sent, data={"purpose": "paper"})
    assert uploaded.status_code == 201, uploaded.text
    answer = await client.post(
        f"/me/aid-applications/{application['id']}/papers",
        json={"file_id": uploaded.json()["id"], "kind": kind},
        headers=seen(application),
    )
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, application: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step of the worker's."""
    path = f"/me/aid-applications/{application['id']}/steps"
    return await client.post(path, json={"step": step, **more}, headers=seen(application))


async def whole(client: httpx.AsyncClient, *, asked: dict[str, Any] | None = None, **sections: Any) -> dict[str, Any]:
    """A draft with every part and the papers that everybody shows."""
    application = await begin(client, **(asked or {}))
    application = await fill(client, application, **(WHOLE | {"family": family()} | sections))
    application = await add_paper(client, application, "identity")
    return await add_paper(client, application, "household_register")


async def submitted(client: httpx.AsyncClient, **sections: Any) -> dict[str, Any]:
    """One that was handed in."""
    answer = await step(client, await whole(client, **sections), "submit")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def decide(client: httpx.AsyncClient, application: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step of the union's."""
    path = f"/aid-applications/{application['id']}/steps"
    return await client.post(path, json={"step": step, **more}, headers=seen(application))
