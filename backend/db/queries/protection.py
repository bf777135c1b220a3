"""Plans of mutual protection, enrolments and covers: lists, the members that a list of names means, and what they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, any_, exists, func, insert, literal, or_, select, true, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.tables.fund import LedgerEntry
from backend.db.tables.member import Member
from backend.db.tables.organization import Organization
from backend.db.tables.protection import ProtectionClaim, ProtectionCover, ProtectionEnrolment, ProtectionPlan
from backend.db.tables.voucher import Voucher
from backend.domain.access import Scope
from backend.domain.fund.codes import VoucherKind, VoucherState
from backend.domain.member.codes import MemberStatus
from backend.domain.protection.codes import EnrolmentState
from backend.domain.protection.enrolments import ENDING_WITHIN
from backend.domain.refusals import NotFound

plan: Any = ProtectionPlan.__table__  # type: ignore[attr-defined]
enrolment: Any = ProtectionEnrolment.__table__  # type: ignore[attr-defined]
claim: Any = ProtectionClaim.__table__  # type: ignore[attr-defined]
cover: Any = ProtectionCover.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
voucher: Any = Voucher.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]

STAFF = (MemberStatus.ACTIVE.value, MemberStatus.TRANSFER_OUT_PENDING.value)
"""Members who may be enrolled: the membership of those retained rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilters:
    """What a list of plans is narrowed by. `place` is where the reader's union stands in the territory."""

    place: int
    scope: Scope
    statuses: Sequence[str] = ()
    kinds: Sequence[str] = ()

    def conditions(self) -> list[ColumnElement[bool]]:
        """Plans of the reader's union, of those above it and, of those below, all that are in the scope."""
        above = and_(plan.c.code <= self.place, plan.c.code_hi >= self.place, plan.c.status != "draft")
        found: list[ColumnElement[bool]] = [or_(above, within(plan, self.scope))]
        if self.statuses:
            found.append(plan.c.status.in_([str(each) for each in self.statuses]))
        if self.kinds:
            found.append(plan.c.kind.in_([str(each) for each in self.kinds]))
        return found


_HIDDEN = ("code", "code_hi", "line_code")


def list_plans(
    *, filters: PlanFilters, today: date, id: UUID | None = None, after: UUID | None = None, limit: int
) -> Select[Any]:
    """Plans, the newest first, with the members of the scope who are covered today and the contributions in, fen."""
    conditions = filters.conditions()
    if id is not None:
        conditions.append(plan.c.id == id)
    if after is not None:
        conditions.append(plan.c.id < after)
    insured = (
        select(func.count(cover.c.member_id.distinct()))
        .where(cover.c.plan_id == plan.c.id, in_force(today), within(cover, filters.scope))
        .correlate(plan)
        .scalar_subquery()
    )
    received = (
        select(func.coalesce(func.sum(enrolment.c.contribution_fen), 0))
        .where(
            enrolment.c.plan_id == plan.c.id,
            enrolment.c.state == EnrolmentState.RECEIVED.value,
            within(enrolment, filters.scope),
        )
        .correlate(plan)
        .scalar_subquery()
    )
    return (
        select(
            *(each for each in plan.c if each.name not in _HIDDEN),
            insured.label("insured"),
            received.label("received_fen"),
        )
        .where(*conditions)
        .order_by(plan.c.id.desc())
        .limit(limit)
    )


def count_plans(*, filters: PlanFilters, cap: int) -> Select[Any]:
    """How many plans a list has, counted up to `cap`."""
    return select(func.count()).select_from(select(plan.c.id).where(*filters.conditions()).limit(cap).subquery())


async def get_plan(session: AsyncSession, id: UUID, *, scope: Scope, lock: bool = False) -> ProtectionPlan:
    """A plan; a draft only within the scope. Locked for a change if asked, and then in the scope too.

    Raises `NotFound`.
    """
    found = await session.get(ProtectionPlan, id, with_for_update=lock or None, populate_existing=True)
    if found is None or ((lock or found.status == "draft") and not _inside(found, scope)):
        raise NotFound()
    return found


def _inside(row: ProtectionPlan, scope: Scope) -> bool:
    place = row.code if scope.tree == "territory" else row.line_code
    return place is not None and scope.low <= place <= scope.high


