"""Two files of one person become one (issue 2 section 4, "duplicates")."""

from dataclasses import dataclass
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
