"""Slow scraping: one reader pages through everything, and is noticed and stopped (trust.md API6, A-08; ASVS 2.4.1)."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import structlog
from fastapi.routing import APIRoute
from sqlalchemy import func, select
from structlog.testing import capture_logs

from backend.api import nouns
from backend.api import sightings as gathering
from backend.api.sightings import Sightings
from backend.db.bulk import insert_rows
from backend.db.household_records import PERSON, open_field
from backend.db.queries import sighting as queries_of_sightings
from backend.db.queries.household import list_people
from backend.db.tables.account import UserAccount
from backend.db.tables.aid import AidTrialRow, Household
from backend.db.tables.aid_case import AidCase
from backend.db.tables.member import Member
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.db.tables.sighting import Sighting, SightingLeave
from backend.domain.access import EVERYTHING, Scope
from backend.domain.account import sightings as rules
from backend.domain.calendar import CHINA
from backend.main import begin, make_app
from tests import households
from tests.api.test_reveal import confirmation
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import id_number, once, seen
from tests.town import BY_KEY, FOUNDED, SINCE, id_of

MORNING = datetime(2026, 11, 26, 9, 0, tzinfo=CHINA)
"""A Thursday; the day in China has fifteen hours left."""
EVENT = "sighting_alarm_reached"


async def many_files(api: Api, count: int, union: str = "textile") -> None:
    """So many household files of one union, in one statement."""
    async with api.database.transaction(EVERYTHING) as session:
        home = await session.get_one(Organization, id_of(union))
        await insert_rows(
            session,
            Household,
            [
                {
                    "id": uuid4(),
                    "number": f"KN-2026-{number:06d}",
                    "organization_id": home.id,
                    "code": home.code,
                    "line_code": home.line_code,
                    "status": "active",
                    "name": f"王{number}",
                    "initials": "w",
                    "worker_kind": "in_service",
                    "main_cause": "low_income",
                    "union_member": True,
                    "model_worker": "none",
                    "keeper_id": id_of("user:union_chair"),
                    "keeper_name": "",
                    "reviewer_id": id_of("user:city_officer"),
                    "reviewer_name": "",
                    "opened_on": FOUNDED,
                    "evaluation": {},
                    "exclusions": [],
                    "causes": [],
                    "bank": "",
                    "exit_note": "",
                    "size": 1,
                    **dict.fromkeys(("single_parent", "nobody_works", "self_help", "still_poor", "accident"), False),
                    **dict.fromkeys(("disaster", "special", "decided"), False),
                    **dict.fromkeys(("other_income_fen", "medical_fen", "disability_fen", "schooling_fen"), 0),
                    **dict.fromkeys(("work_fen", "property_loss_fen", "income_fen", "gross_fen", "net_fen"), 0),
                    "created_at": SINCE,
                    "updated_at": SINCE,
                    "version": 1,
                }
                for number in range(count)
            ],
        )


async def write(api: Api) -> None:
    """What the application does each second."""
    await api.app.state.sightings.write(api.database)


async def alarms(api: Api) -> list[AuditEvent]:
    async with api.database.transaction(EVERYTHING) as session:
        return list((await session.scalars(select(AuditEvent).where(AuditEvent.event == EVENT).order_by("id"))).all())


async def kept(api: Api, key: str) -> int:
    """How many persons stand in the database for an account."""
    async with api.database.transaction(EVERYTHING) as session:
        counted = await session.execute(
            select(func.count()).select_from(Sighting).where(Sighting.user_id == id_of(f"user:{key}"))
        )
        return counted.scalar_one()


async def number_of(api: Api, household: str) -> str:
    """The document number of the worker of a file."""
    async with api.database.transaction(EVERYTHING) as session:
        people = await list_people(session, UUID(household))
    number = open_field(api.vault, PERSON, "id_number", people[0])
    assert number is not None
    return number


class Reader:
    """Somebody who pages through the list of files, and begins anew where it ends."""

    def __init__(self, api: Api, key: str, limit: int) -> None:
        self.api, self.key, self.limit = api, key, limit
        self.cursor: str | None = None
        self.seen: set[str] = set()

    async def page(self) -> httpx.Response:
        """The next page; then the second of the writing is over."""
        client = self.api.clients.get(self.key) or await self.api.as_(self.key)
        query: dict[str, Any] = {"limit": self.limit} | ({"cursor": self.cursor} if self.cursor else {})
        answer = await client.get("/households", params=query)
        if answer.status_code == 200:
            body = answer.json()
            self.seen |= {item["id"] for item in body["items"]}
            self.cursor = body["next_cursor"]
        await write(self.api)
        return answer


async def lift(api: Api, key: str, *, by: str = "security_admin", reason: str = "年终集中复核") -> httpx.Response:
    client = api.clients.get(by) or await api.as_(by)
    id = id_of(f"user:{key}")
    return await client.post(f"/users/{id}/sighting-leaves", json={"reason": reason}, headers=once())


async def test_one_reader_pages_through_everything(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    """trust.md A-08, with its own figures: alarm at 500 distinct persons an hour, stop at 2,000 a day, unless approved."""
    await many_files(api, 2_600)
    await api.at(MORNING)
    reader = Reader(api, "city_officer", limit=50)
    before_alarm = None
    refused: httpx.Response | None = None
    hours = 0
    for hour in range(24):
        await api.at(MORNING + timedelta(hours=hour))
        for _ in range(9):  # 450 persons an hour: under the alarm
            answer = await reader.page()
            if answer.status_code != 200:
                refused, hours = answer, hour
                break
        if refused is not None:
            break
    assert await alarms(api) == []
    assert refused is not None
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_persons")
    assert (len(reader.seen), hours) == (2_000, 4)
    assert refused.headers["retry-after"] == str(11 * 3600 + 1)
    assert "2000" in refused.json()["detail"]

    # The bold one: the alarm rings with the five hundredth, and once.
    await api.at(MORNING)
    bold = Reader(api, "county_officer", limit=50)
    while not await alarms(api):
        assert (await bold.page()).status_code == 200
        before_alarm = len(bold.seen)
    while (await bold.page()).status_code == 200:
        pass
    assert (before_alarm, len(bold.seen)) == (500, 2_000)
    (told,) = await alarms(api)
    assert told.object_id == id_of("user:county_officer")
    assert told.facts == {"people": 500, "day": "2026-11-26", "hour": 9}
    with capsys.disabled():
        print(f"\nA-08: {before_alarm} persons before the alarm, {len(bold.seen)} before the stop")

    # Nobody new; whoever was seen today stays open, in the list and singly.
    client = api.clients["county_officer"]
    assert (await client.get("/households", params={"limit": 50})).status_code == 200
    assert (await client.get(f"/households/{min(bold.seen)}")).status_code == 200
    # Another account is not touched, and the roster is not the register of the poor.
    assert (await (await api.as_("union_chair")).get("/households", params={"limit": 50})).status_code == 200
    assert (await client.get("/members", params={"limit": 50})).status_code == 200

    # Approved, it goes on; the alarm of another hour still rings.
    await api.at(MORNING + timedelta(hours=2))
    assert (await lift(api, "county_officer")).status_code == 201
    while len(bold.seen) < 2_600:
        assert (await bold.page()).status_code == 200
    assert [each.facts["hour"] for each in await alarms(api)] == [9, 11]

    # The next day is free again, for the one who was stopped as well.
    await api.at(MORNING + timedelta(hours=15))
    assert (await reader.page()).status_code == 200


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that a handful of files reach."""
    monkeypatch.setattr(rules, "ALARM_IN_AN_HOUR", 3)
    monkeypatch.setattr(rules, "STOP_IN_A_DAY", 5)


