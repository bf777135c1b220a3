"""Who a person is spoken for by: a draft is nobody's membership, an application handed in is (MBR-01; issue 2 section 4)."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import func, select

from backend.db.tables.account import UserAccount
from backend.db.tables.member import SPOKEN_FOR, Member, Reveal
from backend.domain.access import EVERYTHING
from backend.domain.member.codes import MemberStatus
from backend.domain.member.register import CLAIMING, ELSEWHERE_A_DAY, ENDED, UNFINISHED
from tests.conftest import Api
from tests.people import draft, enter, id_number, join, once, step
from tests.town import id_of


async def post(client: httpx.AsyncClient, union: str, number: str, **params: Any) -> httpx.Response:
    body = draft("王小军", union, id_number=number)
    return await client.post("/members", json=body, params=params, headers=once())


async def told(api: Api) -> int:
    """How often somebody was told of people elsewhere."""
    async with api.database.transaction(EVERYTHING) as session:
        return await session.scalar(select(func.count()).select_from(Reveal)) or 0


def test_every_state_speaks_for_a_person_or_does_not() -> None:
    """The domain's set is the index's condition, and no state is forgotten."""
    assert set(MemberStatus) == CLAIMING | ENDED | UNFINISHED
    assert not CLAIMING & (ENDED | UNFINISHED)
    assert {part.strip("' ") for part in SPOKEN_FOR.partition("(")[2].rstrip(")").split(",")} == set(CLAIMING)


async def test_a_draft_elsewhere_blocks_nobody(api: Api) -> None:
    """MBR-01: two unions may each have a draft of one person; the one that hands in first has the application."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    first, second = [
        (await post(client, union, number)).json() for client, union in ((here, "textile"), (there, "electronics"))
    ]
    assert (first["status"], second["status"]) == ("draft", "draft")
    # Nothing told the second officer that there is another draft: not the answer, not the count of such answers.
    assert await told(api) == 0
    assert (await step(there, second, "submit")).json()["status"] == "submitted"
    refused = await step(here, first, "submit")
    assert (refused.status_code, refused.json()["code"], refused.json()["facts"]) == (409, "member_elsewhere", {})
    assert "转入申请" in refused.json()["detail"]
    assert await told(api) == 1
    assert (await here.get(f"/members/{first['id']}")).json()["status"] == "draft"


async def test_a_returned_application_lets_go(api: Api) -> None:
    """What was sent back lies on a desk again: another union may register the person, and then it may not be handed in."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    entered = await enter(here, id_number=number)
    assert (await post(there, "electronics", number, submit=True)).json()["code"] == "member_elsewhere"
    returned = (await step(here, entered, "return", reason="缺照片")).json()
    joined = await join(there, "王小军", "electronics", id_number=number)
    assert joined["status"] == "active"
    assert (await step(here, returned, "submit")).json()["code"] == "member_elsewhere"


async def test_handed_in_at_once(api: Api) -> None:
    """trust.md F-09: of two unions that hand in at once exactly one has the application; the other hears of a transfer."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    for _ in range(4):
        number = id_number()
        drafts = [
            (await post(client, union, number)).json() for client, union in ((here, "textile"), (there, "electronics"))
        ]
        answers = await asyncio.gather(*(step(c, d, "submit") for c, d in zip((here, there), drafts, strict=True)))
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        (lost,) = [answer for answer in answers if answer.status_code == 409]
        assert lost.json()["code"] == "member_elsewhere"


