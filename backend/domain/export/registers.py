"""Registers as they are printed, signed, sealed and filed (ORG-11, ORG-18, MBR-01, MBR-02, RPT-01, RPT-04; domain-facts 3.8).

A register is a list in a fixed form: a title, who reports and when, numbered lines in boxes, room for a remark by hand,
and at the end the line on which it is signed. What it holds is what the list holds, by the same filters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from backend.domain.export.nouns import ExportNoun
from backend.domain.refusals import Invalid


class RegisterUnknown(Invalid):
    """This list has no such form."""

    code = "export_register_unknown"
    zh = "这个列表没有固定格式的名册。请改为导出表格。"
    en = "This list has no register of a fixed form. Export it as a table."


class RegisterOnPaper(Invalid):
    """A register is a workbook to be printed."""

    code = "export_register_on_paper"
    zh = "打印名册只能是 Excel 表格。请把格式改为 Excel。"
    en = "A register is a workbook to be printed. Choose the workbook."


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A form: its title, and the keys of its columns in their order."""

    zh: str
    en: str
    columns: Sequence[str]

    def title(self, language: str) -> str:
        """What stands above it and in the file's name."""
        return self.en if language == "en" else self.zh


REGISTERS: Final[Mapping[ExportNoun, Register]] = {
    ExportNoun.MEMBERS: Register(
        zh="工会会员名册",
        en="Register of members",
        columns=(
            *("name", "sex", "born_on", "id_number", "education", "politics", "employment_form", "phone"),
            *("organization", "joined_on", "number"),
        ),
    ),
    ExportNoun.ORGANIZATIONS: Register(
        zh="基层工会名册",
        en="Register of unions",
        columns=(
            *("name", "kind", "parent", "credit_code", "ownership", "industry", "employees", "members", "women"),
            *("migrants", "term_started_on", "term"),
        ),
    ),
    ExportNoun.OFFICERS: Register(
        zh="工会干部名册",
        en="Register of officers",
        columns=(
            *("union", "name", "sex", "born_on", "post", "form", "administrative_post", "started_on", "term"),
            "phone",
        ),
    ),
    ExportNoun.TRANSFERS: Register(
        zh="会员组织关系接转登记表",
        en="Register of transfers",
        columns=(
            *("number", "member", "sex", "from", "to", "form", "reason", "requested", "by", "status", "effective"),
            "answer",
        ),
    ),
    ExportNoun.EMPLOYERS: Register(
        zh="法人单位台账",
        en="Ledger of employers",
        columns=(
            *("name", "credit_code", "ownership", "industry", "territory", "employees", "women", "union"),
            *("covered_on", "source", "listed_on", "status"),
        ),
    ),
}

NUMBER: Final = {"zh": "序号", "en": "No."}
REMARK: Final = {"zh": "备注", "en": "Remarks"}
_SIGNED: Final = {
    "zh": "填报人：　　　　　　　　审核人：　　　　　　　　单位负责人（签章）：　　　　　　　　　　年　　月　　日",
    "en": "Filled in by:                Checked by:                Head of the union (seal):                Date:",
}


def register_of(noun: ExportNoun) -> Register:
    """The form of a list. Raises `RegisterUnknown`."""
    if noun not in REGISTERS:
        raise RegisterUnknown(pointer="/layout")
    return REGISTERS[noun]


def reported_by(union: str, language: str) -> str:
    """Who reports, at the left above the lines."""
    return f"Reported by: {union}" if language == "en" else f"填报单位：{union}"


def reported_on(on: date, rows: int, unit: str, language: str) -> str:
    """When, and how many there are, at the right."""
    if language == "en":
        return f"{on.isoformat()}    {rows:,} {unit}"
    return f"{on.year}年{on.month}月{on.day}日　共 {rows:,} {unit}"


def signed(language: str) -> str:
    """The line on which it is signed and sealed."""
    return _SIGNED[language]
