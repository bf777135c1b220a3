"""Events sent to other systems: signed, thin, retried, replayed, and never into the house (api.md, Webhooks; X-10)."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from backend.api.webhook.sending import Sender
from backend.db.queries import webhook as webhooks
from backend.domain.access import EVERYTHING
from backend.domain.client.webhooks import RETRIES, reachable, read_url
from backend.domain.refusals import Invalid
from backend.settings import settings
from backend.worker import Worker
from tests.api.machines import make
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of

HOOK = "https://hooks.example.test/unionhome?from=city"
PUBLIC = "93.184.216.34"


class Receiver:
    """The other end: answers as it is told to, and keeps what it got."""

    def __init__(self, *answers: int | Exception) -> None:
        self.answers, self.got = list(answers), []
        self.transport = httpx.MockTransport(self._take)

    async def _take(self, request: httpx.Request) -> httpx.Response:
        self.got.append(request)
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer)


async def hook(api: Api, union: str = "qingxi", url: str = HOOK, **more: Any) -> dict[str, Any]:
    """A webhook of a new client, with its secret."""
    client = await make(api, union)
    integrator = await api.as_("integrator")
    body = {"client_id": client["id"], "url": url, "events": ["organization.changed", "month.closed"], **more}
    await read(api)
    answer = await integrator.post("/webhooks", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def read(api: Api, now: datetime | None = None) -> int:
    async with api.database.transaction(EVERYTHING) as session:
        return await webhooks.read_record(session, now or datetime.now(UTC))


async def change(api: Api, key: str = "textile", employees: int = 7, by: str = "city_officer") -> None:
    """Something happens to a union."""
    officer = await api.as_(by)
    found = (await officer.get(f"/organizations/{id_of(key)}")).json()
    answer = await officer.patch(f"/organizations/{id_of(key)}", json={"employees": employees}, headers=seen(found))
    assert answer.status_code == 200, answer.text


def sender(api: Api, receiver: Receiver, addresses: Sequence[str] = (PUBLIC,), **more: Any) -> Sender:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return addresses

    return Sender(api.database, api.vault, EVERYTHING, resolve=resolve, transport=receiver.transport, **more)


async def messages(api: Api) -> list[dict[str, Any]]:
    officer = await api.as_("county_officer")
    return (await officer.get("/webhook-deliveries")).json()["items"]  # type: ignore[no-any-return]


class TestSending:
    async def test_verified_by_the_projects_own_library(self, api: Api) -> None:
        """Standard Webhooks 1.0: id, time and signature headers over the very bytes; another secret does not fit."""
        made = await hook(api)
        await change(api)
        assert await read(api) == 1
        receiver = Receiver()
        assert await sender(api, receiver).send_due(datetime.now(UTC)) == 1
        (got,) = receiver.got
        told = Verifier(made["secret"]).verify(got.content, dict(got.headers))
        assert (told["type"], told["data"]) == ("organization.changed", {"id": str(id_of("textile"))})
        with pytest.raises(WebhookVerificationError):
            Verifier("whsec_" + "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0").verify(got.content, dict(got.headers))
        (message,) = await messages(api)
        assert (message["id"], message["state"], message["last_status"]) == (
            got.headers["webhook-id"],
            "delivered",
            204,
        )

    async def test_to_the_address_that_was_judged(self, api: Api) -> None:
        """The connection goes to the address, the name stays in Host and in TLS."""
        await hook(api)
        await change(api)
        await read(api)
        receiver = Receiver()
        await sender(api, receiver).send_due(datetime.now(UTC))
        (got,) = receiver.got
        assert str(got.url) == f"https://{PUBLIC}/unionhome?from=city"
        assert got.headers["host"] == "hooks.example.test"
        assert got.extensions["sni_hostname"] == "hooks.example.test"

    async def test_thin(self, api: Api) -> None:
        """Ids and nothing about anybody."""
        await hook(api)
        await change(api)
        await read(api)
        (message,) = await messages(api)
        assert set(message["message"]) == {"type", "timestamp", "data"}
        assert "青溪" not in json.dumps(message["message"], ensure_ascii=False)

    async def test_only_of_the_subtree_and_only_what_was_asked(self, api: Api) -> None:
        """What happens elsewhere is not told; nor are events that the webhook did not name."""
        await hook(api, "qingxi")
        await change(api, "electronics")
        assert await read(api) == 0
        city = await api.as_("city_officer")
        founded = await city.post(
            "/organizations",
            json={
                "parent_id": str(id_of("chengguan")),
                "kind": "base_union",
                "name": "新成立公司工会",
                "established_on": "2026-01-01",
            },
            headers=once(),
        )
        assert founded.status_code == 201, founded.text
        assert await read(api) == 0

    async def test_in_the_transaction_or_not_at_all(self, api: Api) -> None:
        """The record is the outbox: what was rolled back is never told, what was committed is told once."""
        await hook(api)
        officer = await api.as_("city_officer")
        refused = await officer.patch(
            f"/organizations/{id_of('textile')}", json={"employees": 9}, headers={"If-Match": '"v999"'}
        )
        assert refused.status_code == 412
        assert await read(api) == 0
        await change(api)
        assert [await read(api), await read(api)] == [1, 0]

    async def test_while_a_transaction_is_open_its_event_waits_and_is_not_missed(self, api: Api) -> None:
        """Numbers are given when a transaction begins to write: a reader that went by them alone would skip it."""
        await hook(api)
        async with api.database.transaction(EVERYTHING) as slow:
            await slow.execute(
                text(
                    "insert into audit_event (at, event, object_kind, object_id, code, facts, actor_name, request_id, address)"
                    " select now(), 'organization_edited', 'organization', id, code, '{}', '', '', '' from organization"
                    f" where id = '{id_of('textile')}'"
                )
            )
            await change(api, "hospital")
            assert await read(api) == 0
        assert await read(api) == 2

    async def test_a_closed_month_is_told_to_all(self, api: Api) -> None:
        """The worker closes a month and says so in the same transaction."""
        await hook(api)
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(text("update closed_month set month = month - interval '1 month'"))
        await Worker(api.database, api.vault)._close_months()
        assert await read(api) == 1
        (message,) = await messages(api)
        assert message["event"] == "month.closed"
        assert len(message["message"]["data"]["month"]) == len("2026-10")

    async def test_over_the_wire(self, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
        """The worker's own turn, to a real socket of a network that the house named as its own."""
        monkeypatch.setenv("UNIONHOME_WEBHOOK_NETWORKS", "127.0.0.0/8")
        settings.cache_clear()
        got: list[bytes] = []

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            got.append(await reader.read(65_536))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        try:
            port = server.sockets[0].getsockname()[1]
            await hook(api, url=f"http://127.0.0.1:{port}/in")
            await change(api)
            await Worker(api.database, api.vault)._send_webhooks()
            (message,) = await messages(api)
            assert (message["state"], message["last_status"]) == ("delivered", 200)
            assert got[0].startswith(b"POST /in HTTP/1.1\r\n")
        finally:
            server.close()
            settings.cache_clear()


