"""Money to test with: funds that hold something, approved cases, finance officers beside the one of the town."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries import ledger
from backend.db.session import Database
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.access import EVERYTHING, Scope
from backend.domain.fund.codes import AccountKind, EntryKind
from tests.town import id_of

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
