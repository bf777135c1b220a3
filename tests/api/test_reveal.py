"""One hidden field: for a reason, after proving oneself again, thirty times a day, each time on record."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from backend.api import tokens
from backend.db.tables.member import Reveal
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.member.reveals import REVEALS_A_DAY
from tests import town
from tests.conftest import Api
from tests.people import id_number, join

RESIDENCE = "云江市青溪县城关镇人民路 12 号"


def confirmation(api: Api, key: str, **other: Any) -> dict[str, str]:
    """The token that POST /auth/confirmations gives."""
    person = town.BY_KEY[key]
    said = {
        "use": tokens.Use.CONFIRMED,
        "user_id": person.id,
        "session_id": person.session_id,
        "now": datetime.now(UTC),
    }
    return {"Unionhome-Confirmation": tokens.issue(api.ring, **said | other)}


async def ask(
    client: httpx.AsyncClient, member: dict[str, Any], headers: dict[str, str], field: str = "id_number", **more: Any
) -> httpx.Response:
    body = {"field": field, "reason": "verify_identity", **more}
    return await client.post(f"/members/{member['id']}/reveals", json=body, headers=headers)


async def test_each_field_is_shown_and_recorded(api: Api) -> None:
    """trust.md 1.5: the value goes out once and is kept nowhere; who, whose, which and why are."""
    client = await api.as_("union_chair")
    number = id_number()
    member = await join(
        client, id_number=number, phone="13800138000", bank_card="6222020200112233445", residence=RESIDENCE
    )
    confirmed = confirmation(api, "union_chair")
    expected = {
        "id_number": number,
        "phone": "13800138000",
        "bank_card": "6222020200112233445",
        "residence": RESIDENCE,
    }
    for count, (field, value) in enumerate(expected.items(), start=1):
        answer = await ask(client, member, confirmed, field, reason="contact", note="电话核实")
        assert answer.status_code == 200, answer.text
        assert answer.json() == {"field": field, "value": value, "expires_in": 60, "shown_today": count, "limit": 30}
        assert answer.headers["cache-control"] == "no-store"
    line = (await client.get(f"/members/{member['id']}/events")).json()
    assert line["lanes"]["privacy"] == 4
    assert line["items"][0]["facts"] == {"field": "residence", "reason": "contact", "note": "电话核实"}
    async with api.database.transaction(EVERYTHING) as session:
        told = (
            await session.scalars(select(AuditEvent).where(AuditEvent.event == "member_field_revealed"))  # type: ignore[arg-type]
        ).all()
        kept = (await session.scalars(select(Reveal))).all()
    assert [event.facts["field"] for event in told] == list(expected)
    assert len(kept) == 4
    everything = str([event.facts for event in told]) + str([(row.field, row.note) for row in kept]) + str(line)
    assert not [value for value in expected.values() if value in everything]


async def test_only_who_proved_themselves(api: Api) -> None:
    """ASVS 7.5.3: no token, an access token, a stranger's, another session's, an old one: not confirmed."""
    client = await api.as_("union_chair")
    member = await join(client)
    other = town.BY_KEY["county_officer"]
    old = datetime.fromtimestamp(datetime.now(UTC).timestamp() - 360, UTC)
    for headers in (
        {},
        {"Unionhome-Confirmation": "x"},
        {"Unionhome-Confirmation": client.headers["authorization"].removeprefix("Bearer ")},
        confirmation(api, "county_officer"),
        confirmation(api, "union_chair", session_id=other.session_id),
        confirmation(api, "union_chair", use=tokens.Use.CHALLENGE),
        confirmation(api, "union_chair", now=old),
    ):
        answer = await ask(client, member, headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "confirmation_required"), headers
    async with api.database.transaction(EVERYTHING) as session:
        assert await session.scalar(select(func.count()).select_from(Reveal)) == 0


async def test_a_reason_is_needed(api: Api) -> None:
    """trust.md 1.5: one of the reasons; `other` says which; an empty field shows nothing."""
    client = await api.as_("union_chair")
    member = await join(client)
    confirmed = confirmation(api, "union_chair")
    assert (await ask(client, member, confirmed, reason="curious")).status_code == 422
    bare = await ask(client, member, confirmed, reason="other")
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (422, "/note")
    assert (await ask(client, member, confirmed, reason="other", note="补办会员证")).status_code == 200
    empty = await ask(client, member, confirmed, "bank_card")
    assert (empty.status_code, empty.json()["code"]) == (409, "member_field_empty")
    assert (await ask(client, member, confirmed, "name")).status_code == 422


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("county_auditor", 200),
        ("county_officer", 200),
        ("county_finance", 403),
        ("neighbour_officer", 404),
        ("sibling_chair", 404),
        ("system_admin", 403),
    ],
)
async def test_who_may_ask(api: Api, key: str, status: int) -> None:
    """ROL-05: those who hold the permission over this member, the auditor among them; for others there is nobody."""
    member = await join(await api.as_("union_chair"))
    assert (await ask(await api.as_(key), member, confirmation(api, key))).status_code == status


async def test_thirty_a_day(api: Api) -> None:
    """trust.md 1.5: the thirtieth raises the alarm, the thirty-first is refused with a sentence and a time."""
    client = await api.as_("union_chair")
    member = await join(client)
    confirmed = confirmation(api, "union_chair")
    assert (await ask(client, member, confirmed)).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        first = (await session.scalars(select(Reveal))).one()
        session.add_all(
            Reveal(user_id=first.user_id, member_id=first.member_id, field="phone", reason="contact", at=first.at)
            for _ in range(REVEALS_A_DAY - 2)
        )
        session.add(Reveal(user_id=first.user_id, field="existence", reason="register", at=first.at))
    last = await ask(client, member, confirmed)
    assert (last.status_code, last.json()["shown_today"]) == (200, REVEALS_A_DAY)
    over = await ask(client, member, confirmed)
    assert (over.status_code, over.json()["code"]) == (429, "member_reveal_limit")
    assert 0 < int(over.headers["retry-after"]) <= 86_400
    assert (await ask(await api.as_("county_officer"), member, confirmation(api, "county_officer"))).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        alarms = await session.scalar(
            select(func.count()).select_from(AuditEvent).where(AuditEvent.event == "member_reveal_limit_reached")  # type: ignore[arg-type]
        )
    assert alarms == 1
