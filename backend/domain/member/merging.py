"""Two files of one person become one (issue 2 section 4, "duplicates")."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from backend.domain.member.codes import MemberStatus
from backend.domain.refusals import Conflict, Invalid


class SameFile(Invalid):
    """A file was to be merged with itself."""

    code = "member_same_file"
    zh = "不能与自己合并。请选择另一份档案。"
    en = "A file cannot be merged with itself. Choose the other one."


class LivingFileLost(Conflict):
    """The membership would vanish with the file that goes."""

    code = "member_merge_other_way"
    zh = "要合并掉的档案有有效会籍，而保留的没有。请反过来合并。"
    en = "The file that would go holds the membership and the one that stays does not. Merge the other way round."


class TransferOpen(Conflict):
    """One of the two is on its way."""

    code = "member_merge_transfer_open"
    zh = "其中一份档案有接转正在办理。请先办结或撤回，再合并。"
    en = "A transfer of one of the two is under way. Finish or withdraw it, then merge."


class HeldTwice(Conflict):
    """Both have a cover of one plan and round, or a savings account in one society: the person would have it twice."""

    code = "member_merge_held_twice"
    zh = "两份档案在同一期互助保障中都已参保，或在同一储金会都有账户，合并后会成为一人两份。请先结清其中一份，再合并。"
    en = (
        "Both files are covered in the same round of a mutual-aid plan, or save with the same society. "
        "Settle one of the two first, then merge."
    )


@dataclass(frozen=True, slots=True)
class File:
    """A file as the rule sees it."""

    id: UUID
    status: MemberStatus


def require_mergeable(stays: File, goes: File) -> None:
    """Raises `SameFile`, `LivingFileLost` or `TransferOpen` unless the file `goes` may be merged into `stays`."""
    if stays.id == goes.id:
        raise SameFile(pointer="/duplicate_id")
    if MemberStatus.TRANSFER_OUT_PENDING in (stays.status, goes.status):
        raise TransferOpen()
    if goes.status.current and not stays.status.current:
        raise LivingFileLost()


UNDO_DAYS = 30
"""For so many days a merge can be undone (ui.md, /members/dupes)."""


class MergeUndone(Conflict):
    """Somebody did it before. Fact: `name`."""

    code = "member_merge_undone"
    zh = "这次合并已由{name}撤销，两份档案已分开。请刷新后查看。"
    en = "{name} has undone this merge already; the two files are apart. Reload to see them."


class MergeOver(Conflict):
    """The days in which it could be undone are over. Fact: `until`."""

    code = "member_merge_over"
    zh = "合并只能在 30 天内撤销，这次合并已于 {until} 到期。请登记另一份档案，或请上级工会协助。"
    en = "A merge can be undone for 30 days; this one was open until {until}. Register the other file anew."


class MergeBuiltOn(Conflict):
    """The file that stayed was changed, moved or merged again."""

    code = "member_merge_built_on"
    zh = "合并之后，这份档案又有修改、办理或转接，撤销会丢掉这些内容，所以不能撤销。请在档案中直接更正。"
    en = "Since the merge this file was changed or moved on; undoing would lose that. Correct the file itself instead."


def undo_until(today: date) -> date:
    """The last day on which a merge of today can be undone."""
    return today + timedelta(days=UNDO_DAYS)


def require_undoable(
    *, undone_by: str | None, until: date, today: date, version_then: int, version_now: int | None
) -> None:
    """Raises `MergeUndone`, `MergeOver` or `MergeBuiltOn` unless a merge can be undone exactly.

    `version_now` is that of the file that stayed; None when it is no longer there, or no longer the caller's.
    """
    if undone_by is not None:
        raise MergeUndone(name=undone_by)
    if today > until:
        raise MergeOver(until=until.isoformat())
    if version_now != version_then:
        raise MergeBuiltOn()
