"""A fund with an entry, a voucher, a lot of goods, a batch, a payment of a case and a bank account with each base union, for the matrix."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.crypto import Vault
from backend.db.queries.ledger import accounts_of
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.budget import BudgetAdjustment, BudgetLine, BudgetPlan
from backend.db.tables.fund import Fund, LedgerEntry
from backend.db.tables.goods import GoodsLot
from backend.db.tables.organization import Organization
from backend.db.tables.payment import Payment, PaymentBatch
from backend.db.tables.protection import ProtectionClaim, ProtectionCover, ProtectionEnrolment, ProtectionPlan
from backend.db.tables.reconciliation import (
    BankAccount,
    BankAccountFund,
    Reconciliation,
    ReconciliationLine,
    ReconciliationPair,
)
from backend.db.tables.remittance import RemittanceDuty
from backend.db.tables.voucher import Voucher
from backend.domain.fund.codes import AccountKind
from tests.api.pictures import PICTURE_SHA256, picture_of
from tests.town import SINCE, id_of, today


async def _place_budget(session: AsyncSession, key: str, place: dict[str, Any], *, maker: UUID) -> None:
    """A draft of this year, and an adjustment that waits, as if the draft were in force."""
    session.add(BudgetPlan(id=id_of(f"budget_plan:{key}"), **place, year=today().year, created_at=SINCE))
    await session.flush()
    session.add(BudgetLine(plan_id=id_of(f"budget_plan:{key}"), subject="schooling", planned_fen=500))
    session.add(
        BudgetAdjustment(
            id=id_of(f"budget_adjustment:{key}"),
            plan_id=id_of(f"budget_plan:{key}"),
            **place,
            subject="schooling",
            change_fen=100,
            reason="追加",
            document_number="工财〔2020〕1号",
            document_on=SINCE.date(),
            made_by=maker,
            made_at=SINCE,
        )
    )


async def place_money(
    session: AsyncSession, key: str, union: Organization, place: dict[str, Any], *, vault: Vault
) -> None:
    """The things of one union. What is in its books is not sound: nothing is booked here."""
    fund_id, case_id = id_of(f"fund:{key}"), id_of(f"paid_case:{key}")
    maker, checker = id_of("user:union_chair"), id_of("user:city_officer")
    session.add(Fund(id=fund_id, **place, name="帮扶资金", source="own", year=2020, made_by=maker, created_at=SINCE))
    await _place_budget(session, key, place, maker=maker)
    session.add(
        AidProgram(
            id=id_of(f"paid_program:{key}"),
            **place,
            code_hi=union.code_hi,
            kind="living",
            name="生活救助",
            year=2020,
            status="open",
            stages=["unit_review"],
            created_at=SINCE,
            updated_at=SINCE,
        )
    )
    await session.flush()
    accounts = {account.kind: account for account in accounts_of(fund_id)}
    session.add_all(accounts.values())
    session.add(
        AidCase(
            id=case_id,
            **place,
            number=f"BF-{key}",
            program_id=id_of(f"paid_program:{key}"),
            member_id=id_of(f"member:{key}"),
            name="张三",
            initials="zs",
            status="approved",
            amount_fen=100,
            maker_id=maker,
            checker_id=checker,
            reached_at=SINCE,
            created_at=SINCE,
            updated_at=SINCE,
        )
    )
    await _place_protection(session, key, union, place, fund_id=fund_id, maker=maker, vault=vault)
    batch = PaymentBatch(
        id=id_of(f"payment_batch:{key}"),
        **place,
        number=f"FF-{key}",
        fund_id=fund_id,
        lines=1,
        amount_fen=100,
        made_by=maker,
        made_at=SINCE,
    )
    session.add(batch)
    await session.flush()
    available, source = accounts[AccountKind.AVAILABLE], accounts[AccountKind.SOURCE]
    session.add(
        LedgerEntry(
            id=id_of(f"ledger_entry:{key}"),
            kind="income",
            amount_fen=100,
            debit_id=available.id,
            credit_id=source.id,
            debit_fund_id=fund_id,
            credit_fund_id=fund_id,
            debit_after_fen=100,
            credit_after_fen=-100,
            debit_number=1,
            credit_number=1,
            voucher_id=id_of(f"other_voucher:{key}"),
            booked_on=date(2020, 1, 1),
            by_id=maker,
            at=SINCE,
        )
    )
    session.add(
        Voucher(
            id=id_of(f"voucher:{key}"),
            **place,
            number=f"PZ-{key}",
            kind="income",
            fund_id=fund_id,
            amount_fen=100,
            document_number="1",
            file_id=picture_of(f"voucher:{key}"),
            file_sha256=PICTURE_SHA256,
            file_type="image/png",
            made_by=maker,
            made_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        GoodsLot(
            id=id_of(f"goods_lot:{key}"),
            **place,
            fund_id=fund_id,
            voucher_id=id_of(f"voucher:{key}"),
            name="大米",
            unit="袋",
            came=10,
            there=10,
            price_fen=8_500,
            came_on=date(2020, 1, 1),
        )
    )
    session.add(
        RemittanceDuty(
            id=id_of(f"remittance_duty:{key}"),
            **place,
            to_id=id_of("city"),
            to_name="云江市总工会",
            year=2026,
            due_on=date(2026, 12, 31),
            amount_fen=100,
            set_at=SINCE,
        )
    )
    session.add(
        Payment(
            id=id_of(f"payment:{key}"),
            **place,
            case_id=case_id,
            fund_id=fund_id,
            batch_id=batch.id,
            line=1,
            round=1,
            way="bank",
            amount_fen=100,
            payee="张三",
            signature_id=picture_of(f"signature:{key}"),
            signature_sha256=PICTURE_SHA256,
            photo_id=picture_of(f"handing:{key}"),
            photo_sha256=PICTURE_SHA256,
            created_at=SINCE,
        )
    )
    await _place_account(session, key, place)
    await session.flush()


async def _place_account(session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    """An account with a month that is checked, so that nothing takes it away, and a pair in it; and the open month after,
    with the line that is the income of the fund."""
    account_id, month_id = id_of(f"bank_account:{key}"), id_of(f"reconciliation:{key}")
    session.add(
        BankAccount(
            id=account_id,
            **place,
            name="工会",
            bank="建设银行",
            number=b"sealed",
            number_index=key.encode(),
            last_four="1234",
            created_at=SINCE,
        )
    )
    await session.flush()
    month = date(2020, 1, 1)
    session.add(
        Reconciliation(
            id=month_id,
            **place,
            account_id=account_id,
            month=month,
            state="checked",
            opening_fen=0,
            closing_fen=0,
            made_at=SINCE,
            closed_by=id_of("user:union_chair"),
            closed_at=SINCE,
            checked_by=id_of("user:city_officer"),
            checked_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        ReconciliationPair(
            id=id_of(f"reconciliation_pair:{key}"),
            reconciliation_id=month_id,
            way="hand",
            amount_fen=0,
            made_at=SINCE,
        )
    )
    session.add(BankAccountFund(fund_id=id_of(f"fund:{key}"), account_id=account_id))
    session.add(
        Reconciliation(
            id=id_of(f"open_month:{key}"),
            **place,
            account_id=account_id,
            month=date(2020, 2, 1),
            lines=1,
            opening_fen=0,
            closing_fen=100,
            made_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        ReconciliationLine(
            id=id_of(f"bank_line:{key}"),
            reconciliation_id=id_of(f"open_month:{key}"),
            account_id=account_id,
            row=1,
            on=date(2020, 2, 3),
            amount_fen=100,
        )
    )


async def _place_protection(
    session: AsyncSession,
    key: str,
    union: Organization,
    place: dict[str, Any],
    *,
    fund_id: UUID,
    maker: UUID,
    vault: Vault,
) -> None:
    """A draft of a plan, which only its own see, and an enrolment in it."""
    plan_id = id_of(f"protection_plan:{key}")
    session.add(
        ProtectionPlan(
            id=plan_id,
            **place,
            code_hi=union.code_hi,
            fund_id=fund_id,
            kind="accident",
            name="意外伤害",
            years=1,
            lowest_age=16,
            highest_age=60,
            share_fen=3600,
            most_shares=1,
            waiting_days=0,
            bar_percent=80,
            all_below=100,
            benefit={"form": "rate", "items": [], "rate_percent": 50, "cap_fen": 100},
            created_at=SINCE,
            updated_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        ProtectionEnrolment(
            id=id_of(f"enrolment:{key}"),
            **place,
            number=f"CB-{key}",
            plan_id=plan_id,
            starts_on=date(2020, 1, 1),
            ends_on=date(2020, 12, 31),
            shares=1,
            insured=1,
            contribution_fen=3600,
            made_by=maker,
            made_at=SINCE,
        )
    )
    await session.flush()
    cover_id = id_of(f"cover:{key}")
    days = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31), "claims_from": date(2020, 1, 1)}
    session.add(
        ProtectionCover(
            id=cover_id,
            **place,
            **days,
            enrolment_id=id_of(f"enrolment:{key}"),
            plan_id=plan_id,
            member_id=id_of(f"member:{key}"),
            name="张三",
            round=1,
            shares=1,
            contribution_fen=3600,
        )
    )
    await session.flush()
    session.add(
        ProtectionClaim(
            id=id_of(f"protection_claim:{key}"),
            **place,
            number=f"HB-{key}",
            plan_id=plan_id,
            cover_id=cover_id,
            member_id=id_of(f"member:{key}"),
            name="张三",
            event_on=date(2020, 6, 1),
            illness=vault.seal("骨折", "protection_claim", "illness", id_of(f"protection_claim:{key}")),
            reckoning=[],
            maker_id=maker,
            reached_at=SINCE,
            created_at=SINCE,
        )
    )
    paid_id = id_of(f"paid_claim:{key}")
    session.add(
        ProtectionClaim(
            id=paid_id,
            **place,
            number=f"HF-{key}",
            plan_id=plan_id,
            cover_id=cover_id,
            member_id=id_of(f"member:{key}"),
            name="张三",
            event_on=date(2020, 6, 1),
            illness=vault.seal("骨折", "protection_claim", "illness", paid_id),
            bank_card=vault.seal("6222020200112230", "protection_claim", "bank_card", paid_id),
            reckoning=[],
            status="paid",
            maker_id=maker,
            checker_id=id_of("user:city_officer"),
            approver_id=id_of("user:city_chair"),
            payer_id=id_of("user:integrator"),
            proof_id=picture_of(f"receipt:{key}"),
            proof_sha256=PICTURE_SHA256,
            reached_at=SINCE,
            created_at=SINCE,
        )
    )
    await session.flush()
