"""Transfers of union relations: pushed and pulled, both queues, the count on the day of acceptance, and what stays untold."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import func, select, update

from backend.db.tables.member import Member, Membership, Reveal, Transfer
from backend.db.tables.organization import Officer
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.member.register import ELSEWHERE_A_DAY
from tests.conftest import Api
from tests.people import draft, enter, id_number, join, once, seen, step
from tests.town import ABSENT, id_of, today


async def push(client: httpx.AsyncClient, member: dict[str, Any], to: str) -> httpx.Response:
    body = {"form": "push", "member_id": member["id"], "to_organization_id": str(id_of(to)), "note": "调往新单位"}
    return await client.post("/transfers", json=body, headers=once())


async def pull(client: httpx.AsyncClient, number: str, name: str, to: str, **more: Any) -> httpx.Response:
    body = {"form": "pull", "id_number": number, "name": name, "to_organization_id": str(id_of(to)), **more}
    return await client.post("/transfers", json=body, headers=once())


async def act(client: httpx.AsyncClient, transfer: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    return await client.post(f"/transfers/{transfer['id']}/steps", json={"step": step, **more}, headers=seen(transfer))


async def get(client: httpx.AsyncClient, path: str) -> Any:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def members_of(api: Api, union: str) -> int:
    city = await api.as_("city_officer")
    return int((await get(city, f"/organizations/{id_of(union)}"))["figures"]["members"])


async def test_pushed_and_accepted(api: Api) -> None:
    """MBR-02: parked, accepted by the neighbour; the count moves that day; the file goes along; the third sees nothing."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    member = await join(here, phone="13800138000")
    made = (await push(here, member, "electronics")).json()
    assert made["number"].startswith(f"ZJ-{today().year}-")
    assert (made["status"], made["side"], made["due_on"]) == (
        "submitted",
        "out",
        (today() + timedelta(days=15)).isoformat(),
    )
    parked = await get(here, f"/members/{member['id']}")
    assert (parked["status"], parked["transfer"]["number"]) == ("transfer_out_pending", made["number"])
    assert (await members_of(api, "qingxi"), await members_of(api, "nanhe")) == (1, 0)
    assert (await get(there, "/transfer-queues"))["incoming"] == {
        "waiting_for_us": 1,
        "waiting_for_them": 0,
        "overdue": 0,
    }
    assert (await get(here, "/transfer-queues"))["outgoing"]["waiting_for_them"] == 1
    incoming = (await get(there, "/transfers?side=in"))["items"][0]
    assert (incoming["member_name"], incoming["member_id"]) == ("王小军", None)
    assert incoming["from_organization"]["name"] == "青溪纺织有限公司工会"
    assert (await get(there, "/transfers?side=out"))["items"] == []
    assert (await there.get(f"/members/{member['id']}")).status_code == 404
    done = await act(there, incoming, "accept")
    assert done.status_code == 200, done.text
    assert (done.json()["status"], done.json()["effective_on"]) == ("accepted", today().isoformat())
    assert done.json()["member_id"] == member["id"]
    assert (await members_of(api, "qingxi"), await members_of(api, "nanhe")) == (0, 1)
    arrived = await get(there, f"/members/{member['id']}")
    assert (arrived["status"], arrived["organization"]["name"]) == ("active", "汇丰电子有限公司工会")
    assert arrived["phone_masked"] == "138****8000"
    assert [(s["organization_name"], s["ended_on"], s["ended_by"]) for s in arrived["memberships"]] == [
        ("汇丰电子有限公司工会", None, None),
        ("青溪纺织有限公司工会", today().isoformat(), "transferred"),
    ]
    events = (await get(there, f"/members/{member['id']}/events"))["items"]
    assert [item["kind"] for item in events][:2] == ["transfer_accepted", "transfer_submitted"]
    assert events[0]["facts"]["from"] == "青溪纺织有限公司工会"
    assert [item["kind"] for item in events][-1] == "drafted"
    assert (await here.get(f"/members/{member['id']}")).status_code == 404
    assert (await get(here, "/transfers"))["items"][0]["status"] == "accepted"
    newest = await get(there, "/members?sort=-created")
    assert [item["id"] for item in newest["items"]] == [member["id"]]
    third = await api.as_("third_officer")
    assert (await get(third, "/transfers"))["items"] == []
    assert (await third.get(f"/transfers/{made['id']}")).status_code == 404
    assert (await act(third, done.json(), "cancel")).status_code == 404


