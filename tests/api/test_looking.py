"""Looks at lists: their own way to the database keeps every promise of the general one."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import BigInteger, Text, bindparam, func, select, text
from sqlalchemy.exc import DBAPIError

from backend.api import tokens
from backend.db.session import Database
from backend.db.statements import Statement
from backend.db.tables.organization import Organization
from backend.domain.access import EVERYTHING, Scope
from tests.conftest import Api
from tests.people import join
from tests.town import id_of

org: Any = Organization.__table__  # type: ignore[attr-defined]
COUNT = Statement(select(func.count()).select_from(org))
SLEEP = Statement(select(func.pg_sleep(bindparam("seconds"))))
NUMBER = Statement(select(func.length(bindparam("word", type_=Text())) / bindparam("by", type_=BigInteger())))


async def test_a_look_sees_its_scope_and_the_next_one_its_own(database: Database) -> None:
    """trust.md section 0 rows 1 and 2: on a connection that served another scope before."""
    small = Database(database.engine.url.render_as_string(hide_password=False), pool_size=1)
    try:
        seen = []
        for scope in (EVERYTHING, Scope(), EVERYTHING, Scope(low=1, high=0)):
            async with small.reading(scope) as reader:
                seen.append(await reader.value(COUNT()))
        async with small.transaction(Scope()) as session:
            seen.append(await session.scalar(COUNT.select))
        assert seen[0] == seen[2] > 0
        assert seen[1] == seen[3] == seen[4] == 0
    finally:
        await small.close()


async def test_a_look_writes_nothing(database: Database) -> None:
    """DECISIONS 18: PostgreSQL itself refuses, whatever the statement."""
    to_write = Statement(select(org.c.id).with_for_update())
    with pytest.raises(DBAPIError) as refused:
        async with database.reading(EVERYTHING) as reader:
            await reader.value(to_write())
    assert type(refused.value.orig.__cause__).__name__ == "ReadOnlySQLTransactionError"  # type: ignore[union-attr]


async def test_what_ends_a_look_leaves_no_transaction_behind(database: Database) -> None:
    """A refused statement, a client that has gone, an exception of ours: the next one starts afresh."""
    small = Database(database.engine.url.render_as_string(hide_password=False), pool_size=1)

    async def sleep() -> None:
        async with small.reading(EVERYTHING) as reader:
            await reader.value(SLEEP(seconds=30))

    try:
        with pytest.raises(DBAPIError):
            async with small.reading(EVERYTHING) as reader:
                await reader.value(NUMBER(word="a", by=0))
        with pytest.raises(TypeError):
            async with small.reading(EVERYTHING) as reader:
                int(await reader.value(COUNT()), "not a base")  # type: ignore[call-overload]
        gone = asyncio.create_task(sleep())
        await asyncio.sleep(0.3)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        for _ in range(3):
            async with small.reading(Scope()) as reader:
                assert await reader.value(COUNT()) == 0
            async with small.transaction(EVERYTHING) as session:
                assert await session.scalar(text("select count(*) from organization")) > 0
    finally:
        await small.close()


async def test_a_killed_connection_is_a_503_and_the_next_one_is_new(api: Api) -> None:
    """trust.md F-11: what the driver says is told as a session would tell it."""
    client = await api.as_("county_officer")
    assert (await client.get("/members")).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = user and pid <> pg_backend_pid()"
            )
        )
    answers = [await client.get("/members") for _ in range(12)]
    assert {answer.status_code for answer in answers} <= {200, 503}
    assert answers[-1].status_code == 200
    for answer in answers:
        if answer.status_code == 503:
            assert answer.json()["code"] == "unavailable"


async def test_what_is_asked_wrongly_is_refused_as_anywhere(api: Api) -> None:
    """api.md: unknown parameters with the nearest name, values by their field, the caller before the query."""
    client = await api.as_("county_officer")
    for query, status, code in (
        ({"statsu": "active"}, 400, "unknown_parameter"),
        ({"limit": "0"}, 422, "greater_than_equal"),
        ({"limit": "many"}, 422, "int_parsing"),
        ({"status": "active,asleep"}, 422, "enum"),
        ({"joined_on[gte]": "2026-02-30"}, 422, None),
        ({"cursor": "abc"}, 400, "cursor_invalid"),
    ):
        answer = await client.get("/members", params=query)
        assert answer.status_code == status, (query, answer.text)
        assert code in (None, answer.json()["code"]), answer.text
    assert "status" in (await client.get("/members", params={"statsu": "x"})).json()["detail"]
    assert (await api.anonymous().get("/members", params={"limit": "0"})).status_code == 401
    wrong = await client.get("/members", headers={"Unionhome-Scope": "here"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/Unionhome-Scope")
    foreign = await client.get("/members", headers={"Unionhome-Scope": str(id_of("nanhe"))})
    assert foreign.status_code == 403


async def test_filters_of_several_values(api: Api) -> None:
    """api.md Filters: `a,b` and the repeated parameter are one thing; an empty one is no filter."""
    client = await api.as_("county_officer")
    await join(client, "张建国")
    for query in ("status=active,draft", "status=active&status=draft", "status=", "status=,active"):
        answer = await client.get(f"/members?{query}")
        assert [item["name"] for item in answer.json()["items"]] == ["张建国"], query


async def test_moments_are_local(api: Api) -> None:
    """api.md Time: stored UTC, sent +08:00."""
    client = await api.as_("county_officer")
    await join(client, "张建国")
    [item] = (await client.get("/members")).json()["items"]
    assert item["created_at"].endswith("+08:00")
    assert item["updated_at"].endswith("+08:00")


async def test_a_token_is_judged_anew_however_often_it_was_seen(api: Api) -> None:
    """trust.md 2.1: its text is remembered, its time and its key are not taken for granted."""
    from datetime import UTC, datetime, timedelta
    from uuid import uuid4

    from backend.domain.refusals import Unauthenticated

    now = datetime.now(UTC)
    token = tokens.issue(api.ring, use=tokens.Use.ACCESS, user_id=uuid4(), session_id=uuid4(), now=now)
    for _ in range(3):
        assert tokens.verify(api.ring, token, use=tokens.Use.ACCESS, now=now).use is tokens.Use.ACCESS
    with pytest.raises(Unauthenticated):
        tokens.verify(api.ring, token, use=tokens.Use.CONFIRMED, now=now)
    with pytest.raises(Unauthenticated):
        tokens.verify(api.ring, token, use=tokens.Use.ACCESS, now=now + timedelta(minutes=11))
    with pytest.raises(Unauthenticated):
        tokens.verify(api.ring, token[:-4] + "AAAA", use=tokens.Use.ACCESS, now=now)
