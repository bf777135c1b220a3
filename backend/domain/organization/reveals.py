"""Showing the phone of an employer's contact: as a hidden field of a member, within the same daily limit (trust.md 1.5)."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen

from backend.domain.codes import Code
from backend.domain.member.reveals import NoteMissing, RevealReason
from backend.domain.refusals import Conflict, at
from backend.domain.text import clean_text


class EmployerSecret(Code):
    """The sealed fields of an employer."""

    CONTACT_PHONE = "contact_phone", "联系电话", "Contact phone"


class EmployerFieldEmpty(Conflict):
    """Nothing is registered. Facts: `field`, `field_en`."""

    code = "employer_field_empty"
    zh = "这家单位没有登记“{field}”，没有可显示的内容。"
    en = "No {field_en} is registered for this employer; there is nothing to show."


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerRevealAsked:
    """Which field, and why. Raises `NoteMissing` for `other` without a word."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    field: EmployerSecret
    reason: RevealReason
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        if self.reason is RevealReason.OTHER and not self.note:
            raise NoteMissing(pointer="/note")
