"""The API process killed in every act of money, at every named point: nothing lost, nothing twice (trust.md F-03).

One town in which each act is ready to be done is made once; each kill has its own copy of it.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from backend.db.data_keys import open_vault
from backend.db.queries import ledger
from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from backend.main import begin
from backend.settings import ROOT, settings
from tests import aid, goods, remittances, savings, visits
from tests.api import test_aid_balance as balance
from tests.api import test_funds as funds
from tests.api import test_payments as payments
from tests.api import test_protection_claims as claims
from tests.api import test_visit_money as visit_money
from tests.api.test_reveal import confirmation
from tests.conftest import Api, Cluster
from tests.contract import Contract, application
from tests.faults.api_process import AFTER, BEFORE, FILE
from tests.money import BY, NOW, as_finance, fund_of, income, proofs, require_sound, reserved
from tests.people import once, seen
from tests.protection import TODAY
from tests.town import today

KILLED = -9
SECOND = "second_finance"
CITY = ("city_one", "city_two")


@dataclass(frozen=True)
class Act:
    """What an act of money leaves behind, once: entries of the ledger by kind, and what is told on the record."""

    who: str
    entries: dict[str, int]
    events: tuple[str, ...]

    @property
    def before(self) -> tuple[str, ...]:
        """The points at which nothing of it may be left: what writes no entry has none of the ledger's."""
        return BEFORE if self.entries else BEFORE[-1:]


ACTS = {
    "approve a case": Act("county_officer", {"reserve": 1}, ("aid_case_approved",)),
    "revoke an approval": Act("county_officer", {"release": 1}, ("aid_case_revoked",)),
    "pay a case in cash": Act("county_finance", {"pay": 1}, ("payment_made",)),
    "recall a payment": Act("county_finance", {"recall": 1}, ("payment_returned",)),
    "book income": Act(SECOND, {"income": 1}, ("voucher_booked",)),
    "hand a budget down": Act(CITY[1], {"hand_down": 1}, ("voucher_booked",)),
    "book an expense": Act(SECOND, {"expense": 1}, ("voucher_booked",)),
    "reverse an entry": Act(SECOND, {"reversal": 1}, ("voucher_booked",)),
    "book a remittance": Act(SECOND, {"income": 1}, ("voucher_booked",)),
    "take a remittance back": Act(SECOND, {"reversal": 1}, ("voucher_booked",)),
    "buy goods": Act(SECOND, {"purchase": 1}, ("voucher_booked",)),
    "write goods off": Act(SECOND, {"loss": 1}, ("voucher_booked",)),
    "bring goods out": Act("county_finance", {"give": 4}, ("visit_money_booked",)),
    "take goods back": Act("county_finance", {"give_back": 2}, ("visit_money_unbooked",)),
    "pay a claim": Act("county_finance", {"pay": 1}, ("protection_claim_paid",)),
    "reserve for visits": Act("county_finance", {"reserve": 6}, ("visit_money_reserved",)),
    "book visits": Act("county_finance", {"release": 1, "reserve": 1, "pay": 2}, ("visit_money_booked",)),
    "take bookings of visits back": Act("county_finance", {"recall": 2}, ("visit_money_unbooked",)),
    "cancel a plan of visits": Act("county_officer", {"release": 6}, ("visit_money_released", "visit_plan_cancelled")),
    "settle a final list": Act(
        "county_officer", {"reserve": 2}, ("aid_case_approved", "aid_case_approved", "aid_balance_settled")
    ),
    "make a batch": Act("county_finance", {}, ("payment_batch_made",)),
    "send a batch": Act("county_finance", {}, ("payment_batch_sent",)),
    "put savings in": Act("union_chair", {"save": 1}, ("savings_entered",)),
    "draw savings": Act("union_chair", {"draw": 1}, ("savings_entered",)),
    "collect a month": Act("union_chair", {"save": 2}, ("savings_collected",)),
    "pay a loan out": Act("union_chair", {"lend": 1}, ("savings_loan_paid",)),
    "take a repayment": Act("union_chair", {"repay": 1}, ("savings_loan_repaid",)),
}