async def test_pushed_and_rejected_or_taken_back(api: Api) -> None:
    """MBR-02: a no needs its reason; either way the membership stands where it stood, and may be sent again."""
    here, there = await api.as_("union_chair"), await api.as_("neighbour_officer")
    member = await join(here)
    made = (await push(here, member, "electronics")).json()
    incoming = await get(there, f"/transfers/{made['id']}")
    assert {each["step"]: each["allowed"] for each in incoming["steps"]} == {
        "accept": True,
        "reject": True,
        "cancel": False,
    }
    assert (await act(there, incoming, "reject")).json()["errors"][0]["pointer"] == "/reason"
    assert (await act(here, made, "accept")).status_code == 403
    no = await act(there, incoming, "reject", reason="不在我单位")
    assert (no.status_code, no.json()["answer"]) == (200, "不在我单位")
    back = await get(here, f"/members/{member['id']}")
    assert (back["status"], back["transfer"]) == ("active", None)
    events = (await get(here, f"/members/{member['id']}/events"))["items"]
    assert (events[0]["kind"], events[0]["facts"]["reason"]) == ("transfer_rejected", "不在我单位")
    again = (await push(here, member, "electronics")).json()
    assert (await act(here, again, "cancel")).json()["status"] == "cancelled"
    assert (await get(here, f"/members/{member['id']}"))["status"] == "active"
    assert await members_of(api, "textile") == 1


async def test_what_may_not_be_pushed(api: Api) -> None:
    """MBR-02: not twice, not to itself, not nowhere, not a draft."""
    here = await api.as_("county_officer")
    member = await join(here)
    assert (await push(here, member, "textile")).json()["code"] == "transfer_same_union"
    branch = await join(here, "李芳", "weaving")
    assert (await push(here, branch, "textile")).json()["code"] == "transfer_same_union"
    assert (await push(here, member, "nanhe")).status_code == 404
    assert (await push(here, {"id": str(ABSENT)}, "electronics")).status_code == 404
    assert (await push(here, await enter(here, "赵一鸣"), "electronics")).json()["code"] == "step_not_possible"
    first = await push(here, member, "electronics")
    assert first.status_code == 201
    assert (await push(here, member, "school")).json()["code"] == "transfer_open"
    assert (await step(here, await get(here, f"/members/{member['id']}"), "withdraw")).status_code == 409
    auditor = await api.as_("county_auditor")
    assert (await push(auditor, member, "electronics")).status_code == 403


