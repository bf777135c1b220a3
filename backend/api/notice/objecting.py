"""Objections: taken down, read, answered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.notice.reading import get_own
from backend.api.notice.schemas import ObjectionQuery, ObjectionStepRequest
from backend.api.offers import Offer, open_steps
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import notice as notices
from backend.db.queries import objection as objections
from backend.db.tables.notice import Objection
from backend.db.types import new_id
from backend.domain.access import Permission
from backend.domain.notice import objections as rules
from backend.domain.notice.codes import NoticeState, ObjectionState, ObjectionStep
from backend.domain.notice.objections import ObjectionDraft
from backend.domain.notice.own import closed
from backend.domain.notice.rules import require, state_of
from backend.domain.refusals import NotFound

TABLE = "objection"
_SEALED = {"objector": "objector", "contact": "contact", "said": "text"}
"""Sealed columns, and what they are called on the wire."""


async def _narrow(work: Work, query: ObjectionQuery) -> dict[str, Any]:
    return {"notice_id": query.notice_id, "states": query.state}


LISTING = listing(
    permission=Permission.AID_EDIT,
    query=ObjectionQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: objections.list_objections(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: objections.count_objections(scope=work.scope, cap=cap, **filters),
)


async def receive(work: Work, draft: ObjectionDraft) -> Objection:
    """Take an objection down. Raises `NotFound` and what `require_receivable` raises."""
    notice = await get_own(work, draft.notice_id, lock=True)
    if draft.case_id is not None:
        lines = await notices.list_lines(work.session, notice.id)
        if draft.case_id not in {line.case_id for line in lines}:
            raise NotFound()
    rules.require_receivable(
        draft,
        state=state_of(NoticeState(notice.status), notice.ends_at, work.now),
        published_at=notice.published_at,
        ends_at=notice.ends_at,
        today=work.today,
        above=notice.above_name or notice.organization_name,
    )
    id = new_id()
    said = {field: getattr(draft, field) for field in _SEALED.values()}
    row = Objection(
        id=id,
        notice_id=notice.id,
        case_id=draft.case_id,
        organization_id=notice.organization_id,
        code=notice.code,
        line_code=notice.line_code,
        way=str(draft.way),
        received_on=draft.received_on,
        anonymous=draft.anonymous,
        taken_by_name=work.caller.name,
        taken_at=work.now,
        **sealed_fields(work, id, said),
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("objection_received", row, number=notice.number, way=row.way, anonymous=row.anonymous)
    return row


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One objection with what was said; that it was read is on record. Raises `NotFound`."""
    row = await objections.get_objection(work.session, id)
    answer = await whole(work, row)
    work.tell("objection_read", row, number=answer["notice_number"])
    return answer


async def whole(work: Work, row: Objection) -> dict[str, Any]:
    """An objection opened, with its steps."""
    notice = await notices.get_notice(work.session, row.notice_id)
    lines = await notices.list_lines(work.session, row.notice_id) if row.case_id else ()
    names = (
        *("id", "notice_id", "case_id", "organization_id", "way", "received_on", "anonymous", "state", "verdict"),
        *("reason", "taken_by_name", "taken_at", "answered_by_name", "answered_at", "version"),
    )
    return {name: getattr(row, name) for name in names} | {
        "notice_number": notice.number,
        "organization_name": notice.organization_name,
        "against": next((line.cells["name"] for line in lines if line.case_id == row.case_id), None),
        **{field: opened(work, row, column) for column, field in _SEALED.items()},
        "steps": open_steps(
            work,
            (Offer(s.value, s.zh, s.en, Permission.AID_EDIT, closed(ObjectionState(row.state))) for s in ObjectionStep),
        ),
    }


def sealed_fields(work: Work, id: UUID, said: Mapping[str, str]) -> dict[str, Any]:
    """What was said, and by whom, as it is kept; what was not said is not kept."""
    return {column: work.vault.seal(said[field], TABLE, column, id) for column, field in _SEALED.items() if said[field]}


def opened(work: Work, row: Objection, column: str) -> str:
    """A sealed column, or '' where nothing was said."""
    sealed = getattr(row, column)
    return "" if sealed is None else work.vault.open(sealed, TABLE, column, row.id)


async def answer(work: Work, id: UUID, asked: ObjectionStepRequest, *, seen: int) -> Objection:
    """Answer an objection. What is upheld is done to the case when the notice is concluded.

    Raises `ObjectionAnswered`, `OwnObjectionGone`, `ObjectionReasonWanted`, `NoticeTextPersonal`, `Stale`, `NotFound`.
    """
    row = await objections.get_objection(work.session, id, lock=True)
    require(closed(ObjectionState(row.state)))
    reason = rules.answer_reason(asked.reason)
    take(row, seen)
    verdict = asked.step.verdict
    row.state, row.reason = str(rules.answered(asked.step)), reason
    row.verdict = None if verdict is None else str(verdict)
    row.answered_at, row.answered_by_name = work.now, work.caller.name
    await work.session.flush()
    notice = await notices.get_notice(work.session, row.notice_id)
    work.tell("objection_answered", row, number=notice.number, step=asked.step, reason=reason)
    return row
