"""Answers about the rules of aid that change nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.aid_policy.schemas import AidPolicyQuery, AidTrialQuery, CurrentQuery
from backend.api.offers import Offer, open_steps
from backend.api.pages import paged, read_cursor
from backend.api.work import Work, told_of
from backend.db.queries import aid_policy as policies
from backend.db.queries import organization as organizations
from backend.domain.access import Permission
from backend.domain.aid.codes import PolicyPart
from backend.domain.aid.policies import require_changeable
from backend.domain.aid.policy import FOUR_RULES, NATIONAL_EXCLUSIONS, NATIONAL_RULES, in_force, plain
from backend.domain.refusals import NotFound, Refusal


async def list_page(request: Request, work: Work, query: AidPolicyQuery) -> Response:
    """One page of what the unions of the scope set themselves. There are too few to count them apart."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        policies.list_policies(
            scope=work.scope, organization_id=query.organization_id, after=after, limit=query.limit + 1
        )
    )
    return paged(request, query, [_whole(row) for row in found.mappings()], after=("id",))


def _whole(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"parts": {part.value: row["parts"].get(part.value) for part in PolicyPart}}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One rule set with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(policies.list_policies(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    closed: Refusal | None = None
    try:
        require_changeable(row["effective_on"], work.today)
    except Refusal as refusal:
        closed = refusal
    offers = (
        Offer("edit", "修改", "Edit", Permission.AID_POLICY, closed),
        Offer("delete", "撤回", "Withdraw", Permission.AID_POLICY, closed),
    )
    return _whole(row) | {"steps": open_steps(work, offers)}


async def current(work: Work, query: CurrentQuery) -> dict[str, Any]:
    """What holds for a union on a day, where each part comes from, and what ships to begin from. Raises `NotFound`."""
    union = await organizations.get_organization(work.session, query.organization_id)
    on = query.on or work.today
    policy, origins = in_force(await policies.list_layers(work.session), place=union.code, on=on)
    return {
        "organization_id": union.id,
        "organization_name": union.name,
        "on": on,
        "policy": {part.value: plain(getattr(policy, part.value)) for part in PolicyPart},
        "sources": [_source(part, origins.get(part)) for part in PolicyPart],
        "presets": [
            {"code": "four_rules", "rules": plain(FOUR_RULES), "exclusions": []},
            {"code": "national", "rules": plain(NATIONAL_RULES), "exclusions": plain(NATIONAL_EXCLUSIONS)},
        ],
    }


def _source(part: PolicyPart, layer: Any) -> dict[str, Any]:
    names = ("organization_id", "organization_name", "effective_on")
    return {"part": part} | {name: None if layer is None else getattr(layer, name) for name in names}


async def list_trial(request: Request, work: Work, job_id: UUID, query: AidTrialQuery) -> Response:
    """One page of the files for which a trial of the caller's would change something. None of another's."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        policies.list_trial(
            job_id=job_id,
            user_id=work.caller.user_id,
            outcomes=[outcome.value for outcome in query.outcome],
            after=int(after[0]) if after else None,
            limit=query.limit + 1,
        )
    )
    rows = found.mappings().all()
    await told_of(work, [row["household_id"] for row in rows[: query.limit]])
    return paged(request, query, rows, after=("position",))
