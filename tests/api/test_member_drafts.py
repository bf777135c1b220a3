"""Unfinished applications are thrown away; whoever was a member stays in the register (MBR-01)."""

import httpx
import pytest
from sqlalchemy import func, select

from backend.db.tables.member import Member, MemberEvent
from backend.db.tables.organization import Officer, Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.people import draft, enter, id_number, join, once, seen, step
from tests.town import SINCE, id_of, today


async def drop(client: httpx.AsyncClient, member: dict[str, object]) -> httpx.Response:
    return await client.delete(f"/members/{member['id']}", headers=seen(member))


async def drafted(client: httpx.AsyncClient, union: str = "textile", **more: object) -> dict[str, object]:
    answer = await client.post("/members", json=draft("王小军", union, **more), headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def returned(client: httpx.AsyncClient) -> dict[str, object]:
    answer = await step(client, await enter(client), "return", reason="缺照片")
    return answer.json()  # type: ignore[no-any-return]


def offered(member: dict[str, object]) -> list[bool]:
    return [one["allowed"] for one in member["steps"] if one["step"] == "delete"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("make", [drafted, returned])
async def test_an_unfinished_application_goes_without_a_trace(api: Api, make: object) -> None:
    """MBR-01, CMP-04: file and life line are gone, the audit says who did it and no name; the person may be entered
    again."""
    client = await api.as_("union_chair")
    member = await make(client)  # type: ignore[operator]
    assert offered(member) == [True]
    other = await join(client, "李芳")
    stale = await client.delete(f"/members/{member['id']}", headers={"If-Match": '"v99"'})
    assert stale.status_code == 412
    assert (await client.delete(f"/members/{member['id']}")).status_code == 428
    assert (await drop(client, member)).status_code == 204
    assert (await client.get(f"/members/{member['id']}")).status_code == 404
    assert [row["id"] for row in (await client.get("/members")).json()["items"]] == [other["id"]]
    async with api.database.transaction(EVERYTHING) as session:
        assert await session.get(Member, member["id"]) is None
        left = select(func.count()).select_from(MemberEvent).where(MemberEvent.member_id == member["id"])  # type: ignore[arg-type]
        assert await session.scalar(left) == 0
        told = (
            await session.scalars(select(AuditEvent).where(AuditEvent.event == "member_application_deleted"))  # type: ignore[arg-type]
        ).one()
    assert (str(told.object_id), told.actor_name, told.facts) == (member["id"], "方秀云", {"from": member["status"]})


async def test_the_person_is_entered_anew(api: Api) -> None:
    """MBR-02: what was thrown away speaks for nobody."""
    client = await api.as_("union_chair")
    number = id_number()
    assert (await drop(client, await drafted(client, id_number=number))).status_code == 204
    assert (await join(client, id_number=number))["status"] == "active"


async def test_what_was_handed_in_or_joined_stays(api: Api) -> None:
    """MBR-01, MBR-02: every other state is refused with a sentence, and no such step is offered."""
    client = await api.as_("county_officer")
    submitted, active = await enter(client), await join(client, "李芳")
    retained = (await step(client, await join(client, "赵一鸣"), "retain", retain_reason="retired")).json()
    left = (await step(client, await join(client, "陈建国"), "withdraw")).json()
    for member in (submitted, active, retained, left):
        assert offered(member) == []
        refused = await drop(client, member)
        assert (refused.status_code, refused.json()["code"]) == (409, "member_not_unfinished"), member["status"]
        assert (await client.get(f"/members/{member['id']}")).status_code == 200


async def test_what_something_hangs_on_stays(api: Api) -> None:
    """MBR-01: a post names the person, be it in the caller's scope or beyond: neither is torn off."""
    client = await api.as_("union_chair")
    for place in ("textile", "cement"):
        member = await drafted(client)
        async with api.database.transaction(EVERYTHING) as session:
            union = await session.get_one(Organization, id_of(place))
            session.add(
                Officer(
                    organization_id=union.id,
                    code=union.code,
                    line_code=union.line_code,
                    member_id=member["id"],
                    name="王小军",
                    initials="wxj",
                    sex="male",
                    post="chair",
                    form="part_time",
                    started_on=today(),
                    created_at=SINCE,
                )
            )
        refused = await drop(client, member)
        assert (refused.status_code, refused.json()["code"]) == (409, "member_application_used"), place
        assert (await client.get(f"/members/{member['id']}")).status_code == 200


async def test_who_may(api: Api) -> None:
    """ROL-05: a reader may not, and who does not see the file hears that there is none."""
    member = await drafted(await api.as_("county_officer"))
    assert (await drop(await api.as_("county_auditor"), member)).status_code == 403
    assert (await drop(await api.as_("sibling_chair"), member)).status_code == 404
    shown = (await (await api.as_("county_auditor")).get(f"/members/{member['id']}")).json()
    assert offered(shown) == [False]
