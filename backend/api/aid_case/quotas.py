"""What unions may be given in all in a programme, held while something is approved out of it (issue 4 section 3)."""

from collections.abc import Iterable

from backend.api.work import Work
from backend.db.queries import aid_balance as balances
from backend.db.tables.aid_case import AidProgram
from backend.domain.aid.balance import Limit, quotas_from


async def hold(work: Work, programs: Iterable[AidProgram]) -> list[Limit]:
    """The quotas of these programmes for unions within the scope, with what each was given by now.

    Two statements, and none where no programme has quotas. Of two who approve in one programme the second waits here
    until the first is done, and is judged beside it.
    """
    quotas = {each.id: quotas_from(each.quotas) for each in programs if each.quotas}
    if not quotas:
        return []
    unions = {union for shared in quotas.values() for union in shared}
    rows = await balances.hold_quotas(work.session, list(quotas), list(unions), scope=work.scope)
    return [
        Limit(quota_fen=quotas[row["program_id"]][row["organization_id"]], **row)
        for row in rows
        if row["organization_id"] in quotas[row["program_id"]]
    ]
