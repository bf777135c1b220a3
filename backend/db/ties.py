"""What hangs on a member's file and on a household's, table by table: whatever moves them moves all of it.

Two files of one person become one and, for thirty days, two again; somebody whose membership ended joins anew and brings
what was. A household's file goes where its worker goes, at once, later, or with the whole union. What they move is listed
once, and tests hold the lists against every table that names a member or a household.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.db.tables.aid import (
    HouseholdDecision,
    HouseholdMovement,
    HouseholdPaper,
    HouseholdPerson,
    HouseholdSnapshot,
)
from backend.db.tables.pairing import Pairing, PairingContact
from backend.db.tables.paper_request import PaperRequest, PaperRequestPaper

OF_A_HOUSEHOLD: Sequence[Any] = tuple(
    table.__table__  # type: ignore[union-attr]
    for table in (
        *(HouseholdPerson, HouseholdPaper, HouseholdSnapshot, HouseholdDecision, HouseholdMovement),
        *(Pairing, PairingContact, PaperRequest, PaperRequestPaper),
    )
)
"""What stands where the file stands, by `household_id`. Cases, applications and visits have a way of their own."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Rows of a table that name a member by `member_id`.

    Where a member can have but one of several such rows, `single` says of which: those of which these columns are the same
    and for which the conditions `among` hold. `binding`: a foreign key lets no file go that such a row still names. Rows
    `of` another table go where the row goes that they name by the column.
    """

    table: str
    single: Sequence[str] | None = None
    among: Sequence[str] = ()
    binding: bool = False
    of: tuple[str, str] | None = None

    def free(self, whose: str) -> str:
        """The condition that row `t` can change hands: of no row `o` for which `whose` holds there can be but one."""
        if self.single is None:
            return ""
        mine = [f"t.{each}" for each in self.among]
        theirs = [f"o.{each}" for each in self.among] + [f"o.{column} = t.{column}" for column in self.single]
        stands = f"exists (select from {self.table} o where {' and '.join((whose, *theirs))})"
        return f"\n      and not ({' and '.join((*mine, stands))})"


TIES: Sequence[Tie] = (
    Tie("membership"),
    Tie("member_event"),
    Tie("transfer"),
    Tie("officer"),
    Tie("household"),
    Tie("aid_case", single=("program_id",), among=("status not in ('rejected', 'withdrawn')",)),
    Tie("aid_application", single=(), among=("status in ('draft', 'submitted', 'asked')",)),
    Tie("aid_application_step", of=("aid_application", "application_id")),
    Tie("aid_application_paper", of=("aid_application", "application_id")),
    Tie("paper_request"),
    Tie("paper_request_paper", of=("paper_request", "request_id")),
    Tie("visit", single=("plan_id",)),
    Tie("protection_cover", single=("plan_id", "round"), binding=True),
    Tie("protection_claim", binding=True, of=("protection_cover", "cover_id")),
    Tie("savings_saver", single=("society_id",), among=("left_on is null",), binding=True),
)
APART = {
    "user_account": "one for each member, by a key: it follows where the other has none, and is nobody's where it has",
    "member_merge": "an earlier merge of the file that goes cannot be undone any more, and says so",
    "member_batch_row": "what a batch did to whom, as it was then",
    "reveal": "counted for who asked; its rows are seen by that account alone",
    "objection_receipt": "found by the account that objected, and seen by no transaction of an officer",
}
"""Tables that name a member and are not listed above: why."""


def _each(statement: str, of: str) -> str:
    """The first text for rows that go by themselves, the second for those that go with another."""
    return "".join(
        (statement if tie.of is None else of).format(
            table=tie.table,
            free=tie.free("{whose}"),
            parent=tie.of and tie.of[0],
            column=tie.of and tie.of[1],
        )
        for tie in TIES
    )


def bound(file: str) -> str:
    """The condition that a foreign key holds the file, which is an expression."""
    return " or ".join(f"exists (select from {tie.table} t where t.member_id = {file})" for tie in TIES if tie.binding)


ADOPT = _each(
    """
    with gone as (update {table} t set member_id = stays where t.member_id = goes{free} returning t.id)
      select moved || jsonb_build_object('{table}', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;""",
    """
    update {table} t set member_id = stays where t.member_id = goes and moved->'{parent}' ? t.{column}::text;""",
).format(whose="o.member_id = stays")
"""From the file `goes` to the file `stays`; `moved` tells which rows, by table. Rows that cannot go stay."""

PART = _each(
    """
    update {table} t set member_id = goes where t.member_id = stays and moved->'{table}' ? t.id::text;""",
    """
    update {table} t set member_id = goes where t.member_id = stays and moved->'{parent}' ? t.{column}::text;""",
)
"""Back again."""

_SOONER = "o.id < t.id and o.member_id in (select q.old from unnest(olds, news) as q(old, new) where q.new = p.new)"

FOLLOW = _each(
    """
    update {table} t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old{free};""",
    """
    update {table} t set member_id = g.member_id from {parent} g
    where g.id = t.{column} and t.member_id = any(olds) and g.member_id = any(news);""",
).format(whose=f"(o.member_id = p.new or {_SOONER})")
"""From each of the files `olds` to the one of `news` in its place."""
