"""An event of the record: its words, its facts, and what kind of thing each fact is.

`{who}` in a sentence is the person who did it or the system, `{what}` the thing it was done to. An act at the door is
done by nobody yet, so its sentence names no person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from backend.domain.access import Role
from backend.domain.account.codes import UserStatus
from backend.domain.audit.codes import ViewSharing
from backend.domain.identity import Sex
from backend.domain.imports.states import ImportRowState
from backend.domain.member.batches import MemberBatchOutcome
from backend.domain.member.codes import RetainReason
from backend.domain.organization.codes import Industry, Ownership, Post, Tree
from backend.domain.organization.employers import EmployerSource
from backend.domain.organization.officers import Standing
from backend.domain.organization.standards import Standard
from backend.domain.statistic.schedules import Recurs

Words = tuple[str, str]
"""In Chinese and in English."""
Labels = Mapping[str, Words]
"""What facts and fields are called."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is read: as it stands, by the labels of `codes`, as a reference, a field's name, or facts in a fact."""

    codes: Any = None
    reference: bool = False
    fields: bool = False
    inner: Mapping[str, "Kind"] | None = None
    labels: Any = None
    """For facts in a fact: the codes that their names are, where they are no fields."""


PLAIN: Final = Kind()
REFERENCE: Final = Kind(reference=True)
"""The id of a thing whose name the reader may know."""
FIELDS: Final = Kind(fields=True)
"""Names of fields."""


def code(codes: Any) -> Kind:
    """A fact that is one of `codes`, or several of them."""
    return Kind(codes=codes)


USUAL: Final[Mapping[str, Kind]] = {
    "before": code(UserStatus),
    "after": code(UserStatus),
    "role": code(Role),
    "roles": code(Role),
    "tree": code(Tree),
    "lead": code(Tree),
    "post": code(Post),
    "fields": FIELDS,
    "source": code(EmployerSource),
    "ownership": code(Ownership),
    "industry": code(Industry),
    "standards": code(Standard),
    "standings": code(Standing),
    "sex": code(Sex),
    "sharing": code(ViewSharing),
    "recurs": code(Recurs),
    "retain_reason": code(RetainReason),
    "counts": Kind(inner={}, labels=ImportRowState),
    "outcomes": Kind(inner={}, labels=MemberBatchOutcome),
    **dict.fromkeys(
        (
            *("user_id", "from_user_id", "to_user_id", "organization_id", "from_organization_id"),
            *("to_organization_id", "parent_id", "from_parent_id", "to_parent_id", "into_id", "new_id"),
            *("split_from", "union_id", "former_union_id", "territory_id", "committee_id", "former_id"),
            *("member_id", "merged_id", "parted_id", "line_id", "beside"),
        ),
        REFERENCE,
    ),
}
"""What a fact is wherever it is told; the rest are plain texts, numbers and days."""


def told(*names: str, **own: Kind) -> Mapping[str, Kind]:
    """The facts of an event: `names` as they are everywhere, `own` of another kind than elsewhere."""
    return {name: USUAL.get(name, PLAIN) for name in names} | own


def changes(*names: str, **own: Kind) -> Kind:
    """A fact that holds fields, each from what to what."""
    return Kind(inner=told(*names, **own))


@dataclass(frozen=True, slots=True)
class Event:
    """What can happen: its slug, its name, its sentence, and the facts that are told with it.

    In a sentence `{who}` did it, to `{what}` (the kind of thing with its name), for `{whom}` (the name alone).
    """

    slug: str
    name: Words
    sentence: Words
    facts: Mapping[str, Kind] = field(default_factory=told)
