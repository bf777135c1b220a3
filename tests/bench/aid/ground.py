"""The ground of the bench of aid: officers everywhere, household files, a programme and a fund, by COPY.

The files are such as a season meets: the worker alone, with spouse and child, with parents, a single parent; ill,
disabled, in need; incomes on both sides of every limit. What a rule looks at varies, what is sealed is sealed as the
product does it, and the evaluation that stands in a file is the one the rules give.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

import psycopg

from backend.db.crypto import Vault
from backend.db.data_keys import open_vault
from backend.db.household_records import household_of, judged_columns
from backend.db.pinyin import pinyin_of
from backend.db.records import id_number_index
from backend.db.server import asyncpg_url
from backend.db.session import Database
from backend.db.tables.account import RoleGrant, SignInSession, UserAccount
from backend.db.tables.aid import AidPolicyRow, Household, HouseholdMovement, HouseholdPerson
from backend.db.tables.aid_case import AidProgram
from backend.demo.aid import movements_of
from backend.demo.chance import dice, id_at, person_name
from backend.domain.access import Role, Scope
from backend.domain.aid.evaluation import evaluate
from backend.domain.aid.policy import AidPolicy, Caps
from backend.domain.identity import Sex, check_character
from backend.domain.organization.codes import Tree
from tests.bench.cases import SPACE, Caller
from tests.bench.load import SEED, Loaded, copy

FEN = 200_000
"""What the programme of the season gives to each, fen."""
STAGES = ("unit_review", "notice", "unit_confirm", "township_review", "county_review", "city_review")
AMOUNTS = {"deep": 500_000, "relative": 200_000, "accident": 300_000, "marginal": 150_000}
POLICY = AidPolicy(amounts=AMOUNTS, caps=Caps())  # type: ignore[arg-type]
CARD = "62220200{:011d}"
FOUNDED = date(2024, 1, 1)
SLICE = 5_000
"""Files that are made and written at once."""


@dataclass(frozen=True, slots=True)
class Place:
    """A union of the city, and who works there."""

    id: UUID
    parent_id: UUID | None
    level: int
    name: str
    code: int
    code_hi: int
    line_code: int | None
    officer: Caller


@dataclass(frozen=True, slots=True)
class Ground:
    """What a season is run on."""

    city: Place
    counties: Sequence[Place]
    townships: Sequence[Place]
    unions: Sequence[Place]
    finance: Caller
    program_id: UUID
    now: datetime

    def above(self, place: Place, level: int) -> Place | None:
        """The union of a level over another, by their codes."""
        among = {2: self.counties, 3: self.townships}[level]
        return next((each for each in among if each.code <= place.code <= each.code_hi), None)


def prepare_ground(loaded: Loaded, *, files: int) -> Ground:
    """Officers, household files and a programme of the city, in the database of a loaded city."""
    now = datetime.now(UTC)
    url = loaded.server.url("superuser")
    ground = _staff(url, now)
    vault = asyncio.run(_vault(loaded, now))
    chance = dice(SEED, 21)
    places = [ground.unions[number * len(ground.unions) // files] for number in range(files)]
    for begin in range(0, files, SLICE):
        homes, people = [], []
        for number in range(begin, min(begin + SLICE, files)):
            home, kin = _file(number, places[number], ground, vault, chance, now)
            homes.append(home)
            people += kin
        asyncio.run(
            copy(url, [(Household, homes), (HouseholdPerson, people), (HouseholdMovement, [*movements_of(homes)])])
        )
    asyncio.run(copy(url, [(AidProgram, [program(ground)]), (AidPolicyRow, [_amounts(ground)])]))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum (analyze)")
    return ground


async def _vault(loaded: Loaded, now: datetime) -> Vault:
    database = Database(asyncpg_url(loaded.server.url("app")))
    try:
        return await open_vault(database, loaded.ring, now=now)
    finally:
        await database.close()


def _staff(url: str, now: datetime) -> Ground:
    """An officer with a session at each union of the territory, and a finance officer of the city."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select id, parent_id, level, name, code, code_hi, line_code from organization "
            "where kind <> 'line_federation' and level <= 4 and status = 'active' order by code"
        ).fetchall()
    accounts: list[dict[str, Any]] = []
    grants: list[dict[str, Any]] = []
    sessions: list[dict[str, Any]] = []

    def work(row: Any, role: Role) -> Caller:
        id, _parent, level, _name, code, code_hi, line_code = row
        user = uuid5(SPACE, f"aid:{id}:{role}")
        accounts.append(
            {
                "id": user,
                "login": f"aid-{role}-{user.hex[:12]}",
                "name": "测量",
                "organization_id": id,
                "code": code,
                "status": "active",
                "must_change_password": False,
                "totp_enabled": True,
                "created_at": now,
            }
        )
        grants.append(
            {
                "id": uuid5(user, "grant"),
                "user_id": user,
                "role": str(role),
                "tree": str(Tree.TERRITORY),
                "organization_id": id,
                "code": code,
                "line_code": line_code,
                "starts_on": FOUNDED,
                "status": "active",
                "created_at": now,
            }
        )
        held = uuid5(user, now.isoformat())
        sessions.append({"id": held, "user_id": user, "started_at": now, "last_seen_at": now})
        scope = Scope(tree=Tree.TERRITORY, low=code, high=code_hi, user_id=user, organization_id=id)
        return Caller(height=str(level), user_id=user, session_id=held, scope=scope)

    places = [Place(*(*row, work(row, Role.OFFICER))) for row in found]
    city = next(each for each in places if each.level == 1)
    finance = work(found[places.index(city)], Role.FINANCE)
    asyncio.run(copy(url, [(UserAccount, accounts), (RoleGrant, grants), (SignInSession, sessions)]))
    counties, townships, unions = ([each for each in places if each.level == level] for level in (2, 3, 4))
    inside = [each for each in unions if any(top.code <= each.code <= top.code_hi for top in townships)]
    return Ground(city, counties, townships, inside, finance, uuid5(SPACE, "aid:program"), now)


