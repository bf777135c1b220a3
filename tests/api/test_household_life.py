"""The life of a household file: two officers, reviews, exit, return, ten years; and decisions beside the rules."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from backend.db.household_records import SNAPSHOT
from backend.db.queries.erasure import erase_files
from backend.db.tables.aid import (
    Household,
    HouseholdDecision,
    HouseholdPaper,
    HouseholdPerson,
    HouseholdSnapshot,
)
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.aid.codes import HouseholdClass
from backend.domain.aid.life import class_of, erase_on, review_due
from tests.conftest import Api
from tests.households import change, enter, open_file, person, step
from tests.people import seen
from tests.town import id_of, today


async def test_who_entered_does_not_put_on_record(api: Api) -> None:
    """issue 4 section 1: keeper and reviewer are two; a union's own chair has nobody beside."""
    officer, chair = await api.as_("township_officer"), await api.as_("union_chair")
    entered = await enter(officer)
    own = await step(officer, entered, "open")
    assert (own.status_code, own.json()["code"]) == (409, "household_same_person")
    below = await step(chair, entered, "open")
    assert (below.status_code, below.json()["code"]) == (403, "step_not_allowed")
    opened = (await step(await api.as_("county_officer"), entered, "open")).json()
    assert (opened["status"], opened["keeper_name"], opened["reviewer_name"]) == ("active", "李梅", "何静")
    assert (opened["opened_on"], opened["file_class"]) == (today().isoformat(), "new")
    assert opened["review_due_on"] == review_due(today()).isoformat()


async def test_a_household_without_a_category_is_not_put_on_record(api: Api) -> None:
    """Neither by an oversight nor in a hurry; the step says so before it is tried."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    rich = await enter(chair, worker=person(income_fen=2_000_000))
    shown = (await officer.get(f"/households/{rich['id']}")).json()
    [said] = [each for each in shown["steps"] if each["step"] == "open"]
    assert (said["allowed"], said["reason"][:6]) == (False, "按现行规则，")
    answer = await step(officer, rich, "open")
    assert (answer.status_code, answer.json()["code"]) == (409, "household_not_entitled")


async def test_review_exit_return(api: Api) -> None:
    """AID-11, AID-24: a snapshot each time, sealed; nobody is held by a file that was left."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    neighbour, city = await api.as_("neighbour_officer"), await api.as_("city_officer")
    worker = person(income_fen=120_000)
    file = await open_file(chair, officer, worker=worker)
    file = (await step(chair, file, "review")).json()
    assert file["reviewed_on"] == today().isoformat()
    unexplained = await step(officer, file, "exit", reason="other")
    assert unexplained.json()["code"] == "household_exit_unexplained"
    left = (await step(officer, file, "exit", reason="employed")).json()
    assert (left["status"], left["exit_reason"], left["review_due_on"]) == ("exited", "employed", None)
    assert left["erase_on"] == erase_on(today()).isoformat()
    assert (await change(chair, left, bank="x")).json()["code"] == "household_closed"
    assert (await chair.delete(f"/households/{left['id']}", headers=seen(left))).json()[
        "code"
    ] == "household_not_a_draft"
    there = await open_file(neighbour, city, "electronics", worker=worker, still_poor=True)
    back = await step(officer, left, "return")
    assert (back.status_code, back.json()["code"]) == (409, "household_elsewhere")
    await step(city, there, "exit", reason="left")
    again = await step(officer, left, "return")
    assert again.status_code == 200, again.text
    assert (again.json()["status"], again.json()["file_class"], again.json()["erase_on"]) == (
        "active",
        "returned",
        None,
    )
    history = (await chair.get(f"/households/{file['id']}/events")).json()
    assert [each["kind"] for each in history["snapshots"]] == ["return", "exit", "annual", "application"]
    assert history["snapshots"][0]["evaluation"]["category"] == "relative"
    async with api.database.transaction(EVERYTHING) as session:
        row = (await session.scalars(select(HouseholdSnapshot).order_by(HouseholdSnapshot.id))).first()  # type: ignore[arg-type]
    assert row is not None
    kept = api.vault.open(row.content, SNAPSHOT, "content", row.id)
    assert worker["id_number"] in kept
    assert worker["id_number"].encode() not in row.content


