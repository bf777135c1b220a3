"""The workbench: what waits for the caller, and the figures of where they work."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from pydantic import Field

from backend.api.wire import Out
from backend.api.work import Work
from backend.db.queries import duty as duties
from backend.db.queries import report as reports
from backend.db.queries import todo as queries
from backend.db.queries import work_calendar as calendars
from backend.db.queries.aid_case_list import Desk
from backend.db.queries.notice_todo import list_notice_matters
from backend.db.queries.recount import list_differing
from backend.db.queries.todo_accounts import list_grants, list_sighting_alarms, list_users
from backend.db.queries.todo_money import (
    list_budgets,
    list_closed_months,
    list_ending_funds,
    list_owed,
    list_rejected,
    list_visit_money,
    list_vouchers,
)
from backend.db.queries.todo_needs import list_overdue
from backend.db.queries.todo_own import list_own
from backend.db.queries.todo_protection import list_claims, list_enrolments
from backend.db.queries.todo_savings import list_loans
from backend.db.queries.view import list_scheduled
from backend.domain.access import Permission, Role
from backend.domain.calendar import start_of
from backend.domain.duty.rules import AHEAD as DUTIES_AHEAD
from backend.domain.fund.funds import SPEND_AHEAD
from backend.domain.organization.codes import Level, Tree, UrgeSubject
from backend.domain.remittance.duties import OWED_AHEAD
from backend.domain.report.catalogue import FORMS
from backend.domain.statistic.schedules import Recurs, last_occurrence
from backend.domain.working_days import missing_year

MOST: Final = 20
"""Items of each kind; the rest is in the list that the kind leads to."""

CHANGE_OVER: Final = timedelta(days=30)
REVIEW_AHEAD: Final = timedelta(days=30)
"""Household files are on the workbench so long before their year ends (AID-24)."""


VISITS_AHEAD: Final = timedelta(days=7)
"""Visits are on the workbench of those who make them a week ahead."""


REUSED_STAYS: Final = timedelta(days=30)
"""Whoever was away is still told that somebody may have come by their sign-in."""
ALARMS_STAY: Final = timedelta(days=1)
"""An alarm of the evening is still there in the morning."""


class TodoKind(StrEnum):
    """What waits."""

    URGE = "urge"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    MEMBER_APPROVAL = "member_approval"
    TERM = "term"
    IMPORT = "import"
    USER_APPROVAL = "user_approval"
    GRANT_APPROVAL = "grant_approval"
    HANDOVER_APPROVAL = "handover_approval"
    EXPORT_APPROVAL = "export_approval"
    HOUSEHOLD_REVIEW = "household_review"
    HOUSEHOLD_APPROVAL = "household_approval"
    HOUSEHOLD_DECISION = "household_decision"
    AID_CASE = "aid_case"
    AID_CASE_LATE = "aid_case_late"
    AID_PROGRAM_CLOSING = "aid_program_closing"
    NOTICE_WANTED = "notice_wanted"
    NOTICE_OVER = "notice_over"
    OBJECTION = "objection"
    WORK_CALENDAR = "work_calendar"
    VISIT = "visit"
    REPORT_DUE = "report_due"
    REPORT_REVIEW = "report_review"
    DUTY_DUE = "duty_due"
    DUTY_LATE = "duty_late"
    VOUCHER_CHECK = "voucher_check"
    BUDGET_CHECK = "budget_check"
    RECONCILIATION_CHECK = "reconciliation_check"
    PAYMENT_REJECTED = "payment_rejected"
    FUND_ENDING = "fund_ending"
    VISIT_MONEY = "visit_money"
    AID_APPLICATION = "aid_application"
    PAPER_REQUEST = "paper_request"
    PROTECTION_CLAIM = "protection_claim"
    PROTECTION_DUE = "protection_due"
    PROTECTION_ENDING = "protection_ending"
    SAVINGS_LOAN = "savings_loan"
    SAVINGS_LOAN_LATE = "savings_loan_late"
    SIGHTING_ALARM = "sighting_alarm"
    SESSION_REUSED = "session_reused"
    RECOUNT = "recount"
    PIVOT_DUE = "pivot_due"
    REMITTANCE_DUE = "remittance_due"
    NEEDS_OVERDUE = "needs_overdue"


class TodoUrge(Out):
    """What a union above urges."""

    subject: UrgeSubject
    note: str
    seen: bool
    version: int


class TodoItem(Out):
    """One thing that the caller can act on. `id` is that of the urge, transfer, member, union, import, account, grant,
    request, household file, case or programme of aid, report, duty, notice or objection; of a report that was not begun that of
    its union; of cases that wait for a notice that of the first, and `detail` counts them; of a plan of visits `detail` is
    how many of them are the caller's to make, of one whose money waits for finance how much, in fen; of a missing year of
    the work calendar `id` is that of the union, and `name` is the year; of an application for aid `detail` is its number, of a loan also the society and its keeper; of a
    fund whose days are nearly over what is left, in fen; of a month of a bank account the account, and `detail` is
    the month; of a claim or an enrolment the name of its plan; of an account that was told of very many people within an
    hour, today or yesterday, how many they were; of a session of one's own whose token was used twice `name` is the
    device and `detail` the address, until the password is changed; of a recount of the statistics that found differences
    `name` is its day and `detail` how many counters, until a later one finds none or mends them; of a table that comes
    back `id` is that of the saved view, `detail` the period it is opened for, until the caller has looked at it; of what the
    union is to remit `name` is to whom and `detail` "2026 300000", the year and what is owed, in fen; of a survey of need
    `name` is the measure longest overdue and `detail` "2 女工部", how many are and who answers for that one."""

    kind: TodoKind
    id: UUID
    name: str = Field(description="姓名或工会名称 Whom or what it is about")
    detail: str
    organization_id: UUID | None
    organization_name: str | None
    due_on: date | None
    overdue_days: int = Field(description="已逾期几天，0 为没有逾期")
    urge: TodoUrge | None = Field(description="上级催办的，其他为 null；detail 为发出的工会")
    urged_on: date | None = Field(description="换届、转接：最近一次催办的日期 When it was last urged, if that stands")


class TodoCount(Out):
    """How many wait, of one kind."""

    kind: TodoKind
    count: int


class WorkbenchFigures(Out):
    """Where the caller works, as of now."""

    members: int
    women: int
    complete: int = Field(description="实名信息完整的会员 Members whose real-name file is complete")
    completeness: float | None = Field(description="完整率，百分数 Per cent; null without members")
    members_change: int = Field(description="近 30 天会籍净增 Memberships begun less ended in thirty days")
    since: date


class Workbench(Out):
    """The caller's day."""

    organization_id: UUID | None
    today: date
    figures: WorkbenchFigures | None = Field(description="没有查看会员的权限时为 null")
    counts: list[TodoCount]
    items: list[TodoItem] = Field(description="每种最多 20 件，按期限排列 At most twenty of a kind, by due date")


