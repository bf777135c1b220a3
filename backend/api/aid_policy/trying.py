"""The job that tries a rule set on the present files: a thousand at a time, in one moment, writing what would change.

The database reads the next thousand while this process judges the last, so a city costs little more than the judging.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.ahead import reading_ahead
from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.household_records import judged_from
from backend.db.queries import aid_policy as policies
from backend.db.queries import household as households
from backend.db.queries import organization as organizations
from backend.domain.aid.codes import PolicyPart
from backend.domain.aid.policy import AidPolicy, Layer, in_force, part_from
from backend.domain.aid.trials import Tally, effect_on
from backend.domain.job import JobPhase

CHUNK = 1000
BREATH = 100
"""Files that are judged before others of this process have their turn: the heartbeat, other jobs, the next chunk."""


class _Places:
    """The rule sets at each place, now and with the layer that is tried; few places, many files."""

    def __init__(self, layers: Sequence[Layer], tried: Layer) -> None:
        self.layers, self.tried = layers, tried
        self._known: dict[int, tuple[AidPolicy, AidPolicy]] = {}

    def at(self, place: int) -> tuple[AidPolicy, AidPolicy]:
        """What holds there on the day, and what would."""
        found = self._known.get(place)
        if found is None:
            on = self.tried.effective_on
            present, _ = in_force(self.layers, place=place, on=on)
            then, _ = in_force([*self.layers, self.tried], place=place, on=on)
            found = self._known[place] = (present, then)
        return found


async def try_out(run: Run) -> Mapping[str, Any]:
    """Judge every file of the subtree twice; returns the counts and the cost, fen a year."""
    tally = Tally()
    changed: list[dict[str, Any]] = []
    async with run.snapshot() as work:
        tried, under = await _tried(work, run.request)
        places = _Places(await policies.list_layers(work.session), tried)
        total = await households.count_for_rules(work.session, scope=work.scope, under=under)
        await run.report(JobPhase.CHECKING, 0, total, now=True)
        async with reading_ahead(_files(work, under)) as chunks:
            async for files in chunks:
                for begin in range(0, len(files), BREATH):
                    for file in files[begin : begin + BREATH]:
                        _judge(*file, places=places, tally=tally, changed=changed)
                    await asyncio.sleep(0)
                await run.report(JobPhase.CHECKING, tally.files + tally.decided, total)
    async with run.work() as work:
        await policies.write_trial(work.session, run.taken.id, work.caller.user_id, changed, at=work.now)
    return tally.plain()


async def _tried(work: Work, request: Mapping[str, Any]) -> tuple[Layer, tuple[int, int]]:
    union = await organizations.get_organization(work.session, UUID(request["union_id"]))
    layer = Layer(
        organization_id=union.id,
        organization_name=union.name,
        effective_on=date.fromisoformat(request["effective_on"]),
        low=union.code,
        high=union.code_hi,
        parts={PolicyPart(name): part_from(PolicyPart(name), kept) for name, kept in request["parts"].items()},
    )
    return layer, (union.code, union.code_hi)


async def _files(work: Work, under: tuple[int, int]) -> AsyncGenerator[Sequence[Any], None]:
    """The files by the thousand."""
    after: UUID | None = None
    while True:
        files = await households.list_for_rules(work.session, scope=work.scope, under=under, after=after, limit=CHUNK)
        if files:
            yield files
        if len(files) < CHUNK:
            return
        after = files[-1].id


def _judge(
    id: UUID,
    place: int,
    decided: bool,
    *said: Any,
    places: _Places,
    tally: Tally,
    changed: list[dict[str, Any]],
) -> None:
    if decided:
        tally.decided += 1
        return
    effect = effect_on(judged_from(*said), *places.at(place))
    tally.add(effect)
    if effect.outcome is not None:
        changed.append(
            {
                "household_id": id,
                "outcome": str(effect.outcome),
                "before": None if effect.before is None else str(effect.before),
                "after": None if effect.after is None else str(effect.after),
                "before_fen": effect.before_fen,
                "after_fen": effect.after_fen,
            }
        )
