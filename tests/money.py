"""Money to test with: funds that hold something, approved cases, finance officers beside the one of the town."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries import ledger
from backend.db.reconcile import check_money
from backend.db.session import Database
from backend.db.tables.account import RoleGrant, UserAccount
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.access import EVERYTHING, Role, Scope
from backend.domain.fund.codes import AccountKind, EntryKind
from backend.domain.organization.codes import Tree
from tests.conftest import Api
from tests.town import BY_KEY, FOUNDED, SINCE, Person, id_of

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
MAKER, CHECKER, PAYER = (id_of(f"user:{key}") for key in ("union_chair", "county_officer", "county_finance"))
BY = (PAYER, "孙丽", "青溪县总工会")


async def scope_over(database: Database, union: str) -> Scope:
    """The subtree of a union of the town."""
    async with database.transaction(EVERYTHING) as session:
        row = await session.get_one(Organization, id_of(union))
    return Scope(low=row.code, high=row.code_hi, organization_id=row.id, user_id=PAYER)


async def add_fund(session: AsyncSession, union: str = "qingxi", *, fen: int = 0, **more: Any) -> Fund:
    """A fund of a union with so much in it, as a voucher would have brought."""
    owner = await session.get_one(Organization, id_of(union))
    values: dict[str, Any] = {"name": "送温暖资金", "source": "treasury", "year": 2026} | more
    fund = Fund(
        id=new_id(),
        organization_id=owner.id,
        code=owner.code,
        line_code=owner.line_code,
        made_by=PAYER,
        made_by_name="孙丽",
        created_at=NOW,
        **values,
    )
    session.add(fund)
    await session.flush()
    session.add_all(ledger.accounts_of(fund.id))
    await session.flush()
    if fen:
        await ledger.post(session, [income(fund.id, fen)], by=BY, at=NOW)
    return fund


async def fund_of(api: Api, union: str = "qingxi", *, fen: int = 10_000_000) -> str:
    """A fund of a union with so much in it, for approvals to reserve out of; its id."""
    async with api.database.transaction(EVERYTHING) as session:
        return str((await add_fund(session, union, fen=fen)).id)


def income(fund_id: UUID, fen: int) -> ledger.Movement:
    """Money that comes in from outside."""
    return ledger.Movement(
        kind=EntryKind.INCOME,
        amount_fen=fen,
        debit=(fund_id, AccountKind.AVAILABLE),
        credit=(fund_id, AccountKind.SOURCE),
        voucher_id=new_id(),
    )


async def add_program(session: AsyncSession, union: str = "qingxi") -> AidProgram:
    """An open programme."""
    owner = await session.get_one(Organization, id_of(union))
    program = AidProgram(
        id=new_id(),
        organization_id=owner.id,
        organization_name=owner.name,
        code=owner.code,
        code_hi=owner.code_hi,
        kind="winter_warmth",
        name="2026 年送温暖",
        year=2026,
        status="open",
        stages=["county_review"],
        created_at=NOW,
        updated_at=NOW,
    )
    session.add(program)
    await session.flush()
    return program


async def add_cases(
    session: AsyncSession,
    program: AidProgram,
    count: int = 1,
    *,
    union: str = "textile",
    amount_fen: int = 100_000,
    **more: Any,
) -> list[AidCase]:
    """Approved cases of people of a union, nothing reserved for them yet."""
    owner = await session.get_one(Organization, id_of(union))
    values: dict[str, Any] = {"status": "approved", "checker_id": CHECKER, "checker_name": "何静"} | more
    cases = []
    for number in range(count):
        id = new_id()
        cases.append(
            AidCase(
                id=id,
                number=f"BF-{id.hex[-12:]}",
                program_id=program.id,
                organization_id=owner.id,
                code=owner.code,
                line_code=owner.line_code,
                member_id=new_id(),
                name=f"王小军{number}",
                initials="wxj",
                amount_fen=amount_fen,
                maker_id=MAKER,
                maker_name="方秀云",
                reached_at=NOW,
                created_at=NOW,
                updated_at=NOW,
                **values,
            )
        )
    session.add_all(cases)
    await session.flush()
    return cases


async def as_finance(api: Api, key: str = "second_finance", union: str = "qingxi") -> httpx.AsyncClient:
    """A client signed in as another finance officer of a union, who is made on the way."""
    person = Person(key, f"钱{key[0]}", union, ((Role.FINANCE, union, Tree.TERRITORY),))
    if key not in BY_KEY:
        BY_KEY[key] = person
    async with api.database.transaction(EVERYTHING) as session:
        if await session.get(UserAccount, person.id) is None:
            home = await session.get_one(Organization, id_of(union))
            session.add(
                UserAccount(
                    id=person.id,
                    login=key,
                    name=person.name,
                    organization_id=home.id,
                    code=home.code,
                    status="active",
                    must_change_password=False,
                    created_at=SINCE,
                )
            )
            await session.flush()
            session.add(
                RoleGrant(
                    user_id=person.id,
                    role=Role.FINANCE,
                    tree=Tree.TERRITORY,
                    organization_id=home.id,
                    code=home.code,
                    starts_on=FOUNDED,
                    status="active",
                    created_at=SINCE,
                )
            )
    try:
        return await api.as_(key)
    finally:
        # The town is one for all tests.
        del BY_KEY[key]


async def reserved(api: Api, count: int = 1, *, fen: int = 100_000, cards: bool = True) -> tuple[Fund, list[AidCase]]:
    """A fund of 青溪县 and approved cases whose money is reserved in it, each of a household with a bank card."""
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session, fen=2 * count * fen)
        cases = await add_cases(session, await add_program(session), count, amount_fen=fen)
        if cards:
            await _add_files(api, session, cases)
        for case in cases:
            case.fund_id = fund.id
        await session.flush()
        movements = [ledger.CaseMoney(case) for case in cases]
        await ledger.move_money(session, EntryKind.RESERVE, movements, by=BY, at=NOW)
    return fund, cases


def card_of(number: int) -> str:
    """The card of the n-th case."""
    return f"62220200000000{number:05d}"


async def _add_files(api: Api, session: AsyncSession, cases: Sequence[AidCase]) -> None:
    for number, case in enumerate(cases):
        id = new_id()
        session.add(
            Household(
                id=id,
                number=f"KN-{id.hex[-12:]}",
                organization_id=case.organization_id,
                code=case.code,
                line_code=case.line_code,
                name=case.name,
                initials=case.initials,
                worker_kind="in_service",
                main_cause="low_income",
                bank="中国银行青溪支行",
                bank_card=api.vault.seal(card_of(number), "household", "bank_card", id),
                status="active",
                keeper_id=MAKER,
                reviewer_id=CHECKER,
                created_at=NOW,
                updated_at=NOW,
            )
        )
        await session.flush()
        case.household_id = id


def png() -> bytes:
    """A small picture."""
    memory = BytesIO()
    Image.new("RGB", (40, 20), "white").save(memory, "PNG")
    return memory.getvalue()


async def require_sound(database: Database) -> None:
    """I1…I5: the money is what cases, payments, entries and the record say."""
    async with database.transaction(EVERYTHING) as session:
        assert await check_money(session) == []


async def proofs(client: httpx.AsyncClient) -> dict[str, str]:
    """A signature and a photo, uploaded."""
    found = {}
    for name in ("signature_id", "photo_id"):
        answer = await client.post(
            "/files", files={"file": (f"{name}.png", png(), "image/png")}, data={"purpose": "proof"}
        )
        assert answer.status_code == 201, answer.text
        found[name] = answer.json()["id"]
    return found