async def test_an_edit_of_an_active_file_may_not_take_in_somebody_elsewhere(api: Api) -> None:
    """A person stands in at most one active file, also when they are added later."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    neighbour, city = await api.as_("neighbour_officer"), await api.as_("city_officer")
    mother = person("parent", "李桂英")
    await open_file(neighbour, city, "electronics", worker=mother | {"relation": "self"}, family=[], still_poor=True)
    mine = await open_file(chair, officer)
    known = [{name: each[name] for name in ("id", "relation", "name")} for each in mine["people"][1:]]
    answer = await change(chair, mine, family=[*known, mother])
    assert (answer.status_code, answer.json()["code"]) == (409, "household_elsewhere")
    same = await change(chair, mine, family=known)
    assert same.status_code == 200, same.text
    async with api.database.transaction(EVERYTHING) as session:
        active = await session.scalar(select(func.count()).select_from(HouseholdPerson).where(HouseholdPerson.active))  # type: ignore[arg-type]
    assert active == 4


async def test_deciding_otherwise_takes_two(api: Api) -> None:
    """issue 4 section 2: a reason, a second officer; the rules still say what they say."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    rich = await enter(chair, worker=person(income_fen=800_000))
    short = await step(chair, rich, "propose_decision", category="accident", reason="可怜")
    assert (short.status_code, short.json()["code"]) == (422, "aid_decision_reason")
    proposed = await step(
        chair, rich, "propose_decision", category="accident", reason="火灾后家中一无所有，收入为上年数"
    )
    assert proposed.status_code == 200, proposed.text
    file = proposed.json()
    assert (file["category"], file["decisions"][0]["state"]) == (None, "proposed")
    twice = await step(chair, file, "propose_decision", category="deep", reason="再提一次看看")
    assert twice.json()["code"] == "aid_decision_open"
    own = await step(chair, file, "confirm_decision")
    assert (own.status_code, own.json()["code"]) == (409, "aid_decision_own")
    sibling = await step(await api.as_("sibling_chair"), file, "confirm_decision")
    assert sibling.status_code == 404
    confirmed = (await step(officer, file, "confirm_decision")).json()
    assert (confirmed["category"], confirmed["decided"], confirmed["evaluation"]["category"]) == (
        "accident",
        True,
        None,
    )
    assert confirmed["decisions"][0]["decided_by_name"] == "李梅"
    opened = await step(officer, confirmed, "open")
    assert (opened.status_code, opened.json()["category"]) == (200, "accident")
    edited = (await change(chair, opened.json(), bank="农业银行")).json()
    assert edited["category"] == "accident"


