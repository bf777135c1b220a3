"""The figures of a summary, put together from what the queries read."""

from collections.abc import Sequence
from dataclasses import replace

from backend.api.work import Work
from backend.db.queries import aid_program as programs
from backend.db.queries import organization as organizations
from backend.db.queries import statistic as statistics
from backend.db.queries import summary_figures as summaries
from backend.db.queries.statistic import Children, Node
from backend.db.queries.summary_figures import Season
from backend.db.tables.aid_case import AidProgram
from backend.db.tables.summary import AidSummary
from backend.domain.aid.case_codes import FundSource
from backend.domain.aid.codes import HardshipCategory, HardshipCause
from backend.domain.aid.outcomes import AidOutcome
from backend.domain.codes import Code
from backend.domain.organization.codes import Tree
from backend.domain.summary.figures import Share, SummaryFigures, figures_from
from backend.domain.summary.rules import span_of
from backend.domain.visit.codes import VisitLevel


async def season_of(work: Work, row: AidSummary) -> Season:
    """What a summary is about. Raises `NotFound` where its union has left the scope."""
    union = await organizations.get_organization(work.session, row.organization_id)
    first, last = (None, None) if row.year is None else span_of(row.year, row.quarter)
    return Season(
        scope=work.scope, low=union.code, high=union.code_hi, program_id=row.program_id, first=first, last=last
    )


async def figures_of(work: Work, row: AidSummary, season: Season) -> SummaryFigures:
    """The figures of a summary: kept ones of an issued one, those of this moment of a draft. At most 15 statements."""
    if row.figures is not None:
        return figures_from(row.figures)
    node = await statistics.get_node(work, work.scope, Tree.TERRITORY, row.organization_id)
    children = await statistics.list_children(work, node)
    shares = await summaries.read_shares(work.session, season, node, children)
    before, name = await _year_before(work, row, season)
    return SummaryFigures(
        totals=await summaries.read_totals(work.session, season),
        before=None if before is None else await summaries.read_totals(work.session, before),
        before_name=name,
        by_category=_ordered(shares.get("category", []), HardshipCategory),
        by_cause=_ordered(shares.get("cause", []), HardshipCause),
        by_unit=_units(shares.get("unit", []), node, children),
        by_source=_ordered(shares.get("source", []), FundSource),
        by_standard=sorted(shares.get("standard", []), key=lambda share: -int(share.key)),
        by_level=_ordered(shares.get("level", []), VisitLevel),
        by_outcome=_ordered(await summaries.read_outcomes(work.session, season), AidOutcome),
        reasons=await summaries.read_reasons(work.session, season),
        goods=await summaries.read_goods(work.session, season),
    )


async def _year_before(work: Work, row: AidSummary, season: Season) -> tuple[Season | None, str]:
    """The same programme of the year before, or the same days of it; nothing where there was no such programme."""
    if row.year is not None:
        first, last = span_of(row.year - 1, row.quarter)
        return replace(season, first=first, last=last), season_name(row.year - 1, row.quarter, work.language)
    assert row.program_id is not None
    one: AidProgram = await programs.get_program(work.session, row.program_id, scope=work.scope)
    before = await summaries.find_year_before(work.session, one)
    return (None, "") if before is None else (replace(season, program_id=before.id), before.name)


def season_name(year: int, quarter: int | None, language: str) -> str:
    """`2026 年第 4 季度`."""
    if language == "en":
        return str(year) if quarter is None else f"Q{quarter} {year}"
    return f"{year} 年" if quarter is None else f"{year} 年第 {quarter} 季度"


def _ordered(shares: Sequence[Share], codes: type[Code]) -> list[Share]:
    """In the order of the dictionary; what it does not have, such as what is not stated, comes last."""
    order = {str(code): place for place, code in enumerate(codes)}
    return sorted(shares, key=lambda share: (order.get(share.key, len(order)), share.key))


def _units(shares: Sequence[Share], node: Node, children: Children) -> list[Share]:
    """In the order of the tree, by id and name; the union itself comes last."""
    units = [node, *children.units]
    found = sorted(shares, key=lambda share: int(share.key) or len(units))
    return [replace(share, key=str(units[int(share.key)].id), name=units[int(share.key)].name) for share in found]
