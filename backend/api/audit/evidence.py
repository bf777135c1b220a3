"""What the record gives to an evidence pack: every event about the case in words, its hash, and the seal that holds it.

From where somebody did it is no matter of the case and stays in the record; the hash covers it, so that an event of the
pack can be held against the record and against a seal that was printed (`db/seal.py`).
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.exhibit import Document, Exhibits
from backend.api.work import Work
from backend.db.queries import audit as names
from backend.db.queries import evidence as queries
from backend.db.tables.aid_case import AidCase
from backend.domain.audit.telling import Teller, references
from backend.domain.evidence.chapters import Chapter, said, table
from backend.domain.evidence.manifest import RECORD

_NAMED = ("organization", "user_account", "line", "member")
_NOT_YET = "尚未封存（每秒封存一次）"


async def exhibits(work: Work, case: AidCase) -> Exhibits:
    """The events in their order, as a chapter and for programs."""
    found = [dict(row) for row in await queries.list_events(work.session, case.id)]
    ids = {UUID(id) for row in found for id in references(row)}
    known = {str(id): name for _noun, id, name in await names.find_names(work.session, ids, nouns=_NAMED)}
    teller = Teller("zh", known)
    events = [_event(teller, row) for row in found]
    listed = table(
        ("编号", "时间", "事件", "内容", "摘要（SHA-256）", "封存链节"),
        [
            (
                each["id"],
                each["at"],
                each["label"],
                "；".join([each["sentence"], *each["facts"]]),
                each["sha256"],
                each["seal"]["number"] if each["seal"] else _NOT_YET,
            )
            for each in events
        ],
    )
    content = json.dumps({"events": events}, ensure_ascii=False, indent=1).encode()
    return Exhibits(
        chapters=(Chapter("审计日志", (listed,)),),
        documents=(Document(path=RECORD, what="审计日志及封存链节，供程序核对", content=content),),
    )


def _event(teller: Teller, row: Mapping[str, Any]) -> dict[str, Any]:
    facts = teller.rows(row["event"], row["facts"])
    return {
        "id": str(row["id"]),
        "at": said(row["at"]),
        "event": row["event"],
        "label": teller.event(row["event"]),
        "sentence": teller.sentence(row),
        "facts": [
            f"{each.label}：{each.after}" if each.before is None else f"{each.label}：{each.before} → {each.after}"
            for each in facts
        ],
        "sha256": row["leaf"].hex(),
        "seal": {
            "number": row["seal_number"],
            "hash": row["seal_hash"].hex(),
            "previous_hash": row["previous_hash"].hex(),
        }
        if row["sealed"]
        else None,
    }
