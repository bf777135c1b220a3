"""Signing in: password, second factor, lock-out, refresh, sessions (ROL-01…08; trust.md 1.4, 2.2, 2.8, A-04…A-07)."""

import asyncio
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pyotp
import pytest
from sqlalchemy import text

from backend.api.account.entrance import DEVICE_COOKIE, REFRESH_COOKIE, hasher
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.town import ABSENT, id_of

PASSWORD = "Kf7m-Wq3t-Rn9d-Hx4p"
PAGE = {"Origin": "https://testserver", "Unionhome-Client": "web"}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.now

    def go(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(api: Api) -> Clock:
    api.app.state.clock = Clock()
    return api.app.state.clock  # type: ignore[no-any-return]


async def give_password(api: Api, person: str, password: str = PASSWORD, **columns: Any) -> UUID:
    """Somebody of the town gets a password."""
    user_id = id_of(f"user:{person}")
    hashed = await hasher().hash(password)
    now = api.app.state.clock() if hasattr(api.app.state, "clock") else datetime.now(UTC)
    row = {"id": user_id, "hash": hashed, "at": now, "until": None} | columns
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "insert into user_credential (user_id, password_hash, previous_hashes, password_changed_at, "
                "first_password_until, recovery_hashes) values (:id, :hash, '{}', :at, :until, '{}')"
            ),
            row,
        )
    return user_id


def browser(api: Api) -> httpx.AsyncClient:
    """A browser on the product's own page: it keeps cookies and sends its origin."""
    client = api.anonymous(**PAGE)
    client.base_url = httpx.URL("https://testserver/api/v1")
    return client


async def sign_in(client: httpx.AsyncClient, person: str, password: str = PASSWORD) -> httpx.Response:
    return await client.post("/auth/sign-in", json={"login": person, "password": password})


async def signed_in(api: Api, person: str, password: str = PASSWORD) -> httpx.AsyncClient:
    """A browser that has signed in."""
    client = browser(api)
    answer = await sign_in(client, person, password)
    assert answer.json()["state"] == "signed_in", answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client


async def events(api: Api, user_id: UUID | None = None) -> list[str]:
    async with api.database.transaction(EVERYTHING) as session:
        where = "where object_id = :id" if user_id else "where object_id is null"
        found = await session.execute(text(f"select event from audit_event {where} order by id"), {"id": user_id})
        return list(found.scalars())


async def rows(api: Api, statement: str, **values: Any) -> list[Any]:
    async with api.database.transaction(EVERYTHING) as session:
        return list((await session.execute(text(statement), values)).all())


