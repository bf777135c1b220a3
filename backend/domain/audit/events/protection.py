"""Mutual protection: plans, what units enrolled in them, the contributions that came in, and claims."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.protection.codes import ProtectionKind

_PLAN = told("name", protection_kind=code(ProtectionKind))
_CLAIM = told("number", "amount_fen")

EVENTS: Final = (
    Event(
        "protection_plan_made",
        ("建立保障计划", "Protection plan made"),
        ("{who}建立了{what}", "{who} made {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_edited",
        ("修改保障计划", "Protection plan changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_opened",
        ("公布保障计划", "Protection plan announced"),
        ("{who}公布了{what}", "{who} announced {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_closed",
        ("停止参保", "Protection plan closed"),
        ("{who}停止了{what}的参保", "{who} closed {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_reopened",
        ("恢复参保", "Protection plan opened again"),
        ("{who}恢复了{what}的参保", "{who} opened {what} again"),
        _PLAN,
    ),
    Event(
        "protection_enrolled",
        ("办理参保", "Members enrolled"),
        ("{who}办理了{what}", "{who} made {what}"),
        told("number", "plan", "members", "amount_fen"),
    ),
    Event(
        "protection_contribution_entered",
        ("登记参保收款", "Contribution entered"),
        ("{who}登记了{what}的收款", "{who} entered the contribution of {what}"),
        told("number", "amount_fen"),
    ),
    Event(
        "protection_enrolment_withdrawn",
        ("撤销参保", "Enrolment withdrawn"),
        ("{who}撤销了{what}", "{who} withdrew {what}"),
        told("number", "members"),
    ),
    Event(
        "protection_claim_begun",
        ("建立给付申请", "Claim begun"),
        ("{who}建立了{what}", "{who} began {what}"),
        told("number"),
    ),
    Event(
        "protection_claim_edited",
        ("修改给付申请", "Claim mended"),
        ("{who}修改了{what}", "{who} mended {what}"),
        told("number"),
    ),
    Event(
        "protection_claim_submitted",
        ("提交给付申请", "Claim handed in"),
        ("{who}提交了{what}", "{who} handed {what} in"),
        _CLAIM,
    ),
    Event(
        "protection_claim_checked",
        ("审核给付申请", "Claim checked"),
        ("{who}审核通过了{what}", "{who} checked {what}"),
        _CLAIM,
    ),
    Event(
        "protection_claim_approved",
        ("批准给付", "Claim approved"),
        ("{who}批准了{what}", "{who} approved {what}"),
        _CLAIM,
    ),
    Event(
        "protection_claim_returned",
        ("退回给付申请", "Claim sent back"),
        ("{who}退回了{what}", "{who} sent {what} back"),
        _CLAIM,
    ),
    Event(
        "protection_claim_refused",
        ("不予给付", "Claim refused"),
        ("{who}不予给付{what}", "{who} refused {what}"),
        _CLAIM,
    ),
    Event(
        "protection_claim_revoked",
        ("撤销给付批准", "Approval revoked"),
        ("{who}撤销了{what}的批准", "{who} revoked the approval of {what}"),
        _CLAIM,
    ),
    Event(
        "protection_claim_withdrawn",
        ("撤回给付申请", "Claim withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        _CLAIM,
    ),
    Event(
        "protection_claim_paid",
        ("发放给付", "Claim paid"),
        ("{who}发放了{what}", "{who} paid {what}"),
        _CLAIM,
    ),
    Event(
        "protection_claim_recalled",
        ("给付退回", "Payment of a claim came back"),
        ("{who}登记了{what}的退回", "{who} entered that the money of {what} came back"),
        _CLAIM,
    ),
    Event(
        "protection_claim_card_shown",
        ("查看收款卡号", "Card of a claim shown"),
        ("{who}查看了{what}的卡号", "{who} looked at the card of {what}"),
        told("number"),
    ),
    Event(
        "protection_proof_added",
        ("添加证明材料", "Proof added"),
        ("{who}为{what}添加了材料", "{who} added a paper to {what}"),
        told("number"),
    ),
    Event(
        "protection_proof_removed",
        ("移除证明材料", "Proof removed"),
        ("{who}移除了{what}的材料", "{who} removed a paper of {what}"),
        told("number"),
    ),
    Event(
        "protection_proof_opened",
        ("查看证明材料", "Proof opened"),
        ("{who}查看了{what}的材料", "{who} opened a paper of {what}"),
        told("number"),
    ),
)

LABELS: Final[Labels] = {
    "plan": ("保障计划", "Plan"),
    "protection_kind": ("保障种类", "Kind of protection"),
}
