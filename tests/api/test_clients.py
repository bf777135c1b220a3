"""Other agencies' systems: credentials, terms, rate, log (issue 3 section 4; api.md, Machines; trust.md 2.7)."""

import asyncio
import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from backend.api import access
from backend.domain.access import EVERYTHING
from tests.api.machines import asked, machine, make, token_for
from tests.api.test_access_matrix import OPERATIONS, call
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import seen
from tests.town import id_of, today

STATS = "/stats/datasets/members"
FOR_CLIENTS = {"list_datasets", "get_dataset"}


async def step(api: Api, client: dict[str, Any], step: str, by: str = "integrator", **more: Any) -> httpx.Response:
    person = await api.as_(by)
    return await person.post(f"/clients/{client['id']}/steps", json={"step": step, **more}, headers=seen(client))


class TestToken:
    @pytest.mark.parametrize("way", ["basic", "body"])
    async def test_client_credentials(self, api: Api, way: str) -> None:
        """RFC 6749 4.4: by HTTP Basic and in the body; the answer says how long and what for, and is not cached."""
        client = await make(api, datasets=["members", "unions"])
        form = {"grant_type": "client_credentials"}
        auth = (client["id"], client["secret"]) if way == "basic" else None
        if way == "body":
            form |= {"client_id": client["id"], "client_secret": client["secret"]}
        async with api.anonymous() as nobody:
            answer = await nobody.post("/oauth/token", data=form, auth=auth)
        given = answer.json()
        assert (given["token_type"], given["expires_in"], given["scope"]) == ("Bearer", 1800, "members unions")
        assert answer.headers["cache-control"] == "no-store"
        pulled = api.anonymous(Authorization=f"Bearer {given['access_token']}")
        assert (await pulled.get(STATS)).status_code == 200
        await pulled.aclose()

    @pytest.mark.parametrize(
        ("form", "auth", "status", "error"),
        [
            ({}, "good", 400, "invalid_request"),
            ({"grant_type": "password"}, "good", 400, "unsupported_grant_type"),
            ({"grant_type": "client_credentials"}, None, 401, "invalid_client"),
            ({"grant_type": "client_credentials"}, "wrong", 401, "invalid_client"),
            ({"grant_type": "client_credentials"}, "unknown", 401, "invalid_client"),
            ({"grant_type": "client_credentials"}, "junk", 401, "invalid_client"),
            ({"grant_type": "client_credentials", "client_secret": "x"}, "good", 400, "invalid_request"),
            ({"grant_type": ["client_credentials", "password"]}, "good", 400, "invalid_request"),
            ({"grant_type": "client_credentials", "scope": "officers"}, "good", 400, "invalid_scope"),
            ({"grant_type": "client_credentials", "x": "y" * 5000}, "good", 400, "invalid_request"),
        ],
    )
    async def test_errors_are_those_of_the_rfc(
        self, api: Api, form: dict[str, Any], auth: str | None, status: int, error: str
    ) -> None:
        """RFC 6749 5.2: `error` and `error_description`, here and nowhere else; unknown and wrong are one answer."""
        client = await make(api, datasets=["members"])
        pairs = {
            "good": (client["id"], client["secret"]),
            "wrong": (client["id"], "uh_" + "x" * 43),
            "unknown": (str(uuid4()), client["secret"]),
            "junk": ("nobody", "nothing"),
        }
        async with api.anonymous() as nobody:
            answer = await nobody.post("/oauth/token", data=form, auth=pairs[auth] if auth else None)
        assert (answer.status_code, answer.json()["error"]) == (status, error)
        assert ("www-authenticate" in answer.headers) == (status == 401)

    @pytest.mark.parametrize("header", ["Basic", "Basic !!", "Basic " + base64.b64encode(b"\xff:x").decode()])
    async def test_malformed_credentials(self, api: Api, header: str) -> None:
        """trust.md X-01: whatever is sent, it is an answer of the RFC."""
        async with api.anonymous(Authorization=header) as nobody:
            answer = await nobody.post("/oauth/token", data={"grant_type": "client_credentials"})
            assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
            json = await nobody.post("/oauth/token", json={"grant_type": "client_credentials"})
            assert (json.status_code, json.json()["error"]) == (400, "invalid_request")

    async def test_trying_out_is_slow(self, api: Api) -> None:
        """Sixty tries a minute from one address; then 429 with the time to wait."""
        api.app.state.clock = lambda: datetime(2026, 11, 20, 2, 0, 10, tzinfo=UTC)
        async with api.anonymous() as nobody:
            answers = [await nobody.post("/oauth/token", data={"grant_type": "client_credentials"}) for _ in range(61)]
        assert [answer.status_code for answer in answers] == [401] * 60 + [429]
        assert answers[-1].headers["retry-after"] == "50"

    async def test_one_kind_of_token_is_not_taken_for_another(self, api: Api) -> None:
        """trust.md A-03: a client's token opens nothing of a person's, and a person's is no client's."""
        pulling = await machine(api)
        assert (await pulling.get("/me")).status_code == 401
        assert (await pulling.get("/clients")).status_code == 401


