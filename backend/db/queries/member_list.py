"""Lists of members: filters, the one search box, duplicates. Secrets leave this module masked or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, Text, Uuid, and_, cast, collate, func, literal, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import place_of, within
from backend.db.crypto import Vault
from backend.db.records import ID_NUMBER, PHONE, open_field
from backend.db.tables.member import Member, Transfer
from backend.db.tables.organization import Employer, Organization
from backend.domain.access import Scope
from backend.domain.age import age_on
from backend.domain.identity import mask_id_number, mask_phone
from backend.domain.member.search import SearchTerm, Wanted
from backend.domain.organization.codes import Level, Tree

member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """The union below which a list looks: the one that was filtered by, or the scope's own."""

    organization_id: UUID
    level: Level
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFilters:
    """What a list of members is narrowed by. `exactly` leaves out the unions below `top`."""

    top: Top | None = None
    exactly: bool = False
    term: SearchTerm | None = None
    tails: tuple[bytes, bytes] | None = None
    status: Sequence[str] = ()
    kind: Sequence[str] = ()
    new_employment: Sequence[str] = ()
    sex: str | None = None
    education: str | None = None
    politics: str | None = None
    migrant: bool | None = None
    dispatched: bool | None = None
    hardship: bool | None = None
    joined_from: date | None = None
    joined_to: date | None = None
    born_from: date | None = None
    born_to: date | None = None
    complete: bool | None = None
    has_card: bool | None = None
    changed_since: datetime | None = None


def tails_of(vault: Vault, term: SearchTerm | None) -> tuple[bytes, bytes] | None:
    """The two indexes by which four last digits are found: of the document number, of the phone."""
    if term is None or term.wanted is not Wanted.TAIL:
        return None
    return vault.tail_index(ID_NUMBER, term.text), vault.tail_index(PHONE, term.text)


def list_members(
    scope: Scope, filters: MemberFilters, *, after: Sequence[Any] | None, limit: int, newest: Top | None = None
) -> Select[Any]:
    """One page of members in the order of the tree, or, with `newest` (where the list looks), newest first.

    The union's name is a subquery of the row and not a join: PostgreSQL puts it off until the page is cut, and the
    statement is half as dear to build.
    """
    place = place_of(member, scope)
    name = select(org.c.name).where(org.c.id == member.c.organization_id).scalar_subquery()
    page = select(
        *[member.c[name] for name in ITEM_COLUMNS],
        member.c.id_number.label("_id_number"),
        member.c.phone.label("_phone"),
        name.label("_organization_name"),
        place.label("_code"),
    ).where(*_conditions(scope, filters, newest))
    if newest is not None:
        page = page.order_by(_newest_first(newest))
        if after is not None:
            page = page.where(member.c.id < UUID(after[0]))
    else:
        low = max(scope.low, filters.top.low) if filters.top and scope.tree is Tree.TERRITORY else scope.low
        # The first page has a beginning too: without one the index is walked from its head (data.md, "Found when").
        code, id = (int(after[0]), UUID(after[1])) if after is not None else (low, ZERO)
        page = page.where(tuple_(place, member.c.id) > tuple_(literal(code, BigInteger), literal(id, Uuid)))
        page = page.order_by(place, member.c.id)
    return page.limit(limit)


def _newest_first(at: Top) -> Any:
    """By id, which holds the time. Where no column of the level narrows the rows, the order must not be an index's:
    walking the primary key backwards to meet the members of one old union reads the whole table (data.md section 1)."""
    if at.level in (Level.CITY, Level.COUNTY, Level.TOWNSHIP):
        return member.c.id.desc()
    return collate(cast(member.c.id, Text), "C").desc()


