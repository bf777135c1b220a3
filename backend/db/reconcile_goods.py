"""Whether goods and books agree (账物相符, FND-04): what lies in the lots is what the account of their fund says, and every
piece that moved has its entry.

A part of `reconcile.py`, whose rules of balances and entries hold of these accounts too.
"""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "I6: the goods of a fund are what lies in its lots": """
select f.id, 'account ' || a.balance_fen || ', lots ' || coalesce(l.worth, 0) as what from fund f
join ledger_account a on a.fund_id = f.id and a.kind = 'goods'
left join (select fund_id, sum(there * price_fen) as worth from goods_lot group by fund_id) l on l.fund_id = f.id
where a.balance_fen <> coalesce(l.worth, 0)""",
    "I6: a lot has left what its movements say": """
select l.id, l.name || ' ' || there || ', movements ' || coalesce(m.sum, 0) as what from goods_lot l
left join (select lot_id, sum(pieces) from goods_movement group by lot_id) m on m.lot_id = l.id
where l.there <> coalesce(m.sum, 0)""",
    "I6: the movements of a lot are numbered without a gap and leave what they say": """
select lot_id as id, 'movement ' || number as what from (
  select lot_id, number, left_there, sum(pieces) over w as running, row_number() over w as nth
  from goods_movement window w as (partition by lot_id order by number)
) each where left_there <> running or number <> nth""",
    "I6: an entry of goods is worth its movements": """
select e.id, e.kind || ' ' || e.amount_fen || ', movements ' || coalesce(m.worth, 0) as what from ledger_entry e
left join ledger_entry first_one on first_one.id = e.reverses_id
left join (
  select entry_id, sum(pieces * price_fen) as worth, count(distinct kind) as kinds, min(kind) as kind
  from goods_movement join goods_lot l on l.id = lot_id group by entry_id
) m on m.entry_id = e.id
where (e.kind in ('purchase', 'gift', 'loss', 'give', 'give_back')
  or first_one.kind in ('purchase', 'gift', 'loss') or m.entry_id is not null)
and (e.amount_fen <> coalesce(abs(m.worth), 0) or m.kinds <> 1 or m.kind <> e.kind)""",
    "I6: what a visit brought out of the store has left it": """
select v.id, v.status || ', issued ' || issued_fen || ', movements ' || coalesce(m.worth, 0) as what from visit v
left join (
  select visit_id, -sum(pieces * price_fen) as worth from goods_movement join goods_lot l on l.id = lot_id
  where visit_id is not null group by visit_id
) m on m.visit_id = v.id
where issued_fen <> coalesce(m.worth, 0)""",
    "I6: a voucher that was booked brought in the goods that it names": """
select v.id, v.number as what from voucher v
left join (select voucher_id, sum(came * price_fen) as worth, count(*) from goods_lot group by voucher_id) l
  on l.voucher_id = v.id
where v.kind in ('purchase', 'gift')
and (case when v.state = 'booked' then jsonb_array_length(v.goods) else 0 end <> coalesce(l.count, 0)
  or (v.state = 'booked' and v.amount_fen <> l.worth))""",
}
"""What must hold of the store, and the statement that finds what breaks it."""
