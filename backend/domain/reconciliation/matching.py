"""Which lines of a bank's statement are which entries of the books (FND-02; trust.md section 0 row 10).

Amounts and their signs are equal to the fen, always. The surest reasons come first: a number that both sides name, the
sum of a batch, the name with the amount, an amount that nothing else near has. Whatever is left by one reason goes to
the next; nothing is paired twice, and nothing across the end of a month: that is for a person to say. Each reason looks
at both sides in the order of their days and ids, so the order in which they come in never matters.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from backend.domain.reconciliation.codes import MatchWay

WINDOW = timedelta(days=15)
"""So far apart may a line and an entry be that are paired for their amount: offices book what the bank did in one go."""

_NUMBER = re.compile(r"[A-Z]{2}-?20[0-9]{2}-?[0-9]{6}")
_APART = re.compile(r"[\s,，、;；:：/|]+")
_SHORTEST = 5
"""Characters of a number that says enough to be looked for."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of the bank: fen, above nought where money came in. `said` is all that the bank wrote beside it."""

    id: UUID
    on: date
    amount_fen: int
    said: str = ""
    payee: str = ""


@dataclass(frozen=True, slots=True)
class BookEntry:
    """An entry of the books as it moved the account: fen, above nought where money came in.

    `references` are the numbers it is known by, `names` whom it may have gone to or come from, `batch` the payment batch
    that it was part of, `reverses` the entry whose opposite it is.
    """

    id: UUID
    on: date
    amount_fen: int
    references: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    batch: UUID | None = None
    reverses: UUID | None = None


@dataclass(frozen=True, slots=True)
class SentBatch:
    """A batch as it went to the bank: its number, and of what came back the names and the fen."""

    id: UUID
    number: str
    rejected: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Lines and entries that are the same money, and why."""

    way: MatchWay
    line_ids: tuple[UUID, ...]
    entry_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """What came of it: the pairs, and what is left of both sides, in the order of days."""

    matches: tuple[Match, ...]
    lines: tuple[UUID, ...]
    entries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One entry, or the entries of a batch taken together."""

    on: date
    ids: tuple[UUID, ...]
    amount_fen: int
    references: tuple[str, ...]
    batch: UUID | None = None


@dataclass(slots=True)
class _Month:
    """The items of one month that are still free."""

    lines: dict[UUID, StatementLine]
    entries: dict[UUID, BookEntry]
    batches: Mapping[UUID, SentBatch]
    found: list[Match] = field(default_factory=list)

    def pair(self, way: MatchWay, lines: Iterable[UUID], entries: Iterable[UUID]) -> None:
        match = Match(way, tuple(lines), tuple(entries))
        for id in match.line_ids:
            del self.lines[id]
        for id in match.entry_ids:
            del self.entries[id]
        self.found.append(match)

    def units(self) -> list[_Unit]:
        """The batches of which every entry is free, by their days."""
        of: dict[UUID, list[BookEntry]] = defaultdict(list)
        for entry in self.entries.values():
            # What came back later is no part of what the bank paid in one sum.
            if entry.batch is not None and entry.amount_fen < 0:
                of[entry.batch].append(entry)
        return sorted(
            (
                _Unit(
                    min(each.on for each in entries),
                    tuple(each.id for each in entries),
                    sum(each.amount_fen for each in entries),
                    (self.batches[batch].number,) if batch in self.batches else (),
                    batch,
                )
                for batch, entries in of.items()
            ),
            key=lambda unit: (unit.on, unit.ids),
        )


def match(lines: Iterable[StatementLine], entries: Iterable[BookEntry], batches: Iterable[SentBatch] = ()) -> Matched:
    """Pair what is the same money; see above. Takes time in proportion to what there is, whatever the amounts are."""
    by_month: dict[tuple[int, int], tuple[list[StatementLine], list[BookEntry]]] = defaultdict(lambda: ([], []))
    for line in lines:
        by_month[line.on.year, line.on.month][0].append(line)
    for entry in entries:
        by_month[entry.on.year, entry.on.month][1].append(entry)
    known = {batch.id: batch for batch in batches}
    found: list[Match] = []
    left_lines: list[UUID] = []
    left_entries: list[UUID] = []
    for _month, (some, others) in sorted(by_month.items(), key=lambda each: each[0]):
        month = _Month(
            {line.id: line for line in sorted(some, key=lambda each: (each.on, each.id))},
            {entry.id: entry for entry in sorted(others, key=lambda each: (each.on, each.id))},
            known,
        )
        _by_reference(month)
        _by_batch(month)
        _by_payee(month)
        _by_amount(month)
        _reversed(month)
        found += month.found
        left_lines += month.lines
        left_entries += month.entries
    return Matched(tuple(found), tuple(left_lines), tuple(left_entries))


def _by_reference(month: _Month) -> None:
    """A line that names a number of the books and has the amount of what goes by that number."""
    waiting: dict[tuple[int, str], deque[_Unit]] = defaultdict(deque)
    singles = [_Unit(each.on, (each.id,), each.amount_fen, each.references) for each in month.entries.values()]
    for unit in (*month.units(), *singles):
        for reference in {plain_reference(each) for each in unit.references}:
            if len(reference) >= _SHORTEST:
                waiting[unit.amount_fen, reference].append(unit)
    for line in list(month.lines.values()):
        for token in sorted(tokens(line.said)):
            free = _first_free(waiting.get((line.amount_fen, token)), month)
            if free is not None:
                month.pair(MatchWay.REFERENCE, (line.id,), free.ids)
                break


