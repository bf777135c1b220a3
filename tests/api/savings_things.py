"""A society with a saver, a loan and an entry with each base union, for the matrix to try."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries.savings import accounts_of
from backend.db.tables.fund import Fund, LedgerEntry
from backend.db.tables.savings import Saver, SavingsSociety
from backend.db.tables.savings_loan import SavingsLoan
from backend.domain.savings.codes import SavingsAccount
from tests.api.pictures import PICTURE_SHA256, picture_of
from tests.town import SINCE, id_of


async def place_savings(session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    """The things of one union, with a hundred fen saved."""
    fund_id, society_id, saver_id = (id_of(f"{thing}:{key}") for thing in ("books", "society", "saver"))
    made = {"made_by": id_of("user:union_chair"), "created_at": SINCE}
    session.add(Fund(id=fund_id, kind="savings", **place, **made, name="储金会", source="other", year=2020))
    await session.flush()
    session.add(
        SavingsSociety(
            id=society_id,
            **place,
            **made,
            fund_id=fund_id,
            name="储金会",
            kind="union",
            keeper_name="方秀云",
            checker_name="李梅",
            monthly_fen=100,
            most_loan_fen=100,
        )
    )
    await session.flush()
    session.add(
        Saver(
            id=saver_id,
            society_id=society_id,
            fund_id=fund_id,
            **place,
            member_id=id_of(f"member:{key}"),
            name="张三",
            initials="zs",
            monthly_fen=100,
            joined_on=date(2020, 1, 1),
        )
    )
    await session.flush()
    session.add(
        SavingsLoan(
            id=id_of(f"savings_loan:{key}"),
            **place,
            number=f"JK-{key}",
            society_id=society_id,
            saver_id=saver_id,
            name="张三",
            amount_fen=100,
            months=1,
            purpose="学费",
            signature_id=picture_of(f"loan:{key}"),
            signature_sha256=PICTURE_SHA256,
            maker_id=id_of("user:union_chair"),
            made_at=SINCE,
        )
    )
    accounts = {each.kind: each for each in (*accounts_of(fund_id), *accounts_of(fund_id, savers=[saver_id]))}
    for kind, fen in ((SavingsAccount.CASH, 100), (SavingsAccount.SAVINGS, -100)):
        accounts[kind].balance_fen, accounts[kind].entries = fen, 1
    session.add_all(accounts.values())
    await session.flush()
    session.add(
        LedgerEntry(
            id=id_of(f"savings_entry:{key}"),
            kind="save",
            amount_fen=100,
            debit_id=accounts[SavingsAccount.CASH].id,
            credit_id=accounts[SavingsAccount.SAVINGS].id,
            debit_fund_id=fund_id,
            credit_fund_id=fund_id,
            debit_after_fen=100,
            credit_after_fen=-100,
            debit_number=1,
            credit_number=1,
            booked_on=date(2020, 1, 1),
            by_id=id_of("user:union_chair"),
            at=SINCE,
        )
    )
    await session.flush()
