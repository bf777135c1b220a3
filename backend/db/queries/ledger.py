"""Money: entries written and balances moved by one statement, whatever is retried, doubled or killed (FND-02; data.md 6).

The accounts are held in the order of their ids, so two movements never wait for each other in a circle; whether there
is enough is decided on the balances that were held, and these are what the new ones are reckoned from: the row that an
update finds first may be older, and the check of the table would judge that one. Entries and balances change together or
not at all. The checks of the tables stand behind it: no balance below nought, one entry for each place of a case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, exists, literal, or_, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund, LedgerAccount, LedgerEntry
from backend.db.tables.organization import Line, Organization
from backend.db.tables.payment import Payment
from backend.db.types import new_id
from backend.domain.calendar import day_of
from backend.domain.fund.codes import AccountKind, EntryKind
from backend.domain.fund.funds import require_in_time
from backend.domain.fund.ledger import (
    ACCOUNTS,
    FundElsewhere,
    FundShort,
    FundUnreachable,
    MoneyNotThere,
    require_amount,
    require_following,
    require_open,
    require_source,
)
from backend.domain.fund.payments import PaymentUnderWay
from backend.domain.refusals import NotFound
from backend.domain.savings.codes import SavingsAccount, SavingsEntryKind

By = tuple[UUID, str, str]
"""Who did it: id, name, office."""
Account = tuple[UUID, AccountKind | SavingsAccount] | tuple[UUID, SavingsAccount, UUID]
"""A fund, and which of its accounts; in the books of a savings society also of which saver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Money that goes from the credit account to the debit account; `amount_fen` is positive."""

    kind: EntryKind | SavingsEntryKind
    amount_fen: int
    debit: Account
    credit: Account
    case_id: UUID | None = None
    claim_id: UUID | None = None
    visit_id: UUID | None = None
    payment_id: UUID | None = None
    voucher_id: UUID | None = None
    loan_id: UUID | None = None
    reverses_id: UUID | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """A held case whose money moves, and the payment by which it does."""

    case: AidCase
    payment_id: UUID | None = None


_POST = text("""
with asked as materialized (
  select * from unnest(
    cast(:ids as uuid[]), cast(:kinds as text[]), cast(:amounts as bigint[]), cast(:debit_funds as uuid[]),
    cast(:debit_kinds as text[]), cast(:credit_funds as uuid[]), cast(:credit_kinds as text[]), cast(:cases as uuid[]),
    cast(:claims as uuid[]), cast(:payments as uuid[]), cast(:vouchers as uuid[]), cast(:reversed as uuid[]),
    cast(:memos as text[]), cast(:debit_savers as uuid[]), cast(:credit_savers as uuid[]), cast(:loans as uuid[]),
    cast(:visits as uuid[])
  ) with ordinality as t(id, kind, amount, debit_fund, debit_kind, credit_fund, credit_kind, case_id, claim_id, payment_id,
    voucher_id, reverses_id, memo, debit_saver, credit_saver, loan_id, visit_id, nth)
), held as materialized (
  select a.id, a.fund_id, a.kind, coalesce(a.saver_id, a.fund_id) as owner, a.balance_fen, a.entries
  from ledger_account a
  where (a.fund_id, a.kind, coalesce(a.saver_id, a.fund_id)) in (
    select debit_fund, debit_kind, coalesce(debit_saver, debit_fund) from asked
    union select credit_fund, credit_kind, coalesce(credit_saver, credit_fund) from asked
  ) order by a.id for no key update
), moves as (
  select nth, h.id as account, h.kind, h.balance_fen, h.entries, amount as change
  from asked join held h on h.fund_id = debit_fund and h.kind = debit_kind
    and h.owner = coalesce(debit_saver, debit_fund)
  union all
  select nth, h.id, h.kind, h.balance_fen, h.entries, -amount
  from asked join held h on h.fund_id = credit_fund and h.kind = credit_kind
    and h.owner = coalesce(credit_saver, credit_fund)
), running as materialized (
  select nth, account, kind, balance_fen, entries, change, balance_fen + sum(change) over each as after,
    entries + row_number() over each as number
  from moves window each as (partition by account order by nth)
), short as materialized (
  select account, min(balance_fen) as there from running
  where case when kind in ('source', 'savings', 'support') then after > 0 else after < 0 end group by account
), verdict as materialized (
  select not exists (select from short)
    and (select count(*) from running) = 2 * (select count(*) from asked) as good
), moved as (
  update ledger_account a set balance_fen = total.balance_fen, entries = total.entries
  from (
    select account, balance_fen + sum(change) as balance_fen, entries + count(*) as entries
    from running group by account, balance_fen, entries
  ) total, verdict
  where a.id = total.account and verdict.good
), written as (
  insert into ledger_entry (id, kind, amount_fen, debit_id, credit_id, debit_fund_id, credit_fund_id, debit_after_fen,
    credit_after_fen, debit_number, credit_number, case_id, claim_id, visit_id, case_place, payment_id, voucher_id, loan_id,
    reverses_id, booked_on, memo, by_id, by_name, by_office, at)
  select asked.id, asked.kind, amount, debit.account, credit.account, debit_fund, credit_fund, debit.after,
    credit.after, debit.number, credit.number, case_id, claim_id, visit_id,
    case when case_id is not null then 1 + coalesce(
      (select max(e.case_place) from ledger_entry e where e.case_id = asked.case_id), 0)
    when claim_id is not null then 1 + coalesce(
      (select max(e.case_place) from ledger_entry e where e.claim_id = asked.claim_id), 0)
    when visit_id is not null and asked.kind not in ('give', 'give_back') then 1 + coalesce(
      (select max(e.case_place) from ledger_entry e where e.visit_id = asked.visit_id), 0) end,
    payment_id, voucher_id, loan_id, reverses_id, :booked_on, memo, :by_id, :by_name, :by_office, :at
  from asked
  join running debit on debit.nth = asked.nth and debit.change > 0
  join running credit on credit.nth = asked.nth and credit.change < 0
  cross join verdict where verdict.good
  returning id
)
select (select good from verdict) as good, (select count(*) from written) as written,
  (select there from short limit 1) as there,
  (select -sum(change) from running where change < 0 and account = (select account from short limit 1)) as wanted