class TestTerms:
    async def test_only_the_statistics(self, api: Api) -> None:
        """The rows of the access matrix for a client: every other operation answers as to nobody."""
        await place_things(api)
        pulling = await machine(api)
        open_to = set()
        for name, row in OPERATIONS.items():
            if row.needs == "public":
                continue
            answer = await call(pulling, api, name)
            if answer.status_code not in (401,):
                open_to.add(name)
        assert open_to == FOR_CLIENTS

    async def test_its_subtree(self, api: Api) -> None:
        """ROL-09: a partner bureau is bound to a union with all below it; what lies elsewhere is as if it did not exist."""
        pulling = await machine(api, "qingxi")
        inside = await pulling.get(STATS, params={"org_id": str(id_of("textile"))})
        assert inside.status_code == 200
        for key in ("nanhe", "city", "electronics"):
            answer = await pulling.get(STATS, params={"org_id": str(id_of(key))})
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    async def test_its_datasets(self, api: Api) -> None:
        """403 with what to do; the catalogue shows what may be asked."""
        pulling = await machine(api, datasets=["unions", "members"])
        answer = await pulling.get("/stats/datasets/officers")
        assert (answer.status_code, answer.json()["code"]) == (403, "client_dataset_forbidden")
        assert (await pulling.get("/stats/datasets/nothing")).status_code == 404
        listed = (await pulling.get("/stats/datasets")).json()
        assert [item["code"] for item in listed["items"]] == ["members", "unions"]

    @pytest.mark.parametrize(
        ("networks", "status"),
        [(["127.0.0.0/8"], 200), (["10.0.0.0/8", "127.0.0.1"], 200), (["10.0.0.0/8"], 403), (["::1/128"], 403)],
    )
    async def test_its_addresses(self, api: Api, networks: list[str], status: int) -> None:
        """An address that is not on the list gets no token, and a token carried elsewhere reads nothing."""
        client = await make(api)
        token = await token_for(api, client)
        chair = await api.as_("county_chair")
        changed = await chair.patch(f"/clients/{client['id']}", json={"networks": networks}, headers=seen(client))
        assert changed.status_code == 200, changed.text
        async with api.anonymous(Authorization=f"Bearer {token}") as pulling:
            answer = await pulling.get(STATS)
        assert answer.status_code == status
        if status == 403:
            assert answer.json()["code"] == "client_address_forbidden"
            async with api.anonymous() as nobody:
                answer = await nobody.post(
                    "/oauth/token",
                    data={"grant_type": "client_credentials"},
                    auth=(client["id"], client["secret"]),
                )
            assert (answer.status_code, answer.json()["error"]) == (400, "unauthorized_client")

    async def test_its_last_day(self, api: Api) -> None:
        """The last day counts; the day after, neither secret nor token is good."""
        client = await make(api, expires_on=(today() + timedelta(days=1)).isoformat())
        now = datetime.now(UTC)
        api.app.state.clock = lambda: now + timedelta(days=1)
        token = await token_for(api, client)
        async with api.anonymous(Authorization=f"Bearer {token}") as pulling:
            assert (await pulling.get(STATS)).status_code == 200
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(text("update client set expires_on = current_date - 1"))
            api.app.state.clients.clear()
            assert (await pulling.get(STATS)).status_code == 401

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"datasets": ["nothing"]}, "client_dataset_unknown"),
            ({"networks": ["10.0.0.0/33"]}, "client_network_invalid"),
            ({"networks": ["example.com"]}, "client_network_invalid"),
            ({"expires_on": timedelta()}, "client_expiry_invalid"),
            ({"expires_on": timedelta(days=400)}, "client_expiry_invalid"),
            ({"per_minute": 0}, "greater_than_equal"),
            ({"per_minute": 100_000}, "less_than_equal"),
            ({"networks": []}, "too_short"),
            ({"surprise": 1}, "unexpected_keyword_argument"),
        ],
    )
    async def test_what_is_not_a_client(self, api: Api, wrong: dict[str, Any], code: str) -> None:
        """422 at the field. A day is told as so far from today."""
        chair = await api.as_("county_chair")
        said = {name: str(today() + value) if isinstance(value, timedelta) else value for name, value in wrong.items()}
        answer = await chair.post("/clients", json=asked(**said))
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


