"""The contribution of an enrolment comes in: a voucher of the plan's fund, written here and booked by a second officer.

The voucher is one like any other: it stands in the list of vouchers, waits on the workbench of who may book it, and the
ledger has its entry. The enrolment follows it (`queries/protection.py follow_voucher`), so a contribution is booked once:
there is one voucher to an enrolment, and another only after that one was refused, withdrawn or reversed.
"""

from uuid import UUID

from backend.api.protection.schemas import ReceiveContribution
from backend.api.versions import take
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.queries import fund as funds
from backend.db.queries import protection as protections
from backend.db.tables.protection import ProtectionEnrolment
from backend.db.tables.voucher import Voucher
from backend.db.types import new_id
from backend.domain.fund.codes import VoucherKind
from backend.domain.fund.ledger import FundUnreachable, require_open
from backend.domain.protection.codes import EnrolmentState
from backend.domain.protection.enrolments import require_state
from backend.domain.refusals import NotFound


async def receive(work: Work, id: UUID, step: ReceiveContribution, *, seen: int) -> ProtectionEnrolment:
    """Write the voucher of a contribution that came in. Raises `NotFound`, `EnrolmentNotThere`, `FundUnreachable`,
    `FundClosed`, `Stale`."""
    row = await protections.get_enrolment(work.session, id, lock=True)
    require_state(row.state, EnrolmentState.WAITING)
    plan = await protections.get_plan(work.session, row.plan_id, scope=work.scope)
    try:
        fund = await funds.get_fund(work.session, plan.fund_id)
    except NotFound:
        raise FundUnreachable() from None
    require_open(fund.status)
    take(row, seen)
    voucher = Voucher(
        id=new_id(),
        number=await next_number(work.session, Series.VOUCHER, work.today.year),
        kind=VoucherKind.INCOME.value,
        organization_id=fund.organization_id,
        code=fund.code,
        line_code=fund.line_code,
        fund_id=fund.id,
        amount_fen=row.contribution_fen,
        document_number=step.document_number,
        document_on=step.received_on,
        note=f"{row.number} {plan.name}"[:200],
        made_by=work.caller.user_id,
        made_by_name=work.caller.name,
        made_at=work.now,
    )
    work.session.add(voucher)
    row.voucher_id, row.state = voucher.id, EnrolmentState.CHECKING.value
    await work.session.flush()
    work.tell(
        "voucher_proposed", voucher, number=voucher.number, voucher_kind=voucher.kind, amount_fen=voucher.amount_fen
    )
    work.tell("protection_contribution_entered", row, number=row.number, amount_fen=row.contribution_fen)
    return row
