"""The bank accounts of the demo: one of each county for its funds, with the bank's statement of last month to be reconciled."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.db.crypto import Vault
from backend.db.queries import account_book as book
from backend.db.queries import reconciliation as months
from backend.db.queries import reconciliation_pair as pairs
from backend.db.tables.account import UserAccount
from backend.db.tables.fund import Fund
from backend.db.tables.organization import Organization
from backend.db.tables.reconciliation import BankAccount, BankAccountFund, Reconciliation
from backend.db.types import new_id
from backend.domain.calendar import day_of
from backend.domain.reconciliation.matching import BookEntry, StatementLine, match
from backend.domain.reconciliation.months import end_of
from backend.domain.reconciliation.statement import Line

BANK_SAYS = (
    (20, 31_255, "", "结息"),
    (21, -1_500, "", "账户管理费"),
    (24, -20_000, "青溪印务有限公司", "转账退票"),
    (25, 20_000, "青溪印务有限公司", "退票冲正"),
)
"""Of last month: the day, fen, the other side, what the bank wrote. Nothing of it is in the books."""


async def open_bank_accounts(
    session: AsyncSession, vault: Vault, hands: Sequence[UserAccount], *, now: datetime
) -> None:
    """An account for each county's funds, and the last month of it: what the books have too is paired, the rest is left."""
    found = await session.execute(
        select(Fund, Organization)
        .join(Organization, col(Organization.id) == col(Fund.organization_id))
        .where(col(Fund.kind) == "aid", col(Organization.kind) == "county_federation")
        .order_by(col(Fund.id))
    )
    first = (day_of(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    funds: dict[UUID, list[Fund]] = defaultdict(list)
    unions: dict[UUID, Organization] = {}
    for fund, union in found.all():
        unions[union.id] = union
        funds[union.id].append(fund)
    for place, union in enumerate(unions.values(), start=1):
        account = _account(vault, union, number=f"3305016512340000{place:04d}", hand=hands[0], now=now)
        session.add(account)
        await session.flush()
        session.add_all(BankAccountFund(fund_id=fund.id, account_id=account.id) for fund in funds[union.id])
        await session.flush()
        await _last_month(session, account, first, hand=hands[0], now=now)


def _account(vault: Vault, union: Organization, *, number: str, hand: UserAccount, now: datetime) -> BankAccount:
    id = new_id()
    return BankAccount(
        id=id,
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        name=union.name,
        bank=f"中国建设银行{union.name.removesuffix('总工会')}支行",
        number=vault.seal(number, "bank_account", "number", id),
        number_index=vault.blind_index("bank_account.number", number),
        last_four=number[-4:],
        made_by_name=hand.name,
        created_at=now,
    )


def _as_the_bank_pays(entries: Sequence[Any]) -> dict[tuple[int, str, str], int]:
    """The lines of a bank for these entries: a batch is one debit, of a day and a name there is one."""
    found: dict[tuple[int, str, str], int] = defaultdict(int)
    for each in entries:
        payee = "" if each.batch_id else next(iter(each.names), "")
        word = "批量代发" if each.batch_id else "拨款" if each.amount_fen > 0 else "付款"
        found[each.booked_on.day, payee, word] += each.amount_fen
    return found


async def _last_month(
    session: AsyncSession, account: BankAccount, first: date, *, hand: UserAccount, now: datetime
) -> None:
    opening = await book.balance_on(session, account.id, first - timedelta(days=1))
    entries = await book.list_free(session, account.id, since=first, until=end_of(first))
    said = [(day, fen, payee, word) for (day, payee, word), fen in _as_the_bank_pays(entries).items() if fen]
    lines, balance = [], opening
    for row, (day, fen, payee, summary) in enumerate(sorted((*said, *BANK_SAYS)), start=6):
        balance += fen
        lines.append(
            Line(
                row=row,
                on=first.replace(day=day),
                amount_fen=fen,
                balance_fen=balance,
                payee=payee,
                summary=summary,
                reference=f"{first:%Y%m}{row:04d}",
            )
        )
    month = Reconciliation(
        id=new_id(),
        account_id=account.id,
        organization_id=account.organization_id,
        code=account.code,
        line_code=account.line_code,
        month=first,
        lines=len(lines),
        opening_fen=opening,
        closing_fen=balance,
        made_by_name=hand.name,
        made_at=now,
    )
    session.add(month)
    await session.flush()
    await months.add_lines(session, month, lines)
    free = await months.list_free_lines(session, month.id)
    matched = match(
        [StatementLine(each.id, each.on, each.amount_fen, each.summary, each.payee) for each in free],
        [
            BookEntry(
                each.id, each.booked_on, each.amount_fen, tuple(each.references), tuple(each.names), each.batch_id
            )
            for each in entries
        ],
    )
    amounts = {each.id: each.amount_fen for each in entries}
    await pairs.add_pairs(session, month, matched.matches, amounts, by_name="", at=now)
