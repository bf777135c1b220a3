"""Where a roster is, and what is said of each of its rows (ui.md 1.3 no. 18)."""

from backend.domain.codes import Code
from backend.domain.job import JobState
from backend.domain.refusals import Conflict, Invalid


class RosterState(Code):
    """From the file to the register."""

    CHECKING = "checking", "正在检查", "Being checked"
    CHECKED = "checked", "已检查，待导入", "Checked, waiting to be committed"
    COMMITTING = "committing", "正在导入", "Being committed"
    COMMITTED = "committed", "已导入", "Committed"
    FAILED = "failed", "未能检查", "Could not be checked"


class RosterRowState(Code):
    """The verdict on one row."""

    NEW = "new", "新增", "New"
    IMPORTED = "imported", "已导入", "Imported"
    KNOWN = "known", "已在册", "Already registered"
    DUPLICATE = "duplicate", "文件内重复", "Twice in the file"
    ELSEWHERE = "elsewhere", "在其他工会", "With another union"
    WRONG = "wrong", "有误", "Wrong"


REFUSED = (RosterRowState.WRONG, RosterRowState.DUPLICATE, RosterRowState.ELSEWHERE)
"""The rows that somebody must look at again."""


def state_of(state: RosterState, job: JobState | None) -> RosterState:
    """The state as it is now: work that ended without finishing leaves the roster where it can be begun again."""
    if job not in (JobState.FAILED, JobState.CANCELLED):
        return state
    if state is RosterState.CHECKING:
        return RosterState.FAILED
    return RosterState.CHECKED if state is RosterState.COMMITTING else state


class RosterNotReady(Conflict):
    """Only a checked roster can be committed."""

    code = "roster_not_ready"
    zh = "这份名册{state.zh}，现在不能导入。请等检查完成；检查失败时请修改文件后重新上传。"
    en = "This roster cannot be committed now ({state.en}). Wait for the check, or mend the file and upload it again."


class NobodyNew(Conflict):
    """No row of the roster is to be taken in."""

    code = "roster_nobody_new"
    zh = "这份名册里没有可以新增的人员，没有什么要导入。请查看各行的检查结果。"
    en = "Nobody in this roster is new, so there is nothing to commit. Look at the verdict on each row."


class NoWorkbook(Invalid):
    """The file is a picture, or of another purpose."""

    code = "roster_no_workbook"
    zh = "这个文件不是名册表格。请上传 .xlsx、.xls、.ods 或 .csv 文件，用途选“表格”。"
    en = "This file is no workbook. Upload an .xlsx, .xls, .ods or .csv file with the purpose “workbook”."


class RowDuplicate(Invalid):
    """The same document number further up in the file."""

    code = "roster_row_duplicate"
    zh = "与第 {first} 行是同一个证件号码，只导入前面那一行。请核对是重复填写，还是号码录错。"
    en = "Row {first} has the same document number and is the one taken. See whether this row or its number is wrong."


class RowKnown(Invalid):
    """Registered already with the union; `fields` says what the roster says differently."""

    code = "roster_row_changed"
    zh = "此人已在册，名册中的{fields}与登记的不同。导入不会改动已有的登记，请在会员页面修改。"
    en = "This person is registered; the roster differs in: {fields}. An import changes no record: edit the member."


class RowOtherUnion(Invalid):
    """Registered with another union of the caller's scope."""

    code = "roster_row_other_union"
    zh = "此人已登记在“{union}”。请办理会员组织关系接转，不能重复登记。"
    en = "This person is registered with {union}. Ask for a transfer; nobody is registered twice."


class RowApplying(Invalid):
    """An application is under way."""

    code = "roster_row_applying"
    zh = "此人的入会申请正在办理。请在待审核列表中办结，不必再导入。"
    en = "This person's application is under way. Finish it in the queue; there is no need to import it."


class RowLeft(Invalid):
    """The membership has ended."""

    code = "roster_row_left"
    zh = "此人曾在册，会籍已终止（{status}）。请在会员页面办理重新入会。"
    en = "This person's membership has ended ({status}). Let them join again on the member's page."


class RowElsewhere(Invalid):
    """The document number is registered beyond the caller's scope; nothing more is said (trust.md section 0 row 5)."""

    code = "roster_row_elsewhere"
    zh = "这个证件号码已在其他工会登记。请核对号码；号码无误时，请办理会员组织关系接转。"
    en = "This document number is registered with another union. Check it; if it is right, ask for a transfer."


class RowUnionEnded(Invalid):
    """The union was dissolved or moved between check and commit."""

    code = "roster_union_ended"
    zh = "检查之后，这家工会已撤销、合并或调出您的管理范围。请重新检查名册。"
    en = "Since the check this union was dissolved, merged or moved out of your scope. Check the roster again."
