"""What payments give to an evidence pack: each payment with its line in a batch, and the pictures that prove it."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.api.exhibit import Exhibits, Picture
from backend.api.payment.batches import PAYMENT
from backend.api.work import Work
from backend.db.queries import evidence as queries
from backend.db.tables.aid_case import AidCase
from backend.domain.evidence.chapters import Block, Chapter, facts
from backend.domain.fund.capitals import in_capitals
from backend.domain.fund.codes import AnswerOutcome, PaymentState, PaymentWay
from backend.domain.money import yuan

_PROOFS = (("签字", "signature"), ("照片", "photo"))


async def exhibits(work: Work, case: AidCase) -> Exhibits:
    """Every payment of the case, also those that did not reach anybody."""
    found = await queries.list_payments(work.session, case.id)
    blocks: tuple[Block, ...] = tuple(_payment(work, row) for row in found)
    return Exhibits(
        chapters=(Chapter("发放", blocks or ("本申请没有发放记录。",)),),
        pictures=[picture for row in found for picture in _proofs(row)],
    )


def _payment(work: Work, row: Mapping[Any, Any]) -> Block:
    card = row["bank_card"]
    return facts(
        ("第几次发放", row["round"]),
        ("方式", PaymentWay(row["way"]).zh),
        ("金额（元）", f"{yuan(row['amount_fen'])}（{in_capitals(row['amount_fen'])}）"),
        ("收款人", row["payee"]),
        ("开户行", row["bank"]),
        ("银行卡号", None if card is None else work.vault.open(card, PAYMENT, "bank_card", row["id"])),
        ("实物", row["goods"]),
        ("状态", PaymentState(row["state"]).zh),
        ("银行批次", row["batch_number"] or ("不在管理范围内" if row["line"] is not None else None)),
        ("批次第几行", row["line"]),
        ("送银行时间", row["sent_at"]),
        ("银行回盘", AnswerOutcome(row["bank_outcome"]).zh if row["bank_outcome"] else None),
        ("银行说明", row["bank_reason"]),
        ("原因", row["reason"]),
        ("发放人", row["payer_name"]),
        ("登记时间", row["created_at"]),
        ("发放时间", row["paid_at"]),
    )


def _proofs(row: Mapping[Any, Any]) -> Iterator[Picture]:
    for label, name in _PROOFS:
        if row[f"{name}_id"] is not None and row[f"{name}_sha256"] is not None:
            yield Picture(
                path=f"发放凭据/第{row['round']}次-{label}",
                what=f"第 {row['round']} 次发放的{label}",
                file_id=row[f"{name}_id"],
                sha256=row[f"{name}_sha256"],
            )
