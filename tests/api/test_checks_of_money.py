"""The CHECKs of cases, payments, vouchers, the ledger, budgets, claims, loans and visits, each broken by plain SQL (FND-02; trust.md 0 row 10; issue 4).

Who breaks them holds every right and passes every policy: what stands behind the rules of the code asks nobody who they are.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import asyncpg
import pytest

from backend.db.data_keys import open_vault
from backend.main import begin
from backend.settings import settings
from tests import goods, protection, remittances, savings, visits
from tests.api import test_budgets as budgets
from tests.api import test_funds as funds
from tests.api import test_payments as payments
from tests.api import test_protection_claims as claims
from tests.conftest import Api, Cluster
from tests.contract import Contract, application
from tests.money import as_finance, reserved
from tests.town import today

TABLES = (
    "aid_case",
    "payment",
    "payment_batch",
    "fund",
    "ledger_account",
    "ledger_entry",
    "voucher",
    "remittance_duty",
    "goods_lot",
    "goods_movement",
)
PROTECTION = ("protection_plan", "protection_enrolment", "protection_cover", "protection_claim")
SAVINGS = ("savings_society", "savings_saver", "savings_month", "savings_loan", "savings_instalment")
VISITS = ("visit_plan", "visit")
BUDGETS = ("budget_plan", "budget_line", "budget_adjustment", "budget_split")

BREACHES = (
    ("aid_case_amount_check", "aid_case set amount_fen = -1"),
    ("aid_case_approved_check", "aid_case set checker_id = null where status = 'approved'"),
    ("aid_case_approved_check", "aid_case set checker_id = null, payer_id = null where status = 'paid'"),
    ("aid_case_approved_check", "aid_case set checker_id = null, status = 'helping', amount_fen = 0, fund_id = null"),
    ("aid_case_checker_check", "aid_case set checker_id = maker_id where payer_id is null"),
    ("aid_case_helped_check", "aid_case set status = 'helped', amount_fen = 0, fund_id = null, helped_on = null"),
    ("aid_case_helped_check", "aid_case set status = 'helped', amount_fen = 0, fund_id = null, helped_on = now()"),
    ("aid_case_helping_check", "aid_case set status = 'helping', amount_fen = 1, fund_id = null"),
    ("aid_case_helping_check", "aid_case set status = 'helping', amount_fen = 0"),
    ("aid_case_outcome_check", "aid_case set outcome = 'rich', outcome_on = now()"),
    ("aid_case_outcome_on_check", "aid_case set outcome = 'placed'"),
    ("aid_case_outcome_on_check", "aid_case set outcome_on = now()"),
    ("aid_case_paid_check", "aid_case set status = 'paid' where payer_id is null"),
    ("aid_case_payer_check", "aid_case set payer_id = maker_id"),
    ("aid_case_payer_check", "aid_case set payer_id = checker_id"),
    ("aid_case_status_check", "aid_case set status = 'given'"),
    ("aid_case_subject_check", "aid_case set household_id = null, member_id = null"),
    ("aid_case_survivor_check", "aid_case set survivor_of = '陈老'"),
    ("aid_case_survivor_check", "aid_case set survivor_relation = 'spouse'"),
    ("payment_amount_check", "payment set amount_fen = 0"),
    ("payment_batch_check", "payment set batch_id = null where way = 'bank'"),
    ("payment_batch_check", "payment set batch_id = (select id from payment_batch limit 1) where way = 'cash'"),
    ("payment_paid_check", "payment set paid_at = null where state = 'paid'"),
    ("payment_paid_check", "payment set paid_at = null, state = 'returned'"),
    ("payment_proof_check", "payment set signature_id = null where way = 'cash'"),
    ("payment_proof_check", "payment set photo_id = null where way = 'cash'"),
    ("payment_state_check", "payment set state = 'lost'"),
    ("payment_way_check", "payment set way = 'barter' where way = 'cash'"),
    ("payment_batch_state_check", "payment_batch set state = 'lost'"),
    ("fund_kind_check", "fund set kind = 'private'"),
    ("fund_source_check", "fund set source = 'found'"),
    ("fund_status_check", "fund set status = 'lost'"),
    ("ledger_account_balance_check", "ledger_account set balance_fen = -1 where kind = 'available'"),
    ("ledger_account_balance_check", "ledger_account set balance_fen = -1 where kind = 'reserved'"),
    ("ledger_account_balance_check", "ledger_account set balance_fen = -1 where kind = 'spent'"),
    ("ledger_account_balance_check", "ledger_account set balance_fen = -1 where kind = 'goods'"),
    ("ledger_account_balance_check", "ledger_account set balance_fen = 1 where kind = 'source'"),
    ("ledger_account_kind_check", "ledger_account set kind = 'pocket' where kind = 'available'"),
    ("ledger_account_saver_check", "ledger_account set saver_id = gen_random_uuid() where kind = 'available'"),
    ("ledger_account_saver_check", "ledger_account set kind = 'loan' where kind = 'available'"),
    ("ledger_entry_accounts_check", "ledger_entry set credit_id = debit_id"),
    ("ledger_entry_amount_check", "ledger_entry set amount_fen = 0"),
    ("ledger_entry_case_check", "ledger_entry set case_id = null where kind = 'reserve'"),
    ("ledger_entry_case_check", "ledger_entry set case_id = null where kind = 'pay'"),
    ("ledger_entry_case_check", "ledger_entry set claim_id = gen_random_uuid() where kind = 'reserve'"),
    ("ledger_entry_case_check", "ledger_entry set visit_id = gen_random_uuid() where kind = 'income'"),
    ("ledger_entry_case_place_check", "ledger_entry set case_place = case_place + 1 where kind = 'reserve'"),
    ("ledger_entry_case_place_check", "ledger_entry set case_place = case_place + 1 where kind = 'pay'"),
    ("ledger_entry_loan_check", "ledger_entry set loan_id = gen_random_uuid() where kind = 'income'"),
    ("ledger_entry_loan_check", "ledger_entry set kind = 'lend', voucher_id = null where kind = 'income'"),
    ("ledger_entry_reverses_check", "ledger_entry set reverses_id = id where kind = 'income'"),
    ("ledger_entry_reverses_check", "ledger_entry set kind = 'reversal' where kind = 'income'"),
    (
        "ledger_entry_store_check",
        "ledger_entry set kind = 'give', voucher_id = null, visit_id = gen_random_uuid(), case_place = 2 where kind = 'purchase'",
    ),
    ("ledger_entry_voucher_check", "ledger_entry set voucher_id = null where kind = 'income'"),
    ("ledger_entry_voucher_check", "ledger_entry set voucher_id = gen_random_uuid() where kind = 'reserve'"),
    ("voucher_amount_check", "voucher set amount_fen = 0"),
    ("voucher_booked_check", "voucher set entry_id = null where state = 'booked'"),
    ("voucher_booked_check", "voucher set state = 'booked' where state = 'proposed'"),
    ("voucher_households_check", "voucher set households = 5 where kind = 'income'"),
    ("voucher_households_check", "voucher set households = 0 where kind = 'expense'"),
    ("voucher_goods_check", "voucher set goods = '[]' where kind = 'purchase'"),
    ("voucher_goods_check", "voucher set goods = '[{}]' where kind = 'income'"),
    ("voucher_kind_check", "voucher set kind = 'barter' where kind = 'income'"),
    ("voucher_loss_check", "voucher set pieces = null where kind = 'loss'"),
    ("voucher_loss_check", "voucher set pieces = 0 where kind = 'loss'"),
    ("voucher_loss_check", "voucher set lot_id = gen_random_uuid() where kind = 'income'"),
    ("voucher_payee_check", "voucher set payee = '' where kind = 'expense'"),
    ("voucher_payee_check", "voucher set payee = '百姓超市' where kind = 'income'"),
    ("voucher_remittance_check", "voucher set remittance_id = (select id from remittance_duty) where kind = 'expense'"),
    ("remittance_duty_amounts_check", "remittance_duty set amount_fen = 0"),
    ("remittance_duty_amounts_check", "remittance_duty set paid_fen = amount_fen + 1"),
    ("remittance_duty_amounts_check", "remittance_duty set paid_fen = -1"),
    ("remittance_duty_above_check", "remittance_duty set to_id = organization_id"),
    ("voucher_reverses_check", "voucher set reverses_id = gen_random_uuid() where kind = 'income'"),
    ("voucher_reverses_check", "voucher set kind = 'reversal' where kind = 'income'"),
    ("voucher_state_check", "voucher set state = 'lost' where state = 'proposed'"),
    ("voucher_two_check", "voucher set checked_by = made_by where state = 'booked'"),
    ("goods_lot_counted_check", "goods_lot set counted = 5"),
    ("goods_lot_counted_check", "goods_lot set counted = -1, counted_there = 1, counted_at = now()"),
    ("goods_lot_price_check", "goods_lot set price_fen = 0"),
    ("goods_lot_there_check", "goods_lot set there = -1"),
    ("goods_lot_there_check", "goods_lot set there = came + 1"),
    ("goods_movement_kind_check", "goods_movement set kind = 'theft'"),
    ("goods_movement_pieces_check", "goods_movement set pieces = 0"),
    ("goods_movement_pieces_check", "goods_movement set left_there = -1"),
    ("goods_movement_pieces_check", "goods_movement set kind = 'loss'"),
    ("goods_movement_visit_check", "goods_movement set visit_id = gen_random_uuid()"),
    ("goods_movement_visit_check", "goods_movement set kind = 'give_back'"),
    ("budget_plan_state_check", "budget_plan set state = 'lost' where state = 'draft'"),
    ("budget_plan_submitted_check", "budget_plan set state = 'submitted' where state = 'draft'"),
    ("budget_plan_checked_check", "budget_plan set checked_by = gen_random_uuid() where state = 'draft'"),
    ("budget_plan_two_check", "budget_plan set checked_by = submitted_by where state = 'in_force'"),
    ("budget_line_subject_check", "budget_line set subject = 'gifts' where subject = 'winter_warmth'"),
    ("budget_line_amounts_check", "budget_line set received_fen = -1 where subject = 'winter_warmth'"),
    (
        "budget_line_own_check",
        "budget_line set adjusted_fen = -5, planned_fen = 0, received_fen = 9 where handed_fen = 0",
    ),
    ("budget_line_free_check", "budget_line set handed_fen = planned_fen + 6 where handed_fen > 0"),
    ("budget_adjustment_subject_check", "budget_adjustment set subject = 'gifts'"),
    ("budget_adjustment_state_check", "budget_adjustment set state = 'lost' where state = 'booked'"),
    ("budget_adjustment_change_check", "budget_adjustment set change_fen = 0"),
    ("budget_adjustment_reason_check", "budget_adjustment set reason = ''"),
    ("budget_adjustment_checked_check", "budget_adjustment set checked_by = null where state = 'booked'"),
    ("budget_adjustment_two_check", "budget_adjustment set checked_by = made_by where state = 'booked'"),
    ("budget_split_subject_check", "budget_split set subject = 'gifts'"),
    ("budget_split_change_check", "budget_split set change_fen = 0"),
    ("budget_split_plans_check", "budget_split set from_plan_id = to_plan_id"),
    ("protection_plan_kind_check", "protection_plan set kind = 'fire'"),
    ("protection_plan_status_check", "protection_plan set status = 'lost'"),
    ("protection_plan_share_check", "protection_plan set share_fen = 0"),
    ("protection_plan_ages_check", "protection_plan set lowest_age = 60, highest_age = 16"),
    ("protection_enrolment_state_check", "protection_enrolment set state = 'lost', voucher_id = null"),
    ("protection_enrolment_voucher_check", "protection_enrolment set voucher_id = null"),
    ("protection_enrolment_voucher_check", "protection_enrolment set state = 'waiting'"),
    ("protection_enrolment_size_check", "protection_enrolment set insured = 0"),
    ("protection_enrolment_size_check", "protection_enrolment set contribution_fen = 0"),
    ("protection_enrolment_period_check", "protection_enrolment set ends_on = starts_on"),
    ("protection_cover_period_check", "protection_cover set ends_on = starts_on"),
    ("protection_cover_waiting_check", "protection_cover set claims_from = starts_on - 1"),
    ("protection_claim_status_check", "protection_claim set status = 'lost'"),
    ("protection_claim_amount_check", "protection_claim set amount_fen = -1"),
    ("protection_claim_amount_check", "protection_claim set self_paid_fen = -1"),
    ("protection_claim_checker_check", "protection_claim set checker_id = maker_id"),
    ("protection_claim_approver_check", "protection_claim set approver_id = maker_id"),
    ("protection_claim_approver_check", "protection_claim set approver_id = checker_id"),
    ("protection_claim_approver_check", "protection_claim set checker_id = null"),
    ("protection_claim_approved_check", "protection_claim set approver_id = null"),
    ("protection_claim_paid_check", "protection_claim set status = 'paid'"),
    ("protection_claim_paid_check", "protection_claim set proof_id = gen_random_uuid()"),
    ("protection_claim_paid_check", "protection_claim set payer_id = gen_random_uuid()"),
    *(
        (
            "protection_claim_payer_check",
            f"protection_claim set status = 'paid', proof_id = gen_random_uuid(), payer_id = {same}",
        )
        for same in ("maker_id", "checker_id", "approver_id")
    ),
    ("savings_society_kind_check", "savings_society set kind = 'city'"),
    ("savings_society_status_check", "savings_society set status = 'lost'"),
    ("savings_society_two_check", "savings_society set checker_name = keeper_name"),
    ("savings_society_amounts_check", "savings_society set monthly_fen = 0"),
    ("savings_society_amounts_check", "savings_society set most_loan_fen = 0"),
    ("savings_society_bounds_check", "savings_society set most_months = 61"),
    ("savings_society_bounds_check", "savings_society set lent_percent = 101"),
    ("savings_saver_monthly_check", "savings_saver set monthly_fen = 0"),
    ("savings_saver_period_check", "savings_saver set left_on = joined_on - 1"),
    ("savings_month_month_check", "savings_month set month = month + 1"),
    ("savings_loan_state_check", "savings_loan set state = 'lost' where state = 'approved'"),
    ("savings_loan_amount_check", "savings_loan set months = 0"),
    ("savings_loan_amount_check", "savings_loan set months = 61"),
    (
        "savings_loan_amount_check",
        "savings_loan set state = 'settled', amount_fen = 0, repaid_fen = 0 where state = 'running'",
    ),
    ("savings_loan_repaid_check", "savings_loan set repaid_fen = -1"),
    ("savings_loan_repaid_check", "savings_loan set repaid_fen = amount_fen + 1"),
    ("savings_loan_settled_check", "savings_loan set repaid_fen = amount_fen where state = 'running'"),
    ("savings_loan_settled_check", "savings_loan set state = 'settled' where state = 'running'"),
    ("savings_loan_two_check", "savings_loan set checker_id = maker_id"),
    ("savings_loan_decided_check", "savings_loan set checker_id = null"),
    ("savings_loan_paid_check", "savings_loan set paid_at = null where state = 'running'"),
    (
        "savings_loan_paid_check",
        "savings_loan set paid_at = now(), way = 'cash', signature_id = gen_random_uuid() where state = 'approved'",
    ),
    ("savings_loan_proof_check", "savings_loan set way = 'cash' where state = 'running'"),
    ("savings_loan_proof_check", "savings_loan set bank_reference = '' where state = 'running'"),
    ("savings_loan_write_off_check", "savings_loan set written_off_by = gen_random_uuid()"),
    ("savings_loan_write_off_check", "savings_loan set state = 'written_off' where state = 'running'"),
    (
        "savings_loan_write_off_check",
        "savings_loan set state = 'written_off', written_off_by = maker_id, proposer_id = maker_id where state = 'running'",
    ),
    ("savings_instalment_amount_check", "savings_instalment set amount_fen = 0"),
    ("savings_instalment_amount_check", "savings_instalment set by_then_fen = amount_fen - 1"),
    ("visit_plan_status_check", "visit_plan set status = 'lost'"),
    ("visit_plan_period_check", "visit_plan set ends_on = starts_on - 1"),
    ("visit_status_check", "visit set status = 'lost', recorded_at = now() where status = 'planned'"),
    ("visit_recorded_check", "visit set recorded_at = now() where status = 'planned'"),
    ("visit_recorded_check", "visit set recorded_at = null where status = 'done'"),
    ("visit_amounts_check", "visit set cash_fen = -1 where status = 'planned'"),
    ("visit_amounts_check", "visit set given_fen = cash_fen + 1 where status = 'done'"),
    ("visit_amounts_check", "visit set given_fen = -1 where status = 'done'"),
    ("visit_given_check", "visit set given_fen = 1 where status = 'planned'"),
    ("visit_money_check", "visit set reserved_fen = 1"),
    ("visit_money_check", "visit set booked_fen = 1 where status = 'done'"),
    ("visit_money_check", "visit set fund_id = (select id from fund limit 1)"),
    (
        "visit_money_check",
        "visit set booked_fen = 1, fund_id = (select id from fund limit 1) where status = 'planned'",
    ),
    ("visit_store_check", "visit set from_store_fen = goods_fen + 1"),
    ("visit_store_check", "visit set given_from_store_fen = goods_given_fen + 1"),
    ("visit_store_check", "visit set issued_fen = 1"),
)
"""A constraint, and an UPDATE that breaks it and no other."""


@pytest.fixture(scope="module")
async def holder(
    cluster: Cluster, contract: Contract, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[asyncpg.Connection]:
    """Somebody with every right, in a database with a case to pay, one paid, a batch, vouchers of two kinds, loans of two
    states, an approved claim, and a plan of visits of which one was made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIONHOME_DATA", str(tmp_path_factory.mktemp("checks")))
        settings.cache_clear()
        name = cluster.fresh()
        database = cluster.database(name)
        vault = await open_vault(database, cluster.ring, now=datetime.now(UTC))
        app = application()
        begin(app, database, vault, cluster.ring)
        for filled in (fill, fill_claims):
            await filled(Api(app=app, database=database, vault=vault, ring=cluster.ring, contract=contract, clients={}))
        await database.close()
        connection = await asyncpg.connect(cluster.server.url("superuser", name))
        yield connection
        await connection.close()
        cluster.server.drop_database(name)
    settings.cache_clear()


