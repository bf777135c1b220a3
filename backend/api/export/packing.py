"""The making of an evidence pack: what every noun gives, read in one moment and written into an archive file by file.

As with a list, a run that was killed begins anew, and the pack counts from the commit that tells of it: the same one that
puts its digest into the record.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.api.exhibit import Document, Exhibits, Picture
from backend.api.exhibits import EXHIBITORS
from backend.api.export import dossier
from backend.api.export.actions import open_password, tell
from backend.api.export.archive import Archive
from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.file_types import recognise
from backend.db.files import FileStore, Kept
from backend.db.queries import aid_case as cases
from backend.db.queries import export as exports
from backend.db.tables.aid_case import AidCase
from backend.db.tables.export import Export
from backend.domain.calendar import LOCAL, day_of
from backend.domain.evidence.chapters import Chapter, as_json, facts, table
from backend.domain.evidence.manifest import LISTED, MANIFEST, Manifest
from backend.domain.evidence.rules import pack_name
from backend.domain.export.rules import KEPT, ExportExpired
from backend.domain.job import JobPhase
from backend.domain.member.reveals import RevealReason
from backend.domain.refusals import NotFound, Refusal
from backend.settings import settings

_MISSING = "登记在册，但文件已不在存储中，未能收入"
_DIFFERS = "与登记时的摘要不符，按现状收入"


@dataclass(slots=True)
class _Told:
    """What is known of a pack before its files are: whose, when, what for; and what was wrong with the store."""

    asked: Export
    case: AidCase
    reason: str
    made_at: str
    by: str
    office: str
    remarks: list[tuple[str, str, str]]


async def make(run: Run) -> Mapping[str, Any]:
    """Make the pack of the export that the job names; returns where it is and how many files it has.

    Raises `ExportExpired`, and `NotFound` when the case is not within reach any more.
    """
    async with run.work() as work:
        asked = await exports.get_export(work.session, UUID(run.request["export_id"]))
        password = open_password(work, asked) if asked.secret is not None else ""
    if asked.made_at is not None:
        return _result(asked)
    if asked.dropped_at is not None:
        raise ExportExpired()
    store = FileStore(settings().file_directory)
    await run.report(JobPhase.GATHERING, 0, now=True)
    async with run.snapshot() as work:
        case = await cases.get_case(work.session, UUID(run.request["case_id"]))
        given = []
        for exhibitor in EXHIBITORS:
            given.append(await exhibitor(work, case))
            run.require_wanted()
        told = _told(work, asked, case)
    with store.workshop(asked.id) as folder:
        path = folder / "pack.zip"
        manifest = await _fill(run, store, path, password, told, given)
        await run.report(JobPhase.CLOSING, len(manifest.entries), len(manifest.entries), now=True)
        kept = await asyncio.to_thread(store.keep, path, asked.id)
    try:
        return await _keep(run, told, kept, manifest)
    except Refusal:
        store.drop(asked.id, kept.sha256)
        raise


def _told(work: Work, asked: Export, case: AidCase) -> _Told:
    reason = RevealReason(asked.reason).zh
    return _Told(
        asked=asked,
        case=case,
        reason=f"{reason}：{asked.note}" if asked.note else reason,
        made_at=f"{work.now.astimezone(LOCAL):%Y-%m-%dT%H:%M:%S%z}",
        by=work.caller.name,
        office=work.caller.organization_name,
        remarks=[],
    )


async def _fill(run: Run, store: FileStore, path: Path, password: str, told: _Told, given: list[Exhibits]) -> Manifest:
    """Write the archive; nothing larger than one document is held in memory."""
    chapters = [chapter for each in given for chapter in each.chapters]
    documents = [document for each in given for document in each.documents]
    pictures = [picture for each in given for picture in each.pictures]
    total = len(documents) + len(pictures) + 3
    with Archive(path, password, at=told.asked.created_at) as archive:
        suffix, content = await asyncio.to_thread(dossier.write, f"帮扶申请案卷 {told.case.number}", chapters)
        told_as = json.dumps(as_json(chapters), ensure_ascii=False).encode()
        for document in (
            Document(
                path=f"案卷{suffix}", what="案卷：申请、认定、办理、公示、发放、走访、资金、日志", content=content
            ),
            Document(path="案卷.json", what="案卷内容，供程序读取", content=told_as),
            *documents,
        ):
            await asyncio.to_thread(archive.add, document.path, document.what, document.content)
            await run.report(JobPhase.FILLING, len(archive.entries), total)
        for picture in pictures:
            await asyncio.to_thread(_copy, archive, store, picture, told)
            await run.report(JobPhase.FILLING, len(archive.entries), total)
        suffix, content = await asyncio.to_thread(dossier.write, "证据包说明", _about(told, archive))
        archive.add(f"说明{suffix}", "本证据包的说明", content)
        manifest = Manifest(
            pack_id=str(told.asked.id),
            case_id=str(told.case.id),
            case_number=told.case.number,
            made_at=told.made_at,
            made_by=told.by,
            office=told.office,
            reason=told.reason,
            entries=tuple(archive.entries),
        )
        archive.end(manifest)
    return manifest


def _copy(archive: Archive, store: FileStore, picture: Picture, told: _Told) -> None:
    """A picture of the store into the archive; one that is gone, or is not what it was, is told of."""
    try:
        source = store.find(picture.file_id, picture.sha256)
    except NotFound:
        told.remarks.append((picture.path, picture.what, _MISSING))
        return
    path = picture.path if "." in picture.path else picture.path + _suffix(source)
    entry = archive.copy(path, picture.what, source)
    if entry.sha256 != picture.sha256.hex():
        told.remarks.append((path, picture.what, _DIFFERS))


def _suffix(source: Path) -> str:
    try:
        return recognise(source).suffix
    except Refusal:
        return ""


def _about(told: _Told, archive: Archive) -> list[Chapter]:
    """What the pack is, who took it out, how it is checked, what could not be put in."""
    return [
        Chapter(
            "这是什么",
            (
                "本证据包是一件帮扶申请在提取时的全部记录：申请、认定、逐环节办理、公示、异议、发放、走访、资金台账、"
                "档案材料和审计日志。含完整证件号码和健康信息，只供所写用途使用，用毕按规定归档或销毁。",
                facts(
                    ("案号", told.case.number),
                    ("姓名", told.case.name),
                    ("提取人", f"{told.by}（{told.office}）"),
                    ("提取时间", told.made_at),
                    ("用途", told.reason),
                    ("证据包编号", str(told.asked.id)),
                ),
            ),
        ),
        Chapter(
            "怎样核对",
            (
                f"每个文件的大小和 SHA-256 摘要列在 {LISTED}（供阅读）和 {MANIFEST}（供程序）里，"
                "不依赖本系统即可逐个核对。",
                "整包摘要在生成时记入系统审计日志，在该申请的页面也能看到。与之相同，证据包就是系统当时生成的那一份。",
                "审计日志逐条列有摘要和封存链节，可与系统的封存链核对。",
            ),
        ),
        Chapter(
            "文件",
            (table(("文件", "内容", "字节"), [(each.path, each.what, each.size) for each in archive.entries]),),
        ),
        Chapter(
            "未能收入或与登记不符的文件",
            (table(("文件", "内容", "情况"), told.remarks) if told.remarks else "没有。",),
        ),
    ]


async def _keep(run: Run, told: _Told, kept: Kept, manifest: Manifest) -> Mapping[str, Any]:
    async with run.work() as work:
        row = await exports.get_export(work.session, told.asked.id, lock=True)
        row.name, row.rows = pack_name(told.case.number, day_of(work.now)), len(manifest.entries)
        row.size, row.sha256 = kept.size, kept.sha256
        row.made_at, row.expires_at = work.now, work.now + KEPT
        tell(work, "export_made", row, work.scope, rows=row.rows)
        case = await cases.get_case(work.session, told.case.id)
        work.tell(
            "aid_case_evidence_made",
            case,
            number=case.number,
            pack=str(row.id),
            files=len(manifest.entries),
            digest=manifest.digest,
        )
        return _result(row)


def _result(row: Export) -> Mapping[str, Any]:
    return {"export_id": str(row.id), "rows": row.rows, "name": row.name, "size": row.size}
