"""A declaration looked at as a whole, and the life of an application (AID-01, AID-07, AID-08, AID-09)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from backend.domain.access import Permission
from backend.domain.aid import application as rules
from backend.domain.aid.application_codes import ApplicationSection, ApplicationStatus, ApplicationStep, Desk
from backend.domain.aid.case_codes import CaseStatus, ProgramStatus
from backend.domain.aid.codes import (
    Disability,
    HardshipCause,
    Housing,
    Illness,
    Livelihood,
    PaperKind,
    Relation,
    WorkerKind,
)
from backend.domain.aid.declaration import (
    ConfirmationSection,
    Declaration,
    HardshipSection,
    IncomeSection,
    Relative,
    WorkerSection,
    with_sections,
)
from backend.domain.aid.declared import BASIC_PAPERS, faults, household_draft, papers_needed
from backend.domain.identity import IdKind
from backend.domain.member.codes import Marriage
from backend.domain.member.rules import MemberDraft
from backend.domain.workflow import StepNotAllowed, StepNotPossible
from tests.people import id_number

TODAY = date(2026, 11, 26)
RECORD = MemberDraft(name="王小军", organization_id=UUID(int=1), id_kind=IdKind.RESIDENT, id_number=id_number())
SPOUSE = Relative(relation=Relation.SPOUSE, name="李芳", id_number=id_number(), income_fen=0)
WHOLE = Declaration(
    worker=WorkerSection(
        worker_kind=WorkerKind.IN_SERVICE,
        livelihood=Livelihood.AT_WORK,
        marriage=Marriage.MARRIED,
        phone="13800138000",
        residence="人民路 12 号",
    ),
    family=(SPOUSE,),
    income=IncomeSection(income_fen=240_000, housing=Housing.OWNED),
    hardship=HardshipSection(main_cause=HardshipCause.LOW_INCOME),
    confirmation=ConfirmationSection(truthful=True, may_compare=True),
)


def told(declaration: Declaration, *, held: frozenset[PaperKind] = frozenset(BASIC_PAPERS)) -> list[tuple[str, str]]:
    found = faults(declaration, RECORD, held=held, wanted=papers_needed(declaration), on=TODAY)
    return [(fault.facts["pointer"], fault.code) for fault in found]


def test_a_whole_one_has_no_faults_and_makes_a_file() -> None:
    assert told(WHOLE) == []
    file = household_draft(WHOLE, RECORD, member_id=UUID(int=2))
    assert [person.name for person in file.people] == ["王小军", "李芳"]
    assert (file.worker.id_number, file.worker.income_fen, file.worker.married) == (RECORD.id_number, 240_000, True)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"worker": replace(WHOLE.worker, phone="123")}, "/worker/phone"),  # type: ignore[type-var]
        ({"worker": replace(WHOLE.worker, bank_card="12")}, "/worker/bank_card"),  # type: ignore[type-var]
        ({"worker": replace(WHOLE.worker, marriage=Marriage.SINGLE)}, "/worker/marriage"),  # type: ignore[type-var]
        ({"family": None}, "/family"),
        ({"family": ()}, "/family"),
        ({"family": (replace(SPOUSE, id_number="370602198803140000"),)}, "/family/0/id_number"),
        ({"family": (replace(SPOUSE, id_number="", born_on=date(2027, 1, 1)),)}, "/family/0/born_on"),
        ({"family": (replace(SPOUSE, income_fen=None),)}, "/family/0/income_fen"),
        ({"family": (SPOUSE, replace(SPOUSE, id_number=id_number()))}, "/family/1/relation"),
        ({"family": (replace(SPOUSE, disability=Disability.BODY),)}, "/family/0/disability_level"),
        ({"hardship": HardshipSection(main_cause=HardshipCause.OTHER, special=True)}, "/hardship/special_reason"),
        ({"hardship": HardshipSection(main_cause=HardshipCause.OTHER, story="a\x00b")}, "/hardship/story"),
        ({"income": IncomeSection(income_fen=1)}, "/income/housing"),
        ({"confirmation": ConfirmationSection(truthful=True)}, "/confirmation/may_compare"),
    ],
)
def test_every_fault_points_into_the_form(change: dict[str, object], expected: str) -> None:
    """Whichever rule found it: of the form, of a person, of the household file."""
    found = told(replace(WHOLE, **change), held=frozenset(PaperKind))  # type: ignore[arg-type]
    assert [pointer for pointer, _code in found] == [expected]


def test_everything_is_told_at_once_in_the_order_of_the_form() -> None:
    """An empty form: every part but none of its text is in a sentence that echoes it."""
    found = told(Declaration(), held=frozenset())
    parts = [pointer.split("/")[1] for pointer, _code in found]
    assert list(dict.fromkeys(parts)) == [str(each) for each in ApplicationSection]
    assert len(found) == len(set(found)) == 13


def test_papers_follow_from_what_is_declared() -> None:
    """AID-08: the basic two; illness, disability and accident ask for theirs, whoever of the household it is."""
    assert papers_needed(WHOLE) == BASIC_PAPERS
    sick = replace(WHOLE, family=(replace(SPOUSE, illness=Illness.CANCER),))
    assert set(papers_needed(sick)) - set(BASIC_PAPERS) == {PaperKind.DIAGNOSIS, PaperKind.RECORDS, PaperKind.RECEIPTS}
    assert papers_needed(replace(WHOLE, family=(replace(SPOUSE, illness=Illness.CHRONIC),))) == BASIC_PAPERS
    hurt = replace(WHOLE, hardship=HardshipSection(accident=True, disability=Disability.BODY))
    assert set(papers_needed(hurt, PaperKind.INCOME)) - set(BASIC_PAPERS) == {
        PaperKind.ACCIDENT,
        PaperKind.DISABILITY,
        PaperKind.INCOME,
    }


def test_a_change_is_confirmed_anew_and_what_is_not_sent_stays() -> None:
    """A promise is about what was read when it was given; to save the same again is no change."""
    again = with_sections(WHOLE, Declaration(income=WHOLE.income), {"income"})
    assert again == WHOLE
    other = with_sections(WHOLE, Declaration(income=IncomeSection()), {"income"})
    assert (other.confirmation, other.worker) == (None, WHOLE.worker)
    assert with_sections(WHOLE, Declaration(), {"family"}).family is None


def test_who_takes_which_step() -> None:
    """Neither side takes the other's steps, and what has ended has none."""
    flow = rules.APPLICATION_WORKFLOW
    officer = frozenset({Permission.AID_EDIT})
    worker = frozenset({rules.APPLICANT})
    assert flow.advance(ApplicationStatus.SUBMITTED, ApplicationStep.ASK, officer) is ApplicationStatus.ASKED
    with pytest.raises(StepNotAllowed):
        flow.advance(ApplicationStatus.SUBMITTED, ApplicationStep.TAKE, worker)
    with pytest.raises(StepNotAllowed):
        flow.advance(ApplicationStatus.ASKED, ApplicationStep.ANSWER, officer)
    for ended in (ApplicationStatus.REFUSED, ApplicationStatus.WITHDRAWN):
        with pytest.raises(StepNotPossible):
            flow.advance(ended, ApplicationStep.WITHDRAW, worker)


