"""All that can happen to a society and its savers: opened, joined, a month collected, paid in and out, undone, left."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.savings.schemas import SetMonthlyStep, SocietyStepAsked, UndoStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import savings
from backend.db.queries import savings_loan as loans
from backend.db.queries.ledger import Movement
from backend.db.tables.fund import Fund, LedgerEntry
from backend.db.tables.savings import Saver, SavingsMonth, SavingsSociety
from backend.db.types import new_id
from backend.domain.organization.changes import require_active
from backend.domain.refusals import NotFound, at
from backend.domain.savings import savers as rules
from backend.domain.savings import societies
from backend.domain.savings.codes import (
    JoinOutcome,
    LoanState,
    MonthOutcome,
    SavingsAccount,
    SavingsEntryKind,
    SocietyStatus,
    SocietyStep,
)
from backend.domain.savings.savers import CollectionDraft, SaversDraft, SavingsEntryDraft
from backend.domain.savings.societies import SocietyDraft, SocietyRules
from backend.domain.text import clean_text

_RULES = (
    *("name", "kind", "keeper_name", "checker_name", "monthly_fen", "most_loan_fen", "most_multiple", "most_months"),
    "lent_percent",
)


async def found(work: Work, draft: SocietyDraft) -> SavingsSociety:
    """Open a society for a union of the subtree, with books of its own. Raises `NotFound`, `NotLiving`."""
    union = await organizations.get_organization(work.session, draft.organization_id)
    require_active(union.name, union.status)
    own = union.id == work.scope.organization_id
    place: dict[str, Any] = {
        "organization_id": union.id,
        "code": union.code,
        "line_code": work.place[1] if own and union.line_code is None else union.line_code,
    }
    made: dict[str, Any] = {"made_by": work.caller.user_id, "made_by_name": work.caller.name, "created_at": work.now}
    books = Fund(id=new_id(), kind="savings", name=draft.name, source="other", year=work.today.year, **place, **made)
    work.session.add(books)
    await work.session.flush()
    society = SavingsSociety(id=new_id(), fund_id=books.id, **place, **made, **_said(draft))
    work.session.add_all([society, *savings.accounts_of(books.id)])
    await work.session.flush()
    work.tell("savings_society_founded", society, name=society.name)
    return society


def _said(draft: SocietyRules) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _RULES} | {"kind": draft.kind.value}


async def edit(work: Work, id: UUID, draft: SocietyRules, *, seen: int) -> SavingsSociety:
    """Change the people and the rules; what is lent already keeps its own. Raises `NotFound`, `Stale`."""
    society = await savings.get_society(work.session, id, lock=True)
    take(society, seen)
    said = _said(draft)
    changed = [name for name in _RULES if getattr(society, name) != said[name]]
    for name in changed:
        setattr(society, name, said[name])
    await work.session.flush()
    work.tell("savings_society_edited", society, name=society.name, fields=changed)
    return society


async def turn(work: Work, id: UUID, step: SocietyStepAsked, *, seen: int) -> SavingsSociety:
    """Close a society that nobody saves with, or open it again.

    Raises `NotFound`, `StepNotPossible`, `SocietyNotEmpty`, `Stale`.
    """
    society = await savings.get_society(work.session, id, lock=True)
    now, asked = SocietyStatus(society.status), SocietyStep(step.step)
    status = societies.SOCIETY_WORKFLOW.advance(now, asked, work.held)
    if status is SocietyStatus.CLOSED:
        societies.require_left(await savings.count_savers(work.session, society.id))
    take(society, seen)
    society.status = status.value
    await work.session.flush()
    if status is SocietyStatus.CLOSED:
        work.tell("savings_society_closed", society, name=society.name)
    else:
        work.tell("savings_society_reopened", society, name=society.name)
    return society


async def join(work: Work, draft: SaversDraft) -> dict[str, Any]:
    """Take in members of the union, each with a passbook; who saves already or is no member is told, not refused.

    Raises `NotFound`, `SocietyClosed`.
    """
    society = await savings.get_society(work.session, draft.society_id, lock=True)
    societies.require_open(society.status)
    known = {row["id"]: row for row in await savings.find_joining(work.session, society, draft.member_ids)}
    joining = {id: new_id() for id in dict.fromkeys(draft.member_ids) if id in known and not known[id]["saves"]}
    work.session.add_all(
        Saver(
            id=saver_id,
            society_id=society.id,
            fund_id=society.fund_id,
            organization_id=society.organization_id,
            code=society.code,
            line_code=society.line_code,
            member_id=id,
            name=known[id]["name"],
            initials=known[id]["initials"],
            monthly_fen=draft.monthly_fen or society.monthly_fen,
            joined_on=work.today,
        )
        for id, saver_id in joining.items()
    )
    await work.session.flush()
    work.session.add_all(savings.accounts_of(society.fund_id, savers=joining.values()))
    await work.session.flush()
    if joining:
        work.tell("savings_joined", society, name=society.name, savers=len(joining))

    def outcome(id: UUID) -> JoinOutcome:
        if id not in known:
            return JoinOutcome.NOT_OF_UNION
        return JoinOutcome.JOINED if id in joining else JoinOutcome.ALREADY

    lines = [
        {
            "member_id": id,
            "name": known[id]["name"] if id in known else "",
            "outcome": outcome(id),
            "saver_id": joining.get(id),
        }
        for id in dict.fromkeys(draft.member_ids)
    ]
    return {"joined": len(joining), "items": lines}


async def set_monthly(work: Work, id: UUID, step: SetMonthlyStep, *, seen: int) -> Saver:
    """From now on another sum each month. Raises `NotFound`, `SaverGone`, `Stale`."""
    saver = await savings.get_saver(work.session, id, lock=True)
    rules.require_saving(saver.left_on)
    take(saver, seen)
    saver.monthly_fen = step.monthly_fen
    await work.session.flush()
    work.tell("savings_monthly_set", saver, name=saver.name, amount_fen=step.monthly_fen)
    return saver


async def collect(work: Work, id: UUID, draft: CollectionDraft) -> dict[str, Any]:
    """Take the month of those who paid, in one act: an entry for each who had not paid it, whoever else takes it at once.

    Raises `NotFound`, `SocietyClosed`, `MonthAhead`.
    """
    society = await savings.get_society(work.session, id, lock=True)
    societies.require_open(society.status)
    month = rules.month_of(draft.month)
    rules.require_begun(month, work.today)
    all_savers = await savings.find_for_month(work.session, society.id, month)
    asked = None if draft.saver_ids is None else set(draft.saver_ids)
    if asked is not None and not asked <= {saver.id for saver, _done in all_savers}:
        raise NotFound()
    paying = [saver for saver, done in all_savers if not done and (asked is None or saver.id in asked)]
    entries = await _save_month(work, society, paying, month)
    if entries:
        total = sum(saver.monthly_fen for saver in paying)
        work.tell(
            "savings_collected", society, name=society.name, month=draft.month, savers=len(entries), amount_fen=total
        )
    items = [_collected(saver, done=done, entry_id=entries.get(saver.id)) for saver, done in all_savers]
    count = {outcome: sum(item["outcome"] is outcome for item in items) for outcome in MonthOutcome}
    return {
        "month": draft.month,
        "paid": count[MonthOutcome.PAID],
        "amount_fen": sum(item["amount_fen"] for item in items if item["outcome"] is MonthOutcome.PAID),
        "already": count[MonthOutcome.ALREADY],
        "not_paid": count[MonthOutcome.NOT_PAID],
        "items": items,
    }


async def _save_month(work: Work, society: SavingsSociety, paying: Sequence[Saver], month: date) -> dict[UUID, UUID]:
    memo = f"{month:%Y-%m}"
    moves = [_movement(society, SavingsEntryKind.SAVE, each.monthly_fen, each.id, memo) for each in paying]
    ids = await savings.post(work.session, moves, by=work.doer, at=work.now)
    entries = dict(zip((each.id for each in paying), ids, strict=True))
    work.session.add_all(SavingsMonth(saver_id=saver_id, month=month, entry_id=id) for saver_id, id in entries.items())
    await work.session.flush()
    return entries


def _collected(saver: Saver, *, done: bool, entry_id: UUID | None) -> dict[str, Any]:
    outcome = MonthOutcome.ALREADY if done else MonthOutcome.PAID if entry_id else MonthOutcome.NOT_PAID
    return {
        "saver_id": saver.id,
        "name": saver.name,
        "outcome": outcome,
        "amount_fen": saver.monthly_fen,
        "entry_id": entry_id,
    }


def _movement(
    society: SavingsSociety, kind: SavingsEntryKind, amount_fen: int, saver_id: UUID | None, memo: str
) -> Movement:
    debit, credit = (savings.account_of(society.fund_id, side, saver_id) for side in rules.SIDES[kind])
    return Movement(kind=kind, amount_fen=amount_fen, debit=debit, credit=credit, memo=memo)


async def enter(work: Work, draft: SavingsEntryDraft) -> UUID:
    """Book what a saver brings or takes, or what is given to the society; the entry's id.

    Raises `NotFound`, `SocietyClosed`, `SaverGone`, `SaverShort`, `CashShort`.
    """
    society = await savings.get_society(work.session, draft.society_id, lock=True)
    societies.require_open(society.status)
    name = ""
    if draft.saver_id is not None:
        saver = await savings.get_saver(work.session, draft.saver_id, lock=True)
        if saver.society_id != society.id:
            raise NotFound()
        rules.require_saving(saver.left_on)
        name = saver.name
        if draft.kind is SavingsEntryKind.DRAW:
            there = await savings.find_saved(work.session, saver.id)
            rules.require_saved(there_fen=there, asked_fen=draft.amount_fen)
    move = _movement(society, draft.kind, draft.amount_fen, draft.saver_id, draft.memo)
    (id,) = await savings.post(work.session, [move], by=work.doer, at=work.now)
    _tell_entry(work, society, draft.kind, draft.amount_fen, name)
    return id


def _tell_entry(work: Work, society: SavingsSociety, kind: SavingsEntryKind, amount_fen: int, name: str) -> None:
    work.tell("savings_entered", society, name=society.name, saver=name, entry_kind=kind, amount_fen=amount_fen)


async def undo(work: Work, id: UUID, step: UndoStep) -> UUID:
    """Book the opposite of an entry that was a mistake; the id of the new one. Each is undone once.

    Raises `NotFound`, `NotUndone`, `SaverShort`, `CashShort`.
    """
    wanted, _debit, _credit, saver_id, _undone = await savings.find_entry(work.session, id)
    society = await savings.find_society_of(work.session, wanted.debit_fund_id, lock=True)
    saver = None if saver_id is None else await savings.get_saver(work.session, saver_id, lock=True)
    # Once more, now that nobody else can undo it.
    entry, debit, credit, _saver, undone = await savings.find_entry(work.session, id)
    kind = SavingsEntryKind(entry.kind)
    loan = None if entry.loan_id is None else await loans.get_loan(work.session, entry.loan_id, lock=True)
    over = (saver is not None and saver.left_on is not None) or (
        loan is not None and loan.state == LoanState.WRITTEN_OFF
    )
    rules.require_undoable(kind, undone=undone, left=over)
    if kind is SavingsEntryKind.SAVE and saver is not None:
        there = await savings.find_saved(work.session, saver.id)
        rules.require_saved(there_fen=there, asked_fen=entry.amount_fen)
    with at("/reason"):
        reason = clean_text(step.reason)
    new = await _post_opposite(work, society, entry, (debit, credit), saver_id, reason)
    if loan is not None:
        loan.repaid_fen -= entry.amount_fen
        loan.state, loan.ended_on = LoanState.RUNNING.value, None
    month = await savings.find_month_of(work.session, entry.id)
    if month is not None:
        month.undone = True
    await work.session.flush()
    work.tell(
        "savings_undone",
        society,
        name=society.name,
        saver=saver.name if saver else "",
        entry_kind=kind,
        amount_fen=entry.amount_fen,
        reason=reason,
    )
    return new


async def _post_opposite(
    work: Work,
    society: SavingsSociety,
    entry: LedgerEntry,
    sides: tuple[SavingsAccount, SavingsAccount],
    saver_id: UUID | None,
    reason: str,
) -> UUID:
    debit, credit = sides
    move = Movement(
        kind=SavingsEntryKind.UNDO,
        amount_fen=entry.amount_fen,
        debit=savings.account_of(society.fund_id, credit, saver_id),
        credit=savings.account_of(society.fund_id, debit, saver_id),
        loan_id=entry.loan_id,
        reverses_id=entry.id,
        memo=reason,
    )
    (id,) = await savings.post(work.session, [move], by=work.doer, at=work.now)
    return id


async def leave(work: Work, id: UUID, *, seen: int) -> Saver:
    """Let a saver leave, and pay out what is theirs. Raises `NotFound`, `SaverGone`, `SaverOwes`, `CashShort`, `Stale`."""
    wanted = await savings.get_saver(work.session, id)
    society = await savings.get_society(work.session, wanted.society_id, lock=True)
    saver = await savings.get_saver(work.session, id, lock=True)
    rules.require_saving(saver.left_on)
    take(saver, seen)
    rules.require_settled(await loans.find_open(work.session, saver.id))
    amount = await savings.find_saved(work.session, saver.id)
    if amount:
        move = _movement(society, SavingsEntryKind.DRAW, amount, saver.id, "退会")
        await savings.post(work.session, [move], by=work.doer, at=work.now)
    saver.left_on = work.today
    await work.session.flush()
    work.tell("savings_left", saver, name=saver.name, amount_fen=amount)
    return saver
