"""Public notices as rules: what may go out, when they end, what objections do (AID-09, RPT-05; issue 4 section 3)."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.aid.case_codes import CaseStatus
from backend.domain.aid.codes import CauseField, HardshipCategory, Illness
from backend.domain.calendar import CHINA
from backend.domain.notice.codes import (
    NoticeColumn,
    NoticeReason,
    NoticeState,
    NoticeVerdict,
    ObjectionState,
    ObjectionStep,
)
from backend.domain.notice.content import (
    NoticeColumnsWithoutName,
    NoticeMinor,
    NoticeTextPersonal,
    Shown,
    cells_of,
    public_text,
    require_columns,
    require_of_age,
    spoken,
)
from backend.domain.notice.objections import (
    ObjectionAhead,
    ObjectionDraft,
    ObjectionEarly,
    ObjectionLate,
    ObjectionNameless,
    answered,
    require_receivable,
)
from backend.domain.notice.rules import (
    Candidate,
    NoticeCaseElsewhere,
    NoticeCaseTaken,
    NoticeMixed,
    NoticeNotOver,
    NoticeObjected,
    NoticeOver,
    refusal_to_conclude,
    refusal_to_withdraw,
    require_publishable,
    state_of,
    upheld_against,
    verdict_of,
    written,
)

ONE, TWO = UUID(int=1), UUID(int=2)
ENDS = datetime(2026, 12, 1, tzinfo=CHINA)
PUBLISHED = datetime(2026, 11, 23, 10, tzinfo=CHINA)
SHOWN = Shown(
    name="王小军",
    unit="青溪纺织有限公司",
    category=HardshipCategory.ACCIDENT,
    amount=300_000,
    members=3,
    reason=NoticeReason.EXPENSES,
)
some_columns = st.sets(st.sampled_from(NoticeColumn)).map(lambda chosen: {NoticeColumn.NAME, *chosen})


def test_what_can_be_chosen_is_closed() -> None:
    """issue 4 section 3: these six and no other; what a notice knows of a case has exactly the columns as its fields, of
    types that cannot carry a number of a document, a phone, a card, an address, an illness or anybody else's name."""
    assert [str(column) for column in NoticeColumn] == ["name", "unit", "category", "amount", "members", "reason"]
    assert {field.name for field in fields(Shown)} == {str(column) for column in NoticeColumn}
    assert get_type_hints(Shown) == {
        "name": str,
        "unit": str,
        "category": HardshipCategory | None,
        "amount": int,
        "members": int | None,
        "reason": NoticeReason | None,
    }


@given(columns=some_columns)
def test_cells_are_the_chosen_columns_and_nothing_else(columns: set[NoticeColumn]) -> None:
    cells = cells_of(SHOWN, require_columns(columns))
    assert set(cells) == {str(column) for column in columns}
    assert list(cells) == [str(column) for column in NoticeColumn if column in columns]


def test_reasons_tell_of_nobody_s_health() -> None:
    """No word of an illness, of treatment or of a state of mind stands in a reason."""
    assert {NoticeReason.of(field) for field in CauseField} == set(NoticeReason)
    told = "".join(reason.zh for reason in NoticeReason)
    for word in ("病", "医", "疗", "心理", "残", "癌", *(illness.zh for illness in Illness)):
        assert word not in told, word
    assert NoticeReason.of(CauseField.MIND) is NoticeReason.of(CauseField.LIVING)


def test_a_notice_names_people() -> None:
    with pytest.raises(NoticeColumnsWithoutName):
        require_columns([NoticeColumn.AMOUNT])


@pytest.mark.parametrize(
    ("born_on", "refused"), [(date(2008, 11, 27), True), (date(2008, 11, 26), False), (None, False)]
)
def test_nobody_under_eighteen_is_named(born_on: date | None, refused: bool) -> None:
    """issue 4 section 3: never a minor; on the eighteenth birthday one is of age."""
    if refused:
        with pytest.raises(NoticeMinor):
            require_of_age(number="BF-1", born_on=born_on, today=date(2026, 11, 26))
    else:
        require_of_age(number="BF-1", born_on=born_on, today=date(2026, 11, 26))


@pytest.mark.parametrize(
    "text",
    [
        "身份证430321198803146217",
        "430321 19880314 6217",
        "４３０３２１１９８８０３１４６２１Ｘ",
        "电话138-2461-5678",
        "卡号6222 0219 1100 1234 567",
        "手机13824615678，请联系",
    ],
)
def test_numbers_do_not_go_out_in_texts(text: str) -> None:
    """However they are spaced, whatever the width of their digits."""
    with pytest.raises(NoticeTextPersonal):
        public_text(text, "/reason")


@pytest.mark.parametrize("text", ["厂务公开栏", "办公室0738-8312345", "核实2026年11月24日收入3000元", "经3次入户"])
def test_ordinary_texts_go_out(text: str) -> None:
    assert public_text(f" {text} ", "/reason") == text


def test_cells_as_they_are_read() -> None:
    cells = cells_of(SHOWN, tuple(NoticeColumn))
    assert [spoken(cells, column) for column in NoticeColumn] == [
        "王小军", "青溪纺织有限公司", "意外致困", "3,000.00", "3", "刚性支出较大",
    ]  # fmt: skip
    assert spoken({"name": "王小军"}, NoticeColumn.CATEGORY) == "—"


def candidate(**more: object) -> Candidate:
    usual = {"number": "BF-1", "program_id": ONE, "organization_id": ONE, "status": CaseStatus.NOTICE, "taken": False}
    return Candidate(**(usual | more))  # type: ignore[arg-type]


