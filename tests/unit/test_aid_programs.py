"""Programmes and what they give: periods to the second, standards, caps, papers, the days of a desk (AID-08, 09, 10, 16)."""

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.aid import cases as rules
from backend.domain.aid.balance import Decided, Limit, QuotaAbovePassed, QuotaPassed, require_quotas, with_given
from backend.domain.aid.case_codes import (
    CaseStatus,
    CaseStep,
    PersonKind,
    ProgramKind,
    ProgramStatus,
    ProgramStep,
    Stage,
    StandardBasis,
)
from backend.domain.aid.codes import HardshipCategory, PaperKind, PolicyPart, SchoolStage
from backend.domain.aid.policy import Caps, Layer, allowance
from backend.domain.aid.program_templates import TEMPLATES
from backend.domain.aid.programs import (
    PAPERS_TO,
    PROGRAM_WORKFLOW,
    ProgramDraft,
    ProgramFrozen,
    ProgramLate,
    ProgramMoment,
    ProgramNotMeansTested,
    ProgramNotOpen,
    ProgramNotYet,
    ProgramPeriod,
    changed_fields,
    require_accepting,
    require_thawed,
)
from backend.domain.aid.standards import (
    Recipient,
    Standards,
    StandardUnfit,
    StandardUnknown,
    least_of_time,
    least_of_year,
    over_all,
    over_caps,
    over_policy_time,
    over_policy_year,
    person_kinds,
    prefilled,
    reckon,
    standards_from,
    within_caps,
)
from backend.domain.aid.way import WHOLE_WAY
from backend.domain.calendar import CHINA
from backend.domain.fund.ledger import FundOfAnotherSource, require_source
from backend.domain.member.codes import MemberKind, ModelWorker
from backend.domain.refusals import Refusal

UNION = UUID(int=1)
DEADLINE = datetime(2026, 12, 30, 17, 30, tzinfo=CHINA)


def draft(**more: Any) -> ProgramDraft:
    return ProgramDraft(
        **{"organization_id": UNION, "kind": ProgramKind.LIVING, "name": "生活救助", "year": 2026} | more
    )


def row(**more: Any) -> Any:
    """A programme as the database keeps it."""
    base = {
        "name": "生活救助",
        "kind": "living",
        "organization_name": "青溪县总工会",
        "status": "open",
        "opens_at": None,
        "closes_at": DEADLINE,
        **dict.fromkeys(PAPERS_TO, ""),
    }
    return SimpleNamespace(**base | more)


@pytest.mark.parametrize(
    ("after", "refused"),
    [
        (timedelta(seconds=-1), None),
        (timedelta(0), None),
        (timedelta(microseconds=999_999), None),
        (timedelta(seconds=1), ProgramLate),
        (timedelta(days=1), ProgramLate),
    ],
)
def test_the_deadline_includes_its_last_second(after: timedelta, refused: type[Refusal] | None) -> None:
    """AID-10: 30 December 17:30:00 is taken, 17:30:01 is not; the sentence says when and who may extend it."""
    moment = (DEADLINE + after).astimezone(UTC)
    if refused is None:
        require_accepting(row(), moment)
        return
    with pytest.raises(refused) as raised:
        require_accepting(row(), moment)
    assert "2026-12-30 17:30" in raised.value.sentence()
    assert "青溪县总工会" in raised.value.sentence()


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        (("", "", ""), "", ""),
        (
            ("区总工会", "302 室", "12351"),
            "交件地点：区总工会 302 室，联系电话 12351。",
            " Papers go to 区总工会, 302 室; call 12351.",
        ),
        (("区总工会", "", ""), "交件地点：区总工会。", " Papers go to 区总工会."),
        (("", "", "12351"), "联系电话 12351。", " Call 12351."),
    ],
)
def test_who_comes_late_is_told_where_papers_go(said: tuple[str, ...], zh: str, en: str) -> None:
    """AID-10: the deadline, place and room named."""
    with pytest.raises(ProgramLate) as raised:
        require_accepting(row(**dict(zip(PAPERS_TO, said, strict=True))), DEADLINE + timedelta(days=1))
    assert raised.value.sentence().endswith(f"后再提交。{zh}")
    assert raised.value.sentence("en").endswith(f"extend the deadline.{en}")


