"""Fills an empty database with the demo city, as the app role and through row security like everything else."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import months, numbering
from backend.db.bulk import insert_rows
from backend.db.crypto import Vault
from backend.db.files import FileStore
from backend.db.keys import KeyRing
from backend.db.numbering import Series
from backend.db.register import next_numbers
from backend.db.session import Database
from backend.db.tables.account import UserAccount
from backend.db.tables.aid import AidPolicyRow, Household, HouseholdMovement, HouseholdPerson
from backend.db.tables.aid_application import AidApplication, AidApplicationStep
from backend.db.tables.aid_case import AidCase, AidCaseStep, AidProgram
from backend.db.tables.member import Member, MemberEvent, Membership, Transfer
from backend.db.tables.organization import Committee, Employer, Line, Officer, Organization, OrganizationVersion
from backend.db.tables.qualification import Qualification
from backend.db.tables.target import Target
from backend.db.tables.visit import Visit, VisitConcern, VisitPlan, VisitTeam
from backend.db.types import Table
from backend.demo import aid, applications, asked, cases, duties, papers, rows, running, season, stories, trips, visits
from backend.demo.accounts import Opened, open_accounts, write_down
from backend.demo.banks import open_bank_accounts
from backend.demo.budgets import plan_year
from backend.demo.cast import Cast
from backend.demo.chance import dice
from backend.demo.city import City, Node, Size, plan
from backend.demo.money import bring_out, fund_aid, pay_for_visits, reserve_approved, stock, wait_for_second_hand
from backend.demo.needs import survey
from backend.demo.paper_requests import ask as ask_for_papers
from backend.demo.people import Crowd, Row, leaders, parts_of, people
from backend.demo.protection import protect
from backend.demo.savings import found_society
from backend.demo.stations import open_stations
from backend.domain.access import EVERYTHING, Role
from backend.domain.calendar import day_of

SEED = 1925
SIZE = Size(counties=3, townships=4, unions=96, members=6_000)
HISTORY = 3
"""Years of months before this one that the statistics can show."""
BATCH = 2_000
"""Rows of one statement. A statement per row would also be a change of the counters per row."""


async def make(
    database: Database, vault: Vault, ring: KeyRing, store: FileStore, *, accounts: Path, now: datetime
) -> None:
    """Found the demo city, its pictures in `store`, and write its people's passwords to `accounts` (mode 0600).

    All in one transaction: a kill leaves an empty database and not half a city. The passwords are written just before
    the commit, so that no accounts can stand there that nobody can open.
    """
    city = plan(SIZE, seed=SEED, today=day_of(now))
    crowd = _people(city, vault, now)
    opened = await open_accounts(city, vault, now=now)
    async with database.transaction(EVERYTHING) as session:
        await _found(session, city, now)
        session.add_all(each.user for each in opened)
        await session.flush()
        session.add_all(each.credential for each in opened)
        session.add_all(each.grant for each in opened)
        await session.flush()
        await _settle(session, city, crowd, opened, now)
        cast = Cast(session=session, vault=vault, store=store, opened=opened, chance=dice(SEED, 14))
        await _file_households(cast, city, crowd, opened, now)
        await session.execute(select(func.fold_organization_stat()))
        await months.rebuild_months(session, date(day_of(now).year - HISTORY, 1, 1), at=now)
        write_down(accounts, opened)


def _people(city: City, vault: Vault, now: datetime) -> Crowd:
    crowd = leaders(city, seed=SEED, now=now)
    parts = parts_of(city, seed=SEED)
    for number, unions in enumerate(parts):
        part = people(city, unions, part=number, parts=len(parts), seed=SEED, vault=vault, now=now, rich=True)
        for name in Crowd.__slots__:
            getattr(crowd, name).extend(getattr(part, name))
    return crowd


async def _found(session: AsyncSession, city: City, now: datetime) -> None:
    unions = list(rows.organizations(city, seed=SEED))
    # A line is led by a union and a union hangs on a line: unions first, lines, then what hangs on them.
    hanging = {union["id"] for union in unions if union["line_id"]}
    await _insert(session, Organization, (union for union in unions if union["id"] not in hanging))
    await _insert(session, Line, rows.lines(city))
    await _insert(session, Organization, (union for union in unions if union["id"] in hanging))
    await _insert(session, OrganizationVersion, rows.versions(city, seed=SEED))
    await _insert(session, Employer, rows.employers(city, today=day_of(now)))


async def _settle(session: AsyncSession, city: City, crowd: Crowd, opened: list[Opened], now: datetime) -> None:
    transfers = list(stories.transfers(city, crowd, _county_officers(opened), seed=SEED, now=now))
    await _number(session, crowd)
    await _insert(session, Member, sorted(crowd.members, key=lambda row: row["code"]))
    await _insert(session, Membership, crowd.memberships)
    await _insert(session, MemberEvent, crowd.events)
    await _insert(session, Committee, crowd.committees)
    await _insert(session, Officer, crowd.officers)
    await _insert(session, Transfer, transfers)
    setters = {each.person.at: each.user for each in opened if each.person.role is Role.OFFICER}
    await _insert(session, Target, asked.targets(city, setters, seed=SEED, now=now))
    await _insert(session, Qualification, asked.qualifications(city, setters, seed=SEED, now=now))


async def _file_households(cast: Cast, city: City, crowd: Crowd, opened: list[Opened], now: datetime) -> None:
    session, vault = cast.session, cast.vault
    reviewer = next(
        each.user for each in opened if each.person.role is Role.OFFICER and each.person.at.endswith("市总工会")
    )
    files = aid.files(city, crowd, _county_officers(opened), reviewer, seed=SEED, vault=vault, now=now)
    await _call(session, Series.HOUSEHOLD, files.households, now)
    await _insert(session, Household, files.households)
    await _insert(session, HouseholdMovement, aid.movements_of(files.households))
    await _insert(session, HouseholdPerson, files.people)
    await _insert(session, AidPolicyRow, [aid.amounts(city, now=now)])
    # What moved money stands in the ledger in the order in which it happened: what is over comes first.
    purses = await fund_aid(cast, city, now=now)
    await season.play(cast, city, purses, files.households, now=now)
    made = cases.aid_of(city, files.households, _county_officers(opened), seed=SEED, now=now)
    await _call(session, Series.AID_CASE, made.cases, now)
    await _insert(session, AidProgram, made.programs)
    await _insert(session, AidCase, made.cases)
    await _insert(session, AidCaseStep, made.steps)
    finance = [each.user for each in opened if each.person.role is Role.FINANCE]
    await protect(session, finance, now=now)
    await found_society(session, vault, finance[0], now=now)
    for purse in purses:
        await reserve_approved(cast, purse, now=now)
    by_bank = next(each for each in purses if each.county.name == season.BY_BANK)
    await stock(cast, by_bank, now=now)
    await wait_for_second_hand(cast, by_bank, now=now)
    await plan_year(cast, city, by_bank.county, now=now)
    await _go_on(cast, city, files.households, [purse.county for purse in purses], now)
    await open_bank_accounts(session, vault, finance, now=now)
    gone_to = visits.visits_of(city, files.households, _county_officers(opened), seed=SEED, vault=vault, now=now)
    await _call(session, Series.VISIT_PLAN, gone_to.plans, now)
    await _insert(session, VisitPlan, gone_to.plans)
    await _insert(session, VisitTeam, gone_to.teams)
    await _insert(session, Visit, gone_to.stops)
    await _insert(session, VisitConcern, gone_to.concerns)
    theirs = [plan for plan in gone_to.plans if plan["organization_id"] == by_bank.county.id]
    await pay_for_visits(cast, by_bank, theirs, now=now)
    await bring_out(cast, by_bank, theirs, now=now)
    applied = applications.applications_of(city, crowd, files.households, seed=SEED, vault=vault, now=now)
    await _call(session, Series.AID_APPLICATION, applied.applications, now)
    await _insert(session, AidApplication, applied.applications)
    await _insert(session, AidApplicationStep, applied.steps)


async def _go_on(cast: Cast, city: City, households: list[Row], counties: list[Node], now: datetime) -> None:
    await running.publish(cast, city, now=now)
    await running.pair(cast, counties, {node.id: node for node in city.nodes}, households, now=now)
    await survey(cast, city, counties, households, now=now)
    await running.claim(cast, city, now=now)
    await papers.file(cast, city, counties, chance=dice(SEED, 15), now=now)
    await duties.ask(cast, city, counties, now=now)
    await ask_for_papers(cast, next(each for each in counties if each.name == season.BY_BANK), households, now=now)
    await trips.go_home(cast, city, counties, now=now)
    await open_stations(cast, city, seed=SEED, now=now)


async def _call(session: AsyncSession, series: Series, called: list[Row], now: datetime) -> None:
    """Give each of these rows its number."""
    numbers = await numbering.next_numbers(session, series, day_of(now).year, len(called))
    for row, number in zip(called, numbers, strict=True):
        row["number"] = number


def _county_officers(opened: list[Opened]) -> dict[str, UserAccount]:
    return {
        each.person.at.removesuffix("总工会"): each.user
        for each in opened
        if each.person.role is Role.OFFICER and each.person.at.endswith(("县总工会", "区总工会"))
    }


async def _number(session: AsyncSession, crowd: Crowd) -> None:
    """Member numbers from the sequence that real members get theirs from."""
    by_year: dict[int, list[Row]] = {}
    for row in crowd.members:
        if row["joined_on"] is not None:
            by_year.setdefault(row["joined_on"].year, []).append(row)
    for year, joined in sorted(by_year.items()):
        for row, number in zip(joined, await next_numbers(session, year, len(joined)), strict=True):
            row["number"] = number


async def _insert(session: AsyncSession, table: type[Table], new: Iterable[Row]) -> None:
    remaining = iter(rows.whole(table, new))
    while batch := list(islice(remaining, BATCH)):
        await insert_rows(session, table, batch)
