"""Marking photos of visits as ones that may be shown in a summary (RPT-03): somebody says so, by name and on record."""

from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import visit as visits
from backend.db.tables.visit import VisitPicture
from backend.domain.aid.case_codes import ProgramKind
from backend.domain.aid.codes import HardshipCause
from backend.domain.visit.codes import PictureKind
from backend.domain.visit.photos import PhotoDeclaration, require_publishable


async def declare(work: Work, id: UUID, picture_id: UUID, declared: PhotoDeclaration, *, seen: int) -> VisitPicture:
    """Mark a photo, or take the mark back: then no summary shows it any more, an issued one neither.

    Raises `NotFound`, `Stale`, `NotAPhoto`, `PhotoFileUnseen`, `PhotoOfIllness`, `PhotoOfMinor`, `PhotoWithoutConsent`.
    """
    visit = await visits.get_visit(work.session, id, lock=True)
    picture = await visits.get_picture(work.session, id, picture_id)
    program, causes = await visits.find_about(work.session, visit)
    require_publishable(
        declared,
        kind=PictureKind(picture.kind),
        program=None if program is None else ProgramKind(program),
        causes=None if causes is None else [HardshipCause(each) for each in causes],
    )
    take(visit, seen)
    picture.publishable = declared.publishable
    picture.published_by_name = work.caller.name if declared.publishable else ""
    picture.published_at = work.now if declared.publishable else None
    await work.session.flush()
    if declared.publishable:
        work.tell("visit_photo_marked", visit, picture=picture.id)
    else:
        work.tell("visit_photo_unmarked", visit, picture=picture.id)
    return picture
