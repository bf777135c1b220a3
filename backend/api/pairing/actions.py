"""All that can happen to a pairing: begun, a contact entered, ended."""

from uuid import UUID

from backend.api.pairing.reading import CONTACT
from backend.api.pairing.schemas import EndPairingStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import household as households
from backend.db.queries import officer as officers
from backend.db.queries import pairing as pairings
from backend.db.tables.pairing import Pairing, PairingContact
from backend.db.types import new_id
from backend.domain.aid.codes import HouseholdStatus
from backend.domain.organization.codes import Post
from backend.domain.pairing import rules
from backend.domain.pairing.rules import ContactDraft, PairingDraft
from backend.domain.refusals import at
from backend.domain.text import clean_text


async def begin(work: Work, draft: PairingDraft) -> Pairing:
    """Pair a helper with a household on file. An officer of the register is named as the register names them.

    Raises `NotFound`, `PairingWithoutFile`, `PairingDayOut`.
    """
    household = await households.get_household(work.session, draft.household_id, lock=True)
    rules.require_on_file(HouseholdStatus(household.status))
    rules.require_between(draft.started_on, household.opened_on or draft.started_on, work.today, "/started_on")
    name, post = draft.name, draft.post
    if draft.officer_id is not None:
        officer = await officers.get_officer(work.session, draft.officer_id)
        name, post = officer.name, post or Post(officer.post).zh
    row = Pairing(
        household_id=household.id,
        organization_id=household.organization_id,
        code=household.code,
        line_code=household.line_code,
        kind=str(draft.kind),
        officer_id=draft.officer_id,
        name=name,
        post=post,
        started_on=draft.started_on,
        made_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("pairing_begun", row, name=row.name, number=household.number, started_on=row.started_on)
    return row


async def enter_contact(work: Work, id: UUID, draft: ContactDraft, *, seen: int) -> Pairing:
    """Write a contact into the log. Raises `NotFound`, `PairingEnded`, `PairingDayOut`, `Stale`."""
    row = await pairings.get_pairing(work.session, id, lock=True)
    rules.require_running(row.ended_on)
    rules.require_between(draft.on, row.started_on, work.today, "/on")
    take(row, seen)
    contact_id = new_id()
    sealed = {
        name: work.vault.seal(said, CONTACT, name, contact_id)
        for name, said in (("done", draft.done), ("next", draft.next))
        if said
    }
    work.session.add(
        PairingContact(
            id=contact_id,
            pairing_id=row.id,
            household_id=row.household_id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            on=draft.on,
            done=sealed.get("done"),
            next=sealed.get("next"),
            help_fen=draft.help_fen,
            in_kind=draft.in_kind,
            by_name=work.caller.name,
            at=work.now,
        )
    )
    row.contact_on = max(draft.on, row.contact_on or draft.on)
    await work.session.flush()
    work.tell("pairing_contacted", row, name=row.name, on=draft.on, help_fen=draft.help_fen)
    return row


async def end(work: Work, id: UUID, asked: EndPairingStep, *, seen: int) -> Pairing:
    """End a pairing. Raises `NotFound`, `PairingEnded`, `PairingDayOut`, `Stale`."""
    row = await pairings.get_pairing(work.session, id, lock=True)
    rules.require_running(row.ended_on)
    rules.require_between(asked.on, row.contact_on or row.started_on, work.today, "/on")
    take(row, seen)
    with at("/reason"):
        row.end_reason = clean_text(asked.reason)
    row.ended_on = asked.on
    await work.session.flush()
    work.tell("pairing_ended", row, name=row.name, on=asked.on, reason=row.end_reason)
    return row
