"""What unions owe the union above of the year's funds, and what of it came."""

from backend.domain.export.columns import UNDER, day, identifier, wording, yuan
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Filter, Sheet
from backend.domain.remittance.codes import RemittanceState

REMITTANCES = Sheet(
    noun=ExportNoun.REMITTANCES,
    unit_zh="家",
    unit_en="unions",
    columns=(
        wording("organization", "应上解工会", "Union", "organization_name", width=30),
        wording("to", "收取工会", "Owed to", "to_name", width=24),
        identifier("year", "年度", "Year", width=7),
        yuan("amount", "应上解（元）", "Owed (yuan)"),
        yuan("paid", "已上解（元）", "Remitted (yuan)"),
        yuan("owed", "未上解（元）", "Left (yuan)"),
        day("due", "上解期限", "Due on", "due_on"),
        day("paid_on", "最近到账", "Last came"),
        wording("state", "状态", "State", width=14, codes=RemittanceState),
        identifier("document", "下达文号", "Document", "document_number"),
    ),
    filters=(
        UNDER,
        Filter(key="year", zh="年度", en="Year"),
        Filter(key="organization_id", zh="应上解工会", en="Union", reference=True),
        Filter(key="to_id", zh="收取工会", en="Owed to", reference=True),
        Filter(key="state", zh="状态", en="State", codes=RemittanceState),
    ),
    sorts={"": TREE_ORDER},
    under=("organization_id", "under_id"),
)
