"""Jobs: seen by whom they belong to, done with the rights of the moment, cancelled, followed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from sqlalchemy import update

from backend.api.imports.members import Members
from backend.api.jobs import Kind, Run
from backend.db.tables.account import RoleGrant
from backend.db.tables.member import Member
from backend.domain.access import EVERYTHING, Permission
from backend.domain.job import JobPhase
from backend.settings import settings
from backend.worker import KINDS, Worker
from tests import intake, workbooks
from tests.conftest import Api
from tests.faults.test_jobs import count
from tests.town import ABSENT, BY_KEY


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


ROSTER = workbooks.xlsx(workbooks.people(5))


async def test_a_job_is_its_askers_alone(api: Api, worker: Worker) -> None:
    """ROL-03: another's job is as absent as one that never was, for the officer above too."""
    chair = await api.as_("union_chair")
    job = await intake.ask_check(chair, ROSTER)
    assert job["state"] == "queued"
    assert job["progress"]["message"] == JobPhase.WAITING.zh
    assert (await chair.get(f"/jobs/{job['id']}")).headers["retry-after"] == "1"
    assert [item["id"] for item in (await chair.get("/jobs")).json()["items"]] == [job["id"]]
    for key in ("county_officer", "sibling_chair"):
        other = await api.as_(key)
        assert (await other.get("/jobs")).json()["items"] == []
        for id in (job["id"], ABSENT):
            assert (await other.get(f"/jobs/{id}")).status_code == 404
            assert (await other.get(f"/jobs/{id}/events")).status_code == 404
            assert (await other.delete(f"/jobs/{id}")).status_code == 404


async def test_how_a_job_ended_is_news_until_it_is_looked_at(api: Api, worker: Worker) -> None:
    """Issue 3 section 1, being told: kept with the job, so that another device and a later sign-in know the same."""
    chair, elsewhere = await api.as_("union_chair"), await api.as_("union_chair")
    job = await intake.ask_check(chair, ROSTER)

    async def news(client: httpx.AsyncClient) -> list[tuple[str, str]]:
        told = (await client.get("/jobs", params={"unseen": True})).json()["items"]
        return [(item["id"], item["state"]) for item in told]

    async def look(client: httpx.AsyncClient) -> None:
        answer = await client.post("/jobs/looks", json={"ids": [job["id"], str(ABSENT)]})
        assert (answer.status_code, answer.content) == (204, b"")

    await look(chair)
    assert await news(chair) == [(job["id"], "queued")], "what goes on is not looked at yet"
    await intake.work_off(worker)
    assert await news(elsewhere) == [(job["id"], "succeeded")]
    await look(await api.as_("county_officer"))
    assert len(await news(chair)) == 1, "nobody else looks in their place"
    await look(chair)
    assert await news(chair) == await news(elsewhere) == []
    seen = (await elsewhere.get("/jobs")).json()["items"][0]["seen_at"]
    assert seen is not None
    await look(elsewhere)
    assert (await chair.get(f"/jobs/{job['id']}")).json()["seen_at"] == seen


async def test_cancel_before_it_begins(api: Api, worker: Worker) -> None:
    """api.md, Jobs: a waiting job ends at once; the roster says so; nothing more can be cancelled."""
    chair = await api.as_("union_chair")
    job = await intake.ask_check(chair, ROSTER)
    cancelled = await chair.delete(f"/jobs/{job['id']}")
    assert cancelled.json()["state"] == "cancelled"
    assert not await worker.step()
    again = await chair.delete(f"/jobs/{job['id']}")
    assert (again.status_code, again.json()["code"]) == (409, "job_ended")
    assert (await intake.import_of(chair, job))["state"] == "failed"


