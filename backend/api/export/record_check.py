"""Holds an evidence pack against the record of the system: whether it was made here, and whether its events still stand.

A pack that agrees with itself may have been made up as a whole. The record is what tells: it has the digest of every pack,
and the chain of seals (`db/seal.py`) says whether the record is what it was.
"""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries import evidence as queries
from backend.domain.evidence.manifest import Manifest

_LONGEST_ID = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVerdict:
    """`made_here`: the record tells of a pack with this digest. `events` of the pack, and those that differ in the record
    or are not in it."""

    made_here: bool
    events: int
    differing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether the record says what the pack says."""
        return self.made_here and not self.differing


async def hold(session: AsyncSession, manifest: Manifest, content: bytes) -> RecordVerdict:
    """A pack's manifest and its events against the record. Needs the whole city's scope."""
    claimed = _events(content)
    kept = await queries.find_leaves(session, [int(id) for id in claimed if id.isascii() and id.isdigit()])
    leaves = {str(id): leaf.hex() for id, leaf in kept.items()}
    return RecordVerdict(
        made_here=await _is_recorded(session, manifest),
        events=len(claimed),
        differing=tuple(sorted(id for id, leaf in claimed.items() if leaves.get(id) != leaf)),
    )


async def _is_recorded(session: AsyncSession, manifest: Manifest) -> bool:
    try:
        case_id = UUID(manifest.case_id)
    except ValueError:
        return False
    return await queries.is_recorded(session, case_id, manifest.digest)


def _events(content: bytes) -> dict[str, str]:
    """The events that a pack has, each with its hash; whoever wrote it may have written anything."""
    try:
        told = json.loads(content or b'{"events": []}')["events"]
        return {str(each["id"])[:_LONGEST_ID]: str(each["sha256"]) for each in told[: queries.MOST_EVENTS]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"?": ""}
