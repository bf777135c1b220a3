"""All that can happen to an honour."""

from uuid import UUID

from backend.api.honour.schemas import WithdrawStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import honour as honours
from backend.db.queries import organization as organizations
from backend.db.tables.organization import Honour
from backend.domain.organization import honours as rules
from backend.domain.organization.changes import require_active
from backend.domain.organization.codes import HonourKind, OrganizationKind
from backend.domain.organization.honours import HonourDraft


async def grant(work: Work, draft: HonourDraft) -> Honour:
    """Grant an honour to a union below (ORG-16). Once at a time; the database keeps it."""
    union = await organizations.get_organization(work.session, draft.organization_id, lock=True)
    require_active(union.name, union.status)
    rules.require_fit(draft.kind, OrganizationKind(union.kind), itself=union.id == work.scope.organization_id)
    rules.require_day(draft.started_on, since=union.established_on, today=work.today, pointer="/started_on")
    above = work.caller.grant_on(work.scope.organization_id)
    honour = Honour(
        **{name: getattr(draft, name) for name in draft.__slots__},
        code=union.code,
        line_code=union.line_code,
        granted_by_id=above.organization_id,
        granted_by_name=above.organization_name,
        created_at=work.now,
    )
    work.session.add(honour)
    await work.session.flush()
    facts = {"kind": honour.kind, "on": honour.started_on, "document_number": honour.document_number}
    work.tell("honour_granted", honour, **facts, reason=honour.reason, granted_by=above.organization_name)
    return honour


async def withdraw(work: Work, id: UUID, step: WithdrawStep, *, seen: int) -> Honour:
    """Take an honour back from a day on; it stays in the history."""
    honour = await honours.get_honour(work.session, id, lock=True)
    union = await organizations.get_organization(work.session, honour.organization_id)
    rules.require_fit(
        HonourKind(honour.kind), OrganizationKind(union.kind), itself=union.id == work.scope.organization_id
    )
    rules.require_held(honour.ended_on)
    rules.require_day(step.on, since=honour.started_on, today=work.today, pointer="/on")
    take(honour, seen)
    honour.ended_on, honour.end_reason = step.on, step.reason
    await work.session.flush()
    work.tell("honour_withdrawn", honour, kind=honour.kind, on=step.on, reason=step.reason)
    return honour
