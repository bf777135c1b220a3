"""What a list of members may be narrowed by, and where it looks: the words of its statements, by the names of their values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from string import ascii_lowercase
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Integer,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    exists,
    extract,
    false,
    func,
    or_,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement

from backend.db.crypto import Vault
from backend.db.records import ID_NUMBER, PHONE
from backend.db.tables.member import Member
from backend.db.tables.protection import ProtectionCover, ProtectionPlan
from backend.domain.access import Scope
from backend.domain.member.search import FREQUENT_SURNAMES, SearchTerm, Wanted, begins_a_frequent_surname
from backend.domain.organization.codes import Level, Tree

member: Any = Member.__table__  # type: ignore[attr-defined]
cover: Any = ProtectionCover.__table__  # type: ignore[attr-defined]
plan: Any = ProtectionPlan.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """The union below which a list looks: the one that was filtered by, or the scope's own."""

    organization_id: UUID
    level: Level
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFilters:
    """What a list of members is narrowed by. `exactly` leaves out the unions below `top`.

    `insured` and the kinds of `protection` are about covers in force on `insured_on`.
    """

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
    birthday_month: int | None = None
    complete: bool | None = None
    has_card: bool | None = None
    changed_since: datetime | None = None
    insured: bool | None = None
    protection: Sequence[str] = ()
    insured_on: date | None = None


def tails_of(vault: Vault, term: SearchTerm | None) -> tuple[bytes, bytes] | None:
    """The two indexes by which four last digits are found: of the document number, of the phone."""
    if term is None or term.wanted is not Wanted.TAIL:
        return None
    return vault.tail_index(ID_NUMBER, term.text), vault.tail_index(PHONE, term.text)


def narrowed(scope: Scope, top: Top) -> Scope:
    """The part of a territorial scope that lies below a union: still one range of one index."""
    return replace(scope, low=max(scope.low, top.low), high=min(scope.high, top.high))


def given(name: str, type_: Any) -> Any:
    """A value of the statement, by its name."""
    return bindparam(name, type_=type_)


def _begins(column: Any, name: str) -> ColumnElement[bool]:
    return column.op("^@", is_comparison=True)(given(name, Text()))  # type: ignore[no-any-return]


def _range(column: Any, low: str, high: str) -> ColumnElement[bool]:
    return and_(column >= given(low, BigInteger()), column <= given(high, BigInteger()))


_AT = member.c.organization_id == given("organization_id", Uuid())
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
    "county": member.c.county_id == given("organization_id", Uuid()),
    "township": member.c.township_id == given("organization_id", Uuid()),
    "branch": _AT,
}
"""Where a list looks."""


def _any_of(name: str) -> ColumnElement[bool]:
    return member.c[name] == any_(given(name, ARRAY(Text)))  # type: ignore[no-any-return]


def _insured(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    day = given("insured_on", Date())
    return exists().where(cover.c.member_id == member.c.id, cover.c.starts_on <= day, cover.c.ends_on >= day, *more)


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
    "joined_from": member.c.joined_on >= given("joined_from", Date()),
    "joined_to": member.c.joined_on <= given("joined_to", Date()),
    "born_from": member.c.born_on >= given("born_from", Date()),
    "born_to": member.c.born_on <= given("born_to", Date()),
    "birthday_month": extract("month", member.c.born_on) == given("birthday_month", Integer()),
    "complete": member.c.completeness == 100,
    "incomplete": member.c.completeness < 100,
    "has_card": member.c.card_issued_on.is_not(None),
    "has_no_card": member.c.card_issued_on.is_(None),
    "changed_since": member.c.updated_at >= given("changed_since", DateTime(timezone=True)),
    "insured": _insured(),
    "not_insured": ~_insured(),
    "protection": _insured(plan.c.id == cover.c.plan_id, plan.c.kind == any_(given("protection", ARRAY(Text)))),
}
"""What a list may be narrowed by, under the name of its value."""

SEARCHES = frozenset({"name_part", "spelling", "number", "id_tail"})
"""Those that have an index of their own to come by."""


@dataclass(frozen=True, slots=True)
class Fan:
    """One condition for each row of a list of values: an index is asked for a page as often as the list is long.

    `few`: each finds a handful, so they are read and sorted; the planner cannot know it.
    """

    values: Any
    condition: ColumnElement[bool]
    few: bool = False


@dataclass(frozen=True, slots=True)
class Arms:
    """The condition of a search taken apart: `whole` are equalities, each of which an index holds in the order of the
    tree; `fans` are many of them; `rest` is what the search finds beside them."""

    condition: str
    whole: tuple[ColumnElement[bool], ...] = ()
    rest: ColumnElement[bool] | None = None
    fans: tuple[Fan, ...] = ()


