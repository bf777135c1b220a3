"""Lists of members: filters, the one search box, duplicates. Secrets leave this module masked or not at all.

Every list is one of a few shapes: where it looks, which filters are set, in which order. The statement of a shape is
written once, with named parameters (`db/statements.py`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    collate,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement

from backend.db.crypto import Vault
from backend.db.records import ID_NUMBER, PHONE, TABLE
from backend.db.statements import Asked, Statement
from backend.db.tables.member import Member, Transfer
from backend.db.tables.organization import Employer, Organization
from backend.domain.access import Scope
from backend.domain.age import age_on
from backend.domain.identity import mask_id_number, mask_phone
from backend.domain.member.register import ENDED
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
) -> Asked:
    """One page of members in the order of the tree, or, with `newest` (where the list looks), newest first."""
    place, values = _place(scope, filters, newest)
    values |= _filters(filters) | {"limit": limit}
    if newest is None:
        # The first page has a beginning too: without one the index is walked from its head (data.md, "Found when").
        code, id = (int(after[0]), UUID(after[1])) if after is not None else (values["low"], ZERO)
        values |= {"after_code": code, "after_id": id}
        return _page(scope.tree, place, _set(values), None, True)(**values)
    if after is not None:
        values["after_id"] = UUID(after[0])
    return _page(scope.tree, place, _set(values), newest.level, after is not None)(**values)


def count_members(scope: Scope, filters: MemberFilters, *, cap: int) -> Asked:
    """How many members a list has, counted up to `cap`."""
    place, values = _place(scope, filters, None)
    values |= _filters(filters) | {"limit": cap}
    return _count(place, _set(values))(**values)


def select_ids(scope: Scope, filters: MemberFilters, *, most: int) -> Asked:
    """The ids of all members that a list has, in its order, `most` of them, each with its place in the tree."""
    place, values = _place(scope, filters, None)
    values |= _filters(filters) | {"limit": most}
    return _ids(scope.tree, place, _set(values))(**values)


def narrowed(scope: Scope, top: Top) -> Scope:
    """The part of a territorial scope that lies below a union: still one range of one index."""
    return replace(scope, low=max(scope.low, top.low), high=min(scope.high, top.high))


# --- The words of the statements -------------------------------------------------------------------------------------


def _value(name: str, type_: Any) -> Any:
    return bindparam(name, type_=type_)


def _begins(column: Any, name: str) -> ColumnElement[bool]:
    return column.op("^@", is_comparison=True)(_value(name, Text()))  # type: ignore[no-any-return]


def _range(column: Any, low: str, high: str) -> ColumnElement[bool]:
    return and_(column >= _value(low, BigInteger()), column <= _value(high, BigInteger()))


_AT = member.c.organization_id == _value("organization_id", Uuid())
_TERRITORY = _range(member.c.code, "low", "high")
_LINE = _range(member.c.line_code, "low", "high")

PLACES: Mapping[str, ColumnElement[bool]] = {
    "territory": _TERRITORY,
    "line": _LINE,
    "line_below": and_(_LINE, _range(member.c.code, "top_low", "top_high")),
    "territory_exactly": and_(_AT, _TERRITORY),
    "line_exactly": and_(_AT, _LINE),
    # Newest first goes by equality on the column of the level: with the bounds beside it the planner takes the two for
    # independent and sorts (data.md). Row security still stands behind it.
    "city": true(),
    "county": member.c.county_id == _value("organization_id", Uuid()),
    "township": member.c.township_id == _value("organization_id", Uuid()),
    "branch": _AT,
}
"""Where a list looks."""


def _any_of(name: str) -> ColumnElement[bool]:
    return member.c[name] == any_(_value(name, ARRAY(Text)))  # type: ignore[no-any-return]


CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    # The arms of the search box; each is a range of one index, under row security too (`^@` is leakproof).
    "name_part": or_(*[_begins(member.c[column], "name_part") for column in ("name", "name2", "name3")]),
    "spelling": or_(_begins(member.c.initials, "spelling"), _begins(member.c.pinyin, "spelling")),
    "number": _begins(member.c.number, "number"),
    "id_tail": or_(
        member.c.id_tail_index == bindparam("id_tail"), member.c.phone_tail_index == bindparam("phone_tail")
    ),
    "nobody": false(),
    **{name: _any_of(name) for name in ("status", "kind", "new_employment")},
    **{
        name: member.c[name] == bindparam(name)
        for name in ("sex", "education", "politics", "migrant", "dispatched", "hardship")
    },
    "joined_from": member.c.joined_on >= _value("joined_from", Date()),
    "joined_to": member.c.joined_on <= _value("joined_to", Date()),
    "born_from": member.c.born_on >= _value("born_from", Date()),
    "born_to": member.c.born_on <= _value("born_to", Date()),
    "complete": member.c.completeness == 100,
    "incomplete": member.c.completeness < 100,
    "has_card": member.c.card_issued_on.is_not(None),
    "has_no_card": member.c.card_issued_on.is_(None),
    "changed_since": member.c.updated_at >= _value("changed_since", DateTime(timezone=True)),
}
"""What a list may be narrowed by, under the name of its value."""

_PLAIN = (
    *("status", "kind", "new_employment", "sex", "education", "politics", "migrant", "dispatched", "hardship"),
    *("joined_from", "joined_to", "born_from", "born_to", "changed_since"),
)


def _place(scope: Scope, filters: MemberFilters, newest: Top | None) -> tuple[str, dict[str, Any]]:
    top, tree = filters.top, scope.tree.value
    bounds = {"low": scope.low, "high": scope.high}
    if top is not None and filters.exactly:
        return f"{tree}_exactly", bounds | {"organization_id": top.organization_id}
    if newest is not None and newest.level is not Level.UNION:
        place = {Level.CITY: "city", Level.COUNTY: "county", Level.TOWNSHIP: "township"}.get(newest.level, "branch")
        return place, bounds | {"organization_id": newest.organization_id}
    if top is None:
        return tree, bounds
    if scope.tree is Tree.TERRITORY:
        below = narrowed(scope, top)
        return tree, {"low": below.low, "high": below.high}
    return "line_below", bounds | {"top_low": top.low, "top_high": top.high}


def _filters(filters: MemberFilters) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _PLAIN:
        value = getattr(filters, name)
        if value is not None and value != ():
            found[name] = value
    for name in ("status", "kind", "new_employment"):
        if name in found:
            found[name] = [str(value) for value in found[name]]
            if not found[name]:
                del found[name]
    if filters.complete is not None:
        found["complete" if filters.complete else "incomplete"] = True
    if filters.has_card is not None:
        found["has_card" if filters.has_card else "has_no_card"] = True
    return found | _searched(filters)


def _searched(filters: MemberFilters) -> dict[str, Any]:
    term = filters.term
    if term is None:
        return {}
    match term.wanted:
        case Wanted.NAME:
            return {"name_part": term.text}
        case Wanted.SPELLING:
            return {"spelling": term.text}
        case Wanted.NUMBER:
            return {"number": term.text}
        case Wanted.TAIL:
            assert filters.tails is not None
            return dict(zip(("id_tail", "phone_tail"), filters.tails, strict=True))
    return {"nobody": True}


def _set(values: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(values.keys() & CONDITIONS.keys())


# --- The statements, one for each shape ------------------------------------------------------------------------------


def _ordered_by(tree: Tree) -> Any:
    return member.c.code if tree is Tree.TERRITORY else member.c.line_code


def _where(place: str, conditions: frozenset[str]) -> list[ColumnElement[bool]]:
    return [PLACES[place], *(condition for name, condition in CONDITIONS.items() if name in conditions)]


@lru_cache(maxsize=1024)
def _page(tree: Tree, place: str, conditions: frozenset[str], newest: Level | None, later: bool) -> Statement:
    """The union's name is a subquery of the row and not a join: PostgreSQL puts it off until the page is cut."""
    order = _ordered_by(tree)
    name = select(org.c.name).where(org.c.id == member.c.organization_id).scalar_subquery()
    page = select(
        *[member.c[column] for column in ITEM_COLUMNS],
        member.c.id_number.label("_id_number"),
        member.c.phone.label("_phone"),
        name.label("_organization_name"),
        order.label("_code"),
    ).where(*_where(place, conditions))
    after_id = _value("after_id", Uuid())
    if newest is not None:
        page = page.order_by(_newest_first(newest))
        if later:
            page = page.where(member.c.id < after_id)
    else:
        page = page.where(tuple_(order, member.c.id) > tuple_(_value("after_code", BigInteger()), after_id))
        page = page.order_by(order, member.c.id)
    return Statement(page.limit(_value("limit", Integer())))


def _newest_first(level: Level) -> Any:
    """By id, which holds the time. Where no column of the level narrows the rows, the order must not be an index's:
    walking the primary key backwards to meet the members of one old union reads the whole table (data.md section 1)."""
    if level in (Level.CITY, Level.COUNTY, Level.TOWNSHIP):
        return member.c.id.desc()
    return collate(cast(member.c.id, Text), "C").desc()


@lru_cache(maxsize=1024)
def _count(place: str, conditions: frozenset[str]) -> Statement:
    inner = select(member.c.id).where(*_where(place, conditions)).limit(_value("limit", Integer())).subquery()
    return Statement(select(func.count()).select_from(inner))


@lru_cache(maxsize=256)
def _ids(tree: Tree, place: str, conditions: frozenset[str]) -> Statement:
    order = _ordered_by(tree)
    found = select(member.c.id, order.label("code")).where(*_where(place, conditions)).order_by(order, member.c.id)
    return Statement(found.limit(_value("limit", Integer())))


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
    place, values = _place(scope, MemberFilters(top=top), None)
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
