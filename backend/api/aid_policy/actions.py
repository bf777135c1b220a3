"""What can happen to the rules of aid: set, changed before their day, withdrawn before it, tried on the present files."""

from uuid import UUID

from backend.api.jobs import enqueue
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import aid_policy as policies
from backend.db.queries import organization as organizations
from backend.db.tables.aid import AidPolicyRow
from backend.db.tables.process import Job
from backend.domain.aid.policies import require_changeable, require_not_past
from backend.domain.aid.policy import AidPolicyDraft, parts_of, plain
from backend.domain.organization.changes import require_active

TRY = "aid_policy_try"


async def put(work: Work, draft: AidPolicyDraft) -> AidPolicyRow:
    """Set rules for a union and all below it, from a day on. Raises `NotFound`, `NotLiving`, `PolicyBackdated`."""
    require_not_past(draft.effective_on, work.today)
    union = await organizations.get_organization(work.session, draft.organization_id)
    require_active(union.name, union.status)
    row = AidPolicyRow(
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        effective_on=draft.effective_on,
        document_number=draft.document_number,
        parts=_parts(draft),
        set_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("aid_policy_set", row, effective_on=row.effective_on, parts=sorted(row.parts))
    return row


async def edit(work: Work, id: UUID, draft: AidPolicyDraft, *, seen: int) -> AidPolicyRow:
    """Change rules whose day has not come. Raises `PolicyInForce`, `PolicyBackdated`, `Stale`."""
    row = await policies.get_policy(work.session, id, lock=True)
    require_changeable(row.effective_on, work.today)
    require_not_past(draft.effective_on, work.today)
    take(row, seen)
    row.effective_on, row.document_number, row.parts = draft.effective_on, draft.document_number, _parts(draft)
    await work.session.flush()
    work.tell("aid_policy_edited", row, effective_on=row.effective_on, parts=sorted(row.parts))
    return row


async def remove(work: Work, id: UUID, *, seen: int) -> None:
    """Withdraw rules whose day has not come. Raises `PolicyInForce`, `Stale`."""
    row = await policies.get_policy(work.session, id, lock=True)
    require_changeable(row.effective_on, work.today)
    take(row, seen)
    work.tell("aid_policy_removed", row, effective_on=row.effective_on, parts=sorted(row.parts))
    await work.session.delete(row)
    await work.session.flush()


async def try_out(work: Work, draft: AidPolicyDraft) -> Job:
    """Have a job judge all present files of the subtree by these rules; nothing is changed. Raises `NotFound`."""
    union = await organizations.get_organization(work.session, draft.organization_id)
    assert work.scope.organization_id is not None
    parts = _parts(draft)
    job = await enqueue(
        work,
        TRY,
        work.scope.organization_id,
        union_id=union.id,
        effective_on=draft.effective_on.isoformat(),
        parts=parts,
    )
    work.tell("aid_policy_tried", union, effective_on=draft.effective_on, parts=sorted(parts))
    return job


def _parts(draft: AidPolicyDraft) -> dict[str, object]:
    return {str(part): plain(value) for part, value in parts_of(draft).items()}
