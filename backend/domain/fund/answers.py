"""What a bank answers: its rows held against the lines of a batch, by number, amount and the last four of the card.

Nothing is guessed: a row that fits no line, or a line twice, or says something unheard of, is named with its place and
the whole answer waits until it is mended (issue 4 section 5).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.domain.fund.bank_amounts import fen_of
from backend.domain.fund.codes import AnswerOutcome
from backend.domain.refusals import Invalid
from backend.domain.text import clean_text, squeeze

HEADS: Mapping[str, frozenset[str]] = {
    "line": frozenset({"序号", "明细序号", "编号", "行号", "line", "no", "no."}),
    "card": frozenset({"收款账号", "账号", "卡号", "收款人账号", "账号后四位", "card", "account"}),
    "amount": frozenset({"金额", "金额(元)", "金额（元）", "交易金额", "发放金额", "amount"}),
    "result": frozenset({"结果", "状态", "处理结果", "交易结果", "处理状态", "交易状态", "result", "status"}),
    "reason": frozenset({"原因", "失败原因", "备注", "摘要", "说明", "reason", "remark"}),
}
"""How banks head these columns."""
NEEDED = ("line", "card", "amount", "result")
HEAD_WITHIN = 20

_PAID = frozenset({"成功", "交易成功", "处理成功", "已入账", "入账成功", "success", "succeeded", "paid"})
_REJECTED = frozenset({"失败", "交易失败", "处理失败", "退票", "退回", "拒绝", "未成功", "fail", "failed", "rejected"})


class AnswerHeadMissing(Invalid):
    """The columns of an answer were not found. Facts: `missing`."""

    code = "payment_answer_head"
    zh = "回盘文件里没有找到这些列：{missing}。请保留银行文件的表头（序号、账号、金额、结果），另存后再导入。"
    en = "The bank's file lacks these columns: {missing}. Keep its head (line, card, amount, result)."


_TITLES = {"line": "序号", "card": "账号", "amount": "金额", "result": "结果"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet that went to the bank: amount in fen, last four of the card."""

    amount_fen: int
    last_four: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row of the bank's file as it is written there; `row` counts as the reader's screen does."""

    row: int
    line: Any
    card: Any
    amount: Any
    result: Any
    reason: Any = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row comes to: the line it is about, where it is clear, and the column that is wrong, where one is."""

    row: int
    line: int | None
    outcome: AnswerOutcome
    column: str = ""
    reason: str = ""

    @property
    def good(self) -> bool:
        """Whether it can be taken."""
        return self.outcome in (AnswerOutcome.PAID, AnswerOutcome.REJECTED)


def find_rows(cells: Sequence[tuple[int, Sequence[Any]]]) -> list[AnswerRow]:
    """The rows under the head. Raises `AnswerHeadMissing`."""
    best: tuple[str, ...] = NEEDED
    for place, (_row, head) in enumerate(cells[:HEAD_WITHIN]):
        columns = _columns(head)
        missing = tuple(name for name in NEEDED if name not in columns)
        if not missing:
            return [_row_of(row, values, columns) for row, values in cells[place + 1 :] if any(map(_said, values))]
        if len(missing) < len(best):
            best = missing
    raise AnswerHeadMissing(missing="、".join(_TITLES[name] for name in best))


def _columns(head: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, cell in enumerate(head):
        title = squeeze(str(cell)).lower() if _said(cell) else ""
        for name, titles in HEADS.items():
            if title in {squeeze(each).lower() for each in titles}:
                found.setdefault(name, position)
    return found


def _said(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _row_of(row: int, values: Sequence[Any], columns: Mapping[str, int]) -> AnswerRow:
    def cell(name: str) -> Any:
        position = columns.get(name)
        return values[position] if position is not None and position < len(values) else None

    return AnswerRow(row, cell("line"), cell("card"), cell("amount"), cell("result"), cell("reason"))


def judge(rows: Sequence[AnswerRow], lines: Mapping[int, Line]) -> list[Judged]:
    """Each row against its line. A line that is named twice is wrong both times."""
    numbers = [_whole(row.line) for row in rows]
    times = Counter(numbers)
    return [_judge(row, number, lines, double=times[number] > 1) for row, number in zip(rows, numbers, strict=True)]


def _judge(row: AnswerRow, number: int | None, lines: Mapping[int, Line], *, double: bool) -> Judged:
    line = None if number is None else lines.get(number)
    if line is None:
        return Judged(row.row, number, AnswerOutcome.UNKNOWN, "line")
    if double:
        return Judged(row.row, number, AnswerOutcome.DOUBLE, "line")
    if _fen(row.amount) != line.amount_fen:
        return Judged(row.row, number, AnswerOutcome.AMOUNT, "amount")
    if _last_four(row.card) != line.last_four:
        return Judged(row.row, number, AnswerOutcome.CARD, "card")
    said = squeeze(str(row.result)).lower() if _said(row.result) else ""
    reason = clean_text(str(row.reason))[:200] if _said(row.reason) else ""
    if said in _PAID:
        return Judged(row.row, number, AnswerOutcome.PAID, reason=reason)
    if said in _REJECTED:
        return Judged(row.row, number, AnswerOutcome.REJECTED, reason=reason)
    return Judged(row.row, number, AnswerOutcome.UNCLEAR, "result")


def _whole(cell: Any) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 10**9 else None
    found = re.fullmatch(r"([0-9]{1,9})(\.0+)?", squeeze(str(cell)) if _said(cell) else "")
    return int(found.group(1)) if found else None


def _fen(cell: Any) -> int | None:
    """What was paid or was not, in fen: an answer has no amount with a sign."""
    return None if "-" in str(cell) else fen_of(cell)


def _last_four(cell: Any) -> str:
    """The last four of a card number, whole or masked; "" when the cell is a number, whose end a workbook has lost."""
    if isinstance(cell, float) and cell >= 10**4:
        return ""
    text = str(int(cell)).zfill(4) if isinstance(cell, float) else squeeze(str(cell)) if _said(cell) else ""
    found = re.search(r"[0-9]{4}$", text)
    return found.group() if found else ""
