"""The forms of the house, and which unions fill them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from backend.domain.organization.codes import OrganizationKind
from backend.domain.report.forms import Form, ReportForm
from backend.domain.report.survey import SURVEY
from backend.domain.report.unit_survey import UNIT_SURVEY
from backend.domain.report.yearbook import YEARBOOK

FORMS: Final[Mapping[ReportForm, Form]] = {form.form: form for form in (SURVEY, UNIT_SURVEY, YEARBOOK)}


@cache
def form_of(form: ReportForm, year: int) -> Form:
    """A form as it is in the report of a year."""
    return FORMS[form].of(year)


REPORTING: Final[frozenset[OrganizationKind]] = frozenset().union(*(form.filled_by for form in FORMS.values()))
"""Unions that fill some form. Lines and associations are counted where their basic unions stand."""


def first_form(kind: OrganizationKind) -> Form:
    """The form that a union of this kind is shown first: one that it fills, else that of the places."""
    return next((form for form in FORMS.values() if kind in form.filled_by), SURVEY)