async def test_a_request_tells_nothing(api: Api) -> None:
    """trust.md section 0 row 5: unknown, wrong name, not active, elsewhere: one answer, one row, one list entry."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    known, drafted = id_number(), id_number()
    await join(here, "王小军", id_number=known)
    await enter(here, "赵一鸣", id_number=drafted)
    tries = [(known, "王小军"), (known, "王大军"), (drafted, "赵一鸣"), (id_number(), "王小军"), (known, "王小军")]
    answers = [await pull(there, number, name, "electronics") for number, name in tries]
    assert [answer.status_code for answer in answers] == [201] * 5

    def bare(item: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in item.items() if k not in ("id", "number", "member_name", "requested_at")}

    first = bare(answers[0].json())
    assert [bare(answer.json()) for answer in answers] == [first] * 5
    assert (first["status"], first["from_organization"], first["member_id"], first["member_sex"]) == (
        "requested",
        None,
        None,
        None,
    )
    listed = (await get(there, "/transfers"))["items"]
    assert len({str(bare(item)) for item in listed}) == 1
    ones = [await get(there, f"/transfers/{answer.json()['id']}") for answer in answers]
    assert [bare(one) for one in ones] == [first] * 5
    queues = await get(there, "/transfer-queues")
    assert queues["incoming"] == {"waiting_for_us": 0, "waiting_for_them": 5, "overdue": 0}
    outgoing = (await get(here, "/transfers"))["items"]
    assert [(item["member_name"], item["from_organization"]["name"]) for item in outgoing] == [
        ("王小军", "青溪纺织有限公司工会")
    ]
    cancelled = [await act(there, answer.json(), "cancel") for answer in answers]
    assert len({str(bare(answer.json())) for answer in cancelled}) == 1 or {
        answer.json()["status"] for answer in cancelled
    } == {"cancelled"}
    assert [item["status"] for item in (await get(here, "/transfers"))["items"]] == ["cancelled"]


async def test_requests_are_limited(api: Api) -> None:
    """trust.md section 0 row 5: asking about people elsewhere has one daily limit, requests included."""
    there = await api.as_("neighbour_officer")
    assert (await pull(there, id_number(), "王小军", "electronics")).status_code == 201
    async with api.database.transaction(EVERYTHING) as session:
        asked = (await session.scalars(select(Reveal))).one()
        session.add_all(
            Reveal(user_id=asked.user_id, field="existence", reason="pull", at=asked.at)
            for _ in range(ELSEWHERE_A_DAY - 1)
        )
    assert (await pull(there, id_number(), "王小军", "electronics")).status_code == 429


async def test_pulled_released_and_accepted(api: Api) -> None:
    """MBR-02: asked for, released by the leaving union, accepted; only the release tells where the person was."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    member = await join(here, id_number=number)
    asked = (await pull(there, number, " 王 小军 ", "electronics")).json()
    assert (await get(here, f"/members/{member['id']}"))["status"] == "active"
    events = (await get(here, f"/members/{member['id']}/events"))["items"]
    assert (events[0]["kind"], events[0]["facts"]["to"]) == ("transfer_requested", "汇丰电子有限公司工会")
    wrong_side = await act(there, asked, "release")
    assert wrong_side.status_code == 403
    to_answer = await get(here, f"/transfers/{asked['id']}")
    assert (to_answer["side"], to_answer["member_id"]) == ("out", member["id"])
    released = await act(here, to_answer, "release")
    assert released.status_code == 200, released.text
    assert (await get(here, f"/members/{member['id']}"))["status"] == "transfer_out_pending"
    shown = await get(there, f"/transfers/{asked['id']}")
    assert (shown["status"], shown["from_organization"]["name"]) == ("released", "青溪纺织有限公司工会")
    done = await act(there, shown, "accept")
    assert done.status_code == 200, done.text
    assert (await get(there, f"/members/{member['id']}"))["status"] == "active"
    assert (await members_of(api, "qingxi"), await members_of(api, "nanhe")) == (0, 1)


async def figures_of(api: Api, union: str) -> tuple[int, int]:
    """Members and retained, and both again from the rows."""
    city = await api.as_("city_officer")
    shown = (await get(city, f"/organizations/{id_of(union)}"))["figures"]
    rows = (await get(city, f"/members?organization_id={id_of(union)}&limit=100"))["items"]
    counted = [sum(row["status"] in states for row in rows) for states in (_MEMBERS, ("retained",))]
    assert [shown["members"], shown["retained"]] == counted
    return shown["members"], shown["retained"]


_MEMBERS = ("active", "transfer_out_pending")