async def test_a_decision_is_refused_or_taken_back(api: Api) -> None:
    """Either way the rules stand."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    file = await enter(chair)
    assert (await step(officer, file, "confirm_decision")).json()["code"] == "aid_decision_none"
    same = await step(chair, file, "propose_decision", category="relative", reason="规则已经这样说")
    assert same.json()["code"] == "aid_decision_same"
    for who in (chair, officer):
        file = (await step(chair, file, "propose_decision", category="deep", reason="债务没有算进去")).json()
        file = (await step(who, file, "refuse_decision")).json()
        assert (file["category"], file["decisions"][0]["state"]) == ("relative", "refused")


async def test_the_database_knows_that_two_are_two(api: Api) -> None:
    """trust.md 2.3.5: maker is not checker, whatever the code above forgets."""
    chair = await api.as_("union_chair")
    file = await enter(chair)
    with pytest.raises(Exception, match="household_two_check"):
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(text("update household set reviewer_id = keeper_id"))
    await step(chair, file, "propose_decision", category="deep", reason="债务没有算进去")
    with pytest.raises(Exception, match="household_decision_two_check"):
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(text("update household_decision set decided_by = proposed_by"))


async def test_ten_years_later_nothing_is_left(api: Api) -> None:
    """domain-facts 3.3: kept ten years after the exit, then erased by the house; the record says that it was."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    kept = await open_file(chair, officer)
    left = (await step(officer, await open_file(chair, officer), "exit", reason="recovered")).json()
    day = erase_on(today())
    async with api.database.transaction(EVERYTHING) as session:
        assert await erase_files(session, day - timedelta(days=1), at=datetime.now(UTC)) == 0
    async with api.database.transaction(EVERYTHING) as session:
        assert await erase_files(session, day, at=datetime.now(UTC)) == 1
    async with api.database.transaction(EVERYTHING) as session:
        for table in (HouseholdDecision, HouseholdPaper, HouseholdPerson, HouseholdSnapshot):
            ids = {row.household_id for row in await session.scalars(select(table))}
            assert str(left["id"]) not in {str(id) for id in ids}
        assert [str(row.id) for row in await session.scalars(select(Household))] == [kept["id"]]
        told = await session.scalar(select(AuditEvent).where(AuditEvent.event == "household_erased"))  # type: ignore[arg-type]
    assert told is not None
    assert told.facts == {"number": left["number"]}


async def test_a_file_follows_a_merger_of_unions(api: Api) -> None:
    """A union that is no more keeps nobody's file: it goes where its people go, with all that hangs on it (ORG-16)."""
    chair, officer = await api.as_("union_chair"), await api.as_("township_officer")
    file = await open_file(chair, officer)
    county, sibling = await api.as_("county_officer"), await api.as_("sibling_chair")
    union = (await county.get(f"/organizations/{id_of('textile')}")).json()
    body = {"step": "merge", "into_id": str(id_of("hospital")), "effective_on": today().isoformat()}
    merged = await county.post(f"/organizations/{id_of('textile')}/steps", json=body, headers=seen(union))
    assert merged.status_code == 200, merged.text
    moved = (await sibling.get(f"/households/{file['id']}")).json()
    assert (moved["organization"]["name"], len(moved["people"])) == ("青溪县人民医院工会", 3)
    assert len((await sibling.get(f"/households/{file['id']}/events")).json()["snapshots"]) == 1
    # The chair of a union that is no more holds nothing.
    assert (await chair.get(f"/households/{file['id']}")).status_code in (403, 404)


async def test_a_draft_is_thrown_away(api: Api) -> None:
    """With everybody in it; the same people may be entered anew."""
    chair = await api.as_("union_chair")
    worker = person()
    file = await enter(chair, worker=worker)
    assert (await chair.delete(f"/households/{file['id']}", headers=seen(file))).status_code == 204
    assert (await chair.get(f"/households/{file['id']}")).status_code == 404
    await enter(chair, worker=worker)


@pytest.mark.parametrize(
    ("opened", "returned", "expected"),
    [
        (date(2026, 1, 1), None, HouseholdClass.NEW),
        (date(2025, 12, 31), None, HouseholdClass.EXISTING),
        (date(2024, 5, 1), date(2026, 2, 1), HouseholdClass.RETURNED),
    ],
)
def test_the_class_of_a_file(opened: date, returned: date | None, expected: HouseholdClass) -> None:
    """domain-facts 3.3: 存量, 增量, 返困."""
    assert class_of(opened_on=opened, returned_on=returned, on=date(2026, 11, 26)) is expected


def test_leap_days() -> None:
    """A year later there may be no such day."""
    days: list[Any] = [review_due(date(2024, 2, 29)), erase_on(date(2024, 2, 29))]
    assert days == [date(2025, 3, 1), date(2034, 3, 1)]
