"""Accounts: one makes them, another approves them, nobody knows the password (ROL-01…08; trust.md 1.5)."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.api.test_sign_in import PASSWORD, Clock, browser, clock, give_password, rows, sign_in, signed_in
from tests.conftest import Api
from tests.town import id_of

__all__ = ["clock"]

DRAFT = {"login": "zhang.wei", "name": "张伟", "organization_id": str(id_of("qingxi"))}


async def step(client: httpx.AsyncClient, id: str, name: str, **more: Any) -> httpx.Response:
    """A step with an account as it is now."""
    version = (await client.get(f"/users/{id}")).headers.get("etag", '"v1"')
    return await client.post(f"/users/{id}/steps", json={"step": name, **more}, headers={"If-Match": version})


async def made(api: Api) -> dict[str, Any]:
    answer = await (await api.as_("system_admin")).post("/users", json=DRAFT)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_make_approve_and_sign_in(api: Api, clock: Clock) -> None:
    """ASVS 6.4.1, 6.4.6: a random password shown once, no use before approval, 72 hours, to be changed at once."""
    new = await made(api)
    id, password = new["user"]["id"], new["first_password"]
    assert new["user"]["status"] == "pending"
    assert len(password) >= 19
    assert (await sign_in(browser(api), "zhang.wei", password)).status_code == 401
    system, security = await api.as_("system_admin"), await api.as_("security_admin")
    assert password not in (await system.get(f"/users/{id}")).text
    refused = await step(system, id, "approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "step_not_allowed")
    approved = await step(security, id, "approve")
    assert approved.json()["user"]["status"] == "active"
    assert approved.json()["user"]["approved_by_name"] == "安全甲"
    assert approved.json()["first_password"] is None
    client = browser(api)
    answer = (await sign_in(client, "zhang.wei", password)).json()
    assert answer["state"] == "password_change_required"
    told = str(await rows(api, "select * from audit_event"))
    assert password not in told
    assert "user_made" in told
    assert "user_approved" in told
    assert password not in str(await rows(api, "select * from idempotency_key"))


async def test_a_first_password_expires(api: Api, clock: Clock) -> None:
    """ASVS 6.4.1: 72 hours after the approval it is worth nothing."""
    new = await made(api)
    clock.go(days=30)
    await step(await api_as(api, clock, "security_admin"), new["user"]["id"], "approve")
    clock.go(hours=72)
    assert (await sign_in(browser(api), "zhang.wei", new["first_password"])).status_code == 401
    clock.go(seconds=-1)
    assert (await sign_in(browser(api), "zhang.wei", new["first_password"])).status_code == 200


async def api_as(api: Api, clock: Clock, person: str) -> httpx.AsyncClient:
    """Somebody with a session of the clock's present."""
    await rows(api, "delete from user_credential where user_id = :id returning 1", id=id_of(f"user:{person}"))
    await give_password(api, person)
    return await signed_in(api, person)


async def test_who_made_an_account_does_not_approve_it(api: Api) -> None:
    """trust.md 1.5 c, d: in the domain and once more in the database."""
    new = await made(api)
    id = new["user"]["id"]
    await rows(
        api, "update user_account set made_by = :by where id = :id returning 1", id=id, by=id_of("user:security_admin")
    )
    refused = await step(await api.as_("security_admin"), id, "approve")
    assert (refused.status_code, refused.json()["code"]) == (409, "same_hands")
    shown = (await (await api.as_("security_admin")).get(f"/users/{id}")).json()["steps"]
    assert [s["allowed"] for s in shown if s["step"] == "approve"] == [False]
    with pytest.raises(Exception, match="four_eyes"):
        await rows(api, "update user_account set approved_by = made_by where id = :id returning 1", id=id)


async def test_disable_ends_everything_and_enable_needs_approval(api: Api) -> None:
    """ASVS 7.4.2: the sessions of a disabled account are over; it comes back through both administrators."""
    await give_password(api, "county_officer")
    officer = await signed_in(api, "county_officer")
    id = str(id_of("user:county_officer"))
    system, security = await api.as_("system_admin"), await api.as_("security_admin")
    disabled = await step(system, id, "disable", reason="调离")
    assert disabled.json()["ended_sessions"] == 1
    assert (await officer.get("/me")).status_code == 401
    assert (await officer.post("/auth/refresh")).status_code == 401
    assert (await sign_in(browser(api), "county_officer")).status_code == 401
    assert (await step(system, id, "enable")).json()["user"]["status"] == "pending"
    assert (await step(security, id, "approve")).json()["user"]["status"] == "active"
    assert (await sign_in(browser(api), "county_officer")).json()["state"] == "signed_in"


async def test_reset_a_password(api: Api) -> None:
    """ROL-01: the old one is worth nothing, the new one is shown once and must be changed."""
    await give_password(api, "county_officer")
    id = str(id_of("user:county_officer"))
    answer = (await step(await api.as_("system_admin"), id, "reset_password")).json()
    assert (await sign_in(browser(api), "county_officer")).status_code == 401
    client = browser(api)
    state = (await sign_in(client, "county_officer", answer["first_password"])).json()
    assert state["state"] == "password_change_required"
    client.headers["Authorization"] = f"Bearer {state['access_token']}"
    body = {"old_password": answer["first_password"], "new_password": PASSWORD}
    assert (await client.post("/auth/password", json=body)).json()["code"] == "password_reused"


