"""Counters of every union, the changes not folded into them yet, and the months that are closed (data.md section 4).

A cell is one number: the women of a band of age, the open employers without a union, those who joined this month. The
cells are named once, in `CELLS`; the two tables and the queue have a column for each. What a cell counts is written in
`backend/db/tally.py`.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from backend.db.scope import Owned, Public
from backend.db.types import metadata
from backend.domain.age import AgeBand
from backend.domain.identity import Sex
from backend.domain.member.codes import Education, LeaveKind, MemberKind, MemberStatus, NewEmployment, Politics
from backend.domain.organization.codes import CommitteeKind, OrganizationKind, PostForm

UNKNOWN = "unknown"
"""The cell of those of whom a field is not known."""


def _each(prefix: str, codes: Any, *, unknown: bool = False) -> tuple[str, ...]:
    return tuple(f"{prefix}_{code}" for code in [*codes, *([UNKNOWN] if unknown else [])])


STOCKS: Mapping[str, tuple[str, ...]] = {
    "member": (
        "members",
        *(f"{sex}_{int(band)}" for sex in Sex for band in AgeBand),
        *("migrants", "dispatched", "hardship", "carded", "complete"),
        *_each("education", Education, unknown=True),
        *_each("politics", Politics, unknown=True),
        *_each("kind", MemberKind),
        *_each("new_employment", NewEmployment),
        *_each("status", MemberStatus),
    ),
    "organization": (*_each("unions", OrganizationKind), "employees"),
    "officer": _each("officers", PostForm),
    "committee": _each("committees", CommitteeKind),
    "employer": (
        *("employers_covered", "employers_uncovered", "employers_due"),
        *("employees_covered", "employees_uncovered"),
    ),
}
"""Cells that say how many there are, by the table they count."""

INFLOWS = ("joined", "imported", "transferred_in", "reorganized_in")
OUTFLOWS = (*(str(kind) for kind in LeaveKind), "transferred_out", "reorganized_out")
FLOWS = INFLOWS + OUTFLOWS
"""Cells that say how many came and went within the open month; what comes less what goes is the change of the register."""

CELLS = tuple(cell for cells in STOCKS.values() for cell in cells) + FLOWS


def _cells(**options: Any) -> list[Column[int]]:
    return [Column(cell, Integer, **options) for cell in CELLS]


organization_tally = Table(
    "organization_tally",
    metadata,
    Column("organization_id", Uuid, ForeignKey("organization.id"), primary_key=True),
    Column("code", BigInteger, nullable=False),
    Column("line_code", BigInteger),
    Column("township_id", Uuid),
    *_cells(nullable=False, server_default=text("0")),
    Index(None, "code"),
    Index(None, "line_code", postgresql_where=text("line_code is not null")),
    Index("organization_tally_outside_idx", "code", postgresql_where=text("township_id is null")),
    info={"scope": Owned(once=True)},
    postgresql_with={"fillfactor": "50"},
)
"""What stands directly with each union or branch. The row is made with its union; folding adds the changes to it.
`township_id` is the township that it lies in, or is; null above and beside the townships."""

township_tally = Table(
    "township_tally",
    metadata,
    Column("organization_id", Uuid, ForeignKey("organization.id"), primary_key=True),
    Column("code", BigInteger, nullable=False),
    *_cells(nullable=False, server_default=text("0")),
    Index(None, "code"),
    info={"scope": Owned(line=False, once=True)},
    postgresql_with={"fillfactor": "50"},
)
"""A township's federation and all its unions, summed: a county or the city reads 20 or 300 rows and not 30,000. Only
folding and moving write it, one at a time, so no writer of the register waits here."""

organization_tally_delta = Table(
    "organization_tally_delta",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("organization_id", Uuid, nullable=False),
    Column("month", Date, nullable=False),
    *_cells(nullable=True),
    info={"scope": Public()},
)
"""Changes of the counters that are not folded yet, by the month in which they were made; a cell that did not change is
null. Counts of a union and nothing about anybody; whoever reads them joins `organization_tally`, which has its policy."""

organization_month = Table(
    "organization_month",
    metadata,
    Column("organization_id", Uuid, ForeignKey("organization.id"), primary_key=True),
    Column("month", Date, primary_key=True),
    Column("code", BigInteger, nullable=False),
    Column("line_code", BigInteger),
    Column("parent_id", Uuid),
    Column("name", String(120), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("status", String(20), nullable=False),
    Column("line_top", Boolean, nullable=False),
    Column("counted", JSONB),
    *_cells(nullable=True),
    Index(None, "parent_id", "month"),
    Index(None, "line_code", "month", postgresql_where=text("line_top")),
    info={"scope": Owned(once=True)},
)
"""A union and everything below it at the end of a closed month, in the tree as it was then. The figures never change; the
place follows the union through the tree of today, because who holds the union holds its past. `line_top` marks the
highest union of each branch that hangs on a line: these add up to the line. Null: not known of that month.

`counted` is what has no counter and was counted when the month closed (`domain/statistic/counted.py`), by measure, division
and values: `{"households.people": {"category": {"low_income": 12}}}`. What is not in it was nothing."""

closed_month = Table(
    "closed_month",
    metadata,
    Column("month", Date, primary_key=True),
    Column("closed_at", DateTime(timezone=True), nullable=False),
    Column("source", String(10), nullable=False),
    info={"scope": Public()},
)
"""The months that are closed; the open one is the month after the last. `source`: `closed` on the day, `rebuilt` later
from the dates in the register, or `none`: the month before the counters began, of which nothing is kept."""