def test_before_the_beginning_and_when_closed() -> None:
    with pytest.raises(ProgramNotYet):
        require_accepting(row(opens_at=DEADLINE), DEADLINE - timedelta(seconds=1))
    require_accepting(row(opens_at=DEADLINE, closes_at=None), DEADLINE)
    for status in ("draft", "closed"):
        with pytest.raises(ProgramNotOpen):
            require_accepting(row(status=status), DEADLINE)
        with pytest.raises(ProgramNotOpen):
            require_accepting(row(status=status), DEADLINE, first=False)
    # Handed in on time, sent back, and handed in again after the end.
    require_accepting(row(), DEADLINE + timedelta(days=2), first=False)


def test_a_draft_is_put_in_order() -> None:
    """Stages once each and in their order; moments to the minute; names without noise."""
    made = draft(
        name=" 生活救助　",
        stages=[Stage.COUNTY_REVIEW, Stage.UNIT_REVIEW, Stage.UNIT_REVIEW],
        papers=[PaperKind.INCOME, PaperKind.IDENTITY, PaperKind.INCOME],
        closes_at=datetime(2026, 12, 30, 17, 30, 59, tzinfo=CHINA),
    )
    assert (made.name, made.stages) == ("生活救助", (Stage.UNIT_REVIEW, Stage.COUNTY_REVIEW))
    assert made.papers == (PaperKind.IDENTITY, PaperKind.INCOME)
    assert made.closes_at == DEADLINE
    assert draft().stages == WHOLE_WAY


@pytest.mark.parametrize(
    ("more", "refusal", "pointer"),
    [
        ({"closes_at": datetime(2026, 12, 30, 17, 30)}, ProgramMoment, "/closes_at"),
        ({"opens_at": DEADLINE, "closes_at": DEADLINE}, ProgramPeriod, "/closes_at"),
        (
            {"kind": ProgramKind.RETIRED, "categories": [HardshipCategory.DEEP]},
            ProgramNotMeansTested,
            "/categories",
        ),
        (
            {"standards": Standards(basis=StandardBasis.PERSON, amounts={"retired": 1})},
            StandardUnfit,
            "/standards/basis",
        ),
        (
            {"kind": ProgramKind.ON_DUTY, "standards": Standards(basis=StandardBasis.CATEGORY)},
            StandardUnfit,
            "/standards/basis",
        ),
    ],
)
def test_what_a_programme_cannot_be(more: dict[str, Any], refusal: type[Refusal], pointer: str) -> None:
    with pytest.raises(refusal) as raised:
        draft(**more)
    assert raised.value.facts["pointer"] == pointer


def test_the_way_stays_under_cases() -> None:
    """issue 4 section 3: a programme that has cases keeps its stages; the rest may change."""
    before = SimpleNamespace(
        **{
            name: getattr(draft(), name)
            for name in ("organization_id", "kind", "name", "year", "audience", "categories")
        },
        **{name: getattr(draft(), name) for name in ("papers", "sources", "stages", "each_time_fen", "each_year_fen")},
        **{name: getattr(draft(), name) for name in ("caps_stop", "notice_days", "opens_at", "closes_at", *PAPERS_TO)},
        standards=draft().standards.plain(),
    )
    require_thawed(before, draft(name="别名", closes_at=DEADLINE), cases=3)
    assert changed_fields(before, draft(name="别名", closes_at=DEADLINE)) == ["name", "closes_at"]
    assert changed_fields(before, draft(standards=Standards(amounts={"everybody": 5}))) == ["standards"]
    shorter = draft(stages=[Stage.COUNTY_REVIEW])
    require_thawed(before, shorter, cases=0)
    with pytest.raises(ProgramFrozen) as raised:
        require_thawed(before, shorter, cases=3)
    assert raised.value.facts == {"cases": 3, "fields": ["stages"]}


