"""困难职工档案表 handed out: masked for all who read the file, whole for those who may open it, for a reason (AID-09).

As the 审批表 of a case: whole it takes `aid:reveal` over the file, a proof of a moment ago and a reason, and uses up the
day's reveals, one for each person whose number is printed. Without `aid:see` neither health nor amounts stand on it. What
is said of health in words, and the remarks, stay in the file: they are read on the screen, one at a time.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from fastapi import Response

from backend.api import form_docx, form_pdf
from backend.api.asking import seconds_left, start_of_day
from backend.api.attachment import disposition
from backend.api.confirmation import require_confirmed
from backend.api.household import reading
from backend.api.work import Work, told_of
from backend.db import register as store
from backend.db.household_records import FILE, PERSON, open_field
from backend.db.keys import KeyRing
from backend.db.queries import household as households
from backend.db.tables.aid import Household, HouseholdPerson
from backend.db.tables.member import Reveal
from backend.domain.access import Permission
from backend.domain.aid.codes import (
    ContractTerm,
    Disability,
    EnterpriseState,
    Exclusion,
    HardshipCategory,
    HardshipCause,
    HouseholdStatus,
    Housing,
    HousingArea,
    Illness,
    Livelihood,
    MedicalInsurance,
    PaperKind,
    Relation,
    SchoolStage,
    WorkerKind,
)
from backend.domain.aid.file_form import TITLE, FileForm, FileFormAsked, FileKin, against_line, counted, page
from backend.domain.codes import Code
from backend.domain.identity import Sex
from backend.domain.mask import HARDSHIP_MASKS
from backend.domain.member.codes import HukouKind, Marriage, ModelWorker, Nation, Politics
from backend.domain.member.reveals import require_below_limit
from backend.domain.money import yuan
from backend.domain.organization.codes import Industry, Ownership
from backend.domain.refusals import Forbidden

_WRITERS: Final = {"docx": form_docx.write, "pdf": form_pdf.write}
_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
CONTENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {kind: {} for kind in _TYPES.values()}, "description": "困难职工档案表 The file on paper"}
}
_SHUT: Final = "（无权查看）"
REVEALED: Final = "household.file_form"
"""What a reveal of a whole file on paper is called among the reveals: all the sealed fields of a person at once."""


async def print_form(work: Work, ring: KeyRing, id: UUID, asked: FileFormAsked, *, token: str | None) -> Response:
    """The file on paper. Raises `NotFound`, `PdfUnavailable`; whole also `Forbidden`, `NotConfirmed`, `RevealedTooOften`."""
    row = await households.get_household(work.session, id)
    await told_of(work, [id])
    people = await households.list_people(work.session, id)
    if asked.whole:
        await _reveal(work, ring, row, people, asked, token=token)
    form = await _gather(work, row, people, whole=asked.whole)
    content = await asyncio.to_thread(_WRITERS[asked.format], page(form))
    work.tell("household_form_printed", row, number=row.number, format=asked.format, whole=asked.whole)
    name = disposition(f"{TITLE} {row.name} {row.number}.{asked.format}", f"{row.number}.{asked.format}")
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(content, media_type=_TYPES[asked.format], headers=headers)


async def _reveal(
    work: Work,
    ring: KeyRing,
    row: Household,
    people: Sequence[HouseholdPerson],
    asked: FileFormAsked,
    *,
    token: str | None,
) -> None:
    if Permission.AID_REVEAL not in work.held_over(row.code, row.line_code):
        raise Forbidden()
    require_confirmed(ring, token, work.caller, now=work.now)
    shown = await store.count_reveals(work.session, work.caller.user_id, since=start_of_day(work), existence=False)
    relatives = sum(each.id_number is not None for each in people[1:])
    require_below_limit(shown + relatives, retry_after=seconds_left(work))
    work.session.add_all(
        Reveal(
            user_id=work.caller.user_id,
            member_id=whose,
            field=REVEALED,
            reason=str(asked.reason),
            note=asked.note,
            at=work.now,
        )
        for whose in (row.member_id, *(None for _ in range(relatives)))
    )


async def _gather(work: Work, row: Household, people: Sequence[HouseholdPerson], *, whole: bool) -> FileForm:
    """What stands on the paper, as the page shows it: judged by the rules of today."""
    file = await reading.get(work, row.id)
    sees = work.sees(row.code, row.line_code)
    judged = file["evaluation"]
    worker, *family = file["people"]
    if whole:
        numbers = [open_field(work.vault, PERSON, "id_number", each) or "" for each in people]
        secret = {name: open_field(work.vault, FILE, name, row) or "" for name in HARDSHIP_MASKS}
    else:
        numbers = [each["id_number_masked"] or "" for each in file["people"]]
        secret = {name: file[f"{name}_masked"] or "" for name in HARDSHIP_MASKS}

    def closed(said: str) -> str:
        return said if sees else _SHUT

    return FileForm(
        number=row.number,
        union=file["organization_name"],
        printed_on=work.today,
        category=_word(HardshipCategory, row.category),
        status=_word(HouseholdStatus, row.status),
        name=row.name,
        sex=_word(Sex, row.sex),
        nation=_word(Nation, row.nation),
        born=_day(row.born_on),
        id_number=numbers[0],
        politics=_word(Politics, worker["politics"]),
        model_worker=_word(ModelWorker, row.model_worker),
        health=closed(_word(Illness, worker["illness"])),
        disability=closed(_disability(worker)),
        marriage=_word(Marriage, row.marriage),
        hukou=_word(HukouKind, row.hukou_kind),
        livelihood=_word(Livelihood, worker["livelihood"]),
        worker_kind=_word(WorkerKind, row.worker_kind),
        insurance=_word(MedicalInsurance, worker["medical_insurance"]),
        single_parent=_yes(row.single_parent),
        housing=_word(Housing, row.housing),
        housing_area=_word(HousingArea, row.housing_area),
        nobody_works=_yes(row.nobody_works),
        self_help=_yes(row.self_help),
        unit=worker["unit"],
        unit_ownership=_word(Ownership, row.unit_ownership),
        unit_industry=_word(Industry, row.unit_industry),
        unit_address=row.unit_address,
        region_code=file["region_code"] or "",
        enterprise_state=_word(EnterpriseState, row.enterprise_state),
        work_started=_day(row.work_started_on),
        contract=_contract(row),
        kin=[_kin(each, number, sees=sees) for each, number in zip(family, numbers[1:], strict=True)],
        income=closed(_yuan(worker["income_fen"])),
        other_income=closed(_yuan(file["other_income_fen"])),
        year_income=closed(_yuan(judged["income_fen"] if judged else None)),
        size=f"{file['size']} 人",
        gross=closed(_yuan(file["gross_fen"])),
        net=closed(_yuan(file["net_fen"])),
        line=closed(_yuan(judged["line_fen"] if judged else None)),
        against=against_line(judged["gross_fen"], judged["line_fen"]) if judged else _SHUT,
        medical=closed(_yuan(file["medical_fen"])),
        disability_cost=closed(_yuan(file["disability_fen"])),
        schooling=closed(_yuan(file["schooling_fen"])),
        work=closed(_yuan(file["work_fen"])),
        loss=closed(_yuan(file["property_loss_fen"])),
        accident=closed(_yes(row.accident)),
        disaster=closed(_yes(row.disaster)),
        still_poor=_yes(row.still_poor),
        main_cause=closed(_word(HardshipCause, row.main_cause)),
        causes=closed(_words(HardshipCause, row.causes)),
        special=closed(file["special_reason"] or ""),
        exclusions=_words(Exclusion, row.exclusions),
        bank=row.bank,
        papers=counted([PaperKind(each["kind"]).zh for each in file["papers"]]),
        keeper=row.keeper_name,
        reviewer=row.reviewer_name,
        opened=_day(row.opened_on),
        review_due=_day(row.review_due_on),
        **secret,
    )


def _kin(each: Mapping[str, Any], number: str, *, sees: bool) -> FileKin:
    health = "，".join(filter(None, (_word(Illness, each["illness"]), _disability(each))))
    learns = (
        each["unit"],
        _word(SchoolStage, each["school_stage"]),
        f"{each['school_years']} 年制" if each["school_years"] else "",
        f"{each['enrolled_in']} 年入学" if each["enrolled_in"] else "",
    )
    return FileKin(
        relation=_word(Relation, each["relation"]),
        name=each["name"],
        born=" ".join(filter(None, (_word(Sex, each["sex"]), _day(each["born_on"])))),
        id_number=number,
        politics=_word(Politics, each["politics"]),
        livelihood=_word(Livelihood, each["livelihood"]),
        health=health if sees else _SHUT,
        insurance=_word(MedicalInsurance, each["medical_insurance"]),
        income=_yuan(each["income_fen"]) if sees else _SHUT,
        place=" ".join(filter(None, learns)),
    )


def _contract(row: Household) -> str:
    months = f"已签 {row.contract_months} 个月" if row.contract_months else ""
    return "，".join(filter(None, (_word(ContractTerm, row.contract_term), months)))


def _disability(person: Mapping[str, Any]) -> str:
    kind = _word(Disability, person["disability"])
    return f"{kind}{person['disability_level']} 级" if kind else ""


def _word(codes: type[Code], slug: str | None) -> str:
    return str(codes(slug).zh) if slug else ""


def _words(codes: type[Code], slugs: Sequence[str]) -> str:
    return "、".join(_word(codes, slug) for slug in slugs)


def _day(said: Any) -> str:
    return said.isoformat() if said else ""


def _yes(said: bool) -> str:
    return "是" if said else "否"


def _yuan(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)
