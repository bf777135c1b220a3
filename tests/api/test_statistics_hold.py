"""The counters hold after whatever is done to the register: a city worked on at random, recounted after every act."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db import months, statistic
from backend.db.migrate import downgrade, upgrade
from backend.db.tables.statistic import INFLOWS, OUTFLOWS
from backend.domain.access import EVERYTHING
from backend.settings import settings
from backend.worker import Worker
from tests import intake, workbooks
from tests.conftest import Api, Cluster
from tests.people import enter, join, once, seen, step
from tests.town import id_of, today

UNIONS = ("textile", "weaving", "hospital", "walking_street", "cement", "electronics", "school", "logistics")
ACTS = 45


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files of this test lie in a folder of its own."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


class Office:
    """Somebody at the city who does something at random."""

    def __init__(self, api: Api, client: httpx.AsyncClient, chance: Random) -> None:
        self.api, self.client, self.chance = api, client, chance
        self.did: list[str] = []

    async def act(self) -> None:
        """One act; it may be refused, which must count nothing either."""
        acts = [self.joins, self.joins, self.applies, self.leaves, self.retains, self.transfers, self.edits, self.edits]
        acts += [self.moves, self.merges, self.dissolves, self.founds, self.hangs_on_a_line, self.cards, self.appoints]
        chosen = self.chance.choice(acts)
        self.did.append(chosen.__name__)
        await chosen()

    async def joins(self) -> None:
        answer = await self._enter()
        if answer is not None:
            await step(self.client, answer, "approve")

    async def applies(self) -> None:
        await self._enter()

    async def _enter(self) -> dict[str, Any] | None:
        union = await self._union()
        if union is None:
            return None
        chance = self.chance
        more = {
            "education": chance.choice(("bachelor", "college", None)),
            "politics": chance.choice(("cpc", "masses", None)),
            "migrant": chance.random() < 0.5,
            "new_employment": chance.choice(("courier", None)),
        }
        return await enter(self.client, "王小军", union, **{k: v for k, v in more.items() if v is not None})

    async def _union(self) -> str | None:
        living = []
        for key in UNIONS:
            found = (await self.client.get(f"/organizations/{id_of(key)}")).json()
            if found["status"] == "active":
                living.append(key)
        return self.chance.choice(living) if living else None

    async def _member(self, *statuses: str) -> dict[str, Any] | None:
        found = await self.client.get("/members", params={"status": ",".join(statuses), "limit": 500})
        items = found.json()["items"]
        return self.chance.choice(items) if items else None

    async def leaves(self) -> None:
        member = await self._member("active", "retained")
        if member:
            chosen = self.chance.choice(("withdraw", "expel", "record_death", "auto_withdraw"))
            await step(self.client, member, chosen, reason="本人申请", on=today().isoformat())

    async def retains(self) -> None:
        member = await self._member("active", "retained")
        if member:
            if member["status"] == "retained":
                await step(self.client, member, "resume", on=today().isoformat())
            else:
                await step(self.client, member, "retain", retain_reason="retired", on=today().isoformat())

    async def transfers(self) -> None:
        member = await self._member("active")
        to = await self._union()
        if member is None or to is None:
            return
        body = {"form": "push", "member_id": member["id"], "to_organization_id": str(id_of(to)), "note": ""}
        made = await self.client.post("/transfers", json=body, headers=once())
        if made.status_code == 201 and self.chance.random() < 0.8:
            transfer = made.json()
            await self.client.post(
                f"/transfers/{transfer['id']}/steps",
                json={"step": self.chance.choice(("accept", "accept", "cancel"))},
                headers=seen(transfer),
            )

    async def edits(self) -> None:
        member = await self._member("active", "retained", "submitted")
        if member:
            change = self.chance.choice(
                (
                    {"education": self.chance.choice(("master", None))},
                    {"dispatched": self.chance.random() < 0.5, "hardship": True},
                    {"kind": "migrant", "migrant": True},
                    {"organization_id": str(id_of(self.chance.choice(("textile", "weaving", "dyeing"))))},
                )
            )
            await self.client.patch(f"/members/{member['id']}", json=change, headers=seen(member))

    async def cards(self) -> None:
        member = await self._member("active")
        if member:
            await self.client.patch(
                f"/members/{member['id']}", json={"card_issued_on": today().isoformat()}, headers=seen(member)
            )

    async def _step_union(self, key: str, **body: Any) -> None:
        seen_ = await self.client.get(f"/organizations/{id_of(key)}")
        await self.client.post(
            f"/organizations/{id_of(key)}/steps",
            json={"effective_on": today().isoformat(), **body},
            headers={"If-Match": seen_.headers["etag"]},
        )

    async def moves(self) -> None:
        """A township to another county, or a union to another township."""
        what, where = self.chance.choice(
            (
                ("baishi", ("qingxi", "nanhe", "dongshan")),
                ("hekou", ("nanhe", "qingxi")),
                ("hospital", ("baishi", "hekou")),
            )
        )
        await self._step_union(what, step="move", parent_id=str(id_of(self.chance.choice(where))))

    async def merges(self) -> None:
        one, other = self.chance.sample(("walking_street", "cement", "logistics", "electronics"), 2)
        await self._step_union(one, step="merge", into_id=str(id_of(other)))

    async def dissolves(self) -> None:
        one, other = self.chance.sample(("walking_street", "cement", "logistics"), 2)
        await self._step_union(one, step="dissolve", members_to_id=str(id_of(other)))

    async def founds(self) -> None:
        body = {
            "parent_id": str(id_of(self.chance.choice(("chengguan", "hekou", "baishi")))),
            "kind": self.chance.choice(("base_union", "joint_union")),
            "name": f"新建{len(self.did)}厂工会",
            "established_on": today().isoformat(),
            "employees": self.chance.randrange(200),
        }
        await self.client.post("/organizations", json=body, headers=once())

    async def hangs_on_a_line(self) -> None:
        key = self.chance.choice(("school", "hospital", "textile"))
        seen_ = await self.client.get(f"/organizations/{id_of(key)}")
        line = self.chance.choice((str(id_of("line:education")), None))
        await self.client.patch(
            f"/organizations/{id_of(key)}",
            json={"line_id": line, "employees": self.chance.randrange(300)},
            headers={"If-Match": seen_.headers["etag"]},
        )

    async def appoints(self) -> None:
        """An employer comes, is covered and closes; somebody is elected."""
        added = await self.client.post(
            "/employers",
            json={
                "name": f"某{len(self.did)}公司",
                "territory_id": str(id_of("chengguan")),
                "employees": self.chance.randrange(60),
            },
            headers=once(),
        )
        if added.status_code == 201 and self.chance.random() < 0.7:
            body: dict[str, Any] = {"step": "cover", "union_id": str(id_of("textile")), "on": today().isoformat()}
            if self.chance.random() < 0.3:
                body = {"step": "close", "on": today().isoformat()}
            made = added.json()
            await self.client.post(f"/employers/{made['id']}/steps", json=body, headers=seen(made))
        await self.client.post(
            "/officers",
            json={
                "organization_id": str(id_of(self.chance.choice(("textile", "cement", "school")))),
                "name": "王干部",
                "sex": "female",
                "post": self.chance.choice(("vice_chair", "chair", "women_director")),
                "form": self.chance.choice(("full_time", "part_time")),
                "started_on": today().isoformat(),
                "term_number": 1,
            },
            headers=once(),
        )


async def everything_holds(api: Api, did: list[str]) -> None:
    """Each cell of each union is what there is; each node is the sum of what lies below it; the register is what came
    less what went."""
    async with api.database.transaction(EVERYTHING) as session:
        assert await statistic.recount(session) == [], did
        balance = await session.execute(
            text(
                f"""
                with every as (
                  select t.organization_id, {", ".join(f"t.{cell}" for cell in (*INFLOWS, *OUTFLOWS))},
                    t.members + t.status_retained as here from organization_tally t
                  union all
                  select d.organization_id, {", ".join(f"coalesce(d.{cell}, 0)" for cell in (*INFLOWS, *OUTFLOWS))},
                    coalesce(d.members, 0) + coalesce(d.status_retained, 0) from organization_tally_delta d
                )
                select organization_id, sum(here), sum({" + ".join(INFLOWS)}) - sum({" + ".join(OUTFLOWS)})
                from every group by 1
                having sum(here) <> sum({" + ".join(INFLOWS)}) - sum({" + ".join(OUTFLOWS)})
                """
            )
        )
        assert balance.all() == [], did
        misplaced = await session.execute(
            text(
                "select 1 from organization_tally t join organization o on o.id = t.organization_id "
                "where (t.code, coalesce(t.line_code, 0)) is distinct from (o.code, coalesce(o.line_code, 0))"
            )
        )
        assert misplaced.all() == [], did


async def nodes_hold(api: Api) -> None:
    """At every height and in both trees, what is said over HTTP is a count of the rows below."""
    client = await api.as_("city_officer")
    for key in ("city", "qingxi", "nanhe", "chengguan", "baishi", "textile", "weaving"):
        for dataset, measure, sql in (
            (
                "members",
                "members",
                "select count(*) from member x join organization o on o.id = x.organization_id "
                "where o.code between :low and :high and x.status in ('active', 'transfer_out_pending')",
            ),
            (
                "coverage",
                "covered",
                "select count(*) from employer x join organization o on o.id = x.union_id "
                "where o.code between :low and :high and x.closed_on is null",
            ),
            (
                "unions",
                "organizations",
                "select count(*) from organization o where o.code between :low and :high and o.status = 'active'",
            ),
            (
                "officers",
                "officers",
                "select count(*) from officer x join organization o on o.id = x.organization_id "
                "where o.code between :low and :high and x.ended_on is null",
            ),
        ):
            answer = await client.get(
                f"/stats/datasets/{dataset}", params={"org_id": str(id_of(key)), "measures": measure}
            )
            async with api.database.transaction(EVERYTHING) as session:
                place = (
                    await session.execute(
                        text("select code as low, code_hi as high from organization where id = :id"), {"id": id_of(key)}
                    )
                ).one()
                counted = (await session.execute(text(sql), dict(place._mapping))).scalar_one()
            assert answer.json()["items"][0]["value"] == counted, (key, measure)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whatever_is_done_the_counters_are_the_register(api: Api, seed: int) -> None:
    """Issue 3 section 3: joining, leaving, transferring, moving a township, merging, dissolving, editing, hanging on
    another line; folded or not at any moment."""
    chance = Random(seed)
    office = Office(api, await api.as_("city_officer"), chance)
    for union in UNIONS:
        await join(office.client, "王小军", union)
    for _ in range(ACTS):
        await office.act()
        if chance.random() < 0.3:
            async with api.database.transaction(EVERYTHING) as session:
                await statistic.fold(session)
        await everything_holds(api, office.did)
    await nodes_hold(api)
    async with api.database.transaction(EVERYTHING) as session:
        await months.close_months(session, date(today().year + 1, 2, 1), at=datetime.now(UTC))
        kept = await session.execute(
            text(
                "select m.members, (select sum(t.members) from organization_tally t where t.code between o.code and o.code_hi)"
                " from organization_month m join organization o on o.id = m.organization_id"
            )
        )
        assert all(one == other for one, other in kept.all())


async def test_a_roster_is_counted_like_everything_else(api: Api) -> None:
    """A hundred people at once, through the road of the page."""
    client, worker = await api.as_("county_officer"), Worker(api.database, api.vault)
    roster = await intake.checked(client, worker, workbooks.xlsx(workbooks.people(100)))
    await intake.committed(client, worker, roster)
    await everything_holds(api, ["roster"])
    answer = await client.get("/stats/datasets/member_changes", params={"measures": "imported,joined"})
    assert [item["value"] for item in answer.json()["items"]] == [100, 0]


async def test_a_city_that_has_people_already_is_counted_when_the_counters_come(api: Api, cluster: Cluster) -> None:
    """The migration begins with what is there: nobody must register again to be counted."""
    client = await api.as_("city_officer")
    await join(client, "王小军", "textile", education="college")
    await join(client, "李小军", "school", new_employment="courier")
    url = cluster.server.url("owner", api.database.engine.url.database or "")
    await api.database.close()
    await asyncio.to_thread(downgrade, url, "register")
    await asyncio.to_thread(upgrade, url)
    async with api.database.transaction(EVERYTHING) as session:
        assert await statistic.recount(session) == []
        counted = await session.execute(
            text("select sum(members), sum(education_college), sum(new_employment_courier) from organization_tally")
        )
        assert counted.all() == [(2, 1, 1)]


async def test_a_counter_that_is_wrong_is_found_and_mended(api: Api) -> None:
    """The recount can fail, or it would prove nothing."""
    await join(await api.as_("county_officer"))
    async with api.database.transaction(EVERYTHING) as session:
        await statistic.fold(session)
        await session.execute(
            text("update organization_tally set members = members + 1 where organization_id = :id"),
            {"id": id_of("textile")},
        )
        union, township = await statistic.recount(session)
        assert (union.organization_id, union.cell, union.kept, union.counted) == (id_of("textile"), "members", 2, 1)
        # The sum of the township no longer is that of its unions either.
        assert (township.organization_id, township.kept, township.counted) == (id_of("chengguan"), 1, 2)
        await statistic.mend(session)
        assert await statistic.recount(session) == []
