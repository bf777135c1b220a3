"""All that can happen to a union. Each action loads, lets the domain decide, saves."""

from datetime import date
from typing import Any
from uuid import UUID

from backend.api.organization.schemas import DissolveStep, MergeStep, MoveStep, SplitStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db import founding, placement, restructure
from backend.db.pinyin import pinyin_of_title
from backend.db.queries import affairs
from backend.db.queries import organization as organizations
from backend.db.tables.member import Member
from backend.db.tables.organization import Employer, Line, Organization
from backend.domain.member.register import require_takes_members
from backend.domain.organization import affairs as ending
from backend.domain.organization import rules
from backend.domain.organization.changes import new_values
from backend.domain.organization.codes import Level, OrganizationKind, OrganizationStatus
from backend.domain.organization.regions import require_region
from backend.domain.organization.rules import OrganizationChange, OrganizationDraft, Standing
from backend.domain.organization.terms import require_term_years
from backend.domain.refusals import NotFound, at

HISTORIC = frozenset({"name", "kind", "line_id", "lead"})
"""A change of one of these is a new state in the history; the rest is only recorded in the audit."""


async def found(work: Work, draft: OrganizationDraft) -> Organization:
    """Found a union under another, which must be living and of a fitting kind."""
    parent = await organizations.get_organization(work.session, draft.parent_id, lock=True)
    rules.require_place(draft.kind, await _standing(work, parent))
    rules.require_effective(draft.established_on, last=None, today=work.today)
    with at("/term_years"):
        require_term_years(draft.kind.level, draft.term_years)
    require_region(draft.region_code, today=work.today)
    fields = {name: getattr(draft, name) for name in draft.__slots__ if name not in ("line_id", "lead")}
    union = await _plant(work, parent, fields)
    line_id = draft.line_id or (parent.line_id if union.level > Level.UNION else None)
    if line_id is not None:
        await placement.set_line(work.session, union, await _line(work, line_id))
        union.lead = draft.lead if draft.line_id else parent.lead
    await restructure.record_versions(
        work.session, [union], change="founded", on=draft.established_on, at=work.now, actor_id=work.caller.user_id
    )
    work.tell("organization_founded", union, name=union.name, kind=union.kind, parent_id=union.parent_id)
    return union


async def _plant(work: Work, parent: Organization, fields: dict[str, Any]) -> Organization:
    return (await founding.plant(work.session, parent, [fields], at=work.now))[0]


async def edit(work: Work, id: UUID, change: OrganizationChange, *, seen: int, given: frozenset[str]) -> Organization:
    """Change a union's own fields: those in `given`. A new name or line is a new state of its history."""
    union = await organizations.get_organization(work.session, id, lock=True)
    rules.require_living(await _standing(work, union))
    take(union, seen)
    on = change.effective_on or work.today
    require_region(change.region_code, today=work.today, stored=union.region_code)
    changed: dict[str, Any] = {}
    # The line first: a union that its line leads must stand on one at every moment (CHECK organization_lead).
    if "line_id" in given and union.line_id != change.line_id:
        changed["line_id"] = [union.line_id, change.line_id]
        await placement.set_line(work.session, union, await _line(work, change.line_id) if change.line_id else None)
    values = new_values(change, given - {"effective_on", "line_id"}, nullable=rules.NULLABLE)
    for name, new in values.items():
        old = getattr(union, name)
        if name == "standards":
            new = [str(item) for item in new or ()]
        if old != new:
            changed[name] = [old, new]
            setattr(union, name, new)
    if "term_years" in changed:
        with at("/term_years"):
            require_term_years(Level(union.level), union.term_years)
    if "name" in changed:
        union.initials = pinyin_of_title(union.name)[1]
    await work.session.flush()
    if HISTORIC & changed.keys():
        await _require_effective(work, union, on)
        await restructure.record_versions(
            work.session, [union], change="edited", on=on, at=work.now, actor_id=work.caller.user_id
        )
    if changed:
        work.tell("organization_edited", union, changes=changed)
    return union


