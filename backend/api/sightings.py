"""Of whom accounts are told: gathered here, written down each second, held against the limits of an hour and a day.

A look at a list writes nothing and asks nothing besides the list, so neither may this (trust.md A-08). What was told is
noted in the memory of the process, and one statement a second writes it down for all accounts and says how many persons
each has by now, those told by other processes included. So the stop may come up to a second late: after a start, and
for what another process tells meanwhile. A refusal is never by memory alone: before it, the database is asked.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries import sighting as queries
from backend.db.queries.sighting import Seen
from backend.db.session import Database
from backend.db.statements import Asker
from backend.db.tables.account import UserAccount
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.account.sightings import has_room, hour_of, require_room, sets_off_alarm
from backend.domain.calendar import day_of
from backend.domain.refusals import Refusal

log = structlog.get_logger()

EVERY: Final = 1.0
"""Seconds between two writings."""
LONG: Final = 1_000
"""So many that wait are written at once."""
MOST_WAITING: Final = 50_000
"""While nothing can be written: with more, the oldest are let go rather than fill the memory."""


@dataclass(slots=True)
class _Told:
    """Of whom one account was told on one day, as far as this process knows."""

    persons: set[UUID] = field(default_factory=set)
    elsewhere: int = 0
    """How many others it was told of by other processes, as of the last writing."""
    leave: bool = False

    @property
    def count(self) -> int:
        return len(self.persons) + self.elsewhere


class Sightings:
    """What this process has told, by account and day."""

    def __init__(self) -> None:
        self._told: dict[tuple[UUID, date], _Told] = {}
        self._waiting: list[Seen] = []
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._wake = asyncio.Event()
        self._ended = False

    async def note(
        self, asker: Asker, user_id: UUID, persons: Iterable[UUID], *, now: datetime, stops: bool = True
    ) -> None:
        """Note that an account is told of these persons. Raises `TooManyPersons` where some are new and one too many.

        `asker` is the transaction of the request; it is asked something only before a refusal. What must be told whole
        or not at all is noted with `stops` off: it counts, and is not refused.
        """
        day = day_of(now)
        told = self._told.setdefault((user_id, day), _Told())
        wanted = set(persons)
        if stops and not told.leave and not has_room(told.count, len(wanted - told.persons)):
            await self._look_up(asker, user_id, day, told)
            if not told.leave:
                require_room(told.count, len(wanted - told.persons), now=now)
        # Nothing is awaited from here on: two requests at once do not both find room for themselves.
        new = wanted - told.persons
        told.persons |= new
        hour = hour_of(now)
        self._waiting += [Seen(user_id, day, hour, person) for person in new]
        self._latest = max(self._latest, now)
        if len(self._waiting) >= LONG:
            self._wake.set()

    @staticmethod
    async def _look_up(asker: Asker, user_id: UUID, day: date, told: _Told) -> None:
        """What the database knows and this process does not: persons told by others, the leave of this day."""
        told.leave = bool(await asker.value(queries.leaves_of(user_id, day)))
        found = await asker.rows(queries.persons_of(user_id, day))
        told.persons |= {row["person_id"] for row in found}
        told.elsewhere = 0

    async def write(self, database: Database) -> None:
        """Write down what waits, and bring whoever was told of very many within an hour to the record.

        What cannot be written waits for the next time.
        """
        taken, self._waiting = self._waiting, []
        if not taken:
            return
        try:
            async with database.transaction(EVERYTHING) as session:
                kept = await queries.keep(session, taken)
                for (user_id, day, hour), (before, after) in kept.in_hour.items():
                    if sets_off_alarm(before, after):
                        account = await session.get_one(UserAccount, user_id)
                        _tell(
                            session,
                            self._latest,
                            account,
                            "sighting_alarm_reached",
                            people=after,
                            day=day.isoformat(),
                            hour=hour,
                        )
        except BaseException:
            self._waiting = taken + self._waiting
            raise
        waiting = Counter((each.user_id, each.day) for each in self._waiting)
        for of_day, count in kept.in_day.items():
            if of_day in self._told:
                written = len(self._told[of_day].persons) - waiting[of_day]
                self._told[of_day].elsewhere = max(0, count - written)
        today = day_of(self._latest)
        self._told = {of_day: told for of_day, told in self._told.items() if of_day[1] >= today}

    async def run(self, database: Database) -> None:
        """Write each second, until `end`; then once more."""
        while not self._ended:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), EVERY)
            self._wake.clear()
            await self._try(database)

    def end(self) -> None:
        """Let `run` write the last and come to its end."""
        self._ended = True
        self._wake.set()

    async def _try(self, database: Database) -> None:
        try:
            await self.write(database)
        except (Refusal, DBAPIError, OSError) as error:
            log.error("sightings_wait", error=type(error).__name__, waiting=len(self._waiting))
        except Exception as error:
            log.error("sightings_stumbled", error=type(error).__name__, waiting=len(self._waiting), exc_info=error)
        lost = len(self._waiting) - MOST_WAITING
        if lost > 0:
            log.error("sightings_lost", lost=lost)
            del self._waiting[:lost]


def _tell(session: AsyncSession, now: datetime, account: UserAccount, event: str, **facts: Any) -> None:
    """Record what the house noticed of an account: not as an act of its own, which its holder would read."""
    session.add(
        AuditEvent(
            at=now,
            event=event,
            object_kind="user_account",
            object_id=account.id,
            organization_id=account.organization_id,
            code=account.code,
            facts=facts,
        )
    )
