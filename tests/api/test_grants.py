"""Roles: proposed by one, approved by another, kept apart, ended, handed over (ROL-01…08; ORG-22; trust.md 1.5)."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from backend.domain.calendar import day_of
from tests.api.test_sign_in import Clock, clock, rows
from tests.conftest import Api
from tests.town import id_of, today

__all__ = ["clock"]


def draft(person: str, role: str, union: str, **more: Any) -> dict[str, Any]:
    return {
        "user_id": str(id_of(f"user:{person}")),
        "role": role,
        "organization_id": str(id_of(union)),
        "starts_on": today().isoformat(),
        **more,
    }


async def propose(client: httpx.AsyncClient, body: dict[str, Any], path: str = "/grants") -> httpx.Response:
    return await client.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})


async def step(client: httpx.AsyncClient, path: str, name: str, version: int = 1) -> httpx.Response:
    return await client.post(f"{path}/steps", json={"step": name}, headers={"If-Match": f'"v{version}"'})


async def test_propose_and_approve(api: Api) -> None:
    """trust.md 1.5: nothing holds before a second security administrator approves; then it holds at once."""
    first, second = await api.as_("security_admin"), await api.as_("second_security_admin")
    integrator = await api.as_("integrator")
    answer = await propose(first, draft("integrator", "officer", "chengguan", reason="换届"))
    assert answer.status_code == 201, answer.text
    path = f"/grants/{answer.json()['id']}"
    assert (await integrator.get("/members")).status_code == 403
    own = await step(first, path, "approve")
    assert (own.status_code, own.json()["code"]) == (409, "same_hands")
    assert [s["allowed"] for s in answer.json()["steps"] if s["step"] == "approve"] == [False]
    system = await step(await api.as_("system_admin"), path, "approve")
    assert (system.status_code, system.json()["code"]) == (403, "step_not_allowed")
    approved = await step(second, path, "approve")
    assert approved.json()["status"] == "active"
    assert approved.json()["approved_by_name"] == "安全乙"
    assert (await integrator.get("/members")).status_code == 200
    revoked = await step(first, path, "revoke", 2)
    assert revoked.json()["status"] == "revoked"
    assert (await integrator.get("/members")).status_code == 403
    events = [
        row[0] for row in await rows(api, "select event from audit_event where object_kind = 'role_grant' order by id")
    ]
    assert events == ["grant_proposed", "grant_approved", "grant_revoked"]
    with pytest.raises(Exception, match="four_eyes"):
        await rows(api, "update role_grant set approved_by = made_by where made_by is not null returning 1")


@pytest.mark.parametrize(
    ("person", "role", "code"),
    [
        ("system_admin", "audit_admin", "duties_not_separate"),
        ("system_admin", "security_admin", "duties_not_separate"),
        ("audit_admin", "system_admin", "duties_not_separate"),
        ("county_officer", "security_admin", "security_duty_not_alone"),
        ("second_security_admin", "officer", "security_duty_not_alone"),
    ],
)
async def test_the_three_administrators_are_three_people(api: Api, person: str, role: str, code: str) -> None:
    """GB/T 22239 8.1.4.2; trust.md 1.5 a."""
    answer = await propose(await api.as_("security_admin"), draft(person, role, "city"))
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_duties_are_kept_apart_over_scopes(api: Api) -> None:
    """A county's security administrator does not see the city's grants, and still cannot join two duties."""
    await rows(
        api,
        "update user_account set organization_id = o.id, code = o.code from organization o where o.id = :o and login = 'audit_admin' returning 1",
        o=id_of("qingxi"),
    )
    await rows(
        api,
        "update role_grant set role = 'security_admin' where user_id = :id returning 1",
        id=id_of("user:county_officer"),
    )
    client = await api.as_("county_officer")
    answer = await propose(client, draft("audit_admin", "system_admin", "qingxi"))
    assert (answer.status_code, answer.json()["code"]) == (409, "duties_not_separate")
    elsewhere = await propose(client, draft("neighbour_officer", "finance", "qingxi"))
    assert elsewhere.status_code == 404
    outside = await propose(client, draft("township_officer", "finance", "nanhe"))
    assert outside.status_code == 404


async def test_the_database_keeps_duties_apart_too(api: Api) -> None:
    """Two proposals at once pass a check that only reads; one of them fails at the wall. Periods apart are no clash."""
    client = await api.as_("security_admin")
    other = await api.as_("second_security_admin")
    answers = await asyncio.gather(
        propose(client, draft("integrator", "system_admin", "city")),
        propose(other, draft("integrator", "audit_admin", "city")),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    insert = (
        "insert into role_grant (id, user_id, role, tree, organization_id, code, starts_on, ends_on, status, reason, "
        "created_at, version) values (gen_random_uuid(), :u, :role, 'territory', :o, 1, :since, null, 'active', '', now(), 1) "
        "returning 1"
    )
    ids = {"u": id_of("user:system_admin"), "o": id_of("city"), "since": date(2026, 1, 1)}
    for role in ("audit_admin", "security_admin"):
        with pytest.raises(Exception, match="role_grant_duties_check"):
            await rows(api, insert, role=role, **ids)
    assert await rows(api, insert, role="chair", **ids) == [(1,)]
    await rows(
        api,
        "update role_grant set ends_on = '2025-12-31' where user_id = :u and role = 'system_admin' returning 1",
        u=ids["u"],
    )
    later = {**ids, "since": date(2026, 1, 1)}
    assert await rows(api, insert, role="audit_admin", **later) == [(1,)]


async def test_nobody_serves_themselves(api: Api) -> None:
    """trust.md 1.5 c, d: no role for oneself, none for an account one made, no approval of one's own."""
    client, second = await api.as_("security_admin"), await api.as_("second_security_admin")
    own = await propose(client, draft("security_admin", "chair", "city"))
    assert own.json()["code"] == "same_hands"
    await rows(
        api,
        "update user_account set made_by = :by where login = 'integrator' returning 1",
        by=id_of("user:second_security_admin"),
    )
    assert (await propose(second, draft("integrator", "officer", "qingxi"))).json()["code"] == "same_hands"
    answer = await propose(client, draft("integrator", "officer", "qingxi"))
    refused = await step(second, f"/grants/{answer.json()['id']}", "approve")
    assert refused.json()["code"] == "same_hands"


