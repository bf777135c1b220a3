"""The table of states and steps that every noun uses (architecture.md section 3; api.md "Steps")."""

import pytest

from backend.domain.codes import Code
from backend.domain.workflow import StepNotAllowed, StepNotPossible, Workflow


class Light(Code):
    RED = "red", "红", "Red"
    GREEN = "green", "绿", "Green"
    BROKEN = "broken", "坏", "Broken"


class Act(Code):
    GO = "go", "放行", "Let go"
    STOP = "stop", "拦停", "Stop"
    BREAK = "break", "损坏", "Break"


LIGHTS: Workflow[Light, Act] = Workflow(
    {
        (Light.RED, Act.GO, "light:switch"): Light.GREEN,
        (Light.GREEN, Act.STOP, "light:switch"): Light.RED,
        (Light.GREEN, Act.STOP, "light:police"): Light.RED,
        (Light.RED, Act.BREAK, "light:break"): Light.BROKEN,
    }
)


def test_a_step_leads_where_the_table_says() -> None:
    """Any one of the permissions that the table names will do."""
    assert LIGHTS.advance(Light.RED, Act.GO, {"light:switch"}) is Light.GREEN
    assert LIGHTS.advance(Light.GREEN, Act.STOP, {"light:police"}) is Light.RED


def test_an_undeclared_step_says_what_is_open() -> None:
    """ASVS 2.3.1: a Conflict with the state and the open steps; in words, and as facts."""
    with pytest.raises(StepNotPossible) as caught:
        LIGHTS.advance(Light.RED, Act.STOP, {"light:switch"})
    assert caught.value.code == "step_not_possible"
    assert caught.value.facts["open_steps"] == [Act.GO, Act.BREAK]
    assert "“红”" in caught.value.sentence("zh")
    assert "放行、损坏" in caught.value.sentence("zh")
    with pytest.raises(StepNotPossible) as caught:
        LIGHTS.advance(Light.BROKEN, Act.GO, {"light:switch"})
    assert "nothing" in caught.value.sentence("en")


def test_an_open_step_without_the_permission_is_another_refusal() -> None:
    """403, not 409."""
    with pytest.raises(StepNotAllowed) as caught:
        LIGHTS.advance(Light.RED, Act.BREAK, {"light:switch"})
    assert caught.value.facts["permission"] == "light:break"


def test_steps_name_everything_and_say_why_not() -> None:
    """Clients draw buttons from it."""
    go, broken = LIGHTS.steps(Light.RED, {"light:switch"})
    assert (go.step, go.allowed, go.reason, go.zh, go.en) == (Act.GO, True, None, "放行", "Let go")
    assert (broken.step, broken.allowed) == (Act.BREAK, False)
    assert broken.reason is not None
    # An officer reads which step it is; the permission is for whoever looks into it.
    assert f"“{Act.BREAK.zh}”" in broken.reason.sentence("zh")
    assert broken.reason.facts["permission"] == "light:break"
    assert LIGHTS.steps(Light.BROKEN, {"light:switch"}) == ()


def test_a_table_that_contradicts_itself_is_no_table() -> None:
    """One step from one state leads to one state."""
    with pytest.raises(ValueError, match="two states"):
        Workflow({(Light.RED, Act.GO, "a"): Light.GREEN, (Light.RED, Act.GO, "b"): Light.BROKEN})


def test_the_table_draws_itself() -> None:
    """For the manual."""
    drawn = LIGHTS.diagram()
    assert drawn.startswith("stateDiagram-v2\n")
    assert '    state "红" as red\n' in drawn
    assert "    red --> green: 放行\n" in drawn
    assert "    broken --> [*]\n" in drawn
    assert drawn.count("green --> red") == 1
    assert "    red --> green: Let go\n" in LIGHTS.diagram("en")
