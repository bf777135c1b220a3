"""Answers about how unions are judged: the sheet of a union and those below it, and the lists of criteria."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.offers import NOT_HELD, Offer, open_steps, refusal_of
from backend.api.qualification.schemas import QualificationQuery
from backend.api.work import Work
from backend.db.queries import qualification as qualifications
from backend.db.queries import target as unions
from backend.db.tables.qualification import Qualification, QualificationStandard
from backend.domain.access import Permission
from backend.domain.organization.codes import OrganizationKind, Tree
from backend.domain.qualification import rules
from backend.domain.qualification.standards import SIX, Standard, standard_of


def require_by_place(work: Work) -> None:
    """Raises `QualificationByPlace` for a scope over a line."""
    if work.scope.tree is not Tree.TERRITORY:
        raise rules.QualificationByPlace()


async def sheet(work: Work, query: QualificationQuery) -> dict[str, Any]:
    """A union and those directly below it for a year. A fixed number of statements.

    Raises `NotFound`, `QualificationByPlace`.
    """
    require_by_place(work)
    year = query.year or work.today.year
    top = await unions.get_union(work.session, query.parent_id or _own(work))
    below = await unions.list_below(work.session, top.id)
    kept = await qualifications.list_judged(work.session, [top.id, *(union.id for union in below)], year)
    basic = await qualifications.count_basic(work.session, top.id, year)
    rows = [_row(work, union, kept.get(union.id), basic, year) for union in (top, *below)]
    return {
        "year": year,
        "organization_id": top.id,
        "organization_name": top.name,
        "standard": await _standard(work, year),
        "own": rows[0],
        "items": rows[1:],
        "steps": open_steps(work, (Offer("judge", "评定", "Judge", Permission.ORGANIZATION_EDIT),)),
        "next_cursor": None,
        "total": len(below),
    }


def _own(work: Work) -> UUID:
    assert work.scope.organization_id is not None
    return work.scope.organization_id


def judged_level(work: Work) -> int:
    """The level of the union for which the caller judges."""
    return int(work.caller.grant_on(_own(work)).level)


def _row(
    work: Work, union: Any, row: Qualification | None, basic: Mapping[UUID, tuple[int, int]], year: int
) -> dict[str, Any]:
    kind = OrganizationKind(union.kind)
    inside, qualified = basic.get(union.id, (0, 0))
    return {
        "organization_id": union.id,
        "organization_name": union.name,
        "kind": kind,
        "judged": rules.is_judged(kind),
        "marks": row.marks if row else [],
        "qualified": row.qualified if row else None,
        "from_organization_name": row.from_organization_name if row else None,
        "judged_by_name": row.judged_by_name if row else None,
        "judged_at": row.judged_at if row else None,
        "reason": _reason(work, as_judged(union, row), year),
        "basic": {"unions": inside, "qualified": qualified},
        "version": row.version if row else 0,
    }


def _reason(work: Work, union: rules.Judged, year: int) -> str | None:
    """Why the caller does not judge this union; None when they do."""
    if Permission.ORGANIZATION_EDIT not in work.held:
        return NOT_HELD["en" if work.language == "en" else "zh"]
    refusal = refusal_of(rules.require_judged_year, year, this_year=work.today.year) or refusal_of(
        rules.require_judgeable, union, level=judged_level(work)
    )
    return None if refusal is None else refusal.sentence(work.language)


def as_judged(union: Any, row: Qualification | None) -> rules.Judged:
    """A union and its row as the rule sees them."""
    return rules.Judged(
        name=union.name,
        kind=OrganizationKind(union.kind),
        status=union.status,
        judge_level=row.from_level if row else None,
        judge_name=row.from_organization_name if row else "",
    )


async def _standard(work: Work, year: int) -> dict[str, Any]:
    rows = await qualifications.list_standards(work.session)
    found = standard_of(year, map(qualifications.standard_in, rows))
    row = next((row for row in rows if row.from_year == found.from_year), None)
    return entered(row) if row else _own_of_the_product(work, found)


async def standards(work: Work) -> dict[str, Any]:
    """Every list of criteria, the latest first."""
    rows = await qualifications.list_standards(work.session)
    return {
        "items": [*map(entered, rows), _own_of_the_product(work, SIX)],
        "steps": open_steps(work, (Offer("enter", "录入标准", "Enter criteria", Permission.QUALIFICATION_EDIT),)),
    }


def entered(row: QualificationStandard) -> dict[str, Any]:
    """A list that the city entered."""
    return {
        "from_year": row.from_year,
        "name": row.name,
        "criteria": row.criteria,
        "changed_by_name": row.changed_by_name,
        "changed_at": row.changed_at,
        "version": row.version,
    }


def _own_of_the_product(work: Work, standard: Standard) -> dict[str, Any]:
    return {
        "from_year": standard.from_year,
        "name": standard.called(work.language),
        "criteria": list(standard.listed(work.language)),
        "changed_by_name": None,
        "changed_at": None,
        "version": 0,
    }
