"""The queue of a city: 200,000 cases at every desk and behind it, and the pages that officers ask of it all day.

Loaded by COPY, spread over all unions, three in ten still open, some of them late. Asked by eight clients of each
height, each an officer with an own union and session; the floor is the very statement from a bare handler.
"""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5

import psycopg

from backend.db.queries import aid_case_list as lists
from backend.db.queries.aid_case_list import CaseFilters, Desk
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.demo.chance import dice, id_at, person_name
from backend.demo.people import Row
from backend.domain.identity import Sex
from backend.domain.organization.codes import Level
from tests.bench import client, report, served
from tests.bench.aid.ground import FEN, Ground, Place, program, wake
from tests.bench.cases import PAGE, SPACE, Caller, spread, statement_of
from tests.bench.load import SEED, Loaded, copy

QUEUE_MS = 50.0
PROGRAMS = 20
DEEP = 100
"""The page that counts as deep, or the last full one."""
SLICE = 20_000
_STANDS = (
    *("unit_review", "notice", "unit_confirm", "township_review", "county_review", "city_review"),
    *("paid", "paid", "paid", "approved", "rejected", "withdrawn"),
    *("archived",) * 8,
)
"""Where the cases stand, in turn: three in ten lie on a desk."""
_BEHIND = ("approved", "paid", "archived")

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("all", {}),
    ("desk, by due", {"desk": True, "sort": "due"}),
    ("late, by due", {"late": True, "sort": "due"}),
    ("approved", {"status": "approved"}),
    ("name", {"q": "王"}),
)
"""What officers narrow the queue by."""


def load_queue(loaded: Loaded, ground: Ground, *, cases: int) -> list[str]:
    """So many cases of twenty programmes, of members all over the city."""
    url = loaded.server.url("superuser")
    chance = dice(SEED, 22)
    programs = [
        program(ground) | {"id": uuid5(SPACE, f"queue:{number}"), "name": f"项目 {number}", "status": "closed"}
        for number in range(PROGRAMS)
    ]
    asyncio.run(copy(url, [(AidProgram, programs)]))
    for begin in range(0, cases, SLICE):
        rows = [_case(number, ground, programs, chance) for number in range(begin, min(begin + SLICE, cases))]
        asyncio.run(copy(url, [(AidCase, rows)]))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum (analyze) aid_case")
    return [str(each["id"]) for each in programs]


def _case(number: int, ground: Ground, programs: list[Row], chance: Any) -> Row:
    place = ground.unions[chance.randrange(len(ground.unions))]
    status = _STANDS[number % len(_STANDS)]
    begun = ground.now - timedelta(minutes=chance.randint(60, 60 * 24 * 300))
    reached = begun + timedelta(minutes=chance.randint(0, 59))
    open_ = _STANDS.index(status) < 6
    if open_:
        reached = ground.now - timedelta(hours=chance.randint(1, 24 * 9))
    behind = status in _BEHIND
    sex = Sex.MALE if number % 2 else Sex.FEMALE
    return {
        "id": id_at(begun, chance),
        "number": f"BF-{begun.year - 1}-Q{number:06d}",
        "program_id": programs[number % PROGRAMS]["id"],
        "organization_id": place.id,
        "code": place.code,
        "line_code": place.line_code,
        "member_id": uuid5(SPACE, f"queue:member:{number}"),
        "name": person_name(chance, sex, 1980),
        "initials": "cs",
        "status": status,
        "category": ("deep", "relative", "accident", "marginal")[number % 4],
        "asked_fen": FEN,
        "amount_fen": FEN,
        "maker_id": place.officer.user_id,
        "maker_name": "测量",
        "checker_id": ground.city.officer.user_id if behind else None,
        "payer_id": ground.finance.user_id if status in ("paid", "archived") else None,
        "reached_at": reached,
        "due_at": reached + timedelta(days=5) if open_ else None,
        "submitted_at": begun,
        "approved_at": reached if behind else None,
        "created_at": begun,
        "updated_at": reached,
    }


