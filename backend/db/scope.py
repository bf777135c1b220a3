"""Row-level security: the one place where scope is enforced.

Every table carries one marker. A marker becomes a policy that PostgreSQL applies to every statement of the app role:
the ORM's, raw SQL's, anybody's. A transaction tells its scope once, in `after_begin` (`db/session.py`); without one,
every policy denies. After one transaction a pooled connection reads a setting back as '' and not as NULL, hence the
`nullif` (trust.md section 0 row 1).

The policy is the second wall. Lists also send the bounds of their scope as parameters, because only a parameter lets
the planner choose an index range for the scope at hand (data.md section 2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy import Table as SqlTable

from backend.domain.access import Scope
from backend.domain.organization.codes import Tree

SETTINGS = ("low", "high", "line_low", "line_high", "user_id", "member_id", "organization_id")

# COST 0.01: at the default of 100 the planner avoids the sequential scan and reads three million rows by index.
_FUNCTION = """
create or replace function scope_{name}() returns {type} language plpgsql stable parallel safe cost 0.01 as
$$ begin return nullif(current_setting('app.{name}', true), '')::{type}; end $$
"""


def settings_of(scope: Scope) -> dict[str, str]:
    """What a transaction tells PostgreSQL about its scope; '' denies."""
    interval = ("", "") if scope.empty else (str(scope.low), str(scope.high))
    here, line = (interval, ("", "")) if scope.tree is Tree.TERRITORY else (("", ""), interval)
    return {
        "low": here[0],
        "high": here[1],
        "line_low": line[0],
        "line_high": line[1],
        "user_id": str(scope.user_id or ""),
        "member_id": str(scope.member_id or ""),
        "organization_id": str(scope.organization_id or ""),
    }


def functions() -> Iterator[str]:
    """The functions through which policies read the scope."""
    for name in SETTINGS:
        yield _FUNCTION.format(name=name, type="uuid" if name.endswith("_id") else "bigint")


class Marker(Protocol):
    """How a table says who may see its rows."""

    def sees(self) -> str:
        """The SQL condition under which a row is visible."""

    def writes(self) -> str:
        """The SQL condition that a written row must meet."""


@dataclass(frozen=True, slots=True)
class Owned:
    """Visible when its organization lies in the subtree: by territory, and by line where the row has one."""

    line: bool = True
    code: str = "code"
    line_code: str = "line_code"
    once: bool = False
    """Read the bounds once per statement and not once per row. It hides them from the planner, so only for a table that
    is always summed over a range."""

    def sees(self) -> str:
        low, high, line_low, line_high = (
            f"(select scope_{name}())" if self.once else f"scope_{name}()" for name in SETTINGS[:4]
        )
        inside = f"{self.code} between {low} and {high}"
        if self.line:
            inside += f" or {self.line_code} between {line_low} and {line_high}"
        return inside

    def writes(self) -> str:
        return self.sees()


@dataclass(frozen=True, slots=True)
class Personal(Owned):
    """As `Owned`, or it is the calling member's own."""

    member: str = "member_id"

    def sees(self) -> str:
        return f"{Owned.sees(self)} or {self.member} = scope_member_id()"


@dataclass(frozen=True, slots=True)
class Posted(Owned):
    """As `Owned`, and read by whoever works or is a member inside the unit that posted it, like a paper on its wall.

    `high` is the column with the end of what the unit reaches. It is written as `Owned` is.
    """

    high: str = "code_hi"

    def sees(self) -> str:
        return f"{Owned.sees(self)} or scope_low() between {self.code} and {self.high}"

    def writes(self) -> str:
        return Owned.sees(self)


@dataclass(frozen=True, slots=True)
class Carried(Owned):
    """As `Owned`, and read with the member who carries it, wherever they stand now: a cover that a former unit paid for."""

    member: str = "member_id"

    def sees(self) -> str:
        return f"{Owned.sees(self)} or exists (select from member where member.id = {self.member})"

    def writes(self) -> str:
        return Owned.sees(self)


@dataclass(frozen=True, slots=True)
class Own:
    """The caller's own rows and nobody else's; the processes without a person see all."""

    user: str = "user_id"

    def sees(self) -> str:
        return f"{self.user} = scope_user_id() or scope_low() = -1"

    def writes(self) -> str:
        return self.sees()


@dataclass(frozen=True, slots=True)
class Staffed(Owned):
    """As `Owned`, or it is about the caller: an account, its grants. With `office`, also about a colleague.

    To see what one may do is not to write it: only what is `own_words` may be changed outside the subtree.
    """

    user: str = "user_id"
    office: str | None = None
    own_words: bool = False

    def sees(self) -> str:
        seen = f"{Owned.sees(self)} or {self.user} = scope_user_id()"
        return f"{seen} or {self.office} = scope_organization_id()" if self.office else seen

    def writes(self) -> str:
        inside = Owned.sees(self)
        return f"{inside} or {self.user} = scope_user_id()" if self.own_words else inside


@dataclass(frozen=True, slots=True)
class Recorded(Owned):
    """What people did: visible when it lies in the subtree, or to who did it. Nobody writes in another's name."""

    actor: str = "actor_id"

    def sees(self) -> str:
        return f"{Owned.sees(self)} or {self.actor} = scope_user_id()"

    def writes(self) -> str:
        return f"{self.actor} = scope_user_id() or scope_low() = -1"


