"""An event as its reader is told it: one sentence, and its facts as labelled rows from what to what.

Nothing is dropped: an event or a fact that this release does not know stands under its own name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from backend.domain.audit.codes import AuditObjectKind
from backend.domain.audit.event import PLAIN, REFERENCE, Kind
from backend.domain.audit.record import EVENTS, LABELS

PAIRS: Final = (
    ("before", "after", ("状态", "Status")),
    ("from", "to", ("状态", "Status")),
    ("from_parent_id", "to_parent_id", ("上级", "Parent")),
    ("from_organization_id", "to_organization_id", ("分会或小组", "Branch or group")),
    ("former_union_id", "union_id", ("覆盖工会", "Union")),
    ("from_user_id", "to_user_id", ("移交", "Handed over")),
)
"""Facts that are the two ends of one change."""

NOTHING: Final = "—"
_YES_NO: Final = {True: ("是", "Yes"), False: ("否", "No")}


@dataclass(frozen=True, slots=True)
class Row:
    """One fact. `before` is None where nothing was changed and the fact is only stated."""

    fact: str
    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells events in one language. `names` are those of the ids that this reader may know."""

    language: str
    names: Mapping[str, str]

    def event(self, event: str) -> str:
        """What happened, in two or three words."""
        return self._in(EVENTS[event].name) if event in EVENTS else event

    def kind(self, kind: str) -> str:
        """What sort of thing it happened to."""
        known = _object_kind(kind)
        return kind if known is None else self._in((known.zh, known.en))

    def sentence(self, told: Mapping[str, Any]) -> str:
        """Who did what to what. `told` is an event with `event`, `actor_name`, `object_kind`, `object_id`, `facts`."""
        who = told["actor_name"] or self._in(("系统", "The system"))
        event = told["event"]
        if event not in EVENTS:
            return f"{who}: {event}"
        return self._in(EVENTS[event].sentence).format(who=who, what=self._what(told), whom=self._whom(told)).strip()

    def rows(self, event: str, facts: Mapping[str, Any]) -> list[Row]:
        """The facts, what was changed first. Empty facts say nothing and are left out."""
        known = EVENTS[event].facts if event in EVENTS else {}
        rest = dict(facts)
        rows: list[Row] = []
        for first, second, label in PAIRS:
            if first in rest and second in rest and known.keys() >= {first, second}:
                ends = (self._read(name, known[name], facts) for name in (first, second))
                rows.append(Row(second, self._in(label), *ends))
                for name in (first, second):
                    rest.pop(name)
        changes = rest.pop("changes", None)
        inner = known["changes"].inner if "changes" in known else None
        rows += self._changes(changes, inner or {})
        for name, value in rest.items():
            if value in (None, "", [], {}) or self._said_by_its_id(name, facts):
                continue
            rows += self._stated(name, known.get(name, PLAIN), value, facts)
        return rows

    def _stated(self, name: str, kind: Kind, value: Any, facts: Mapping[str, Any]) -> Iterator[Row]:
        if not isinstance(value, Mapping):
            yield Row(name, self._label(name), None, self._read(name, kind, facts))
            return
        words = {code.value: (code.zh, code.en) for code in kind.labels or ()}
        for inner, each in value.items():
            label = self._in(words[inner]) if inner in words else self._label(inner)
            yield Row(f"{name}.{inner}", f"{self._label(name)} · {label}", None, self._text(PLAIN, each))

    def _changes(self, changes: Any, kinds: Mapping[str, Kind]) -> Iterator[Row]:
        if not isinstance(changes, Mapping):
            if changes is not None:
                yield Row("changes", self._label("changes"), None, self._text(PLAIN, changes))
            return
        for name, value in changes.items():
            kind = kinds.get(name, PLAIN)
            if isinstance(value, list) and len(value) == 2:
                before, after = (self._text(kind, each) for each in value)
                yield Row(f"changes.{name}", self._label(name), before, after)
            else:
                said = self._in(("已更改", "Changed")) if value == "changed" else self._text(kind, value)
                yield Row(f"changes.{name}", self._label(name), None, said)

    def _read(self, name: str, kind: Kind, facts: Mapping[str, Any]) -> str:
        """A fact's value; of an id the name that the event itself tells beside it, or else what the reader may know."""
        beside = facts.get(name.removesuffix("_id") + "_name") if kind is REFERENCE else None
        return str(beside) if beside else self._text(kind, facts[name])

    @staticmethod
    def _said_by_its_id(name: str, facts: Mapping[str, Any]) -> bool:
        return name.endswith("_name") and name.removesuffix("_name") + "_id" in facts

    def _text(self, kind: Kind, value: Any) -> str:
        if value is None or value == "" or value == []:
            return NOTHING
        if isinstance(value, bool):
            return self._in(_YES_NO[value])
        if isinstance(value, list):
            return self._in(("、", ", ")).join(self._text(kind, each) for each in value)
        if isinstance(value, Mapping):
            return "; ".join(f"{self._label(name)} {self._text(PLAIN, each)}" for name, each in value.items())
        text = str(value)
        if kind.fields:
            return self._label(text)
        if kind.reference:
            return self.names.get(text, text)
        if kind.codes is not None:
            found = next((code for code in kind.codes if str(code.value) == text), None)
            return text if found is None else self._in((found.zh, found.en))
        return text

    def _what(self, told: Mapping[str, Any]) -> str:
        kind, name = told["object_kind"], self._name(told)
        known = _object_kind(kind)
        noun = kind if known is None else self._in((known.zh, f"the {known.en.lower()}"))
        return noun if not name else self._in((f"{noun}“{name}”", f"{noun} “{name}”"))

    def _whom(self, told: Mapping[str, Any]) -> str:
        """The person whom a grant or a hand-over is about: it has no name of its own, and is told by theirs."""
        name = self._name(told)
        return f"“{name}”" if name else self._in(("有关人员", "somebody"))

    def _name(self, told: Mapping[str, Any]) -> str | None:
        name = self.names.get(str(told["object_id"])) if told["object_id"] else None
        for fact in ("name", "user_name", "to_user_name", "number"):
            name = name or told["facts"].get(fact)
        return name

    def _label(self, name: str) -> str:
        return self._in(LABELS[name]) if name in LABELS else name

    def _in(self, words: tuple[str, str]) -> str:
        return words[1] if self.language == "en" else words[0]


def references(told: Mapping[str, Any]) -> Iterator[str]:
    """The ids in an event that may have names: of the thing itself and in its facts."""
    if told["object_id"]:
        yield str(told["object_id"])
    known = EVENTS[told["event"]].facts if told["event"] in EVENTS else {}
    facts = told["facts"]
    for name, kind in known.items():
        if kind.reference and facts.get(name):
            yield from _ids([facts[name]])
        if kind.inner and isinstance(facts.get(name), Mapping):
            for inner, each in kind.inner.items():
                if each.reference and facts[name].get(inner):
                    value = facts[name][inner]
                    yield from _ids(value if isinstance(value, list) else [value])


def _ids(values: list[Any]) -> Iterator[str]:
    for value in values:
        try:
            yield str(UUID(str(value)))
        except ValueError:
            continue


def _object_kind(kind: str) -> AuditObjectKind | None:
    return next((known for known in AuditObjectKind if known == kind), None)
