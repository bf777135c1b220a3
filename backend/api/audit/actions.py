"""Verifying the chain (GB/T 22239 8.1.4.3; trust.md 3.1)."""

from collections.abc import Mapping
from typing import Any

from backend.api.audit.schemas import AuditVerificationRequest
from backend.api.work import Work
from backend.db import seal
from backend.db.queries import audit as queries
from backend.domain.access import Scope
from backend.domain.organization.codes import Tree
from backend.domain.refusals import Forbidden

SENTENCES: Mapping[str, tuple[str, str]] = {
    seal.CHANGED: (
        "这一段里有事件的内容被改动过。请保全数据库和备份，与封存前的备份逐条比对。",
        "An event in this part was changed. Preserve the database and compare it with an earlier backup.",
    ),
    seal.MISSING: (
        "这一段里有事件被删除。请保全数据库和备份，与封存前的备份逐条比对。",
        "An event of this part was removed. Preserve the database and compare it with an earlier backup.",
    ),
    seal.ADDED: (
        "这一段里有事件是后来添加的。请保全数据库和备份，核查添加的记录。",
        "An event was added to this part afterwards. Preserve the database and look into what was added.",
    ),
    seal.SEAL_MISSING: (
        "缺少封存记录。请保全数据库和备份，核查谁能以数据库所有者身份登录。",
        "A seal is missing. Preserve the database and find out who can act as its owner.",
    ),
    seal.SEAL_CHANGED: (
        "封存记录前后接不上，被改动过。请保全数据库和备份，核查谁能以数据库所有者身份登录。",
        "The seal does not continue the one before. Preserve the database and find out who can act as its owner.",
    ),
    seal.HEAD_DIFFERS: (
        "与系统外留存的摘要不一致：整条链被重写或截断过。请保全数据库和备份，以留存的摘要为准。",
        "It differs from the head kept outside: the chain was rewritten or cut off. The head kept outside is right.",
    ),
}


class WholeCityNeeded(Forbidden):
    """The chain runs over the whole city; who sees a part of it cannot compute it."""

    code = "audit_whole_city_needed"
    zh = "校验审计链需要全市范围的审计管理员权限。请由市总工会的审计管理员校验。"
    en = "The chain runs over the whole city. Ask the city's audit administrator to verify it."


def require_whole_city(scope: Scope) -> None:
    """Refuses `WholeCityNeeded`."""
    if scope.tree is not Tree.TERRITORY or scope.low > 1 or scope.high < 2**62:
        raise WholeCityNeeded


async def verify(work: Work, asked: AuditVerificationRequest) -> dict[str, Any]:
    """Compute the chain again. Refuses `WholeCityNeeded`."""
    require_whole_city(work.scope)
    head = (asked.head.number, bytes.fromhex(asked.head.hash)) if asked.head else None
    verdict = await seal.verify(work.session, first=asked.from_number, last=asked.to_number, head=head)
    newest = await seal.find_head(work.session)
    unsealed, oldest = await seal.find_tail(work.session)
    return {
        "ok": verdict.first_break is None,
        "seals": verdict.seals,
        "events": verdict.events,
        "from_number": asked.from_number,
        "to_number": verdict.last_number,
        "next_number": verdict.last_number + 1 if verdict.more else None,
        "first_break": None if verdict.first_break is None else _spelled(work, verdict.first_break),
        "head": None if newest is None else queries.sealed_as(newest.model_dump()),
        "unsealed_events": unsealed,
        "unsealed_seconds": max(0, int((work.now - oldest).total_seconds())) if oldest else 0,
    }


def _spelled(work: Work, broken: seal.Break) -> dict[str, Any]:
    zh, en = SENTENCES[broken.reason]
    return {
        "number": broken.number,
        "reason": broken.reason,
        "sentence": en if work.language == "en" else zh,
        "from_transaction": broken.from_transaction,
        "to_transaction": broken.to_transaction,
        "sealed_at": broken.sealed_at,
    }
