"""All that can happen to a notice: previewed, published, concluded, withdrawn."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.notice.reading import get_own
from backend.api.notice.schemas import NoticePreviewRequest
from backend.api.proofs import take_proof
from backend.api.versions import take
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.queries import aid_case as cases
from backend.db.queries import notice as notices
from backend.db.queries import objection as objections
from backend.db.queries import work_calendar as calendars
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.notice import Notice, NoticeLine, Objection
from backend.domain.aid import way
from backend.domain.aid.case_codes import CaseStatus, CaseStep, Stage
from backend.domain.aid.codes import HardshipCategory, HardshipCause
from backend.domain.notice import rules
from backend.domain.notice.codes import NoticeColumn, NoticeReason, NoticeState, NoticeVerdict
from backend.domain.notice.content import Cell, Shown, cells_of, require_columns, require_of_age
from backend.domain.notice.rules import Candidate, NoticeDraft
from backend.domain.organization.codes import Level
from backend.domain.working_days import period_end

_SENT = {
    NoticeVerdict.RETURN: (CaseStep.RETURN, CaseStatus.DRAFT),
    NoticeVerdict.REJECT: (CaseStep.REJECT, CaseStatus.REJECTED),
}
"""Where an objection that was upheld sends a case."""


_COUNTED = {"passed": NoticeVerdict.PASS, "returned": NoticeVerdict.RETURN, "rejected": NoticeVerdict.REJECT}
"""What the record counts of a conclusion."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What a notice would be."""

    found: Sequence[Any]
    program: AidProgram
    columns: tuple[NoticeColumn, ...]
    rows: list[dict[str, Cell]]
    ends_at: Any


async def preview(work: Work, asked: NoticePreviewRequest) -> dict[str, Any]:
    """Exactly what would go out. Raises what `publish` raises."""
    made = await _prepare(work, asked.case_ids, require_columns(asked.columns))
    union = made.found[0].organization_name
    return {
        "program_name": made.program.name,
        "organization_name": union,
        "columns": made.columns,
        "rows": made.rows,
        "days": made.program.notice_days,
        "ends_at": made.ends_at,
        "receiver": union,
    }


async def publish(work: Work, draft: NoticeDraft) -> Notice:
    """Publish a notice. Raises `NotFound`, `YearMissing`, `NoticeMinor` and what `require_publishable` raises."""
    await cases.hold_cases(work.session, draft.case_ids)
    made = await _prepare(work, draft.case_ids, draft.columns)
    organization_id = made.found[0].organization_id
    union = await notices.find_union(work.session, organization_id)
    # On the wall of a unit; a township or a county is no unit whose thousands of members it would concern.
    reach = union.code_hi if union.level >= Level.UNION else union.code
    place = {"organization_id": organization_id, "code": union.code, "code_hi": reach, "line_code": union.line_code}
    row = Notice(
        **place,
        number=await next_number(work.session, Series.NOTICE, work.today.year),
        organization_name=union.name,
        # Who runs the programme reads the report, and hears what comes too late.
        above_name=made.program.organization_name,
        program_id=made.program.id,
        program_name=made.program.name,
        columns=[str(column) for column in made.columns],
        days=made.program.notice_days,
        shown_at=draft.shown_at,
        receiver=draft.receiver,
        receiver_phone=draft.receiver_phone,
        people=len(made.rows),
        published_at=work.now,
        published_by=work.caller.user_id,
        published_by_name=work.caller.name,
        ends_at=made.ends_at,
    )
    work.session.add(row)
    await work.session.flush()
    work.session.add_all(
        NoticeLine(notice_id=row.id, case_id=found.id, **place, place=position, cells=cells)
        for position, (found, cells) in enumerate(zip(made.found, made.rows, strict=True), start=1)
    )
    await work.session.flush()
    work.tell(
        "notice_published", row, number=row.number, people=row.people, notice_columns=row.columns, ends_at=row.ends_at
    )
    return row


async def _prepare(work: Work, ids: Collection[UUID], columns: tuple[NoticeColumn, ...]) -> _Prepared:
    found = await notices.list_cases(work.session, set(ids))
    rules.require_publishable(
        [
            Candidate(
                number=case.number,
                program_id=case.program_id,
                organization_id=case.organization_id,
                status=CaseStatus(case.status),
                taken=case.taken,
            )
            for case in found
        ]
    )
    for case in found:
        require_of_age(number=case.number, born_on=case.born_on, today=work.today)
    program = await cases.get_program(work.session, found[0].program_id)
    ends_at = period_end(work.now, program.notice_days, await calendars.load_calendar(work.session))
    return _Prepared(found, program, columns, [cells_of(_shown(case), columns) for case in found], ends_at)


def _shown(case: Any) -> Shown:
    return Shown(
        name=case.name,
        unit=case.organization_name.removesuffix("工会"),
        category=HardshipCategory(case.category) if case.category else None,
        amount=case.amount_fen,
        members=case.size,
        reason=NoticeReason.of(HardshipCause(case.main_cause).field) if case.main_cause else None,
    )


