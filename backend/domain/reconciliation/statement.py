"""A bank's statement of one account for one month, as banks write it: read, and held against itself (FND-02).

From the bank's side 借方 is money that goes out and 贷方 money that comes in; other banks write one amount with a sign,
or with a column that says which way. Nothing is guessed: a row that cannot be read, a day of another month, a balance
that does not follow refuse the file with the row where it happens.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from unicodedata import normalize

from backend.domain.fund.bank_amounts import fen_of
from backend.domain.imports.cells import CellError, is_blank, read_date, text_of
from backend.domain.imports.heads import find_head
from backend.domain.money import MOST, yuan
from backend.domain.reconciliation.columns import BOTH_SIDES, SAID, STATEMENT
from backend.domain.refusals import Conflict, Invalid
from backend.domain.text import TextUnreadable, clean_text, squeeze

MOST_LINES: Final = 20_000
"""Lines of one month."""
HEAD_WITHIN: Final = 30
"""The head is within these first rows: banks write the account, the period and sums above it."""
LONGEST: Final = 200

Numbered = tuple[int, Sequence[Any]]
"""A row of the file with its number as the reader's screen shows it."""


class StatementHeadMissing(Invalid):
    """The columns were not found. Facts: `missing`."""

    code = "statement_head"
    zh = "对账单里没有找到这些列：{missing}。请保留银行文件的表头（交易日期、借方、贷方或金额、余额），另存后再上传。"
    en = "The statement lacks these columns: {missing}. Keep the bank's own head (date, debit and credit or amount, balance)."


class StatementRowUnclear(Invalid):
    """Facts: `row`, `column`."""

    code = "statement_row"
    zh = "对账单第 {row} 行的“{column}”看不懂，没有导入任何一行。请对照网银核对这一行，改正后重新上传。"
    en = (
        "Row {row} of the statement: “{column}” cannot be read. Nothing was taken in; correct the row and upload again."
    )


class StatementBreaks(Invalid):
    """The balance of a row is not the one before with its amount. Facts: `row`, `expected`, `found`, in yuan."""

    code = "statement_balance"
    zh = "对账单第 {row} 行的余额接不上：按发生额应为 {expected} 元，文件写的是 {found} 元。可能缺行、改动或排序过，没有导入。请重新从银行导出。"
    en = "Row {row}: the balance should be {expected} yuan and is {found}. Rows may be missing or moved. Export the statement anew."


class StatementClosingOff(Invalid):
    """Opening, amounts and closing do not fit. Facts: `expected`, `found`, in yuan."""

    code = "statement_closing"
    zh = "对账单的期末余额对不上：期初余额加发生额是 {expected} 元，填写或文件写的期末余额是 {found} 元，没有导入。请核对后再上传。"
    en = "Opening balance and amounts make {expected} yuan, the closing balance says {found}. Nothing was taken in."


class StatementOpeningOff(Invalid):
    """The opening balance that was typed in is not that of the file. Facts: `expected`, `found`, in yuan."""

    code = "statement_opening"
    zh = "期初余额不一致：文件第一行倒推是 {expected} 元，填写的是 {found} 元，没有导入。请核对是否选错了文件。"
    en = "By its first row the statement opens with {expected} yuan, but {found} was entered. Check that it is the right file."


class StatementWithoutBalance(Invalid):
    """No column of balances and nothing entered: nothing could be proved of the file."""

    code = "statement_no_balance"
    zh = "对账单没有余额列，无法验证是否完整。请填写期初余额和期末余额后再上传。"
    en = "The statement has no balances, so nothing proves it whole. Enter its opening and closing balance."


class StatementOtherMonth(Invalid):
    """Facts: `row`, `day`, `month`."""

    code = "statement_other_month"
    zh = "对账单第 {row} 行是 {day}，不在 {month}，没有导入。请选择正确的月份，或只导出该月的对账单。"
    en = "Row {row} is of {day}, which is not in {month}. Choose the right month, or export that month alone."


class StatementOtherAccount(Invalid):
    """The file names another account; its number is not repeated."""

    code = "statement_other_account"
    zh = "这份对账单是另一个账户的：文件中的账号与本账户（尾号 {last_four}）不一致，没有导入。请核对账户和文件。"
    en = "This statement is of another account: its number is not the one that ends in {last_four}. Check file and account."


class StatementLong(Invalid):
    """Facts: `most`."""

    code = "statement_long"
    zh = "一个月的对账单最多 {most} 行，没有导入。请核对是否导出了多个月份。"
    en = "A month has at most {most} lines. See whether the file holds several months."


class StatementEmpty(Invalid):
    """A head and nothing under it."""

    code = "statement_empty"
    zh = "对账单里没有一笔收支。当月确实没有收支时，请选择“本月无收支”，不必上传文件。"
    en = "There is no line in this statement. If nothing moved, say so instead of uploading a file."


