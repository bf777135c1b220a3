"""Everything that the record can tell (GB/T 22239 8.1.4.3; ASVS 16.3).

Whoever tells a new event lists it with its noun in `events/`, its facts beside it: tests compare the lists with the code.
"""

from collections.abc import Mapping
from enum import EnumMeta
from types import ModuleType
from typing import Any, Final, cast

from backend.domain.audit.event import Event, Labels
from backend.domain.audit.events import (
    account,
    aid_application,
    aid_case,
    aid_policy,
    aid_program,
    aid_station,
    budget,
    client,
    committee,
    duty,
    employer,
    examination,
    export,
    fund,
    honour,
    household,
    imports,
    line,
    member,
    member_batch,
    needs_survey,
    notice,
    officer,
    organization,
    pairing,
    paper,
    paper_request,
    payment,
    protection,
    qualification,
    reconciliation,
    remittance,
    report,
    saved_view,
    savings,
    statistic,
    summary,
    target,
    tile_map,
    transfer,
    trip,
    urge,
    visit,
    webhook,
    work_calendar,
)
from backend.domain.audit.labels import SHARED
from backend.domain.codes import Code

NOUNS: Final[tuple[ModuleType, ...]] = (
    *(account, member, member_batch, transfer, organization, honour, urge, target, work_calendar, notice),
    *(
        qualification,
        pairing,
        paper,
        tile_map,
        report,
        employer,
        officer,
        committee,
        line,
        imports,
        export,
        client,
        webhook,
    ),
    *(
        statistic,
        saved_view,
        aid_application,
        paper_request,
        household,
        aid_policy,
        aid_program,
        aid_case,
        fund,
        payment,
    ),
    *(visit, trip, protection, savings, examination, reconciliation, summary, aid_station, budget),
    *(needs_survey, remittance, duty),
)
"""In the order in which their events are offered for choice."""

EVENTS: Final[Mapping[str, Event]] = {event.slug: event for noun in NOUNS for event in noun.EVENTS}
"""Each event by its slug."""

LABELS: Final[Labels] = {
    fact: label
    for labels in (SHARED, *(getattr(noun, "LABELS", {}) for noun in NOUNS))
    for fact, label in labels.items()
}
"""What each fact and each changed field is called."""

_MEMBERS: Final = {slug.upper(): (slug, *event.name) for slug, event in EVENTS.items()}
AuditEventKind: Final = cast(type[Code], EnumMeta.__call__(Code, "AuditEventKind", _MEMBERS, module=__name__))
"""The events as a dictionary: slug, name in Chinese and in English."""


def strangers(event: str, facts: Mapping[str, Any]) -> list[str]:
    """What of an event about to be told has no words: the event itself, or names of its facts and changed fields."""
    if event not in EVENTS:
        return [event]
    known = EVENTS[event].facts
    unknown = [name for name in facts if name not in known or name not in LABELS]
    for name, kind in known.items():
        inner = facts.get(name)
        if kind.inner is not None and isinstance(inner, Mapping):
            words = set(kind.labels or ()) | kind.inner.keys()
            unknown += [f"{name}.{each}" for each in inner if each not in words]
        if kind.fields:
            unknown += [f"{name}: {each}" for each in facts.get(name) or () if each not in LABELS]
    return unknown
