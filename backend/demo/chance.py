"""Chance that can be repeated: everything of a made-up city comes from one seed."""

from bisect import bisect
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar
from uuid import UUID

from backend.demo import words
from backend.domain.identity import Sex, check_character

Thing = TypeVar("Thing")


def dice(seed: int, *parts: int) -> Random:
    """A source of chance of its own for each part of the work, so that parts may be done in any order."""
    return Random(f"{seed}:{':'.join(map(str, parts))}")


class Weighted(Generic[Thing]):
    """Things with weights, to be drawn from."""

    def __init__(self, *pairs: tuple[Thing, float]) -> None:
        self._things = [thing for thing, _ in pairs]
        self._until = list(accumulate(weight for _, weight in pairs))
        self._total = self._until.pop()

    def draw(self, chance: Random) -> Thing:
        return self._things[bisect(self._until, chance.random() * self._total)]


_SURNAMES: Weighted[str] = Weighted(
    *((surname, float(weight)) for group, weight in words.SURNAMES for surname in group),
    *((name, float(weight)) for name, weight in words.COMPOUND_SURNAMES),
)


def person_name(chance: Random, sex: str, born: int) -> str:
    """A name as people of that sex and year of birth have them."""
    first, second, single = words.GIVEN[sex, 0 if born < 1970 else 1 if born < 1990 else 2]
    given = chance.choice(single) if chance.random() < 0.28 else chance.choice(first) + chance.choice(second)
    return _SURNAMES.draw(chance) + given


class IdNumbers:
    """Valid resident numbers, none twice: of the thousand numbers of an area and a day, each part of the work has its
    own share, in which it counts.
    """

    def __init__(self, part: int, parts: int) -> None:
        self._share = 2 * (500 // parts)
        if self._share == 0:
            raise ValueError("more than 500 parts")
        self._start = part * self._share
        self._used: dict[tuple[str, date, str], int] = {}

    def make(self, area: str, born_on: date, sex: str) -> str | None:
        """A number, or None when the share of that area and day is used up."""
        count = self._used.get((area, born_on, sex), 0)
        if 2 * count >= self._share:
            return None
        self._used[area, born_on, sex] = count + 1
        order = self._start + 2 * count + (sex == Sex.MALE)
        first = f"{area}{born_on:%Y%m%d}{order:03d}"
        return first + check_character(first)


def phone(chance: Random) -> str:
    """A mobile number from blocks that are not sold to people."""
    return f"1{chance.choice(('60', '61', '63', '64', '68', '69'))}{chance.randrange(10**8):08d}"


def day_between(chance: Random, first: date, last: date) -> date:
    """A day, both ends included; the first when the two are the wrong way round."""
    return first + timedelta(days=chance.randint(0, max(0, (last - first).days)))


def id_at(moment: datetime, chance: Random) -> UUID:
    """A UUIDv7 as it would have been made at that moment."""
    random = chance.getrandbits(74)
    value = (
        int(moment.timestamp() * 1000) << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    )
    return UUID(int=value)


def pick(chance: Random, things: Sequence[Thing]) -> Thing:
    """One of several, all alike."""
    return things[int(chance.random() * len(things))]
