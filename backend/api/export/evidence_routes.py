"""Evidence packs over HTTP. Their jobs, files and passwords are those of exports."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.access import allowed
from backend.api.confirmation import Confirmation, require_confirmed
from backend.api.errors import problems
from backend.api.export import evidence
from backend.api.export.schemas import EvidencePackList
from backend.api.idempotency import OnceRoute
from backend.api.job_wire import JobOut, accepted
from backend.api.routing import NounRouter
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.evidence.rules import EvidenceAsked

router = NounRouter(prefix="/aid-cases/{id}/evidence-packs", tags=["exports"], route_class=OnceRoute)

Reveal = Permission.AID_REVEAL


@router.get("", response_model=EvidencePackList, responses=problems(404))
async def list_evidence_packs(id: UUID, work: Work = allowed(Reveal)) -> dict[str, Any]:
    """The packs that were made of a case, with the digests to hold them against."""
    return {"items": await evidence.list_packs(work, id)}


@router.post("", status_code=202, response_model=JobOut, responses=problems(404, 409))
async def ask_evidence_pack(
    id: UUID,
    asked: EvidenceAsked,
    request: Request,
    response: Response,
    confirmation: Confirmation = None,
    work: Work = allowed(Reveal, once=True),
) -> dict[str, Any]:
    """Have all that a case rests on put into one encrypted archive with a manifest, for a reason, after proving oneself
    again. The job's `request` names the export, which is taken out once; the password is shown once."""
    require_confirmed(request.app.state.ring, confirmation, work.caller, now=work.now)
    row = await evidence.ask(work, id, asked)
    assert row.job_id is not None
    return await accepted(work, response, row.job_id)
