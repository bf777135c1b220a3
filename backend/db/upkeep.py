"""What the house does for itself: counters folded, bands of age kept, what has had its time let go."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.aid import AidTrialRow, HouseholdPaper
from backend.db.tables.aid_application import AidApplicationPaper
from backend.db.tables.duty import DutyReport
from backend.db.tables.imports import Import, ImportRow
from backend.db.tables.member import Member
from backend.db.tables.member_batch import MemberBatch, MemberBatchRow
from backend.db.tables.merge import MemberMerge
from backend.db.tables.notice import Notice
from backend.db.tables.paper import PaperFile
from backend.db.tables.paper_request import PaperRequestPaper
from backend.db.tables.payment import Payment
from backend.db.tables.process import IdempotencyKey, StoredFile
from backend.db.tables.protection import ProtectionClaim, ProtectionProof
from backend.db.tables.savings_loan import SavingsLoan
from backend.db.tables.visit import VisitPicture
from backend.db.tables.voucher import Voucher
from backend.domain.age import AgeBand, born_by
from backend.domain.imports.states import UNDO_FOR
from backend.domain.member.batches import KEPT as BATCHES_KEPT

member: Any = Member.__table__  # type: ignore[attr-defined]
batch: Any = MemberBatch.__table__  # type: ignore[attr-defined]
batch_row: Any = MemberBatchRow.__table__  # type: ignore[attr-defined]
merge: Any = MemberMerge.__table__  # type: ignore[attr-defined]
imported: Any = Import.__table__  # type: ignore[attr-defined]
row: Any = ImportRow.__table__  # type: ignore[attr-defined]
file: Any = StoredFile.__table__  # type: ignore[attr-defined]
claim: Any = ProtectionClaim.__table__  # type: ignore[attr-defined]
claim_proof: Any = ProtectionProof.__table__  # type: ignore[attr-defined]
paper: Any = HouseholdPaper.__table__  # type: ignore[attr-defined]
picture: Any = VisitPicture.__table__  # type: ignore[attr-defined]
cabinet: Any = PaperFile.__table__  # type: ignore[attr-defined]
handed_in: Any = DutyReport.__table__  # type: ignore[attr-defined]
notice: Any = Notice.__table__  # type: ignore[attr-defined]
voucher: Any = Voucher.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
loan: Any = SavingsLoan.__table__  # type: ignore[attr-defined]
applied_paper: Any = AidApplicationPaper.__table__  # type: ignore[attr-defined]
requested: Any = PaperRequestPaper.__table__  # type: ignore[attr-defined]
trial: Any = AidTrialRow.__table__  # type: ignore[attr-defined]
key: Any = IdempotencyKey.__table__  # type: ignore[attr-defined]

KEYS_KEPT = timedelta(days=90)
"""Answers already given (api.md, Idempotency)."""
PORTRAITS_WAIT = timedelta(hours=1)
"""An uploaded portrait or paper that has become nobody's by then, or was replaced or removed, is deleted."""
ROWS_KEPT = UNDO_FOR
"""Rows of imports, and the workbooks they were read from: as long as an import can be undone."""

_FIRST_AGES = ((AgeBand.FROM_25, 25), (AgeBand.FROM_35, 35), (AgeBand.FROM_45, 45), (AgeBand.FROM_55, 55))


async def fold_statistics(session: AsyncSession) -> int:
    """Fold the changes of the counters into them; returns how many unions changed (data.md section 4)."""
    return (await session.execute(select(func.fold_organization_stat()))).scalar_one()  # type: ignore[no-any-return]


async def keep_age_bands(session: AsyncSession, today: date) -> int:
    """Move those whose birthday put them into another band; returns how many."""
    moved = 0
    for band, age in _FIRST_AGES:
        done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
            update(member)
            .where(member.c.age_band < int(band), member.c.born_on <= born_by(today, age))
            .values(age_band=int(band))
        )
        moved += done.rowcount
    return moved


async def forget_keys(session: AsyncSession, now: datetime) -> int:
    """Let old idempotency keys go; returns how many."""
    done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        delete(key).where(key.c.created_at < now - KEYS_KEPT)
    )
    return done.rowcount


async def forget_rows(session: AsyncSession, now: datetime) -> int:
    """Let the rows of old imports go; returns how many."""
    last = func.coalesce(imported.c.committed_at, imported.c.created_at)
    old = select(imported.c.id).where(last < now - ROWS_KEPT)
    done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        delete(row).where(row.c.import_id.in_(old))
    )
    return done.rowcount