async def move(work: Work, id: UUID, step: MoveStep, *, seen: int) -> Organization:
    """Put a union, with everything below it, under another. One transaction; every figure stays right."""
    union, parent = await _pair(work, id, step.parent_id)
    _require_from_above(work, union)
    rules.require_movable(await _standing(work, union), await _standing(work, parent))
    ending.require_in_reach(await affairs.count_promises(work.session, union, parent))
    await _require_effective(work, union, step.effective_on)
    take(union, seen)
    old_parent = union.parent_id
    await work.session.flush()
    if old_parent != parent.id:
        # An event stays where its union stood then: who loses the union is told there, before it goes.
        work.tell("organization_left", union, effective_on=step.effective_on, to_parent=parent.name, reason=step.reason)
        await work.session.flush()
    moved = await placement.move_subtree(work.session, union, parent)
    facts = {"from_parent_id": str(old_parent), "to_parent_id": str(parent.id), "unions": moved, "reason": step.reason}
    await _record(work, union, "moved", step.effective_on, facts)
    return union


async def merge(work: Work, id: UUID, step: MergeStep, *, seen: int) -> Organization:
    """End a union in favour of another living one, which takes its branches, members and employers (ORG-23)."""
    union, into = await _pair(work, id, step.into_id)
    _require_from_above(work, union)
    rules.require_mergeable(await _standing(work, union, counted=True), await _standing(work, into))
    ending.require_own_ended(await affairs.count_affairs(work.session, union, today=work.today))
    ending.require_in_reach(await affairs.count_promises(work.session, union, into))
    await _require_effective(work, union, step.effective_on)
    take(union, seen)
    await work.session.flush()
    on = step.effective_on
    branches = await _children(work, union)
    for branch in branches:
        await placement.move_subtree(work.session, branch, into)
    members = await _move_members(work, Member.organization_id == union.id, to=into, by="merged", on=on)
    await restructure.move_aid(work.session, union, to=into, at=work.now)
    employers = await restructure.move_employers(work.session, Employer.union_id == union.id, to=into, on=on)  # type: ignore[arg-type]
    await restructure.end_posts(work.session, union, on=on, reason="merged")
    union.status, union.merged_into_id, union.dissolved_on = OrganizationStatus.MERGED, into.id, on
    await work.session.flush()
    await restructure.record_versions(
        work.session, branches, change="moved", on=on, at=work.now, actor_id=work.caller.user_id
    )
    facts = {
        "into_id": str(into.id),
        "into": into.name,
        "members": members,
        "employers": employers,
        "branches": len(branches),
        "reason": step.reason,
    }
    await _record(work, union, "merged", on, facts)
    return union


async def split(work: Work, id: UUID, step: SplitStep, *, seen: int) -> Organization:
    """Found a union beside this one, with some of its branches and employers and the members of both.

    Raises `NotFound` for a branch or an employer that is not the union's.
    """
    union = await organizations.get_organization(work.session, id, lock=True)
    _require_from_above(work, union)
    rules.require_living(await _standing(work, union))
    await _require_effective(work, union, step.effective_on)
    take(union, seen)
    assert union.parent_id is not None
    parent = await organizations.get_organization(work.session, union.parent_id, lock=True)
    rules.require_place(step.kind, await _standing(work, parent))
    new = await _plant(
        work, parent, {"name": step.name, "kind": step.kind, "established_on": step.effective_on, "employees": 0}
    )
    on = step.effective_on
    branches = [branch for branch in await _children(work, union) if branch.id in step.branch_ids]
    if len(branches) != len(set(step.branch_ids)):
        raise NotFound()
    for branch in branches:
        await placement.move_subtree(work.session, branch, new)
    chosen = Employer.id.in_(step.employer_ids)  # type: ignore[attr-defined]
    members = await _move_members(
        work,
        (Member.organization_id == union.id) & Member.employer_id.in_(step.employer_ids),  # type: ignore[union-attr]
        to=new,
        by="split",
        on=on,
    )
    employers = await restructure.move_employers(work.session, chosen & (Employer.union_id == union.id), to=new, on=on)
    if employers != len(set(step.employer_ids)):
        raise NotFound()
    await restructure.record_versions(
        work.session, [new, *branches], change="split", on=on, at=work.now, actor_id=work.caller.user_id
    )
    facts = {
        "new_id": str(new.id),
        "new": new.name,
        "members": members,
        "employers": employers,
        "branches": len(branches),
    }
    work.tell("organization_founded", new, name=new.name, split_from=str(union.id))
    await _record(work, union, "split", on, facts)
    return new


