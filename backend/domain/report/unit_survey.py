"""The annual survey as a basic union fills it (domain-facts 3.8): of the summary's items those that one union can answer.

Its items are called as in the summary, so the accepted ones of a place add up to what the place would else fill by hand.
"""

from typing import Final

from backend.domain.organization.structure import BASIC_UNIONS
from backend.domain.report.forms import Chapter, Form, ReportForm
from backend.domain.report.survey import SURVEY

_NOT_ASKED: Final = frozenset({"101", "102", "103", "106", "108"})
"""Numbers of unions and of employers without one: these are a matter of places."""

_ITEMS: Final = tuple(item for item in SURVEY.items if item.code not in _NOT_ASKED)
_CODES: Final = frozenset(item.code for item in _ITEMS)

UNIT_SURVEY: Final = Form(
    form=ReportForm.UNIT_SURVEY,
    number="工统年 1 表",
    basis_zh=SURVEY.basis_zh,
    basis_en=SURVEY.basis_en,
    across=False,
    first_month=SURVEY.first_month,
    due=SURVEY.due,
    filled_by=BASIC_UNIONS,
    items=_ITEMS,
    chapters=tuple(
        Chapter(chapter.zh, chapter.en, tuple(line for line in chapter.lines if line.item in _CODES))
        for chapter in SURVEY.chapters
    ),
    checks=tuple(check for check in SURVEY.checks if _CODES.issuperset((*check.left, *check.right))),
)
