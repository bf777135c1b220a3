"""What visits give to an evidence pack: who brought the money to which door, with the photos and the signature."""

from collections.abc import Mapping
from typing import Any

from backend.api.exhibit import Exhibits, Picture, suffix_of
from backend.api.work import Work
from backend.db.queries import evidence as queries
from backend.db.tables.aid_case import AidCase
from backend.domain.evidence.chapters import Block, Chapter, facts
from backend.domain.money import yuan
from backend.domain.visit.codes import PictureKind, VisitStatus
from backend.domain.visit.stops import goods_text


async def exhibits(work: Work, case: AidCase) -> Exhibits:
    """The visits of the case. What was heard at the door is no matter of the money and stays where it is sealed."""
    found = await queries.list_visits(work.session, case.id)
    taken = await queries.list_pictures(work.session, [row["id"] for row in found]) if found else ()
    blocks: tuple[Block, ...] = tuple(_visit(row) for row in found)
    pictures = [
        Picture(
            path=f"走访/{place:02d}{suffix_of(row['media_type'])}",
            what=PictureKind(row["kind"]).zh,
            file_id=row["file_id"],
            sha256=row["sha256"],
        )
        for place, row in enumerate(taken, start=1)
    ]
    return Exhibits(chapters=(Chapter("走访", blocks or ("本申请没有走访记录。",)),), pictures=pictures)


def _visit(row: Mapping[Any, Any]) -> Block:
    return facts(
        ("走访安排", row["plan_name"]),
        ("编号", row["plan_number"]),
        ("小组", row["team_name"]),
        ("走访日期", row["visit_on"]),
        ("对象", row["name"]),
        ("单位", row["unit"]),
        ("结果", VisitStatus(row["status"]).zh),
        ("安排慰问金（元）", yuan(row["cash_fen"])),
        ("已发慰问金（元）", yuan(row["given_fen"])),
        ("已发慰问品", goods_text(row["goods_given"])),
        ("慰问品价值（元）", yuan(row["goods_given_fen"])),
        ("与安排不同的原因", row["difference"]),
        ("签收人", row["signed_by"]),
        ("没有照片的原因", row["without_photo"]),
        ("未能走访的原因", row["absence"]),
        ("登记人", row["recorded_by_name"]),
        ("登记时间", row["recorded_at"]),
    )