async def test_cancel_while_it_runs(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """api.md, Jobs: whole batches stay, the rest waits, and the commit may be asked for again."""
    from backend.api.imports import committing

    monkeypatch.setattr(Members, "batch", 10)
    monkeypatch.setattr(Members, "hands", 1)
    monkeypatch.setattr("backend.api.jobs.REPORT_EVERY", 0.0)
    chair = await api.as_("union_chair")
    roster = await intake.checked(chair, worker, workbooks.xlsx(workbooks.people(50)))
    job = await intake.ask_commit(chair, roster)
    commit = committing._commit_batch
    seen = 0

    async def cancelling(*arguments: Any) -> int:
        nonlocal seen
        seen += 1
        if seen == 3:
            await chair.delete(f"/jobs/{job['id']}")
        return await commit(*arguments)

    monkeypatch.setattr(committing, "_commit_batch", cancelling)
    await intake.work_off(worker)
    done = (await chair.get(f"/jobs/{job['id']}")).json()
    assert (done["state"], done["problem"]["code"]) == ("cancelled", "job_cancelled")
    assert await count(api.database, Member) == 30
    roster = await intake.import_of(chair, job)
    assert (roster["state"], roster["counts"]["imported"], roster["counts"]["new"]) == ("committed", 30, 20)
    roster = await intake.committed(chair, worker, roster)
    assert roster["counts"]["imported"] == 50


async def test_rights_are_those_of_the_moment(api: Api, worker: Worker) -> None:
    """trust.md 8.3.2, 8.3.3: a grant taken away between asking and doing; nothing is written."""
    chair = await api.as_("union_chair")
    roster = await intake.checked(chair, worker, ROSTER)
    job = await intake.ask_commit(chair, roster)
    async with api.database.transaction(EVERYTHING) as session:
        whose = RoleGrant.user_id == BY_KEY["union_chair"].id
        await session.execute(update(RoleGrant).where(whose).values(status="ended"))  # type: ignore[arg-type]
    await intake.work_off(worker)
    done = (await chair.get(f"/jobs/{job['id']}")).json()
    assert (done["state"], done["problem"]["code"]) == ("failed", "forbidden")
    assert await count(api.database, Member) == 0


async def test_a_defect_is_told_without_its_inside(api: Api) -> None:
    """api.md, Jobs: a job either finishes or says why not, and never how the code looks."""

    async def broken(run: Run) -> dict[str, Any]:
        raise ZeroDivisionError("secret 110105194912310021")

    chair = await api.as_("union_chair")
    job = await intake.ask_check(chair, ROSTER)
    kinds = {"import_check": Kind(Permission.MEMBER_IMPORT, broken)}
    await Worker(api.database, api.vault, kinds=kinds).step()
    answer = await chair.get(f"/jobs/{job['id']}")
    assert answer.json()["problem"]["code"] == "unexpected"
    assert "secret" not in answer.text


async def test_events_until_the_end(api: Api, worker: Worker) -> None:
    """api.md, Jobs: events by SSE; the last one is final."""
    chair = await api.as_("union_chair")
    job = await intake.ask_check(chair, ROSTER)
    await intake.work_off(worker)
    answer = await chair.get(f"/jobs/{job['id']}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
    assert orjson.loads(events[-1])["state"] == "succeeded"
    assert orjson.loads(events[-1])["result"]["counts"]["new"] == 5


async def test_english(api: Api, worker: Worker) -> None:
    """api.md, Errors: phases and problems in the reader's language."""
    chair = await api.as_("union_chair", **{"Accept-Language": "en"})
    job = await intake.ask_check(chair, "姓名,身份证号\n".encode(), name="x.csv")
    assert job["progress"]["message"] == JobPhase.WAITING.en
    await intake.work_off(worker)
    done = (await chair.get(f"/jobs/{job['id']}")).json()
    assert done["problem"]["detail"].startswith("There is no row to be read")


def test_every_kind_has_a_permission() -> None:
    """ROL-01: the table of kinds is whole."""
    assert {name: str(kind.permission) for name, kind in KINDS.items()} == {
        "import_check": "member:import",
        "import_commit": "member:import",
        "import_correct": "member:import",
        "import_undo": "member:import",
        "aid_policy_try": "aid:policy",
        "statistic_recount": "statistic:recount",
        "payment_batch_confirm": "fund:pay",
        "member_batch_check": "member:edit",
        "member_batch_carry_out": "member:edit",
        "export_whole": "export:unmask",
        "export_evidence": "aid:reveal",
        "export_members": "member:read",
        "export_organizations": "organization:read",
        "export_papers": "organization:read",
        "export_employers": "employer:read",
        "export_officers": "officer:read",
        "export_terms_due": "committee:read",
        "export_vacancies": "officer:read",
        "export_urges": "urge:read",
        "export_households": "aid:read",
        **dict.fromkeys(("export_aid_programs", "export_aid_applications", "export_aid_cases"), "aid:read"),
        **dict.fromkeys(("export_notices", "export_pairings", "export_visit_plans", "export_visits"), "aid:read"),
        **dict.fromkeys(("export_trip_demands", "export_return_trips"), "aid:read"),
        "export_needs_surveys": "aid:read",
        "export_aid_stations": "aid:read",
        **dict.fromkeys(("export_notice_candidates", "export_objections"), "aid:edit"),
        **dict.fromkeys(("export_funds", "export_vouchers", "export_ledger_entries"), "fund:read"),
        "export_budget_lines": "fund:read",
        "export_goods_lots": "fund:read",
        "export_remittances": "fund:read",
        **dict.fromkeys(("export_payment_batches", "export_payments"), "fund:read"),
        **dict.fromkeys(("export_protection_plans", "export_protection_enrolments"), "aid:read"),
        **dict.fromkeys(("export_protection_covers", "export_protection_claims"), "aid:read"),
        **dict.fromkeys(("export_savings_societies", "export_savers"), "savings:read"),
        **dict.fromkeys(("export_savings_loans", "export_savings_entries"), "savings:read"),
        **dict.fromkeys(("export_published_paid", "export_sample_cases"), "aid:examine"),
        "export_duty_unions": "report:read",
        "export_grants": "grant:read",
        "export_transfers": "member:read",
        "export_users": "user:read",
        "export_audit": "audit:read",
    }