def test_a_programme_is_opened_closed_and_opened_again() -> None:
    held = {"aid:policy"}
    assert PROGRAM_WORKFLOW.advance(ProgramStatus.DRAFT, ProgramStep.OPEN, held) is ProgramStatus.OPEN
    assert PROGRAM_WORKFLOW.advance(ProgramStatus.OPEN, ProgramStep.CLOSE, held) is ProgramStatus.CLOSED
    assert PROGRAM_WORKFLOW.advance(ProgramStatus.CLOSED, ProgramStep.REOPEN, held) is ProgramStatus.OPEN


def test_every_kind_has_a_template_that_can_be_made() -> None:
    """issue 4 section 4: each with audience, papers, standards, sources, caps and its own steps."""
    assert set(TEMPLATES) == set(ProgramKind)
    for kind, each in TEMPLATES.items():
        names = ("audience", "categories", "papers", "sources", "stages", "standards", "each_time_fen", "each_year_fen")
        draft(kind=kind, **{name: getattr(each, name) for name in names})


@pytest.mark.parametrize(
    ("kind", "recipient", "fen", "said"),
    [
        (
            ProgramKind.RETIRED,
            Recipient(kinds={PersonKind.RETIRED_CADRE}),
            30_000,
            "按标准：离休（包括遗属） 300.00 元。",
        ),
        (ProgramKind.RETIRED, Recipient(kinds={PersonKind.RETIRED}), 20_000, "按标准：退休 200.00 元。"),
        (
            ProgramKind.SCHOOLING,
            Recipient(schools=[SchoolStage.SENIOR, SchoolStage.UNIVERSITY, SchoolStage.PRIMARY]),
            800_000,
            "按标准：本科 1 人 × 5,000.00 元 + 高中、中职 1 人 × 3,000.00 元 = 8,000.00 元。",
        ),
        (
            ProgramKind.SCHOOLING,
            Recipient(schools=[SchoolStage.SENIOR] * 2),
            600_000,
            "按标准：高中、中职 2 人 × 3,000.00 元 = 6,000.00 元。",
        ),
        (
            ProgramKind.WINTER_WARMTH,
            Recipient(category=HardshipCategory.DEEP),
            300_000,
            "按标准：深度困难 3,000.00 元。",
        ),
        (ProgramKind.ON_DUTY, Recipient(), 20_000, "按标准：统一标准 200.00 元。"),
        (
            ProgramKind.MEDICAL,
            Recipient(category=HardshipCategory.DEEP),
            0,
            "标准里没有适用于这件申请的金额，请按实际填写。",
        ),
        (
            ProgramKind.MODEL_WORKERS,
            Recipient(kinds={PersonKind.MODEL_MUNICIPAL, PersonKind.MODEL_NATIONAL, PersonKind.ON_DUTY}),
            300_000,
            "按标准：全国劳模 3,000.00 元。",
        ),
    ],
)
def test_what_the_standards_give(kind: ProgramKind, recipient: Recipient, fen: int, said: str) -> None:
    """AID-16 and domain-facts 3.3, with the reckoning in a sentence."""
    reckoned = reckon(TEMPLATES[kind].standards, recipient)
    assert (reckoned.fen, reckoned.sentence()) == (fen, said)
    assert not re.search("[\u4e00-\u9fff]", reckoned.sentence("en"))


def test_an_amount_for_something_else_is_refused() -> None:
    with pytest.raises(StandardUnknown):
        Standards(basis=StandardBasis.CATEGORY, amounts={"university": 1})
    kept = Standards(basis=StandardBasis.CATEGORY, amounts={"deep": 1})
    assert standards_from(kept.plain()) == kept
    assert standards_from({}) == Standards()