def test_a_programme_takes_applications_to_its_last_minute() -> None:
    """api.md, Time: the deadline is local to the minute and includes it."""
    closes = datetime(2026, 12, 30, 9, 30, tzinfo=UTC)
    papers = {"papers_place": "区总工会", "papers_room": "302 室", "papers_phone": ""}
    program = SimpleNamespace(status=ProgramStatus.OPEN, opens_at=None, closes_at=closes, **papers)
    rules.require_open_program(program, at=datetime(2026, 12, 30, 9, 30, 59, tzinfo=UTC))
    for status, opens, at in (
        (ProgramStatus.OPEN, None, datetime(2026, 12, 30, 9, 31, tzinfo=UTC)),
        (ProgramStatus.CLOSED, None, datetime(2026, 12, 1, tzinfo=UTC)),
        (ProgramStatus.OPEN, closes, datetime(2026, 12, 1, tzinfo=UTC)),
    ):
        refused = SimpleNamespace(status=status, opens_at=opens, closes_at=closes, **papers)
        with pytest.raises(rules.ProgramNotOpen, match=r"Papers go to 区总工会, 302 室\."):
            rules.require_open_program(refused, at=at)


def test_the_desk_of_a_case() -> None:
    """Every stage has one, an ended case has none."""
    assert rules.desk_of(CaseStatus.COUNTY_REVIEW) is Desk.COUNTY
    assert rules.desk_of(CaseStatus.NOTICE) is Desk.UNION
    assert rules.desk_of(CaseStatus.PAID) is None
