"""Reading accounts and grants as administrators do: in their subtree, without secrets."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import place_of, within
from backend.db.tables.account import GrantHandover, RoleGrant, UserAccount
from backend.db.tables.organization import Line, Organization
from backend.domain.access import Role, Scope
from backend.domain.organization.codes import Level
from backend.domain.refusals import NotFound

user: Any = UserAccount.__table__  # type: ignore[attr-defined]
grant: Any = RoleGrant.__table__  # type: ignore[attr-defined]
handover: Any = GrantHandover.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]

LIVE = ("proposed", "active")


async def get_user(session: AsyncSession, id: UUID, *, lock: bool = False) -> UserAccount:
    """The account, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(UserAccount, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound
    return found


async def get_grant(session: AsyncSession, id: UUID) -> RoleGrant:
    """The grant, locked for a change. Raises `NotFound`."""
    found = await session.get(RoleGrant, id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def get_handover(session: AsyncSession, id: UUID) -> GrantHandover:
    """The hand-over, locked for a change. Raises `NotFound`."""
    found = await session.get(GrantHandover, id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def _in_force(today: date) -> ColumnElement[bool]:
    return and_(
        grant.c.status == "active", grant.c.starts_on <= today, or_(grant.c.ends_on.is_(None), grant.c.ends_on >= today)
    )


def list_users(*, scope: Scope, today: date, after: Sequence[Any] | None, limit: int, **filters: Any) -> Select[Any]:
    """Accounts by their home's place in the tree, with the roles held today."""
    roles = (
        select(func.coalesce(func.array_agg(grant.c.role.distinct()), text("'{}'")))
        .where(grant.c.user_id == user.c.id, _in_force(today))
        .correlate(user)
        .scalar_subquery()
    )
    statement = (
        select(
            user.c.id,
            user.c.login,
            user.c.name,
            user.c.organization_id,
            org.c.name.label("organization_name"),
            user.c.status,
            roles.label("roles"),
            user.c.must_change_password,
            user.c.totp_enabled,
            user.c.last_signed_in_at,
            user.c.created_at,
            user.c.version,
            user.c.code.label("_code"),
        )
        .select_from(user.join(org, org.c.id == user.c.organization_id))
        .where(within(user, scope), *_user_filters(today=today, **filters))
        .order_by(user.c.code, user.c.id)
        .limit(limit)
    )
    return statement if after is None else statement.where(_later(user, after))


def count_users(*, scope: Scope, today: date, cap: int, **filters: Any) -> Select[Any]:
    """How many accounts a list has, counted up to `cap`."""
    inner = select(user.c.id).where(within(user, scope), *_user_filters(today=today, **filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _user_filters(
    *,
    today: date,
    q: str | None = None,
    status: str | None = None,
    role: str | None = None,
    under: tuple[int, int] | None = None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if q:
        conditions.append(or_(func.strpos(user.c.name, q) > 0, func.strpos(user.c.login, q.lower()) > 0))
    if status:
        conditions.append(user.c.status == status)
    if role:
        conditions.append(user.c.id.in_(select(grant.c.user_id).where(grant.c.role == role, _in_force(today))))
    if under:
        conditions.append(user.c.code.between(*under))
    return conditions


def list_grants(*, scope: Scope, today: date, after: Sequence[Any] | None, limit: int, **filters: Any) -> Select[Any]:
    """Grants by the place of their union, with the people behind them."""
    holder, maker, approver = aliased(user), aliased(user), aliased(user)
    statement = (
        select(
            grant.c.id,
            grant.c.user_id,
            holder.c.name.label("user_name"),
            holder.c.login.label("user_login"),
            grant.c.role,
            grant.c.tree,
            grant.c.organization_id,
            org.c.name.label("organization_name"),
            org.c.level,
            grant.c.starts_on,
            grant.c.ends_on,
            grant.c.status,
            _in_force(today).label("in_force"),
            grant.c.reason,
            grant.c.made_by,
            maker.c.name.label("made_by_name"),
            grant.c.approved_by,
            approver.c.name.label("approved_by_name"),
            grant.c.created_at,
            grant.c.version,
            place_of(grant, scope).label("_code"),
        )
        .select_from(
            grant.join(org, org.c.id == grant.c.organization_id)
            .outerjoin(holder, holder.c.id == grant.c.user_id)
            .outerjoin(maker, maker.c.id == grant.c.made_by)
            .outerjoin(approver, approver.c.id == grant.c.approved_by)
        )
        .where(within(grant, scope), *_grant_filters(today=today, **filters))
        .order_by(place_of(grant, scope), grant.c.id)
        .limit(limit)
    )
    if after is None:
        return statement
    return statement.where(tuple_(place_of(grant, scope), grant.c.id) > tuple_(int(after[0]), UUID(after[1])))


def count_grants(*, scope: Scope, today: date, cap: int, **filters: Any) -> Select[Any]:
    """How many grants a list has, counted up to `cap`."""
    inner = (
        select(grant.c.id).where(within(grant, scope), *_grant_filters(today=today, **filters)).limit(cap).subquery()
    )
    return select(func.count()).select_from(inner)


def _grant_filters(
    *,
    today: date,
    user_id: UUID | None = None,
    organization_id: UUID | None = None,
    role: str | None = None,
    status: str | None = None,
    in_force: bool | None = None,
    ends_before: date | None = None,
    under: tuple[int, int] | None = None,
    id: UUID | None = None,
) -> list[ColumnElement[bool]]:
    equal = {"user_id": user_id, "organization_id": organization_id, "role": role, "status": status, "id": id}
    conditions: list[ColumnElement[bool]] = [
        grant.c[name] == value for name, value in equal.items() if value is not None
    ]
    if in_force is not None:
        conditions.append(_in_force(today) if in_force else ~_in_force(today))
    if ends_before is not None:
        conditions.append(grant.c.ends_on < ends_before)
    if under:
        conditions.append(grant.c.code.between(*under))
    return conditions


def list_handovers(
    *, scope: Scope, after: Sequence[Any] | None, limit: int, status: str | None = None, id: UUID | None = None
) -> Select[Any]:
    """Hand-overs by the place of their union."""
    giver, taker, maker, approver = aliased(user), aliased(user), aliased(user), aliased(user)
    statement = (
        select(
            handover.c.id,
            handover.c.from_user_id,
            giver.c.name.label("from_user_name"),
            handover.c.to_user_id,
            taker.c.name.label("to_user_name"),
            handover.c.organization_id,
            org.c.name.label("organization_name"),
            handover.c.roles,
            handover.c.starts_on,
            handover.c.status,
            handover.c.reason,
            handover.c.made_by,
            maker.c.name.label("made_by_name"),
            handover.c.approved_by,
            approver.c.name.label("approved_by_name"),
            handover.c.created_at,
            handover.c.version,
            handover.c.code.label("_code"),
        )
        .select_from(
            handover.join(org, org.c.id == handover.c.organization_id)
            .outerjoin(giver, giver.c.id == handover.c.from_user_id)
            .outerjoin(taker, taker.c.id == handover.c.to_user_id)
            .outerjoin(maker, maker.c.id == handover.c.made_by)
            .outerjoin(approver, approver.c.id == handover.c.approved_by)
        )
        .where(within(handover, scope))
        .order_by(handover.c.code, handover.c.id)
        .limit(limit)
    )
    if status is not None:
        statement = statement.where(handover.c.status == status)
    if id is not None:
        statement = statement.where(handover.c.id == id)
    return statement if after is None else statement.where(_later(handover, after))


def _later(table: Any, after: Sequence[Any]) -> ColumnElement[bool]:
    return tuple_(table.c.code, table.c.id) > tuple_(int(after[0]), UUID(after[1]))


async def find_names(session: AsyncSession, ids: Sequence[UUID | None]) -> Mapping[UUID, str]:
    """The names of those of these accounts that the caller may see."""
    found = await session.execute(select(user.c.id, user.c.name).where(user.c.id.in_([id for id in ids if id])))
    return {id: name for id, name in found}  # noqa: C416 - a Result is no mapping


async def leads_line(session: AsyncSession, organization_id: UUID) -> bool:
    """Whether a union leads a line."""
    found = await session.execute(select(line.c.id).where(line.c.organization_id == organization_id))
    return found.first() is not None


async def has_grant(
    session: AsyncSession,
    *,
    user_id: UUID,
    role: str,
    organization_id: UUID,
    tree: str,
    since: date,
    until: date | None,
) -> bool:
    """Whether the user has this role there already, or it is proposed, on one of these days."""
    last = date.max if until is None else until
    found = await session.execute(
        select(grant.c.id).where(
            grant.c.user_id == user_id,
            grant.c.role == role,
            grant.c.organization_id == organization_id,
            grant.c.tree == tree,
            grant.c.status.in_(LIVE),
            grant.c.starts_on <= last,
            or_(grant.c.ends_on.is_(None), grant.c.ends_on >= since),
        )
    )
    return found.first() is not None


async def list_grants_to_hand_over(
    session: AsyncSession, *, user_id: UUID, organization_id: UUID, roles: Sequence[str], on: date
) -> list[RoleGrant]:
    """The active grants of these roles that would hold on a day or later, locked."""
    found = await session.scalars(
        sqlmodel_select(RoleGrant)
        .where(
            col(RoleGrant.user_id) == user_id,
            col(RoleGrant.organization_id) == organization_id,
            col(RoleGrant.role).in_(roles),
            col(RoleGrant.status) == "active",
            or_(col(RoleGrant.ends_on).is_(None), col(RoleGrant.ends_on) >= on),
        )
        .order_by(col(RoleGrant.id))
        .with_for_update()
    )
    return list(found)


async def count_other_security_admins(session: AsyncSession, *, user_id: UUID, today: date) -> int:
    """How many people besides this one are security administrators of the whole city today, with an active account."""
    found = await session.execute(
        select(func.count(grant.c.user_id.distinct()))
        .select_from(grant.join(user, user.c.id == grant.c.user_id).join(org, org.c.id == grant.c.organization_id))
        .where(
            grant.c.role == Role.SECURITY_ADMIN.value,
            org.c.level == int(Level.CITY),
            _in_force(today),
            user.c.status == "active",
            user.c.id != user_id,
        )
    )
    return found.scalar_one()


async def is_city_security_admin(session: AsyncSession, *, user_id: UUID, today: date) -> bool:
    """Whether the person is a security administrator of the whole city today."""
    found = await session.execute(
        select(grant.c.id)
        .select_from(grant.join(org, org.c.id == grant.c.organization_id))
        .where(
            grant.c.user_id == user_id,
            grant.c.role == Role.SECURITY_ADMIN.value,
            org.c.level == int(Level.CITY),
            _in_force(today),
        )
    )
    return found.first() is not None


# Through the doors of db/account_doors.py, each of which insists that the account is of the caller's subtree.


async def roles_held(session: AsyncSession, user_id: UUID, *, since: date, until: date | None) -> frozenset[str]:
    """The roles, live or proposed, that a person holds anywhere in the city on one of these days."""
    found = await session.execute(
        text("select roles_held(:user_id, :since, :until)"), {"user_id": user_id, "since": since, "until": until}
    )
    return frozenset(found.scalars())


async def keep_credential(session: AsyncSession, user_id: UUID, password_hash: str, *, now: datetime) -> None:
    """A new password made by the system. Raises `NotFound` for an account outside the subtree."""
    await _through(session, text("select keep_credential(:user_id, :hash, :now)"), user_id, hash=password_hash, now=now)


async def begin_first_password(session: AsyncSession, user_id: UUID, *, until: datetime) -> None:
    """From now on the password is good until then, unless it is changed."""
    await _through(session, text("select begin_first_password(:user_id, :until)"), user_id, until=until)


async def forget_second_factor(session: AsyncSession, user_id: UUID) -> None:
    """The account has no authenticator and no recovery codes any more."""
    await _through(session, text("select forget_second_factor(:user_id)"), user_id)


async def end_sessions_of(session: AsyncSession, user_id: UUID, *, now: datetime, why: str) -> int:
    """End all sessions of an account; returns how many."""
    found = await session.execute(
        text("select end_sessions_of(:user_id, :now, :why)"), {"user_id": user_id, "now": now, "why": why}
    )
    return found.scalar_one()  # type: ignore[no-any-return]


async def forgive_sign_ins(session: AsyncSession, user_id: UUID, login_hash: bytes, *, since: datetime) -> int:
    """Lift the lock of an account; returns how many failures are forgiven."""
    found = await session.execute(
        text("select forgive_sign_ins(:user_id, :login, :since)"),
        {"user_id": user_id, "login": login_hash, "since": since},
    )
    return found.scalar_one()  # type: ignore[no-any-return]


async def _through(session: AsyncSession, door: Any, user_id: UUID, **values: Any) -> None:
    found = await session.execute(door, {"user_id": user_id, **values})
    if not found.scalar_one():
        raise NotFound
