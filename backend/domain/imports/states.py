"""Where an import is, and what is said of each of its rows (ui.md 1.3 no. 18, 19, 20)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from backend.domain.codes import Code
from backend.domain.job import JobState
from backend.domain.refusals import Conflict, Invalid

UNDO_FOR = timedelta(days=7)
"""So long after its last commit an import can be undone; so long its rows and its workbook are kept."""


class ImportState(Code):
    """From the file to the register, and back."""

    CHECKING = "checking", "正在检查", "Being checked"
    UNMAPPED = "unmapped", "待对应列", "Waiting for its columns to be named"
    CHECKED = "checked", "已检查，待导入", "Checked, waiting to be committed"
    CORRECTING = "correcting", "正在批量更正", "Being corrected"
    COMMITTING = "committing", "正在导入", "Being committed"
    COMMITTED = "committed", "已导入", "Committed"
    UNDOING = "undoing", "正在撤销", "Being undone"
    UNDONE = "undone", "已撤销", "Undone"
    FAILED = "failed", "未能检查", "Could not be checked"

    @property
    def open(self) -> bool:
        """Whether rows can be mended and committed."""
        return self in (ImportState.CHECKED, ImportState.COMMITTED)


class ImportRowState(Code):
    """The verdict on one row, or what became of it."""

    NEW = "new", "新增", "New"
    CHANGED = "changed", "有变化", "Changed"
    UNCHANGED = "unchanged", "无变化", "Unchanged"
    DUPLICATE = "duplicate", "文件内重复", "Twice in the file"
    ELSEWHERE = "elsewhere", "在其他工会", "With another union"
    WRONG = "wrong", "有误", "Wrong"
    IMPORTED = "imported", "已新增", "Registered"
    UPDATED = "updated", "已更新", "Updated"
    UNDONE = "undone", "已撤销", "Undone"


_R = ImportRowState
GOOD = (_R.NEW, _R.CHANGED)
"""The rows that a commit writes."""
MENDABLE = (_R.NEW, _R.CHANGED, _R.UNCHANGED, _R.DUPLICATE, _R.ELSEWHERE, _R.WRONG)
"""The rows of which nothing has been written yet."""
REFUSED = (_R.WRONG, _R.DUPLICATE, _R.ELSEWHERE)
"""The rows that somebody must look at again."""
WRITTEN = (_R.IMPORTED, _R.UPDATED)
"""The rows that stand in the register because of the import."""


def to_write(counts: Mapping[str, int], *, listed: bool) -> int:
    """Rows that a commit has something to write of. An agency's list says of unchanged records that they are still there."""
    states = (*GOOD, ImportRowState.UNCHANGED) if listed else GOOD
    return sum(counts[state] for state in states)


def state_of(state: ImportState, job: JobState | None, *, committed: bool) -> ImportState:
    """The state as it is now: work that ended without finishing leaves the import where it can be begun again."""
    if job not in (JobState.FAILED, JobState.CANCELLED):
        return state
    if state is ImportState.CHECKING and not committed:
        return ImportState.FAILED
    if state in (ImportState.CHECKING, ImportState.CORRECTING, ImportState.COMMITTING, ImportState.UNDOING):
        return ImportState.COMMITTED if committed else ImportState.CHECKED
    return state


def undo_until(committed_at: datetime | None) -> datetime | None:
    """The moment up to which an import can be undone; None when nothing was committed."""
    return None if committed_at is None else committed_at + UNDO_FOR


class ImportBusy(Conflict):
    """Only an import that is checked and at rest can be changed, committed or undone."""

    code = "import_not_ready"
    zh = "这次导入{state.zh}，现在不能这样做。请等它完成；检查失败时请换一个文件重新上传。"
    en = "This cannot be done now ({state.en}). Wait for the import to come to rest, or upload another file."


class NothingToCommit(Conflict):
    """No row is to be written."""

    code = "import_nothing_new"
    zh = "没有可以写入的行：既没有新增，也没有变化。请查看各行的检查结果。"
    en = "No row is new or changed, so there is nothing to commit. Look at the verdict on each row."


class UndoTooLate(Conflict):
    """Nothing was committed, or more than seven days ago."""

    code = "import_undo_too_late"
    zh = "这次导入已不能撤销：只能在导入后七天内撤销，且至少写入过一行。请在各条记录上逐一更正。"
    en = "This import can no longer be undone: only within seven days, and only what was written. Correct the records."


class NoWorkbook(Invalid):
    """The file is a picture, or of another purpose."""

    code = "import_no_workbook"
    zh = "这个文件不是可以导入的表格。请上传 .xlsx、.xls、.ods 或 .csv 文件，用途选“表格”。"
    en = "This file is no workbook. Upload an .xlsx, .xls, .ods or .csv file with the purpose “workbook”."


