"""Reading officers, and the posts that nobody holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, Uuid, and_, func, literal, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import place_of, within
from backend.db.queries.committee import in_phase, with_sizes
from backend.db.queries.urged import last_urged_on
from backend.db.tables.member import Member
from backend.db.tables.organization import Committee, Officer, Organization
from backend.domain.access import Scope
from backend.domain.organization.codes import Level, Post, UrgeSubject
from backend.domain.refusals import NotFound

officer: Any = Officer.__table__  # type: ignore[attr-defined]
other: Any = officer.alias("other")
committee: Any = Committee.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


async def get_officer(session: AsyncSession, id: UUID, *, lock: bool = False) -> Officer:
    """The officer, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Officer, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def get_linked_member(session: AsyncSession, id: UUID) -> dict[str, Any]:
    """Name, sex, birth date and education of a member within the scope. Raises `NotFound`."""
    member: Any = Member.__table__  # type: ignore[attr-defined]
    wanted = (member.c[name] for name in ("name", "sex", "born_on", "education"))
    row = (await session.execute(select(*wanted).where(member.c.id == id))).mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)


def list_officers(
    *, scope: Scope, id: UUID | None = None, after: Sequence[Any] | None = None, limit: int, **filters: Any
) -> Select[Any]:
    """Officers in tree order; their term is their committee's, or else their union's."""
    place = place_of(officer, scope)
    own = [column for column in officer.c if column.name not in ("code", "line_code", "initials")]
    statement = (
        select(
            *own,
            org.c.name.label("organization_name"),
            _started().label("term_started_on"),
            _years().label("term_years"),
            org.c.kind.label("_kind"),
            place.label("_place"),
        )
        .select_from(_joined())
        .where(within(officer, scope), *_filters(**filters))
        .order_by(place, officer.c.id)
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(officer.c.id == id)
    if after is not None:
        statement = statement.where(
            tuple_(place, officer.c.id) > tuple_(literal(int(after[0]), BigInteger), literal(UUID(after[1]), Uuid))
        )
    return statement


def count_officers(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many officers a list has, counted up to `cap`."""
    inner = (
        select(officer.c.id)
        .select_from(_joined())
        .where(within(officer, scope), *_filters(**filters))
        .limit(cap)
        .subquery()
    )
    return select(func.count()).select_from(inner)


def _joined() -> Any:
    return officer.join(org, org.c.id == officer.c.organization_id).outerjoin(
        committee, committee.c.id == officer.c.committee_id
    )


def _started() -> Any:
    return func.coalesce(committee.c.elected_on, org.c.term_started_on)


def _years() -> Any:
    return func.coalesce(committee.c.term_years, org.c.term_years)


def _filters(
    organization_id: UUID | None = None,
    under: tuple[int, int] | None = None,
    posts: Sequence[str] = (),
    forms: Sequence[str] = (),
    ended: bool | None = None,
    vacated: bool = False,
    term_due: bool | None = None,
    q: str | None = None,
    today: date | None = None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [true()]
    if organization_id is not None:
        conditions.append(officer.c.organization_id == organization_id)
    if under is not None:
        conditions.append(officer.c.code.between(*under))
    if posts:
        conditions.append(officer.c.post.in_(posts))
    if forms:
        conditions.append(officer.c.form.in_(forms))
    if ended is not None:
        conditions.append(officer.c.ended_on.is_not(None) if ended else officer.c.ended_on.is_(None))
    if vacated:
        conditions.append(_not_refilled())
    if term_due is not None and today is not None:
        due = in_phase(_started(), _years(), None, today)
        conditions.append(due if term_due else func.coalesce(~due, True))
    if q:
        conditions.append(or_(func.strpos(officer.c.name, q) > 0, func.strpos(officer.c.initials, q.lower()) > 0))
    return conditions


def _not_refilled() -> ColumnElement[bool]:
    """Of those who left, of living unions: nobody holds the post now, and nobody held it longer (MBR-08)."""
    longer = or_(
        other.c.ended_on.is_(None), tuple_(other.c.ended_on, other.c.id) > tuple_(officer.c.ended_on, officer.c.id)
    )
    later = (
        select(other.c.id)
        .where(other.c.organization_id == officer.c.organization_id, other.c.post == officer.c.post, longer)
        .correlate(officer)
        .exists()
    )
    return and_(org.c.status == "active", ~later)


def list_vacancies(
    *,
    scope: Scope,
    under: tuple[int, int] | None,
    posts: Sequence[Post],
    members_from: int,
    women_from: int,
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Unions in which one of `posts` is due and nobody holds it, in tree order, with the posts that are held."""
    joined, conditions, members, women = with_sizes(scope, under)
    held = (
        select(func.array_agg(officer.c.post))
        .where(officer.c.organization_id == org.c.id, officer.c.ended_on.is_(None))
        .correlate(org)
        .scalar_subquery()
    )
    statement = (
        select(
            org.c.id,
            org.c.name,
            org.c.kind,
            org.c.level,
            members.label("members"),
            women.label("women"),
            last_urged_on(org.c.id, UrgeSubject.VACANCY).label("urged_on"),
            held.label("_held"),
            org.c.code.label("_code"),
        )
        .select_from(joined)
        .where(conditions, vacant(posts, members, women, members_from, women_from))
        .order_by(org.c.code)
        .limit(limit)
    )
    return statement if after is None else statement.where(org.c.code > int(after[0]))


def count_vacancies(
    *,
    scope: Scope,
    under: tuple[int, int] | None,
    posts: Sequence[Post],
    members_from: int,
    women_from: int,
    cap: int,
) -> Select[Any]:
    """How many unions that list has, counted up to `cap`."""
    joined, conditions, members, women = with_sizes(scope, under)
    missing = vacant(posts, members, women, members_from, women_from)
    inner = select(org.c.id).select_from(joined).where(conditions, missing).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def vacant(posts: Sequence[Post], members: Any, women: Any, members_from: int, women_from: int) -> ColumnElement[bool]:
    """By the same rule as `posts_required`, which then names the posts."""
    above = org.c.level < int(Level.UNION)
    due: dict[Post, ColumnElement[bool]] = {
        Post.CHAIR: true(),
        Post.AUDIT_DIRECTOR: or_(above, members >= members_from),
        Post.WOMEN_DIRECTOR: or_(above, women >= women_from),
    }
    return or_(*[and_(due[post], ~_held(post)) for post in posts])


def _held(post: Post) -> Any:
    return (
        select(officer.c.id)
        .where(officer.c.organization_id == org.c.id, officer.c.post == post.value, officer.c.ended_on.is_(None))
        .correlate(org)
        .exists()
    )
