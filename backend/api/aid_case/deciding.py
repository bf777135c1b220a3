"""Steps of cases: one by one, and the same simple step of many with a result for each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from backend.api import entitlement
from backend.api.aid_case import judging, quotas
from backend.api.aid_case.judging import Grounds
from backend.api.aid_case.moved import claim
from backend.api.errors import status_of
from backend.api.work import Work
from backend.db.queries import aid_case as cases
from backend.db.queries import ledger
from backend.db.tables.aid_case import AidCase
from backend.domain.aid.balance import Limit, require_quotas, with_given
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.cases import CaseAsked, require_for_batch
from backend.domain.aid.codes import SnapshotKind
from backend.domain.aid.way import DECIDED
from backend.domain.refusals import NotFound, Refusal

_DONE: Final[Mapping[CaseStep, str]] = {
    CaseStep.SUBMIT: "aid_case_submitted",
    CaseStep.PASS: "aid_case_passed",
    CaseStep.RETURN: "aid_case_sent_back",
    CaseStep.REJECT: "aid_case_rejected",
    CaseStep.WITHDRAW: "aid_case_withdrawn",
    CaseStep.REVOKE: "aid_case_revoked",
    CaseStep.HELP: "aid_case_helped",
    CaseStep.ARCHIVE: "aid_case_archived",
}
APPROVED: Final = "aid_case_approved"

Going = tuple[AidCase, CaseStatus, str]


async def step(work: Work, id: UUID, asked: CaseAsked, *, seen: int) -> AidCase:
    """Take a step of one case. Raises `NotFound`, `CaseMoved`, and whatever stands against it."""
    row = await cases.get_case(work.session, id, lock=True)
    await claim(work, row, seen)
    grounds = (await judging.load(work, [row], hold=True))[row.id]
    if asked.step is CaseStep.SUBMIT and grounds.household is not None:
        # The line may have changed since the file was last written: what is frozen is what the rules say today.
        await entitlement.judge(work, grounds.household)
    to = judging.judge(work, row, asked, grounds)
    if to is CaseStatus.APPROVED:
        limits = await quotas.hold(work, [grounds.program], [row])
        require_quotas(limits, [quotas.decided(row, judging.decided_fen(row, asked))])
    await _prepare(work, row, asked, to, grounds)
    await go(work, [(row, to, asked.reason)], asked)
    return row


async def step_many(work: Work, asked: CaseAsked, seen: Sequence[tuple[UUID, int]]) -> dict[str, Any]:
    """Take the same step of many cases; what cannot go is named with its reason, the others go.

    However many cases: nine statements, two more where a programme has quotas, and some nine for each case that is
    approved out of a fund: one that is refused there takes nothing back from the others. Raises `BatchUnfit`, `BatchTooLarge`.
    """
    require_for_batch(asked.step, cases=len(seen))
    wanted = dict(seen)
    held = await cases.hold_cases(work.session, list(wanted))
    grounds = await judging.load(work, list(held.values()), hold=True)
    outcomes: dict[UUID, AidCase | Refusal] = {}
    going: list[Going] = []
    limits: list[Limit] = []
    if asked.step is CaseStep.PASS and asked.fund_id is not None:
        # Before the first reservation: whoever holds an account of the fund waits for nobody's quota any more.
        programs = {each.program.id: each.program for each in grounds.values()}
        limits = await quotas.hold(work, programs.values(), list(held.values()))
    for id, version in wanted.items():
        outcomes[id] = await _one_of_many(work, held.get(id), version, asked, grounds, going, limits)
    await go(work, going, asked)
    return told(work, list(wanted), outcomes)


async def _one_of_many(
    work: Work,
    row: AidCase | None,
    version: int,
    asked: CaseAsked,
    grounds: Mapping[UUID, Grounds],
    going: list[Going],
    limits: list[Limit],
) -> AidCase | Refusal:
    if row is None:
        return NotFound()
    try:
        if row.version != version:
            await claim(work, row, version)
        to = judging.judge(work, row, asked, grounds[row.id])
        decided = quotas.decided(row, row.amount_fen)
        if to is CaseStatus.APPROVED:
            require_quotas(limits, [decided])
        if asked.fund_id is None:
            await _prepare(work, row, asked, to, grounds[row.id])
        else:
            # A fund that has too little refuses in the database: what this one case wrote goes, the others stay.
            async with work.session.begin_nested():
                await _prepare(work, row, asked, to, grounds[row.id])
    except Refusal as refusal:
        return refusal
    if to is CaseStatus.APPROVED:
        limits[:] = with_given(limits, decided)
    row.version += 1
    going.append((row, to, asked.reason))
    return row


async def _prepare(work: Work, row: AidCase, asked: CaseAsked, to: CaseStatus, grounds: Grounds) -> None:
    """What a step writes on the case beside where it stands."""
    if asked.step is CaseStep.SUBMIT:
        if grounds.household is not None:
            file = grounds.household
            row.evaluation, row.category = dict(file.evaluation), file.category
            row.name, row.initials = file.name, file.initials
            await entitlement.keep(work, file, SnapshotKind.CASE)
        row.amount_fen = row.asked_fen
        row.submitted_at = row.submitted_at or work.now
    if asked.step is CaseStep.PASS and asked.amount_fen is not None:
        row.amount_fen = asked.amount_fen
    if asked.step is CaseStep.HELP:
        row.helped_on = asked.on
        row.help_done = work.vault.seal(asked.done, "aid_case", "help_done", row.id)
    if asked.step is CaseStep.PASS and to in DECIDED:
        row.checker_id, row.checker_name, row.approved_at = work.caller.user_id, work.caller.name, work.now
        if to is CaseStatus.APPROVED and asked.fund_id is not None:
            await ledger.reserve(work.session, row, fund_id=asked.fund_id, by=work.doer, at=work.now)
    if asked.step is CaseStep.REVOKE:
        if row.fund_id is not None:
            await ledger.release(work.session, row, by=work.doer, at=work.now)
        row.checker_id, row.checker_name, row.approved_at = None, "", None
        row.helped_on, row.help_done = None, None


async def go(work: Work, going: Sequence[Going], asked: CaseAsked) -> None:
    """Let judged and prepared cases go where the step leads them, with an event for each."""
    if not going:
        return
    before = {row.id: row.status for row, _to, _reason in going}
    # A revoked case has no checker any more, and an approved one has: the two change in one statement.
    with work.session.no_autoflush:
        await cases.record_steps(work.session, going, step=asked.step, by=work.doer, at=work.now)
    for row, to, reason in going:
        event = APPROVED if asked.step is CaseStep.PASS and to in DECIDED else _DONE[asked.step]
        facts = {"number": row.number, "amount_fen": row.amount_fen, "from": before[row.id], "to": to}
        work.tell(event, row, **facts, **({"reason": reason} if reason else {}))


def told(work: Work, ids: Sequence[UUID], outcomes: Mapping[UUID, AidCase | Refusal]) -> dict[str, Any]:
    """The results of a batch, in the order in which it was asked."""
    done = sum(not isinstance(each, Refusal) for each in outcomes.values())
    return {
        "total": len(ids),
        "succeeded": done,
        "failed": len(ids) - done,
        "items": [_item(work, index, id, outcomes[id]) for index, id in enumerate(ids)],
    }


def _item(work: Work, index: int, id: UUID, outcome: AidCase | Refusal) -> dict[str, Any]:
    if isinstance(outcome, Refusal):
        problem = {"code": outcome.code, "detail": outcome.sentence(work.language)}
        nobody = {"number": None, "name": None}
        return {"index": index, "status": status_of(outcome), "id": id, "problem": problem, **nobody}
    return {
        "index": index,
        "status": 200,
        "id": id,
        "number": outcome.number,
        "name": outcome.name,
        "problem": None,
    }
