"""A season by HTTP: every case from its beginning to the money, at each desk by the hand that has it.

An officer begins and hands in one case at a time, because each is looked at; what lies on a desk in tens is agreed to by
the batches that the product has; a union hangs out and concludes one notice; the city decides final lists of two thousand
and reserves the money in the same act; its finance officer has the bank pay. Eight clients work at a time. The working
days of the notices are the one thing that is not waited for: their dates are set back in between.
"""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import openpyxl
import orjson
import psycopg

from backend.api import tokens
from backend.db.queries import ledger
from backend.db.reconcile import check_money
from backend.db.server import asyncpg_url
from backend.db.session import Database
from backend.db.tables.fund import Fund
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.aid.cases import MOST_AT_ONCE, MOST_IN_BALANCE
from backend.domain.fund.codes import AccountKind, EntryKind
from backend.domain.fund.payments import MOST_LINES
from tests.bench import client, served
from tests.bench.aid.floor import Floors, measure_floors
from tests.bench.aid.ground import CARD, FEN, Ground, Place, wake
from tests.bench.aid.report import Step
from tests.bench.cases import Caller
from tests.bench.load import Loaded

_keys = itertools.count()


@dataclass(slots=True)
class Case:
    """A case under way: the file that it is of, and the version that was seen last."""

    file: int
    household_id: UUID
    place: Place
    id: str = ""
    version: int = 0


@dataclass(slots=True, kw_only=True)
class Ask:
    """One request of an officer, and the cases that it takes further."""

    by: Caller
    path: str
    body: dict[str, Any]
    cases: Sequence[Case] = ()
    seen: int | None = None
    method: str = "POST"


@dataclass(slots=True)
class Crowd:
    """Officers at work, some of them at a time; each answer must be a yes."""

    loaded: Loaded
    product: served.Served
    clients: int
    steps: list[Step] = field(default_factory=list)
    _tokens: dict[UUID, tuple[float, str]] = field(default_factory=dict)

    async def take(self, name: str, how: str, asks: Sequence[Ask]) -> list[dict[str, Any]]:
        """All of these, and the measure of it; the answers in their order."""
        wake(self.loaded)
        answers: list[dict[str, Any]] = [{} for _ in asks]
        latencies: list[float] = []
        waiting = iter(enumerate(asks))
        began = time.perf_counter()

        async def one() -> None:
            connection = await client.connect(self.product.port)
            try:
                for number, ask in waiting:
                    raw = self._raw(ask)
                    sent = time.perf_counter()
                    status, whole = await connection.ask(raw)
                    latencies.append((time.perf_counter() - sent) * 1000)
                    if status >= 300:
                        raise RuntimeError(f"{name}: {status} {client.content(whole).decode()[:800]}")
                    answers[number] = orjson.loads(client.content(whole))
            finally:
                if connection.transport is not None:
                    connection.transport.close()

        await asyncio.gather(*(one() for _ in range(min(self.clients, len(asks)))))
        seconds = time.perf_counter() - began
        ordered = sorted(latencies)
        self.steps.append(
            Step(
                name=name,
                how=how,
                cases=sum(len(ask.cases) for ask in asks),
                requests=len(asks),
                seconds=seconds,
                p99_ms=ordered[int(0.99 * (len(ordered) - 1))] if ordered else 0.0,
            )
        )
        return answers

    def token(self, caller: Caller) -> str:
        """As the browser of this officer holds it, made anew after some minutes."""
        made, text = self._tokens.get(caller.user_id, (0.0, ""))
        if time.monotonic() - made > 300:
            text = tokens.issue(
                self.loaded.ring,
                use=tokens.Use.ACCESS,
                user_id=caller.user_id,
                session_id=caller.session_id,
                now=datetime.now(UTC),
            )
            self._tokens[caller.user_id] = (time.monotonic(), text)
        return text

    def _raw(self, ask: Ask) -> bytes:
        more = {"Idempotency_Key": f"bench-{next(_keys):012d}"}
        if ask.seen is not None:
            more["If_Match"] = f'"v{ask.seen}"'
        body = orjson.dumps(ask.body) if ask.method == "POST" else b""
        return client.request(f"/api/v1{ask.path}", token=self.token(ask.by), method=ask.method, body=body, **more)


