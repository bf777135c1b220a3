"""A-07, ASVS 6.3.8: who is there and who is not cannot be told by text, by code or by time.

Times on a shared machine prove little in a test, so the work is counted: hashes computed, and statements sent, in their
order. Equal work and equal answers are equal times; `python -m tests.bench.timing` prints the real distributions.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import argon2
import httpx
import pytest

from backend.domain.member.register import ELSEWHERE_A_DAY
from tests.api.test_access_matrix import OPERATIONS, call, confirmed
from tests.api.test_sign_in import browser, give_password, rows, sign_in
from tests.api.test_transfers import pull
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import draft, id_number, join, once
from tests.town import ABSENT, id_of

VARIES = ("request_id", "instance")


@pytest.fixture
def work(api: Api, queries: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`with work() as done:` — the statements sent, by their text, and a "hash" for each hash computed."""
    real = argon2.PasswordHasher.verify

    @contextmanager
    def counted() -> Iterator[list[str]]:
        done: list[str] = []

        def verify(self: Any, *given: Any) -> bool:
            done.append("hash")
            return real(self, *given)

        with monkeypatch.context() as patch, queries(at_most=60) as statements:
            patch.setattr(argon2.PasswordHasher, "verify", verify)
            yield done
        done += [re.sub(r"\s+", " ", statement) for statement in statements]

    return counted


def shown(answer: httpx.Response) -> tuple[Any, ...]:
    """What the asker can see of an answer; ids of requests differ anyway."""
    body = answer.json()
    headers = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, {k: v for k, v in body.items() if k not in VARIES}, headers


async def test_every_failed_sign_in_is_the_same_work(api: Api, work: Any) -> None:
    """An unknown name; a wrong password with and without a second factor; accounts disabled, waiting, overdue."""
    people = {
        "unknown": ("nobody_here", "wrong"),
        "wrong password": ("county_officer", "wrong"),
        "wrong password, second factor": ("county_chair", "wrong"),
        "disabled, right password": ("county_finance", "Correct-Horse-9-Battery"),
        "waiting": ("city_chair", "wrong"),
        "overdue": ("county_auditor", "wrong"),
        "longer than any password": ("city_officer", "x" * 200),
        "no password yet": ("township_officer", "wrong"),
    }
    for person in ("county_officer", "county_chair", "county_finance", "city_chair", "city_officer"):
        await give_password(api, person, "Correct-Horse-9-Battery")
    await give_password(api, "county_auditor", until=datetime(2020, 1, 1, tzinfo=UTC))
    await rows(api, "update user_account set totp_enabled = true where login = 'county_chair' returning 1")
    await rows(api, "update user_account set status = 'disabled' where login = 'county_finance' returning 1")
    await rows(api, "update user_account set status = 'pending' where login = 'city_chair' returning 1")
    # The first request of an application also prepares it.
    await sign_in(browser(api), "somebody_else", "wrong")
    seen = {}
    for name, (person, password) in people.items():
        await rows(api, "update sign_in_attempt set address = 'elsewhere' returning 1")
        with work() as done:
            answer = await sign_in(browser(api), person, password)
        seen[name] = (done, shown(answer))
    assert seen["unknown"][0].count("hash") == 1
    for name, (done, answer) in seen.items():
        assert answer == seen["unknown"][1], name
        assert done == seen["unknown"][0], name


async def test_a_locked_name_is_the_same_work_whether_it_exists(api: Api, work: Any) -> None:
    """Neither is hashed, both are told to wait, for the same reason."""
    await give_password(api, "county_officer")
    seen = []
    for person in ("nobody_here", "county_officer"):
        for _ in range(5):
            await sign_in(browser(api), person, "wrong")
            await rows(api, "update sign_in_attempt set address = 'elsewhere' returning 1")
        with work() as done:
            answer = await sign_in(browser(api), person, "wrong")
        status, body, headers = shown(answer)
        assert (status, body["code"]) == (429, "sign_in_locked")
        wait = body["facts"].pop("retry_after")
        body.pop("detail")
        headers = {name: value for name, value in headers.items() if name not in ("retry-after", "content-length")}
        assert 890 <= wait <= 900
        seen.append((done, body, headers))
    for unknown, known in zip(*seen, strict=True):
        assert unknown == known
    assert "hash" not in seen[0][0]