async def gather(work: Work) -> dict[str, Any]:
    """Everything that the caller may act on in the subtree they work in. At most twenty-six statements."""
    rows: list[Mapping[str, Any]] = []
    scope, session, me = work.scope, work.session, work.caller.user_id
    if Permission.URGE_READ in work.held:
        level = int(work.caller.grant_on(scope.organization_id).level)
        rows += await queries.list_urges(session, scope, level=level, now=work.now, most=MOST)
    if Permission.MEMBER_TRANSFER in work.held:
        rows += await queries.list_transfers(session, scope, most=MOST)
    if Permission.MEMBER_APPROVE in work.held:
        rows += await queries.list_members(session, scope, most=MOST)
    if Permission.COMMITTEE_EDIT in work.held:
        rows += await queries.list_terms(session, scope, today=work.today, most=MOST)
    if Permission.EXPORT_APPROVE in work.held:
        chair = any(grant.role is Role.CHAIR for grant in work.caller.grants_on(scope.organization_id))
        rows += await queries.list_export_requests(session, scope, not_by=me, ours=chair, now=work.now, most=MOST)
    if Permission.AID_EDIT in work.held:
        seconds, until = Permission.AID_REVIEW in work.held, work.today + REVIEW_AHEAD
        rows += await queries.list_households(session, scope, not_by=me, seconds=seconds, until=until, most=MOST)
        rows += await _cases(work, late_below=seconds)
        rows += await list_notice_matters(session, scope, only=_own_only(work), now=work.now, most=MOST)
        rows += await queries.list_visit_plans(session, scope, by=me, until=work.today + VISITS_AHEAD, most=MOST)
        rows += await list_overdue(session, scope, today=work.today, most=MOST)
    if Permission.WORK_CALENDAR_EDIT in work.held:
        rows += _calendar_alarm(work, await calendars.list_known_years(session))
    if Permission.STATISTIC_RECOUNT in work.held:
        rows += await list_differing(session, scope)
    if Permission.STATISTIC_READ in work.held:
        rows += _tables(await list_scheduled(session, me), work.today)
    if Permission.REPORT_EDIT in work.held and scope.tree is Tree.TERRITORY:
        due = [(form, form.due_year(work.today)) for form in FORMS.values()]
        rows += await reports.list_waiting(session, scope, due=due, most=MOST)
        rows += await duties.list_waiting(session, scope, now=work.now, ahead=DUTIES_AHEAD, most=MOST)
    if Permission.FUND_EDIT in work.held:
        rows += await list_vouchers(session, scope, not_by=me, most=MOST)
        rows += await list_budgets(session, scope, not_by=me, most=MOST)
        rows += await list_closed_months(session, scope, not_by=me, most=MOST)
        rows += await list_ending_funds(session, scope, until=work.today + SPEND_AHEAD, most=MOST)
    if Permission.FUND_PAY in work.held:
        rows += await list_rejected(session, scope, most=MOST)
        rows += await list_visit_money(session, scope, not_by=me, most=MOST)
    # A town has its funds at the county and no finance of its own: its officer sees to what it owes.
    if not work.held.isdisjoint((Permission.FUND_EDIT, Permission.AID_EDIT)):
        rows += await list_owed(session, scope, until=work.today + OWED_AHEAD, most=MOST)
    imports, since = Permission.MEMBER_IMPORT in work.held, work.now - REUSED_STAYS
    rows += await list_own(session, scope, by=me, imports=imports, reused_since=since, now=work.now, most=MOST)
    rows += await _protection(work)
    rows += await list_loans(
        session,
        scope,
        decides=Permission.SAVINGS_DECIDE in work.held,
        keeps=Permission.SAVINGS_KEEP in work.held,
        not_by=me,
        today=work.today,
        most=MOST,
    )
    if Permission.USER_APPROVE in work.held:
        rows += await list_users(session, scope, not_by=me, most=MOST)
        alarmed_since = start_of(work.today - ALARMS_STAY)
        rows += await list_sighting_alarms(session, scope, since=alarmed_since, most=MOST)
    if Permission.GRANT_APPROVE in work.held:
        rows += await list_grants(session, scope, not_by=me, most=2 * MOST)
    return {
        "organization_id": None if scope.empty else scope.organization_id,
        "today": work.today,
        "figures": await _figures(work) if Permission.MEMBER_READ in work.held else None,
        "counts": _counts(rows),
        "items": [_item(row, work.today) for row in sorted(rows, key=_order)],
    }


