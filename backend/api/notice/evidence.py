"""What notices give to an evidence pack: each notice and its report as documents, and the objections with their answers."""

import asyncio
from typing import Any

from backend.api.exhibit import Document, Exhibits
from backend.api.notice import paper
from backend.api.work import Work
from backend.db.queries import evidence as queries
from backend.db.tables.aid_case import AidCase
from backend.db.tables.notice import Notice, NoticeLine
from backend.domain.evidence.chapters import Chapter, facts, table
from backend.domain.notice.codes import NoticeState, NoticeVerdict, ObjectionState, ObjectionWay

_KEPT_BACK = "按保密要求，反映人是谁和反映的原话不入证据包；经授权的人员可在系统内查看。"


async def exhibits(work: Work, case: AidCase) -> Exhibits:
    """The notices on which the case stood. Who objected, and in which words, stays where it is sealed."""
    found = await queries.list_notices(work.session, case.id)
    if not found:
        return Exhibits(chapters=(Chapter("公示", ("本申请没有公示。",)),))
    documents = [document for row, _line in found for document in await _documents(work, row)]
    objections = await queries.list_objections(work.session, case.id, [row.id for row, _line in found])
    listed = table(
        ("公示编号", "反映对象", "方式", "匿名", "收到日期", "结果", "核实情况", "登记人", "答复人", "答复时间"),
        [_objection(each) for each in objections],
    )
    return Exhibits(
        chapters=(
            Chapter("公示", tuple(_notice(row, line) for row, line in found)),
            Chapter("异议和答复", (listed, _KEPT_BACK)),
        ),
        documents=documents,
    )


async def _documents(work: Work, row: Notice) -> list[Document]:
    made = [("公示", await paper.lay_out(work, row, "notice"))]
    if row.status == NoticeState.CONCLUDED:
        made.append(("公示结果报告", await paper.lay_out(work, row, "result")))
    return [
        Document(
            path=f"公示/{kind}-{row.number}.docx", what=f"{kind} {row.number}", content=await asyncio.to_thread(write)
        )
        for kind, write in made
    ]


def _notice(row: Notice, line: NoticeLine) -> Any:
    return facts(
        ("公示编号", row.number),
        ("公示单位", row.organization_name),
        ("公示地点", row.shown_at),
        ("发布人", row.published_by_name),
        ("发布时间", row.published_at),
        ("期满时间", row.ends_at),
        ("公示天数（工作日）", row.days),
        ("状态", NoticeState(row.status).zh),
        ("本申请的结果", NoticeVerdict(line.verdict).zh if line.verdict else None),
        ("出结果时间", row.concluded_at),
        ("出结果人", row.concluded_by_name),
        ("撤销时间", row.withdrawn_at),
        ("撤销原因", row.reason),
    )


def _objection(each: Any) -> tuple[Any, ...]:
    verdict = NoticeVerdict(each["verdict"]).zh if each["verdict"] else ObjectionState(each["state"]).zh
    return (
        each["notice_number"],
        "本申请" if each["case_id"] else "整份公示",
        ObjectionWay(each["way"]).zh,
        each["anonymous"],
        each["received_on"],
        verdict,
        each["reason"],
        each["taken_by_name"],
        each["answered_by_name"],
        each["answered_at"],
    )