async def retained(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    rests = await step(client, await join(client, **more), "retain", retain_reason="unemployed")
    assert rests.status_code == 200, rests.text
    return rests.json()  # type: ignore[no-any-return]


async def test_who_is_retained_goes_where_work_was_found(api: Api) -> None:
    """MBR-01, MBR-02, domain-facts 3.2 (一次入会，动态接转): pushed by the old union or asked for by the new one, a
    retained membership stays retained until the day of acceptance and is active there; both counts are right each time."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    pushed = await retained(here)
    assert [one["allowed"] for one in pushed["steps"] if one["step"] == "transfer_out"] == [True]
    made = (await push(here, pushed, "electronics")).json()
    assert (await push(here, pushed, "school")).json()["code"] == "transfer_open"
    waits = await get(here, f"/members/{pushed['id']}")
    assert (waits["status"], waits["status_since"], waits["transfer"]["number"]) == (
        "retained",
        pushed["status_since"],
        made["number"],
    )
    assert (await figures_of(api, "textile"), await figures_of(api, "electronics")) == ((0, 1), (0, 0))
    assert (await get(there, "/transfer-queues"))["incoming"]["waiting_for_us"] == 1
    accepted = await act(there, await get(there, f"/transfers/{made['id']}"), "accept")
    assert accepted.status_code == 200, accepted.text
    assert (await figures_of(api, "textile"), await figures_of(api, "electronics")) == ((0, 0), (1, 0))

    number = id_number()
    pulled = await retained(here, id_number=number)
    asked = (await pull(there, number, "王小军", "electronics")).json()
    released = await act(here, await get(here, f"/transfers/{asked['id']}"), "release")
    assert (released.status_code, released.json()["status"]) == (200, "released"), released.text
    assert (await figures_of(api, "textile"), await figures_of(api, "electronics")) == ((0, 1), (1, 0))
    done = await act(there, await get(there, f"/transfers/{asked['id']}"), "accept")
    assert done.status_code == 200, done.text
    assert (await figures_of(api, "textile"), await figures_of(api, "electronics")) == ((0, 0), (2, 0))
    for member in (pushed, pulled):
        arrived = await get(there, f"/members/{member['id']}")
        assert (arrived["status"], arrived["retain_reason"], arrived["number"]) == ("active", None, member["number"])
        assert [(s["organization_name"], s["ended_by"]) for s in arrived["memberships"]] == [
            ("汇丰电子有限公司工会", None),
            ("青溪纺织有限公司工会", "transferred"),
        ]
        kinds = [item["kind"] for item in (await get(there, f"/members/{member['id']}/events"))["items"]]
        assert kinds[0] == "transfer_accepted"
        assert "retained" in kinds


async def test_who_is_retained_stays_so_when_nothing_comes_of_it(api: Api) -> None:
    """MBR-02: refused, or taken back by either side: retained as before, since the same day, for the same reason."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    member = await retained(here, id_number=number)

    async def require_as_before(kind: str) -> None:
        now = await get(here, f"/members/{member['id']}")
        assert [now[name] for name in ("status", "status_since", "retain_reason", "transfer")] == [
            *("retained", member["status_since"], "unemployed"),
            None,
        ]
        events = (await get(here, f"/members/{member['id']}/events"))["items"]
        assert events[0]["kind"] == kind
        assert await figures_of(api, "textile") == (0, 1)

    made = (await push(here, member, "electronics")).json()
    no = await act(there, await get(there, f"/transfers/{made['id']}"), "reject", reason="不在我单位")
    assert no.status_code == 200, no.text
    await require_as_before("transfer_rejected")
    made = (await push(here, member, "electronics")).json()
    assert (await act(here, made, "cancel")).status_code == 200
    await require_as_before("transfer_cancelled")
    asked = (await pull(there, number, "王小军", "electronics")).json()
    await act(here, await get(here, f"/transfers/{asked['id']}"), "release")
    back = await act(there, await get(there, f"/transfers/{asked['id']}"), "cancel", reason="报到取消")
    assert back.status_code == 200, back.text
    await require_as_before("transfer_cancelled")


async def test_who_resumed_meanwhile_is_not_taken_away(api: Api) -> None:
    """MBR-02: what the transfer was about is no longer so; it is taken back and begun anew."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    member = await retained(here)
    made = (await push(here, member, "electronics")).json()
    assert (await step(here, await get(here, f"/members/{member['id']}"), "resume")).status_code == 200
    refused = await act(there, await get(there, f"/transfers/{made['id']}"), "accept")
    assert (refused.status_code, refused.json()["code"]) == (409, "transfer_outdated")
    assert (await act(here, made, "cancel")).status_code == 200
    assert await figures_of(api, "textile") == (1, 0)


async def test_a_released_request_can_be_taken_back(api: Api) -> None:
    """MBR-02: the asker withdraws after the release; the membership goes on where it was."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    member = await join(here, id_number=number)
    asked = (await pull(there, number, "王小军", "electronics")).json()
    await act(here, await get(here, f"/transfers/{asked['id']}"), "release")
    back = await act(there, await get(there, f"/transfers/{asked['id']}"), "cancel", reason="报到取消")
    assert back.status_code == 200, back.text
    row = await get(here, f"/members/{member['id']}")
    assert (row["status"], row["transfer"]) == ("active", None)
    events = (await get(here, f"/members/{member['id']}/events"))["items"]
    assert (events[0]["kind"], events[0]["facts"]["reason"]) == ("transfer_cancelled", "报到取消")
    assert await members_of(api, "textile") == 1


async def test_a_rejected_request(api: Api) -> None:
    """MBR-02: the leaving union says no; the asker reads the reason and not where it came from."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    member = await join(here, id_number=number)
    asked = (await pull(there, number, "王小军", "electronics")).json()
    await act(here, await get(here, f"/transfers/{asked['id']}"), "reject", reason="劳动关系未解除")
    told = await get(there, f"/transfers/{asked['id']}")
    assert (told["status"], told["answer"], told["from_organization"]) == ("rejected", "劳动关系未解除", None)
    assert (await get(here, f"/members/{member['id']}"))["status"] == "active"


async def test_accepted_twice_at_once(api: Api) -> None:
    """trust.md F-09: one arrival, one open membership, whatever the number of clicks."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    member = await join(here)
    made = (await push(here, member, "electronics")).json()
    answers = await asyncio.gather(
        *(act(there, made, "accept") for _ in range(4)),
        act(here, made, "cancel"),
        act(there, made, "reject", reason="x"),
    )
    assert sorted(answer.status_code for answer in answers).count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 409, 412}
    async with api.database.transaction(EVERYTHING) as session:
        open_ones = await session.scalar(
            select(func.count()).select_from(Membership).where(Membership.ended_on.is_(None))  # type: ignore[union-attr]
        )
        row = await session.get_one(Member, member["id"])
        transfer = await session.get_one(Transfer, made["id"])
    assert (open_ones, row.status) == (1, "active")
    at_home = str(row.organization_id) == str(id_of("textile"))
    assert transfer.status in (("cancelled", "rejected") if at_home else ("accepted",))


