"""The card, its QR code, and what anybody learns who scans it (issue 2 section 4)."""

import re
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from backend.api.turnstile import Turnstile, network_of
from backend.domain.member.card import CardState, state_of_card
from backend.domain.member.codes import MemberStatus
from backend.domain.refusals import TooMany
from tests.conftest import Api
from tests.people import join, seen, step
from tests.town import ABSENT, today

NOTHING = dict.fromkeys(("number", "name_masked", "organization_name", "joined_on", "issued_on")) | {"state": "unknown"}


async def token_of(client: httpx.AsyncClient, member: dict) -> str:  # type: ignore[type-arg]
    card = (await client.get(f"/members/{member['id']}/card")).json()
    assert card["payload"].startswith("http://testserver/cards/")
    return str(card["payload"].rsplit("/", 1)[1])


async def page(api: Api, token: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(api.app), base_url="http://testserver", headers=headers
    ) as client:
        return await client.get(f"/cards/{token}")


def forged(token: str) -> list[str]:
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    return [changed, token + "A", "x", "A" * 50, "A" * 400, token[:-4], str(ABSENT), "%3Cscript%3E", "é"]


async def test_the_card_proves_itself(api: Api) -> None:
    """Issue 2 section 4: a QR that verifies, by anybody, without a word more than the card says."""
    client = await api.as_("union_chair")
    member = await join(client)
    picture = await client.get(f"/members/{member['id']}/card.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.text.startswith("<svg")
    token = await token_of(client, member)
    anybody = api.anonymous()
    assert (await anybody.get(f"/card-verifications/{token}")).json() == {
        "state": "valid",
        "number": member["number"],
        "name_masked": "王*军",
        "organization_name": "青溪纺织有限公司工会",
        "joined_on": today().isoformat(),
        "issued_on": today().isoformat(),
    }
    for wrong in forged(token)[:4]:
        assert (await anybody.get(f"/card-verifications/{wrong}")).json() == NOTHING, wrong
    await step(client, member, "expel", reason="严重违反章程")
    ended = await anybody.get(f"/card-verifications/{token}")
    assert ended.json()["state"] == "ended"
    assert "expel" not in ended.text
    without = await client.get(f"/members/{member['id']}/card.svg")
    assert (without.status_code, without.json()["code"]) == (409, "member_no_card")


async def test_the_page_in_its_three_states(api: Api) -> None:
    """Whole in one answer: no script, nothing fetched after it, under 4 KB; masked name, union, number, since when."""
    client = await api.as_("union_chair")
    member = await join(client)
    token = await token_of(client, member)
    valid = await page(api, token)
    assert (valid.status_code, valid.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert valid.headers["cache-control"] == "no-store"
    for said in ("会员证有效", "王*军", "青溪纺织有限公司工会", "入会日期", today().isoformat(), 'lang="zh-CN"'):
        assert said in valid.text, said
    assert re.sub(r"(.{4})(?=.)", r"\1 ", member["number"]) in valid.text
    assert member["name"] not in valid.text
    assert member["id"] not in valid.text
    assert not re.search(r"<script|<img|<link|@import|url\(|https?://", valid.text)
    assert len(valid.content) < 4096
    english = await page(api, token, **{"Accept-Language": "en-GB,en"})
    assert "Valid card" in english.text
    assert "Member since" in english.text
    await step(client, member, "expel", reason="严重违反章程")
    ended = await page(api, token)
    assert "会籍已结束" in ended.text
    assert "开除" not in ended.text
    assert "会员证有效" not in ended.text


async def test_a_guesser_learns_what_a_forger_does(api: Api) -> None:
    """A code never made, one changed, one replaced, one of nobody: the same page to the byte, but for the minute."""
    client = await api.as_("union_chair")
    member = await join(client)
    old = await token_of(client, member)
    yesterday = (today() - timedelta(days=1)).isoformat()
    changed = await client.patch(f"/members/{member['id']}", json={"card_issued_on": yesterday}, headers=seen(member))
    assert changed.status_code == 200
    answers = [await page(api, token) for token in (*forged(old), old)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "", answer.text) for answer in answers}) == 1
    assert "无法核验" in answers[0].text
    assert "会员证有效" in (await page(api, await token_of(client, changed.json()))).text


async def test_sixty_a_minute(api: Api) -> None:
    """The page and the data count together for one address; then it is told to wait, in its language."""
    now = datetime.now(UTC)
    api.app.state.clock = lambda: now
    anybody = api.anonymous()
    for _ in range(30):
        assert (await page(api, "x")).status_code == 200
        assert (await anybody.get("/card-verifications/x")).status_code == 200
    refused = await page(api, "x")
    assert (refused.status_code, "请稍后再扫" in refused.text) == (429, True)
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert (await anybody.get("/card-verifications/x")).status_code == 429
    now += timedelta(seconds=60)
    assert (await page(api, "x")).status_code == 200


def test_turns() -> None:
    """By address; by network for IPv6; a flood of addresses does not fill the memory."""
    turns = Turnstile(most=2, seconds=60)
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    turns.require("10.0.0.1", now)
    turns.require("10.0.0.1", now)
    turns.require("10.0.0.2", now)
    with pytest.raises(TooMany) as refused:
        turns.require("10.0.0.1", now + timedelta(seconds=50))
    assert refused.value.facts == {"retry_after": 10}
    turns.require("10.0.0.1", now + timedelta(seconds=60))
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1") != network_of("2001:db8:0:1::1")
    assert network_of("testclient") == "testclient"


@pytest.mark.parametrize("status", list(MemberStatus))
def test_the_state_of_a_card(status: MemberStatus) -> None:
    """Ended is ended; a card that was replaced proves nothing, whatever the membership."""
    day = date(2026, 1, 1)
    assert state_of_card(status, issued_on=day, latest=date(2026, 2, 1)) is CardState.UNKNOWN
    assert state_of_card(status, issued_on=day, latest=None) is CardState.UNKNOWN
    expected = CardState.VALID if status.current else CardState.ENDED
    assert state_of_card(status, issued_on=day, latest=day) is expected