@dataclass(frozen=True)
class Asked:
    """A request that is ready to be sent."""

    path: str
    said: dict[str, Any]
    headers: dict[str, str]
    moment: datetime | None = None

    async def send(self, client: httpx.AsyncClient) -> httpx.Response:
        return await client.post(self.path, json=self.said, headers=self.headers)


@dataclass
class Ready:
    """A database in which every act is ready, and what makes API processes."""

    name: str
    asked: dict[str, Asked]
    sheet: tuple[str, bytes]
    """The path of the bank's sheet, and the sheet as it is made undisturbed."""
    processes: "Processes"


@dataclass
class Processes:
    """The program that makes API processes."""

    program: "subprocess.Popen[str]"

    def say(self, **order: Any) -> None:
        assert self.program.stdin is not None
        self.program.stdin.write(json.dumps(order) + "\n")
        self.program.stdin.flush()

    def hear(self) -> str:
        assert self.program.stdout is not None
        return self.program.stdout.readline().strip()

    def go_on(self) -> None:
        """Let a process that waits at its point go on."""
        assert self.program.stdin is not None
        self.program.stdin.write("\n")
        self.program.stdin.flush()


async def opened(cluster: Cluster, name: str, contract: Contract) -> Api:
    """The application over a database."""
    database = cluster.database(name)
    vault = await open_vault(database, cluster.ring, now=datetime.now(UTC))
    app = application()
    begin(app, database, vault, cluster.ring)
    return Api(app=app, database=database, vault=vault, ring=cluster.ring, contract=contract, clients={})


async def sign_in(api: Api, who: str) -> httpx.AsyncClient:
    """A client of somebody who does an act."""
    if who == SECOND:
        return await as_finance(api)
    return await as_finance(api, who, "city") if who in CITY else await api.as_(who)


async def prepare_visits(api: Api) -> dict[str, Asked]:
    """A plan whose money can be reserved, one with two visits to book, one of them of another sum, one with two booked,
    and one to cancel whose money is reserved."""
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    fund = await fund_of(api)
    await visits.households(api)
    plans = []
    for _ in range(4):
        made = await visits.from_list(county)
        settled = await visits.step(county, made, "plan")
        assert settled.status_code == 200, settled.text
        plans.append(settled.json())
    first, *others, last = plans
    asked = {"reserve for visits": Asked("", {"step": "reserve", "fund_id": fund}, once() | seen(first))}
    ready = [first]
    for place, plan in enumerate(others):
        plan = (await visit_money.pay(finance, plan, "reserve", fund_id=fund)).json()
        one, two, *_rest = await visits.stops_of(county, plan)
        less = {"given_fen": 30_000, "difference": "余款下次补送"} if place == 0 else {}
        for stop, more in ((one, less), (two, {})):
            told = await visits.report(county, stop, **more)
            assert told.status_code == 200, told.text
        plan = await visit_money.read(county, plan)
        if place == 0:
            asked["book visits"] = Asked("", {"step": "book"}, once() | seen(plan))
        else:
            plan = (await visit_money.pay(finance, plan, "book")).json()
            said = {"step": "unbook", "visit_ids": [one["id"], two["id"]]}
            asked["take bookings of visits back"] = Asked("", said, once() | seen(plan))
        ready.append(plan)
    promised = (await visit_money.pay(finance, last, "reserve", fund_id=fund)).json()
    cancel = {"step": "cancel", "reason": "台风"}
    return {
        act: Asked(f"/visit-plans/{plan['id']}/money-steps", each.said, each.headers)
        for (act, each), plan in zip(asked.items(), ready, strict=True)
    } | {"cancel a plan of visits": Asked(f"/visit-plans/{last['id']}/steps", cancel, once() | seen(promised))}


