"""Forms (审批表) handed out: masked, or whole for those who may open each file, for a reason that stays on record (AID-09).

Numbers leave their seal here for paper. Whoever prints them holds `aid:reveal`, has proved who they are a moment ago, and
uses up the day's reveals as on the screen.
"""

import asyncio
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Response

from backend.api import form_docx, form_pdf
from backend.api.asking import seconds_left, start_of_day
from backend.api.attachment import disposition
from backend.api.confirmation import require_confirmed
from backend.api.work import Work, told_of
from backend.db import register as store
from backend.db.household_records import FILE, PERSON, open_field
from backend.db.keys import KeyRing
from backend.db.queries import aid_case as cases
from backend.db.queries import aid_program as programs
from backend.db.queries import approval_form as queries
from backend.db.queries import member as members
from backend.db.records import draft_of as member_record
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.member import Reveal
from backend.db.tables.payment import Payment
from backend.domain.access import Permission
from backend.domain.account.sightings import person_of
from backend.domain.age import age_on
from backend.domain.aid.approval_form import ApprovalForm, FormsAsked, Kin, opinions, page
from backend.domain.aid.case_codes import Stage
from backend.domain.aid.cases import survivor_said
from backend.domain.aid.codes import HardshipCategory, HardshipCause, Livelihood, Relation, WorkerKind
from backend.domain.aid.evaluation import told
from backend.domain.calendar import day_of
from backend.domain.fund.capitals import in_capitals
from backend.domain.fund.codes import PaymentWay
from backend.domain.identity import Sex, mask_address, mask_card, mask_id_number, mask_phone
from backend.domain.member.reveals import require_below_limit
from backend.domain.money import yuan
from backend.domain.refusals import Forbidden

_WRITERS: Final = {"docx": form_docx.write, "pdf": form_pdf.write}
_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
CONTENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {kind: {} for kind in _TYPES.values()},
        "description": "审批表 The form, or several in one archive",
    }
}
_MASKS: Final = {
    "id_number": mask_id_number,
    "phone": mask_phone,
    "residence": mask_address,
    "bank_card": mask_card,
}
_SHUT: Final = "（无权查看）"
REVEALED: Final = "household.approval_form"
"""What a reveal of a whole form is called among the reveals: all the sealed fields of the worker at once."""