def test_kinds_of_a_person() -> None:
    """AID-12, AID-16: the retired, veteran cadres, model workers of each level."""
    assert person_kinds(MemberKind.RETIRED, ModelWorker.NONE) == {PersonKind.RETIRED}
    assert person_kinds(MemberKind.RETIRED_CADRE, ModelWorker.NATIONAL) == {
        PersonKind.RETIRED_CADRE,
        PersonKind.MODEL_NATIONAL,
    }
    assert person_kinds(MemberKind.REGULAR, ModelWorker.OTHER) == {PersonKind.ON_DUTY, PersonKind.MODEL_OTHER}
    assert {f"model_{each}" for each in ModelWorker if each is not ModelWorker.NONE} <= set(PersonKind)


fen = st.integers(0, 10**9)
cap = st.none() | fen


@given(fen, cap, cap, fen)
def test_what_is_within_the_caps_passes_none(
    amount: int, each_time: int | None, each_year: int | None, before: int
) -> None:
    """AID_YEAR: over all programmes of the year; what the caps leave is the most that passes."""
    caps = {"each_time_fen": each_time, "each_year_fen": each_year, "given_fen": before}
    most = within_caps(amount, **caps)
    assert 0 <= most <= amount
    if before <= (each_year if each_year is not None else before):
        assert over_caps(most, **caps) == []
    if most < amount:
        assert over_caps(most + 1, **caps) != []


def test_a_cap_says_what_is_left() -> None:
    [said] = over_caps(200_000, each_time_fen=300_000, each_year_fen=600_000, given_fen=500_000)
    assert said.code == "aid_cap_each_year"
    assert (
        said.sentence()
        == "本年度各项目已给予 5,000.00 元，再加 2,000.00 元超过全年上限 6,000.00 元。最多还可给予 1,000.00 元。"
    )


def test_papers_and_categories() -> None:
    """AID-08: those on the household file count; what is missing is named."""
    assert rules.missing_papers(["income", "identity"], {"identity"}) == [PaperKind.INCOME]
    with pytest.raises(rules.PapersMissing) as raised:
        rules.require_papers(["income", "diagnosis"], {"identity"})
    assert raised.value.sentence().startswith("还缺 2 种材料：收入证明、诊断证明")
    program = row(categories=["deep", "relative"])
    rules.require_category(program, HardshipCategory.DEEP)
    with pytest.raises(rules.CategoryNotIn):
        rules.require_category(program, HardshipCategory.MARGINAL)


def test_a_programme_without_categories_takes_each_of_them() -> None:
    """AID-02…05, issue 4 section 4: all that the rules have, and nobody whom they say no of; visits ask for none."""
    for category in HardshipCategory:
        rules.require_category(row(categories=[]), category)
    with pytest.raises(rules.CategoryNotIn) as raised:
        rules.require_category(row(categories=[]), None)
    assert "这户现在的类别是不符合" in raised.value.sentence()
    rules.require_category(row(categories=[], kind="retired"), None)


def set_by(**parts: Any) -> Layer:
    """What a county has set."""
    return Layer(
        organization_id=None,
        organization_name="青溪县总工会",
        effective_on=date(2026, 7, 1),
        low=100,
        high=199,
        parts={PolicyPart(name): value for name, value in parts.items()},
    )


BY_CATEGORY = Standards(basis=StandardBasis.CATEGORY, amounts={"deep": 300_000, "accident": 0})
POLICY = allowance(
    [set_by(amounts={HardshipCategory.MARGINAL: 100_000, HardshipCategory.DEEP: 1, HardshipCategory.ACCIDENT: 2})],
    place=120,
    on=date(2026, 11, 26),
)


