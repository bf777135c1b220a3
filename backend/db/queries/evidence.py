"""What an evidence pack of a case is made of, as far as the transaction of its taker sees it; each in one statement."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.seal import LEAF
from backend.db.tables.aid import HouseholdPaper, HouseholdSnapshot
from backend.db.tables.fund import Fund, LedgerEntry
from backend.db.tables.notice import Notice, NoticeLine, Objection
from backend.db.tables.organization import Organization
from backend.db.tables.payment import Payment, PaymentBatch
from backend.db.tables.process import AuditEvent, AuditSeal
from backend.db.tables.visit import Visit, VisitPicture, VisitPlan, VisitTeam
from backend.db.tables.voucher import Voucher

paper: Any = HouseholdPaper.__table__  # type: ignore[attr-defined]
snapshot: Any = HouseholdSnapshot.__table__  # type: ignore[attr-defined]
notice: Any = Notice.__table__  # type: ignore[attr-defined]
line: Any = NoticeLine.__table__  # type: ignore[attr-defined]
objection: Any = Objection.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
batch: Any = PaymentBatch.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
picture: Any = VisitPicture.__table__  # type: ignore[attr-defined]
plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]
team: Any = VisitTeam.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
voucher: Any = Voucher.__table__  # type: ignore[attr-defined]
event: Any = AuditEvent.__table__  # type: ignore[attr-defined]
seal: Any = AuditSeal.__table__  # type: ignore[attr-defined]

Rows = Sequence[Mapping[Any, Any]]
MADE = "aid_case_evidence_made"
"""The event that tells of a pack, with its digest."""
MOST_EVENTS = 5_000
MOST_VOUCHERS = 500


async def _rows(session: AsyncSession, statement: Any) -> Rows:
    return (await session.execute(statement)).mappings().all()


async def find_snapshot(session: AsyncSession, household_id: UUID, before: datetime) -> HouseholdSnapshot | None:
    """What was kept last of a file up to a moment."""
    asked = (
        select(HouseholdSnapshot)
        .where(snapshot.c.household_id == household_id, snapshot.c.taken_at <= before)
        .order_by(snapshot.c.id.desc())
        .limit(1)
    )
    return (await session.scalars(asked)).first()


async def list_papers(session: AsyncSession, household_id: UUID) -> Rows:
    """The papers of a file with where they lie."""
    names = ("kind", "name", "file_id", "sha256", "media_type", "added_by_name", "added_at")
    asked = select(*(paper.c[name] for name in names)).where(paper.c.household_id == household_id)
    return await _rows(session, asked.order_by(paper.c.id))


async def list_notices(session: AsyncSession, case_id: UUID) -> Sequence[tuple[Notice, NoticeLine]]:
    """The notices on which a case stands or stood, each with the case's line."""
    asked = (
        select(Notice, NoticeLine)
        .join(NoticeLine, line.c.notice_id == notice.c.id)
        .where(line.c.case_id == case_id)
        .order_by(notice.c.id)
    )
    return [(row[0], row[1]) for row in await session.execute(asked)]


async def list_objections(session: AsyncSession, case_id: UUID, notices: Collection[UUID]) -> Rows:
    """Objections to a case, and to whole notices on which it stands. Who objected, and in which words, is not read."""
    names = (
        *("case_id", "way", "received_on", "anonymous", "state", "verdict", "reason"),
        *("taken_by_name", "taken_at", "answered_by_name", "answered_at"),
    )
    about = or_(objection.c.case_id == case_id, objection.c.case_id.is_(None))
    asked = (
        select(*(objection.c[name] for name in names), notice.c.number.label("notice_number"))
        .join(notice, notice.c.id == objection.c.notice_id)
        .where(objection.c.notice_id.in_(list(notices)), about)
        .order_by(objection.c.id)
    )
    return await _rows(session, asked)


async def list_payments(session: AsyncSession, case_id: UUID) -> Rows:
    """The payments of a case in their order, with their batches and proofs."""
    names = (
        *("id", "round", "way", "amount_fen", "payee", "bank", "bank_card", "goods", "state", "bank_outcome"),
        *("bank_reason", "reason", "line", "payer_name", "paid_at", "created_at"),
        *("signature_id", "signature_sha256", "photo_id", "photo_sha256"),
    )
    asked = (
        select(*(payment.c[name] for name in names), batch.c.number.label("batch_number"), batch.c.sent_at)
        .select_from(payment.outerjoin(batch, batch.c.id == payment.c.batch_id))
        .where(payment.c.case_id == case_id)
        .order_by(payment.c["round"])
    )
    return await _rows(session, asked)


async def list_visits(session: AsyncSession, case_id: UUID) -> Rows:
    """The visits by which the money of a case was brought, or was to."""
    names = (
        *("id", "status", "visit_on", "name", "unit", "cash_fen", "given_fen", "goods_given", "goods_given_fen"),
        *("difference", "signed_by", "without_photo", "absence", "recorded_by_name", "recorded_at"),
    )
    asked = (
        select(
            *(visit.c[name] for name in names),
            plan.c.name.label("plan_name"),
            plan.c.number.label("plan_number"),
            team.c.name.label("team_name"),
        )
        .select_from(visit.outerjoin(plan, plan.c.id == visit.c.plan_id).outerjoin(team, team.c.id == visit.c.team_id))
        .where(visit.c.case_id == case_id)
        .order_by(visit.c.id)
    )
    return await _rows(session, asked)