async def test_entered_handed_in_and_approved_at_once(api: Api) -> None:
    """MBR-02: two unions go the whole way at once: one membership, and one sentence about a transfer."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")

    async def whole_way(client: httpx.AsyncClient, union: str, number: str) -> httpx.Response:
        entered = await post(client, union, number, submit=True)
        return entered if entered.status_code != 201 else await step(client, entered.json(), "approve")

    for _ in range(4):
        number = id_number()
        answers = await asyncio.gather(whole_way(here, "textile", number), whole_way(there, "electronics", number))
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        async with api.database.transaction(EVERYTHING) as session:
            index = api.vault.blind_index("member.id_number", number)
            found = await session.scalars(select(Member.status).where(Member.id_number_index == index))  # type: ignore[arg-type]
            assert list(found) == ["active"]


async def test_a_batch_hands_in_whoever_is_free(api: Api) -> None:
    """trust.md section 0 row 5: each answer about somebody elsewhere counts; a batch is no way around the limit."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    numbers = [id_number() for _ in range(3)]
    drafts = [(await post(here, "textile", number)).json() for number in numbers]
    for number in numbers[:2]:
        await enter(there, "王小军", "electronics", id_number=number)
    before = await told(api)
    async with api.database.transaction(EVERYTHING) as session:
        user_id = (
            await session.scalars(select(UserAccount.id).where(UserAccount.id == id_of("user:county_officer")))
        ).one()  # type: ignore[arg-type, call-overload]
        session.add_all(
            Reveal(user_id=user_id, field="existence", reason="register", at=datetime.now(UTC))
            for _ in range(ELSEWHERE_A_DAY - 1)
        )
    asked = {"ids": [one["id"] for one in drafts], "step": {"step": "submit"}}
    answer = (await here.post("/members/batches", json=asked, headers=once())).json()
    codes = [item["problem"] and item["problem"]["code"] for item in answer["items"]]
    assert sorted(codes[:2]) == ["member_elsewhere", "member_elsewhere_limit"]
    assert codes[2] is None
    assert (answer["succeeded"], answer["failed"]) == (1, 2)
    assert await told(api) == before + ELSEWHERE_A_DAY


async def test_one_desk_one_paper(api: Api) -> None:
    """Within one union a second draft of the same person is the first one; at another union of the scope it is not."""
    client = await api.as_("county_officer")
    number = id_number()
    first = (await post(client, "textile", number)).json()
    again = await post(client, "textile", number)
    assert (again.json()["code"], again.json()["facts"]) == ("member_exists", {"member_id": first["id"]})
    beside = (await post(client, "hospital", number)).json()
    assert (await step(client, beside, "submit")).status_code == 200
    blocked = await step(client, first, "submit")
    assert (blocked.json()["code"], blocked.json()["facts"]) == ("member_exists", {"member_id": beside["id"]})
    at_once = id_number()
    answers = await asyncio.gather(*(post(client, "textile", at_once) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


async def test_history_follows_on_joining_and_not_before(api: Api) -> None:
    """domain-facts 3.2: a draft takes nobody's record away; on joining the number, the memberships and the line follow."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    left = (await step(here, await join(here, id_number=number), "withdraw")).json()
    entered = await enter(there, "王小军", "electronics", id_number=number)
    assert (entered["memberships"], entered["number"]) == ([], None)
    assert (await there.get(f"/members/{entered['id']}/events")).json()["lanes"] == {"membership": 1, "record": 1}
    assert (await here.get(f"/members/{left['id']}")).json()["status"] == "withdrawn"
    joined = (await step(there, entered, "approve")).json()
    assert (joined["number"], len(joined["memberships"])) == (left["number"], 2)
    kinds = [item["kind"] for item in (await there.get(f"/members/{joined['id']}/events")).json()["items"]]
    assert kinds.count("joined") == 2
    assert "withdrawn" in kinds
    assert (await here.get(f"/members/{left['id']}")).status_code == 404
    figures = (await here.get(f"/organizations/{id_of('qingxi')}")).json()["figures"]
    assert figures["members"] == 0


async def test_an_old_file_and_the_new_application_are_no_duplicates(api: Api) -> None:
    """The two are one person on the way back, and become one file when the application is approved."""
    client = await api.as_("county_officer")
    number = id_number()
    left = await join(client, id_number=number)
    assert (await step(client, left, "withdraw")).status_code == 200
    again = (await post(client, "textile", number, submit=True)).json()
    assert again["status"] == "submitted"
    assert (await client.get("/member-duplicates")).json()["items"] == []
