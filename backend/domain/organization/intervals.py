"""Places in a tree as intervals of whole numbers (data.md section 1; architecture.md section 4).

Every organization has an interval; its own rows carry the low end, its children lie in what is left, `(low, high]`.
So "everything under X" is `code between low and high`, in one index range. Intervals are handed out with slack, and
nothing may decode them: widths are a habit, not a contract. A parent that is full is laid out anew in its own interval
(`lay_out`), which makes room again.
"""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from backend.domain.organization.codes import Level
from backend.domain.refusals import Conflict

Key = TypeVar("Key")

WIDTHS: Mapping[Level, int] = {
    Level.CITY: 1 << 62,
    Level.COUNTY: 1 << 54,
    Level.TOWNSHIP: 1 << 44,
    Level.UNION: 1 << 30,
    Level.BRANCH: 1 << 20,
    Level.GROUP: 1 << 10,
}
"""The width of an interval that an organization of a level is given where there is room."""

NESTING_SHIFT = 6
"""A child gets at most one 64th of its parent, so that every parent has room for 63 children at least."""


class Interval(NamedTuple):
    """Both ends included."""

    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low + 1

    def contains(self, other: "Interval") -> bool:
        """Whether `other` lies inside, and may be its child: the low end is the parent's own."""
        return self.low < other.low and other.high <= self.high


ROOT = Interval(0, (1 << 62) - 1)
"""The interval of the top of a tree."""


class TreeFull(Conflict):
    """No room under the parent; laying the parent out anew makes some, unless it is too narrow for its subtree."""

    code = "organization_tree_full"
    zh = "这个上级工会之下的编码空间已用完，暂时不能再增加下级。数据没有改变；请联系系统管理员重新编码后再试。"
    en = "There is no room for another child under this parent. Nothing was changed; ask for it to be re-coded."


def natural_width(parent: Interval, level: Level) -> int:
    """How wide a child of this level is: the width of its level, or a 64th of the parent where that is less."""
    return max(1, min(WIDTHS[level], parent.width >> NESTING_SHIFT))


def place(parent: Interval, level: Level, taken: Iterable[Interval]) -> Interval:
    """An interval for a new child under `parent`, whose children have `taken`: behind the last, else the first gap.

    Raises `TreeFull`.
    """
    width = natural_width(parent, level)
    children = sorted(taken)
    start = (children[-1].high if children else parent.low) + 1
    if start + width - 1 <= parent.high:
        return Interval(start, start + width - 1)
    free_from = parent.low + 1
    for child in children:
        if child.low - free_from >= width:
            return Interval(free_from, free_from + width - 1)
        free_from = max(free_from, child.high + 1)
    raise TreeFull()


def place_all(parent: Interval, levels: Iterable[Level], taken: Iterable[Interval]) -> list[Interval]:
    """Intervals for new children of these levels, one after the other as `place` gives them, in the time of one sorting.

    Raises `TreeFull`.
    """
    children = sorted(taken)
    placed: list[Interval] = []
    for level in levels:
        width = natural_width(parent, level)
        start = (children[-1].high if children else parent.low) + 1
        behind = Interval(start, start + width - 1)
        if behind.high <= parent.high:
            children.append(behind)
        else:
            behind = place(parent, level, children)
            insort(children, behind)
        placed.append(behind)
    return placed


def lay_out(
    root: Key, children: Mapping[Key, Sequence[Key]], levels: Mapping[Key, Level], interval: Interval
) -> dict[Key, Interval]:
    """Intervals for the whole subtree of `root`, which gets `interval`; for a move, a merge, or a full parent.

    Children keep their order and get their natural width where that leaves half of the parent free, else an equal
    share of half of it, and never less than their own subtree needs. Raises `TreeFull` when the interval has fewer
    numbers than the subtree has nodes.
    """
    order = _parents_first(root, children)
    needs = _needs(order, children)
    if needs[root] > interval.width:
        raise TreeFull()
    placed = {root: interval}
    for parent in order:
        below = children.get(parent, ())
        start = placed[parent].low + 1
        for child, width in zip(below, _child_widths(placed[parent], below, needs, levels), strict=True):
            placed[child] = Interval(start, start + width - 1)
            start += width
    return placed


def _parents_first(root: Key, children: Mapping[Key, Sequence[Key]]) -> list[Key]:
    order = [root]
    for key in order:
        order.extend(children.get(key, ()))
    return order


def _needs(order: Sequence[Key], children: Mapping[Key, Sequence[Key]]) -> dict[Key, int]:
    """How many numbers each subtree needs at least: one per node."""
    needs: dict[Key, int] = {}
    for key in reversed(order):
        needs[key] = 1 + sum(needs[child] for child in children.get(key, ()))
    return needs


def _child_widths(
    parent: Interval, below: Sequence[Key], needs: Mapping[Key, int], levels: Mapping[Key, Level]
) -> list[int]:
    if not below:
        return []
    room = parent.width - 1
    share = room // (2 * len(below))
    widths = [max(needs[key], min(natural_width(parent, levels[key]), share)) for key in below]
    if sum(widths) <= room:
        return widths
    needed = [needs[key] for key in below]
    spare, total = room - sum(needed), sum(needed)
    return [need + spare * need // total for need in needed]