def in_force(day: Any) -> ColumnElement[bool]:
    """Covers that hold on a day, or on that of a row."""
    return and_(cover.c.starts_on <= day, cover.c.ends_on >= day)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentFilters:
    """What a list of enrolments is narrowed by. `ending_by` keeps those whose covers end in the weeks before that day."""

    plan_id: UUID | None = None
    under: tuple[int, int] | None = None
    states: Sequence[str] = ()
    ending_by: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.plan_id is not None:
            found.append(enrolment.c.plan_id == self.plan_id)
        if self.under is not None:
            found.append(enrolment.c.code.between(*self.under))
        if self.states:
            found.append(enrolment.c.state.in_([str(each) for each in self.states]))
        if self.ending_by is not None:
            found.append(ends_soon(self.ending_by - ENDING_WITHIN))
        return found


def ends_soon(today: date) -> ColumnElement[bool]:
    """Enrolments whose covers end within two months and that nobody has renewed."""
    later = enrolment.alias("later")
    renewed = exists().where(later.c.renews_id == enrolment.c.id, later.c.state != "withdrawn")
    return and_(
        enrolment.c.state != "withdrawn",
        enrolment.c.ends_on.between(today, today + ENDING_WITHIN),
        ~renewed,
    )


_ENROLMENT_COLUMNS = (
    *("id", "number", "plan_id", "organization_id", "starts_on", "ends_on", "shares", "insured", "contribution_fen"),
    *("state", "voucher_id", "renews_id", "note", "made_by_name", "made_at", "received_at", "version"),
)


