"""What a file has become since it was kept: field by field, person by person.

Both sides are files as they are kept (`as_kept`). A field that the file did not have when it was kept is not a change:
nobody was asked for it then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NOT_SAID = frozenset({"id", "people", "organization_id", "member_id"})
"""Names of a file and a person that are places, not what somebody said."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs today: names of fields; names of fields by person, of those still in the file; who came since."""

    fields: tuple[str, ...]
    people: Mapping[str, tuple[str, ...]]
    joined: tuple[str, ...]


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Differences:
    """Compare a file as it was kept with the file of today. A person is known by the `id` in both."""
    before = {each["id"]: each for each in then["people"]}
    after = {each["id"]: each for each in now["people"]}
    return Differences(
        fields=_changed(then, now),
        people={id: _changed(person, after[id]) for id, person in before.items() if id in after},
        joined=tuple(person["name"] for id, person in after.items() if id not in before),
    )


def _changed(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in then if name not in _NOT_SAID and name in now and then[name] != now[name])