class TestSecrets:
    async def test_kept_as_a_hash_and_shown_once(self, api: Api) -> None:
        """trust.md 2.7: 256 bits; nothing in the database opens anything, and no second look shows it."""
        client = await make(api)
        secret = client["secret"]
        assert len(base64.urlsafe_b64decode(secret.removeprefix("uh_") + "=")) == 32
        person = await api.as_("integrator")
        again = (await person.get(f"/clients/{client['id']}")).json()
        assert again["secret"] is None
        assert [each["hint"] for each in again["secrets"]] == [secret[-4:]]
        async with api.database.transaction(EVERYTHING) as session:
            for table in ("client", "client_secret", "audit_event", "idempotency_key"):
                rows = await session.execute(text(f"select to_jsonb(t)::text from {table} t"))
                assert not any(secret in row or secret[3:] in row for (row,) in rows)

    async def test_rotation_without_a_gap(self, api: Api) -> None:
        """Two at once: the second works before the first is dropped; a third is refused; the last one stays."""
        client = await make(api)
        first = client["secret"]
        old = await token_for(api, client)
        client = (await step(api, client, "add_secret")).json()
        new = await token_for(api, client)
        refused = await step(api, client, "add_secret")
        assert (refused.status_code, refused.json()["code"]) == (409, "client_secrets_two")
        dropped = client["secrets"][0]["id"]
        client = client | (await step(api, client, "drop_secret", secret_id=dropped)).json()
        for token, status in ((old, 401), (new, 200)):
            async with api.anonymous(Authorization=f"Bearer {token}") as pulling:
                assert (await pulling.get(STATS)).status_code == status
        async with api.anonymous() as nobody:
            answer = await nobody.post(
                "/oauth/token", data={"grant_type": "client_credentials"}, auth=(client["id"], first)
            )
            assert answer.status_code == 401
        last = await step(api, client, "drop_secret", secret_id=client["secrets"][0]["id"])
        assert (last.status_code, last.json()["code"]) == (409, "client_secret_last")

    async def test_revoked_at_once(self, api: Api) -> None:
        """Tokens given before open nothing more, and nothing is done with the client again."""
        client = await make(api)
        token = await token_for(api, client)
        async with api.anonymous(Authorization=f"Bearer {token}") as pulling:
            assert (await pulling.get(STATS)).status_code == 200
            revoked = await step(api, client, "revoke", reason="合作结束")
            assert (revoked.status_code, revoked.json()["state"]) == (200, "revoked")
            assert (await pulling.get(STATS)).status_code == 401
        after = await step(api, revoked.json(), "add_secret")
        assert (after.status_code, after.json()["code"]) == (409, "client_revoked")
        assert [each["allowed"] for each in revoked.json()["steps"]] == [False, False, False]

    async def test_revoked_in_another_process(self, api: Api) -> None:
        """Who remembers the client looks again within a second."""
        client = await make(api)
        token = await token_for(api, client)
        now = datetime.now(UTC)
        api.app.state.clock = lambda: now
        async with api.anonymous(Authorization=f"Bearer {token}") as pulling:
            assert (await pulling.get(STATS)).status_code == 200
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(text("update client set revoked_at = now()"))
            api.app.state.clock = lambda: now + access.CALLER_TTL + timedelta(milliseconds=1)
            assert (await pulling.get(STATS)).status_code == 401

    async def test_officers_may_look_and_not_give(self, api: Api) -> None:
        """ROL-08: a step asks for `client:edit`."""
        client = await make(api)
        answer = await step(api, client, "add_secret", by="county_officer")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

    async def test_on_record(self, api: Api) -> None:
        """GB/T 22239 8.1.4.3: made, changed, secrets, revoked; never a secret."""
        client = await make(api)
        client = (await step(api, client, "add_secret")).json()
        dropped = client["secrets"][0]["id"]
        client = (await step(api, client, "drop_secret", secret_id=dropped)).json()
        chair = await api.as_("county_chair")
        client = (await chair.patch(f"/clients/{client['id']}", json={"per_minute": 30}, headers=seen(client))).json()
        await step(api, client, "revoke", reason="合作结束")
        auditor = await api.as_("audit_admin")
        told = (await auditor.get("/audit", params={"object_id": client["id"]})).json()["items"]
        assert [each["event"] for each in told] == [
            "client_revoked",
            "client_edited",
            "client_secret_dropped",
            "client_secret_added",
            "client_made",
        ]