def program(ground: Ground) -> dict[str, Any]:
    """The programme of the season, with all its stages, open for all cases."""
    top = ground.city
    begun = ground.now - timedelta(days=30)
    return {
        "id": ground.program_id,
        "organization_id": top.id,
        "organization_name": top.name,
        "code": top.code,
        "code_hi": top.code_hi,
        "line_code": top.line_code,
        "kind": "winter_warmth",
        "name": f"{ground.now.year} 年送温暖",
        "year": ground.now.year,
        "status": "open",
        "stages": list(STAGES),
        "standards": {"basis": "everybody", "amounts": {"everybody": FEN}},
        "notice_days": 5,
        "opens_at": begun,
        "closes_at": ground.now + timedelta(days=30),
        "made_by_name": "测量",
        "created_at": begun,
        "updated_at": begun,
    }


def _amounts(ground: Ground) -> dict[str, Any]:
    top = ground.city
    return {
        "organization_id": top.id,
        "code": top.code,
        "line_code": top.line_code,
        "effective_on": FOUNDED,
        "parts": {"amounts": AMOUNTS},
        "set_by_name": "测量",
        "created_at": ground.now,
    }


def _file(
    number: int, place: Place, ground: Ground, vault: Vault, chance: Random, now: datetime
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One file on record, and its people: the worker first."""
    entered = now - timedelta(days=chance.randint(20, 330), minutes=chance.randint(0, 600))
    id = id_at(entered, chance)
    kin = list(_people(number, chance))
    said: dict[str, Any] = {
        "worker_kind": "migrant" if chance.random() < 0.25 else "in_service",
        "marriage": "married" if any(each["relation"] == "spouse" for each in kin) else "single",
        "contract_months": 36,
        "union_member": True,
        "single_parent": len(kin) == 2 and kin[1]["relation"] == "child",
        "other_income_fen": chance.randrange(0, 500_000, 10_000),
        "medical_fen": chance.randrange(0, 4_000_000, 50_000) if number % 3 == 0 else 0,
        "disability_fen": 0,
        "schooling_fen": chance.randrange(0, 1_500_000, 50_000),
        "work_fen": 0,
        "property_loss_fen": 2_400_000 if number % 97 == 0 else 0,
        "still_poor": number % 4 == 1,
        "accident": number % 23 == 0,
        "disaster": number % 97 == 0,
        "special": False,
        "exclusions": [],
    }
    judged = household_of(SimpleNamespace(**said), [SimpleNamespace(**each) for each in kin])
    evaluation = evaluate(judged, POLICY)
    name = person_name(chance, Sex.MALE if number % 2 else Sex.FEMALE, 1985)
    stands = {"organization_id": place.id, "code": place.code, "line_code": place.line_code}
    home = (
        said
        | judged_columns(evaluation)
        | stands
        | {
            "id": id,
            "number": f"KN-{entered.year}-B{number:06d}",
            "status": "active",
            "category": None if evaluation.category is None else str(evaluation.category),
            "name": name,
            "initials": pinyin_of(name)[1][:40],
            "sex": "male" if number % 2 else "female",
            "born_on": date(1985, 3, 1 + number % 28),
            "main_cause": "low_income",
            "bank": "中国工商银行云江支行",
            "bank_card": vault.seal(CARD.format(number), "household", "bank_card", id),
            "keeper_id": place.officer.user_id,
            "keeper_name": "测量",
            "reviewer_id": ground.city.officer.user_id,
            "reviewer_name": "测量",
            "opened_on": entered.date(),
            "reviewed_on": entered.date(),
            "review_due_on": entered.date() + timedelta(days=365),
            "created_at": entered,
            "updated_at": entered,
        }
    )
    people = []
    for position, each in enumerate(kin):
        own = id_at(entered, chance)
        whole = _id_number(number, position)
        people.append(
            each
            | stands
            | {
                "id": own,
                "household_id": id,
                "place": position,
                "active": True,
                "name": name if position == 0 else person_name(chance, Sex.FEMALE, 1990),
                "id_kind": "resident",
                "id_number": vault.seal(whole, "household_person", "id_number", own),
                "id_number_index": id_number_index(vault, whole),
            }
        )
    return home, people


def _id_number(number: int, position: int) -> str:
    """A number that nobody else has: the area counts the files, the day the people."""
    day = date(1950, 1, 1) + timedelta(days=number // 900 * 8 + position)
    first = f"3709{position:02d}{day:%Y%m%d}{number % 900 + 100:03d}"
    return first + check_character(first)


def _people(number: int, chance: Random) -> Iterator[dict[str, Any]]:
    """Four kinds of families in turn."""

    def one(relation: str, **more: Any) -> dict[str, Any]:
        bare = {"relation": relation, "married": False, "income_fen": 0, "illness": "none", "disability": None}
        return bare | {"school_stage": None, "livelihood": None} | more

    kind = number % 4
    ill = "cancer" if number % 9 == 0 else "none"
    earns = chance.randrange(120_000, 700_000, 5_000)
    yield one("self", married=kind == 0, income_fen=earns, illness=ill, livelihood="at_work")
    if kind == 0:
        disability = "body" if number % 5 == 0 else None
        yield one("spouse", married=True, income_fen=chance.randrange(0, 250_000, 5_000), disability=disability)
    if kind in (0, 1):
        stage = "primary" if number % 2 else None
        yield one("child", school_stage=stage, livelihood="pupil" if stage else "child")
    if kind == 2:
        yield one("parent", married=True, income_fen=chance.randrange(0, 90_000, 5_000))
        yield one("parent", married=True, illness="kidney_failure" if number % 7 == 0 else "none")
        yield one("sibling", married=number % 3 == 0)


def wake(loaded: Loaded) -> None:
    """Nobody of the ground has been away: a session that is not used for a while ends. And nobody has had their fill: what
    is measured are pages, of more people than an account is told of in a day."""
    with psycopg.connect(loaded.server.url("superuser"), autocommit=True) as connection:
        connection.execute(
            "update sign_in_session set last_seen_at = now(), started_at = now(), ended_at = null, ended_why = null"
        )
        connection.execute(
            "insert into sighting_leave (id, user_id, day, reason, given_by, given_by_name, given_at) "
            "select gen_random_uuid(), u.id, (now() at time zone 'Asia/Shanghai')::date + later, '测量', gen_random_uuid(), "
            "'测量', now() from user_account u, generate_series(0, 1) as later on conflict do nothing"
        )
