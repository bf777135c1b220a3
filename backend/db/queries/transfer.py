"""Reading transfers as each side may see them, and the doors through which one side reaches the other.

What the asking union may know of a request it made: its own words and its state. Whether there is such a person, and
where, it learns from the leaving union's answer and from nothing before. A request that met nobody is a row like one
that met somebody; both are shown without the leaving union, its member's id and sex until they are released.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, and_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase
from backend.db.tables.member import Transfer
from backend.db.types import new_id
from backend.domain.access import Scope
from backend.domain.aid.case_codes import UNDER_WAY
from backend.domain.calendar import start_of
from backend.domain.identity import mask_name
from backend.domain.member.codes import TransferForm, TransferHousehold, TransferStatus
from backend.domain.member.moves import OPEN, is_overdue
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound

transfer: Any = Transfer.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]

COLUMNS = tuple(column.name for column in transfer.c)
_OPEN = tuple(str(status) for status in OPEN)
_BY_RECEIVER = ("submitted", "released")
_TOLD = ("released", "accepted")
"""States of a request in which the asking union knows where the member stood."""


def _at_end(end: str, scope: Scope) -> ColumnElement[bool]:
    column = transfer.c[f"{end}_code" if scope.tree is Tree.TERRITORY else f"{end}_line_code"]
    return and_(column >= literal(scope.low, BigInteger), column <= literal(scope.high, BigInteger))


def inside(scope: Scope, code: int | None, line_code: int | None) -> bool:
    """Whether an end of a transfer lies in the scope."""
    place = code if scope.tree is Tree.TERRITORY else line_code
    return place is not None and scope.low <= place <= scope.high


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFilters:
    """What a list of transfers is narrowed by; `since` and `until` are days in China, both included."""

    side: str = "all"
    statuses: Sequence[str] = ()
    q: str | None = None
    overdue_on: date | None = None
    other_id: UUID | None = None
    forms: Sequence[str] = ()
    reasons: Sequence[str] = ()
    since: date | None = None
    until: date | None = None


def _conditions(scope: Scope, asked: TransferFilters) -> list[ColumnElement[bool]]:
    c = transfer.c
    ends = {"in": [_at_end("to", scope)], "out": [_at_end("from", scope)]}
    found: list[ColumnElement[bool]] = [or_(*ends.get(asked.side, ends["in"] + ends["out"]))]
    for column, values in ((c.status, asked.statuses), (c.form, asked.forms), (c.reason, asked.reasons)):
        if values:
            found.append(column.in_([str(value) for value in values]))
    if asked.q:
        # strpos and not LIKE: what people type may hold % and _.
        found.append(or_(func.strpos(c.member_name, asked.q) > 0, func.strpos(c.number, asked.q.upper()) > 0))
    if asked.overdue_on is not None:
        found.append(and_(c.status.in_(_OPEN), c.due_on < asked.overdue_on))
    if asked.other_id is not None:
        found.append(_with(asked.other_id, scope))
    if asked.since is not None:
        found.append(c.requested_at >= start_of(asked.since))
    if asked.until is not None:
        found.append(c.requested_at < start_of(asked.until + timedelta(days=1)))
    return found


def _with(other: UUID, scope: Scope) -> ColumnElement[bool]:
    """The union on the other side, as far as the caller's side may know it: where somebody who was asked for stands is
    not told by a filter either, before it is released."""
    c = transfer.c
    known = or_(c.form == TransferForm.PUSH.value, c.status.in_(_TOLD))
    return or_(
        and_(_at_end("from", scope), c.to_organization_id == other),
        and_(_at_end("to", scope), c.from_organization_id == other, known),
    )


def list_transfers(scope: Scope, asked: TransferFilters, *, after: UUID | None, limit: int) -> Select[Any]:
    """One page of transfers, newest first."""
    statement = select(*transfer.c).where(*_conditions(scope, asked))
    if after is not None:
        statement = statement.where(transfer.c.id < after)
    return statement.order_by(transfer.c.id.desc()).limit(limit)


def count_transfers(scope: Scope, asked: TransferFilters, *, cap: int) -> Select[Any]:
    """How many transfers a list has, counted up to `cap`."""
    inner = select(transfer.c.id).where(*_conditions(scope, asked)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


async def count_queues(session: AsyncSession, scope: Scope, today: date) -> dict[str, dict[str, int]]:
    """Open transfers on both sides: waiting for us, waiting for the other union, overdue."""
    c = transfer.c
    by_receiver = c.status.in_(_BY_RECEIVER)
    late = c.due_on < today

    def count(*conditions: ColumnElement[bool]) -> Any:
        return func.count().filter(and_(*conditions))

    incoming, outgoing = _at_end("to", scope), _at_end("from", scope)
    found = await session.execute(
        select(
            count(incoming, by_receiver),
            count(incoming, ~by_receiver),
            count(incoming, late),
            count(outgoing, ~by_receiver),
            count(outgoing, by_receiver),
            count(outgoing, late),
        ).where(or_(incoming, outgoing), c.status.in_(_OPEN))
    )
    figures = found.one()
    names = ("waiting_for_us", "waiting_for_them", "overdue")
    return {
        "incoming": dict(zip(names, figures[:3], strict=True)),
        "outgoing": dict(zip(names, figures[3:], strict=True)),
    }


def shown(row: Mapping[str, Any], *, leaving: bool, receiving: bool, full_name: bool, today: date) -> dict[str, Any]:
    """A transfer as somebody on these sides may see it."""
    form, status = TransferForm(row["form"]), TransferStatus(row["status"])
    answered = form is TransferForm.PUSH or status.value in _TOLD
    origin = leaving or answered
    arrived = receiving and status is TransferStatus.ACCEPTED
    item = {
        name: row[name]
        for name in (
            *("id", "number", "form", "status", "reason", "note", "answer", "requested_by_name", "requested_at"),
            *("due_on", "decided_at", "effective_on", "version", "household"),
        )
    }
    return item | {
        "member_id": row["member_id"] if leaving or arrived else None,
        "member_name": row["member_name"] if full_name else mask_name(row["member_name"]),
        "member_sex": row["member_sex"] if origin else None,
        "from_organization": _named(row, "from") if origin else None,
        "to_organization": _named(row, "to"),
        "side": "both" if leaving and receiving else "out" if leaving else "in",
        "overdue": is_overdue(status, row["due_on"], today),
    }


def _named(row: Mapping[str, Any], end: str) -> dict[str, Any] | None:
    id = row[f"{end}_organization_id"]
    return None if id is None else {"id": id, "name": row[f"{end}_organization_name"]}


async def get_transfer(session: AsyncSession, id: UUID, *, lock: bool = False) -> Transfer:
    """The transfer, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Transfer, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def has_open(session: AsyncSession, member_id: UUID) -> bool:
    """Whether a transfer of a member of the caller's is under way."""
    found = await session.execute(
        select(transfer.c.id).where(transfer.c.member_id == member_id, transfer.c.status.in_(_OPEN))
    )
    return found.first() is not None


