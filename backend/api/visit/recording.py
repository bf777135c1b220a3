"""What is recorded at the door, and what comes of it: given and signed for, not met, taken back, heard and answered.

Two phones at one door: the stop is held while it is written, and whoever comes second is told who was first.
The cash of an approved case is given whole; that it is the payment of the case is booked by the ledger (`payment_id`).
"""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.api.asking import seconds_left, start_of_day
from backend.api.confirmation import require_confirmed
from backend.api.versions import take
from backend.api.visit.addresses import open_field
from backend.api.visit.paying import stop_of
from backend.api.visit.schemas import VisitRevealAsked
from backend.api.visit.storing import given_columns, stocks_of
from backend.api.work import Work, told_of
from backend.db import register as store
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.keys import KeyRing
from backend.db.queries import aid_case as cases
from backend.db.queries import file as files
from backend.db.queries import payment as payments
from backend.db.queries import visit as visits
from backend.db.queries import visit_plan as plans
from backend.db.tables.aid_case import AidCase
from backend.db.tables.member import Reveal
from backend.db.tables.visit import Visit, VisitConcern, VisitPicture, VisitPlan
from backend.db.types import new_id
from backend.domain.access import Permission
from backend.domain.account.sightings import person_of
from backend.domain.aid.case_codes import CaseStatus
from backend.domain.member.reveals import REVEALS_A_DAY, SHOWN_FOR, NoteMissing, RevealReason, require_below_limit
from backend.domain.refusals import at
from backend.domain.text import clean_lines, clean_text
from backend.domain.visit import doing as rules
from backend.domain.visit.codes import ConcernState, PictureKind, PlanStatus, VisitStatus
from backend.domain.visit.doing import Planned, VisitReport
from backend.domain.visit.money import require_unbooked
from backend.domain.visit.stops import priced

TABLE, CONCERN = "visit", "visit_concern"


async def report(work: Work, id: UUID, report: VisitReport, *, seen: int) -> Visit:
    """Record a visit that was made: amounts against the plan, pictures of the caller's, what was heard.

    Raises `NotFound`, `VisitNotOpen`, `VisitDoneAlready`, `Stale`, `CaseNotApproved`, `CaseGoesByBank` and
    what `require_report` raises.
    """
    visit, plan = await _undone(work, id, seen=seen)
    report = replace(report, goods_given=priced(report.goods_given, await stocks_of(work, report.goods_given)))
    case = await _approved_case(work, visit, given_fen=report.given_fen)
    planned = Planned(
        cash_fen=visit.cash_fen,
        goods=[(each["name"], each["count"]) for each in visit.goods],
        case_fen=None if case is None else case.amount_fen,
        lots=frozenset(visit.lots),
    )
    rules.require_report(report, planned)
    await _add_pictures(work, visit, report)
    visit.status = str(VisitStatus.DONE)
    visit.given_fen = report.given_fen
    for name, value in given_columns(report.goods_given).items():
        setattr(visit, name, value)
    visit.difference, visit.without_photo = report.difference, report.without_photo
    visit.signed_by = report.signed_by or (visit.name if report.signature else "")
    visit.heard = work.vault.seal(report.heard, TABLE, "heard", visit.id) if report.heard else None
    _sign(work, visit)
    for each in report.concerns:
        concern = new_id()
        work.session.add(
            VisitConcern(
                id=concern,
                visit_id=visit.id,
                organization_id=visit.organization_id,
                code=visit.code,
                line_code=visit.line_code,
                kind=str(each.kind),
                text=work.vault.seal(each.text, CONCERN, "text", concern),
                created_at=work.now,
            )
        )
    _start(work, plan)
    await work.session.flush()
    facts = {"case": case.number} if case is not None else {}
    work.tell("visit_recorded", visit, number=plan.number, given_fen=visit.given_fen, **facts)
    return visit


async def absent(work: Work, id: UUID, reason: str, *, seen: int) -> Visit:
    """Record that nobody was met. Raises what `report` raises before anything is given, `AbsenceUnexplained`."""
    said = rules.require_absence(reason)
    visit, plan = await _undone(work, id, seen=seen)
    visit.status, visit.absence = str(VisitStatus.ABSENT), said
    _sign(work, visit)
    _start(work, plan)
    await work.session.flush()
    work.tell("visit_missed", visit, number=plan.number)
    return visit


async def reopen(work: Work, id: UUID, *, seen: int) -> Visit:
    """Take back what was recorded, pictures and unanswered concerns with it; the record keeps that it was.

    Raises `NothingToTakeBack`, `VisitPaid`, `VisitBooked`, `VisitNotOpen`, `Stale`.
    """
    visit = await visits.get_visit(work.session, id, lock=True)
    plan = await plans.get_plan(work.session, visit.plan_id)
    rules.require_open(PlanStatus(plan.status))
    rules.require_recorded(VisitStatus(visit.status), paid=visit.payment_id is not None)
    require_unbooked(stop_of(visit))
    take(visit, seen)
    given = visit.given_fen
    await visits.drop_record(work.session, id)
    visit.status, visit.given_fen = str(VisitStatus.PLANNED), 0
    for name, value in given_columns(()).items():
        setattr(visit, name, value)
    visit.difference = visit.without_photo = visit.signed_by = visit.absence = visit.recorded_by_name = ""
    visit.heard = visit.recorded_at = None
    visit.updated_at = work.now
    await work.session.flush()
    work.tell("visit_reopened", visit, number=plan.number, given_fen=given)
    return visit


