"""All that can happen to a fund and to the money in it beside cases: made, written down, checked, booked, locked, closed."""

from uuid import UUID

from sqlmodel import col, select

from backend.api.fund import storing
from backend.api.fund.schemas import EndVoucher, FundTurnStep, LockStep
from backend.api.proofs import take_proof
from backend.api.remittance import actions as remittances
from backend.api.versions import take
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.queries import fund as funds
from backend.db.queries import ledger
from backend.db.queries import organization as organizations
from backend.db.queries import protection as protections
from backend.db.tables.fund import Fund, LedgerAccount
from backend.db.tables.voucher import Voucher
from backend.db.types import new_id
from backend.domain.fund import vouchers as rules
from backend.domain.fund.codes import AccountKind, EntryKind, FundStatus, FundStep, VoucherKind, VoucherState
from backend.domain.fund.funds import (
    FUND_WORKFLOW,
    FundDraft,
    last_day,
    require_empty,
    require_in_time,
    require_lockable,
)
from backend.domain.fund.goods import worth_of
from backend.domain.fund.ledger import ACCOUNTS, require_open
from backend.domain.fund.vouchers import VoucherDraft
from backend.domain.organization.changes import require_active


async def make(work: Work, draft: FundDraft) -> Fund:
    """Open a fund, with nothing in it, for a union of the subtree. Raises `NotFound`, `NotLiving`."""
    union = await organizations.get_organization(work.session, draft.organization_id)
    require_active(union.name, union.status)
    own = union.id == work.scope.organization_id
    fund = Fund(
        id=new_id(),
        organization_id=union.id,
        code=union.code,
        line_code=work.place[1] if own and union.line_code is None else union.line_code,
        name=draft.name,
        source=draft.source.value,
        year=draft.year,
        document_number=draft.document_number,
        purpose=draft.purpose,
        spend_by=draft.spend_by,
        made_by=work.caller.user_id,
        made_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(fund)
    await work.session.flush()
    work.session.add_all(ledger.accounts_of(fund.id))
    await work.session.flush()
    work.tell("fund_made", fund, name=fund.name, fund_source=fund.source, year=fund.year)
    return fund


async def lock_months(work: Work, id: UUID, step: LockStep, *, seen: int) -> Fund:
    """Lock a month and all before it. Raises `NotFound`, `MonthNotOver`, `MonthLocked`, `Stale`."""
    fund = await funds.get_fund(work.session, id, lock=True)
    year, month = (int(part) for part in step.month.split("-"))
    through = last_day(year, month)
    require_lockable(through, locked=fund.locked_through, today=work.today)
    take(fund, seen)
    fund.locked_through = through
    await work.session.flush()
    work.tell("fund_month_locked", fund, name=fund.name, month=step.month)
    return fund


async def turn(work: Work, id: UUID, step: FundTurnStep, *, seen: int) -> Fund:
    """Close an empty fund, or open a closed one again. Raises `NotFound`, `StepNotPossible`, `FundNotEmpty`, `Stale`."""
    fund = await funds.get_fund(work.session, id, lock=True)
    status = FUND_WORKFLOW.advance(FundStatus(fund.status), FundStep(step.step), work.held)
    if status is FundStatus.CLOSED:
        await _require_empty(work, fund)
    take(fund, seen)
    fund.status = status.value
    await work.session.flush()
    if status is FundStatus.CLOSED:
        work.tell("fund_closed", fund, name=fund.name)
    else:
        work.tell("fund_reopened", fund, name=fund.name)
    return fund


async def _require_empty(work: Work, fund: Fund) -> None:
    found = await work.session.execute(
        select(LedgerAccount.kind, LedgerAccount.balance_fen).where(col(LedgerAccount.fund_id) == fund.id)
    )
    balances = {AccountKind(kind): fen for kind, fen in found}
    require_empty(balances[AccountKind.AVAILABLE], balances[AccountKind.RESERVED], balances[AccountKind.GOODS])


async def propose(work: Work, draft: VoucherDraft) -> Voucher:
    """Write a voucher down; nothing moves until a second officer has checked it.

    Raises `NotFound`, `FundClosed`, `FundPastItsDay`, `NotBelow`, `NotReversible`, `NotAProof`, `GoodsShort`,
    `RemittanceElsewhere`, `RemittanceExceeded`.
    """
    reversed_ = None
    if draft.reverses_id is not None:
        reversed_ = await funds.get_entry(work.session, draft.reverses_id)
        rules.require_reversible(EntryKind(reversed_.kind))
        fund_id, amount = reversed_.credit_fund_id, reversed_.amount_fen
    elif draft.lot_id is not None:
        fund_id, amount = await storing.find_loss(work, draft.lot_id, draft.pieces or 0)
    else:
        assert draft.fund_id is not None
        fund_id, amount = draft.fund_id, draft.amount_fen or worth_of(draft.goods)
    fund = await funds.get_fund(work.session, fund_id)
    other_id = draft.other_fund_id
    if reversed_ is not None and reversed_.debit_fund_id != fund.id:
        other_id = reversed_.debit_fund_id
    other = None if other_id is None else await funds.get_fund(work.session, other_id)
    if reversed_ is None:
        _require_usable(work, fund, draft.kind)
    if other is not None and reversed_ is None:
        await _require_below(work, fund, other)
    if draft.remittance_id is not None:
        received_by = fund.organization_id
        await remittances.require_owed(work, draft.remittance_id, amount_fen=amount, received_by=received_by)
    file = None if draft.file_id is None else await take_proof(work, draft.file_id, pointer="/file_id")
    voucher = Voucher(
        id=new_id(),
        number=await next_number(work.session, Series.VOUCHER, work.today.year),
        kind=draft.kind.value,
        organization_id=fund.organization_id,
        code=fund.code,
        line_code=fund.line_code,
        fund_id=fund.id,
        other_fund_id=other.id if other else None,
        reverses_id=draft.reverses_id,
        amount_fen=amount,
        document_number=draft.document_number,
        document_on=draft.document_on,
        file_id=file.id if file else None,
        file_sha256=file.sha256 if file else None,
        file_type=file.media_type if file else "",
        note=draft.note,
        payee=draft.payee,
        households=draft.households,
        goods=[each.written() for each in draft.goods],
        lot_id=draft.lot_id,
        pieces=draft.pieces,
        remittance_id=draft.remittance_id,
        made_by=work.caller.user_id,
        made_by_name=work.caller.name,
        made_at=work.now,
    )
    work.session.add(voucher)
    await work.session.flush()
    work.tell("voucher_proposed", voucher, number=voucher.number, voucher_kind=voucher.kind, amount_fen=amount)
    return voucher


def _require_usable(work: Work, fund: Fund, kind: VoucherKind) -> None:
    require_open(fund.status)
    if kind in (VoucherKind.EXPENSE, VoucherKind.PURCHASE):
        require_in_time(fund.spend_by, today=work.today)


async def _require_below(work: Work, fund: Fund, other: Fund) -> None:
    require_open(other.status)
    union = await organizations.get_organization(work.session, fund.organization_id)
    if other.organization_id == union.id or not union.code <= other.code <= union.code_hi:
        raise rules.NotBelow()


async def confirm(work: Work, id: UUID, *, seen: int) -> Voucher:
    """Check a voucher of another officer's and book it: one entry, in this transaction.

    Raises `NotFound`, `VoucherOver`, `SameOfficer`, `FundClosed`, `FundPastItsDay`, `FundShort`, `FundUnreachable`, `Stale`,
    and of goods `GoodsShort`, `GoodsTouched`, of a remittance `RemittanceExceeded`.
    """
    voucher = await funds.get_voucher(work.session, id, lock=True)
    rules.require_proposed(VoucherState(voucher.state))
    rules.require_second(maker=voucher.made_by, acting=work.caller.user_id)
    take(voucher, seen)
    fund = await funds.get_fund(work.session, voucher.fund_id, lock=True)
    kind = VoucherKind(voucher.kind)
    if kind is not VoucherKind.REVERSAL:
        _require_usable(work, fund, kind)
    # Before the accounts of the ledger, as whoever moves goods holds them.
    await remittances.follow_voucher(work, voucher, await _reversed(work, voucher))
    lots = await storing.hold(work, voucher)
    (entry_id,) = await ledger.post(work.session, [await _movement(work, voucher)], by=work.doer, at=work.now)
    voucher.state, voucher.entry_id = VoucherState.BOOKED.value, entry_id
    await storing.follow(work, voucher, fund, lots)
    _check(work, voucher)
    await work.session.flush()
    await protections.follow_voucher(work.session, voucher, at=work.now)
    facts = {"voucher_kind": voucher.kind, "amount_fen": voucher.amount_fen}
    work.tell("voucher_booked", voucher, number=voucher.number, **facts)
    return voucher


async def _reversed(work: Work, voucher: Voucher) -> Voucher | None:
    if voucher.reverses_id is None:
        return None
    entry = await funds.get_entry(work.session, voucher.reverses_id)
    return None if entry.voucher_id is None else await funds.get_voucher(work.session, entry.voucher_id)


def _check(work: Work, voucher: Voucher) -> None:
    voucher.checked_by, voucher.checked_by_name = work.caller.user_id, work.caller.name
    voucher.checked_at = work.now


async def _movement(work: Work, voucher: Voucher) -> ledger.Movement:
    told = voucher.kind in (VoucherKind.EXPENSE, VoucherKind.LOSS)
    memo = voucher.note if told else voucher.document_number or voucher.note
    values = {"amount_fen": voucher.amount_fen, "voucher_id": voucher.id, "memo": memo}
    if voucher.reverses_id is not None:
        return await _reversal(work, voucher.reverses_id, values)
    kind = EntryKind(voucher.kind)
    debit, credit = ACCOUNTS[kind]
    above, below = voucher.fund_id, voucher.other_fund_id or voucher.fund_id
    to, of = (above, below) if kind is EntryKind.TAKE_BACK else (below, above)
    return ledger.Movement(kind=kind, debit=(to, debit), credit=(of, credit), **values)  # type: ignore[arg-type]


async def _reversal(work: Work, reverses_id: UUID, values: dict[str, object]) -> ledger.Movement:
    entry = await funds.get_entry(work.session, reverses_id)
    found = await work.session.execute(
        select(LedgerAccount.id, LedgerAccount.kind).where(col(LedgerAccount.id).in_([entry.debit_id, entry.credit_id]))
    )
    kinds = {id: AccountKind(kind) for id, kind in found}
    return ledger.Movement(
        kind=EntryKind.REVERSAL,
        debit=(entry.credit_fund_id, kinds[entry.credit_id]),
        credit=(entry.debit_fund_id, kinds[entry.debit_id]),
        reverses_id=entry.id,
        **values,  # type: ignore[arg-type]
    )


async def end(work: Work, id: UUID, step: EndVoucher, *, seen: int) -> Voucher:
    """Refuse a voucher of another officer's, or take one's own back. Raises `NotFound`, `VoucherOver`, `Stale`."""
    voucher = await funds.get_voucher(work.session, id, lock=True)
    rules.require_proposed(VoucherState(voucher.state))
    refused = step.step == "refuse"
    rule = rules.require_second if refused else rules.require_maker
    rule(maker=voucher.made_by, acting=work.caller.user_id)
    take(voucher, seen)
    voucher.state = (VoucherState.REFUSED if refused else VoucherState.WITHDRAWN).value
    voucher.answer = step.answer
    _check(work, voucher)
    await work.session.flush()
    await protections.follow_voucher(work.session, voucher, at=work.now)
    if refused:
        work.tell("voucher_refused", voucher, number=voucher.number)
    else:
        work.tell("voucher_withdrawn", voucher, number=voucher.number)
    return voucher
