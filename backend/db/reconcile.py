"""Whether the money is what the cases and the papers say: the invariants I1 to I7 as one function (trust.md section 3).

Run by the tests after every fault and by an operator at any time (`./dev check-money`). It reads one moment; each rule is one
statement that returns what breaks it, so an empty answer is the proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import reconcile_bank, reconcile_goods, reconcile_savings
from backend.db.session import Database
from backend.domain.access import EVERYTHING

MOST_IN_ALL = 100_000
"""Breaches of one rule read for somebody who is told of their own part alone."""
MOST = 20
"""Breaches told of one rule."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A thing for which a rule does not hold: which rule, the id of the thing, what is wrong."""

    rule: str
    id: str
    what: str


_SIDES = """
  select debit_id as account, debit_number as number, amount_fen as change, debit_after_fen as after from ledger_entry
  union all
  select credit_id, credit_number, -amount_fen, credit_after_fen from ledger_entry
"""

RULES: Mapping[str, str] = {
    "I2: a case is held by one payment": """
select case_id as id, count(*) || ' live payments' as what from payment where state in ('waiting', 'paid')
group by case_id having count(*) > 1""",
    "I2: a payment is spent once": """
select payment_id as id, count(*) || ' entries of payment' as what from ledger_entry where kind = 'pay' and payment_id is not null
group by payment_id having count(*) > 1""",
    "I3: a balance is the sum of its entries": f"""
select a.id, 'balance ' || balance_fen || ', entries ' || coalesce(s.sum, 0) as what
from ledger_account a left join (select account, sum(change) from ({_SIDES}) each group by account) s on s.account = a.id
where balance_fen <> coalesce(s.sum, 0)""",
    "I3: the entries of an account are numbered without a gap and leave the balances they say": f"""
select account as id, 'entry ' || number as what from (
  select account, number, after, sum(change) over w as running, row_number() over w as nth
  from ({_SIDES}) each window w as (partition by account order by number)
) each where after <> running or number <> nth""",
    "I3: an account counts its entries": f"""
select a.id, 'counted ' || entries as what from ledger_account a
left join (select account, count(*) from ({_SIDES}) each group by account) s on s.account = a.id
where entries <> coalesce(s.count, 0)""",
    "I3: no balance is on the wrong side of nought": """
select id, kind || ' ' || balance_fen as what from ledger_account
where case when kind in ('source', 'savings', 'support') then balance_fen > 0 else balance_fen < 0 end""",
    "I3: all accounts together come to nothing": """
select null as id, sum(balance_fen)::text as what from ledger_account having sum(balance_fen) <> 0""",
    "I3: an entry goes between the accounts of its kind": """
select e.id, e.kind || ': ' || d.kind || ' from ' || c.kind as what from ledger_entry e
join ledger_account d on d.id = e.debit_id join ledger_account c on c.id = e.credit_id
where d.fund_id <> e.debit_fund_id or c.fund_id <> e.credit_fund_id or (e.kind not in ('reversal', 'undo') and not exists (
  select from (values ('income', 'available', 'source'), ('hand_down', 'available', 'available'),
    ('take_back', 'available', 'available'), ('expense', 'spent', 'available'),
    ('purchase', 'goods', 'available'), ('gift', 'goods', 'source'), ('loss', 'spent', 'goods'), ('give', 'spent', 'goods'),
    ('give_back', 'goods', 'spent'), ('reserve', 'reserved', 'available'), ('release', 'available', 'reserved'),
    ('pay', 'spent', 'reserved'), ('recall', 'reserved', 'spent'), ('save', 'cash', 'savings'), ('draw', 'savings', 'cash'),
    ('support', 'cash', 'support'), ('lend', 'loan', 'cash'), ('repay', 'cash', 'loan'),
    ('write_off', 'loss', 'loan')) x(kind, debit, credit)
  where x.kind = e.kind and x.debit = d.kind and x.credit = c.kind))""",
    "I4: where a case stands is where its money is": """
select c.id, c.status || ', money ' || coalesce(e.kind, 'never moved') as what from aid_case c
left join lateral (
  select kind, amount_fen from ledger_entry where case_id = c.id order by case_place desc limit 1
) e on true
where case
  when c.status = 'paid' or (c.status = 'archived' and c.helped_on is null) then e.kind is distinct from 'pay'
  when c.status = 'approved' and c.fund_id is not null then e.kind is null or e.kind not in ('reserve', 'recall')
  else e.kind is not null and e.kind <> 'release' end
or (e.kind is not null and e.kind <> 'release' and e.amount_fen <> c.amount_fen)""",
    "I4: a payment that is paid has its case, its entry and its event": """
select p.id, p.state || ', case ' || c.status as what from payment p join aid_case c on c.id = p.case_id
where (p.state = 'paid' and c.status not in ('paid', 'archived'))
or (p.state in ('paid', 'returned')) <> exists (
  select from ledger_entry e where e.payment_id = p.id and e.kind = 'pay' and e.amount_fen = p.amount_fen)
or (p.state = 'returned') <> exists (select from ledger_entry e where e.payment_id = p.id and e.kind = 'recall')
or (p.state in ('paid', 'returned')) <> exists (
  select from audit_event a where a.object_id = p.id and a.event = 'payment_made')""",
    "I4: a voucher that is booked has its entry": """
select v.id, v.state as what from voucher v left join ledger_entry e on e.voucher_id = v.id
where (v.state = 'booked') <> (e.id is not null) or (e.id is not null and (e.amount_fen <> v.amount_fen or e.id <> v.entry_id))""",
    "I4: the contribution of an enrolment is where its voucher is": """
select n.id, n.state || ', voucher ' || coalesce(v.state, 'none') as what from protection_enrolment n
join protection_plan p on p.id = n.plan_id left join voucher v on v.id = n.voucher_id
where n.state in ('checking', 'received') and (v.id is null or v.kind <> 'income' or v.fund_id <> p.fund_id
  or v.amount_fen <> n.contribution_fen or v.state <> case n.state when 'received' then 'booked' else 'proposed' end
  or exists (select from ledger_entry e where e.reverses_id = v.entry_id))""",
    "I4: an enrolment has the covers that it counts": """
select n.id, n.insured || ' insured, ' || count(c.id) || ' covers' as what from protection_enrolment n
left join protection_cover c on c.enrolment_id = n.id group by n.id
having count(c.id) <> case n.state when 'withdrawn' then 0 else n.insured end
or (n.state <> 'withdrawn' and sum(c.contribution_fen) <> n.contribution_fen)""",
    "I4: where a claim stands is where its money is": """
select c.id, c.status || ', money ' || coalesce(e.kind, 'never moved') as what from protection_claim c
join protection_plan p on p.id = c.plan_id
left join lateral (
  select kind, amount_fen, debit_fund_id from ledger_entry where claim_id = c.id order by case_place desc limit 1
) e on true
where case c.status when 'paid' then e.kind is distinct from 'pay'
  when 'approved' then e.kind is null or e.kind not in ('reserve', 'recall')
  else e.kind is not null and e.kind <> 'release' end
or (e.kind is not null and e.kind <> 'release' and (e.amount_fen <> c.amount_fen or e.debit_fund_id <> p.fund_id))
or (c.status = 'paid') <> (c.payer_id is not null)""",
    "I4: what a visit brought is where its money is": """
select v.id, v.status || ', reserved ' || reserved_fen || ', booked ' || booked_fen || ', money ' || coalesce(e.kind, 'none')
  as what from visit v left join lateral (
  select kind, amount_fen, debit_fund_id from ledger_entry where visit_id = v.id and case_place is not null
  order by case_place desc limit 1
) e on true
where case
  when booked_fen > 0 then e.kind is distinct from 'pay' or e.amount_fen <> booked_fen or e.debit_fund_id <> v.fund_id
  when reserved_fen > 0 then coalesce(e.kind, '') not in ('reserve', 'recall') or e.amount_fen <> reserved_fen
    or e.debit_fund_id <> v.fund_id
  else e.kind is not null and e.kind <> 'release' end
or (booked_fen > 0
  and booked_fen <> goods_given_fen - given_from_store_fen + case when case_id is null then given_fen else 0 end)""",
    "I5: who planned visits neither promised nor paid their money": """
select e.id, p.number as what from ledger_entry e join visit v on v.id = e.visit_id join visit_plan p on p.id = v.plan_id
where e.kind in ('reserve', 'pay', 'give') and e.by_id = p.maker_id""",
    "I5: a claim stands where its last step led": """
select c.id, c.status || ', last step to ' || s.to_status as what from protection_claim c join lateral (
  select to_status from protection_claim_step where claim_id = c.id order by place desc limit 1) s on true
where s.to_status <> c.status""",
    "I5: the steps of a case are a way": """
select case_id as id, 'step ' || place || ' leaves ' || from_status || ' after ' || before as what from (
  select case_id, place, from_status, lag(to_status) over w as before, lag(place) over w as former
  from aid_case_step window w as (partition by case_id order by place)
) each where before <> from_status or place <> coalesce(former, 0) + 1""",
    "I5: a case stands where its last step led": """
select c.id, c.status || ', last step to ' || s.to_status as what from aid_case c join lateral (
  select to_status from aid_case_step where case_id = c.id order by place desc limit 1) s on true
where s.to_status <> c.status""",
    "I5: maker, checker and payer are three": """
select id, number as what from aid_case where maker_id = checker_id or payer_id in (maker_id, checker_id)
union all select id, number from protection_claim where checker_id = maker_id or approver_id in (maker_id, checker_id)
  or payer_id in (maker_id, checker_id, approver_id)
union all select id, number from voucher where state in ('booked', 'refused') and made_by = checked_by""",
    "I5: the money of a case goes its way": """
select id, kind || ' after ' || coalesce(before, 'nothing') as what from (
  select coalesce(case_id, claim_id, visit_id) as id, kind,
    lag(kind) over (partition by coalesce(case_id, claim_id, visit_id) order by case_place) as before from ledger_entry
  where num_nonnulls(case_id, claim_id, visit_id) = 1 and kind not in ('give', 'give_back')
) each where (coalesce(before, ''), kind) not in (('', 'reserve'), ('reserve', 'release'), ('reserve', 'pay'),
  ('release', 'reserve'), ('pay', 'recall'), ('recall', 'release'), ('recall', 'pay'))""",
    "I7: what a union has remitted is what was booked for it": """
select d.id, 'paid ' || d.paid_fen || ', booked ' || coalesce(v.sum, 0) as what from remittance_duty d
left join (
  select remittance_id, sum(amount_fen) from voucher v
  where state = 'booked' and remittance_id is not null and not exists (
    select from voucher r where r.reverses_id = v.entry_id and r.state = 'booked')
  group by remittance_id
) v on v.remittance_id = d.id where d.paid_fen <> coalesce(v.sum, 0)""",
    **reconcile_goods.RULES,
    **reconcile_bank.RULES,
    **reconcile_savings.RULES,
}
"""What must hold, and the statement that finds what breaks it."""


async def check_money(session: AsyncSession, *, most: int = MOST) -> list[Breach]:
    """Everything that is wrong with the money, of the rows that the scope sees, up to `most` of each rule; nothing, when
    all is right."""
    found = []
    for rule, statement in RULES.items():
        rows = await session.execute(text(f"select id, what from ({statement}) found limit {most:d}"))
        found += [Breach(rule, str(row.id or ""), row.what) for row in rows]
    return found


async def check_all_books(database: Database) -> list[Breach]:
    """Everything that is wrong with the money of all unions, for whoever is then told of their own: a part of the books
    does not balance by itself."""
    async with database.transaction(EVERYTHING) as session:
        return await check_money(session, most=MOST_IN_ALL)
