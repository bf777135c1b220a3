"""Exports and kills: whatever happens to the worker, there is one whole file or none, and nothing else on the disk (F-02)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from backend.db.bulk import insert_rows
from backend.db.tables.organization import Employer, Organization
from backend.db.tables.process import AuditEvent, Job
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.settings import settings
from backend.worker import Worker
from tests import outtake
from tests.conftest import Api, Cluster
from tests.faults.test_jobs import LEASE, finished, killed_when
from tests.town import id_of

EMPLOYERS = 6_000


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


async def employers(api: Api) -> None:
    """A long list, quickly."""
    async with api.database.transaction(EVERYTHING) as session:
        county = await session.get_one(Organization, id_of("qingxi"))
        for first in range(0, EMPLOYERS, 2000):
            rows = [
                {
                    "id": new_id(),
                    "name": f"单位{first + number}",
                    "initials": "",
                    "credit_code": None,
                    "territory_id": county.id,
                    "code": county.code,
                    "employees": number,
                    "women_employees": 0,
                    "contact_name": "",
                    "contact_phone": None,
                    "address": "",
                    "region_code": None,
                    "source": "manual",
                    "listed_on": date(2026, 1, 1),
                    "listings": {},
                    "created_at": datetime.now(UTC),
                    "version": 1,
                }
                for number in range(2000)
            ]
            await insert_rows(session, Employer, rows)


@pytest.mark.parametrize("written", [1, EMPLOYERS // 2])
async def test_killed_in_mid_file(api: Api, cluster: Cluster, written: int) -> None:
    """F-02: the file is made anew by the next worker, whole and once; the half one and its process are gone."""
    await employers(api)
    client = await api.as_("county_officer")
    job = (await outtake.ask(client, "employers", format="csv", columns=["name", "employees"])).json()

    async def reached() -> bool:
        async with api.database.transaction(EVERYTHING) as session:
            return (await session.get_one(Job, UUID(job["id"]))).done >= written

    await killed_when(api, cluster, reached)
    done = await finished(api, Worker(api.database, api.vault, lease=LEASE), job["id"])
    assert (done.state, done.attempts >= 2) == ("succeeded", True)
    export = (await client.get(f"/exports/{job['request']['export_id']}")).json()
    assert (export["state"], export["rows"]) == ("ready", EMPLOYERS)
    lines = (await outtake.taken(client, export)).text.splitlines()
    assert len(set(lines)) == len(lines) == EMPLOYERS + 1
    assert [path.is_file() for path in settings().file_directory.rglob("*") if path.is_file()] == [True]
    async with api.database.transaction(EVERYTHING) as session:
        made = await session.scalars(select(AuditEvent.event).where(AuditEvent.event == "export_made"))  # type: ignore[call-overload]
        assert made.all() == ["export_made"]
