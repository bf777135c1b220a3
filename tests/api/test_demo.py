"""The demo city: whole, consistent, and open to a newcomer (issue 2 section 1; architecture.md section 8)."""

import json
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pyotp
import pytest
from sqlalchemy import event, select

from backend.api.passwords import Passwords, accepted_step
from backend.db.crypto import Vault
from backend.db.data_keys import open_vault
from backend.db.files import FileStore
from backend.db.migrate import upgrade
from backend.db.records import draft_of
from backend.db.tables.account import UserAccount, UserCredential
from backend.db.tables.member import Member
from backend.demo import make
from backend.demo.making import SIZE
from backend.domain.access import EVERYTHING
from backend.domain.calendar import day_of
from backend.domain.member.rules import require_plausible
from tests.conftest import Cluster
from tests.money import require_sound

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MOST_STATEMENTS = 5_000
"""Some four thousand acts of officers are played by the product itself; one a member would be another six thousand."""


@dataclass
class Demo:
    """A database with the demo city in it."""

    url: str
    accounts: Path
    store: FileStore
    people: list[dict[str, Any]]
    statements: int
    cluster: Cluster

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows as the superuser sees them."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(question, values).fetchall()


@pytest.fixture(scope="module")
async def demo(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    name = "demo_city"
    accounts = tmp_path_factory.mktemp("demo") / "demo-accounts.json"
    cluster.server.create_database(name)
    upgrade(cluster.server.url("owner", name))
    database = cluster.database(name)
    try:
        vault = await open_vault(database, cluster.ring, now=NOW)
        store = FileStore(tmp_path_factory.mktemp("demo-files"))
        statements: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            statements.append(statement)

        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        await make(database, vault, cluster.ring, store, accounts=accounts, now=NOW)
        url = cluster.server.url("superuser", name)
        yield Demo(url, accounts, store, json.loads(accounts.read_text()), len(statements), cluster)
    finally:
        await database.close()
        cluster.server.drop_database(name)


async def test_is_quickly_made(demo: Demo) -> None:
    """`./dev run` is not kept waiting: the city is made in statements of many rows, thousands of people in hundreds."""
    assert demo.statements < MOST_STATEMENTS


async def test_has_what_a_newcomer_wants_to_see(demo: Demo) -> None:
    """ORG-01, ORG-02, ORG-10, ORG-22, MBR-01, MBR-02: something stands in every screen."""
    [counts] = demo.ask(
        """
        select (select count(*) from member), (select count(*) from organization where level = 2),
          (select count(*) from organization where level = 4), (select count(*) from line),
          (select count(*) from organization where line_id is not null),
          (select count(*) from employer where union_id is null), (select count(*) from officer),
          (select count(*) from member where status = 'submitted'),
          (select count(*) from transfer where status in ('submitted', 'requested', 'released')),
          (select count(*) from transfer where due_on < %s),
          (select count(*) from organization
            where level = 4 and term_started_on + term_years * interval '1 year' < %s + interval '6 months')
        """,
        day_of(NOW),
        day_of(NOW),
    )
    members, counties, unions, lines, on_lines, uncovered, officers, waiting, transfers, late, due = counts
    assert (members, counties, unions) == (SIZE.members, SIZE.counties, SIZE.unions)
    assert lines == 6
    assert min(on_lines, uncovered, waiting, transfers, due) >= 5
    assert officers > unions
    assert late >= 1


async def test_its_money_is_sound(demo: Demo, cluster: Cluster) -> None:
    """I1…I5, S1…S3: the books of aid and of the savings society are what cases, loans and months say."""
    database = cluster.database("demo_city")
    try:
        await require_sound(database)
    finally:
        await database.close()
    assert demo.ask("select state, count(*) from savings_loan group by state order by state") == [
        ("asked", 1),
        ("running", 1),
        ("settled", 1),
    ]


def _counts(demo: Demo, table: str, column: str) -> dict[str, int]:
    return dict(demo.ask(f"select {column}, count(*) from {table} group by 1"))


async def test_a_season_is_over_and_another_runs(demo: Demo) -> None:
    """AID-09, AID-12, AID-13, AID-28, FND-01 to 06: every screen of aid shows something in every state."""
    cases = _counts(demo, "aid_case", "status")
    assert set(cases) >= {
        *("draft", "unit_review", "notice", "unit_confirm", "township_review", "county_review"),
        *("approved", "paid", "archived", "rejected"),
    }
    assert _counts(demo, "aid_program", "status") == {"closed": 3, "open": 4}
    assert _counts(demo, "notice", "status").keys() == {"running", "concluded"}
    assert demo.ask("select count(*) > 0 from notice where status = 'running' and ends_at < %s", NOW) == [(True,)]
    assert demo.ask("select count(*) > 0 from notice where status = 'running' and ends_at > %s", NOW) == [(True,)]
    assert _counts(demo, "objection", "state") == {"open": 1, "dismissed": 3}
    assert set(_counts(demo, "visit", "status")) == {"planned", "done", "absent"}
    assert demo.ask("select count(*) > 5 from visit where payment_id is not null") == [(True,)]
    assert demo.ask("select count(*), count(ended_on) from pairing") == [(12, 3)]
    assert demo.ask("select count(*) from pairing_contact") == [(30,)]
    assert demo.ask("select count(*) from paper where withdrawn_at is not null") == [(3,)]
    assert set(_counts(demo, "paper", "kind")) == {"plan", "summary", "minutes", "photo", "rules"}
    assert demo.ask("select count(*) filter (where until is null) >= 18, count(until) > 0 from paper_keeper") == [
        (True, True)
    ]
    # AID-28: of each county one survey with its plan kept, one with a measure late, one without a plan yet.
    assert demo.ask("select done, measures, count(*) from needs_survey group by 1, 2 order by 1, 2") == [
        (0, 0, 3),
        (0, 2, 3),
        (2, 2, 3),
    ]
    # RPT-02: the list of the year and two of these weeks in each county, in time, late, sent back.
    assert _counts(demo, "duty", "subject") == {"other": 6} | dict.fromkeys(
        ("registers", "formation", "ledger", "by_election", "sports_entry", "aid", "may_day"), 3
    )
    assert demo.ask("select count(*) filter (where returned_at is not null) from duty_report") == [(5,)]
    assert demo.ask(
        "select count(*) > 0 from duty_report r join duty d on d.id = r.duty_id where r.reported_at > d.due_at"
    ) == [(True,)]
    assert _counts(demo, "aid_station", "kind") == {"center": 4, "station": 8, "point": 2}
    assert set(_counts(demo, "protection_claim", "status")) == {"draft", "submitted", "approved", "paid"}
    # AID-26: a winter with seats asked for, given, told and taken.
    assert _counts(demo, "return_trip", "state") == {"planned": 1, "confirmed": 1, "departed": 1, "arrived": 1}
    assert demo.ask("select count(*), count(distinct province) from trip_demand") == [(30, 7)]
    assert demo.ask("select count(*) > 0 from trip_demand where allotted between 1 and people - 1") == [(True,)]


async def test_its_money_came_and_went(demo: Demo) -> None:
    """FND-01, FND-02, FND-05, FND-06: funds of several sources, budgets down the tree, an expense, a line that the bank sent back, cash signed for."""
    assert {"treasury", "own", "donation", "union_above"} <= set(_counts(demo, "fund", "source"))
    assert set(_counts(demo, "voucher", "state")) == {"booked", "proposed", "refused"}
    assert set(_counts(demo, "voucher", "kind")) >= {"income", "hand_down", "expense", "purchase", "gift"}
    # FND-04: a store of what was bought and given, of which the next plan brings some to every door.
    assert demo.ask("select count(*), sum(there * price_fen) from goods_lot") == [(3, 4_236_000)]
    assert demo.ask("select count(*) from goods_lot where counted < counted_there") == [(1,)]
    assert demo.ask("select count(*) > 0 from visit where from_store_fen > 0 and status = 'planned'") == [(True,)]
    # FND-05: coal for fifty households is paid, and a smaller bill waits for its second officer.
    bills = demo.ask("select state, households, file_id is not null from voucher where kind = 'expense' order by state")
    assert bills == [("booked", 50, True), ("proposed", None, True)]
    assert demo.ask("select count(*) from fund where locked_through is not null") == [(1,)]
    # FND-02: a county's budget in force, its towns' from above, and an adjustment that waits for its second officer.
    assert _counts(demo, "budget_plan", "state")["in_force"] == 1
    assert _counts(demo, "budget_adjustment", "state") == {"booked": 2, "proposed": 1}
    given = "select sum(handed_fen) > 0, sum(handed_fen) = sum(received_fen) from budget_line"
    assert demo.ask(given) == [(True, True)]
    assert demo.ask("select state, lines from payment_batch") == [("done", 5)]
    ways = {
        (way, state): count for way, state, count in demo.ask("select way, state, count(*) from payment group by 1, 2")
    }
    assert ways["bank", "rejected"] == 1
    assert ways["bank", "paid"] == 4
    assert ways["cash", "paid"] == 11
    # Maker, checker and payer are three people, as everywhere.
    assert not demo.ask("select number from aid_case where payer_id in (maker_id, checker_id)")
    # In each account of aid what happened later stands later.
    assert not demo.ask(
        """
        select id from (
          select id, at, lag(at) over (partition by account order by number) as before from (
            select id, at, debit_id as account, debit_number as number from ledger_entry
            where kind in ('income', 'hand_down', 'expense', 'purchase', 'gift', 'reserve', 'pay')
            union all select id, at, credit_id, credit_number from ledger_entry
            where kind in ('income', 'hand_down', 'expense', 'purchase', 'gift', 'reserve', 'pay')
          ) side
        ) one where at < before
        """
    )


async def test_every_picture_it_names_is_there(demo: Demo) -> None:
    """FND-06, AID-13: signatures, photos and documents can be opened."""
    found = demo.ask("select id, sha256 from stored_file")
    assert len(found) >= 35
    for id, sha256 in found:
        assert demo.store.find(id, sha256).stat().st_size > 500


async def test_the_bank_is_there_to_be_reconciled(demo: Demo) -> None:
    """FND-02: each county's account with last month's statement, which holds against itself and is not all in the books."""
    found = demo.ask(
        "select count(*), bool_and(opening_fen + (select sum(amount_fen) from reconciliation_line l "
        "where l.reconciliation_id = r.id) = closing_fen), bool_and(lines - paired >= 4) from reconciliation r"
    )
    [(count, whole, some_left)] = found
    assert count >= SIZE.counties
    assert (whole, some_left) == (True, True)


async def test_intervals_nest(demo: Demo) -> None:
    """The whole-tree invariant: everything lies inside its parent, siblings do not touch (data.md section 1)."""
    assert demo.ask("select code, code_hi from organization where parent_id is null") == [(1, 2**62)]
    assert not demo.ask(
        "select c.name from organization c join organization p on p.id = c.parent_id "
        "where c.code <= p.code or c.code_hi > p.code_hi"
    )
    assert not demo.ask(
        "select a.name from organization a join organization b on a.parent_id = b.parent_id and a.id <> b.id "
        "where a.code between b.code and b.code_hi"
    )


@pytest.mark.parametrize("table", ["member", "membership", "member_event", "committee", "officer"])
async def test_rows_carry_the_place_of_their_union(demo: Demo, table: str) -> None:
    """What row security and the lists go by is right in every table (architecture.md section 4)."""
    assert not demo.ask(
        f"select x.id from {table} x join organization o on o.id = x.organization_id "
        "where (x.code, coalesce(x.line_code, 0)) <> (o.code, coalesce(o.line_code, 0))"
    )


async def test_counters_are_those_of_the_members(demo: Demo) -> None:
    """RPT-09: folded counters equal a live count."""
    assert not demo.ask(
        """
        select o.name from organization o
        left join (select organization_id, count(*) filter (where status in ('active', 'transfer_out_pending')) as m,
          count(*) filter (where status = 'retained') as r from member group by 1) live on live.organization_id = o.id
        left join organization_stat s on s.organization_id = o.id
        where (coalesce(live.m, 0), coalesce(live.r, 0)) <> (coalesce(s.members, 0), coalesce(s.retained, 0))
        """
    )
    assert demo.ask("select count(*) from organization_stat_delta") == [(0,)]


async def test_memberships_agree_with_states(demo: Demo) -> None:
    """MBR-02: at most one membership is open, and exactly those in the register have one."""
    assert not demo.ask(
        """
        select m.id from member m left join membership s on s.member_id = m.id and s.ended_on is null
        where (s.id is not null) <> (m.status in ('active', 'transfer_out_pending', 'retained'))
          or s.organization_id <> m.organization_id
        """
    )
    assert not demo.ask(
        "select id from member m where not exists (select from member_event e where e.member_id = m.id)"
    )


async def test_records_pass_the_rules_of_the_register(demo: Demo, cluster: Cluster) -> None:
    """MBR-01, MBR-05: what is sealed opens, and every record would be accepted if it were entered today."""
    database = cluster.database("demo_city")
    try:
        vault: Vault = await open_vault(database, cluster.ring, now=NOW)
        async with database.transaction(EVERYTHING) as session:
            for row in (await session.scalars(select(Member).limit(1000))).all():
                draft = draft_of(vault, row)
                require_plausible(draft, day_of(NOW))
                assert (draft.sex, draft.born_on) == (row.sex, row.born_on)
                assert row.id_number_index == vault.blind_index("member.id_number", draft.id_number)
    finally:
        await database.close()


async def test_accounts_open(demo: Demo, cluster: Cluster) -> None:
    """ROL-01, ROL-02: a person for every duty, whose password and one-time code are right, without a change due."""
    assert stat.S_IMODE(demo.accounts.stat().st_mode) == 0o600
    assert {"何静", "杜衡", "田野"} <= {person["name"] for person in demo.people}
    assert {person["role"] for person in demo.people} == {
        *("干事", "主席", "财务", "经审", "系统管理员", "安全管理员", "审计管理员", "数据对接"),
    }
    assert sum(person["role"] == "安全管理员" for person in demo.people) == 2
    database, hashing = cluster.database("demo_city"), Passwords()
    try:
        vault = await open_vault(database, cluster.ring, now=NOW)
        async with database.transaction(EVERYTHING) as session:
            for person in demo.people:
                user = (await session.scalars(select(UserAccount).where(UserAccount.login == person["login"]))).one()
                secrets = await session.get_one(UserCredential, user.id)
                assert (await hashing.verify(secrets.password_hash, person["password"])).matches
                secret = vault.open(secrets.totp_secret or b"", "user_credential", "totp_secret", user.id)
                code = pyotp.TOTP(person["totp_secret"]).at(NOW)
                assert accepted_step(secret, code, now=NOW, last_step=None) is not None
                assert (user.status, user.must_change_password, user.totp_enabled) == ("active", False, True)
    finally:
        hashing.close()
        await database.close()


async def test_is_the_same_every_time(cluster: Cluster) -> None:
    """One seed, one city: what was seen in a demo yesterday is found again today."""
    from backend.demo.city import plan
    from backend.demo.making import SEED, SIZE

    first, second = (plan(SIZE, seed=SEED, today=day_of(NOW)) for _ in range(2))
    assert [(node.id, node.name, node.place) for node in first.nodes] == [
        (node.id, node.name, node.place) for node in second.nodes
    ]