async def go_the_way(
    loaded: Loaded, ground: Ground, product: served.Served, directory: Path, cases: int, clients: int, say: Any
) -> dict[str, Any]:
    """The whole season; what each step took, and what the books say at the end."""
    crowd = Crowd(loaded, product, clients)
    every = _files(loaded, ground, cases)
    fund_id = await _fund(loaded, ground, fen=FEN * len(every))
    memory: dict[str, float] = {}
    # From the beginning, as in production: it also seals the record of everything that is done.
    with served.worker(loaded, directory) as process:
        watching = asyncio.create_task(served.watch(process.pid, memory))
        try:
            began = time.perf_counter()
            for step in (_begin, _submit, _review, _publish, _conclude, _confirm, _township, _county):
                await step(crowd, ground, every)
                say(f"{crowd.steps[-1].name}: {crowd.steps[-1].rate:.0f} cases/s")
            await _decide(crowd, ground, every, fund_id)
            say(f"{crowd.steps[-1].name}: {crowd.steps[-1].rate:.0f} cases/s")
            await _pay(crowd, ground, every, fund_id)
            seconds = time.perf_counter() - began
        finally:
            watching.cancel()
    say(f"all paid after {seconds:.0f} s")
    _stand_beside(crowd.steps, await measure_floors(loaded, ground, [each.id for each in every]))
    breaches = await _breaches(loaded)
    with psycopg.connect(loaded.server.url("superuser")) as connection:
        counted = connection.execute(
            "select count(*) from aid_case where status = 'paid' and program_id = %s", (ground.program_id,)
        )
        [(paid,)] = counted.fetchall()
    return {
        "steps": [step.as_row() for step in crowd.steps],
        "seconds": round(seconds, 1),
        "cases_per_second": round(len(every) / seconds, 1),
        "paid": paid,
        "breaches": breaches,
        "memory_mb": {"api": round(product.memory("VmHWM")), **{name: round(most) for name, most in memory.items()}},
    }


def _files(loaded: Loaded, ground: Ground, cases: int) -> list[Case]:
    """A case to be of each household file, the unions in turn as they come to their officers."""
    at = {place.id: place for place in ground.unions}
    with psycopg.connect(loaded.server.url("superuser")) as connection:
        found = connection.execute(
            "select id, organization_id, right(number, 6)::int from household where number like 'KN-%%-B%%' order by 3 limit %s",
            (cases,),
        ).fetchall()
    return [Case(number, id, at[organization_id]) for id, organization_id, number in found]


async def _fund(loaded: Loaded, ground: Ground, *, fen: int) -> UUID:
    """A fund of the city with so much in it."""
    database = Database(asyncpg_url(loaded.server.url("app")))
    top = ground.city
    try:
        async with database.transaction(EVERYTHING) as session:
            fund = Fund(
                organization_id=top.id,
                code=top.code,
                line_code=top.line_code,
                name="送温暖资金",
                source="treasury",
                year=ground.now.year,
                made_by=ground.finance.user_id,
                made_by_name="测量",
                created_at=ground.now,
            )
            session.add(fund)
            await session.flush()
            session.add_all(ledger.accounts_of(fund.id))
            await session.flush()
            income = ledger.Movement(
                kind=EntryKind.INCOME,
                amount_fen=fen,
                debit=(fund.id, AccountKind.AVAILABLE),
                credit=(fund.id, AccountKind.SOURCE),
                voucher_id=new_id(),
            )
            await ledger.post(session, [income], by=(ground.finance.user_id, "测量", top.name), at=ground.now)
            return fund.id
    finally:
        await database.close()


# --- The steps -------------------------------------------------------------------------------------------------------