async def prepare_cases(api: Api) -> dict[str, Asked]:
    """A case to approve, one approved, one to pay, one paid."""
    county, chair, finance = [await api.as_(who) for who in ("county_officer", "union_chair", "county_finance")]
    program, fund = await aid.open_program(county), await fund_of(api)
    waiting = await aid.took(chair, await aid.submitted(api, program), "pass")
    approved = await aid.took(chair, await aid.submitted(api, program), "pass")
    approved = await aid.took(county, approved, "pass", fund_id=fund)
    _fund, (to_pay, to_recall) = await reserved(api, 2, cards=False)
    cash = {"case_id": str(to_recall.id), "way": "cash", **await proofs(finance)}
    paid = (await finance.post("/payments", json=cash, headers=once())).json()
    steps = "/aid-cases/{}/steps"
    return {
        "approve a case": Asked(steps.format(waiting["id"]), {"step": "pass", "fund_id": fund}, once() | seen(waiting)),
        "revoke an approval": Asked(
            steps.format(approved["id"]), {"step": "revoke", "reason": "金额有误"}, once() | seen(approved)
        ),
        "pay a case in cash": Asked("/payments", cash | {"case_id": str(to_pay.id)} | await proofs(finance), once()),
        "recall a payment": Asked(
            f"/payments/{paid['id']}/steps", {"step": "recall", "reason": "账号有误"}, once() | seen(paid)
        ),
    }


async def prepare_list(api: Api) -> dict[str, Asked]:
    """Two cases of a programme that wait for the county, and the money for them."""
    program = await aid.open_program(await api.as_("county_officer"))
    cases = await balance.waiting(api, program, 2)
    items = [{name: case[name] for name in ("id", "version", "amount_fen")} for case in cases]
    said = {"items": items, "fund_id": await fund_of(api), "reason": "汇总平衡"}
    return {"settle a final list": Asked(f"/aid-programs/{program['id']}/final-lists", said, once())}


async def prepare_batches(api: Api) -> dict[str, Asked]:
    """A fund of which a batch can be made, and a batch that is to go to the bank."""
    finance = await api.as_("county_finance")
    fund, _cases = await reserved(api, 2)
    sending, _cases = await reserved(api, 2)
    batch = await payments.make(finance, sending)
    said = {"fund_id": str(fund.id), "all": True, "purpose": "2026 送温暖"}
    return {
        "make a batch": Asked("/payment-batches", said, once()),
        "send a batch": Asked(f"/payment-batches/{batch['id']}/steps", {"step": "send"}, once() | seen(batch)),
    }


async def prepare_savings(api: Api) -> dict[str, Asked]:
    """A society with money in it, a loan to pay out and one that runs."""
    keeper, checker, of, (first, second) = await savings.saved_up(api)
    to_pay = await savings.approved(keeper, checker, first)
    running = await savings.lent(keeper, checker, second)
    steps, entry = "/mutual-aid/loans/{}/steps", {"society_id": of["id"], "amount_fen": 2_000, "saver_id": first}
    return {
        "put savings in": Asked("/mutual-aid/savings-entries", entry | {"kind": "save"}, once()),
        "draw savings": Asked("/mutual-aid/savings-entries", entry | {"kind": "draw"}, once()),
        "collect a month": Asked(
            f"/mutual-aid/societies/{of['id']}/collections", {"month": f"{today():%Y-%m}", "all": True}, once()
        ),
        "pay a loan out": Asked(
            steps.format(to_pay["id"]),
            {"step": "pay", "way": "bank", "bank_reference": "20261126002"},
            once() | seen(to_pay),
        ),
        "take a repayment": Asked(
            steps.format(running["id"]), {"step": "repay", "amount_fen": 40_000}, once() | seen(running)
        ),
    }


