"""What the store of goods looks like on the wire. Every amount is in fen, every quantity in pieces of the unit."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.fund.codes import EntryKind, LotState, VoucherKind
from backend.domain.fund.goods import MOST_PIECES


class GoodsLotQuery(ListQuery):
    """The filters of the store."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    fund_id: Annotated[UUID | None, Query(description="资金")] = None
    voucher_id: Annotated[UUID | None, Query(description="入库凭证 Came in by this voucher")] = None
    state: Annotated[list[LotState], Query(description="库存状态")] = []
    visit_plan_id: Annotated[
        UUID | None, Query(description="该走访安排可用的库存 What this plan of visits may bring")
    ] = None
    for_id: Annotated[UUID | None, Query(description="该工会走访可用的库存 What plans of this union may bring")] = None
    q: Annotated[str | None, Query(max_length=60, description="名称、存放地点")] = None


class GoodsLotItem(Out):
    """Goods that came in at one price, and what is left of them."""

    id: UUID
    fund_id: UUID
    fund_name: str
    voucher_id: UUID
    voucher_number: str
    came_by: VoucherKind
    came_from: str = Field(description="供货或捐赠单位 Who sold or gave it")
    organization_id: UUID
    organization_name: str
    name: str
    unit: str
    came: int = Field(description="入库数量")
    there: int = Field(description="在库数量")
    promised: int = Field(description="走访安排已占、尚未出库的数量 Promised to doors, or given and not booked yet")
    price_fen: int
    worth_fen: int = Field(description="在库金额 What is left is worth")
    expires_on: date | None
    expiring: bool = Field(description="三十天内到期或已过期 Expires within thirty days, or has")
    kept_at: str
    came_on: date
    counted: int | None = Field(description="最近一次盘点的实有数量")
    counted_there: int | None = Field(
        description="盘点时的账面数量，扣除其后的报损 By the books then, less what was lost since"
    )
    counted_by_name: str
    counted_note: str
    counted_at: Instant | None
    version: int


class GoodsLotOut(GoodsLotItem):
    """One lot."""

    steps: list[OpenStep]


class GoodsMovementQuery(ListQuery):
    """A page of what went in and out."""


class GoodsMovementItem(Out):
    """Pieces that came in (above nought) or went out."""

    id: UUID
    number: int
    kind: EntryKind
    pieces: int
    left_there: int
    visit_id: UUID | None
    visit_name: str | None = Field(description="不在管理范围内时为 null Null where the caller does not see it")
    visit_plan_id: UUID | None
    visit_plan_name: str | None
    voucher_id: UUID | None
    voucher_number: str | None
    entry_id: UUID
    by_name: str
    at: Instant


class GoodsCount(BaseModel):
    """What somebody found in the store."""

    model_config = ConfigDict(extra="forbid")

    counted: Annotated[int, Field(ge=0, le=MOST_PIECES, description="实有数量")]
    note: Annotated[str, Field(max_length=200)] = ""
