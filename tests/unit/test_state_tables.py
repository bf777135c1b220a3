"""Every state and step of every noun: what is declared goes where it says, all else is refused in its words (issue 4).

The tables stand here a second time, by hand: what the product allows is what somebody wrote down twice. That of a case is
made of its stages, and is in `test_aid_way.py`.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from backend import domain
from backend.domain.access import Permission
from backend.domain.aid.case_codes import ProgramStatus, ProgramStep
from backend.domain.aid.codes import HouseholdStatus, HouseholdStep
from backend.domain.budget.codes import BudgetAdjustmentState, BudgetAdjustmentStep, BudgetPlanState, BudgetPlanStep
from backend.domain.codes import Code
from backend.domain.fund import payments, vouchers
from backend.domain.fund.codes import BatchState, BatchStep, FundStatus, FundStep, PaymentState, VoucherState
from backend.domain.notice import own
from backend.domain.notice import rules as notices
from backend.domain.notice.codes import NoticeState, NoticeStep, ObjectionState
from backend.domain.pairing import rules as pairings
from backend.domain.protection import enrolments
from backend.domain.protection.claim_codes import ClaimStatus, ClaimStep
from backend.domain.protection.codes import EnrolmentState, ProtectionPlanStatus, ProtectionPlanStep
from backend.domain.reconciliation import months
from backend.domain.reconciliation.codes import (
    BankAccountStatus,
    BankAccountStep,
    ReconciliationState,
    ReconciliationStep,
)
from backend.domain.refusals import Conflict, Refusal
from backend.domain.savings import loans
from backend.domain.savings.codes import LoanState, LoanStep, SocietyStatus, SocietyStep
from backend.domain.visit import doing
from backend.domain.visit.codes import PlanStatus, PlanStep, VisitStatus
from backend.domain.workflow import StepNotAllowed, StepNotPossible, Workflow

EVERYTHING = frozenset(Permission)

TABLES: Mapping[str, tuple[type[Code], type[Code], str]] = {
    "budget.plans.ADJUSTMENT_WORKFLOW": (
        BudgetAdjustmentState,
        BudgetAdjustmentStep,
        "proposed confirm booked, proposed refuse refused, proposed withdraw withdrawn",
    ),
    "budget.plans.PLAN_WORKFLOW": (
        BudgetPlanState,
        BudgetPlanStep,
        "draft submit submitted, submitted confirm in_force, submitted return draft, submitted withdraw draft",
    ),
    "aid.life.HOUSEHOLD_WORKFLOW": (
        HouseholdStatus,
        HouseholdStep,
        "draft open active, active review active, active exit exited, exited return active",
    ),
    "aid.programs.PROGRAM_WORKFLOW": (
        ProgramStatus,
        ProgramStep,
        "draft open open, open close closed, closed reopen open",
    ),
    "fund.funds.FUND_WORKFLOW": (
        FundStatus,
        FundStep,
        "open lock open, open close closed, closed lock closed, closed reopen open",
    ),
    "protection.claims.CLAIM_WORKFLOW": (
        ClaimStatus,
        ClaimStep,
        "draft submit submitted, draft withdraw withdrawn, submitted check checked, submitted return draft, "
        "submitted refuse refused, submitted withdraw withdrawn, checked approve approved, checked return draft, "
        "checked refuse refused, approved revoke refused, approved pay paid, paid recall approved",
    ),
    "protection.plans.PLAN_WORKFLOW": (
        ProtectionPlanStatus,
        ProtectionPlanStep,
        "draft open open, open close closed, closed reopen open",
    ),
    "reconciliation.accounts.ACCOUNT_WORKFLOW": (
        BankAccountStatus,
        BankAccountStep,
        "open close closed, closed reopen open",
    ),
    "savings.societies.SOCIETY_WORKFLOW": (SocietyStatus, SocietyStep, "open close closed, closed reopen open"),
    "visit.plans.PLAN_WORKFLOW": (
        PlanStatus,
        PlanStep,
        "draft plan planned, planned start under_way, planned revise draft, planned finish done, "
        "under_way finish done, draft cancel cancelled, planned cancel cancelled, under_way cancel cancelled",
    ),
}
"""From which state which step leads where."""

NO_MONEY = {
    "account.codes.GRANT_WORKFLOW",
    "account.codes.HANDOVER_WORKFLOW",
    "account.codes.USER_WORKFLOW",
    "aid.application.APPLICATION_WORKFLOW",
    "aid.paper_request.PAPER_REQUEST_WORKFLOW",
    "export.approvals.APPROVAL_WORKFLOW",
    "member.transfers.TRANSFER_WORKFLOW",
    "member.workflow.MEMBER_WORKFLOW",
    "report.workflow.REPORT_WORKFLOW",
    "trip.trips.TRIP_WORKFLOW",
}
"""Tables of nouns that no aid is paid by; their tests stand with them."""


def tables() -> dict[str, Workflow[Any, Any]]:
    """Every table of the domain, by where it stands."""
    found = {}
    for each in pkgutil.walk_packages(domain.__path__, "backend.domain."):
        module = importlib.import_module(each.name)
        # What is annotated was made there, and not imported.
        for name in vars(module).get("__annotations__", {}):
            if isinstance(table := getattr(module, name, None), Workflow):
                found[f"{each.name.removeprefix('backend.domain.')}.{name}"] = table
    return found


def test_no_table_is_left_out() -> None:
    assert set(tables()) == set(TABLES) | NO_MONEY


@pytest.mark.parametrize("name", TABLES)
def test_every_state_and_step(name: str) -> None:
    """A pair that is declared leads where it says, for who holds the permission; any other is refused to whoever asks."""
    table, (states, steps, said) = tables()[name], TABLES[name]
    declared = {(state, step): target for state, step, target in (each.split() for each in said.split(", "))}
    assert {state for state, _step in declared} | set(declared.values()) == {each.value for each in states}
    assert {step for _state, step in declared} == {each.value for each in steps}
    for state in states:
        offered = {each.step.value for each in table.steps(state, EVERYTHING)}
        assert offered == {step for at, step in declared if at == state.value}
        for step in steps:
            target = declared.get((state.value, step.value))
            if target is None:
                with pytest.raises(StepNotPossible):
                    table.advance(state, step, EVERYTHING)
            else:
                assert table.advance(state, step, EVERYTHING).value == target
                with pytest.raises(StepNotAllowed):
                    table.advance(state, step, frozenset())


Ask = Callable[[Any, Any], Refusal | None]
NOW, DAY, WHO = datetime(2026, 11, 26, tzinfo=UTC), date(2026, 11, 1), UUID(int=1)


def told(rule: Callable[[], Any]) -> Refusal | None:
    try:
        rule()
    except Refusal as refusal:
        return refusal
    return None


def of_notice(state: NoticeState, step: NoticeStep) -> Refusal | None:
    if step is NoticeStep.WITHDRAW:
        return notices.refusal_to_withdraw(state)
    return notices.refusal_to_conclude(state, ends_at=NOW, open_objections=0)


def of_visit(state: tuple[PlanStatus, VisitStatus], step: str) -> Refusal | None:
    plan, visit = state

    def rule() -> None:
        doing.require_open(plan)
        if step == "reopen":
            doing.require_recorded(visit, paid=False)
        else:
            doing.require_undone(visit, by="方秀云")

    return told(rule)


def of_loan(state: tuple[LoanState, bool], step: LoanStep) -> Refusal | None:
    """Of a loan that somebody else asked for and, if so, proposed to write off."""
    at, proposed = state

    def rule() -> None:
        loans.require_at(at, step)
        if step in (LoanStep.ASK_WRITE_OFF, LoanStep.WRITE_OFF, LoanStep.KEEP):
            loans.require_proposed(UUID(int=2) if proposed else None, step, acting=WHO)

    return told(rule)


OPEN_PLANS = (PlanStatus.PLANNED, PlanStatus.UNDER_WAY)
UNDONE, RECORDED = (VisitStatus.PLANNED,), (VisitStatus.DONE, VisitStatus.ABSENT)

RULES: Mapping[str, tuple[list[Any], list[Any], Ask, set[tuple[Any, Any]], set[str]]] = {
    "payment": (
        list(PaymentState),
        ["recall"],
        lambda state, _step: told(lambda: payments.require_paid(state)),
        {(PaymentState.PAID, "recall")},
        {"payment_not_paid"},
    ),
    "payment batch": (
        list(BatchState),
        list(BatchStep),
        lambda state, step: told(lambda: payments.require_step(state, step)),
        {
            (BatchState.DRAFT, BatchStep.SEND),
            (BatchState.DRAFT, BatchStep.WITHDRAW),
            (BatchState.SENT, BatchStep.CONFIRM),
            (BatchState.PAYING, BatchStep.CONFIRM),
        },
        {"payment_batch_state"},
    ),
    "payment batch whose lines are being booked": (
        list(BatchState),
        list(BatchStep),
        lambda state, step: told(lambda: payments.require_step(state, step, booking=True)),
        set(),
        {"payment_batch_state"},
    ),
    "answer of the bank": (
        list(BatchState),
        ["answer"],
        lambda state, _step: told(lambda: payments.require_sent(state)),
        {(BatchState.SENT, "answer")},
        {"payment_batch_state"},
    ),
    "voucher": (
        list(VoucherState),
        ["confirm", "refuse", "withdraw"],
        lambda state, _step: told(lambda: vouchers.require_proposed(state)),
        {(VoucherState.PROPOSED, step) for step in ("confirm", "refuse", "withdraw")},
        {"voucher_over"},
    ),
    "notice": (
        list(NoticeState),
        list(NoticeStep),
        of_notice,
        {
            (NoticeState.ENDED, NoticeStep.CONCLUDE),
            (NoticeState.ENDED, NoticeStep.WITHDRAW),
            (NoticeState.RUNNING, NoticeStep.WITHDRAW),
        },
        {"notice_over", "notice_not_over"},
    ),
    "objection": (
        list(ObjectionState),
        ["dismiss", "uphold_return", "uphold_reject", "withdraw"],
        lambda state, _step: own.closed(state),
        {(ObjectionState.OPEN, step) for step in ("dismiss", "uphold_return", "uphold_reject", "withdraw")},
        {"objection_answered", "objection_withdrawn"},
    ),
    "visit": (
        [(plan, visit) for plan in PlanStatus for visit in VisitStatus],
        ["report", "absent", "reopen"],
        of_visit,
        {((plan, visit), step) for plan in OPEN_PLANS for visit in UNDONE for step in ("report", "absent")}
        | {((plan, visit), "reopen") for plan in OPEN_PLANS for visit in RECORDED},
        {"visit_not_open", "visit_done_already", "visit_nothing_recorded"},
    ),
    "pairing": (
        [None, DAY],
        ["contact", "end"],
        lambda ended_on, _step: told(lambda: pairings.require_running(ended_on)),
        {(None, "contact"), (None, "end")},
        {"pairing_ended"},
    ),
    "enrolment": (
        list(EnrolmentState),
        ["receive", "withdraw"],
        lambda state, _step: told(lambda: enrolments.require_state(state, EnrolmentState.WAITING)),
        {(EnrolmentState.WAITING, "receive"), (EnrolmentState.WAITING, "withdraw")},
        {"protection_enrolment_state"},
    ),
    "loan": (
        [(state, proposed) for state in LoanState for proposed in (False, True)],
        list(LoanStep),
        of_loan,
        {
            *(
                ((LoanState.ASKED, proposed), step)
                for proposed in (False, True)
                for step in (LoanStep.APPROVE, LoanStep.REFUSE, LoanStep.WITHDRAW)
            ),
            *(
                ((LoanState.APPROVED, proposed), step)
                for proposed in (False, True)
                for step in (LoanStep.PAY, LoanStep.WITHDRAW)
            ),
            *(((LoanState.RUNNING, proposed), LoanStep.REPAY) for proposed in (False, True)),
            ((LoanState.RUNNING, False), LoanStep.ASK_WRITE_OFF),
            ((LoanState.RUNNING, True), LoanStep.WRITE_OFF),
            ((LoanState.RUNNING, True), LoanStep.KEEP),
        },
        {"savings_loan_state", "savings_write_off_unasked"},
    ),
    "month of a bank account": (
        list(ReconciliationState),
        list(ReconciliationStep),
        lambda state, step: told(lambda: months.require_step(state, DAY, step)),
        {
            (ReconciliationState.OPEN, ReconciliationStep.MATCH),
            (ReconciliationState.OPEN, ReconciliationStep.EXPLAIN_START),
            (ReconciliationState.OPEN, ReconciliationStep.CLOSE),
            (ReconciliationState.CLOSED, ReconciliationStep.CHECK),
            (ReconciliationState.CLOSED, ReconciliationStep.REOPEN),
            (ReconciliationState.CHECKED, ReconciliationStep.REOPEN),
        },
        {"reconciliation_closed", "reconciliation_state"},
    ),
}
"""Nouns whose states have refusals of their own: states, steps, the rule, the pairs that are open, codes of the refusals."""


@pytest.mark.parametrize("noun", RULES)
def test_every_pair_of_a_noun_with_refusals_of_its_own(noun: str) -> None:
    """A declared pair passes; any other is refused with a declared code, as a 409; each of these codes is met."""
    states, steps, ask, declared, codes = RULES[noun]
    refusals = {(state, step): ask(state, step) for state in states for step in steps}
    assert {pair for pair, refusal in refusals.items() if refusal is None} == declared
    found = [refusal for refusal in refusals.values() if refusal is not None]
    assert {refusal.code for refusal in found} == codes
    assert all(isinstance(refusal, Conflict) for refusal in found)
