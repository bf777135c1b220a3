"""What an export is, how long it stays, and when there is none (api.md "Export"; trust.md 4.4)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from backend.domain.codes import Code
from backend.domain.evidence.rules import PackIsNoList
from backend.domain.export.nouns import ExportFormat, ExportLayout, ExportNoun
from backend.domain.export.registers import RegisterOnPaper
from backend.domain.job import JobState
from backend.domain.refusals import Conflict, Invalid

KEPT: Final = timedelta(hours=24)
"""A file is deleted so long after it was made."""
SMALL: Final = 2_000
"""Rows up to which a file is handed over by itself."""


MOST_OPEN: Final = 5
"""Exports of one person that wait or are being made."""
MOST: Final[Mapping[ExportFormat, int]] = {ExportFormat.XLSX: 300_000, ExportFormat.CSV: 1_000_000}
"""Rows in one file. A sheet holds 1,048,576, but an office computer does not open them."""


def is_closed(layout: str, unmasked: Sequence[str]) -> bool:
    """Whether a file is encrypted, taken out once, and its password shown once: one with whole numbers, and any pack."""
    return bool(unmasked) or not ExportLayout(layout).of_list


class ExportLayoutUnfit(Invalid):
    """A layout that this list does not have, or not in this format."""

    code = "export_layout_unfit"
    zh = "这个名单不能按这种形式导出，或格式不对：审批表只用于帮扶申请，打成 zip 压缩包。请重新选择格式。"
    en = "This list has no such layout, or not in this format: approval forms are of cases, in a zip. Choose again."


def require_layout(noun: ExportNoun, layout: ExportLayout, format: ExportFormat) -> None:
    """Raises `PackIsNoList` for what is no list, `RegisterOnPaper`, `ExportLayoutUnfit`."""
    if layout is ExportLayout.EVIDENCE:
        raise PackIsNoList(pointer="/layout")
    if layout is ExportLayout.REGISTER and format is not ExportFormat.XLSX:
        raise RegisterOnPaper(pointer="/format")
    if (layout is ExportLayout.FORMS) is not (format is ExportFormat.ZIP):
        raise ExportLayoutUnfit(pointer="/format")
    if layout is ExportLayout.FORMS and noun is not ExportNoun.AID_CASES:
        raise ExportLayoutUnfit(pointer="/layout")


class ExportState(Code):
    """How far an export is; it follows its job until the file is there."""

    MAKING = "making", "正在生成", "Being made"
    READY = "ready", "可以下载", "Ready"
    FAILED = "failed", "没有生成", "Not made"
    EXPIRED = "expired", "已过期", "Expired"


def state_of(job_state: JobState | None, *, made: bool, over: bool) -> ExportState:
    """How far an export is: what its job says until there is a file, and the file's own time afterwards."""
    if over:
        return ExportState.EXPIRED
    if made:
        return ExportState.READY
    return ExportState.FAILED if job_state is None or job_state.final else ExportState.MAKING


class ExportFilterUnfit(Invalid):
    """A filter that this list does not have, or a value that it does not know. Fact: `field`."""

    code = "export_filter_unfit"
    zh = "这个列表没有“{field}”这一筛选条件，或它的内容不对，没有导出。请刷新页面，重新设好条件后再导出。"
    en = "This list has no filter “{field}”, or not with this value; nothing was exported. Set the filters anew."


class ExportsTooMany(Conflict):
    """Facts: `most`."""

    code = "exports_too_many"
    zh = "您已有 {most} 个导出还在排队或生成，没有再添加。请等它们完成，或在“我的任务”里停止不需要的。"
    en = "{most} of your exports wait or are being made; no other was added. Wait for them, or stop those not needed."


class ExportTooLong(Conflict):
    """More rows than one file holds. Facts: `most`."""

    code = "export_too_long"
    zh = "符合条件的超过 {most} 行，一个文件放不下，没有生成。请按县区或街道分别导出，或加上筛选条件。"
    en = "More than {most} rows fit, which is too many for one file; none was made. Export by county, or narrow the list."


class ExportNotReady(Conflict):
    """The file is not there yet, or will never be."""

    code = "export_not_ready"
    zh = "文件还没有生成，不能下载。请在“我的任务”里查看进度，完成后再下载。"
    en = "The file is not made yet. See its progress among your jobs and download it when it is done."


class ExportExpired(Conflict):
    """The file was deleted after its time."""

    code = "export_expired"
    zh = "文件生成后只保留 24 小时，现在已经删除。请回到列表重新导出。"
    en = "A file is kept for 24 hours and this one is deleted. Export the list again."


class ExportBroken(Conflict):
    """The process that writes files ran out of what it gets, or broke."""

    code = "export_broken"
    zh = "文件没有写完，已放弃。请稍后重试；仍不行时请减少列或分几次导出。"
    en = "The file could not be written to its end and was given up. Try again; if it fails, export less at a time."


def file_name(title: str, union: str, on: date, suffix: str) -> str:
    """`会员实名库_青溪县总工会_2026-11-26.xlsx`, without what file systems refuse."""
    return "_".join(_plain(part) for part in (title, union, on.isoformat())) + suffix


def _plain(part: str) -> str:
    return "".join(mark for mark in part if mark.isprintable() and mark not in '"<>|:*?/\\').strip(" .")[:80]
