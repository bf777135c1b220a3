"""What a union reads of the requests beside a file."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from backend.api.paper_request import telling
from backend.api.paper_request.asking import why_not
from backend.api.work import Work, told_of
from backend.db.queries import household as households
from backend.db.queries import paper_request as requests
from backend.db.tables.paper_request import PaperRequest
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.paper_request import OwnRequest

SAID = ("note", "answer")
"""What may tell of health, beside medical papers."""


async def list_of_household(work: Work, household_id: UUID) -> dict[str, Any]:
    """The requests beside a file, and whether the worker can be asked now. Raises `NotFound`, `TooManyPersons`."""
    file = await households.get_household(work.session, household_id)
    rows = await requests.list_requests(work.session, household_id=household_id)
    refusal = await why_not(work, file)
    await told_of(work, [household_id])
    return {
        "items": await _all(work, rows),
        "askable": refusal is None,
        "reason": None if refusal is None else refusal.sentence(work.language),
    }


async def get(work: Work, row: PaperRequest) -> dict[str, Any]:
    """One request as the union reads it."""
    await work.session.flush()
    return (await _all(work, [row]))[0]


async def _all(work: Work, rows: Sequence[PaperRequest]) -> list[dict[str, Any]]:
    papers = await requests.list_papers(work.session, [row.id for row in rows]) if rows else {}
    return [_one(work, row, papers.get(row.id, [])) for row in rows]


def _one(work: Work, row: PaperRequest, papers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    health = work.sees(row.code, row.line_code)
    # What the worker has not sent yet is the worker's alone.
    sent = papers if row.answered_at is not None else []
    own = OwnRequest() if row.member_id == work.caller.member_id else None
    return (
        telling.told(work, row, sent)
        | {
            "papers": [each for each in sent if health or not PaperKind(each["kind"]).medical],
            "asked_by": f"{row.asked_by_office} {row.asked_by_name}".strip(),
            "hidden": [] if health else list(SAID),
            "steps": telling.open_steps(work, row, work.held_over(row.code, row.line_code), refusal=own),
        }
        | ({} if health else dict.fromkeys(SAID))
    )
