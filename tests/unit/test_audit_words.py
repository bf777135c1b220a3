"""What happened, in words: every event and fact that the product can tell (GB/T 22239 8.1.4.3; ASVS 16.2.1)."""

import ast
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from backend.api.account import users
from backend.api.aid_case import deciding
from backend.api.aid_program import actions as programs
from backend.api.budget import actions as budgets
from backend.api.export import approving
from backend.api.protection import claims, plans
from backend.api.report import actions as reports
from backend.api.savings import lending
from backend.api.transfer import actions as transfers
from backend.api.trip import actions as trips
from backend.api.visit import planning
from backend.db.tables.process import AuditEvent
from backend.domain.account.codes import GrantStep, HandoverStep
from backend.domain.account.lockout import Guard
from backend.domain.account.sessions import Theft
from backend.domain.audit.codes import AuditObjectKind, LockReason, RevocationReason
from backend.domain.audit.record import EVENTS, LABELS, NOUNS, AuditEventKind, strangers
from backend.domain.audit.telling import Teller, references
from backend.domain.member.steps import EVENT_OF_STEP
from tests.unit.test_house_rules import told_in

BACKEND = Path(__file__).parents[2] / "backend"

PUT_TOGETHER = {
    *(f"member_{kind}" for kind in EVENT_OF_STEP.values()),
    *(f"user_{past}" for past in users.PAST.values()),
    *transfers._DONE.values(),
    *approving.PAST.values(),
    *reports._DONE.values(),
    *programs._DONE.values(),
    *deciding._DONE.values(),
    deciding.APPROVED,
    *lending._DONE.values(),
    *planning.TOLD.values(),
    *plans._DONE.values(),
    *claims._DONE.values(),
    *trips.TOLD.values(),
    *budgets.PLAN_TOLD.values(),
    *budgets.ADJUSTMENT_TOLD.values(),
    *(f"grant_{past}" for past in ("approved", "refused", "revoked")),
    *(f"handover_{past}" for past in ("approved", "refused")),
    *(f"organization_{change}" for change in ("moved", "merged", "split", "dissolved")),
}
"""Events whose names are put together from a table of steps."""


def told_by_the_product() -> set[str]:
    written = set()
    for path in sorted(BACKEND.rglob("*.py")):
        written |= {name for name, _facts, _line in told_in(ast.parse(path.read_text()))}
    return written | PUT_TOGETHER


def test_the_list_is_what_the_product_tells() -> None:
    """None told that is not listed, none listed that is never told."""
    assert told_by_the_product() == set(EVENTS)


