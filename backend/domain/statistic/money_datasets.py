"""What the statistics say about the money of aid (issue 4 section 8; FND-02).

It is seen from two sides. What came in, is promised, was paid, came back and is left is the money of the funds of a
union, out of the ledger. What was given is what reached the households of a union, whoever's money it was, out of the
payments of cases. Over the whole city the two differ by claims on mutual protection and by what visits brought beside
cases, which is paid and is no payment of a case; of a county also by what its households got from the city.
Expenses beside cases (FND-05, FND-06) reach no household that is counted: they are a figure of their own, and with what
was paid they are what was spent.
"""

from backend.domain.aid.case_codes import FundSource, ProgramKind
from backend.domain.aid.codes import HardshipCategory
from backend.domain.statistic.catalogue import (
    Behind,
    Dataset,
    Dimension,
    FigureListName,
    FigureUnit,
    Measure,
    MeasureKind,
    Part,
    Value,
)
from backend.domain.statistic.dimensions import dimension

ABOVE = Value("above", "上级工会的资金", "Money of a union above")
"""The source of a payment out of a fund that the caller does not see."""

_SOURCE = Dimension(
    "source",
    "资金来源",
    "Source of the money",
    (*dimension("source", "", "", FundSource, filtered="source").values, ABOVE),
)
_PROGRAM = dimension("program_kind", "帮扶项目", "Programme", ProgramKind, filtered="program_kind", unknown=True)
_CATEGORY = dimension("category", "困难类别", "Category", HardshipCategory, filtered="category", unknown=True)


def _by(*dimensions: Dimension) -> dict[tuple[str, ...], tuple[Part, ...]]:
    return {(each.code,): tuple(Part((value,), ()) for value in each.values) for each in dimensions}


_BY_SOURCE, _BY_ALL = _by(_SOURCE), _by(_SOURCE, _PROGRAM, _CATEGORY)


def _entries(*kinds: str) -> Behind:
    return Behind(FigureListName.LEDGER_ENTRIES, {"kind": ",".join(kinds)}, "booked_on[gte]", "booked_on[lte]")


_PAYMENTS = Behind(FigureListName.PAYMENTS, {"state": "paid,returned"}, "paid_on[gte]", "paid_on[lte]")

