"""Registers whose records stand in plain: each field has its rule, and a row is compared field by field (ORG-10, 11, 18).

As with members a blank cell leaves the value alone, and what a row says wins over what stands there; except for what is
changed by a step of its own, with a day and a reason: that is compared, and done on the page of the record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from backend.domain.imports.columns import Column, Note, Reading, plain
from backend.domain.organization.rules import InFuture
from backend.domain.refusals import Conflict, Invalid, Refusal
from backend.domain.text import clean_text

Rule = Callable[[Any], Any]
"""From a value as read to the value as the register takes it. Raises what is wrong with it."""


class RowStep(Conflict):
    """A field that only a step changes, differs. Facts: `column`."""

    code = "import_row_step"
    zh = "“{column}”与登记的不同。这一项要在该记录的页面上办理，导入不改；请改回登记的内容，或留空。"
    en = "“{column}” differs from the record. It is changed by a step on the record's page; correct the cell or empty it."


class RowTwice(Invalid):
    """An earlier row of the file is about the same record."""

    code = "import_row_twice"
    zh = "与第 {first} 行说的是同一条记录，只导入那一行。请核对是重复填写，还是名称、代码录错。"
    en = "Row {first} is about the same record and is the one taken. See whether this row or its name or code is wrong."


class RecordUsed(Invalid):
    """Something in the register refers to the new record."""

    code = "import_record_used"
    zh = "没有撤销：导入之后这条记录已有会员、干部、下级或其他业务。请先办结，再在记录上处理。"
    en = (
        "Not undone: members, officers, unions below or other business refer to this record by now. Settle those first."
    )


class FieldUnsaid(Invalid):
    """What a new record cannot be without. Facts: `column`."""

    code = "import_field_unsaid"
    zh = "这是新的记录，要写明“{column}”。请补上后再导入。"
    en = "This is a new record and needs “{column}”. Fill it in."


class ValueShort(Invalid):
    """A name of one character. Facts: `column`."""

    code = "import_value_short"
    zh = "“{column}”不足 2 个字。请填写全称。"
    en = "“{column}” has fewer than 2 characters. Write the name in full."


class ValueLarge(Invalid):
    """A number of people that cannot be. Facts: `most`."""

    code = "import_value_large"
    zh = "人数应在 0 到 {most} 之间。请核对。"
    en = "A number of people lies between 0 and {most}. Check it."


MOST_PEOPLE: Final = 2_000_000
NONE: Final[Mapping[str, Rule]] = {}


def judge_fields(
    columns: Iterable[Column], said: Mapping[str, Any], note: Note, rules: Mapping[str, Rule] = NONE
) -> dict[str, Any]:
    """The values that hold, each by its rule, ready for JSON; the others are told."""
    values: dict[str, Any] = {}
    for column in columns:
        if column.name in said:
            try:
                values[column.name] = plain(_judge(column, said[column.name], rules.get(column.name)))
            except Refusal as refusal:
                note(column.name, refusal)
    return values


def _judge(column: Column, value: Any, rule: Rule | None) -> Any:
    if column.reading in (Reading.TEXT, Reading.PLACE):
        value = clean_text(value)
    return value if rule is None else rule(value)


@contextmanager
def about(column: str) -> Iterator[None]:
    """Within it, whatever is refused is about that column."""
    try:
        yield
    except Refusal as refusal:
        refusal.facts["pointer"] = f"/{column}"
        raise


def named(title: str) -> Rule:
    """A name of two characters at least. Raises `ValueShort`."""

    def rule(name: str) -> str:
        if len(name) < 2:
            raise ValueShort(column=title)
        return name

    return rule


def people(number: int) -> int:
    """So many people. Raises `ValueLarge`."""
    if number > MOST_PEOPLE:
        raise ValueLarge(most=MOST_PEOPLE)
    return number


def past(today: date) -> Rule:
    """A day that has come. Raises `InFuture`."""

    def rule(day: date) -> date:
        if day > today:
            raise InFuture(today=today.isoformat())
        return day

    return rule


def differing(current: Mapping[str, Any], said: Mapping[str, Any], names: Iterable[str]) -> dict[str, list[Any]]:
    """Old and new value of those fields that a row says and that differ."""
    return {name: [current[name], said[name]] for name in names if name in said and said[name] != current[name]}


def without_months(current: Mapping[str, Any], said: dict[str, Any], days: Iterable[str]) -> None:
    """A month alone, which is read as its first day, says nothing against a day of that month that is registered."""
    for name in days:
        day, known = said.get(name), current[name]
        if day is not None and known is not None and day.endswith("-01") and day[:7] == known[:7]:
            said[name] = known


def require_as_registered(current: Mapping[str, Any], said: Mapping[str, Any], steps: Mapping[str, str]) -> None:
    """Raises `RowStep` where a row says otherwise of a field that only a step changes; `steps` are their titles."""
    for name, title in steps.items():
        if name in said and said[name] != current[name]:
            raise RowStep(column=title, pointer=f"/{name}")
