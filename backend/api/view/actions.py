"""All that can happen to a saved view (ui.md row 2)."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from backend.api.versions import take
from backend.api.view.lists import require_fit
from backend.api.view.schemas import Noun, SavedViewChange, SavedViewDraft, Schedule, Sharing
from backend.api.work import Work
from backend.db.queries import view as queries
from backend.db.tables.account import SavedView
from backend.domain.documents import require_document
from backend.domain.organization.codes import Level
from backend.domain.refusals import Conflict, Forbidden, NotFound
from backend.domain.statistic.schedules import Recurs, last_occurrence
from backend.domain.text import clean_text

MOST_VIEWS: Final = 200
QUERY_BYTES: Final = 16_000


class NotYours(Forbidden):
    """Somebody else's view can be used, not changed."""

    code = "saved_view_not_yours"
    zh = "这个视图是同事共享的，只有所有人可以这样做。请另存为自己的视图后再改，或请所有人移交给您。"
    en = "A colleague shared this view; only its owner can do this. Save it as your own, or ask for it to be given to you."


class TooWide(Forbidden):
    """A view for the whole city comes from the city or a county."""

    code = "saved_view_too_wide"
    zh = "只有市、县总工会的人员可以把视图共享到全市。请改为共享给本单位。"
    en = "Only the city and county federations share a view with the whole city. Share it with your office."


class TooManyViews(Conflict):
    code = "saved_view_too_many"
    zh = "您的视图已有 {most} 个，没有保存。请先删去不用的视图。"
    en = "You have {most} views already; nothing was saved. Delete views that are not used."


class NotAColleague(Conflict):
    """Views go to staff of the same office."""

    code = "saved_view_not_a_colleague"
    zh = "只能移交给本单位的在岗同事。请从名单中选择。"
    en = "A view can be given to a colleague of your own office. Choose from the list."


class NotScheduled(Conflict):
    """Only a table of the statistics has a period to come back for."""

    code = "saved_view_not_scheduled"
    zh = "只有自由报表可以定期进入待办；这个视图没有期间。请在“自由报表”中保存后再设定。"
    en = "Only a pivot comes back by itself; this view has no period. Keep one on the page of pivots and set it there."


@dataclass(slots=True)
class _Placed:
    """A view as the record of events sees it: it stands where its owner works."""

    id: UUID
    code: int
    organization_id: UUID
    __tablename__ = "saved_view"


