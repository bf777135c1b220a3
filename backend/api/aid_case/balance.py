"""汇总平衡: the candidates of a programme weighed against the money and the quotas, and the final list in one act."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.aid_case import deciding, judging, quotas
from backend.api.aid_case.deciding import Going
from backend.api.aid_case.moved import claim
from backend.api.aid_case.schemas import Chosen, FinalList
from backend.api.work import Work, told_of
from backend.db.queries import aid_balance as balances
from backend.db.queries import aid_case as cases
from backend.db.queries import aid_policy as policies
from backend.db.queries import aid_program as programs
from backend.db.queries import ledger
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.domain.account.sightings import person_of
from backend.domain.aid.balance import quotas_from, require_list, require_quotas
from backend.domain.aid.case_codes import CaseStatus, CaseStep, Stage
from backend.domain.aid.cases import MOST_IN_BALANCE, CaseAsked
from backend.domain.aid.policy import Layer
from backend.domain.aid.standards import least_of_time
from backend.domain.aid.way import DECIDED, following
from backend.domain.calendar import day_of
from backend.domain.fund.codes import EntryKind
from backend.domain.refusals import NotFound, Refusal


async def candidates(work: Work, id: UUID) -> dict[str, Any]:
    """All candidates of a programme, and the unions they come from. Five statements. Raises `NotFound`."""
    program = await programs.get_program(work.session, id, scope=work.scope)
    rows = (
        (await work.session.execute(balances.list_candidates(id, scope=work.scope, limit=MOST_IN_BALANCE + 1)))
        .mappings()
        .all()
    )
    # The table is decided on as a whole: it counts, and no decision waits for somebody to lift a limit.
    await told_of(
        work,
        [
            person_of(household=row["_household_id"], member=row["_member_id"], row=row["id"])
            for row in rows[:MOST_IN_BALANCE]
        ],
        stops=False,
    )
    shared = quotas_from(program.quotas)
    stages = [Stage(each) for each in program.stages]
    shares = await balances.list_shares(work.session, id, scope=work.scope)
    layers = await policies.list_layers(work.session)
    return {
        "program_id": program.id,
        "program_name": program.name,
        "each_time_fen": program.each_time_fen,
        "caps_stop": program.caps_stop,
        "quota_fen": shared.get(work.scope.organization_id) if work.scope.organization_id else None,
        "given_fen": await balances.sum_given(work.session, id, scope=work.scope),
        "shares": [each | {"quota_fen": shared.get(each["organization_id"])} for each in shares],
        "items": [_candidate(work, row, stages, program, layers) for row in rows[:MOST_IN_BALANCE]],
        "more": len(rows) > MOST_IN_BALANCE,
    }


def _candidate(
    work: Work, row: Mapping[str, Any], stages: Sequence[Stage], program: AidProgram, layers: Sequence[Layer]
) -> dict[str, Any]:
    item = {name: value for name, value in row.items() if name[0] != "_" and name != "reached_at"}
    allowed = judging.allowance_of(work, layers, place=row["_code"], submitted_at=row["_submitted_at"])
    if not work.sees(row["_code"], row["_line_code"]):
        item["gross_fen"] = None
    return item | {
        "approves": following(stages, CaseStatus(row["status"])) is CaseStatus.APPROVED,
        "at_most_fen": least_of_time(program.each_time_fen, allowed),
        "waiting_days": (work.today - day_of(row["reached_at"])).days,
    }


async def settle(work: Work, id: UUID, asked: FinalList) -> dict[str, Any]:
    """Decide the final list: each case that may go goes, with its amount; the others are named with the reason.

    Money and quotas hold for the list as a whole: where they do not reach, nothing takes effect. However many cases:
    some fifteen statements. Raises `NotFound`, `FinalTooLarge`, `QuotaPassed`, `QuotaAbovePassed`, `FundShort`, `FundClosed`,
    `FundPastItsDay`, `FundElsewhere`, `FundOfAnotherSource`.
    """
    require_list(len(asked.items))
    program = await programs.get_program(work.session, id, scope=work.scope)
    chosen = {each.id: each for each in asked.items}
    held = await cases.hold_cases(work.session, list(chosen))
    grounds = await judging.load(work, list(held.values()), hold=True)
    outcomes: dict[UUID, AidCase | Refusal] = {}
    going: list[Going] = []
    for each in chosen.values():
        step = CaseAsked(step=CaseStep.PASS, reason=asked.reason, amount_fen=each.amount_fen, fund_id=asked.fund_id)
        outcomes[each.id] = await _judge(work, program, held.get(each.id), each, step, grounds, going)
    limits = await quotas.hold(work, [program], [row for row, _to, _reason in going])
    require_quotas(limits, [quotas.decided(row, chosen[row.id].amount_fen) for row, _to, _reason in going])
    for row, to, _reason in going:
        row.amount_fen = chosen[row.id].amount_fen
        row.version += 1
        if to in DECIDED:
            row.checker_id, row.checker_name, row.approved_at = work.caller.user_id, work.caller.name, work.now
    await _reserve(work, asked.fund_id, [row for row, to, _reason in going if to is CaseStatus.APPROVED])
    await deciding.go(work, going, CaseAsked(step=CaseStep.PASS, reason=asked.reason))
    if going:
        settled = sum(row.amount_fen for row, _to, _reason in going)
        work.tell(
            "aid_balance_settled", program, name=program.name, year=program.year, cases=len(going), amount_fen=settled
        )
    return deciding.told(work, list(chosen), outcomes)


async def _judge(
    work: Work,
    program: AidProgram,
    row: AidCase | None,
    chosen: Chosen,
    step: CaseAsked,
    grounds: Mapping[UUID, judging.Grounds],
    going: list[Going],
) -> AidCase | Refusal:
    if row is None or row.program_id != program.id:
        return NotFound()
    try:
        if row.version != chosen.version:
            await claim(work, row, chosen.version)
        to = judging.judge(work, row, step, grounds[row.id])
    except Refusal as refusal:
        return refusal
    going.append((row, to, step.reason))
    return row


async def _reserve(work: Work, fund_id: UUID | None, rows: Sequence[AidCase]) -> None:
    """Promise all of it out of one fund, in the same few statements however many cases there are."""
    if fund_id is None or not rows:
        return
    for row in {each.code: each for each in rows}.values():
        await ledger.require_fund_for(work.session, fund_id, row, today=work.today, program_id=row.program_id)
    for row in rows:
        row.fund_id = fund_id
    with work.session.no_autoflush:
        await ledger.move_money(
            work.session,
            EntryKind.RESERVE,
            [ledger.CaseMoney(row) for row in rows],
            by=work.doer,
            at=work.now,
        )
