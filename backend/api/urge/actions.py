"""All that can happen to an urge."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.urge.schemas import UrgeBatchRequest, UrgedReporters, UrgedUnions
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import committee as committees
from backend.db.queries import duty as duties
from backend.db.queries import organization as organizations
from backend.db.queries import report as reports
from backend.db.queries import urge as urges
from backend.db.tables.organization import Urge
from backend.domain.access import Permission
from backend.domain.organization import urges as rules
from backend.domain.organization.codes import UrgeSubject
from backend.domain.organization.terms import TermPhase
from backend.domain.organization.urges import MOST, Urgeable, UrgeDraft
from backend.domain.refusals import Conflict, Forbidden, NotFound, Refusal
from backend.domain.report.catalogue import FORMS
from backend.domain.report.rules import is_late


async def send(work: Work, draft: UrgeDraft) -> Urge:
    """Urge one union below. Raises `NotFound`, and what `require_urgeable` raises."""
    outcome = (await _judge(work, [draft.organization_id], draft.subject))[draft.organization_id]
    if isinstance(outcome, Refusal):
        raise outcome
    (urge,) = await _write(work, [outcome], draft.subject, draft.note)
    return urge


async def send_many(work: Work, asked: UrgeBatchRequest) -> dict[str, Any]:
    """Urge many unions about the same; whoever cannot be urged is named with the reason, the others are."""
    note = UrgeDraft(organization_id=UUID(int=0), subject=asked.subject, note=asked.note).note
    ids = await _named(work, asked)
    outcomes = await _judge(work, ids, asked.subject)
    urged = [outcome for outcome in outcomes.values() if not isinstance(outcome, Refusal)]
    await _write(work, urged, asked.subject, note)
    names = {row.id: row.name for row in outcomes.values() if not isinstance(row, Refusal)}
    return {
        "total": len(ids),
        "succeeded": len(urged),
        "failed": len(ids) - len(urged),
        "items": [_item(work, index, id, outcomes[id], names.get(id)) for index, id in enumerate(ids)],
    }


async def _named(work: Work, asked: UrgeBatchRequest) -> list[UUID]:
    """The unions that are meant. Raises `UrgesUnclear`, `UrgesTooMany`, `NotFound`."""
    rules.require_one_way(
        subject=asked.subject,
        ids=asked.ids is not None,
        query=asked.query is not None,
        duty=asked.duty_id is not None,
        reporters=asked.reporters is not None,
    )
    if asked.query is not None:
        return await _matching(work, asked.query)
    if asked.duty_id is not None:
        await duties.get_duty(work.session, asked.duty_id)
        return _within_most(await duties.list_late(work.session, asked.duty_id, now=work.now, most=MOST + 1))
    if asked.reporters is not None:
        return await _reporters(work, asked.reporters)
    return list(dict.fromkeys(asked.ids or ()))


async def _reporters(work: Work, asked: UrgedReporters) -> list[UUID]:
    parent = asked.under_id or work.scope.organization_id
    if parent is None:
        raise NotFound()
    union = await organizations.get_organization(work.session, parent)
    form = FORMS[asked.form]
    year = form.due_year(work.today)
    board = await reports.list_board(work.session, union.id, form, year)
    due_on = form.due_on(year)
    return _within_most(
        [row["organization_id"] for row in board if is_late(row["status"], due_on=due_on, today=work.today)]
    )


def _within_most(ids: list[UUID]) -> list[UUID]:
    if len(ids) > MOST:
        raise rules.UrgesTooMany(most=MOST)
    return ids


async def _matching(work: Work, query: UrgedUnions) -> list[UUID]:
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    phase = TermPhase(query.phase) if query.phase else None
    found = await work.session.execute(
        committees.list_terms_due(
            scope=work.scope, under=under, phase=phase, today=work.today, after=None, limit=2 * MOST + 1
        )
    )
    left_out = {*query.except_ids, work.scope.organization_id}
    ids = [row["id"] for row in found.mappings() if row["id"] not in left_out]
    return _within_most(ids)


async def _judge(work: Work, ids: Sequence[UUID], subject: UrgeSubject) -> Mapping[UUID, Any]:
    """For each union its row, or the refusal that stands against urging it. Three statements, however many unions."""
    unions = await urges.find_unions(work.session, ids, subject, today=work.today)
    open = await urges.find_open(work.session, work.scope, ids, subject, now=work.now)
    return {id: _decide(work, unions.get(id), subject, open=id in open) for id in ids}


def _decide(work: Work, union: Any, subject: UrgeSubject, *, open: bool) -> Any:
    if union is None:
        return NotFound()
    known = Urgeable(
        name=union.name,
        status=union.status,
        itself=union.id == work.scope.organization_id,
        open=open,
        urged_today=union.urged_today,
    )
    try:
        rules.require_urgeable(known, subject)
    except Refusal as refusal:
        return refusal
    return union


async def _write(work: Work, unions: Sequence[Any], subject: UrgeSubject, note: str) -> list[Urge]:
    sender = work.caller.grant_on(work.scope.organization_id)
    made = [
        Urge(
            organization_id=union.id,
            code=union.code,
            line_code=union.line_code,
            subject=subject,
            note=note,
            from_organization_id=sender.organization_id,
            from_organization_name=sender.organization_name,
            from_level=int(sender.level),
            sent_by=work.caller.user_id,
            sent_by_name=work.caller.name,
            urged_on=work.today,
            created_at=work.now,
        )
        for union in unions
    ]
    work.session.add_all(made)
    await work.session.flush()
    for urge in made:
        work.tell("urge_sent", urge, subject=urge.subject, note=urge.note, sender=urge.from_organization_name)
    return made


def _item(work: Work, index: int, id: UUID, outcome: Any, name: str | None) -> dict[str, Any]:
    if not isinstance(outcome, Refusal):
        return {"index": index, "status": 201, "id": id, "name": name, "problem": None}
    status = 404 if isinstance(outcome, NotFound) else 409 if isinstance(outcome, Conflict) else 422
    problem = {"code": outcome.code, "detail": outcome.sentence(work.language)}
    return {"index": index, "status": status, "id": id, "name": outcome.facts.get("name"), "problem": problem}


async def see(work: Work, id: UUID, *, seen: int) -> Urge:
    """Note that an officer below has read it; who read it first is kept."""
    urge = await urges.get_urge(work.session, id, lock=True)
    rules.require_receiver(sender=urge.from_organization_id == work.scope.organization_id)
    if urge.seen_at is None:
        take(urge, seen)
        urge.seen_at, urge.seen_by_name = work.now, work.caller.name
        await work.session.flush()
        work.tell("urge_seen", urge, subject=urge.subject)
    return urge


async def withdraw(work: Work, id: UUID, *, seen: int) -> Urge:
    """Take an urge back. Only the union that sent it does."""
    if Permission.URGE_SEND not in work.held:
        raise Forbidden()
    urge = await urges.get_urge(work.session, id, lock=True)
    rules.require_sender(
        sender=urge.from_organization_id == work.scope.organization_id, name=urge.from_organization_name
    )
    open = urge.organization_id in await urges.find_open(
        work.session, work.scope, [urge.organization_id], UrgeSubject(urge.subject), now=work.now
    )
    rules.require_open(
        rules.urge_state(
            open=open,
            seen_at=urge.seen_at,
            settled_at=urge.settled_at,
            withdrawn=urge.withdrawn_at is not None,
        )
    )
    take(urge, seen)
    urge.withdrawn_at = work.now
    await work.session.flush()
    work.tell("urge_withdrawn", urge, subject=urge.subject)
    return urge