async def test_sign_in_with_a_password(api: Api) -> None:
    """ROL-01: a session begins, the refresh token is in the cookie only, the audit tells."""
    user_id = await give_password(api, "county_officer")
    client = browser(api)
    answer = await client.post(
        "/auth/sign-in", json={"login": " County_Officer ", "password": PASSWORD, "device": "办公室电脑"}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["state"] == "signed_in"
    cookies = answer.headers.get_list("set-cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {REFRESH_COOKIE, DEVICE_COOKIE}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert cookie.partition("=")[2].partition(";")[0] not in answer.text
    me = await client.get("/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert me.json()["name"] == "何静"
    assert await events(api, user_id) == ["signed_in"]
    stored = await rows(api, "select token_hash from refresh_token")
    assert client.cookies[REFRESH_COOKIE].encode() not in stored[0][0]


async def test_one_answer_for_all_who_are_not_let_in(api: Api) -> None:
    """A-07: unknown, wrong, disabled, pending and overdue accounts are told the same, and each is on record."""
    await give_password(api, "county_officer")
    await give_password(api, "county_chair")
    await give_password(api, "county_finance")
    await give_password(api, "county_auditor", until=datetime(2020, 1, 1, tzinfo=UTC))
    await rows(api, "update user_account set status = 'disabled' where login = 'county_chair' returning 1")
    await rows(api, "update user_account set status = 'pending' where login = 'county_finance' returning 1")
    bodies = []
    people = {
        "nobody_here": PASSWORD,
        "county_officer": "wrong",
        "county_chair": PASSWORD,
        "county_finance": PASSWORD,
        "county_auditor": PASSWORD,
    }
    for person, password in people.items():
        api.app.state.callers.clear()
        answer = await sign_in(browser(api), person, password)
        assert answer.status_code == 401
        bodies.append({k: v for k, v in answer.json().items() if k != "request_id"})
        assert "set-cookie" not in answer.headers
        await rows(api, "update sign_in_attempt set address = 'elsewhere' returning 1")
    assert all(body == bodies[0] for body in bodies)
    assert bodies[0]["code"] == "sign_in_failed"
    reasons = [row[0]["why"] for row in await rows(api, "select facts from audit_event order by id")]
    expected = ["unknown", "password", "account_disabled", "account_pending", "first_password_expired"]
    assert reasons == expected
    assert "nobody_here" not in str(await rows(api, "select * from audit_event"))


async def test_unknown_names_cost_a_hash_like_known_ones(api: Api, queries: Any) -> None:
    """A-07: the same statements and one hash each, so the time tells nothing either."""
    await give_password(api, "county_officer")
    seen = []
    for person in ("nobody_here", "county_officer"):
        hashes = hasher().pending
        with queries(at_most=40) as statements:
            await sign_in(browser(api), person, "wrong")
        assert hasher().pending == hashes
        seen.append([re.sub(r"\s+", " ", statement)[:60] for statement in statements])
    assert seen[0] == seen[1]


async def test_five_failures_lock_the_account_for_a_quarter_of_an_hour(api: Api, clock: Clock) -> None:
    """等保 8.1.4.1 b; A-06: the right password does not help a stranger, time does; unknown names lock alike."""
    user_id = await give_password(api, "county_officer")
    for person in ("county_officer", "nobody_here"):
        for failure in range(5):
            assert (await sign_in(browser(api), person, f"wrong {failure}")).status_code == 401
            await rows(api, "update sign_in_attempt set address = 'elsewhere' returning 1")
        locked = await sign_in(browser(api), person)
        assert (locked.status_code, locked.json()["code"]) == (429, "sign_in_locked")
        assert locked.headers["retry-after"] == "900"
    assert Counter(await events(api, user_id)) == Counter(sign_in_failed=5, sign_in_locked=1)
    clock.go(minutes=15, seconds=1)
    assert (await sign_in(browser(api), "county_officer")).json()["state"] == "signed_in"


async def test_an_address_is_locked_whatever_names_it_tries(api: Api, clock: Clock) -> None:
    """A-06: a spray of names from one address ends after five, and costs five hashes."""
    await give_password(api, "county_officer")
    statuses = [(await sign_in(browser(api), f"name{n}", "wrong")).status_code for n in range(8)]
    assert statuses == [401] * 5 + [429] * 3
    assert (await sign_in(browser(api), "county_officer")).status_code == 429


async def test_a_network_is_locked_whatever_its_addresses(api: Api, clock: Clock) -> None:
    """trust.md 2.8: tries are counted by the /24 of IPv4 and the /64 of IPv6; the network beside goes on."""
    await give_password(api, "county_officer")

    async def from_(address: str, login: str, password: str = "wrong") -> int:
        client = browser(api)
        client._transport = httpx.ASGITransport(api.app, raise_app_exceptions=False, client=(address, 1))
        return (await sign_in(client, login, password)).status_code

    for network, beside in (("10.7.7.", "10.7.8.1"), ("2001:db8:1:2::", "2001:db8:1:3::1")):
        statuses = [await from_(f"{network}{n}", f"name{network}{n}") for n in range(1, 8)]
        assert statuses == [401] * 5 + [429] * 2
        assert await from_(beside, "county_officer", PASSWORD) == 200


async def test_a_known_device_is_not_locked_out_by_strangers(api: Api, clock: Clock) -> None:
    """A-06: who has signed in here before gets in while others guess."""
    await give_password(api, "county_officer")
    mine = await signed_in(api, "county_officer")
    for _ in range(5):
        await sign_in(browser(api), "county_officer", "wrong")
    assert (await sign_in(browser(api), "county_officer")).status_code == 429
    assert (await sign_in(mine, "county_officer")).json()["state"] == "signed_in"


async def test_a_hundred_guesses_at_once_are_judged_one_by_one(api: Api) -> None:
    """A-06: not more than five reach the hash, however many come together."""
    await give_password(api, "county_officer")
    answers = await asyncio.gather(*(sign_in(browser(api), "county_officer", f"guess {n}") for n in range(40)))
    counted = Counter(answer.status_code for answer in answers)
    assert counted[401] == 5
    assert counted[401] + counted[429] + counted[503] == 40


async def test_second_factor(api: Api, clock: Clock) -> None:
    """GB/T 22239 8.1.4.1 d; ASVS 6.5.1: set up, asked for, good once; a recovery code is good once too."""
    user_id = await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    wrong = await client.post("/me/totp", json={"password": "not this"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "proof_wrong")
    setup = (await client.post("/me/totp", json={"password": PASSWORD})).json()
    assert setup["uri"].startswith("otpauth://totp/")
    assert setup["qr"].startswith("data:image/svg+xml")
    code = pyotp.TOTP(setup["secret"])
    bad = await client.post("/me/totp/confirmations", json={"code": "000000"})
    assert bad.status_code == 422
    done = await client.post("/me/totp/confirmations", json={"code": code.at(clock.now)})
    recovery = done.json()["recovery_codes"]
    assert len(set(recovery)) == 10
    assert (await client.get("/me")).json()["totp"]["enabled"] is True

    clock.go(minutes=1)
    second = browser(api)
    step = (await sign_in(second, "county_officer")).json()
    assert (step["state"], step["access_token"]) == ("totp_required", None)
    assert REFRESH_COOKIE not in second.cookies
    no = await second.post("/auth/totp", json={"challenge": step["challenge"], "code": "123456"})
    assert no.json()["code"] == "second_factor_wrong"
    right = {"challenge": step["challenge"], "code": code.at(clock.now)}
    assert (await second.post("/auth/totp", json=right)).json()["state"] == "signed_in"
    # The challenge is spent, and so is the code.
    assert (await second.post("/auth/totp", json=right)).status_code == 401
    again = (await sign_in(second, "county_officer")).json()["challenge"]
    assert (await second.post("/auth/totp", json={**right, "challenge": again})).status_code == 401
    body = {"challenge": again, "recovery_code": recovery[0].lower().replace("-", " ")}
    assert (await second.post("/auth/totp", json=body)).status_code == 200
    third = (await sign_in(second, "county_officer")).json()["challenge"]
    assert (await second.post("/auth/totp", json={**body, "challenge": third})).status_code == 401
    assert "recovery_code_used" in await events(api, user_id)
    # An access token is no challenge, and a challenge no access token.
    assert (await second.get("/me", headers={"Authorization": f"Bearer {third}"})).status_code == 401


async def test_codes_cannot_be_guessed(api: Api, clock: Clock) -> None:
    """ASVS 6.6.3: wrong codes lock like wrong passwords, although the password was right each time."""
    await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    secret = (await client.post("/me/totp", json={"password": PASSWORD})).json()["secret"]
    await client.post("/me/totp/confirmations", json={"code": pyotp.TOTP(secret).at(clock.now)})
    clock.go(minutes=1)
    stranger = browser(api)
    statuses = []
    for guess in range(7):
        step = await sign_in(stranger, "county_officer")
        if step.status_code != 200:
            statuses.append(step.status_code)
            continue
        body = {"challenge": step.json()["challenge"], "code": f"00000{guess}"}
        statuses.append((await stranger.post("/auth/totp", json=body)).status_code)
    assert statuses == [401] * 5 + [429] * 2


async def test_staff_must_have_a_second_factor_where_it_is_compulsory(api: Api) -> None:
    """trust.md 1.4 d: nothing but setting it up is open before."""
    await give_password(api, "county_officer")
    api.app.state.second_factor_compulsory = True
    client = browser(api)
    answer = (await sign_in(client, "county_officer")).json()
    assert answer["state"] == "totp_setup_required"
    client.headers["Authorization"] = f"Bearer {answer['access_token']}"
    refused = await client.get("/organizations")
    assert (refused.status_code, refused.json()["code"]) == (403, "totp_setup_required")
    assert (await client.get("/me")).json()["totp"] == {"enabled": False, "compulsory": True}
    setup = (await client.post("/me/totp", json={"password": PASSWORD})).json()
    code = pyotp.TOTP(setup["secret"]).now()
    assert (await client.post("/me/totp/confirmations", json={"code": code})).status_code == 200
    assert (await client.get("/organizations")).status_code == 200


async def test_a_refresh_token_is_good_once(api: Api, clock: Clock) -> None:
    """A-04; ASVS 10.4.5: rotation, grace for a lost reply, and the end of the family on a second use."""
    user_id = await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    device, first = client.cookies[DEVICE_COOKIE], client.cookies[REFRESH_COOKIE]

    async def refresh(token: str, with_device: str = device) -> httpx.Response:
        fresh = browser(api)
        fresh.cookies = httpx.Cookies({REFRESH_COOKIE: token, DEVICE_COOKIE: with_device})
        return await fresh.post("/auth/refresh")

    one = await refresh(first)
    second = one.cookies[REFRESH_COOKIE]
    assert second != first
    clock.go(seconds=9)
    assert (await refresh(first)).cookies[REFRESH_COOKIE] == second
    clock.go(seconds=2)
    stolen = await refresh(first)
    assert (stolen.status_code, stolen.json()["code"]) == (401, "session_ended")
    assert (await refresh(second)).status_code == 401
    token = one.json()["access_token"]
    clock.go(seconds=2)
    dead = await browser(api).get("/me", headers={"Authorization": f"Bearer {token}"})
    assert (dead.status_code, dead.json()["code"]) == (401, "session_ended")
    assert "session_revoked" in await events(api, user_id)

    # Whose sign-in it was is told at the next one, until the password is another.
    async def told(client: httpx.AsyncClient) -> list[str]:
        items = (await client.get("/me/todo")).json()["items"]
        return [item["id"] for item in items if item["kind"] == "session_reused"]

    clock.go(days=2)
    again = await signed_in(api, "county_officer")
    assert len(await told(again)) == 1
    await give_password(api, "county_chair")
    assert await told(await signed_in(api, "county_chair")) == []
    new = {"old_password": PASSWORD, "new_password": "Tz4q-Lm8w-Vb2c-Ys6n"}
    assert (await again.post("/auth/password", json=new)).status_code == 200
    assert await told(again) == []


async def test_another_device_cannot_use_a_refresh_token(api: Api) -> None:
    """A-04: a copied cookie ends the session at once."""
    user_id = await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    thief = browser(api)
    thief.cookies = httpx.Cookies({REFRESH_COOKIE: client.cookies[REFRESH_COOKIE], DEVICE_COOKIE: "other"})
    assert (await thief.post("/auth/refresh")).status_code == 401
    assert (await client.post("/auth/refresh")).status_code == 401
    told = await rows(api, "select facts from audit_event where event = 'session_revoked'")
    assert told[0][0]["why"] == "other_device"
    assert len(await events(api, user_id)) == 2


async def test_two_hundred_refreshes_at_once(api: Api) -> None:
    """A-04: one family, one successor, nobody thrown out."""
    await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    answers = await asyncio.gather(*(client.post("/auth/refresh") for _ in range(200)))
    counted = Counter(answer.status_code for answer in answers)
    assert set(counted) <= {200, 503}
    assert counted[200] >= 10
    successors = {a.cookies[REFRESH_COOKIE] for a in answers if a.status_code == 200}
    assert len(successors) == 1
    assert (await rows(api, "select count(*) from refresh_token")) == [(2,)]
    assert (await rows(api, "select count(*) from sign_in_session where ended_at is null")) == [(1,)]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": ""},
        {"Unionhome-Client": ""},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
async def test_only_pages_of_ours_may_use_the_cookies(api: Api, headers: dict[str, str]) -> None:
    """A-05: a wrong or missing origin, no header of ours, a form: 403, and the token stays unused."""
    await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    for path in ("/auth/refresh", "/auth/logout"):
        answer = await client.post(path, headers=headers, content="a=b" if "Content-Type" in headers else None)
        assert (answer.status_code, answer.json()["code"]) == (403, "origin_not_allowed")
    foreign = await sign_in(api.anonymous(Origin="https://evil.example"), "county_officer")
    assert foreign.status_code == 403
    assert (await client.post("/auth/refresh")).status_code == 200


async def test_a_session_ends_when_its_holder_rests(api: Api, clock: Clock) -> None:
    """等保 8.1.4.1 b: 15 minutes idle; polling and refreshing keep nobody signed in; eight hours in all."""
    await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")

    async def renew() -> int:
        answer = await client.post("/auth/refresh")
        if answer.status_code == 200:
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return answer.status_code

    clock.go(minutes=9)
    assert (await client.get("/me")).status_code == 200
    clock.go(minutes=9)
    assert await renew() == 200
    assert (await client.get("/me", headers={"Unionhome-Background": "1"})).status_code == 200
    clock.go(minutes=6)
    ended = await client.get("/me")
    assert (ended.status_code, ended.json()["code"]) == (401, "session_ended")
    clock.go(minutes=-6)
    assert (await client.get("/me")).status_code == 401, "a clock set back revives nothing"
    clock.go(minutes=6)
    assert await renew() == 401

    client = await signed_in(api, "county_officer")
    for _ in range(53):
        clock.go(minutes=9)
        assert await renew() == 200
        assert (await client.get("/me")).status_code == 200
    clock.go(minutes=4)
    assert await renew() == 401


async def test_a_staff_account_has_one_session(api: Api) -> None:
    """trust.md 1.4 b: the new sign-in ends the old one, at once."""
    await give_password(api, "county_officer")
    old = await signed_in(api, "county_officer")
    assert (await old.get("/me")).status_code == 200
    new = await signed_in(api, "county_officer")
    assert (await old.get("/me")).json()["code"] == "session_ended"
    assert (await old.post("/auth/refresh")).status_code == 401
    sessions = (await new.get("/auth/sessions")).json()["items"]
    assert [session["current"] for session in sessions] == [True]


async def test_sign_out(api: Api) -> None:
    """ASVS 7.4.1: session, access and refresh are over; a second time is no error."""
    user_id = await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    kept = client.cookies[REFRESH_COOKIE]
    answer = await client.post("/auth/logout")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await client.get("/me")).status_code == 401
    client.cookies.set(REFRESH_COOKIE, kept)
    assert (await client.post("/auth/refresh")).status_code == 401
    assert (await client.post("/auth/logout")).status_code == 204
    assert await events(api, user_id) == ["signed_in", "signed_out"]


async def test_end_a_session_of_ones_own(api: Api) -> None:
    """A-04: by its id; nobody else's."""
    await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    other = await signed_in(api, "county_officer")
    theirs = await api.as_("county_chair")
    id = (await other.get("/auth/sessions")).json()["items"][0]["id"]
    foreign, absent = [await theirs.delete(f"/auth/sessions/{each}") for each in (id, ABSENT)]
    assert foreign.status_code == absent.status_code == 404
    assert foreign.json()["detail"] == absent.json()["detail"]
    assert (await other.delete(f"/auth/sessions/{id}")).status_code == 204
    assert (await other.get("/me")).status_code == 401
    assert (await client.get("/me")).status_code == 401


async def test_change_the_password(api: Api, clock: Clock) -> None:
    """等保 8.1.4.1 a: the old one is asked for, rules hold, the last five do not come back, other sessions end."""
    user_id = await give_password(api, "county_officer")
    await rows(api, "update user_account set must_change_password = true where id = :id returning 1", id=user_id)
    client = browser(api)
    answer = (await sign_in(client, "county_officer")).json()
    assert answer["state"] == "password_change_required"
    client.headers["Authorization"] = f"Bearer {answer['access_token']}"
    assert (await client.get("/organizations")).json()["code"] == "password_change_required"

    async def change(old: str, new: str) -> httpx.Response:
        clock.go(seconds=2)
        return await client.post("/auth/password", json={"old_password": old, "new_password": new})

    assert (await change("wrong", "Brise-matin-42-clair")).json()["code"] == "proof_wrong"
    assert (await change(PASSWORD, "short")).json()["errors"][0]["pointer"] == "/new_password"
    assert (await change(PASSWORD, PASSWORD)).json()["code"] == "password_reused"
    new = [f"Brise-{word}-42-clair" for word in ("matin", "sapin", "lapin", "raisin", "bassin", "coussin")]
    old = PASSWORD
    for each in new[:5]:
        answered = await change(old, each)
        assert answered.status_code == 200, answered.text
        old = each
    assert (await change(old, new[0])).json()["code"] == "password_reused"
    assert (await client.get("/organizations")).status_code == 200
    clock.go(days=90)
    assert (await sign_in(browser(api), "county_officer", old)).json()["state"] == "password_change_required"
    assert "password_changed" in await events(api, user_id)


async def test_confirm_identity(api: Api, clock: Clock) -> None:
    """ASVS 7.5.3: by password or by code; wrong ones count; one proof, not two."""
    user_id = await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    answer = await client.post("/auth/confirmations", json={"password": PASSWORD})
    assert answer.json()["expires_in"] == 300
    assert (await client.post("/auth/confirmations", json={"code": "123456"})).json()["code"] == "totp_not_set_up"
    assert (await client.post("/auth/confirmations", json={})).status_code == 422
    both = await client.post("/auth/confirmations", json={"password": PASSWORD, "code": "123456"})
    assert both.status_code == 422
    assert PASSWORD not in both.text
    secret = (await client.post("/me/totp", json={"password": PASSWORD})).json()["secret"]
    await client.post("/me/totp/confirmations", json={"code": pyotp.TOTP(secret).at(clock.now)})
    clock.go(minutes=1)
    code = pyotp.TOTP(secret).at(clock.now)
    assert (await client.post("/auth/confirmations", json={"code": code})).status_code == 200
    clock.go(seconds=1)
    assert (await client.post("/auth/confirmations", json={"code": code})).json()["code"] == "proof_wrong"
    for _ in range(4):
        await client.post("/auth/confirmations", json={"password": "wrong"})
    assert (await client.post("/auth/confirmations", json={"password": PASSWORD})).status_code == 429
    assert Counter(await events(api, user_id))["confirmed"] == 2


async def test_a_revoked_role_is_gone_within_a_second(api: Api, clock: Clock) -> None:
    """ASVS 8.3.2; trust.md 2.2: rights are read from the database, not from the token."""
    await give_password(api, "county_officer")
    client = await signed_in(api, "county_officer")
    assert (await client.get("/organizations")).status_code == 200
    await rows(
        api, "update role_grant set status = 'revoked' where user_id = :id returning 1", id=id_of("user:county_officer")
    )
    clock.go(seconds=1, microseconds=1)
    assert (await client.get("/organizations")).status_code == 403
    await rows(api, "update user_account set status = 'disabled' where login = 'county_officer' returning 1")
    clock.go(seconds=2)
    assert (await client.get("/me")).status_code == 401


async def test_a_grant_ends_the_day_after_its_last(api: Api, clock: Clock) -> None:
    """ROL-01: the last day counts whole, in China's time."""
    clock.now = datetime(2027, 3, 1, 15, 59, tzinfo=UTC)
    await give_password(api, "county_officer")
    await rows(
        api,
        "update role_grant set ends_on = '2027-03-01' where user_id = :id returning 1",
        id=id_of("user:county_officer"),
    )
    client = await signed_in(api, "county_officer")
    assert (await client.get("/organizations")).status_code == 200
    clock.go(minutes=1)
    assert (await client.get("/organizations")).status_code == 403
