"""Whether the process lives, and whether it can serve (trust.md 4.3). Outside the API and its versions."""

import asyncio
import shutil
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy import text

from backend.db.session import Database
from backend.domain.access import EVERYTHING
from backend.settings import settings

router = APIRouter(prefix="/health", tags=["health"])

LEAST_FREE_DISK = 0.10


class Live(BaseModel):
    """The event loop turns."""

    live: bool


class Ready(BaseModel):
    """Each condition by name, and whether it holds."""

    ready: bool
    checks: dict[str, bool]


@router.get("/live", response_model=Live)
async def get_live() -> dict[str, bool]:
    """The process is alive. Does no I/O."""
    return {"live": True}


@router.get("/ready", response_model=Ready, responses={503: {"model": Ready}})
async def get_ready(request: Request, response: Response) -> dict[str, Any]:
    """The process can serve: the database answers in time, the keys are readable, the disk has room."""
    usage = shutil.disk_usage(settings().data if settings().data.exists() else "/")
    checks = {
        "database": await _database_answers(request.app.state.database),
        "keys": request.app.state.vault is not None,
        "disk": usage.free / usage.total > LEAST_FREE_DISK,
    }
    ready = all(checks.values())
    response.status_code = 200 if ready else 503
    return {"ready": ready, "checks": checks}


async def _database_answers(database: Database) -> bool:
    try:
        async with asyncio.timeout(1.0), database.transaction(EVERYTHING) as session:
            await session.execute(text("select 1"))
    except Exception:
        return False
    return True
