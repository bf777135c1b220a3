"""The lists of auditors: a sample of paid cases, and what was published against what was paid."""

from backend.domain.aid.case_codes import CaseStatus
from backend.domain.aid.codes import HardshipCategory
from backend.domain.export.columns import UNDER, day, identifier, moment, number, wording, yuan
from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Filter, Sheet
from backend.domain.fund.codes import PaymentWay
from backend.domain.fund.examining import Finding

SAMPLE_CASES = Sheet(
    noun=ExportNoun.SAMPLE_CASES,
    unit_zh="件",
    unit_en="cases",
    columns=(
        number("place", "次序", "Order"),
        wording("name", "姓名", "Name", width=10),
        identifier("number", "申请编号", "Case"),
        wording("program", "项目", "Programme", "program_name", width=30),
        wording("organization", "所在工会", "Union", "organization_name", width=30),
        yuan("amount", "金额（元）", "Amount (yuan)"),
        wording("way", "方式", "Way", width=10, codes=PaymentWay),
        moment("paid", "发放时间", "Paid at", "paid_at"),
        wording("batch", "批次号", "Batch", "batch_number", width=18),
        wording("maker", "经办人", "Made by", "maker_name", width=10),
        wording("checker", "批准人", "Approved by", "checker_name", width=10),
        wording("payer", "发放人", "Paid by", "payer_name", width=10),
        wording("fund", "资金", "Fund", "fund_name", width=30),
        wording("payee", "领款人", "Payee", width=10),
        wording("category", "困难类别", "Category", width=12, codes=HardshipCategory),
        wording("status", "状态", "State", width=12, codes=CaseStatus),
    ),
    filters=(Filter(key="sample_id", zh="抽样（随机种子）", en="Sample (seed)", reference=True),),
    sorts={"": ("抽中次序", "As drawn")},
)

PUBLISHED_PAID = Sheet(
    noun=ExportNoun.PUBLISHED_PAID,
    unit_zh="件",
    unit_en="cases",
    columns=(
        wording("name", "姓名", "Name", width=10),
        identifier("number", "申请编号", "Case"),
        wording("finding", "核对结果", "Finding", width=24, codes=Finding),
        wording("program", "项目", "Programme", "program_name", width=30),
        wording("organization", "所在工会", "Union", "organization_name", width=30),
        identifier("notice", "公示编号", "Notice", "notice_number"),
        yuan("published", "公示金额（元）", "Published (yuan)"),
        yuan("paid", "发放金额（元）", "Paid (yuan)"),
        moment("paid_at", "发放时间", "Paid at"),
        wording("status", "状态", "State", width=12, codes=CaseStatus),
        day("concluded", "出结果日期", "Result on", "concluded_at"),
    ),
    filters=(
        Filter(key="finding", zh="核对结果", en="Finding", codes=Finding),
        UNDER,
        Filter(key="on[gte]", zh="日期不早于", en="On or after"),
        Filter(key="on[lte]", zh="日期不晚于", en="On or before"),
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)
