"""Runs the reader of workbooks as a process of its own and hands its lines on, batch by batch."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from backend.domain.refusals import Invalid
from backend.settings import ROOT

BATCH = 2000
_LONGEST_LINE = 8 << 20


class WorkbookExhausting(Invalid):
    """The reader ran out of the memory or the time that one workbook gets, or broke."""

    code = "import_workbook_exhausting"
    zh = "表格太大或太复杂，没有读完，没有导入任何内容。请删去多余的工作表、格式和图片，只保留名册，另存后再上传。"
    en = "The workbook is too large or too complex and was not read to its end. Keep the roster only and save it again."


class Unreadable(Invalid):
    """The reader said no; its own words stand for ours."""

    def __init__(self, told: dict[str, str]) -> None:
        super().__init__()
        self.code = told["code"]  # type: ignore[misc]
        self.told = told

    def sentence(self, language: str = "zh") -> str:
        """As the reader put it."""
        return self.told["en" if language == "en" else "zh"]


async def read_workbook(path: Path, media_type: str, wanted: Mapping[str, Any]) -> AsyncIterator[list[dict[str, Any]]]:
    """The head alone, then rows in batches, then the end alone. Raises `Unreadable`, `WorkbookExhausting`.

    `wanted` says which register, as of which day, and what is known of the columns (workbook.py). The process gets no
    environment, so no address and no key, and ends when its output is not wanted any more.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "backend.api.imports.workbook",
        str(path),
        media_type,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env={"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"},
        limit=_LONGEST_LINE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    ended = False
    batch: list[dict[str, Any]] = []
    try:
        process.stdin.write(orjson.dumps(wanted))
        process.stdin.close()
        while line := await process.stdout.readline():
            found = orjson.loads(line)
            if "refusal" in found:
                raise Unreadable(found["refusal"])
            if "exhausted" in found:
                raise WorkbookExhausting()
            ended = "end" in found
            if "line" in found:
                batch.append(found)
            if len(batch) >= BATCH or ("line" not in found and batch):
                yield batch
                batch = []
            if "line" not in found:
                yield [found]
        if not ended:
            raise WorkbookExhausting()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