READ_BY_ID = sorted(
    name
    for name, row in OPERATIONS.items()
    if row.object in ("organization", "employer", "member", "officer", "committee", "user", "grant")
)


@pytest.mark.parametrize("name", READ_BY_ID)
async def test_a_foreign_thing_is_the_same_work_as_an_absent_one(api: Api, work: Any, name: str) -> None:
    """A-01, A-07: one answer, and one list of statements, for what lies elsewhere and for what is nowhere."""
    await place_things(api)
    person = "security_admin" if OPERATIONS[name].object in ("user", "grant") else "county_officer"
    if person == "security_admin":
        narrowed = "update role_grant g set organization_id = o.id, code = o.code from organization o where o.id = :o and g.user_id = :u returning 1"
        await rows(api, narrowed, o=id_of("qingxi"), u=id_of("user:security_admin"))
    client = await confirmed(api, person)
    kind = OPERATIONS[name].object
    foreign = str(id_of("electronics" if kind == "organization" else f"{kind}:electronics"))
    await call(client, api, name, id=str(ABSENT))
    seen = []
    for id in (str(ABSENT), foreign):
        api.app.state.callers.clear()
        with work() as done:
            answer = await call(client, api, name, id=id)
        seen.append((done, shown(answer)))
    assert seen[0][1][0] == 404, seen[0][1]
    assert seen[0] == seen[1]


async def test_a_number_registered_elsewhere_is_searched_like_one_that_is_nowhere(api: Api, work: Any) -> None:
    """MBR-03: the exact search by ID number and by telephone finds within the scope, at the same price."""
    there = await api.as_("neighbour_officer")
    number = id_number()
    await join(there, union="electronics", id_number=number, phone="13800138000")
    here = await api.as_("county_officer")
    for known, nowhere in (
        ({"id_number": number}, {"id_number": id_number()}),
        ({"phone": "13800138000"}, {"phone": "13900139000"}),
    ):
        await here.post("/members/search", json=nowhere)
        seen = []
        for body in (known, nowhere):
            api.app.state.callers.clear()
            with work() as done:
                answer = await here.post("/members/search", json=body)
            seen.append((done, shown(answer)))
        assert seen[0] == seen[1]
        assert seen[0][1][1]["items"] == []


async def test_asking_for_somebody_is_the_same_work(api: Api, work: Any) -> None:
    """MBR-02: a pull of somebody registered elsewhere, of another name, and of nobody."""
    there = await api.as_("county_officer")
    number = id_number()
    await join(there, "王小军", id_number=number)
    asking = await api.as_("neighbour_officer")
    await pull(asking, id_number(), "赵一", "electronics")
    seen = []
    for each, name in ((number, "王小军"), (number, "李小军"), (id_number(), "王小军")):
        api.app.state.callers.clear()
        with work() as done:
            answer = await pull(asking, each, name, "electronics")
        assert answer.status_code == 201, answer.text
        seen.append(done)
    assert seen[0] == seen[1] == seen[2]


async def test_registering_tells_no_more_than_a_refusal_fifty_times_a_day(api: Api) -> None:
    """Trust row 5: that a number stands elsewhere must be said when somebody is registered; so often and no oftener."""
    there = await api.as_("neighbour_officer")
    number = id_number()
    await join(there, union="electronics", id_number=number)
    here = await api.as_("county_officer")
    told = await here.post("/members", json=draft(id_number=number), headers=once())
    assert (told.status_code, told.json()["code"]) == (409, "member_elsewhere")
    assert "electronics" not in told.text
    assert "汇丰" not in told.text
    insert = "insert into reveal (id, user_id, field, reason, note, at) select gen_random_uuid(), :u, 'existence', 'register', '', now() from generate_series(1, :n) returning 1"
    await rows(api, insert, u=id_of("user:county_officer"), n=ELSEWHERE_A_DAY - 1)
    limited = await here.post("/members", json=draft(id_number=number), headers=once())
    assert (limited.status_code, limited.json()["code"]) == (429, "member_elsewhere_limit")
