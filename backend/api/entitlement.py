"""What the rules in force say of a household file, and the file as it stood when they said it.

Files are judged when they are written, and when a case of one is handed in: a line may have changed in between.
"""

import orjson

from backend.api.work import Work
from backend.db.household_records import SNAPSHOT, as_kept, draft_of, household_of, judged_columns
from backend.db.queries import aid_policy as policies
from backend.db.queries import household as households
from backend.db.tables.aid import Household, HouseholdSnapshot
from backend.db.types import new_id
from backend.domain.aid.codes import SnapshotKind
from backend.domain.aid.evaluation import Evaluation, evaluate
from backend.domain.aid.policy import in_force


async def judge(work: Work, row: Household) -> Evaluation:
    """Judge a file by the rules in force today and keep what they say; a decision of two officers stays."""
    await work.session.flush()
    people = await households.list_people(work.session, row.id)
    layers = await policies.list_layers(work.session)
    policy, _origins = in_force(layers, place=row.code, on=work.today)
    evaluation = evaluate(household_of(row, people), policy)
    for name, value in judged_columns(evaluation).items():
        setattr(row, name, value)
    if not row.decided:
        row.category = None if evaluation.category is None else str(evaluation.category)
    await work.session.flush()
    return evaluation


async def keep(work: Work, row: Household, kind: SnapshotKind) -> None:
    """The whole file as it stands, sealed; the evaluation beside it, frozen."""
    id = new_id()
    people = await households.list_people(work.session, row.id)
    content = orjson.dumps(as_kept(draft_of(work.vault, row, people))).decode()
    work.session.add(
        HouseholdSnapshot(
            id=id,
            household_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            kind=str(kind),
            year=work.today.year,
            version=row.version,
            category=row.category,
            evaluation=dict(row.evaluation),
            content=work.vault.seal(content, SNAPSHOT, "content", id),
            taken_by_name=work.caller.name,
            taken_at=work.now,
        )
    )