async def test_resetting_an_administrator_needs_two(api: Api) -> None:
    """trust.md 1.5: or the system administrator could sign in as the audit administrator."""
    await give_password(api, "audit_admin")
    system, id = await api.as_("system_admin"), str(id_of("user:audit_admin"))
    answer = (await step(system, id, "reset_password")).json()
    assert answer["user"]["status"] == "pending"
    assert (await sign_in(browser(api), "audit_admin", answer["first_password"])).status_code == 401
    await step(await api.as_("security_admin"), id, "approve")
    assert (await sign_in(browser(api), "audit_admin", answer["first_password"])).status_code == 200
    locked_in = await step(system, str(id_of("user:security_admin")), "disable")
    assert (locked_in.status_code, locked_in.json()["code"]) == (409, "security_admins_too_few")


async def test_nobody_mends_their_own_account(api: Api) -> None:
    """trust.md 1.5 d."""
    answer = await step(await api.as_("system_admin"), str(id_of("user:system_admin")), "end_sessions")
    assert (answer.status_code, answer.json()["code"]) == (409, "same_hands")


async def test_unlock(api: Api) -> None:
    """A locked account is opened again before its time."""
    await give_password(api, "county_officer")
    for _ in range(5):
        await sign_in(browser(api), "county_officer", "wrong")
        await rows(api, "update sign_in_attempt set address = 'elsewhere' returning 1")
    assert (await sign_in(browser(api), "county_officer")).status_code == 429
    assert (await step(await api.as_("system_admin"), str(id_of("user:county_officer")), "unlock")).status_code == 200
    assert (await sign_in(browser(api), "county_officer")).status_code == 200


async def test_lost_authenticator(api: Api) -> None:
    """The system administrator removes it, the sessions end."""
    await rows(api, "update user_account set totp_enabled = true where login = 'county_officer' returning 1")
    await give_password(api, "county_officer")
    answer = await step(await api.as_("system_admin"), str(id_of("user:county_officer")), "reset_totp")
    assert answer.json()["user"]["totp_enabled"] is False


async def test_list_of_accounts(api: Api, queries: Any) -> None:
    """In the subtree, by name, role and state, in few statements."""
    client = await api.as_("system_admin")
    with queries(at_most=6):
        answer = await client.get("/users", params={"with_total": True, "limit": 5})
    assert answer.json()["total"] == 18
    names: list[str] = []
    url: str | None = "/users?limit=5"
    while url:
        page = await client.get(url.replace("/api/v1", ""))
        names += [item["name"] for item in page.json()["items"]]
        url = page.links.get("next", {}).get("url")
    assert len(names) == len(set(names)) == 18
    found = (await client.get("/users", params={"q": "何", "role": "officer"})).json()["items"]
    assert [(item["name"], item["roles"]) for item in found] == [("何静", ["officer"])]
    under = (await client.get("/users", params={"under_id": str(id_of("chengguan"))})).json()["items"]
    assert {item["login"] for item in under} == {"township_officer", "union_chair", "sibling_chair", "member"}


async def test_a_county_administrator_sees_the_county(api: Api) -> None:
    """ROL-01: accounts of other counties answer as if they did not exist, and cannot be mended."""
    await rows(
        api,
        "update role_grant set role = 'system_admin' where user_id = :id returning 1",
        id=id_of("user:county_officer"),
    )
    client = await api.as_("county_officer")
    assert (await client.get(f"/users/{id_of('user:township_officer')}")).status_code == 200
    for person in ("neighbour_officer", "city_officer"):
        assert (await client.get(f"/users/{id_of(f'user:{person}')}")).status_code == 404
        assert (await step(client, str(id_of(f"user:{person}")), "disable")).status_code == 404
    outside = {**DRAFT, "organization_id": str(id_of("nanhe"))}
    assert (await client.post("/users", json=outside)).status_code == 404


@pytest.mark.parametrize("login", ["ab", "1abc", "a b c", "张伟伟", "a..b", "x" * 41, "-abc"])
async def test_logins_have_one_form(api: Api, login: str) -> None:
    """What cannot be told over the telephone is no login."""
    answer = await (await api.as_("system_admin")).post("/users", json={**DRAFT, "login": login})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/login"


async def test_a_login_is_taken_once(api: Api) -> None:
    """In every spelling."""
    await made(api)
    again = await (await api.as_("system_admin")).post("/users", json={**DRAFT, "login": " ＺＨＡＮＧ.wei "})
    assert (again.status_code, again.json()["code"]) == (409, "login_taken")


async def test_steps_need_the_present_version(api: Api) -> None:
    """412 when somebody was there before, 428 without a version."""
    client, id = await api.as_("system_admin"), id_of("user:county_officer")
    body = {"step": "end_sessions"}
    assert (await client.post(f"/users/{id}/steps", json=body)).status_code == 428
    stale = await client.post(f"/users/{id}/steps", json=body, headers={"If-Match": '"v9"'})
    assert stale.status_code == 412
    assert (await client.post(f"/users/{uuid4()}/steps", json=body, headers={"If-Match": '"v1"'})).status_code == 404