async def _undone(work: Work, id: UUID, *, seen: int) -> tuple[Visit, VisitPlan]:
    visit = await visits.get_visit(work.session, id, lock=True)
    plan = await plans.get_plan(work.session, visit.plan_id)
    rules.require_open(PlanStatus(plan.status))
    rules.require_undone(VisitStatus(visit.status), by=visit.recorded_by_name)
    take(visit, seen)
    return visit, plan


async def _approved_case(work: Work, visit: Visit, *, given_fen: int) -> AidCase | None:
    """The case whose money is brought, held, so that it is not paid twice; None where the bank pays and no cash was given.

    Raises `CaseNotApproved`, `CaseGoesByBank`.
    """
    if visit.case_id is None:
        return None
    case = await cases.get_case(work.session, visit.case_id, lock=True)
    rules.require_approved(CaseStatus(case.status))
    if await payments.goes_by_bank(work.session, case.id):
        if given_fen:
            raise rules.CaseGoesByBank(pointer="/report/given_fen")
        return None
    return case


async def _add_pictures(work: Work, visit: Visit, report: VisitReport) -> None:
    """Pictures that the caller has uploaded for a visit become this one's. Raises `NotAPicture`."""
    wanted = [(PictureKind.PHOTO, id) for id in dict.fromkeys(report.photos)]
    if report.signature is not None:
        wanted.append((PictureKind.SIGNATURE, report.signature))
    found = {file.id: file for file in await files.find_files(work.session, [id for _kind, id in wanted])}
    for kind, id in wanted:
        file = found.get(id)
        if file is None or file.purpose != Purpose.VISIT:
            raise rules.NotAPicture(pointer="/signature" if kind is PictureKind.SIGNATURE else "/photos")
        # The upkeep that deletes pictures nobody uses looks at this moment again when it has waited for this commit.
        file.created_at = work.now
        work.session.add(
            VisitPicture(
                visit_id=visit.id,
                organization_id=visit.organization_id,
                code=visit.code,
                line_code=visit.line_code,
                kind=str(kind),
                file_id=file.id,
                sha256=file.sha256,
                media_type=file.media_type,
                size=file.size,
                taken_at=work.now,
            )
        )


def _sign(work: Work, visit: Visit) -> None:
    visit.recorded_by_name, visit.recorded_at, visit.updated_at = work.caller.name, work.now, work.now


def _start(work: Work, plan: VisitPlan) -> None:
    """The first visit starts a planned plan, where whoever records it may change it."""
    ours = Permission.AID_EDIT in work.held_over(plan.code, plan.line_code)
    if ours and plan.status == PlanStatus.PLANNED:
        plan.status, plan.updated_at, plan.version = str(PlanStatus.UNDER_WAY), work.now, plan.version + 1
        work.tell("visit_plan_started", plan, number=plan.number)


async def find_picture(work: Work, place: FileStore, id: UUID, picture_id: UUID) -> tuple[Path, VisitPicture]:
    """Where a picture of a visit lies. Raises `NotFound`."""
    await visits.get_visit(work.session, id)
    picture = await visits.get_picture(work.session, id, picture_id)
    return place.find(picture.file_id, picture.sha256), picture


async def reveal(work: Work, ring: KeyRing, id: UUID, asked: VisitRevealAsked, *, token: str | None) -> dict[str, Any]:
    """Where somebody lives, or their phone, for the way there; counted with every other look at hidden fields.

    Raises `NotConfirmed`, `RevealedTooOften`, `NotFound`, `NoteMissing`, `VisitFieldEmpty`.
    """
    require_confirmed(ring, token, work.caller, now=work.now)
    with at("/note"):
        note = clean_text(asked.note)
    if asked.reason is RevealReason.OTHER and not note:
        raise NoteMissing(pointer="/note")
    visit = await visits.get_visit(work.session, id)
    value = await open_field(work, visit, asked.field)
    if value is None:
        raise rules.VisitFieldEmpty()
    await told_of(work, [person_of(household=visit.household_id, member=visit.member_id, row=visit.id)])
    shown = await store.count_reveals(work.session, work.caller.user_id, since=start_of_day(work), existence=False)
    require_below_limit(shown, retry_after=seconds_left(work))
    work.session.add(
        Reveal(
            user_id=work.caller.user_id,
            member_id=visit.member_id,
            field=f"visit.{asked.field}",
            reason=str(asked.reason),
            note=note,
            at=work.now,
        )
    )
    work.tell("visit_field_revealed", visit, fields=[asked.field], reason=asked.reason)
    return {
        "field": asked.field,
        "value": value,
        "expires_in": SHOWN_FOR,
        "shown_today": shown + 1,
        "limit": REVEALS_A_DAY,
    }


async def answer(work: Work, id: UUID, said: str, *, seen: int) -> VisitConcern:
    """Write down what was done about something heard. Raises `ConcernAnswered`, `Stale`, `NotFound`."""
    with at("/answer"):
        text = clean_lines(said)
    concern = await visits.get_concern(work.session, id, lock=True)
    if concern.state != ConcernState.OPEN:
        raise rules.ConcernAnswered(by=concern.answered_by_name)
    take(concern, seen)
    concern.state, concern.answer = str(ConcernState.ANSWERED), text
    concern.answered_by_name, concern.answered_at = work.caller.name, work.now
    await work.session.flush()
    work.tell("visit_concern_answered", concern, kind=concern.kind)
    return concern
