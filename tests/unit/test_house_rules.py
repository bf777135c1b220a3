"""The rules of this house that no linter knows. Each says why; each is shown to catch what it forbids."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.domain.audit.record import strangers

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend"

Finding = tuple[int, str]
Rule = Callable[[str, ast.AST], Iterator[Finding]]


MADE_BEFORE_THE_ROLES = {"db/roles.py", "db/restore.py", "db/cluster.py", "db/backup.py", "db/migrations/env.py"}


def no_commit_outside_session(path: str, tree: ast.AST) -> Iterator[Finding]:
    """One request is one transaction, committed in one place: `db/session.py`."""
    if path == "db/session.py" or path in MADE_BEFORE_THE_ROLES or path.startswith("demo/"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            if re.search(r"(session|connection|transaction)$", ast.unparse(node.func.value)):
                yield node.lineno, "commits belong to db/session.py; leave the block instead"
        if isinstance(node, ast.Name) and node.id == "create_async_engine":
            yield node.lineno, "engines belong to db/session.py"


def no_sql_outside_db(path: str, tree: ast.AST) -> Iterator[Finding]:
    """SQL text is written where scope is known: in `db/`."""
    if path.startswith(("db/", "demo/")) or path == "api/health.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text":
            yield node.lineno, "SQL text belongs to db/queries"
        if isinstance(node, ast.Attribute) and node.attr == "__table__":
            yield node.lineno, "Core statements belong to db/queries"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "set_config" in node.value:
            yield node.lineno, "the scope is told in db/session.py and nowhere else"


PROCESS_SCOPE = {
    "api/access.py",
    "api/health.py",
    "api/jobs.py",
    "api/sightings.py",
    "api/imports/command.py",
    "db/data_keys.py",
    "db/reconcile.py",
    "db/scope.py",
    "domain/access.py",
    "worker.py",
    "demo.py",
    "cli.py",
}


def everything_only_in_processes(path: str, tree: ast.AST) -> Iterator[Finding]:
    """`EVERYTHING` sees the whole city: only code that acts for no person in particular may name it."""
    if path in PROCESS_SCOPE or path.startswith(("api/account/", "demo/", "worker", "cleaning")):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "EVERYTHING":
            yield node.lineno, "work in the caller's scope; a look beyond it is a named door (db/doors.py)"


IMPURE_MODULES = {"os", "random", "secrets", "time", "socket", "subprocess", "pathlib", "logging", "asyncio"}


def domain_is_pure(path: str, tree: ast.AST) -> Iterator[Finding]:
    """The domain takes clock, randomness and data as arguments, so that a rule can be read and tested alone."""
    if not path.startswith("domain/"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in IMPURE_MODULES:
                    yield node.lineno, f"{alias.name} has no place in the domain"
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in IMPURE_MODULES:
            yield node.lineno, f"{node.module} has no place in the domain"
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
            if isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"}:
                yield node.lineno, "the clock is an argument"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            yield node.lineno, "files are read elsewhere"


def days_are_of_china(path: str, tree: ast.AST) -> Iterator[Finding]:
    """Days and months are local: what the machine calls today is yesterday there until eight in the morning."""
    del path
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "today" and isinstance(node.value, ast.Name):
            if node.value.id in {"date", "datetime"}:
                yield node.lineno, "`calendar.day_of` a moment; in a test, `town.today()`"


def the_day_is_asked_when_it_is_needed(path: str, tree: ast.AST) -> Iterator[Finding]:
    """A run of the suite may pass midnight: a day kept from its start is yesterday's in the tests that come later."""
    del path
    for node in _done_at_import(tree):
        if isinstance(node, ast.Call) and _name_of(node.func) in {"now", "utcnow", "today"}:
            yield node.lineno, "ask `town.today()` in the test, or in a function that it calls"


