"""The forms of the house, and which unions fill them."""

from collections.abc import Mapping
from typing import Final

from backend.domain.organization.codes import OrganizationKind
from backend.domain.report.forms import Form, ReportForm
from backend.domain.report.survey import SURVEY
from backend.domain.report.yearbook import YEARBOOK

FORMS: Final[Mapping[ReportForm, Form]] = {form.form: form for form in (SURVEY, YEARBOOK)}

REPORTING: Final = frozenset(
    {
        OrganizationKind.CITY_FEDERATION,
        OrganizationKind.COUNTY_FEDERATION,
        OrganizationKind.DEVELOPMENT_ZONE_UNION,
        OrganizationKind.TOWNSHIP_FEDERATION,
        OrganizationKind.STREET_FEDERATION,
    }
)
"""Unions of places above the basic level. Lines and associations are counted where their basic unions stand."""
