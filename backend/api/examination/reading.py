"""Lists that auditors read: samples, the cases of one, and what was published against what was paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from backend.api.examination.schemas import AidSampleQuery, PublishedPaidQuery, SampleCaseQuery
from backend.api.listing import listing
from backend.api.work import Work
from backend.db.queries import examination as examinations
from backend.db.queries import organization as organizations
from backend.db.queries.examination import MeetingFilters
from backend.domain.access import Permission
from backend.domain.calendar import CHINA
from backend.domain.fund.examining import USUAL_FINDINGS
from backend.domain.refusals import NotFound

Examine = Permission.AID_EXAMINE


def begin_of(day: date) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time(), CHINA)


def end_of(day: date) -> datetime:
    """The moment at which a day is over."""
    return begin_of(day + timedelta(days=1))


async def _all(work: Work, query: AidSampleQuery) -> None:
    return None


SAMPLES = listing(
    permission=Examine,
    query=AidSampleQuery,
    narrow=_all,
    listed=lambda work, filters, after, limit: examinations.list_samples(
        scope=work.scope, after=UUID(after[0]) if after else None, limit=limit
    ),
    counted=lambda work, filters, cap: examinations.count_samples(scope=work.scope, cap=cap),
)


async def get(work: Work, id: UUID) -> Mapping[str, Any]:
    """One sample. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(examinations.list_samples(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The cases of a sample, in the order of the draw."""

    ids: Sequence[UUID]


async def _narrow_cases(work: Work, query: SampleCaseQuery) -> _Drawn:
    return _Drawn((await examinations.get_sample(work.session, query.sample_id)).case_ids)


SAMPLE_CASES = listing(
    permission=Examine,
    query=SampleCaseQuery,
    narrow=_narrow_cases,
    listed=lambda work, filters, after, limit: examinations.list_sample_cases(
        scope=work.scope, ids=filters.ids, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: examinations.count_sample_cases(scope=work.scope, ids=filters.ids, cap=cap),
    order=("place",),
)


async def _narrow_meetings(work: Work, query: PublishedPaidQuery) -> MeetingFilters:
    return MeetingFilters(
        findings=[str(each) for each in query.finding or USUAL_FINDINGS],
        since=begin_of(query.since) if query.since else None,
        before=end_of(query.until) if query.until else None,
        under=await organizations.find_bounds(work.session, query.under_id),
    )


MEETINGS = listing(
    permission=Examine,
    query=PublishedPaidQuery,
    narrow=_narrow_meetings,
    listed=lambda work, filters, after, limit: examinations.list_meetings(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: examinations.count_meetings(scope=work.scope, filters=filters, cap=cap),
)
