"""What the house does for itself at night, on fixed days: bands of age, and what has had its time (data.md section 4)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update

from backend.db import upkeep
from backend.db.files import FileStore
from backend.db.tables.member import Member
from backend.db.tables.process import IdempotencyKey, StoredFile
from backend.domain.access import EVERYTHING
from backend.domain.age import AgeBand, age_band
from backend.settings import settings
from backend.worker import Worker
from tests import intake, workbooks
from tests.conftest import Api
from tests.money import proofs, reserved
from tests.people import id_number, join, once, step
from tests.town import id_of

NIGHT = date(2026, 11, 25)
BIRTHDAYS = {
    "tomorrow 25": date(2001, 11, 26),
    "today 25": date(2001, 11, 25),
    "yesterday 35": date(1991, 11, 24),
    "today 45": date(1981, 11, 25),
    "tomorrow 55": date(1971, 11, 26),
    "today 55": date(1971, 11, 25),
    "young": date(2005, 1, 1),
    "leap day 1984": date(1984, 2, 29),
}


async def keep_bands(api: Api, today: date) -> int:
    async with api.database.transaction(EVERYTHING) as session:
        return await upkeep.keep_age_bands(session, today)


async def bands(api: Api) -> dict[date, int]:
    async with api.database.transaction(EVERYTHING) as session:
        return {row.born_on: row.age_band for row in await session.execute(select(Member.born_on, Member.age_band))}  # type: ignore[call-overload]


async def figures(api: Api) -> dict[str, Any]:
    return (await (await api.as_("county_officer")).get(f"/organizations/{id_of('qingxi')}")).json()["figures"]  # type: ignore[no-any-return]


async def counted(api: Api) -> tuple[int, list[Any]]:
    """Changes of the counters that wait, and the counters themselves, folded."""
    async with api.database.transaction(EVERYTHING) as session:
        waiting = await session.scalar(text("select count(*) from organization_stat_delta"))
        await upkeep.fold_statistics(session)
        rows = [tuple(row) for row in await session.execute(text("select * from organization_stat order by 1"))]
    return waiting or 0, rows


async def people_of_all_ages(api: Api) -> None:
    """Members whose bands are a year behind: as after a year in which no night came."""
    client = await api.as_("union_chair")
    for name, born in zip("甲乙丙丁戊己庚辛", BIRTHDAYS.values(), strict=True):
        await join(client, f"王{name}", id_number=id_number(born=born))
    async with api.database.transaction(EVERYTHING) as session:
        for born in BIRTHDAYS.values():
            before = int(age_band(born, NIGHT - timedelta(days=366)))
            await session.execute(update(Member).where(Member.born_on == born).values(age_band=before))  # type: ignore[arg-type]


async def test_who_crosses_a_band(api: Api) -> None:
    """RPT-09: on the birthday and not the day before; counters unmoved; a second night changes nothing."""
    await people_of_all_ages(api)
    await counted(api)
    before, (_, counters) = await figures(api), await counted(api)
    assert await keep_bands(api, NIGHT) == 4
    now = await bands(api)
    assert now == {born: int(age_band(born, NIGHT)) for born in BIRTHDAYS.values()}
    assert now[BIRTHDAYS["today 25"]] == AgeBand.FROM_25
    assert now[BIRTHDAYS["tomorrow 25"]] < AgeBand.FROM_25
    assert now[BIRTHDAYS["today 55"]] == AgeBand.FROM_55
    assert now[BIRTHDAYS["tomorrow 55"]] == AgeBand.FROM_45
    # A birthday is nobody's joining: nothing waits to be counted, and nothing was.
    assert await counted(api) == (0, counters)
    assert await figures(api) == before
    assert await keep_bands(api, NIGHT) == 0
    assert await keep_bands(api, NIGHT + timedelta(days=1)) == 2
    assert await bands(api) == {born: int(age_band(born, NIGHT + timedelta(days=1))) for born in BIRTHDAYS.values()}


async def test_bands_after_years_without_a_night(api: Api) -> None:
    """Somebody who crossed two bands while the worker was off ends in the right one, counted once."""
    client = await api.as_("union_chair")
    member = await join(client, id_number=id_number(born=date(1971, 11, 25)))
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(Member).values(age_band=int(AgeBand.UNDER_25)))
        version = await session.scalar(select(Member.version))  # type: ignore[call-overload]
    await keep_bands(api, NIGHT)
    assert list((await bands(api)).values()) == [int(AgeBand.FROM_55)]
    # No version is used up: an officer who has the record open can still save.
    assert version == member["version"]
    assert (await step(client, member, "retain", retain_reason="retired")).status_code == 200


@pytest.mark.parametrize("today", [date(2027, 2, 28), date(2028, 2, 28), date(2028, 2, 29), date(2027, 3, 1)])
def test_a_leap_day_child(today: date) -> None:
    """The bound of the night is the rule of the age: 29 February comes of age on the day that `age_on` says."""
    for age, band in ((25, AgeBand.FROM_25), (35, AgeBand.FROM_35), (45, AgeBand.FROM_45), (55, AgeBand.FROM_55)):
        for born in (date(today.year - age, 3, 1), date(today.year - age, 2, 28), date(today.year - age - 3, 2, 28)):
            assert (born <= upkeep.born_by(today, age)) == (age_band(born, today) >= band), (born, today)
    for year in (1972, 1980, 1988, 1992, 2000, 2004):
        born = date(year, 2, 29)
        for age, band in ((25, AgeBand.FROM_25), (35, AgeBand.FROM_35), (45, AgeBand.FROM_45), (55, AgeBand.FROM_55)):
            assert (born <= upkeep.born_by(today, age)) == (age_band(born, today) >= band), (born, today)


async def test_a_proof_stays_as_long_as_it_proves_something(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FND-02, FND-03: what was uploaded and never used goes after its days; what a payment or a voucher names does not."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    now = datetime.now(UTC)
    fund, [case] = await reserved(api)
    finance = await api.as_("county_finance")
    of_voucher, of_payment, of_nothing = [await proofs(finance) for _ in range(3)]
    voucher = {"kind": "income", "fund_id": str(fund.id), "amount_fen": 100, "document_number": "云工财〔2026〕3号"}
    for path, said in (
        ("/vouchers", voucher | {"file_id": of_voucher["photo_id"]}),
        ("/payments", {"case_id": str(case.id), "way": "cash", **of_payment}),
    ):
        assert (await finance.post(path, json=said, headers=once())).status_code == 201

    async def night(at: datetime) -> set[str]:
        async with api.database.transaction(EVERYTHING) as session:
            return {str(id) for id, _sha256 in await upkeep.forget_proofs(session, at)}

    assert await night(now + upkeep.PORTRAITS_WAIT - timedelta(minutes=1)) == set()
    assert await night(now + upkeep.PORTRAITS_WAIT + timedelta(minutes=5)) == {
        of_voucher["signature_id"],
        *of_nothing.values(),
    }
    assert await night(now + timedelta(days=400)) == set()
    async with api.database.transaction(EVERYTHING) as session:
        kept = {str(id) for id in await session.scalars(select(StoredFile.id))}  # type: ignore[call-overload]
    assert kept == {of_voucher["photo_id"], *of_payment.values()}
    settings.cache_clear()


async def test_what_has_had_its_time(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md 4.4: keys after 90 days, rows and workbooks after 7; on the last day they are there; twice is once."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    now = datetime.now(UTC)
    client = await api.as_("union_chair")
    roster = await intake.checked(client, Worker(api.database, api.vault), workbooks.xlsx(workbooks.people(5)))

    async def night(at: datetime) -> tuple[int, int, int]:
        async with api.database.transaction(EVERYTHING) as session:
            keys, rows = await upkeep.forget_keys(session, at), await upkeep.forget_rows(session, at)
            return keys, rows, len(await upkeep.list_spent_workbooks(session, at))

    async with api.database.transaction(EVERYTHING) as session:
        held = await session.scalar(select(func.count()).select_from(IdempotencyKey))
        file = (await session.scalars(select(StoredFile))).one()
    assert held
    assert await night(now + timedelta(days=6, hours=23)) == (0, 0, 0)
    assert await night(now + timedelta(days=7, minutes=5)) == (0, 5, 1)
    assert await night(now + timedelta(days=7, minutes=5)) == (0, 0, 1)
    # Nothing is left to be taken in, and the roster says so.
    assert (await client.get(f"/imports/{roster['id']}")).json()["counts"]["new"] == 0
    assert await night(now + timedelta(days=89)) == (0, 0, 0)
    assert await night(now + timedelta(days=90, minutes=5)) == (held, 0, 0)
    assert await night(now + timedelta(days=90, minutes=5)) == (0, 0, 0)
    store = FileStore(settings().file_directory)
    for _ in range(2):
        store.drop(file.id, file.sha256)
    assert not store.path_of(file.id, file.sha256).exists()
    assert (await client.get(f"/files/{file.id}")).status_code == 404
    assert (await client.get(f"/files/{uuid4()}")).status_code == 404
    settings.cache_clear()