def _arms_of(name: str, *columns: str) -> Arms:
    typed = given(name, Text())
    longer = [and_(member.c[column] > typed, _begins(member.c[column], name)) for column in columns]
    return Arms(name, tuple(member.c[column] == typed for column in columns), or_(*longer))


def _pair() -> Arms:
    """Two initials begin those of three by a letter each: twenty-eight short lists in the order of the tree. What is
    longer lies between two of them and is rare. A spelling that no frequent surname begins with is rare too."""
    pair, after = given("pair", ARRAY(Text)), given("pair_next", ARRAY(Text))
    exactly = func.unnest(pair).table_valued("whole").render_derived()
    between = func.unnest(pair, after).table_valued("low", "high").render_derived()
    initials = member.c.initials
    return Arms(
        "spelling",
        rest=_begins(member.c.pinyin, "spelling"),
        fans=(
            Fan(exactly, initials == exactly.c.whole),
            Fan(between, and_(initials > between.c.low, initials < between.c.high), few=True),
        ),
    )


ARMS: Mapping[str, Arms] = {
    "name_part": _arms_of("name_part", "name", "name2", "name3"),
    "spelling": _arms_of("spelling", "initials", "pinyin"),
    "pair": _pair(),
    "id_tail": Arms(
        "id_tail",
        (member.c.id_tail_index == bindparam("id_tail"), member.c.phone_tail_index == bindparam("phone_tail")),
    ),
}

_TELLING = {Wanted.NAME: "name_part", Wanted.SPELLING: "spelling", Wanted.TAIL: "id_tail"}


def arms_of(term: SearchTerm | None, tree: Tree) -> str | None:
    """Which of `ARMS` a page is best merged from, or None.

    A frequent surname, in characters or in the letters it begins with, is borne by so many that the order of the tree
    meets a page of them at once; with a given name or with initials it would walk tens of thousands of members, while
    nearly all who are meant are called exactly so. The indexes of the search are in the order of the territory and not
    in that of the lines.
    """
    if term is None or term.wanted not in _TELLING or tree is not Tree.TERRITORY or term.text in FREQUENT_SURNAMES:
        return None
    if term.wanted is not Wanted.SPELLING:
        return _TELLING[term.wanted]
    if len(term.text) < 2 or begins_a_frequent_surname(term.text):
        return None
    return "pair" if len(term.text) == 2 else "spelling"


_PLAIN = (
    *("status", "kind", "new_employment", "sex", "education", "politics", "migrant", "dispatched", "hardship"),
    *("joined_from", "joined_to", "born_from", "born_to", "birthday_month", "changed_since"),
)


def place_of(scope: Scope, filters: MemberFilters, newest: Top | None) -> tuple[str, dict[str, Any]]:
    """Which of `PLACES` a list looks at, and its values. `newest` is where a list that is newest first looks."""
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


def values_of(filters: MemberFilters) -> dict[str, Any]:
    """What is set, by the names of `CONDITIONS`."""
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
    if filters.insured is not None:
        found["insured" if filters.insured else "not_insured"] = True
    if filters.protection:
        found["protection"] = [str(kind) for kind in filters.protection]
    if filters.insured is not None or filters.protection:
        found["insured_on"] = filters.insured_on
    return found | _searched(filters)


def _searched(filters: MemberFilters) -> dict[str, Any]:
    term = filters.term
    if term is None:
        return {}
    match term.wanted:
        case Wanted.NAME:
            return {"name_part": term.text}
        case Wanted.SPELLING:
            return {"spelling": term.text} | _bounds_of_pair(term.text)
        case Wanted.NUMBER:
            return {"number": term.text}
        case Wanted.TAIL:
            assert filters.tails is not None
            return dict(zip(("id_tail", "phone_tail"), filters.tails, strict=True))
    return {"nobody": True}


def _bounds_of_pair(letters: str) -> dict[str, Any]:
    """Whatever begins with two letters is one of the first twenty-eight bounds, or lies between two neighbours."""
    if len(letters) != 2:
        return {}
    after = "{"  # The sign after z.
    bounds = [letters, *(letters + third for third in ascii_lowercase + after), letters[0] + chr(ord(letters[1]) + 1)]
    return {"pair": bounds[:-1], "pair_next": bounds[1:]}


def conditions_of(values: Mapping[str, Any]) -> frozenset[str]:
    """Which of `CONDITIONS` these values belong to: the shape of the statement."""
    return frozenset(values.keys() & CONDITIONS.keys())
