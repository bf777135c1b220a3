"""The steps of accounts, grants and handovers for the wire.

`allowed` opens a transaction over the subtree of one permission. Where the steps of a noun ask for different ones, the
operation opens with the one for reading, and each step asks `work.held_over` whether its own is held over the row.
"""

from collections.abc import Iterable
from typing import Any

from backend.api.work import Work
from backend.domain.refusals import Refusal
from backend.domain.workflow import OpenStep


def spelled(
    work: Work, steps: Iterable[OpenStep[Any]], refusals: dict[str, Refusal] | None = None
) -> list[dict[str, Any]]:
    """Steps for the wire; `refusals` are rules beyond the table that close a step now."""
    english = work.language == "en"
    found = []
    for step in steps:
        reason = step.reason or (refusals or {}).get(step.step)
        found.append(
            {
                "step": step.step.value,
                "label": step.en if english else step.zh,
                "allowed": reason is None,
                "reason": None if reason is None else reason.sentence(work.language),
            }
        )
    return found
