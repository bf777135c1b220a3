"""What a union reads of the applications that lie with it. Health and amounts are shown to those who may see them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.aid_application import telling
from backend.api.aid_application.declaration_wire import shown
from backend.api.aid_application.schemas import AidApplicationQuery
from backend.api.listing import listing
from backend.api.work import Work, told_of
from backend.db.declarations import open_declaration
from backend.db.queries import aid_application as applications
from backend.db.queries import aid_policy as policies
from backend.db.queries import member as members
from backend.db.queries import organization as organizations
from backend.db.queries.aid_application import ApplicationFilters
from backend.db.records import draft_of as member_record
from backend.db.tables.aid_application import AidApplication
from backend.db.tables.member import Member
from backend.domain.access import Permission
from backend.domain.account.sightings import person_of
from backend.domain.age import age_on
from backend.domain.aid.application import OwnApplication
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.declaration import Declaration
from backend.domain.aid.declared import household_draft
from backend.domain.aid.evaluation import evaluate
from backend.domain.aid.policy import in_force
from backend.domain.identity import mask_id_number
from backend.domain.member.search import read_search
from backend.domain.refusals import Invalid

HIDDEN = ("phone", "other_phone", "residence", "postcode", "bank_card", "id_number")
"""What is masked for every officer: it is read in plain in the file, for a reason and on record."""
HEALTH = ("health", "amounts", "judged")
"""What is left out for those who may not see it."""


async def _filters(work: Work, query: AidApplicationQuery) -> ApplicationFilters:
    if query.q:
        # Whole numbers of people are looked up by POST.
        read_search(query.q)
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    return ApplicationFilters(
        under=under, statuses=query.status, causes=query.cause, program_id=query.program_id, q=query.q or None
    )


def _require(query: AidApplicationQuery) -> None:
    if query.q:
        read_search(query.q)


def person(row: Mapping[str, Any]) -> UUID:
    """By which key the worker is counted."""
    return person_of(household=row["household_id"], row=row["id"])


LISTING = listing(
    permission=Permission.AID_READ,
    query=AidApplicationQuery,
    narrow=_filters,
    listed=lambda work, filters, after, limit: applications.list_applications(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: applications.count_applications(scope=work.scope, filters=filters, cap=cap),
    order=("submitted_at", "id"),
    require=_require,
    person=person,
)


async def opened(work: Work, id: UUID) -> dict[str, Any]:
    """One application for whoever deals with it: they are told of it. Raises `NotFound`, `TooManyPersons`."""
    application = await get(work, id)
    await told_of(work, [person(application)])
    return application


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One application, whole. Raises `NotFound`."""
    await work.session.flush()
    row = await applications.get_submitted(work.session, id)
    health = work.sees(row.code, row.line_code)
    declaration = open_declaration(work.vault, row)
    papers = await applications.list_papers(work.session, id)
    program = None if row.program_id is None else await applications.find_program(work.session, row.program_id)
    union = await organizations.get_organization(work.session, row.organization_id)
    member = (await members.find_members(work.session, [row.member_id])).get(row.member_id)
    needed = telling.needed(work, row, declaration, papers, of_program=() if program is None else program.papers)
    own = OwnApplication() if row.member_id == work.caller.member_id else None
    return row.model_dump(include=set(applications.ITEM_COLUMNS)) | {
        "organization_name": union.name,
        "program_name": program and program.name,
        "papers_count": len(papers),
        "applicant": _applicant(work, member),
        "declaration": shown(declaration, health=health),
        "papers": [each for each in papers if health or not PaperKind(each["kind"]).medical],
        "papers_needed": needed if health else [each for each in needed if not each["kind"].medical],
        "judged": await _judged(work, row, member, declaration) if health else None,
        "known_file": await applications.find_known_file(work.session, row.member_id),
        "trail": telling.trail(work, row, await applications.list_steps(work.session, id), names=True),
        "created_at": row.created_at,
        "hidden": [*HIDDEN, *(() if health else HEALTH)],
        "steps": telling.open_steps(work, row, work.held_over(row.code, row.line_code), refusal=own),
    }


def _applicant(work: Work, member: Member | None) -> dict[str, Any]:
    if member is None:
        return dict.fromkeys(("member_id", "sex", "born_on", "age", "id_number_masked"))
    number = member_record(work.vault, member).id_number
    return {
        "member_id": member.id,
        "sex": member.sex,
        "born_on": member.born_on,
        "age": age_on(member.born_on, work.today),
        "id_number_masked": mask_id_number(number),
    }


async def _judged(
    work: Work, row: AidApplication, member: Member | None, declaration: Declaration
) -> dict[str, Any] | None:
    """What the rules of today say of it; nothing where the record has left the scope or has changed underneath."""
    if member is None:
        return None
    try:
        draft = household_draft(declaration, member_record(work.vault, member), member_id=member.id)
    except Invalid:
        return None
    policy, _origins = in_force(await policies.list_layers(work.session), place=row.code, on=work.today)
    judged = evaluate(draft.household, policy)
    means = judged.means
    return {
        "category": judged.category,
        "size": means.size.number,
        "gross_fen": means.gross_fen,
        "net_fen": means.net_fen,
    }
