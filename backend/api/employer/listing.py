"""Taking in another agency's list of employers, set by set (ORG-18)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from backend.api.work import Work
from backend.db.pinyin import pinyin_of_title
from backend.db.queries import employer as employers
from backend.db.queries import organization as organizations
from backend.db.queries.employer import Filters
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.credit_code import normalise_credit_code
from backend.domain.organization import employers as rules
from backend.domain.organization.changes import require_active
from backend.domain.organization.codes import OrganizationKind
from backend.domain.organization.employer_lists import (
    EmployerElsewhere,
    EmployerList,
    Known,
    ListedEmployer,
    RowState,
    Verdict,
    judge,
)
from backend.domain.organization.employers import TERRITORIES
from backend.domain.refusals import Invalid
from backend.domain.text import clean_text

SHOWN_MISSING = 500
TAKEN_IN = (RowState.NEW, RowState.CHANGED)


@dataclass
class _Listed:
    """An employer as the audit sees it; five thousand rows are not loaded as objects."""

    __tablename__ = "employer"

    id: UUID
    code: int
    line_code: int | None


async def take_in(work: Work, given: EmployerList) -> dict[str, Any]:
    """Compare a list with the register and, unless it is a dry run, bring the register up to it.

    Three sets of rows go to the database in three statements, however long the list: new ones, known ones, events.
    """
    rules.require_past(given.listed_on, work.today, pointer="/listed_on")
    territory = await organizations.get_organization(work.session, given.territory_id)
    rules.require_territory(OrganizationKind(territory.kind))
    require_active(territory.name, territory.status)
    verdicts = await _verdicts(work, given, territory)
    if not given.dry_run:
        await _keep(work, given, territory, verdicts)
    missing, filters = await _missing(work, given, territory, verdicts)
    states = Counter(verdict.state for verdict in verdicts)
    summary = {"rows": len(verdicts), "missing": len(missing)} | {state.value: states[state] for state in RowState}
    if not given.dry_run:
        work.tell("employer_list_taken", territory, source=given.source, listed_on=given.listed_on, **summary)
    return {
        "dry_run": given.dry_run,
        "source": given.source,
        "listed_on": given.listed_on,
        "summary": summary,
        "rows": [_shown(work, verdict) for verdict in verdicts],
        "missing": missing[:SHOWN_MISSING],
        "missing_query": urlencode(filters),
    }


async def _verdicts(work: Work, given: EmployerList, territory: Organization) -> list[Verdict]:
    codes = sorted({code for row in given.rows if (code := _code(row))})
    names = sorted({name for row in given.rows if (name := _name(row))})
    known = await employers.list_known(
        work.session, codes=codes, names=names, under=(territory.code, territory.code_hi)
    )
    by_code = {each.credit_code: each for each in known if each.credit_code}
    by_name: dict[str, list[Known]] = {}
    for each in known:
        by_name.setdefault(each.name, []).append(each)
    verdicts = judge(given.rows, by_code=by_code, by_name=by_name)
    doubtful = [
        verdict.values["credit_code"]
        for verdict in verdicts
        if verdict.state in TAKEN_IN
        and verdict.values["credit_code"]
        and verdict.values["credit_code"] not in by_code
        # A new row of a list that is kept is tried by its own insertion; a dry run and a filled-in code are not.
        and (given.dry_run or verdict.known is not None)
    ]
    elsewhere = await employers.find_taken_codes(work.session, doubtful, territory, at=work.now)
    for verdict in verdicts:
        if elsewhere and verdict.values.get("credit_code") in elsewhere:
            verdict.refuse(EmployerElsewhere())
    return verdicts


async def _keep(work: Work, given: EmployerList, territory: Organization, verdicts: Sequence[Verdict]) -> None:
    places = await employers.list_places(work.session, territory, sorted(TERRITORIES))
    new = {new_id(): verdict for verdict in verdicts if verdict.state is RowState.NEW}
    rows = []
    for id, verdict in new.items():
        place = places.get(verdict.values["region_code"] or "", territory)
        rows.append(_row(id, verdict) | {"territory_id": place.id, "code": place.code, "line_code": place.line_code})
    added = await employers.add_listed(work.session, rows, source=given.source, on=given.listed_on, at=work.now)
    changed = [
        _row(verdict.known.id, verdict) | {"changed": verdict.state is RowState.CHANGED}
        for verdict in verdicts
        if verdict.known is not None and verdict.state in (RowState.CHANGED, RowState.UNCHANGED)
    ]
    await employers.change_listed(work.session, changed, source=given.source, on=given.listed_on)
    by_id = {row["id"]: row for row in rows}
    for id, verdict in new.items():
        if id not in added:
            verdict.refuse(EmployerElsewhere())
            continue
        verdict.known = Known(id=id, **verdict.values)
        at = by_id[id]
        work.tell(
            "employer_added",
            _Listed(id, at["code"], at["line_code"]),
            name=verdict.values["name"],
            territory_id=at["territory_id"],
            source=given.source,
        )
    await _tell_changes(work, given, [verdict for verdict in verdicts if verdict.state is RowState.CHANGED])


async def _tell_changes(work: Work, given: EmployerList, changed: Sequence[Verdict]) -> None:
    places = await employers.list_standing(work.session, [verdict.known.id for verdict in changed if verdict.known])
    for verdict in changed:
        if verdict.known is not None:
            code, line_code = places[verdict.known.id]
            work.tell(
                "employer_edited",
                _Listed(verdict.known.id, code, line_code),
                changes=verdict.changes,
                source=given.source,
            )


async def _missing(
    work: Work, given: EmployerList, territory: Organization, verdicts: Sequence[Verdict]
) -> tuple[list[Mapping[str, Any]], dict[str, str]]:
    """Employers below the place that an earlier list of this source named and this one does not; and their list."""
    filters = Filters(under=(territory.code, territory.code_hi), source=given.source, listed_before=given.listed_on)
    named = {verdict.known.id for verdict in verdicts if verdict.known is not None}
    found = await employers.list_absent(work.session, scope=work.scope, filters=filters, source=given.source)
    missing = [row for row in found if row["id"] not in named]
    spelled = {
        "under_id": str(territory.id),
        "source": given.source.value,
        "listed_on[lt]": given.listed_on.isoformat(),
    }
    return missing, spelled


def _row(id: UUID, verdict: Verdict) -> dict[str, Any]:
    return verdict.values | {"id": id, "initials": pinyin_of_title(verdict.values["name"])[1]}


def _shown(work: Work, verdict: Verdict) -> dict[str, Any]:
    return {
        "index": verdict.index,
        "state": verdict.state,
        "match": verdict.match,
        "employer_id": verdict.known.id if verdict.known else None,
        "first_index": verdict.first_index,
        "changes": verdict.changes,
        "code": verdict.refusal.code if verdict.refusal else None,
        "sentence": verdict.refusal.sentence(work.language) if verdict.refusal else None,
    }


def _code(row: ListedEmployer) -> str | None:
    try:
        return normalise_credit_code(row.credit_code or "") or None
    except Invalid:
        return None


def _name(row: ListedEmployer) -> str | None:
    try:
        return clean_text(row.name) or None
    except Invalid:
        return None
