"""Ten years later nobody is left: not in a file, not in the books, not in a picture (domain-facts 3.3; trust.md 4.4, O-06)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, text, update

from backend.cleaning import CHORES, SPENT
from backend.db.crypto import DataKeyMissing, Unreadable
from backend.db.files import FileStore
from backend.db.queries import erasure
from backend.db.tables.aid_case import AidCase
from backend.domain.access import EVERYTHING
from backend.domain.aid.life import ERASED, erase_on, erased_before
from backend.domain.calendar import CHINA
from backend.settings import settings
from backend.worker import Worker
from tests import banks, households, notices
from tests.api.test_season import play
from tests.applications import WHOLE
from tests.conftest import Api
from tests.money import PAYER, require_sound
from tests.people import once
from tests.town import today

REGISTER = {"member", "member_event", "membership", "user_account", "audit_event"}
"""Where the worker stays: still a member, and named in the record of events as the one who applied. Not: what for."""


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def found(api: Api, values: dict[str, str]) -> dict[str, set[str]]:
    """In which tables each value stands, in the open or sealed."""
    where: dict[str, set[str]] = {name: set() for name in values}
    async with api.database.transaction(EVERYTHING) as session:
        tables = await session.scalars(
            text(
                "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace "
                "and has_table_privilege(oid, 'select')"
            )
        )
        for table in tables.all():
            rows = (await session.execute(text(f'select t::text as whole, t.* from "{table}" t'))).mappings()
            for row in rows:
                said = row["whole"] + "".join(opened(api, table, dict(row)))
                for name, value in values.items():
                    if value in said:
                        where[name].add(table)
    return where


def opened(api: Api, table: str, row: dict[str, Any]) -> Iterator[str]:
    """What is sealed in a row."""
    for column, value in row.items():
        if isinstance(value, bytes) and "id" in row:
            try:
                yield api.vault.open(value, table, column, row["id"])
            except (Unreadable, DataKeyMissing):  # a hash, whose first bytes may look like anything
                continue


async def clean(api: Api, now: datetime) -> list[Path]:
    """The house work of an hour, twice: what has become nobody's is let go the second time. The files that are gone."""
    store, gone = FileStore(settings().file_directory), []
    for moment in (now, now + timedelta(hours=1)):
        for chore in CHORES.values():
            async with api.database.transaction(EVERYTHING) as session:
                await chore(session, moment)
        for listing in SPENT.values():
            async with api.database.transaction(EVERYTHING) as session:
                spent = await listing(session, moment)
            for id, sha256 in spent:
                gone.append(store.find(id, sha256))
                store.drop(id, sha256)
    return gone


async def test_nobody_is_left_in_the_open_or_sealed(api: Api) -> None:
    """O-06: an application, a file, a case, its notice, a payment, a visit and a pairing; the books still hold."""
    made = await play(api)
    chair, township = await api.as_("union_chair"), await api.as_("township_officer")
    household = (await chair.get(f"/households/{made['household']['id']}")).json()
    paired = {"household_id": household["id"], "kind": "cadre", "name": "何静", "post": "干事"}
    begun = await chair.post("/pairings", json=paired | {"started_on": "2026-12-03"}, headers=once())
    assert begun.status_code == 201, begun.text
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "insert into objection_receipt (id, objection_id, user_id, member_id, notice_id, line_id, notice_number, program_name, organization_name, against, current, made_at) select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), l.notice_id, l.id, 'GS', '', '', l.cells->>'name', true, now() from notice_line l"
            )
        )
    values = {
        "name": "王小军",
        "spouse": "李芳",
        "child": "王乐乐",
        "phone": "13800138000",
        "residence": WHOLE["worker"]["residence"],
        "other_phone": WHOLE["worker"]["other_phone"],
        "bank_card": WHOLE["worker"]["bank_card"],
        "story": WHOLE["hardship"]["story"],
        "heard": "想学电工",
    }
    before = await found(api, values)
    assert {name for name, tables in before.items() if not tables} == set(), before
    assert before["name"] >= {"household", "aid_case", "payment", "visit", "notice_line", "objection_receipt"}
    pictures = [path for path in settings().file_directory.rglob("*") if path.is_file()]

    left = await households.step(township, household, "exit", reason="recovered")
    assert left.status_code == 200, left.text
    day = erase_on(datetime.fromisoformat(left.json()["exited_on"]).date())
    eve = datetime(day.year, day.month, day.day, tzinfo=CHINA) - timedelta(hours=2)
    await clean(api, eve)
    assert (await found(api, values))["bank_card"] >= {"household"}
    gone = await clean(api, eve + timedelta(hours=3))
    after = await found(api, values)
    assert after.pop("name") <= REGISTER
    assert {name: tables for name, tables in after.items() if tables - REGISTER} == {}
    assert [path for path in gone if path.exists()] == []
    assert len(gone) == 4, "two papers, and two pictures of the visit, which proved the payment too"
    assert len(pictures) > len([path for path in pictures if path.exists()])

    # What happened is still told, and adds up.
    auditor = await api.as_("county_auditor")
    case = (await auditor.get(f"/aid-cases/{made['case']['id']}")).json()
    assert (case["name"], case["amount_fen"], case["status"], case["erased_on"]) == (
        ERASED,
        200_000,
        "paid",
        day.isoformat(),
    )
    assert (case["household_id"], case["member_id"], case["evaluation"], case["beside"]) == (None, None, None, [])
    assert [each["step"] for each in case["taken"]][-1] == "pay"
    assert not any(each["allowed"] for each in case["steps"])
    paid = (await auditor.get(f"/payments/{made['payment']['id']}")).json()
    assert (paid["payee"], paid["amount_fen"]) == (ERASED, 200_000)
    for path in ("signature", "photo"):
        assert (await auditor.get(f"/payments/{paid['id']}/{path}")).status_code == 404
    for path in ("/aid-cases", "/payments", "/notices", "/visits", "/ledger-entries", "/households", "/pairings"):
        assert (await auditor.get(path)).status_code == 200, path
    assert (await auditor.get(f"/notices/{made['notice']['id']}")).json()["lines"][0]["cells"]["name"] == ERASED
    assert (await auditor.get(f"/visits/{made['visit']['id']}")).json()["name"] == ERASED
    assert (await auditor.get(f"/funds/{made['fund']['id']}")).json()["spent_fen"] == 200_000
    county = await api.as_("county_officer")
    again = await county.post(
        f"/aid-cases/{case['id']}/steps",
        json={"step": "archive"},
        headers=once() | {"If-Match": f'"{case["version"]}"'},
    )
    assert (again.status_code, again.json()["code"]) == (409, "aid_case_erased")
    await require_sound(api.database)
    moved = {"measures": "exited", "period": str(today().year)}
    (left_once,) = (await auditor.get("/stats/datasets/household_changes", params=moved)).json()["items"]
    assert left_once["value"] == 1, "that a household left is still a number of its year"


