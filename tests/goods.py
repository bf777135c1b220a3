"""A store of goods to bring out of: bought by one, checked by another."""

from typing import Any

import httpx

from tests import money
from tests.conftest import Api
from tests.people import once, seen

RICE = {"name": "大米", "unit": "袋", "pieces": 100, "price_fen": 8_500, "kept_at": "县总工会一楼库房"}
OIL = {"name": "食用油", "unit": "桶", "pieces": 50, "price_fen": 9_900, "expires_on": "2031-06-30"}


async def propose(client: httpx.AsyncClient, **said: Any) -> httpx.Response:
    """A voucher about goods, as it is written down."""
    return await client.post("/vouchers", json=said, headers=once())


def purchase(fund: str, *goods: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What the voucher of a purchase says."""
    said = {"kind": "purchase", "fund_id": fund, "document_number": "发票 0031", "payee": "青溪县供销粮油公司"}
    return said | {"goods": list(goods or (RICE, OIL))} | more


async def confirm(client: httpx.AsyncClient, voucher: dict[str, Any]) -> httpx.Response:
    """The second officer books it."""
    path = f"/vouchers/{voucher['id']}/steps"
    return await client.post(path, json={"step": "confirm"}, headers=once() | seen(voucher))


async def book(api: Api, **said: Any) -> dict[str, Any]:
    """A voucher by two officers of the county."""
    made = await propose(await api.as_("county_finance"), **said)
    assert made.status_code == 201, made.text
    done = await confirm(await money.as_finance(api), made.json())
    assert done.status_code == 200, done.text
    return done.json()  # type: ignore[no-any-return]


async def stocked(api: Api, *goods: dict[str, Any], fen: int = 2_000_000) -> tuple[str, dict[str, dict[str, Any]]]:
    """A fund of the county, and the lots that were bought out of it, by name."""
    fund = await money.fund_of(api, fen=fen)
    await book(api, **purchase(fund, *goods))
    return fund, await lots(await api.as_("county_finance"), fund_id=fund)


async def lots(client: httpx.AsyncClient, **query: Any) -> dict[str, dict[str, Any]]:
    """The lots of a list, by name."""
    found = await client.get("/goods-lots", params=query)
    assert found.status_code == 200, found.text
    return {each["name"]: each for each in found.json()["items"]}


async def movements(client: httpx.AsyncClient, lot: dict[str, Any]) -> list[tuple[str, int, int]]:
    """What went in and out of a lot, the earliest first: kind, pieces, what was left."""
    found = (await client.get(f"/goods-lots/{lot['id']}/movements")).json()["items"]
    return [(each["kind"], each["pieces"], each["left_there"]) for each in found[::-1]]
