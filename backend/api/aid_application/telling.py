"""What the worker and the union read alike: papers needed, the trail, the steps that are open."""

from collections.abc import Iterable, Sequence
from typing import Any

from backend.api.work import Work
from backend.db.declarations import open_note
from backend.db.tables.aid_application import AidApplication
from backend.domain.aid.application import APPLICANT, APPLICATION_WORKFLOW
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.declaration import Declaration
from backend.domain.aid.declared import papers_needed
from backend.domain.codes import Code
from backend.domain.refusals import Refusal

WORKER = {"zh": "本人", "en": "The worker"}
_NOT_STEPS = (ApplicationStep.GIVE_BACK,)
"""What follows from another act and is no button."""


def label(work: Work, code: Code) -> str:
    """What a code is called in the caller's language."""
    return code.en if work.language == "en" else code.zh


def kinds(slugs: Iterable[str]) -> tuple[PaperKind, ...]:
    """The kinds of papers among these words; a programme may ask for something that has no kind of its own."""
    known = {str(each): each for each in PaperKind}
    return tuple(known[slug] for slug in slugs if slug in known)


def needed(
    work: Work,
    row: AidApplication,
    declaration: Declaration,
    papers: Sequence[dict[str, Any]],
    *,
    of_program: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """The kinds of papers that the application needs, each with whether there is one."""
    asked = kinds(row.asked_papers)
    held = {each["kind"] for each in papers}
    return [
        {"kind": kind, "label": label(work, kind), "held": kind in held, "asked": kind in asked}
        for kind in papers_needed(declaration, *asked, *kinds(of_program))
    ]


def trail(work: Work, row: AidApplication, steps: Sequence[dict[str, Any]], *, names: bool) -> list[dict[str, Any]]:
    """The steps so far. With `names` also which officer took them: that is for colleagues."""
    return [
        {
            "step": each["step"],
            "label": label(work, ApplicationStep(each["step"])),
            "to_status": each["to_status"],
            "note": open_note(work.vault, each["id"], each["note"]),
            "by": _by(work, row, each, names=names),
            "at": each["at"],
        }
        for each in steps
    ]


def _by(work: Work, row: AidApplication, step: dict[str, Any], *, names: bool) -> str:
    if step["by_id"] == row.user_id and not step["by_office"]:
        return WORKER["en" if work.language == "en" else "zh"]
    return f"{step['by_office']} {step['by_name']}".strip() if names else step["by_office"]


def open_steps(
    work: Work, row: AidApplication, held: Iterable[str], *, refusal: Refusal | None
) -> list[dict[str, Any]]:
    """What may be done now by somebody who holds these; `refusal` is the rule that closes all of it, if one does."""
    mine = frozenset(held)
    found = APPLICATION_WORKFLOW.steps(ApplicationStatus(row.status), mine)
    steps = [
        (each, each.reason or refusal) for each in found if each.step not in _NOT_STEPS and _concerns(each.step, mine)
    ]
    return [
        {
            "step": str(each.step),
            "label": label(work, each.step),
            "allowed": reason is None,
            "reason": None if reason is None else reason.sentence(work.language),
        }
        for each, reason in steps
    ]


_WORKERS = (ApplicationStep.SUBMIT, ApplicationStep.ANSWER, ApplicationStep.WITHDRAW)


def _concerns(step: ApplicationStep, held: frozenset[str]) -> bool:
    """The worker reads of no step of the union, the union of none of the worker's."""
    return (step in _WORKERS) is (APPLICANT in held)
