"""Two officers on one case: one succeeds, the other is told who did what, and when."""

from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import aid_case as cases
from backend.db.tables.aid_case import AidCase
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.cases import CaseMoved
from backend.domain.calendar import CHINA


async def claim(work: Work, row: AidCase, seen: int) -> None:
    """Claim the next version of a held case. Raises `CaseMoved`; `Stale` where it was edited and took no step."""
    if row.version != seen:
        last = await cases.find_last_step(work.session, row.id)
        if last is not None and last.at >= row.updated_at:
            raise CaseMoved(
                current=row.version,
                who=last.by_name,
                step=CaseStep(last.step),
                at=f"{last.at.astimezone(CHINA):%m-%d %H:%M}",
                status=CaseStatus(row.status),
            )
    take(row, seen)
