"""How banks head the columns of their statements: titles seen in the exports of the large banks' online desks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from backend.domain.imports.cells import Cell
from backend.domain.imports.columns import Column, Reading, plain_title

BOTH_SIDES = frozenset({"debit", "credit"})
SAID = ("summary", "purpose", "remark")
"""The columns whose texts are kept as one."""


@dataclass(frozen=True)
class StatementForm:
    """The columns that are looked for."""

    columns: tuple[Column, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """The columns without which nothing can be read."""
        return tuple(column for column in self.columns if column.required)

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        return {
            plain_title(title): column.name for column in self.columns for title in (column.title, *column.synonyms)
        }

    def means(self, cell: Cell) -> str | None:
        """The column that a title names, or None."""
        return self._by_title.get(plain_title(cell))


def _column(name: str, title: str, *synonyms: str, reading: Reading = Reading.TEXT, required: bool = False) -> Column:
    return Column(name, title, reading, synonyms, required=required)


STATEMENT = StatementForm(
    (
        _column(
            "on",
            "交易日期",
            *("记账日期", "记帐日期", "入账日期", "入帐日期", "日期", "交易时间", "记账时间", "入账时间", "交易日"),
            *("交易日期时间", "业务日期", "会计日期", "发生日期", "交易发生日期", "Date", "Transaction Date"),
            reading=Reading.DATE,
            required=True,
        ),
        _column(
            "debit",
            "借方发生额",
            *("借方", "借方金额", "借方发生金额", "本期借方", "支出", "支出金额", "支出发生额", "转出金额", "付款金额"),
            *("取出金额", "付方发生额", "付出", "Debit", "Withdrawals", "支出元", "往账金额"),
        ),
        _column(
            "credit",
            "贷方发生额",
            *("贷方", "贷方金额", "贷方发生金额", "本期贷方", "收入", "收入金额", "收入发生额", "转入金额", "收款金额"),
            *("存入金额", "收方发生额", "存入", "Credit", "Deposits", "收入元", "来账金额"),
        ),
        _column("amount", "交易金额", "金额", "发生额", "交易额", "发生金额", "交易发生额", "本次金额", "Amount"),
        _column(
            "sign",
            "借贷标志",
            *(
                "借贷",
                "借贷方向",
                "借贷标识",
                "借贷类型",
                "借贷标记",
                "收支",
                "收支类型",
                "收支标志",
                "收付标志",
                "方向",
            ),
            *("收支方向", "交易方向", "收付", "来往账标志", "DC", "DRCR"),
        ),
        _column(
            "balance",
            "余额",
            *("账户余额", "帐户余额", "当前余额", "本次余额", "交易后余额", "结余", "联机余额", "账面余额", "Balance"),
        ),
        _column(
            "payee",
            "对方户名",
            *(
                "对方名称",
                "对方账户名称",
                "对方帐户名称",
                "对方单位名称",
                "对方单位",
                "对方账户名",
                "交易对方",
                "对手户名",
            ),
            *("对手方名称", "对手名称", "对方姓名", "交易对手名称", "收付方名称", "对方户名称", "Counterparty"),
        ),
        _column(
            "payee_account",
            "对方账号",
            *("对方帐号", "对方账户", "对方帐户", "对方卡号", "对手账号", "对手帐号", "对手方账号", "收付方账号"),
            *("交易对手账号", "对方账户账号"),
        ),
        _column("summary", "摘要", "交易摘要", "摘要说明", "摘要内容", "交易说明", "业务摘要", "交易类型", "Summary"),
        _column("purpose", "用途", "交易用途", "款项用途", "Purpose"),
        _column("remark", "附言", "备注", "客户附言", "交易附言", "交易备注", "个性化信息", "Remark"),
        _column(
            "reference",
            "交易流水号",
            *(
                "流水号",
                "凭证号",
                "凭证号码",
                "交易流水",
                "核心流水号",
                "业务流水号",
                "银行流水号",
                "回单编号",
                "业务编号",
            ),
            *("企业流水号", "交易序号", "凭证编号", "主机流水号", "Reference", "Serial"),
        ),
        _column(
            "own", "本方账号", "本方帐号", "账号", "帐号", "查询账号", "我方账号", "本方卡号", "己方账号", "交易账号"
        ),
    )
)