async def test_the_same_people_over_and_over_are_no_more(api: Api, small: None) -> None:
    """trust.md A-08: persons are counted, and not pages."""
    await many_files(api, 2)
    client = await api.as_("union_chair")
    for _ in range(50):
        assert (await client.get("/households")).status_code == 200
    await write(api)
    assert (await kept(api, "union_chair"), await alarms(api)) == (2, [])


async def test_two_processes_see_each_other(api: Api, small: None) -> None:
    """trust.md A-08: what one tells counts in the other once it is written; a leave is asked of the database."""
    await many_files(api, 9)
    other = make_app()
    begin(other, api.database, api.vault, api.ring)
    second = Api(
        app=other, database=api.database, vault=api.vault, ring=api.ring, contract=api.contract, clients=api.clients
    )
    here, there = await api.as_("union_chair"), await second.as_("union_chair")
    async with api.database.transaction(EVERYTHING) as session:
        ids = (await session.scalars(select(Household.id).order_by(Household.id))).all()
    for id in ids[:2]:
        assert (await here.get(f"/households/{id}")).status_code == 200
    await write(api)
    for id in ids[1:3]:
        assert (await there.get(f"/households/{id}")).status_code == 200
    await write(second)
    (told,) = await alarms(api)
    assert told.facts["people"] == 3
    # Told by the other are two of three; the third is known to both.
    for id in ids[3:5]:
        assert (await there.get(f"/households/{id}")).status_code == 200
    await write(second)
    assert (await there.get(f"/households/{ids[5]}")).status_code == 429
    assert (await there.get(f"/households/{ids[0]}")).status_code == 200
    assert (await here.get(f"/households/{ids[5]}")).status_code == 200, "up to one writing late"
    await write(api)
    assert (await here.get(f"/households/{ids[6]}")).status_code == 429
    assert (await lift(second, "union_chair")).status_code == 201
    assert (await here.get(f"/households/{ids[6]}")).status_code == 200
    assert len(await alarms(api)) == 1
    assert await kept(api, "union_chair") == 6


