"""The record: who reads what of it, and its verification over HTTP (GB/T 22239 8.1.4.3; trust.md 1.5, 3.1)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from backend.db import seal
from backend.domain.access import EVERYTHING
from tests.api.test_grants import draft, propose
from tests.api.test_sign_in import browser, give_password, rows, sign_in, signed_in
from tests.api.things import place_things
from tests.conftest import Api
from tests.town import id_of


async def something_happens(api: Api) -> None:
    """An edit in 青溪县, another in 南河县, a proposal by the city's security administrator."""
    for person, union in (("county_officer", "textile"), ("neighbour_officer", "electronics")):
        client = await api.as_(person)
        answer = await client.patch(
            f"/organizations/{id_of(union)}", json={"address": "新址 1 号"}, headers={"If-Match": '"v1"'}
        )
        assert answer.status_code == 200, answer.text
    assert (await propose(await api.as_("security_admin"), draft("integrator", "officer", "qingxi"))).status_code == 201


async def seal_all(api: Api) -> None:
    async with api.database.transaction(EVERYTHING) as session:
        await seal.seal(session, datetime.now(UTC))


async def listed(client: httpx.AsyncClient, **params: Any) -> list[dict[str, Any]]:
    answer = await client.get("/audit", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def test_the_audit_administrator_reads_everything(api: Api, queries: Any) -> None:
    """Newest first, with filters; a page at a time; few statements."""
    await something_happens(api)
    client = await api.as_("audit_admin")
    with queries(at_most=6):
        events = await listed(client)
    assert [event["event"] for event in events] == ["grant_proposed", "organization_edited", "organization_edited"]
    assert events[1]["actor_name"] == "杜衡"
    assert events[1]["facts"]["changes"]["address"] == ["", "新址 1 号"]
    assert events[1]["organization_name"] == "汇丰电子有限公司工会"
    by = {
        "actor_id": str(id_of("user:county_officer")),
        "actor_name": "何静",
        "object_id": str(id_of("textile")),
        "under_id": str(id_of("chengguan")),
        "request_id": events[2]["request_id"],
    }
    for name, value in by.items():
        assert [event["id"] for event in await listed(client, **{name: value})] == [events[2]["id"]], name
    assert len(await listed(client, event=["grant_proposed", "x"])) == 1
    assert len(await listed(client, object_kind="organization")) == 2
    future = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert await listed(client, since=future) == []
    assert len(await listed(client, until=future)) == 3
    first = (await client.get("/audit", params={"limit": 2, "with_total": True})).json()
    second = (await client.get("/audit", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert first["total"] == 3
    assert [event["id"] for event in first["items"] + second["items"]] == [event["id"] for event in events]


async def test_events_come_in_words(api: Api) -> None:
    """A sentence, and facts from what to what; in the reader's language; names only of what the reader may know."""
    await something_happens(api)
    client = await api.as_("audit_admin")
    grant, _, edited = await listed(client)
    assert edited["sentence"] == "何静修改了工会“青溪纺织有限公司工会”的资料"
    assert (edited["label"], edited["kind_label"]) == ("修改工会", "工会")
    assert edited["told"] == [{"fact": "changes.address", "label": "地址", "before": "—", "after": "新址 1 号"}]
    assert {"fact": "role", "label": "岗位", "before": None, "after": "干事"} in grant["told"]
    assert grant["sentence"] == f"安全甲提出了给“{grant['facts']['user_name']}”的授权"
    english = (await client.get(f"/audit/{edited['id']}", headers={"Accept-Language": "en"})).json()
    assert english["sentence"] == "何静 changed the record of the union “青溪纺织有限公司工会”"
    assert english["told"][0]["label"] == "Address"

    await place_things(api)
    member = str(id_of("member:textile"))
    officer = await api.as_("county_officer")
    step = {"step": "retain", "on": "2026-11-20", "retain_reason": "unemployed", "reason": "停产"}
    answer = await officer.post(f"/members/{member}/steps", json=step, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200, answer.text
    mine = (await officer.get("/me/audit")).json()["items"][0]
    name = answer.json()["name"]
    assert mine["sentence"] == f"何静为会员“{name}”办理了保留会籍"
    assert [(row["label"], row["before"], row["after"]) for row in mine["told"]] == [
        ("状态", "在册", "保留会籍"),
        ("日期", None, "2026-11-20"),
        ("原因", None, "停产"),
        ("保留会籍的原因", None, "失业"),
    ]
    theirs = (await listed(client, object_id=member))[0]
    assert theirs["sentence"] == "何静为会员办理了保留会籍"
    assert name not in str(theirs)


async def test_nobody_else_reads_it(api: Api) -> None:
    """trust.md 1.5: administrators and officers read their own acts only; a county's auditor reads the county."""
    await something_happens(api)
    for person in ("system_admin", "security_admin", "county_officer", "city_chair", "county_auditor", "member"):
        assert (await (await api.as_(person)).get("/audit")).status_code == 403
    own = (await (await api.as_("county_officer")).get("/me/audit")).json()["items"]
    assert [event["actor_name"] for event in own] == ["何静"]
    assert (await (await api.as_("county_chair")).get("/me/audit")).json()["items"] == []
    await rows(
        api,
        "update role_grant g set organization_id = o.id, code = o.code from organization o where o.id = :o and g.role = 'audit_admin' returning 1",
        o=id_of("qingxi"),
    )
    county = await api.as_("audit_admin")
    everything = await rows(api, "select id from audit_event order by id desc")
    names = {event["organization_name"] for event in await listed(county)}
    assert names == {"青溪县总工会", "青溪纺织有限公司工会"}
    foreign = await rows(api, "select id from audit_event where object_id = :id", id=id_of("electronics"))
    missing = await county.get(f"/audit/{foreign[0][0]}")
    absent = await county.get(f"/audit/{everything[0][0] + 1000}")
    same = [{k: v for k, v in a.json().items() if k not in ("request_id", "instance")} for a in (missing, absent)]
    assert missing.status_code == absent.status_code == 404
    assert same[0] == same[1]
    refused = await county.post("/audit-verifications", json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "audit_whole_city_needed")


async def test_one_event_and_its_seal(api: Api) -> None:
    """Sealed within a second by the worker; then it says where."""
    await something_happens(api)
    client = await api.as_("audit_admin")
    event = (await listed(client))[0]
    one = (await client.get(f"/audit/{event['id']}")).json()
    assert (one["sealed"], one["seal"]) == (False, None)
    await seal_all(api)
    one = (await client.get(f"/audit/{event['id']}")).json()
    assert one["sealed"] is True
    assert one["seal"]["number"] == 1
    assert (await client.get("/audit/abc")).status_code == 422
    assert (await client.get("/audit/99999999999999999999")).status_code == 404


async def test_verification(api: Api, cluster: Any) -> None:
    """I7: the chain holds; after somebody with the machine in hand has changed an event, it says where it does not."""
    client = await api.as_("audit_admin")
    empty = (await client.post("/audit-verifications", json={})).json()
    assert (empty["ok"], empty["events"], empty["head"]) == (True, 0, None)
    await something_happens(api)
    before = (await client.post("/audit-verifications", json={})).json()
    assert (before["ok"], before["unsealed_events"]) == (True, 3)
    await seal_all(api)
    good = (await client.post("/audit-verifications", json={})).json()
    assert (good["ok"], good["events"], good["seals"], good["unsealed_events"]) == (True, 3, 1, 0)
    assert (await client.get("/audit-seals")).json()["items"][0]["hash"] == good["head"]["hash"]
    kept = {"number": good["head"]["number"], "hash": good["head"]["hash"]}
    assert (await client.post("/audit-verifications", json={"head": kept})).json()["ok"] is True
    wrong = (await client.post("/audit-verifications", json={"head": {**kept, "hash": "0" * 64}})).json()
    assert wrong["first_break"]["reason"] == "head_differs"

    import asyncpg

    superuser = await asyncpg.connect(cluster.server.url("superuser", api.database.engine.url.database or ""))
    await superuser.execute("set session_replication_role = replica")
    await superuser.execute("update audit_event set actor_name = '别人' where id = (select min(id) from audit_event)")
    await superuser.close()
    bad = (await client.post("/audit-verifications", json={})).json()
    assert (bad["ok"], bad["first_break"]["reason"], bad["first_break"]["number"]) == (False, "changed", 1)
    assert "改动" in bad["first_break"]["sentence"]


async def test_acts_at_the_door_are_on_record(api: Api) -> None:
    """ASVS 16.3.1: success, failure, sign-out; a failure that is refused is recorded all the same, without the name."""
    await give_password(api, "county_officer")
    await sign_in(browser(api), "county_officer", "wrong")
    await sign_in(browser(api), "my-password-typed-here", "wrong")
    client = await signed_in(api, "county_officer")
    await client.post("/auth/logout")
    events = await listed(await api.as_("audit_admin"))
    assert [event["event"] for event in events] == ["signed_out", "signed_in", "sign_in_failed", "sign_in_failed"]
    assert "my-password-typed-here" not in str(events)
    assert events[3]["object_id"] == str(id_of("user:county_officer"))
    assert events[3]["actor_id"] is None
    assert events[3]["address"] == "127.0.0.1"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
async def test_nothing_changes_an_event(api: Api, method: str) -> None:
    """There is no such operation."""
    client = await api.as_("audit_admin")
    answer = await client.request(method, f"/audit/{uuid4().int % 1000 + 1}")
    assert answer.status_code == 405
