"""What became of each part of a batch (api.md, Bulk): an HTTP status for each, and why not where it was refused."""

from typing import Any

from backend.api.work import Work
from backend.domain.refusals import Conflict, NotFound, Refusal, Stale


def outcome_of(work: Work, refusal: Refusal | None) -> dict[str, Any]:
    """The `status` and the `problem` of one part; 200 and None where nothing was refused."""
    if refusal is None:
        return {"status": 200, "problem": None}
    return {
        "status": _status(refusal),
        "problem": {"code": refusal.code, "detail": refusal.sentence(work.language)},
    }


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, NotFound):
        return 404
    if isinstance(refusal, Stale):
        return 412
    return 409 if isinstance(refusal, Conflict) else 422
