"""A list of members who go to other unions (会员组织关系接转登记表): each row asks for a transfer (MBR-02, ORG-11).

Somebody is found by document number among the caller's own members, and by nothing else; a number that is not theirs says
no more than that. A list as the export writes it, which has the number of each transfer, says what is registered already.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from backend.domain.access import Permission
from backend.domain.identity import normalise_id_number
from backend.domain.imports.cells import CellMissing
from backend.domain.imports.columns import Column, Note, Reading, Register, RegisterKind
from backend.domain.imports.places import plain_name
from backend.domain.imports.plain import RowStep, judge_fields
from backend.domain.imports.states import RowDuplicate
from backend.domain.mask import mask_id_number
from backend.domain.member.codes import MemberStatus, TransferReason
from backend.domain.member.moves import SameUnion, TransferUnderWay
from backend.domain.member.names import normalise_name
from backend.domain.member.workflow import MEMBER_WORKFLOW, TRANSFER, MemberStep
from backend.domain.refusals import Conflict, Invalid

_R = Reading

COLUMNS: tuple[Column, ...] = (
    Column("name", "姓名", _R.TEXT, ("会员", "会员姓名", "名字", "职工姓名"), 160, required=True),
    Column(
        "id_number",
        "身份证号",
        _R.IDENTIFIER,
        ("身份证号码", "身份证", "证件号码", "证件号", "公民身份号码"),
        mask=mask_id_number,
        note="按证件填写。本列已设为文本，请勿改为数字格式。",
        sample="110105194912310021",
    ),
    Column("union", "转出工会", _R.PLACE, ("原工会", "原所在工会", "转出单位", "所在工会", "原单位"), 120),
    Column(
        "to",
        "转入工会",
        _R.PLACE,
        ("接收工会", "转往工会", "转入单位", "新工会", "转往单位", "接收单位"),
        120,
        required=True,
        note="本市任何一家基层工会的全称，须与系统登记的一致。",
    ),
    Column(
        "reason", "原因", _R.CODE, ("接转原因", "转出原因", "转移原因"), codes=TransferReason, sample="变更工作单位"
    ),
    Column("note", "说明", _R.TEXT, ("备注",), 200),
    Column("number", "接转编号", _R.TEXT, ("转接编号", "接转单号"), 30, note="已在系统中的接转才有编号；新的留空。"),
)

_TITLES: Final = {column.name: column.title for column in COLUMNS}


class MemberNotOurs(Invalid):
    """No member of the import's union has this number; nothing more is said."""

    code = "import_member_not_ours"
    zh = (
        "在导入时所选的工会和它的下级里，没有这个证件号码的在册会员。请核对号码；要从别的工会转入的，请在接转页面申请。"
    )
    en = "No member of the union chosen, or below it, has this document number. Check it; ask for others on the page."


class MemberNamedOtherwise(Invalid):
    """The number is another person's."""

    code = "import_member_named_otherwise"
    zh = "姓名与这个证件号码登记的会员不一致。请核对姓名和号码。"
    en = "The member registered with this document number has another name. Check name and number."


class LeavingUnionDiffers(Invalid):
    """The member stands elsewhere."""

    code = "import_leaving_union_differs"
    zh = "这位会员现在不在所写的转出工会。请核对，或留空这一格。"
    en = "The member does not stand with the leaving union named here. Check it, or leave the cell empty."


class DestinationUnknown(Invalid):
    """No basic union of the city has this name."""

    code = "import_destination_unknown"
    zh = "全市没有叫这个名称的基层工会。请填写与系统登记一致的全称。"
    en = "No basic union of the city has this name. Write it in full, as it is registered."


class DestinationAmbiguous(Invalid):
    """Facts: `count`."""

    code = "import_destination_ambiguous"
    zh = "全市有 {count} 家基层工会叫这个名称，无法确定是哪一家。请在接转页面逐一办理。"
    en = "{count} basic unions of the city have this name. Ask for this transfer on the page."


class TransferNumberUnknown(Invalid):
    """No transfer of this number on either side."""

    code = "import_transfer_unknown"
    zh = "没有这个编号的接转。新的接转请清空编号；已有的请核对编号。"
    en = "There is no transfer of this number. Empty the cell for a new one, or check it."


class KeptAnswered(Conflict):
    """The other union, or somebody here, has dealt with it."""

    code = "import_kept_answered"
    zh = "没有撤销：这笔接转已经办结或由对方处理。需要时请在接转页面办理。"
    en = "Not undone: the transfer was answered or ended meanwhile. Act on the transfer itself where needed."


@dataclass(frozen=True, slots=True)
class Destination:
    """A union to which members may go, anywhere in the city."""

    id: UUID
    name: str
    code: int
    line_code: int | None
    code_hi: int


def judge(said: Mapping[str, Any], note: Note, today: date) -> dict[str, Any]:
    """Each field by the rules of a transfer; a new one needs the document number."""
    values = judge_fields(COLUMNS, said, note, {"name": normalise_name, "id_number": normalise_id_number})
    if "number" in values:
        values["number"] = values["number"].upper()
    elif "id_number" not in said:
        note("id_number", CellMissing(column=_TITLES["id_number"]))
    return values


def require_same(transfer: Any, said: Mapping[str, Any]) -> None:
    """Raises unless a row says of a transfer that is there what is registered: nothing of it is changed by a list."""
    registered = {
        "to": (plain_name(transfer.to_organization_name), plain_name(said["to"])),
        "reason": (transfer.reason, said.get("reason", transfer.reason)),
        "note": (transfer.note, said.get("note", transfer.note)),
    }
    for name, (known, row) in registered.items():
        if known != row:
            raise RowStep(column=_TITLES[name], pointer=f"/{name}")


def is_asked(member: Any, said: Mapping[str, Any], to: Destination, *, stands_there: bool) -> bool:
    """Whether this very transfer is under way already.

    Raises unless the member may be sent there: `MemberNamedOtherwise`, `LeavingUnionDiffers`, `SameUnion`,
    `TransferUnderWay`, `StepNotPossible`. `stands_there`: in the leaving union, as far as the row names one.
    """
    if member.name != said["name"]:
        raise MemberNamedOtherwise(pointer="/name")
    if not stands_there:
        raise LeavingUnionDiffers(pointer="/union")
    if to.code <= member.code <= to.code_hi:
        raise SameUnion(pointer="/to")
    if member.open_to is not None:
        if member.open_to == to.id:
            return True
        raise TransferUnderWay(pointer="/id_number")
    MEMBER_WORKFLOW.advance(MemberStatus(member.status), MemberStep.TRANSFER_OUT, {TRANSFER})
    return False


TRANSFERS = Register(
    kind=RegisterKind.TRANSFERS,
    permission=Permission.MEMBER_TRANSFER,
    columns=COLUMNS,
    lead="name",
    key="id_number",
    judge=judge,
    twice=RowDuplicate,
    notes=(
        "“姓名”“身份证号”“转入工会”必须填写，其余各列有则填写；不需要的列可以删去，列的先后可以调整。",
        "只能转出本工会（含下级）的在册会员；转入工会可以是本市任何一家基层工会，须写全称。",
        "导入只是发出接转申请，由转入工会接收后才生效；十五天内没有答复的会提示超期。",
        "撤销导入就是撤回还没有办结的申请。",
    ),
)
