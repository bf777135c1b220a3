"""All that can happen to a line."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.line.schemas import MoveLineStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db import placement
from backend.db.queries import line as lines
from backend.db.queries import organization as organizations
from backend.db.tables.organization import Line, Organization
from backend.domain.organization import lines as rules
from backend.domain.organization.changes import new_values
from backend.domain.organization.codes import Level, Tree
from backend.domain.organization.lines import Keeping, LineChange, LineDraft, LineInsideItself


async def add(work: Work, draft: LineDraft) -> Line:
    """Set up a line under another one or at the top (ORG-02)."""
    await lines.lock_tree(work.session)
    keeping = await keeping_of(work, None)
    parent = await lines.get_line(work.session, draft.parent_id, lock=True) if draft.parent_id else None
    if parent is None:
        rules.require_city(keeping)
    leader = await _leader(work, draft.organization_id, keeping)
    place = await placement.place_line(work.session, parent)
    line = Line(
        parent_id=draft.parent_id,
        name=draft.name,
        organization_id=leader.id if leader else None,
        code=place.low,
        code_hi=place.high,
    )
    work.session.add(line)
    await work.session.flush()
    await _tell(
        work, "line_added", line, name=line.name, parent_id=line.parent_id, organization_id=line.organization_id
    )
    return line


async def edit(work: Work, id: UUID, change: LineChange, *, seen: int, given: frozenset[str]) -> Line:
    """Give a line another name or another leading union."""
    line = await lines.get_line(work.session, id, lock=True)
    keeping = await keeping_of(work, line)
    rules.require_keeper(keeping)
    take(line, seen)
    values = new_values(change, given, nullable={"organization_id"})
    if "organization_id" in values:
        await _leader(work, change.organization_id, keeping)
    changes = {name: [getattr(line, name), value] for name, value in values.items() if getattr(line, name) != value}
    for name, (_old, new) in changes.items():
        setattr(line, name, new)
    await work.session.flush()
    if changes:
        await _tell(work, "line_edited", line, changes=changes)
    return line


async def move(work: Work, id: UUID, step: MoveLineStep, *, seen: int) -> Line:
    """Put a line below another one; the unions on it and all that belongs to them follow in this transaction."""
    await lines.lock_tree(work.session)
    line = await lines.get_line(work.session, id, lock=True)
    rules.require_city(await keeping_of(work, line))
    parent = await lines.get_line(work.session, step.parent_id, lock=True) if step.parent_id else None
    if parent is not None and line.code <= parent.code <= line.code_hi:
        raise LineInsideItself()
    take(line, seen)
    old = line.parent_id
    await work.session.flush()
    unions = await placement.move_line(work.session, line, parent)
    await _tell(work, "line_moved", line, from_parent_id=old, to_parent_id=step.parent_id, unions=unions)
    return line


async def remove(work: Work, id: UUID, *, seen: int) -> None:
    """Delete a line on which nothing hangs. What the caller cannot see keeps it too, by its foreign key."""
    await lines.lock_tree(work.session)
    line = await lines.get_line(work.session, id, lock=True)
    rules.require_keeper(await keeping_of(work, line))
    take(line, seen)
    below, unions = await lines.count_on(work.session, line)
    rules.require_empty(lines=below, unions=unions)
    await _tell(work, "line_removed", line, name=line.name)
    await work.session.delete(line)
    await work.session.flush()


async def keeping_of(work: Work, line: Line | None) -> Keeping:
    """What the caller has to do with a line."""
    home = await work.session.get(Organization, work.scope.organization_id)
    whole = work.scope.tree is Tree.TERRITORY and home is not None and home.level == Level.CITY
    leads = False
    if line is not None and line.organization_id is not None and work.scope.tree is Tree.TERRITORY:
        leader = await work.session.get(Organization, line.organization_id)
        leads = leader is not None and work.scope.low <= leader.code <= work.scope.high
    return Keeping(whole_city=whole, leads=leads)


async def _leader(work: Work, id: UUID | None, keeping: Keeping) -> Organization | None:
    leader = await organizations.get_organization(work.session, id, lock=True) if id else None
    rules.require_leader(Level(leader.level) if leader else None, keeping)
    return leader


@dataclass
class _AtHome:
    """A line as the audit sees it: a line lies nowhere in the territory, so its events lie where the caller acts."""

    __tablename__ = "line"

    id: UUID
    organization_id: UUID
    code: int
    line_code: int | None


async def _tell(work: Work, event: str, line: Line, **facts: Any) -> None:
    home = await work.session.get_one(Organization, work.scope.organization_id)
    work.tell(event, _AtHome(line.id, home.id, home.code, home.line_code), **facts)
