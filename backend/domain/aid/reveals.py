"""Showing one hidden field of a household file: as of a member, within the same daily limit (trust.md 1.5)."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.codes import Code
from backend.domain.member.reveals import NoteMissing, RevealReason
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text


class HouseholdSecret(Code):
    """The sealed fields of a file; the first two are those of one person in it."""

    ID_NUMBER = "id_number", "证件号码", "Document number"
    HEALTH_NOTE = "health_note", "健康状况说明", "Note on health"
    PHONE = "phone", "手机号码", "Phone"
    OTHER_PHONE = "other_phone", "其他电话", "Other phone"
    RESIDENCE = "residence", "家庭住址", "Residence"
    POSTCODE = "postcode", "邮政编码", "Postcode"
    BANK_CARD = "bank_card", "银行卡号", "Bank card"
    NOTES = "notes", "备注", "Remarks"

    @property
    def personal(self) -> bool:
        """Whether it belongs to one person of the file."""
        return self in (HouseholdSecret.ID_NUMBER, HouseholdSecret.HEALTH_NOTE)


class HouseholdFieldEmpty(Conflict):
    """Nothing is registered. Facts: `field`, `field_en`."""

    code = "household_field_empty"
    zh = "档案里没有登记“{field}”，没有可显示的内容。"
    en = "No {field_en} is registered in this file; there is nothing to show."


class WhoseMissing(Invalid):
    """A field of a person, and no person named."""

    code = "household_reveal_person"
    zh = "请选择要查看的是哪一位家庭成员。"
    en = "Say whose field is to be shown."


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRevealAsked:
    """Which field, whose, and why."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    field: HouseholdSecret
    person_id: UUID | None = None
    reason: RevealReason
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        if self.reason is RevealReason.OTHER and not self.note:
            raise NoteMissing(pointer="/note")
        if self.field.personal and self.person_id is None:
            raise WhoseMissing(pointer="/person_id")
