"""Whole numbers in a file: for a reason, proved again, and above a hundred rows by somebody else's leave (trust.md 1.5).

An approval is for one list with these filters and these columns, in one scope, of at most so many rows; for a day; for
one file that is taken out once. Who decides stands above the asker's union, or is the chair of it, and is not the asker.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from backend.domain.access import Grant, Permission, Role
from backend.domain.codes import Code
from backend.domain.export.sheets import Column
from backend.domain.member.reach import covers
from backend.domain.member.reveals import RevealReason
from backend.domain.refusals import Conflict, Forbidden, Invalid, at
from backend.domain.text import clean_text
from backend.domain.workflow import Workflow

FREE: Final = 100
"""Rows with whole numbers that need no approval (api.md "Export")."""
MOST_WHOLE: Final = 20_000
"""Rows with whole numbers in one file: it is encrypted in memory."""
APPROVED_FOR: Final = timedelta(hours=24)
ASKED_FOR: Final = timedelta(days=7)
"""A request that nobody decided lapses."""


class ExportApprovalState(Code):
    """Where a request is; `lapsed` is read off its time."""

    ASKED = "asked", "待审批", "Waiting"
    APPROVED = "approved", "已批准", "Approved"
    REFUSED = "refused", "未批准", "Refused"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
    USED = "used", "已使用", "Used"
    LAPSED = "lapsed", "已失效", "Lapsed"


class ExportApprovalStep(Code):
    """What can be done with a request."""

    APPROVE = "approve", "批准", "Approve"
    REFUSE = "refuse", "不批准", "Refuse"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


_S, _T = ExportApprovalState, ExportApprovalStep
APPROVAL_WORKFLOW: Workflow[ExportApprovalState, ExportApprovalStep] = Workflow(
    {
        (_S.ASKED, _T.APPROVE, Permission.EXPORT_APPROVE): _S.APPROVED,
        (_S.ASKED, _T.REFUSE, Permission.EXPORT_APPROVE): _S.REFUSED,
        (_S.ASKED, _T.WITHDRAW, Permission.EXPORT_UNMASK): _S.WITHDRAWN,
        (_S.APPROVED, _T.REFUSE, Permission.EXPORT_APPROVE): _S.REFUSED,
        (_S.APPROVED, _T.WITHDRAW, Permission.EXPORT_UNMASK): _S.WITHDRAWN,
    }
)
"""An approval can be taken back until the file is made."""


class NotMasked(Invalid):
    """Only a masked column of the list can be had whole. Fact: `column`."""

    code = "export_not_masked"
    zh = "“{column}”这一列没有隐藏内容，或没有选入要导出的列。请重新选择要完整导出的列。"
    en = "“{column}” is no masked column of this export. Choose again which columns are to be whole."


class WholeIsForPeople(Invalid):
    """Whole numbers leave in an encrypted workbook only."""

    code = "export_whole_is_a_workbook"
    zh = "含完整号码的导出只能是加密的 Excel 表格。请把格式改为 Excel。"
    en = "Whole numbers leave in an encrypted workbook only. Choose the workbook."


class ReasonMissing(Invalid):
    """Whole numbers are had for a reason."""

    code = "export_reason_missing"
    zh = "导出完整号码须写明用途。请选择事由；选“其他”时写明原因。"
    en = "Say what the whole numbers are for: choose a reason, and with “other” say what it is."


class ApprovalRequired(Conflict):
    """More rows than may be had without leave. Fact: `most`."""

    code = "export_approval_required"
    zh = "含完整号码的导出超过 {most} 行，须由上级工会或本会主席批准，没有生成文件。请提交审批，批准后再导出。"
    en = (
        "More than {most} rows with whole numbers need the leave of the union above or of your chair. Ask for it first."
    )


class ApprovalUnfit(Conflict):
    """The approval is for another list, other filters or columns, or another scope."""

    code = "export_approval_unfit"
    zh = "批准的是另一份名单：筛选条件、列或范围与申请时不同，没有导出。请按申请的内容导出，或重新申请。"
    en = "The approval is for other filters, columns or another scope; nothing was exported. Export as asked, or ask anew."


class ApprovalNotOpen(Conflict):
    """It was not given, was used, taken back, or has lapsed. Fact: `state` (code)."""

    code = "export_approval_not_open"
    zh = "这项申请{state.zh}，不能据此导出。批准后 24 小时内可导出一次；请重新申请。"
    en = 'The request is not open for an export: "{state.en}". An approval holds for 24 hours and one file; ask anew.'


class ApprovalOutgrown(Conflict):
    """The list has more rows now than were approved. Facts: `approved`, `rows`."""

    code = "export_approval_outgrown"
    zh = "名单现有 {rows} 行，超过批准的 {approved} 行，没有导出。请按现在的行数重新申请。"
    en = "The list has {rows} rows now, more than the {approved} approved; nothing was exported. Ask anew."


class NotTheApprover(Forbidden):
    """Nobody decides their own request, and nobody beside it."""

    code = "export_approval_not_yours"
    zh = "导出申请须由上级工会的人员或本会主席审批，申请人不能审批自己的申请。请交给有权审批的人办理。"
    en = "Somebody of the union above, or the chair, decides this, and never the asker. Hand it to one who may."


class NotTheAsker(Forbidden):
    """Only the asker withdraws."""

    code = "export_approval_not_asker"
    zh = "这项申请由他人提出，只有申请人可以撤回。如不同意，请选“不批准”。"
    en = "Somebody else asked for this and alone can withdraw it. If you do not agree, refuse it."


class Taken(Conflict):
    """A file with whole numbers is taken out once."""

    code = "export_taken"
    zh = "含完整号码的文件只能下载一次，已经下载过。仍需要时请重新导出。"
    en = "A file with whole numbers is downloaded once, and it was. If it is needed again, export again."


class PasswordShown(Conflict):
    """The password of a file is shown once."""

    code = "export_password_shown"
    zh = "文件密码只显示一次，已经显示过。如未记下，请重新导出。"
    en = "The password of a file is shown once, and it was. If it was not kept, export again."


def whole_columns(columns: Sequence[Column], keys: Sequence[str]) -> list[Column]:
    """The masked columns that are asked for whole. Raises `NotMasked`."""
    masked = {column.key: column for column in columns if column.sealed}
    for position, key in enumerate(keys):
        if key not in masked:
            raise NotMasked(pointer=f"/unmasked/{position}", column=key[:40])
    return [masked[key] for key in dict.fromkeys(keys)]


def require_reason(reason: RevealReason | None, note: str) -> str:
    """The note, cleaned. Raises `ReasonMissing` without a reason, and for `other` without a word; `TextUnreadable`."""
    with at("/note"):
        said = clean_text(note)
    if reason is None or (reason is RevealReason.OTHER and not said):
        raise ReasonMissing(pointer="/reason")
    return said


def digest_of(
    *, noun: str, query: Mapping[str, Any], columns: Sequence[str], unmasked: Sequence[str], organization_id: UUID
) -> bytes:
    """What an approval is bound to: list, filters, columns, which of them whole, and the scope."""
    bound = {
        "noun": noun,
        "query": dict(query),
        "columns": list(columns),
        "unmasked": sorted(unmasked),
        "organization_id": str(organization_id),
    }
    return hashlib.sha256(json.dumps(bound, sort_keys=True, ensure_ascii=False).encode()).digest()


def state_on(state: ExportApprovalState, *, expires_at: datetime, now: datetime) -> ExportApprovalState:
    """The state as it stands at a moment: what was open until then has lapsed."""
    still_open = state in (ExportApprovalState.ASKED, ExportApprovalState.APPROVED)
    return ExportApprovalState.LAPSED if still_open and expires_at <= now else state


def require_open(state: ExportApprovalState) -> None:
    """Raises `ApprovalNotOpen` unless it is approved and still holds."""
    if state is not ExportApprovalState.APPROVED:
        raise ApprovalNotOpen(state=state)


def require_approver(
    grants: Iterable[Grant],
    *,
    user_id: UUID,
    asked_by: UUID,
    organization_id: UUID,
    code: int,
    line_code: int | None,
) -> None:
    """Raises `NotTheApprover` unless one of these grants lets somebody else decide for this place: one given on a union
    above it, or that of its own chair."""
    over = (grant for grant in grants if grant.holds(Permission.EXPORT_APPROVE) and covers(grant, code, line_code))
    decides = any(grant.organization_id != organization_id or grant.role is Role.CHAIR for grant in over)
    if user_id == asked_by or not decides:
        raise NotTheApprover()
