"""All that can happen to a summary: begun, written, issued, thrown away as a draft."""

from uuid import UUID

from backend.api.summary import counting
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import aid_program as programs
from backend.db.queries import organization as organizations
from backend.db.queries import summary as summaries
from backend.db.tables.summary import AidSummary
from backend.domain.aid.cases import ProgramElsewhere
from backend.domain.refusals import NotFound
from backend.domain.summary import rules
from backend.domain.summary.codes import SummaryStatus
from backend.domain.summary.rules import SummaryDraft, SummaryWriting


async def begin(work: Work, draft: SummaryDraft) -> AidSummary:
    """Begin a summary of a programme or of a season of a union.

    Raises `SummaryAboutUnclear`, `SummaryAhead`, `SummaryUnionUnknown`, `NotFound` for a programme that is not there,
    `ProgramElsewhere`.
    """
    rules.require_about(draft, today=work.today)
    try:
        union = await organizations.get_organization(work.session, draft.organization_id)
    except NotFound:
        raise rules.SummaryUnionUnknown(pointer="/organization_id") from None
    name = ""
    if draft.program_id is not None:
        program = await programs.get_program(work.session, draft.program_id, scope=work.scope)
        if not program.code <= union.code <= program.code_hi:
            raise ProgramElsewhere(program=program.name, union=program.organization_name, pointer="/program_id")
        name = program.name
    row = AidSummary(
        organization_id=union.id,
        organization_name=union.name,
        code=union.code,
        line_code=union.line_code,
        program_id=draft.program_id,
        program_name=name,
        year=draft.year,
        quarter=draft.quarter,
        title=draft.title,
        theme=draft.theme,
        maker_name=work.caller.name,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await summaries.keep_text(work.session, row, by=work.caller.name, at=work.now)
    work.tell("summary_begun", row, name=row.title, program=name, year=row.year, quarter=row.quarter)
    return row


async def write(work: Work, id: UUID, writing: SummaryWriting, *, seen: int) -> AidSummary:
    """Keep what was written, as one version more, and the photos chosen.

    Raises `NotFound`, `Stale`, `SummaryFrozen`, `PhotoNotCleared`.
    """
    row = await summaries.get_summary(work.session, id, lock=True)
    rules.require_draft(SummaryStatus(row.status), issued_by=row.issued_by_name)
    take(row, seen)
    season = await counting.season_of(work, row)
    if len(await summaries.find_photos(work.session, writing.photos, season)) < len(writing.photos):
        raise rules.PhotoNotCleared(pointer="/photos")
    said = (row.title, row.theme, dict(row.texts))
    row.title, row.theme, row.texts = writing.title, writing.theme, writing.texts
    row.photos, row.updated_at = list(writing.photos), work.now
    await work.session.flush()
    if said != (row.title, row.theme, row.texts):
        await summaries.keep_text(work.session, row, by=work.caller.name, at=work.now)
    work.tell("summary_written", row, name=row.title, photos=len(row.photos))
    return row


async def issue(work: Work, id: UUID, *, seen: int) -> AidSummary:
    """Sign a summary: what it says and counts stays from now on.

    Raises `NotFound`, `Stale`, `SummaryFrozen`, `SummaryUnwritten`.
    """
    row = await summaries.get_summary(work.session, id, lock=True)
    rules.require_draft(SummaryStatus(row.status), issued_by=row.issued_by_name)
    rules.require_written(row.texts.get("practice", ""))
    take(row, seen)
    season = await counting.season_of(work, row)
    figures = await counting.figures_of(work, row, season)
    row.figures = figures.plain()
    row.status, row.issued_by_name, row.issued_at = SummaryStatus.ISSUED.value, work.caller.name, work.now
    row.updated_at = work.now
    await work.session.flush()
    totals = figures.totals
    work.tell("summary_issued", row, name=row.title, households=totals.households, paid_fen=totals.paid_fen)
    return row


async def remove(work: Work, id: UUID, *, seen: int) -> None:
    """Throw a draft away. Raises `NotFound`, `Stale`, `SummaryFrozen`."""
    row = await summaries.get_summary(work.session, id, lock=True)
    rules.require_draft(SummaryStatus(row.status), issued_by=row.issued_by_name)
    take(row, seen)
    work.tell("summary_deleted", row, name=row.title)
    await summaries.drop(work.session, row)
