"""How complete a member's real-name record is (信息完整; MBR-01, MBR-05; ORG-11)."""

from collections.abc import Mapping

REAL_NAME_FIELDS = (
    "name",
    "id_number",
    "sex",
    "born_on",
    "nation",
    "education",
    "politics",
    "phone",
    "hukou_kind",
    "hukou_place",
    "residence",
    "kind",
    "employment_form",
    "employer_id",
    "post",
    "work_started_on",
    "joined_on",
)
"""What the real-name register asks of everybody."""

_WORK_FIELDS = frozenset({"employment_form", "employer_id", "post"})
_WITHOUT_WORK = frozenset({"laid_off", "retired", "retired_cadre"})


def required_fields(values: Mapping[str, object]) -> tuple[str, ...]:
    """The fields asked of this person: nobody without work is asked about it, no platform worker for an employer."""
    if values.get("kind") in _WITHOUT_WORK:
        return tuple(field for field in REAL_NAME_FIELDS if field not in _WORK_FIELDS)
    if values.get("new_employment"):
        return tuple(field for field in REAL_NAME_FIELDS if field != "employer_id")
    return REAL_NAME_FIELDS


def missing_fields(values: Mapping[str, object]) -> tuple[str, ...]:
    """The real-name fields that are empty in `values`, in the order of the form."""
    return tuple(field for field in required_fields(values) if values.get(field) in (None, ""))


def completeness(values: Mapping[str, object]) -> int:
    """The share of the real-name fields that are filled, in whole percent, rounded down: 100 when none is missing."""
    return 100 - -(-100 * len(missing_fields(values)) // len(required_fields(values)))