async def _begin(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    asks = [
        Ask(
            by=each.place.officer,
            path="/aid-cases",
            body={"program_id": str(ground.program_id), "household_id": str(each.household_id)},
            cases=[each],
        )
        for each in every
    ]
    for each, answer in zip(every, await crowd.take("begin", "one at a time", asks), strict=True):
        each.id, each.version = answer["id"], answer["version"]


async def _submit(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    asks = [
        Ask(
            by=each.place.officer,
            path=f"/aid-cases/{each.id}/steps",
            body={"step": "submit"},
            cases=[each],
            seen=each.version,
        )
        for each in every
    ]
    for each, answer in zip(every, await crowd.take("submit", "one at a time", asks), strict=True):
        each.version = answer["version"]


async def _review(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    await _batches(crowd, "unit review", _by_union(every))


async def _publish(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    asks = [
        Ask(
            by=place.officer,
            path="/notices",
            body={
                "case_ids": [each.id for each in cases],
                "shown_at": "厂务公开栏",
                "receiver": "工会办公室",
                "receiver_phone": "0000-1234567",
            },
            cases=cases,
        )
        for place, cases in _by_union(every)
    ]
    await crowd.take("notice published", "one notice a union", asks)


async def _conclude(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    with psycopg.connect(crowd.loaded.server.url("superuser"), autocommit=True) as connection:
        connection.execute("update notice set published_at = published_at - interval '20 days', ends_at = now()")
        found = connection.execute(
            "select organization_id, id, version from notice where status = 'running'"
        ).fetchall()
    notices = {organization_id: (id, version) for organization_id, id, version in found}
    asks = []
    for place, cases in _by_union(every):
        id, version = notices[place.id]
        asks.append(
            Ask(by=place.officer, path=f"/notices/{id}/steps", body={"step": "conclude"}, cases=cases, seen=version)
        )
    await crowd.take("notice concluded", "one notice a union", asks)
    for each in every:
        each.version += 1


async def _confirm(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    await _batches(crowd, "unit confirm", _by_union(every))


async def _township(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    await _batches(crowd, "township review", _by_top(ground.townships, every))


async def _county(crowd: Crowd, ground: Ground, every: list[Case]) -> None:
    await _batches(crowd, "county review", _by_top(ground.counties, every))


async def _decide(crowd: Crowd, ground: Ground, every: list[Case], fund_id: UUID) -> None:
    """The city looks at the candidates and settles them, two thousand at a time, out of the fund."""
    path = f"/aid-programs/{ground.program_id}"
    for begin in range(0, len(every), MOST_IN_BALANCE):
        cases = every[begin : begin + MOST_IN_BALANCE]
        looking = Ask(by=ground.city.officer, path=f"{path}/candidates", body={}, method="GET", cases=cases)
        await crowd.take("candidates", "a page of all that wait", [looking])
        items = [{"id": each.id, "version": each.version, "amount_fen": FEN} for each in cases]
        settling = Ask(
            by=ground.city.officer,
            path=f"{path}/final-lists",
            body={"items": items, "fund_id": str(fund_id)},
            cases=cases,
        )
        [answer] = await crowd.take("final list, reserved", f"lists of {MOST_IN_BALANCE}", [settling])
        _require_all(answer)
        for each in cases:
            each.version += 1
    _join(crowd.steps, "candidates")
    _join(crowd.steps, "final list, reserved")


async def _pay(crowd: Crowd, ground: Ground, every: list[Case], fund_id: UUID) -> None:
    """Batches of two thousand lines; the bank pays them all; a job books each."""
    by = ground.finance
    for begin in range(0, len(every), MOST_LINES):
        cases = sorted(every[begin : begin + MOST_LINES], key=lambda each: each.id)
        made = Ask(
            by=by,
            path="/payment-batches",
            body={"fund_id": str(fund_id), "case_ids": [each.id for each in cases]},
            cases=cases,
        )
        [batch] = await crowd.take("payment batch", f"batches of {MOST_LINES}", [made])
        if batch["left_out"] or batch["lines"] != len(cases):
            raise RuntimeError(f"left out: {batch['left_out'][:3]}")
        path = f"/payment-batches/{batch['id']}"
        [batch] = await crowd.take(
            "sent",
            f"batches of {MOST_LINES}",
            [Ask(by=by, path=f"{path}/steps", body={"step": "send"}, cases=cases, seen=batch["version"])],
        )
        file_id = await _upload(crowd, by, cases)
        answered = Ask(by=by, path=f"{path}/answers", body={"file_id": file_id}, cases=cases, seen=batch["version"])
        [told] = await crowd.take("bank's answer read", "one workbook a batch", [answered])
        if not told["taken"] or told["paid_lines"] != len(cases):
            raise RuntimeError(f"not taken: {told['problems'][:3]}")
        booking = time.perf_counter()
        confirmed = Ask(by=by, path=f"{path}/steps", body={"step": "confirm"}, cases=cases, seen=batch["version"] + 1)
        await crowd.take("booked", "a job a batch", [confirmed])
        await _booked(crowd, by, path)
        crowd.steps[-1].seconds = time.perf_counter() - booking
    for name in ("payment batch", "sent", "bank's answer read", "booked"):
        _join(crowd.steps, name)


async def _booked(crowd: Crowd, by: Caller, path: str) -> None:
    while True:
        raw = client.request(f"/api/v1{path}", token=crowd.token(by))
        _status, batch, _whole = await client.ask_json(crowd.product.port, raw)
        if batch["state"] == "done":
            return
        if batch["state"] != "paying":
            raise RuntimeError(f"the batch stands at {batch['state']}")
        await asyncio.sleep(0.1)


async def _upload(crowd: Crowd, by: Caller, cases: Sequence[Case]) -> str:
    """What the bank sends back: all paid."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(("序号", "收款账号", "金额", "处理结果", "失败原因"))
    for line, each in enumerate(cases, start=1):
        sheet.append((line, CARD.format(each.file), f"{FEN / 100:.2f}", "成功", ""))
    memory = BytesIO()
    book.save(memory)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{crowd.product.port}/api/v1", timeout=120) as sender:
        kept = await sender.post(
            "/files",
            files={"file": ("answer.xlsx", memory.getvalue())},
            data={"purpose": "workbook"},
            headers={"Authorization": f"Bearer {crowd.token(by)}"},
        )
    return str(kept.raise_for_status().json()["id"])


# --- Who has which, and what became of it ----------------------------------------------------------------------------


def _by_union(every: Sequence[Case]) -> Iterator[tuple[Place, list[Case]]]:
    found: dict[UUID, list[Case]] = defaultdict(list)
    for each in every:
        found[each.place.id].append(each)
    return ((cases[0].place, cases) for cases in found.values())


def _by_top(tops: Sequence[Place], every: Sequence[Case]) -> Iterator[tuple[Place, list[Case]]]:
    found: dict[int, list[Case]] = defaultdict(list)
    for each in every:
        found[next(n for n, top in enumerate(tops) if top.code <= each.place.code <= top.code_hi)].append(each)
    return ((tops[number], cases) for number, cases in found.items())


async def _batches(crowd: Crowd, name: str, shares: Iterator[tuple[Place, list[Case]]]) -> None:
    """What lies on each desk, agreed to by batches."""
    asks = []
    for place, whole in shares:
        for begin in range(0, len(whole), MOST_AT_ONCE):
            cases = whole[begin : begin + MOST_AT_ONCE]
            items = [{"id": each.id, "version": each.version} for each in cases]
            asks.append(
                Ask(by=place.officer, path="/aid-cases/batches", body={"items": items, "step": "pass"}, cases=cases)
            )
    most = max(len(ask.cases) for ask in asks)
    for answer in await crowd.take(name, f"batches of {most} and fewer", asks):
        _require_all(answer)
    for ask in asks:
        for each in ask.cases:
            each.version += 1


def _require_all(answer: dict[str, Any]) -> None:
    if answer["failed"]:
        raise RuntimeError(f"not done: {next(each for each in answer['items'] if each['problem'])}")


def _join(steps: list[Step], name: str) -> None:
    """The rounds of a step as one."""
    rounds = [step for step in steps if step.name == name]
    first, *rest = rounds
    for each in rest:
        first.cases += each.cases
        first.requests += each.requests
        first.seconds += each.seconds
        first.p99_ms = max(first.p99_ms, each.p99_ms)
        steps.remove(each)


def _stand_beside(steps: Sequence[Step], floors: Floors) -> None:
    for step in steps:
        floor = floors.of(step.name)
        if floor is not None:
            step.floor, step.floor_a_second = floor


async def _breaches(loaded: Loaded) -> list[str]:
    """`./dev check-money`."""
    database = Database(asyncpg_url(loaded.server.url("app")))
    try:
        async with database.transaction(EVERYTHING) as session:
            return [f"{each.rule}: {each.id} {each.what}" for each in await check_money(session)]
    finally:
        await database.close()
