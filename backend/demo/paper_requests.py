"""What workers of the demo are asked for beside their household files: one waits, one has answered, one is in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from backend.api.paper_request import asking, mine
from backend.api.paper_request.schemas import PaperRequestDraft, SentPaperDraft
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.tables.paper_request import PaperRequest
from backend.demo.cast import Cast, morning
from backend.demo.city import Node
from backend.demo.pictures import document
from backend.domain.access import Role
from backend.domain.aid.codes import HouseholdStatus, PaperKind
from backend.domain.calendar import day_of

_ASKED: Final = (
    (PaperKind.SCHOOLING, "请补孩子本学期的在校证明，学校盖章。", 2),
    (PaperKind.INCOME, "请补近三个月的收入证明。", 4),
    (PaperKind.HOUSEHOLD_REGISTER, "户口本少拍了一页，请补全。", 20),
)
"""What each is asked for, in which words, so many days ago. Who is asked first has not answered yet."""


async def ask(cast: Cast, county: Node, households: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Three files of a county, the last of its list: those with a long story come first."""
    low, high = county.place.low, county.place.high
    files = [each for each in households if each["status"] == HouseholdStatus.ACTIVE and low <= each["code"] <= high]
    for number, (file, asked) in enumerate(zip(reversed(files), _ASKED, strict=False)):
        await _ask(cast, county, file, asked, number, now)


async def _ask(
    cast: Cast, county: Node, file: Mapping[str, Any], asked: tuple[PaperKind, str, int], number: int, now: datetime
) -> None:
    kind, note, days = asked
    officer = cast.act(Role.OFFICER, county, morning(now - timedelta(days=days)))
    row = await asking.ask(officer, file["id"], PaperRequestDraft(papers=[kind], note=note))
    if number == 0:
        return
    worker = replace(
        officer,
        caller=replace(officer.caller, name=file["name"], login="", member_id=file["member_id"]),
        now=officer.now + timedelta(hours=9),
    )
    await _answer(cast, worker, officer, row, kind, number)
    if number > 1:
        looking = cast.act(Role.OFFICER, county, morning(now - timedelta(days=days - 1)))
        await asking.take_in(looking, row.id, seen=row.version)


async def _answer(cast: Cast, worker: Work, officer: Work, row: PaperRequest, kind: PaperKind, number: int) -> None:
    """The worker has no account in the demo; the picture is the officer's upload, and the answer the worker's."""
    content = document(60 + number + day_of(worker.now).day)
    file_id = await cast.picture(officer, content, f"{kind.zh}.png", Purpose.PAPER)
    await mine.add_paper(worker, row.id, SentPaperDraft(file_id=file_id, kind=kind), seen=row.version)
    await mine.answer(worker, row.id, "单位已经盖章。" if kind is PaperKind.INCOME else "", seen=row.version)
