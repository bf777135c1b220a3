"""X-01: the whole contract under Schemathesis, as somebody who may do nearly everything and as nobody (ASVS 4.1.4, 13.4).

The application is served for real, in a thread of its own, and each operation gets a database of its own: whatever the
cases of one operation destroy, those of the next begin in the same town, in any order. The cases follow from the
contract alone, so a commit always gets the same ones. For others and for more, as a nightly run wants them:
`UNIONHOME_FUZZ_SEED=7 UNIONHOME_FUZZ_EXAMPLES=500`.
"""

import asyncio
import hashlib
import json
import os
import re
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import hypothesis
import pytest
import schemathesis
import uvicorn
from schemathesis import Case
from schemathesis.checks import CheckContext, load_all_checks, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.generation.meta import TestPhase
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.specs.openapi import checks

from backend.api import tokens
from backend.db.data_keys import open_vault
from backend.db.session import Database
from backend.db.tables.account import SignInSession
from backend.domain.access import EVERYTHING
from backend.main import make_app
from tests import town
from tests.api.test_access_matrix import OPERATIONS, holders_of
from tests.api.things import place_things_in
from tests.conftest import Cluster
from tests.contract import described
from tests.town import id_of

CONTRACT = described()
FROM_CONTRACT = int(hashlib.sha256(json.dumps(CONTRACT).encode()).hexdigest()[:8], 16)
SEED = int(os.environ.get("UNIONHOME_FUZZ_SEED", FROM_CONTRACT))
EXAMPLES = int(os.environ.get("UNIONHOME_FUZZ_EXAMPLES", "6"))
SHARE = 4 if EXAMPLES < 50 else 1
"""One in so many of the cases at the edges of the contract is run; all of them in a long run."""

PEOPLE = ("city_officer", "system_admin", "security_admin", "audit_admin", "county_finance", "integrator")
"""Who calls: the first of them who holds what the operation needs. No one person may hold it all (trust.md 1.5)."""

EXCLUDED = {
    "stream_job_events": "its answer ends with the job only, and a job of a fuzzed id never ends; test_jobs.py has its refusals",
}
"""Operations that are not called, each with its reason."""

OF_OAUTH = {"issue_client_token"}
"""Operations whose refusals have the shape of the libraries that read them (RFC 6749 section 5.2)."""

NOUNS = {
    "organizations": "textile",
    **{
        f"{noun}s": f"{noun}:textile"
        for noun in ("member", "employer", "officer", "committee", "user", "grant", "transfer")
    },
}
"""For half of the cases that are meant to be good, the id in the path is that of a thing of the town."""

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.missing_required_header,
    checks.ignored_auth,
    checks.allow_header_conformance,
]


def problem_conformance(ctx: CheckContext, response: Response, case: Case) -> bool | None:
    """Whatever is refused is refused as a problem with a code and a sentence (RFC 9457)."""
    if response.status_code < 400:
        return None
    kind = response.headers.get("content-type", [""])[0]
    oauth = case.operation.definition.raw["operationId"] in OF_OAUTH and kind == "application/json"
    if oauth and response.json().get("error"):
        return None
    if kind != "application/problem+json":
        raise Failure(
            operation=case.operation.label, title="Not a problem", message=f"{response.status_code} as {kind}"
        )
    problem = response.json()
    if problem["status"] != response.status_code or not problem["code"] or not problem["detail"]:
        raise Failure(operation=case.operation.label, title="A problem without words", message=str(problem))
    return None


def negative_data_rejection(ctx: CheckContext, response: Response, case: Case) -> bool | None:
    """What breaks the contract is refused. Not counted: a value of another JSON type that reads as the right one
    (`"false"`, `0`), for in an address and in a form every value is text; of bodies test_strict_bodies.py has all. Nor a
    list without a value (`post=`): an empty list and a list of an empty text are written alike (RFC 6570 section 3.2.8)."""
    given = case.query or {}
    named = (each for each in case.operation.definition.raw.get("parameters", ()) if each["in"] == "query")
    if any(each["schema"].get("type") == "array" and given.get(each["name"]) in ("", [""]) for each in named):
        return None
    try:
        return checks.negative_data_rejection(ctx, response, case)
    except AcceptedNegativeData as failure:
        if "Incorrect type" in str(failure) or "`type`" in str(failure):
            return None
        raise


