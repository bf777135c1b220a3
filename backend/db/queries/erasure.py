"""What the house erases by itself: ten years after the exit of a household nothing of anybody in it is left.

The file goes with all that hangs on it. What the books need of its cases, payments and visits stays, as an entry
without a person: the amounts, the days, the fund and who decided (domain-facts 3.3; trust.md 4.4).
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, case, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.queries import paper_request
from backend.db.queries.household import contact, decision, file, movement, pairing, paper, person, snapshot
from backend.db.queries.household_life import tell
from backend.db.tables.aid_application import AidApplication, AidApplicationPaper, AidApplicationStep
from backend.db.tables.aid_case import AidCase, AidCaseStep
from backend.db.tables.fund import LedgerEntry
from backend.db.tables.notice import NoticeLine, Objection, ObjectionReceipt
from backend.db.tables.payment import Payment
from backend.db.tables.reconciliation import ReconciliationEntry, ReconciliationLine
from backend.db.tables.visit import Visit, VisitConcern, VisitPicture
from backend.domain.aid.case_codes import UNDER_WAY, CaseStatus
from backend.domain.aid.life import ERASED, erased_before
from backend.domain.calendar import start_of
from backend.domain.notice.codes import NoticeColumn

application: Any = AidApplication.__table__  # type: ignore[attr-defined]
application_paper: Any = AidApplicationPaper.__table__  # type: ignore[attr-defined]
application_step: Any = AidApplicationStep.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
case_step: Any = AidCaseStep.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
line: Any = NoticeLine.__table__  # type: ignore[attr-defined]
objection: Any = Objection.__table__  # type: ignore[attr-defined]
receipt: Any = ObjectionReceipt.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
bank_line: Any = ReconciliationLine.__table__  # type: ignore[attr-defined]
paired: Any = ReconciliationEntry.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
concern: Any = VisitConcern.__table__  # type: ignore[attr-defined]
picture: Any = VisitPicture.__table__  # type: ignore[attr-defined]

_HELD = [str(status) for status in UNDER_WAY]
AT_ONCE = 500
"""Files, cases and visits erased in one turn of the upkeep; the next turn goes on."""


async def erase_files(session: AsyncSession, today: date, *, at: datetime) -> int:
    """Erase the files whose ten years are over, each with an event; returns how many.

    A file waits as long as a case of it is under way. Their pictures are deleted by the upkeep, being nobody's.
    """
    under_way = (
        select(aid_case.c.id)
        .where(aid_case.c.household_id == file.c.id, aid_case.c.status.in_(_HELD))
        .correlate(file)
        .exists()
    )
    due = (
        select(file.c.id, file.c.number, file.c.organization_id, file.c.code, file.c.line_code)
        .where(file.c.status == "exited", file.c.erase_on <= today, ~under_way)
        .order_by(file.c.erase_on)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    gone = (await session.execute(due)).all()
    if not gone:
        return 0
    homes = [row.id for row in gone]
    await _erase_cases(session, aid_case.c.household_id == _any(homes), today)
    await _erase_visits(session, visit.c.household_id == _any(homes), today)
    taken = select(application.c.id).where(application.c.household_id == _any(homes))
    for table in (application_paper, application_step):
        await session.execute(delete(table).where(table.c.application_id.in_(taken)))
    await paper_request.drop(session, paper_request.request.c.household_id == _any(homes))
    for table in (application, contact, pairing, paper, decision, snapshot, person):
        await session.execute(delete(table).where(table.c.household_id == _any(homes)))
    # That somebody came and left stays as a number of its month.
    await session.execute(update(movement).values(household_id=None).where(movement.c.household_id == _any(homes)))
    await session.execute(delete(file).where(file.c.id == _any(homes)))
    for row in gone:
        tell(session, at, "household_erased", row)
    return len(gone)


async def erase_without_file(session: AsyncSession, today: date) -> tuple[int, int]:
    """Erase the persons of cases and visits that no file was kept for: ten years after the case was last touched, and
    after the day of the visit. Returns how many cases and visits."""
    kept_from = erased_before(today)
    over = [str(status) for status in CaseStatus if status not in UNDER_WAY]
    old_cases = select(aid_case.c.id).where(
        aid_case.c.household_id.is_(None),
        aid_case.c.erased_on.is_(None),
        aid_case.c.updated_at < start_of(kept_from),
        aid_case.c.status.in_(over),
    )
    cases = await _erase_cases(session, aid_case.c.id.in_(old_cases.limit(AT_ONCE)), today)
    old_visits = select(visit.c.id).where(
        visit.c.household_id.is_(None), visit.c.erased_on.is_(None), visit.c.visit_on < kept_from
    )
    visits = await _erase_visits(session, visit.c.id.in_(old_visits.limit(AT_ONCE)), today)
    return len(cases), len(visits)


async def _erase_cases(session: AsyncSession, which: ColumnElement[bool], today: date) -> Sequence[UUID]:
    """Leave of cases what the books need, and of their payments, notices and visits; a draft is over with its file."""
    found = await session.scalars(
        update(aid_case)
        .where(which)
        .values(
            household_id=None,
            member_id=None,
            name=ERASED,
            initials="",
            survivor_of="",
            survivor_relation=None,
            evaluation={},
            reason=None,
            help_done=None,
            outcome_note=None,
            status=case(
                (aid_case.c.status == CaseStatus.DRAFT.value, CaseStatus.WITHDRAWN.value), else_=aid_case.c.status
            ),
            erased_on=today,
            version=aid_case.c.version + 1,
        )
        .returning(aid_case.c.id)
    )
    cases = found.all()
    if not cases:
        return cases
    await session.execute(update(case_step).where(case_step.c.case_id == _any(cases)).values(reason=""))
    await _erase_payments(session, cases, today)
    await _erase_notices(session, cases)
    await _erase_visits(session, visit.c.case_id == _any(cases), today)
    return cases


async def _erase_payments(session: AsyncSession, cases: Collection[UUID], today: date) -> None:
    """First the lines of the bank that name the payee of a payment, while that name is still known."""
    of_payment = (
        select(paired.c.pair_id, payment.c.payee)
        .select_from(
            paired.join(entry, entry.c.id == paired.c.entry_id).join(payment, payment.c.id == entry.c.payment_id)
        )
        .where(payment.c.case_id == _any(cases))
        .subquery()
    )
    await session.execute(
        update(bank_line)
        .where(bank_line.c.pair_id == of_payment.c.pair_id, bank_line.c.payee == of_payment.c.payee)
        .values(payee=ERASED, payee_last_four="", summary="")
    )
    await session.execute(
        update(payment)
        .where(payment.c.case_id == _any(cases))
        .values(
            payee=ERASED,
            bank="",
            bank_card=None,
            bank_reason="",
            reason="",
            signature_id=None,
            signature_sha256=None,
            photo_id=None,
            photo_sha256=None,
            erased_on=today,
            version=payment.c.version + 1,
        )
    )


async def _erase_notices(session: AsyncSession, cases: Collection[UUID]) -> None:
    lines = select(line.c.id).where(line.c.case_id == _any(cases))
    await session.execute(
        update(receipt).where(receipt.c.line_id.in_(lines), receipt.c.against.is_not(None)).values(against=ERASED)
    )
    for column in (NoticeColumn.NAME, NoticeColumn.UNIT):
        hidden = literal({column.value: ERASED}, JSONB)
        await session.execute(
            update(line)
            .where(line.c.case_id == _any(cases), line.c.cells.has_key(column.value))
            .values(cells=line.c.cells.op("||")(hidden))
        )
    await session.execute(
        update(objection)
        .where(objection.c.case_id == _any(cases))
        .values(objector=None, contact=None, said=None, reason="", version=objection.c.version + 1)
    )


async def _erase_visits(session: AsyncSession, which: ColumnElement[bool], today: date) -> Sequence[UUID]:
    found = await session.scalars(
        update(visit)
        .where(and_(which, visit.c.erased_on.is_(None)))
        .values(
            household_id=None,
            member_id=None,
            name=ERASED,
            unit="",
            phone=None,
            address=None,
            note="",
            difference="",
            without_photo="",
            signed_by="",
            absence="",
            heard=None,
            erased_on=today,
            version=visit.c.version + 1,
        )
        .returning(visit.c.id)
    )
    visits = found.all()
    for table in (picture, concern):
        await session.execute(delete(table).where(table.c.visit_id == _any(visits)))
    return visits


def _any(ids: Collection[UUID]) -> Any:
    return func.any(literal(list(ids), ARRAY(Uuid)))
