"""Lists of members: pages, counts, duplicates. Secrets leave this module masked or not at all.

Every list is one of a few shapes: where it looks, which filters are set (`member_filters.py`), in which order. The statement of a shape is
written once, with named parameters (`db/statements.py`).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    collate,
    func,
    or_,
    select,
    true,
    tuple_,
    union,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement

from backend.db.crypto import Vault
from backend.db.queries.member_filters import (
    ARMS,
    CONDITIONS,
    PLACES,
    SEARCHES,
    Arms,
    MemberFilters,
    Top,
    arms_of,
    conditions_of,
    given,
    place_of,
    values_of,
)
from backend.db.records import TABLE
from backend.db.statements import Asked, Statement
from backend.db.tables.member import Member
from backend.db.tables.organization import Organization, OrganizationStat, OrganizationStatDelta
from backend.domain.access import Scope
from backend.domain.age import age_on
from backend.domain.identity import mask_id_number, mask_phone
from backend.domain.member.register import ENDED
from backend.domain.organization.codes import Level, Tree

member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

stat: Any = OrganizationStat.__table__  # type: ignore[attr-defined]
delta: Any = OrganizationStatDelta.__table__  # type: ignore[attr-defined]

ZERO = UUID(int=0)

ITEM_COLUMNS = (
    "id",
    "number",
    "name",
    "sex",
    "born_on",
    "id_kind",
    "organization_id",
    "kind",
    "employment_form",
    "new_employment",
    "status",
    "retain_reason",
    "joined_on",
    "education",
    "politics",
    "migrant",
    "dispatched",
    "hardship",
    "model_worker",
    "completeness",
    "card_issued_on",
    "created_at",
    "updated_at",
    "version",
)


def list_members(
    scope: Scope, filters: MemberFilters, *, after: Sequence[Any] | None, limit: int, newest: Top | None = None
) -> Asked:
    """One page of members in the order of the tree, or, with `newest` (where the list looks), newest first."""
    place, values = place_of(scope, filters, newest)
    values |= values_of(filters) | {"limit": limit}
    if newest is None:
        # The first page has a beginning too: without one the index is walked from its head (data.md, "Found when").
        code, id = (int(after[0]), UUID(after[1])) if after is not None else (values["low"], ZERO)
        values |= {"after_code": code, "after_id": id}
        merged = arms_of(filters.term, scope.tree)
        return _page(scope.tree, place, conditions_of(values), None, True, merged)(**values)
    if after is not None:
        values["after_id"] = UUID(after[0])
    return _page(scope.tree, place, conditions_of(values), newest.level, after is not None)(**values)


def count_members(scope: Scope, filters: MemberFilters, *, cap: int) -> Asked:
    """How many members a list has, counted up to `cap`; of all current ones of a place the counters know it to the unit."""
    place, values = place_of(scope, filters, None)
    narrowing = values_of(filters)
    if place == Tree.TERRITORY and narrowing.keys() == {"status"} and set(narrowing["status"]) == _COUNTED:
        return _CURRENT(**values)
    values |= narrowing | {"limit": cap}
    return _count(place, conditions_of(values))(**values)


def select_ids(scope: Scope, filters: MemberFilters, *, most: int) -> Asked:
    """The ids of all members that a list has, in its order, `most` of them, each with its place in the tree."""
    place, values = place_of(scope, filters, None)
    values |= values_of(filters) | {"limit": most}
    return _ids(scope.tree, place, conditions_of(values))(**values)


_COUNTED = frozenset({"active", "transfer_out_pending"})
"""The statuses that counters know together: those of current members, memberships that rest left out."""


def _current() -> Statement:
    """Current members in a range of the territory as of this very transaction: the folded counters and the tail."""
    low, high = given("low", BigInteger()), given("high", BigInteger())
    folded = select(func.coalesce(func.sum(stat.c.members), 0)).where(stat.c.code.between(low, high)).scalar_subquery()
    tail = (
        select(func.coalesce(func.sum(delta.c.members), 0))
        .select_from(delta.join(org, org.c.id == delta.c.organization_id))
        .where(org.c.code.between(low, high))
        .scalar_subquery()
    )
    return Statement(select(cast(folded + tail, BigInteger).label("count")))


_CURRENT = _current()


# --- The statements, one for each shape ------------------------------------------------------------------------------


def _ordered_by(tree: Tree) -> Any:
    return member.c.code if tree is Tree.TERRITORY else member.c.line_code


def _where(place: str, conditions: frozenset[str]) -> list[ColumnElement[bool]]:
    return [PLACES[place], *(condition for name, condition in CONDITIONS.items() if name in conditions)]


@lru_cache(maxsize=1024)
def _page(
    tree: Tree,
    place: str,
    conditions: frozenset[str],
    newest: Level | None,
    later: bool,
    merged: str | None = None,
) -> Statement:
    """The union's name is a subquery of the row and not a join: PostgreSQL puts it off until the page is cut."""
    order = _ordered_by(tree)
    name = select(org.c.name).where(org.c.id == member.c.organization_id).scalar_subquery()
    page = select(
        *[member.c[column] for column in ITEM_COLUMNS],
        member.c.id_number.label("_id_number"),
        member.c.phone.label("_phone"),
        name.label("_organization_name"),
        order.label("_code"),
    )
    limit = given("limit", Integer())
    if newest is not None:
        page = page.where(*_where(place, conditions)).order_by(_newest_first(newest))
        if later:
            page = page.where(member.c.id < given("after_id", Uuid()))
    else:
        arms = ARMS[merged] if merged else None
        apart = {arms.condition} if arms else set()
        inside = [_after(order, searched=not SEARCHES.isdisjoint(conditions)), *_where(place, conditions - apart)]
        if arms is not None:
            inside = [member.c.id.in_(_merged(arms, order, inside, limit))]
        page = page.where(*inside).order_by(order, member.c.id)
    return Statement(page.limit(limit))