def _done_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module is read: all but the insides of functions."""
    if isinstance(node, ast.Lambda):
        return
    yield node
    inside: list[ast.AST] = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inside = [*node.decorator_list, *node.args.defaults, *(each for each in node.args.kw_defaults if each)]
    for each in inside:
        yield from _done_at_import(each)


def _name_of(called: ast.AST) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def http_stays_in_http(path: str, tree: ast.AST) -> Iterator[Finding]:
    """A rule says no by a `Refusal`; only two files know what that is in HTTP. Actions do not know FastAPI."""
    if not path.startswith("api/"):
        return
    name = path.rsplit("/", 1)[-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "HTTPException" and path not in {"api/access.py", "api/errors.py"}:
            yield node.lineno, "raise a Refusal; api/errors.py spells it in HTTP"
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fastapi") and name == "actions.py":
            yield node.lineno, "actions know no HTTP: the worker and the command line call them too"


BANNED = {"utils", "helpers", "common", "misc", "manager", "service", "services"}


def no_drawers_for_junk(path: str, tree: ast.AST) -> Iterator[Finding]:
    """A module is named after what it is about."""
    del tree
    parts = path.removesuffix(".py").split("/")
    if BANNED & set(parts):
        yield 1, "name the module after its idea"


def no_interpolated_sql(path: str, tree: ast.AST) -> Iterator[Finding]:
    """Statements are built from names declared in code; nothing that came from outside is put into their text."""
    if not path.startswith("db/queries"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text":
            if node.args and isinstance(node.args[0], ast.JoinedStr):
                yield node.lineno, "bind a parameter instead"


TELLING = {"tell", "_tell", "record_failure", "_seat"}


def told_events_are_listed(path: str, tree: ast.AST) -> Iterator[Finding]:
    """An event or a fact without words cannot be read by those for whom the record is kept (`domain/audit`)."""
    if path.startswith("domain/audit"):
        return
    for name, facts, line in told_in(tree):
        for unknown in strangers(name, dict.fromkeys(facts)):
            yield line, f"list {unknown} in domain/audit, with its words"


def told_in(tree: ast.AST) -> Iterator[tuple[str, list[str], int]]:
    """Events told by their written-out name: name, names of facts written out, line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = _name_of(node.func)
        if called not in TELLING:
            continue
        values = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "event")]
        own = {"event", "by_user"} if called != "_seat" else {"event"}
        facts = [keyword.arg for keyword in node.keywords if keyword.arg and keyword.arg not in own]
        for value in values:
            text = value.value if isinstance(value, ast.Constant) else None
            if isinstance(text, str) and re.fullmatch(r"[a-z]+(_[a-z]+)*", text):
                yield text, facts, node.lineno


RULES: tuple[Rule, ...] = (
    told_events_are_listed,
    no_commit_outside_session,
    no_sql_outside_db,
    everything_only_in_processes,
    domain_is_pure,
    days_are_of_china,
    http_stays_in_http,
    no_drawers_for_junk,
    no_interpolated_sql,
)

MUST_CATCH = [
    (told_events_are_listed, "api/x/actions.py", "work.tell('member_praised', row)"),
    (told_events_are_listed, "api/x/actions.py", "work.tell('member_edited', row, colour='red')"),
    (told_events_are_listed, "api/x/actions.py", "record_failure(door, session, tried, event='sign_in_odd', why='x')"),
    (no_commit_outside_session, "api/x/actions.py", "await session.commit()"),
    (no_sql_outside_db, "api/x/actions.py", "session.execute(text('select 1'))"),
    (no_sql_outside_db, "api/x/actions.py", "Member.__table__"),
    (everything_only_in_processes, "api/member/actions.py", "database.transaction(EVERYTHING)"),
    (domain_is_pure, "domain/x.py", "import random"),
    (domain_is_pure, "domain/x.py", "from datetime import date\ndate.today()"),
    (days_are_of_china, "worker.py", "date.today()"),
    (the_day_is_asked_when_it_is_needed, "", "TODAY = day_of(datetime.now(UTC))"),
    (the_day_is_asked_when_it_is_needed, "", "SOON: str = (today() + timedelta(days=30)).isoformat()"),
    (the_day_is_asked_when_it_is_needed, "", "async def put(on=today()): ..."),
    (
        the_day_is_asked_when_it_is_needed,
        "",
        "class TestIt:\n    @mark.parametrize('on', [today()])\n    def test_a(): ...",
    ),
    (http_stays_in_http, "api/x/actions.py", "from fastapi import Request"),
    (http_stays_in_http, "api/x/routes.py", "raise HTTPException(404)"),
    (no_drawers_for_junk, "api/utils.py", ""),
    (no_interpolated_sql, "db/queries/x.py", "text(f'select {name}')"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rule(rule: Rule) -> None:
    """Every module of the backend."""
    found = []
    for file in sorted(BACKEND.rglob("*.py")):
        path = str(file.relative_to(BACKEND))
        for line, why in rule(path, ast.parse(file.read_text(encoding="utf-8"))):
            found.append(f"backend/{path}:{line}: {why} — {rule.__doc__}")
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("rule", [days_are_of_china, the_day_is_asked_when_it_is_needed])
def test_the_tests_live_on_the_days_of_china(rule: Rule) -> None:
    """One that asks the machine for the day is red for eight hours of each day; one that asks too early, at midnight."""
    found = [
        f"{file.relative_to(ROOT)}:{line}: {why}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        for line, why in rule("", ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(("rule", "path", "code"), MUST_CATCH)
def test_a_rule_catches_what_it_forbids(rule: Rule, path: str, code: str) -> None:
    """A check that cannot fail is a defect."""
    assert list(rule(path, ast.parse(code)))


def test_lock_files_name_no_place() -> None:
    """A lock says what is installed, by name and hash, and not from where: every machine has its own index."""
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in (ROOT / "deploy" / "requirements.lock").read_text(encoding="utf-8")
    assert '"resolved": "http' not in (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
