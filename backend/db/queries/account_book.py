"""What the books say of a bank account: the entries that move its money, and what lies on it by them (FND-02, FND-04).

An account holds what is available, reserved or in cash in the funds that lie on it. So an entry moves the account by what
it changes of these: a promise moves nothing, a payment takes away, a budget from one fund to another moves both accounts,
or none where both funds lie on one. Nothing is kept twice: the ledger is the book.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.payment import Payment, PaymentBatch

payment: Any = Payment.__table__  # type: ignore[attr-defined]
batch: Any = PaymentBatch.__table__  # type: ignore[attr-defined]

_HELD = "('available', 'reserved', 'cash')"

# The accounts of a fund of another union may not be seen; then only this side of the entry counts.
_MOVED = f"""
mine as materialized (select fund_id from bank_account_fund where account_id = :account),
touched as (
  select e.id from ledger_entry e
  where e.debit_fund_id in (select fund_id from mine) and e.booked_on between :since and :until
  union
  select e.id from ledger_entry e
  where e.credit_fund_id in (select fund_id from mine) and e.debit_fund_id <> e.credit_fund_id
    and e.booked_on between :since and :until
),
moved as materialized (
  select e.id, e.kind, e.booked_on, e.memo, e.payment_id, e.voucher_id, e.claim_id, e.case_id, e.loan_id, e.reverses_id,
    coalesce(d.saver_id, c.saver_id) as saver_id,
    case when e.debit_fund_id in (select fund_id from mine) then e.credit_fund_id else e.debit_fund_id end as other_fund_id,
    case when e.debit_fund_id in (select fund_id from mine) then e.debit_fund_id else e.credit_fund_id end as fund_id,
    case when d.kind in {_HELD} and e.debit_fund_id in (select fund_id from mine) then e.amount_fen else 0 end
    - case when c.kind in {_HELD} and e.credit_fund_id in (select fund_id from mine) then e.amount_fen else 0 end
      as amount_fen
  from touched join ledger_entry e on e.id = touched.id
  left join ledger_account d on d.id = e.debit_id left join ledger_account c on c.id = e.credit_id
)"""

_PAIRED = """
select r.pair_id, p.reconciliation_id from reconciliation_entry r
join reconciliation_pair p on p.id = r.pair_id join reconciliation m on m.id = p.reconciliation_id
where r.account_id = :account and r.entry_id = moved.id and m.month <= :month"""

_NOTE = """
select n.note from reconciliation_note n join reconciliation m on m.id = n.reconciliation_id
where n.item_id = moved.id and m.account_id = :account and m.month <= :month order by m.month desc limit 1"""

_ENTRIES = f"""
with {_MOVED}, wanted as (
  select moved.*, paired.pair_id, coalesce(note.note, '') as note
  from moved left join lateral ({_PAIRED}) paired on true left join lateral ({_NOTE}) note on true
  where moved.amount_fen <> 0
    and case when cast(:pair as uuid) is not null then paired.pair_id = :pair
      when :open then paired.pair_id is null else paired.reconciliation_id = :reconciliation end
    and (cast(:after_on as date) is null or (moved.booked_on, moved.id) > (:after_on, cast(:after_id as uuid)))
  order by moved.booked_on, moved.id limit :limit
)
select w.id, w.kind, w.booked_on, w.amount_fen, w.memo, w.pair_id, w.note, w.payment_id, w.voucher_id, w.claim_id, w.case_id,
  p.batch_id, b.number as batch_number, p.way, f.name as fund_name,
  coalesce(p.payee, nullif(v.payee, ''), l.name, k.name, s.name, u.name, o.name, '') as counterparty,
  coalesce(b.number, l.number, n.number, v.number, k.number, '') as number,
  coalesce(nullif(v.document_number, ''), nullif(l.document_number, ''), nullif(n.bank_reference, ''), '') as document
from wanted w
left join payment p on p.id = w.payment_id left join payment_batch b on b.id = p.batch_id
left join voucher v on v.id = w.voucher_id left join protection_claim l on l.id = w.claim_id
left join aid_case k on k.id = w.case_id left join savings_saver s on s.id = w.saver_id
left join savings_loan n on n.id = w.loan_id left join fund f on f.id = w.fund_id
left join protection_enrolment i on i.voucher_id = w.voucher_id left join organization u on u.id = i.organization_id
left join fund g on g.id = w.other_fund_id and w.other_fund_id <> w.fund_id left join organization o on o.id = g.organization_id
order by w.booked_on, w.id
"""

_FREE = f"""
with {_MOVED}
select moved.id, moved.booked_on, moved.amount_fen, moved.reverses_id, p.batch_id,
  array_remove(array[v.number, v.document_number, l.number, l.document_number, k.number, n.number, n.bank_reference], null)
    as "references",
  array_remove(array[p.payee, nullif(v.payee, ''), l.name, k.name, s.name, u.name, o.name], null) as names