def test_names_put_together_are_few_and_known() -> None:
    """Another f-string for an event must be looked at here, or its events would be in no list."""
    found = set()
    for path in sorted(BACKEND.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "tell" and node.args:
                found |= {ast.unparse(arg) for arg in node.args if isinstance(arg, ast.JoinedStr)}
    assert {re.sub(r"\{.*", "", name)[2:] for name in found} == {
        "member_",
        "user_",
        "grant_",
        "handover_",
        "organization_",
    }
    steps = {GrantStep.APPROVE, GrantStep.REFUSE, GrantStep.REVOKE}, {HandoverStep.APPROVE, HandoverStep.REFUSE}
    assert (set(GrantStep), set(HandoverStep)) == steps


def test_every_event_has_a_sentence_in_both_languages() -> None:
    for event in EVENTS.values():
        zh, en = event.name
        assert re.search(r"^[一-鿿]+$", zh), event
        assert re.search(r"^[A-Z][^{]+$", en), event
        assert re.search(r"[一-鿿]", event.sentence[0]), event
        holes = [sorted(re.findall(r"\{(\w+)\}", text)) for text in event.sentence]
        assert holes[0] == holes[1], event
        assert set(holes[0]) <= {"who", "what", "whom"}, event


def test_events_stand_with_their_noun_once() -> None:
    """No slug twice, none lost between a noun and the whole; the dictionary offers each."""
    slugs = [event.slug for noun in NOUNS for event in noun.EVENTS]
    assert len(slugs) == len(set(slugs)) == len(AuditEventKind)


def test_every_fact_and_field_has_a_label_in_both_languages() -> None:
    named = set()
    for event in EVENTS.values():
        for name, kind in event.facts.items():
            named |= {name, *(kind.inner or ())}
    assert named - LABELS.keys() == set()
    assert [name for name, (zh, en) in LABELS.items() if not (zh and re.search(r"[A-Za-z]", en))] == []


def test_a_stranger_is_named() -> None:
    assert strangers("member_praised", {}) == ["member_praised"]
    assert strangers("member_edited", {"colour": 1}) == ["colour"]
    assert strangers("organization_edited", {"changes": {"colour": [1, 2]}}) == ["changes.colour"]
    assert strangers("member_edited", {"fields": ["colour"]}) == ["fields: colour"]
    assert strangers("import_checked", {"counts": {"new": 1, "blue": 2}}) == ["counts.blue"]
    assert strangers("organization_edited", {"changes": {"name": ["a", "b"]}}) == []


def test_reasons_are_those_of_the_rules() -> None:
    """The audit's own labels follow the rules that give the reasons."""
    assert {reason.value for reason in LockReason} == {guard.value for guard in Guard}
    assert {reason.value for reason in RevocationReason} == {theft.value for theft in Theft}


def told(event: str, facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"event": event, "facts": facts, "actor_name": "何静", "object_kind": "member", "object_id": uuid4()} | more


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("event", sorted(EVENTS))
def test_no_fact_is_dropped(event: str, language: str) -> None:
    """Each fact stands in some row, known or not; and an event of a later release stands under its own name."""
    known, facts = EVENTS[event].facts, dict[str, Any]()
    for name, kind in known.items():
        inner = {each: ["old " + each, "new " + each] for each in kind.inner or {}} or None
        facts[name] = inner or {"new": 7} if kind.inner is not None else f"value of {name}"
    facts["later"] = {"deep": [1, {"er": 2}]}
    teller = Teller(language, {})
    shown = "\n".join(f"{row.label} {row.before} {row.after}" for row in teller.rows(event, facts))
    for name, value in facts.items():
        beside = name.endswith("_id") and name.removesuffix("_id") + "_name" in facts
        words = value if isinstance(value, str) else None
        if words is not None and not beside:
            assert words in shown, name
    assert "later" in shown
    assert "2" in shown
    for each in known["changes"].inner or () if "changes" in known else ():
        assert f"old {each} new {each}" in shown
    assert "{" not in teller.sentence(told(event, facts))


def test_an_unknown_event_stands_under_its_own_name() -> None:
    teller = Teller("zh", {})
    assert teller.sentence(told("comet_seen", {})) == "何静: comet_seen"
    assert [(row.label, row.after) for row in teller.rows("comet_seen", {"tail": "long"})] == [("tail", "long")]
    assert teller.event("comet_seen") == "comet_seen"
    assert teller.kind("comet") == "comet"


def test_codes_names_and_changes() -> None:
    """From what to what; codes by their labels, ids by the names that the reader may know, and else by the id."""
    here, there = str(uuid4()), str(uuid4())
    moved = {"from_parent_id": here, "to_parent_id": there, "unions": 3, "reason": ""}
    rows = Teller("zh", {here: "青溪县总工会"}).rows("organization_moved", moved)
    assert [(row.label, row.before, row.after) for row in rows] == [
        ("上级", "青溪县总工会", there),
        ("涉及工会数", None, "3"),
    ]
    changes = {"changes": {"ownership": ["private", "limited"], "legal_person": [False, True], "address": ["", "新址"]}}
    rows = Teller("en", {}).rows("organization_edited", changes)
    assert [(row.label, row.before, row.after) for row in rows] == [
        ("Ownership", "Private", "Other limited company"),
        ("Legal person", "No", "Yes"),
        ("Address", "—", "新址"),
    ]
    step = {"on": "2026-11-20", "from": "submitted", "to": "active", "number": "M1"}
    first = Teller("zh", {}).rows("member_joined", step)[0]
    assert (first.label, first.before, first.after) == ("状态", "待审核", "在册")
    grant = {"user_id": here, "user_name": "李梅", "role": "officer", "tree": "territory"}
    rows = Teller("zh", {}).rows("grant_proposed", grant)
    assert [(row.label, row.after) for row in rows] == [("用户", "李梅"), ("岗位", "干事"), ("范围", "地方")]
    counted = Teller("zh", {}).rows("import_checked", {"counts": {"new": 997, "wrong": 3}})
    assert [(row.label, row.after) for row in counted] == [("行数 · 新增", "997"), ("行数 · 有误", "3")]
    edited = Teller("zh", {}).rows("member_edited", {"fields": ["education", "phone"]})
    assert [row.after for row in edited] == ["学历、电话"]


def test_the_sentence_names_the_thing_if_it_may() -> None:
    id = uuid4()
    joined = told("member_joined", {}, object_id=id)
    assert Teller("zh", {str(id): "张三"}).sentence(joined) == "何静批准会员“张三”入会"
    assert Teller("zh", {}).sentence(joined) == "何静批准会员入会"
    assert Teller("en", {str(id): "张三"}).sentence(joined) == "何静 admitted the member “张三”"
    nobody = told("sign_in_failed", {"why": "unknown"}, actor_name="", object_kind="user_account", object_id=None)
    assert Teller("zh", {}).sentence(nobody) == "有人登录账号失败"


def test_ids_in_facts_are_looked_up() -> None:
    one, two, three = (str(uuid4()) for _ in range(3))
    event = told("organization_edited", {"committee_id": one, "changes": {"line_id": [None, two]}}, object_id=three)
    assert sorted(references(event)) == sorted([one, two, three])
    assert list(references(told("comet_seen", {"x_id": one}, object_id=None))) == []


def test_every_object_kind_is_a_table() -> None:
    """And the tables of the things told about are all called something."""
    tables = {table.name for table in AuditEvent.metadata.sorted_tables}
    assert {kind.value for kind in AuditObjectKind} <= tables
