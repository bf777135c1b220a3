"""The 审批表 of all cases of a list, a document of each in one archive: masked, as they are printed a few at a time (AID-09)."""

import asyncio
import zipfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from backend.api import form_docx
from backend.api.aid_case import forms
from backend.api.jobs import Run
from backend.api.listings import LISTINGS
from backend.api.work import Work
from backend.db.queries import approval_form as queries
from backend.db.tables.export import Export
from backend.domain.aid.approval_form import MOST_IN_ARCHIVE, page
from backend.domain.calendar import day_of
from backend.domain.export.nouns import ExportLayout, ExportNoun
from backend.domain.export.rules import ExportTooLong, file_name
from backend.domain.job import JobPhase

_AT_ONCE = 50
"""Cases whose forms are gathered together."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An archive that was written: its name for people, and whose forms are in it."""

    name: str
    case_ids: tuple[UUID, ...]


async def fill(run: Run, asked: Export, path: Path) -> Printed:
    """Write the archive. Raises `ExportTooLong`, and what the filters of the list do."""
    listing = LISTINGS[ExportNoun.AID_CASES]
    query = listing.query.model_validate(asked.query)
    printed: list[UUID] = []
    async with run.snapshot() as work:
        filters = await listing.narrow(work, query)
        total = await listing.count(work, filters, cap=MOST_IN_ARCHIVE + 1)
        if total > MOST_IN_ARCHIVE:
            raise ExportTooLong(most=MOST_IN_ARCHIVE)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            async for rows in listing.pages(work, query, filters, size=_AT_ONCE):
                cases = await queries.list_cases(work.session, [UUID(str(row["id"])) for row in rows])
                for form in await forms.gather(work, cases, whole=False):
                    content = await asyncio.to_thread(form_docx.write, page(form))
                    archive.writestr(f"{form.number} {form.name}.docx", content)
                    await run.report(JobPhase.FILLING, len(archive.filelist), total)
                printed += [case.id for case in cases]
        union = work.caller.grant_on(work.scope.organization_id).organization_name
        title = ExportLayout.FORMS.en if asked.language == "en" else "审批表"
        return Printed(file_name(title, union, day_of(work.now), ".zip"), tuple(printed))


async def tell(work: Work, ids: tuple[UUID, ...]) -> None:
    """Record of each case that its form was printed, as of forms that are printed a few at a time."""
    for case in await queries.find_cases(work.session, ids):
        work.tell("aid_case_form_printed", case, number=case.number, format="docx", whole=False)