def _after(order: Any, *, searched: bool) -> ColumnElement[bool]:
    """What comes after the cursor.

    A row comparison is a range of the index, but the planner judges it by its first column alone: nothing lies *above*
    the one code of a union or of the last line, so it expects nothing, takes the index of the order for free and reads
    200,000 members to find the seven who are called so. A search has an index of its own and is told the truth.
    """
    code, id = given("after_code", BigInteger()), given("after_id", Uuid())
    if searched:
        return and_(order >= code, or_(order > code, member.c.id > id))
    return tuple_(order, member.c.id) > tuple_(code, id)


def _merged(arms: Arms, order: Any, inside: Sequence[ColumnElement[bool]], limit: Any) -> Any:
    """The ids of a page, merged from a page of each arm: not all who share a name are read, but the first of them.

    Of whom there are few as a rule, which the planner cannot know, the order is none that an index has: it must not walk
    the tree to meet a page of them.
    """

    def page(condition: ColumnElement[bool], *, few: bool = False) -> Select[Any]:
        found = select(member.c.id, order.label("code")).where(condition, *inside)
        return found.order_by(order + 0 if few else order, member.c.id).limit(limit)

    pages = [page(condition) for condition in arms.whole]
    for fan in arms.fans:
        each = page(fan.condition, few=fan.few).correlate(fan.values).lateral()
        pages.append(select(each.c.id, each.c.code).select_from(fan.values).join(each, true()))
    if arms.rest is not None:
        pages.append(page(arms.rest, few=True))
    found = union(*pages).subquery()
    return select(found.c.id).order_by(found.c.code, found.c.id).limit(limit)


def _newest_first(level: Level) -> Any:
    """By id, which holds the time. Where no column of the level narrows the rows, the order must not be an index's:
    walking the primary key backwards to meet the members of one old union reads the whole table (data.md section 1)."""
    if level in (Level.CITY, Level.COUNTY, Level.TOWNSHIP):
        return member.c.id.desc()
    return collate(cast(member.c.id, Text), "C").desc()


