"""The unit of work of one use case: who asks, what they may see, the open transaction, the time. And the look at a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.sightings import Sightings
from backend.db.crypto import Vault
from backend.db.session import Reader
from backend.db.statements import Asked, Rows
from backend.db.tables.process import AuditEvent
from backend.domain.access import Permission, Scope
from backend.domain.calendar import day_of
from backend.domain.caller import Caller
from backend.domain.client.terms import ClientTerms
from backend.domain.member.reach import held_over
from backend.domain.organization.codes import Tree


class Placed(Protocol):
    """A row that belongs to an organization: what an audit event can be about."""

    id: Any
    code: int


@dataclass(slots=True, kw_only=True)
class _Asking:
    """Who asks, over which subtree, when, in which language."""

    caller: Caller
    scope: Scope
    vault: Vault
    now: datetime
    request_id: str = ""
    address: str = ""
    language: str = "zh"
    held: frozenset[Permission] = field(default_factory=frozenset)
    sightings: Sightings | None = None
    """Where it is noted of whom somebody at a screen is told; jobs and commands note nothing."""

    @property
    def today(self) -> date:
        """The day in China: rules about days and months are local."""
        return day_of(self.now)

    @property
    def place(self) -> tuple[int, int | None]:
        """Where what belongs to the scope as a whole stands, in the territory and in the lines."""
        by_line = self.scope.tree is Tree.LINE
        return (self.caller.code, self.scope.low) if by_line else (self.scope.low, None)

    def held_over(self, code: int | None, line_code: int | None = None) -> frozenset[Permission]:
        """What the caller may do with a row at this place: by all grants that cover it, whatever the scope."""
        return held_over(self.caller.grants, code, line_code)

    def sees(self, code: int | None, line_code: int | None) -> bool:
        """Whether the caller may see health, amounts and what people told of a row at this place."""
        return Permission.AID_SEE in self.held_over(code, line_code)

    @property
    def doer(self) -> tuple[UUID, str, str]:
        """Who acts, as a step or an entry writes it down: id, name, office."""
        office = self.caller.grant_on(self.scope.organization_id).organization_name
        return self.caller.user_id, self.caller.name, office


@dataclass(slots=True, kw_only=True)
class Reading(_Asking):
    """A look at lists: one transaction that writes nothing, close to the driver."""

    reader: Reader
    client: ClientTerms | None = None
    """The system that pulls, where it is not somebody signed in."""

    async def rows(self, asked: Asked) -> Rows:
        """All rows."""
        return await self.reader.rows(asked)

    async def value(self, asked: Asked) -> Any:
        """The first column of the first row; None when there is no row."""
        return await self.reader.value(asked)


@dataclass(slots=True, kw_only=True)
class Work(_Asking):
    """One use case in progress. Everything it does is one transaction, committed when the route has its answer."""

    session: AsyncSession

    async def rows(self, asked: Asked) -> Rows:
        """As of a `Reading`, inside this transaction."""
        await self.session.flush()
        found = await self.session.execute(asked.statement.select, dict(asked.values))
        return asked.statement.localised(Rows(map(dict, found.mappings())))

    async def value(self, asked: Asked) -> Any:
        """As of a `Reading`, inside this transaction."""
        return await self.session.scalar(asked.statement.select, dict(asked.values))

    def tell(self, event: str, about: Placed, **facts: Any) -> None:
        """Record what happened to a row, in this transaction. Secrets never go into `facts`."""
        kind = getattr(about, "__tablename__", type(about).__name__.lower())
        place = about.id if kind == "organization" else getattr(about, "organization_id", None)
        self.session.add(
            AuditEvent(
                at=self.now,
                actor_id=self.caller.user_id,
                actor_name=self.caller.name,
                event=event,
                object_kind=kind,
                object_id=about.id,
                organization_id=place,
                code=about.code,
                line_code=getattr(about, "line_code", None),
                facts=plain(facts),
                request_id=self.request_id,
                address=self.address,
            )
        )


async def told_of(work: Work | Reading, persons: Iterable[UUID], *, stops: bool = True) -> None:
    """Note that the caller is told of the circumstances of these people (`domain/account/sightings.py`).

    To be said before the answer leaves, and not of what callers know because they have just written it. Raises
    `TooManyPersons`; with `stops` off it only counts. Other systems have terms of their own.
    """
    if work.sightings is None or (isinstance(work, Reading) and work.client is not None):
        return
    await work.sightings.note(work, work.caller.user_id, persons, now=work.now, stops=stops)


def plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as JSON can carry them: dates and ids as text, sets as sorted lists."""
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or value is None or isinstance(value, (int, float)):
        return value
    return str(value)