async def forget_batches(session: AsyncSession, now: datetime) -> int:
    """Let old batches of members go, with who was in them; returns how many."""
    old = batch.c.created_at < now - BATCHES_KEPT
    await session.execute(delete(batch_row).where(batch_row.c.batch_id.in_(select(batch.c.id).where(old))))
    done: CursorResult[Any] = await session.execute(delete(batch).where(old))  # type: ignore[assignment]
    return done.rowcount


async def forget_portraits(session: AsyncSession, now: datetime) -> Sequence[tuple[UUID, bytes]]:
    """Let portraits go that are no member's photo; returns the files whose content may now be deleted."""
    used = or_(
        select(member.c.id).where(member.c.photo_id == file.c.id).exists(),
        # It comes back when the merge is undone.
        select(merge.c.id).where(merge.c.photo_id == file.c.id).exists(),
    )
    gone = await session.execute(
        delete(file)
        .where(file.c.purpose == "portrait", file.c.created_at < now - PORTRAITS_WAIT, ~used)
        .returning(file.c.id, file.c.sha256)
    )
    return [(id, sha256) for id, sha256 in gone]


async def forget_papers(session: AsyncSession, now: datetime) -> Sequence[tuple[UUID, bytes]]:
    """Let papers go that stand in no household file, no application, no answer of a worker, no cabinet and no report, and pictures that are of no visit;
    returns the files whose content may now be deleted."""
    used = or_(
        select(paper.c.id).where(paper.c.file_id == file.c.id).exists(),
        select(picture.c.id).where(picture.c.file_id == file.c.id).exists(),
        select(cabinet.c.id).where(cabinet.c.file_id == file.c.id).exists(),
        select(handed_in.c.id).where(handed_in.c.file_id == file.c.id).exists(),
        select(claim_proof.c.id).where(claim_proof.c.file_id == file.c.id).exists(),
        select(applied_paper.c.id).where(applied_paper.c.file_id == file.c.id).exists(),
        select(requested.c.id).where(requested.c.file_id == file.c.id).exists(),
    )
    gone = await session.execute(
        delete(file)
        .where(file.c.purpose.in_(["paper", "visit", "cabinet"]), file.c.created_at < now - PORTRAITS_WAIT, ~used)
        .returning(file.c.id, file.c.sha256)
    )
    return [(id, sha256) for id, sha256 in gone]


async def forget_proofs(session: AsyncSession, now: datetime) -> Sequence[tuple[UUID, bytes]]:
    """Let proofs go that prove nothing; returns the files whose content may now be deleted."""
    used = or_(
        select(claim.c.id).where(claim.c.proof_id == file.c.id).exists(),
        select(voucher.c.id).where(voucher.c.file_id == file.c.id).exists(),
        select(payment.c.id).where(or_(payment.c.signature_id == file.c.id, payment.c.photo_id == file.c.id)).exists(),
        select(loan.c.id).where(loan.c.signature_id == file.c.id).exists(),
        select(notice.c.id).where(notice.c.scan_id == file.c.id).exists(),
    )
    gone = await session.execute(
        delete(file)
        .where(file.c.purpose == "proof", file.c.created_at < now - PORTRAITS_WAIT, ~used)
        .returning(file.c.id, file.c.sha256)
    )
    return [(id, sha256) for id, sha256 in gone]


async def forget_trials(session: AsyncSession, now: datetime) -> int:
    """Let old trials of rules of aid go; returns how many rows."""
    done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        delete(trial).where(trial.c.created_at < now - BATCHES_KEPT)
    )
    return done.rowcount


async def forget_merges(session: AsyncSession, today: date) -> int:
    """Let merges go that can no longer be undone, with the records they hold; returns how many."""
    done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        delete(merge).where(merge.c.undo_until < today)
    )
    return done.rowcount


async def list_spent_workbooks(session: AsyncSession, now: datetime) -> Sequence[tuple[UUID, bytes]]:
    """Workbooks whose content may go: they hold identity numbers in the clear. Asked daily, for a week of days."""
    found = await session.execute(
        select(file.c.id, file.c.sha256).where(
            file.c.purpose == "workbook",
            file.c.created_at < now - ROWS_KEPT,
            file.c.created_at > now - 5 * ROWS_KEPT,
        )
    )
    return [(id, sha256) for id, sha256 in found]