from moved
left join payment p on p.id = moved.payment_id left join voucher v on v.id = moved.voucher_id
left join protection_claim l on l.id = moved.claim_id left join aid_case k on k.id = moved.case_id
left join savings_saver s on s.id = moved.saver_id left join savings_loan n on n.id = moved.loan_id
left join protection_enrolment i on i.voucher_id = moved.voucher_id left join organization u on u.id = i.organization_id
left join fund g on g.id = moved.other_fund_id and moved.other_fund_id <> moved.fund_id
left join organization o on o.id = g.organization_id
where moved.amount_fen <> 0 and not exists (
  select from reconciliation_entry r where r.account_id = :account and r.entry_id = moved.id)
"""

_THESE = f"""
with {_MOVED}
select moved.id, moved.booked_on, moved.amount_fen, exists (
  select from reconciliation_entry r where r.account_id = :account and r.entry_id = moved.id) as paired
from moved where moved.amount_fen <> 0 and moved.id = any(:ids)
"""

_SUMS = f"""
with {_MOVED}, open_ones as (
  select moved.amount_fen, coalesce(note.note, '') <> '' as explained
  from moved left join lateral ({_PAIRED}) paired on true left join lateral ({_NOTE}) note on true
  where moved.amount_fen <> 0 and paired.pair_id is null
)
select coalesce(sum(amount_fen) filter (where amount_fen > 0), 0)::bigint as in_fen,
  -coalesce(sum(amount_fen) filter (where amount_fen < 0), 0)::bigint as out_fen,
  coalesce(sum(amount_fen) filter (where explained), 0)::bigint as explained_fen,
  count(*) filter (where not explained) as unexplained, count(*) as items
from open_ones
"""

_BALANCE = f"""
with {_MOVED}
select (coalesce((
  select sum(a.balance_fen) from ledger_account a join mine on mine.fund_id = a.fund_id where a.kind in {_HELD}), 0)
  - coalesce((select sum(moved.amount_fen) from moved), 0))::bigint
"""

_LAST_DAY = date(9999, 12, 31)
_TYPES: Mapping[str, Any] = {
    "account": Uuid(),
    "since": Date(),
    "until": Date(),
    "month": Date(),
    "pair": Uuid(),
    "reconciliation": Uuid(),
    "after_on": Date(),
    "after_id": Uuid(),
    "limit": BigInteger(),
    "ids": ARRAY(Uuid()),
    "open": Boolean(),
}


def _asked(statement: str, **values: Any) -> Any:
    typed: list[Any] = [bindparam(name, type_=_TYPES[name]) for name in values if name in _TYPES]
    return text(statement).bindparams(*typed).bindparams(**values)


async def list_entries(
    session: AsyncSession,
    account_id: UUID,
    *,
    month: date,
    since: date,
    until: date,
    reconciliation_id: UUID,
    open: bool,
    pair_id: UUID | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> Sequence[Any]:
    """Entries that moved the account, as they stand at the end of a month, by their days: those that are open then,
    those that were paired in it, or those of one pair."""
    on, id = after if after is not None else (None, None)
    found = await session.execute(
        _asked(
            _ENTRIES,
            account=account_id,
            since=since,
            until=until,
            month=month,
            pair=pair_id,
            open=open,
            reconciliation=reconciliation_id,
            after_on=on,
            after_id=id,
            limit=limit,
        )
    )
    return found.mappings().all()


async def list_free(session: AsyncSession, account_id: UUID, *, since: date, until: date) -> Sequence[Any]:
    """Entries of these days that are in no pair, with all that a bank may call them by."""
    found = await session.execute(_asked(_FREE, account=account_id, since=since, until=until))
    return found.all()


async def find_entries(
    session: AsyncSession, account_id: UUID, ids: Sequence[UUID], *, since: date, until: date
) -> Sequence[Any]:
    """Those of these entries that moved the account in these days, and whether they are paired."""
    found = await session.execute(_asked(_THESE, account=account_id, since=since, until=until, ids=list(ids)))
    return found.all()


async def sum_open(session: AsyncSession, account_id: UUID, *, month: date, since: date, until: date) -> Any:
    """What stands open in the books at the end of a month: in, out, explained (fen, net), how many."""
    found = await session.execute(_asked(_SUMS, account=account_id, month=month, since=since, until=until))
    return found.one()


async def balance_on(session: AsyncSession, account_id: UUID, day: date) -> int:
    """What lies on the account by the books at the end of a day; fen."""
    # What was booked since is taken off what is there now: a month back is a month's work, not that of all years.
    since = date.fromordinal(day.toordinal() + 1)
    found = await session.scalar(_asked(_BALANCE, account=account_id, since=since, until=_LAST_DAY))
    return int(found or 0)


async def list_batches(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[Any]:
    """Payment batches: their numbers, and of the lines that the bank sent back the names and the fen."""
    if not ids:
        return ()
    found = await session.execute(
        select(batch.c.id, batch.c.number, payment.c.payee, payment.c.amount_fen)
        .select_from(batch.outerjoin(payment, (payment.c.batch_id == batch.c.id) & (payment.c.state == "rejected")))
        .where(batch.c.id.in_(ids))
        .order_by(batch.c.id, payment.c.line)
    )
    return found.all()
