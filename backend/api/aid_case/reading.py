"""Answers about cases that change nothing. What the rules said of a household is shown to those who may see health."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.api.aid_case import judging
from backend.api.aid_case.schemas import AidCaseFilter, AidCaseQuery, CaseProgramOut
from backend.api.aid_case.stepping import returns_to, stations, steps
from backend.api.listing import Listing
from backend.api.work import Reading, Work, told_of
from backend.db.queries import aid_case as cases
from backend.db.queries import aid_case_list as lists
from backend.db.queries import approval_form as forms
from backend.db.queries import organization as organizations
from backend.db.queries.aid_case_list import CaseFilters, Desk
from backend.db.queries.work_calendar import load_calendar
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.domain.access import Permission
from backend.domain.account.sightings import person_of
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.cases import LEVEL_OF, missing_papers
from backend.domain.aid.evaluation import told
from backend.domain.aid.outcomes import FOLLOWED, AidOutcome
from backend.domain.calendar import day_of
from backend.domain.member.search import read_search
from backend.domain.organization.codes import Level

_PROGRAM = frozenset(CaseProgramOut.model_fields) & frozenset(AidProgram.model_fields)
_ENDED = (CaseStatus.REJECTED, CaseStatus.WITHDRAWN, CaseStatus.PAID, CaseStatus.HELPED, CaseStatus.ARCHIVED)
MOST_DESKS = 200


def _waits(work: Work | Reading, status: str, reached_at: datetime, due_at: datetime | None) -> dict[str, int]:
    late = due_at is not None and due_at <= work.now and CaseStatus(status) not in _ENDED
    return {
        "waiting_days": (work.today - day_of(reached_at)).days,
        # The limit is a midnight: who is late on the day after it is one day late.
        "late_days": (work.today - day_of(due_at)).days + 1 if late and due_at is not None else 0,
    }


async def narrow(work: Work | Reading, query: AidCaseFilter, *, by_due: bool = False) -> CaseFilters:
    """A query as filters. Raises `NotFound` for a union outside the scope, and refuses whole numbers of people."""
    if query.q:
        read_search(query.q)
    under = None
    if query.under_id is not None:
        top = await organizations.get_place(work, query.under_id)
        under = (top.low, top.high)
    return CaseFilters(
        now=work.now,
        scope=work.scope,
        desk=desk_of(work) if query.desk else None,
        acted=work.caller.user_id if query.acted else None,
        under=under,
        program_id=query.program_id,
        statuses=query.status,
        categories=query.category,
        kinds=query.program_kind,
        outcomes=query.outcome,
        late=query.late,
        waiting_days=query.waiting_days,
        household_id=query.household_id,
        member_id=query.member_id,
        submitted_since=query.submitted_since,
        submitted_until=query.submitted_until,
        paid_since=query.paid_since,
        paid_until=query.paid_until,
        q=query.q or None,
        by_due=by_due,
    )


async def _narrow(work: Work | Reading, query: AidCaseQuery) -> CaseFilters:
    return await narrow(work, query, by_due=query.sort == "due")


def _require(query: AidCaseQuery) -> None:
    if query.q:
        # Whole numbers of people are looked up by POST.
        read_search(query.q)


async def _rows(
    work: Work | Reading, query: AidCaseQuery, filters: CaseFilters, *, after: Sequence[Any] | None, limit: int
) -> Sequence[Mapping[str, Any]]:
    rows = await work.rows(lists.list_cases(filters=filters, after=after, limit=limit))
    for row in rows:
        row |= _waits(work, row["status"], row["reached_at"], row["due_at"])
    return rows


async def _count(work: Work | Reading, filters: CaseFilters, *, cap: int) -> int:
    return await work.value(lists.count_cases(filters=filters, cap=cap)) or 0


def person(row: Mapping[str, Any]) -> UUID:
    """By which key the one who is to be helped is counted."""
    return person_of(household=row["household_id"], member=row["member_id"], row=row["id"])


LISTING = Listing(
    permission=Permission.AID_READ,
    query=AidCaseQuery,
    narrow=_narrow,
    rows=_rows,
    count=_count,
    order=lambda query: ("_order", "id"),
    require=_require,
    person=person,
)
"""The queue: one statement, and one more to count."""


def desk_of(work: Work | Reading) -> Desk:
    """The desk at which the caller sits in this scope."""
    grant = work.caller.grant_on(work.scope.organization_id)
    return Desk(organization_id=grant.organization_id, level=Level(grant.level), user_id=work.caller.user_id)


async def sums(work: Work, query: AidCaseFilter) -> dict[str, Any]:
    """The queue by status, in the order of the way. One statement."""
    found = await work.session.execute(lists.sum_by_status(filters=await narrow(work, query)))
    by_status = {row["status"]: dict(row) for row in found.mappings()}
    return {"items": [by_status[each] for each in CaseStatus if each in by_status]}


async def late(work: Work, query: AidCaseFilter) -> dict[str, Any]:
    """With whom what is late lies. One statement."""
    found = await work.session.execute(lists.sum_late(filters=await narrow(work, query), limit=MOST_DESKS))
    return {"items": [dict(row) for row in found.mappings()]}


async def opened(work: Work, id: UUID) -> dict[str, Any]:
    """One case for whoever deals with it: they are told of it. Raises `NotFound`, `TooManyPersons`."""
    case = await get(work, id)
    await told_of(work, [person(case)])
    return case


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One case, whole. Raises `NotFound`."""
    await work.session.flush()
    row = await cases.get_case(work.session, id)
    grounds = (await judging.load(work, [row]))[id]
    union = await organizations.get_organization(work.session, row.organization_id)
    own = {"id": union.id, "name": union.name, "kind": union.kind, "level": union.level}
    above = [*await organizations.list_ancestors(work.session, union), own]
    taken = await cases.list_steps(work.session, id)
    reckoned = await judging.reckon_for(work, row, grounds.program, grounds.allowance)
    program = grounds.program
    whole = _columns(row) | {
        "program_name": program.name,
        "program_kind": program.kind,
        "organization_name": union.name,
        "desk_name": _desk(row, above),
        "program": program.model_dump(include=set(_PROGRAM)),
        "survivor": {"of_name": row.survivor_of, "relation": row.survivor_relation} if row.survivor_relation else None,
        "reason": _opened(work, row, "reason"),
        "evaluation": told(row.evaluation, work.language) if row.evaluation else None,
        "reckoning": {"fen": reckoned.fen, "sentence": reckoned.sentence(work.language)},
        "given_fen": grounds.given_fen,
        "at_most_fen": grounds.at_most_fen,
        "over": [each.sentence(work.language) for each in grounds.over(row.amount_fen)],
        "missing_papers": [] if row.household_id is None else missing_papers(program.papers, grounds.papers),
        "way": stations(work, row, grounds, above, taken, await load_calendar(work.session)),
        "taken": [_taken(work, each) for each in taken],
        "beside": await cases.list_beside(work.session, row),
        "around": await forms.find_around(work.session, id),
        "returns_to": returns_to(work, row, grounds),
        "helped_on": row.helped_on,
        "help_done": _opened(work, row, "help_done"),
        "outcome_note": _opened(work, row, "outcome_note"),
        "outcome_by_name": row.outcome_by_name,
        "erased_on": row.erased_on,
        "outcomes": _outcomes(work, row, program),
        "steps": steps(work, row, grounds),
        "hidden": [],
    }
    return whole | _waits(work, row.status, row.reached_at, row.due_at) | _closed(work, row)