class TestRetries:
    async def test_for_three_days_and_then_no_more(self, api: Api) -> None:
        """api.md: back-off over about three days; then it is marked, and can be sent again from the screen."""
        await hook(api)
        await change(api)
        await read(api)
        begin = now = datetime.now(UTC)
        receiver = Receiver(*[500] * 4, httpx.ConnectError("no"), httpx.ReadTimeout("late"), *[301] * 4, 404)
        tried = 0
        while True:
            (message,) = await messages(api)
            if message["state"] != "waiting":
                break
            now = max(now, datetime.fromisoformat(message["next_at"]) + timedelta(seconds=1))
            tried += await sender(api, receiver).send_due(now)
        assert tried == len(RETRIES) + 1 == len(receiver.got)
        assert timedelta(days=2.9) < now - begin < timedelta(days=3.2)
        assert (message["state"], message["last_status"], message["next_at"]) == ("failed", 404, None)
        assert len({got.headers["webhook-id"] for got in receiver.got}) == 1

    async def test_not_before_its_time_and_not_twice_at_once(self, api: Api) -> None:
        """Two senders at once send one message once."""
        await hook(api)
        await change(api)
        await read(api)
        receiver, now = Receiver(500), datetime.now(UTC)
        tried = await asyncio.gather(*(sender(api, receiver).send_due(now) for _ in range(4)))
        assert (sum(tried), len(receiver.got)) == (1, 1)
        assert await sender(api, receiver).send_due(now + timedelta(seconds=1)) == 0

    async def test_replay(self, api: Api) -> None:
        """The same message with the same id once more; one that waits is not doubled; who may only read may not."""
        await hook(api)
        await change(api)
        await read(api)
        receiver, now = Receiver(), datetime.now(UTC)
        integrator = await api.as_("integrator")
        (waiting,) = await messages(api)
        url = f"/webhook-deliveries/{waiting['id']}/steps"
        early = await integrator.post(url, json={"step": "replay"}, headers=seen(waiting))
        assert (early.status_code, early.json()["code"]) == (409, "webhook_delivery_waiting")
        await sender(api, receiver).send_due(now)
        (sent,) = await messages(api)
        officer = await api.as_("county_officer")
        assert (await officer.post(url, json={"step": "replay"}, headers=seen(sent))).status_code == 403
        again = await integrator.post(url, json={"step": "replay"}, headers=seen(sent))
        assert (again.status_code, again.json()["state"]) == (200, "waiting")
        await sender(api, receiver).send_due(datetime.now(UTC))
        first, second = receiver.got
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.content == second.content

    async def test_gone_for_good(self, api: Api) -> None:
        """410: the address is paused and the message given up."""
        made = await hook(api)
        await change(api)
        await read(api)
        await sender(api, Receiver(410)).send_due(datetime.now(UTC))
        integrator = await api.as_("integrator")
        assert (await integrator.get(f"/webhooks/{made['id']}")).json()["state"] == "paused"
        assert [message["state"] for message in await messages(api)] == ["failed"]

    async def test_a_revoked_client_is_told_nothing_more(self, api: Api) -> None:
        """Not even what waited already."""
        made = await hook(api)
        await change(api)
        await read(api)
        integrator = await api.as_("integrator")
        client = (await integrator.get(f"/clients/{made['client_id']}")).json()
        revoked = await integrator.post(
            f"/clients/{client['id']}/steps", json={"step": "revoke", "reason": "合作结束"}, headers=seen(client)
        )
        assert revoked.status_code == 200, revoked.text
        await change(api, employees=8)
        assert await read(api) == 0
        receiver = Receiver()
        assert await sender(api, receiver).send_due(datetime.now(UTC)) == 0

    async def test_paused_resumed_deleted(self, api: Api) -> None:
        """What happens while it is paused is not told; a secret that was changed signs from then on."""
        made = await hook(api)
        integrator = await api.as_("integrator")
        url = f"/webhooks/{made['id']}"
        paused = await integrator.post(f"{url}/steps", json={"step": "pause"}, headers=seen(made))
        assert [each["step"] for each in paused.json()["steps"]] == ["resume", "change_secret"]
        await change(api)
        assert await read(api) == 0
        resumed = await integrator.post(f"{url}/steps", json={"step": "resume"}, headers=seen(paused.json()))
        signed = await integrator.post(f"{url}/steps", json={"step": "change_secret"}, headers=seen(resumed.json()))
        assert signed.json()["secret"] not in (None, made["secret"])
        assert (await integrator.get(url)).json()["secret"] is None
        await change(api, employees=8)
        assert await read(api) == 1
        receiver = Receiver()
        await sender(api, receiver).send_due(datetime.now(UTC))
        Verifier(signed.json()["secret"]).verify(receiver.got[0].content, dict(receiver.got[0].headers))
        gone = await integrator.delete(url, headers=seen(signed.json()))
        assert gone.status_code == 204
        assert await messages(api) == []


