"""Evidence packs are asked for: the same rows, jobs and downloads as other exports, with rules of their own."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from backend.api.asking import seconds_left, start_of_day
from backend.api.export.actions import SEALED_IN, require_few_open, tell
from backend.api.jobs import enqueue
from backend.api.passwords import generate_password
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import aid_case as cases
from backend.db.queries import evidence as queries
from backend.db.tables.export import Export
from backend.db.tables.member import Reveal
from backend.db.types import new_id
from backend.domain.account.credentials import DJBH3
from backend.domain.evidence.rules import REVEALED, EvidenceAsked
from backend.domain.export.nouns import ExportFormat, ExportLayout, ExportNoun
from backend.domain.export.rules import KEPT
from backend.domain.member.reveals import require_below_limit

EVIDENCE: Final = "export_evidence"
"""The kind of the job that makes a pack."""
MOST_PACKS: Final = 50


async def ask(work: Work, case_id: UUID, asked: EvidenceAsked) -> Export:
    """Ask for the evidence pack of a case. Whether the caller has proved themselves is asked before.

    Raises `NotFound`, `ExportsTooMany`, `RevealedTooOften`.
    """
    assert work.scope.organization_id is not None
    case = await cases.get_case(work.session, case_id)
    await require_few_open(work)
    shown = await store.count_reveals(work.session, work.caller.user_id, since=start_of_day(work), existence=False)
    require_below_limit(shown, retry_after=seconds_left(work))
    work.session.add(
        Reveal(
            user_id=work.caller.user_id,
            member_id=case.member_id,
            field=REVEALED,
            reason=str(asked.reason),
            note=asked.note,
            at=work.now,
        )
    )
    id = new_id()
    row = Export(
        id=id,
        user_id=work.caller.user_id,
        organization_id=work.scope.organization_id,
        noun=ExportNoun.AID_CASES,
        format=ExportFormat.ZIP,
        layout=ExportLayout.EVIDENCE,
        language=work.language,
        query={"case_ids": [str(case.id)]},
        columns=[],
        unmasked=[],
        reason=str(asked.reason),
        note=asked.note,
        secret=work.vault.seal(generate_password(DJBH3), SEALED_IN, "secret", id),
        created_at=work.now,
        expires_at=work.now + KEPT,
    )
    work.session.add(row)
    await work.session.flush()
    job = await enqueue(work, EVIDENCE, row.organization_id, export_id=row.id, case_id=case.id)
    row.job_id = job.id
    await work.session.flush()
    tell(work, "export_asked", row, work.scope, format=row.format, layout=row.layout, reason=row.reason)
    work.tell("aid_case_evidence_asked", case, number=case.number, reason=row.reason, note=row.note)
    return row


async def list_packs(work: Work, case_id: UUID) -> list[Mapping[str, Any]]:
    """The packs that were made of a case, the newest first, with the digests to hold them against. Raises `NotFound`."""
    case = await cases.get_case(work.session, case_id)
    found = await queries.list_packs(work.session, case.id, limit=MOST_PACKS)
    return [
        {
            "pack_id": row["facts"]["pack"],
            "made_at": row["at"],
            "made_by": row["actor_name"],
            "files": row["facts"]["files"],
            "digest": row["facts"]["digest"],
        }
        for row in found
    ]
