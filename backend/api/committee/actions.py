"""All that can happen to a committee."""

from datetime import timedelta
from uuid import UUID

from backend.api.committee.schemas import EndCommitteeStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import committee as committees
from backend.db.queries import organization as organizations
from backend.db.tables.organization import Committee, Organization
from backend.domain.organization import committees as rules
from backend.domain.organization.changes import new_values, require_active
from backend.domain.organization.codes import CommitteeKind, Level
from backend.domain.organization.committees import CommitteeChange, CommitteeDraft
from backend.domain.organization.terms import require_term_years
from backend.domain.refusals import at


async def elect(work: Work, draft: CommitteeDraft) -> Committee:
    """Enter a newly elected committee (ORG-22). A new union committee is a new term of the union: its clock restarts."""
    union = await organizations.get_organization(work.session, draft.organization_id, lock=True)
    require_active(union.name, union.status)
    with at("/term_years"):
        require_term_years(Level(union.level), draft.term_years)
    former = await committees.find_sitting(work.session, union.id, draft.kind) if draft.close_former else None
    rules.require_day(
        draft.elected_on,
        since=former.elected_on + timedelta(days=1) if former else None,
        today=work.today,
        pointer="/elected_on",
    )
    number = draft.term_number or rules.next_term_number(
        draft.kind,
        draft.elected_on,
        last=await committees.find_last_term(work.session, union.id, draft.kind),
        union_number=union.term_number,
        union_started_on=union.term_started_on,
    )
    if former is not None:
        former.ended_on, former.version = draft.elected_on, former.version + 1
        await work.session.flush()
        work.tell("committee_ended", former, kind=former.kind, on=draft.elected_on, reason="re-elected")
    fields = {name: getattr(draft, name) for name in draft.__slots__ if name != "close_former"}
    committee = Committee(**fields | {"term_number": number}, code=union.code, line_code=union.line_code)
    work.session.add(committee)
    await work.session.flush()
    _restart_clock(work, union, committee)
    await work.session.flush()
    facts = {"kind": committee.kind, "term_number": number, "elected_on": committee.elected_on}
    work.tell("committee_elected", committee, **facts, former_id=former.id if former else None)
    return committee


async def edit(work: Work, id: UUID, change: CommitteeChange, *, seen: int, given: frozenset[str]) -> Committee:
    """Correct a sitting committee's entry."""
    committee, union = await _committee(work, id)
    rules.require_sitting(committee.ended_on)
    take(committee, seen)
    values = new_values(change, given, nullable=())
    changes = {
        key: [getattr(committee, key), value] for key, value in values.items() if getattr(committee, key) != value
    }
    for name, (_old, new) in changes.items():
        setattr(committee, name, new)
    if "term_years" in changes:
        with at("/term_years"):
            require_term_years(Level(union.level), committee.term_years)
    rules.require_day(committee.elected_on, since=None, today=work.today, pointer="/elected_on")
    _restart_clock(work, union, committee)
    await work.session.flush()
    if changes:
        work.tell("committee_edited", committee, changes=changes)
    return committee


async def end(work: Work, id: UUID, step: EndCommitteeStep, *, seen: int) -> Committee:
    """End a committee's term without a new one."""
    committee, _union = await _committee(work, id)
    rules.require_sitting(committee.ended_on)
    rules.require_day(step.on, since=committee.elected_on, today=work.today, pointer="/on")
    take(committee, seen)
    committee.ended_on = step.on
    await work.session.flush()
    work.tell("committee_ended", committee, kind=committee.kind, on=step.on, reason=step.reason)
    return committee


async def _committee(work: Work, id: UUID) -> tuple[Committee, Organization]:
    """The committee and the union, locked: the union first, as everybody locks them."""
    organization_id = (await committees.get_committee(work.session, id)).organization_id
    union = await organizations.get_organization(work.session, organization_id, lock=True)
    return await committees.get_committee(work.session, id, lock=True), union


def _restart_clock(work: Work, union: Organization, committee: Committee) -> None:
    """A union's term is that of its sitting union committee."""
    if committee.kind != CommitteeKind.UNION or committee.ended_on is not None:
        return
    now = {
        "term_number": committee.term_number,
        "term_started_on": committee.elected_on,
        "term_years": committee.term_years,
    }
    changes = {name: [getattr(union, name), value] for name, value in now.items() if getattr(union, name) != value}
    if changes:
        for name, (_old, new) in changes.items():
            setattr(union, name, new)
        union.version += 1
        work.tell("organization_edited", union, changes=changes, committee_id=committee.id)