INSIDE = (
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.2.1"),
    *("198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("fc00::1", "fd00:ec2::254", "fe80::1", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("2002:7f00:1::", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "not an address"),
)
MALFORMED = (
    *("http://example.test/", "ftp://example.test/", "https://example.test:8443/", "https://u:p@example.test/"),
    *("https:///path", "https://example.test/#part", "//example.test/", "file:///etc/passwd", "https://"),
    *("https://exa mple.test/", "https://example.test/\r\nHost: x", "https://例子.测试/", "https://example.test:x/"),
    *("gopher://example.test/", "javascript:alert(1)", ""),
)


class TestNowhereInside:
    @pytest.mark.parametrize("address", INSIDE)
    async def test_addresses_of_the_house_are_refused(self, api: Api, address: str) -> None:
        """X-10: no connection is begun, whatever the name leads to, and the message says why."""
        assert not reachable(address, ())
        await hook(api)
        await change(api)
        await read(api)
        receiver = Receiver()
        await sender(api, receiver, [PUBLIC, address]).send_due(datetime.now(UTC))
        assert receiver.got == []
        (message,) = await messages(api)
        assert (message["state"], message["last_error"]) == ("waiting", "address_refused")

    @pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "017700000001", "localhost", "[::1]"])
    async def test_other_spellings_of_this_machine(self, api: Api, host: str) -> None:
        """X-10: the resolver of the system reads them, and what it reads is judged."""
        await hook(api, url=f"https://{host}/")
        await change(api)
        await read(api)
        receiver = Receiver()
        real = Sender(api.database, api.vault, EVERYTHING, transport=receiver.transport)
        await real.send_due(datetime.now(UTC))
        assert receiver.got == []

    @pytest.mark.parametrize("url", MALFORMED)
    async def test_what_is_no_address_for_events(self, api: Api, url: str) -> None:
        """trust.md 2.7: https, port 443, no account, no part."""
        with pytest.raises(Invalid):
            read_url(url)
        client = await make(api)
        integrator = await api.as_("integrator")
        body = {"client_id": client["id"], "url": url, "events": ["month.closed"]}
        assert (await integrator.post("/webhooks", json=body)).status_code == 422

    async def test_a_name_that_changes_its_mind(self, api: Api) -> None:
        """DNS rebinding: it is resolved once, and the connection goes to what was judged."""
        await hook(api)
        await change(api)
        await read(api)
        asked = []

        async def resolve(host: str, _port: int) -> Sequence[str]:
            asked.append(host)
            return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

        receiver = Receiver()
        await Sender(api.database, api.vault, EVERYTHING, resolve=resolve, transport=receiver.transport).send_due(
            datetime.now(UTC)
        )
        assert (len(asked), receiver.got[0].url.host) == (1, PUBLIC)

    async def test_a_redirect_is_an_answer_and_no_order(self, api: Api) -> None:
        """It counts as a failure; nobody is followed into the house."""
        await hook(api)
        await change(api)
        await read(api)
        receiver = Receiver(302)
        await sender(api, receiver).send_due(datetime.now(UTC))
        (message,) = await messages(api)
        assert (len(receiver.got), message["last_status"], message["state"]) == (1, 302, "waiting")

    async def test_own_networks(self) -> None:
        """A city's private network is named by the house and by nobody else."""
        assert reachable("10.20.1.1", ["10.20.0.0/16"])
        assert reachable("::ffff:10.20.1.1", ["10.20.0.0/16"])
        assert not reachable("10.21.1.1", ["10.20.0.0/16"])


async def test_at_most_five(api: Api) -> None:
    """Of one client."""
    client = await make(api)
    integrator = await api.as_("integrator")
    body = {"client_id": client["id"], "url": HOOK, "events": ["month.closed"]}
    statuses = [(await integrator.post("/webhooks", json=body)).status_code for _ in range(6)]
    assert statuses == [201] * 5 + [409]