class FileOfAnother(Conflict):
    """A workbook is its sender's own; colleagues read the rows on the page."""

    code = "import_file_of_another"
    zh = "原表由上传的人保管，其他人不能下载或替换。请在页面上查看和更正，或请上传人下载。"
    en = "The workbook is kept for who uploaded it. Read and mend the rows on the page, or ask them to download it."


class RowWritten(Conflict):
    """The row stands in the register; it is changed there."""

    code = "import_row_written"
    zh = "这一行已写入登记册，不能在导入里再改。请在登记的记录上更正。"
    en = "This row stands in the register already and cannot be mended here. Correct the record itself."


class ColumnNotCorrectable(Invalid):
    """A rule over many rows is for words, not for what identifies one person."""

    code = "import_column_not_correctable"
    zh = "“{column}”不能批量更正：号码、住址等每人不同，请逐行更正。"
    en = "“{column}” cannot be corrected by a rule: numbers and addresses are each person's own. Mend the rows."


class RuleChangesNothing(Invalid):
    """The same text before and after."""

    code = "import_rule_changes_nothing"
    zh = "更正前后的内容相同，没有什么要改。请填写新的内容。"
    en = "The text is the same before and after, so nothing would change. Fill in the new text."


class ColumnUnknown(Invalid):
    """No column of this name in the register or in the file."""

    code = "import_column_unknown"
    zh = "这次导入没有这一列。请从列出的列中选择。"
    en = "This import has no such column. Choose one of those listed."


class ColumnTwice(Invalid):
    """Two columns of the file were said to be the same."""

    code = "import_column_twice"
    zh = "“{column}”选了两次。每一项只能对应文件中的一列。"
    en = "“{column}” was chosen twice. Each field is taken from one column of the file."


class ColumnsMissing(Invalid):
    """Without these columns nothing can be checked."""

    code = "import_columns_missing"
    zh = "还没有指明这些列：{columns}。请选择它们在文件中的位置。"
    en = "These columns are not named yet: {columns}. Say where they stand in the file."


class RowDuplicate(Invalid):
    """The same document number in another row of the file."""

    code = "import_row_duplicate"
    zh = "与第 {first} 行是同一个证件号码，只导入那一行。请核对是重复填写，还是号码录错。"
    en = "Row {first} has the same document number and is the one taken. See whether this row or its number is wrong."


class RowOtherUnion(Invalid):
    """Registered with another union of the caller's scope."""

    code = "import_row_other_union"
    zh = "此人已登记在“{union}”。请办理会员组织关系接转，不能重复登记。"
    en = "This person is registered with {union}. Ask for a transfer; nobody is registered twice."


class RowApplying(Invalid):
    """An application is under way."""

    code = "import_row_applying"
    zh = "此人的入会申请正在办理。请在待审核列表中办结，不必再导入。"
    en = "This person's application is under way. Finish it in the queue; there is no need to import it."


class RowLeft(Invalid):
    """The membership has ended."""

    code = "import_row_left"
    zh = "此人曾在册，会籍已终止（{status}）。请在会员页面办理重新入会。"
    en = "This person's membership has ended ({status_en}). Let them join again on the member's page."


class RowElsewhere(Invalid):
    """The document number is registered beyond the caller's scope; nothing more is said (trust.md section 0 row 5)."""

    code = "import_row_elsewhere"
    zh = "这个证件号码已在其他工会登记。请核对号码；号码无误时，请办理会员组织关系接转。"
    en = "This document number is registered with another union. Check it; if it is right, ask for a transfer."


class RowUnionEnded(Invalid):
    """The union was dissolved or moved between check and commit."""

    code = "import_union_ended"
    zh = "检查之后，这家工会已撤销、合并或调出您的管理范围。请重新核对这一行。"
    en = "Since the check this union was dissolved, merged or moved out of your scope. Look at this row again."


class KeptChanged(Invalid):
    """Somebody changed the record after the import."""

    code = "import_kept_changed"
    zh = "没有撤销：导入之后这条记录又被修改或办理过业务。请在记录上更正。"
    en = "Not undone: the record was changed or acted on after the import. Correct the record itself."


class KeptHistory(Invalid):
    """An earlier membership was joined to the new record."""

    code = "import_kept_history"
    zh = "没有撤销：导入时接续了此人以前的会籍，撤销会丢失经历。请办理退会。"
    en = "Not undone: an earlier membership was joined to this record, and undoing would lose it. Let the person leave."


class KeptUsed(Invalid):
    """Something else is kept about the new member."""

    code = "import_kept_used"
    zh = "没有撤销：此人已有任职、接转、账号、照片、帮扶、互助保障或储金会业务。请先办结，再办理退会。"
    en = (
        "Not undone: a post, a transfer, an account, a photo, aid, mutual protection or savings belong to this person by "
        "now. Settle those first."
    )


class KeptGone(Invalid):
    """The record is out of the caller's scope or there no more."""

    code = "import_kept_gone"
    zh = "没有撤销：这条记录已不在您的管理范围内。请联系现在的工会。"
    en = "Not undone: the record has left your scope. Ask the union that holds it now."
