"""Showing one hidden field: for a reason, after proving oneself again, a few times a day (trust.md 1.5; ASVS 7.5.3)."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen

from backend.domain.codes import Code
from backend.domain.refusals import Conflict, Forbidden, Invalid, TooMany, at
from backend.domain.text import clean_text

REVEALS_A_DAY = 30
SHOWN_FOR = 60
"""Seconds after which a screen hides the value again."""


class RevealField(Code):
    """The sealed fields of a member."""

    ID_NUMBER = "id_number", "证件号码", "Document number"
    PHONE = "phone", "手机号码", "Phone"
    BANK_CARD = "bank_card", "银行卡号", "Bank card"
    RESIDENCE = "residence", "现居住地址", "Residence"


class RevealReason(Code):
    """Why somebody needs to see it."""

    VERIFY_IDENTITY = "verify_identity", "核对本人身份", "To verify who it is"
    CONTACT = "contact", "联系本人", "To reach the person"
    TRANSFER = "transfer", "办理会籍接转", "For a transfer"
    BENEFIT = "benefit", "发放慰问或福利", "To pay a benefit"
    CORRECTION = "correction", "更正资料", "To correct the record"
    INSPECTION = "inspection", "检查或审计", "Inspection or audit"
    OTHER = "other", "其他（须说明）", "Other (say what)"


class NotConfirmed(Forbidden):
    """The caller has not proved themselves again within the last minutes."""

    code = "confirmation_required"
    zh = "查看隐藏信息前请再次验证身份（密码或动态码）。验证在 5 分钟内有效。"
    en = "Prove who you are again (password or code) before a hidden field is shown. It holds for 5 minutes."


class RevealedTooOften(TooMany):
    """Facts: `limit`, `retry_after`."""

    code = "member_reveal_limit"
    zh = "今天查看隐藏信息已达 {limit} 次上限，不再显示。确有需要，请由同事办理或明天再查；批量用途请走导出审批。"
    en = "You have seen {limit} hidden fields today, which is the limit. Ask a colleague, or go on tomorrow."


class NothingToReveal(Conflict):
    """The field is empty."""

    code = "member_field_empty"
    zh = "这位会员没有登记“{field}”，没有可显示的内容。"
    en = "No {field_en} is registered for this member; there is nothing to show."


class NoteMissing(Invalid):
    """The reason `other` explains nothing."""

    code = "member_reveal_note_missing"
    zh = "选择“其他”时请写明查看的原因。"
    en = "With the reason “other”, say what it is."


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealAsked:
    """Which field, and why."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    field: RevealField
    reason: RevealReason
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))


def require_reason(asked: RevealAsked) -> None:
    """Raises `NoteMissing` for `other` without a word."""
    if asked.reason is RevealReason.OTHER and not asked.note:
        raise NoteMissing(pointer="/note")


def require_below_limit(shown_today: int, *, retry_after: int) -> None:
    """Raises `RevealedTooOften` when the day's reveals are used up."""
    if shown_today >= REVEALS_A_DAY:
        raise RevealedTooOften(limit=REVEALS_A_DAY, retry_after=retry_after)