async def test_where_a_role_can_be_given(api: Api) -> None:
    """ROL-01, ROL-05: administrators from the county up; over a line only on the union that leads it; days in order."""
    client = await api.as_("security_admin")
    low = await propose(client, draft("integrator", "system_admin", "chengguan"))
    assert low.json()["code"] == "grant_no_such_duty"
    no_lead = await propose(client, draft("integrator", "officer", "qingxi", tree="line"))
    assert no_lead.json()["code"] == "grant_not_a_lead"
    over = await propose(client, draft("integrator", "officer", "qingxi", starts_on="2020-01-01", ends_on="2020-02-01"))
    assert (over.status_code, over.json()["code"]) == (422, "grant_over")
    wrong = await propose(client, draft("integrator", "officer", "qingxi", ends_on="2020-02-01"))
    assert wrong.json()["errors"][0]["pointer"] == "/ends_on"
    twice = await propose(client, draft("county_officer", "officer", "qingxi"))
    assert twice.json()["code"] == "grant_exists"
    await rows(api, "update user_account set status = 'disabled' where login = 'integrator' returning 1")
    assert (await propose(client, draft("integrator", "officer", "qingxi"))).json()["code"] == "user_not_active"
    line = await propose(client, draft("third_officer", "officer", "education", tree="line"))
    assert line.status_code == 201