class TestRate:
    async def test_so_many_a_minute(self, api: Api) -> None:
        """Headers count down; then 429 with the seconds to wait; the next minute begins anew."""
        now = datetime(2026, 11, 20, 2, 0, 10, tzinfo=UTC)
        client = await make(api, per_minute=3)
        api.app.state.clock = lambda: now
        async with api.anonymous(Authorization=f"Bearer {await token_for(api, client)}") as pulling:
            rests = []
            for _ in range(3):
                answer = await pulling.get(STATS)
                rests.append(answer.headers["ratelimit"])
            assert rests == [f'"minute";r={rest};t=50' for rest in (2, 1, 0)]
            assert answer.headers["ratelimit-policy"] == '"minute";q=3;w=60'
            refused = await pulling.get(STATS)
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "50")
            assert refused.headers["ratelimit"] == '"minute";r=0;t=50'
            api.app.state.clock = lambda: now + timedelta(seconds=50)
            assert (await pulling.get(STATS)).status_code == 200

    async def test_what_has_not_changed_costs_nothing(self, api: Api) -> None:
        """api.md: a 304 is not counted."""
        now = datetime(2026, 11, 20, 2, 0, 10, tzinfo=UTC)
        client = await make(api, per_minute=3)
        api.app.state.clock = lambda: now
        async with api.anonymous(Authorization=f"Bearer {await token_for(api, client)}") as pulling:
            tag = (await pulling.get(STATS)).headers["etag"]
            for _ in range(10):
                answer = await pulling.get(STATS, headers={"If-None-Match": tag})
                assert (answer.status_code, answer.content) == (304, b"")
                assert answer.headers["ratelimit"] == '"minute";r=2;t=50'
            assert [(await pulling.get(STATS)).status_code for _ in range(3)] == [200, 200, 429]

    async def test_exact_when_all_come_at_once(self, api: Api) -> None:
        """No more than the limit, however many ask in the same moment."""
        now = datetime(2026, 11, 20, 2, 0, 10, tzinfo=UTC)
        client = await make(api, per_minute=5)
        api.app.state.clock = lambda: now
        async with api.anonymous(Authorization=f"Bearer {await token_for(api, client)}") as pulling:
            answers = await asyncio.gather(*(pulling.get(STATS) for _ in range(12)))
        assert sorted(answer.status_code for answer in answers) == [200] * 5 + [429] * 7


class TestLog:
    async def test_every_pull(self, api: Api) -> None:
        """Issue 3 section 4: who, when, what, with which outcome; refused ones too; read by the owner, nobody else."""
        client = await make(api, datasets=["members"])
        async with api.anonymous(Authorization=f"Bearer {await token_for(api, client)}") as pulling:
            first = await pulling.get(STATS, params={"by": "sex"})
            await pulling.get(STATS, params={"by": "sex"}, headers={"If-None-Match": first.headers["etag"]})
            await pulling.get("/stats/datasets/officers")
            await pulling.get(STATS, params={"surprise": "1"})
            await pulling.get(STATS, params={"org_id": str(id_of("nanhe"))})
            await pulling.get("/stats/datasets")
        officer = await api.as_("county_officer")
        items = (await officer.get("/client-pulls", params={"client_id": client["id"]})).json()["items"]
        told = [(item["dataset"], item["status"], item["problem"]) for item in reversed(items)]
        assert told == [
            ("members", 200, ""),
            ("members", 304, ""),
            ("officers", 403, "client_dataset_forbidden"),
            ("members", 422, "fields_invalid"),
            ("members", 404, "not_found"),
            ("", 200, ""),
        ]
        assert items[-1]["query"] == "by=sex"
        assert items[-1]["bytes"] == len(first.content)
        assert items[-1]["request_id"] == first.headers["x-request-id"]
        refused = (await officer.get("/client-pulls", params={"failed": True})).json()["items"]
        assert len(refused) == 3
        one = await officer.get("/client-pulls", params={"request_id": first.headers["x-request-id"]})
        assert [item["id"] for item in one.json()["items"]] == [items[-1]["id"]]
        other = await api.as_("neighbour_officer")
        assert (await other.get("/client-pulls")).json()["items"] == []
        assert (await other.get("/client-pulls", params={"client_id": client["id"]})).status_code == 404

    async def test_lists_in_few_statements(self, api: Api, queries: Callable[..., Any]) -> None:
        """However long they are."""
        for _ in range(3):
            await make(api)
        officer = await api.as_("county_officer")
        await officer.get("/clients")
        with queries(at_most=3):
            listed = await officer.get("/clients", params={"limit": 2, "with_total": True})
        assert (len(listed.json()["items"]), listed.json()["total"]) == (2, 3)
        rest = await officer.get("/clients", params={"limit": 2, "cursor": listed.json()["next_cursor"]})
        assert len(rest.json()["items"]) == 1
        with queries(at_most=2):
            pulls = await officer.get("/client-pulls")
        assert pulls.json() == {"items": [], "next_cursor": None, "total": None}
