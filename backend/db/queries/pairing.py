"""Pairings: the list with where each is, one with its contacts."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.aid import Household
from backend.db.tables.organization import Organization
from backend.db.tables.pairing import Pairing, PairingContact
from backend.domain.access import Scope
from backend.domain.pairing.codes import PairingState
from backend.domain.pairing.rules import SILENT_AFTER
from backend.domain.refusals import NotFound

pairing: Any = Pairing.__table__  # type: ignore[attr-defined]
contact: Any = PairingContact.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


def list_pairings(
    *,
    scope: Scope,
    today: date,
    household_id: UUID | None,
    states: Sequence[str],
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Pairings of the subtree, the newest first."""
    last = func.coalesce(pairing.c.contact_on, pairing.c.started_on)
    state = case(
        (pairing.c.ended_on.is_not(None), PairingState.ENDED.value),
        (last < literal(today - SILENT_AFTER), PairingState.SILENT.value),
        else_=PairingState.ACTIVE.value,
    )
    conditions: list[ColumnElement[bool]] = [within(pairing, scope)]
    if household_id is not None:
        conditions.append(pairing.c.household_id == household_id)
    if states:
        conditions.append(state.in_(states))
    if after is not None:
        conditions.append(pairing.c.id < UUID(after[0]))
    names = (
        *("id", "household_id", "kind", "officer_id", "name", "post", "started_on", "contact_on", "ended_on"),
        *("end_reason", "version"),
    )
    return (
        select(
            *[pairing.c[name] for name in names],
            household.c.name.label("household_name"),
            household.c.number.label("household_number"),
            pairing.c.organization_id,
            org.c.name.label("organization_name"),
            state.label("state"),
        )
        .select_from(
            pairing.join(household, household.c.id == pairing.c.household_id).join(
                org, org.c.id == pairing.c.organization_id
            )
        )
        .where(*conditions)
        .order_by(pairing.c.id.desc())
        .limit(limit)
    )


def count_pairings(*, cap: int, **filters: Any) -> Select[Any]:
    """How many pairings a list has, counted up to `cap`."""
    return select(func.count()).select_from(list_pairings(after=None, limit=cap, **filters).subquery())


async def get_pairing(session: AsyncSession, id: UUID, *, lock: bool = False) -> Pairing:
    """A pairing, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(Pairing, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_contacts(session: AsyncSession, pairing_id: UUID) -> Sequence[PairingContact]:
    """The contacts of a pairing, the latest first."""
    asked = (
        select(PairingContact)
        .where(contact.c.pairing_id == pairing_id)
        .order_by(contact.c.on.desc(), contact.c.id.desc())
    )
    return (await session.scalars(asked)).all()
