"""The year's budget by subject: two officers, adjustments, what is split below, and the ledger beside it (FND-02)."""

import asyncio
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries import ledger
from backend.db.tables.aid_case import AidCase
from backend.db.tables.fund import Fund
from backend.domain.access import EVERYTHING
from backend.domain.fund.codes import AccountKind, EntryKind
from backend.domain.fund.ledger import ACCOUNTS
from backend.settings import settings
from backend.worker import Worker
from tests import outtake
from tests.api.things import place_things
from tests.conftest import Api
from tests.money import BY, add_cases, add_fund, add_program, as_finance, income
from tests.people import once, seen
from tests.spending import noon, pay, spend, take_out
from tests.town import id_of, today

PAPER = {"document_number": "青工财〔2026〕31号", "document_on": "2026-07-03"}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def year() -> int:
    return today().year


async def drafted(client: httpx.AsyncClient, union: str = "qingxi", **amounts: int) -> dict[str, Any]:
    """A draft with amounts by subject, in fen."""
    lines = [{"subject": subject, "planned_fen": fen} for subject, fen in amounts.items()]
    said = {
        "organization_id": str(id_of(union)),
        "year": year(),
        "lines": lines,
        "document_number": "青工发〔2026〕2号",
    }
    answer = await client.post("/budget-plans", json=said, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, plan: dict[str, Any], way: str, **said: Any) -> httpx.Response:
    return await client.post(f"/budget-plans/{plan['id']}/steps", json={"step": way} | said, headers=seen(plan))


async def in_force(
    first: httpx.AsyncClient, second: httpx.AsyncClient, union: str = "qingxi", **amounts: int
) -> dict[str, Any]:
    """A budget that one officer entered and another put in force."""
    plan = (await step(first, await drafted(first, union, **amounts), "submit")).json()
    done = await step(second, plan, "confirm")
    assert done.status_code == 200, done.text
    return done.json()  # type: ignore[no-any-return]


async def adjust(client: httpx.AsyncClient, plan: dict[str, Any], fen: int, **more: Any) -> httpx.Response:
    said = {"subject": "winter_warmth", "change_fen": fen, "reason": "冬季低温，追加取暖救助"} | PAPER | more
    return await client.post(f"/budget-plans/{plan['id']}/adjustments", json=said, headers=once())


async def decide(client: httpx.AsyncClient, adjustment: dict[str, Any], way: str, **said: Any) -> httpx.Response:
    path = f"/budget-adjustments/{adjustment['id']}/steps"
    return await client.post(path, json={"step": way} | said, headers=seen(adjustment))


async def split(
    client: httpx.AsyncClient, plan: dict[str, Any], subject: str = "winter_warmth", **shares: int
) -> httpx.Response:
    items = [{"organization_id": str(id_of(union)), "change_fen": fen} for union, fen in shares.items()]
    said = {"subject": subject, "items": items, "note": "按困难职工数分解"}
    return await client.post(f"/budget-plans/{plan['id']}/splits", json=said, headers=once())