@lru_cache(maxsize=1024)
def _count(place: str, conditions: frozenset[str]) -> Statement:
    inner = select(member.c.id).where(*_where(place, conditions)).limit(given("limit", Integer())).subquery()
    return Statement(select(func.count()).select_from(inner))


@lru_cache(maxsize=256)
def _ids(tree: Tree, place: str, conditions: frozenset[str]) -> Statement:
    order = _ordered_by(tree)
    found = select(member.c.id, order.label("code")).where(*_where(place, conditions)).order_by(order, member.c.id)
    return Statement(found.limit(given("limit", Integer())))


# --- Few of them -----------------------------------------------------------------------------------------------------


def select_exactly(*, id_number: bytes | None = None, phone: bytes | None = None) -> Select[Any]:
    """Whoever has this document number or this phone, by its index."""
    if id_number is not None:
        return _items(member.c.id_number_index == id_number).limit(50)
    return _items(member.c.phone_index == phone).limit(50)


def select_items(ids: Sequence[UUID]) -> Select[Any]:
    """These members as items of a list."""
    return _items(member.c.id == any_(bindparam(None, list(ids), type_=ARRAY(Uuid))))


def _items(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            *[member.c[name] for name in ITEM_COLUMNS],
            member.c.id_number.label("_id_number"),
            member.c.phone.label("_phone"),
            org.c.name.label("_organization_name"),
        )
        .select_from(member.join(org, org.c.id == member.c.organization_id))
        .where(condition)
        .order_by(member.c.code, member.c.id)
    )


def shown(rows: Sequence[Mapping[Any, Any]], vault: Vault, today: date) -> list[dict[str, Any]]:
    """Rows of a list as they may be seen: numbers masked, the age of today."""
    return show([dict(row) for row in rows], vault, today)


def show(rows: list[dict[str, Any]], vault: Vault, today: date, *, whole: Collection[str] = ()) -> list[dict[str, Any]]:
    """As `shown`, in the rows themselves. The fields in `whole` stand beside their masks as they are, for an export
    that may have them."""
    id_number_of, phone_of = vault.opener(TABLE, "id_number"), vault.opener(TABLE, "phone")
    for row in rows:
        id, sealed_phone = row["id"], row.pop("_phone")
        id_number = id_number_of(row.pop("_id_number"), id)
        phone = None if sealed_phone is None else phone_of(sealed_phone, id)
        row["id_number_masked"] = mask_id_number(id_number)
        row["phone_masked"] = None if phone is None else mask_phone(phone)
        if whole:
            row |= {name: value for name, value in (("id_number", id_number), ("phone", phone)) if name in whole}
        row["organization"] = {"id": row.pop("organization_id"), "name": row.pop("_organization_name")}
        row["age"] = age_on(row["born_on"], today)
    return rows


def list_duplicate_groups(scope: Scope, *, top: Top | None, after: UUID | None, limit: int) -> Select[Any]:
    """Names and birth dates that more than one file of the scope has.

    `after` is a file of the last group seen: names do not travel in a cursor.
    """
    c = member.c
    place, values = place_of(scope, MemberFilters(top=top), None)
    statement = (
        select(c.name, c.born_on, func.array_agg(c.id, type_=ARRAY(Uuid)).label("ids"))
        .where(PLACES[place], c.status != "deceased")
        .params(**values)
        .group_by(c.name, c.born_on)
        .having(
            func.count() > 1,
            # Somebody who left and applies again has two files until they are approved: those are no duplicates.
            or_(
                func.count(c.id_number_index.distinct()) > 1,
                func.count().filter(c.status.not_in(sorted(ENDED))) > 1,
            ),
        )
        .order_by(c.name, c.born_on)
        .limit(limit)
    )
    if after is not None:
        last = member.alias("last")
        where = [select(column).where(last.c.id == after).scalar_subquery() for column in (last.c.name, last.c.born_on)]
        statement = statement.where(or_(c.name > where[0], and_(c.name == where[0], c.born_on > where[1])))
    return statement
