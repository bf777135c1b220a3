"""Whether what was taken from the bank is still what it was: the part of the invariants about reconciled months (FND-02)."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "I4: the lines of a statement lead from its opening to its closing balance": """
select r.id, r.lines || ' lines, there are ' || coalesce(s.count, 0) || ' of ' || coalesce(s.sum, 0) as what
from reconciliation r left join (
  select reconciliation_id, sum(amount_fen), count(*) from reconciliation_line group by reconciliation_id
) s on s.reconciliation_id = r.id
where r.opening_fen + coalesce(s.sum, 0) <> r.closing_fen or r.lines <> coalesce(s.count, 0)""",
    "I4: a pair comes to what its lines come to": """
select p.reconciliation_id as id, 'pair of ' || p.amount_fen || ', lines ' || coalesce(s.sum, 0) as what
from reconciliation_pair p left join (
  select pair_id, sum(amount_fen) from reconciliation_line where pair_id is not null group by pair_id
) s on s.pair_id = p.id
where p.amount_fen <> coalesce(s.sum, 0)""",
    "I4: what is paired moved the account": """
select p.reconciliation_id as id, 'entry ' || j.entry_id as what
from reconciliation_entry j join reconciliation_pair p on p.id = j.pair_id join ledger_entry e on e.id = j.entry_id
where not exists (
  select from bank_account_fund f where f.account_id = j.account_id and f.fund_id in (e.debit_fund_id, e.credit_fund_id))""",
}
"""What must hold, and the statement that finds what breaks it."""