async def prepare_vouchers(api: Api) -> dict[str, Asked]:
    """Vouchers that one officer wrote and another is to book."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    above, above_too = [await as_finance(api, who, "city") for who in CITY]
    city, county = await funds.make(above, "city"), await funds.make(first)
    await funds.book(above, above_too, kind="income", fund_id=city["id"], amount_fen=1_000_000)
    booked = await funds.book(first, second, kind="income", fund_id=county["id"], amount_fen=300_000)
    await funds.book(first, second, kind="income", fund_id=county["id"], amount_fen=500_000)
    assert (await remittances.ask(first, chengguan=500_000, baishi=300_000)).status_code == 200
    came, back = [(await remittances.duty_of(first, union))["id"] for union in ("chengguan", "baishi")]
    remitted = {"kind": "income", "fund_id": county["id"], "amount_fen": 200_000}
    of_before = await funds.book(first, second, **remitted, remittance_id=back)
    drafts = {
        "book a remittance": (first, remitted | {"remittance_id": came}),
        "take a remittance back": (first, {"kind": "reversal", "reverses_id": of_before["entry_id"], "note": "退回"}),
        "book income": (first, {"kind": "income", "fund_id": county["id"], "amount_fen": 70_000}),
        "hand a budget down": (
            above,
            {"kind": "hand_down", "fund_id": city["id"], "other_fund_id": county["id"], "amount_fen": 600_000},
        ),
        "book an expense": (first, funds.COAL | {"fund_id": county["id"], "amount_fen": 90_000}),
        "reverse an entry": (first, {"kind": "reversal", "reverses_id": booked["entry_id"], "note": "金额多写一位"}),
    }
    asked = {}
    for act, (who, said) in drafts.items():
        voucher = await funds.propose(who, **said)
        assert voucher.status_code == 201, voucher.text
        made = voucher.json()
        asked[act] = Asked(f"/vouchers/{made['id']}/steps", {"step": "confirm"}, once() | seen(made))
    return asked


async def prepare_goods(api: Api) -> dict[str, Asked]:
    """A store of two lots, vouchers about it that wait for the second officer, and two plans that brought out of it."""
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    fund, lots = await goods.stocked(api, fen=5_000_000)
    loss = {"kind": "loss", "lot_id": lots["大米"]["id"], "pieces": 3, "note": "受潮"}
    asked = {}
    for act, said in (("buy goods", goods.purchase(fund)), ("write goods off", loss)):
        made = (await goods.propose(finance, **said)).json()
        asked[act] = Asked(f"/vouchers/{made['id']}/steps", {"step": "confirm"}, once() | seen(made))
    brought = [
        {"name": lots[name]["name"], "count": count, "lot_id": lots[name]["id"]}
        for name, count in (("大米", 2), ("食用油", 1))
    ]
    for act in ("bring goods out", "take goods back"):
        plan = await visits.from_list(county, cash_fen=0, goods=brought)
        assert (await visits.step(county, plan, "plan")).status_code == 200
        one, two, *_others = await visits.stops_of(county, plan)
        for stop in (one, two):
            assert (await visits.report(county, stop)).status_code == 200
        plan, said = await visit_money.read(county, plan), {"step": "book"}
        if act == "take goods back":
            plan = (await visit_money.pay(finance, plan, "book")).json()
            said = {"step": "unbook", "visit_ids": [one["id"]]}
        asked[act] = Asked(f"/visit-plans/{plan['id']}/money-steps", said, once() | seen(plan))
    return asked


async def prepare_claim(api: Api) -> dict[str, Asked]:
    """An approved claim, on a day on which its cover runs."""
    await api.at(TODAY)
    claim = await claims.approved(api, await claims.covered(api, "给付甲", fen=10_000_000))
    finance = await api.as_("county_finance")
    said = {"way": "bank", "proof_id": (await proofs(finance))["photo_id"], "document_number": "20261126001"}
    path = f"/mutual-aid/claims/{claim['id']}/payments"
    return {"pay a claim": Asked(path, said, once() | seen(claim), TODAY)}


PREPARED = (
    *(prepare_visits, prepare_cases, prepare_list, prepare_batches, prepare_savings, prepare_vouchers),
    prepare_goods,
    # At another time than today, so it is the last.
    prepare_claim,
)


async def prepare(cluster: Cluster, name: str, contract: Contract) -> tuple[dict[str, Asked], tuple[str, bytes]]:
    """Make everything ready in a database, which nobody is connected to afterwards."""
    asked: dict[str, Asked] = {}
    for prepared in PREPARED:
        api = await opened(cluster, name, contract)
        asked |= await prepared(api)
        await api.database.close()
    api = await opened(cluster, name, contract)
    fund, _cases = await reserved(api, 3)
    finance = await api.as_("county_finance")
    path = f"/payment-batches/{(await payments.make(finance, fund))['id']}/sheet"
    undisturbed = await finance.get(path, headers=confirmation(api, "county_finance"))
    assert undisturbed.status_code == 200, undisturbed.text
    await require_sound(api.database)
    await api.database.close()
    return asked, (path, undisturbed.content)


@contextmanager
def api_processes() -> Iterator[Processes]:
    """The program that makes API processes, with the data and the keys that the settings name now."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.api_process"],
        cwd=ROOT,
        env=os.environ.copy(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        yield Processes(program)
        program.stdin.close()


@pytest.fixture(scope="module")
async def ready(cluster: Cluster, contract: Contract, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ready]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIONHOME_DATA", str(tmp_path_factory.mktemp("acts")))
        patch.setenv("UNIONHOME_KEYS", str(cluster.keys))
        settings.cache_clear()
        name = cluster.fresh()
        with api_processes() as processes:
            asked, sheet = await prepare(cluster, name, contract)
            yield Ready(name, asked, sheet, processes)
        cluster.server.drop_database(name)
    settings.cache_clear()


@pytest.fixture
async def api(ready: Ready, cluster: Cluster, contract: Contract) -> AsyncIterator[Api]:
    """The application over a copy of what is ready."""
    name = cluster.fresh(ready.name)
    made = await opened(cluster, name, contract)
    yield made
    for client in made.clients.values():
        await client.aclose()
    await made.database.close()
    cluster.server.drop_database(name)


@dataclass(frozen=True)
class State:
    """What is in a database."""

    entries: Counter[str]
    events: Counter[str]
    keys: int
    rows: str
    """A digest of all rows, but for who is signed in and of whom they were told."""


APART = {"sign_in_session"}
DIGEST = " union all ".join(
    f"select '{name}' as name, string_agg(md5(t::text), '' order by md5(t::text)) as rows from \"{name}\" t"
    for name in sorted(SQLModel.metadata.tables)
    if name not in APART
)


async def state_of(api: Api) -> State:
    async with api.database.transaction(EVERYTHING) as session:

        async def counted(statement: str) -> Counter[str]:
            return Counter({row[0]: row[1] for row in await session.execute(text(statement))})

        return State(
            entries=await counted("select kind, count(*) from ledger_entry group by kind"),
            events=await counted("select event, count(*) from audit_event group by event"),
            keys=await session.scalar(text("select count(*) from idempotency_key")) or 0,
            rows=await session.scalar(
                text(f"select md5(string_agg(name || rows, ' ' order by name)) from ({DIGEST}) d")
            )
            or "",
        )


def require_once(before: State, now: State, act: Act) -> None:
    """All of the act is there, once: its entries, what is told of it, its key."""
    assert now.entries - before.entries == Counter(act.entries)
    assert now.events - before.events == Counter(act.events)
    assert now.keys - before.keys == 1


def require_absent(before: State, now: State) -> None:
    """Nothing of it is there, in no table."""
    assert now.rows == before.rows


async def killed(
    ready: Ready, api: Api, client: httpx.AsyncClient, point: str, asked: Asked, *, mode: str = "die", get: bool = False
) -> httpx.Response | None:
    """Send a request to a process that dies at a point: its answer, if it gave one."""
    url = url_of(api)
    ready.processes.say(url=url, point=point, mode=mode, moment=asked.moment and asked.moment.isoformat())
    port, answer = int(ready.processes.hear()), None
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}/api/v1", headers=client.headers, timeout=60
    ) as direct:
        with suppress(httpx.TransportError):
            answer = await (direct.get(asked.path, headers=asked.headers) if get else asked.send(direct))
    assert int(ready.processes.hear()) == KILLED, f"it did not come to the point {point}: {answer and answer.text}"
    return answer