async def test_overdue_on_both_sides(api: Api) -> None:
    """MBR-02: after fifteen days the transfer is overdue; the last day is still in time."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    made = (await push(here, await join(here), "electronics")).json()

    async def due(on: Any) -> None:
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(update(Transfer).values(due_on=on))

    await due(today())
    assert (await get(there, f"/transfers/{made['id']}"))["overdue"] is False
    await due(today() - timedelta(days=1))
    assert (await get(there, f"/transfers/{made['id']}"))["overdue"] is True
    assert len((await get(here, "/transfers?overdue=true"))["items"]) == 1
    assert (await get(there, "/transfer-queues"))["incoming"]["overdue"] == 1
    assert (await act(there, made, "accept")).status_code == 200
    assert (await get(here, "/transfers?overdue=true"))["items"] == []


async def test_acceptance_has_its_day(api: Api) -> None:
    """MBR-02: the count moves on the accept date, which lies between the request and today."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    made = (await push(here, await join(here), "electronics")).json()
    for day in (today() - timedelta(days=1), today() + timedelta(days=1)):
        assert (await act(there, made, "accept", on=day.isoformat())).json()["code"] == "transfer_on_impossible"
    assert (await act(there, made, "accept", on=today().isoformat())).status_code == 200


async def test_posts_end_with_the_membership(api: Api) -> None:
    """MBR-08: who goes leaves the post vacant."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    member = await join(here)
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(Member, member["id"])
        session.add(
            Officer(
                organization_id=row.organization_id,
                member_id=row.id,
                code=row.code,
                name=row.name,
                initials=row.initials,
                sex=row.sex,
                post="chair",
                form="part_time",
                started_on=today(),
                created_at=row.created_at,
            )
        )
    await act(there, (await push(here, member, "electronics")).json(), "accept")
    async with api.database.transaction(EVERYTHING) as session:
        post = (await session.scalars(select(Officer))).one()
    assert (post.ended_on, post.end_reason) == (today(), "transferred")


async def test_within_one_scope_both_sides_are_ours(api: Api) -> None:
    """MBR-02: a county sends between two of its unions and may answer for the receiving one."""
    here = await api.as_("county_officer")
    member = await join(here)
    made = (await push(here, member, "cement")).json()
    assert made["side"] == "both"
    assert (await get(here, "/transfer-queues"))["incoming"]["waiting_for_us"] == 1
    done = await act(here, made, "accept")
    assert done.status_code == 200, done.text
    assert await members_of(api, "cement") == 1
    assert await members_of(api, "chengguan") == 0


async def test_the_reader_of_the_other_side_sees_a_masked_name(api: Api) -> None:
    """ROL-05: an auditor of the receiving county sees that somebody is coming, not who."""
    there, auditor = await api.as_("neighbour_officer"), await api.as_("county_auditor")
    member = await join(there, "欧阳娜娜", "electronics")
    await push(there, member, "cement")
    assert [item["member_name"] for item in (await get(auditor, "/transfers"))["items"]] == ["欧**娜"]


async def test_the_line_sees_its_own_ends(api: Api) -> None:
    """ROL-04: the education line acts for its school, in whichever county it lies."""
    here, line = await api.as_("county_officer"), await api.as_("line_officer")
    made = (await push(here, await join(here), "school")).json()
    done = await act(line, await get(line, f"/transfers/{made['id']}"), "accept")
    assert done.status_code == 200, done.text
    assert [item["name"] for item in (await get(line, "/members"))["items"]] == ["王小军"]
    number = id_number()
    await join(here, "李芳", id_number=number)
    assert (await pull(line, number, "李芳", "school")).status_code == 201
    assert (await pull(line, number, "李芳", "electronics")).status_code == 404


async def test_the_directory_names_unions_and_no_more(api: Api) -> None:
    """MBR-02: where a member can be sent, across the city: names of living basic unions and of their counties."""
    client = await api.as_("union_chair")
    found = (await client.get("/organization-directory", params={"q": "汇丰"})).json()["items"]
    assert found == [{"id": str(id_of("electronics")), "name": "汇丰电子有限公司工会", "county_name": "南河县总工会"}]
    by_initials = (await client.get("/organization-directory", params={"q": "hfdz"})).json()["items"]
    assert by_initials == found
    for nothing in ("总工会", "分会", "%", "_", "'; drop table member; --"):
        assert (await client.get("/organization-directory", params={"q": nothing})).json()["items"] == []
    assert (
        await (await api.as_("county_auditor")).get("/organization-directory", params={"q": "汇"})
    ).status_code == 403


async def test_each_side_leaves_an_audit_row(api: Api) -> None:
    """trust.md 8.1.4.3: who sent, who accepted, in the scope of each."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    made = (await push(here, await join(here), "electronics")).json()
    await act(there, made, "accept")
    async with api.database.transaction(EVERYTHING) as session:
        told = (
            await session.execute(
                select(AuditEvent.event, AuditEvent.actor_name)  # type: ignore[call-overload]
                .where(AuditEvent.event.startswith("transfer_"))  # type: ignore[attr-defined]
                .order_by(AuditEvent.id)
            )
        ).all()
    assert [tuple(row) for row in told] == [("transfer_submitted", "何静"), ("transfer_accepted", "杜衡")]