async def fill(api: Api) -> None:
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund, (_banked, handed) = await reserved(api, 2)
    assert (await payments.give(first, handed)).status_code == 201
    await payments.make(first, fund)
    paid_from = await funds.make(first)
    await funds.book(first, second, kind="income", fund_id=paid_from["id"], amount_fen=300_000)
    waiting = await funds.propose(first, **funds.COAL, fund_id=paid_from["id"], amount_fen=90_000)
    assert waiting.status_code == 201, waiting.text
    await funds.book(first, second, **goods.purchase(paid_from["id"], goods.RICE | {"pieces": 2}))
    rice = (await goods.lots(first))["大米"]
    lost = await goods.propose(first, kind="loss", lot_id=rice["id"], pieces=1, note="受潮")
    assert lost.status_code == 201, lost.text
    assert (await remittances.ask(first, chengguan=500_000)).status_code == 200
    plan = await budgets.in_force(first, second, winter_warmth=10_000)
    changed = (await budgets.adjust(first, plan, 5)).json()["adjustments"][0]
    assert (await budgets.decide(second, changed, "confirm")).status_code == 200
    assert (await budgets.split(first, plan, chengguan=100)).status_code == 200
    keeper, checker, society, (saver, other) = await savings.saved_up(api)
    assert (await savings.collect(keeper, society, f"{today():%Y-%m}")).status_code == 200
    await savings.approved(keeper, checker, other)
    repaid = await savings.step(
        keeper, "loans", await savings.lent(keeper, checker, saver), step="repay", amount_fen=40_000
    )
    assert repaid.status_code == 200, repaid.text
    officer = await api.as_("county_officer")
    await visits.households(api)
    planned = await visits.from_list(officer)
    assert (await visits.step(officer, planned, "plan")).status_code == 200
    one, *_others = await visits.stops_of(officer, planned)
    assert (await visits.report(officer, one)).status_code == 200


async def fill_claims(api: Api) -> None:
    """At another time than today, so it is the last."""
    await api.at(protection.TODAY)
    await claims.approved(api, await claims.covered(api, "给付甲", fen=10_000_000))


@pytest.mark.parametrize(("constraint", "statement"), BREACHES, ids=lambda said: said.replace(" ", "_"))
async def test_a_breach_is_refused(holder: asyncpg.Connection, constraint: str, statement: str) -> None:
    """Whoever holds every right is told by that constraint, and by no other, and nothing is changed."""
    async with holder.transaction():
        with pytest.raises(asyncpg.CheckViolationError) as refused:
            await holder.execute(f"update {statement}")
    assert refused.value.constraint_name == constraint


async def test_each_check_is_breached(holder: asyncpg.Connection) -> None:
    """A constraint that is added to one of these tables, or taken away, is asked for here."""
    found = await holder.fetch(
        "select conname from pg_constraint where contype = 'c' and conrelid::regclass::text = any($1)",
        [*TABLES, *BUDGETS, *PROTECTION, *SAVINGS, *VISITS],
    )
    assert {row["conname"] for row in found} == {constraint for constraint, _statement in BREACHES}