class StatementNotFollowing(Conflict):
    """A month opens with what the one before closed with. Facts: `expected`, `found`, in yuan."""

    code = "statement_not_following"
    zh = "期初余额与上月接不上：上月期末是 {expected} 元，这份对账单期初是 {found} 元，没有导入。请核对是否漏了月份或选错了账户。"
    en = "The month before closed with {expected} yuan, this one opens with {found}. See whether a month or the account is wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as read: `row` of the file, fen above nought for what came in, the balance after it where the bank says it.

    `payee_last_four` is the end of the other side's account; the whole number is not kept.
    """

    row: int
    on: date
    amount_fen: int
    balance_fen: int | None = None
    payee: str = ""
    payee_last_four: str = ""
    summary: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A month that holds against itself: opening with the lines is the closing balance; fen. In the order of the bank."""

    opening_fen: int
    closing_fen: int
    lines: tuple[Line, ...]


def read_statement(
    rows: Sequence[Numbered],
    *,
    number: str,
    month: date,
    opening_fen: int | None = None,
    closing_fen: int | None = None,
) -> Statement:
    """The statement in these rows, of the account `number`, for the month that begins on `month`.

    Balances that somebody typed in are held against those of the file and stand in where it has none. Raises the refusals of this
    module.
    """
    head = find_head([row for _number, row in rows], STATEMENT, {}, within=HEAD_WITHIN)
    columns = head.columns
    missing = [column.title for column in STATEMENT.required if column.name not in columns]
    if "amount" not in columns and not BOTH_SIDES & columns.keys():
        missing.append("借方、贷方或金额")
    if missing:
        raise StatementHeadMissing(missing="、".join(missing))
    _require_account(rows[: head.ends], number)
    lines = []
    for row, cells in rows[head.ends :]:
        line = _line(row, cells, columns, number)
        if line is None:
            continue
        if (line.on.year, line.on.month) != (month.year, month.month):
            raise StatementOtherMonth(row=row, day=line.on.isoformat(), month=f"{month:%Y-%m}")
        lines.append(line)
        if len(lines) > MOST_LINES:
            raise StatementLong(most=MOST_LINES)
    if not lines:
        raise StatementEmpty()
    return balanced(lines, opening_fen=opening_fen, closing_fen=closing_fen)


def balanced(lines: Sequence[Line], *, opening_fen: int | None, closing_fen: int | None) -> Statement:
    """The lines in the order of the bank, proved by their balances; newest-first files are turned round.

    Raises `StatementBreaks`, `StatementOpeningOff`, `StatementClosingOff`, `StatementWithoutBalance`.
    """
    forward, backward = tuple(lines), tuple(reversed(lines))
    turned = lines[0].on > lines[-1].on
    first, second = (backward, forward) if turned else (forward, backward)
    broken = _break_in(first)
    ordered = first
    if broken is not None:
        # Within one day either order may be the bank's; over several days, the days say which it is.
        if lines[0].on != lines[-1].on or _break_in(second) is not None:
            raise broken
        ordered = second
    known = next(((at, line.balance_fen) for at, line in enumerate(ordered) if line.balance_fen is not None), None)
    total = sum(line.amount_fen for line in ordered)
    if known is not None:
        at, balance = known
        opening = balance - sum(line.amount_fen for line in ordered[: at + 1])
        if opening_fen is not None and opening_fen != opening:
            raise StatementOpeningOff(expected=yuan(opening), found=yuan(opening_fen))
    elif opening_fen is not None and closing_fen is not None:
        opening = opening_fen
    else:
        raise StatementWithoutBalance()
    if closing_fen is not None and closing_fen != opening + total:
        raise StatementClosingOff(expected=yuan(opening + total), found=yuan(closing_fen))
    return Statement(opening, opening + total, ordered)


def _break_in(lines: Sequence[Line]) -> StatementBreaks | None:
    """Where the balances do not follow, if anywhere."""
    running: int | None = None
    for line in lines:
        expected = None if running is None else running + line.amount_fen
        if line.balance_fen is None:
            running = expected
            continue
        if expected is not None and expected != line.balance_fen:
            return StatementBreaks(row=line.row, expected=yuan(expected), found=yuan(line.balance_fen))
        running = line.balance_fen
    return None


def require_following(opening_fen: int, before_fen: int | None) -> None:
    """Raises `StatementNotFollowing` unless the month opens with what the one before closed with."""
    if before_fen is not None and opening_fen != before_fen:
        raise StatementNotFollowing(expected=yuan(before_fen), found=yuan(opening_fen))


