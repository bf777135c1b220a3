"""Setting what unions below remit, and following what is booked for it (FND-02)."""

from typing import Any
from uuid import UUID

from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import remittance as remittances
from backend.db.tables.organization import Organization
from backend.db.tables.remittance import RemittanceDuty
from backend.db.tables.voucher import Voucher
from backend.domain.refusals import NotFound, Stale, at
from backend.domain.remittance import duties as rules
from backend.domain.remittance.duties import DutyDraft, DutySheet
from backend.domain.text import clean_text


async def set_sheet(work: Work, sheet: DutySheet) -> int:
    """Set, change or take away what unions directly below the caller's own remit for a year, all of it or nothing.

    Returns how many changed. Raises `RemittanceYearOut`, `RemittanceTwice`, `RemittanceNotBelow`, `RemittanceReceived`,
    `Stale`.
    """
    own = work.scope.organization_id
    if own is None:
        raise NotFound()
    rules.require_year(sheet, today=work.today)
    rules.require_once(sheet)
    above = await organizations.get_organization(work.session, own)
    ids = [draft.organization_id for draft in sheet.items]
    unions = await remittances.find_owing(work.session, ids, own)
    kept = await remittances.hold_duties(work.session, ids, sheet.year)
    changed = 0
    for position, draft in enumerate(sheet.items):
        with at(f"/items/{position}"):
            union = unions.get(draft.organization_id)
            if union is None:
                raise rules.RemittanceNotBelow()
            changed += await _set(work, sheet, draft, union, above, kept.get(union.id))
    await work.session.flush()
    return changed


async def _set(
    work: Work,
    sheet: DutySheet,
    draft: DutyDraft,
    union: Organization,
    above: Organization,
    row: RemittanceDuty | None,
) -> bool:
    """One row of the sheet; whether it changed anything."""
    version = 0 if row is None else row.version
    if draft.version != version:
        raise Stale(current=version)
    document = clean_text(sheet.document_number)
    facts: dict[str, Any] = {"name": union.name, "year": sheet.year, "amount_fen": draft.amount_fen}
    if row is None:
        if draft.amount_fen == 0:
            return False
        row = RemittanceDuty(
            organization_id=union.id,
            code=union.code,
            line_code=union.line_code,
            to_id=above.id,
            to_name=above.name,
            year=sheet.year,
            due_on=sheet.due_on,
            amount_fen=draft.amount_fen,
            document_number=document,
            set_by_name=work.caller.name,
            set_at=work.now,
        )
        work.session.add(row)
        await work.session.flush()
        work.tell("remittance_set", row, **facts, due_on=sheet.due_on)
        return True
    rules.require_not_below_what_came(name=union.name, amount_fen=draft.amount_fen, paid_fen=row.paid_fen)
    if draft.amount_fen == 0:
        work.tell("remittance_taken_away", row, name=union.name, year=sheet.year)
        await work.session.delete(row)
        return True
    new = {"amount_fen": draft.amount_fen, "due_on": sheet.due_on, "document_number": document or row.document_number}
    changes = {name: [getattr(row, name), value] for name, value in new.items() if getattr(row, name) != value}
    if not changes:
        return False
    for name, value in new.items():
        setattr(row, name, value)
    row.to_id, row.to_name = above.id, above.name
    row.set_by_name, row.set_at, row.version = work.caller.name, work.now, row.version + 1
    work.tell("remittance_changed", row, name=union.name, year=sheet.year, changes=changes)
    return True


async def require_owed(work: Work, id: UUID, *, amount_fen: int, received_by: UUID) -> None:
    """That so much is still owed to this union by that duty. Raises `NotFound`, `RemittanceElsewhere`,
    `RemittanceExceeded`."""
    await _require_owed(work, await remittances.get_duty(work.session, id), amount_fen, received_by)


async def follow_voucher(work: Work, voucher: Voucher, reversed_: Voucher | None) -> None:
    """What a booked voucher brought, or its reversal took back, counts for its duty. Held before the accounts of the
    ledger. Raises `RemittanceExceeded`."""
    told = voucher if reversed_ is None else reversed_
    if told.remittance_id is None:
        return
    row = await remittances.get_duty(work.session, told.remittance_id, lock=True)
    if reversed_ is None:
        await _require_owed(work, row, voucher.amount_fen, voucher.organization_id)
        row.paid_fen += voucher.amount_fen
        row.paid_on = work.today
    else:
        row.paid_fen -= voucher.amount_fen
    row.version += 1


async def _require_owed(work: Work, row: RemittanceDuty, amount_fen: int, received_by: UUID) -> None:
    rules.require_owed(
        name=await remittances.name_of(work.session, row),
        amount_fen=amount_fen,
        owed_fen=row.amount_fen - row.paid_fen,
        asked_by=row.to_id,
        received_by=received_by,
    )