def count_members(scope: Scope, filters: MemberFilters, *, cap: int) -> Select[Any]:
    """How many members a list has, counted up to `cap`."""
    inner = select(member.c.id).where(*_conditions(scope, filters, None)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def select_ids(scope: Scope, filters: MemberFilters, *, most: int) -> Select[Any]:
    """The ids of all members that a list has, in its order, `most` of them."""
    place = place_of(member, scope)
    return select(member.c.id).where(*_conditions(scope, filters, None)).order_by(place, member.c.id).limit(most)


def _conditions(scope: Scope, filters: MemberFilters, newest: Top | None) -> list[ColumnElement[bool]]:
    conditions = _place_conditions(scope, filters, newest)
    conditions += _search_conditions(filters)
    c = member.c
    for name, values in (
        ("status", filters.status),
        ("kind", filters.kind),
        ("new_employment", filters.new_employment),
    ):
        if values:
            conditions.append(c[name].in_([str(value) for value in values]))
    for name in ("sex", "education", "politics", "migrant", "dispatched", "hardship"):
        value = getattr(filters, name)
        if value is not None:
            conditions.append(c[name] == value)
    for column, low, high in (
        (c.joined_on, filters.joined_from, filters.joined_to),
        (c.born_on, filters.born_from, filters.born_to),
    ):
        if low is not None:
            conditions.append(column >= low)
        if high is not None:
            conditions.append(column <= high)
    if filters.complete is not None:
        conditions.append(c.completeness == 100 if filters.complete else c.completeness < 100)
    if filters.has_card is not None:
        conditions.append(c.card_issued_on.is_not(None) if filters.has_card else c.card_issued_on.is_(None))
    if filters.changed_since is not None:
        conditions.append(c.updated_at >= filters.changed_since)
    return conditions


def _place_conditions(scope: Scope, filters: MemberFilters, newest: Top | None) -> list[ColumnElement[bool]]:
    top = filters.top
    if top is not None and filters.exactly:
        return [member.c.organization_id == top.organization_id, within(member, scope)]
    if newest is not None:
        at = newest
        # By equality on the column of that level: with the bounds beside it the planner takes the two for independent
        # and sorts (data.md). Row security still stands behind it.
        if at.level is Level.COUNTY:
            return [member.c.county_id == at.organization_id]
        if at.level is Level.TOWNSHIP:
            return [member.c.township_id == at.organization_id]
        if at.level is Level.CITY:
            return []
        if at.level > Level.UNION:
            return [member.c.organization_id == at.organization_id]
    if top is None:
        return [within(member, scope)]
    if scope.tree is Tree.TERRITORY:
        return [within(member, narrowed(scope, top))]
    return [within(member, scope), member.c.code.between(top.low, top.high)]


def narrowed(scope: Scope, top: Top) -> Scope:
    """The part of a territorial scope that lies below a union: still one range of one index."""
    return replace(scope, low=max(scope.low, top.low), high=min(scope.high, top.high))


def _search_conditions(filters: MemberFilters) -> list[ColumnElement[bool]]:
    """The arms of the search box; each is a range of one index, under row security too (`^@` is leakproof)."""
    term = filters.term
    if term is None:
        return []
    c = member.c
    match term.wanted:
        case Wanted.NAME:
            return [or_(*[_begins(column, term.text) for column in (c.name, c.name2, c.name3)])]
        case Wanted.SPELLING:
            return [or_(_begins(c.initials, term.text), _begins(c.pinyin, term.text))]
        case Wanted.NUMBER:
            return [_begins(c.number, term.text)]
        case Wanted.TAIL:
            assert filters.tails is not None
            return [or_(c.id_tail_index == filters.tails[0], c.phone_tail_index == filters.tails[1])]
    return [literal(False)]


def _begins(column: Any, text: str) -> ColumnElement[bool]:
    return column.op("^@", is_comparison=True)(text)  # type: ignore[no-any-return]


def select_exactly(*, id_number: bytes | None = None, phone: bytes | None = None) -> Select[Any]:
    """Whoever has this document number or this phone, by its index."""
    if id_number is not None:
        return _items(member.c.id_number_index == id_number).limit(50)
    return _items(member.c.phone_index == phone).limit(50)


def select_items(ids: Sequence[UUID]) -> Select[Any]:
    """These members as items of a list."""
    return _items(member.c.id == func.any(literal(list(ids), ARRAY(Uuid))))


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
    return [_shown(row, vault, today) for row in rows]


def _shown(row: Mapping[Any, Any], vault: Vault, today: date) -> dict[str, Any]:
    id_number = open_field(vault, row["id"], "id_number", row["_id_number"]) or ""
    phone = open_field(vault, row["id"], "phone", row["_phone"])
    item = {name: row[name] for name in ITEM_COLUMNS}
    item["organization"] = {"id": item.pop("organization_id"), "name": row["_organization_name"]}
    return item | {
        "id_number_masked": mask_id_number(id_number),
        "phone_masked": None if phone is None else mask_phone(phone),
        "age": age_on(row["born_on"], today),
        "_code": row.get("_code"),
    }


def list_duplicate_groups(scope: Scope, *, top: Top | None, after: UUID | None, limit: int) -> Select[Any]:
    """Names and birth dates that more than one file of the scope has.

    `after` is a file of the last group seen: names do not travel in a cursor.
    """
    c = member.c
    statement = (
        select(c.name, c.born_on, func.array_agg(c.id, type_=ARRAY(Uuid)).label("ids"))
        .where(*_place_conditions(scope, MemberFilters(top=top), None), c.status != "deceased")
        .group_by(c.name, c.born_on)
        .having(func.count() > 1)
        .order_by(c.name, c.born_on)
        .limit(limit)
    )
    if after is not None:
        last = member.alias("last")
        where = [select(column).where(last.c.id == after).scalar_subquery() for column in (last.c.name, last.c.born_on)]
        statement = statement.where(or_(c.name > where[0], and_(c.name == where[0], c.born_on > where[1])))
    return statement
