"""Payments and batches: read, begun, and carried out on their cases (issue 4 section 5; trust.md 0 row 10).

A case is paid by one statement that asks whether it is still approved, under a live payment that only one can be, by an
entry whose place in the ledger only one has: each of the three stops a second payment alone.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, Uuid, and_, func, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from backend.db.bounds import within
from backend.db.bulk import unnested
from backend.db.queries import ledger
from backend.db.queries.fund import cases_of
from backend.db.queries.ledger import By, CaseMoney
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidCaseStep
from backend.db.tables.fund import Fund
from backend.db.tables.organization import Organization
from backend.db.tables.payment import Payment, PaymentBatch
from backend.db.tables.visit import Visit, VisitPicture
from backend.db.types import new_id
from backend.domain.access import Scope
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.calendar import start_of
from backend.domain.fund.codes import EntryKind, PaymentState, PaymentWay
from backend.domain.fund.payments import CaseNotPayable
from backend.domain.refusals import NotFound
from backend.domain.visit.codes import PictureKind
from backend.domain.working_days import end_of

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
step: Any = AidCaseStep.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
picture: Any = VisitPicture.__table__  # type: ignore[attr-defined]
batch: Any = PaymentBatch.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

Proof = tuple[UUID, bytes]
"""A picture that proves something: its file, and the hash of it."""

LIVE = ("waiting", "paid")
"""Of a payment that holds its case."""


def has_live(case_id: Any) -> Any:
    """Whether a payment of this case waits or is paid."""
    live = payment.alias("live")
    return select(live.c.id).where(live.c.case_id == case_id, live.c.state.in_(LIVE)).exists()


_BROUGHT = (visit.c.status == "done", visit.c.given_fen > 0, visit.c.payment_id.is_(None))
"""Of a visit: it has given cash that nobody has booked."""

_ITEM = (
    *("id", "case_id", "fund_id", "organization_id", "batch_id", "line", "round", "way", "amount_fen", "payee", "bank"),
    *("goods", "state", "bank_outcome", "bank_reason", "reason", "payer_name", "paid_at", "created_at", "version"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFilters:
    """What a list of payments is narrowed by. They were paid from the day `since` to the end of the day `until`."""

    batch_id: UUID | None = None
    fund_id: UUID | None = None
    case_id: UUID | None = None
    under: tuple[int, int] | None = None
    states: Sequence[str] = ()
    ways: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    sources: Sequence[str] = ()
    program_kinds: Sequence[str] = ()
    categories: Sequence[str] = ()
    program_id: UUID | None = None
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        for column, wanted in (
            (payment.c.batch_id, self.batch_id),
            (payment.c.fund_id, self.fund_id),
            (payment.c.case_id, self.case_id),
        ):
            if wanted is not None:
                found.append(column == wanted)
        if self.under is not None:
            found.append(payment.c.code.between(*self.under))
        for column, listed in ((payment.c.state, self.states), (payment.c.way, self.ways)):
            if listed:
                found.append(column.in_(list(listed)))
        if self.since is not None:
            found.append(payment.c.paid_at >= start_of(self.since))
        if self.until is not None:
            found.append(payment.c.paid_at < end_of(self.until))
        if self.sources:
            found.append(payment.c.fund_id.in_(select(fund.c.id).where(fund.c.source.in_(list(self.sources)))))
        if self.program_kinds or self.categories:
            found.append(payment.c.case_id.in_(cases_of(self.program_kinds, self.categories)))
        if self.program_id is not None:
            found.append(aid_case.c.program_id == self.program_id)
        if self.q:
            q = self.q.strip()
            found.append(or_(func.strpos(payment.c.payee, q) > 0, aid_case.c.number == q.upper()))
        return found


def _joined() -> Any:
    return payment.join(aid_case, aid_case.c.id == payment.c.case_id).join(org, org.c.id == payment.c.organization_id)


def list_payments(
    *,
    scope: Scope,
    filters: PaymentFilters = PaymentFilters(),
    id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Payments: of a batch in the order of its lines, otherwise the newest first. The card stays sealed in `_card`."""
    conditions = [within(payment, scope), *filters.conditions()]
    if id is not None:
        conditions.append(payment.c.id == id)
    by_line = filters.batch_id is not None
    if after is not None:
        conditions.append(payment.c.line > int(after[0]) if by_line else payment.c.id < UUID(after[0]))
    return (
        select(
            *(payment.c[name] for name in _ITEM),
            payment.c.bank_card.label("_card"),
            payment.c.signature_id.is_not(None).label("has_proofs"),
            aid_case.c.number.label("case_number"),
            aid_case.c.status.label("case_status"),
            aid_case.c.version.label("_case_version"),
            org.c.name.label("organization_name"),
            fund.c.name.label("fund_name"),
        )
        .select_from(_joined().outerjoin(fund, fund.c.id == payment.c.fund_id))
        .where(*conditions)
        .order_by(payment.c.line if by_line else payment.c.id.desc())
        .limit(limit)
    )


