"""`./dev import FILE`: the road that the page takes, walked from the command line (issue 2, section 7)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.api.imports import actions, checking, committing
from backend.api.jobs import Kind, perform
from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.file_types import Purpose, recognise, require_taken
from backend.db.files import FileStore
from backend.db.queries import imports
from backend.db.queries import job as jobs
from backend.db.session import Database
from backend.db.tables.process import StoredFile
from backend.db.types import new_id
from backend.domain.access import EVERYTHING, Permission, Scope, scope_of
from backend.domain.caller import Caller
from backend.domain.imports.columns import RegisterKind
from backend.domain.imports.states import GOOD, REFUSED, ColumnsMissing, ImportRowState, ImportState
from backend.domain.job import JobState
from backend.domain.refusals import NotFound, Refusal
from backend.settings import settings

SHOWN = 50
"""Refused rows that are printed; the rest are on the page."""
_LEASE = 30.0
_KINDS = {
    "import_check": Kind(Permission.MEMBER_IMPORT, checking.check),
    "import_commit": Kind(Permission.MEMBER_IMPORT, committing.commit),
}


class LoginUnknown(Refusal):
    """Nobody of this login may import."""

    code = "import_login_unknown"
    zh = "没有可用的账号“{login}”。请用 --login 指定在岗工会干部的登录名。"
    en = "There is no active account “{login}”. Name an officer in office with --login."


class NameUnclear(Refusal):
    """No organization of this name in the scope, or several."""

    code = "import_organization_unclear"
    zh = "在您的管理范围内叫“{name}”的组织有 {count} 个。请用 --organization 写明一个组织的全称。"
    en = "{count} organizations of your scope are called “{name}”. Name exactly one with --organization."


class ImportFailed(Refusal):
    """The job ended without its result."""

    code = "import_failed"
    zh = "{zh}"
    en = "{en}"


async def import_file(
    database: Database,
    vault: Vault,
    path: Path,
    *,
    kind: RegisterKind = RegisterKind.MEMBERS,
    organization: str | None = None,
    login: str | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> Mapping[str, int]:
    """Check a workbook and commit its good rows, with the rights of `login`; returns the rows by verdict.

    `kind` is the register that it is for, `organization` the full name of the union, by default the one that the account's
    grant is on; without `login` it is done as the officer with the widest scope. `say` is given lines of progress. Raises
    `LoginUnknown`, `NameUnclear`, `ImportFailed`, `Forbidden`, and the refusals of the file.
    """
    caller = await _caller(database, login)
    scope = scope_of(caller.grants, Permission.MEMBER_IMPORT, user_id=caller.user_id, member_id=caller.member_id)
    async with _work(database, vault, caller, scope) as work:
        organization_id = await _organization(work, organization)
        file_id = await _keep(work, path)
        job = await actions.take_in(work, kind, file_id, organization_id)
        job_id, import_id = job.id, UUID(str(job.request["import_id"]))
    say(f"检查 checking {path.name}")
    counts = await _do(database, vault, job_id)
    say(_line(counts))
    async with _work(database, vault, caller, scope) as work:
        import_ = await imports.get_import(work.session, import_id)
        if import_.state == ImportState.UNMAPPED:
            raise ColumnsMissing(columns="、".join(import_.head["missing"]))  # type: ignore[arg-type]
        await _tell_refused(work, import_id, say)
        if not any(counts[state] for state in GOOD):
            return counts
        job = await actions.commit(work, import_id, seen=import_.version)
        job_id = job.id
    counts = await _do(database, vault, job_id)
    say(_line(counts))
    return counts


def _line(counts: Mapping[str, int]) -> str:
    return "，".join(
        f"{state.zh} {state.value} {counts[state.value]}" for state in ImportRowState if counts.get(state.value)
    )


async def _caller(database: Database, login: str | None) -> Caller:
    async with database.transaction(EVERYTHING) as session:
        user_id = await jobs.find_user(session, login)
        caller = user_id and await jobs.find_asker(session, user_id, job_id=UUID(int=0), now=datetime.now(UTC))
    if not caller:
        raise LoginUnknown(login=login or "")
    return caller


@asynccontextmanager
async def _work(database: Database, vault: Vault, caller: Caller, scope: Scope) -> AsyncIterator[Work]:
    async with database.transaction(scope) as session:
        yield Work(
            caller=caller,
            scope=scope,
            session=session,
            vault=vault,
            now=datetime.now(UTC),
            request_id="command line",
            held=caller.permissions,
        )


async def _organization(work: Work, name: str | None) -> UUID:
    if name is None:
        return work.scope.organization_id or work.caller.organization_id
    found = await imports.find_unions(work.session, name)
    if len(found) != 1:
        raise NameUnclear(name=name, count=len(found))
    return found[0]


async def _keep(work: Work, path: Path) -> UUID:
    id, store = new_id(), FileStore(settings().file_directory)

    def take() -> tuple[Any, Any]:
        with path.open("rb") as source, store.incoming(source) as copy:
            kind = recognise(copy)
            require_taken(kind, Purpose.WORKBOOK, copy.stat().st_size)
            return kind, store.keep(copy, id)

    kind, kept = await asyncio.to_thread(take)
    work.session.add(
        StoredFile(
            id=id,
            user_id=work.caller.user_id,
            name=path.name[:200],
            media_type=kind.value,
            size=kept.size,
            sha256=kept.sha256,
            purpose=Purpose.WORKBOOK.value,
            created_at=work.now,
        )
    )
    await work.session.flush()
    return id


async def _do(database: Database, vault: Vault, id: UUID) -> Mapping[str, int]:
    """Do a job here, or wait for the worker that was quicker; its counts. Raises `ImportFailed`."""
    while True:
        async with database.transaction(EVERYTHING) as session:
            taken = await jobs.take(session, lease=_LEASE, only=id)
            row = await jobs.get_job(session, id)
        if taken is not None:
            await perform(database, vault, taken, _KINDS[taken.kind], lease=_LEASE)
            continue
        if row["state"] == JobState.SUCCEEDED:
            counts: Mapping[str, int] = row["result"]["counts"]
            return counts
        if JobState(row["state"]).final:
            problem = row["problem"] or {"zh": NotFound.zh, "en": NotFound.en}
            raise ImportFailed(zh=problem["zh"], en=problem["en"])
        await asyncio.sleep(0.5)


async def _tell_refused(work: Work, import_id: UUID, say: Callable[[str], None]) -> None:
    """The refused rows by row, column and reason."""
    found = await work.session.execute(
        imports.list_rows(import_id=import_id, states=[s.value for s in REFUSED], after=None, limit=SHOWN)
    )
    for row in found.mappings():
        for problem in row["problems"]:
            say(f"第 {row['line']} 行 {problem['column']} {problem['title']}: {problem['zh']}")