_TOTAL = re.compile(r"合计|小计|总计|累计|承前页|过次页|期初|期末|上月|上页|结转|总笔数|打印|TOTAL", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{4}[-./]?[0-9]{1,2}[-./]?[0-9]{1,2})[T ]?[0-9]{1,2}:?[0-9]{2}(:?[0-9]{2})?(\.[0-9]+)?")
_OUT = frozenset({"借", "借方", "支出", "支", "付", "付款", "转出", "出", "出账", "D", "DR", "DEBIT", "-", "往账"})
_IN = frozenset({"贷", "贷方", "收入", "收", "收款", "转入", "入", "入账", "C", "CR", "CREDIT", "+", "来账"})
_LONG_NUMBER = re.compile(r"[0-9]{12,32}")
_MARKED = re.compile(r"[账帐]\s*号")


def _line(row: int, cells: Sequence[Any], columns: Mapping[str, int], number: str) -> Line | None:
    """One row; None for what is no line of the account: blank, a total, something printed underneath."""

    def cell(name: str) -> Any:
        position = columns.get(name)
        return cells[position] if position is not None and position < len(cells) else None

    said = cell("on")
    # Without an amount it is no line, whatever is printed there; one that got lost shows in the balances.
    if all(is_blank(cell(name)) for name in ("amount", *BOTH_SIDES)):
        return None
    if any(_TOTAL.search(text_of(each)) for each in (said, *cells[:2])):
        return None
    own = squeeze(text_of(cell("own"))) if not is_blank(cell("own")) else ""
    if _LONG_NUMBER.fullmatch(own) and own != number:
        raise StatementOtherAccount(last_four=number[-4:])
    balance = cell("balance")
    return Line(
        row=row,
        on=_day(row, said),
        amount_fen=_amount(row, cell, columns),
        balance_fen=None if is_blank(balance) else _fen(row, balance, "余额"),
        payee=_text(row, cell("payee"), "对方户名")[:100],
        payee_last_four=_last_four(cell("payee_account")),
        summary=" ".join(dict.fromkeys(said for name in SAID if (said := _text(row, cell(name), "摘要"))))[:LONGEST],
        reference=_text(row, cell("reference"), "流水号")[:60],
    )


def _day(row: int, said: Any) -> date:
    text = normalize("NFKC", text_of(said)).strip()
    timed = _TIME.fullmatch(text)
    try:
        return read_date(timed[1] if timed else said, to_the_day=True)
    except Invalid:
        raise StatementRowUnclear(row=row, column="交易日期") from None


def _amount(row: int, cell: Any, columns: Mapping[str, int]) -> int:
    out, came = (_fen_or_none(row, cell(name), title) for name, title in (("debit", "借方"), ("credit", "贷方")))
    if BOTH_SIDES & columns.keys() and (out or came):
        if out and came:
            raise StatementRowUnclear(row=row, column="借方、贷方")
        return (came or 0) - (out or 0)
    fen = _fen_or_none(row, cell("amount"), "金额")
    if not fen:
        raise StatementRowUnclear(row=row, column="金额")
    if "sign" not in columns:
        return fen
    way = squeeze(text_of(cell("sign"))).upper() or text_of(cell("sign")).strip()
    if way in _OUT or text_of(cell("sign")).strip() == "-":
        return -fen
    if way in _IN:
        return fen
    raise StatementRowUnclear(row=row, column="借贷标志")


def _fen_or_none(row: int, said: Any, title: str) -> int | None:
    return None if is_blank(said) or text_of(said).strip() in ("-", "--", "—", "/") else _fen(row, said, title)


def _fen(row: int, said: Any, title: str) -> int:
    try:
        fen = fen_of(said)
    except CellError:
        fen = None
    if fen is None or abs(fen) > MOST:
        raise StatementRowUnclear(row=row, column=title)
    return fen


def _text(row: int, said: Any, title: str) -> str:
    try:
        return "" if is_blank(said) else clean_text(text_of(said))
    except TextUnreadable:
        raise StatementRowUnclear(row=row, column=title) from None


def _last_four(said: Any) -> str:
    """The end of an account; nothing where a workbook kept it as a number, whose end is lost."""
    if not isinstance(said, str):
        return ""
    digits = squeeze(said)
    return digits[-4:] if re.fullmatch(r"[0-9*]{4,40}", digits) and digits[-4:].isdigit() else ""


def _require_account(rows: Sequence[Numbered], number: str) -> None:
    """Above the head banks write whose statement it is. Raises `StatementOtherAccount`."""
    named = set(_account_numbers(rows))
    if named and number not in named:
        raise StatementOtherAccount(last_four=number[-4:])


def _account_numbers(rows: Sequence[Numbered]) -> Iterator[str]:
    """Long numbers in the rows above the head, in a cell that says 账号 or in the next one."""
    for _row, cells in rows:
        marked = False
        for cell in cells:
            text = normalize("NFKC", text_of(cell))
            marked = marked or bool(_MARKED.search(text))
            if marked:
                found = _LONG_NUMBER.findall(re.sub(r"(?<=[0-9])[ -](?=[0-9])", "", text))
                yield from found
                marked = not found