async def search_directory(session: AsyncSession, q: str, *, most: int) -> list[dict[str, Any]]:
    """Living basic unions of the whole city by a part of their name (doors.py)."""
    door = func.directory_of_unions(q, most).table_valued("id", "name", "county_name")
    return [dict(row) for row in (await session.execute(select(door))).mappings()]


async def find_destination(session: AsyncSession, id: UUID) -> Mapping[str, Any] | None:
    """A living basic union anywhere, its place held until the end of the transaction (doors.py)."""
    door = func.destination_of_transfer(id).table_valued("id", "name", "code", "line_code", "code_hi")
    row = (await session.execute(select(door))).mappings().first()
    return None if row is None else dict(row)


async def request(
    session: AsyncSession, asked: Mapping[str, str], *, id_number_index: bytes, on: date, at: datetime
) -> bool:
    """Ask for somebody, whether or not there is such a person; False when the union is not the caller's (doors.py)."""
    said = literal(dict(asked), JSONB)
    done = await session.scalar(select(func.request_transfer(said, id_number_index, on, at, new_id())))
    return bool(done)


async def arrive(session: AsyncSession, id: UUID, *, on: date, at: datetime, by: UUID, name: str) -> bool:
    """Move the membership of an open transfer into the receiving union, which is the caller's (doors.py)."""
    done = await session.scalar(select(func.arrive_member(id, on, at, by, name, new_id(), new_id())))
    return bool(done)


async def bring_households(session: AsyncSession, id: UUID, *, at: datetime) -> list[tuple[UUID, str, bool]]:
    """Let the household files of somebody who was just taken in follow (doors.py): each, its number, whether it came."""
    found = await session.execute(select(func.bring_households(id, at).table_valued("file", "called", "came")))
    return [(row.file, row.called, row.came) for row in found]


async def find_household(session: AsyncSession, member_id: UUID) -> TransferHousehold | None:
    """What will become of the file of somebody in the scope who is to leave; None where the scope holds none."""
    waits = (
        select(aid_case.c.id)
        .where(aid_case.c.household_id == household.c.id, aid_case.c.status.in_([str(status) for status in UNDER_WAY]))
        .correlate(household)
        .exists()
    )
    found = await session.scalars(select(waits).select_from(household).where(household.c.member_id == member_id))
    waiting = found.all()
    if not waiting:
        return None
    return TransferHousehold.WAITS if any(waiting) else TransferHousehold.FOLLOWS


async def stay(
    session: AsyncSession, id: UUID, *, on: date, at: datetime, by: UUID, name: str, kind: str, reason: str
) -> bool:
    """Leave the membership of an open transfer where it is, as the receiving union decided (doors.py)."""
    done = await session.scalar(select(func.stay_member(id, on, at, by, name, new_id(), kind, reason)))
    return bool(done)
