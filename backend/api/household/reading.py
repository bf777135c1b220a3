"""Answers about household files that change nothing. Health and amounts are shown to those who may see them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.household.schemas import HouseholdOut, HouseholdQuery, HouseholdSearch
from backend.api.household.stepping import steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Work, told_of
from backend.db.household_records import FILE, PERSON, SEALED, household_of, open_field
from backend.db.queries import aid_policy as policies
from backend.db.queries import household as households
from backend.db.queries import member as members
from backend.db.queries import organization as organizations
from backend.db.queries.household import HouseholdFilters
from backend.db.records import id_number_index
from backend.db.tables.aid import Household, HouseholdPerson
from backend.domain.age import age_on
from backend.domain.aid import evaluation as evaluations
from backend.domain.aid.codes import HardshipCategory, HouseholdStep, PaperKind
from backend.domain.aid.evaluation import Evaluation, evaluate, told
from backend.domain.aid.life import class_of
from backend.domain.aid.policy import in_force
from backend.domain.audit.record import EVENTS
from backend.domain.identity import mask_id_number, normalise_id_number
from backend.domain.mask import HARDSHIP_MASKS
from backend.domain.member.search import read_search
from backend.domain.refusals import at

_COLUMNS = frozenset(HouseholdOut.model_fields) & frozenset(Household.model_fields)
_PERSON = (
    *("id", "relation", "name", "id_kind", "sex", "born_on", "politics", "married", "livelihood", "unit"),
    *("income_fen", "medical_insurance", "illness", "disability", "disability_level", "school_stage", "enrolled_in"),
    "school_years",
)
AMOUNTS = (
    *("gross_fen", "net_fen", "other_income_fen", "medical_fen", "disability_fen", "schooling_fen", "work_fen"),
    *("property_loss_fen", "accident", "disaster"),
)
"""What is shown with `aid:see` only, of a file."""
HEALTH = ("income_fen", "illness", "disability", "disability_level")
"""And of a person in it."""


async def list_page(request: Request, work: Work, query: HouseholdQuery) -> Response:
    """One page of the list of files."""
    filters = await filters_of(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        households.list_households(scope=work.scope, filters=filters, after=after, limit=query.limit + 1)
    )
    rows = [_item(work, row) for row in found.mappings()]
    await told_of(work, [row["id"] for row in rows[: query.limit]])
    total = None
    if query.with_total:
        counted = households.count_households(scope=work.scope, filters=filters, cap=COUNT_CAP)
        total = (await work.session.execute(counted)).scalar_one()
    return paged(request, query, rows, after=("_place", "id"), total=total)


def _item(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    item = dict(row)
    born_on = item.pop("born_on")
    item["age"] = None if born_on is None else age_on(born_on, work.today)
    if not work.sees(item.pop("_code"), item.pop("_line_code")):
        item["gross_fen"] = item["net_fen"] = None
    return item


async def filters_of(work: Work, query: HouseholdQuery) -> HouseholdFilters:
    """The filters as the statement takes them. Raises `NotFound` for a union outside, `PersonalNumberInUrl`."""
    if query.q:
        # Whole numbers of people are looked up by POST.
        read_search(query.q)
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    return HouseholdFilters(
        today=work.today,
        under=under,
        statuses=query.status,
        categories=query.category,
        causes=query.cause,
        kinds=query.worker_kind,
        classes=query.file_class,
        overdue=query.overdue,
        nobody_works=query.nobody_works,
        moved={
            step: days
            for step, days in (
                (HouseholdStep.OPEN, (query.opened_since, query.opened_until)),
                (HouseholdStep.RETURN, (query.returned_since, query.returned_until)),
                (HouseholdStep.EXIT, (query.exited_since, query.exited_until)),
            )
            if any(days)
        },
        exit_reasons=query.exit_reason,
        asked=query.paper_request,
        q=query.q or None,
    )


async def search(work: Work, asked: HouseholdSearch) -> dict[str, Any]:
    """The files of the scope in which somebody with this number stands."""
    with at("/id_number"):
        number = normalise_id_number(asked.id_number)
    found = await work.session.execute(households.select_by_number(id_number_index(work.vault, number), work.today))
    rows = [_item(work, row) for row in found.mappings()]
    await told_of(work, [row["id"] for row in rows])
    return {"items": rows}


async def opened(work: Work, id: UUID) -> dict[str, Any]:
    """One file for somebody who opens it or changes it: they are told of it. Raises `NotFound`, `TooManyPersons`."""
    file = await get(work, id)
    await told_of(work, [id])
    return file


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One file, whole. Raises `NotFound`."""
    await work.session.flush()
    row = await households.get_household(work.session, id)
    people = await households.list_people(work.session, id)
    seen = work.sees(row.code, row.line_code)
    policy, origins = in_force(await policies.list_layers(work.session), place=row.code, on=work.today)
    judged = evaluate(household_of(row, people), policy)
    union = await organizations.get_organization(work.session, row.organization_id)
    waiting = await households.list_decisions(work.session, id)
    category = None if row.category is None else HardshipCategory(row.category)
    sealed = {name: open_field(work.vault, FILE, name, row) for name in SEALED}
    whole = row.model_dump(include=set(_COLUMNS)) | masked(sealed)
    # A member's file may have been merged into another, or have left the scope: then there is nothing to link to.
    known = await members.find_members(work.session, [row.member_id]) if row.member_id is not None else {}
    whole |= {
        "member_id": row.member_id if row.member_id in known else None,
        "organization": {"id": union.id, "name": union.name},
        "organization_name": union.name,
        "region_code": await organizations.find_region(work.session, row.code),
        "age": None if row.born_on is None else age_on(row.born_on, work.today),
        "file_class": None
        if row.opened_on is None
        else class_of(opened_on=row.opened_on, returned_on=row.returned_on, on=work.today),
        "people": [_person(work, person, judged, place) for place, person in enumerate(people)],
        "evaluation": told(evaluations.plain(judged), work.language),
        "size": judged.means.size.number,
        "gross_fen": judged.means.gross_fen,
        "net_fen": judged.means.net_fen,
        "amount_fen": policy.amount_fen(category),
        "sources": [
            {"part": part, "organization_name": layer.organization_name, "effective_on": layer.effective_on}
            for part, layer in origins.items()
        ],
        "decisions": waiting,
        "papers": await households.list_papers(work.session, id),
        "hidden": [name for name in (*HARDSHIP_MASKS, "notes") if sealed[name] is not None],
        "steps": steps(work, row, judged.category, waiting),
    }
    return whole if seen else _without_health(whole)


