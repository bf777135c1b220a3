"""What has had its time and is let go, each hour: rows, and files that have become nobody's."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import upkeep
from backend.db.queries import (
    aid_application,
    client,
    erasure,
    household_life,
    paper_request,
    recount,
    sighting,
    urge,
    view,
    webhook,
)
from backend.domain.access import EVERYTHING
from backend.domain.account.sightings import KEPT as SIGHTINGS_KEPT
from backend.domain.calendar import day_of

PULLS_KEPT = timedelta(days=366)
RECOUNTS_KEPT = timedelta(days=366)
MESSAGES_KEPT = timedelta(days=90)

Chore = Callable[[AsyncSession, datetime], Awaitable[object]]
Listing = Callable[[AsyncSession, datetime], Awaitable[Sequence[tuple[UUID, bytes]]]]

CHORES: Mapping[str, Chore] = {
    "keys": upkeep.forget_keys,
    "rows": upkeep.forget_rows,
    "batches": upkeep.forget_batches,
    "urges": lambda session, now: urge.settle(session, EVERYTHING, now=now),
    "merges": lambda session, now: upkeep.forget_merges(session, day_of(now)),
    "trials": upkeep.forget_trials,
    "followers": lambda session, now: household_life.follow_workers(session, at=now),
    "files": lambda session, now: erasure.erase_files(session, day_of(now), at=now),
    "without_file": lambda session, now: erasure.erase_without_file(session, day_of(now)),
    "applications": aid_application.forget,
    "paper_requests": paper_request.forget,
    "recounts": lambda session, now: recount.forget(session, now - RECOUNTS_KEPT),
    "sightings": lambda session, now: sighting.forget(session, day_of(now) - SIGHTINGS_KEPT),
    "pulls": lambda session, now: client.forget_pulls(session, now - PULLS_KEPT),
    "views": lambda session, now: view.forget_preferences(session),
    "messages": lambda session, now: webhook.forget_messages(session, now - MESSAGES_KEPT),
}
"""Each in a transaction of its own: what cannot be let go keeps nothing else from being let go."""

SPENT: Mapping[str, Listing] = {
    "workbooks": upkeep.list_spent_workbooks,
    "portraits": upkeep.forget_portraits,
    "papers": upkeep.forget_papers,
    "proofs": upkeep.forget_proofs,
}
"""Files whose content may be deleted once the transaction that let them go is over."""
