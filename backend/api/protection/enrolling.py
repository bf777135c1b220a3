"""A unit enrols its members in a plan: judged one by one, written down in one go, taken back before it was paid for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.queries import organization as organizations
from backend.db.queries import protection as protections
from backend.db.queries.protection import Wanted
from backend.db.records import ID_NUMBER
from backend.db.tables.organization import Organization
from backend.db.tables.protection import ProtectionEnrolment, ProtectionPlan
from backend.db.types import new_id
from backend.domain.protection import enrolments as rules
from backend.domain.protection.codes import EnrolmentOutcome, EnrolmentState, ProtectionPlanStatus
from backend.domain.protection.enrolments import Candidate, Conditions, EnrolmentDraft, JudgedLine
from backend.domain.protection.plans import require_open


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a draft comes to: the plan, the unit, the time, each line, and the rows of those who are enrolled."""

    plan: ProtectionPlan
    unit: Organization
    starts_on: date
    ends_on: date
    lines: Sequence[JudgedLine]
    found: dict[UUID, Any]

    @property
    def enrolled(self) -> list[JudgedLine]:
        return [line for line in self.lines if line.good]


async def judge(work: Work, draft: EnrolmentDraft, *, lock: bool = False) -> Judgement:
    """Judge each member that a draft names; with `lock` they are held until the end of the transaction.

    Raises `NotFound`, `PlanNotOpen`, `NotAUnit`, `PlanElsewhere`, `StartFarAway`, `TooManyShares`, `EnrolmentTooLarge`.
    """
    plan = await protections.get_plan(work.session, draft.plan_id, scope=work.scope)
    unit = await organizations.get_organization(work.session, draft.organization_id)
    require_open(plan.name, plan.organization_name, ProtectionPlanStatus(plan.status))
    rules.require_unit(level=unit.level, status=unit.status)
    rules.require_below(unit.code, low=plan.code, high=plan.code_hi, name=plan.name, union=plan.organization_name)
    rules.require_start(draft.starts_on, today=work.today)
    rules.require_shares(draft.shares, most=plan.most_shares)
    ends_on = rules.last_day(draft.starts_on, plan.years)
    found, meant = await _find(work, draft, plan, unit, ends_on, lock=lock)
    conditions = Conditions(lowest_age=plan.lowest_age, highest_age=plan.highest_age, sex=plan.sex)
    candidates = [[_candidate(row) for row in rows] for rows in meant]
    lines = rules.judge_all(candidates, conditions, starts_on=draft.starts_on)
    return Judgement(plan, unit, draft.starts_on, ends_on, lines, found)


def _candidate(row: Any) -> Candidate:
    return Candidate(id=row.id, name=row.name, status=row.status, sex=row.sex, born_on=row.born_on, covered=row.covered)


async def _find(
    work: Work, draft: EnrolmentDraft, plan: ProtectionPlan, unit: Organization, ends_on: date, *, lock: bool
) -> tuple[dict[UUID, Any], list[list[Any]]]:
    """The members who are meant, by id, and for each line of the draft those it may mean."""
    ids = list(draft.member_ids) if draft.member_ids is not None else None
    named = [rules.read_line(line) for line in draft.lines or ()]
    if draft.renews_id is not None:
        former = await protections.get_enrolment(work.session, draft.renews_id)
        ids = [row.member_id for row in await protections.list_enrolled(work.session, former.id)]
    tails = {each.tail: work.vault.tail_index(ID_NUMBER, each.tail) for each in named if each.tail and not each.number}
    wanted = Wanted(
        everybody=draft.all,
        ids=ids,
        numbers=[each.number for each in named if each.number],
        tails=list(tails.values()),
    )
    rows = await protections.find_candidates(
        work.session,
        wanted,
        under=(unit.code, unit.code_hi),
        plan_id=plan.id,
        starts_on=draft.starts_on,
        ends_on=ends_on,
        lock=lock,
        # Tails are shared: of those who answer to one, few are meant.
        most=rules.MOST if not named else 20 * rules.MOST,
    )
    found = {row.id: row for row in rows}
    if draft.all:
        rules.require_few(len(rows))
        return found, [[row] for row in rows]
    if ids is not None:
        return found, [[found[id]] if id in found else [] for id in ids]
    numbers = {row.number: row for row in rows if row.number}
    ending: defaultdict[bytes, list[Any]] = defaultdict(list)
    for row in rows:
        ending[bytes(row.id_tail_index)].append(row)
    by_tail = {tail: ending.get(index, []) for tail, index in tails.items()}
    return found, [rules.meant_by(each, numbers=numbers, tails=by_tail) for each in named]


async def enrol(work: Work, draft: EnrolmentDraft) -> tuple[ProtectionEnrolment, Judgement]:
    """Enrol those of a draft who may be, each judged again while held. Raises as `judge`, and `EnrolmentOfNobody`."""
    judged = await judge(work, draft, lock=True)
    if not judged.enrolled:
        raise rules.EnrolmentOfNobody()
    plan, unit = judged.plan, judged.unit
    each_fen = plan.share_fen * draft.shares
    row = ProtectionEnrolment(
        id=new_id(),
        number=await next_number(work.session, Series.ENROLMENT, work.today.year),
        plan_id=plan.id,
        organization_id=unit.id,
        code=unit.code,
        line_code=unit.line_code,
        starts_on=draft.starts_on,
        ends_on=judged.ends_on,
        shares=draft.shares,
        insured=len(judged.enrolled),
        contribution_fen=each_fen * len(judged.enrolled),
        renews_id=draft.renews_id,
        note=draft.note,
        made_by=work.caller.user_id,
        made_by_name=work.caller.name,
        made_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await protections.add_covers(
        work.session,
        [_cover(row, plan, judged.found[line.member_id], each_fen) for line in judged.enrolled if line.member_id],
    )
    facts = {"number": row.number, "members": row.insured, "amount_fen": row.contribution_fen}
    work.tell("protection_enrolled", row, plan=plan.name, **facts)
    return row, judged


def _cover(row: ProtectionEnrolment, plan: ProtectionPlan, found: Any, each_fen: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "enrolment_id": row.id,
        "plan_id": plan.id,
        "organization_id": row.organization_id,
        "code": row.code,
        "line_code": row.line_code,
        "member_id": found.id,
        "name": found.name,
        "round": found.rounds + 1,
        "shares": row.shares,
        "contribution_fen": each_fen,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "claims_from": rules.first_claim_day(row.starts_on, waiting_days=plan.waiting_days, continues=found.continues),
    }


async def withdraw(work: Work, id: UUID, *, seen: int) -> ProtectionEnrolment:
    """Take an enrolment back whose contribution has not come in: nobody was protected by it.

    Raises `NotFound`, `EnrolmentNotThere`, `EnrolmentHasClaims`, `Stale`.
    """
    row = await protections.get_enrolment(work.session, id, lock=True)
    rules.require_state(row.state, EnrolmentState.WAITING)
    # A contribution that was reversed is due again, while somebody may have claimed in between.
    claimed = await protections.count_claims(work.session, row.id)
    if claimed:
        raise rules.EnrolmentHasClaims(count=claimed)
    take(row, seen)
    row.state = EnrolmentState.WITHDRAWN.value
    await protections.drop_covers(work.session, row.id)
    await work.session.flush()
    work.tell("protection_enrolment_withdrawn", row, number=row.number, members=row.insured)
    return row


def counted(lines: Sequence[JudgedLine]) -> int:
    """How many lines were left out; a doubled line leaves nobody out."""
    return sum(not line.good and line.outcome is not EnrolmentOutcome.DOUBLE for line in lines)