def count_payments(*, scope: Scope, filters: PaymentFilters, cap: int) -> Select[Any]:
    """How many payments a list has, counted up to `cap`."""
    inner = select(payment.c.id).select_from(_joined()).where(within(payment, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(inner.subquery())


def list_payable(*, scope: Scope, fund_id: UUID, after: UUID | None = None, limit: int) -> Select[Any]:
    """Approved cases of a fund that no payment holds, the longest waiting first; whether the bank could pay them, and
    why it did not the last time; the visit that brought the money already."""
    conditions = [
        within(aid_case, scope),
        aid_case.c.status == CaseStatus.APPROVED.value,
        aid_case.c.fund_id == fund_id,
        ~has_live(aid_case.c.id),
    ]
    if after is not None:
        conditions.append(aid_case.c.id > after)
    last = payment.alias("last")
    refused = (
        select(func.coalesce(func.nullif(last.c.reason, ""), last.c.bank_reason))
        .where(last.c.case_id == aid_case.c.id)
        .order_by(last.c.round.desc())
        .limit(1)
        .scalar_subquery()
    )
    brought = select(visit.c.id).where(visit.c.case_id == aid_case.c.id, *_BROUGHT).limit(1).scalar_subquery()
    return (
        select(
            aid_case.c.id,
            aid_case.c.number,
            aid_case.c.name,
            aid_case.c.amount_fen,
            aid_case.c.approved_at,
            aid_case.c.organization_id,
            org.c.name.label("organization_name"),
            household.c.bank_card.is_not(None).label("has_card"),
            refused.label("refused"),
            brought.label("visit_id"),
        )
        .select_from(
            aid_case.join(org, org.c.id == aid_case.c.organization_id).outerjoin(
                household, household.c.id == aid_case.c.household_id
            )
        )
        .where(*conditions)
        .order_by(aid_case.c.id)
        .limit(limit)
    )


async def hold_payable(
    session: AsyncSession, scope: Scope, *, fund_id: UUID, ids: Sequence[UUID] | None, most: int
) -> Sequence[Any]:
    """Cases that a batch is to pay, held in the order of their ids: those named, or all that wait in the fund. With the
    sealed card of the file, and whether a payment holds the case."""
    statement = (
        select(
            *(aid_case.c[name] for name in ("id", "number", "status", "fund_id", "amount_fen", "organization_id")),
            *(aid_case.c[name] for name in ("code", "line_code", "name", "maker_id", "checker_id")),
            household.c.id.label("household_id"),
            household.c.bank,
            household.c.bank_card,
            func.coalesce(household.c.name, aid_case.c.name).label("payee"),
            has_live(aid_case.c.id).label("live"),
            (
                select(func.count())
                .select_from(payment)
                .where(payment.c.case_id == aid_case.c.id)
                .correlate(aid_case)
                .scalar_subquery()
            ).label("rounds"),
        )
        .select_from(aid_case.outerjoin(household, household.c.id == aid_case.c.household_id))
        .order_by(aid_case.c.id)
        .limit(most)
        .with_for_update(of=aid_case)
    )
    if ids is None:
        conditions = [aid_case.c.status == "approved", aid_case.c.fund_id == fund_id, ~has_live(aid_case.c.id)]
    else:
        conditions = [aid_case.c.id.in_(ids)]
    return (await session.execute(statement.where(within(aid_case, scope), *conditions))).all()


async def find_brought(session: AsyncSession, case_ids: Sequence[UUID]) -> Set[UUID]:
    """Those of these cases whose money a visit has brought and nobody has booked. Asked once the cases are held: a
    visit that was recorded while this waited for them is seen."""
    found = await session.scalars(select(visit.c.case_id).where(visit.c.case_id.in_(case_ids), *_BROUGHT))
    return set(found)


async def goes_by_bank(session: AsyncSession, case_id: UUID) -> bool:
    """Whether the money of this case is in a batch for the bank, or came by it. Asked once the case is held."""
    found = await session.scalar(
        select(payment.c.id).where(
            *(payment.c.case_id == case_id, payment.c.way == PaymentWay.BANK.value, payment.c.state.in_(LIVE))
        )
    )
    return found is not None


async def get_batch(session: AsyncSession, id: UUID, *, lock: bool = False) -> PaymentBatch:
    """A batch of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(PaymentBatch, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def get_payment(session: AsyncSession, id: UUID, *, lock: bool = False) -> Payment:
    """A payment of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(Payment, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def count_rounds(session: AsyncSession, case_id: UUID) -> tuple[int, bool]:
    """How many payments a held case has had, and whether one of them holds it."""
    found = await session.execute(
        select(func.count(), func.coalesce(func.bool_or(payment.c.state.in_(LIVE)), False)).where(
            payment.c.case_id == case_id
        )
    )
    count, live = found.one()
    return count, live


def list_batches(
    *,
    scope: Scope,
    fund_id: UUID | None = None,
    states: Sequence[str] = (),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Batches, the newest first, with what became of their lines: number and fen."""
    conditions = [within(batch, scope)]
    if fund_id is not None:
        conditions.append(batch.c.fund_id == fund_id)
    if states:
        conditions.append(batch.c.state.in_(list(states)))
    if id is not None:
        conditions.append(batch.c.id == id)
    if after is not None:
        conditions.append(batch.c.id < after)
    own = (
        *("id", "number", "organization_id", "fund_id", "purpose", "state", "lines", "amount_fen", "made_by"),
        *("made_by_name", "made_at", "sent_at", "answered_at", "done_at", "payer_name", "job_id", "version"),
    )

    def of(condition: Any, what: Any) -> Any:
        return (
            select(func.coalesce(what, 0).cast(BigInteger))
            .where(payment.c.batch_id == batch.c.id, condition)
            .correlate(batch)
            .scalar_subquery()
        )

    paid, rejected = payment.c.state.in_(("paid", "returned")), payment.c.state == "rejected"
    waits = and_(payment.c.state == "waiting", payment.c.bank_outcome.is_(None))
    return (
        select(
            *(batch.c[name] for name in own),
            fund.c.name.label("fund_name"),
            org.c.name.label("organization_name"),
            of(paid, func.count()).label("paid_lines"),
            of(paid, func.sum(payment.c.amount_fen)).label("paid_fen"),
            of(rejected, func.count()).label("rejected_lines"),
            of(rejected, func.sum(payment.c.amount_fen)).label("rejected_fen"),
            of(waits, func.count()).label("unanswered_lines"),
        )
        .select_from(batch.join(fund, fund.c.id == batch.c.fund_id).join(org, org.c.id == batch.c.organization_id))
        .where(*conditions)
        .order_by(batch.c.id.desc())
        .limit(limit)
    )


def count_batches(*, scope: Scope, fund_id: UUID | None, states: Sequence[str], cap: int) -> Select[Any]:
    """How many batches a list has, counted up to `cap`."""
    conditions = [within(batch, scope)]
    if fund_id is not None:
        conditions.append(batch.c.fund_id == fund_id)
    if states:
        conditions.append(batch.c.state.in_(list(states)))
    return select(func.count()).select_from(select(batch.c.id).where(*conditions).limit(cap).subquery())


async def list_lines(session: AsyncSession, batch_id: UUID) -> Sequence[Any]:
    """The lines of a batch in their order, with the sealed cards."""
    names = ("id", "line", "payee", "bank", "bank_card", "amount_fen", "state", "case_id")
    found = await session.execute(
        select(*(payment.c[name] for name in names))
        .where(payment.c.batch_id == batch_id, payment.c.state != PaymentState.WITHDRAWN.value)
        .order_by(payment.c.line)
    )
    return found.all()


async def note_answers(session: AsyncSession, batch_id: UUID, said: Iterable[tuple[int, str, str]]) -> None:
    """Write down what the bank said of lines: (line, outcome, reason). One statement."""
    rows = list(said)
    told = unnested(
        payment,
        {
            "batch_id": [batch_id] * len(rows),
            "line": [line for line, _, _ in rows],
            "bank_outcome": [outcome for _, outcome, _ in rows],
            "bank_reason": [reason for _, _, reason in rows],
        },
    ).subquery("told")
    await session.execute(
        update(payment)
        .values(bank_outcome=told.c.bank_outcome, bank_reason=told.c.bank_reason)
        .where(payment.c.batch_id == told.c.batch_id, payment.c.line == told.c.line, payment.c.state == "waiting")
    )


async def count_of_payer(session: AsyncSession, batch_id: UUID, user_id: UUID) -> int:
    """How many cases of a batch somebody made or approved."""
    found = await session.scalar(
        select(func.count())
        .select_from(payment.join(aid_case, aid_case.c.id == payment.c.case_id))
        .where(payment.c.batch_id == batch_id, or_(aid_case.c.maker_id == user_id, aid_case.c.checker_id == user_id))
    )
    return int(found or 0)


async def count_waiting(session: AsyncSession, batch_id: UUID, *, answered: bool) -> int:
    """How many lines of a batch wait: those that the bank has answered, or those that it has not."""
    said = payment.c.bank_outcome.is_not(None) if answered else payment.c.bank_outcome.is_(None)
    found = await session.scalar(
        select(func.count()).where(payment.c.batch_id == batch_id, payment.c.state == "waiting", said)
    )
    return int(found or 0)


async def take_answered(session: AsyncSession, batch_id: UUID, *, limit: int) -> Sequence[Payment]:
    """The next answered lines of a batch, held."""
    found = await session.scalars(
        select(Payment)
        .where(
            col(Payment.batch_id) == batch_id,
            col(Payment.state) == PaymentState.WAITING.value,
            col(Payment.bank_outcome).is_not(None),
        )
        .order_by(col(Payment.line))
        .limit(limit)
        .with_for_update()
    )
    return found.all()


async def hold_cases(session: AsyncSession, ids: Iterable[UUID]) -> Mapping[UUID, AidCase]:
    """Cases by id, held in one order."""
    found = await session.scalars(
        select(AidCase)
        .where(col(AidCase.id).in_(list(ids)))
        .order_by(col(AidCase.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {each.id: each for each in found}


async def pay(session: AsyncSession, payments: Sequence[Payment], *, by: By, at: datetime) -> None:
    """Carry out payments that wait: their cases are paid, their money is spent, in five statements for however many.

    Raises `CaseNotPayable` when one of the cases is not approved any more: then none is paid.
    """
    cases = await hold_cases(session, [each.case_id for each in payments])
    paid = await take_approved(session, cases, by=by, at=at)
    for each in payments:
        if each.case_id not in paid:
            case = cases.get(each.case_id)
            status = CaseStatus(case.status) if case else CaseStatus.WITHDRAWN
            raise CaseNotPayable(number=case.number if case else "", status=status)
    await _record(session, list(cases.values()), by=by, at=at)
    await ledger.move_money(
        session, EntryKind.PAY, [CaseMoney(cases[each.case_id], each.id) for each in payments], by=by, at=at
    )
    await session.execute(
        update(payment)
        .values(
            state=PaymentState.PAID.value,
            payer_id=by[0],
            payer_name=by[1],
            paid_at=at,
            version=payment.c.version + 1,
        )
        .where(payment.c.id.in_([each.id for each in payments]))
    )


async def take_approved(session: AsyncSession, ids: Iterable[UUID], *, by: By, at: datetime) -> frozenset[UUID]:
    """Make those of the cases paid that are still approved; which they were. The one door from approved to paid."""
    done = await session.execute(
        update(aid_case)
        .values(
            status=CaseStatus.PAID.value,
            payer_id=by[0],
            payer_name=by[1],
            paid_at=at,
            reached_at=at,
            updated_at=at,
            version=aid_case.c.version + 1,
        )
        .where(aid_case.c.id == func.any(literal(list(ids), ARRAY(Uuid))), aid_case.c.status == "approved")
        .returning(aid_case.c.id)
    )
    return frozenset(done.scalars())


async def _record(session: AsyncSession, cases: Sequence[AidCase], *, by: By, at: datetime) -> None:
    """The step of each case, as `record_step` writes one."""
    last = await session.execute(
        select(step.c.case_id, func.max(step.c.place).label("place"))
        .where(step.c.case_id.in_([each.id for each in cases]))
        .group_by(step.c.case_id)
    )
    places = {row.case_id: row.place for row in last}
    await session.execute(
        insert(step),
        [
            {
                "id": new_id(),
                "case_id": each.id,
                "organization_id": each.organization_id,
                "code": each.code,
                "line_code": each.line_code,
                "place": places.get(each.id, 0) + 1,
                "step": CaseStep.PAY.value,
                "from_status": CaseStatus.APPROVED.value,
                "to_status": CaseStatus.PAID.value,
                "reason": "",
                "amount_fen": each.amount_fen,
                "by_id": by[0],
                "by_name": by[1],
                "by_office": by[2],
                "at": at,
            }
            for each in cases
        ],
    )


async def reject(session: AsyncSession, payments: Sequence[Payment]) -> None:
    """Let go of payments that the bank did not carry out: their cases wait for another."""
    if payments:
        await session.execute(
            update(payment)
            .values(
                state=PaymentState.REJECTED.value,
                reason=payment.c.bank_reason,
                version=payment.c.version + 1,
            )
            .where(payment.c.id.in_([each.id for each in payments]))
        )


async def withdraw_lines(session: AsyncSession, batch_id: UUID) -> None:
    """Let go of all lines of a batch that is taken back."""
    await session.execute(
        update(payment)
        .values(state=PaymentState.WITHDRAWN.value, version=payment.c.version + 1)
        .where(payment.c.batch_id == batch_id, payment.c.state == PaymentState.WAITING.value)
    )


async def find_proofs(
    session: AsyncSession, visit_id: UUID, *, case_id: UUID, amount_fen: int
) -> tuple[Proof, Proof] | None:
    """The signature and a photo of the visit that brought a case's money whole, held until the commit; None without."""
    found = await session.scalar(
        select(visit.c.id)
        .where(
            *(visit.c.id == visit_id, visit.c.case_id == case_id, visit.c.status == "done"),
            *(visit.c.given_fen == amount_fen, visit.c.payment_id.is_(None)),
        )
        .with_for_update()
    )
    if found is None:
        return None
    taken = await session.execute(
        select(picture.c.kind, picture.c.file_id, picture.c.sha256)
        .where(picture.c.visit_id == visit_id)
        .order_by(picture.c.id)
    )
    first: dict[str, Proof] = {}
    for kind, file_id, sha256 in taken:
        first.setdefault(kind, (file_id, sha256))
    if PictureKind.SIGNATURE not in first or PictureKind.PHOTO not in first:
        return None
    return first[PictureKind.SIGNATURE], first[PictureKind.PHOTO]


async def mark_visit(session: AsyncSession, visit_id: UUID, *, payment_id: UUID) -> None:
    """From now on the visit is a payment, and is not taken back before that is."""
    await session.execute(update(visit).where(visit.c.id == visit_id).values(payment_id=payment_id))


async def release_visit(session: AsyncSession, payment_id: UUID) -> None:
    """The money of the visit came back."""
    await session.execute(update(visit).where(visit.c.payment_id == payment_id).values(payment_id=None))
