"""A mutual savings society of the demo: a few dozen colleagues, a quarter of a year saved, a loan late, one repaid, one asked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.db.crypto import Vault
from backend.db.numbering import Series, next_number
from backend.db.queries import savings
from backend.db.queries.ledger import By, Movement
from backend.db.restructure import IN_REGISTER
from backend.db.tables.account import UserAccount
from backend.db.tables.fund import Fund
from backend.db.tables.member import Member
from backend.db.tables.organization import Organization
from backend.db.tables.savings import Saver, SavingsMonth, SavingsSociety
from backend.db.tables.savings_loan import SavingsInstalment, SavingsLoan
from backend.db.types import new_id
from backend.domain.calendar import day_of
from backend.domain.organization.codes import Level
from backend.domain.savings.codes import SavingsEntryKind
from backend.domain.savings.plan import plan_of
from backend.domain.savings.savers import SIDES

SAVERS = 36
MONTHLY_FEN = 10_000
SUPPORT_FEN = 500_000
MONTHS = 3
"""The last of them is this one, which a few have not paid yet."""
LATE_PAYERS = 5
LOANS = ((0, 200_000, 10, 75, 20_000), (1, 60_000, 3, 40, 60_000))
"""Whose, fen, months, paid out so many days ago, repaid since. The first is late, the second is settled."""


async def found_society(
    session: AsyncSession, vault: Vault, checker: UserAccount, *, now: datetime
) -> SavingsSociety | None:
    """A society at the first base union that has an officer of its own; None where no union has one."""
    found = await session.execute(
        select(Organization, UserAccount)
        .join(UserAccount, col(UserAccount.organization_id) == col(Organization.id))
        .where(col(Organization.level) == Level.UNION, col(UserAccount.id) != checker.id)
        .order_by(col(Organization.code), col(UserAccount.login))
        .limit(1)
    )
    row = found.first()
    if row is None:
        return None
    union, keeper = row
    society = await _open(session, union, keeper, checker, now)
    savers = await _join(session, society, union, now)
    books = _Books(session, society, (keeper.id, keeper.name, union.name))
    began = now - timedelta(days=100)
    support = Movement(
        kind=SavingsEntryKind.SUPPORT,
        amount_fen=SUPPORT_FEN,
        debit=savings.account_of(society.fund_id, SIDES[SavingsEntryKind.SUPPORT][0], None),
        credit=savings.account_of(society.fund_id, SIDES[SavingsEntryKind.SUPPORT][1], None),
        memo="行政补助",
    )
    await savings.post(session, [support], by=books.by, at=began)
    for back in reversed(range(MONTHS)):
        paying = savers if back else savers[:-LATE_PAYERS]
        await books.collect(paying, _month_before(day_of(now), back), now - timedelta(days=31 * back))
    for place, fen, months, days, repaid in LOANS:
        await books.lend(savers[place], fen, months, vault, checker, at=now - timedelta(days=days), repaid=repaid)
    await books.ask(savers[2], vault, at=now)
    return society


async def _open(
    session: AsyncSession, union: Organization, keeper: UserAccount, checker: UserAccount, now: datetime
) -> SavingsSociety:
    books = Fund(
        id=new_id(),
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        kind="savings",
        name="职工互助储金会",
        source="other",
        year=now.year,
        made_by=keeper.id,
        made_by_name=keeper.name,
        created_at=now,
    )
    session.add(books)
    await session.flush()
    society = SavingsSociety(
        id=new_id(),
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        fund_id=books.id,
        name="职工互助储金会",
        kind="union",
        keeper_name=keeper.name,
        checker_name=checker.name,
        monthly_fen=MONTHLY_FEN,
        most_loan_fen=300_000,
        made_by=keeper.id,
        made_by_name=keeper.name,
        created_at=now,
    )
    session.add_all([society, *savings.accounts_of(books.id)])
    await session.flush()
    return society


async def _join(session: AsyncSession, society: SavingsSociety, union: Organization, now: datetime) -> list[Saver]:
    members = await session.scalars(
        select(Member)
        .where(col(Member.code).between(union.code, union.code_hi), col(Member.status).in_(IN_REGISTER))
        .order_by(func.md5(col(Member.number)))
        .limit(SAVERS)
    )
    savers = [
        Saver(
            id=new_id(),
            society_id=society.id,
            fund_id=society.fund_id,
            organization_id=society.organization_id,
            code=society.code,
            line_code=society.line_code,
            member_id=member.id,
            name=member.name,
            initials=member.initials,
            monthly_fen=MONTHLY_FEN,
            joined_on=day_of(now - timedelta(days=100)),
        )
        for member in members
    ]
    session.add_all(savers)
    await session.flush()
    session.add_all(savings.accounts_of(society.fund_id, savers=[saver.id for saver in savers]))
    await session.flush()
    return savers


def _month_before(day: date, back: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(year, month + 1, 1)


class _Books:
    """What happens in the books of one society."""

    def __init__(self, session: AsyncSession, society: SavingsSociety, by: By) -> None:
        self._session, self._society, self.by = session, society, by

    async def collect(self, savers: Sequence[Saver], month: date, at: datetime) -> None:
        """A month of these savers."""
        moves = [self._move(SavingsEntryKind.SAVE, MONTHLY_FEN, saver.id, memo=f"{month:%Y-%m}") for saver in savers]
        entries = await savings.post(self._session, moves, by=self.by, at=at)
        self._session.add_all(
            SavingsMonth(saver_id=saver.id, month=month, entry_id=id) for saver, id in zip(savers, entries, strict=True)
        )
        await self._session.flush()

    async def lend(
        self, saver: Saver, fen: int, months: int, vault: Vault, checker: UserAccount, *, at: datetime, repaid: int
    ) -> None:
        """A loan that was paid out by the bank, and what was repaid since."""
        loan = await self._loan(saver, fen, months, vault, at)
        loan.state, loan.checker_id, loan.checker_name = "approved", checker.id, checker.name
        loan.decided_at = at
        await self._session.flush()
        await self._post(loan, SavingsEntryKind.LEND, fen, at)
        await self._post(loan, SavingsEntryKind.REPAY, repaid, at + timedelta(days=30))
        loan.way, loan.bank_reference, loan.payer_name, loan.paid_at = "bank", f"{at:%Y%m%d}001", self.by[1], at
        loan.repaid_fen = repaid
        loan.state = "settled" if repaid == fen else "running"
        loan.ended_on = day_of(at + timedelta(days=30)) if repaid == fen else None
        self._session.add_all(
            SavingsInstalment(
                loan_id=loan.id,
                place=part.place,
                due_on=part.due_on,
                amount_fen=part.amount_fen,
                by_then_fen=part.by_then_fen,
            )
            for part in plan_of(fen, months, day_of(at))
        )
        await self._session.flush()

    async def ask(self, saver: Saver, vault: Vault, *, at: datetime) -> None:
        """A loan that waits to be decided."""
        await self._loan(saver, 150_000, 6, vault, at)
        await self._session.flush()

    async def _loan(self, saver: Saver, fen: int, months: int, vault: Vault, at: datetime) -> SavingsLoan:
        id = new_id()
        loan = SavingsLoan(
            id=id,
            number=await next_number(self._session, Series.SAVINGS_LOAN, at.year),
            society_id=saver.society_id,
            saver_id=saver.id,
            organization_id=saver.organization_id,
            code=saver.code,
            line_code=saver.line_code,
            name=saver.name,
            amount_fen=fen,
            months=months,
            purpose="子女学费",
            hardship=vault.seal("家中两个孩子上学，一时周转不开", "savings_loan", "hardship", id),
            maker_id=self.by[0],
            maker_name=self.by[1],
            made_at=at,
        )
        self._session.add(loan)
        return loan

    async def _post(self, loan: SavingsLoan, kind: SavingsEntryKind, fen: int, at: datetime) -> None:
        move = self._move(kind, fen, loan.saver_id, memo=loan.number, loan_id=loan.id)
        await savings.post(self._session, [move], by=self.by, at=at)

    def _move(
        self, kind: SavingsEntryKind, fen: int, saver_id: UUID, *, memo: str, loan_id: UUID | None = None
    ) -> Movement:
        debit, credit = (savings.account_of(self._society.fund_id, side, saver_id) for side in SIDES[kind])
        return Movement(kind=kind, amount_fen=fen, debit=debit, credit=credit, memo=memo, loan_id=loan_id)
