"""A season of aid that is over: a programme of each county, from the first case to the last receipt, played day by day.

One county pays by the bank, which sends a line back; the others bring the money to the door and have it signed for.
"""

import typing
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.api.aid_case import actions as cases
from backend.api.aid_case import deciding
from backend.api.aid_program import actions as programs
from backend.api.jobs import Run
from backend.api.notice import actions as notices
from backend.api.notice import objecting
from backend.api.notice.schemas import ObjectionStepRequest
from backend.api.payment import actions as payments
from backend.api.payment import batches, confirming
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.queries import payment as lines
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.payment import PaymentBatch
from backend.demo import doors
from backend.demo.cast import Cast, morning
from backend.demo.city import City, Node
from backend.demo.money import Purse
from backend.demo.people import Row
from backend.demo.pictures import at_the_door, signature
from backend.domain.access import Role
from backend.domain.aid.case_codes import CaseStatus, CaseStep, ProgramKind, ProgramStep, Stage
from backend.domain.aid.cases import CaseAsked, CaseDraft
from backend.domain.aid.program_templates import TEMPLATES
from backend.domain.aid.programs import ProgramDraft
from backend.domain.aid.way import WHOLE_WAY
from backend.domain.calendar import day_of
from backend.domain.fund.codes import AnswerOutcome, BatchState, PaymentWay
from backend.domain.fund.payments import PaymentBatchDraft, PaymentDraft
from backend.domain.notice.codes import ObjectionStep, ObjectionWay
from backend.domain.notice.objections import ObjectionDraft
from backend.domain.notice.rules import NoticeDraft
from backend.domain.organization.codes import Level

BEGAN = timedelta(days=130)
LATEST_FILE = timedelta(days=135)
"""Files that were on record before the season began."""
CASES = 6
"""Of each county."""
AMOUNTS = (100_000, 120_000, 150_000, 180_000)
"""Fen. With what the running season gives the household, it stays below the cap of the year."""
BY_BANK = "青溪县总工会"
_REASONS = ("本人住院治疗，自付部分较高", "家属长期服药，家中收入低", "意外受伤，休养期间没有收入")


@dataclass(slots=True, kw_only=True)
class _Season:
    """What one county is in the middle of."""

    cast: Cast
    purse: Purse
    program: AidProgram
    places: Mapping[UUID, Node]
    """Unions by id."""
    rows: list[AidCase]

    def unit(self, row: AidCase) -> Node:
        return self.places[row.organization_id]

    def units(self) -> Mapping[Node, list[AidCase]]:
        """The cases of each unit, in the order of the first."""
        found: dict[UUID, list[AidCase]] = defaultdict(list)
        for row in self.rows:
            found[row.organization_id].append(row)
        return {self.places[id]: rows for id, rows in found.items()}


async def play(cast: Cast, city: City, purses: Sequence[Purse], households: Sequence[Row], *, now: datetime) -> None:
    """The season of every county, one after the other."""
    places = {node.id: node for node in city.nodes}
    began = morning(now - BEGAN)
    for purse in purses:
        files = [
            row
            for row in households
            if row["status"] == "active"
            and row["opened_on"] <= day_of(now - LATEST_FILE)
            and places[row["organization_id"]].above(Level.COUNTY) is purse.county
        ][:CASES]
        if not files:
            continue
        program = await _open(cast, purse.county, began)
        season = _Season(cast=cast, purse=purse, program=program, places=places, rows=[])
        await _apply(season, files, began + timedelta(days=2))
        at = await _publish(season, began + timedelta(days=4))
        await _decide(season, at)
        bank = purse.county.name == BY_BANK
        await (_by_bank if bank else _to_the_doors)(season, at + timedelta(days=4))
        await _put_away(season, at + timedelta(days=30))


