"""The store of goods as an office prints it to count by (FND-04)."""

from collections.abc import Mapping
from typing import Any

from backend.domain.export.columns import FUND, SEARCH, UNDER, day, moment, number, wording, yuan
from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.fund.codes import LotState, VoucherKind


def _free(row: Mapping[str, Any]) -> int:
    return row["there"] - row["promised"]  # type: ignore[no-any-return]


GOODS = Sheet(
    noun=ExportNoun.GOODS_LOTS,
    unit_zh="批",
    unit_en="lots",
    columns=(
        wording("name", "物资名称", "Goods", width=24),
        wording("unit", "单位", "Unit", width=7),
        number("there", "在库", "In store"),
        number("promised", "已安排", "Promised"),
        Column(key="free", zh="可安排", en="Free", width=10, kind=ColumnKind.NUMBER, read=_free),
        yuan("price", "单价（元）", "Price (yuan)"),
        yuan("worth", "在库金额（元）", "Worth (yuan)"),
        day("expires", "有效期至", "Expires on", "expires_on"),
        wording("kept_at", "存放地点", "Kept at", width=20),
        number("counted", "最近盘点", "Last count"),
        moment("counted_at", "盘点时间", "Counted at"),
        number("came", "入库", "Came in"),
        day("came_on", "入库日期", "Came in on"),
        wording("came_by", "入库方式", "Came by", codes=VoucherKind),
        wording("came_from", "供货（捐赠）单位", "From", width=26),
        wording("fund", "资金名称", "Fund", "fund_name", width=34),
        wording("voucher", "入库凭证", "Voucher", "voucher_number", width=18),
        wording("organization", "所属工会", "Union", "organization_name", width=30),
        wording("counter", "盘点人", "Counted by", "counted_by_name", width=10),
        wording("counted_note", "盘点说明", "Note of the count", width=30),
    ),
    filters=(
        SEARCH,
        UNDER,
        FUND,
        Filter(key="voucher_id", zh="入库凭证", en="Voucher", reference=True),
        Filter(key="state", zh="库存状态", en="State", codes=LotState),
        Filter(key="visit_plan_id", zh="可用于走访安排", en="May serve the plan of visits", reference=True),
        Filter(key="for_id", zh="可用于工会", en="May serve plans of the union", reference=True),
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)