async def board(client: httpx.AsyncClient, union: str = "qingxi", reach: str = "own", **more: Any) -> dict[str, Any]:
    asked = {"organization_id": str(id_of(union)), "reach": reach, "year": year()} | more
    answer = await client.get("/budget-plans/figures", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def of(found: dict[str, Any], subject: str = "winter_warmth") -> dict[str, Any]:
    """A subject of a board; one without any figure is not sent."""
    nothing = dict.fromkeys(found["total"], 0)
    return next((each for each in found["items"] if each["subject"] == subject), nothing)


async def two(api: Api) -> tuple[httpx.AsyncClient, httpx.AsyncClient]:
    return await api.as_("county_finance"), await as_finance(api)


async def waiting_with(client: httpx.AsyncClient) -> list[str]:
    """The papers of what this officer finds on the workbench to check."""
    items = (await client.get("/me/todo")).json()["items"]
    return [item["detail"] for item in items if item["kind"] == "budget_check"]


async def test_a_budget_takes_two_officers(api: Api) -> None:
    """FND-02: one enters and submits, another puts it in force or sends it back with a reason; each is on record."""
    first, second = await two(api)
    plan = await drafted(first, winter_warmth=30_000_000, schooling=5_000_000)
    assert plan["state"] == "draft"
    assert (await board(first))["total"]["budget_fen"] == 0, "a draft is no budget yet"
    lines = [{"subject": "winter_warmth", "planned_fen": 24_000_000}, {"subject": "costs", "planned_fen": 100_050}]
    said = {"lines": lines, "document_number": "青工发〔2026〕2号"}
    entered = await first.put(f"/budget-plans/{plan['id']}/lines", json=said, headers=seen(plan))
    assert {line["subject"]: line["planned_fen"] for line in entered.json()["lines"]} == {
        "winter_warmth": 24_000_000,
        "schooling": 0,
        "costs": 100_050,
    }
    stale = await first.put(f"/budget-plans/{plan['id']}/lines", json={"lines": lines}, headers=seen(plan))
    assert stale.status_code == 412
    plan = (await step(first, entered.json(), "submit")).json()
    for client, there in ((first, []), (second, ["青工发〔2026〕2号"])):
        assert await waiting_with(client) == there
    steps = {each["step"]: each["allowed"] for each in plan["steps"]}
    assert steps == {"confirm": False, "return": False, "withdraw": True}
    own = await step(first, plan, "confirm")
    assert (own.status_code, own.json()["code"]) == (409, "budget_same_officer")
    changed = await first.put(f"/budget-plans/{plan['id']}/lines", json={"lines": []}, headers=seen(plan))
    assert (changed.status_code, changed.json()["code"]) == (409, "budget_not_draft")
    stranger = await step(second, plan, "withdraw")
    assert (stranger.status_code, stranger.json()["code"]) == (409, "budget_not_maker")
    wordless = await step(second, plan, "return", reason=" ")
    assert (wordless.status_code, wordless.json()["code"]) == (422, "budget_reason_missing")
    back = (await step(second, plan, "return", reason="金秋助学没有编列")).json()
    assert (back["state"], back["answer"]) == ("draft", "金秋助学没有编列")
    again = (await step(first, back, "submit")).json()
    done = (await step(second, again, "confirm")).json()
    assert (done["state"], done["checked_by_name"], done["answer"]) == ("in_force", "钱s", "")
    assert (await board(first))["total"]["budget_fen"] == 24_100_050
    twice = await first.post(
        "/budget-plans", json={"organization_id": str(id_of("qingxi")), "year": year(), "lines": []}, headers=once()
    )
    assert (twice.status_code, twice.json()["code"]) == (409, "budget_plan_there")
    async with api.database.transaction(EVERYTHING) as session:
        told = await session.scalars(
            text("select event from audit_event where object_kind = 'budget_plan' order by id")
        )
        assert list(told) == [
            *("budget_drafted", "budget_drafted", "budget_submitted", "budget_returned"),
            *("budget_submitted", "budget_confirmed"),
        ]


async def test_an_empty_budget_and_years_that_are_over(api: Api) -> None:
    """FND-02: nothing to check is not submitted; a year that has ended is not drafted."""
    first, _second = await two(api)
    plan = await drafted(first)
    empty = await step(first, plan, "submit")
    assert (empty.status_code, empty.json()["code"]) == (409, "budget_empty")
    for wrong, code, status in ((year() - 1, "budget_year_over", 409), (year() + 2, "budget_year_out", 422)):
        said = {"organization_id": str(id_of("chengguan")), "year": wrong, "lines": []}
        answer = await first.post("/budget-plans", json=said, headers=once())
        assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_an_adjustment_has_a_reason_a_paper_and_a_second_officer(api: Api) -> None:
    """FND-02: it counts once it is checked; refused or withdrawn it never did; each one is kept."""
    first, second = await two(api)
    plan = await in_force(first, second, winter_warmth=10_000_000)
    nameless = await adjust(first, plan, 500, document_number=" ")
    assert (nameless.status_code, nameless.json()["code"]) == (422, "budget_reason_missing")
    asked = await adjust(first, plan, 2_000_050)
    assert asked.status_code == 201, asked.text
    waiting = asked.json()["adjustments"][0]
    assert of(await board(first))["adjusted_fen"] == 0
    assert (await waiting_with(first), await waiting_with(second)) == ([], [PAPER["document_number"]])
    own = await decide(first, waiting, "confirm")
    assert (own.status_code, own.json()["code"]) == (409, "budget_same_officer")
    done = (await decide(second, waiting, "confirm")).json()
    assert (done["adjustments"][0]["state"], done["adjustments"][0]["checked_by_name"]) == ("booked", "钱s")
    assert of(await board(first))["budget_fen"] == 12_000_050
    over = await decide(second, done["adjustments"][0], "confirm")
    assert (over.status_code, over.json()["code"]) == (409, "step_not_possible")
    refused = (await adjust(first, plan, -1)).json()["adjustments"][0]
    answer = (await decide(second, refused, "refuse", reason="附件不全")).json()["adjustments"][0]
    assert (answer["state"], answer["answer"]) == ("refused", "附件不全")
    mine = (await adjust(first, plan, -1)).json()["adjustments"][0]
    assert (await decide(first, mine, "withdraw")).json()["adjustments"][0]["state"] == "withdrawn"
    assert of(await board(first))["budget_fen"] == 12_000_050
    states = [each["state"] for each in (await first.get(f"/budget-plans/{plan['id']}")).json()["adjustments"]]
    assert states == ["withdrawn", "refused", "booked"]


async def test_never_below_nought_nor_below_what_was_handed_down(api: Api) -> None:
    """FND-02: refused in a sentence when it is asked, and again when it is checked; nothing changes."""
    first, second = await two(api)
    plan = await in_force(first, second, winter_warmth=10_000)
    below = await adjust(first, plan, -10_001)
    assert (below.status_code, below.json()["code"]) == (409, "budget_short")
    assert "100.00 元" in below.json()["detail"]
    cut = (await adjust(first, plan, -6_000)).json()["adjustments"][0]
    assert (await split(first, plan, chengguan=5_000)).status_code == 200
    late = await decide(second, cut, "confirm")
    assert (late.status_code, late.json()["code"]) == (409, "budget_short")
    assert "50.00 元" in late.json()["detail"]
    assert of(await board(first))["budget_fen"] == 5_000
    draft = await drafted(first, "textile", winter_warmth=5)
    early = await adjust(first, draft, 5)
    assert (early.status_code, early.json()["code"]) == (409, "budget_not_in_force")


async def test_two_adjustments_at_once_go_one_after_the_other(api: Api) -> None:
    """FND-02: confirmed at the same moment by different officers; the sum is right, and never below nought."""
    first, second = await two(api)
    third = await as_finance(api, "third_finance")
    plan = await in_force(first, second, winter_warmth=10_000)
    up = [(await adjust(first, plan, fen)).json()["adjustments"][0] for fen in (1, 20, 300, 4_000)]
    racing = await asyncio.gather(*(decide((second, third)[n % 2], each, "confirm") for n, each in enumerate(up)))
    assert [answer.status_code for answer in racing] == [200] * 4
    assert of(await board(first))["budget_fen"] == 14_321
    cuts = [(await adjust(first, plan, -9_000)).json()["adjustments"][0] for _ in range(3)]
    racing = await asyncio.gather(*(decide((second, third)[n % 2], each, "confirm") for n, each in enumerate(cuts)))
    assert sorted(answer.status_code for answer in racing) == [200, 409, 409]
    assert of(await board(first))["budget_fen"] == 5_321


async def test_a_subject_is_split_among_the_unions_below(api: Api) -> None:
    """FND-02: one act, all or nothing; whoever had no plan gets one; it stands beside their own; back again by less."""
    first, second = await two(api)
    plan = await in_force(first, second, winter_warmth=10_000)
    over = await split(first, plan, chengguan=10_001)
    assert (over.status_code, over.json()["code"]) == (409, "budget_short")
    assert "100.00 元" in over.json()["detail"]
    grandchild = await split(first, plan, textile=5)
    assert (grandchild.status_code, grandchild.json()["code"]) == (409, "budget_split_not_below")
    done = await split(first, plan, chengguan=7_000)
    assert done.status_code == 200, done.text
    assert (done.json()["splits"][0]["to_name"], done.json()["splits"][0]["change_fen"]) == ("城关镇总工会", 7_000)
    found = await board(first)
    assert (of(found)["handed_fen"], of(found)["budget_fen"]) == (7_000, 3_000)
    (child,) = [each for each in found["children"] if each["organization_name"] == "城关镇总工会"]
    assert (child["budget_fen"], child["state"], child["standing"]) == (7_000, "draft", "not_begun")
    whole = await board(first, reach="whole")
    assert (whole["total"]["budget_fen"], whole["total"]["handed_fen"]) == (10_000, 0)
    # The union below sees what it got and adds its own.
    township = await as_finance(api, "town_finance", "chengguan")
    other = await as_finance(api, "other_town_finance", "chengguan")
    theirs = (await township.get(f"/budget-plans/{(await board(township, 'chengguan'))['plan_id']}")).json()
    assert (theirs["splits"][0]["from_above"], theirs["splits"][0]["from_name"]) == (True, "青溪县总工会")
    lines = {"lines": [{"subject": "winter_warmth", "planned_fen": 800}]}
    theirs = (await township.put(f"/budget-plans/{theirs['id']}/lines", json=lines, headers=seen(theirs))).json()
    theirs = (await step(other, (await step(township, theirs, "submit")).json(), "confirm")).json()
    line = of(await board(township, "chengguan"))
    assert (line["planned_fen"], line["received_fen"], line["budget_fen"]) == (800, 7_000, 7_800)
    assert (await split(township, theirs, textile=7_700)).status_code == 200
    back = await split(first, plan, chengguan=-101)
    assert (back.status_code, back.json()["code"]) == (409, "budget_taken_back_too_much")
    assert (await split(first, plan, chengguan=-100)).status_code == 200
    assert of(await board(first))["handed_fen"] == 6_900
    whole = await board(first, reach="whole")
    assert whole["total"]["budget_fen"] == 10_800
    # Whoever is above is not seen from below, nor a neighbour.
    assert (await township.get(f"/budget-plans/{plan['id']}")).status_code == 404
    assert (
        await township.get("/budget-plans/figures", params={"organization_id": str(id_of("qingxi"))})
    ).status_code == 404


async def test_a_neighbour_sees_nothing_of_it(api: Api) -> None:
    """FND-02, ROL-01: neither the figures nor the lines of another county."""
    first, second = await two(api)
    plan = await in_force(first, second, winter_warmth=10_000)
    neighbour = await as_finance(api, "neighbour_finance", "nanhe")
    for path in (f"/budget-plans/{plan['id']}", f"/budget-plans/{plan['id']}/shares?subject=winter_warmth"):
        assert (await neighbour.get(path)).status_code == 404
    assert (await neighbour.get("/budget-lines")).json()["items"] == []
    asked = {"organization_id": str(id_of("qingxi"))}
    assert (await neighbour.get("/budget-plans/figures", params=asked)).status_code == 404
    for answer in (await adjust(neighbour, plan, 5), await split(neighbour, plan, chengguan=5)):
        assert answer.status_code == 404
    said = {"organization_id": str(id_of("qingxi")), "year": year() + 1, "lines": []}
    assert (await neighbour.post("/budget-plans", json=said, headers=once())).status_code == 404
    auditor = await api.as_("county_auditor")
    assert (await auditor.get(f"/budget-plans/{plan['id']}")).status_code == 200
    assert (await adjust(auditor, plan, 5)).status_code == 403


async def test_how_an_amount_would_be_split(api: Api) -> None:
    """FND-02: evenly, by members, by last year; it adds up, and asking hands nothing down."""
    first, second = await two(api)
    plan = await in_force(first, second, winter_warmth=1_000_000)
    for basis in ("evenly", "members", "last_year"):
        asked = {"subject": "winter_warmth", "amount_fen": 123_456, "basis": basis}
        found = (await first.get(f"/budget-plans/{plan['id']}/shares", params=asked)).json()
        assert found["free_fen"] == 1_000_000
        assert sum(item["change_fen"] for item in found["items"]) == 123_456
        assert {item["organization_name"] for item in found["items"]} >= {"城关镇总工会"}
    assert of(await board(first))["handed_fen"] == 0


async def promises(client: httpx.AsyncClient, subject: str, *, of_year: int | None = None, **whose: str) -> list[int]:
    """What the entries are worth that open from what a budget counts as promised, the smallest first; fen."""
    union = {key: str(id_of(each)) for key, each in (whose or {"owner_id": "qingxi"}).items()}
    asked = {"subject": subject, "reserved_on": f"{of_year or year()}-12-31", "limit": 200} | union
    answer = await client.get("/ledger-entries", params=asked)
    assert answer.status_code == 200, answer.text
    return sorted(each["amount_fen"] for each in answer.json()["items"])


async def turn(session: AsyncSession, fund: Fund, kind: EntryKind, fen: int, day: date, **about: UUID) -> None:
    """Money of a visit or a claim goes where an entry of this kind leads."""
    debit, credit = ACCOUNTS[kind]
    movement = ledger.Movement(
        kind=kind,
        amount_fen=fen,
        debit=(fund.id, debit),
        credit=(fund.id, credit),
        **about,  # type: ignore[arg-type]
    )
    await ledger.post(session, [movement], by=BY, at=noon(day))


class Books:
    """Random money of one fund, beside what a budget should say of it: counted here entry by entry."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.spent: dict[str, int] = {}
        self.reserved: dict[str, int] = {}

    def count(self, subject: str, *, spent: int = 0, reserved: int = 0) -> None:
        self.spent[subject] = self.spent.get(subject, 0) + spent
        self.reserved[subject] = self.reserved.get(subject, 0) + reserved

    async def act(self, session: Any, fund: Fund, program: Any, last_year: bool) -> None:
        """One case on some way of its own, or an expense with or without its reversal."""
        day = date(year() - 1, 12, 20) if last_year else date(year(), 1, 1 + self.chance.randrange(28))
        later, fen = date(year(), 2, 3), self.chance.randrange(1, 90_000)
        if self.chance.random() < 0.3:
            id = await spend(session, fund, fen, noon(day))
            self.count("costs", spent=0 if last_year else fen)
            if self.chance.random() < 0.5:
                await take_out(session, id, EntryKind.EXPENSE, fund, fen, noon(later))
                self.count("costs", spent=-fen)
            return
        (case,) = await add_cases(session, program, amount_fen=fen)
        kind = program.kind
        await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=noon(day))
        self.count(kind, reserved=fen)
        way = self.chance.choice(("wait", "release", "pay", "pay", "recall"))
        if way == "release":
            await ledger.release(session, case, by=BY, at=noon(later))
            self.count(kind, reserved=-fen)
        if way in ("pay", "recall"):
            paid_on = self.chance.choice((day, later))
            id = await pay(session, case, noon(paid_on))
            self.count(kind, reserved=-fen, spent=fen if paid_on.year == year() else 0)
            if way == "recall":
                await session.refresh(case)
                await ledger.recall(session, case, payment_id=id, by=BY, at=noon(later))
                self.count(kind, reserved=fen, spent=-fen)


@pytest.mark.parametrize("seed", range(3))
async def test_what_was_spent_is_what_the_ledger_says(api: Api, seed: int) -> None:
    """FND-02: to the fen, after random acts in two years; each figure is the sum of the entries that open from it."""
    first, second = await two(api)
    await in_force(first, second, winter_warmth=1_000_000, schooling=10)
    books = Books(seed)
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session)
        programs = [await add_program(session), await add_program(session)]
        programs[1].kind = "schooling"
        await ledger.post(session, [income(fund.id, 90_000_000)], by=BY, at=noon(date(year() - 1, 12, 1)))
        visit = ledger.Movement(
            kind=EntryKind.RESERVE,
            amount_fen=33_333,
            debit=(fund.id, AccountKind.RESERVED),
            credit=(fund.id, AccountKind.AVAILABLE),
            visit_id=UUID(int=seed + 1),
        )
        await ledger.post(session, [visit], by=BY, at=noon(date(year(), 1, 9)))
        books.count("winter_warmth", reserved=33_333)
        for number in range(25):
            await books.act(session, fund, programs[number % 2], last_year=number < 6)
        # Money of the union below is in no figure of the county's own.
        below = await add_fund(session, "chengguan", fen=70_000)
        await spend(session, below, 4_444, noon(today()))
    found = await board(first)
    for subject in ("winter_warmth", "schooling", "costs"):
        line = of(found, subject)
        assert (line["spent_fen"], line["reserved_fen"]) == (books.spent[subject], books.reserved[subject]), subject
        asked = {"subject": subject, "owner_id": str(id_of("qingxi")), "limit": 200}
        days = {"booked_on[gte]": f"{year()}-01-01", "booked_on[lte]": f"{year()}-12-31"}
        entries = (await first.get("/ledger-entries", params=asked | days)).json()["items"]
        signed = [
            -each["amount_fen"] if each["kind"] in ("recall", "reversal") else each["amount_fen"] for each in entries
        ]
        assert sum(signed) == line["spent_fen"], subject
        assert sum(await promises(first, subject)) == line["reserved_fen"], subject
    assert of(found, "schooling")["standing"] in ("over", "promised_over", "not_begun")
    # What is promised today is promised next year too, once that has begun.
    ahead = await board(first, year=year() + 1)
    assert (ahead["total"]["reserved_fen"], ahead["total"]["spent_fen"]) == (0, 0)
    whole = await board(first, reach="whole")
    assert of(whole, "costs")["spent_fen"] == books.spent["costs"] + 4_444
    (child,) = [each for each in found["children"] if each["organization_name"] == "城关镇总工会"]
    assert (child["spent_fen"], child["standing"], child["rate"]) == (4_444, "unplanned", None)
    listed = (await first.get("/budget-lines", params={"year": year(), "limit": 100})).json()["items"]
    own = {row["subject"]: row["spent_fen"] for row in listed if row["organization_id"] == str(id_of("qingxi"))}
    assert own == {subject: of(found, subject)["spent_fen"] for subject in own}
    assert {row["spent_fen"] for row in listed if row["organization_name"] == "城关镇总工会"} == {4_444}


async def test_what_is_promised_opens_each_promise(api: Api, queries: Callable[..., Any]) -> None:
    """FND-02; issue 4: of cases, visits and claims, what is neither paid nor released at the end of the year and nothing else."""
    await place_things(api)
    before, early, late = date(year() - 1, 12, 20), date(year(), 1, 5), date(year(), 2, 3)
    async with api.database.transaction(EVERYTHING) as session:
        fund, below = await add_fund(session), await add_fund(session, "chengguan")
        for each in (fund, below):
            await ledger.post(session, [income(each.id, 9_000_000)], by=BY, at=noon(before))
        program = await add_program(session)

        async def approved(fen: int, at: date, of: Fund = fund) -> AidCase:
            (case,) = await add_cases(session, program, amount_fen=fen)
            await ledger.reserve(session, case, fund_id=of.id, by=BY, at=noon(at))
            return case

        await approved(1_001, early)
        await approved(2_002, before)
        await approved(4_004, early, below)
        await pay(session, await approved(8_008, early), noon(late))
        await pay(session, await approved(16_016, before), noon(early))
        await ledger.release(session, await approved(32_032, early), by=BY, at=noon(late))
        back = await approved(64_064, early)
        payment_id = await pay(session, back, noon(early))
        await session.refresh(back)
        await ledger.recall(session, back, payment_id=payment_id, by=BY, at=noon(late))
        visit, done, claim = UUID(int=1), UUID(int=2), id_of("protection_claim:textile")
        await turn(session, fund, EntryKind.RESERVE, 50_000, early, visit_id=visit)
        await turn(session, fund, EntryKind.RELEASE, 50_000, late, visit_id=visit)
        await turn(session, fund, EntryKind.RESERVE, 42_042, late, visit_id=visit)
        await turn(session, fund, EntryKind.RESERVE, 128_128, early, visit_id=done)
        await turn(session, fund, EntryKind.PAY, 128_128, early, visit_id=done)
        await turn(session, fund, EntryKind.RESERVE, 256_256, early, claim_id=claim)
        for kind in (EntryKind.RESERVE, EntryKind.PAY):
            await turn(session, fund, kind, 512_512, early, claim_id=id_of("paid_claim:textile"))
    first = await api.as_("county_finance")
    with queries(at_most=6):
        assert await promises(first, "winter_warmth") == [1_001, 2_002, 42_042, 64_064]
    assert await promises(first, "protection") == [256_256]
    assert await promises(first, "schooling") == []
    assert await promises(first, "winter_warmth", of_year=year() - 1) == [2_002, 16_016], "paid in the year after"
    assert await promises(first, "winter_warmth", under_id="qingxi") == [1_001, 2_002, 4_004, 42_042, 64_064]
    assert await promises(first, "winter_warmth", owner_id="chengguan") == [4_004]
    for reach, whose in (("own", {"owner_id": "qingxi"}), ("whole", {"under_id": "qingxi"})):
        for each in (year(), year() - 1):
            found = await board(first, reach=reach, year=each)
            opened = {
                line["subject"]: sum(await promises(first, line["subject"], of_year=each, **whose))
                for line in found["items"]
            }
            assert opened == {line["subject"]: line["reserved_fen"] for line in found["items"]}, (reach, each)
            assert found["total"]["reserved_fen"] > 0
    neighbour = await as_finance(api, "neighbour_finance", "nanhe")
    assert await promises(neighbour, "winter_warmth", under_id="nanhe") == []
    head, *lines = await outtake.lines(
        first,
        Worker(api.database, api.vault),
        "ledger_entries",
        query={"subject": "protection", "owner_id": str(id_of("qingxi")), "reserved_on": f"{year()}-12-31"},
        columns=["kind", "amount"],
    )
    assert (head, lines) == (["种类", "金额（元）"], [["批准占用", "2562.56"]])


async def test_figures_and_lists_cost_few_statements(api: Api, queries: Callable[..., Any]) -> None:
    """FND-02: however many unions, lines and entries there are; a page goes on where the last one ended."""
    first, second = await two(api)
    subjects = ("winter_warmth", "schooling", "medical", "living", "costs")
    plan = await in_force(first, second, **dict.fromkeys(subjects, 10_000))
    for subject in subjects:
        assert (await split(first, plan, subject, chengguan=100)).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        for union in ("qingxi", "chengguan", "textile", "hospital", "cement"):
            await spend(session, await add_fund(session, union, fen=5_000), 77, noon(today()))
    await board(first)
    with queries(at_most=8):
        found = await board(first, reach="whole")
    assert of(found, "costs")["spent_fen"] == 5 * 77
    with queries(at_most=4):
        page = (await first.get("/budget-lines", params={"limit": 4, "with_total": True})).json()
    rest = (await first.get("/budget-lines", params={"limit": 100, "cursor": page["next_cursor"]})).json()["items"]
    assert (len(page["items"]), page["total"]) == (4, 13)
    keys = [(row["organization_id"], row["subject"]) for row in page["items"] + rest]
    assert len(set(keys)) == len(keys) == 13
    county = [row["subject"] for row in page["items"] + rest if row["organization_id"] == str(id_of("qingxi"))]
    assert county == list(subjects)
    narrowed = {"under_id": str(id_of("chengguan")), "subject": "costs"}
    costs = (await first.get("/budget-lines", params=narrowed)).json()["items"]
    assert {row["spent_fen"] for row in costs} == {77}
    assert {row["organization_name"] for row in costs} >= {"城关镇总工会", "青溪县人民医院工会"}
