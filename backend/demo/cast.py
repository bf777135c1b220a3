"""Who acts in the seasons of the demo: the people with accounts where there are some, and others by name alone.

What they do goes through the same use cases as the product, at the moment at which it is played; so its steps, entries and
events are those that would be there if the city had worked with the product all year.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from random import Random
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.file import actions as uploads
from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.tables.account import UserAccount
from backend.demo.accounts import SINCE, Opened
from backend.demo.chance import id_at, person_name
from backend.demo.city import Node
from backend.domain.access import Grant, Role, Scope
from backend.domain.calendar import CHINA, day_of
from backend.domain.caller import Caller
from backend.domain.identity import Sex
from backend.domain.organization.codes import Level, Tree

BEGAN = datetime.combine(SINCE, datetime.min.time(), UTC)
_BORN = 1982


def morning(moment: datetime) -> datetime:
    """Half past nine of that day in China: whatever the hour at which the demo is made, its people worked by day."""
    return datetime.combine(day_of(moment), time(9, 30), CHINA).astimezone(UTC)


@dataclass(slots=True, kw_only=True)
class Cast:
    """Everybody who may act, by role and union; each is the same person whenever they are asked for."""

    session: AsyncSession
    vault: Vault
    store: FileStore
    opened: Sequence[Opened]
    chance: Random
    known: dict[tuple[Role, UUID, int], Caller] = field(default_factory=dict)
    gone: set[UUID] = field(default_factory=set)

    def act(self, role: Role, at: Node, when: datetime, *, hand: int = 0) -> Work:
        """A use case of whoever holds this role there, at that moment. `hand` 1 is their colleague."""
        caller = self.known.get((role, at.id, hand))
        if caller is None:
            caller = self.known[role, at.id, hand] = self._caller(role, at, hand)
        low, high = at.place.low, at.place.high
        return Work(
            caller=caller,
            scope=Scope(low=low, high=high, user_id=caller.user_id, organization_id=at.id),
            vault=self.vault,
            now=when,
            held=caller.permissions,
            session=self.session,
        )

    def officer(self, node: Node, level: Level, when: datetime) -> Work:
        """An officer of the union at this level above a node, or of the next above that: not every unit has a township."""
        above = node.above(level)
        return self.act(Role.OFFICER, above if above is not None and above.kind.level == level else _over(node), when)

    async def picture(self, work: Work, content: bytes, name: str, purpose: Purpose) -> UUID:
        """A picture that this person uploads. Whoever has no account in the demo had one, and has left office since."""
        await self._require_account(work.caller)
        return (await uploads.keep(work, self.store, BytesIO(content), name=name, purpose=purpose)).id

    async def _require_account(self, caller: Caller) -> None:
        if caller.login or caller.user_id in self.gone:
            return
        self.gone.add(caller.user_id)
        self.session.add(
            UserAccount(
                id=caller.user_id,
                login=f"left-{len(self.gone)}",
                name=caller.name,
                organization_id=caller.organization_id,
                code=caller.code,
                status="disabled",
                must_change_password=False,
                created_at=BEGAN,
            )
        )
        await self.session.flush()

    def _caller(self, role: Role, at: Node, hand: int) -> Caller:
        there = [each for each in self.opened if each.person.role is role and each.person.at == at.name]
        if hand < len(there):
            id, name, login = there[hand].user.id, there[hand].user.name, there[hand].user.login
        else:
            sex = Sex.FEMALE if hand == 0 else Sex.MALE
            id, name, login = id_at(BEGAN, self.chance), person_name(self.chance, sex, _BORN), ""
        return Caller(
            user_id=id,
            session_id=id,
            name=name,
            login=login,
            organization_id=at.id,
            organization_name=at.name,
            code=at.place.low,
            member_id=None,
            grants=(
                Grant(
                    id=id,
                    role=role,
                    organization_id=at.id,
                    organization_name=at.name,
                    level=at.kind.level,
                    tree=Tree.TERRITORY,
                    low=at.place.low,
                    high=at.place.high,
                    starts_on=SINCE,
                ),
            ),
            must_change_password=False,
            organization_level=at.kind.level,
        )


def _over(node: Node) -> Node:
    county = node.above(Level.COUNTY)
    assert county is not None
    return county
