"""How a job looks on the wire, for the noun itself and for every noun that answers 202."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, Out
from backend.api.work import Work
from backend.db.queries import job as jobs
from backend.domain.job import JobPhase, JobState


class JobProgress(Out):
    """How far it is."""

    done: int
    total: int | None = Field(description="总数未知时为 null Null while it is not known")
    message: str = Field(description="正在做什么 What is being done")


class JobProblem(Out):
    """Why a job did not finish."""

    code: str
    detail: str
    facts: dict[str, Any]


class JobOut(Out):
    """Long work asked for by the caller."""

    id: UUID
    kind: str
    state: JobState
    organization_id: UUID = Field(description="在哪个组织的权限下执行 The grant under which it runs")
    request: dict[str, Any] = Field(description="所要求的内容，如 import_id What was asked for")
    progress: JobProgress
    result: dict[str, Any] | None
    problem: JobProblem | None
    cancel_requested: bool
    created_at: Instant
    started_at: Instant | None
    ended_at: Instant | None
    seen_at: Instant | None = Field(description="本人看过结果的时间 When its asker looked at how it ended")


class JobQuery(ListQuery):
    """Which of one's own jobs."""

    unseen: Annotated[
        bool,
        Query(description="只列进行中的和已结束而本人还没看过的 Only those that go on or whose end was not looked at"),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsSeen:
    """Jobs whose end was looked at."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]


def job_out(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A row of the queue in the reader's language."""
    english = language == "en"
    phase = JobPhase(row["message"]) if row["message"] else JobPhase.WAITING
    problem = row["problem"]
    shown = {name: value for name, value in row.items() if name not in ("done", "total", "message", "attempts")}
    return shown | {
        "progress": {"done": row["done"], "total": row["total"], "message": phase.en if english else phase.zh},
        "problem": problem
        and {"code": problem["code"], "detail": problem["en" if english else "zh"], "facts": problem["facts"]},
    }


async def accepted(work: Work, response: Response, id: UUID) -> dict[str, Any]:
    """The answer 202: where the job is, and when to look again."""
    response.headers["Location"] = f"/api/v1/jobs/{id}"
    response.headers["Retry-After"] = "1"
    return job_out(await jobs.get_job(work.session, id), work.language)
