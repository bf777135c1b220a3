"""All that can happen to one employer."""

from typing import Any
from uuid import UUID

from backend.api.employer.schemas import CloseStep, CoverStep, ReopenStep, UncoverStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.employer_records import open_phone, seal_phone
from backend.db.pinyin import pinyin_of_title
from backend.db.queries import employer as employers
from backend.db.queries import organization as organizations
from backend.db.tables.organization import Employer, Organization
from backend.db.types import new_id
from backend.domain.organization import employers as rules
from backend.domain.organization.changes import new_values, require_active
from backend.domain.organization.codes import OrganizationKind
from backend.domain.organization.employers import (
    Cover,
    EmployerChange,
    EmployerDraft,
    EmployerElsewhereCovered,
    EmployerKnown,
)
from backend.domain.organization.regions import require_region
from backend.domain.refusals import NotFound


async def add(work: Work, draft: EmployerDraft) -> Employer:
    """Register an employer with the union of its place (ORG-10, 18)."""
    require_region(draft.region_code, today=work.today)
    territory = await _territory(work, draft.territory_id)
    await _require_own_code(work, draft.credit_code)
    id = new_id()
    employer = Employer(
        id=id,
        **{name: getattr(draft, name) for name in draft.__slots__ if name != "contact_phone"},
        contact_phone=seal_phone(work.vault, id, draft.contact_phone),
        initials=pinyin_of_title(draft.name)[1],
        code=territory.code,
        line_code=territory.line_code,
        created_at=work.now,
    )
    work.session.add(employer)
    await work.session.flush()
    work.tell("employer_added", employer, name=employer.name, territory_id=territory.id)
    return employer


async def edit(work: Work, id: UUID, change: EmployerChange, *, seen: int, given: frozenset[str]) -> Employer:
    """Change an employer's own fields. One without a union moves with its place."""
    employer = await employers.get_employer(work.session, id, lock=True)
    take(employer, seen)
    require_region(change.region_code, today=work.today, stored=employer.region_code)
    values = new_values(change, given, nullable=rules.NULLABLE)
    fields = _note_phone(work, employer, values)
    changes = {key: [getattr(employer, key), value] for key, value in values.items() if getattr(employer, key) != value}
    if "credit_code" in changes:
        await _require_own_code(work, change.credit_code, but=id)
    # Found before it is written: a place that is not there, or not the caller's, is a 404 and no broken reference.
    territory = await _territory(work, values["territory_id"]) if "territory_id" in changes else None
    for name, (_old, new) in changes.items():
        setattr(employer, name, new)
    rules.require_headcount(employer.employees, employer.women_employees)
    if "name" in changes:
        employer.initials = pinyin_of_title(employer.name)[1]
    if territory is not None and employer.union_id is None:
        _stand(employer, territory)
    await work.session.flush()
    if changes or fields:
        work.tell("employer_edited", employer, changes=changes, **({"fields": fields} if fields else {}))
    return employer


def _note_phone(work: Work, employer: Employer, values: dict[str, Any]) -> list[str]:
    """Take the phone out of the new values and seal it; the record of the change has its name and never the number."""
    if "contact_phone" not in values:
        return []
    phone = values.pop("contact_phone")
    if phone == open_phone(work.vault, employer):
        return []
    employer.contact_phone = seal_phone(work.vault, employer.id, phone)
    return ["contact_phone"]


async def cover(work: Work, id: UUID, step: CoverStep, *, seen: int) -> Employer:
    """Let a union cover the employer; a joint union covers many (ORG-16)."""
    union = await organizations.get_organization(work.session, step.union_id, lock=True)
    require_active(union.name, union.status)
    employer = await employers.get_employer(work.session, id, lock=True)
    rules.require_coverable(
        _cover(employer), by=union.id, kind=OrganizationKind(union.kind), on=step.on, today=work.today
    )
    take(employer, seen)
    former = employer.union_id
    employer.union_id, employer.covered_on = union.id, step.on
    _stand(employer, union)
    await work.session.flush()
    work.tell("employer_covered", employer, union_id=union.id, former_union_id=former, on=step.on, reason=step.reason)
    return employer


async def uncover(work: Work, id: UUID, step: UncoverStep, *, seen: int) -> Employer:
    """Take the cover off; the employer stands with the union of its place again."""
    employer = await employers.get_employer(work.session, id, lock=True)
    rules.require_uncoverable(_cover(employer), on=step.on, today=work.today)
    take(employer, seen)
    former = await _go_home(work, employer)
    work.tell("employer_uncovered", employer, former_union_id=former, on=step.on, reason=step.reason)
    return employer


async def close(work: Work, id: UUID, step: CloseStep, *, seen: int) -> Employer:
    """The employer has ended; it stays in the register, without a union."""
    employer = await employers.get_employer(work.session, id, lock=True)
    rules.require_closable(_cover(employer), on=step.on, today=work.today)
    take(employer, seen)
    former = employer.union_id and await _go_home(work, employer)
    employer.closed_on = step.on
    await work.session.flush()
    work.tell("employer_closed", employer, former_union_id=former, on=step.on, reason=step.reason)
    return employer


async def reopen(work: Work, id: UUID, step: ReopenStep, *, seen: int) -> Employer:
    """The employer is there after all."""
    employer = await employers.get_employer(work.session, id, lock=True)
    rules.require_closed(_cover(employer))
    rules.require_past(step.on, work.today, pointer="/on")
    take(employer, seen)
    closed = employer.closed_on
    employer.closed_on = None
    await work.session.flush()
    work.tell("employer_reopened", employer, closed_on=closed, on=step.on, reason=step.reason)
    return employer


async def _go_home(work: Work, employer: Employer) -> UUID | None:
    former = employer.union_id
    territory = await _home(work, employer)
    employer.union_id, employer.covered_on = None, None
    _stand(employer, territory)
    await work.session.flush()
    return former


async def _home(work: Work, employer: Employer) -> Organization:
    try:
        return await organizations.get_organization(work.session, employer.territory_id)
    except NotFound:
        raise EmployerElsewhereCovered() from None


async def _territory(work: Work, id: UUID) -> Organization:
    territory = await organizations.get_organization(work.session, id)
    rules.require_territory(OrganizationKind(territory.kind))
    require_active(territory.name, territory.status)
    return territory


async def _require_own_code(work: Work, code: str | None, *, but: UUID | None = None) -> None:
    """What the caller may see is named; a code held elsewhere is left to the unique index and its bare sentence."""
    if code is None:
        return
    known = await employers.find_known_code(work.session, code, but=but)
    if known is not None:
        raise EmployerKnown(employer_id=str(known[0]), name=known[1])


def _stand(employer: Employer, union: Organization) -> None:
    employer.code, employer.line_code = union.code, union.line_code


def _cover(employer: Employer) -> Cover:
    return Cover(union_id=employer.union_id, covered_on=employer.covered_on, closed_on=employer.closed_on)