async def _protection(work: Work) -> list[Mapping[str, Any]]:
    """Claims whose next step is the caller's, enrolments to renew, contributions to enter."""
    held, me = work.held, work.caller.user_id
    checks, approves = Permission.AID_REVIEW in held, Permission.AID_APPROVE in held
    pays = Permission.FUND_PAY in held
    rows: list[Mapping[str, Any]] = []
    if checks or approves or pays:
        rows += await list_claims(
            work.session, work.scope, by=me, checks=checks, approves=approves, pays=pays, most=MOST
        )
    rows += await list_enrolments(
        work.session,
        work.scope,
        by=me if Permission.AID_EDIT in held else None,
        receives=Permission.FUND_EDIT in held,
        today=work.today,
        most=MOST,
    )
    return rows


async def _cases(work: Work, *, late_below: bool) -> Sequence[Mapping[str, Any]]:
    grant = work.caller.grant_on(work.scope.organization_id)
    desk = Desk(organization_id=grant.organization_id, level=grant.level, user_id=work.caller.user_id)
    return await queries.list_cases(
        work.session, work.scope, desk=desk, place=work.place[0], late_below=late_below, now=work.now, most=MOST
    )


async def _figures(work: Work) -> dict[str, Any]:
    figures = await queries.find_figures(work.session, work.scope)
    since = work.today - CHANGE_OVER
    members = figures["members"]
    return figures | {
        "completeness": round(100 * figures["complete"] / members, 1) if members else None,
        "members_change": await queries.find_change(work.session, work.scope, since=since),
        "since": since,
    }


def _own_only(work: Work) -> UUID | None:
    """A county and the city see the notices of their own office: those of the unions are for these and their townships."""
    grant = work.caller.grant_on(work.scope.organization_id)
    return grant.organization_id if grant.level < Level.TOWNSHIP else None


def _calendar_alarm(work: Work, known: Collection[int]) -> list[Mapping[str, Any]]:
    """That a year of the work calendar ought to be there by now and is not."""
    year = missing_year(known, work.today)
    if year is None:
        return []
    return [
        {
            "kind": TodoKind.WORK_CALENDAR.value,
            "id": work.scope.organization_id,
            "name": str(year),
            "detail": "",
            "organization_id": work.scope.organization_id,
            "organization_name": None,
            "due_on": date(year - 1, 12, 31),
            "in_all": 1,
        }
    ]


def _tables(found: Sequence[Mapping[str, Any]], today: date) -> list[Mapping[str, Any]]:
    """Saved tables that are due and that the caller has not looked at since, the longest standing first."""
    rows = []
    for row in found:
        due = last_occurrence(Recurs(row["recurs"]), row["recurs_day"], today)
        if due.on >= row["recurs_from"] and row["looked"] != due.period:
            names = ("id", "name", "organization_id", "organization_name")
            rows.append(
                {name: row[name] for name in names}
                | {"kind": TodoKind.PIVOT_DUE.value, "detail": due.period, "due_on": due.on}
            )
    rows.sort(key=lambda row: row["due_on"])
    # It is there to be looked at: nothing is late by it.
    return [row | {"due_on": None, "in_all": len(rows)} for row in rows[:MOST]]


def _counts(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    by_kind = Counter({row["kind"]: row["in_all"] for row in rows})
    return [{"kind": kind, "count": by_kind[kind.value]} for kind in TodoKind if by_kind[kind.value]]


def _order(row: Mapping[str, Any]) -> tuple[date, str]:
    return row["due_on"] or date.max, str(row["id"])


def _item(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    due_on = row["due_on"]
    names = ("kind", "id", "name", "detail", "organization_id", "organization_name", "due_on")
    marks = {name: row.get(name) for name in ("urge", "urged_on")}
    return (
        {name: row[name] for name in names} | marks | {"overdue_days": max(0, (today - due_on).days) if due_on else 0}
    )