AID_MONEY = Dataset(
    code="aid_money",
    zh="帮扶资金",
    en="Money of aid",
    source_zh="资金总账、发放单（本系统）",
    source_en="The ledger of funds, and the payments (this system)",
    by_period=True,
    dimensions=(_SOURCE, _PROGRAM, _CATEGORY),
    measures=(
        Measure(
            code="received",
            zh="到账资金",
            en="Money received",
            unit=FigureUnit.FEN,
            kind=MeasureKind.FLOW,
            definition_zh="期间内记入本级及下级各笔资金的入账、受赠物资和上级下达的预算，扣除收回、下达给范围外的预算和红字冲销。范围内互相下达的不重复计。接口以分为单位。",
            definition_en="What was booked into the funds of the unit and those below within the period: income, goods given to the union, and budgets from above; less what was taken back, handed outside, or reversed. Budgets between funds inside are not counted twice. The interface speaks fen.",
            formula_zh="资金入账 + 受赠物资 + 收到的预算 − 下达和被收回的预算 ± 红字冲销",
            formula_en="Income + goods given to us + budgets got − budgets given or taken back ± reversals",
            by=_BY_SOURCE,
            behind=_entries("income", "gift", "hand_down", "take_back", "reversal"),
        ),
        Measure(
            code="reserved",
            zh="批准待发放金额",
            en="Promised, not yet paid",
            unit=FigureUnit.FEN,
            definition_zh="期末已批准占用、尚未发放的金额，按资金所属工会计。",
            definition_en="What is promised to approved cases at the end of the period and not paid yet, with the union whose fund it is.",
            formula_zh="批准占用 − 撤销释放 − 发放支出 + 发放退回",
            formula_en="Reserved − released − paid + came back",
            by=_BY_SOURCE,
            behind=Behind(FigureListName.FUNDS),
            people="awaiting",
        ),
        Measure(
            code="awaiting",
            zh="批准待发放件数",
            en="Cases that wait for their money",
            unit=FigureUnit.CASE,
            definition_zh="期末资金已占用、尚未发放的申请，按资金所属工会计。",
            definition_en="Cases whose money is reserved at the end of the period and not paid yet, with the union whose fund it is.",
            formula_zh="期末资金被占用的申请数",
            formula_en="Cases whose money is reserved",
            by=_BY_SOURCE,
        ),
        Measure(
            code="paid",
            zh="支出金额",
            en="Money paid",
            unit=FigureUnit.FEN,
            kind=MeasureKind.FLOW,
            definition_zh="期间内由本级及下级各笔资金发放支出的金额（帮扶申请、互助保障给付和走访送到的款物），按资金所属工会计；后来退回的另计，不在此扣除，费用支出也另计。",
            definition_en="What the funds of the unit and those below paid within the period: to cases, to claims, and what visits brought. What came back is counted beside it and not taken off; so are expenses.",
            formula_zh="总账中“发放支出”“发放物资”的合计",
            formula_en="The entries “Paid” and “Goods given” of the ledger, added up",
            by=_BY_ALL,
            behind=_entries("pay", "give"),
            people="payments",
        ),
        Measure(
            code="came_back",
            zh="退回金额",
            en="Money that came back",
            unit=FigureUnit.FEN,
            kind=MeasureKind.FLOW,
            definition_zh="期间内发放后退回的金额，按退回的日期和资金所属工会计。",
            definition_en="What came back after it was paid, by the day it came back and the union whose fund it is.",
            formula_zh="总账中“发放退回”“物资退库”的合计",
            formula_en="The entries “Payment came back” and “Goods came back” of the ledger, added up",
            by=_BY_ALL,
            behind=_entries("recall", "give_back"),
            people="payments",
        ),
        Measure(
            code="expenses",
            zh="费用支出",
            en="Expenses",
            unit=FigureUnit.FEN,
            kind=MeasureKind.FLOW,
            definition_zh="期间内由本级及下级各笔资金支付的申请以外的费用（如取暖用煤、培训、活动）和报损的物资，扣除期间内冲销的，按资金所属工会计。",
            definition_en="What the funds of the unit and those below spent beside cases within the period, on heating, training or activities, and goods lost from the store; less what was reversed in it.",
            formula_zh="费用支出 + 物资报损 − 冲销",
            formula_en="Expenses + goods lost − reversals",
            by=_BY_SOURCE,
            behind=_entries("expense", "loss", "reversal"),
        ),
        Measure(
            code="spent",
            zh="总支出",
            en="Money spent",
            unit=FigureUnit.FEN,
            kind=MeasureKind.FLOW,
            definition_zh="期间内由本级及下级各笔资金发放的金额和费用支出之和，按资金所属工会计；发放后退回的不扣除。",
            definition_en="What the funds of the unit and those below paid and spent by expenses within the period. Payments that came back are not taken off.",
            formula_zh="支出金额（发放） + 费用支出",
            formula_en="Paid + expenses",
            by=_BY_SOURCE,
            behind=_entries("pay", "give", "expense", "loss", "reversal"),
            people="payments",
        ),
        Measure(
            code="left",
            zh="可用余额",
            en="Money left",
            unit=FigureUnit.FEN,
            definition_zh="期末各笔资金中未占用、未支出、也没有买成物资的金额，按资金所属工会计。",
            definition_en="What is neither promised nor paid nor bought goods with in the funds at the end of the period, with the union whose fund it is.",
            formula_zh="到账资金 − 批准待发放 − 支出 + 退回 − 费用支出 − 库存物资（自资金设立起累计）",
            formula_en="Received − promised − paid + came back − expenses − goods in store, since the funds were opened",
            by=_BY_SOURCE,
            behind=Behind(FigureListName.FUNDS),
        ),
        Measure(
            code="stored",
            zh="库存物资",
            en="Goods in store",
            unit=FigureUnit.FEN,
            definition_zh="期末在库物资的价值，按入库单价和资金所属工会计；走访已送出、尚未核销的仍在其中。",
            definition_en="What lies in the stores at the end of the period, at the price it came in for, with the union whose fund it is. What was brought to doors and not booked yet is among it.",
            formula_zh="购入物资 + 受赠物资 − 发放物资 + 物资退库 − 物资报损 ± 红字冲销",
            formula_en="Bought + given to us − given + came back − lost ± reversals",
            by=_BY_SOURCE,
            behind=Behind(FigureListName.FUNDS),
        ),
        Measure(
            code="paid_rate",
            zh="支出率",
            en="Share spent",
            unit=FigureUnit.PERCENT,
            kind=MeasureKind.RATE,
            definition_zh="期间内总支出（发放和费用）占同期到账资金的比例；用上期结余支出时可能超过 100%。",
            definition_en="What was spent within the period, by payments and expenses, out of what was received in it; above 100% where money of earlier periods is spent.",
            formula_zh="总支出 ÷ 到账资金 × 100%",
            formula_en="Spent ÷ received × 100%",
            part="spent",
            whole="received",
        ),
        Measure(
            code="given",
            zh="发放到户金额",
            en="Money given to households",
            unit=FigureUnit.FEN,
            kind=MeasureKind.FLOW,
            definition_zh="期间内发放给本级及下级职工家庭的金额，含上级资金，按受助职工所在工会计；后来退回的不扣除。",
            definition_en="What households of the unit and those below were paid within the period, money of unions above included, with the worker's union. What came back later is not taken off.",
            formula_zh="发放日期在期间内的发放单金额合计",
            formula_en="The amounts of payments made in the period, added up",
            by=_BY_ALL,
            behind=_PAYMENTS,
            people="households",
        ),
        Measure(
            code="payments",
            zh="发放笔数",
            en="Payments",
            unit=FigureUnit.PAYMENT,
            kind=MeasureKind.FLOW,
            definition_zh="期间内发放的笔数，含后来退回的，按受助职工所在工会计。",
            definition_en="Payments made within the period, those that came back later included, with the worker's union.",
            formula_zh="发放日期在期间内的发放单数",
            formula_en="Payments made in the period",
            by=_BY_ALL,
            behind=_PAYMENTS,
        ),
        Measure(
            code="households",
            zh="受助户数",
            en="Households paid",
            unit=FigureUnit.HOUSEHOLD,
            kind=MeasureKind.FLOW,
            definition_zh="期间内领到过发放的户数，一户领多次、参加多个项目只计一次；没有困难档案的慰问对象按人计。各月、各项目相加会重复，不等于合计。",
            definition_en="Households that were paid within the period, each once however often and by however many programmes; people visited without a file count each. Months and programmes do not add up to the whole.",
            formula_zh="期间内发放单上不重复的家庭（或个人）数",
            formula_en="Distinct households, or people, among the payments of the period",
            by=_BY_ALL,
        ),
    ),
)