async def keep(work: Work, draft: SavedViewDraft) -> SavedView:
    """Keep a view. Refuses `TooWide`, `TooManyViews`, `ViewUnfit` and what `domain/documents.py` does."""
    require_document(draft.query, most=QUERY_BYTES, pointer="/query")
    require_fit(draft.noun, draft.query)
    _require_sharing(work, draft.sharing)
    if await queries.count_views(work.session, work.caller.user_id) >= MOST_VIEWS:
        raise TooManyViews(most=MOST_VIEWS)
    row = SavedView(
        noun=draft.noun,
        name=clean_text(draft.name),
        user_id=work.caller.user_id,
        organization_id=work.caller.organization_id,
        sharing=draft.sharing,
        query=draft.query,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    _tell(work, "saved_view_kept", row, name=row.name, sharing=row.sharing)
    return row


async def change(work: Work, id: UUID, asked: SavedViewChange, *, seen: int) -> SavedView:
    """Rename a view, share it, change its filters, let it come back. A view of the office may be mended by everybody in it.

    Refuses `NotYours`, `NotScheduled`, `TooWide`, `ViewUnfit` and what `domain/documents.py` does.
    """
    row = await queries.get_view(work.session, id)
    mine = row.user_id == work.caller.user_id
    if not mine and (row.sharing != Sharing.OFFICE or asked.sharing not in (None, Sharing.OFFICE)):
        raise NotYours
    take(row, seen)
    changed: dict[str, Any] = {}
    if asked.sharing is not None and asked.sharing != row.sharing:
        _require_sharing(work, asked.sharing)
        changed["sharing"] = [row.sharing, asked.sharing]
        row.sharing = asked.sharing
    if asked.name is not None and asked.name != row.name:
        changed["name"] = [row.name, clean_text(asked.name)]
        row.name = clean_text(asked.name)
    if asked.query is not None and asked.query != row.query:
        require_document(asked.query, most=QUERY_BYTES, pointer="/query")
        require_fit(row.noun, asked.query)
        changed["query"] = "changed"
        row.query = asked.query
    if "schedule" in asked.model_fields_set:
        changed |= _schedule(work, row, asked.schedule)
    await work.session.flush()
    if changed:
        _tell(work, "saved_view_changed", row, changes=changed)
    return row


def _schedule(work: Work, row: SavedView, asked: Schedule | None) -> dict[str, Any]:
    """Let a table come back from today on, or no longer; what was due before today is not."""
    if row.noun != Noun.PIVOTS and asked is not None:
        raise NotScheduled
    before = (row.recurs, row.recurs_day)
    after = (asked.every.value, asked.day) if asked else (None, None)
    if before == after:
        return {}
    row.recurs, row.recurs_day = after
    row.recurs_from = work.today if asked else None
    return {"recurs": [before[0], after[0]], "recurs_day": [before[1], after[1]]}


async def look(work: Work, id: UUID) -> None:
    """Have looked at what is due, for the caller alone. Refuses `NotScheduled`."""
    row = await queries.get_view(work.session, id)
    if row.recurs is None or row.recurs_day is None:
        raise NotScheduled
    due = last_occurrence(Recurs(row.recurs), row.recurs_day, work.today)
    name = queries.LOOKED_AT + str(row.id)
    await queries.put_preference(work.session, work.caller.user_id, name, {"period": due.period}, now=work.now)


async def give(work: Work, id: UUID, *, to_user_id: UUID, seen: int) -> None:
    """Give one's own view to a colleague. Refuses `NotYours`, `NotAColleague`."""
    row = await _own(work, id)
    if row.version != seen:
        take(row, seen)
    if not await queries.give_view(work.session, id, to_user_id):
        raise NotAColleague
    _tell(work, "saved_view_given", row, name=row.name, to_user_id=to_user_id)


async def set_default(work: Work, id: UUID, *, default: bool) -> None:
    """Let the list begin with this view, or no longer; for the caller alone, and no matter whose view it is."""
    row = await queries.get_view(work.session, id)
    name = queries.DEFAULT_VIEW + row.noun
    if default:
        value = {"id": str(row.id)}
        await queries.put_preference(work.session, work.caller.user_id, name, value, now=work.now)
    else:
        await queries.delete_preference(work.session, work.caller.user_id, name)


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Delete one's own view. Refuses `NotYours`."""
    row = await _own(work, id)
    take(row, seen)
    await work.session.delete(row)
    await work.session.flush()
    _tell(work, "saved_view_deleted", row, name=row.name, sharing=row.sharing)


async def _own(work: Work, id: UUID) -> SavedView:
    row = await queries.get_view(work.session, id)
    if row.user_id != work.caller.user_id:
        raise NotYours
    return row


def _require_sharing(work: Work, sharing: Sharing) -> None:
    if sharing is Sharing.CITY and work.caller.organization_level > Level.COUNTY:
        raise TooWide


def _tell(work: Work, event: str, row: SavedView, **facts: Any) -> None:
    placed = _Placed(id=row.id, code=work.caller.code, organization_id=work.caller.organization_id)
    work.tell(event, placed, noun=row.noun, **facts)


async def list_all(work: Work, noun: str | None) -> list[dict[str, Any]]:
    """The views that the caller may use."""
    found = await work.session.execute(queries.list_views(work.caller.user_id, noun=noun))
    return [_with_steps(work, dict(row)) for row in found.mappings()]


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One view. Raises `NotFound`."""
    found = await work.session.execute(queries.list_views(work.caller.user_id, id=id))
    row = found.mappings().first()
    if row is None:
        raise NotFound
    return _with_steps(work, dict(row))


def _scheduled(work: Work, row: dict[str, Any]) -> dict[str, Any] | None:
    every, day, begun = row.pop("recurs"), row.pop("recurs_day"), row.pop("recurs_from")
    looked = row.pop("looked")
    if every is None:
        return None
    due = last_occurrence(Recurs(every), day, work.today)
    return {
        "every": every,
        "day": day,
        "on": due.on,
        "period": due.period,
        "waiting": due.on >= begun and looked != due.period,
    }


def _with_steps(work: Work, row: dict[str, Any]) -> dict[str, Any]:
    row["schedule"] = _scheduled(work, row)
    may_edit = row["mine"] or row["sharing"] == Sharing.OFFICE
    steps = [
        ("edit", "修改", "Edit", may_edit),
        ("delete", "删除", "Delete", row["mine"]),
        ("give", "移交同事", "Give to a colleague", row["mine"]),
        ("clear_default", "取消默认", "No longer default", True)
        if row["is_default"]
        else ("make_default", "设为默认", "Make default", True),
    ]
    english = work.language == "en"
    row["steps"] = [
        {
            "step": step,
            "label": en if english else zh,
            "allowed": may,
            "reason": None if may else NotYours().sentence(work.language),
        }
        for step, zh, en, may in steps
    ]
    return row
