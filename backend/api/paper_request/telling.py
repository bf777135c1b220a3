"""What the worker and the union read alike of a request: kinds, what is missing, the steps that are open."""

from collections.abc import Iterable, Sequence
from typing import Any

from backend.api.work import Work
from backend.db.queries.paper_request import open_said
from backend.db.tables.paper_request import PaperRequest
from backend.domain.aid import paper_request as rules
from backend.domain.aid.application import APPLICANT
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.paper_request_codes import PaperRequestStatus, PaperRequestStep
from backend.domain.refusals import Refusal

_WORKERS = (PaperRequestStep.ANSWER,)
_COLUMNS = ("id", "household_id", "household_number", "case_id", "case_number", "status", "version")
_MOMENTS = ("asked_at", "answered_at", "ended_at", "ended_by_name")


def kinds_of(row: PaperRequest) -> tuple[PaperKind, ...]:
    """The kinds asked for, in the order of the dictionary."""
    return tuple(kind for kind in PaperKind if kind in row.papers)


def told(work: Work, row: PaperRequest, papers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A request as both sides read it."""
    asked = kinds_of(row)
    return {name: getattr(row, name) for name in (*_COLUMNS, *_MOMENTS)} | {
        "asked": asked,
        "missing": rules.missing(asked, {PaperKind(each["kind"]) for each in papers}),
        "note": open_said(work.vault, row.id, "note", row.note),
        "answer": open_said(work.vault, row.id, "answer", row.answer),
        "papers": papers,
    }


def open_steps(
    work: Work, row: PaperRequest, held: Iterable[str], *, refusal: Refusal | None = None
) -> list[dict[str, Any]]:
    """What may be done now by somebody who holds these. The worker reads of no step of the union, nor the other way round."""
    mine = frozenset(held)
    english = work.language == "en"
    return [
        {
            "step": str(each.step),
            "label": each.en if english else each.zh,
            "allowed": reason is None,
            "reason": None if reason is None else reason.sentence(work.language),
        }
        for each in rules.PAPER_REQUEST_WORKFLOW.steps(PaperRequestStatus(row.status), mine)
        if (each.step in _WORKERS) is (APPLICANT in mine)
        for reason in (each.reason or refusal,)
    ]