async def list_pictures(session: AsyncSession, visits: Collection[UUID]) -> Rows:
    """The pictures of these visits with where they lie."""
    names = ("visit_id", "kind", "file_id", "sha256", "media_type", "taken_at")
    asked = select(*(picture.c[name] for name in names)).where(picture.c.visit_id.in_(list(visits)))
    return await _rows(session, asked.order_by(picture.c.visit_id, picture.c.id))


async def list_entries(session: AsyncSession, case_id: UUID) -> Rows:
    """The entries of the ledger about a case in their order; a fund outside the scope has no name."""
    given, taken = fund.alias("given"), fund.alias("taken")
    names = ("id", "kind", "amount_fen", "case_place", "booked_on", "memo", "by_name", "by_office", "at")
    asked = (
        select(
            *(entry.c[name] for name in names),
            given.c.name.label("debit_fund_name"),
            taken.c.name.label("credit_fund_name"),
        )
        .select_from(
            entry.outerjoin(given, given.c.id == entry.c.debit_fund_id).outerjoin(
                taken, taken.c.id == entry.c.credit_fund_id
            )
        )
        .where(entry.c.case_id == case_id)
        .order_by(entry.c.case_place)
    )
    return await _rows(session, asked)


async def find_fund(session: AsyncSession, id: UUID) -> Mapping[Any, Any] | None:
    """A fund with whose it is; None outside the scope."""
    asked = (
        select(fund, org.c.name.label("organization_name"))
        .select_from(fund.join(org, org.c.id == fund.c.organization_id))
        .where(fund.c.id == id)
    )
    return (await session.execute(asked)).mappings().first()


async def list_vouchers(session: AsyncSession, fund_id: UUID) -> Rows:
    """What was booked into a fund or out of it beside cases: where its money came from and went, the oldest first."""
    names = (
        *("number", "kind", "amount_fen", "document_number", "document_on", "payee", "note"),
        *("made_by_name", "checked_by_name", "checked_at"),
    )
    asked = (
        select(*(voucher.c[name] for name in names))
        .where(or_(voucher.c.fund_id == fund_id, voucher.c.other_fund_id == fund_id), voucher.c.state == "booked")
        .order_by(voucher.c.id)
        .limit(MOST_VOUCHERS)
    )
    return await _rows(session, asked)


async def list_events(session: AsyncSession, case_id: UUID) -> Rows:
    """What was recorded of a case, of its payments, notices, objections and visits, with the hash of each and its seal."""
    about = (
        select(literal(case_id, Uuid).label("id"))
        .union(
            select(payment.c.id).where(payment.c.case_id == case_id),
            select(payment.c.batch_id).where(payment.c.case_id == case_id, payment.c.batch_id.is_not(None)),
            select(line.c.notice_id).where(line.c.case_id == case_id),
            select(objection.c.id).where(objection.c.case_id == case_id),
            select(visit.c.id).where(visit.c.case_id == case_id),
        )
        .subquery()
    )
    held = (
        select(seal.c.number, seal.c.hash, seal.c.previous_hash, seal.c.to_transaction)
        .where(seal.c.from_transaction <= event.c.transaction)
        .order_by(seal.c.from_transaction.desc())
        .limit(1)
        .lateral("held")
    )
    names = ("id", "transaction", "at", "actor_name", "event", "object_kind", "object_id", "facts")
    asked = (
        select(
            *(event.c[name] for name in names),
            LEAF.label("leaf"),
            held.c.number.label("seal_number"),
            held.c.hash.label("seal_hash"),
            held.c.previous_hash,
            (held.c.to_transaction >= event.c.transaction).label("sealed"),
        )
        .select_from(event.outerjoin(held, true()))
        .where(event.c.object_id.in_(select(about.c.id)))
        .order_by(event.c.id)
        .limit(MOST_EVENTS)
    )
    return await _rows(session, asked)


async def list_packs(session: AsyncSession, case_id: UUID, *, limit: int) -> Rows:
    """The packs that were made of a case, the newest first, as the record tells of them."""
    asked = (
        select(event.c.at, event.c.actor_name, event.c.facts)
        .where(event.c.object_id == case_id, event.c.event == MADE)
        .order_by(event.c.id.desc())
        .limit(limit)
    )
    return await _rows(session, asked)


async def find_leaves(session: AsyncSession, ids: Collection[int]) -> Mapping[int, bytes]:
    """The hashes of these events as they stand in the record now."""
    found = await session.execute(select(event.c.id, LEAF).where(event.c.id.in_(list(ids))))
    return {row[0]: row[1] for row in found}


async def is_recorded(session: AsyncSession, case_id: UUID, digest: str) -> bool:
    """Whether the record tells of a pack of this case with this digest."""
    asked = select(event.c.id).where(
        event.c.object_id == case_id,
        event.c.event == MADE,
        event.c.facts["digest"].astext == digest,
    )
    return (await session.execute(asked.limit(1))).first() is not None
