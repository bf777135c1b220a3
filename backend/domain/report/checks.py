"""Checks between the items of a report (勾稽), and what is not filled."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.domain.report.forms import Check, Comparison, Form

Values = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that does not hold, with the two sums."""

    check: Check
    left: int
    right: int


def findings(form: Form, values: Values) -> list[Finding]:
    """The checks that do not hold, in their order. One that meets an empty item is left until it is filled."""
    found = []
    for check in form.checks:
        left, right = _sum(values, check.left), _sum(values, check.right)
        if left is None or right is None:
            continue
        holds = left == right if check.comparison is Comparison.EQUAL else left <= right
        if not holds:
            found.append(Finding(check, left, right))
    return found


def empty(form: Form, values: Values) -> list[str]:
    """The codes of the items that are not filled; nothing is written as 0."""
    return [item.code for item in form.items if values.get(item.code) is None]


def _sum(values: Values, codes: tuple[str, ...]) -> int | None:
    known = [values.get(code) for code in codes]
    return None if None in known else sum(value or 0 for value in known)
