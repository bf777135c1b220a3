"""Who keeps the cabinet of a union: named, and handed over on a day."""

from backend.api.work import Work
from backend.db.queries import officer as officers
from backend.db.queries import organization as organizations
from backend.db.queries import paper as papers
from backend.db.tables.paper import PaperKeeper
from backend.domain.organization.changes import require_active
from backend.domain.paper import keepers as rules
from backend.domain.paper.keepers import Kept, PaperKeeperDraft


async def name(work: Work, draft: PaperKeeperDraft) -> PaperKeeper:
    """Name the keeper of a union; whoever kept the cabinet before hands it over on that day (MBR-06).

    An officer is named as the register names them. Raises `NotFound`, `NotLiving`, `KeeperChanged`, `KeeperGone`,
    `KeeperSame`, `KeeperNotOfUnion`, `KeeperDayOut`.
    """
    union = await organizations.get_organization(work.session, draft.organization_id, lock=True)
    require_active(union.name, union.status)
    former = await papers.find_keeper(work.session, union.id, lock=True)
    now = (
        None
        if former is None
        else Kept(id=former.id, name=former.name, officer_id=former.officer_id, since=former.since)
    )
    rules.require_expected(now, draft.former_id)
    called = draft.name
    if draft.officer_id is not None:
        officer = await officers.get_officer(work.session, draft.officer_id)
        rules.require_of_union(officer.name, at=officer.organization_id, union=union.id, ended_on=officer.ended_on)
        called = officer.name
    rules.require_another(now, name=called, officer_id=draft.officer_id)
    rules.require_day(draft.since, former=now, founded_on=union.established_on, today=work.today)
    if former is not None:
        former.until, former.version = draft.since, former.version + 1
        await work.session.flush()
    row = PaperKeeper(
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        officer_id=draft.officer_id,
        name=called,
        since=draft.since,
        entered_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("paper_keeper_named", row, name=called, on=draft.since, former_name=former.name if former else "")
    return row
