"""When a rule set may still be changed: what has judged somebody is not rewritten (issue 4 section 2)."""

from datetime import date

from backend.domain.refusals import Conflict, Invalid


class PolicyInForce(Conflict):
    """It has judged somebody by now."""

    code = "aid_policy_in_force"
    zh = "这份政策已从 {on} 起执行，不能再改动，已有的认定都以它为依据。请另设一份，写明新的生效日期。"
    en = "These rules have been in force since {on} and are not changed any more. Set new ones with a later day."


class PolicyBackdated(Invalid):
    """A day that has passed."""

    code = "aid_policy_backdated"
    zh = "生效日期不能早于今天：过去的认定不能被新标准改变。请改为今天或以后的日期。"
    en = "The day must not lie in the past: what was decided is not changed by new rules. Take today or a later day."


def require_not_past(effective_on: date, today: date) -> None:
    """Raises `PolicyBackdated`."""
    if effective_on < today:
        raise PolicyBackdated(pointer="/effective_on")


def require_changeable(effective_on: date, today: date) -> None:
    """Raises `PolicyInForce` for a rule set whose day has come."""
    if effective_on <= today:
        raise PolicyInForce(on=effective_on.isoformat())