def unsupported_method(ctx: CheckContext, response: Response, case: Case) -> bool | None:
    """A method that the contract does not give is refused as such; a longer path that a template fits too is its."""
    return None if case.path in SHADOWED else checks.unsupported_method(ctx, response, case)


def _templates_over(path: str) -> list[str]:
    fitting = [re.compile(re.sub(r"\{\w+\}", "[^/]+", other)) for other in CONTRACT["paths"] if "{" in other]
    return [regex.pattern for regex in fitting if regex.fullmatch(path)]


SHADOWED = {path for path in CONTRACT["paths"] if "{" not in path and _templates_over(path)}
"""`/organizations/as-of` is also an id of `/organizations/{id}`, as far as routing goes."""


def _contract() -> dict[str, Any]:
    """Without the optional header that chooses among one's grants: a made-up value is a 403, and nothing else is seen."""
    document: dict[str, Any] = json.loads(json.dumps(CONTRACT))
    for operations in document["paths"].values():
        for operation in operations.values():
            kept = [each for each in operation.get("parameters", ()) if each.get("name") != "Unionhome-Scope"]
            operation["parameters"] = kept
    return document


def _schema(*, examples: int, coverage: bool) -> Any:
    config = SchemathesisConfig(seed=SEED)
    project = config.projects.default
    project.generation.update(max_examples=examples, no_shrink=True)
    project.phases.coverage.enabled = coverage
    # A negative case may also meet the state of the town, a version, a limit, or a body that is no JSON at all.
    project.checks.negative_data_rejection.expected_statuses = [
        "400",
        "401",
        "403",
        "404",
        "409",
        "412",
        "413",
        "422",
        "428",
        "429",
    ]
    return schemathesis.openapi.from_dict(_contract(), config=config).exclude(operation_id=list(EXCLUDED))


class Served:
    """The application behind a real port, in a loop of its own."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.app = make_app(None)
        self.url = self.run(self._start())

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=60)

    async def _start(self) -> str:
        options = uvicorn.Config(self.app, port=0, lifespan="off", log_level="critical", access_log=False)
        self.server = uvicorn.Server(options)
        self.serving = asyncio.ensure_future(self.server.serve())
        while not self.server.started:  # noqa: ASYNC110 — the server has no event for it
            await asyncio.sleep(0.01)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def open(self, name: str) -> dict[str, str]:
        """Serve this database; tokens of the people signed in there."""
        database = self.cluster.database(name, pool_size=3)
        ring, now = self.cluster.ring, datetime.now(UTC)
        self.app.state.database, self.app.state.ring = database, ring
        self.app.state.vault = await open_vault(database, ring, now=now)
        self.app.state.callers = {}
        given = {}
        async with database.transaction(EVERYTHING) as session:
            for key in PEOPLE:
                who = town.BY_KEY[key]
                await session.merge(SignInSession(id=who.session_id, user_id=who.id, started_at=now, last_seen_at=now))
                given[key] = tokens.issue(
                    ring, use=tokens.Use.ACCESS, user_id=who.id, session_id=who.session_id, now=now
                )
        return given

    async def close(self) -> None:
        await self.app.state.database.close()

    def stop(self) -> None:
        self.server.should_exit = True
        self.run(asyncio.wait_for(self.serving, 20))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()


@pytest.fixture(scope="module")
def served(cluster: Cluster) -> Iterator[Served]:
    print(f"UNIONHOME_FUZZ_SEED={SEED} UNIONHOME_FUZZ_EXAMPLES={EXAMPLES}")
    cluster.server.create_database("fuzz", template="town")
    served = Served(cluster)

    async def fill(database: Database) -> None:
        vault = await open_vault(database, cluster.ring, now=datetime.now(UTC))
        await place_things_in(database, vault)
        await database.close()

    served.run(fill(cluster.database("fuzz", pool_size=2)))
    yield served
    served.stop()
    print(f"{sum(COUNTED.values())} cases: {dict(sorted(COUNTED.items()))}")


@pytest.fixture
def people(served: Served, cluster: Cluster) -> Iterator[dict[str, str]]:
    """A town of this operation's own; tokens of its people."""
    name = f"fuzz_{next(cluster.numbers)}"
    cluster.server.create_database(name, template="fuzz")
    yield served.run(served.open(name))
    served.run(served.close())
    cluster.server.drop_database(name)