def url_of(api: Api) -> str:
    return api.database.engine.url.render_as_string(hide_password=False)


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("name", ACTS)
async def test_the_server_killed_in_an_act_of_money(ready: Ready, api: Api, name: str, after: str) -> None:
    """F-03, I1…I5: at every point wholly there or wholly absent; asked again with the same key and version, it is there once.

    The client asks again after each kill; that at the last point comes after the commit.
    """
    act, asked = ACTS[name], ready.asked[name]
    if asked.moment is not None:
        await api.at(asked.moment)
    client = await sign_in(api, act.who)
    before = await state_of(api)
    answer = None
    for point in (*(act.before if after == "after_ack" else ()), after):
        answer = await killed(ready, api, client, point, asked)
        assert (answer is not None) == (point == "after_ack")
        if point in BEFORE:
            require_absent(before, await state_of(api))
    await require_sound(api.database)
    require_once(before, await state_of(api), act)
    again = [await asked.send(client) for _ in range(2)]
    require_once(before, await state_of(api), act)
    assert [each.headers["Idempotency-Replayed"] for each in again] == ["true", "true"]
    answers = [*again, *([] if answer is None else [answer])]
    assert len({(each.status_code, each.content, each.headers.get("etag")) for each in answers}) == 1
    assert again[0].is_success


