"""Another agency's list of employers beside our register: row by row, what is new and what differs (ORG-18).

A row is matched by credit code; by exact name where either side has no code. Nothing is decided about rows twice: the
first of two rows about one employer counts.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.codes import Code
from backend.domain.credit_code import check_credit_code
from backend.domain.organization.codes import EmployerMatch
from backend.domain.organization.employers import EmployerSource, MoreWomenThanEmployees
from backend.domain.refusals import Invalid
from backend.domain.text import clean_text

MOST_ROWS = 5_000
MOST_PEOPLE = 2_000_000
Loose = Annotated[int, Ge(-(2**31)), Le(2**31 - 1)]
FIELDS = ("credit_code", "name", "employees", "women_employees", "address", "region_code")
"""What a list says of an employer."""


class RowState(Code):
    """What a row of the list means for the register."""

    NEW = "new", "新增", "New"
    CHANGED = "changed", "有变化", "Changed"
    UNCHANGED = "unchanged", "无变化", "Unchanged"
    DUPLICATE_IN_LIST = "duplicate_in_list", "名单内重复", "Twice in the list"
    INVALID = "invalid", "有错误", "Invalid"


class RowNameMissing(Invalid):
    """A row without a name."""

    code = "employer_name_missing"
    zh = "没有单位名称，或名称不足 2 个字。请补上后重新提交。"
    en = "The name of the employer is missing or too short. Add it and send the row again."


class RowTooLong(Invalid):
    """Facts: `most`."""

    code = "employer_text_too_long"
    zh = "单位名称最多 120 字，地址最多 200 字，行政区划代码最多 12 位。请缩短后重新提交。"
    en = "A name has at most 120 characters, an address 200, a region code 12. Shorten it and send the row again."


class RowHeadcount(Invalid):
    """A number of people that cannot be."""

    code = "employer_headcount"
    zh = "人数应在 0 到 2000000 之间。请核对。"
    en = "A number of people lies between 0 and 2,000,000. Check it."


class RowNameAmbiguous(Invalid):
    """Facts: `count`."""

    code = "employer_name_ambiguous"
    zh = "本系统有 {count} 家同名单位，无法判断是哪一家。请补上统一社会信用代码。"
    en = "{count} employers of this name are in the register. Give the credit code."


class EmployerElsewhere(Invalid):
    """Says nothing but that somebody holds the code (the register of others is not ours to show)."""

    code = "employer_elsewhere"
    zh = "这个统一社会信用代码已在本市其他地方登记。请由共同的上级工会核对所在地。"
    en = "This credit code is registered elsewhere in the city. The union above both may compare the places."


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEmployer:
    """One row as the agency gave it; nothing is believed of it yet. An absent value says nothing."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    credit_code: Annotated[str, MaxLen(400)] | None = None
    name: Annotated[str, MaxLen(400)] = ""
    employees: Loose | None = None
    women_employees: Loose | None = None
    address: Annotated[str, MaxLen(400)] | None = None
    region_code: Annotated[str, MaxLen(400)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerList:
    """A list of one agency about one place, as of a day. With `dry_run` nothing is kept."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    source: EmployerSource
    listed_on: date
    territory_id: UUID
    rows: Annotated[tuple[ListedEmployer, ...], MinLen(1), MaxLen(MOST_ROWS)]
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An employer of our register."""

    id: UUID
    credit_code: str | None
    name: str
    employees: int
    women_employees: int
    address: str
    region_code: str | None


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What one row means. `values` are the employer's fields after it; `changes` are [old, new] by field."""

    index: int
    state: RowState
    known: Known | None = None
    match: EmployerMatch | None = None
    first_index: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, list[Any]] = field(default_factory=dict)
    refusal: Invalid | None = None

    def refuse(self, refusal: Invalid) -> None:
        """The row is invalid after all."""
        self.state, self.refusal, self.changes = RowState.INVALID, refusal, {}


def tidy(row: ListedEmployer) -> dict[str, Any]:
    """The values of a row in their one spelling, those that say nothing left out. Raises `Invalid`."""
    name = clean_text(row.name)
    if len(name) < 2:
        raise RowNameMissing()
    values: dict[str, Any] = {"name": name}
    if row.credit_code and row.credit_code.strip():
        values["credit_code"] = check_credit_code(row.credit_code)
    for key in ("address", "region_code"):
        text = clean_text(getattr(row, key) or "")
        if text:
            values[key] = text
    if len(name) > 120 or len(values.get("address", "")) > 200 or len(values.get("region_code", "")) > 12:
        raise RowTooLong()
    for key in ("employees", "women_employees"):
        number = getattr(row, key)
        if number is not None:
            if not 0 <= number <= MOST_PEOPLE:
                raise RowHeadcount()
            values[key] = number
    return values


def judge(
    rows: Sequence[ListedEmployer],
    *,
    by_code: Mapping[str, Known],
    by_name: Mapping[str, Sequence[Known]],
    elsewhere: Set[str] = frozenset(),
) -> list[Verdict]:
    """What each row means, given the register that the caller sees and the codes known to be held elsewhere."""
    firsts: dict[Any, int] = {}
    return [_judge(index, row, by_code, by_name, elsewhere, firsts) for index, row in enumerate(rows)]


def _judge(
    index: int,
    row: ListedEmployer,
    by_code: Mapping[str, Known],
    by_name: Mapping[str, Sequence[Known]],
    elsewhere: Set[str],
    firsts: dict[Any, int],
) -> Verdict:
    try:
        said = tidy(row)
        known, match = _find(said, by_code, by_name)
        code = said.get("credit_code")
        marks = [mark for mark in (known and known.id, code) if mark] or [said["name"]]
        first = next((firsts[mark] for mark in marks if mark in firsts), None)
        if first is not None:
            return Verdict(index=index, state=RowState.DUPLICATE_IN_LIST, known=known, match=match, first_index=first)
        if code in elsewhere and (known is None or known.credit_code != code):
            raise EmployerElsewhere()
        values = _values(said, known)
        if values["women_employees"] > values["employees"]:
            raise MoreWomenThanEmployees(employees=values["employees"], women=values["women_employees"])
    except Invalid as refusal:
        return Verdict(index=index, state=RowState.INVALID, refusal=refusal)
    for mark in (*marks, said["name"]) if known is None else marks:
        firsts.setdefault(mark, index)
    if known is None:
        return Verdict(index=index, state=RowState.NEW, match=EmployerMatch.NEW, values=values)
    changes = {key: [getattr(known, key), values[key]] for key in FIELDS if getattr(known, key) != values[key]}
    state = RowState.CHANGED if changes else RowState.UNCHANGED
    return Verdict(index=index, state=state, known=known, match=match, values=values, changes=changes)


def _find(
    said: Mapping[str, Any], by_code: Mapping[str, Known], by_name: Mapping[str, Sequence[Known]]
) -> tuple[Known | None, EmployerMatch | None]:
    code = said.get("credit_code")
    if code is not None and code in by_code:
        return by_code[code], EmployerMatch.BY_CODE
    named = [known for known in by_name.get(said["name"], ()) if code is None or known.credit_code is None]
    if len(named) > 1:
        raise RowNameAmbiguous(count=len(named))
    return (named[0], EmployerMatch.BY_NAME) if named else (None, None)


def _values(said: Mapping[str, Any], known: Known | None) -> dict[str, Any]:
    if known is None:
        empty = {"credit_code": None, "employees": 0, "women_employees": 0, "address": "", "region_code": None}
        return empty | dict(said)
    return {key: said.get(key, getattr(known, key)) for key in FIELDS}
