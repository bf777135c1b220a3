"""The numbers that people call things by: two letters for what it is, the year, and a running number of six digits.

A number that was drawn and not used leaves a gap; none is ever given twice. Members have numbers of their own form
(`register.py`).
"""

from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession


class Series(Enum):
    """The letters, and the sequence of the database behind them."""

    AID_APPLICATION = "SQ", "aid_application_number"
    AID_CASE = "BF", "aid_case_number"
    ENROLMENT = "CB", "protection_enrolment_number"
    HOUSEHOLD = "KN", "household_number"
    NOTICE = "GS", "notice_number"
    PAYMENT_BATCH = "FF", "payment_batch_number"
    PROTECTION_CLAIM = "HB", "protection_claim_number"
    SAVINGS_LOAN = "JK", "savings_loan_number"
    TRANSFER = "ZJ", "transfer_number"
    VISIT_PLAN = "ZF", "visit_plan_number"
    VOUCHER = "PZ", "voucher_number"


async def next_numbers(session: AsyncSession, series: Series, year: int, count: int) -> list[str]:
    """So many new numbers, by one statement."""
    letters, sequence = series.value
    drawn = select(func.nextval(sequence)).select_from(func.generate_series(1, count).alias("each"))
    return [f"{letters}-{year}-{number:06d}" for number in await session.scalars(drawn)]


async def next_number(session: AsyncSession, series: Series, year: int) -> str:
    """One new number."""
    [number] = await next_numbers(session, series, year, 1)
    return number