async def _open(cast: Cast, county: Node, at: datetime) -> AidProgram:
    officer, kind = cast.act(Role.OFFICER, county, at), ProgramKind.MEDICAL
    template = TEMPLATES[kind]
    made = await programs.make(
        officer,
        ProgramDraft(
            organization_id=county.id,
            kind=kind,
            name=f"{day_of(at).year} 年{kind.zh}",
            year=day_of(at).year,
            audience=template.audience,
            categories=template.categories,
            # The files of the demo hold no pictures.
            papers=(),
            sources=template.sources,
            stages=tuple(each for each in WHOLE_WAY if each is not Stage.CITY_REVIEW),
            each_time_fen=template.each_time_fen,
            each_year_fen=template.each_year_fen,
            notice_days=3,
            opens_at=at,
            closes_at=at + timedelta(days=30),
        ),
    )
    return await programs.step(officer, made.id, ProgramStep.OPEN, seen=made.version)


async def _apply(season: _Season, files: Sequence[Row], at: datetime) -> None:
    """The chair of each unit writes the cases down, hands them in and agrees to them."""
    for number, file in enumerate(files):
        chair = season.cast.act(Role.CHAIR, season.places[file["organization_id"]], at + timedelta(hours=number))
        row = await cases.begin(
            chair,
            CaseDraft(
                program_id=season.program.id,
                household_id=file["id"],
                asked_fen=AMOUNTS[number % len(AMOUNTS)],
                reason=_REASONS[number % len(_REASONS)],
            ),
        )
        season.rows.append(await deciding.step(chair, row.id, CaseAsked(step=CaseStep.SUBMIT), seen=row.version))
    for unit, rows in season.units().items():
        await _pass(season.cast.act(Role.CHAIR, unit, at + timedelta(days=1)), rows, "情况属实，同意")


async def _publish(season: _Season, at: datetime) -> datetime:
    """A notice of each unit, one of them objected to in vain; when the last of them was concluded."""
    ended = at
    for number, (unit, rows) in enumerate(season.units().items()):
        chair = season.cast.act(Role.CHAIR, unit, at + timedelta(minutes=20 * number))
        draft = NoticeDraft(
            case_ids=tuple(row.id for row in rows),
            shown_at="厂务公开栏",
            receiver="工会办公室",
            receiver_phone="0738-8312345",
        )
        notice = await notices.publish(chair, draft)
        if number == 0:
            await _object(season, unit, notice.id, rows[0].id, at + timedelta(hours=30))
        over = notice.ends_at + timedelta(hours=10, minutes=number)
        await season.cast.session.refresh(notice)
        await notices.conclude(season.cast.act(Role.CHAIR, unit, over), notice.id, seen=notice.version)
        ended = max(ended, over)
    return ended


async def _object(season: _Season, unit: Node, notice_id: UUID, case_id: UUID, at: datetime) -> None:
    chair = season.cast.act(Role.CHAIR, unit, at)
    taken = await objecting.receive(
        chair,
        ObjectionDraft(
            notice_id=notice_id,
            case_id=case_id,
            way=ObjectionWay.IN_PERSON,
            received_on=chair.today,
            objector="刘工",
            text="听说他家去年刚买了车，请核实。",
        ),
    )
    said = ObjectionStepRequest(step=ObjectionStep.DISMISS, reason="经入户核实，车辆为亲戚所有，家庭情况与申报一致")
    later = season.cast.act(Role.CHAIR, unit, at + timedelta(hours=5))
    await objecting.answer(later, taken.id, said, seen=taken.version)


async def _decide(season: _Season, at: datetime) -> None:
    """The units confirm, townships and the county agree, all but one; the money is promised with the last step."""
    for unit, rows in season.units().items():
        await _pass(season.cast.act(Role.CHAIR, unit, at + timedelta(hours=2)), rows, "公示无异议")
        await _pass(season.cast.officer(unit, Level.TOWNSHIP, at + timedelta(days=1)), rows, "材料齐全，同意上报")
    county = season.cast.act(Role.OFFICER, season.purse.county, at + timedelta(days=2))
    *good, last = season.rows
    await _pass(county, good, "符合规定，同意", fund_id=season.purse.handed.id)
    await deciding.step(
        county, last.id, CaseAsked(step=CaseStep.REJECT, reason="同一项支出已由医保报销"), seen=last.version
    )
    season.rows = good


