"""The recount: every counter of the statistics held against the register (issue 3 section 3, RPT-01).

Asked for by the city's office, which sees all that is counted, or done every night by the worker (`worker.py`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.jobs import Run, enqueue
from backend.api.work import Work
from backend.db import months, statistic
from backend.db.queries import organization as organizations
from backend.db.queries import recount as recounts
from backend.db.statistic import Comparison
from backend.db.tables.process import Job
from backend.domain.job import JobPhase

RECOUNT = "statistic_recount"


async def ask(work: Work, *, mend: bool) -> Job:
    """Have a job compare all counters with the register, and count them anew where one differs and that is wanted."""
    assert work.scope.organization_id is not None
    job = await enqueue(work, RECOUNT, work.scope.organization_id, mend=mend)
    city = await organizations.get_organization(work.session, work.scope.organization_id)
    work.tell("statistic_recount_asked", city, mended=mend)
    return job


async def recount(run: Run) -> Mapping[str, Any]:
    """Compare, mend where that is wanted, keep what was found; with how many were compared and how many differed."""
    await run.report(JobPhase.COMPARING, 0, now=True)
    async with run.work() as work:
        found = await statistic.compare(work.session)
        mended = bool(found.differing and run.request["mend"]) and await _mend(work)
        by = (work.caller.user_id, work.caller.name)
        row = await recounts.keep(work.session, found, at=work.now, by=by, mended=mended)
        work.tell("statistic_recounted", row, compared=row.compared, differing=row.differing, mended=row.mended)
    return {"recount_id": str(row.id), "compared": row.compared, "differing": row.differing, "mended": row.mended}


async def nightly(session: AsyncSession, *, at: datetime, since: datetime) -> Comparison | None:
    """Compare and keep what was found, unless somebody has done so `since` or is at it; then None.

    Nothing is mended: a difference is a defect, which somebody looks into first.
    """
    if not await recounts.is_due(session, since):
        return None
    found = await statistic.compare(session)
    # A new machine has no city yet, and nothing that is counted.
    if found.compared:
        await recounts.keep(session, found, at=at, mended=False)
    return found


async def _mend(work: Work) -> bool:
    """Count everything anew; returns whether no counter differs any more."""
    await months.close_months(work.session, work.today, at=work.now)
    await statistic.mend(work.session)
    return not await statistic.recount(work.session, most=1)