class Through:
    """Visible with the rows it hangs on: (table, column that holds its id). It never has to follow a union that moves.

    For what is never changed, or never moves by itself. `seen_with` names rows that show it and give no right to write.
    """

    __slots__ = ("_owners", "_seen_with")

    def __init__(self, *owners: tuple[str, str], seen_with: Iterable[tuple[str, str]] = ()) -> None:
        self._owners, self._seen_with = owners, tuple(seen_with)

    def sees(self) -> str:
        return _hangs_on((*self._owners, *self._seen_with))

    def writes(self) -> str:
        return _hangs_on(self._owners)


def _hangs_on(owners: Iterable[tuple[str, str]]) -> str:
    return " or ".join(f"exists (select from {table} where {table}.id = {column})" for table, column in owners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaching(Owned):
    """As `Owned`, or part of it reaches into the subtree: a county's plan of visits, seen by the township it leads to.

    `parts` is the table of the parts, itself `Owned`, whose policy says which of them are seen; `by` is their column
    that names the row of `table` by its `own` key. To see is not to write.
    """

    table: str
    parts: str
    by: str
    own: str = "id"

    def sees(self) -> str:
        part = f"select 1 from {self.parts} p where p.{self.by} = {self.table}.{self.own}"
        return f"{Owned.sees(self)} or exists ({part})"

    def writes(self) -> str:
        return Owned.sees(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged(Owned):
    """As `Owned`, or the caller holds the receipt for it: what a member handed in to a union without being named there.

    `receipts` is the table of the receipts, each its holder's own; `by` is their column that names the row of `table`.
    Who holds none cannot learn from a row whose it is.
    """

    table: str
    receipts: str
    by: str

    def sees(self) -> str:
        held = f"select 1 from {self.receipts} r where r.{self.by} = {self.table}.id"
        return f"{Owned.sees(self)} or exists ({held})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked(Owned):
    """As `Owned`, or money of the caller's was booked for it: the duty of a union that has moved to another county since.

    `entries` is the table of what was booked, itself `Owned`; `by` is its column that names the row of `table`. Whoever
    booked it may take it back, so to see is to write.
    """

    table: str
    entries: str
    by: str

    def sees(self) -> str:
        booked = f"select 1 from {self.entries} e where e.{self.by} = {self.table}.id"
        return f"{Owned.sees(self)} or exists ({booked})"


@dataclass(frozen=True, slots=True)
class Between:
    """Stands between two organizations: visible to both ends."""

    left: Owned
    right: Owned

    def sees(self) -> str:
        return f"{self.left.sees()} or {self.right.sees()}"

    def writes(self) -> str:
        return self.sees()


@dataclass(frozen=True, slots=True)
class Shared:
    """The caller's own, or shared with the office (`organization_id`) or with the whole city."""

    def sees(self) -> str:
        return (
            "user_id = scope_user_id() or sharing = 'city' "
            "or (sharing = 'office' and organization_id = scope_organization_id()) or scope_low() = -1"
        )

    def writes(self) -> str:
        # A colleague may be given a view, and a view of the office be mended by anybody in it.
        office = "organization_id = scope_organization_id()"
        return (
            "user_id = scope_user_id() or scope_low() = -1 "
            f"or ({office} and user_id in (select u.id from user_account u where u.{office}))"
        )


@dataclass(frozen=True, slots=True)
class Hidden:
    """For the processes without a person only (`EVERYTHING`): secrets, the queue of the statistics."""

    def sees(self) -> str:
        return "scope_low() = -1"

    def writes(self) -> str:
        return self.sees()


@dataclass(frozen=True, slots=True)
class Public:
    """Holds nothing about anybody: every transaction sees it. The list of such tables is short and tested."""

    sentence: ClassVar[str] = "true"

    def sees(self) -> str:
        return self.sentence

    def writes(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Announced(Public):
    """Announced to everybody, like the programmes that workers apply to; written within the subtree of its publisher."""

    def writes(self) -> str:
        return Owned().sees()


ALL_VERBS = ("select", "insert", "update", "delete")
APPEND_ONLY = ("select", "insert")


def secure(table: str, marker: Marker, *, app_role: str, verbs: Iterable[str] = ALL_VERBS) -> Iterator[str]:
    """The statements that put a table behind its policy and give the app role what it may do with it."""
    yield f'alter table "{table}" enable row level security'
    yield f'alter table "{table}" force row level security'
    yield (f'create policy "{table}_scope" on "{table}" for all using ({marker.sees()}) with check ({marker.writes()})')
    yield f'revoke all on "{table}" from "{app_role}"'
    yield f'grant {", ".join(verbs)} on "{table}" to "{app_role}"'


def marker_of(table: SqlTable) -> Marker:
    """The marker a table was declared with. Raises `LookupError` for a table that has none."""
    marker = table.info.get("scope")
    if marker is None:
        raise LookupError(f"table {table.name} has no scope marker")
    return marker  # type: ignore[no-any-return]


def verbs_of(table: SqlTable) -> tuple[str, ...]:
    """What the app role may do with a table."""
    return tuple(table.info.get("verbs", ALL_VERBS))