async def test_two_security_administrators_stay(api: Api) -> None:
    """Or nothing could be approved any more."""
    client = await api.as_("second_security_admin")
    found = (
        await client.get("/grants", params={"role": "security_admin", "user_id": str(id_of("user:security_admin"))})
    ).json()
    answer = await step(client, f"/grants/{found['items'][0]['id']}", "revoke")
    assert (answer.status_code, answer.json()["code"]) == (409, "security_admins_too_few")


async def test_hand_over(api: Api, clock: Clock) -> None:
    """ORG-22: at a change of office the one's roles end and the other's begin in one act, approved by a second."""
    first, second = await api.as_("security_admin"), await api.as_("second_security_admin")
    on = day_of(clock.now) + timedelta(days=1)
    body = {
        "from_user_id": str(id_of("user:county_officer")),
        "to_user_id": str(id_of("user:integrator")),
        "organization_id": str(id_of("qingxi")),
        "roles": ["officer"],
        "starts_on": on.isoformat(),
        "reason": "第八届换届",
    }
    nothing = await propose(first, {**body, "roles": ["finance"]}, "/grant-handovers")
    assert nothing.json()["code"] == "handover_nothing"
    assert (await propose(first, {**body, "roles": []}, "/grant-handovers")).status_code == 422
    answer = await propose(first, body, "/grant-handovers")
    assert answer.status_code == 201, answer.text
    path = f"/grant-handovers/{answer.json()['id']}"
    assert (await step(first, path, "approve")).json()["code"] == "same_hands"
    done = await step(second, path, "approve")
    assert done.json()["status"] == "done"
    grants = await rows(
        api,
        "select user_id, status, starts_on, ends_on from role_grant where organization_id = :o and role = 'officer' order by starts_on",
        o=id_of("qingxi"),
    )
    assert grants == [
        (id_of("user:county_officer"), "active", date(2020, 1, 1), on - timedelta(days=1)),
        (id_of("user:integrator"), "active", on, None),
    ]
    old, new = await api.as_("county_officer"), await api.as_("integrator")
    assert (await old.get("/members")).status_code == 200
    assert (await new.get("/members")).status_code == 403
    await rows(
        api,
        "update sign_in_session set started_at = :at, last_seen_at = :at returning 1",
        at=clock.now + timedelta(days=1),
    )
    clock.go(days=1)
    tokens = {person: await fresh(api, person, clock) for person in ("county_officer", "integrator")}
    assert (await tokens["county_officer"].get("/members")).status_code == 403
    assert (await tokens["integrator"].get("/members")).status_code == 200
    assert (await step(second, path, "approve", 2)).status_code in (401, 409)
    listed = await rows(api, "select event from audit_event where object_kind = 'grant_handover' order by id")
    assert [row[0] for row in listed] == ["handover_proposed", "handover_approved"]


async def fresh(api: Api, person: str, clock: Clock) -> httpx.AsyncClient:
    """A client whose token is of the clock's present."""
    from backend.api import tokens

    who = {"user_id": id_of(f"user:{person}"), "session_id": id_of(f"session:{person}")}
    token = tokens.issue(api.ring, use=tokens.Use.ACCESS, now=clock.now, **who)
    return api.anonymous(Authorization=f"Bearer {token}")


async def test_list_of_grants(api: Api, queries: Any) -> None:
    """By user, union, role, state; only those of the subtree."""
    client = await api.as_("security_admin")
    with queries(at_most=6):
        answer = await client.get("/grants", params={"with_total": True, "in_force": True})
    assert answer.json()["total"] == 18
    one = await client.get("/grants", params={"under_id": str(id_of("qingxi")), "role": "auditor"})
    assert [item["user_name"] for item in one.json()["items"]] == ["郑海"]
    assert (await client.get("/grants", params={"in_force": False})).json()["items"] == []
    assert (await client.get(f"/grants/{uuid4()}")).status_code == 404
    assert (await (await api.as_("county_officer")).get("/grants")).status_code == 403
