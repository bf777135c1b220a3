"""Answers about members that change nothing."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import Listing
from backend.api.member.schemas import DuplicateQuery, ExactSearch, MemberFilter, MemberOut, MemberQuery
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Reading, Work, told_of
from backend.db.queries import member as members
from backend.db.queries import member_list as lists
from backend.db.queries import organization as organizations
from backend.db.queries.member_filters import MemberFilters, Top, tails_of
from backend.db.records import SEALED, filled, id_number_index, open_field, phone_index
from backend.db.statements import Rows
from backend.db.tables.member import Member
from backend.domain.access import Permission
from backend.domain.age import age_on
from backend.domain.identity import (
    mask_address,
    mask_card,
    mask_id_number,
    mask_phone,
    normalise_id_number,
    normalise_phone,
)
from backend.domain.member.codes import MemberStatus
from backend.domain.member.completeness import missing_fields
from backend.domain.member.lifeline import label_of, lane_of
from backend.domain.member.register import UNFINISHED
from backend.domain.member.search import read_search
from backend.domain.member.workflow import MEMBER_WORKFLOW, MemberStep
from backend.domain.organization.codes import Level, Tree
from backend.domain.refusals import Invalid, at

_COLUMNS = frozenset(MemberOut.model_fields) & frozenset(Member.model_fields)
_MASKS = {"id_number": mask_id_number, "phone": mask_phone, "bank_card": mask_card, "residence": mask_address}
_BY_TRANSFER = frozenset({MemberStep.STAY, MemberStep.ARRIVE})
_EDITABLE = frozenset(
    {
        MemberStatus.DRAFT,
        MemberStatus.SUBMITTED,
        MemberStatus.RETURNED,
        MemberStatus.ACTIVE,
        MemberStatus.RETAINED,
        MemberStatus.TRANSFER_OUT_PENDING,
    }
)


_SAME = (
    *("status", "kind", "new_employment", "sex", "education", "politics", "migrant", "dispatched", "hardship"),
    *(
        "joined_from",
        "joined_to",
        "born_from",
        "born_to",
        "birthday_month",
        "complete",
        "has_card",
        "insured",
        "protection",
    ),
)
"""The filters that the query takes as they were asked."""


class OneNumber(Invalid):
    """An exact look-up is by one number."""

    code = "search_one_number"
    zh = "请填写证件号码或手机号其中一项。"
    en = "Give either a document number or a phone number."


async def list_page(request: Request, look: Reading, query: MemberQuery) -> Response:
    """One page of members."""
    filters = await filters_of(look, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _rows(look, query, filters, after=after, limit=query.limit + 1)
    total = await _count(look, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order(query), total=total)


async def _rows(
    work: Work | Reading,
    query: MemberQuery,
    filters: MemberFilters,
    *,
    after: Sequence[Any] | None,
    limit: int,
    whole: Collection[str] = (),
) -> Rows:
    newest = (filters.top or _own_top(work)) if query.sort == "-created" else None
    rows = await work.rows(lists.list_members(work.scope, filters, after=after, limit=limit, newest=newest))
    lists.show(rows, work.vault, work.today, whole=whole)
    return rows


async def _count(work: Work | Reading, filters: MemberFilters, *, cap: int) -> int:
    return await work.value(lists.count_members(work.scope, filters, cap=cap))  # type: ignore[no-any-return]


def _order(query: MemberQuery) -> Sequence[str]:
    return ("id",) if query.sort == "-created" else ("_code", "id")


async def filters_of(work: Work | Reading, asked: MemberQuery | MemberFilter) -> MemberFilters:
    """The filters as the query takes them. Raises `NotFound` for a union outside the scope, `PersonalNumberInUrl`."""
    term = read_search(asked.q) if asked.q and asked.q.strip() else None
    since = work.now - timedelta(days=asked.changed_within) if asked.changed_within else None
    top = await _top_of(work, asked.organization_id) if asked.organization_id else None
    return MemberFilters(
        top=top,
        exactly=top is not None and not asked.include_subtree,
        term=term,
        tails=tails_of(work.vault, term),
        changed_since=since,
        insured_on=work.today,
        **{name: getattr(asked, name) for name in _SAME},
    )


async def _top_of(work: Work | Reading, id: UUID) -> Top:
    place = await organizations.get_place(work, id)
    return Top(organization_id=id, level=place.level, low=place.low, high=place.high)


def _own_top(work: Work | Reading) -> Top | None:
    """The union on which the caller's present scope is granted; a line has no column of its own to go by."""
    grant = next((g for g in work.caller.grants if g.organization_id == work.scope.organization_id), None)
    if grant is None or work.scope.tree is Tree.LINE:
        return Top(organization_id=UUID(int=0), level=Level.UNION, low=work.scope.low, high=work.scope.high)
    return Top(organization_id=grant.organization_id, level=grant.level, low=grant.low, high=grant.high)


