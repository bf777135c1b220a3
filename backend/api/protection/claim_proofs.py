"""The papers of a claim: pictures that were uploaded, seen by those who may see illness; who opens one is on record."""

from pathlib import Path
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.queries import protection_claim as claims
from backend.db.tables.protection import ProtectionClaim, ProtectionProof
from backend.domain.protection import claims as rules
from backend.domain.protection.claim_codes import ClaimStatus
from backend.domain.refusals import Forbidden


async def add(work: Work, id: UUID, file_id: UUID, *, seen: int) -> ProtectionClaim:
    """Make an uploaded paper of the caller's a paper of a draft. Raises `NotAClaimProof`, `TooManyProofs`, `ClaimNotADraft`."""
    row = await _changeable(work, id, seen=seen)
    file = await files.find_file(work.session, file_id)
    if file is None or file.purpose != Purpose.PAPER:
        raise rules.NotAClaimProof(pointer="/file_id")
    if await claims.count_proofs(work.session, id) >= rules.MOST_PROOFS:
        raise rules.TooManyProofs(most=rules.MOST_PROOFS)
    # The upkeep that deletes papers nobody uses looks at this moment again when it has waited for this transaction.
    file.created_at = work.now
    work.session.add(
        ProtectionProof(
            claim_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            name=file.name,
            file_id=file.id,
            sha256=file.sha256,
            media_type=file.media_type,
            size=file.size,
            added_by_name=work.caller.name,
            added_at=work.now,
        )
    )
    await work.session.flush()
    work.tell("protection_proof_added", row, number=row.number)
    return row


async def remove(work: Work, id: UUID, proof_id: UUID, *, seen: int) -> ProtectionClaim:
    """Take a paper away from a draft. Raises `NotFound`, `ClaimNotADraft`, `Stale`."""
    row = await _changeable(work, id, seen=seen)
    await work.session.delete(await claims.get_proof(work.session, id, proof_id))
    await work.session.flush()
    work.tell("protection_proof_removed", row, number=row.number)
    return row


async def find(work: Work, store: FileStore, id: UUID, proof_id: UUID) -> tuple[Path, ProtectionProof]:
    """Where a paper lies. Raises `NotFound`, `Forbidden` without the permission to see illness."""
    row = await claims.get_claim(work.session, id)
    proof = await claims.get_proof(work.session, id, proof_id)
    if not work.sees(row.code, row.line_code):
        raise Forbidden()
    work.tell("protection_proof_opened", row, number=row.number)
    return store.find(proof.file_id, proof.sha256), proof


async def _changeable(work: Work, id: UUID, *, seen: int) -> ProtectionClaim:
    row = await claims.get_claim(work.session, id, lock=True)
    rules.require_draft(ClaimStatus(row.status))
    take(row, seen)
    return row