def masked(said: Mapping[str, Any]) -> dict[str, Any]:
    """Of the sealed fields of a file, opened, what its page shows."""
    shown = {
        f"{name}_masked": None if (value := said.get(name)) is None else mask(value)
        for name, mask in HARDSHIP_MASKS.items()
    }
    return shown | {"special_reason": said["special_reason"], "noted": said["notes"] is not None}


def _person(work: Work, person: HouseholdPerson, judged: Evaluation, place: int) -> dict[str, Any]:
    counted = judged.means.size.people[place]
    number = open_field(work.vault, PERSON, "id_number", person)
    return {name: getattr(person, name) for name in _PERSON} | {
        "id_number_masked": None if number is None else mask_id_number(number),
        "age": None if person.born_on is None else age_on(person.born_on, work.today),
        "health_noted": person.health_note is not None,
        "counts": counted.counts,
        "reason": counted.reason,
    }


def _without_health(whole: dict[str, Any]) -> dict[str, Any]:
    closed: dict[str, Any] = dict.fromkeys((*AMOUNTS, "evaluation", "special_reason"))
    people = [person | dict.fromkeys(HEALTH) | {"health_noted": False} for person in whole["people"]]
    papers = [paper for paper in whole["papers"] if not is_medical(paper["kind"])]
    decisions = [dict(each) | {"reason": ""} for each in whole["decisions"]]
    hidden = [*whole["hidden"], *closed, *HEALTH]
    return whole | closed | {"people": people, "papers": papers, "decisions": decisions, "hidden": hidden}


def is_medical(kind: str) -> bool:
    """Whether a paper tells of somebody's health."""
    return PaperKind(kind).medical


async def history(work: Work, id: UUID) -> dict[str, Any]:
    """The life of a file: what was done, and what it was at a time. Raises `NotFound`."""
    row = await households.get_household(work.session, id)
    seen = work.sees(row.code, row.line_code)
    english = work.language == "en"
    events = [
        {
            "event": each["event"],
            "label": EVENTS[each["event"]].name[1 if english else 0],
            "at": each["at"],
            "actor_name": each["actor_name"],
        }
        for each in await households.list_events(work.session, id)
    ]
    snapshots = [
        each | {"evaluation": told(each["evaluation"], work.language) if seen else None}
        for each in await households.list_snapshots(work.session, id)
    ]
    return {"events": events, "snapshots": snapshots}