async def _pass(work: Work, rows: Sequence[AidCase], opinion: str, *, fund_id: UUID | None = None) -> None:
    asked = CaseAsked(step=CaseStep.PASS, reason=opinion, fund_id=fund_id)
    done = await deciding.step_many(work, asked, [(row.id, row.version) for row in rows])
    assert done["failed"] == 0, done


async def _by_bank(season: _Season, at: datetime) -> None:
    """A batch for the bank; one card is closed by then, and that household is given its money by hand."""
    county, fund = season.purse.county, season.purse.handed
    finance = season.cast.act(Role.FINANCE, county, at)
    ids = tuple(row.id for row in season.rows)
    batch, left = await batches.make(finance, PaymentBatchDraft(fund_id=fund.id, case_ids=ids, purpose="医疗救助"))
    assert not left, left
    await batches.send(season.cast.act(Role.FINANCE, county, at + timedelta(hours=3)), batch.id, seen=batch.version)
    await _answer(season, batch, at + timedelta(days=2))
    back = season.rows[1]
    await _give(season, back, at + timedelta(days=5), 1)


async def _answer(season: _Season, batch: PaymentBatch, at: datetime) -> None:
    """What the bank said of each line, and its booking. The bank's file is not read here: that takes a process of its own."""
    finance, session = season.cast.act(Role.FINANCE, season.purse.county, at), season.cast.session
    said = [
        (place, str(AnswerOutcome.REJECTED if place == 2 else AnswerOutcome.PAID), "账户已销户" if place == 2 else "")
        for place in range(1, batch.lines + 1)
    ]
    await lines.note_answers(session, batch.id, said)
    await session.refresh(batch)
    batch.answered_at = finance.now
    finance.tell("payment_answer_taken", batch, number=batch.number, lines=batch.lines)
    batch.state, batch.payer_id, batch.payer_name = BatchState.PAYING.value, finance.caller.user_id, finance.caller.name
    finance.tell("payment_batch_confirmed", batch, number=batch.number)
    await session.flush()
    await confirming.confirm(typing.cast(Run, _Booking(finance, batch.id)))


class _Booking:
    """The job that books an answer, done at once and in the transaction of the city."""

    def __init__(self, work: Work, batch_id: UUID) -> None:
        self._work = work
        self.request = {"batch_id": str(batch_id)}

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        yield self._work
        await self._work.session.flush()

    async def report(self, *_said: Any, **_more: Any) -> None:
        """Nobody watches."""


async def _give(season: _Season, row: AidCase, at: datetime, number: int) -> None:
    """Cash from hand to hand, signed for and photographed."""
    finance = season.cast.act(Role.FINANCE, season.purse.county, at)
    signed = await season.cast.picture(finance, signature(number), "签收.png", Purpose.PROOF)
    photo = await season.cast.picture(finance, at_the_door(number), "现场.png", Purpose.PROOF)
    await payments.give(finance, PaymentDraft(case_id=row.id, way=PaymentWay.CASH, signature_id=signed, photo_id=photo))


async def _to_the_doors(season: _Season, at: datetime) -> None:
    """The county brings the money home; whoever was out is given it later. Finance books what was signed at the doors."""
    brought = await doors.bring(season.cast, season.purse.county, season.program, at)
    for number, (case_id, visit_id) in enumerate(brought.items()):
        finance = season.cast.act(Role.FINANCE, season.purse.county, at + timedelta(days=5, minutes=3 * number))
        await payments.give(finance, PaymentDraft(case_id=case_id, way=PaymentWay.CASH, visit_id=visit_id))
    for number, row in enumerate(each for each in season.rows if each.id not in brought):
        await _give(season, row, at + timedelta(days=9, minutes=3 * number), number)


async def _put_away(season: _Season, at: datetime) -> None:
    """The programme closes, and half of what is paid goes into the archive."""
    officer = season.cast.act(Role.OFFICER, season.purse.county, at)
    for row in season.rows[::2]:
        await season.cast.session.refresh(row)
        if row.status == CaseStatus.PAID:
            await deciding.step(officer, row.id, CaseAsked(step=CaseStep.ARCHIVE), seen=row.version)
    program = season.program
    await season.cast.session.refresh(program)
    await programs.step(officer, program.id, ProgramStep.CLOSE, seen=program.version)