@pytest.mark.parametrize(
    ("category", "fen", "said"),
    [
        (HardshipCategory.DEEP, 300_000, "按标准：深度困难 3,000.00 元。"),
        (HardshipCategory.MARGINAL, 100_000, "按青溪县总工会自 2026-07-01 起执行的救助政策：低保边缘 1,000.00 元。"),
        (HardshipCategory.ACCIDENT, 0, "标准里没有适用于这件申请的金额，请按实际填写。"),
        (HardshipCategory.RELATIVE, 0, "标准里没有适用于这件申请的金额，请按实际填写。"),
        (None, 0, "标准里没有适用于这件申请的金额，请按实际填写。"),
    ],
)
def test_where_a_programme_names_no_amount_the_rules_of_aid_count(
    category: HardshipCategory | None, fen: int, said: str
) -> None:
    """Issue 4 section 2: amounts by category are the policy's; the programme's own goes first, nought too."""
    reckoned = reckon(BY_CATEGORY, Recipient(category=category), POLICY)
    assert (reckoned.fen, reckoned.sentence()) == (fen, said)
    assert not re.search("[\u4e00-\u9fff]", reckoned.sentence("en").replace("青溪县总工会", ""))
    everybody = Standards(amounts={"everybody": 5})
    assert reckon(everybody, Recipient(category=category), POLICY).sentence() == "按标准：统一标准 0.05 元。"


def test_the_year_of_the_rules_of_aid() -> None:
    """Issue 4 section 2: caps per person and year, inherited and from a day; the sentence says whose and what is left."""
    layers = [set_by(caps=Caps(each_year_fen=400_000))]
    ours = allowance(layers, place=150, on=date(2026, 7, 1))
    assert over_policy_year(100_000, ours, given_fen=300_000) == []
    [said] = over_policy_year(100_001, ours, given_fen=300_000)
    assert said.code == "aid_cap_policy_year"
    assert said.sentence() == (
        "本年度各项目已给予 3,000.00 元，再加 1,000.01 元超过青溪县总工会自 2026-07-01 起执行的救助政策规定的全年上限 "
        "4,000.00 元。最多还可给予 1,000.00 元。"
    )
    for elsewhere in (
        allowance(layers, place=250, on=date(2026, 7, 1)),
        allowance(layers, place=150, on=date(2026, 6, 30)),
    ):
        [shipped] = over_policy_year(600_001, elsewhere, given_fen=0)
        assert "系统预设的救助政策规定的全年上限 6,000.00 元" in shipped.sentence()
    assert (least_of_year(None, ours), least_of_year(300_000, ours), least_of_year(500_000, ours)) == (
        400_000,
        300_000,
        400_000,
    )


@pytest.mark.parametrize(
    ("each_year", "codes"),
    [(None, ["aid_cap_policy_year"]), (400_000, ["aid_cap_each_year"]), (500_000, ["aid_cap_policy_year"])],
)
def test_of_two_caps_of_a_year_the_one_that_is_reached_first_speaks(each_year: int | None, codes: list[str]) -> None:
    """Issue 4 sections 2 and 4: the programme's and the policy's; one sentence, and what is left by it."""
    ours = allowance([set_by(caps=Caps(each_time_fen=900_000, each_year_fen=400_000))], place=150, on=date(2026, 7, 1))
    caps = {"each_time_fen": None, "each_year_fen": each_year, "allowance": ours}
    assert [each.code for each in over_all(900_000, given_fen=0, **caps)] == codes
    assert over_all(400_000, given_fen=0, **caps) == []


@pytest.mark.parametrize(
    ("each_time", "codes"),
    [(None, ["aid_cap_policy_time"]), (200_000, ["aid_cap_each_time"]), (300_000, ["aid_cap_policy_time"])],
)
def test_of_two_caps_of_a_time_the_one_that_is_reached_first_speaks(each_time: int | None, codes: list[str]) -> None:
    """Domain-facts 3.3: what the rules give each time binds beside the programme's own, and is said before the year."""
    ours = allowance([set_by(caps=Caps(each_time_fen=200_000))], place=150, on=date(2026, 7, 1))
    caps = {"each_time_fen": each_time, "each_year_fen": None, "allowance": ours}
    assert [each.code for each in over_all(200_001, given_fen=0, **caps)] == codes
    assert over_all(200_000, given_fen=0, **caps) == []
    assert [each.code for each in over_all(600_001, given_fen=0, **caps)] == [*codes, "aid_cap_policy_year"]
    assert least_of_time(each_time, ours) == 200_000


