"""All that can happen to an officer."""

from typing import Any
from uuid import UUID

from backend.api.officer.schemas import EndStep, ReappointStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.pinyin import pinyin_of
from backend.db.queries import committee as committees
from backend.db.queries import officer as officers
from backend.db.queries import organization as organizations
from backend.db.tables.organization import Officer, Organization
from backend.domain.identity import Sex
from backend.domain.organization import appointments as rules
from backend.domain.organization.appointments import MemberDiffers, OfficerChange, OfficerDraft
from backend.domain.organization.changes import new_values, require_active
from backend.domain.organization.codes import OrganizationKind, Post
from backend.domain.organization.officers import Candidate, Standing, require_eligible
from backend.domain.refusals import NotFound

CARRIED = (
    "organization_id",
    "member_id",
    "name",
    "sex",
    "born_on",
    "education",
    "post",
    "form",
    "standings",
    "administrative_post",
    "phone",
)
"""What goes from one term of a person in a post to the next."""


async def appoint(work: Work, draft: OfficerDraft) -> Officer:
    """Put somebody into a post of a living union (ORG-19), unless barred from it (ORG-21)."""
    union = await organizations.get_organization(work.session, draft.organization_id, lock=True)
    require_active(union.name, union.status)
    rules.require_day(draft.started_on, started_on=None, today=work.today, pointer="/started_on")
    _require_eligible(union, post=draft.post, sex=draft.sex, standings=draft.standings)
    known = await _checked_links(
        work, union, member_id=draft.member_id, committee_id=draft.committee_id, name=draft.name, sex=draft.sex
    )
    fields = {name: getattr(draft, name) for name in draft.__slots__} | {
        "standings": [str(item) for item in draft.standings],
        "term_number": draft.term_number or union.term_number,
        "born_on": draft.born_on or known.get("born_on"),
        "education": draft.education or known.get("education"),
    }
    return await _seat(work, union, fields, "officer_appointed")


async def edit(work: Work, id: UUID, change: OfficerChange, *, seen: int, given: frozenset[str]) -> Officer:
    """Correct an officer's own fields; the bars hold for the corrected entry too."""
    officer, union = await _officer(work, id)
    take(officer, seen)
    values = new_values(change, given, nullable=rules.NULLABLE)
    if "standings" in values:
        values["standings"] = [str(item) for item in values["standings"]]
    changes = {key: [getattr(officer, key), value] for key, value in values.items() if getattr(officer, key) != value}
    if changes.keys() & {"member_id", "committee_id", "name", "sex"}:
        # Before the officer is touched: what is looked up would first write what was changed, a committee of nobody too.
        links = {
            name: values.get(name, getattr(officer, name)) for name in ("member_id", "committee_id", "name", "sex")
        }
        await _checked_links(work, union, **links)
    for name, (_old, new) in changes.items():
        setattr(officer, name, new)
    if changes.keys() & {"post", "sex", "standings"} and officer.ended_on is None:
        _require_eligible(union, post=officer.post, sex=officer.sex, standings=officer.standings)
    rules.require_day(officer.started_on, started_on=None, today=work.today, pointer="/started_on")
    if officer.ended_on is not None:
        rules.require_day(officer.ended_on, started_on=officer.started_on, today=work.today, pointer="/started_on")
    officer.initials = pinyin_of(officer.name)[1]
    await work.session.flush()
    if changes:
        work.tell("officer_edited", officer, changes=changes)
    return officer


async def end(work: Work, id: UUID, step: EndStep, *, seen: int) -> Officer:
    """Let an officer leave the post."""
    officer, _union = await _officer(work, id)
    rules.require_sitting(officer.ended_on)
    rules.require_day(step.on, started_on=officer.started_on, today=work.today, pointer="/on")
    take(officer, seen)
    officer.ended_on, officer.end_reason = step.on, step.reason
    await work.session.flush()
    work.tell("officer_ended", officer, post=officer.post, on=step.on, reason=step.reason)
    return officer


async def reappoint(work: Work, id: UUID, step: ReappointStep, *, seen: int) -> Officer:
    """Let the person hold the post for another term: the present entry ends, a new one begins (ORG-22)."""
    officer, union = await _officer(work, id)
    require_active(union.name, union.status)
    rules.require_day(step.on, started_on=officer.ended_on or officer.started_on, today=work.today, pointer="/on")
    _require_eligible(union, post=officer.post, sex=officer.sex, standings=officer.standings)
    await _checked_links(
        work,
        union,
        member_id=officer.member_id,
        committee_id=step.committee_id,
        name=officer.name,
        sex=officer.sex,
    )
    take(officer, seen)
    if officer.ended_on is None:
        officer.ended_on, officer.end_reason = step.on, "reappointed"
    await work.session.flush()
    fields = {name: getattr(officer, name) for name in CARRIED} | {
        "committee_id": step.committee_id,
        "started_on": step.on,
        "term_number": step.term_number or max(officer.term_number + 1, union.term_number),
    }
    return await _seat(work, union, fields, "officer_reappointed", former_id=officer.id)


async def _seat(work: Work, union: Organization, fields: dict[str, Any], event: str, **facts: Any) -> Officer:
    officer = Officer(
        **fields,
        initials=pinyin_of(fields["name"])[1],
        code=union.code,
        line_code=union.line_code,
        created_at=work.now,
    )
    work.session.add(officer)
    await work.session.flush()
    work.tell(event, officer, post=officer.post, name=officer.name, started_on=officer.started_on, **facts)
    return officer


async def _officer(work: Work, id: UUID) -> tuple[Officer, Organization]:
    """The officer and the union, locked: the union first, as everybody locks them."""
    organization_id = (await officers.get_officer(work.session, id)).organization_id
    union = await organizations.get_organization(work.session, organization_id, lock=True)
    return await officers.get_officer(work.session, id, lock=True), union


async def _checked_links(
    work: Work, union: Organization, *, member_id: UUID | None, committee_id: UUID | None, name: str, sex: str
) -> dict[str, Any]:
    """What the linked member's file tells besides the name. The committee must be the union's own; the member in scope and the same person."""
    if committee_id is not None:
        committee = await committees.get_committee(work.session, committee_id)
        if committee.organization_id != union.id:
            raise NotFound()
    if member_id is None:
        return {}
    known = await officers.get_linked_member(work.session, member_id)
    if (known["name"], known["sex"]) != (name, str(sex)):
        raise MemberDiffers()
    return known


def _require_eligible(union: Organization, *, post: str, sex: str, standings: Any) -> None:
    candidate = Candidate(sex=Sex(sex), standings=frozenset(Standing(item) for item in standings))
    require_eligible(candidate, Post(post), OrganizationKind(union.kind))