async def test_a_look_asks_no_more_than_before(api: Api, queries: Callable[..., Any], small: None) -> None:
    """data.md 2: the count of persons costs a list no statement; only a refusal asks."""
    await many_files(api, 6)
    client = await api.as_("union_chair")
    await client.get("/households", params={"limit": 1})
    with queries(at_most=4) as first:
        assert (await client.get("/households", params={"limit": 4})).status_code == 200
    api.app.state.sightings = None
    with queries(at_most=len(first)) as without:
        assert (await client.get("/households", params={"limit": 4})).status_code == 200
    assert len(first) == len(without)


async def test_what_cannot_be_written_waits(api: Api, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md A-08: a failed writing loses nobody, and what waits is bounded."""
    await many_files(api, 5)
    client = await api.as_("union_chair")
    own: Sightings = api.app.state.sightings
    await client.get("/households", params={"limit": 2})

    async def broken(*_args: Any) -> None:
        raise OSError

    with monkeypatch.context() as patch, capture_logs() as logged:
        patch.setattr(queries_of_sightings, "keep", broken)
        patch.setattr(gathering, "log", structlog.get_logger())
        await own._try(api.database)
        assert (await client.get("/households", params={"limit": 4})).status_code == 200
        await own._try(api.database)
        assert await kept(api, "union_chair") == 0
    await own._try(api.database)
    assert await kept(api, "union_chair") == 4
    assert [each["waiting"] for each in logged if each["event"] == "sightings_wait"] == [2, 4]
    assert len(await alarms(api)) == 1
    monkeypatch.setattr(gathering, "MOST_WAITING", 1)
    with monkeypatch.context() as patch:
        patch.setattr(queries_of_sightings, "keep", broken)
        await client.get("/households", params={"limit": 5})
        await (await api.as_("county_officer")).get("/households", params={"limit": 5})
        await own._try(api.database)
    assert len(own._waiting) == 1


async def test_the_last_is_written_when_the_process_ends(api: Api) -> None:
    """trust.md A-08: a rolling restart forgets nobody."""
    await many_files(api, 2)
    app = make_app(api.database, api.vault, api.ring)
    begin(app, api.database, api.vault, api.ring)
    own = Api(
        app=app, database=api.database, vault=api.vault, ring=api.ring, contract=api.contract, clients=api.clients
    )
    async with app.router.lifespan_context(app):
        assert (await (await own.as_("union_chair")).get("/households")).status_code == 200
    assert await kept(own, "union_chair") == 2


LOOKS: Sequence[tuple[str, str]] = (
    ("/households", "household"),
    ("/households/{household}", "household"),
    ("/households/{household}/events", "household"),
    ("/households/{household}/snapshots/{household_snapshot}", "household"),
    ("/households/{household}/paper-requests", "household"),
    ("/aid-applications", "aid_application"),
    ("/aid-applications/{aid_application}", "aid_application"),
    ("/aid-cases", "aid_case"),
    ("/aid-cases/{aid_case}", "aid_case"),
    ("/visits", "visit"),
    ("/visits/{visit}", "visit"),
    ("/visit-concerns", "visit"),
    ("/visit-plans/{visit_plan}/table?format=xlsx", "visit"),
    ("/pairings", "pairing"),
    ("/pairings/{pairing}", "pairing"),
    ("/members/{member}", "member"),
    ("/members/{member}/events", "member"),
)
"""Every look at a poor worker, and at a single member."""


async def test_every_look_counts(api: Api) -> None:
    """trust.md API6: the register of poor workers, by whatever list or page; and members one at a time."""
    await place_things(api)
    async with api.database.transaction(EVERYTHING) as session:
        member = await session.get_one(Member, id_of("member:textile"))
        number = id_number(1, born=member.born_on)
        member.name, member.id_number = "张三", api.vault.seal(number, "member", "id_number", member.id)
    client = await api.as_("union_chair")
    own: Sightings = api.app.state.sightings
    things = {
        name: id_of(f"{name}:textile")
        for name in ("household", "household_snapshot", "aid_application", "aid_case", "visit", "pairing")
    } | {"member": id_of("member:textile"), "visit_plan": id_of("visit_plan:textile")}
    for path, _of in LOOKS:
        own._told.clear()
        answer = await client.get(path.format(**things))
        assert answer.status_code == 200, (path, answer.text)
        counted = set().union(*(told.persons for told in own._told.values()))
        assert counted, f"{path} counts nobody"


async def test_tables_and_prints_count(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md A-08: searches, forms, trials and hidden fields count; the table of 汇总平衡 counts and never stops."""
    await place_things(api)
    household, case = id_of("household:textile"), id_of("aid_case:textile")
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    job = uuid4()
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(AidCase, case)
        row.status = "county_review"
        session.add(
            AidTrialRow(
                job_id=job,
                position=0,
                user_id=id_of("user:county_officer"),
                household_id=household,
                outcome="enter",
                created_at=datetime.now(UTC),
            )
        )
        other = uuid4()
        row.household_id, row.member_id = None, other
    own: Sightings = api.app.state.sightings

    async def counts(asked: Awaitable[httpx.Response]) -> set[UUID]:
        own._told.clear()
        answer = await asked
        assert answer.status_code == 200, answer.text
        return set().union(*(told.persons for told in own._told.values()))

    printing = {"case_ids": [str(case)], "format": "docx"}
    assert await counts(chair.post("/aid-cases/approval-forms", json=printing)) == {other}
    assert await counts(chair.post(f"/households/{household}/forms", json={})) == {household}
    assert await counts(county.get(f"/aid-policy-trials/{job}/rows")) == {household}
    for noun, field in (("member", "id_number"), ("household", "phone"), ("visit", "address")):
        asked = {"field": field, "reason": "contact"}
        path = f"/{noun}s/{id_of(f'{noun}:textile')}/reveals"
        assert len(await counts(chair.post(path, json=asked, headers=confirmation(api, "union_chair")))) == 1
    entered = await households.enter(chair)
    number = {"id_number": await number_of(api, entered["id"])}
    assert await counts(chair.post("/households/search", json=number)) == {UUID(entered["id"])}

    monkeypatch.setattr(rules, "STOP_IN_A_DAY", 0)
    table = county.get(f"/aid-programs/{id_of('aid_program:textile')}/candidates")
    assert await counts(table) == {other}
    assert (await county.get(f"/aid-cases/{id_of('aid_case:cement')}")).status_code == 429
    assert (await county.get("/aid-cases")).status_code == 429, "close to the driver as well"


COUNTED = {
    *("list_households", "get_household", "list_household_events", "get_household_snapshot"),
    *("list_aid_applications", "get_aid_application", "list_paper_requests"),
    *("list_aid_cases", "get_aid_case", "list_visits", "get_visit", "list_visit_concerns", "get_visit_table"),
    *("list_pairings", "get_pairing", "get_member", "list_member_events"),
    *("list_aid_policy_trial_rows", "list_aid_candidates"),
}
NOT_COUNTED = {
    "named only in an opened record": {
        *("get_household_paper", "get_aid_application_paper", "get_visit_picture", "get_protection_proof"),
        "get_requested_paper",
        *("get_member_photo", "get_member_card", "get_member_card_picture", "list_evidence_packs"),
    },
    "the roster of members, masked": {
        *("list_members", "list_member_merges", "get_member_merge", "list_member_duplicates", "list_transfers"),
        *("get_transfer", "get_transfer_queues"),
    },
    "of no person": {
        *("sum_aid_cases", "list_late_aid_desks", "list_aid_policies", "get_current_aid_policy", "get_aid_policy"),
        *("list_aid_programs", "list_aid_program_templates", "get_aid_program", "list_aid_stations"),
        *("get_aid_station_coverage", "get_aid_station", "list_visit_plans", "get_visit_plan", "get_visit_progress"),
        *("list_protection_plans", "get_protection_plan", "list_protection_units", "list_aid_summaries"),
        *("list_needs_surveys", "get_needs_progress", "get_needs_survey"),
        *("get_aid_summary", "list_aid_summary_versions", "list_aid_summary_photos", "get_aid_summary_paper"),
        *("summarise_trip_demands", "list_return_trips", "get_return_trip"),
    },
    "hung out for everybody, or drawn for an examination": {
        *(
            "list_notice_candidates",
            "list_notices",
            "get_notice",
            "get_notice_document",
            "get_notice_scan",
            "list_objections",
        ),
        *("get_objection", "list_aid_samples", "get_aid_sample", "list_sample_cases", "list_published_paid"),
    },
    "not of the register of poor workers": {
        *("list_enrolments", "get_enrolment", "list_covers", "get_cover", "list_protection_claims"),
        *("get_protection_claim", "list_trip_demands", "get_trip_demand", "list_fitting_demands"),
    },
}


def _asked_for(dependant: Any) -> set[str]:
    own = getattr(dependant.call, "permission", None)
    return ({str(own)} if own else set()).union(*(_asked_for(each) for each in dependant.dependencies))


def test_a_new_look_says_whether_it_counts() -> None:
    """trust.md API6: what reads aid or single members is in one of the two tables, so that nothing is forgotten."""
    reading = {
        route.name
        for router in nouns.ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
        if any(each.startswith("aid:") or each == "member:read" for each in _asked_for(route.dependant))
    }
    assert reading == COUNTED.union(*NOT_COUNTED.values())


async def test_what_does_not_count(api: Api) -> None:
    """trust.md A-08: the roster of members is masked work for whole lists; a member's own things are their own."""
    await place_things(api)
    own: Sightings = api.app.state.sightings
    client = await api.as_("union_chair")
    for path in ("/members", "/household-statistics", "/visit-plans", "/aid-programs", "/me/todo"):
        await client.get(path)
    member = await api.as_("member")
    for path in ("/me/member", "/me/aid-applications", "/me/aid-cases"):
        await member.get(path)
    assert not own._told
    # What somebody has just typed in themselves is told to nobody.
    entered = await households.enter(client)
    assert not own._told
    changed = await client.patch(f"/households/{entered['id']}", json={"bank": "工商银行"}, headers=seen(entered))
    assert changed.status_code == 200
    assert [told.persons for told in own._told.values()] == [{UUID(entered["id"])}]


async def test_a_security_administrator_lifts_the_limit(api: Api, small: None) -> None:
    """trust.md A-08, 1.5: for a reason, on record, never one's own, until midnight; seen on the account's page."""
    await many_files(api, 9)
    now = datetime.now(UTC)
    officer = await api.as_("union_chair")
    assert (await officer.get("/households", params={"limit": 5})).status_code == 200
    assert (await officer.get("/households", params={"limit": 6})).status_code == 429
    await write(api)
    admin = await api.as_("security_admin")
    id = id_of("user:union_chair")
    shown = (await admin.get(f"/users/{id}")).json()
    step = {"step": "lift_sightings", "label": "放开今日上限", "allowed": True, "reason": None}
    assert shown["sightings"] == {"persons": 5, "stop_in_a_day": 5, "leave": None, "steps": [step]}
    desk = (await admin.get("/me/todo")).json()
    assert [(item["kind"], item["id"], item["detail"]) for item in desk["items"]] == [("sighting_alarm", str(id), "5")]

    blank = await lift(api, "union_chair", reason="  ")
    assert (blank.status_code, blank.json()["code"]) == (422, "sighting_leave_reason")
    key = once()
    body = {"reason": "年终集中复核"}
    given = await admin.post(f"/users/{id}/sighting-leaves", json=body, headers=key)
    assert given.status_code == 201, given.text
    leave = given.json()["sightings"]["leave"]
    assert (leave["reason"], leave["given_by_name"]) == ("年终集中复核", BY_KEY["security_admin"].name)
    again = await admin.post(f"/users/{id}/sighting-leaves", json=body, headers=key)
    assert (again.status_code, again.json()) == (201, given.json())
    twice = await lift(api, "union_chair", by="second_security_admin")
    assert (twice.status_code, twice.json()["code"]) == (409, "sighting_leave_given")
    (closed,) = given.json()["sightings"]["steps"]
    assert (closed["allowed"], BY_KEY["security_admin"].name in closed["reason"]) == (False, True)
    own = await lift(api, "security_admin")
    assert (own.status_code, own.json()["code"]) == (409, "same_hands")
    async with api.database.transaction(EVERYTHING) as session:
        told = (await session.scalars(select(AuditEvent).where(AuditEvent.event == "sighting_leave_given"))).all()
        assert len((await session.scalars(select(SightingLeave))).all()) == 1
    assert [each.facts["reason"] for each in told] == ["年终集中复核"]
    assert (await officer.get("/households", params={"limit": 6})).status_code == 200

    # It was for that day.
    await api.at(now + timedelta(days=1))
    officer = await api.as_("union_chair")
    assert (await officer.get("/households", params={"limit": 6})).status_code == 429
    system = (await (await api.as_("system_admin")).get(f"/users/{id}")).json()
    assert system["sightings"]["steps"] == []


async def test_a_county_s_administrator_sees_its_own_accounts_only(api: Api) -> None:
    """trust.md section 0: the door counts for accounts of the caller's subtree, and for no other."""
    await many_files(api, 2)
    await (await api.as_("union_chair")).get("/households")
    await write(api)
    now = api.moment or datetime.now(UTC)
    day = now.astimezone(CHINA).date()
    counted = {}
    for key in ("city", "nanhe"):
        async with api.database.transaction(EVERYTHING) as session:
            union = await session.get_one(Organization, id_of(key))
        async with api.database.transaction(Scope(low=union.code, high=union.code_hi, user_id=uuid4())) as session:
            counted[key] = await queries_of_sightings.count_persons(session, id_of("user:union_chair"), day)
            assert (await session.scalars(select(Sighting))).all() == []
    assert counted == {"city": 2, "nanhe": 0}


async def test_they_are_forgotten_after_days(api: Api) -> None:
    """PIPL: who was told of whom is counted, and not collected."""
    async with api.database.transaction(EVERYTHING) as session:
        user = await session.get_one(UserAccount, id_of("user:union_chair"))
        day = MORNING.date()
        for back in range(6):
            session.add(
                Sighting(user_id=user.id, day=day - timedelta(days=back), person_id=id_of(f"sighting:{back}"), hour=9)
            )
    async with api.database.transaction(EVERYTHING) as session:
        assert await queries_of_sightings.forget(session, day - rules.KEPT) == 2
    assert await kept(api, "union_chair") == 4