async def test_every_filter_of_the_list(api: Api, queries: Any) -> None:
    """MBR-02: by the union on the other side, by form, reason and the days of the request, alone and together, in a fixed
    number of statements; whom a filter would tell where somebody stands before they are released, it tells nothing."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number()
    people = {name: await join(here, name) for name in ("王小军", "李芳", "赵一鸣")}
    await join(here, "陈建国", "hospital", id_number=number)
    for name, to in (("王小军", "electronics"), ("李芳", "school"), ("赵一鸣", "electronics")):
        assert (await push(here, people[name], to)).status_code == 201
    asked = (await pull(there, number, "陈建国", "school", reason="residence")).json()
    async with api.database.transaction(EVERYTHING) as session:
        long_ago = update(Transfer).values(requested_at=datetime(2026, 1, 31, 15, 59, tzinfo=UTC))
        await session.execute(long_ago.where(Transfer.member_name == "王小军"))  # type: ignore[arg-type]
        just_after = update(Transfer).values(requested_at=datetime(2026, 1, 31, 16, 0, tzinfo=UTC))
        await session.execute(just_after.where(Transfer.member_name == "李芳"))  # type: ignore[arg-type]

    async def named(client: httpx.AsyncClient, **filters: Any) -> list[str]:
        page = await client.get("/transfers", params={"with_total": True} | filters)
        assert page.status_code == 200, page.text
        names = sorted(item["member_name"] for item in page.json()["items"])
        assert page.json()["total"] == len(names)
        return names

    electronics, school, hospital = (str(id_of(key)) for key in ("electronics", "school", "hospital"))
    expected: list[tuple[dict[str, Any], list[str]]] = [
        ({"other_id": electronics}, ["王小军", "赵一鸣"]),
        ({"other_id": school}, ["李芳", "陈建国"]),
        ({"other_id": school, "form": "push"}, ["李芳"]),
        ({"form": ["push", "pull"]}, ["李芳", "王小军", "赵一鸣", "陈建国"]),
        ({"reason": "residence"}, ["陈建国"]),
        ({"reason": ["residence", "new_employer"], "other_id": electronics}, ["王小军", "赵一鸣"]),
        ({"requested_on[lte]": "2026-01-31"}, ["王小军"]),
        ({"requested_on[gte]": "2026-02-01", "requested_on[lte]": "2026-02-01"}, ["李芳"]),
        ({"requested_on[gte]": today().isoformat(), "form": "push"}, ["赵一鸣"]),
        ({"other_id": str(ABSENT)}, []),
    ]
    for filters, names in expected:
        with queries(at_most=6):
            assert await named(here, **filters) == sorted(names), filters
    textile = str(id_of("textile"))
    assert await named(there, other_id=textile) == ["李芳", "王小军", "赵一鸣"]
    # Where the person stands who was asked for is told by the release and by nothing before.
    assert await named(there, other_id=hospital) == []
    await act(here, await get(here, f"/transfers/{asked['id']}"), "release")
    assert await named(there, other_id=hospital) == ["陈建国"]
    wrong = await here.get("/transfers", params={"form": "pushed"})
    assert wrong.status_code in (400, 422)


async def test_a_dissolved_destination(api: Api) -> None:
    """MBR-02: what it was about is no longer so: nothing moves, and it can be taken back."""
    here, there = await api.as_("county_officer"), await api.as_("neighbour_officer")
    member = await join(here)
    made = (await push(here, member, "electronics")).json()
    async with api.database.transaction(EVERYTHING) as session:
        from backend.db.tables.organization import Organization

        await session.execute(
            update(Organization).values(status="dissolved").where(Organization.id == id_of("electronics"))  # type: ignore[arg-type]
        )
    refused = await act(there, made, "accept")
    assert (refused.status_code, refused.json()["code"]) == (409, "transfer_outdated")
    assert (await act(here, made, "cancel")).status_code == 200
    assert (await get(here, f"/members/{member['id']}"))["status"] == "active"


async def test_a_request_cannot_be_made_for_somebody_elses_union(api: Api) -> None:
    """ROL-01: the destination of a request lies in the caller's own scope; the door checks it again."""
    there = await api.as_("neighbour_officer")
    assert (await pull(there, id_number(), "王小军", "logistics")).status_code == 404
    async with api.database.transaction(EVERYTHING) as session:
        assert await session.scalar(select(func.count()).select_from(Transfer)) == 0


def test_drafts_are_not_shared() -> None:
    """Two drafts have two numbers: otherwise half of these tests would prove nothing."""
    assert draft()["id_number"] != draft()["id_number"]