def test_one_programme_one_union_one_notice() -> None:
    require_publishable([candidate(), candidate(number="BF-2")])
    for other in ({"program_id": TWO}, {"organization_id": TWO}):
        with pytest.raises(NoticeMixed):
            require_publishable([candidate(), candidate(**other)])
    with pytest.raises(NoticeCaseTaken):
        require_publishable([candidate(taken=True)])
    for status in CaseStatus:
        if status is not CaseStatus.NOTICE:
            with pytest.raises(NoticeCaseElsewhere):
                require_publishable([candidate(status=status)])


def test_the_last_day_belongs_to_the_notice() -> None:
    running = NoticeState.RUNNING
    assert state_of(running, ENDS, ENDS - timedelta(microseconds=1)) is running
    assert state_of(running, ENDS, ENDS) is NoticeState.ENDED
    for done in (NoticeState.CONCLUDED, NoticeState.WITHDRAWN):
        assert state_of(done, ENDS, ENDS) is done


@pytest.mark.parametrize("state", NoticeState)
@pytest.mark.parametrize("open_objections", [0, 1])
def test_when_a_notice_can_be_concluded(state: NoticeState, open_objections: int) -> None:
    """issue 4 section 3: over, and no objection open; to the second, once."""
    refusal = refusal_to_conclude(state, ends_at=ENDS, open_objections=open_objections)
    if state is NoticeState.RUNNING:
        assert isinstance(refusal, NoticeNotOver)
        assert "2026-11-30 24:00" in refusal.sentence()
    elif state is NoticeState.ENDED:
        assert isinstance(refusal, NoticeObjected) if open_objections else refusal is None
    else:
        assert isinstance(refusal, NoticeOver)
    over = state in (NoticeState.CONCLUDED, NoticeState.WITHDRAWN)
    assert isinstance(refusal_to_withdraw(state), NoticeOver) if over else refusal_to_withdraw(state) is None


def test_what_becomes_of_a_case() -> None:
    """The hardest of what was upheld against it or against the whole notice; a case that has left is let be."""
    back, out = NoticeVerdict.RETURN, NoticeVerdict.REJECT
    upheld = [(ONE, back), (TWO, out), (None, back)]
    assert verdict_of(CaseStatus.NOTICE, upheld_against(ONE, upheld)) is back
    assert verdict_of(CaseStatus.NOTICE, upheld_against(TWO, upheld)) is out
    assert verdict_of(CaseStatus.NOTICE, upheld_against(UUID(int=3), upheld)) is back
    assert verdict_of(CaseStatus.NOTICE, upheld_against(UUID(int=3), upheld[:2])) is NoticeVerdict.PASS
    for status in CaseStatus:
        if status is not CaseStatus.NOTICE:
            assert verdict_of(status, {out}) is NoticeVerdict.GONE


def objection(on: str, **more: object) -> ObjectionDraft:
    usual = {
        "notice_id": ONE,
        "way": "phone",
        "received_on": date.fromisoformat(on),
        "objector": "刘工",
        "text": "不实",
    }
    return ObjectionDraft(**(usual | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "today", "state", "refusal"),
    [
        ("2026-11-23", "2026-11-23", NoticeState.RUNNING, None),
        ("2026-11-30", "2026-11-30", NoticeState.RUNNING, None),
        ("2026-11-30", "2026-12-02", NoticeState.ENDED, None),  # the letter that is opened later
        ("2026-12-01", "2026-12-02", NoticeState.ENDED, ObjectionLate),
        ("2026-12-01", "2026-12-02", NoticeState.CONCLUDED, ObjectionLate),
        ("2026-11-30", "2026-12-02", NoticeState.CONCLUDED, NoticeOver),
        ("2026-11-24", "2026-11-25", NoticeState.WITHDRAWN, NoticeOver),
        ("2026-11-22", "2026-11-24", NoticeState.RUNNING, ObjectionEarly),
        ("2026-11-25", "2026-11-24", NoticeState.RUNNING, ObjectionAhead),
    ],
)
def test_objections_in_time_and_late(on: str, today: str, state: NoticeState, refusal: type | None) -> None:
    """issue 4 section 3: late ones are told where to go."""

    def receive() -> None:
        require_receivable(
            objection(on),
            state=state,
            published_at=PUBLISHED,
            ends_at=ENDS,
            today=date.fromisoformat(today),
            above="青溪县总工会",
        )

    if refusal is None:
        receive()
        return
    with pytest.raises(refusal) as refused:
        receive()
    if refusal is ObjectionLate:
        assert "青溪县总工会" in refused.value.sentence()


def test_named_or_said_to_be_anonymous() -> None:
    assert objection("2026-11-24", anonymous=True).objector == ""
    with pytest.raises(ObjectionNameless):
        objection("2026-11-24", objector=" ")


def test_answers() -> None:
    assert {step: (answered(step), step.verdict) for step in ObjectionStep} == {
        ObjectionStep.DISMISS: (ObjectionState.DISMISSED, None),
        ObjectionStep.UPHOLD_RETURN: (ObjectionState.UPHELD, NoticeVerdict.RETURN),
        ObjectionStep.UPHOLD_REJECT: (ObjectionState.UPHELD, NoticeVerdict.REJECT),
    }


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert written(ENDS) == "2026-11-30 24:00"
    assert written(datetime(2026, 11, 30, 1, 5, tzinfo=UTC)) == "2026-11-30 09:05"