def list_enrolments(
    *,
    scope: Scope,
    filters: EnrolmentFilters = EnrolmentFilters(),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Enrolments of the scope, the newest first."""
    conditions = [within(enrolment, scope), *filters.conditions()]
    if id is not None:
        conditions.append(enrolment.c.id == id)
    if after is not None:
        conditions.append(enrolment.c.id < after)
    return (
        select(
            *(enrolment.c[name] for name in _ENROLMENT_COLUMNS),
            plan.c.name.label("plan_name"),
            plan.c.kind.label("plan_kind"),
            org.c.name.label("organization_name"),
        )
        .select_from(
            enrolment.join(plan, plan.c.id == enrolment.c.plan_id).join(org, org.c.id == enrolment.c.organization_id)
        )
        .where(*conditions)
        .order_by(enrolment.c.id.desc())
        .limit(limit)
    )


def count_enrolments(*, scope: Scope, filters: EnrolmentFilters, cap: int) -> Select[Any]:
    """How many enrolments a list has, counted up to `cap`."""
    inner = select(enrolment.c.id).where(within(enrolment, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(inner.subquery())


async def get_enrolment(session: AsyncSession, id: UUID, *, lock: bool = False) -> ProtectionEnrolment:
    """An enrolment of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(ProtectionEnrolment, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def count_claims(session: AsyncSession, enrolment_id: UUID) -> int:
    """Claims on the covers of an enrolment, whatever became of them. Called with the covers of the enrolment held."""
    held = select(cover.c.id).where(cover.c.enrolment_id == enrolment_id).with_for_update()
    ids = (await session.scalars(held)).all()
    found = await session.scalar(select(func.count()).select_from(claim).where(claim.c.cover_id.in_(ids)))
    return found or 0


async def drop_covers(session: AsyncSession, enrolment_id: UUID) -> None:
    """Take the covers of an enrolment back that nobody has paid for."""
    await session.execute(cover.delete().where(cover.c.enrolment_id == enrolment_id))


async def follow_voucher(session: AsyncSession, asked: Voucher, *, at: datetime) -> None:
    """Let the enrolment that a voucher brings the contribution of stand where the voucher stands: one statement.

    Booked: received. Refused or withdrawn, or reversed by this one: due again, to be received by another voucher.
    """
    brought: Any = enrolment.c.voucher_id == asked.id
    received = asked.state == VoucherState.BOOKED and asked.kind != VoucherKind.REVERSAL
    if asked.kind == VoucherKind.REVERSAL:
        if asked.state != VoucherState.BOOKED:
            return
        reversed_ = select(entry.c.voucher_id).where(entry.c.id == asked.reverses_id).scalar_subquery()
        brought = enrolment.c.voucher_id == reversed_
    values: dict[str, Any] = {"version": enrolment.c.version + 1, "received_at": at if received else None}
    if received:
        values["state"] = EnrolmentState.RECEIVED.value
    else:
        values |= {"state": EnrolmentState.WAITING.value, "voucher_id": None}
    await session.execute(update(enrolment).values(values).where(brought))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverFilters:
    """What a list of insured people is narrowed by. `under` is where the members stand now, whoever paid."""

    plan_id: UUID | None = None
    kinds: Sequence[str] = ()
    enrolment_id: UUID | None = None
    member_id: UUID | None = None
    under: tuple[int, int] | None = None
    on: date | None = None
    ending_by: tuple[date, date] | None = None
    name: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        for column, wanted in (
            (cover.c.plan_id, self.plan_id),
            (cover.c.enrolment_id, self.enrolment_id),
            (cover.c.member_id, self.member_id),
        ):
            if wanted is not None:
                found.append(column == wanted)
        if self.kinds:
            found.append(plan.c.kind.in_([str(each) for each in self.kinds]))
        if self.under is not None:
            found.append(func.coalesce(member.c.code, cover.c.code).between(*self.under))
        if self.on is not None:
            found.append(in_force(self.on))
        if self.ending_by is not None:
            found.append(cover.c.ends_on.between(*self.ending_by))
        if self.name:
            found.append(cover.c.name.op("^@", is_comparison=True)(self.name))
        return found


_COVERS = (
    cover.join(plan, plan.c.id == cover.c.plan_id)
    .join(enrolment, enrolment.c.id == cover.c.enrolment_id, isouter=True)
    .join(org, org.c.id == cover.c.organization_id, isouter=True)
    .join(member, member.c.id == cover.c.member_id, isouter=True)
)


def list_covers(
    *,
    scope: Scope,
    filters: CoverFilters = CoverFilters(),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
    on_paper: bool = False,
) -> Select[Any]:
    """Insured people whom the scope sees, by whoever paid or where they stand, the newest first.

    `on_paper` adds their sealed numbers, for whoever masks them.
    """
    sealed = (member.c.id_number.label("_id_number"), member.c.phone.label("_phone")) if on_paper else ()
    conditions = [or_(within(cover, scope), within(member, scope)), *filters.conditions()]
    if id is not None:
        conditions.append(cover.c.id == id)
    if after is not None:
        conditions.append(cover.c.id < after)
    names = ("id", "enrolment_id", "plan_id", "organization_id", "member_id", "name", "shares", "contribution_fen")
    days = ("starts_on", "ends_on", "claims_from")
    return (
        select(
            *(cover.c[name] for name in (*names, *days)),
            plan.c.name.label("plan_name"),
            plan.c.kind.label("plan_kind"),
            func.coalesce(org.c.name, "").label("organization_name"),
            func.coalesce(member.c.number, "").label("member_number"),
            member.c.status.label("member_status"),
            enrolment.c.state.label("enrolment_state"),
            *sealed,
        )
        .select_from(_COVERS)
        .where(*conditions)
        .order_by(cover.c.id.desc())
        .limit(limit)
    )


def count_covers(*, scope: Scope, filters: CoverFilters, cap: int) -> Select[Any]:
    """How many covers a list has, counted up to `cap`."""
    conditions = [or_(within(cover, scope), within(member, scope)), *filters.conditions()]
    inner = select(cover.c.id).select_from(_COVERS).where(*conditions).limit(cap)
    return select(func.count()).select_from(inner.subquery())


def list_units(
    *,
    scope: Scope,
    plan_id: UUID,
    under: tuple[int, int],
    today: date,
    below: bool | None,
    bar: tuple[int, int],
    after: tuple[int, UUID] | None,
    limit: int,
) -> Select[Any]:
    """Basic unions under a plan with their staff, members, insured members and what they owe; `below` the bar or not.

    `bar` is (percent, everybody below so many staff). `insured` are members who stand there now and are covered today.
    """
    inside = member.c.code.between(org.c.code, org.c.code_hi)
    members = (
        select(func.count().label("count")).where(inside, member.c.status.in_(STAFF)).correlate(org).lateral("members")
    )
    insured = (
        select(func.count(cover.c.member_id.distinct()).label("count"))
        .select_from(cover.join(member, member.c.id == cover.c.member_id))
        .where(inside, member.c.status.in_(STAFF), cover.c.plan_id == plan_id, in_force(today))
        .correlate(org)
        .lateral("insured")
    )
    owed = (
        select(func.coalesce(func.sum(enrolment.c.contribution_fen), 0))
        .where(
            enrolment.c.organization_id == org.c.id,
            enrolment.c.plan_id == plan_id,
            enrolment.c.state.in_(("waiting", "checking")),
        )
        .correlate(org)
        .scalar_subquery()
    )
    has, joined = members.c.count, insured.c.count
    staff = func.greatest(org.c.employees, has)
    percent, all_below = bar
    # The rule is domain/protection/participation.py; here it only narrows the list.
    needed = func.ceil(staff * literal(percent) / 100.0)
    reached = or_(and_(staff < all_below, joined >= staff), and_(staff >= all_below, joined >= needed))
    conditions: list[ColumnElement[bool]] = [
        within(org, scope),
        org.c.code.between(*under),
        org.c.level == 4,
        org.c.status == "active",
    ]
    if below is not None:
        conditions.append(~reached if below else reached)
    if after is not None:
        conditions.append(or_(org.c.code > after[0], and_(org.c.code == after[0], org.c.id > after[1])))
    return (
        select(
            org.c.id,
            org.c.code.label("_code"),
            org.c.name,
            org.c.employees,
            has.label("members"),
            joined.label("insured"),
            owed.label("owed_fen"),
        )
        .select_from(org.join(members, true()).join(insured, true()))
        .where(*conditions)
        .order_by(org.c.code, org.c.id)
        .limit(limit)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom an enrolment is about: all of a unit (None), or these ids, numbers and indexes of tails."""

    ids: Sequence[UUID] | None = None
    numbers: Sequence[str] = ()
    tails: Sequence[bytes] = ()
    everybody: bool = False


async def find_candidates(
    session: AsyncSession,
    wanted: Wanted,
    *,
    under: tuple[int, int],
    plan_id: UUID,
    starts_on: date,
    ends_on: date,
    lock: bool,
    most: int,
) -> Sequence[Any]:
    """Members of a unit, whatever became of them, with what they have in a plan; held for the enrolment if asked.

    `covered` says that a cover of theirs meets the time, `continues` that one ends on the day before it, `rounds` how
    many they had.
    """
    own = [cover.c.member_id == member.c.id, cover.c.plan_id == plan_id]
    met = exists().where(*own, cover.c.starts_on <= ends_on, cover.c.ends_on >= starts_on)
    goes_on = exists().where(*own, cover.c.ends_on == starts_on - timedelta(days=1))
    rounds = select(func.coalesce(func.max(cover.c.round), 0)).where(*own).correlate(member).scalar_subquery()
    conditions: list[ColumnElement[bool]] = [member.c.code.between(*under)]
    if wanted.everybody:
        conditions.append(member.c.status.in_(STAFF))
    elif wanted.ids is not None:
        conditions.append(member.c.id == any_(literal(list(wanted.ids), ARRAY(Uuid))))
    else:
        conditions.append(
            or_(member.c.number.in_(list(wanted.numbers)), member.c.id_tail_index.in_(list(wanted.tails)))
        )
    names = ("id", "name", "number", "status", "sex", "born_on", "id_tail_index")
    if lock:
        # Two enrolments of one person stand in line here; what they have is read after the wait.
        held = select(member.c.id).where(*conditions).order_by(member.c.id).limit(most + 1)
        await session.execute(held.with_for_update(key_share=True))
    found = await session.execute(
        select(
            *(member.c[name] for name in names),
            met.label("covered"),
            goes_on.label("continues"),
            rounds.label("rounds"),
        )
        .where(*conditions)
        .order_by(member.c.code, member.c.id)
        .limit(most + 1)
    )
    return found.all()


async def list_enrolled(session: AsyncSession, enrolment_id: UUID) -> Sequence[Any]:
    """The members of a former enrolment, in its order: id and name as it has them."""
    found = await session.execute(
        select(cover.c.member_id, cover.c.name).where(cover.c.enrolment_id == enrolment_id).order_by(cover.c.id)
    )
    return found.all()


async def add_covers(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Write covers down, all or none."""
    await session.execute(insert(cover), list(rows))
