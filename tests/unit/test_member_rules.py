"""What is asked of a member's record (MBR-01, MBR-04, MBR-05; domain-facts 3.2)."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from backend.domain.identity import IdKind, IdNumberBirthDate, IdNumberChecksum, Sex, check_character
from backend.domain.member.codes import EmploymentForm, MemberKind
from backend.domain.member.rules import (
    REAL_NAME_FIELDS,
    BankCardInvalid,
    BornOnMissing,
    FactContradictsDocument,
    JoinedOnImpossible,
    MemberDraft,
    NameCharacter,
    NameLength,
    SexMissing,
    WorkStartedOnImpossible,
    completeness,
    missing_fields,
    normalise_name,
    require_plausible,
    required_fields,
)
from backend.domain.phone import PhoneInvalid
from backend.domain.refusals import Invalid
from backend.domain.text import TextUnreadable

TODAY = date(2026, 11, 20)
UNION = UUID("0193454f-0000-7000-8000-000000000001")
NUMBER = "11010519491231002X"
BODY = TypeAdapter(MemberDraft)


def draft(**given: Any) -> MemberDraft:
    values: dict[str, Any] = {"name": "李明", "id_number": NUMBER, "organization_id": UNION} | given
    return MemberDraft(**values)


def body(**given: Any) -> str:
    return json.dumps({"name": "李明", "id_number": NUMBER, "organization_id": str(UNION)} | given)


def test_a_draft_is_normalised_and_completed() -> None:
    """Sex and birth date come from the number; every text has one spelling; empty is none."""
    made = draft(
        name=" 李　明 ",
        id_number="１１０１０５ 1949 1231 002x",
        phone="+86 138 0013 8000",
        residence="  ",
        post="车间\t主任",
        bank_card="6222 0219 0120 1208",
        notes=" 一\r\n二 ",
    )
    assert (made.name, made.id_number, made.sex, made.born_on) == ("李明", NUMBER, Sex.FEMALE, date(1949, 12, 31))
    assert (made.phone, made.residence, made.post) == ("13800138000", None, "车间 主任")
    assert (made.bank_card, made.notes) == ("6222021901201208", "一\n二")


def test_what_identifies_a_person_stays_out_of_logs() -> None:
    """repr is what logs and tracebacks print."""
    said = repr(
        draft(phone="13800138000", bank_card="6222021901201208", residence="人民路1号", hukou_place="人民路2号")
    )
    for secret in (NUMBER, "13800138000", "6222021901201208", "人民路"):
        assert secret not in said


@pytest.mark.parametrize(
    ("given", "refusal", "pointer"),
    [
        ({"name": "李3"}, NameCharacter, "/name"),
        ({"name": "李"}, NameLength, "/name"),
        ({"id_number": "110105194912310021"}, IdNumberChecksum, "/id_number"),
        ({"id_number": " "}, Invalid, "/id_number"),
        ({"phone": "12345"}, PhoneInvalid, "/phone"),
        ({"bank_card": "6.22202E+15"}, BankCardInvalid, "/bank_card"),
        ({"bank_card": "12345678901"}, BankCardInvalid, "/bank_card"),
        ({"post": "主\x00任"}, TextUnreadable, "/post"),
        ({"notes": "\ud800"}, TextUnreadable, "/notes"),
        ({"sex": Sex.MALE}, FactContradictsDocument, "/sex"),
        ({"born_on": date(1949, 12, 30)}, FactContradictsDocument, "/born_on"),
        ({"work_started_on": date(1963, 12, 30)}, WorkStartedOnImpossible, "/work_started_on"),
        ({"joined_on": date(1965, 12, 30)}, JoinedOnImpossible, "/joined_on"),
        ({"id_kind": IdKind.PASSPORT, "id_number": "E12345678", "born_on": date(1990, 1, 1)}, SexMissing, "/sex"),
        ({"id_kind": IdKind.PASSPORT, "id_number": "E12345678", "sex": Sex.MALE}, BornOnMissing, "/born_on"),
    ],
)
def test_each_fault_points_at_its_field(given: dict[str, Any], refusal: type[Invalid], pointer: str) -> None:
    """MBR-01: field rules, each with its own code, in both languages."""
    with pytest.raises(refusal) as caught:
        draft(**given)
    assert caught.value.facts["pointer"] == pointer
    assert caught.value.sentence("zh")
    assert caught.value.sentence("en")


def test_the_first_possible_days_are_possible() -> None:
    """14 years for work, 16 for joining, and 1925 for everybody."""
    draft(work_started_on=date(1963, 12, 31), joined_on=date(1965, 12, 31))
    old = "110105190012310" + "02"
    with pytest.raises(JoinedOnImpossible):
        draft(id_number=old + check_character(old), joined_on=date(1925, 4, 30))


def test_what_only_the_day_can_tell() -> None:
    """Nothing lies in the future."""
    require_plausible(draft(work_started_on=TODAY, joined_on=TODAY), TODAY)
    born = "11010520261120001"
    baby = draft(id_number=born + check_character(born))
    require_plausible(baby, TODAY)
    for when, made, refusal, pointer in (
        (date(2026, 11, 19), baby, IdNumberBirthDate, "/id_number"),
        (TODAY, draft(work_started_on=date(2026, 11, 21)), WorkStartedOnImpossible, "/work_started_on"),
        (TODAY, draft(joined_on=date(2026, 11, 21)), JoinedOnImpossible, "/joined_on"),
        (
            TODAY,
            draft(id_kind=IdKind.PASSPORT, id_number="E12345678", sex=Sex.MALE, born_on=date(1890, 1, 1)),
            IdNumberBirthDate,
            "/born_on",
        ),
    ):
        with pytest.raises(refusal) as caught:
            require_plausible(made, when)
        assert caught.value.facts["pointer"] == pointer


def test_flags_follow_kind_and_form() -> None:
    """MBR-05, ORG-14: a migrant worker is flagged as one, and a dispatched one."""
    assert draft(kind=MemberKind.MIGRANT).migrant
    assert draft(kind=MemberKind.DISPATCHED).dispatched
    assert draft(employment_form=EmploymentForm.DISPATCH).dispatched
    assert draft(migrant=True).migrant
    assert not draft().migrant
    assert not draft().dispatched


def test_it_is_a_request_body() -> None:
    """architecture.md section 3: written once, in the domain."""
    made = BODY.validate_json(body(kind="migrant", nation="tujia", joined_on="2020-01-01"))
    assert (made.migrant, made.nation and made.nation.zh, made.sex) == (True, "土家族", Sex.FEMALE)
    with pytest.raises(ValidationError) as caught:
        BODY.validate_json(body(id_number="110105194912310021"))
    refusal = caught.value.errors()[0]["ctx"]["error"]
    assert isinstance(refusal, IdNumberChecksum)
    assert refusal.facts["pointer"] == "/id_number"


@pytest.mark.parametrize(
    "given", [{"surprise": 1}, {"kind": "x"}, {"name": "李" * 101}, {"notes": "字" * 2001}, {"organization_id": "1"}]
)
def test_a_bad_shape_is_refused(given: dict[str, Any]) -> None:
    """api.md: extra fields are forbidden, lengths bounded, codes known."""
    with pytest.raises(ValidationError):
        BODY.validate_json(body(**given))


def test_the_contract_shows_the_bounds() -> None:
    """The same bounds are in the schema of the contract."""
    schema = BODY.json_schema()
    assert schema["additionalProperties"] is False
    assert schema["properties"]["name"]["maxLength"] == 100
    assert set(schema["required"]) == {"name", "id_number", "organization_id"}
    assert schema["$defs"]["MemberKind"]["enum"] == [kind.value for kind in MemberKind]


@pytest.mark.parametrize(
    ("raw", "one"),
    [
        ("张 建 国", "张建国"),
        ("　欧阳娜　", "欧阳娜"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
        ("Ｊｏｈｎ  Smith Jr.", "John Smith Jr."),
        ("O'Neil-Šmid", "O'Neil-Šmid"),
        ("𠮷野", "𠮷野"),
        ("〇九", "〇九"),
    ],
)
def test_names_have_one_spelling(raw: str, one: str) -> None:
    """MBR-01: Chinese, Latin, and the dot of minority names."""
    assert normalise_name(raw) == one
    assert normalise_name(one) == one


@pytest.mark.parametrize(
    "raw", ["张3", "张\u200e", "张_三", "·张三", "张三·", "张三!", "\ue000某", "张\U0001f600", "Иван"]
)
def test_what_is_no_name(raw: str) -> None:
    """Digits, signs, private-use characters, other scripts, and a lonely surname with a mark without width."""
    with pytest.raises((NameCharacter, NameLength)):
        normalise_name(raw)


@given(st.text(max_size=50))
def test_any_text_is_a_name_or_a_refusal(raw: str) -> None:
    """And a name is its own spelling."""
    try:
        one = normalise_name(raw)
    except Invalid:
        return
    assert normalise_name(one) == one
    assert 2 <= len(one) <= 40


def test_completeness() -> None:
    """MBR-04, MBR-05: 100 only when nothing is missing; nobody is asked for what they cannot have."""
    full = dict.fromkeys(REAL_NAME_FIELDS, "x")
    assert (completeness(full), missing_fields(full)) == (100, ())
    assert completeness({}) == 0
    assert missing_fields(full | {"phone": "", "post": None}) == ("phone", "post")
    assert completeness(full | {"phone": None}) == 94
    retired = {field: value for field, value in full.items() if field not in ("employer_id", "post", "employment_form")}
    assert completeness(retired | {"kind": MemberKind.RETIRED}) == 100
    assert "employer_id" not in required_fields(full | {"new_employment": "courier"})
    assert "employer_id" in required_fields(full)


@given(st.sets(st.sampled_from(REAL_NAME_FIELDS)))
def test_completeness_counts(filled: set[str]) -> None:
    """Percent and list of the missing agree."""
    values = dict.fromkeys(filled, "x")
    assert completeness(values) == 100 * len(filled) // len(REAL_NAME_FIELDS)
    assert set(missing_fields(values)) == set(REAL_NAME_FIELDS) - filled