async def test_the_server_killed_while_the_bank_s_sheet_is_made(ready: Ready, api: Api) -> None:
    """F-03: asked again the sheet is byte for byte as it was made undisturbed, and its batch goes on to the end."""
    path, undisturbed = ready.sheet
    client = await api.as_("county_finance")
    before = await state_of(api)
    proved = confirmation(api, "county_finance")
    for point in (*FILE, "before_commit", *AFTER):
        answer = await killed(ready, api, client, point, Asked(path, {}, proved), get=True)
        if point not in AFTER:
            require_absent(before, await state_of(api))
        assert (answer and answer.content) == (undisturbed if point == "after_ack" else None)
    # Each sheet that may have left the house is on record, and no other.
    told = (await state_of(api)).events - before.events
    assert told == Counter({"payment_sheet_made": len(AFTER)})
    assert (await client.get(path, headers=proved)).content == undisturbed
    batch = await payments.again(client, {"id": path.split("/")[2]})
    assert batch["state"] == "draft"
    assert (await payments.step(client, batch, "send")).status_code == 200
    said = await payments.answer(client, await payments.again(client, batch), payments.answer_of(payments.good(3)))
    assert said.json()["taken"], said.text
    assert (await payments.booked(api, client, batch))["paid_lines"] == 3
    await require_sound(api.database)


async def test_an_act_that_is_torn_is_found(ready: Ready, api: Api) -> None:
    """NC: a payment whose entries are committed before the rest, and no more: the check of the kill is red."""
    act, asked = ACTS["pay a case in cash"], ready.asked["pay a case in cash"]
    client = await sign_in(api, act.who)
    before = await state_of(api)
    await killed(ready, api, client, "after_money", asked, mode="tear")
    after = await state_of(api)
    with pytest.raises(AssertionError):
        require_absent(before, after)
    with pytest.raises(AssertionError):
        require_once(before, after, act)
    async with api.database.transaction(EVERYTHING) as session:
        assert await check_money(session) != []


async def test_an_act_done_twice_is_found(ready: Ready, api: Api) -> None:
    """NC: money that is booked a second time for what was booked once: the check of the kill is red."""
    act, asked = ACTS["book income"], ready.asked["book income"]
    client = await sign_in(api, act.who)
    before = await state_of(api)
    assert (await asked.send(client)).is_success
    require_once(before, await state_of(api), act)
    async with api.database.transaction(EVERYTHING) as session:
        fund = await session.scalar(
            text("select debit_fund_id from ledger_entry where kind = 'income' order by id desc")
        )
        await ledger.post(session, [income(fund, 70_000)], by=BY, at=NOW)
    with pytest.raises(AssertionError):
        require_once(before, await state_of(api), act)


async def test_an_answer_that_is_forgotten_is_found(ready: Ready, api: Api) -> None:
    """NC: without the record of the keys the client that was not told gets another answer than the first."""
    act, asked = ACTS["pay a case in cash"], ready.asked["pay a case in cash"]
    client = await sign_in(api, act.who)
    await killed(ready, api, client, "after_commit", asked)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("delete from idempotency_key"))
    again = await asked.send(client)
    assert (again.is_success, "Idempotency-Replayed" in again.headers) == (False, False)
    await require_sound(api.database)