def _askers(ground: Ground, each: int) -> Iterator[tuple[str, list[Place]]]:
    """For each height as many unions as there are clients."""
    for height, places in (
        ("city", [ground.city]),
        ("county", ground.counties),
        ("township", ground.townships),
        ("union", ground.unions),
    ):
        yield height, [places[number * len(places) // each] for number in range(each)]


async def measure_queue(
    loaded: Loaded, ground: Ground, product: served.Served, directory: Any, *, clients: int, seconds: float, rounds: int
) -> list[report.Line]:
    """Every page of every height, the product and the floor in turns."""
    wake(loaded)
    plan: list[tuple[str, list[tuple[Caller, dict[str, Any]]], list[int]]] = []
    statements: list[dict[str, Any]] = []
    for height, places in _askers(ground, clients):
        for what, query in (*ASKED, ("deep", {})):
            asked: list[tuple[Caller, dict[str, Any]]] = []
            numbers: list[int] = []
            for place in places:
                own = {"limit": PAGE} | query
                if what == "deep":
                    own |= await _deep(loaded, product, place.officer)
                asked.append((place.officer, own))
                numbers.append(len(statements))
                statements.append(_floor(loaded, place, own))
            plan.append((f"queue {height} {what}", asked, numbers))
    lines = []
    with served.floor(loaded, directory, statements, pool_size=10) as floor:
        for name, asked, numbers in plan:
            ours, theirs, cpu = client.Figures(), client.Figures(), 0.0
            for _ in range(rounds):
                raw = [caller.get(loaded.ring, "/aid-cases", **query) for caller, query in asked]
                before = product.cpu()
                ours.add(await client.load(product.port, spread(raw, clients), seconds=seconds))
                cpu += product.cpu() - before
                await served.settle()
                bare = [client.request(f"/{number}") for number in numbers]
                theirs.add(await client.load(floor.port, spread(bare, clients), seconds=seconds))
                await served.settle()
            line = report.Line(name=name, ours=ours, floor=theirs, memory=product.memory())
            line.note = f"{cpu / max(1, len(ours.latencies)) * 1000:.2f} ms of the API's processor each"
            line.judge(f"p99 ≤ {QUEUE_MS:.0f} ms", ours.percentile(0.99) <= QUEUE_MS)
            lines.append(line)
            print(
                f"  {name}: p50 {ours.percentile(0.5):.1f} p99 {ours.percentile(0.99):.1f} ms, {ours.rate:.0f}/s, "
                f"floor p99 {theirs.percentile(0.99):.1f} ms, {theirs.rate:.0f}/s",
                flush=True,
            )
    return lines


async def _deep(loaded: Loaded, product: served.Served, caller: Caller) -> dict[str, Any]:
    """The cursor of the hundredth page, or of the last that is whole."""
    cursor: dict[str, Any] = {}
    for _ in range(DEEP * PAGE // 500):
        status, body, _whole = await client.ask_json(
            product.port, caller.get(loaded.ring, "/aid-cases", limit=500, **cursor)
        )
        if status != 200:
            raise RuntimeError(f"{status}: {body}")
        if not body["next_cursor"]:
            break
        cursor = {"cursor": body["next_cursor"]}
    return cursor


def _floor(loaded: Loaded, place: Place, query: dict[str, Any]) -> dict[str, Any]:
    """The statement of this page, with its values."""
    from backend.api.aid_case.schemas import AidCaseQuery
    from backend.api.pages import read_cursor

    wanted = {name: [value] if name == "status" else value for name, value in query.items()}
    after = read_cursor(AidCaseQuery(**wanted), secret=loaded.ring.cursor)
    desk = Desk(organization_id=place.id, level=Level(place.level), user_id=place.officer.user_id)
    filters = CaseFilters(
        now=datetime.now(UTC),
        scope=place.officer.scope,
        desk=desk if query.get("desk") else None,
        statuses=wanted.get("status", ()),
        late=bool(query.get("late")),
        q=query.get("q"),
        by_due=query.get("sort") == "due",
    )
    asked = lists.list_cases(filters=filters, after=after, limit=PAGE + 1)
    return statement_of(asked, place.officer.scope).packed()