async def conclude(work: Work, id: UUID, *, seen: int) -> Notice:
    """Conclude a notice: all its cases go where they go, in one act. Raises `NoticeNotOver`, `NoticeObjected`,
    `NoticeOver`, `Stale`.

    None of them is approved by it: a review comes after every notice (`way.NoticeLast`).
    """
    row = await get_own(work, id, lock=True)
    received = await objections.list_of(work.session, id)
    state = rules.state_of(NoticeState(row.status), row.ends_at, work.now)
    open_ = sum(each.state == "open" for each in received)
    rules.require(rules.refusal_to_conclude(state, ends_at=row.ends_at, open_objections=open_))
    take(row, seen)
    lines = await notices.list_lines(work.session, id)
    held = await cases.hold_cases(work.session, [each.case_id for each in lines])
    upheld = [(each.case_id, NoticeVerdict(each.verdict)) for each in received if each.verdict]
    verdicts = {
        each.case_id: rules.verdict_of(
            CaseStatus(held[each.case_id].status), rules.upheld_against(each.case_id, upheld)
        )
        for each in lines
    }
    await _move(work, row, held, verdicts)
    await notices.close_lines(work.session, id, {case_id: str(verdict) for case_id, verdict in verdicts.items()})
    names = {each.case_id: str(each.cells[NoticeColumn.NAME]) for each in lines}
    row.status, row.concluded_at, row.concluded_by_name = str(NoticeState.CONCLUDED), work.now, work.caller.name
    row.result = [_told(each, names) for each in received]
    await work.session.flush()
    counts = {name: [*verdicts.values()].count(verdict) for name, verdict in _COUNTED.items()}
    work.tell("notice_concluded", row, number=row.number, people=row.people, objections=len(received), **counts)
    return row


async def _move(work: Work, row: Notice, held: Mapping[UUID, AidCase], verdicts: Mapping[UUID, NoticeVerdict]) -> None:
    program = await cases.get_program(work.session, row.program_id)
    passes = way.following([Stage(each) for each in program.stages], CaseStatus.NOTICE)
    going: dict[NoticeVerdict, list[AidCase]] = defaultdict(list)
    for case_id, verdict in verdicts.items():
        going[verdict].append(held[case_id])
    office = work.caller.grant_on(work.scope.organization_id).organization_name
    by = (work.caller.user_id, work.caller.name, office)
    for verdict in (NoticeVerdict.PASS, NoticeVerdict.RETURN, NoticeVerdict.REJECT):
        if not going[verdict]:
            continue
        step, to = _SENT.get(verdict, (CaseStep.PASS, passes))
        for case in going[verdict]:
            case.version += 1
        reason = f"{row.number} {verdict.zh}"
        await cases.record_steps(
            work.session, [(case, to, reason) for case in going[verdict]], step=step, by=by, at=work.now
        )


def _told(row: Objection, names: Mapping[UUID, str]) -> dict[str, Any]:
    """An objection as the report tells of it: neither who objected nor what they said."""
    return {
        "against": None if row.case_id is None else names[row.case_id],
        "way": row.way,
        "anonymous": row.anonymous,
        "received_on": row.received_on.isoformat(),
        "state": row.state,
        "verdict": row.verdict,
        "reason": row.reason,
    }


async def keep_scan(work: Work, id: UUID, file_id: UUID, *, seen: int) -> Notice:
    """Keep the stamped print of the report, as a picture; a better one takes its place (RPT-04).

    Raises `NotFound`, `NoticeNotConcluded`, `NotAProof`, `Stale`.
    """
    row = await get_own(work, id, lock=True)
    rules.require_concluded(rules.state_of(NoticeState(row.status), row.ends_at, work.now))
    take(row, seen)
    file = await take_proof(work, file_id, pointer="/file_id")
    row.scan_id, row.scan_sha256 = file.id, file.sha256
    row.scanned_at, row.scanned_by_name = work.now, work.caller.name
    await work.session.flush()
    work.tell("notice_scanned", row, number=row.number)
    return row


async def withdraw(work: Work, id: UUID, reason: str, *, seen: int) -> Notice:
    """Take a notice down, for a reason; its cases stay in the stage and can be published anew.

    Raises `NoticeOver`, `NoticeReasonWanted`, `NoticeTextPersonal`, `Stale`.
    """
    row = await get_own(work, id, lock=True)
    reason = rules.withdrawal_reason(reason)
    rules.require(rules.refusal_to_withdraw(rules.state_of(NoticeState(row.status), row.ends_at, work.now)))
    take(row, seen)
    await notices.close_lines(work.session, id, {})
    row.status, row.reason = str(NoticeState.WITHDRAWN), reason
    row.withdrawn_at, row.withdrawn_by_name = work.now, work.caller.name
    await work.session.flush()
    work.tell("notice_withdrawn", row, number=row.number, reason=reason)
    return row