async def search(work: Work, asked: ExactSearch) -> dict[str, Any]:
    """Whoever in the scope has this document number or phone. Raises `OneNumber`, `PhoneInvalid`, `IdNumberLength`."""
    if (asked.id_number is None) == (asked.phone is None):
        raise OneNumber(pointer="/id_number")
    if asked.id_number is not None:
        with at("/id_number"):
            number = normalise_id_number(asked.id_number)
        statement = lists.select_exactly(id_number=id_number_index(work.vault, number))
    else:
        with at("/phone"):
            phone = normalise_phone(asked.phone or "")
        statement = lists.select_exactly(phone=phone_index(work.vault, phone))
    found = await work.session.execute(statement)
    return {"items": lists.shown(found.mappings().all(), work.vault, work.today)}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One member. Raises `NotFound`, `TooManyPersons`."""
    return await opened(work, await members.get_member(work.session, id))


async def opened(work: Work, row: Member) -> dict[str, Any]:
    """A member for whoever opens or changes their record: they are told of them. Raises `TooManyPersons`."""
    await told_of(work, [row.id])
    return await whole(work, row)


async def whole(work: Work, row: Member) -> dict[str, Any]:
    """A member with everything known of them, sealed fields masked."""
    organization_name, employer_name = await members.find_names(work.session, row)
    opened = {name: open_field(work.vault, row.id, name, getattr(row, name)) for name in SEALED}
    masked = {f"{name}_masked": None if value is None else _MASKS[name](value) for name, value in opened.items()}
    sent = row.model_dump(include=set(_COLUMNS))
    return (
        sent
        | masked
        | {
            "age": age_on(row.born_on, work.today),
            "organization": {"id": row.organization_id, "name": organization_name},
            "employer": None if row.employer_id is None else {"id": row.employer_id, "name": employer_name or ""},
            "hidden": [name for name, value in opened.items() if value is not None],
            "missing": list(missing_fields(filled(row))),
            "memberships": await members.list_memberships(work.session, row.id),
            "transfer": await members.find_open_transfer(work.session, row.id),
            "steps": steps(work, row),
        }
    )


def steps(work: Work, row: Member) -> list[dict[str, Any]]:
    """What this caller may do with a member now."""
    english = work.language == "en"
    held = work.held_over(row.code, row.line_code)
    status = MemberStatus(row.status)
    found = [
        {
            "step": str(each.step),
            "label": each.en if english else each.zh,
            "allowed": each.allowed,
            "reason": each.reason.sentence(work.language) if each.reason else None,
        }
        for each in MEMBER_WORKFLOW.steps(status, held)
        if each.step not in _BY_TRANSFER
    ]
    if status in _EDITABLE:
        found.append(_beside(work, "edit", "修改", "Edit", Permission.MEMBER_EDIT in held))
    if status in UNFINISHED:
        found.append(_beside(work, "delete", "删除申请", "Delete the application", Permission.MEMBER_EDIT in held))
    found.append(_beside(work, "reveal", "查看隐藏信息", "Show a hidden field", Permission.MEMBER_REVEAL in held))
    return found


def _beside(work: Work, step: str, zh: str, en: str, allowed: bool) -> dict[str, Any]:
    english = work.language == "en"
    reason = "You do not hold this permission" if english else "您的岗位没有这项权限"
    return {"step": step, "label": en if english else zh, "allowed": allowed, "reason": None if allowed else reason}


async def events(work: Work, id: UUID) -> dict[str, Any]:
    """The life line of a member. Raises `NotFound`."""
    row = await members.get_member(work.session, id)
    items = [
        entry | {"label": label_of(entry["kind"], work.language), "lane": lane_of(entry["kind"])}
        for entry in await members.list_events(work.session, row.id)
    ]
    return {"items": items, "lanes": dict(Counter(str(item["lane"]) for item in items))}


async def list_duplicates(request: Request, work: Work, query: DuplicateQuery) -> Response:
    """Groups of files that may be one person: the same name and birth date."""
    top = await _top_of(work, query.organization_id) if query.organization_id else None
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        lists.list_duplicate_groups(work.scope, top=top, after=UUID(after[0]) if after else None, limit=query.limit + 1)
    )
    groups = [dict(row) | {"ids": row["ids"][:20]} for row in found.mappings()]
    listed = await work.session.execute(lists.select_items([id for group in groups for id in group["ids"]]))
    by_id = {item["id"]: item for item in lists.shown(listed.mappings().all(), work.vault, work.today)}
    rows = [
        {
            "name": group["name"],
            "born_on": group["born_on"],
            "members": [_sent(by_id[id]) for id in group["ids"] if id in by_id],
            "_id": group["ids"][0],
        }
        for group in groups
    ]
    return paged(request, query, rows, after=("_id",))


def _sent(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name[0] != "_"}


def _require(query: MemberQuery) -> None:
    if query.q:
        read_search(query.q)


LISTING = Listing(
    permission=Permission.MEMBER_READ,
    query=MemberQuery,
    narrow=filters_of,
    rows=_rows,
    count=_count,
    order=_order,
    require=_require,
)
