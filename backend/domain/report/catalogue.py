"""The forms of the house, and which unions fill them."""

from collections.abc import Mapping
from typing import Final

from backend.domain.organization.structure import PLACES
from backend.domain.report.forms import Form, ReportForm
from backend.domain.report.survey import SURVEY
from backend.domain.report.yearbook import YEARBOOK

FORMS: Final[Mapping[ReportForm, Form]] = {form.form: form for form in (SURVEY, YEARBOOK)}

REPORTING: Final = PLACES
"""Lines and associations are counted where their basic unions stand."""