def test_the_cap_each_time_says_whose_it_is() -> None:
    """Issue 4 section 2; domain-facts 3.3: 3,000 yuan where nobody has set another."""
    layers = [set_by(caps=Caps(each_time_fen=200_000))]
    [said] = over_policy_time(200_001, allowance(layers, place=150, on=date(2026, 7, 1)))
    assert said.sentence() == (
        "金额 2,000.01 元超过青溪县总工会自 2026-07-01 起执行的救助政策规定的每次上限 2,000.00 元。请改为不超过上限的金额。"
    )
    [shipped] = over_policy_time(300_001, allowance(layers, place=250, on=date(2026, 7, 1)))
    assert "超过系统预设的救助政策规定的每次上限 3,000.00 元" in shipped.sentence()


@pytest.mark.parametrize(
    ("stops", "own", "fen"), [(True, None, 300_000), (False, None, 500_000), (False, 1_000, 1_000)]
)
def test_a_year_at_university_is_not_cut_where_the_caps_warn(stops: bool, own: int | None, fen: int) -> None:
    """Domain-facts 3.3: 5,000 yuan a student beside 3,000 each time; where the programme stops, the case begins within."""
    program = row(caps_stop=stops, each_time_fen=own, each_year_fen=None)
    assert prefilled(500_000, program, allowance([], place=1, on=date(2026, 7, 1)), given_fen=0) == fen


def limit(
    name: str, low: int, high: int, line: tuple[int, int] | tuple[None, None] = (None, None), **more: Any
) -> Limit:
    """A quota of 300 of which 100 are given."""
    base = {"program_id": UUID(int=1), "organization_id": UUID(int=3), "given_fen": 100, "quota_fen": 300, "seen": True}
    return Limit(name=name, from_code=low, to_code=high, from_line=line[0], to_line=line[1], **base | more)


def decided(code: int, fen: int, *, line: int | None = None, program: int = 1) -> Decided:
    """A case of a programme at a place."""
    return Decided(program_id=UUID(int=program), code=code, line_code=line, fen=fen)


def test_quotas_count_for_each_union_above_a_case() -> None:
    """Issue 4 section 3: each union above; what was approved before in the same batch counts."""
    below, above = limit("城关镇总工会", 110, 119), limit("青溪县总工会", 100, 199)
    require_quotas([below, above], [decided(111, 200)])
    for case, union in ((decided(111, 201), "城关镇"), (decided(150, 201), "青溪县")):
        with pytest.raises(QuotaPassed, match=union):
            require_quotas([below, above], [case])
    require_quotas([below, above], [decided(111, 900, program=2), decided(900, 900)])
    after = with_given([below, above], decided(150, 150))
    assert [each.given_fen for each in after] == [100, 250]
    with pytest.raises(QuotaPassed, match="青溪县"):
        require_quotas(after, [decided(111, 51)])


def test_what_lies_on_the_line_of_a_union_counts_against_its_quota() -> None:
    """Issue 4 section 3, ORG-02: the second tree counts as the first does."""
    line = limit("云江市教育工会", 10, 19, (7, 9))
    for case in (decided(15, 201), decided(900, 201, line=8)):
        with pytest.raises(QuotaPassed, match="教育"):
            require_quotas([line], [case])
    require_quotas([line], [decided(900, 900, line=10), decided(900, 900)])


def test_who_sees_a_part_of_what_counts_is_told_no_sum() -> None:
    """Issue 4 section 3: what the other unions below were given is theirs."""
    with pytest.raises(QuotaAbovePassed) as raised:
        require_quotas([limit("青溪县总工会", 100, 199, seen=False)], [decided(111, 201)])
    assert set(raised.value.facts) == {"union", "organization_id", "asked"}
    assert raised.value.facts["asked"] == "2.01"