async def dissolve(work: Work, id: UUID, step: DissolveStep, *, seen: int) -> Organization:
    """End a union. Its members and whoever applied go to another one, its employers are without a union again."""
    union = await organizations.get_organization(work.session, id, lock=True)
    _require_from_above(work, union)
    standing = await _standing(work, union, counted=True)
    named = step.members_to_id is not None
    rules.require_dissolvable(standing, members_go_somewhere=named)
    under_way = await affairs.count_affairs(work.session, union, today=work.today)
    ending.require_own_ended(under_way)
    ending.require_receiver(under_way, named=named)
    await _require_effective(work, union, step.effective_on)
    take(union, seen)
    members = 0
    if step.members_to_id is not None:
        to = await organizations.get_organization(work.session, step.members_to_id, lock=True)
        receiver = await _standing(work, to)
        rules.require_receives(standing, receiver)
        if standing.members or standing.applications:
            require_takes_members(name=receiver.name, kind=receiver.kind, status=receiver.status)
        ending.require_in_reach(await affairs.count_promises(work.session, union, to))
        members = await _move_members(
            work, Member.organization_id == union.id, to=to, by="dissolved", on=step.effective_on
        )
        await restructure.move_aid(work.session, union, to=to, at=work.now)
    employers = await restructure.uncover_employers(work.session, union)
    await restructure.end_posts(work.session, union, on=step.effective_on, reason="dissolved")
    union.status, union.dissolved_on = OrganizationStatus.DISSOLVED, step.effective_on
    facts = {"members": members, "employers": employers, "reason": step.reason}
    await _record(work, union, "dissolved", step.effective_on, facts)
    return union


async def _record(work: Work, union: Organization, change: str, on: date, facts: dict[str, Any]) -> None:
    await restructure.record_versions(
        work.session, [union], change=change, on=on, at=work.now, actor_id=work.caller.user_id, facts=facts
    )
    work.tell(f"organization_{change}", union, effective_on=on, **facts)


async def _require_effective(work: Work, union: Organization, on: date) -> None:
    last = await organizations.find_last_change(work.session, union.id)
    rules.require_effective(on, last=last, today=work.today)


def _require_from_above(work: Work, union: Organization) -> None:
    """Raises `TopStays` or `NotItself`."""
    rules.require_from_above(top=union.parent_id is None, itself=union.id == work.scope.organization_id)


async def _pair(work: Work, one: UUID, other: UUID) -> tuple[Organization, Organization]:
    """Two unions, locked in one order whatever the order asked, so that two moves cannot wait for each other."""
    locked = {
        id: await organizations.get_organization(work.session, id, lock=True) for id in sorted({one, other}, key=str)
    }
    return locked[one], locked[other]


async def _children(work: Work, union: Organization) -> list[Organization]:
    return await organizations.list_children(work.session, union)


async def _line(work: Work, id: UUID) -> Line:
    found = await work.session.get(Line, id)
    if found is None:
        raise NotFound()
    return found


async def _move_members(work: Work, which: Any, *, to: Organization, by: str, on: date) -> int:
    return await restructure.move_members(
        work.session,
        which,
        to=to,
        by=by,
        on=on,
        at=work.now,
        actor_id=work.caller.user_id,
        actor_name=work.caller.name,
    )


async def _standing(work: Work, union: Organization, *, counted: bool = False) -> Standing:
    counts = await organizations.count_obstacles(work.session, union) if counted else {}
    return Standing(
        id=union.id,
        kind=OrganizationKind(union.kind),
        name=union.name,
        status=OrganizationStatus(union.status),
        low=union.code,
        high=union.code_hi,
        children=counts.get("children", 0),
        members=counts.get("members", 0),
        applications=counts.get("applications", 0),
        transfers=counts.get("transfers", 0),
    )
