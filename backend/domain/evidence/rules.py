"""Who takes an evidence pack out, what for, and what it is called (ui.md part 2, auditor; trust.md 1.5).

A pack holds whole numbers and what is known of somebody's health: it takes the permission of those who may open such
fields, a reason, a proof of a moment ago, and one of the day's reveals. It is encrypted, taken out once, and its password
is shown once.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Final

from annotated_types import MaxLen

from backend.domain.member.reveals import NoteMissing, RevealReason
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_text

REVEALED: Final = "household.evidence_pack"
"""What a pack is called among the reveals: all that is sealed of one case at once."""


class PackIsNoList(Invalid):
    """A pack is asked for where it is made, and not as a list."""

    code = "export_pack_is_no_list"
    zh = "证据包和批量审批表不是名单，不能在这里导出。请在帮扶申请的页面上提取。"
    en = "A pack is no list and is not exported here. Take it out on the page of its case."


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAsked:
    """What a pack is taken out for; with the reason `other` a word that says it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    reason: RevealReason
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        if self.reason is RevealReason.OTHER and not self.note:
            raise NoteMissing(pointer="/note")


def pack_name(number: str, on: date) -> str:
    """What a pack is saved as: the number of the case and the day, and nobody's name."""
    return f"证据包_{number}_{on.isoformat()}.zip"
