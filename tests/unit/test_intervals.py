"""Intervals as places in the tree (data.md section 1; ORG-01: any depth; issue 2, section 3: a move keeps figures)."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.domain.organization.codes import Level
from backend.domain.organization.intervals import (
    ROOT,
    WIDTHS,
    Interval,
    TreeFull,
    lay_out,
    natural_width,
    place,
    place_all,
)

LEVELS = st.sampled_from(Level)


def test_the_widths_of_the_design() -> None:
    """data.md section 1: by level, and a 64th of the parent when nested in the same level."""
    assert ROOT.width == WIDTHS[Level.CITY] == 2**62
    county = place(ROOT, Level.COUNTY, [])
    township = place(county, Level.TOWNSHIP, [])
    union = place(township, Level.UNION, [])
    branch = place(union, Level.BRANCH, [])
    assert [each.width for each in (county, township, union, branch)] == [2**54, 2**44, 2**30, 2**20]
    assert place(branch, Level.GROUP, []).width == 2**10
    assert place(union, Level.UNION, []).width == 2**24
    assert place(county, Level.UNION, []).width == 2**30


def test_the_parent_keeps_its_low_end() -> None:
    """Its own rows carry it."""
    assert place(ROOT, Level.COUNTY, []).low == ROOT.low + 1
    assert ROOT.contains(place(ROOT, Level.COUNTY, []))
    assert not ROOT.contains(ROOT)


def test_behind_the_last_child_then_the_first_gap_then_a_refusal() -> None:
    """In this order."""
    parent = Interval(0, 64 * 64 - 1)  # children of 64
    children: list[Interval] = []
    while True:
        try:
            children.append(place(parent, Level.GROUP, children))
        except TreeFull:
            break
    assert len(children) == 63
    gone = children.pop(10)
    assert place(parent, Level.GROUP, children) == gone
    children.pop(0)
    assert place(parent, Level.GROUP, children).low == parent.low + 1
    last = children.pop()
    assert place(parent, Level.GROUP, children) == last
    assert place(parent, Level.GROUP, reversed(children)) == last


def test_no_room_under_a_leaf() -> None:
    """An interval of one number is its own row and nothing else."""
    with pytest.raises(TreeFull):
        place(Interval(5, 5), Level.GROUP, [])


@given(st.integers(0, 2**40), st.integers(0, 2**31), st.lists(st.tuples(LEVELS, st.booleans()), max_size=40))
def test_children_are_disjoint_inside_and_never_on_the_parents_row(
    low: int, width: int, wanted: list[tuple[Level, bool]]
) -> None:
    """Whatever comes and goes."""
    parent = Interval(low, low + width)
    children: list[Interval] = []
    for level, leave in wanted:
        if leave and children:
            children.pop(len(children) // 2)
        try:
            new = place(parent, level, children)
        except TreeFull:
            continue
        assert new.width == natural_width(parent, level)
        assert parent.contains(new)
        children.append(new)
    ordered = sorted(children)
    assert all(left.high < right.low for left, right in pairwise(ordered))


def check(root: int, children: dict[int, list[int]], placed: dict[int, Interval]) -> None:
    """The intervals nest exactly as the tree does, siblings in their order."""
    for parent, below in children.items():
        if parent not in placed:
            continue
        for child in below:
            assert placed[parent].contains(placed[child])
        assert all(placed[a].high < placed[b].low for a, b in pairwise(below))


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[int, list[int]], dict[int, Level]]:
    """Random parents: node n hangs under some earlier node; levels never rise."""
    size = draw(st.integers(1, 40))
    children: dict[int, list[int]] = {n: [] for n in range(size)}
    levels = {0: Level.CITY}
    for n in range(1, size):
        parent = draw(st.integers(0, n - 1))
        children[parent].append(n)
        levels[n] = Level(draw(st.integers(levels[parent], Level.GROUP)))
    return children, levels


@given(trees(), st.integers(0, 2**30), st.sampled_from([0, 1, 5, 100, 2**20, 2**62]))
def test_a_layout_nests_or_refuses_for_want_of_numbers(
    tree: tuple[dict[int, list[int]], dict[int, Level]], low: int, slack: int
) -> None:
    """An interval with as many numbers as the subtree has nodes is enough; one fewer is not."""
    children, levels = tree
    interval = Interval(low, low + len(children) - 1 + slack)
    placed = lay_out(0, children, levels, interval)
    assert placed[0] == interval
    assert len(placed) == len(children)
    assert len({each.low for each in placed.values()}) == len(children)
    check(0, children, placed)
    if len(children) > 1:
        with pytest.raises(TreeFull):
            lay_out(0, children, levels, Interval(low, low + len(children) - 2))


def test_a_full_parent_has_room_again_after_a_layout() -> None:
    """63 unions under a union fill it; laid out anew, as many again fit between."""
    union = Interval(0, 2**30 - 1)
    children = list(range(1, 64))
    levels = dict.fromkeys(range(64), Level.UNION)
    placed = lay_out(0, {0: children}, levels, union)
    assert sum(placed[child].width for child in children) <= union.width // 2
    taken = [placed[child] for child in children]
    assert union.contains(place(union, Level.BRANCH, taken))
    taken.append(place(union, Level.UNION, taken))


@settings(max_examples=150)
@given(st.data())
def test_random_moves_agree_with_parent_pointers(data: st.DataObject) -> None:
    """Founding, moving and dissolving: "inside the interval" and "an ancestor" are one and the same, throughout."""
    parents: dict[int, int] = {}
    levels = {0: Level.CITY}
    placed = {0: ROOT}

    def below(node: int) -> list[int]:
        return sorted((n for n, parent in parents.items() if parent == node), key=lambda n: placed[n].low)

    def subtree(node: int) -> list[int]:
        return [node] + [inner for child in below(node) for inner in subtree(child)]

    for n in range(1, data.draw(st.integers(2, 25))):
        nodes = sorted(placed)
        act = data.draw(st.sampled_from(["found", "found", "move", "dissolve"]))
        if act == "found":
            parent = data.draw(st.sampled_from(nodes))
            level = Level(data.draw(st.integers(levels[parent], Level.GROUP)))
            try:
                placed[n] = place(placed[parent], level, [placed[child] for child in below(parent)])
            except TreeFull:
                continue
            parents[n], levels[n] = parent, level
        elif len(nodes) > 1:
            moved = data.draw(st.sampled_from(nodes[1:]))
            inner = subtree(moved)
            if act == "dissolve":
                for node in inner:
                    del placed[node], parents[node], levels[node]
                continue
            target = data.draw(st.sampled_from([node for node in nodes if node not in inner]))
            try:
                interval = place(placed[target], levels[moved], [placed[child] for child in below(target)])
                new = lay_out(moved, {node: below(node) for node in inner}, levels, interval)
            except TreeFull:
                continue
            order = {node: below(node) for node in inner}
            parents[moved] = target
            placed |= new
            assert all(below(node) == order[node] for node in inner)

    def ancestors(node: int) -> set[int]:
        return {parents[node]} | ancestors(parents[node]) if node in parents else set()

    for inner_node, interval in placed.items():
        inside = {outer for outer in placed if placed[outer].low <= interval.low <= placed[outer].high}
        assert inside == ancestors(inner_node) | {inner_node}


@given(
    st.integers(1 << 8, 1 << 20),
    st.lists(LEVELS, max_size=12),
    st.lists(st.integers(1, 40), max_size=6),
)
def test_many_at_once_are_as_one_after_the_other(width: int, levels: list[Level], gaps: list[int]) -> None:
    """ORG-01: a file of new unions gets the places that founding them singly would give."""
    parent = Interval(1_000, 1_000 + width - 1)
    taken, low = [], parent.low + 1
    for gap in gaps:
        taken.append(Interval(low + gap, low + gap + 3))
        low += gap + 4
    taken = [each for each in taken if each.high <= parent.high]
    singly: list[Interval] = []
    try:
        for level in levels:
            singly.append(place(parent, level, [*taken, *singly]))
    except TreeFull:
        with pytest.raises(TreeFull):
            place_all(parent, levels, taken)
    else:
        assert place_all(parent, levels, taken) == singly


def test_a_hundred_thousand_places_at_once() -> None:
    """ORG-11: the time is that of the rows, not of their square."""
    parent = Interval(0, (1 << 44) - 1)
    placed = place_all(parent, [Level.BRANCH] * 100_000, [])
    assert all(before.high < after.low for before, after in pairwise(placed))
