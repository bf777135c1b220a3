"""What auditors do: they draw a sample, look, and have the books held against everything else. Each look is on record."""

import secrets
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.examination.reading import begin_of, end_of
from backend.api.work import Work
from backend.db.queries import examination as examinations
from backend.db.queries import organization as organizations
from backend.db.reconcile import Breach, check_all_books
from backend.db.session import Database
from backend.db.tables.sample import AidSample
from backend.db.types import new_id
from backend.domain.fund.examining import MOST_SEED, Invariant, NothingToDraw, SampleDraft

MOST_TOLD = 200


@dataclass(slots=True)
class _Office:
    """The caller's union, as the record of events sees it."""

    id: UUID
    code: int
    line_code: int | None
    __tablename__ = "organization"


def tell(work: Work, event: str, **facts: Any) -> None:
    """Record that the caller looked, at the union they look for."""
    assert work.scope.organization_id is not None
    work.tell(event, _Office(work.scope.organization_id, *work.place), **facts)


async def draw(work: Work, draft: SampleDraft) -> AidSample:
    """Draw a sample of the paid cases of the scope and keep it. Raises `NotFound`, `NothingToDraw`."""
    assert work.scope.organization_id is not None
    seed = secrets.randbelow(MOST_SEED + 1) if draft.seed is None else draft.seed
    ids, population = await examinations.draw(
        work.session,
        work.scope,
        seed=seed,
        size=draft.size,
        since=begin_of(draft.first_on),
        before=end_of(draft.last_on),
        under=await organizations.find_bounds(work.session, draft.under_id),
    )
    if not ids:
        raise NothingToDraw()
    code, line_code = work.place
    row = AidSample(
        id=new_id(),
        organization_id=work.scope.organization_id,
        code=code,
        line_code=line_code,
        seed=seed,
        first_on=draft.first_on,
        last_on=draft.last_on,
        size=draft.size,
        population=population,
        case_ids=ids,
        drawn_by=work.caller.user_id,
        drawn_by_name=work.caller.name,
        drawn_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("aid_sample_drawn", row, seed=seed, size=len(ids), population=population)
    return row


async def check_books(work: Work, database: Database) -> dict[str, Any]:
    """Hold the books against everything else (`./dev check-money`): over all of them, for a part alone does not balance;
    what breaks a rule is told of what the caller sees."""
    # Of aid and of protection; the books of savings societies are no money of the union.
    found = [each for each in await check_all_books(database) if _prefix(each) in set(Invariant)]
    seen = await examinations.find_seen(work.session, [UUID(each.id) for each in found if each.id])
    # What is of no account in particular is the business of everybody who reads the books.
    told = [each for each in found if not each.id or UUID(each.id) in seen]
    counts = Counter(_invariant(each) for each in told)
    tell(work, "money_checked", breaches=len(told))
    english = work.language == "en"
    return {
        "checked_at": work.now,
        "items": [
            {"invariant": each, "label": each.en if english else each.zh, "breaches": counts[each]}
            for each in Invariant
        ],
        "breaches": [
            {
                "invariant": _invariant(each),
                "rule": each.rule.partition(": ")[2],
                "id": each.id or None,
                # Sums over all books are told to nobody who does not see all books.
                "what": each.what if each.id else "",
            }
            for each in told[:MOST_TOLD]
        ],
    }


def _prefix(breach: Breach) -> str:
    return breach.rule.partition(":")[0].lower()


def _invariant(breach: Breach) -> Invariant:
    return Invariant(_prefix(breach))