async def print_forms(work: Work, ring: KeyRing, asked: FormsAsked, *, token: str | None) -> Response:
    """The form of a case, or an archive of several. Nine statements, however many.

    Raises `NotFound`, `PdfUnavailable`; whole also `Forbidden`, `NotConfirmed`, `RevealedTooOften`.
    """
    rows = await queries.list_cases(work.session, asked.case_ids)
    await told_of(work, [person_of(household=row.household_id, member=row.member_id, row=row.id) for row in rows])
    if asked.whole:
        await _reveal(work, ring, rows, asked, token=token)
    made = await gather(work, rows, whole=asked.whole)
    content = await asyncio.to_thread(_write, made, asked.format)
    for row in rows:
        work.tell("aid_case_form_printed", row, number=row.number, format=asked.format, whole=asked.whole)
    one = len(rows) == 1
    suffix = asked.format if one else "zip"
    named = f"审批表 {rows[0].name} {rows[0].number}" if one else f"审批表 {work.today.isoformat()} 共{len(rows)}份"
    headers = {
        "Content-Disposition": disposition(f"{named}.{suffix}", f"{rows[0].number}.{suffix}"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=_TYPES[suffix], headers=headers)


async def _reveal(work: Work, ring: KeyRing, rows: list[AidCase], asked: FormsAsked, *, token: str | None) -> None:
    for row in rows:
        if Permission.AID_REVEAL not in work.held_over(row.code, row.line_code):
            raise Forbidden()
    require_confirmed(ring, token, work.caller, now=work.now)
    shown = await store.count_reveals(work.session, work.caller.user_id, since=start_of_day(work), existence=False)
    require_below_limit(shown + len(rows) - 1, retry_after=seconds_left(work))
    work.session.add_all(
        Reveal(
            user_id=work.caller.user_id,
            member_id=row.member_id,
            field=REVEALED,
            reason=str(asked.reason),
            note=asked.note,
            at=work.now,
        )
        for row in rows
    )


def _write(forms: list[ApprovalForm], format: str) -> bytes:
    write = _WRITERS[format]
    if len(forms) == 1:
        return write(page(forms[0]))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for form in forms:
            archive.writestr(f"{form.number} {form.name}.{format}", write(page(form)))
    return held.getvalue()


@dataclass(frozen=True, slots=True)
class _Beside:
    """What was loaded for all of them."""

    programs: Mapping[Any, AidProgram]
    files: Mapping[Any, Any]
    people: Mapping[Any, list[Any]]
    members: Mapping[Any, Any]
    steps: Mapping[Any, list[dict[str, Any]]]
    paid: Mapping[Any, Payment]
    unions: Mapping[Any, str]


async def gather(work: Work, rows: list[AidCase], *, whole: bool) -> list[ApprovalForm]:
    """What stands on the forms of these cases, in their order; seven statements, however many."""
    ids = [row.id for row in rows]
    homes = [row.household_id for row in rows if row.household_id is not None]
    alone = [row.member_id for row in rows if row.household_id is None and row.member_id is not None]
    beside = _Beside(
        programs=await programs.find_programs(work.session, [row.program_id for row in rows]),
        files=await cases.find_households(work.session, homes),
        people=await queries.list_people(work.session, homes),
        members=await members.find_members(work.session, alone) if alone else {},
        steps=await queries.list_steps(work.session, ids),
        paid=await queries.find_paid(work.session, ids),
        unions=await queries.names_of_unions(work.session, [row.organization_id for row in rows]),
    )
    return [_form(work, row, beside, whole=whole) for row in rows]


def _form(work: Work, row: AidCase, beside: _Beside, *, whole: bool) -> ApprovalForm:
    program, file = beside.programs[row.program_id], beside.files.get(row.household_id)
    sees = work.sees(row.code, row.line_code)
    people = beside.people.get(row.household_id, [])
    # What the register knows of a veteran is not the survivor's.
    member = None if row.survivor_relation else beside.members.get(row.member_id)
    who = _file_facts(work, file, people) if file is not None else _member_facts(work, member)
    secret = {
        name: (value if whole else mask(value)) if (value := who.pop(name)) else "" for name, mask in _MASKS.items()
    }
    stages = [Stage(each) for each in program.stages]
    approved = row.approved_at is not None
    income = f"{yuan(file.gross_fen)} 元" if file is not None and file.gross_fen is not None else ""
    return ApprovalForm(
        number=row.number,
        program=program.name,
        year=program.year,
        name=row.name,
        union=beside.unions.get(row.organization_id, ""),
        income=income if sees else _SHUT,
        category=HardshipCategory(row.category).zh if row.category else "",
        cause=(HardshipCause(file.main_cause).zh if file is not None else "") if sees else _SHUT,
        basis=survivor_said(row) or (_basis(row) if sees else _SHUT),
        reason=(work.vault.open(row.reason, "aid_case", "reason", row.id) if row.reason else "") if sees else _SHUT,
        asked_fen=row.asked_fen,
        amount=f"{yuan(row.amount_fen)} 元（{in_capitals(row.amount_fen)}）" if approved else "",
        kin=[_kin(work, each, sees=sees) for each in people[1:]],
        opinions=[(stage.zh, said) for stage, said in zip(stages, opinions(stages, beside.steps[row.id]), strict=True)],
        paid=_paid(beside.paid.get(row.id)),
        **who,
        **secret,
    )


def _file_facts(work: Work, file: Any, people: list[Any]) -> dict[str, Any]:
    return {
        "sex": Sex(file.sex).zh if file.sex else "",
        "born": file.born_on.isoformat() if file.born_on else "",
        "worker_kind": WorkerKind(file.worker_kind).zh,
        "size": f"{file.size} 人",
        "bank": file.bank,
        "id_number": open_field(work.vault, PERSON, "id_number", people[0]) if people else None,
        **{name: open_field(work.vault, FILE, name, file) for name in ("phone", "residence", "bank_card")},
    }


def _member_facts(work: Work, member: Any) -> dict[str, Any]:
    nobody = dict.fromkeys(("sex", "born", "worker_kind", "size", "bank", *_MASKS), "")
    if member is None:
        return nobody
    record = member_record(work.vault, member)
    return nobody | {
        "sex": record.sex.zh if record.sex else "",
        "born": record.born_on.isoformat() if record.born_on else "",
        **{name: getattr(record, name) for name in _MASKS},
    }


def _kin(work: Work, person: Any, *, sees: bool) -> Kin:
    age = "" if person.born_on is None else str(age_on(person.born_on, work.today))
    income = "" if person.income_fen is None else yuan(person.income_fen)
    return Kin(
        relation=Relation(person.relation).zh,
        name=person.name,
        age=age,
        livelihood=Livelihood(person.livelihood).zh if person.livelihood else "",
        income=income if sees else _SHUT,
    )


def _basis(row: AidCase) -> str:
    """The sentences by which the rules found the category, as they were frozen when the case was submitted."""
    if not row.evaluation:
        return ""
    verdicts: Any = told(row.evaluation, "zh")["verdicts"]
    held = [each for each in verdicts if each["category"] == row.category and each["passed"]]
    return "；".join(
        each["sentence"].rstrip("。；") for verdict in held[:1] for each in verdict["criteria"] if each["passed"]
    )


def _paid(payment: Payment | None) -> str:
    if payment is None or payment.paid_at is None:
        return ""
    way = PaymentWay(payment.way).zh
    return (
        f"{day_of(payment.paid_at).isoformat()} 以{way}方式发放 {yuan(payment.amount_fen)} 元，收款人 {payment.payee}。"
    )