""")


async def post(session: AsyncSession, movements: Sequence[Movement], *, by: By, at: datetime) -> list[UUID]:
    """Book all of these or none; the ids of their entries, in their order.

    Raises `FundShort`, and `FundUnreachable` when an account lies outside the scope.
    """
    if not movements:
        return []
    ids = [new_id() for _ in movements]
    found = await session.execute(
        _POST,
        {
            "ids": ids,
            "kinds": [each.kind.value for each in movements],
            "amounts": [each.amount_fen for each in movements],
            "debit_funds": [each.debit[0] for each in movements],
            "debit_kinds": [each.debit[1].value for each in movements],
            "credit_funds": [each.credit[0] for each in movements],
            "credit_kinds": [each.credit[1].value for each in movements],
            "cases": [each.case_id for each in movements],
            "claims": [each.claim_id for each in movements],
            "payments": [each.payment_id for each in movements],
            "vouchers": [each.voucher_id for each in movements],
            "reversed": [each.reverses_id for each in movements],
            "memos": [each.memo for each in movements],
            "debit_savers": [_saver(each.debit) for each in movements],
            "credit_savers": [_saver(each.credit) for each in movements],
            "loans": [each.loan_id for each in movements],
            "visits": [each.visit_id for each in movements],
            "booked_on": day_of(at),
            "by_id": by[0],
            "by_name": by[1],
            "by_office": by[2],
            "at": at,
        },
    )
    row = found.one()
    if row.there is not None:
        raise FundShort(there_fen=abs(row.there), asked_fen=int(row.wanted))
    if not row.good:
        raise FundUnreachable()
    return ids


def _saver(account: Account) -> UUID | None:
    return account[2] if len(account) == 3 else None


async def reserve(session: AsyncSession, case: AidCase, *, fund_id: UUID, by: By, at: datetime) -> None:
    """Promise the amount of a held case out of a fund, which becomes the fund of the case.

    Raises `NotFound`, `FundClosed`, `FundPastItsDay`, `FundElsewhere`, `FundOfAnotherSource`, `FundShort`, `AmountMissing`, and
    `MoneyNotThere` when its money is reserved or paid already.
    """
    await require_fund_for(session, fund_id, case, today=day_of(at), program_id=case.program_id)
    require_amount(case.amount_fen)
    case.fund_id = fund_id
    await move_money(session, EntryKind.RESERVE, [CaseMoney(case)], by=by, at=at)


async def release(session: AsyncSession, case: AidCase, *, by: By, at: datetime) -> None:
    """Give back what was promised to a held case. Raises `PaymentUnderWay`, `MoneyNotThere`, `FundUnreachable`."""
    held = select(col(Payment.id)).where(col(Payment.case_id) == case.id, col(Payment.state).in_(("waiting", "paid")))
    if await session.scalar(held.limit(1)) is not None:
        raise PaymentUnderWay(number=case.number)
    await move_money(session, EntryKind.RELEASE, [CaseMoney(case)], by=by, at=at)
    case.fund_id = None
    await session.flush()


async def pay(session: AsyncSession, case: AidCase, *, payment_id: UUID | None = None, by: By, at: datetime) -> None:
    """Spend what was promised to a held case. Raises `MoneyNotThere`, `FundUnreachable`."""
    await move_money(session, EntryKind.PAY, [CaseMoney(case, payment_id)], by=by, at=at)


async def recall(session: AsyncSession, case: AidCase, *, payment_id: UUID | None = None, by: By, at: datetime) -> None:
    """Put what came back under the promise again. Raises `MoneyNotThere`, `FundUnreachable`."""
    await move_money(session, EntryKind.RECALL, [CaseMoney(case, payment_id)], by=by, at=at)


async def move_money(
    session: AsyncSession, kind: EntryKind, moved: Sequence[CaseMoney], *, by: By, at: datetime
) -> None:
    """Let the money of held cases go where an entry of this kind leads: two statements, however many they are.

    What was reserved is what is paid or released, to the fen. Raises `MoneyNotThere`, `FundShort`, `FundUnreachable`.
    """
    last = await find_last(session, [each.case.id for each in moved])
    debit, credit = ACCOUNTS[kind]
    movements = []
    for each in moved:
        before, amount_fen = last.get(each.case.id, (None, each.case.amount_fen))
        require_following(before, kind)
        if each.case.fund_id is None:
            raise MoneyNotThere(kind=kind)
        movements.append(
            Movement(
                kind=kind,
                amount_fen=each.case.amount_fen if kind is EntryKind.RESERVE else amount_fen,
                debit=(each.case.fund_id, debit),
                credit=(each.case.fund_id, credit),
                case_id=each.case.id,
                payment_id=each.payment_id,
                memo=each.case.number,
            )
        )
    await session.flush()
    await post(session, movements, by=by, at=at)


async def find_last(session: AsyncSession, case_ids: Iterable[UUID]) -> Mapping[UUID, tuple[EntryKind, int]]:
    """What happened last to the money of each case, and how much it was, fen; not of those whose money never moved."""
    found = await session.execute(
        select(LedgerEntry.case_id, LedgerEntry.kind, LedgerEntry.amount_fen)  # type: ignore[call-overload]
        .where(col(LedgerEntry.case_id).in_(list(case_ids)))
        .order_by(col(LedgerEntry.case_id), col(LedgerEntry.case_place).desc())
        .ext(distinct_on(col(LedgerEntry.case_id)))
    )
    return {row.case_id: (EntryKind(row.kind), row.amount_fen) for row in found}


class Placed(Protocol):
    """What stands with a union, and so with those above it: a case, a plan of visits."""

    code: int
    line_code: int | None


async def find_fund_for(
    session: AsyncSession, fund_id: UUID, placed: Placed, *, program_id: UUID | None = None
) -> Mapping[str, Any]:
    """The state and the source of a fund, whether its union is that of a case or a plan or one above it, and the name and
    the sources of a programme, where one is asked for. Raises `NotFound`."""
    place, line_place = literal(placed.code, BigInteger), literal(placed.line_code, BigInteger)
    above = place.between(col(Organization.code), col(Organization.code_hi))
    leads = (
        exists()
        .where(
            col(Line.organization_id) == col(Fund.organization_id),
            line_place.between(col(Line.code), col(Line.code_hi)),
        )
        .correlate(Fund)
    )
    found: Any = await session.execute(
        select(
            *(col(Fund.id), col(Fund.status), col(Fund.spend_by), or_(above, leads).label("above")),
            *(col(Fund.source), col(AidProgram.sources), col(AidProgram.name).label("program")),
        )
        .join(Organization, col(Organization.id) == col(Fund.organization_id))
        .outerjoin(AidProgram, col(AidProgram.id) == literal(program_id, Uuid))
        .where(col(Fund.id) == fund_id, col(Fund.kind) == "aid")
        # Held against its closing until the commit.
        .with_for_update(read=True, of=Fund)
    )
    row: Mapping[str, Any] | None = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)


async def require_fund_for(
    session: AsyncSession, fund_id: UUID, placed: Placed, *, today: date, program_id: UUID | None = None
) -> None:
    """Hold a fund that may pay for this, and for this programme.

    Raises `NotFound`, `FundClosed`, `FundPastItsDay`, `FundElsewhere`, `FundOfAnotherSource`.
    """
    fund = await find_fund_for(session, fund_id, placed, program_id=program_id)
    require_open(fund["status"])
    require_in_time(fund["spend_by"], today=today)
    if not fund["above"]:
        raise FundElsewhere()
    if program_id is not None:
        require_source(fund["source"], fund["sources"], program=fund["program"])


def accounts_of(fund_id: UUID) -> list[LedgerAccount]:
    """The accounts that a new fund has, all empty."""
    return [LedgerAccount(fund_id=fund_id, kind=kind.value) for kind in AccountKind]
