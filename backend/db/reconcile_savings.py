"""Whether the books of savings societies hold: what a society has is what it owes, and a month is paid by its entry.

A part of `reconcile.py`, whose rules of balances and entries hold of these books too.
"""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "S1: cash, loans and losses of a society are its savings and support": """
select s.id, 'differ by ' || sum(a.balance_fen) as what from savings_society s
join ledger_account a on a.fund_id = s.fund_id group by s.id having sum(a.balance_fen) <> 0""",
    "S1: the books of a society are its own": """
select a.id, f.kind || ' fund, account ' || a.kind as what from ledger_account a join fund f on f.id = a.fund_id
where (f.kind = 'savings') <> (a.kind in ('cash', 'savings', 'loan', 'support', 'loss'))
union all
select e.id, 'between two funds' from ledger_entry e join fund d on d.id = e.debit_fund_id
join fund c on c.id = e.credit_fund_id
where 'savings' in (d.kind, c.kind) and e.debit_fund_id <> e.credit_fund_id
union all
select f.id, 'society of these books: ' || count(s.id) from fund f left join savings_society s on s.fund_id = f.id
where f.kind = 'savings' group by f.id having count(s.id) <> 1""",
    "S1: a saver has two accounts, in the books of the society": """
select v.id, count(a.id) || ' accounts' as what from savings_saver v join savings_society s on s.id = v.society_id
left join ledger_account a on a.saver_id = v.id and a.fund_id = s.fund_id
group by v.id having count(a.id) <> 2""",
    "S2: whoever has left has nothing there and owes nothing": """
select v.id, a.kind || ' ' || a.balance_fen as what from savings_saver v join ledger_account a on a.saver_id = v.id
where v.left_on is not null and a.balance_fen <> 0""",
    "S2: a month is paid by an entry of its saver, unless that is undone": """
select m.id, e.kind || case when m.undone then ', undone' else '' end as what from savings_month m
join ledger_entry e on e.id = m.entry_id join ledger_account a on a.id = e.credit_id
where e.kind <> 'save' or a.saver_id is distinct from m.saver_id
or m.undone <> exists (select from ledger_entry u where u.reverses_id = m.entry_id)""",
    "S2: what undoes an entry goes back the same way": """
select u.id, 'undoes ' || e.kind as what from ledger_entry u join ledger_entry e on e.id = u.reverses_id
where u.kind = 'undo' and (u.debit_id, u.credit_id, u.amount_fen) <> (e.credit_id, e.debit_id, e.amount_fen)
or (u.kind = 'undo' and u.loan_id is distinct from e.loan_id)""",
    "S3: a loan is lent once, to its saver, and repaid as its entries say": """
select l.id, l.state || ': lent ' || coalesce(b.lent, 0) || ', repaid ' || coalesce(b.repaid, 0) || ', written off '
  || coalesce(b.gone, 0) as what
from savings_loan l left join lateral (
  select sum(amount_fen) filter (where e.kind = 'lend') as lent, count(*) filter (where e.kind = 'lend') as times,
    sum(case e.kind when 'repay' then amount_fen when 'undo' then -amount_fen else 0 end) as repaid,
    sum(amount_fen) filter (where e.kind = 'write_off') as gone,
    bool_or(a.saver_id is distinct from l.saver_id) as elsewhere
  from ledger_entry e
  join ledger_account d on d.id = e.debit_id
  join ledger_account c on c.id = e.credit_id
  cross join lateral (select coalesce(d.saver_id, c.saver_id) as saver_id) a
  where e.loan_id = l.id
) b on true
where (l.paid_at is not null) <> (coalesce(b.times, 0) = 1) or (b.times > 0 and b.lent <> l.amount_fen)
or coalesce(b.repaid, 0) <> l.repaid_fen or coalesce(b.elsewhere, false)
or coalesce(b.gone, 0) <> case when l.state = 'written_off' then l.amount_fen - l.repaid_fen else 0 end""",
    "S3: what a saver owes is the open loan": """
select v.id, 'owes ' || a.balance_fen as what from savings_saver v
join ledger_account a on a.saver_id = v.id and a.kind = 'loan'
left join savings_loan l on l.saver_id = v.id and l.state = 'running'
where a.balance_fen <> coalesce(l.amount_fen - l.repaid_fen, 0)""",
    "S3: the parts of a loan are the loan": """
select l.id, count(i.id) || ' parts' as what from savings_loan l left join savings_instalment i on i.loan_id = l.id
group by l.id having coalesce(sum(i.amount_fen), 0) <> case when l.paid_at is null then 0 else l.amount_fen end
or count(i.id) <> case when l.paid_at is null then 0 else l.months end""",
    "S3: two decide": """
select id, number as what from savings_loan where maker_id = checker_id or written_off_by = proposer_id""",
}
"""What must hold of societies, and the statement that finds what breaks it."""
