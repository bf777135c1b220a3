"""A union's account with a bank: what lies on it is reckoned by itself (FND-02 单独建账, own account)."""

import re
from dataclasses import dataclass, field
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.reconciliation.codes import BankAccountStatus, BankAccountStep
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text, squeeze
from backend.domain.workflow import Workflow

ACCOUNT_WORKFLOW: Workflow[BankAccountStatus, BankAccountStep] = Workflow(
    {
        (BankAccountStatus.OPEN, BankAccountStep.CLOSE, Permission.FUND_EDIT): BankAccountStatus.CLOSED,
        (BankAccountStatus.CLOSED, BankAccountStep.REOPEN, Permission.FUND_EDIT): BankAccountStatus.OPEN,
    }
)

MOST_FUNDS = 200
"""Funds that lie on one account."""
_NUMBER = re.compile(r"[0-9]{8,32}")


class AccountNumberInvalid(Invalid):
    """Digits, eight to 32 of them (accounts of units are no cards and have no check digit)."""

    code = "bank_account_number"
    zh = "银行账号应为 8 至 32 位数字，没有保存。请对照开户许可证或回单核对。"
    en = "The number of a bank account has 8 to 32 digits. Check it against a paper of the bank."


class AccountUnnamed(Invalid):
    """A name of spaces."""

    code = "bank_account_unnamed"
    zh = "请填写账户名称和开户银行，例如“青溪县总工会”“中国建设银行青溪支行”。"
    en = "Fill in whose account it is and the bank that keeps it."


class AccountTwice(Conflict):
    """Two books of one account would each be half of it."""

    code = "bank_account_twice"
    zh = "这家工会已登记过这个账号，没有重复登记。请打开原来的账户。"
    en = "This union has this account already; nothing was entered twice. Open that one."


class AccountClosed(Conflict):
    """A closed account has no more months."""

    code = "bank_account_closed"
    zh = "这个账户已销户，不能再对账。确有需要时请先“恢复使用”。"
    en = "This account is closed. Open it again first, if it must be reconciled."


class AccountUnfinished(Conflict):
    """Facts: `month`."""

    code = "bank_account_unfinished"
    zh = "{month} 还没有复核，不能销户。请先完成对账。"
    en = "{month} is not checked yet, so the account cannot be closed. Finish it first."


class FundElsewhereBanked(Conflict):
    """A fund lies on one account. Facts: `name`."""

    code = "bank_account_fund_elsewhere"
    zh = "资金“{name}”已存放在另一个账户，没有改动。一笔资金只能存放在一个账户；请先从那个账户移出。"
    en = "The fund “{name}” lies on another account. Nothing was changed; take it off that one first."


class FundOfAnother(Conflict):
    """Money of one union does not lie on the account of another. Facts: `name`."""

    code = "bank_account_fund_of_another"
    zh = "资金“{name}”不属于开户的工会，不能存放在这个账户。请选择本会的资金。"
    en = "The fund “{name}” belongs to another union and does not lie on this account."


class FundPaired(Conflict):
    """Facts: `name`."""

    code = "bank_account_fund_paired"
    zh = "资金“{name}”的收支已在本账户勾对，不能移出。请先取消有关的勾对。"
    en = "Entries of the fund “{name}” are paired on this account, so it is not taken off. Part those pairs first."


class FundsSettled(Conflict):
    """What lay on the account in a month that is closed cannot be changed afterwards. Facts: `name`, `month`."""

    code = "bank_account_funds_settled"
    zh = "{month} 已结束对账，而资金“{name}”在此之前已有收支，不能移入或移出。请先退回该月，或从新资金开始使用本账户。"
    en = "{month} is closed and the fund “{name}” had moved by then: it is neither put on nor taken off. Open that month first."


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccountDraft:
    """An account as it is entered: in whose name, at which bank, by which number, and which funds lie on it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    name: Annotated[str, MinLen(1), MaxLen(100)]
    bank: Annotated[str, MinLen(1), MaxLen(100)]
    number: Annotated[str, MinLen(1), MaxLen(64)] = field(repr=False)
    fund_ids: Annotated[tuple[UUID, ...], MaxLen(MOST_FUNDS)] = ()

    def __post_init__(self) -> None:
        _mend_names(self)
        number = squeeze(self.number)
        if not (number.isascii() and _NUMBER.fullmatch(number)):
            raise AccountNumberInvalid(pointer="/number")
        object.__setattr__(self, "number", number)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccountChange:
    """What may change of an account: its names and the funds on it, never its number."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(100)]
    bank: Annotated[str, MinLen(1), MaxLen(100)]
    fund_ids: Annotated[tuple[UUID, ...], MaxLen(MOST_FUNDS)]

    def __post_init__(self) -> None:
        _mend_names(self)


def _mend_names(draft: BankAccountDraft | BankAccountChange) -> None:
    for name in ("name", "bank"):
        with at(f"/{name}"):
            object.__setattr__(draft, name, clean_text(getattr(draft, name)))
        if not getattr(draft, name):
            raise AccountUnnamed(pointer=f"/{name}")


def require_open_account(status: str) -> None:
    """Raises `AccountClosed`."""
    if status != BankAccountStatus.OPEN:
        raise AccountClosed()