async def test_the_line_of_the_bank_forgets_the_payee(api: Api) -> None:
    """trust.md 4.4: the statement that was reconciled keeps its amount; who it went to is erased with the payment."""
    fund = await banks.fund_with(api, (2, 1_000_000))
    finance = await api.as_("county_finance")
    await banks.pay_batch(api, fund, 1, day=6, fen=100_000)
    account, number = await banks.make_account(finance, fund)
    async with api.database.transaction(EVERYTHING) as session:
        payee = await session.scalar(text("select payee from payment"))
    rows = [(2, 1_000_000, "青溪县财政局", "送温暖资金"), (6, -100_000, str(payee), "送温暖")]
    month = await banks.bring(finance, account, banks.workbook(rows, number=number))
    assert (month.status_code, month.json()["paired"]) == (201, 2), month.text
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            update(AidCase).values(status="paid", payer_id=PAYER, updated_at=datetime(2016, 1, 1, tzinfo=UTC))
        )
        assert await erasure.erase_without_file(session, today()) == (1, 0)
    async with api.database.transaction(EVERYTHING) as session:
        lines = (
            await session.execute(text("select payee, summary, amount_fen from reconciliation_line order by row"))
        ).all()
    assert [tuple(line) for line in lines] == [
        ("青溪县财政局", "送温暖资金", 1_000_000),
        (ERASED, "", -100_000),
    ]


async def test_who_has_no_file_is_erased_too(api: Api) -> None:
    """Visits to model workers and their cases rest on no file: ten years after the last hand on them."""
    program = await notices.place_program(api)
    await notices.place_cases(api, program, count=2, status="rejected")
    days = {"old": erased_before(today()) - timedelta(days=1), "young": erased_before(today()) + timedelta(days=1)}
    async with api.database.transaction(EVERYTHING) as session:
        cases = (await session.scalars(text("select id from aid_case order by name"))).all()
        for id, day in zip(cases, days.values(), strict=True):
            at = datetime(day.year, day.month, day.day, tzinfo=CHINA)
            changed = update(AidCase).where(AidCase.id == id)  # type: ignore[arg-type]
            await session.execute(changed.values(household_id=None, member_id=func.gen_random_uuid(), updated_at=at))
    async with api.database.transaction(EVERYTHING) as session:
        assert await erasure.erase_without_file(session, today()) == (1, 0)
        assert await erasure.erase_without_file(session, today()) == (0, 0)
    async with api.database.transaction(EVERYTHING) as session:
        names = (await session.execute(text("select name, member_id is null from aid_case order by updated_at"))).all()
    assert [tuple(row) for row in names] == [(ERASED, True), ("王小军1", False)]


async def test_a_file_waits_for_its_case_and_a_draft_is_over(api: Api) -> None:
    """What is decided of a household is decided first; a draft that nobody handed in ends with the file."""
    program = await notices.place_program(api)
    await notices.place_cases(api, program, count=2, status="county_review")
    day = today()
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text("update household set status = 'exited', exited_on = :day, erase_on = :day").bindparams(day=day)
        )
        await session.execute(text("update aid_case set status = 'draft' where name = '王小军0'"))
    async with api.database.transaction(EVERYTHING) as session:
        assert await erasure.erase_files(session, day, at=datetime.now(UTC)) == 1
    async with api.database.transaction(EVERYTHING) as session:
        left = (await session.execute(text("select name, status from aid_case order by name"))).all()
        assert sorted(tuple(row) for row in left) == [("王小军1", "county_review"), (ERASED, "withdrawn")]
        assert (await session.scalars(text("select name from household"))).all() == ["王小军1"]


async def test_one_chore_that_fails_stops_no_other(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hourly cleaning was one transaction: what could not be let go kept everything else."""
    done = []

    async def broken(session: Any, now: datetime) -> None:
        await session.execute(text("select nobody from nowhere"))

    async def whole(session: Any, now: datetime) -> None:
        done.append(now)

    monkeypatch.setattr("backend.worker.CHORES", {"broken": broken, "whole": whole})
    await Worker(api.database, api.vault)._clean()
    assert len(done) == 1
