"""What a step of a case is judged by, loaded for any number of cases in the same few statements; and the judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.api.work import Work
from backend.db.queries import aid_case as cases
from backend.db.queries import aid_policy as policies
from backend.db.queries import aid_program as programs
from backend.db.queries import member as members
from backend.db.queries import notice as notices
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.domain.aid import cases as rules
from backend.domain.aid import way
from backend.domain.aid.case_codes import CaseStatus, CaseStep, ProgramKind, Stage
from backend.domain.aid.cases import CaseAsked
from backend.domain.aid.codes import HardshipCategory, HouseholdStatus, SchoolStage
from backend.domain.aid.policy import Allowance, Layer, allowance
from backend.domain.aid.programs import require_accepting
from backend.domain.aid.standards import (
    OverCap,
    Recipient,
    Reckoning,
    least_of_time,
    over_all,
    person_kinds,
    reckon,
    standards_from,
)
from backend.domain.calendar import day_of
from backend.domain.member.codes import MemberKind, ModelWorker
from backend.domain.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What stands beside a case when a step of it is judged."""

    program: AidProgram
    given_fen: int
    household: Household | None
    papers: frozenset[str]
    allowance: Allowance
    """What the rules of aid give at its union, of the day on which it was handed in; of a draft, today."""
    notice: str | None = None
    """The number of the running notice on which the case stands."""

    @property
    def stages(self) -> list[Stage]:
        return [Stage(each) for each in self.program.stages]

    @property
    def at_most_fen(self) -> int:
        """What may be given at once, by the programme or by the rules of aid."""
        return least_of_time(self.program.each_time_fen, self.allowance)

    def over(self, amount_fen: int) -> list[OverCap]:
        """The caps that an amount passes: those of the programme, and those of the rules of aid."""
        program = self.program
        return over_all(
            amount_fen,
            each_time_fen=program.each_time_fen,
            each_year_fen=program.each_year_fen,
            allowance=self.allowance,
            given_fen=self.given_fen,
        )


async def load(work: Work, rows: Sequence[AidCase], *, hold: bool = False) -> Mapping[UUID, Grounds]:
    """The grounds of these cases, in six statements. With `hold` the household files are held until the commit, so
    that of two cases of one household the second is judged beside the first."""
    found = await programs.find_programs(work.session, [row.program_id for row in rows])
    homes = [row.household_id for row in rows if row.household_id is not None]
    files = await cases.find_households(work.session, homes, lock=hold)
    papers = await cases.kinds_of_papers(work.session, homes)
    given = await cases.given_in_year(work.session, [row.id for row in rows])
    shown = [row.id for row in rows if row.status == CaseStatus.NOTICE]
    running = await notices.find_running(work.session, shown) if shown else {}
    layers = await policies.list_layers(work.session)
    return {
        row.id: Grounds(
            program=found[row.program_id],
            given_fen=given.get(row.id, 0),
            household=None if row.household_id is None else files.get(row.household_id),
            notice=running.get(row.id),
            papers=frozenset() if row.household_id is None else papers.get(row.household_id, frozenset()),
            allowance=allowance_of(work, layers, place=row.code, submitted_at=row.submitted_at),
        )
        for row in rows
    }


def allowance_of(work: Work, layers: Sequence[Layer], *, place: int, submitted_at: datetime | None) -> Allowance:
    """What the rules of aid give at a place, of the day on which a case was handed in; of a draft, today."""
    on = work.today if submitted_at is None else day_of(submitted_at)
    return allowance(layers, place=place, on=on)


async def load_allowance(work: Work, row: AidCase) -> Allowance:
    """What the rules of aid give at the union of a case. One statement."""
    layers = await policies.list_layers(work.session)
    return allowance_of(work, layers, place=row.code, submitted_at=row.submitted_at)


def judge(work: Work, row: AidCase, asked: CaseAsked, grounds: Grounds, *, offered: bool = False) -> CaseStatus:
    """Where a step leads. Raises what stands against it; nothing is written.

    A step that is `offered` only may still be taken with another amount, so the amount does not stand against it.
    """
    if row.erased_on is not None:
        raise rules.CaseErased()
    status = CaseStatus(row.status)
    held = work.held_over(row.code, row.line_code)
    to = way.workflow_of(grounds.stages).advance(status, asked.step, held)
    rules.require_decided_here(status, asked.step, notice=grounds.notice)
    if asked.step is CaseStep.RETURN and asked.to is not None:
        way.require_earlier(grounds.stages, status, asked.to)
        to = asked.to
    if asked.step is CaseStep.SUBMIT:
        require_submittable(work, row, grounds)
    if asked.step in (CaseStep.SUBMIT, CaseStep.PASS):
        way.require_checker(maker=row.maker_id, acting=work.caller.user_id, to=to)
    if asked.step is CaseStep.HELP and not offered:
        approved_on = day_of(row.approved_at or work.now)
        rules.require_help_day(asked.on, approved_on=approved_on, today=work.today)
    if asked.step is CaseStep.SUBMIT or (asked.step is CaseStep.PASS and not offered):
        amount = row.asked_fen if asked.step is CaseStep.SUBMIT else decided_fen(row, asked)
        rules.require_amount(ProgramKind(grounds.program.kind), amount)
        over = grounds.over(amount)
        if over and grounds.program.caps_stop:
            raise over[0]
        to = way.decided(to, amount)
        if asked.step is CaseStep.PASS:
            rules.require_fund(to, asked.fund_id)
    return to


def decided_fen(row: AidCase, asked: CaseAsked) -> int:
    """What is given when a desk agrees: what it names, else what stands there."""
    return row.amount_fen if asked.amount_fen is None else asked.amount_fen


def require_submittable(work: Work, row: AidCase, grounds: Grounds) -> None:
    """Raises what keeps a case from being handed in: the period, the file, its category, its papers."""
    program = grounds.program
    require_accepting(program, work.now, first=row.submitted_at is None)
    if grounds.household is None:
        return
    file = grounds.household
    rules.require_on_file(HouseholdStatus(file.status))
    rules.require_category(program, None if file.category is None else HardshipCategory(file.category))
    rules.require_papers(program.papers, grounds.papers)


def refusal_of(work: Work, row: AidCase, step: CaseStep, grounds: Grounds) -> Refusal | None:
    """What stands against a step that the table has and the caller may take; None when it may be taken."""
    try:
        judge(work, row, CaseAsked(step=step, reason="-", done="-"), grounds, offered=True)
    except Refusal as refusal:
        return refusal
    return None


async def reckon_for(work: Work, row: AidCase, program: AidProgram, allowance: Allowance) -> Reckoning:
    """What the standard of the programme, or the rules of aid, give for this case."""
    facts: dict[str, Any] = {"category": None if row.category is None else HardshipCategory(row.category)}
    if row.household_id is not None:
        facts["schools"] = [SchoolStage(each) for each in await cases.list_schools(work.session, row.household_id)]
    elif row.member_id is not None:
        found = await members.find_members(work.session, [row.member_id])
        for member in found.values():
            kind, model = MemberKind(member.kind), ModelWorker(member.model_worker or "none")
            # A title was the veteran's own; what their survivors have is their share of the gift to veterans (AID-16).
            facts["kinds"] = person_kinds(kind, ModelWorker.NONE if row.survivor_relation else model)
    return reckon(standards_from(program.standards), Recipient(**facts), allowance)
