"""Answers about pairings: the list, and one with its log."""

from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.pairing.schemas import PairingQuery
from backend.api.work import Work, told_of
from backend.db.queries import household as households
from backend.db.queries import organization as organizations
from backend.db.queries import pairing as pairings
from backend.db.tables.pairing import Pairing, PairingContact
from backend.domain.access import Permission
from backend.domain.pairing.rules import PairingEnded, state_of

CONTACT = "pairing_contact"
_PLAIN = (
    *("id", "household_id", "organization_id", "kind", "officer_id", "name", "post", "started_on", "contact_on"),
    *("ended_on", "end_reason", "version"),
)


async def _narrow(work: Work, query: PairingQuery) -> dict[str, Any]:
    return {"today": work.today, "household_id": query.household_id, "states": query.state}


LISTING = listing(
    permission=Permission.AID_READ,
    query=PairingQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: pairings.list_pairings(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: pairings.count_pairings(scope=work.scope, cap=cap, **filters),
    person=lambda row: row["household_id"],
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One pairing. Raises `NotFound`, `TooManyPersons`."""
    return await opened(work, await pairings.get_pairing(work.session, id))


async def opened(work: Work, row: Pairing) -> dict[str, Any]:
    """A pairing for whoever keeps it: they are told of the household. Raises `TooManyPersons`."""
    await told_of(work, [row.household_id])
    return await whole(work, row)


async def whole(work: Work, row: Pairing) -> dict[str, Any]:
    """A pairing with its log opened and its steps."""
    household = await households.get_household(work.session, row.household_id)
    union = await organizations.get_organization(work.session, row.organization_id)
    state = state_of(started_on=row.started_on, last_on=row.contact_on, ended_on=row.ended_on, today=work.today)
    over = PairingEnded() if row.ended_on else None
    offers = (
        Offer("contact", "登记联系", "Enter a contact", Permission.AID_EDIT, over),
        Offer("end", "结束包保", "End", Permission.AID_EDIT, over),
    )
    return {name: getattr(row, name) for name in _PLAIN} | {
        "household_name": household.name,
        "household_number": household.number,
        "organization_name": union.name,
        "state": state,
        "hidden": [] if Permission.AID_SEE in work.held else ["done", "next"],
        "contacts": [_contact(work, each) for each in await pairings.list_contacts(work.session, row.id)],
        "steps": open_steps(work, offers),
    }


def _contact(work: Work, row: PairingContact) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "on", "help_fen", "in_kind", "by_name", "at")} | {
        name: _opened(work, row, name) for name in ("done", "next")
    }


def _opened(work: Work, row: PairingContact, column: str) -> str:
    sealed = getattr(row, column)
    return (
        ""
        if sealed is None or Permission.AID_SEE not in work.held
        else work.vault.open(sealed, CONTACT, column, row.id)
    )
