"""The states that are read off a row and the day are said once in the domain and once in SQL: row by row they say the same."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import Table, insert

from backend.db.queries import needs_survey as surveys
from backend.db.queries import remittance as remittances
from backend.db.tables.needs_survey import NeedsSurvey
from backend.db.tables.remittance import RemittanceDuty
from backend.domain.access import EVERYTHING
from backend.domain.needs.codes import SurveyState
from backend.domain.needs.surveys import state_of as state_of_survey
from backend.domain.remittance.codes import RemittanceState
from backend.domain.remittance.duties import state_of as state_of_duty
from tests.conftest import Api
from tests.town import id_of, today

NO_FILTER: dict[str, Any] = {"under": None, "organization_id": None, "after": None, "limit": 500, "scope": EVERYTHING}
AROUND = (-400, -1, 0, 1, 400)
"""Days from today."""


def day(ahead: int) -> date:
    return today() + timedelta(days=ahead)


async def place(api: Api, table: type[Any], *rows: Any) -> None:
    """Rows that only a state of the table makes, each with what it must have besides."""
    made: Table = table.__table__
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(insert(made), [row.model_dump() for row in rows])


async def test_how_far_a_remittance_is(api: Api) -> None:
    """FND-02: nothing, a part and all of it came; long before, on, and after its day; each filter finds its own."""
    union = {"organization_id": id_of("chengguan"), "code": 1, "to_id": id_of("qingxi"), "to_name": "县总工会"}
    cases = list(product(AROUND, (0, 1, 299, 300)))
    duties = [
        RemittanceDuty(
            **union, year=2000 + number, due_on=day(ahead), amount_fen=300, paid_fen=paid, set_at=datetime.now(UTC)
        )
        for number, (ahead, paid) in enumerate(cases)
    ]
    await place(api, RemittanceDuty, *duties)
    asked: dict[str, Any] = NO_FILTER | {"today": today(), "year": None, "to_id": None}
    async with api.database.transaction(EVERYTHING) as session:
        found = (await session.execute(remittances.list_duties(**asked, states=()))).mappings().all()
        listed = {
            state: {row.id for row in await session.execute(remittances.list_duties(**asked, states=[state]))}
            for state in RemittanceState
        }
    said = {
        row["id"]: state_of_duty(
            amount_fen=row["amount_fen"], paid_fen=row["paid_fen"], due_on=row["due_on"], today=today()
        )
        for row in found
    }
    assert {row["id"]: row["state"] for row in found} == said
    assert listed == {state: {id for id, each in said.items() if each is state} for state in RemittanceState}
    assert (len(said), all(listed.values())) == (len(cases), True)


async def test_where_a_survey_stands(api: Api) -> None:
    """AID-28: no plan, part of it done, all of it; the first day of what is left long ago, today, ahead."""
    union = {"organization_id": id_of("textile"), "code": 1, "ways": ["meeting"], "findings": b"-"}
    cases = [
        (measures, done, None if done == measures else day(ahead))
        for measures, done, ahead in product(range(4), range(4), AROUND)
        if done <= measures
    ]
    placed = [
        NeedsSurvey(
            **union, held_on=day(-500), measures=measures, done=done, next_due=due, created_at=datetime.now(UTC)
        )
        for measures, done, due in cases
    ]
    await place(api, NeedsSurvey, *placed)
    asked: dict[str, Any] = NO_FILTER | {"today": today(), "first": None, "last": None, "ways": (), "causes": ()}
    async with api.database.transaction(EVERYTHING) as session:
        found = (await session.execute(surveys.list_surveys(**asked, states=()))).mappings().all()
        listed = {
            state: {row.id for row in await session.execute(surveys.list_surveys(**asked, states=[state]))}
            for state in SurveyState
        }
    said = {
        row["id"]: state_of_survey(measures=row["measures"], done=row["done"], next_due=row["next_due"], today=today())
        for row in found
    }
    assert {row["id"]: row["state"] for row in found} == said
    assert listed == {state: {id for id, each in said.items() if each is state} for state in SurveyState}
    assert (len(said), all(listed.values())) == (len(cases), True)