@pytest.mark.parametrize(
    ("source", "wanted", "fits"),
    [("own", [], True), ("own", ["treasury", "own"], True), ("donation", ["treasury", "own"], False)],
)
def test_money_of_a_source_that_the_programme_names(source: str, wanted: list[str], fits: bool) -> None:
    """Issue 4 section 4, FND-01: sources of money; a programme that names none takes any."""
    if fits:
        return require_source(source, wanted, program="生活救助")
    with pytest.raises(FundOfAnotherSource) as raised:
        require_source(source, wanted, program="生活救助")
    assert "来源是“社会捐助”，“生活救助”的资金来源是“财政”、“本级经费”" in raised.value.sentence()
    return None


@pytest.mark.parametrize("step", [CaseStep.RETURN, CaseStep.REJECT, CaseStep.WITHDRAW, CaseStep.REVOKE])
@pytest.mark.parametrize("reason", ["", " 　", "\u200b"])
def test_a_no_has_a_reason(step: CaseStep, reason: str) -> None:
    """issue 4 section 3: each with a reason."""
    with pytest.raises(rules.StepUnexplained):
        rules.CaseAsked(step=step, reason=reason)


def test_batches_are_of_simple_steps() -> None:
    rules.require_for_batch(CaseStep.PASS, cases=200)
    with pytest.raises(rules.BatchTooLarge):
        rules.require_for_batch(CaseStep.PASS, cases=201)
    for step in set(CaseStep) - rules.BY_BATCH:
        with pytest.raises(rules.BatchUnfit):
            rules.require_for_batch(step, cases=1)


def test_a_desk_has_whole_working_days() -> None:
    """Five working days from the day after, holidays left out, over at midnight in China; a year nobody entered is no bar."""
    thursday = datetime(2026, 11, 26, 15, 59, tzinfo=UTC)
    assert rules.due_after(CaseStatus.UNIT_REVIEW, thursday) == datetime(2026, 12, 4, tzinfo=CHINA)
    assert rules.due_after(CaseStatus.UNIT_REVIEW, thursday + timedelta(minutes=1)) == datetime(
        2026, 12, 5, tzinfo=CHINA
    )
    before_national_day = datetime(2026, 9, 30, 10, tzinfo=CHINA)
    due = rules.due_after(CaseStatus.UNIT_REVIEW, before_national_day)
    assert due is not None
    assert due >= datetime(2026, 10, 13, tzinfo=CHINA)
    unknown = datetime(2099, 12, 1, 10, tzinfo=CHINA)
    assert rules.due_after(CaseStatus.UNIT_REVIEW, unknown) == datetime(2099, 12, 9, tzinfo=CHINA)
    for status in (CaseStatus.DRAFT, CaseStatus.PAID, CaseStatus.REJECTED, CaseStatus.ARCHIVED):
        assert rules.due_after(status, thursday) is None
    ahead = [CaseStatus.TOWNSHIP_REVIEW, CaseStatus.COUNTY_REVIEW, CaseStatus.PAID]
    assert rules.planned(ahead, datetime(2026, 12, 2, tzinfo=CHINA)) == [
        datetime(2026, 12, 9, tzinfo=CHINA),
        datetime(2026, 12, 23, tzinfo=CHINA),
        None,
    ]


def test_a_notice_and_a_payment_decide_for_themselves() -> None:
    with pytest.raises(rules.NoticeDecides):
        rules.require_decided_here(CaseStatus.NOTICE, CaseStep.PASS)
    rules.require_decided_here(CaseStatus.NOTICE, CaseStep.RETURN)
    for step in (CaseStep.PAY, CaseStep.RECALL):
        with pytest.raises(rules.PaymentDecides):
            rules.require_decided_here(CaseStatus.APPROVED, step)
