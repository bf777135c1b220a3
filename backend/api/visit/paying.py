"""The money of visits beside cases: reserved for a plan, booked when it was given, taken back (AID-13, FND-02, FND-04)."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from backend.api.versions import take
from backend.api.visit.schemas import BookVisits, ReserveForVisits, UnbookVisits, VisitMoneyAsked
from backend.api.visit.storing import issue, take_back
from backend.api.work import Work
from backend.db.queries import ledger
from backend.db.queries import visit as visits
from backend.db.queries import visit_plan as plans
from backend.db.queries.ledger import Movement
from backend.db.tables.visit import Visit, VisitPlan
from backend.domain.access import Permission
from backend.domain.fund.codes import EntryKind
from backend.domain.fund.ledger import ACCOUNTS
from backend.domain.refusals import NotFound
from backend.domain.visit import money as rules
from backend.domain.visit.codes import PlanStatus, VisitStatus
from backend.domain.visit.money import Move, Stop
from backend.domain.visit.plans import PlanOfAbove


async def step(work: Work, id: UUID, asked: VisitMoneyAsked, *, seen: int) -> VisitPlan:
    """Let the money of a plan go a step further; however many stops, some ten statements.

    Raises `NotFound`, `PlanOfAbove`, `OwnPlan`, `PaidElsewhere`, `Stale`, what the step requires, and what the fund says:
    `FundShort`, `FundClosed`, `FundPastItsDay`, `FundElsewhere`, `FundUnreachable`; and the store: `GoodsShort`.
    """
    plan = await plans.get_plan(work.session, id, lock=True)
    if Permission.FUND_PAY not in work.held_over(plan.code, plan.line_code):
        raise PlanOfAbove(name=plan.organization_name)
    take(plan, seen)
    rules.require_ours_to_pay(plan.paid_elsewhere)
    held = {each.id: each for each in await visits.list_of_plan(work.session, id, lock=True)}
    match asked:
        case ReserveForVisits():
            rules.require_other_maker(maker=plan.maker_id, acting=work.caller.user_id)
            await _reserve(work, plan, held, asked.fund_id)
        case BookVisits():
            rules.require_other_maker(maker=plan.maker_id, acting=work.caller.user_id)
            await _book(work, plan, held, asked.fund_id)
        case UnbookVisits():
            await _unbook(work, plan, _named(held, asked.visit_ids))
    plan.updated_at = work.now
    await work.session.flush()
    return plan


async def release(work: Work, plan: VisitPlan, stops: Iterable[Visit]) -> None:
    """Give back what is reserved for these held stops, before they change or go. Raises `FundUnreachable`."""
    held = {each.id: each for each in stops}
    reserved = [stop_of(each) for each in held.values() if each.reserved_fen]
    if reserved:
        moves = [Move(each, EntryKind.RELEASE, each.reserved_fen) for each in reserved]
        await _move(work, plan, held, moves, _payers(held))
        _tell(work, plan, "visit_money_released", moves)


def stop_of(visit: Visit) -> Stop:
    """A stop as its money goes."""
    return Stop(
        id=visit.id,
        status=VisitStatus(visit.status),
        of_case=visit.case_id is not None,
        cash_fen=visit.cash_fen,
        goods_fen=visit.goods_fen - visit.from_store_fen,
        given_fen=visit.given_fen,
        goods_given_fen=visit.goods_given_fen - visit.given_from_store_fen,
        reserved_fen=visit.reserved_fen,
        booked_fen=visit.booked_fen,
        to_issue_fen=visit.given_from_store_fen,
        issued_fen=visit.issued_fen,
    )


def _named(held: dict[UUID, Visit], ids: Sequence[UUID]) -> dict[UUID, Visit]:
    if any(id not in held for id in ids):
        raise NotFound()
    return {id: held[id] for id in ids}


async def _reserve(work: Work, plan: VisitPlan, held: dict[UUID, Visit], fund_id: UUID) -> None:
    wanting = rules.require_reservable(PlanStatus(plan.status), [stop_of(each) for each in held.values()])
    await ledger.require_fund_for(work.session, fund_id, plan, today=work.today)
    moves = [Move(stop, EntryKind.RESERVE, stop.planned_fen) for stop in wanting]
    await _move(work, plan, held, moves, _payers(held, fund_id))
    _tell(work, plan, "visit_money_reserved", moves)


async def _book(work: Work, plan: VisitPlan, held: dict[UUID, Visit], fund_id: UUID | None) -> None:
    stops = [stop_of(each) for each in held.values()]
    rules.require_bookable(stops, fund_named=fund_id is not None)
    if fund_id is not None:
        await ledger.require_fund_for(work.session, fund_id, plan, today=work.today)
    # Told before the first round: what is released and reserved anew stays in its fund.
    payers, waiting = _payers(held, fund_id), [each for each in stops if each.waits_for_books]
    # The store before the funds: lots are held before the accounts of the ledger, whoever moves goods.
    issued = await issue(work, plan, [held[each.id] for each in waiting])
    for moves in rules.bookings(waiting):
        await _move(work, plan, held, moves, payers)
    paid = sum(each.spent_fen for each in waiting)
    work.tell("visit_money_booked", plan, number=plan.number, visits=len(waiting), amount_fen=paid, issued_fen=issued)


async def _unbook(work: Work, plan: VisitPlan, chosen: dict[UUID, Visit]) -> None:
    stops = [stop_of(each) for each in chosen.values()]
    rules.require_booked(stops)
    issued = await take_back(work, plan, list(chosen.values()))
    moves = [Move(stop, EntryKind.RECALL, stop.booked_fen) for stop in stops if stop.booked_fen]
    await _move(work, plan, chosen, moves, _payers(chosen))
    recalled = sum(each.amount_fen for each in moves)
    work.tell(
        "visit_money_unbooked", plan, number=plan.number, visits=len(stops), amount_fen=recalled, issued_fen=issued
    )


def _payers(held: Mapping[UUID, Visit], fund_id: UUID | None = None) -> Mapping[UUID, UUID]:
    """Which fund pays for which stop: the one that its money is in, else the one that was named."""
    return {each.id: fund for each in held.values() if (fund := each.fund_id or fund_id) is not None}


async def _move(
    work: Work, plan: VisitPlan, held: Mapping[UUID, Visit], moves: Sequence[Move], payers: Mapping[UUID, UUID]
) -> None:
    """Book these entries and write on the stops where their money is now."""
    movements = []
    for move in moves:
        visit, fund = held[move.stop.id], payers[move.stop.id]
        debit, credit = ACCOUNTS[move.kind]
        movements.append(
            Movement(
                kind=move.kind,
                amount_fen=move.amount_fen,
                debit=(fund, debit),
                credit=(fund, credit),
                visit_id=visit.id,
                memo=plan.number,
            )
        )
        visit.fund_id = None if move.kind is EntryKind.RELEASE else fund
        visit.reserved_fen = move.amount_fen if move.kind in (EntryKind.RESERVE, EntryKind.RECALL) else 0
        visit.booked_fen = move.amount_fen if move.kind is EntryKind.PAY else 0
        visit.updated_at = work.now
    await ledger.post(work.session, movements, by=work.doer, at=work.now)
    await work.session.flush()


def _tell(work: Work, plan: VisitPlan, event: str, moves: Sequence[Move]) -> None:
    work.tell(event, plan, number=plan.number, visits=len(moves), amount_fen=sum(each.amount_fen for each in moves))