def _first_free(units: deque[_Unit] | None, month: _Month) -> _Unit | None:
    # What is not free is not looked at again: a thousand lines with one number cost a thousand looks.
    while units:
        if all(id in month.entries for id in units[0].ids):
            return units[0]
        units.popleft()
    return None


def _by_batch(month: _Month) -> None:
    """One debit for a whole batch: the sum of what was paid, or of what was sent with what was rejected coming back."""
    units = month.units()
    alike = _times((unit.amount_fen, unit.on) for unit in units)
    by_amount: dict[int, list[StatementLine]] = defaultdict(list)
    for line in month.lines.values():
        by_amount[line.amount_fen].append(line)

    def near(fen: int, day: date) -> list[StatementLine]:
        return [line for line in by_amount.get(fen, ()) if abs(line.on - day) <= WINDOW and line.id in month.lines]

    for unit in units:
        if _within(alike[unit.amount_fen], unit.on) != 1:
            continue
        lines = near(unit.amount_fen, unit.on)
        if len(lines) == 1:
            month.pair(MatchWay.BATCH, (lines[0].id,), unit.ids)
        elif not lines and unit.batch is not None and unit.batch in month.batches:
            sent_and_back = _sent_and_back(unit, month.batches[unit.batch].rejected, near)
            if sent_and_back:
                month.pair(MatchWay.BATCH, sent_and_back, unit.ids)


def _sent_and_back(
    unit: _Unit, rejected: Sequence[tuple[str, int]], near: Callable[[int, date], list[StatementLine]]
) -> list[UUID]:
    """The debit of all that was sent, and what came back of it: in one sum, or one by one under the names; or nothing."""
    back_fen = sum(fen for _name, fen in rejected)
    sent = near(unit.amount_fen - back_fen, unit.on) if back_fen else []
    if len(sent) != 1:
        return []
    whole = [line for line in near(back_fen, unit.on) if line.on >= sent[0].on]
    if len(whole) == 1:
        return [sent[0].id, whole[0].id]
    found = [sent[0].id]
    for name, fen in sorted(rejected):
        line = next(
            (
                each
                for each in near(fen, unit.on)
                if plain_name(each.payee) == plain_name(name) and each.on >= sent[0].on and each.id not in found
            ),
            None,
        )
        if line is None:
            return []
        found.append(line.id)
    return found


def _by_payee(month: _Month) -> None:
    """The same name and the same amount within the window; of several, in the order of their days."""
    lines: dict[tuple[int, str], list[StatementLine]] = defaultdict(list)
    entries: dict[tuple[int, str], list[BookEntry]] = defaultdict(list)
    for line in month.lines.values():
        if name := plain_name(line.payee):
            lines[line.amount_fen, name].append(line)
    for entry in month.entries.values():
        for name in {plain_name(each) for each in entry.names} - {""}:
            entries[entry.amount_fen, name].append(entry)
    for key in sorted(lines.keys() & entries.keys()):
        theirs, ours = lines[key], [each for each in entries[key] if each.id in month.entries]
        i = j = 0
        while i < len(theirs) and j < len(ours):
            if abs(theirs[i].on - ours[j].on) <= WINDOW:
                month.pair(MatchWay.PAYEE, (theirs[i].id,), (ours[j].id,))
                i, j = i + 1, j + 1
            elif theirs[i].on < ours[j].on:
                i += 1
            else:
                j += 1


def _by_amount(month: _Month) -> None:
    """An amount that one line and one entry have, and nothing else within the window of either."""
    lines: dict[int, list[StatementLine]] = defaultdict(list)
    for line in month.lines.values():
        lines[line.amount_fen].append(line)
    line_days = {fen: [line.on for line in some] for fen, some in lines.items()}
    entry_days = _times((entry.amount_fen, entry.on) for entry in month.entries.values())
    for entry in list(month.entries.values()):
        days = line_days.get(entry.amount_fen, [])
        if _within(days, entry.on) != 1:
            continue
        line = lines[entry.amount_fen][bisect_left(days, entry.on - WINDOW)]
        if _within(entry_days[entry.amount_fen], line.on) == 1:
            month.pair(MatchWay.AMOUNT, (line.id,), (entry.id,))


def _reversed(month: _Month) -> None:
    """An entry and its opposite of the same month: no bank ever heard of them."""
    for entry in list(month.entries.values()):
        other = month.entries.get(entry.reverses) if entry.reverses is not None else None
        # It may itself have been the opposite of a later one, and be gone.
        if entry.id in month.entries and other is not None and other.amount_fen == -entry.amount_fen:
            month.pair(MatchWay.REVERSED, (), (other.id, entry.id))


def _times(days: Iterable[tuple[int, date]]) -> Mapping[int, Sequence[date]]:
    """Per amount the days on which it stands, in their order."""
    found: dict[int, list[date]] = defaultdict(list)
    for fen, day in sorted(days):
        found[fen].append(day)
    return found


def _within(days: Sequence[date], day: date) -> int:
    return bisect_right(days, day + WINDOW) - bisect_left(days, day - WINDOW)


def plain_reference(text: str) -> str:
    """A number without what people put between its parts: `FF-2026-000012` and `ff2026000012` are one."""
    return unicodedata.normalize("NFKC", text).replace("-", "").replace(" ", "").upper()


def plain_name(text: str) -> str:
    """A name as it is compared: without spaces, brackets of either width alike."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def tokens(said: str) -> set[str]:
    """The numbers that a text of a bank may name: what stands between spaces and marks, and ours wherever they stand."""
    text = unicodedata.normalize("NFKC", said).upper()
    found = {plain_reference(number) for number in _NUMBER.findall(text)}
    found |= {plain for each in _APART.split(text) if len(plain := plain_reference(each)) >= _SHORTEST}
    return found