@pytest.fixture
def everybodys(served: Served, cluster: Cluster) -> Iterator[None]:
    """The town itself, for those who may change nothing in it."""
    served.run(served.open("fuzz"))
    yield
    served.run(served.close())


COUNTED: Counter[int] = Counter()
LABELS = {
    operation["operationId"]: f"{method.upper()} {path}"
    for path, operations in CONTRACT["paths"].items()
    for method, operation in operations.items()
    if operation["operationId"] not in EXCLUDED
}
every = pytest.mark.parametrize("name", list(LABELS))
settings = hypothesis.settings(deadline=None, suppress_health_check=list(hypothesis.HealthCheck), database=None)


@cache
def _schema_for(examples: int, coverage: bool) -> Any:
    load_all_checks()
    return _schema(examples=examples, coverage=coverage)


def run(name: str, judge: Callable[[Case], None], *, examples: int, coverage: bool) -> None:
    """Put every case of an operation to `judge`.

    The cases are made here and not while tests are collected: to make those of all operations takes a minute, and each
    hand that shares the suite would spend it.
    """
    schema = _schema_for(examples, coverage)
    operation = schema.find_operation_by_label(LABELS[name])
    assert operation is not None

    @settings
    @hypothesis.seed(SEED)
    def test(case: Case) -> None:
        judge(case)

    build_operation_test(
        config=schema.config, operation=operation, test_func=test, given_kwargs={}, feedback=FeedbackSources()
    )()


@every
def test_as_somebody(name: str, served: Served, people: dict[str, str]) -> None:
    """No 5xx, the shapes of the contract, bad data refused, other methods refused, credentials asked for."""
    may = holders_of(OPERATIONS[name])
    headers = {"Authorization": f"Bearer {people[next(key for key in PEOPLE if key in may)]}"}
    options = {"base_url": served.url}
    wanted = [*CHECKS, negative_data_rejection, unsupported_method, problem_conformance]

    def judge(case: Case) -> None:
        if not _drawn(case):
            return
        if case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE:
            _take_place(case)
        response = case.call(base_url=served.url, headers=headers)
        COUNTED[response.status_code] += 1
        case.validate_response(response, headers=headers, transport_kwargs=options, checks=wanted)

    run(name, judge, examples=EXAMPLES, coverage=True)


def _drawn(case: Case) -> bool:
    """Whether a case at the edges of the contract is in this run: a part of some seven thousand, always the same."""
    if case.meta is None or case.meta.phase.name is not TestPhase.COVERAGE:
        return True
    told = f"{case.method} {case.path_parameters} {case.query} {case.headers} {case.body}"
    return (zlib.crc32(told.encode("utf-8", "surrogatepass")) + SEED) % SHARE == 0


def _take_place(case: Case) -> None:
    noun = case.path.removeprefix("/api/v1/").split("/")[0]
    if noun in NOUNS and "id" in (case.path_parameters or {}) and hash(case.path_parameters["id"]) % 2:
        case.path_parameters["id"] = str(id_of(NOUNS[noun]))
        if "If-Match" in (case.headers or {}):
            case.headers["If-Match"] = '"v1"'


@every
def test_as_nobody(name: str, served: Served, everybodys: None) -> None:
    """Without a token: 401 before anything else, or a public operation; and never a 5xx."""

    def judge(case: Case) -> None:
        response = case.call(base_url=served.url)
        checks_of_nobody = [not_a_server_error, checks.status_code_conformance, problem_conformance]
        case.validate_response(response, checks=checks_of_nobody)

    run(name, judge, examples=2, coverage=False)