def _opened(work: Work, row: AidCase, name: str) -> str | None:
    sealed: bytes | None = getattr(row, name)
    return None if sealed is None else work.vault.open(sealed, "aid_case", name, row.id)


def _outcomes(work: Work, row: AidCase, program: AidProgram) -> list[AidOutcome]:
    given = row.status in FOLLOWED and row.erased_on is None
    if not given or Permission.AID_EDIT not in work.held_over(row.code, row.line_code):
        return []
    return [outcome for outcome in AidOutcome if outcome.program == program.kind]


def _columns(row: AidCase) -> dict[str, Any]:
    return {name: getattr(row, name) for name in lists.ITEM_COLUMNS}


def _desk(row: AidCase, above: Sequence[Mapping[str, Any]]) -> str | None:
    level = LEVEL_OF.get(CaseStatus(row.status))
    fitting = [each["name"] for each in above if level is not None and each["level"] <= int(level)]
    return fitting[-1] if fitting else None


def _closed(work: Work, row: AidCase) -> dict[str, Any]:
    if work.sees(row.code, row.line_code):
        return {}
    closed = ("reason", "evaluation", "help_done", "outcome_note")
    return {**dict.fromkeys(closed), "hidden": list(closed)}


def _taken(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    step = CaseStep(row["step"])
    return dict(row) | {"label": step.en if work.language == "en" else step.zh}
