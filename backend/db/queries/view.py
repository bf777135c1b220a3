"""What people set for themselves: preferences, drafts, saved views; and who their colleagues are."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Interval, Select, String, and_, case, cast, delete, func, literal, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.tables.account import Preference, SavedView, UserAccount
from backend.db.tables.organization import Organization
from backend.domain.refusals import NotFound

user: Any = UserAccount.__table__  # type: ignore[attr-defined]
preference: Any = Preference.__table__  # type: ignore[attr-defined]
view: Any = SavedView.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

DEFAULT_VIEW = "default_view:"
"""The preference that names one's default view of a noun: a shared view may be the default of some only."""


LOOKED_AT = "looked_at:"
"""The preference that says for which period somebody has looked at a table that comes back."""


async def list_colleagues(session: AsyncSession, *, organization_id: UUID) -> list[dict[str, Any]]:
    """The staff whose home is this union, by name."""
    found = await session.execute(
        select(user.c.id, user.c.name)
        .where(user.c.organization_id == organization_id, user.c.status == "active", user.c.member_id.is_(None))
        .order_by(user.c.name, user.c.id)
    )
    return [dict(row) for row in found.mappings()]


async def list_preferences(session: AsyncSession, user_id: UUID) -> list[Preference]:
    """All that is kept for somebody, by name."""
    found = await session.scalars(
        sqlmodel_select(Preference).where(col(Preference.user_id) == user_id).order_by(col(Preference.name))
    )
    return list(found)


async def put_preference(
    session: AsyncSession, user_id: UUID, name: str, value: Mapping[str, Any], *, now: datetime, new: bool = False
) -> bool:
    """Keep a value under a name; False when it was to be `new` there and something stands there already.

    Every writing moves `updated_at` forward, also within one tick of the clock: it is the version.
    """
    later = func.greatest(now, preference.c.updated_at + literal(timedelta(microseconds=1), Interval))
    row = insert(preference).values(user_id=user_id, name=name, value=value, updated_at=now)
    key = ["user_id", "name"]
    statement = (
        row.on_conflict_do_nothing(index_elements=key)
        if new
        else row.on_conflict_do_update(index_elements=key, set_={"value": value, "updated_at": later})
    )
    done = await session.execute(statement.returning(preference.c.name))
    return done.first() is not None


async def count_preferences(session: AsyncSession, user_id: UUID, *, besides: str) -> int:
    """How many other names are kept for somebody."""
    others = await session.execute(
        select(func.count())
        .select_from(preference)
        .where(preference.c.user_id == user_id, preference.c.name != besides)
    )
    return others.scalar_one()


async def delete_preference(session: AsyncSession, user_id: UUID, name: str) -> None:
    """Forget a name."""
    await session.execute(delete(preference).where(preference.c.user_id == user_id, preference.c.name == name))


async def forget_preferences(session: AsyncSession) -> int:
    """Let go what people set for views that are gone, whoever deleted them; returns how much."""
    said = case(
        (preference.c.name.startswith(DEFAULT_VIEW, autoescape=True), preference.c.value["id"].astext),
        else_=func.substr(preference.c.name, len(LOOKED_AT) + 1),
    )
    of_views = or_(*(preference.c.name.startswith(prefix, autoescape=True) for prefix in (DEFAULT_VIEW, LOOKED_AT)))
    known = select(view.c.id).where(cast(view.c.id, String) == said).correlate(preference)
    done = await session.execute(delete(preference).where(of_views, ~known.exists()))
    return done.rowcount  # type: ignore[attr-defined, no-any-return]


_MOST_VIEWS = 500
RECURS = ("recurs", "recurs_day", "recurs_from")
looked: Any = preference.alias("looked")


def _looked_by(user_id: UUID) -> Any:
    return and_(looked.c.user_id == user_id, looked.c.name == literal(LOOKED_AT, String) + cast(view.c.id, String))


async def list_scheduled(session: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    """The tables that come back to somebody, each with the period (`looked`) that they have looked at last."""
    found = await session.execute(
        select(
            *[view.c[name] for name in ("id", "name", "organization_id", *RECURS)],
            org.c.name.label("organization_name"),
            looked.c.value["period"].astext.label("looked"),
        )
        .select_from(view.outerjoin(org, org.c.id == view.c.organization_id).outerjoin(looked, _looked_by(user_id)))
        .where(view.c.recurs.is_not(None))
        .order_by(view.c.id)
        .limit(_MOST_VIEWS)
    )
    return [dict(row) for row in found.mappings()]


def list_views(user_id: UUID, *, noun: str | None = None, id: UUID | None = None) -> Select[Any]:
    """The views that the caller may use: their own first, then the office's, then the city's, by name."""
    chosen = and_(
        preference.c.user_id == user_id,
        preference.c.name == literal(DEFAULT_VIEW, String) + view.c.noun,
        preference.c.value["id"].astext == cast(view.c.id, String),
    )
    mine = view.c.user_id == user_id
    statement = (
        select(
            *[
                view.c[name]
                for name in ("id", "noun", "name", "sharing", "query", "user_id", "created_at", "version", *RECURS)
            ],
            looked.c.value["period"].astext.label("looked"),
            user.c.name.label("user_name"),
            mine.label("mine"),
            preference.c.name.is_not(None).label("is_default"),
        )
        .select_from(
            view.outerjoin(user, user.c.id == view.c.user_id)
            .outerjoin(preference, chosen)
            .outerjoin(looked, _looked_by(user_id))
        )
        .order_by(case((mine, 0), (view.c.sharing == "office", 1), else_=2), view.c.name, view.c.id)
        .limit(_MOST_VIEWS)
    )
    if noun is not None:
        statement = statement.where(view.c.noun == noun)
    return statement if id is None else statement.where(view.c.id == id)


async def get_view(session: AsyncSession, id: UUID) -> SavedView:
    """A view that the caller may use, locked. Raises `NotFound`."""
    found = await session.get(SavedView, id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def count_views(session: AsyncSession, user_id: UUID) -> int:
    """How many views somebody owns."""
    found = await session.execute(select(func.count()).select_from(view).where(view.c.user_id == user_id))
    return found.scalar_one()


async def give_view(session: AsyncSession, id: UUID, to_user_id: UUID) -> bool:
    """Give one's own view to a colleague; False when it is not one's own or they are no colleague."""
    found = await session.execute(text("select give_saved_view(:id, :to)"), {"id": id, "to": to_user_id})
    return found.scalar_one()  # type: ignore[no-any-return]
