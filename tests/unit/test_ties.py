"""The lists of what hangs on a member's file and on a household's, held against the tables."""

from typing import Any

import pytest

import backend.db.tables  # noqa: F401 -- declares them all
from backend.db.ties import APART, OF_A_HOUSEHOLD, TIES, Tie
from backend.db.types import metadata

NAMING = {name: table for name, table in metadata.tables.items() if "member_id" in table.c}


def test_no_table_that_names_a_member_is_forgotten() -> None:
    """MBR-02: a table is either moved with the file or says why not; none is both."""
    listed = [tie.table for tie in TIES]
    assert sorted([*listed, *APART]) == sorted(NAMING)
    assert all(len(why) > 20 for why in APART.values())


def _keys(table: Any) -> list[tuple[set[str], bool]]:
    """The other columns of each unique index that begins with or holds the member, and whether it is of some rows only."""
    found = []
    for index in table.indexes:
        columns = {column.name for column in index.columns}
        if index.unique and "member_id" in columns:
            found.append((columns - {"member_id"}, index.dialect_options["postgresql"]["where"] is not None))
    return found


@pytest.mark.parametrize("tie", TIES, ids=lambda tie: tie.table)
def test_a_tie_is_as_its_table_is(tie: Tie) -> None:
    """What there can be but one of is what a key says; a foreign key that may keep a row back is known."""
    table = NAMING[tie.table]
    keys = [key for key in _keys(table) if tie.table not in ("membership", "transfer")]
    assert keys == ([] if tie.single is None else [(set(tie.single), bool(tie.among))])
    fixed = any(key.column.table.name == "member" for key in table.c.member_id.foreign_keys)
    if tie.of is not None:
        parent = next(each for each in TIES if each.table == tie.of[0])
        assert tie.of[1] in table.c
        assert TIES.index(parent) < TIES.index(tie)
        assert tie.binding == (fixed and parent.single is not None)
    else:
        assert tie.binding == (fixed and tie.single is not None)


def test_no_table_stays_behind_when_a_household_s_file_moves() -> None:
    """ORG-17, MBR-02: what names a household and has a place of its own is listed, or has a way of its own."""
    placed = {name for name, table in metadata.tables.items() if {"household_id", "code"} <= set(table.c.keys())}
    assert placed - {table.name for table in OF_A_HOUSEHOLD} == {"aid_application", "aid_case", "visit"}
